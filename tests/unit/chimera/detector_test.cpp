// SPDX-License-Identifier: BSD-3-Clause
// Who is called a chimera; the bytes beside VSEARCH's are compared in tests/conformance/test_chimera.py.
#include <ampstream/chimera/detector.hpp>

#include <string>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/random.hpp>

namespace ampstream::chimera
{

namespace
{

constexpr std::size_t length = 200;

std::string random_sequence(std::uint64_t ordinal)
{
    random_stream draw{7, "gene", ordinal};
    std::string sequence(length, 'A');
    for (char & base : sequence)
        base = "ACGT"[draw.below(4)];
    return sequence;
}

/// Another gene of the family: one base in ten differs.
std::string relative(std::string sequence, std::uint64_t ordinal)
{
    random_stream draw{7, "relative", ordinal};
    for (std::size_t i = 0; i < sequence.size() / 10; ++i)
        sequence[draw.below(sequence.size())] = "ACGT"[draw.below(4)];
    return sequence;
}

std::string const left = random_sequence(1);
std::string const right = relative(left, 2);
std::string const chimera = left.substr(0, length / 2) + right.substr(length / 2);

unique_set family(std::uint64_t parents, std::uint64_t child)
{
    unique_set uniques;
    uniques.push_back("left", left, parents);
    uniques.push_back("right", right, parents);
    uniques.push_back("child", chimera, child);
    return uniques;
}

std::vector<verdict> denovo(unique_set const & uniques, options const & chosen = {})
{
    exec::thread_budget const budget{1};
    return denovo_detector{chosen, budget}(uniques);
}

TEST(denovo_detector, finds_a_chimera_of_more_abundant_parents)
{
    verdict const found = denovo(family(10, 1))[2];
    EXPECT_EQ(found.decided, status::chimeric);
    EXPECT_EQ(found.parent_a, 0U) << "the left one";
    EXPECT_EQ(found.parent_b, 1U);
    EXPECT_DOUBLE_EQ(found.figures.model, 100.0);
}

TEST(denovo_detector, takes_parents_of_exactly_the_skew_and_none_below)
{
    EXPECT_EQ(denovo(family(10, 5))[2].decided, status::chimeric);
    EXPECT_EQ(denovo(family(10, 6))[2].decided, status::normal);
    EXPECT_EQ(denovo(family(10, 6), {.abskew = 1.5})[2].decided, status::chimeric);
}

TEST(denovo_detector, wants_a_skew_of_16_for_uchime3)
{
    EXPECT_EQ(denovo(family(31, 2), {.method = "uchime3"})[2].decided, status::normal);
    EXPECT_EQ(denovo(family(32, 2), {.method = "uchime3"})[2].decided, status::chimeric);
}

TEST(denovo_detector, does_not_let_chimeras_be_parents)
{
    unique_set uniques = family(100, 10);
    uniques.push_back("copy", chimera, 1);
    verdict const found = denovo(uniques)[3];
    EXPECT_EQ(found.decided, status::chimeric);
    EXPECT_NE(found.parent_a, 2U);
    EXPECT_NE(found.parent_b, 2U);
}

TEST(denovo_detector, calls_what_has_too_few_votes_borderline)
{
    EXPECT_EQ(denovo(family(10, 1), {.mindiffs = 100})[2].decided, status::borderline);
    EXPECT_EQ(denovo(family(10, 1), {.mindiv = 50.0})[2].decided, status::borderline);
    EXPECT_EQ(denovo(family(10, 1), {.minh = 1e6})[2].decided, status::normal);
}

TEST(denovo_detector, wants_perfect_models_for_uchime2)
{
    std::string flawed = chimera;
    flawed[150] = flawed[150] == 'A' ? 'C' : 'A';
    unique_set uniques = family(10, 1);
    uniques.push_back("flawed", flawed, 1);
    EXPECT_EQ(denovo(uniques)[3].decided, status::chimeric);
    std::vector<verdict> const strict = denovo(uniques, {.method = "uchime2"});
    EXPECT_EQ(strict[2].decided, status::chimeric);
    EXPECT_EQ(strict[3].decided, status::normal);
}

TEST(reference_detector, gives_the_same_verdicts_with_any_threads)
{
    unique_set references;
    references.push_back("left", left, 1);
    references.push_back("right", right, 1);
    unique_set queries;
    for (std::size_t i = 0; i < 40; ++i)
        queries.push_back("q", left.substr(0, 5 * i) + right.substr(5 * i), 1);
    exec::thread_budget const one{1};
    exec::thread_budget const three{3};
    std::vector<verdict> const expected = reference_detector{{}, one}(queries, references);
    std::vector<verdict> const found = reference_detector{{}, three}(queries, references);
    ASSERT_EQ(found.size(), expected.size());
    std::size_t chimeras = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
    {
        EXPECT_EQ(found[i].decided, expected[i].decided);
        EXPECT_EQ(found[i].figures, expected[i].figures);
        chimeras += found[i].decided == status::chimeric ? 1 : 0;
    }
    EXPECT_GT(chimeras, 15U);
    EXPECT_EQ(found[0].decided, status::normal) << "it is the right gene itself";
}

TEST(reference_detector, does_not_ask_for_abundances)
{
    exec::thread_budget const budget{1};
    unique_set const references = family(1, 1000);
    unique_set queries;
    queries.push_back("child", chimera, 1000);
    EXPECT_EQ((reference_detector{{}, budget}(queries, references))[0].decided, status::normal) << "it is a reference";
    unique_set parents;
    parents.push_back("left", left, 1);
    parents.push_back("right", right, 1);
    EXPECT_EQ((reference_detector{{}, budget}(queries, parents))[0].decided, status::chimeric);
}

TEST(query_masking, is_soft_against_a_reference_when_dust_is_asked_for)
{
    EXPECT_EQ(options{}.query_masking(false), kmer::masking::dust);
    EXPECT_EQ(options{}.query_masking(true), kmer::masking::soft);
    EXPECT_EQ(options{.qmask = "none"}.query_masking(true), kmer::masking::none);
}

TEST(options, are_refused_out_of_range)
{
    exec::thread_budget const budget{1};
    EXPECT_THROW((denovo_detector{{.method = "perseus"}, budget}), usage_error);
    EXPECT_THROW((denovo_detector{{.abskew = 0.5}, budget}), usage_error);
    EXPECT_THROW((reference_detector{{.dbmask = "hard"}, budget}), usage_error);
}

} // namespace

} // namespace ampstream::chimera
