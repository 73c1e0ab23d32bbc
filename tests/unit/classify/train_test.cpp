// SPDX-License-Identifier: BSD-3-Clause
// Rules of training.
#include <ampstream/classify/train.hpp>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

#include "classify/model_tables.hpp"
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

TEST(train, bounds_never_claim_more_than_a_genus_of_the_group_loses)
{
    for (std::size_t const genera : {1U, 8U, 70U})
    {
        model const made = trained(made_up_reference(genera, 200));
        model_tables const & tables = made.tables();
        for (std::size_t one = 0; one < word_count; ++one)
            for (std::uint32_t genus = 0; genus < tables.genera; ++genus)
            {
                std::size_t const group = genus / group_width;
                int const claimed =
                    tables.bounds[(group / tile_width * word_count + one) * tile_width + group % tile_width];
                double const deficit = static_cast<double>(tables.highest[one]) -
                                       static_cast<double>(tables.log_probability(static_cast<word>(one), genus));
                ASSERT_GE(deficit, 0.0);
                ASSERT_LE(claimed / deficit_steps, deficit) << one << ' ' << genus;
            }
    }
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
