// SPDX-License-Identifier: BSD-3-Clause
// Pairs that are nearly equal, where the short cut along the diagonal must not be taken too often.
#include <ampstream/align/global_aligner.hpp>

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

#include "align/full_matrix.hpp"
#include "random_letters.hpp"

namespace ampstream::align
{

namespace
{

using testing::draw;

/// Repeats of a short unit with a few changes, so that shifted diagonals match well.
std::string draw_repetitive(random_stream & stream, std::size_t length)
{
    std::string const unit = draw(stream, 1 + stream.below(4), "ACGT");
    std::string text;
    while (text.size() < length)
        text += unit;
    text.resize(length);
    for (std::size_t i = stream.below(6); i > 0; --i)
        text[stream.below(length)] = "ACGT"[stream.below(4)];
    return text;
}

void expect_as_defined(std::string const & query, std::string const & target, scoring const & scores)
{
    matrix_result const expected = align_in_full(scores, encode(query), encode(target));
    alignment const found = global_aligner{scores}(query, target);
    ASSERT_EQ(found.score, expected.score) << query << '\n' << target;
    ASSERT_EQ(cigar(found.path), cigar(expected.path)) << query << '\n' << target;
    ASSERT_EQ(found.counts, count_columns(expected.path, encode(query), encode(target)));
}

} // namespace

TEST(diagonal, equally_long_relatives_are_aligned_as_defined)
{
    random_stream stream{1, "diagonal", 0};
    for (std::size_t i = 0; i < 6000; ++i)
    {
        std::size_t const length = 1 + stream.below(60);
        std::string const query = i % 2 == 0 ? draw(stream, length, "ACGT") : draw_repetitive(stream, length);
        std::string target = query;
        if (i % 3 == 0 && length > 3) // a shift of the middle
        {
            std::size_t const from = stream.below(length);
            target.erase(from, 1);
            target.insert(stream.below(length), draw(stream, 1, "ACGT"));
        }
        for (std::size_t k = stream.below(5); k > 0; --k)
            target[stream.below(length)] = "ACGTN"[stream.below(i % 7 == 0 ? 5 : 4)];
        expect_as_defined(query, target, {});
        expect_as_defined(
            query, target,
            {.match = 2, .mismatch = -6, .gap_open_interior = 4, .gap_extend_interior = 1, .gap_open_terminal = 1});
    }
}

TEST(diagonal, a_mismatch_at_an_end_ties_with_nothing)
{
    expect_as_defined("CAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA", {});
    expect_as_defined("AAAAAAAAAAAAAAAAAAAC", "AAAAAAAAAAAAAAAAAAAA", {});
    expect_as_defined("CAAAAAAAAAAAAAAAAAAG", "AAAAAAAAAAAAAAAAAAAA", {});
}

TEST(diagonal, the_reachable_score_is_reached_by_the_alignment)
{
    random_stream stream{1, "reachable", 0};
    global_aligner align;
    for (std::size_t i = 0; i < 4000; ++i)
    {
        std::string const query = draw(stream, stream.below(70), i % 5 == 0 ? "ACGTNR" : "ACGT");
        std::string target = query;
        if (!target.empty())
            target.erase(stream.below(target.size()), stream.below(9));
        if (i % 2 == 0)
            target.insert(stream.below(target.size() + 1), draw(stream, stream.below(20), "ACGT"));
        EXPECT_LE(align.reachable_score(encode(query), encode(target)), align(query, target).score) << query << '\n'
                                                                                                    << target;
    }
}

} // namespace ampstream::align
