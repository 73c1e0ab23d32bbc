// SPDX-License-Identifier: BSD-3-Clause
// Search without indels as a scan over offsets; with indels by alignment.
#include <ampstream/trim/primer_match.hpp>

#include <algorithm>

#include "trim/edit_search.hpp"
#include "trim/mismatch_scan.hpp"

namespace ampstream::trim
{

namespace
{

/// The largest whole number of errors that is at most `bases` × `rate`, compared as cutadapt does.
std::size_t errors_allowed(std::size_t bases, double rate)
{
    std::size_t errors = 0;
    while (static_cast<double>(errors + 1) <= static_cast<double>(bases) * rate)
        ++errors;
    return errors;
}

primer_match match_at(std::size_t begin, std::size_t aligned, std::size_t errors)
{
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + aligned),
            static_cast<std::uint32_t>(aligned), static_cast<std::uint32_t>(errors),
            static_cast<std::int32_t>(aligned) - 2 * static_cast<std::int32_t>(errors)};
}

/// Walks over the offsets at which the whole primer (`spread`, of `length` bases) has at most `limit` mismatches, in
/// order, until `visit` returns true.
template <typename visit_t>
void visit_whole(std::vector<base_set> const & spread,
                 std::size_t length,
                 base_set const * read,
                 std::size_t size,
                 std::size_t limit,
                 visit_t && visit)
{
    if (size < length)
        return;
    std::size_t const offsets = size - length + 1;
    scan_counts counts{};
    for (std::size_t block = 0; block < offsets; block += scan_width)
    {
        if (!count_mismatches(read + block, spread.data(), length, limit, counts))
            continue;
        for (std::size_t i = 0; i < std::min(scan_width, offsets - block); ++i)
            if (counts[i] <= limit && visit(block + i, std::size_t{counts[i]}))
                return;
    }
}

} // namespace

primer_matcher::primer_matcher(std::string_view sequence, read_end end, match_rules const & rules)
    : codes_{coded_primer(sequence)}, spread_{spread_primer(codes_)}, unknown_before_{0},
      overlap_{std::min(rules.overlap, sequence.size())}, end_{end}, allows_indels_{rules.allows_indels},
      is_anchored_{rules.is_anchored}
{
    for (char const letter : sequence)
        unknown_before_.push_back(unknown_before_.back() + (letter == 'N' ? 1U : 0U));
    std::size_t const known = sequence.size() - unknown_before_.back();
    rate_ = rules.error_rate < 1.0 ? rules.error_rate : rules.error_rate / static_cast<double>(known);
    for (std::size_t aligned = 0; aligned <= sequence.size(); ++aligned)
    {
        std::size_t const first = end == read_end::five_prime ? sequence.size() - aligned : 0;
        std::size_t const unknown = unknown_before_[first + aligned] - unknown_before_[first];
        limits_.push_back(errors_allowed(aligned - unknown, rate_));
    }
}

std::optional<primer_match> primer_matcher::find(coded_read const & read, std::size_t from) const
{
    base_set const * const bases = read.data() + from;
    std::size_t const size = read.size() - from;
    std::optional<primer_match> found;
    if (allows_indels_)
    {
        bool const is_five_prime = end_ == read_end::five_prime;
        free_ends const ends{is_five_prime && !is_anchored_, !(is_five_prime && is_anchored_),
                             !is_five_prime && !is_anchored_, is_five_prime || !is_anchored_};
        found =
            edit_search({codes_, unknown_before_, rate_, is_anchored_ ? codes_.size() : overlap_, ends}, bases, size);
    }
    else
        found = find_by_mismatches(bases, size);
    if (found)
    {
        found->begin += static_cast<std::uint32_t>(from);
        found->end += static_cast<std::uint32_t>(from);
    }
    return found;
}

std::optional<primer_match> primer_matcher::find_by_mismatches(base_set const * read, std::size_t size) const
{
    if (is_anchored_)
        return find_anchored(read, size);
    return end_ == read_end::five_prime ? find_at_start(read, size) : find_at_end(read, size);
}

std::optional<primer_match> primer_matcher::find_anchored(base_set const * read, std::size_t size) const
{
    if (size < codes_.size())
        return std::nullopt;
    std::size_t const begin = end_ == read_end::five_prime ? 0 : size - codes_.size();
    std::size_t const errors = mismatches(read + begin, codes_.data(), codes_.size(), most_errors());
    return errors <= most_errors() ? std::optional{match_at(begin, codes_.size(), errors)} : std::nullopt;
}

/// Places where the primer runs over the start come first, shortest first; then whole ones from left to right.
std::optional<primer_match> primer_matcher::find_at_start(base_set const * read, std::size_t size) const
{
    if (size >= codes_.size() && mismatches(read, codes_.data(), codes_.size(), 0) == 0)
        return match_at(0, codes_.size(), 0); // beats whatever runs over the start, and ends the search
    std::optional<primer_match> best;
    for (std::size_t aligned = overlap_; aligned < codes_.size() && aligned <= size; ++aligned)
    {
        base_set const * const rest = codes_.data() + (codes_.size() - aligned);
        std::size_t const errors = mismatches(read, rest, aligned, limits_[aligned]);
        primer_match const candidate = match_at(0, aligned, errors);
        if (errors <= limits_[aligned] && (!best || candidate.score > best->score)) // longer than the one before
            best = candidate;
    }
    visit_whole(spread_, codes_.size(), read, size, most_errors(),
                [&](std::size_t offset, std::size_t errors)
                {
                    bool const is_first = !best || best->aligned < codes_.size();
                    if (!is_first && offset > best->begin + codes_.size() / 2)
                        return true;
                    primer_match const candidate = match_at(offset, codes_.size(), errors);
                    if (!best || candidate.score > best->score)
                        best = candidate;
                    return errors == 0;
                });
    return best;
}

/// Whole primers from left to right, then places where the primer runs over the end.
std::optional<primer_match> primer_matcher::find_at_end(base_set const * read, std::size_t size) const
{
    std::optional<primer_match> best;
    visit_whole(spread_, codes_.size(), read, size, most_errors(),
                [&](std::size_t offset, std::size_t errors)
                {
                    if (best && offset > best->begin + codes_.size() / 2)
                        return true;
                    primer_match const candidate = match_at(offset, codes_.size(), errors);
                    if (!best || candidate.score > best->score)
                        best = candidate;
                    return errors == 0;
                });
    if (!best || best->errors > 0)
        replace_by_partial(best, read, size);
    return best;
}

/// cutadapt measures how near such a place is to the best whole one by the start of the longest prefix that was still
/// promising one base before the end of the read, not by its own start (`latest_origin_` in edit_search.cpp).
void primer_matcher::replace_by_partial(std::optional<primer_match> & best,
                                        base_set const * read,
                                        std::size_t size) const
{
    std::size_t const longest = std::min(codes_.size() - 1, size);
    std::size_t const reach = best ? best->begin + codes_.size() / 2 : size;
    if (reach + codes_.size() < size || size == 0)
        return;
    auto const most = static_cast<std::size_t>(rate_ * static_cast<double>(codes_.size()));
    std::size_t promising = std::min(codes_.size(), most + 1);
    if (size > 1)
    {
        promising = std::min(codes_.size(), size - 1);
        while (promising > 0 && mismatches(read + (size - 1 - promising), codes_.data(), promising, most) > most)
            --promising;
        promising = std::min(codes_.size(), promising + 1);
    }
    std::size_t const origin = size - std::min(promising, size);
    for (std::size_t aligned = longest; aligned >= overlap_; --aligned)
    {
        std::size_t const errors = mismatches(read + (size - aligned), codes_.data(), aligned, limits_[aligned]);
        if (errors > limits_[aligned])
            continue;
        primer_match const candidate = match_at(size - aligned, aligned, errors);
        bool const is_near = !best || origin <= best->begin + codes_.size() / 2;
        if (!best || (candidate.score > best->score && is_near))
            best = candidate;
    }
}

} // namespace ampstream::trim
