// SPDX-License-Identifier: BSD-3-Clause
// Hopping paths against the recurrence, diagonal by diagonal.
#include <ampstream/simd/hops.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::simd
{

namespace
{

using letters = std::vector<std::uint8_t>;

letters draw(random_stream & stream, std::size_t length)
{
    letters text(length);
    for (std::uint8_t & letter : text)
        letter = stream.below(40) == 0 ? std::uint8_t{15} : static_cast<std::uint8_t>(1U << stream.below(4));
    return text;
}

/// States: nothing paired yet, on a diagonal, skipping between pairs, skipping behind the last one.
std::int32_t
defined(letters const & query, letters const & target, std::int32_t mismatch, std::int32_t hop, std::int32_t skip)
{
    constexpr std::int32_t far = 1 << 28;
    auto const rows = static_cast<std::int32_t>(query.size());
    auto const columns = static_cast<std::int32_t>(target.size());
    std::vector<std::int32_t> on(static_cast<std::size_t>(rows + columns), far);
    std::int32_t before = 0;
    std::int32_t inside = far;
    std::int32_t behind = far;
    for (std::int32_t i = 0; i < rows; ++i)
    {
        std::int32_t const best = std::ranges::min(on);
        std::int32_t const in = std::min({before, best + hop, inside});
        for (std::int32_t d = 1 - rows; d <= columns; ++d)
        {
            std::int32_t const j = i + d;
            bool const is_equal = query[static_cast<std::size_t>(i)] == 15 ||
                                  (j >= 0 && j < columns &&
                                   (query[static_cast<std::size_t>(i)] & target[static_cast<std::size_t>(j)]) != 0);
            std::int32_t & here = on[static_cast<std::size_t>(d + rows - 1)];
            here = std::min(here, in) + (is_equal ? 0 : mismatch);
        }
        behind = std::min(behind, best) + skip;
        inside = std::min(inside, best + hop) + skip;
        before += skip;
    }
    return std::min({std::ranges::min(on), before, inside, behind});
}

class every_hopping_target : public testing::TestWithParam<target>
{
};

} // namespace

TEST_P(every_hopping_target, the_cheapest_path_is_found)
{
    random_stream stream{1, "hops", 0};
    for (std::size_t i = 0; i < 400; ++i)
    {
        letters query = draw(stream, 1 + stream.below(i % 4 == 0 ? 5 : 120));
        letters target = draw(stream, stream.below(i % 3 == 0 ? 10 : 200));
        if (i % 2 == 0) // a relative in two parts
        {
            std::size_t const half = query.size() / 2;
            target.insert(target.begin() + static_cast<std::ptrdiff_t>(target.size() / 3), query.begin(),
                          query.begin() + static_cast<std::ptrdiff_t>(half));
            target.insert(target.end(), query.begin() + static_cast<std::ptrdiff_t>(half), query.end());
        }
        hops paths{.rows = static_cast<std::int32_t>(query.size()),
                   .columns = static_cast<std::int32_t>(target.size()),
                   .query = query.data(),
                   .mismatch = static_cast<std::uint8_t>(stream.below(56)),
                   .hop = static_cast<std::uint8_t>(stream.below(200)),
                   .skip = static_cast<std::uint8_t>(stream.below(256))};
        std::int32_t const expected = defined(query, target, paths.mismatch, paths.hop, paths.skip);
        target.resize(target.size() + hops::lanes);
        paths.target = target.data();
        letters memory(static_cast<std::size_t>(memory_of(paths)), std::uint8_t{77});
        paths.memory = memory.data();
        ASSERT_EQ(cheapest_path(paths, 1 << 20, GetParam()), expected) << i;
        std::int32_t const more_than =
            static_cast<std::int32_t>(stream.below(static_cast<std::size_t>(expected) + 1)) - 1;
        ASSERT_GT(cheapest_path(paths, more_than, GetParam()), more_than) << i;
        ASSERT_EQ(cheapest_path(paths, expected, GetParam()), expected) << i;
    }
}

INSTANTIATE_TEST_SUITE_P(hops,
                         every_hopping_target,
                         testing::ValuesIn(available_targets()),
                         [](auto const & one) { return std::string{name_of(one.param)}; });

} // namespace ampstream::simd
