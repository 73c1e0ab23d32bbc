// SPDX-License-Identifier: BSD-3-Clause
// Shared words by diagonal against the plain count, and what is made of diagonals.
#include <ampstream/align/word_diagonals.hpp>

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <ampstream/align/diagonals.hpp>
#include <ampstream/align/global_aligner.hpp>
#include <ampstream/core/random.hpp>

#include "random_letters.hpp"

namespace ampstream::align
{

namespace
{

using testing::draw;

/// Places by diagonal, counted letter by letter.
std::map<std::ptrdiff_t, std::size_t> places_of(std::string const & query, std::string const & target)
{
    auto const is_base = [](char letter) { return std::string_view{"ACGT"}.find(letter) != std::string_view::npos; };
    std::map<std::ptrdiff_t, std::size_t> places;
    constexpr std::size_t length = word_diagonals::word_length;
    for (std::size_t i = 0; i + length <= query.size(); ++i)
        for (std::size_t j = 0; j + length <= target.size(); ++j)
            if (query.compare(i, length, target, j, length) == 0 &&
                std::ranges::all_of(query.substr(i, length), is_base))
                ++places[static_cast<std::ptrdiff_t>(j) - static_cast<std::ptrdiff_t>(i)];
    return places;
}

} // namespace

TEST(word_diagonals, counts_the_places_of_equal_words)
{
    random_stream stream{1, "word diagonals", 0};
    word_diagonals count;
    std::size_t found = 0;
    for (std::size_t i = 0; i < 300; ++i)
    {
        std::string const query = draw(stream, stream.below(120), i % 6 == 0 ? "ACGTN" : "ACGT");
        for (std::size_t k = 0; k < 3; ++k)
        {
            std::string target = draw(stream, stream.below(60)) + query + draw(stream, stream.below(60));
            for (std::size_t changes = stream.below(20); changes > 0 && !target.empty(); --changes)
                target[stream.below(target.size())] = "ACGTR"[stream.below(5)];
            if (k == 2)
                target += target;
            auto const places = places_of(query, target);
            bool const is_counted = count(encode(query), encode(target));
            ASSERT_EQ(is_counted, !places.empty()) << query << '\n' << target;
            if (!is_counted)
                continue;
            ++found;
            std::size_t most = 0;
            for (auto const & [diagonal, number] : places)
                most = std::max(most, number);
            ASSERT_EQ(places.at(count.best()), most);
            std::map<std::ptrdiff_t, std::size_t> told;
            count.for_each([&](std::ptrdiff_t diagonal, std::size_t number) { told[diagonal] += number; });
            ASSERT_EQ(told, places) << query << '\n' << target;
        }
    }
    EXPECT_GT(found, 600U);
}

TEST(word_diagonals, gives_up_on_repeats)
{
    word_diagonals count;
    EXPECT_FALSE(count(encode(std::string(300, 'A')), encode(std::string(300, 'A'))));
    EXPECT_TRUE(count(encode(std::string(12, 'A')), encode(std::string(12, 'A'))));
    EXPECT_FALSE(count(encode(std::string(12, 'A')), encode(std::string(12, 'C')))) << "no word in common";
    EXPECT_FALSE(count(encode("ACGTAC"), encode("ACGTACGTACGT"))) << "shorter than a word";
}

TEST(diagonals, pairs_of_ambiguous_letters_are_counted_apart)
{
    random_stream stream{1, "pairs", 0};
    for (std::size_t i = 0; i < 200; ++i)
    {
        std::size_t const length = stream.below(i % 10 == 0 ? 9000 : 90);
        auto const x = encode(draw(stream, length, i % 2 == 0 ? "ACGT" : "ACGTNR"));
        auto const y = encode(draw(stream, length, i % 3 == 0 ? "ACGT" : "ACGTNR"));
        pair_counts expected;
        for (std::size_t k = 0; k < length; ++k)
            if (!std::has_single_bit(x[k]) || !std::has_single_bit(y[k]))
                ++expected.ambiguous;
            else if (x[k] != y[k])
                ++expected.differing;
        ASSERT_EQ(count_pairs(x.data(), y.data(), length), expected);
        ASSERT_EQ(count_ambiguous(x), static_cast<std::size_t>(std::ranges::count_if(
                                          x, [](std::uint8_t code) { return !std::has_single_bit(code); })));
    }
}

TEST(diagonals, no_alignment_scores_less_than_one_on_a_diagonal)
{
    random_stream stream{1, "scores on diagonals", 0};
    global_aligner align;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < 2000; ++i)
    {
        std::string const query = draw(stream, 1 + stream.below(60), i % 3 == 0 ? "ACGTN" : "ACGT");
        std::string const before = draw(stream, stream.below(50));
        std::string target = before + query + draw(stream, stream.below(50));
        target[stream.below(target.size())] = "ACGTN"[stream.below(5)];
        auto const diagonal = i % 2 == 0 ? std::ssize(before)
                                         : static_cast<std::ptrdiff_t>(stream.below(query.size() + target.size() - 1)) -
                                               std::ssize(query) + 1;
        std::int64_t const score = score_on_diagonal({}, diagonal, encode(query), encode(target));
        std::int64_t const best = align(query, target).score;
        ASSERT_LE(score, best) << query << '\n' << target << '\n' << diagonal;
        equal += score == best ? 1 : 0;
    }
    EXPECT_GT(equal, 700U);
}

} // namespace ampstream::align
