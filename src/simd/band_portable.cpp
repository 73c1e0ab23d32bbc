// SPDX-License-Identifier: BSD-3-Clause
// The band and hopping paths in plain C++: for machines without a kernel of their own, and for tests.
#include "simd/band_kernel.hpp"
#include "simd/hops_kernel.hpp"
#include "simd/kernels.hpp"

namespace ampstream::simd
{

namespace
{

struct bytes
{
    static constexpr std::int32_t lanes = band::lanes;

    std::uint8_t lane[lanes];

    template <typename function_t>
    static bytes each(function_t const & of) noexcept
    {
        bytes result;
        for (std::int32_t i = 0; i < lanes; ++i)
            result.lane[i] = static_cast<std::uint8_t>(of(i));
        return result;
    }

    static bytes load(std::uint8_t const * from) noexcept
    {
        return each([&](std::int32_t i) { return from[i]; });
    }
    static void store(std::uint8_t * to, bytes x) noexcept
    {
        for (std::int32_t i = 0; i < lanes; ++i)
            to[i] = x.lane[i];
    }
    static bytes all(std::uint8_t x) noexcept
    {
        return each([&](std::int32_t) { return x; });
    }
    static bytes iota() noexcept
    {
        return each([](std::int32_t i) { return i; });
    }
    static bytes add(bytes x, bytes y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] + y.lane[i] < 255 ? x.lane[i] + y.lane[i] : 255; });
    }
    static bytes subtract(bytes x, bytes y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] > y.lane[i] ? x.lane[i] - y.lane[i] : 0; });
    }
    static bytes minimum(bytes x, bytes y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] < y.lane[i] ? x.lane[i] : y.lane[i]; });
    }
    static bytes maximum(bytes x, bytes y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] > y.lane[i] ? x.lane[i] : y.lane[i]; });
    }
    static bytes is_equal(bytes x, bytes y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] == y.lane[i] ? 255 : 0; });
    }
    static bytes both(bytes x, bytes y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] & y.lane[i]; });
    }
    static bytes either(bytes x, bytes y) noexcept
    {
        return each([&](std::int32_t i) { return x.lane[i] | y.lane[i]; });
    }
    static bytes without(bytes mask, bytes x) noexcept
    {
        return each([&](std::int32_t i) { return ~mask.lane[i] & x.lane[i]; });
    }
    static bytes up(bytes x, bytes in) noexcept
    {
        return each([&](std::int32_t i) { return i == 0 ? in.lane[lanes - 1] : x.lane[i - 1]; });
    }
    static bytes down(bytes x, bytes in) noexcept
    {
        return each([&](std::int32_t i) { return i == lanes - 1 ? in.lane[0] : x.lane[i + 1]; });
    }
    static bytes first(bytes x) noexcept { return all(x.lane[0]); }
    static bytes last(bytes x) noexcept { return all(x.lane[lanes - 1]); }
    static std::uint8_t lowest(bytes x) noexcept
    {
        std::uint8_t least = x.lane[0];
        for (std::int32_t i = 1; i < lanes; ++i)
            least = x.lane[i] < least ? x.lane[i] : least;
        return least;
    }
};

} // namespace

void fill_band_portable(band & which) noexcept
{
    fill_band<bytes>(which);
}

std::int32_t cheapest_path_portable(hops const & which, std::int32_t most) noexcept
{
    return hop_counter<bytes>{which}.run(most);
}

} // namespace ampstream::simd
