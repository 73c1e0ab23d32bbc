// SPDX-License-Identifier: BSD-3-Clause
// The part between two primers.
#include <ampstream/refdb/region.hpp>

#include <gtest/gtest.h>

using namespace ampstream;
using namespace ampstream::refdb;

namespace
{

trim::primer_set const both{.forward = {.name = "f", .sequence = "ACGTACGGTT"},
                            .reverse = {.name = "r", .sequence = "GGATCCAAGT"}}; // ACTTGGATCC in the gene

std::string cut(std::string_view gene, trim::primer_set const & primers = both, double rate = 0.2)
{
    trim::coded_read buffer{false};
    auto const found = region_cutter{primers, rate}(gene, buffer);
    return found ? std::string{*found} : "none";
}

} // namespace

TEST(region_cutter, leaves_what_lies_between_the_primers)
{
    EXPECT_EQ(cut("TTTTACGTACGGTTCAGCAGCAGACTTGGATCCTTTT"), "CAGCAGCAG");
}

TEST(region_cutter, allows_mismatches_up_to_the_rate)
{
    EXPECT_EQ(cut("TTTTACGTACGGAACAGCAGCAGACTTGGATCCTTTT"), "CAGCAGCAG");
    EXPECT_EQ(cut("TTTTACGTACGCAACAGCAGCAGACTTGGATCCTTTT"), "none");
    EXPECT_EQ(cut("TTTTACGTACGGTACAGCAGCAGACTTGGATCCTTTT", both, 0.0), "none");
}

TEST(region_cutter, takes_the_place_with_the_fewest_mismatches)
{
    EXPECT_EQ(cut("ACGTACGGAACCCCCCCCCCCCACGTACGGTTCAGCAGCAGACTTGGATCC"), "CAGCAGCAG");
}

TEST(region_cutter, wants_whole_primers_the_reverse_one_behind_the_forward_one)
{
    EXPECT_EQ(cut("GTACGGTTCAGCAGCAGACTTGGATCC"), "none");
    EXPECT_EQ(cut("ACGTACGGTTCAGCAGCAGACTTGG"), "none");
    EXPECT_EQ(cut("ACTTGGATCCTTTTACGTACGGTTCAGCAGCAG"), "none");
    EXPECT_EQ(cut(""), "none");
}

TEST(region_cutter, cuts_at_one_side_with_one_primer)
{
    EXPECT_EQ(cut("TTTTACGTACGGTTCAGCAGCAGACTTGGATCC", {.forward = both.forward}), "CAGCAGCAGACTTGGATCC");
    EXPECT_EQ(cut("TTTTCAGCAGCAGACTTGGATCCTT", {.reverse = both.reverse}), "TTTTCAGCAGCAG");
}

TEST(region_cutter, takes_unknown_bases_for_mismatches)
{
    EXPECT_EQ(cut("NNNNNNNNNNCAGCAGCAGACTTGGATCC"), "none");
}
