// SPDX-License-Identifier: BSD-3-Clause
// Placing the band, filling it, reading the path.
#include "align/band_aligner.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <ampstream/align/diagonals.hpp>

#include "align/direction.hpp"
#include "align/path_builder.hpp"

namespace ampstream::align
{

namespace
{

constexpr std::size_t pad = simd::band::pad;
constexpr std::uint8_t behind_query = 0x40;
constexpr std::uint8_t behind_target = 0x80;

} // namespace

/// All lacks are told in whole numbers, so a match must be even; see `simd::band` for the limit of eight bits.
band_aligner::band_aligner(scoring const & scores, simd::target target) : scores_{scores}, target_{target}
{
    constexpr std::int32_t most = 250;
    std::int32_t const half = scores.match / 2;
    std::int32_t const mismatch = scores.match - scores.mismatch;
    std::int32_t const open = half + scores.gap_open_interior;
    std::int32_t const extend = half + scores.gap_extend_interior;
    std::int32_t const open_end = half + scores.gap_open_terminal;
    std::int32_t const extend_end = half + scores.gap_extend_terminal;
    is_suitable_ = scores.match >= 0 && scores.mismatch <= 0 && scores.match % 2 == 0 && mismatch > 0 &&
                   mismatch <= most && extend_end >= 2 && extend_end <= extend && extend_end <= open_end &&
                   open_end <= open && extend <= open && open <= most &&
                   2 * open + simd::band::width * extend + 2 * mismatch <= most;
    auto const narrow = [](std::int32_t value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 250)); };
    band_.ambiguous = narrow(scores.match); // with a score of 0
    band_.mismatch = narrow(mismatch);
    band_.open = narrow(open);
    band_.extend = narrow(extend);
    band_.open_end = narrow(open_end);
    band_.extend_end = narrow(extend_end);
}

/// Chooses the diagonals. Can the pair be aligned there?
bool band_aligner::place(std::size_t rows, std::size_t columns, std::optional<std::ptrdiff_t> diagonal) noexcept
{
    constexpr std::size_t shortest = simd::band::shortest;
    constexpr std::size_t longest = 10000;
    constexpr std::ptrdiff_t most_apart = 30; // leaves as many diagonals on either side
    if (!is_suitable_ || std::min(rows, columns) < shortest || std::max(rows, columns) > longest)
        return false;
    auto const last = static_cast<std::ptrdiff_t>(columns) - static_cast<std::ptrdiff_t>(rows);
    bool const are_corners_near = std::abs(last) <= most_apart;
    if (!are_corners_near && !diagonal)
        return false;
    // Half of the last one, rounded downwards.
    std::ptrdiff_t const middle = are_corners_near
                                      ? (last + 2 * most_apart) / 2 - most_apart
                                      : std::clamp<std::ptrdiff_t>(*diagonal, 0, std::max(last, std::ptrdiff_t{0}));
    band_.rows = static_cast<std::int32_t>(rows);
    band_.columns = static_cast<std::int32_t>(columns);
    band_.lowest = static_cast<std::int32_t>(middle - simd::band::lanes - (middle & 1));
    return band_.lowest <= last;
}

void band_aligner::prepare(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    band_.has_ambiguous = has_ambiguous(query) || has_ambiguous(target);
    auto const copy = [this](auto begin, auto end, std::uint8_t beside, std::vector<std::uint8_t> & padded)
    {
        padded.assign(pad, beside);
        padded.insert(padded.end(), begin, end);
        if (band_.has_ambiguous)
            std::ranges::transform(padded.begin() + pad, padded.end(), padded.begin() + pad,
                                   [](std::uint8_t code) { return (code & (code - 1)) != 0 ? simd::band::any : code; });
        padded.resize(padded.size() + pad, beside);
    };
    copy(query.begin(), query.end(), behind_query, query_);
    copy(query.rbegin(), query.rend(), behind_query, reversed_query_);
    copy(target.begin(), target.end(), behind_target, letters_);
    band_.query = query_.data() + pad;
    band_.reversed_query = reversed_query_.data() + pad;
    band_.target = letters_.data() + pad;
    std::size_t const cells =
        static_cast<std::size_t>(simd::steps_of(band_)) * static_cast<std::size_t>(simd::band::lanes);
    if (directions_.size() < cells)
        directions_.resize(cells);
    band_.directions = directions_.data();
    prices_.resize(std::max(prices_.size(), static_cast<std::size_t>(simd::prices_of(band_))));
    band_.prices = prices_.data();
    band_.outside_size = simd::outside_of(band_);
    if (outside_.size() < static_cast<std::size_t>(band_.outside_size))
        outside_.resize(static_cast<std::size_t>(band_.outside_size));
    band_.outside = outside_.data();
}

/// False if the path leaves the band, where only a bound is known.
bool band_aligner::trace(std::vector<run> & path) const
{
    path_builder built;
    std::int32_t i = band_.rows - 1;
    std::int32_t j = band_.columns - 1;
    column state = column::match;
    if (std::int32_t const above = j - i - simd::highest_of(band_); above > 0)
    {
        state = column::target_only;
        built.push(state, static_cast<std::size_t>(above));
        j -= above;
    }
    std::int32_t const first = simd::first_step_of(band_);
    while (i >= 0 && j >= 0)
    {
        std::int32_t const diagonal = j - i - band_.lowest;
        if (diagonal < 0 || diagonal >= simd::band::width)
            return false;
        auto const lane = static_cast<std::size_t>(diagonal / 2);
        auto const bits = [&]
        { return directions_[static_cast<std::size_t>(i + j + 2 - first) * simd::band::lanes + lane]; };
        state = step_back(state, bits());
        if (state != column::match)
        {
            i -= state != column::target_only ? 1 : 0;
            j -= state != column::query_only ? 1 : 0;
            built.push(state);
            continue;
        }
        std::int32_t const last = i;
        do // pairs stay in their lane
        {
            --i;
            --j;
        } while (i >= 0 && j >= 0 && (bits() & (from_above | from_left)) == 0);
        built.push(state, static_cast<std::size_t>(last - i));
    }
    built.push(column::query_only, static_cast<std::size_t>(i) + 1);
    built.push(column::target_only, static_cast<std::size_t>(j) + 1);
    path = std::move(built).finish();
    return true;
}

std::optional<alignment> band_aligner::operator()(std::span<std::uint8_t const> query,
                                                  std::span<std::uint8_t const> target,
                                                  std::optional<std::ptrdiff_t> diagonal)
{
    highest_score_.reset();
    if (!place(query.size(), target.size(), diagonal))
        return std::nullopt;
    prepare(query, target);
    std::int64_t const full = std::int64_t{scores_.match} / 2 * (band_.rows + band_.columns);
    simd::fill(band_, target_);
    highest_score_ = full - band_.lack;
    std::vector<run> path;
    if (!band_.is_certain || !trace(path))
        return std::nullopt;
    statistics const counts = count_columns(path, query, target);
    return alignment{.score = full - band_.lack, .counts = counts, .path = std::move(path)};
}

} // namespace ampstream::align
