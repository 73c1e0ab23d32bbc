// SPDX-License-Identifier: BSD-3-Clause
// The lowest lack of a path that is not accepted, against that of a path that is known.
#include <ampstream/search/accepter.hpp>

#include <algorithm>
#include <cmath>

#include <ampstream/align/diagonals.hpp>
#include <ampstream/simd/hops.hpp>

#include "search/proof_terms.hpp"

namespace ampstream::search
{

namespace
{

/// Are the gaps sound, and does a mismatch cost no less than a pair with an ambiguous letter?
bool is_sound(align::scoring const & scores) noexcept
{
    return scores.match > 0 && scores.mismatch <= 0 && has_sound_gaps(scores);
}

/// More bits than one. (`std::has_single_bit` counts them all in a call of a function.)
bool is_ambiguous(std::uint8_t code) noexcept
{
    return (code & (code - 1)) != 0;
}

double from(std::size_t number) noexcept
{
    return static_cast<double>(number);
}

/// Copies letters so that ambiguous ones are all alike, with `hops::lanes` bytes behind them.
void copy_letters(std::span<std::uint8_t const> codes, std::vector<std::uint8_t> & letters)
{
    constexpr std::uint8_t any = 15;
    letters.resize(codes.size() + simd::hops::lanes);
    std::ranges::transform(codes, letters.begin(), [](std::uint8_t code) { return is_ambiguous(code) ? any : code; });
}

} // namespace

accepter::accepter(criteria const & limits, align::scoring const & scores, simd::target target) noexcept
    : applies_{limits.iddef == align::identity_definition::interior && limits.id > 0.0 && limits.id <= 1.0 &&
               is_sound(scores)},
      identity_{limits.id}, scores_{scores}, target_{target}
{
}

double accepter::lack_of_openings() const noexcept
{
    return 2.0 * (scores_.gap_open_terminal - scores_.gap_extend_terminal);
}

/// By the quick bound, besides opening terminal gaps; negative: it never holds.
double accepter::highest_lack(std::size_t shorter, std::size_t ambiguous) const noexcept
{
    if (!applies_ || shorter == 0)
        return -1.0;
    double const length = from(shorter);
    double const terminal = scores_.match / 2.0 + scores_.gap_extend_terminal;
    double const mismatch = scores_.match - scores_.mismatch;
    double const dearer = scores_.gap_extend_interior - scores_.gap_extend_terminal; // G - T
    double const opening = scores_.gap_open_interior - scores_.gap_extend_interior;
    double const cheaper = -scores_.mismatch * from(ambiguous);
    double const without_pairs = 2.0 * terminal * length;
    double const with_mismatches = mismatch * ((1.0 - identity_) * length - column_margin);
    double const with_gaps = dearer * ((1.0 - identity_) * length / identity_ - column_margin) + opening;
    return std::min({without_pairs, with_mismatches, with_gaps}) - cheaper - lack_of_openings() - column_margin;
}

std::optional<std::size_t> accepter::most_mismatches(std::size_t shorter) const noexcept
{
    double const lack = highest_lack(shorter, 0);
    if (lack < 0.0)
        return std::nullopt;
    return static_cast<std::size_t>(std::floor(lack / (scores_.match - scores_.mismatch)));
}

bool accepter::operator()(std::span<std::uint8_t const> query,
                          std::span<std::uint8_t const> target,
                          std::ptrdiff_t & hint) const noexcept
{
    if (query.size() > target.size())
        return false;
    std::size_t const ambiguous = align::count_ambiguous(query);
    double const lack =
        highest_lack(query.size(), ambiguous + align::count_ambiguous(target)) - scores_.match * from(ambiguous);
    if (lack < 0.0)
        return false;
    auto const most = static_cast<std::size_t>(std::floor(lack / (scores_.match - scores_.mismatch)));
    align::placement const found = align::place_piece(query, target, hint, most);
    hint = static_cast<std::ptrdiff_t>(found.begin);
    return found.differences <= most;
}

/// Ambiguous letters that are equal are no difference there.
double accepter::lack_on(std::ptrdiff_t place,
                         std::span<std::uint8_t const> query,
                         std::span<std::uint8_t const> target) const noexcept
{
    auto const begin =
        static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(place, 0, std::ssize(target) - std::ssize(query)));
    std::size_t const mismatches = align::count_differences(query.data(), target.data() + begin, query.size());
    return (scores_.match - scores_.mismatch) * from(mismatches) + scores_.match * from(align::count_ambiguous(query));
}

/// The letters of the target on either side of the query's pairs are its terminal gaps; all gaps between, and gaps of
/// the target at its ends, count as interior ones.
double accepter::lack_along(std::span<align::run const> path,
                            std::span<std::uint8_t const> whole,
                            std::size_t begin,
                            std::size_t end,
                            std::span<std::uint8_t const> target) const noexcept
{
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
    return terminal * (2.0 * from(end - begin) - 2.0 * from(pairs) - from(letters)) +
           (scores_.match - scores_.mismatch) * from(mismatches) + gap * from(letters) +
           (scores_.gap_open_interior - scores_.gap_extend_interior) * from(gaps) +
           scores_.match * from(align::count_ambiguous(whole.subspan(begin, end - begin)));
}

std::optional<std::size_t> accepter::sure_mismatches(std::ptrdiff_t place,
                                                     std::span<std::uint8_t const> query,
                                                     std::span<std::uint8_t const> target) const noexcept
{
    std::size_t const length = query.size();
    if (!applies_ || length == 0 || place < 0 || place > std::ssize(target) - std::ssize(query))
        return std::nullopt;
    std::size_t const mismatches = align::count_differences(query.data(), target.data() + place, length);
    double const mismatch = scores_.match - scores_.mismatch;
    double const unpaired = scores_.match + 2.0 * scores_.gap_extend_terminal;
    double const lack = mismatch * from(mismatches) + lack_of_openings();
    double const gap = scores_.gap_open_interior - scores_.gap_extend_terminal;
    if (lack >= gap || lack >= unpaired * from(length) || lack_of_openings() >= mismatch ||
        align::has_ambiguous(query) || align::has_ambiguous(target))
        return std::nullopt;
    for (std::size_t k = 1; unpaired * from(k) <= lack; ++k)
    {
        auto const is_worse = [&](std::size_t first, std::size_t other)
        {
            return unpaired * from(k) + mismatch * from(align::count_differences(query.data() + first,
                                                                                 target.data() + other, length - k)) >
                   lack;
        };
        if (!is_worse(k, 0) || !is_worse(0, target.size() - (length - k)))
            return std::nullopt;
    }
    std::size_t const some = std::min<std::size_t>(length, 16);
    for (std::size_t other = 0; mismatches != 0 && other + length <= target.size(); ++other)
        if (align::count_differences(query.data(), target.data() + other, some) < mismatches &&
            align::count_differences(query.data(), target.data() + other, length) < mismatches)
            return std::nullopt;
    return mismatches;
}

/// The prices are whole parts of what is lacked, rounded down, as many as eight bits hold.
bool accepter::operator()(double lack, std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    if (!applies_ || query.empty() || query.size() > target.size())
        return false;
    std::size_t const ambiguous = align::count_ambiguous(query) + align::count_ambiguous(target);
    if (lack <= highest_lack(query.size(), ambiguous))
        return true;
    double const relief = (scores_.gap_extend_interior - scores_.gap_extend_terminal) / identity_; // L
    double const pair = relief * (1.0 - identity_);
    double const mismatch = scores_.match - scores_.mismatch - relief;
    double const hop = scores_.gap_open_interior - scores_.gap_extend_interior;
    double const skip = scores_.match + 2.0 * scores_.gap_extend_terminal - pair;
    double const parts = std::floor(simd::hops::dearest / std::max(mismatch + hop, skip));
    if (mismatch < 0.0 || skip < 0.0 || parts < 1.0 || !std::isfinite(parts) ||
        (ambiguous != 0 && relief > scores_.match))
        return false;
    double const needed = lack + lack_of_openings() + column_margin * (1.0 + relief) - pair * from(query.size());
    if (needed < 0.0)
        return true;
    auto const price = [parts](double value) { return static_cast<std::uint8_t>(std::floor(value * parts + 1e-9)); };
    copy_letters(query, query_);
    copy_letters(target, letters_);
    simd::hops paths{.rows = static_cast<std::int32_t>(query.size()),
                     .columns = static_cast<std::int32_t>(target.size()),
                     .query = query_.data(),
                     .target = letters_.data(),
                     .mismatch = price(mismatch),
                     .hop = price(hop),
                     .skip = price(skip)};
    memory_.resize(std::max(memory_.size(), static_cast<std::size_t>(simd::memory_of(paths))));
    paths.memory = memory_.data();
    auto const most = static_cast<std::int32_t>(std::floor(needed * parts));
    return simd::cheapest_path(paths, most, target_) > most;
}

} // namespace ampstream::search
