// SPDX-License-Identifier: BSD-3-Clause
// Whatever is refuted is not accepted.
#include <ampstream/search/refuter.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>
#include <ampstream/kmer/distinct_words.hpp>

#include "random_letters.hpp"

namespace ampstream::search
{

namespace
{

using testing::draw;

/// Changes that lie close together, so that few words are lost, with overhangs and repeats.
std::string relative(random_stream & stream, std::string text)
{
    std::size_t const changes = stream.below(1 + text.size() / 10);
    std::size_t const centre = stream.below(text.size());
    for (std::size_t i = 0; i < changes; ++i)
    {
        std::size_t const spread = stream.below(3) == 0 ? text.size() : 24;
        std::size_t const at = (centre + stream.below(spread)) % text.size();
        switch (stream.below(8))
        {
        case 0:
            text.insert(at, draw(stream, 1 + stream.below(4), "ACGT"));
            break;
        case 1:
            if (text.size() > 30)
                text.erase(std::min(at, text.size() - 8), 1 + stream.below(4));
            break;
        case 2:
            text[at] = stream.below(6) == 0 ? 'N' : static_cast<char>(text[at] | 0x20);
            break;
        default:
            text[at] = "ACGT"[stream.below(4)];
        }
    }
    for (bool const front : {true, false})
        if (stream.below(4) == 0)
        {
            std::size_t const overhang = stream.below(text.size() / 3 + 1);
            if (stream.below(2) == 0)
                text.insert(front ? 0 : text.size(), draw(stream, overhang, "ACGT"));
            else
                text = front ? text.substr(overhang) : text.substr(0, text.size() - overhang);
        }
    return text;
}

std::string draw_query(random_stream & stream, std::size_t which)
{
    std::string text = draw(stream, 40 + stream.below(260), which % 6 == 0 ? "AG" : "ACGT");
    if (which % 5 == 0) // a long repeat
        text += text.substr(0, text.size() / 2);
    return text;
}

std::vector<std::uint32_t> words_of(kmer::distinct_words & find, std::string_view sequence, bool masked)
{
    auto const words = find(sequence, masked);
    std::vector<std::uint32_t> sorted{words.begin(), words.end()};
    std::ranges::sort(sorted);
    return sorted;
}

} // namespace

TEST(refuter, never_refutes_what_the_alignment_accepts)
{
    random_stream stream{1, "refuter", 0};
    std::size_t accepted = 0;
    std::size_t refuted = 0;
    std::size_t rejected = 0;
    for (double const id : {0.9, 0.94, 0.97, 0.99})
        for (unsigned const word_length : {5U, 8U})
        {
            criteria const limits{.id = id};
            if (1.0 - word_length * (1.0 - id) < 0.02)
                continue;
            refuter refute{limits, {}, word_length};
            align::global_aligner align;
            kmer::distinct_words find{word_length};
            for (std::size_t i = 0; i < 4000; ++i)
            {
                std::string const query = draw_query(stream, i);
                std::string const target = relative(stream, query);
                auto const words = words_of(find, query, i % 2 == 0);
                auto const others = words_of(find, target, i % 2 == 0);
                std::vector<std::uint32_t> both;
                std::ranges::set_intersection(words, others, std::back_inserter(both));
                bool const is_refuted = refute(align, align::encode(query), {query.size(), words.size()},
                                               align::encode(target), {target.size(), others.size()}, both.size());
                align::alignment const found = align(query, target);
                bool const is_accepted = limits.accepts(found.counts, align::identity(found.counts, limits.iddef));
                ASSERT_FALSE(is_refuted && is_accepted) << id << '\n'
                                                        << query << '\n'
                                                        << target << '\n'
                                                        << align::cigar(found.path);
                accepted += is_accepted ? 1 : 0;
                rejected += is_accepted ? 0 : 1;
                refuted += is_refuted ? 1 : 0;
            }
        }
    EXPECT_GT(accepted, 4000U);
    EXPECT_GT(refuted, rejected * 6 / 10); // a refuter that never speaks would pass
}

/// A piece of a longer target that is a relative of the query; ambiguous letters in it, parts of it elsewhere, too.
std::string around(random_stream & stream, std::string const & query)
{
    std::string target = relative(stream, query);
    if (stream.below(3) == 0)
        for (std::size_t i = 1 + stream.below(8); i > 0; --i)
            target[stream.below(target.size())] = "NRYKMSWB"[stream.below(8)];
    if (stream.below(4) == 0) // a long gap
        target.insert(stream.below(target.size()), draw(stream, 1 + stream.below(40), "ACGT"));
    target = draw(stream, stream.below(500), "ACGT") + target + draw(stream, stream.below(500), "ACGT");
    if (stream.below(5) == 0)
        target.insert(stream.below(target.size()), query.substr(stream.below(query.size() / 2)));
    return target;
}

/// Strangers whose ends overlap, now and then with a change or an ambiguous letter there, or with a letter between.
void draw_overlapping(random_stream & stream, std::string & query, std::string & target)
{
    std::string const common = draw(stream, 1 + stream.below(stream.below(2) == 0 ? 30 : 120), "ACGT");
    std::string other = common;
    if (stream.below(2) == 0)
        other[stream.below(other.size())] = "ACGTNRY"[stream.below(7)];
    if (stream.below(6) == 0)
        other.insert(stream.below(other.size()), draw(stream, 1 + stream.below(2), "ACGT"));
    query = draw(stream, stream.below(250), "ACGT") + common;
    target = other + draw(stream, stream.below(400), stream.below(5) == 0 ? "ACGTN" : "ACGT");
    if (stream.below(2) == 0)
        query.swap(target);
}

struct tally
{
    std::size_t accepted{};
    std::size_t rejected{};
    std::size_t refuted{};
};

/// Asks the refuter, and the aligner, also with the diagonal that was found.
void expect_truth(refuter & refute,
                  criteria const & limits,
                  std::string const & query,
                  std::string const & target,
                  bool masked,
                  tally & seen)
{
    static align::global_aligner align;
    static kmer::distinct_words find{8};
    auto const words = words_of(find, query, masked);
    auto const others = words_of(find, target, masked);
    std::vector<std::uint32_t> both;
    std::ranges::set_intersection(words, others, std::back_inserter(both));
    auto const letters = align::encode(query);
    auto const target_letters = align::encode(target);
    bool const is_refuted = refute(align, letters, {query.size(), words.size()}, target_letters,
                                   {target.size(), others.size()}, both.size());
    auto const diagonal = refute.diagonal();
    align::alignment const found = align(letters, target_letters);
    if (diagonal)
    {
        ASSERT_EQ(align(letters, target_letters, *diagonal), found) << query << '\n' << target;
    }
    bool const is_accepted = limits.accepts(found.counts, align::identity(found.counts, limits.iddef));
    ASSERT_FALSE(is_refuted && is_accepted) << limits.id << '\n'
                                            << query << '\n'
                                            << target << '\n'
                                            << align::cigar(found.path);
    seen.accepted += is_accepted ? 1 : 0;
    seen.rejected += is_accepted ? 0 : 1;
    seen.refuted += is_refuted ? 1 : 0;
}

TEST(refuter, never_refutes_pieces_that_the_alignment_accepts)
{
    random_stream stream{1, "refuter", 1};
    tally seen;
    for (double const id : {0.9, 0.95, 0.97, 0.99, 1.0})
        for (auto const iddef : {align::identity_definition::interior, align::identity_definition::all})
        {
            criteria const limits{.id = id, .iddef = iddef};
            refuter refute{limits, {}, 8};
            for (std::size_t i = 0; i < 600; ++i)
            {
                std::string query = draw_query(stream, i);
                std::string target = around(stream, query);
                if (i % 4 == 0) // queries that are longer than their targets
                    query.swap(target);
                expect_truth(refute, limits, query, target, i % 2 == 0, seen);
                if (::testing::Test::HasFatalFailure())
                    return;
            }
        }
    EXPECT_GT(seen.accepted, 500U);
    EXPECT_GT(seen.refuted, seen.rejected * 4 / 10) << seen.rejected; // short queries, low identities
}

TEST(refuter, never_refutes_overlapping_ends_that_the_alignment_accepts)
{
    random_stream stream{1, "refuter", 2};
    tally seen;
    for (double const id : {0.93, 0.95, 0.97, 0.99})
    {
        criteria const limits{.id = id};
        refuter refute{limits, {}, 8};
        for (std::size_t i = 0; i < 1500; ++i)
        {
            std::string query;
            std::string target;
            draw_overlapping(stream, query, target);
            expect_truth(refute, limits, query, target, i % 2 == 0, seen);
            if (::testing::Test::HasFatalFailure())
                return;
        }
    }
    EXPECT_GT(seen.accepted, 1500U);
    EXPECT_GT(seen.refuted, seen.rejected * 3 / 10) << seen.rejected;
}

TEST(refuter, tells_strangers_of_any_length)
{
    random_stream stream{1, "refuter", 3};
    tally seen;
    criteria const limits{};
    refuter refute{limits, {}, 8};
    for (std::size_t i = 0; i < 300; ++i)
    {
        std::string const query = draw(stream, 300 + stream.below(100), "ACGT");
        expect_truth(refute, limits, query, draw(stream, 250 + stream.below(i % 2 == 0 ? 200 : 1200), "ACGT"), false,
                     seen);
    }
    EXPECT_EQ(seen.accepted, 0U);
    EXPECT_GT(seen.refuted, seen.rejected * 8 / 10);
}

} // namespace ampstream::search
