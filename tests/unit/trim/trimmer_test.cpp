// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/trim/trimmer.hpp>

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/trim/report.hpp>

using namespace ampstream;
using trim::outcome;

namespace
{

std::string const forward = "CCTACGGGAGGCAGCAG";
std::string const reverse = "GACTACACGGGTATCTAATCC";
std::string const insert = "TTGATTACAGATTACATTGG";

std::string amplicon(std::string const & inner = insert)
{
    return forward + inner + reverse_complement(reverse);
}

trim::options v3v4()
{
    return {.primers = "v3v4"};
}

struct result
{
    read_batch reads{};
    trim::stats counts{};
    std::vector<trim::verdict> verdicts{};
};

result run(trim::options const & chosen, std::vector<std::string> const & sequences)
{
    result made;
    for (std::string const & sequence : sequences)
    {
        std::string quality;
        for (std::size_t i = 0; i < sequence.size(); ++i)
            quality += static_cast<char>('!' + i % 90);
        made.reads.push_back("r", sequence, quality, made.reads.size() + 1);
    }
    made.counts = trim::trimmer{chosen}(made.reads, &made.verdicts);
    return made;
}

std::vector<outcome> outcomes(result const & made)
{
    std::vector<outcome> list;
    for (auto const & one : made.verdicts)
        list.push_back(one.result);
    return list;
}

pair_batch pair_of(std::string const & first, std::string const & second)
{
    pair_batch pairs;
    pairs.forward.push_back("p 1", first, std::string(first.size(), 'I'), 1);
    pairs.reverse.push_back("p 2", second, std::string(second.size(), 'J'), 1);
    return pairs;
}

} // namespace

TEST(trimmer, cuts_both_primers_with_bases_and_qualities)
{
    auto const made = run(v3v4(), {amplicon()});
    ASSERT_EQ(made.reads.size(), 1U);
    EXPECT_EQ(made.reads[0].sequence, insert);
    EXPECT_EQ(made.reads[0].quality.front(), '!' + 17);
    EXPECT_EQ(made.counts.bases_kept, insert.size());
}

TEST(trimmer, counts_each_reason_and_the_sum_is_all_reads)
{
    std::string const ends = "AAAAAAAA"; // no partial primer
    auto const made = run(v3v4(), {amplicon(), ends + insert + reverse_complement(reverse), forward + insert + ends,
                                   ends + insert + ends, amplicon(""), ""});
    EXPECT_THAT(outcomes(made), testing::ElementsAre(outcome::trimmed, outcome::no_forward, outcome::no_reverse,
                                                     outcome::no_primer, outcome::too_short, outcome::no_primer));
    auto const & n = made.counts;
    EXPECT_EQ(n.reads, n.kept + n.no_forward + n.no_reverse + n.no_primer + n.too_short);
    EXPECT_EQ(made.reads.size(), n.kept);
    EXPECT_EQ(n.forward.found(), 3U);
}

TEST(trimmer, an_empty_read_is_left_when_minlen_is_zero)
{
    trim::options chosen = v3v4();
    chosen.minlen = 0;
    EXPECT_THAT(outcomes(run(chosen, {amplicon("")})), testing::ElementsAre(outcome::trimmed));
}

TEST(trimmer, require_says_which_primers_must_be_there)
{
    std::string const only_forward = forward + insert + "AAAAAAAA";
    std::string const only_reverse = "AAAAAAAA" + insert + reverse_complement(reverse);
    trim::options chosen = v3v4();
    chosen.require = "forward";
    EXPECT_THAT(outcomes(run(chosen, {only_forward, only_reverse})),
                testing::ElementsAre(outcome::trimmed, outcome::no_forward));
    chosen.require = "reverse";
    EXPECT_THAT(outcomes(run(chosen, {only_forward, only_reverse})),
                testing::ElementsAre(outcome::no_reverse, outcome::trimmed));
    chosen.require = "any";
    EXPECT_THAT(outcomes(run(chosen, {only_forward, only_reverse})),
                testing::ElementsAre(outcome::trimmed, outcome::trimmed));
}

TEST(trimmer, keep_untrimmed_lets_reads_pass_unchanged)
{
    trim::options chosen = v3v4();
    chosen.keep_untrimmed = true;
    auto const made = run(chosen, {forward + insert + "AAAAAAAA"});
    EXPECT_THAT(outcomes(made), testing::ElementsAre(outcome::untrimmed));
    EXPECT_EQ(made.reads[0].sequence, forward + insert + "AAAAAAAA");
    EXPECT_EQ(made.counts.untrimmed, 1U);
}

TEST(trimmer, orient_turns_reads_of_the_other_strand)
{
    trim::options chosen = v3v4();
    std::string const turned = reverse_complement(amplicon());
    EXPECT_EQ(run(chosen, {turned}).reads.size(), 0U);
    chosen.orient = true;
    auto const made = run(chosen, {turned, amplicon()});
    ASSERT_EQ(made.reads.size(), 2U);
    EXPECT_EQ(made.reads[0].sequence, insert);
    EXPECT_EQ(made.reads[0].quality.front(), '!' + static_cast<char>(turned.size() - 1 - 17));
    EXPECT_TRUE(made.verdicts[0].is_turned);
    EXPECT_FALSE(made.verdicts[1].is_turned);
    EXPECT_EQ(made.counts.turned, 1U);
}

TEST(trimmer, cuts_pairs_at_their_five_prime_ends)
{
    pair_batch pairs = pair_of(forward + insert, reverse + "CCATTT");
    auto const counts = trim::trimmer{v3v4()}(pairs);
    EXPECT_EQ(counts.kept, 1U);
    EXPECT_EQ(pairs.forward[0].sequence, insert);
    EXPECT_EQ(pairs.reverse[0].sequence, "CCATTT");
}

TEST(trimmer, a_pair_is_dropped_as_a_whole)
{
    pair_batch pairs = pair_of(forward + insert, "AAAAAAAAAAAAAAA");
    std::vector<trim::verdict> verdicts;
    auto const counts = trim::trimmer{v3v4()}(pairs, &verdicts);
    EXPECT_EQ(counts.no_reverse, 1U);
    EXPECT_TRUE(pairs.forward.empty() && pairs.reverse.empty());
    EXPECT_EQ(verdicts.at(0).result, outcome::no_reverse);
}

TEST(trimmer, read_through_cuts_the_other_primer_at_the_three_prime_end)
{
    std::string const strand = amplicon() + "AGATCGGAAGAGC";
    std::string const other = reverse_complement(amplicon()) + "AGATCGGAAGAGC";
    trim::options chosen = v3v4();
    chosen.read_through = true;
    pair_batch pairs = pair_of(strand, other);
    auto const counts = trim::trimmer{chosen}(pairs);
    EXPECT_EQ(pairs.forward[0].sequence, insert);
    EXPECT_EQ(pairs.reverse[0].sequence, reverse_complement(insert));
    EXPECT_EQ(counts.forward.read_through, 1U);
    EXPECT_EQ(counts.reverse.read_through, 1U);
}

TEST(trimmer, orient_swaps_mates_with_their_headers_and_qualities)
{
    trim::options chosen = v3v4();
    chosen.orient = true;
    pair_batch pairs = pair_of(reverse + "CCATTT", forward + insert);
    auto const counts = trim::trimmer{chosen}(pairs);
    EXPECT_EQ(counts.turned, 1U);
    EXPECT_EQ(pairs.forward[0].sequence, insert);
    EXPECT_EQ(pairs.forward[0].header, "p 2");
    EXPECT_EQ(pairs.forward[0].quality.front(), 'J');
    EXPECT_EQ(pairs.reverse[0].sequence, "CCATTT");
    EXPECT_EQ(pairs.reverse.record(0), 1U);
}

TEST(trimmer, one_primer_alone_is_enough_when_only_one_is_given)
{
    trim::options chosen{.forward = forward};
    EXPECT_EQ(run(chosen, {amplicon()}).reads[0].sequence, insert + reverse_complement(reverse));
    chosen = {.reverse = reverse};
    EXPECT_EQ(run(chosen, {amplicon()}).reads[0].sequence, forward + insert);
}

TEST(trim_stats, add_up_over_batches_in_any_grouping)
{
    std::vector<std::string> const reads{amplicon(), forward + insert + "AAAAAAAA", amplicon(""), insert};
    trim::stats sum{};
    for (std::string const & read : reads)
        sum += run(v3v4(), {read}).counts;
    EXPECT_EQ(sum, run(v3v4(), reads).counts);
}

TEST(trim_report, says_every_reason_in_each_form)
{
    auto const counts = run(v3v4(), {amplicon(), forward + insert + "AAAAAAAA"}).counts;
    trim::primer_set const primers = trim::find_primer_set("v3v4");
    EXPECT_THAT(trim::report_tsv(counts, primers), testing::HasSubstr("reads\tno_reverse\t1\n"));
    EXPECT_THAT(trim::report_json(counts, primers), testing::HasSubstr("\"no_reverse\": 1"));
    EXPECT_EQ(trim::summary_line(counts, "reads"), "2 reads: 1 kept (50.0 %), 1 no reverse primer (50.0 %)");
}
