// SPDX-License-Identifier: BSD-3-Clause
// Rules of tables from hits.
#include <ampstream/table/hit_counts.hpp>

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::table
{

namespace
{

using testing::ElementsAre;
using testing::HasSubstr;

input_location const here{.file = "q.fasta", .record = 5};

} // namespace

TEST(hit_counts, queries_count_by_target_and_sample_with_their_abundance)
{
    hit_counts counts{'.'};
    counts.add("B.1;size=3", "OTU_2;size=9", here);
    counts.add("A.1", "OTU_10", here);
    counts.add("x;sample=B", "t;otu=OTU_2", here);
    feature_table const table = counts.finish();
    EXPECT_THAT(table.features, ElementsAre("OTU_10", "OTU_2"));
    EXPECT_THAT(table.samples, ElementsAre("A", "B"));
    EXPECT_THAT(table.counts[0], ElementsAre(sample_count{0, 1}));
    EXPECT_THAT(table.counts[1], ElementsAre(sample_count{1, 4}));
}

TEST(hit_counts, a_query_without_sample_and_a_target_without_name_are_errors)
{
    hit_counts counts{'.'};
    for (auto const & [query, target] : {std::pair{"reads", "OTU_1"}, std::pair{"A.1", ";size=3"}})
        try
        {
            counts.add(query, target, here);
            FAIL() << query;
        }
        catch (input_error const & problem)
        {
            EXPECT_THAT(problem.what(), HasSubstr("q.fasta: record 5"));
        }
}

TEST(hit_counts, counts_in_parts_add_up_to_counts_in_one)
{
    hit_counts whole{'.'};
    hit_counts sum{'.'};
    for (int part = 0; part < 3; ++part)
    {
        hit_counts counts{'.'};
        for (int i = 0; i < 5; ++i)
            for (hit_counts * const one : {&whole, &counts})
                one->add(std::string{"AB"[i % 2]} + ".1;size=" + std::to_string(1 + i), "t" + std::to_string(part * i),
                         here);
        sum.add(std::move(counts));
    }
    feature_table const expected = whole.finish();
    feature_table const found = sum.finish();
    EXPECT_EQ(found.features, expected.features);
    EXPECT_EQ(found.samples, expected.samples);
    EXPECT_EQ(found.counts, expected.counts);
    EXPECT_EQ(found.features.size(), 7U);
}

TEST(hit_counts, nothing_gives_nothing)
{
    EXPECT_TRUE(hit_counts{'.'}.finish().features.empty());
}

} // namespace ampstream::table
