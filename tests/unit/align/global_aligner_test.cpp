// SPDX-License-Identifier: BSD-3-Clause
// The fast ways to an alignment against its definition.
#include <ampstream/align/global_aligner.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>
#include <ampstream/simd/target.hpp>

#include "align/full_matrix.hpp"
#include "random_letters.hpp"

namespace ampstream::align
{

namespace
{

using testing::draw;

/// A relative: substitutions, insertions and deletions of up to `longest` bases, `changes` of them.
std::string mutated(random_stream & stream, std::string text, std::size_t changes, std::size_t longest)
{
    for (std::size_t i = 0; i < changes; ++i)
    {
        std::size_t const at = stream.below(text.size() + 1);
        switch (stream.below(4))
        {
        case 0:
            text.insert(at, draw(stream, 1 + stream.below(longest), "ACGT"));
            break;
        case 1:
            text.erase(std::min(at, text.size()), 1 + stream.below(longest));
            break;
        default:
            if (at < text.size())
                text[at] = "ACGTN"[stream.below(stream.below(20) == 0 ? 5 : 4)];
        }
    }
    return text;
}

class every_target : public ::testing::TestWithParam<simd::target>
{
protected:
    void expect_as_defined(std::string_view query, std::string_view target, scoring const & scores = {})
    {
        auto const query_codes = encode(query);
        auto const target_codes = encode(target);
        matrix_result const expected = align_in_full(scores, query_codes, target_codes);
        global_aligner aligner{scores, GetParam()};
        alignment const found = aligner(query, target);
        ASSERT_EQ(found.score, expected.score) << query << '\n' << target;
        ASSERT_EQ(cigar(found.path), cigar(expected.path)) << query << '\n' << target;
        ASSERT_EQ(found.counts, count_columns(expected.path, query_codes, target_codes));
    }
};

} // namespace

TEST_P(every_target, short_random_pairs_are_aligned_as_defined)
{
    random_stream stream{1, "short pairs", 0};
    for (int i = 0; i < 4000; ++i)
        expect_as_defined(draw(stream, stream.below(24), i % 3 == 0 ? "AC" : "ACGT"),
                          draw(stream, stream.below(24), i % 3 == 0 ? "AC" : "ACGT"));
}

TEST_P(every_target, pairs_with_ambiguous_letters_are_aligned_as_defined)
{
    random_stream stream{1, "ambiguous pairs", 0};
    for (int i = 0; i < 1500; ++i)
        expect_as_defined(draw(stream, stream.below(60), "ACGTUNRYacgtnwk"),
                          draw(stream, stream.below(60), "ACGTUNRYacgtnwk"));
}

TEST_P(every_target, relatives_are_aligned_as_defined)
{
    random_stream stream{1, "relatives", 0};
    for (int i = 0; i < 600; ++i)
    {
        std::string const query = draw(stream, 1 + stream.below(200), "ACGT");
        expect_as_defined(query, mutated(stream, query, stream.below(25), 1 + stream.below(30)));
    }
}

TEST_P(every_target, repeats_are_aligned_as_defined)
{
    random_stream stream{1, "repeats", 0};
    for (int i = 0; i < 400; ++i)
    {
        std::string const unit = draw(stream, 1 + stream.below(7), "ACGT");
        std::string query;
        while (query.size() < 150)
            query += unit;
        expect_as_defined(mutated(stream, query, stream.below(8), 12), mutated(stream, query, stream.below(8), 12));
    }
}

TEST_P(every_target, unrelated_pairs_of_different_lengths_are_aligned_as_defined)
{
    random_stream stream{1, "unrelated", 0};
    for (int i = 0; i < 60; ++i)
        expect_as_defined(draw(stream, 1 + stream.below(300), "ACGT"), draw(stream, 1 + stream.below(300), "ACGT"));
}

TEST_P(every_target, other_scores_are_obeyed)
{
    random_stream stream{1, "other scores", 0};
    std::vector<scoring> const all{
        {.match = 4, .mismatch = -1, .gap_open_interior = 5, .gap_extend_interior = 1, .gap_open_terminal = 5},
        {.match = 2, .mismatch = -4, .gap_open_interior = 2, .gap_extend_interior = 2, .gap_open_terminal = 1},
        {.match = 3,
         .mismatch = -2,
         .gap_open_interior = 7,
         .gap_extend_interior = 3,
         .gap_open_terminal = 0,
         .gap_extend_terminal = 0}};
    for (scoring const & scores : all)
        for (int i = 0; i < 200; ++i)
        {
            std::string const query = draw(stream, 1 + stream.below(100), "ACGT");
            expect_as_defined(query, mutated(stream, query, stream.below(30), 8), scores);
        }
}

TEST_P(every_target, long_pairs_are_aligned_as_defined)
{
    random_stream stream{1, "long pairs", 0};
    std::string const query = draw(stream, 2500, "ACGT");
    expect_as_defined(query, mutated(stream, query, 400, 9));
    expect_as_defined(query.substr(0, 900), query.substr(300));
}

INSTANTIATE_TEST_SUITE_P(simd,
                         every_target,
                         ::testing::ValuesIn(simd::available_targets()),
                         [](auto const & one) { return std::string{simd::name_of(one.param)}; });

TEST(global_aligner, terminal_gaps_are_cheap_and_interior_gaps_are_not)
{
    global_aligner aligner;
    EXPECT_EQ(cigar(aligner("ACGTACGTAA", "GTACGTAA").path), "2D8M");
    EXPECT_EQ(aligner("ACGTACGTAA", "GTACGTAA").score, 8 * 2 - 3);
    EXPECT_EQ(cigar(aligner("GTACGTAA", "GTACGTAACC").path), "8M2I");
}

TEST(global_aligner, an_empty_sequence_is_all_gap)
{
    global_aligner aligner;
    EXPECT_EQ(cigar(aligner("", "ACG").path), "3I");
    EXPECT_EQ(cigar(aligner("A", "").path), "D");
    EXPECT_TRUE(aligner("", "").path.empty());
}

TEST(global_aligner, an_ambiguous_pair_scores_nothing_but_may_match)
{
    global_aligner aligner;
    alignment const found = aligner("ACGTRACGT", "ACGTCACGT");
    EXPECT_EQ(found.score, 16);
    EXPECT_EQ(found.counts.mismatches, 1U);
    EXPECT_EQ(aligner("ACGTNACGT", "ACGTCACGT").counts.matches, 9U);
}

TEST(identity, counts_what_its_definition_says)
{
    statistics const counts{.columns = 20,
                            .matches = 12,
                            .mismatches = 2,
                            .gaps = 3,
                            .left_columns = 2,
                            .right_columns = 3,
                            .shortest = 15,
                            .longest = 18};
    EXPECT_DOUBLE_EQ(identity(counts, identity_definition::shortest), 80.0);
    EXPECT_DOUBLE_EQ(identity(counts, identity_definition::all), 60.0);
    EXPECT_DOUBLE_EQ(identity(counts, identity_definition::interior), 80.0);
    EXPECT_DOUBLE_EQ(identity(counts, identity_definition::openings), 100.0 * (1.0 - 5.0 / 18.0));
    EXPECT_DOUBLE_EQ(identity({}, identity_definition::interior), 0.0);
}

TEST(count_columns, an_alignment_of_one_gap_has_it_at_the_left_only)
{
    auto const query = encode("ACG");
    std::vector<run> const path{{column::query_only, 3}};
    statistics const counts = count_columns(path, query, {});
    EXPECT_EQ(counts.left_columns, 3U);
    EXPECT_EQ(counts.right_columns, 0U);
    EXPECT_EQ(counts.gaps, 1U);
}

} // namespace ampstream::align
