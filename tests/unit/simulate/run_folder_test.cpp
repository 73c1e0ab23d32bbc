// SPDX-License-Identifier: BSD-3-Clause
// Names and places of a run.
#include <ampstream/simulate/run_folder.hpp>

#include <set>
#include <tuple>

#include <gtest/gtest.h>

namespace ampstream::simulate
{

TEST(share_of_lane, lanes_cover_all_pairs_once)
{
    for (std::uint64_t const pairs : {0U, 1U, 7U, 8U, 1000U})
        for (std::uint64_t const lanes : {1U, 3U, 8U})
        {
            std::uint64_t next = 0;
            for (std::uint64_t lane = 0; lane < lanes; ++lane)
            {
                auto const share = share_of_lane(pairs, lane, lanes);
                EXPECT_EQ(share.first, next);
                next += share.pairs;
            }
            EXPECT_EQ(next, pairs);
        }
}

TEST(flowcell_map, no_two_pairs_of_a_lane_share_a_place)
{
    std::vector<std::uint64_t> const depths{1, 30000, 77, 60000};
    flowcell_map const map{4, depths.size(), 60000};
    std::set<std::tuple<std::size_t, std::uint64_t, std::uint64_t>> taken;
    std::uint64_t pairs = 0;
    for (std::size_t sample = 0; sample < depths.size(); ++sample)
        for (std::uint64_t i = 0; i < depths[sample]; ++i, ++pairs)
        {
            auto const place = map.place_of(sample, i, depths[sample], mix64(pairs));
            ASSERT_LT(place.tile, 4U);
            ASSERT_TRUE(place.x >= 1000 && place.x < 29000 && place.y >= 1000 && place.y < 29000);
            taken.emplace(place.tile, place.x, place.y);
        }
    EXPECT_EQ(taken.size(), pairs);
}

TEST(flowcell_map, the_pairs_of_a_sample_come_tile_by_tile)
{
    flowcell_map const map{5, 2, 1000};
    auto last = map.place_of(1, 0, 1000, 0);
    for (std::uint64_t i = 1; i < 1000; ++i)
    {
        auto const place = map.place_of(1, i, 1000, mix64(i));
        EXPECT_TRUE(place.tile > last.tile || (place.tile == last.tile && place.y >= last.y));
        last = place;
    }
    EXPECT_EQ(last.tile, 4U);
}

TEST(fastq_name, is_bcl2fastqs)
{
    EXPECT_EQ(fastq_name("A-1", 12, 3, 2), "A-1_S12_L003_R2_001.fastq.gz");
}

} // namespace ampstream::simulate
