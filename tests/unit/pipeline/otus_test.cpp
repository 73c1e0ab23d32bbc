// SPDX-License-Identifier: BSD-3-Clause
// Clusters, chimeras, and the fate of the reads in them.
#include <ampstream/pipeline/otus.hpp>

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline_testing.hpp"

namespace ampstream::pipeline
{

namespace
{

using ampstream::testing::listener;
using ampstream::testing::random_bases;
using ::testing::ElementsAre;

struct otus_test : ::testing::Test
{
    /// Two parents, a near copy of the first, and a chimera of both, in two samples.
    otus_test()
    {
        std::string near = left;
        near[50] = near[50] == 'A' ? 'C' : 'A';
        add("a.1", left, 60, 40);
        add("a.2", right, 80, 0);
        add("b.1", left.substr(0, 200) + right.substr(200), 3, 6);
        add("a.3", near, 0, 4);
    }

    void add(std::string const & label, std::string const & sequence, std::uint64_t in_a, std::uint64_t in_b)
    {
        std::vector<sample_count> counts;
        if (in_a > 0)
            counts.push_back({0, in_a});
        if (in_b > 0)
            counts.push_back({1, in_b});
        uniques.push_back(label, sequence, in_a + in_b, counts);
    }

    otu_set make(options const & chosen = {})
    {
        exec::thread_budget const budget{1};
        stage_files files{""};
        return make_otus(uniques, chosen, files, budget, watcher);
    }

    std::mt19937 draw{3};
    std::string const left = random_bases(draw, 400);
    std::string const right = random_bases(draw, 400);
    unique_set uniques{};
    listener watcher{};
};

read_tracking two_samples()
{
    return testing::tracking_of({{"a", {{"pairs", 143}}}, {"b", {{"pairs", 50}}}});
}

} // namespace

TEST_F(otus_test, a_chimera_of_two_centroids_is_no_otu)
{
    otu_set const otus = make();
    EXPECT_THAT(otus.sizes, ElementsAre(104, 80, 9));
    EXPECT_THAT(otus.verdicts,
                ElementsAre(chimera::status::normal, chimera::status::normal, chimera::status::chimeric));
    EXPECT_THAT(otus.kept, ElementsAre(0, 1));
    EXPECT_EQ(otus.count(chimera::status::chimeric), 1U);
}

TEST_F(otus_test, without_the_check_every_cluster_is_an_otu)
{
    options chosen;
    chosen.remove_chimeras = false;
    EXPECT_THAT(make(chosen).kept, ElementsAre(0, 1, 2));
}

TEST_F(otus_test, otus_come_by_the_size_of_their_cluster_not_of_their_centroid)
{
    add("a.9", random_bases(draw, 400), 3, 0);
    std::string const late = random_bases(draw, 400);
    add("b.8", late, 2, 0);
    std::string member = late;
    std::swap(member[10], member[11]);
    add("b.9", member, 2, 0);
    otu_set const otus = make();
    EXPECT_THAT(otus.kept, ElementsAre(0, 1, 4, 3));
}

TEST_F(otus_test, every_read_of_the_pool_is_in_an_otu_or_lost_to_a_verdict)
{
    auto tracking = two_samples();
    track_otus(uniques, make(), tracking);
    EXPECT_EQ(tracking.count(0, "lost_chimera"), 3U);
    EXPECT_EQ(tracking.count(1, "lost_chimera"), 6U);
    EXPECT_EQ(tracking.count(0, "in_otus"), 140U);
    EXPECT_EQ(tracking.count(1, "in_otus"), 44U);
    EXPECT_NO_THROW(check_sums(tracking));
}

TEST(otu_name, counts_from_one)
{
    EXPECT_EQ(otu_name(0), "OTU_1");
    EXPECT_EQ(otu_name(41), "OTU_42");
}

} // namespace ampstream::pipeline
