// SPDX-License-Identifier: BSD-3-Clause
// Records of the .uc format; the bytes beside VSEARCH's are compared in tests/conformance/test_cluster.py.
#include <ampstream/cluster/uc.hpp>

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::cluster
{

namespace
{

using testing::ElementsAre;

TEST(cluster_sizes, are_abundances_or_numbers_of_members)
{
    unique_set uniques;
    for (std::uint64_t const abundance : {7U, 5U, 3U})
        uniques.push_back("u", "ACGT", abundance);
    clustering const partition{.centroids = {0, 1}, .cluster_of = {0, 1, 0}};
    EXPECT_THAT(cluster_sizes(uniques, partition, true), ElementsAre(10, 5));
    EXPECT_THAT(cluster_sizes(uniques, partition, false), ElementsAre(2, 1));
}

TEST(write_uc, has_a_record_for_each_unique_then_one_for_each_cluster)
{
    unique_set uniques;
    uniques.push_back("a", "ACGTACGT", 4);
    uniques.push_back("b", "ACGTACG", 2);
    uniques.push_back("c", "ACGTACGT", 1);
    result clustered;
    clustered.partition = {.centroids = {0}, .cluster_of = {0, 0, 0}};
    clustered.memberships = {
        {},
        {.identity = 99.25,
         .is_reversed = true,
         .counts = {.columns = 8, .matches = 7},
         .path = {{align::column::match, 7}, {align::column::target_only, 1}}},
        {.identity = 100.0, .counts = {.columns = 8, .matches = 8}, .path = {{align::column::match, 8}}}};
    std::string text;
    write_uc(
        uniques, clustered, {7}, [&](std::size_t i) { return std::string{uniques.label(i)}; },
        [&](std::string_view piece) { text += piece; }, exec::thread_budget{2});
    EXPECT_EQ(text, "S\t0\t8\t*\t*\t*\t*\t*\ta\t*\n"
                    "H\t0\t7\t99.2\t-\t0\t0\t7MI\tb\ta\n"
                    "H\t0\t8\t100.0\t+\t0\t0\t=\tc\ta\n"
                    "C\t0\t7\t*\t*\t*\t*\t*\ta\t*\n");
}

} // namespace

} // namespace ampstream::cluster
