// SPDX-License-Identifier: BSD-3-Clause
// ampstream subsample: a random part of the reads.
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/core/stated_abundance.hpp>
#include <ampstream/subsample/draw.hpp>
#include <ampstream/subsample/options.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/option_parts.hpp"
#include "cli/read_outputs.hpp"

namespace ampstream::cli
{

namespace
{

class subsample_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "subsample"; }
    [[nodiscard]] std::string_view summary() const override { return "Draw a random part of the reads"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Draws without replacement, the same reads as vsearch --fastx_subsample with the same --randseed. All "
               "reads are\n"
               "held in memory.\n"
               "Example: ampstream subsample uniques.fasta --sample_size 10000 --randseed 7 --sizein --sizeout "
               "--fastaout part.fasta";
    }
    [[nodiscard]] int position() const override { return 54; }

    option_list options() override;
    void run(context & given) override;

private:
    void read_all(context & given);

    std::string input_{};
    std::string fastq_name_{};
    std::string fasta_name_{};
    std::string fastq_rest_name_{};
    std::string fasta_rest_name_{};
    subsample::options options_{};
    label_style style_{};
    std::uint64_t fasta_width_{80};
    std::vector<read_batch> batches_{};
    std::vector<std::uint64_t> abundances_{}; ///< of all reads; 0 of empty ones, which are left out
    std::uint64_t reads_{};
};

option_list subsample_command::options()
{
    auto const file = [](std::string name, std::string & value, std::string help)
    {
        std::string counterpart = "vsearch --" + name;
        return option{.name = std::move(name),
                      .value = &value,
                      .help = std::move(help),
                      .counterpart = std::move(counterpart),
                      .is_file = true};
    };
    option_list list{
        input_file("input", input_, "Sequences, FASTA or FASTQ"),
        file("fastaout", fasta_name_, "Sequences drawn, FASTA"),
        file("fastqout", fastq_name_, "Sequences drawn, FASTQ"),
        file("fastaout_discarded", fasta_rest_name_, "What was not drawn, FASTA"),
        file("fastqout_discarded", fastq_rest_name_, "What was not drawn, FASTQ"),
    };
    append(list, subsample::describe(options_));
    append(list, describe_labels(style_, fasta_width_));
    return list;
}

void subsample_command::read_all(context & given)
{
    bool const wants_fastq = !fastq_name_.empty() || !fastq_rest_name_.empty();
    for_each_batch(
        input_, given.threads,
        [&](read_batch & batch, std::string const & name)
        {
            for (std::size_t i = 0; i < batch.size(); ++i)
            {
                read_view const read = batch[i];
                if (wants_fastq && read.quality.size() != read.sequence.size())
                    throw usage_error{
                        fmt::format("--fastqout and --fastqout_discarded need qualities; {} is FASTA", name)};
                std::uint64_t const stated = options_.sizein ? stated_abundance(batch, i, name) : 1;
                std::uint64_t const abundance = read.sequence.empty() ? 0 : stated;
                if (abundance > std::numeric_limits<std::uint64_t>::max() - reads_)
                    throw input_error{
                        {.file = name, .record = batch.record(i)},
                        {.expected = "less than 2^64 reads", .found = "more", .advice = "Correct the abundances."}};
                abundances_.push_back(abundance);
                reads_ += abundance;
            }
            batches_.push_back(std::move(batch));
        });
}

void subsample_command::run(context & given)
{
    style_.validate();
    options_.validate();
    read_outputs drawn{fastq_name_, fasta_name_, style_, fasta_width_};
    read_outputs rest{fastq_rest_name_, fasta_rest_name_, style_, fasta_width_};
    if (!drawn.are_wanted() && !rest.are_wanted())
        throw usage_error{"no output file is named; give --fastaout, --fastqout, --fastaout_discarded or "
                          "--fastqout_discarded"};
    read_all(given);
    std::uint64_t const wanted = options_.draws_of(reads_);
    auto const counts = subsample::draw(abundances_, wanted, static_cast<std::uint32_t>(options_.randseed));

    std::size_t i = 0;
    std::uint64_t drawn_sequences = 0;
    std::uint64_t rest_sequences = 0;
    for (read_batch const & batch : batches_)
    {
        read_texts drawn_text;
        read_texts rest_text;
        for (std::size_t k = 0; k < batch.size(); ++k, ++i)
        {
            read_view read = batch[k];
            read.header = label_of(read.header);
            if (counts[i] > 0)
                drawn.append(drawn_text, read, ++drawn_sequences, counts[i], std::nullopt);
            if (abundances_[i] > counts[i])
                rest.append(rest_text, read, ++rest_sequences, abundances_[i] - counts[i], std::nullopt);
        }
        drawn.write(drawn_text);
        rest.write(rest_text);
    }
    drawn.commit();
    rest.commit();
    given.report.say(
        fmt::format("{} reads of {} drawn, {} sequences of {}", wanted, reads_, drawn_sequences, abundances_.size()));
}

} // namespace

std::unique_ptr<command> make_subsample_command()
{
    return std::make_unique<subsample_command>();
}

} // namespace ampstream::cli
