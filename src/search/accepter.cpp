// SPDX-License-Identifier: BSD-3-Clause
// The lowest lack of a path that is not accepted, against that of a diagonal.
#include <ampstream/search/accepter.hpp>

#include <algorithm>
#include <cmath>

#include <ampstream/align/diagonals.hpp>

namespace ampstream::search
{

namespace
{

/// More than any rounding of the comparison of identities can amount to, in columns.
constexpr double margin = 1e-4;

/// Does a letter in an interior gap never cost less than one in a terminal gap, and no gap less than nothing?
bool is_sound(align::scoring const & scores) noexcept
{
    return scores.match > 0 && scores.mismatch < scores.match && scores.gap_extend_terminal >= 0 &&
           scores.gap_extend_terminal <= scores.gap_extend_interior &&
           scores.gap_extend_terminal <= scores.gap_open_terminal &&
           scores.gap_extend_interior <= scores.gap_open_interior;
}

} // namespace

accepter::accepter(criteria const & limits, align::scoring const & scores) noexcept
    : applies_{limits.iddef == align::identity_definition::interior && limits.id > 0.0 && limits.id <= 1.0 &&
               is_sound(scores)},
      identity_{limits.id}, scores_{scores}
{
}

double accepter::highest_lack(std::size_t shorter) const noexcept
{
    if (!applies_ || shorter == 0)
        return -1.0;
    auto const length = static_cast<double>(shorter);
    double const terminal = scores_.match / 2.0 + scores_.gap_extend_terminal;
    double const mismatch = scores_.match - scores_.mismatch;
    double const dearer = scores_.gap_extend_interior - scores_.gap_extend_terminal; // G - T
    double const opening = scores_.gap_open_interior - scores_.gap_extend_interior;
    double const terminal_openings = 2.0 * (scores_.gap_open_terminal - scores_.gap_extend_terminal);
    double const without_pairs = 2.0 * terminal * length;
    double const with_mismatches = mismatch * ((1.0 - identity_) * length - margin);
    double const with_gaps = dearer * ((1.0 - identity_) * length / identity_ - margin) + opening;
    return std::min({without_pairs, with_mismatches, with_gaps}) - terminal_openings - margin;
}

std::optional<std::size_t> accepter::most_mismatches(std::size_t shorter) const noexcept
{
    double const lack = highest_lack(shorter);
    if (lack < 0.0)
        return std::nullopt;
    return static_cast<std::size_t>(std::floor(lack / (scores_.match - scores_.mismatch)));
}

bool accepter::operator()(std::span<std::uint8_t const> query,
                          std::span<std::uint8_t const> target,
                          std::ptrdiff_t & hint) const noexcept
{
    if (query.size() > target.size() || align::has_ambiguous(query) || align::has_ambiguous(target))
        return false;
    std::optional<std::size_t> const most = most_mismatches(query.size());
    if (!most)
        return false;
    align::placement const found = align::place_piece(query, target, hint, *most);
    hint = static_cast<std::ptrdiff_t>(found.begin);
    return found.differences <= *most;
}

/// The letters of the target on either side of the query's pairs are its terminal gaps; all gaps between, and gaps of
/// the target at its ends, count as interior ones.
bool accepter::operator()(std::span<std::uint8_t const> whole,
                          std::size_t begin,
                          std::size_t end,
                          std::span<std::uint8_t const> target,
                          std::span<align::run const> path) const noexcept
{
    if (end - begin > target.size() || align::has_ambiguous(whole.subspan(begin, end - begin)) ||
        align::has_ambiguous(target))
        return false;
    std::size_t pairs = 0;
    std::size_t mismatches = 0;
    std::size_t letters = 0; // in gaps
    std::size_t gaps = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    for (align::run const & run : path)
    {
        std::size_t const next = i + (run.kind != align::column::target_only ? run.length : 0);
        std::size_t const first = std::max(i, begin);
        std::size_t const last = std::min(next, end);
        if (run.kind == align::column::match && first < last)
        {
            pairs += last - first;
            mismatches += align::count_differences(whole.data() + first, target.data() + j + (first - i), last - first);
        }
        bool const is_inside = run.kind == align::column::target_only ? i > begin && i < end : first < last;
        if (run.kind != align::column::match && is_inside)
        {
            ++gaps;
            letters += run.kind == align::column::target_only ? run.length : last - first;
        }
        j += run.kind != align::column::query_only ? run.length : 0;
        i = next;
    }
    double const terminal = scores_.match / 2.0 + scores_.gap_extend_terminal;
    double const gap = scores_.match / 2.0 + scores_.gap_extend_interior;
    auto const count = [](std::size_t number) { return static_cast<double>(number); };
    double const lack = terminal * (2.0 * count(end - begin) - 2.0 * count(pairs) - count(letters)) +
                        (scores_.match - scores_.mismatch) * count(mismatches) + gap * count(letters) +
                        (scores_.gap_open_interior - scores_.gap_extend_interior) * count(gaps);
    return pairs != 0 && lack <= highest_lack(end - begin);
}

} // namespace ampstream::search
