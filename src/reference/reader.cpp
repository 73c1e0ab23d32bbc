// SPDX-License-Identifier: BSD-3-Clause
// Reading references and making their lineages equally deep.
#include <ampstream/reference/reader.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/byte_source.hpp>
#include <ampstream/io/checksum.hpp>
#include <ampstream/io/sequence_reader.hpp>

namespace ampstream::reference
{

namespace
{

/// A record before the depth of the reference is known.
struct raw_record
{
    std::string id{};
    std::size_t first{}; ///< of its bases
    std::uint32_t length{};
    std::uint32_t lineage{};
    std::uint64_t number{};
};

struct raw_reference
{
    std::string file{};  ///< for messages
    std::string bases{}; ///< of all records; the set takes them over, so that a large reference is held once
    std::vector<std::vector<std::string>> lineages{};          ///< distinct ones, as deep as they are
    std::unordered_map<std::string, std::uint32_t> place_of{}; ///< of a lineage, by names joined with tabs
    std::vector<raw_record> records{};
    header_format format{};
    std::string sha256{};
};

header_format format_of(std::string const & file, std::string_view header, options const & chosen)
{
    if (auto const named = format_named(chosen.header_format))
        return *named;
    if (auto const detected = detect_format(header))
        return *detected;
    throw input_error{
        {.file = file, .record = 1, .header = std::string{header}},
        {"a lineage in the header, such as '>id Bacteria;Firmicutes;…'", "none",
         "References for classification name a lineage in every header; see --header-format for the forms."}};
}

std::uint32_t place_of(raw_reference & raw, std::vector<std::string> && names)
{
    auto const fresh = static_cast<std::uint32_t>(raw.lineages.size());
    auto const [found, is_new] = raw.place_of.try_emplace(fmt::format("{}", fmt::join(names, "\t")), fresh);
    if (is_new)
        raw.lineages.push_back(std::move(names));
    return found->second;
}

void append_record(raw_reference & raw, read_view const & read, std::uint64_t number, options const & chosen)
{
    if (raw.records.empty())
        raw.format = format_of(raw.file, read.header, chosen);
    auto parsed = parse_header(read.header, raw.format);
    if (parsed.has_value() && (raw.format == header_format::sintax || !parsed->names.front().empty()))
    {
        raw.records.push_back({.id = std::string{parsed->id},
                               .first = raw.bases.size(),
                               .length = static_cast<std::uint32_t>(read.sequence.size()),
                               .lineage = place_of(raw, std::move(parsed->names)),
                               .number = number});
        append_normalised(raw.bases, read.sequence);
        return;
    }
    throw input_error{{.file = raw.file, .record = number, .header = std::string{read.header}},
                      {fmt::format("a lineage in the form '{}'{}", name_of(raw.format),
                                   chosen.header_format == "auto" ? ", as in the first record" : ""),
                       "none",
                       "All records of a reference have one form; name it with --header-format if it was not "
                       "recognised."}};
}

raw_reference read_raw(std::string const & path, options const & chosen)
{
    raw_reference raw;
    io::sha256 digest;
    io::block_reader reader{io::open_input(path, digest)};
    raw.file = reader.name();
    while (true)
    {
        auto block = reader.next();
        if (!block)
            break;
        auto const batch = io::parse(std::move(*block));
        for (std::size_t i = 0; i < batch.size(); ++i)
            append_record(raw, batch[i], batch.record(i), chosen);
    }
    raw.sha256 = digest.hex();
    if (raw.records.empty())
        throw input_error{{.file = raw.file},
                          {"reference sequences", "an empty file", "Name a FASTA file with lineages."}};
    return raw;
}

/// SINTAX headers name each rank by a letter: ranks nobody names go, so that places mean the same in all records.
std::vector<std::string> drop_unused_ranks(std::vector<std::vector<std::string>> & lineages)
{
    std::vector<std::string> ranks;
    std::vector<std::size_t> used;
    for (std::size_t rank = 0; rank < sintax_ranks.size(); ++rank)
        if (std::ranges::any_of(lineages, [rank](auto const & names) { return !names[rank].empty(); }))
        {
            used.push_back(rank);
            ranks.emplace_back(sintax_ranks[rank]);
        }
    for (std::vector<std::string> & names : lineages)
    {
        std::vector<std::string> kept;
        kept.reserve(used.size());
        for (std::size_t const rank : used)
            kept.push_back(std::move(names[rank]));
        names = std::move(kept);
    }
    return ranks;
}

/// An id stands for one lineage; two copies of a gene may share both.
void refuse_contradictions(raw_reference const & raw)
{
    std::unordered_map<std::string_view, raw_record const *> first_with;
    for (raw_record const & one : raw.records)
    {
        if (one.id.empty())
            continue;
        raw_record const & first = *first_with.try_emplace(one.id, &one).first->second;
        if (first.lineage != one.lineage)
            throw input_error{{.file = raw.file, .record = one.number, .header = one.id},
                              {fmt::format("the lineage of the record {} with this id ({})", first.number,
                                           fmt::join(raw.lineages[first.lineage], ";")),
                               fmt::format("{}", fmt::join(raw.lineages[one.lineage], ";")),
                               "Leave the wrong record out, or give one of them another id."}};
    }
}

std::size_t usual_depth(raw_reference const & raw)
{
    std::map<std::size_t, std::size_t> frequency;
    for (raw_record const & one : raw.records)
        ++frequency[raw.lineages[one.lineage].size()];
    auto const most = std::ranges::max_element(frequency,
                                               [](auto const & a, auto const & b) {
                                                   return std::pair{a.second, a.first} < std::pair{b.second, b.first};
                                               });
    return most->first;
}

std::vector<std::string> ranks_for(std::size_t depth, options const & chosen, std::string const & file)
{
    constexpr std::array<std::string_view, 7> usual{"domain", "phylum", "class", "order", "family", "genus", "species"};
    if (!chosen.ranks.empty() && chosen.ranks.size() != depth)
        throw usage_error{
            fmt::format("--ranks names {} ranks; the lineages of {} have {}", chosen.ranks.size(), file, depth)};
    if (!chosen.ranks.empty())
        return chosen.ranks;
    std::vector<std::string> ranks;
    for (std::size_t i = 0; i < depth; ++i)
        ranks.push_back(depth <= usual.size() ? std::string{usual[i]} : fmt::format("rank_{}", i + 1));
    return ranks;
}

/// Gives every rank a name. Returns whether one was missing.
bool fill(lineage & names, std::size_t depth)
{
    bool filled = names.size() < depth;
    names.resize(depth);
    std::string known = "Root";
    for (std::string & name : names)
    {
        if (!name.empty())
        {
            known = name;
            continue;
        }
        name = known + "_unclassified";
        filled = true;
    }
    return filled;
}

[[noreturn]] void refuse(raw_reference const & raw, raw_record const & one, std::size_t depth)
{
    throw input_error{{.file = raw.file, .record = one.number, .header = one.id},
                      {fmt::format("{} ranks, as most lineages of this reference have", depth),
                       fmt::format("{}", raw.lineages[one.lineage].size()),
                       "Mend the lineage, or choose --ragged pad or --ragged drop."}};
}

} // namespace

loaded_reference read_reference(std::string const & path, options const & chosen)
{
    chosen.validate();
    raw_reference raw = read_raw(path, chosen);
    refuse_contradictions(raw);
    bool const names_ranks = raw.format == header_format::sintax;
    std::vector<std::string> ranks = names_ranks ? drop_unused_ranks(raw.lineages) : std::vector<std::string>{};
    std::size_t const depth = usual_depth(raw);
    if (!names_ranks || !chosen.ranks.empty())
        ranks = ranks_for(depth, chosen, raw.file);

    loaded_reference read{.references = reference_set{std::move(ranks), std::move(raw.bases)},
                          .format = raw.format,
                          .sha256 = std::move(raw.sha256)};
    read.counts.records = raw.records.size();
    for (raw_record const & one : raw.records)
    {
        lineage names = raw.lineages[one.lineage];
        if (names.size() != depth && chosen.ragged == "refuse")
            refuse(raw, one, depth);
        if (names.size() > depth)
            ++read.counts.too_deep;
        else if (names.size() < depth && chosen.ragged == "drop")
            ++read.counts.too_shallow;
        else if (one.length == 0)
            ++read.counts.empty;
        else
        {
            ++read.counts.kept;
            read.counts.padded += fill(names, depth) ? 1 : 0;
            read.references.push_back(one.id, one.first, one.length, names);
        }
    }
    return read;
}

std::string describe_reading(loaded_reference const & read)
{
    reference_set const & set = read.references;
    stats const & counts = read.counts;
    std::string text = fmt::format("{} references in {} lineages of {} ranks (headers: {})", counts.kept,
                                   set.lineages().size(), set.rank_names().size(), name_of(read.format));
    auto const add = [&text](std::uint64_t count, std::string_view what)
    {
        if (count > 0)
            text += fmt::format("; {} {}", count, what);
    };
    add(counts.padded, "with nameless ranks filled in as NAME_unclassified");
    add(counts.too_shallow, "left out for too few ranks");
    add(counts.too_deep, "left out for too many ranks");
    add(counts.empty, "left out for having no bases");
    return text;
}

} // namespace ampstream::reference
