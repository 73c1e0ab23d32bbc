// SPDX-License-Identifier: BSD-3-Clause
// The band against the full matrix: what it gives is the alignment, or it gives nothing.
#include "align/band_aligner.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <ampstream/align/global_aligner.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/simd/target.hpp>

#include "align/full_matrix.hpp"
#include "random_letters.hpp"

namespace ampstream::align
{

namespace
{

using testing::draw;

/// Substitutions, also in a cluster, short and long gaps, now and then a rotation, which no band holds.
std::string relative(random_stream & stream, std::string const & query)
{
    std::string text = query;
    std::size_t const substitutions = stream.below(text.size() / (stream.below(2) == 0 ? 2 : 10) + 1);
    std::size_t const centre = stream.below(text.size());
    std::size_t const spread = stream.below(3) == 0 ? 40 : text.size();
    for (std::size_t i = 0; i < substitutions; ++i)
        text[(centre + stream.below(spread)) % text.size()] = "ACGT"[stream.below(4)];
    for (std::size_t i = stream.below(4); i > 0; --i)
    {
        std::size_t const length = 1 + stream.below(stream.below(5) == 0 ? 45 : 4);
        if (stream.below(2) == 0)
            text.insert(stream.below(text.size()), draw(stream, length));
        else if (text.size() > length + 1)
            text.erase(stream.below(text.size() - length), length);
    }
    if (stream.below(8) == 0)
        std::ranges::rotate(text, text.begin() + static_cast<std::ptrdiff_t>(stream.below(text.size())));
    return text;
}

class band : public ::testing::TestWithParam<simd::target>
{
protected:
    /// Returns whether the band was certain.
    bool expect_as_defined(std::string const & query,
                           std::string const & target,
                           std::optional<std::ptrdiff_t> diagonal = std::nullopt,
                           scoring const & scores = {})
    {
        auto const query_codes = encode(query);
        auto const target_codes = encode(target);
        band_aligner align{scores, GetParam()};
        std::optional<alignment> const found = align(query_codes, target_codes, diagonal);
        matrix_result const expected = align_in_full(scores, query_codes, target_codes);
        EXPECT_GE(align.highest_score().value_or(expected.score), expected.score) << query << '\n' << target;
        if (!found.has_value())
            return false;
        EXPECT_EQ(found->score, expected.score) << query << '\n' << target;
        EXPECT_EQ(cigar(found->path), cigar(expected.path)) << query << '\n' << target;
        EXPECT_EQ(found->counts, count_columns(expected.path, query_codes, target_codes));
        return true;
    }
};

} // namespace

TEST_P(band, aligns_relatives_of_about_the_same_length_as_defined)
{
    random_stream stream{1, "band", 0};
    std::size_t certain = 0;
    for (std::size_t i = 0; i < 700; ++i)
    {
        std::string const query =
            draw(stream, 56 + stream.below(i % 2 == 0 ? 60 : 330), stream.below(8) == 0 ? "AC" : "ACGT");
        certain += expect_as_defined(query, relative(stream, query)) ? 1 : 0;
        if (HasFailure())
            return;
    }
    EXPECT_GT(certain, 400U);
}

TEST_P(band, aligns_pieces_with_longer_targets_as_defined)
{
    random_stream stream{1, "band", 1};
    std::size_t certain = 0;
    for (std::size_t i = 0; i < 700; ++i)
    {
        std::string const query = draw(stream, 56 + stream.below(80), stream.below(8) == 0 ? "AC" : "ACGT");
        std::size_t const before = stream.below(i % 2 == 0 ? 60 : 400);
        std::string target = draw(stream, before) + relative(stream, query) + draw(stream, stream.below(400));
        if (stream.below(7) == 0) // a part of it elsewhere, too
            target.insert(stream.below(target.size()), query.substr(stream.below(50)));
        auto diagonal = static_cast<std::ptrdiff_t>(before + stream.below(21)) - 10;
        if (stream.below(10) == 0)
            diagonal = static_cast<std::ptrdiff_t>(stream.below(target.size()));
        certain += expect_as_defined(query, target, diagonal) ? 1 : 0;
        if (HasFailure())
            return;
    }
    EXPECT_GT(certain, 250U);
}

TEST_P(band, aligns_with_other_scores_as_defined)
{
    random_stream stream{1, "band", 2};
    scoring const cheap_gaps{.match = 2, .mismatch = -3, .gap_open_interior = 4, .gap_extend_interior = 1};
    scoring const equal_gaps{.match = 4, .mismatch = -1, .gap_open_terminal = 2, .gap_extend_terminal = 0};
    for (scoring const & scores : {cheap_gaps, equal_gaps})
        for (std::size_t i = 0; i < 150; ++i)
        {
            std::string const query = draw(stream, 60 + stream.below(60));
            expect_as_defined(query, relative(stream, query), std::nullopt, scores);
            expect_as_defined(query, draw(stream, stream.below(90)) + relative(stream, query) + draw(stream, 50), 45,
                              scores);
            if (HasFailure())
                return;
        }
}

TEST_P(band, aligns_ambiguous_and_lower_case_letters_as_defined)
{
    random_stream stream{1, "band", 5};
    auto const blur = [&stream](std::string text)
    {
        for (std::size_t k = stream.below(stream.below(4) == 0 ? 40 : 6); k > 0; --k)
            text[stream.below(text.size())] = "NRYSWKMBDHVnacgt"[stream.below(16)];
        return text;
    };
    scoring const no_difference{.match = 2, .mismatch = 0, .gap_open_interior = 6, .gap_extend_interior = 1};
    std::size_t certain = 0;
    for (std::size_t i = 0; i < 700; ++i)
    {
        std::string const query = draw(stream, 56 + stream.below(i % 2 == 0 ? 60 : 200));
        scoring const scores = i % 10 == 0 ? no_difference : scoring{};
        certain += expect_as_defined(blur(query), blur(relative(stream, query)), std::nullopt, scores) ? 1 : 0;
        std::string const other = draw(stream, stream.below(300)) + relative(stream, query) + draw(stream, 250);
        certain += expect_as_defined(blur(query), blur(other), stream.below(300), scores) ? 1 : 0;
        expect_as_defined(i % 2 == 0 ? blur(query) : query, std::string(query.size() + stream.below(9), 'N'));
        if (HasFailure())
            return;
    }
    EXPECT_GT(certain, 500U);
}

TEST_P(band, says_nothing_where_a_path_outside_is_better)
{
    random_stream stream{1, "band", 3};
    std::string const left = draw(stream, 150);
    std::string const right = draw(stream, 150);
    EXPECT_FALSE(expect_as_defined(left + right, right + left));
    EXPECT_TRUE(expect_as_defined(left + right, left + right));
    EXPECT_FALSE(expect_as_defined(left.substr(0, 55), left.substr(0, 55))); // shorter than what the band takes
    EXPECT_FALSE(expect_as_defined(left, draw(stream, 300) + left + draw(stream, 300), 10));
    EXPECT_TRUE(expect_as_defined(left, draw(stream, 300) + left + draw(stream, 300), 310));
}

TEST_P(band, is_quick_for_distant_relatives_too)
{
    random_stream stream{1, "band", 4};
    std::size_t certain = 0;
    for (std::size_t i = 0; i < 40; ++i)
    {
        std::string const query = draw(stream, 420);
        std::string target = query;
        for (std::size_t changes = 0; changes < 110; ++changes)
            target[stream.below(target.size())] = "ACGT"[stream.below(4)];
        certain += expect_as_defined(query, target) ? 1 : 0;
    }
    EXPECT_GT(certain, 30U);
}

INSTANTIATE_TEST_SUITE_P(targets,
                         band,
                         ::testing::ValuesIn(simd::available_targets()),
                         [](auto const & one) { return std::string{simd::name_of(one.param)}; });

} // namespace ampstream::align
