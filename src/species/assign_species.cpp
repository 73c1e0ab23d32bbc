// SPDX-License-Identifier: BSD-3-Clause
// A reference file streams past the queries.
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/read_batch.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/checksum.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/species/assigner.hpp>

namespace ampstream::species
{

namespace
{

constexpr std::size_t references_per_block = 512;

/// References on their way from text to sightings.
struct passing
{
    io::text_block block{};
    block_result found{};
};

/// The header of the first record of a block.
std::string_view first_header(io::text_block const & block)
{
    std::string_view const text = block.text;
    std::string_view const line = text.substr(0, text.find_first_of("\r\n"));
    return line.empty() ? line : line.substr(1);
}

name_form form_of(io::text_block const & block, options const & chosen)
{
    if (auto const named = form_named(chosen.header_format))
        return *named;
    std::string_view const header = first_header(block);
    if (auto const detected = detect_form(header))
        return *detected;
    throw input_error{{.file = block.file, .record = block.first_record, .header = std::string{header}},
                      {"a species in the header, such as '>id Bacillus subtilis'", "none",
                       "References for species name one in the header; see --header-format for the forms."}};
}

} // namespace

void check_reference(std::string const & reference, options const & chosen)
{
    constexpr std::size_t first_only = 1;
    io::block_reader reader{io::open_input(reference), first_only};
    auto const block = reader.next();
    if (!block.has_value())
        throw input_error{{.file = reader.name()},
                          {"references with species in their headers", "an empty file", "Name a FASTA file."}};
    static_cast<void>(form_of(*block, chosen));
}

assigned assign_species(std::span<std::string_view const> sequences,
                        std::string const & reference,
                        options const & chosen,
                        exec::thread_budget const & budget)
{
    assigner judge{sequences, chosen};
    io::sha256 digest;
    io::block_reader reader{io::open_input(reference, digest), references_per_block};
    std::optional<name_form> form; // set by the source before the first block is handed on
    exec::run_stream<passing>(
        budget,
        [&]() -> std::optional<passing>
        {
            auto block = reader.next();
            if (!block.has_value())
                return std::nullopt;
            if (!form.has_value())
                form = form_of(*block, chosen);
            return passing{.block = std::move(*block)};
        },
        [&](passing & work)
        {
            std::string const file = work.block.file;
            work.found = judge.search(io::parse(std::move(work.block)), *form, file);
        },
        [&](passing & work) { judge.add(work.found); });
    assigned done{.counts = judge.counts(), .form = form.value_or(name_form::binomial), .sha256 = digest.hex()};
    if (done.counts.named == 0)
        throw input_error{{.file = reader.name()},
                          {"references with species in their headers",
                           done.counts.references == 0 ? std::string{"an empty file"}
                                                       : fmt::format("none among {} (read as '{}')",
                                                                     done.counts.references, name_of(done.form)),
                           "See --header-format for the forms; references for classification often end at the genus."}};
    done.queries = std::move(judge).finish();
    return done;
}

std::string describe_references(assigned const & done)
{
    stats const & counts = done.counts;
    std::string text = fmt::format("{} of {} references have a species (headers: {})", counts.named, counts.references,
                                   name_of(done.form));
    if (counts.unnamed > 0)
        text += fmt::format("; {} left out for having none", counts.unnamed);
    if (counts.other_genus > 0)
        text +=
            fmt::format("; {} left out because the species is of another genus than the lineage", counts.other_genus);
    return text;
}

std::string describe_queries(stats const & counts)
{
    std::string text = fmt::format("{} queries: {} with one species, {} with several", counts.queries(),
                                   counts.with(status::ok), counts.with(status::several));
    auto const add = [&](status one, std::string_view what)
    {
        if (counts.with(one) > 0)
            text += fmt::format(", {} {}", counts.with(one), what);
    };
    add(status::too_many, "with too many");
    add(status::none, "without a match");
    add(status::genus_differs, "with a match in another genus than classified");
    add(status::no_genus, "with a match but without a classified genus");
    add(status::too_short, "too short");
    return text;
}

} // namespace ampstream::species
