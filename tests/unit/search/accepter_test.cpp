// SPDX-License-Identifier: BSD-3-Clause
// Whatever is accepted without an alignment is accepted by the alignment.
#include <ampstream/search/accepter.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/align/diagonals.hpp>
#include <ampstream/align/global_aligner.hpp>
#include <ampstream/core/random.hpp>

#include "random_letters.hpp"

namespace ampstream::search
{

namespace
{

using testing::draw;

/// So many substitutions, now and then in a cluster or with gaps.
std::string changed(random_stream & stream, std::string text, std::size_t substitutions, std::size_t gaps)
{
    std::size_t const centre = stream.below(text.size());
    std::size_t const spread = stream.below(3) == 0 ? 1 + text.size() / 4 : text.size();
    for (std::size_t i = 0; i < substitutions; ++i)
        text[(centre + stream.below(spread)) % text.size()] = "ACGT"[stream.below(4)];
    for (std::size_t i = 0; i < gaps; ++i)
        if (stream.below(2) == 0)
            text.insert(stream.below(text.size()), draw(stream, 1 + stream.below(4)));
        else if (text.size() > 12)
            text.erase(stream.below(text.size() - 6), 1 + stream.below(5));
    return text;
}

std::string target_for(random_stream & stream, std::string const & query)
{
    std::size_t const length = query.size();
    std::string const inner =
        changed(stream, query, stream.below(1 + length * 3 / 4), stream.below(4) == 0 ? stream.below(4) : 0);
    switch (stream.below(5))
    {
    case 0: // a repeat elsewhere
        return draw(stream, stream.below(80)) + inner + changed(stream, query, stream.below(length), 0);
    case 1: // at one end
        return inner + draw(stream, stream.below(300));
    case 2:
        return draw(stream, length + stream.below(50), "AG");
    default:
        return draw(stream, stream.below(300)) + inner + draw(stream, stream.below(300));
    }
}

struct case_of_acceptance
{
    criteria limits{};
    align::scoring scores{};
};

std::vector<case_of_acceptance> cases()
{
    return {{{.id = 0.55}},
            {{.id = 0.55}},
            {{.id = 0.3}},
            {{.id = 0.8}},
            {{.id = 0.97}},
            {{.id = 1.0}},
            {{.id = 0.55}, {.match = 2, .mismatch = -3, .gap_open_interior = 4, .gap_extend_interior = 2}},
            {{.id = 0.6},
             {.match = 4, .mismatch = -1, .gap_open_interior = 1, .gap_extend_interior = 1, .gap_open_terminal = 1}},
            {{.id = 0.55}, {.match = 1, .mismatch = 0, .gap_open_terminal = 7, .gap_extend_terminal = 0}}};
}

} // namespace

TEST(accepter, never_accepts_what_the_alignment_rejects)
{
    random_stream stream{1, "accepter", 0};
    std::size_t quickly = 0;
    std::size_t certain = 0;
    std::size_t rejected = 0;
    for (case_of_acceptance const & one : cases())
    {
        accepter is_certain{one.limits, one.scores};
        align::global_aligner align{one.scores};
        for (std::size_t i = 0; i < 2500; ++i)
        {
            std::string const query = draw(stream, 1 + stream.below(130), i % 8 == 0 ? "AC" : "ACGT");
            std::string target = target_for(stream, query);
            if (i % 5 == 0)
                for (std::size_t k = stream.below(8); k > 0; --k)
                    target[stream.below(target.size())] = "NRYWn"[stream.below(5)];
            auto hint = static_cast<std::ptrdiff_t>(stream.below(400));
            auto const codes = align::encode(query);
            auto const others = align::encode(target);
            bool is_proven = is_certain(codes, others, hint);
            align::alignment const found = align(query, target);
            bool const is_accepted = one.limits.accepts(found.counts, align::identity(found.counts, one.limits.iddef));
            quickly += is_proven ? 1 : 0;
            if (query.size() <= target.size())
                is_proven |= is_certain(is_certain.lack_on(hint, codes, others), codes, others);
            is_proven |= is_certain(is_certain.lack_along(found.path, codes, 0, codes.size(), others), codes, others);
            ASSERT_FALSE(is_proven && !is_accepted) << one.limits.id << '\n'
                                                    << query << '\n'
                                                    << target << '\n'
                                                    << align::cigar(found.path);
            certain += is_proven ? 1 : 0;
            rejected += is_accepted ? 0 : 1;
        }
    }
    EXPECT_GT(quickly, 3000U);
    EXPECT_GT(certain, quickly + 1500U);
    EXPECT_GT(rejected, 3000U);
}

TEST(accepter, never_accepts_a_piece_of_an_alignment_that_is_rejected)
{
    random_stream stream{1, "accepter", 1};
    criteria const limits{.id = 0.55};
    accepter is_certain{limits, {}};
    align::global_aligner align;
    std::size_t certain = 0;
    std::size_t rejected = 0;
    for (std::size_t i = 0; i < 3000; ++i)
    {
        std::string const left = draw(stream, stream.below(60));
        std::string const piece = draw(stream, 1 + stream.below(110), i % 9 == 0 ? "AC" : "ACGT");
        std::string const right = draw(stream, stream.below(60));
        std::string const whole = left + piece + right;
        std::string const target = draw(stream, stream.below(20)) +
                                   changed(stream, left + "A", stream.below(left.size() + 1), 1) +
                                   changed(stream, piece, stream.below(piece.size() + 1), stream.below(4)) + right;
        align::alignment const known = align(whole, target);
        double const lack = is_certain.lack_along(known.path, align::encode(whole), left.size(),
                                                  left.size() + piece.size(), align::encode(target));
        bool const is_proven = is_certain(lack, align::encode(piece), align::encode(target));
        align::alignment const found = align(piece, target);
        bool const is_accepted = limits.accepts(found.counts, align::identity(found.counts, limits.iddef));
        ASSERT_FALSE(is_proven && !is_accepted) << whole << '\n'
                                                << piece << '\n'
                                                << target << '\n'
                                                << align::cigar(found.path);
        certain += is_proven ? 1 : 0;
        rejected += is_accepted ? 0 : 1;
    }
    EXPECT_GT(certain, 500U);
    EXPECT_GT(rejected, 300U);
}

TEST(accepter, proves_quarters_of_amplicons_up_to_a_sixth_of_mismatches)
{
    accepter const is_certain{{.id = 0.55}, {}};
    EXPECT_EQ(is_certain.most_mismatches(107), 17U);
    EXPECT_EQ(is_certain.most_mismatches(0), std::nullopt);
}

TEST(accepter, knows_every_target_and_gives_the_same_answers)
{
    random_stream stream{1, "accepter", 2};
    std::size_t certain = 0;
    for (std::size_t i = 0; i < 300; ++i)
    {
        std::string const query = draw(stream, 60 + stream.below(60));
        auto const codes = align::encode(query);
        auto const target = align::encode(target_for(stream, query));
        auto const lack = static_cast<double>(100 + stream.below(180));
        bool const expected = accepter{{.id = 0.55}, {}, simd::target::portable}(lack, codes, target);
        for (simd::target const which : simd::available_targets())
            ASSERT_EQ((accepter{{.id = 0.55}, {}, which}(lack, codes, target)), expected);
        certain += expected ? 1 : 0;
    }
    EXPECT_GT(certain, 80U);
    EXPECT_LT(certain, 270U);
}

TEST(accepter, is_sure_of_mismatches_that_every_best_alignment_has)
{
    random_stream stream{1, "accepter", 4};
    std::size_t sure = 0;
    for (case_of_acceptance const & one : cases())
    {
        accepter const is_certain{one.limits, one.scores};
        align::global_aligner align{one.scores};
        for (std::size_t i = 0; i < 400; ++i)
        {
            std::string const query = draw(stream, 1 + stream.below(i % 2 == 0 ? 12 : 110), i % 5 == 0 ? "AC" : "ACGT");
            std::size_t const before = stream.below(i % 3 == 0 ? 3 : 100);
            std::string const target = draw(stream, before, i % 5 == 0 ? "AC" : "ACGT") +
                                       changed(stream, query, stream.below(4), stream.below(8) == 0 ? 1 : 0) +
                                       (stream.below(3) == 0 ? query : draw(stream, stream.below(100), "CA"));
            auto const found = is_certain.sure_mismatches(static_cast<std::ptrdiff_t>(before), align::encode(query),
                                                          align::encode(target));
            if (!found.has_value())
                continue;
            align::alignment const best = align(query, target);
            ASSERT_EQ(best.counts.interior_columns(), query.size()) << query << '\n' << target;
            ASSERT_EQ(best.counts.mismatches, *found) << query << '\n' << target;
            ++sure;
        }
    }
    EXPECT_GT(sure, 800U);
}

TEST(accepter, bears_some_ambiguous_letters)
{
    random_stream stream{1, "accepter", 3};
    std::string const piece = draw(stream, 107);
    std::string target = draw(stream, 100) + piece + draw(stream, 100);
    for (std::size_t const place : {104U, 120U, 150U})
        target[place] = 'N';
    std::ptrdiff_t hint = 100;
    accepter const is_certain{{.id = 0.55}, {}};
    EXPECT_TRUE(is_certain(align::encode(piece), align::encode(target), hint));
    EXPECT_EQ(is_certain.lack_on(100, align::encode(piece), align::encode(target)), 18.0); // as if they differed
    std::ranges::fill(target, 'N');
    EXPECT_FALSE(is_certain(align::encode(piece), align::encode(target), hint));
}

TEST(accepter, says_nothing_of_other_definitions_of_identity)
{
    std::ptrdiff_t hint = 0;
    std::vector<std::uint8_t> const plain = align::encode("ACGTACGTTGCA");
    accepter is_certain{{.id = 0.55}, {}};
    EXPECT_TRUE(is_certain(plain, plain, hint));
    EXPECT_TRUE(is_certain(0.0, plain, plain));
    accepter by_columns{{.id = 0.55, .iddef = align::identity_definition::all}, {}};
    EXPECT_FALSE(by_columns(plain, plain, hint));
    EXPECT_FALSE(by_columns(0.0, plain, plain));
}

TEST(place_piece, finds_the_nearest_place_that_is_good_enough_or_the_best)
{
    std::vector<std::uint8_t> const piece = align::encode("ACGTACGTACGTACGTAC");
    std::vector<std::uint8_t> const target = align::encode("TTACGTACGAACGTACGTACTTTTTTACGTACGTACGTACGTACTT");
    align::placement const near = align::place_piece(piece, target, 5, 1);
    EXPECT_EQ(near.begin, 2U);
    EXPECT_EQ(near.differences, 1U);
    align::placement const best = align::place_piece(piece, target, 5, 0);
    EXPECT_EQ(best.begin, 26U);
    EXPECT_EQ(best.differences, 0U);
    EXPECT_EQ(align::place_piece(align::encode("CCCC"), align::encode("AAAAAA"), -3, 1).differences, 4U);
}

TEST(count_differences, is_the_number_of_letters_that_differ)
{
    random_stream stream{1, "differences", 0};
    for (std::size_t const length : {0U, 1U, 15U, 16U, 17U, 107U, 4095U, 9000U})
    {
        std::vector<std::uint8_t> const x = align::encode(draw(stream, length));
        std::vector<std::uint8_t> const y = align::encode(draw(stream, length));
        std::size_t expected = 0;
        for (std::size_t i = 0; i < length; ++i)
            expected += x[i] != y[i] ? 1 : 0;
        EXPECT_EQ(align::count_differences(x.data(), y.data(), length), expected);
        EXPECT_EQ(align::has_ambiguous(x), false);
        std::vector<std::uint8_t> z = x;
        if (length != 0)
        {
            z[stream.below(length)] = 15;
            EXPECT_TRUE(align::has_ambiguous(z));
        }
    }
}

} // namespace ampstream::search
