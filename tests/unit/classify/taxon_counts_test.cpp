// SPDX-License-Identifier: BSD-3-Clause
// Rules of counting queries by taxon.
#include <ampstream/classify/taxon_counts.hpp>

#include <array>

#include <gmock/gmock.h>

#include "classify_testing.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::classify;
using ampstream::classify::testing::random_bases;
using ampstream::classify::testing::trained;

model small_model()
{
    reference::reference_set references{{"domain", "genus"}};
    references.push_back("a", random_bases(1, 100), {"Archaea", "A"});
    references.push_back("b", random_bases(2, 100), {"Bacteria", "B"});
    references.push_back("c", random_bases(3, 100), {"Bacteria", "C"});
    return trained(references);
}

outcome called(std::uint32_t genus, double domain, double confidence)
{
    return {.call = {.calls = {{"x", domain}, {"y", confidence}}}, .genus = genus};
}

TEST(taxon_counts, the_lowest_taxon_is_the_last_with_enough_confidence)
{
    taxon_counts const counts{small_model()};
    EXPECT_EQ(counts.lowest_taxon(called(2, 1.0, 0.8), 0.8), 5U);
    EXPECT_EQ(counts.lowest_taxon(called(2, 1.0, 0.79), 0.8), 3U);
    EXPECT_EQ(counts.lowest_taxon(called(2, 0.5, 0.4), 0.8), 0U);
}

TEST(taxon_counts, a_taxon_counts_what_is_below_it_and_says_what_stopped_there)
{
    taxon_counts counts{small_model()};
    counts.add(std::array{5U, 5U, 3U});
    counts.add(std::array{0U});
    EXPECT_EQ(counts.table("s.fa"),
              "taxid\tlineage\tname\trank\ts.fa\n"
              "0\tnull\tRoot\trootrank\t4\n"
              "-1\tRoot;rootrank;unclassified_Root;;\tunclassified_Root\t\t1\n"
              "3\tRoot;rootrank;Bacteria;domain;\tBacteria\tdomain\t3\n"
              "-4\tRoot;rootrank;Bacteria;domain;unclassified_Bacteria;;\tunclassified_Bacteria\t\t1\n"
              "5\tRoot;rootrank;Bacteria;domain;C;genus;\tC\tgenus\t2\n");
}

TEST(taxon_counts, without_queries_there_is_a_header_only)
{
    EXPECT_EQ(taxon_counts{small_model()}.table("s"), "taxid\tlineage\tname\trank\ts\n");
}

} // namespace
