// SPDX-License-Identifier: BSD-3-Clause
// Runs of matches between the columns that differ, from the 3' end of the forward read inward.
#include "merge/hit_proof.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace ampstream::merge
{

namespace
{

constexpr char good = quality_offset + 8;
constexpr double slack = 0.01;            ///< bits; more than hundreds of additions can err
constexpr std::size_t run_looked_at = 32; ///< columns; more would seldom change the answer

/// Sixteen characters at once: a vector extension of GCC and Clang, SSE2 on x86-64, NEON on ARM.
using sixteen [[gnu::vector_size(16)]] = signed char;

sixteen load(char const * text) noexcept
{
    sixteen characters;
    std::memcpy(&characters, text, sizeof characters);
    return characters;
}

/// How many of sixteen columns are good in both reads.
std::size_t count_good_of_sixteen(char const * x, char const * y) noexcept
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    sixteen const are_good = (load(x) >= good) & (load(y) >= good);
    std::uint64_t halves[2];
    std::memcpy(halves, &are_good, sizeof halves);
    return ((halves[0] & ones) + (halves[1] & ones)) * ones >> 56U; // the sum of the bytes
}

/// At least so many of the columns [begin, end) are good in both reads.
std::size_t count_good(offset_columns const & columns, std::size_t begin, std::size_t end) noexcept
{
    constexpr std::size_t width = sizeof(sixteen);
    begin = std::max(begin, end - std::min(end, run_looked_at));
    std::size_t found = 0;
    for (; end - begin >= width; end -= width)
        found +=
            count_good_of_sixteen(columns.forward_qualities + end - width, columns.reverse_qualities + end - width);
    for (; end > begin; --end)
        found += std::min(columns.forward_qualities[end - 1], columns.reverse_qualities[end - 1]) >= good ? 1U : 0U;
    return found;
}

} // namespace

std::optional<double> hit_proof::operator()(offset_columns const & columns,
                                            quality_tables const & tables) const noexcept
{
    double const gain = tables.match_score(good, good);
    double score = 0.0; // lower bound
    double drop = 0.0;  // upper bound of the highest score so far less the score
    std::size_t end = columns.count;
    auto const match_from = [&](std::size_t begin)
    {
        double const gained = gain * static_cast<double>(count_good(columns, begin, end));
        score += gained;
        drop = std::max(0.0, drop - gained);
    };
    for (std::size_t word = columns.differing.size(); word-- > 0;)
        for (std::uint64_t bits = columns.differing[word]; bits != 0;)
        {
            auto const bit = static_cast<std::size_t>(std::bit_width(bits)) - 1;
            bits ^= std::uint64_t{1} << bit;
            std::size_t const column = 64 * word + bit;
            match_from(column + 1);
            double const lost =
                -tables.mismatch_score(columns.forward_qualities[column], columns.reverse_qualities[column]);
            score -= lost;
            drop += lost;
            if (drop + slack >= largest_drop_)
                return std::nullopt;
            end = column;
        }
    match_from(0);
    if (score < least_score_ + slack)
        return std::nullopt;
    return score;
}

} // namespace ampstream::merge
