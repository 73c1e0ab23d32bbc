// SPDX-License-Identifier: BSD-3-Clause
// Rules of dereplication; the bytes beside VSEARCH's are compared in tests/conformance/test_derep.py.
#include <ampstream/derep/dereplicator.hpp>

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream::derep
{

namespace
{

using records = std::vector<std::pair<std::string, std::string>>;

read_batch batch_of(records const & reads)
{
    read_batch batch;
    for (std::size_t i = 0; i < reads.size(); ++i)
        batch.push_back(reads[i].first, reads[i].second, {}, i + 1);
    return batch;
}

struct outcome
{
    dereplicated found{};
    std::string uc{};
};

outcome derep(records const & reads, options chosen, std::string_view prefix = {})
{
    dereplicator gather{chosen, true};
    read_batch const batch = batch_of(reads);
    gather.add(batch, digest(batch, chosen.takes_both_strands()), "file");
    outcome done;
    done.found = std::move(gather).finish(prefix, [&done](std::string_view text) { done.uc += text; });
    return done;
}

/// "label=abundance" of every unique.
std::vector<std::string> listed(unique_set const & uniques)
{
    std::vector<std::string> list;
    for (std::size_t i = 0; i < uniques.size(); ++i)
        list.push_back(std::string{uniques.label(i)} + '=' + std::to_string(uniques.abundance(i)));
    return list;
}

options any_length()
{
    return {.minseqlength = 0};
}

using testing::ElementsAre;

} // namespace

TEST(dereplicator, the_first_read_gives_label_up_to_the_first_blank_and_letters_as_they_are)
{
    auto const done = derep({{"a x y", "acgu"}, {"b", "ACGT"}, {"c\tz", "ACGA"}}, any_length());
    EXPECT_THAT(listed(done.found.uniques), ElementsAre("a=2", "c=1"));
    EXPECT_EQ(done.found.uniques.sequence(0), "acgu");
}

TEST(dereplicator, orders_by_abundance_then_label_then_first_occurrence)
{
    auto const done =
        derep({{"b", "AA"}, {"same", "CC"}, {"a", "GG"}, {"same", "TT"}, {"z", "CA"}, {"y", "CA"}}, any_length());
    EXPECT_THAT(listed(done.found.uniques), ElementsAre("z=2", "a=1", "b=1", "same=1", "same=1"));
    EXPECT_EQ(done.found.uniques.sequence(3), "CC");
    EXPECT_EQ(done.found.uniques.sequence(4), "TT");
}

TEST(dereplicator, sizes_in_labels_count_only_when_asked)
{
    records const reads{{"a;size=3", "AA"}, {"b;size=2;x", "AA"}, {"c", "CC"}};
    options chosen = any_length();
    EXPECT_EQ(derep(reads, chosen).found.uniques.abundance(0), 2U);
    chosen.sizein = true;
    EXPECT_EQ(derep(reads, chosen).found.uniques.abundance(0), 5U);
    EXPECT_EQ(derep(reads, chosen).found.found_abundance, 6U);
}

TEST(dereplicator, a_size_of_zero_is_refused_with_file_and_record)
{
    options chosen = any_length();
    chosen.sizein = true;
    try
    {
        (void)derep({{"a", "AA"}, {"b;size=0", "CC"}}, chosen);
        FAIL() << "nothing was thrown";
    }
    catch (input_error const & wrong)
    {
        EXPECT_EQ(wrong.location().file, "file");
        EXPECT_EQ(wrong.location().record, 2U);
        EXPECT_EQ(wrong.location().header, "b;size=0");
    }
    EXPECT_EQ(derep({{"b;size=x", "CC"}}, chosen).found.uniques.abundance(0), 1U); // no annotation at all
}

TEST(dereplicator, sequences_beyond_the_limits_of_length_are_counted_and_left_out)
{
    auto const done =
        derep({{"a", "A"}, {"b", "CC"}, {"c", "GGGG"}, {"d", "CC"}}, {.minseqlength = 2, .maxseqlength = 3});
    EXPECT_EQ(done.found.counted, (stats{.sequences = 4, .taken = 2, .too_short = 1, .too_long = 1}));
    EXPECT_THAT(listed(done.found.uniques), ElementsAre("b=2"));
}

TEST(dereplicator, limits_on_abundance_and_number_change_the_uniques_but_not_the_uc_table)
{
    records const reads{{"a", "AA"},  {"a2", "AA"}, {"a3", "AA"}, {"b", "CC"},
                        {"b2", "CC"}, {"c", "GG"},  {"c2", "GG"}, {"d", "TT"}};
    std::string const table = derep(reads, any_length()).uc;
    auto const done = derep(reads, {.minseqlength = 0, .minuniquesize = 2, .maxuniquesize = 2, .topn = 1}, "S.");
    EXPECT_THAT(listed(done.found.uniques), ElementsAre("S.1=2"));
    EXPECT_EQ(done.found.uniques.sequence(0), "CC");
    EXPECT_EQ(done.found.found_uniques, 4U);
    EXPECT_EQ(done.uc, table);
}

TEST(dereplicator, the_uc_table_lists_founders_members_and_sums)
{
    auto const done = derep({{"a;size=2 x", "AC"}, {"b", "GT"}, {"c", "ac"}, {"d", "GA"}},
                            {.minseqlength = 0, .sizein = true, .strand = "both"});
    EXPECT_EQ(done.uc, "S\t0\t2\t*\t*\t*\t*\t*\ta;size=2\t*\n"
                       "H\t0\t2\t100.0\t-\t0\t0\t*\tb\ta;size=2\n"
                       "H\t0\t2\t100.0\t+\t0\t0\t*\tc\ta;size=2\n"
                       "S\t1\t2\t*\t*\t*\t*\t*\td\t*\n"
                       "C\t0\t4\t*\t*\t*\t*\t*\ta;size=2\t*\n"
                       "C\t1\t1\t*\t*\t*\t*\t*\td\t*\n");
}

TEST(dereplicator, what_is_written_is_the_same_for_any_threads_and_in_any_pieces)
{
    records reads;
    for (std::size_t i = 0; i < 9000; ++i) // a unique with thousands of members, hundreds with some, others with none
        reads.emplace_back("r" + std::to_string(i % 3 == 0 ? i : 9000 - i),
                           i % 2 == 0 ? std::string{"ACGT"} : std::string(1 + i * i % 1999, "ACGT"[i % 4]));
    outcome const whole = derep(reads, any_length());
    std::string uniques;
    for (std::size_t i = 0; i < whole.found.uniques.size(); ++i)
        uniques += fmt::format("{} {} {}\n", whole.found.uniques.label(i), whole.found.uniques.sequence(i), i + 1);
    for (std::size_t const threads : {1U, 2U, 5U})
    {
        exec::thread_budget const budget{threads};
        dereplicator gather{any_length(), true};
        read_batch const batch = batch_of(reads);
        gather.add(batch, digest(batch));
        std::string text;
        std::string uc;
        summary const done = std::move(gather).write(
            budget,
            [](std::string & to, reported_unique const & one)
            { to += fmt::format("{} {} {}\n", one.label, one.sequence, one.rank); },
            [&text](std::string_view piece) { text += piece; }, [&uc](std::string_view piece) { uc += piece; });
        EXPECT_EQ(done.reported, whole.found.reported);
        EXPECT_EQ(done.found_abundance, whole.found.found_abundance);
        EXPECT_TRUE(text == uniques) << threads;
        EXPECT_TRUE(uc == whole.uc) << threads;
    }
}

TEST(dereplicator, a_palindrome_is_on_the_plus_strand)
{
    auto const done = derep({{"a", "ACGT"}, {"b", "ACGT"}}, {.minseqlength = 0, .strand = "both"});
    EXPECT_NE(done.uc.find("\t100.0\t+\t"), std::string::npos);
}

TEST(dereplicator, batches_of_any_size_give_the_same)
{
    records reads;
    for (std::size_t i = 0; i < 5000; ++i)
        reads.emplace_back("r" + std::to_string(i), std::string(1 + i % 700, "ACGT"[i % 3]));
    auto const whole = derep(reads, any_length());
    dereplicator gather{any_length()};
    for (std::size_t i = 0; i < reads.size(); i += 7)
    {
        read_batch const batch = batch_of({reads.begin() + static_cast<std::ptrdiff_t>(i),
                                           reads.begin() + static_cast<std::ptrdiff_t>(std::min(i + 7, reads.size()))});
        gather.add(batch, digest(batch));
    }
    EXPECT_EQ(listed(std::move(gather).finish({}).uniques), listed(whole.found.uniques));
}

TEST(derep_options, values_out_of_range_are_refused)
{
    EXPECT_THROW((options{.minuniquesize = 0}.validate()), usage_error);
    EXPECT_THROW((options{.topn = 0}.validate()), usage_error);
    EXPECT_THROW((options{.strand = "minus"}.validate()), usage_error);
    EXPECT_NO_THROW(options{}.validate());
}

} // namespace ampstream::derep
