// SPDX-License-Identifier: BSD-3-Clause
// Filters of single records.
#include "refdb/judge.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include <ampstream/io/checksum.hpp>
#include <ampstream/reference/reference_set.hpp>
#include <ampstream/trim/options.hpp>

namespace ampstream::refdb
{

namespace
{

constexpr std::size_t longest_header = 200; // bytes kept of a header that is shown as an example

bool is_plain(char base) noexcept
{
    return base == 'A' || base == 'C' || base == 'G' || base == 'T';
}

bool holds_u(std::string_view sequence) noexcept
{
    return sequence.find_first_of("Uu") != std::string_view::npos;
}

std::optional<region_cutter> make_cutter(options const & chosen)
{
    if (!chosen.cuts_region())
        return std::nullopt;
    return region_cutter{
        trim::chosen_primers({.primers = chosen.primers, .forward = chosen.forward, .reverse = chosen.reverse}),
        chosen.error_rate};
}

} // namespace

fingerprint fingerprint_of(std::string_view text)
{
    io::sha256 digest;
    digest.update(text);
    std::string const hex = digest.hex();
    fingerprint print{};
    constexpr std::size_t digits = 16;
    for (std::size_t i = 0; i < print.size(); ++i)
        std::from_chars(hex.data() + i * digits, hex.data() + (i + 1) * digits, print[i], 16);
    return print;
}

judge::judge(source from, lineage_reader const & read, options const & chosen)
    : from_{from}, read_{read}, chosen_{chosen},
      placeholders_{static_cast<placeholder_rule>(std::ranges::find(placeholder_rule_names, chosen.placeholders) -
                                                  placeholder_rule_names.begin())},
      takes_all_domains_{chosen.domains.empty() || (chosen.domains.size() == 1 && chosen.domains.front() == "all")},
      cutter_{make_cutter(chosen)}
{
}

bool judge::is_wanted_domain(std::string_view domain) const noexcept
{
    return takes_all_domains_ || std::ranges::any_of(chosen_.domains, [domain](std::string_view one)
                                                     { return reference::is_same_name(one, domain); });
}

judged judge::decide(read_view const & given, std::uint64_t record, trim::coded_read & buffer) const
{
    labelled_names labelled = read_(given.header, record);
    judged made{.header = std::string{given.header.substr(0, longest_header)},
                .id = std::move(labelled.id),
                .is_shortened = labelled.is_shortened,
                .ends_in_taxon = labelled.ends_in_taxon};
    if (made.id.empty())
        made.id = fmt::format("record_{}", record);
    auto const end_as = [&made](fate why) -> judged
    {
        made.decided = why;
        return std::move(made);
    };
    if (labelled.found != labelled_names::state::known)
        return end_as(labelled.found == labelled_names::state::absent ? fate::no_lineage : fate::unranked);
    completed_lineage lineage = complete(labelled.names, placeholders_);
    if (lineage.names.front().empty()) // quotes and blanks only, or a placeholder that is left out
        return end_as(fate::no_lineage);
    if (!is_wanted_domain(lineage.names.front()))
        return end_as(fate::other_domain);
    made.organelle = reference::organelle_of(lineage.names);
    if (made.organelle != reference::organelle::none && chosen_.organelles == "drop")
        return end_as(fate::organelle);
    if (given.sequence.empty() ||
        given.sequence.size() < shortest(chosen_, from_, reference::is_same_name(lineage.names.front(), "archaea")))
        return end_as(fate::too_short);
    reference::append_normalised(made.sequence, given.sequence);
    auto const ambiguous = std::ranges::count_if(made.sequence, [](char base) { return !is_plain(base); });
    if (static_cast<std::uint64_t>(ambiguous) > chosen_.max_ambiguous)
        return end_as(fate::too_ambiguous);
    if (cutter_.has_value())
    {
        auto const region = (*cutter_)(made.sequence, buffer);
        if (!region.has_value())
            return end_as(fate::no_primers);
        if (region->size() < chosen_.min_region)
            return end_as(fate::short_region);
        made.sequence = std::string{*region};
    }
    made.header.clear();
    made.id_print = fingerprint_of(made.id);
    made.sequence_print = fingerprint_of(made.sequence);
    made.has_u = holds_u(given.sequence);
    made.has_placeholder = lineage.has_placeholder;
    made.is_filled = lineage.is_filled;
    made.names = std::move(lineage.names);
    return end_as(fate::kept);
}

std::vector<judged> judge::operator()(io::text_block && block) const
{
    read_batch const reads = io::parse(std::move(block));
    std::vector<judged> made;
    made.reserve(reads.size());
    trim::coded_read buffer{false};
    for (std::size_t i = 0; i < reads.size(); ++i)
        made.push_back(decide(reads[i], reads.record(i), buffer));
    return made;
}

} // namespace ampstream::refdb
