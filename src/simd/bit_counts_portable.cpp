// SPDX-License-Identifier: BSD-3-Clause
// Vertical counters in plain words: for machines without a kernel of their own, and for tests.
#include "simd/bit_counts_kernel.hpp"
#include "simd/kernels.hpp"

namespace ampstream::simd
{

namespace
{

struct bits
{
    static constexpr std::int32_t words = 1;

    std::uint64_t word;

    static bits load(std::uint64_t const * from) noexcept { return {*from}; }
    static void store(std::uint64_t * to, bits x) noexcept { *to = x.word; }
    static bits none() noexcept { return {0}; }
    static bits full() noexcept { return {~std::uint64_t{0}}; }
    static bits both(bits x, bits y) noexcept { return {x.word & y.word}; }
    static bits either(bits x, bits y) noexcept { return {x.word | y.word}; }
    static bits differing(bits x, bits y) noexcept { return {x.word ^ y.word}; }
    static bool any(bits x) noexcept { return x.word != 0; }
    static std::int32_t highest(std::uint16_t const * numbers) noexcept
    {
        std::int32_t most = 0;
        for (std::int32_t i = 0; i < 64 * words; ++i)
            most = numbers[i] > most ? numbers[i] : most;
        return most;
    }
};

} // namespace

bool count_columns_portable(bit_block const & block) noexcept
{
    return column_counter<bits>{block}.run();
}

} // namespace ampstream::simd
