// SPDX-License-Identifier: BSD-3-Clause
// ampstream sort: sequences by abundance or by length.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/sort/sorter.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/fasta_output.hpp"
#include "cli/option_parts.hpp"

namespace ampstream::cli
{

namespace
{

class sort_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "sort"; }
    [[nodiscard]] std::string_view summary() const override { return "Sort sequences by abundance or by length"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Sorts as vsearch --sortbysize (the default) and --sortbylength do; the output is FASTA.\n"
               "Example: ampstream sort uniques.fasta --sortbysize --minsize 2 --sizeout --output sorted.fasta";
    }
    [[nodiscard]] int position() const override { return 52; }

    option_list options() override
    {
        option_list list{
            input_file("input", input_, "Sequences, FASTA or FASTQ"),
            {.name = "output",
             .value = &output_name_,
             .help = "Sorted sequences, FASTA",
             .counterpart = "vsearch --output",
             .is_required = true,
             .is_file = true},
        };
        append(list, sort::describe(options_));
        list.push_back(accepted_sizein(sizein_));
        append(list, describe_labels(style_, fasta_width_));
        return list;
    }

    void run(context & given) override
    {
        style_.validate();
        sort::sorter gather{options_};
        fasta_output output{output_name_, style_, fasta_width_};
        for_each_batch(input_, given.threads,
                       [&gather](read_batch const & batch, std::string const & name) { gather.add(batch, name); });
        sort::sorted const done = std::move(gather).finish();
        for (std::size_t i = 0; i < done.sequences.size(); ++i)
            output.add(done.sequences.label(i), done.sequences.sequence(i), done.sequences.abundance(i));
        output.commit();
        report(done, given.report);
    }

private:
    void report(sort::sorted const & done, reporter & to) const
    {
        sort::stats const & counted = done.counted;
        to.say(fmt::format("{} sequences, {} kept; median {}: {}", counted.sequences, counted.kept,
                           options_.sortbylength ? "length" : "abundance", done.median));
        if (counted.too_short + counted.too_long > 0)
            to.say(fmt::format("{} shorter than {} and {} longer than {} bases left out", counted.too_short,
                               options_.minseqlength, counted.too_long, options_.maxseqlength));
        if (counted.too_rare + counted.too_abundant > 0)
            to.say(fmt::format("{} rarer than --minsize and {} more abundant than --maxsize left out", counted.too_rare,
                               counted.too_abundant));
        if (counted.beyond_top > 0)
            to.say(fmt::format("{} behind the first {} left out (--topn)", counted.beyond_top, counted.kept));
    }

    std::string input_{};
    std::string output_name_{};
    sort::options options_{};
    bool sizein_{false};
    label_style style_{};
    std::uint64_t fasta_width_{80};
};

} // namespace

std::unique_ptr<command> make_sort_command()
{
    return std::make_unique<sort_command>();
}

} // namespace ampstream::cli
