// SPDX-License-Identifier: BSD-3-Clause
// Vertical counters against counting bit by bit.
#include <ampstream/simd/bit_counts.hpp>

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::simd
{

namespace
{

/// A matrix whose column c has a share c / width of its bits set, more or less.
struct matrix
{
    matrix(random_stream & stream, std::size_t count, std::size_t blocks)
        : bits(count, std::vector<std::uint64_t>(blocks * bit_block::words)), extra(blocks * bit_block::width)
    {
        for (auto & row : bits)
            for (std::size_t column = 0; column < extra.size(); ++column)
                if (stream.below(extra.size()) < column)
                    row[column / 64] |= std::uint64_t{1} << column % 64;
        for (std::uint16_t & one : extra)
            one = static_cast<std::uint16_t>(stream.below(3) == 0 ? stream.below(count + 1) : 0);
        for (auto const & row : bits)
            rows.push_back(row.data());
    }
    [[nodiscard]] std::int32_t count(std::size_t column) const
    {
        std::int32_t sum = extra[column];
        for (auto const & row : bits)
            sum += static_cast<std::int32_t>(row[column / 64] >> column % 64 & 1U);
        return sum;
    }

    std::vector<std::vector<std::uint64_t>> bits;
    std::vector<std::uint16_t> extra;
    std::vector<std::uint64_t const *> rows{};
};

class every_counting_target : public testing::TestWithParam<target>
{
};

} // namespace

TEST_P(every_counting_target, columns_with_at_least_the_wanted_count_are_found_and_counted)
{
    random_stream stream{1, "bit counts", 0};
    for (std::size_t const count : {0, 1, 15, 16, 17, 31, 32, 100, 255, 256, 413, 1100})
    {
        matrix const input{stream, count, 2};
        std::array<std::uint16_t, bit_block::width> counts{};
        std::array<std::uint64_t, bit_block::words> passing{};
        for (std::int64_t block = 0; block < 2; ++block)
            for (std::size_t const share : {0, 1, 3, 8, 10, 12, 14, 19, 30})
            {
                auto const least = static_cast<std::int32_t>(count * share / 12 + (share != 0 ? 1 : 0));
                bool const any = count_columns({.rows = input.rows.data(),
                                                .count = static_cast<std::int32_t>(count),
                                                .offset = block * bit_block::words,
                                                .extra = input.extra.data() + block * bit_block::width,
                                                .least = least,
                                                .counts = counts.data(),
                                                .passing = passing.data()},
                                               GetParam());
                bool expected_any = false;
                for (std::size_t column = 0; column < counts.size(); ++column)
                {
                    std::int32_t const expected =
                        input.count(static_cast<std::size_t>(block) * bit_block::width + column);
                    bool const passes = (passing[column / 64] >> column % 64 & 1U) != 0;
                    ASSERT_EQ(passes, expected >= least) << "column " << column << " of " << count << " rows";
                    if (passes)
                    {
                        ASSERT_EQ(counts[column], expected);
                    }
                    expected_any |= passes;
                }
                ASSERT_EQ(any, expected_any);
            }
    }
}

INSTANTIATE_TEST_SUITE_P(simd,
                         every_counting_target,
                         testing::ValuesIn(available_targets()),
                         [](auto const & one) { return std::string{name_of(one.param)}; });

} // namespace ampstream::simd
