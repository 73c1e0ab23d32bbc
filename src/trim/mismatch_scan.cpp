// SPDX-License-Identifier: BSD-3-Clause
// The hot loop of trimming.
#include "trim/mismatch_scan.hpp"

#include <algorithm>

#include "trim/lanes.hpp"

namespace ampstream::trim
{

namespace
{

constexpr std::size_t half = sizeof(lanes);

/// Mismatches at 32 offsets.
struct sums
{
    lanes low{};
    lanes high{};

    /// Adds those of primer bases [begin, end). A comparison gives -1 where it holds.
    void add(std::uint8_t const * read, std::uint8_t const * primer, std::size_t begin, std::size_t end) noexcept
    {
        for (std::size_t i = begin; i < end; ++i)
        {
            lanes const base = load(primer + i * half);
            low -= reinterpret_cast<lanes>((load(read + i) & base) == 0);
            high -= reinterpret_cast<lanes>((load(read + i + half) & base) == 0);
        }
    }

    [[nodiscard]] bool is_any_within(std::uint8_t limit) const noexcept
    {
        using signed_lanes = std::int8_t __attribute__((vector_size(half)));
        lanes const smaller = low < high ? low : high;
        auto const within = reinterpret_cast<signed_lanes>(smaller) <= static_cast<std::int8_t>(limit);
        std::array<std::uint64_t, 2> words{};
        std::memcpy(words.data(), &within, sizeof words);
        return (words[0] | words[1]) != 0;
    }
};

} // namespace

bool count_mismatches(std::uint8_t const * read,
                      std::uint8_t const * primer,
                      std::size_t length,
                      std::size_t limit,
                      scan_counts & counts) noexcept
{
    // Eight bases of unrelated sequence have about six mismatches: most blocks end here.
    std::size_t const probe = std::min<std::size_t>(length, 8);
    auto const highest = static_cast<std::uint8_t>(limit);
    sums mismatches{};
    mismatches.add(read, primer, 0, probe);
    if (!mismatches.is_any_within(highest))
        return false;
    mismatches.add(read, primer, probe, length);
    if (!mismatches.is_any_within(highest))
        return false;
    store(counts.data(), mismatches.low);
    store(counts.data() + half, mismatches.high);
    return true;
}

std::vector<std::uint8_t> spread_primer(std::vector<std::uint8_t> const & primer)
{
    std::vector<std::uint8_t> spread;
    for (std::uint8_t const base : primer)
        spread.insert(spread.end(), half, base);
    return spread;
}

} // namespace ampstream::trim
