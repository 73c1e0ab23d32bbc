// SPDX-License-Identifier: BSD-3-Clause
// The quick search for the overlap against the thorough one.
#include "merge/overlap.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::merge
{

namespace
{

/// A pair of reads of a fragment with errors; both in the direction of the forward read.
struct drawn_pair
{
    drawn_pair(random_stream & draw, std::string_view alphabet, std::size_t longest)
    {
        std::string fragment;
        std::size_t const unit = draw.below(3) == 0 ? 1 + draw.below(50) : longest * 2; // a third is repetitive
        for (std::size_t i = 0; i < 10 + draw.below(2 * longest); ++i)
            fragment += i >= unit && draw.below(50) != 0 ? fragment[i - unit] : alphabet[draw.below(alphabet.size())];
        std::size_t const forward_length = std::min(fragment.size(), 1 + draw.below(longest));
        std::size_t const reverse_length = std::min(fragment.size(), 1 + draw.below(longest));
        forward = fragment.substr(0, forward_length);
        reverse = fragment.substr(fragment.size() - reverse_length);
        if (draw.below(5) == 0) // they run past each other's start
            forward.swap(reverse);
        std::size_t const error_in = 3 + draw.below(100);
        for (std::string * const read : {&forward, &reverse})
            for (char & base : *read)
                if (draw.below(error_in) == 0)
                    base = "ACGTN"[draw.below(5)];
        std::size_t const spread = 1 + draw.below(42);
        for (char const base : forward)
            forward_qualities += static_cast<char>(base == 'N' ? '!' : '!' + static_cast<int>(draw.below(spread)));
        for (char const base : reverse)
            reverse_qualities += static_cast<char>(base == 'N' ? '!' : '!' + static_cast<int>(draw.below(spread)));
    }

    std::string forward{};
    std::string reverse{};
    std::string forward_qualities{};
    std::string reverse_qualities{};
};

bool is_plain(std::string const & bases)
{
    return bases.find_first_not_of("ACGT") == std::string::npos;
}

} // namespace

TEST(overlap_finder, offsets_the_sieve_refutes_change_no_answer)
{
    random_stream draw{1, "overlap_test", 0};
    quality_tables const tables{0, 41};
    std::size_t hits = 0;
    std::size_t several = 0;
    std::size_t proved = 0;
    for (std::size_t round = 0; round < 20000; ++round)
    {
        overlap_limits const limits = overlap_limits::for_overlap_of(5 + draw.below(8));
        overlap_finder finder{limits};
        drawn_pair const pair{draw, round % 2 == 0 ? "ACGT" : "ACU", round % 3 == 0 ? 300U : 80U};
        oriented_read const x{pair.forward, pair.forward_qualities, is_plain(pair.forward), '~'};
        oriented_read const y{pair.reverse, pair.reverse_qualities, is_plain(pair.reverse), '~'};
        overlap const quick = finder.find(x, y, tables);
        overlap const thorough = finder.find_thoroughly(x, y, tables);
        ASSERT_EQ(quick.hits, thorough.hits) << pair.forward << ' ' << pair.reverse;
        ASSERT_EQ(quick.has_shared_words, thorough.has_shared_words);
        ASSERT_EQ(quick.span, thorough.span) << pair.forward << ' ' << pair.reverse;
        ASSERT_EQ(quick.differences, thorough.differences);
        hits += quick.hits > 0;
        several += quick.hits > 1;
        if (quick.score == thorough.score)
            continue;
        ++proved; // the only hit: a lower bound
        ASSERT_EQ(quick.hits, 1U);
        ASSERT_LT(quick.score, thorough.score);
        ASSERT_GE(quick.score, limits.score);
    }
    EXPECT_GT(hits, 2000U); // or the test says little
    EXPECT_GT(several, 200U);
    EXPECT_GT(proved, 300U);
}

} // namespace ampstream::merge
