// SPDX-License-Identifier: BSD-3-Clause
// Rules of sorting; the bytes beside VSEARCH's are compared in tests/conformance/test_sort.py.
#include <ampstream/sort/sorter.hpp>

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream::sort
{

namespace
{

using records = std::vector<std::pair<std::string, std::string>>;
using testing::ElementsAre;
using testing::HasSubstr;

sorted sort(records const & reads, options const & chosen = {})
{
    sorter gather{chosen};
    read_batch batch;
    for (std::size_t i = 0; i < reads.size(); ++i)
        batch.push_back(reads[i].first, reads[i].second, {}, i + 1);
    gather.add(batch, "a.fasta");
    return std::move(gather).finish();
}

std::vector<std::string> labels(sorted const & done)
{
    std::vector<std::string> list;
    for (std::size_t i = 0; i < done.sequences.size(); ++i)
        list.emplace_back(done.sequences.label(i));
    return list;
}

} // namespace

TEST(sorter, abundance_then_label_bytes_then_input_order)
{
    EXPECT_THAT(labels(sort({{"s1;size=5", "A"}, {"x", "C"}, {"s10;size=5 text", "G"}, {"y;size=9", "T"}, {"x", "A"}})),
                ElementsAre("y;size=9", "s10;size=5", "s1;size=5", "x", "x"));
    sorted const twins = sort({{"x", "C"}, {"x", "A"}});
    EXPECT_EQ(twins.sequences.sequence(0), "C");
}

TEST(sorter, length_then_abundance_then_label)
{
    EXPECT_THAT(labels(sort({{"b", "AC"}, {"a", "AC"}, {"c;size=2", "AC"}, {"d", "ACG"}, {"e;size=9", "A"}},
                            {.sortbylength = true})),
                ElementsAre("d", "c;size=2", "a", "b", "e;size=9"));
}

TEST(sorter, limits_are_inclusive_and_counted)
{
    sorted const done =
        sort({{"a", ""}, {"b;size=2", "AC"}, {"c;size=3", "AC"}, {"d;size=4", "AC"}, {"e;size=5", "AC"}, {"f", "ACGT"}},
             {.maxseqlength = 3, .minsize = 3, .maxsize = 4});
    EXPECT_THAT(labels(done), ElementsAre("d;size=4", "c;size=3"));
    EXPECT_EQ(done.counted,
              (stats{.sequences = 6, .kept = 2, .too_short = 1, .too_long = 1, .too_rare = 1, .too_abundant = 1}));
}

TEST(sorter, the_median_is_of_all_that_passed_before_topn)
{
    sorted const done = sort({{"a;size=1", "A"}, {"b;size=2", "A"}, {"c;size=9", "A"}, {"d;size=7", "A"}}, {.topn = 1});
    EXPECT_THAT(labels(done), ElementsAre("c;size=9"));
    EXPECT_EQ(done.median, 4.5);
    EXPECT_EQ(done.counted.beyond_top, 3U);
    EXPECT_EQ(sort({{"a", "ACG"}, {"b", "AC"}, {"c", "A"}}, {.sortbylength = true}).median, 2.0);
    EXPECT_EQ(sort({}).median, 0.0);
}

TEST(sorter, letters_stay_as_they_are)
{
    EXPECT_EQ(sort({{"a", "acgTUn"}}).sequences.sequence(0), "acgTUn");
}

TEST(sorter, an_abundance_of_zero_names_file_and_record)
{
    try
    {
        (void)sort({{"a", "A"}, {"b;size=0", "A"}});
        FAIL();
    }
    catch (input_error const & problem)
    {
        EXPECT_THAT(problem.what(), HasSubstr("a.fasta: record 2 (b;size=0)"));
    }
}

TEST(options, orders_and_their_limits_exclude_each_other)
{
    EXPECT_THROW((options{.sortbysize = true, .sortbylength = true}.validate()), usage_error);
    EXPECT_THROW((options{.sortbylength = true, .minsize = 2}.validate()), usage_error);
    EXPECT_THROW((options{.sortbylength = true, .maxsize = 2}.validate()), usage_error);
    EXPECT_THROW((options{.topn = 0}.validate()), usage_error);
    EXPECT_NO_THROW((options{.sortbylength = true, .minseqlength = 0}.validate()));
}

} // namespace ampstream::sort
