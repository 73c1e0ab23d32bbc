// SPDX-License-Identifier: BSD-3-Clause
// Rules of merging, one pair at a time.
#include <ampstream/merge/merger.hpp>

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/merge/report.hpp>

namespace ampstream::merge
{

namespace
{

/// Random bases, the same for the same seed.
std::string fragment(std::size_t length, std::uint64_t seed = 1)
{
    random_stream draw{seed, "merger_test", 0};
    std::string bases;
    for (std::size_t i = 0; i < length; ++i)
        bases += "ACGT"[draw.below(4)];
    return bases;
}

/// A batch of one pair; every base has the same quality unless qualities are given.
pair_batch one_pair(std::string const & forward,
                    std::string const & reverse,
                    std::string const & forward_quality = {},
                    std::string const & reverse_quality = {})
{
    pair_batch pairs;
    auto const or_even = [](std::string const & quality, std::size_t length)
    { return quality.empty() ? std::string(length, 'I') : quality; };
    pairs.forward.push_back("f 1", forward, or_even(forward_quality, forward.size()), 7);
    pairs.reverse.push_back("r 2", reverse, or_even(reverse_quality, reverse.size()), 7);
    return pairs;
}

/// Two reads of `length` bases from the ends of `whole`.
pair_batch ends_of(std::string const & whole, std::size_t length)
{
    return one_pair(whole.substr(0, length), reverse_complement(whole).substr(0, length));
}

struct result
{
    read_batch merged{};
    detailed_outcome outcome{};
    stats totals{};
    [[nodiscard]] reason why() const { return outcome.verdicts.at(0).why; }
};

result merge_one(pair_batch const & pairs, options const & chosen = {})
{
    result made;
    made.totals = merger{chosen}(pairs, made.merged, made.outcome);
    return made;
}

std::string with(std::string text, std::size_t at, char letter)
{
    text[at] = letter;
    return text;
}

char other_than(char base)
{
    return base == 'A' ? 'C' : 'A';
}

} // namespace

TEST(merger, gives_back_the_fragment)
{
    std::string const whole = fragment(250);
    result const made = merge_one(ends_of(whole, 150));
    ASSERT_EQ(made.why(), reason::merged);
    EXPECT_EQ(made.merged[0].sequence, whole);
    EXPECT_EQ(made.merged[0].header, "f 1");
    EXPECT_EQ(made.merged.record(0), 7U);
    EXPECT_EQ(made.totals.merged_bases, 250U);
    EXPECT_EQ(made.merged[0].quality, std::string(100, 'I') + std::string(50, 'J') + std::string(100, 'I'));
}

TEST(merger, lower_case_is_the_same_read)
{
    std::string const whole = fragment(200);
    pair_batch pairs = ends_of(whole, 120);
    for (std::size_t i = 0; i < 120; i += 3)
        pairs.forward.sequence_data(0)[i] = static_cast<char>(pairs.forward.sequence_data(0)[i] | 0x20);
    EXPECT_EQ(merge_one(pairs).merged[0].sequence, whole);
}

TEST(merger, the_better_base_wins)
{
    std::string const whole = fragment(150);
    std::string const wrong = with(whole, 100, other_than(whole[100]));
    auto const pairs =
        one_pair(wrong.substr(0, 120), reverse_complement(whole).substr(0, 120), with(std::string(120, 'I'), 100, '5'));
    result const made = merge_one(pairs);
    EXPECT_EQ(made.merged[0].sequence, whole);
    EXPECT_EQ(made.outcome.verdicts[0].forward_differences, 1U);
    EXPECT_EQ(made.outcome.verdicts[0].reverse_differences, 0U);
}

TEST(merger, on_equal_qualities_the_reverse_read_wins)
{
    std::string const whole = fragment(150);
    std::string const wrong = with(whole, 100, other_than(whole[100]));
    EXPECT_EQ(merge_one(one_pair(wrong.substr(0, 120), reverse_complement(whole).substr(0, 120))).merged[0].sequence,
              whole);
    EXPECT_EQ(merge_one(one_pair(whole.substr(0, 120), reverse_complement(wrong).substr(0, 120))).merged[0].sequence,
              wrong);
}

TEST(merger, n_gives_way_to_a_base_with_that_bases_quality)
{
    std::string const whole = fragment(150);
    auto const pairs = one_pair(with(whole, 100, 'N').substr(0, 120), reverse_complement(whole).substr(0, 120));
    result const made = merge_one(pairs);
    EXPECT_EQ(made.merged[0].sequence, whole);
    EXPECT_EQ(made.merged[0].quality[100], 'I');
}

TEST(merger, staggered_pairs_merge_only_when_allowed_and_lose_what_hangs_over)
{
    std::string const whole = fragment(100);
    auto const pairs = one_pair(whole + fragment(30, 2), reverse_complement(whole) + fragment(30, 3));
    EXPECT_EQ(merge_one(pairs).why(), reason::staggered);
    options chosen;
    chosen.allowmergestagger = true;
    EXPECT_EQ(merge_one(pairs, chosen).merged[0].sequence, whole);
}

TEST(merger, two_possible_overlaps_are_one_too_many)
{
    std::string const repeat = fragment(40);
    std::string const whole = fragment(60, 2) + repeat + repeat + repeat + fragment(60, 3);
    EXPECT_EQ(merge_one(ends_of(whole, 150)).why(), reason::multiple_alignments);
}

TEST(merger, says_why_not)
{
    std::string const whole = fragment(250);
    pair_batch const pairs = ends_of(whole, 150);
    auto const why = [&pairs](auto && set)
    {
        options chosen;
        set(chosen);
        return merge_one(pairs, chosen).why();
    };
    EXPECT_EQ(why([](options & one) { one.minlen = 151; }), reason::read_too_short);
    EXPECT_EQ(why([](options & one) { one.maxlen = 149; }), reason::read_too_long);
    EXPECT_EQ(why([](options & one) { one.minovlen = 51; }), reason::overlap_too_short);
    EXPECT_EQ(why([](options & one) { one.minovlen = 50; }), reason::merged);
    EXPECT_EQ(why([](options & one) { one.minmergelen = 251; }), reason::merged_too_short);
    EXPECT_EQ(why([](options & one) { one.maxmergelen = 249; }), reason::merged_too_long);
    EXPECT_EQ(why([](options & one) { one.maxee = 0.001; }), reason::too_many_expected_errors);
    EXPECT_EQ(merge_one(one_pair(std::string(100, 'A'), std::string(100, 'A'))).why(), reason::too_few_kmers);
    options no_ns;
    no_ns.maxns = 0;
    EXPECT_EQ(merge_one(one_pair("ACGTN", "ACGTA"), no_ns).why(), reason::too_many_ns);
}

TEST(merger, a_read_both_too_long_and_too_short_for_its_mate_is_too_long)
{
    options chosen;
    chosen.minlen = 10;
    chosen.maxlen = 20;
    EXPECT_EQ(merge_one(one_pair("ACGT", fragment(30)), chosen).why(), reason::read_too_long);
}

TEST(merger, exactly_maxdiffs_differences_are_merged)
{
    std::string const whole = fragment(250);
    std::string wrong = whole;
    for (std::size_t const at : {105U, 120U, 135U})
        wrong[at] = other_than(wrong[at]);
    auto const pairs = one_pair(wrong.substr(0, 150), reverse_complement(whole).substr(0, 150),
                                std::string(100, 'I') + std::string(50, '5'));
    options chosen;
    chosen.maxdiffs = 3;
    EXPECT_EQ(merge_one(pairs, chosen).why(), reason::merged);
    chosen.maxdiffs = 2;
    EXPECT_EQ(merge_one(pairs, chosen).why(), reason::too_many_differences);
    chosen.maxdiffs = 3;
    chosen.maxdiffpct = 6.0; // 3 of 50
    EXPECT_EQ(merge_one(pairs, chosen).why(), reason::merged);
    chosen.maxdiffpct = 5.9;
    EXPECT_EQ(merge_one(pairs, chosen).why(), reason::too_high_difference_rate);
}

TEST(merger, reads_are_cut_at_truncqual)
{
    std::string const whole = fragment(250);
    pair_batch pairs = ends_of(whole, 150);
    pairs.forward.quality_data(0)[140] = '#';
    options chosen;
    chosen.truncqual = 2;
    EXPECT_EQ(merge_one(pairs, chosen).merged[0].sequence, whole);
    chosen.minlen = 141;
    EXPECT_EQ(merge_one(pairs, chosen).why(), reason::read_too_short);
}

TEST(merger, a_quality_outside_the_limits_names_file_and_record)
{
    pair_batch pairs = ends_of(fragment(250), 150);
    pairs.reverse.quality_data(0)[3] = '~';
    read_batch merged;
    options chosen;
    EXPECT_EQ(merger{chosen}(pairs, merged).bases_above_q41, 1U);
    chosen.qmax = 41;
    try
    {
        (void)merger{chosen}(pairs, merged, input_names{"R1.fastq", "R2.fastq"});
        FAIL();
    }
    catch (input_error const & failure)
    {
        EXPECT_EQ(failure.location().file, "R2.fastq");
        EXPECT_EQ(failure.location().record, 7U);
    }
}

TEST(merger, unmerged_pairs_come_back_whole_with_silent_ns)
{
    std::string const forward = with(fragment(100, 5), 10, 'N');
    result const made = merge_one(one_pair(forward, fragment(100, 6)));
    ASSERT_EQ(made.outcome.unmerged.forward.size(), 1U);
    EXPECT_EQ(made.outcome.unmerged.forward[0].sequence, forward);
    EXPECT_EQ(made.outcome.unmerged.forward[0].quality[10], '!');
    EXPECT_EQ(made.outcome.unmerged.reverse[0].header, "r 2");
}

TEST(merger, reads_of_no_to_four_bases_have_no_words)
{
    options chosen;
    chosen.minlen = 0;
    for (std::size_t length = 0; length < 5; ++length)
        EXPECT_EQ(merge_one(one_pair(fragment(length), fragment(length)), chosen).why(), reason::too_few_kmers);
}

TEST(merge_options, contradictions_are_usage_errors)
{
    options chosen;
    chosen.minovlen = 4;
    EXPECT_THROW(chosen.validate(), usage_error);
    chosen = {};
    chosen.qminout = 42;
    EXPECT_THROW(chosen.validate(), usage_error);
}

TEST(merge_stats, add_up_whatever_the_order)
{
    pair_batch const first = ends_of(fragment(250), 150);
    pair_batch const second = one_pair(fragment(100, 5), fragment(100, 6));
    stats const a = merge_one(first).totals;
    stats const b = merge_one(second).totals;
    stats one = a;
    one += b;
    stats other = b;
    other += a;
    EXPECT_EQ(one, other);
    EXPECT_EQ(one.pairs, 2U);
    EXPECT_EQ(one.merged() + one.lost(), one.pairs);
    EXPECT_THAT(report(one), testing::Contains("         1  Merged (50.0%)"));
}

} // namespace ampstream::merge
