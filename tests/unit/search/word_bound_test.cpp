// SPDX-License-Identifier: BSD-3-Clause
// The bound from shared words against alignments that are accepted.
#include <ampstream/search/word_bound.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/align/global_aligner.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/kmer/distinct_words.hpp>

#include "random_letters.hpp"

namespace ampstream::search
{

namespace
{

using testing::draw;

/// Few changes of any kind, overhangs at either end, now and then masked and ambiguous letters.
std::string relative(random_stream & stream, std::string text)
{
    for (std::size_t i = 0, changes = stream.below(1 + text.size() / 12); i < changes; ++i)
    {
        std::size_t const at = stream.below(text.size());
        switch (stream.below(9))
        {
        case 0:
            text.insert(at, draw(stream, 1 + stream.below(6), "ACGT"));
            break;
        case 1:
            if (text.size() > 20)
                text.erase(std::min(at, text.size() - 8), 1 + stream.below(7));
            break;
        case 2:
            text[at] = "NRYKM"[stream.below(5)];
            break;
        case 3:
            text[at] = static_cast<char>(text[at] | 0x20);
            break;
        default:
            text[at] = "ACGT"[stream.below(4)];
        }
    }
    for (bool const front : {true, false})
        if (stream.below(3) == 0)
        {
            std::size_t const overhang = stream.below(text.size() / 2 + 1);
            if (stream.below(2) == 0)
                text.insert(front ? 0 : text.size(), draw(stream, overhang, "ACGT"));
            else
                text = front ? text.substr(overhang) : text.substr(0, text.size() - overhang);
        }
    return text;
}

struct case_of_bound
{
    criteria limits;
    unsigned word_length;
    align::scoring scores{};
};

std::vector<case_of_bound> cases()
{
    using enum align::identity_definition;
    return {{{.id = 0.97}, 8},
            {{.id = 0.97, .iddef = all}, 8},
            {{.id = 0.9}, 8},
            {{.id = 0.95, .iddef = blast}, 5},
            {{.id = 0.99}, 12},
            {{.id = 0.94}, 8, {.match = 2, .mismatch = -3, .gap_open_interior = 4, .gap_extend_interior = 2}},
            {{.id = 0.92},
             6,
             {.match = 4, .mismatch = -1, .gap_open_interior = 1, .gap_extend_interior = 1, .gap_open_terminal = 1}}};
}

std::size_t count_shared(std::vector<std::uint32_t> words, std::vector<std::uint32_t> others)
{
    std::ranges::sort(words);
    std::ranges::sort(others);
    std::vector<std::uint32_t> both;
    std::ranges::set_intersection(words, others, std::back_inserter(both));
    return both.size();
}

} // namespace

TEST(word_bound, no_accepted_alignment_scores_higher)
{
    random_stream stream{1, "word bound", 0};
    std::size_t accepted = 0;
    std::size_t close = 0;
    for (case_of_bound const & one : cases())
    {
        word_bound const bound{one.limits, one.scores, one.word_length};
        kmer::distinct_words find_words{one.word_length};
        align::global_aligner align{one.scores};
        for (std::size_t i = 0; i < 3000; ++i)
        {
            std::string const query = draw(stream, 20 + stream.below(200), i % 5 == 0 ? "AC" : "ACGT");
            std::string const target = relative(stream, query);
            bool const is_masked = i % 2 == 0;
            auto const first = find_words(query, is_masked);
            std::vector<std::uint32_t> const words{first.begin(), first.end()};
            auto const second = find_words(target, is_masked);
            std::vector<std::uint32_t> const others{second.begin(), second.end()};
            auto const highest = bound.highest_accepted_score(
                {query.size(), words.size()}, {target.size(), others.size()}, count_shared(words, others));
            ASSERT_TRUE(highest.has_value());
            align::alignment const found = align(query, target);
            if (!one.limits.accepts(found.counts, align::identity(found.counts, one.limits.iddef)))
                continue;
            ++accepted;
            close += *highest - found.score < 40 ? 1 : 0;
            ASSERT_LE(found.score, *highest) << query << '\n' << target << '\n' << align::cigar(found.path);
        }
    }
    EXPECT_GT(accepted, 4000U);
    EXPECT_GT(close, 200U); // a bound that is never near would prove nothing
}

TEST(word_bound, says_nothing_where_it_does_not_hold)
{
    word_figures const some{100, 93};
    EXPECT_FALSE((word_bound{{.id = 0.8}, {}, 8}.highest_accepted_score(some, some, 5)));
    EXPECT_FALSE(
        (word_bound{{.iddef = align::identity_definition::openings}, {}, 8}.highest_accepted_score(some, some, 5)));
    EXPECT_FALSE(
        (word_bound{{.iddef = align::identity_definition::shortest}, {}, 8}.highest_accepted_score(some, some, 5)));
    EXPECT_FALSE((word_bound{{}, {.gap_extend_interior = 0}, 8}.highest_accepted_score(some, some, 5)));
    EXPECT_EQ((word_bound{{.id = 0.8}, {}, 8}.likely_words(some)), 0U);
}

} // namespace ampstream::search
