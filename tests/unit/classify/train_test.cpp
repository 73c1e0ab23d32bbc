// SPDX-License-Identifier: BSD-3-Clause
// Rules of training.
#include <ampstream/classify/train.hpp>

#include <algorithm>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

#include "classify/model_tables.hpp"
#include "classify/row_tables.hpp"
#include "classify_testing.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::classify;
using ampstream::classify::testing::made_up_reference;
using ampstream::classify::testing::naive_bayes;
using ampstream::classify::testing::random_bases;
using ampstream::classify::testing::trained;

TEST(train, every_probability_is_the_one_of_the_definition)
{
    reference::reference_set const references = made_up_reference(70, 200);
    naive_bayes const naive{references};
    model const made = trained(references);
    for (std::uint32_t genus = 0; genus < made.genera(); genus += 3)
        for (std::size_t one = 0; one < word_count; ++one)
            ASSERT_EQ(made.tables().log_probability(static_cast<word>(one), genus),
                      naive.log_probability(static_cast<word>(one), genus));
}

TEST(train, costs_never_claim_more_than_a_genus_loses)
{
    for (std::size_t const genera : {1U, 8U, 70U, 130U})
    {
        model const made = trained(made_up_reference(genera, 200));
        model_tables const & tables = made.tables();
        for (std::size_t one = 0; one < word_count; ++one)
        {
            std::uint8_t const * const row = tables.row(static_cast<word>(one));
            for (std::uint32_t genus = 0; genus < tables.genera; ++genus)
            {
                double const loss =
                    -cost_steps * static_cast<double>(tables.log_probability(static_cast<word>(one), genus));
                unsigned const code = row[tables.shape.codes_at() + genus / 2] >> (genus % 2 * 4) & 15U;
                unsigned const cost =
                    code == 0 ? tables.facts[one].absent_cost + tables.leaf_costs[genus] : tables.levels[code];
                ASSERT_LE(cost, std::max(loss, 0.0)) << one << ' ' << genus;
                ASSERT_LE(row[genus / group_width], std::max(loss, 0.0)) << one << ' ' << genus;
            }
        }
    }
}

TEST(train, counts_of_255_and_more_are_kept)
{
    reference::reference_set references{{"genus"}};
    std::string const gene = random_bases(1, 100);
    for (std::size_t const size : {254U, 255U, 256U, 300U})
        for (std::size_t i = 0; i < size; ++i)
            references.push_back("s", i == 0 ? gene + random_bases(size, 30) : gene, {"G" + std::to_string(size)});
    naive_bayes const naive{references};
    model const made = trained(references);
    EXPECT_FALSE(made.tables().large_counts.empty());
    for (std::uint32_t genus = 0; genus < made.genera(); ++genus)
        for (std::size_t one = 0; one < word_count; ++one)
            ASSERT_EQ(made.tables().log_probability(static_cast<word>(one), genus),
                      naive.log_probability(static_cast<word>(one), genus));
}

TEST(choose_levels, are_the_costs_that_occur_if_these_are_few_and_lose_least_if_they_are_many)
{
    cost_histogram costs{};
    for (std::size_t const cost : {3U, 9U, 40U, 255U})
        costs[cost] = 10;
    auto const few = choose_levels(costs);
    EXPECT_EQ(few[0], 0);
    EXPECT_EQ(few[1], 0);
    EXPECT_TRUE(std::ranges::is_sorted(few));
    for (std::size_t const cost : {3U, 9U, 40U, 255U})
        EXPECT_THAT(few, ::testing::Contains(cost));
    costs.fill(1);
    auto const many = choose_levels(costs);
    for (std::size_t code = 2; code < level_count; ++code)
        EXPECT_NEAR(many[code] - many[code - 1], 256.0 / 15, 2);
}

TEST(train, the_bytes_depend_on_references_and_source_only)
{
    reference::reference_set const references = made_up_reference(50, 300);
    model_source const source{.name = "a", .sha256 = "b", .header_format = "rdp", .path = "x/a"};
    model const one = train(references, source, exec::thread_budget{1});
    EXPECT_EQ(one.bytes(), train(references, source, exec::thread_budget{3}).bytes());
    EXPECT_NE(one.bytes(), train(references, {.name = "c"}, exec::thread_budget{1}).bytes());
}

TEST(train, sequences_and_lineages_without_a_word_are_left_out)
{
    reference::reference_set references{{"domain", "genus"}};
    references.push_back("a", random_bases(1, 300), {"Bacteria", "A"});
    references.push_back("n", "NNNNNNNNNN", {"Bacteria", "A"});
    references.push_back("m", "ACGTACG", {"Bacteria", "M"});
    references.push_back("b", random_bases(2, 300), {"Bacteria", "B"});
    model const made = trained(references);
    EXPECT_EQ(made.sequences(), 2U);
    ASSERT_EQ(made.genera(), 2U);
    EXPECT_THAT(made.lineage_of(1), ::testing::ElementsAre("Bacteria", "B"));
}

TEST(train, without_any_word_there_is_no_model)
{
    reference::reference_set references{{"domain"}};
    references.push_back("n", "NNNNNNNNNNNN", {"Bacteria"});
    EXPECT_THROW((void)trained(references), input_error);
    EXPECT_THROW((void)trained(reference::reference_set{{"domain"}}), input_error);
}

TEST(train, genera_are_numbered_so_that_those_of_a_taxon_are_neighbours)
{
    reference::reference_set references{{"domain", "family", "genus"}};
    references.push_back("1", random_bases(1, 100), {"Bacteria", "F1", "A"});
    references.push_back("2", random_bases(2, 100), {"Bacteria", "F2", "B"});
    references.push_back("3", random_bases(3, 100), {"Bacteria", "F1", "C"});
    references.push_back("4", random_bases(4, 100), {"Bacteria", "F2", "A"});
    model const made = trained(references);
    std::vector<lineage> lineages;
    for (std::size_t genus = 0; genus < made.genera(); ++genus)
        lineages.push_back(made.lineage_of(genus));
    EXPECT_THAT(lineages, ::testing::ElementsAre(lineage{"Bacteria", "F1", "A"}, lineage{"Bacteria", "F1", "C"},
                                                 lineage{"Bacteria", "F2", "B"}, lineage{"Bacteria", "F2", "A"}));
}

} // namespace
