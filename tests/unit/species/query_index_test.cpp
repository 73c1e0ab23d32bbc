// SPDX-License-Identifier: BSD-3-Clause
// The index finds what a look at every place finds.
#include <ampstream/species/query_index.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>

#include "species/seed_choice.hpp"

namespace ampstream::species
{

namespace
{

using testing::ElementsAre;

std::string letters(random_stream & random, std::size_t length)
{
    std::string text(length, 'A');
    for (char & letter : text)
        letter = "ACGT"[random.below(4)];
    return text;
}

std::vector<placement>
find(std::vector<std::string> const & queries, std::string_view sequence, options const & chosen = {})
{
    std::vector<std::string_view> const views{queries.begin(), queries.end()};
    query_index const index{views, chosen};
    scan_memory memory;
    auto const found = index(sequence, memory);
    return {found.begin(), found.end()};
}

/// The definition: fewest mismatches over all places.
std::optional<std::uint32_t> fewest(std::string_view query, std::string_view sequence)
{
    std::optional<std::uint32_t> best;
    for (std::size_t begin = 0; begin + query.size() <= sequence.size(); ++begin)
    {
        std::uint32_t count = 0;
        for (std::size_t i = 0; i < query.size(); ++i)
            count += base_code(query[i]) > 3 || base_code(query[i]) != base_code(sequence[begin + i]) ? 1U : 0U;
        best = std::min(best.value_or(count), count);
    }
    return best;
}

void mutate(std::string & text, random_stream & random, std::size_t times, std::string_view alphabet)
{
    for (std::size_t n = 0; n < times; ++n)
        text[random.below(text.size())] = alphabet[random.below(alphabet.size())];
}

} // namespace

TEST(query_index, finds_what_a_look_at_every_place_finds)
{
    random_stream random{1, "query index", 0};
    for (std::uint64_t most = 0; most <= 5; ++most)
        for (std::string const strand : {"plus", "both"})
        {
            std::string const gene = letters(random, 400);
            std::vector<std::string> queries;
            for (std::size_t i = 0; i < 60; ++i)
            {
                std::size_t const length = 110 + random.below(60);
                std::string query = gene.substr(random.below(gene.size() - length), length);
                mutate(query, random, random.below(4), i % 5 == 0 ? "ACGTNRu" : "ACGTacgt");
                queries.push_back(i % 3 == 0 ? reverse_complement(query) : query);
            }
            std::size_t hits = 0;
            for (std::size_t n = 0; n < 10; ++n)
            {
                std::string reference = gene;
                mutate(reference, random, n, "ACGTNacgU");
                std::vector<placement> expected;
                for (std::uint32_t q = 0; q < queries.size(); ++q)
                {
                    auto const plus = fewest(queries[q], reference);
                    auto const minus = strand == "both" ? fewest(reverse_complement(queries[q]), reference)
                                                        : std::optional<std::uint32_t>{};
                    bool const is_reversed = minus.has_value() && *minus < *plus;
                    std::uint32_t const best = is_reversed ? *minus : *plus;
                    if (best <= most)
                        expected.push_back({q, best, is_reversed});
                }
                hits += expected.size();
                EXPECT_EQ(find(queries, reference, {.max_mismatches = most, .strand = strand}), expected);
            }
            EXPECT_GT(hits, 20U);
        }
}

TEST(query_index, a_query_that_reaches_beyond_the_reference_does_not_lie_on_it)
{
    random_stream random{2, "query index", 0};
    std::string const gene = letters(random, 100);
    EXPECT_THAT(find({gene}, gene), ElementsAre(placement{0, 0, false}));
    EXPECT_THAT(find({gene}, std::string_view{gene}.substr(1)), ElementsAre());
    EXPECT_THAT(find({gene}, std::string_view{gene}.substr(0, 99)), ElementsAre());
    EXPECT_THAT(find({gene}, ""), ElementsAre());
    EXPECT_THAT(find({gene, gene}, gene + gene), ElementsAre(placement{0, 0, false}, placement{1, 0, false}));
}

TEST(query_index, ambiguous_letters_match_nothing_not_even_themselves)
{
    random_stream random{3, "query index", 0};
    std::string gene = letters(random, 100);
    gene[50] = 'N';
    EXPECT_THAT(find({gene}, gene), ElementsAre());
    EXPECT_THAT(find({gene}, gene, {.max_mismatches = 1}), ElementsAre(placement{0, 1, false}));
}

TEST(query_index, a_query_is_too_short_if_its_seeds_do_not_fit)
{
    random_stream random{4, "query index", 0};
    std::vector<std::string> queries;
    for (std::size_t const length : {0U, 15U, 16U, 47U, 48U})
        queries.push_back(letters(random, length));
    queries.push_back(queries.back());
    queries.back()[20] = 'N'; // 20 and 27 bases: two words, and one mismatch is spent
    std::vector<std::string_view> const views{queries.begin(), queries.end()};
    auto const too_short = [&](std::uint64_t most)
    {
        query_index const index{views, {.max_mismatches = most}};
        std::vector<bool> answer;
        for (std::size_t i = 0; i < queries.size(); ++i)
            answer.push_back(index.is_too_short(i));
        return answer;
    };
    EXPECT_THAT(too_short(0), ElementsAre(true, true, false, false, false, false));
    EXPECT_THAT(too_short(2), ElementsAre(true, true, true, true, false, false));
    EXPECT_THAT(too_short(3), ElementsAre(true, true, true, true, true, true));
}

TEST(seed_choice, the_cheapest_words_that_do_not_overlap)
{
    std::vector<word_cost> const words{{0, 5}, {1, 1}, {2, 9}, {3, 1}, {4, 1}, {7, 2}};
    EXPECT_THAT(cheapest_apart(words, 1, 3), ElementsAre(1U));
    EXPECT_THAT(cheapest_apart(words, 2, 3), ElementsAre(4U, 1U));
    EXPECT_THAT(cheapest_apart(words, 3, 3), ElementsAre(7U, 4U, 1U));
    EXPECT_THAT(cheapest_apart(words, 4, 3), ElementsAre());
    EXPECT_THAT(cheapest_apart({}, 1, 3), ElementsAre());
}

} // namespace ampstream::species
