// SPDX-License-Identifier: BSD-3-Clause
// Vertical counters against counting bit by bit.
#include <ampstream/simd/bit_counts.hpp>

#include <algorithm>
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
        : lines(blocks, std::vector<std::uint64_t>((2 * count + 1) * bit_block::words)),
          extra(blocks * bit_block::width)
    {
        for (std::size_t row = 0; row < count; ++row)
            rows.push_back(static_cast<std::uint32_t>(2 * (count - row))); // lines between them are not asked for
        for (auto & block : lines)
            for (std::size_t line = 1; line < 2 * count; line += 2)
                std::fill_n(block.begin() + static_cast<std::ptrdiff_t>(line * bit_block::words), bit_block::words,
                            ~std::uint64_t{0});
        for (std::uint32_t const row : rows)
            for (std::size_t column = 0; column < extra.size(); ++column)
                if (stream.below(extra.size()) < column)
                    entry(row, column) |= std::uint64_t{1} << column % 64;
        for (std::uint16_t & one : extra)
            one = static_cast<std::uint16_t>(stream.below(3) == 0 ? stream.below(count + 1) : 0);
    }
    [[nodiscard]] std::uint64_t & entry(std::uint32_t row, std::size_t column)
    {
        return lines[column / bit_block::width][row * bit_block::words + column % bit_block::width / 64];
    }
    [[nodiscard]] std::int32_t count(std::size_t column)
    {
        std::int32_t sum = extra[column];
        for (std::uint32_t const row : rows)
            sum += static_cast<std::int32_t>(entry(row, column) >> column % 64 & 1U);
        return sum;
    }

    std::vector<std::vector<std::uint64_t>> lines; ///< by block
    std::vector<std::uint16_t> extra;
    std::vector<std::uint32_t> rows{};
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
        matrix input{stream, count, 2};
        std::array<std::uint16_t, bit_block::width> counts{};
        std::array<std::uint64_t, bit_block::words> passing{};
        for (std::size_t block = 0; block < 2; ++block)
            for (std::size_t const share : {0, 1, 3, 8, 10, 12, 14, 19, 30})
            {
                auto const least = static_cast<std::int32_t>(count * share / 12 + (share != 0 ? 1 : 0));
                bool const any = count_columns({.lines = input.lines[block].data(),
                                                .next_lines = block == 0 ? input.lines[1].data() : nullptr,
                                                .rows = input.rows.data(),
                                                .count = static_cast<std::int32_t>(count),
                                                .extra = input.extra.data() + block * bit_block::width,
                                                .least = least,
                                                .counts = counts.data(),
                                                .passing = passing.data()},
                                               GetParam());
                bool expected_any = false;
                for (std::size_t column = 0; column < counts.size(); ++column)
                {
                    std::int32_t const expected = input.count(block * bit_block::width + column);
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
