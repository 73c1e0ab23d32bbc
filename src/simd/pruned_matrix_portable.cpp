// SPDX-License-Identifier: BSD-3-Clause
// The kernel in plain C++: for machines without a kernel of their own, and for tests.
#include "simd/kernels.hpp"
#include "simd/pruned_matrix_kernel.hpp"

namespace ampstream::simd
{

namespace
{

struct vector
{
    static constexpr std::int32_t lanes = 8;
    using mask = std::uint32_t; ///< a bit a lane

    std::int16_t lane[lanes];

    template <typename function_t>
    static vector each(function_t const & of) noexcept
    {
        vector result;
        for (std::int32_t i = 0; i < lanes; ++i)
            result.lane[i] = static_cast<std::int16_t>(of(i));
        return result;
    }
    template <typename function_t>
    static mask where(function_t const & is) noexcept
    {
        mask result = 0;
        for (std::int32_t i = 0; i < lanes; ++i)
            result |= is(i) ? mask{1} << i : mask{0};
        return result;
    }
    static std::int32_t saturated(std::int32_t x) noexcept { return x < -32768 ? -32768 : (x > 32767 ? 32767 : x); }

    static vector load(std::int16_t const * from) noexcept
    {
        return each([&](std::int32_t i) { return from[i]; });
    }
    static void store(std::int16_t * to, vector x) noexcept
    {
        for (std::int32_t i = 0; i < lanes; ++i)
            to[i] = x.lane[i];
    }
    static vector all(std::int16_t x) noexcept
    {
        return each([&](std::int32_t) { return x; });
    }
    static vector iota() noexcept
    {
        return each([](std::int32_t i) { return i; });
    }
    static vector add(vector x, vector y) noexcept
    {
        return each([&](std::int32_t i) { return saturated(x.lane[i] + y.lane[i]); });
    }
    static vector subtract(vector x, vector y) noexcept
    {
        return each([&](std::int32_t i) { return saturated(x.lane[i] - y.lane[i]); });
    }
    static vector maximum(vector x, vector y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] > y.lane[i] ? x.lane[i] : y.lane[i]; });
    }
    static vector either(vector x, vector y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] | y.lane[i]; });
    }
    static vector multiply_low(vector x, vector y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] * y.lane[i]; });
    }
    static mask is_greater(vector x, vector y) noexcept
    {
        return where([&](std::int32_t i) { return x.lane[i] > y.lane[i]; });
    }
    static mask is_equal(vector x, vector y) noexcept
    {
        return where([&](std::int32_t i) { return x.lane[i] == y.lane[i]; });
    }
    static vector choose(mask where_yes, vector yes, vector no) noexcept
    {
        return each([&](std::int32_t i) { return (where_yes >> i & 1U) != 0 ? yes.lane[i] : no.lane[i]; });
    }
    static vector flag(mask where_yes, std::int16_t x) noexcept
    {
        return each([&](std::int32_t i) { return (where_yes >> i & 1U) != 0 ? x : 0; });
    }
    static bool any(mask which) noexcept { return which != 0; }
    static std::int32_t first(mask which) noexcept { return __builtin_ctz(which); }
    static std::int32_t last(mask which) noexcept { return 31 - __builtin_clz(which); }
};

} // namespace

void fill_portable(pruned_matrix & matrix) noexcept
{
    pruned_filler<vector>{matrix}.run();
}

} // namespace ampstream::simd
