// SPDX-License-Identifier: BSD-3-Clause
// ampstream sintax: names by SINTAX.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <ampstream/exec/stream.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/sintax/reference.hpp>
#include <ampstream/sintax/voter.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/option_parts.hpp"

namespace ampstream::cli
{

namespace
{

/// A block of queries on its way from text to rows.
struct voting
{
    io::text_block block{};
    std::string rows{};
    std::uint64_t queries{};
    std::uint64_t called{};
};

class sintax_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "sintax"; }
    [[nodiscard]] std::string_view summary() const override { return "Classify sequences with SINTAX"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Classifies as vsearch --sintax does; the reference has ;tax=d:…,p:…,… in its labels. Rows come in the "
               "order of\n"
               "the queries, and the seed decides the confidences whatever the threads.\n"
               "Example: ampstream sintax otus.fasta --db reference.fasta --sintax_cutoff 0.8 --tabbedout calls.tsv";
    }
    [[nodiscard]] int position() const override { return 720; }

    option_list options() override
    {
        option_list list{
            input_file("input", input_, "Queries, FASTA or FASTQ"),
            {.name = "db",
             .value = &reference_file_,
             .help = "Reference with ;tax= in its labels, FASTA",
             .counterpart = "vsearch --db",
             .is_required = true,
             .is_file = true},
            {.name = "tabbedout",
             .value = &table_name_,
             .help = "Label, names with confidence, strand, confident names",
             .counterpart = "vsearch --tabbedout",
             .is_required = true,
             .is_file = true},
        };
        append(list, sintax::describe(options_));
        return list;
    }

    void run(context & given) override
    {
        options_.validate();
        io::output_file table{table_name_};
        sintax::reference known{options_};
        for_each_batch(reference_file_, given.threads,
                       [&known](read_batch const & batch, std::string const &) { known.add(batch); });
        sintax::voter const vote{options_, known};
        std::uint64_t queries = 0;
        std::uint64_t called = 0;
        constexpr std::size_t queries_at_once = 64; // a query is a hundred searches
        io::block_reader reader{io::open_input(input_), queries_at_once};
        exec::run_stream<voting>(
            given.threads,
            [&reader]() -> std::optional<voting>
            {
                auto block = reader.next();
                return block ? std::optional{voting{.block = std::move(*block)}} : std::nullopt;
            },
            [&](voting & work)
            {
                read_batch const batch = io::parse(std::move(work.block));
                work.queries = batch.size();
                for (std::size_t i = 0; i < batch.size(); ++i)
                {
                    sintax::call const found = vote(batch[i].sequence, batch.record(i));
                    work.called += found.is_found ? 1U : 0U;
                    sintax::append_row(work.rows, batch[i].header, found, options_.sintax_cutoff);
                }
            },
            [&](voting & work)
            {
                table.write(work.rows);
                queries += work.queries;
                called += work.called;
                given.report.progress(fmt::format("classifying: {} queries", queries), -1.0);
            });
        table.commit();
        if (known.left_out() > 0)
            given.report.say(fmt::format("{} sequences of {} are too short or too long and left out", known.left_out(),
                                         reference_file_));
        given.report.say(
            fmt::format("{} reference sequences; {} of {} queries classified", known.size(), called, queries));
    }

private:
    std::string input_{};
    std::string reference_file_{};
    std::string table_name_{};
    sintax::options options_{};
};

} // namespace

std::unique_ptr<command> make_sintax_command()
{
    return std::make_unique<sintax_command>();
}

} // namespace ampstream::cli
