// SPDX-License-Identifier: BSD-3-Clause
// Sixteen letters at a time, in the vectors every compiler target has.
#include <ampstream/align/diagonals.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace ampstream::align
{

namespace
{

constexpr std::size_t lanes = 16;
using letters = std::uint8_t __attribute__((vector_size(lanes)));

letters load(std::uint8_t const * from) noexcept
{
    letters some;
    std::memcpy(&some, from, lanes);
    return some;
}

/// 255 for each lane that differs.
letters differing(std::uint8_t const * x, std::uint8_t const * y) noexcept
{
    return reinterpret_cast<letters>(load(x) != load(y));
}

/// 255 for each lane that has several bits.
letters several(letters some) noexcept
{
    return reinterpret_cast<letters>((some & (some - 1)) != 0);
}

bool is_several(unsigned letter) noexcept
{
    return (letter & (letter - 1)) != 0;
}

/// Sum of all lanes.
std::size_t sum(letters counts) noexcept
{
    constexpr std::uint64_t low = 0x00ff00ff00ff00ffU;
    constexpr std::uint64_t ones = 0x0001000100010001U;
    std::uint64_t halves[2];
    std::memcpy(halves, &counts, lanes);
    std::uint64_t const pairs =
        (halves[0] & low) + (halves[0] >> 8U & low) + (halves[1] & low) + (halves[1] >> 8U & low);
    return static_cast<std::size_t>(pairs * ones >> 48U);
}

/// Sums over `length` letters, `lanes` at once: `count(i)` gives 255 for each lane that counts, `count_one(i)` tells of
/// single ones behind them.
template <typename count_t, typename count_one_t>
std::size_t sum_over(std::size_t length, count_t const & count, count_one_t const & count_one) noexcept
{
    constexpr std::size_t most_rounds = 255; // what a lane can count
    std::size_t result = 0;
    std::size_t i = 0;
    while (i + lanes <= length)
    {
        letters counts{};
        std::size_t const end = std::min(length, i + most_rounds * lanes);
        for (; i + lanes <= end; i += lanes)
            counts -= count(i);
        result += sum(counts);
    }
    for (; i < length; ++i)
        result += count_one(i) ? 1 : 0;
    return result;
}

} // namespace

std::size_t count_differences(std::uint8_t const * x, std::uint8_t const * y, std::size_t length) noexcept
{
    return sum_over(
        length, [&](std::size_t i) { return differing(x + i, y + i); }, [&](std::size_t i) { return x[i] != y[i]; });
}

pair_counts count_pairs(std::uint8_t const * x, std::uint8_t const * y, std::size_t length) noexcept
{
    auto const is_ambiguous = [&](std::size_t i) { return is_several(x[i]) || is_several(y[i]); };
    std::size_t const ambiguous = sum_over(
        length, [&](std::size_t i) { return several(load(x + i)) | several(load(y + i)); }, is_ambiguous);
    if (ambiguous == 0)
        return {.differing = count_differences(x, y, length)};
    std::size_t const differing_too = sum_over(
        length, [&](std::size_t i) { return differing(x + i, y + i) & ~(several(load(x + i)) | several(load(y + i))); },
        [&](std::size_t i) { return x[i] != y[i] && !is_ambiguous(i); });
    return {.differing = differing_too, .ambiguous = ambiguous};
}

std::int64_t score_on_diagonal(scoring const & scores,
                               std::ptrdiff_t diagonal,
                               std::span<std::uint8_t const> query,
                               std::span<std::uint8_t const> target) noexcept
{
    std::ptrdiff_t const last = std::ssize(target) - std::ssize(query);
    auto const first_row = static_cast<std::size_t>(std::max(-diagonal, std::ptrdiff_t{0}));
    auto const first_column = static_cast<std::size_t>(std::max(diagonal, std::ptrdiff_t{0}));
    std::size_t const length = std::min(query.size() - first_row, target.size() - first_column);
    pair_counts const pairs = count_pairs(query.data() + first_row, target.data() + first_column, length);
    auto const gap = [&scores](std::ptrdiff_t letters)
    { return letters == 0 ? 0 : scores.gap_open_terminal + (std::abs(letters) - 1) * scores.gap_extend_terminal; };
    return scores.match * static_cast<std::int64_t>(length - pairs.ambiguous) -
           (scores.match - scores.mismatch) * static_cast<std::int64_t>(pairs.differing) - gap(diagonal) -
           gap(last - diagonal);
}

std::size_t count_ambiguous(std::span<std::uint8_t const> codes) noexcept
{
    return sum_over(
        codes.size(), [&](std::size_t i) { return several(load(codes.data() + i)); },
        [&](std::size_t i) { return is_several(codes[i]); });
}

bool has_ambiguous(std::span<std::uint8_t const> codes) noexcept
{
    letters several{};
    std::size_t i = 0;
    for (; i + lanes <= codes.size(); i += lanes)
    {
        letters const some = load(codes.data() + i);
        several |= some & (some - 1);
    }
    unsigned rest = 0;
    for (; i < codes.size(); ++i)
        rest |= codes[i] & (codes[i] - 1U);
    std::uint64_t halves[2];
    std::memcpy(halves, &several, lanes);
    return (halves[0] | halves[1] | rest) != 0;
}

placement place_piece(std::span<std::uint8_t const> piece,
                      std::span<std::uint8_t const> target,
                      std::ptrdiff_t hint,
                      std::size_t most) noexcept
{
    auto const last = static_cast<std::ptrdiff_t>(target.size() - piece.size());
    std::ptrdiff_t const middle = std::clamp<std::ptrdiff_t>(hint, 0, last);
    placement best{.begin = 0, .differences = piece.size() + 1};
    auto const is_found = [&](std::ptrdiff_t begin)
    {
        if (begin < 0 || begin > last)
            return false;
        std::size_t const differences = count_differences(piece.data(), target.data() + begin, piece.size());
        if (differences < best.differences)
            best = {.begin = static_cast<std::size_t>(begin), .differences = differences};
        return differences <= most;
    };
    if (is_found(middle))
        return best;
    for (std::ptrdiff_t off = 1; off <= last; ++off)
        if (is_found(middle + off) || is_found(middle - off))
            return best;
    return best;
}

} // namespace ampstream::align
