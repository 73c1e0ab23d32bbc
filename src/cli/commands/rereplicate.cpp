// SPDX-License-Identifier: BSD-3-Clause
// ampstream rereplicate: every sequence as often as its abundance says.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/core/stated_abundance.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/fasta_output.hpp"
#include "cli/option_parts.hpp"

namespace ampstream::cli
{

namespace
{

class rereplicate_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "rereplicate"; }
    [[nodiscard]] std::string_view summary() const override { return "Write sequences as often as they were seen"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Undoes dereplication as vsearch --rereplicate does: a sequence with ;size=N is written N times, one\n"
               "without it once.\n"
               "Example: ampstream rereplicate uniques.fasta --relabel read --output reads.fasta";
    }
    [[nodiscard]] int position() const override { return 53; }

    option_list options() override
    {
        option_list list{
            input_file("input", input_, "Sequences with abundances (;size=N), FASTA or FASTQ"),
            {.name = "output",
             .value = &output_name_,
             .help = "The copies, FASTA",
             .counterpart = "vsearch --output",
             .is_required = true,
             .is_file = true},
            accepted_sizein(sizein_),
        };
        append(list, describe_labels(style_, fasta_width_));
        return list;
    }

    void run(context & given) override
    {
        style_.validate();
        label_style style = style_;
        style.xsize = true; // a copy stands for one read
        fasta_output output{output_name_, style, fasta_width_};
        std::uint64_t sequences = 0;
        std::uint64_t copies = 0;
        auto const add = [&](read_batch const & batch, std::string const & name)
        {
            for (std::size_t i = 0; i < batch.size(); ++i)
            {
                std::uint64_t const abundance = stated_abundance(batch, i, name);
                for (std::uint64_t copy = 0; copy < abundance; ++copy)
                {
                    given.threads.check_stop();
                    output.add(label_of(batch[i].header), batch[i].sequence, 1);
                }
                copies += abundance;
            }
            sequences += batch.size();
        };
        for_each_batch(input_, given.threads, add);
        output.commit();
        given.report.say(fmt::format("{} sequences, {} written", sequences, copies));
    }

private:
    std::string input_{};
    std::string output_name_{};
    bool sizein_{false};
    label_style style_{};
    std::uint64_t fasta_width_{80};
};

} // namespace

std::unique_ptr<command> make_rereplicate_command()
{
    return std::make_unique<rereplicate_command>();
}

} // namespace ampstream::cli
