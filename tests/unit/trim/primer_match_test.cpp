// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/trim/primer_match.hpp>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

using namespace ampstream::trim;

namespace
{

std::optional<primer_match>
find(std::string_view primer, read_end end, std::string_view sequence, match_rules rules = {}, bool wildcards = false)
{
    coded_read read{wildcards};
    read.assign(sequence);
    return primer_matcher{primer, end, rules}.find(read);
}

constexpr auto five = read_end::five_prime;
constexpr auto three = read_end::three_prime;
constexpr std::string_view forward = "CCTACGGGNGGCWGCAG"; // 17 bases, one N: 16 count for the errors

} // namespace

TEST(find_primer, an_exact_primer_at_the_start_is_found_there)
{
    auto const found = find(forward, five, "CCTACGGGAGGCAGCAGTTTT");
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (primer_match{0, 17, 17, 0, 17}));
}

TEST(find_primer, a_primer_floats_behind_a_spacer)
{
    auto const found = find(forward, five, "TTTTTCCTACGGGAGGCAGCAGTTTT");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->begin, 5U);
    EXPECT_EQ(found->end, 22U);
}

TEST(find_primer, an_error_exactly_at_the_limit_is_kept)
{
    EXPECT_TRUE(find(forward, five, "TTCCTACGGGAGGCAGCTGTTTT"));  // 1 of floor(1.6)
    EXPECT_FALSE(find(forward, five, "TTCCTACGGGAGGCACCTGTTTT")); // 2
}

TEST(find_primer, an_n_of_the_primer_does_not_count_for_the_errors_allowed)
{
    // 20 bases allow 2 errors; with an N 19 remain and allow 1
    EXPECT_EQ((primer_matcher{"ACGTACGTACGTACGTACGT", five, {}}.most_errors()), 2U);
    EXPECT_EQ((primer_matcher{"ACGTACGTNCGTACGTACGT", five, {}}.most_errors()), 1U);
}

TEST(find_primer, an_error_number_of_one_or_more_is_for_the_whole_primer)
{
    EXPECT_EQ((primer_matcher{forward, five, {.error_rate = 3}}.most_errors()), 3U);
}

TEST(find_primer, a_partial_primer_counts_from_the_overlap_on)
{
    EXPECT_FALSE(find(forward, five, "AGTTTTTTTT"));
    EXPECT_EQ(find(forward, five, "CAGTTTTTTT")->end, 3U);
    EXPECT_FALSE(find(forward, three, "TTTTTTTTCC"));
    EXPECT_EQ(find(forward, three, "TTTTTTTCCT")->begin, 7U);
    EXPECT_FALSE(find(forward, five, "CAGTTTTTTT", {.overlap = 4}));
}

TEST(find_primer, a_whole_primer_beats_a_partial_one_before_it)
{
    auto const found = find(forward, five, "CAGTTCCTACGGGAGGCAGCAGTTTT");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->begin, 5U);
}

TEST(find_primer, of_two_whole_primers_far_apart_the_first_is_taken_even_with_an_error)
{
    std::string const worse = "CCTACGGGAGGCAGCAC";
    std::string const exact = "CCTACGGGAGGCAGCAG";
    EXPECT_EQ(find(forward, five, worse + "TTTTTTTTTTTT" + exact + "T")->begin, 0U);
    EXPECT_EQ(find(forward, three, "T" + worse + "TTTTTTTTTTTT" + exact)->begin, 1U);
}

TEST(find_primer, an_n_in_a_read_is_matched_by_an_n_of_the_primer_only)
{
    EXPECT_TRUE(find(forward, five, "CCTACGGGNGGCAGCAGTTTT"));
    EXPECT_FALSE(find(forward, five, "NNTACGGGAGGCAGCAGTTTT", {.overlap = 17}));
    EXPECT_TRUE(find(forward, five, "NNTACGGGAGGCAGCAGTTTT", {.overlap = 17}, true));
    EXPECT_FALSE(find(forward, five, "RRTACGGGAGGCAGCAGTTTT", {.overlap = 17}, true));
}

TEST(find_primer, lower_case_and_uracil_are_the_same_bases)
{
    EXPECT_EQ(find(forward, five, "ccuacgggaggcagcagtttt")->score, 17);
}

TEST(find_primer, an_anchored_primer_is_whole_and_at_the_very_end)
{
    EXPECT_TRUE(find(forward, five, "CCTACGGGAGGCAGCAG", {.is_anchored = true}));
    EXPECT_FALSE(find(forward, five, "TCCTACGGGAGGCAGCAG", {.is_anchored = true}));
    EXPECT_FALSE(find(forward, five, "CTACGGGAGGCAGCAG", {.is_anchored = true}));
    EXPECT_EQ(find(forward, three, "TCCTACGGGAGGCAGCAG", {.is_anchored = true})->begin, 1U);
    EXPECT_FALSE(find(forward, three, "CCTACGGGAGGCAGCAGT", {.is_anchored = true}));
}

TEST(find_primer, a_missing_base_is_one_error_when_indels_are_allowed)
{
    std::string const deleted = "TTCCTACGGAGGCAGCAGTTTT";
    EXPECT_FALSE(find(forward, five, deleted, {.overlap = 17}));
    auto const found = find(forward, five, deleted, {.overlap = 17, .allows_indels = true});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->errors, 1U);
    EXPECT_EQ(found->end, 18U);
}

TEST(find_primer, reads_shorter_than_the_primer_and_empty_reads_are_no_trouble)
{
    for (bool const indels : {false, true})
        for (bool const anchored : {false, true})
            for (read_end const end : {five, three})
                for (std::string_view const read : {"", "C", "CC", "CAG"})
                    (void)find(forward, end, read, {.allows_indels = indels, .is_anchored = anchored});
    EXPECT_FALSE(find(forward, five, ""));
    EXPECT_TRUE(find(forward, five, "CAG"));
}

TEST(find_primer, the_search_starts_where_it_is_told_and_counts_from_the_start_of_the_read)
{
    coded_read read{false};
    read.assign("ACGTACGTACTTTTTACGTACGTAC");
    primer_matcher const matcher{"ACGTACGTAC", three, {}};
    EXPECT_EQ(matcher.find(read)->begin, 0U);
    EXPECT_EQ(matcher.find(read, 10)->begin, 15U);
}

/// The scan over blocks of offsets gives what alignment with prohibitive gaps would: compared by brute force.
TEST(find_primer, scanning_in_blocks_equals_looking_at_each_offset)
{
    ampstream::random_stream draw{1, "find_primer", 0};
    for (int round = 0; round < 2000; ++round)
    {
        std::string primer;
        for (std::uint64_t i = 0, length = 8 + draw.below(30); i < length; ++i)
            primer += "ACGT"[draw.below(4)];
        std::string read;
        for (std::uint64_t i = 0, length = draw.below(200); i < length; ++i)
            read += "ACGT"[draw.below(4)];
        if (draw.below(2) == 0)
            read.insert(draw.below(read.size() + 1), primer);
        std::optional<std::size_t> first;
        for (std::size_t offset = 0; offset + primer.size() <= read.size() && !first; ++offset)
            if (read.compare(offset, primer.size(), primer) == 0)
                first = offset;
        auto const found = find(primer, five, read, {.error_rate = 0.0, .overlap = primer.size()});
        ASSERT_EQ(found.has_value(), first.has_value());
        EXPECT_EQ(found ? found->begin : 0U, first.value_or(0));
    }
}
