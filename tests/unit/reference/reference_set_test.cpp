// SPDX-License-Identifier: BSD-3-Clause
// Rules of reference sets.
#include <ampstream/reference/reference_set.hpp>

#include <gmock/gmock.h>

namespace
{

using ampstream::reference::reference_set;

TEST(reference_set, sequences_are_upper_case_dna_in_the_order_given)
{
    reference_set set{{"domain", "genus"}};
    set.push_back("a", "acgu", {"Bacteria", "A"});
    set.push_back("", "RYNT", {"Bacteria", "B"});
    EXPECT_EQ(set.sequence(0), "ACGT");
    EXPECT_EQ(set.sequence(1), "RYNT");
    EXPECT_EQ(set.id(0), "a");
    EXPECT_EQ(set.id(1), "");
}

TEST(reference_set, a_lineage_is_all_its_names)
{
    reference_set set{{"family", "genus"}};
    set.push_back("a", "A", {"F1", "Same"});
    set.push_back("b", "A", {"F2", "Same"});
    set.push_back("c", "A", {"F1", "Same"});
    EXPECT_EQ(set.lineages().size(), 2U);
    EXPECT_EQ(set.taxon(0), set.taxon(2));
    EXPECT_NE(set.taxon(0), set.taxon(1));
}

} // namespace
