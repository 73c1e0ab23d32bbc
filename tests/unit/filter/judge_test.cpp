// SPDX-License-Identifier: BSD-3-Clause
// Rules of trimming to size and filtering.
#include <ampstream/filter/judge.hpp>

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/filter/read_filter.hpp>

namespace ampstream::filter
{

namespace
{

verdict judge_one(std::string const & bases,
                  std::string const & qualities,
                  options const & limits,
                  std::string const & header = "r")
{
    return judge({header, bases, qualities}, limits);
}

} // namespace

TEST(judge, strips_before_it_truncates)
{
    options limits;
    limits.stripleft = 2;
    limits.stripright = 3;
    limits.trunclen = 4;
    verdict const cut = judge_one("ACGTACGTAC", "IIIIIIIIII", limits);
    EXPECT_EQ(cut.begin, 2U);
    EXPECT_EQ(cut.length, 4U);
    EXPECT_EQ(cut.why, reason::kept);
    limits.trunclen = 6;
    EXPECT_EQ(judge_one("ACGTACGTAC", "IIIIIIIIII", limits).why, reason::too_short);
    limits.trunclen.reset();
    limits.trunclen_keep = 6;
    EXPECT_EQ(judge_one("ACGTACGTAC", "IIIIIIIIII", limits).length, 5U);
}

TEST(judge, stripping_more_than_there_is_leaves_nothing)
{
    options limits;
    limits.stripleft = 8;
    limits.stripright = 8;
    verdict const cut = judge_one("ACGTACGTAC", "IIIIIIIIII", limits);
    EXPECT_EQ(cut.length, 0U);
    EXPECT_EQ(cut.why, reason::too_short);
    limits.minlen = 0;
    EXPECT_EQ(judge_one("ACGTACGTAC", "IIIIIIIIII", limits).why, reason::kept);
}

TEST(judge, cuts_before_the_first_base_at_truncqual)
{
    options limits;
    limits.truncqual = 2;
    EXPECT_EQ(judge_one("ACGTA", "II$#I", limits).length, 3U);
}

TEST(judge, cuts_before_the_errors_exceed_truncee)
{
    options limits;
    limits.truncee = 0.25;
    verdict const cut = judge_one("ACGTA", "+++++", limits); // Q10: 0.1 each
    EXPECT_EQ(cut.length, 2U);
    EXPECT_NEAR(cut.expected_errors, 0.2, 1e-12);
}

TEST(judge, expected_errors_exactly_at_the_limit_are_kept)
{
    options limits;
    limits.maxee = 0.1;
    EXPECT_EQ(judge_one("A", "+", limits).why, reason::kept);
    limits.maxee = 0.09999999999999999;
    EXPECT_EQ(judge_one("A", "+", limits).why, reason::too_many_expected_errors);
}

TEST(judge, a_hundred_bases_of_q20_have_more_than_one_error_in_double_precision)
{
    options limits;
    limits.maxee = 1.0;
    EXPECT_EQ(judge_one(std::string(100, 'A'), std::string(100, '5'), limits).why, reason::too_many_expected_errors);
}

TEST(judge, reports_the_first_reason_of_the_list)
{
    options limits;
    limits.maxee = 0.01;
    limits.minlen = 10;
    limits.maxns = 0;
    EXPECT_EQ(judge_one("NNN", "+++", limits).why, reason::too_many_expected_errors);
    EXPECT_EQ(judge_one("nnn", "III", limits).why, reason::too_short);
    limits.minlen = 1;
    EXPECT_EQ(judge_one("nnn", "III", limits).why, reason::too_many_ns);
}

TEST(judge, abundance_limits_read_the_header)
{
    options limits;
    limits.minsize = 2;
    limits.maxsize = 5;
    EXPECT_EQ(judge_one("A", "I", limits).why, reason::too_rare);
    EXPECT_EQ(judge_one("A", "I", limits, "x;size=5").why, reason::kept);
    EXPECT_EQ(judge_one("A", "I", limits, "x;size=6").why, reason::too_abundant);
}

TEST(judge, fasta_has_no_errors_to_expect)
{
    options limits;
    verdict const cut = judge_one("ACGT", "", limits);
    EXPECT_LT(cut.expected_errors, 0.0);
    EXPECT_EQ(cut.why, reason::kept);
}

TEST(judge, a_quality_that_is_cut_off_before_is_not_checked)
{
    options limits;
    limits.qmax = 41;
    EXPECT_EQ(judge_one("ACG", "II~", limits).bad_quality, 3U);
    limits.trunclen = 2;
    EXPECT_EQ(judge_one("ACG", "II~", limits).bad_quality, 0U);
}

TEST(quick_judge, gives_the_verdicts_of_judge_even_exactly_at_a_limit)
{
    random_stream draw{1, "judge_test", 0};
    std::size_t discarded = 0;
    for (std::size_t round = 0; round < 4000; ++round)
    {
        std::string bases;
        std::string qualities;
        std::size_t const spread = draw.below(50) == 0 ? 94 : 1 + draw.below(42);
        for (std::size_t left = draw.below(500); left > 0; --left)
        {
            bases += "ACGTN"[draw.below(draw.below(100) == 0 ? 5 : 4)];
            qualities += static_cast<char>('!' + static_cast<int>(draw.below(spread)));
        }
        options limits;
        limits.minlen = draw.below(3) == 0 ? 200 : 1;
        limits.stripleft = draw.below(3) == 0 ? draw.below(30) : 0;
        limits.qmax = draw.below(20) == 0 ? 40 : 93;
        if (draw.below(20) == 0)
            limits.truncqual = draw.below(10);
        if (draw.below(3) == 0)
            limits.maxns = 0;
        double const errors = judge_one(bases, qualities, limits).expected_errors;
        switch (draw.below(5)) // the sum itself is kept, the next number below is not
        {
        case 0:
            limits.maxee = errors;
            break;
        case 1:
            limits.maxee = std::nextafter(errors, 0.0);
            break;
        case 2:
            limits.maxee_rate = errors / static_cast<double>(bases.size() + 1);
            break;
        case 3:
            limits.maxee_rate = std::nextafter(errors / static_cast<double>(bases.size()), 0.0);
            break;
        default:
            limits.maxee = 1.0;
        }
        verdict const expected = judge_one(bases, qualities, limits);
        verdict const found = quick_judge{limits}({"r", bases, qualities});
        EXPECT_EQ(found.why, expected.why) << bases << ' ' << qualities;
        EXPECT_EQ(found.begin, expected.begin);
        EXPECT_EQ(found.length, expected.length);
        EXPECT_EQ(found.bad_quality, expected.bad_quality);
        EXPECT_NEAR(found.expected_errors, expected.expected_errors, 1e-6);
        discarded += found.why == reason::too_many_expected_errors;
    }
    EXPECT_GT(discarded, 500U);
}

TEST(read_filter, trims_drops_and_counts)
{
    read_batch batch;
    batch.push_back("a", "ACGTA", "IIIII", 1);
    batch.push_back("b", "AC", "II", 2);
    batch.push_back("c", "NCGTA", "IIIII", 3);
    options limits;
    limits.trunclen = 4;
    limits.maxns = 0;
    std::vector<verdict> verdicts;
    stats const totals = read_filter{limits}(batch, &verdicts);
    ASSERT_EQ(batch.size(), 1U);
    EXPECT_EQ(batch[0].sequence, "ACGT");
    EXPECT_EQ(batch[0].quality, "IIII");
    EXPECT_EQ(batch.record(0), 1U);
    EXPECT_EQ(totals.reads, 3U);
    EXPECT_EQ(totals.kept(), 1U);
    EXPECT_EQ(totals.truncated, 1U);
    EXPECT_EQ(totals.count(reason::too_short), 1U);
    EXPECT_EQ(totals.count(reason::too_many_ns), 1U);
    EXPECT_EQ(totals.bases_in, 12U);
    EXPECT_EQ(totals.bases_kept, 4U);
    EXPECT_EQ(verdicts.size(), 3U);
}

TEST(read_filter, either_mate_discards_the_pair)
{
    pair_batch pairs;
    pairs.forward.push_back("a", "ACGT", "IIII", 1);
    pairs.reverse.push_back("a", "AC", "II", 1);
    pairs.forward.push_back("b", "ACGT", "IIII", 2);
    pairs.reverse.push_back("b", "ACGT", "IIII", 2);
    options limits;
    limits.minlen = 3;
    stats const totals = read_filter{limits}(pairs);
    EXPECT_EQ(pairs.forward.size(), 1U);
    EXPECT_EQ(pairs.reverse[0].header, "b");
    EXPECT_EQ(totals.reads, 2U);
    EXPECT_EQ(totals.count(reason::too_short), 1U);
}

TEST(read_filter, a_quality_outside_the_limits_names_file_and_record)
{
    read_batch batch;
    batch.push_back("a", "ACGT", "II~I", 12);
    options limits;
    limits.qmax = 41;
    try
    {
        (void)read_filter{limits}(batch, nullptr, "x.fastq");
        FAIL();
    }
    catch (input_error const & failure)
    {
        EXPECT_EQ(failure.location().file, "x.fastq");
        EXPECT_EQ(failure.location().record, 12U);
    }
}

TEST(filter_options, contradictions_are_usage_errors)
{
    options limits;
    limits.minlen = 9;
    limits.maxlen = 8;
    EXPECT_THROW(limits.validate(), usage_error);
    limits = {};
    limits.minsize = 0;
    EXPECT_THROW(limits.validate(), usage_error);
}

} // namespace ampstream::filter
