// SPDX-License-Identifier: BSD-3-Clause
// Which sequences are clustered, and with which abundance.
#include <ampstream/cluster/intake.hpp>

#include <string>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream::cluster
{

namespace
{

TEST(intake, leaves_out_and_counts_sequences_beyond_the_limits)
{
    intake gather{{.minseqlength = 4, .maxseqlength = 6}};
    read_batch batch;
    std::uint64_t record = 0;
    for (std::size_t length : {3U, 4U, 6U, 7U, 7U})
        batch.push_back("r" + std::to_string(length), std::string(length, 'A'), {}, ++record);
    gather.add(batch);
    EXPECT_EQ(gather.counted(), (intake_stats{.sequences = 5, .taken = 2, .too_short = 1, .too_long = 2}));
    EXPECT_EQ(std::move(gather).finish().size(), 2U);
}

TEST(intake, takes_the_abundance_of_the_label_or_one)
{
    intake gather{{.minseqlength = 1}};
    read_batch batch;
    batch.push_back("a;size=12;ee=1 some text", "ACGT", {}, 1);
    batch.push_back("b ;size=3", "ACGT", {}, 2);
    gather.add(batch);
    unique_set const uniques = std::move(gather).finish();
    EXPECT_EQ(uniques.label(0), "a;size=12;ee=1");
    EXPECT_EQ(uniques.abundance(0), 12U);
    EXPECT_EQ(uniques.abundance(1), 1U) << "the label ends at the blank";
}

TEST(length_limits, must_be_positive)
{
    EXPECT_THROW(length_limits{.minseqlength = 0}.validate(), usage_error);
    EXPECT_NO_THROW(length_limits{}.validate());
}

} // namespace

} // namespace ampstream::cluster
