// SPDX-License-Identifier: BSD-3-Clause
// Rules of SINTAX; names and confidences beside VSEARCH's are compared in tests/conformance/test_sintax.py.
#include <ampstream/sintax/voter.hpp>

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>

namespace ampstream::sintax
{

namespace
{

using testing::ElementsAre;

std::string sequence(std::uint64_t seed, std::size_t length)
{
    random_stream random{seed, "test", 0};
    std::string text(length, 'A');
    for (char & letter : text)
        letter = "ACGT"[random.below(4)];
    return text;
}

std::string row(std::vector<std::pair<std::string, std::string>> const & known,
                std::string const & query,
                options const & chosen = {})
{
    reference set{chosen};
    read_batch batch;
    for (auto const & [header, letters] : known)
        batch.push_back(header, letters, {}, batch.size() + 1);
    set.add(batch);
    std::string text;
    append_row(text, "q", voter{chosen, set}(query, 1), chosen.sintax_cutoff);
    return text;
}

} // namespace

TEST(names_of, takes_ranks_by_their_letters)
{
    EXPECT_THAT(names_of("r;tax=d:A b,p:B,g:C;size=3"), ElementsAre("A b", "", "B", "", "", "", "C", ""));
    EXPECT_THAT(names_of("r text;tax=d:A,d:B,x:C,s:"), ElementsAre("B", "", "", "", "", "", "", ""));
    EXPECT_THAT(names_of("r;xtax=d:A"), ElementsAre("", "", "", "", "", "", "", ""));
}

TEST(voter, a_reference_sequence_is_called_by_its_own_names)
{
    EXPECT_EQ(row({{"a;tax=d:B,g:G", sequence(1, 100)}, {"b;tax=d:B,g:H", sequence(2, 100)}}, sequence(2, 100)),
              "q\td:B(1.00),g:H(1.00)\t+\n");
}

TEST(voter, the_shorter_then_the_first_of_equals_wins)
{
    std::string const base = sequence(3, 100);
    EXPECT_EQ(row({{"a;tax=g:Long", base + "ACGT"}, {"b;tax=g:First", base}, {"c;tax=g:Second", base}}, base),
              "q\tg:First(1.00)\t+\n");
}

TEST(voter, fewer_than_32_distinct_words_are_not_called)
{
    std::string const base = sequence(4, 100);
    EXPECT_EQ(row({{"a;tax=g:G", base}}, base.substr(0, 38)), "q\t\t\n");
    EXPECT_EQ(row({{"a;tax=g:G", base}}, base.substr(0, 39)), "q\tg:G(1.00)\t+\n");
}

TEST(voter, a_query_that_shares_few_words_is_not_called)
{
    EXPECT_EQ(row({{"a;tax=g:G", sequence(5, 100)}}, sequence(6, 100)), "q\t\t\n");
}

TEST(voter, the_other_strand_is_tried_when_asked_for)
{
    std::string const base = sequence(7, 100);
    EXPECT_EQ(row({{"a;tax=g:G", base}}, reverse_complement(base)), "q\t\t\n");
    EXPECT_EQ(row({{"a;tax=g:G", base}}, reverse_complement(base), {.strand = "both"}), "q\tg:G(1.00)\t-\n");
}

TEST(voter, the_name_most_rounds_have_wins_and_ends_the_others)
{
    std::string const left = sequence(8, 60);
    std::string const right = sequence(9, 120);
    std::string const both = left + right;
    // Two thirds of the words are the second one's.
    std::string const text = row({{"a;tax=d:B,g:G", left}, {"b;tax=d:B,g:H", right}}, both);
    EXPECT_THAT(text, testing::MatchesRegex("q\td:B\\(1\\.00\\),g:H\\((0\\.[5-9][0-9]|1\\.00)\\)\t\\+\n"));
}

TEST(append_row, confident_names_end_before_the_first_below_the_cut_off)
{
    call const called{.is_found = true, .votes = {{'d', "B", 100}, {'p', "P", 79}, {'g', "G", 90}}};
    std::string text;
    append_row(text, "q", called, 0.8);
    append_row(text, "q", {}, 0.8);
    EXPECT_EQ(text, "q\td:B(1.00),p:P(0.79),g:G(0.90)\t+\td:B\nq\t\t\t\n");
}

TEST(options, a_cut_off_is_a_fraction)
{
    EXPECT_THROW((options{.sintax_cutoff = 1.5}.validate()), usage_error);
    EXPECT_NO_THROW((options{.sintax_cutoff = 1.0}.validate()));
}

} // namespace ampstream::sintax
