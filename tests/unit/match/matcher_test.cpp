// SPDX-License-Identifier: BSD-3-Clause
// Rules of searching; the bytes beside VSEARCH's are compared in tests/conformance/test_search.py.
#include <ampstream/match/matcher.hpp>

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/match/rows.hpp>
#include <ampstream/match/user_fields.hpp>

namespace ampstream::match
{

namespace
{

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string const base = "ACGTTGCATTCAGGACTCCATGAGTTCAACGGATCTAGCTTGACCATGCA";

read_batch batch_of(std::vector<std::pair<std::string, std::string>> const & records)
{
    read_batch batch;
    for (std::size_t i = 0; i < records.size(); ++i)
        batch.push_back(records[i].first, records[i].second, {}, i + 1);
    return batch;
}

std::string changed(std::string sequence, std::size_t at)
{
    sequence[at] = sequence[at] == 'A' ? 'C' : 'A';
    return sequence;
}

targets database_of(options const & chosen, bool is_exact = false)
{
    targets database{chosen, is_exact};
    database.add(batch_of({{"far;size=9 text", changed(changed(base, 10), 30)},
                           {"near", changed(base, 20)},
                           {"short", "ACGT"},
                           {"twin", changed(base, 20)}}));
    return database;
}

std::vector<std::string> hits(options const & chosen, std::string const & sequence, bool is_exact = false)
{
    targets const database = database_of(chosen, is_exact);
    matcher const find{chosen, database, is_exact};
    answer const query = find("twin;x", sequence);
    std::vector<std::string> list;
    for (hit const & one : query.shown_hits())
        list.push_back(
            fmt::format("{}{} {:.0f}", database.label(one.target), one.is_reversed ? '-' : '+', one.identity));
    return list;
}

} // namespace

TEST(targets, short_and_long_ones_are_counted_and_left_out)
{
    targets const database = database_of({.maxseqlength = 49});
    EXPECT_EQ(database.size(), 0U);
    EXPECT_EQ(database.too_short(), 1U);
    EXPECT_EQ(database.too_long(), 3U);
    EXPECT_EQ(database_of({}).size(), 3U);
    EXPECT_EQ(database_of({.minseqlength = 1}).size(), 4U);
    EXPECT_EQ(database_of({}, true).size(), 4U) << "exact searches take short targets";
}

TEST(targets, labels_end_at_the_first_blank)
{
    EXPECT_EQ(database_of({}).label(0), "far;size=9");
    EXPECT_EQ(database_of({.xsize = true}).written_label(0), "far");
}

TEST(matcher, the_search_ends_with_its_first_hits)
{
    EXPECT_THAT(hits({.id = 0.9}, base), ElementsAre("near+ 98"));
    EXPECT_THAT(hits({.id = 0.9, .maxaccepts = 0}, base), ElementsAre("near+ 98", "twin+ 98", "far;size=9+ 96"));
    EXPECT_THAT(hits({.id = 0.97, .maxaccepts = 0}, base), ElementsAre("near+ 98", "twin+ 98"));
    EXPECT_THAT(hits({.id = 0.99}, base), IsEmpty());
}

TEST(matcher, the_other_strand_is_searched_when_asked_for)
{
    EXPECT_THAT(hits({.id = 0.9}, reverse_complement(base)), IsEmpty());
    EXPECT_THAT(hits({.id = 0.9, .strand = "both"}, reverse_complement(base)), ElementsAre("near- 98"));
}

TEST(matcher, refused_targets_are_no_hits)
{
    EXPECT_THAT(hits({.id = 0.9, .maxaccepts = 0, .selfid = true}, changed(base, 20)), ElementsAre("far;size=9+ 94"));
    targets const database = database_of({});
    options const chosen{.id = 0.9, .maxaccepts = 0, .self = true};
    matcher const find{chosen, database, false};
    EXPECT_EQ(find("twin", base).hits.size(), 2U);
    EXPECT_EQ(find("twin;x", base).hits.size(), 3U);
}

TEST(matcher, limits_after_alignment)
{
    EXPECT_THAT(hits({.id = 0.9, .maxaccepts = 0, .maxid = 0.97}, base), ElementsAre("far;size=9+ 96"));
    EXPECT_THAT(hits({.id = 0.9, .maxaccepts = 0, .maxsubs = 1}, base), ElementsAre("near+ 98", "twin+ 98"));
    EXPECT_THAT(hits({.id = 0.9, .maxaccepts = 0, .maxdiffs = 0}, base), IsEmpty());
    EXPECT_THAT(hits({.id = 0.9, .query_cov = 0.9}, base + std::string(20, 'G')), IsEmpty());
    EXPECT_THAT(hits({.id = 0.9, .target_cov = 0.9}, base + std::string(20, 'G')), ElementsAre("near+ 98"));
}

TEST(matcher, exact_hits_are_equal_letter_by_letter)
{
    std::string lower = changed(base, 20);
    for (char & letter : lower)
        letter = letter == 'T' ? 'u' : static_cast<char>(letter | 0x20);
    EXPECT_THAT(hits({}, lower, true), ElementsAre("near+ 100", "twin+ 100"));
    EXPECT_THAT(hits({}, base, true), IsEmpty());
    EXPECT_THAT(hits({.strand = "both"}, reverse_complement(changed(base, 20)), true),
                ElementsAre("near- 100", "twin- 100"));
    EXPECT_THAT(hits({}, changed(base, 20).substr(1), true), IsEmpty());
}

TEST(matcher, a_repeated_query_is_answered_as_a_new_one)
{
    for (options const & chosen : {options{.id = 0.9, .maxaccepts = 0, .strand = "both"},
                                   options{.id = 0.9, .maxaccepts = 0, .qmask = "soft", .self = true},
                                   options{.id = 0.9, .maxaccepts = 2, .selfid = true, .xsize = true}})
    {
        targets const database = database_of(chosen);
        matcher const find{chosen, database, false};
        random_stream draw{1, "repeats", 0};
        std::vector<std::string> sequences;
        for (std::size_t i = 0; i < 40; ++i)
        {
            std::string sequence = changed(base, draw.below(base.size()));
            sequence[draw.below(sequence.size())] |= 0x20;
            sequences.push_back(draw.below(2) == 0 ? sequence : reverse_complement(sequence));
        }
        std::size_t hits = 0;
        for (std::size_t i = 0; i < 300; ++i)
        {
            std::string const label = (draw.below(2) == 0 ? "near" : "q") + fmt::format(";size={}", i);
            std::string const & sequence = sequences[draw.below(sequences.size())];
            answer const repeated = find(label, sequence);
            answer const fresh = matcher{chosen, database, false}(label, sequence);
            EXPECT_EQ(repeated.label, label);
            EXPECT_EQ(repeated.written_label, fresh.written_label);
            EXPECT_EQ(repeated.sequence, fresh.sequence);
            EXPECT_EQ(repeated.reverse_sequence, fresh.reverse_sequence);
            std::string ours;
            std::string theirs;
            append_sam(ours, repeated, database, true);
            append_sam(theirs, fresh, database, true);
            EXPECT_EQ(ours, theirs);
            hits += repeated.hits.size();
        }
        EXPECT_GT(hits, 150U);
    }
}

TEST(matcher, options_out_of_range_are_errors)
{
    targets const database = database_of({});
    options const chosen{.id = 1.5};
    EXPECT_THROW((matcher{chosen, database, false}), usage_error);
}

TEST(rows, a_query_without_hit_has_an_n_record_and_other_rows_only_when_asked_for)
{
    targets const database = database_of({});
    answer const query{.label = "q;size=2", .written_label = "q", .sequence = "ACGT"};
    std::string text;
    append_uc(text, query, database, false);
    append_blast6(text, query, database, false);
    append_sam(text, query, database, false);
    EXPECT_EQ(text, "N\t*\t*\t*\t.\t*\t*\t*\tq;size=2\t*\n");
    text.clear();
    append_blast6(text, query, database, true);
    append_sam(text, query, database, true);
    EXPECT_EQ(text, "q;size=2\t*\t0.0\t0\t0\t0\t0\t0\t0\t0\t-1\t0\nq;size=2\t4\t*\t0\t255\t*\t*\t0\t0\tACGT\t*\n");
}

TEST(user_fields, are_written_in_the_order_they_were_named)
{
    options const chosen{.id = 0.9};
    targets const database = database_of(chosen);
    matcher const find{chosen, database, false};
    std::string text;
    user_fields{"target+query+id+mism+id+qlo+qhi"}.append(text, find("q", base), database, false);
    EXPECT_EQ(text, "near\tq\t98.0\t1\t98.0\t1\t50\n");
}

TEST(user_fields, an_unknown_name_is_an_error_that_lists_the_fields)
{
    for (auto const * names : {"query+nonsense", "", "query+", "+query", "query target"})
        try
        {
            user_fields const fields{names};
            FAIL() << names;
        }
        catch (usage_error const & problem)
        {
            EXPECT_THAT(problem.what(), HasSubstr("the fields are query, target,"));
        }
}

} // namespace ampstream::match
