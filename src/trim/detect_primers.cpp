// SPDX-License-Identifier: BSD-3-Clause
// Counts sightings of primer sets and puts them into words.
#include <ampstream/trim/detect_primers.hpp>

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/trim/primer_match.hpp>

namespace ampstream::trim
{

namespace
{

std::optional<primer_matcher> whole_primer(std::string const & sequence, read_end end)
{
    if (sequence.empty())
        return std::nullopt;
    return primer_matcher{sequence, end, {.error_rate = 0.1, .overlap = longest_primer}};
}

/// Where a primer was seen in one read.
enum class place
{
    nowhere,
    deep,
    near_end
};

place note(primer_sighting & seen, std::optional<primer_match> const & match, std::size_t offset)
{
    if (!match)
        return place::nowhere;
    ++seen.found;
    ++seen.offsets[static_cast<std::uint32_t>(offset)];
    if (offset > longest_spacer)
        return place::deep;
    ++seen.near;
    return place::near_end;
}

void note_both(set_sighting & seen, place forward, place reverse)
{
    seen.both += forward != place::nowhere && reverse != place::nowhere ? 1U : 0U;
    seen.both_near += forward == place::near_end && reverse == place::near_end ? 1U : 0U;
}

/// Looks for one set in reads and pairs.
class set_seeker
{
public:
    explicit set_seeker(primer_set const & set)
        : forward_{whole_primer(set.forward.sequence, read_end::five_prime)},
          reverse_{whole_primer(set.reverse.sequence, read_end::five_prime)},
          reverse_complement_{whole_primer(ampstream::reverse_complement(set.reverse.sequence), read_end::three_prime)}
    {
    }

    void look_at_read(coded_read const & read, set_sighting & seen) const
    {
        auto const forward = forward_ ? forward_->find(read) : std::nullopt;
        auto const reverse =
            reverse_complement_ ? reverse_complement_->find(read, forward ? forward->end : 0) : std::nullopt;
        note_both(seen, note(seen.forward, forward, forward ? forward->begin : 0),
                  note(seen.reverse, reverse, reverse ? read.size() - reverse->end : 0));
    }

    void look_at_pair(coded_read const & first, coded_read const & second, set_sighting & seen) const
    {
        auto const forward = forward_ ? forward_->find(first) : std::nullopt;
        auto const reverse = reverse_ ? reverse_->find(second) : std::nullopt;
        note_both(seen, note(seen.forward, forward, forward ? forward->begin : 0),
                  note(seen.reverse, reverse, reverse ? reverse->begin : 0));
    }

private:
    std::optional<primer_matcher> forward_;
    std::optional<primer_matcher> reverse_;
    std::optional<primer_matcher> reverse_complement_;
};

primer_survey empty_survey(std::span<primer_set const> sets, bool is_paired)
{
    primer_survey survey{};
    survey.is_paired = is_paired;
    for (primer_set const & set : sets)
        for (bool const is_turned : {false, true})
            survey.sightings.push_back({.set = set, .is_turned = is_turned});
    return survey;
}

double share_of(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// "96.5 % have 341F CCTACGGGNGGCWGCAG in R1 behind 3 bases"
std::string primer_text(primer const & one, primer_sighting const & seen, std::uint64_t reads, std::string_view place)
{
    std::string text =
        fmt::format("{:.1f} % {} {}{}", 100.0 * share_of(seen.found, reads), one.name, one.sequence, place);
    if (std::uint32_t const offset = seen.usual_offset(); offset > 0)
        text += fmt::format(" behind {} base{}", offset, offset == 1 ? "" : "s");
    return text;
}

std::string set_text(primer_survey const & survey, set_sighting const & seen)
{
    bool const is_swapped = seen.is_turned;
    std::string_view const forward_place = !survey.is_paired ? "" : is_swapped ? " in R2" : " in R1";
    std::string_view const reverse_place = !survey.is_paired ? "" : is_swapped ? " in R1" : " in R2";
    std::string text;
    if (!seen.set.forward.sequence.empty())
        text += primer_text(seen.set.forward, seen.forward, survey.reads, forward_place);
    if (!seen.set.reverse.sequence.empty())
        text +=
            (text.empty() ? "" : " and ") + primer_text(seen.set.reverse, seen.reverse, survey.reads, reverse_place);
    return text;
}

/// The primer most often near the end in question, over all sets; empty when it is in less than a quarter of the reads.
std::string commonest_primer_text(primer_survey const & survey, bool is_forward, bool is_turned, std::string_view place)
{
    primer const * which = nullptr;
    primer_sighting const * most = nullptr;
    for (set_sighting const & one : survey.sightings)
    {
        primer_sighting const & seen = is_forward ? one.forward : one.reverse;
        if (one.is_turned != is_turned || 4 * seen.near < survey.reads || (most != nullptr && seen.near <= most->near))
            continue;
        most = &seen;
        which = is_forward ? &one.set.forward : &one.set.reverse;
    }
    return most == nullptr ? "" : primer_text(*which, *most, survey.reads, place);
}

/// What there is of single primers when no set is complete.
std::string single_primers_text(primer_survey const & survey)
{
    std::vector<std::string> seen;
    for (bool const is_turned : {false, true})
    {
        std::string_view const strand = is_turned ? " on the other strand" : "";
        seen.push_back(commonest_primer_text(survey, true, is_turned,
                                             !survey.is_paired ? strand
                                             : is_turned       ? " in R2"
                                                               : " in R1"));
        seen.push_back(commonest_primer_text(survey, false, is_turned,
                                             !survey.is_paired ? strand
                                             : is_turned       ? " in R1"
                                                               : " in R2"));
    }
    std::erase(seen, std::string{});
    if (seen.empty())
        return ": were the primers cut before, or are they others (--forward, --reverse)?";
    return fmt::format(", but {}: give --forward and --reverse.", fmt::join(seen, " and "));
}

set_sighting const * find_sighting(primer_survey const & survey, std::string_view name, bool is_turned)
{
    auto const found = std::ranges::find_if(survey.sightings, [&](set_sighting const & one)
                                            { return one.set.name == name && one.is_turned == is_turned; });
    return found == survey.sightings.end() ? nullptr : &*found;
}

} // namespace

std::uint32_t primer_sighting::usual_offset() const
{
    auto const most = std::ranges::max_element(offsets, {}, [](auto const & entry) { return entry.second; });
    return most == offsets.end() ? 0 : most->first;
}

std::uint64_t set_sighting::complete() const
{
    if (set.forward.sequence.empty())
        return reverse.found;
    return set.reverse.sequence.empty() ? forward.found : both;
}

std::uint64_t set_sighting::complete_near() const
{
    if (set.forward.sequence.empty())
        return reverse.near;
    return set.reverse.sequence.empty() ? forward.near : both_near;
}

bool set_sighting::operator==(set_sighting const & other) const
{
    return set.name == other.set.name && is_turned == other.is_turned && forward == other.forward &&
           reverse == other.reverse && both == other.both && both_near == other.both_near;
}

double primer_survey::share(std::string_view set_name, bool is_turned) const
{
    set_sighting const * const seen = find_sighting(*this, set_name, is_turned);
    return seen == nullptr ? 0.0 : share_of(seen->complete(), reads);
}

set_sighting const * primer_survey::best() const
{
    if (sightings.empty())
        return nullptr;
    std::uint64_t const highest = std::ranges::max(sightings, {}, &set_sighting::complete_near).complete_near();
    auto const found = std::ranges::find_if(sightings, [&](set_sighting const & one)
                                            { return one.complete_near() + reads / 20 >= highest; });
    return &*found;
}

primer_survey detect_primers(read_batch const & reads, std::span<primer_set const> sets, std::size_t most_reads)
{
    primer_survey survey = empty_survey(sets, false);
    survey.reads = std::min(reads.size(), most_reads);
    coded_read strand{false};
    coded_read other_strand{false};
    std::vector<set_seeker> const seekers(sets.begin(), sets.end());
    for (std::size_t i = 0; i < survey.reads; ++i)
    {
        strand.assign(reads[i].sequence);
        other_strand.assign_reverse_complement(reads[i].sequence);
        for (std::size_t s = 0; s < seekers.size(); ++s)
        {
            seekers[s].look_at_read(strand, survey.sightings[2 * s]);
            seekers[s].look_at_read(other_strand, survey.sightings[2 * s + 1]);
        }
    }
    return survey;
}

primer_survey detect_primers(pair_batch const & pairs, std::span<primer_set const> sets, std::size_t most_reads)
{
    primer_survey survey = empty_survey(sets, true);
    survey.reads = std::min(pairs.forward.size(), most_reads);
    coded_read first{false};
    coded_read second{false};
    std::vector<set_seeker> const seekers(sets.begin(), sets.end());
    for (std::size_t i = 0; i < survey.reads; ++i)
    {
        first.assign(pairs.forward[i].sequence);
        second.assign(pairs.reverse[i].sequence);
        for (std::size_t s = 0; s < seekers.size(); ++s)
        {
            seekers[s].look_at_pair(first, second, survey.sightings[2 * s]);
            seekers[s].look_at_pair(second, first, survey.sightings[2 * s + 1]);
        }
    }
    return survey;
}

std::vector<primer_set> sets_to_survey(primer_set const & chosen)
{
    std::vector<primer_set> sets(primer_sets().begin(), primer_sets().end());
    if (std::ranges::none_of(sets, [&](primer_set const & one) { return one.name == chosen.name; }))
        sets.insert(sets.begin(), chosen);
    return sets;
}

double usable_share(primer_survey const & survey, primer_set const & chosen, bool orients)
{
    return survey.share(chosen.name, false) + (orients ? survey.share(chosen.name, true) : 0.0);
}

std::string explain(primer_survey const & survey, primer_set const & chosen, bool orients)
{
    std::string_view const what = survey.is_paired ? "pairs" : "reads";
    bool const is_mostly_turned = orients && survey.share(chosen.name, true) > survey.share(chosen.name, false);
    set_sighting const * const seen = find_sighting(survey, chosen.name, is_mostly_turned);
    if (seen == nullptr || survey.reads == 0)
        return fmt::format("no {} to look for primers in", what);
    std::string text = fmt::format(
        "of the first {} {} {:.1f} % have the primers of set {} where they are looked for ({})", survey.reads, what,
        100.0 * usable_share(survey, chosen, orients), chosen.name, set_text(survey, *seen));
    double const usable = usable_share(survey, chosen, orients);
    set_sighting const & best = *survey.best();
    double const best_share = share_of(best.complete_near(), survey.reads);
    if (best_share < 0.25 && usable < 0.25)
        return text + "; no set known by name is found in a quarter of them" + single_primers_text(survey);
    if (best_share <= usable)
        return text + ".";
    std::string_view const turned = !best.is_turned    ? ""
                                    : survey.is_paired ? " with the mates swapped"
                                                       : " on the other strand";
    text += fmt::format("; {:.1f} % have those of set {} ({}){}: ", 100.0 * best_share, best.set.name,
                        set_text(survey, best), turned);
    bool const is_chosen = best.set.name == chosen.name;
    if (!is_chosen)
        text += fmt::format("use --primers {}", best.set.name);
    if (best.is_turned && !orients)
        text += is_chosen ? "add --orient" : " and add --orient";
    return text + ".";
}

} // namespace ampstream::trim
