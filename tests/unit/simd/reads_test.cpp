// SPDX-License-Identifier: BSD-3-Clause
// The kernels over reads on every instruction set against plain C++.
#include <ampstream/simd/reads.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>

namespace ampstream::simd
{

namespace
{

constexpr std::int64_t longest = 210;

std::string letters_from(random_stream & draw, std::int64_t length, std::string_view alphabet)
{
    std::string text;
    for (std::int64_t i = 0; i < length; ++i)
        text += alphabet[draw.below(alphabet.size())];
    return text;
}

struct owned_planes
{
    explicit owned_planes(std::int64_t length)
        : low(static_cast<std::size_t>(base_planes::words_for(length)), 7U), high(low), known(low)
    {
    }
    [[nodiscard]] base_planes view() { return {low.data(), high.data(), known.data()}; }
    bool operator==(owned_planes const &) const = default;

    std::vector<std::uint64_t> low;
    std::vector<std::uint64_t> high;
    std::vector<std::uint64_t> known;
};

class every_read_target : public testing::TestWithParam<target>
{
};

} // namespace

TEST(pack_bases, bit_i_is_base_i_and_other_letters_are_unknown)
{
    std::string const text = std::string(64, 'A') + "ACTGUNa";
    owned_planes planes{static_cast<std::int64_t>(text.size())};
    EXPECT_FALSE(pack_bases(text.data(), static_cast<std::int64_t>(text.size()), planes.view(), target::portable));
    EXPECT_THAT(planes.known, testing::ElementsAre(~std::uint64_t{0}, 0b11111U, 0U));
    EXPECT_EQ(planes.low[1] & 0b11111U, 0b01010U);  // C and G
    EXPECT_EQ(planes.high[1] & 0b11111U, 0b11100U); // T, G and U
    EXPECT_TRUE(pack_bases(text.data(), 69, planes.view(), target::portable));
}

TEST(range_of, is_that_of_the_characters_one_by_one)
{
    random_stream draw{1, "range_of", 0};
    EXPECT_GT(range_of("", 0).lowest, range_of("", 0).highest);
    for (std::int64_t length = 1; length < longest; ++length)
    {
        std::string const text = letters_from(draw, length, "#5:FGHIJ~!");
        auto const [least, most] = std::ranges::minmax(text);
        character_range const found = range_of(text.data(), length);
        EXPECT_EQ(found.lowest, least) << text;
        EXPECT_EQ(found.highest, most) << text;
    }
}

TEST_P(every_read_target, packs_bases_alike)
{
    random_stream draw{1, "pack_bases", 0};
    for (std::int64_t length = 0; length < longest; ++length)
    {
        std::string const text = letters_from(draw, length, length % 2 == 0 ? "ACGTU" : "ACGTUNRacgtSWKM-\x81\xc1");
        owned_planes expected{length};
        owned_planes found{length};
        bool const all_known = pack_bases(text.data(), length, expected.view(), target::portable);
        EXPECT_EQ(pack_bases(text.data(), length, found.view(), GetParam()), all_known) << text;
        EXPECT_EQ(found, expected) << text;
    }
}

TEST_P(every_read_target, finds_the_windows_that_differ_in_few_columns)
{
    random_stream draw{1, "find_windows", 0};
    std::size_t all_found = 0;
    for (std::int32_t length = window_search::width; length < longest; ++length)
    {
        std::string const text = letters_from(draw, length, length % 2 == 0 ? "ACGT" : "AC"); // half of them repetitive
        std::string const fixed = text.substr(draw.below(text.size() - 31), 32);
        owned_planes planes{length};
        owned_planes of_fixed{window_search::width};
        pack_bases(text.data(), length, planes.view(), target::portable);
        pack_bases(fixed.data(), window_search::width, of_fixed.view(), target::portable);
        std::array<std::int32_t, window_search::width + 1> most{};
        for (std::int32_t & one : most)
            one = static_cast<std::int32_t>(draw.below(16)) - 1;

        std::vector<std::int32_t> expected;
        for (std::int32_t end = 1; end <= length; ++end)
        {
            std::int32_t const columns = std::min(end, window_search::width);
            std::int32_t differences = 0;
            for (std::int32_t back = 1; back <= columns; ++back)
                differences += text[static_cast<std::size_t>(end - back)] != fixed[static_cast<std::size_t>(32 - back)];
            if (differences <= most[static_cast<std::size_t>(columns)])
                expected.push_back(end);
        }
        std::vector<std::int32_t> found(static_cast<std::size_t>(length) + 8);
        window_search const search{planes.low.data(),
                                   planes.high.data(),
                                   length,
                                   static_cast<std::uint32_t>(of_fixed.low[0]),
                                   static_cast<std::uint32_t>(of_fixed.high[0]),
                                   most.data(),
                                   found.data()};
        found.resize(static_cast<std::size_t>(find_windows(search, GetParam())));
        EXPECT_EQ(found, expected) << text << ' ' << fixed;
        all_found += found.size();
    }
    EXPECT_GT(all_found, 300U); // or the test says little
}

TEST_P(every_read_target, turns_plain_bases_and_tells_others)
{
    random_stream draw{1, "reverse_complement", 0};
    for (std::int64_t length = 0; length < longest; ++length)
    {
        std::string text = letters_from(draw, length, "ACGTN");
        std::string turned(text.size(), '?');
        EXPECT_TRUE(reverse_complement(text.data(), length, turned.data(), GetParam()));
        EXPECT_EQ(turned, ampstream::reverse_complement(text));
        reverse(text.data(), length, turned.data(), GetParam());
        EXPECT_EQ(turned, std::string(text.rbegin(), text.rend()));
        if (length == 0)
            continue;
        text[draw.below(text.size())] = "URYSWKMBDHVacgtn"[draw.below(16)];
        EXPECT_FALSE(reverse_complement(text.data(), length, turned.data(), GetParam())) << text;
    }
}

TEST_P(every_read_target, sums_weights_of_qualities)
{
    random_stream draw{1, "sum_weights", 0};
    quality_weights weights{};
    std::array<std::uint32_t, quality_weights::levels> whole{};
    for (std::size_t level = 0; level < whole.size(); ++level)
    {
        whole[level] = static_cast<std::uint32_t>(draw.below(std::uint64_t{1} << 32U));
        for (std::size_t byte = 0; byte < 4; ++byte)
            weights.bytes[byte][level] = static_cast<std::uint8_t>(whole[level] >> (8 * byte));
    }
    for (std::int64_t length = 0; length < longest; ++length)
    {
        std::string qualities;
        std::uint64_t expected = 0;
        for (std::int64_t i = 0; i < length; ++i)
        {
            std::size_t const level = draw.below(whole.size());
            qualities += static_cast<char>('!' + static_cast<int>(level));
            expected += whole[level];
        }
        EXPECT_EQ(sum_weights(qualities.data(), length, weights, GetParam()), expected) << qualities;
    }
}

INSTANTIATE_TEST_SUITE_P(reads,
                         every_read_target,
                         testing::ValuesIn(available_targets()),
                         [](auto const & one) { return std::string{name_of(one.param)}; });

} // namespace ampstream::simd
