// SPDX-License-Identifier: BSD-3-Clause
// Every record of a source has one fate, and the sums add up.
#include <ampstream/refdb/builder.hpp>

#include <numeric>
#include <random>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

#include "run_folder.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::refdb;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct building : ::testing::Test
{
    std::string bases(std::size_t count)
    {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += "ACGT"[draw() % 4];
        return text;
    }

    build_result run(std::string const & text, options const & chosen = {.min_length = 20}, std::size_t threads = 2)
    {
        fasta.clear();
        taxonomy.clear();
        exec::thread_budget const budget{threads};
        build_sinks const sinks{.fasta = [this](std::string_view piece) { fasta += piece; },
                                .taxonomy = [this](std::string_view piece) { taxonomy += piece; }};
        return build(folder.write("in.fasta", text), source::sintax, sintax_reader(), chosen, sinks, budget);
    }

    std::string refusal(std::string const & text, options const & chosen = {.min_length = 20})
    {
        try
        {
            (void)run(text, chosen);
        }
        catch (input_error const & wrong)
        {
            return wrong.what();
        }
        return "";
    }

    static std::string record(std::string_view id, std::string_view tax, std::string_view sequence)
    {
        return fmt::format(">{};tax={};\n{}\n", id, tax, sequence);
    }

    std::mt19937 draw{3};
    ampstream::testing::run_folder folder{};
    std::string fasta{};
    std::string taxonomy{};
};

constexpr std::string_view bacillus = "d:Bacteria,p:Firmicutes,c:Bacilli,o:Bacillales,f:Bacillaceae,g:Bacillus";
constexpr std::string_view other = "d:Bacteria,p:Firmicutes,c:Bacilli,o:Bacillales,f:Otheraceae,g:Bacillus";

} // namespace

TEST_F(building, writes_upper_case_t_and_the_lineage_behind_a_root)
{
    build_result const done = run(record("a", bacillus, "acguacguacguacguacguacgu"));
    EXPECT_EQ(fasta,
              ">a\tRoot;Bacteria;Firmicutes;Bacilli;Bacillales;Bacillaceae;Bacillus\nACGTACGTACGTACGTACGTACGT\n");
    EXPECT_EQ(taxonomy, "a\td__Bacteria; p__Firmicutes; c__Bacilli; o__Bacillales; f__Bacillaceae; g__Bacillus\n");
    EXPECT_EQ(done.counts.with_u, 1U);
}

TEST_F(building, writes_other_headers_when_told)
{
    (void)run(record("a", "d:Bacteria,p:A/B", bases(30)), {.min_length = 20, .header = "sintax"});
    EXPECT_THAT(fasta, HasSubstr(">a;tax=d:Bacteria,p:A/B,c:A/B_unclassified,"));
    (void)run(record("a", bacillus, bases(30)), {.min_length = 20, .header = "dada2"});
    EXPECT_THAT(fasta, HasSubstr(">Bacteria;Firmicutes;Bacilli;Bacillales;Bacillaceae;Bacillus;\n"));
}

TEST_F(building, gives_every_record_one_fate_and_the_sum_is_the_input)
{
    std::string const gene = bases(40);
    std::string const text = record("kept", bacillus, gene) +                          //
                             record("copy", bacillus, gene) +                          // identical
                             record("elsewhere", other, gene) +                        // kept: another lineage
                             record("kept", bacillus, bases(40)) +                     // duplicate id
                             record("short", bacillus, bases(10)) +                    //
                             record("empty", bacillus, "") +                           // too short
                             record("vague", bacillus, bases(30) + "NNRYK") +          //
                             record("nearly", bacillus, bases(30) + "NNRY") +          // kept
                             record("eukaryote", "d:Eukaryota,p:Metazoa", bases(40)) + //
                             ">nothing\n" + bases(40) + "\n" +                         // no lineage
                             record("plastid", "d:Bacteria,o:Chloroplast", bases(40)); // kept
    build_result const done = run(text);
    stats const & counts = done.counts;
    EXPECT_EQ(counts.records, 11U);
    EXPECT_EQ(std::accumulate(counts.fates.begin(), counts.fates.end(), std::uint64_t{0}), counts.records);
    EXPECT_EQ(counts.count(fate::kept), 4U);
    EXPECT_EQ(counts.count(fate::identical), 1U);
    EXPECT_EQ(counts.count(fate::duplicate_id), 1U);
    EXPECT_EQ(counts.count(fate::too_short), 2U);
    EXPECT_EQ(counts.count(fate::too_ambiguous), 1U);
    EXPECT_EQ(counts.count(fate::other_domain), 1U);
    EXPECT_EQ(counts.count(fate::no_lineage), 1U);
    EXPECT_EQ(counts.shared_sequences, 1U);
    EXPECT_EQ(counts.chloroplasts, 1U);
    EXPECT_EQ(counts.filled, 1U);
    EXPECT_EQ(done.homonyms, 1U) << "Bacillus stands under two families";
    EXPECT_THAT(done.taxa, ElementsAre(1U, 2U, 2U, 2U, 3U, 3U));
    EXPECT_EQ(static_cast<std::uint64_t>(std::ranges::count(fasta, '>')), counts.count(fate::kept));
}

TEST_F(building, shows_examples_of_what_it_dropped_with_their_record_numbers)
{
    build_result const done = run(record("a", bacillus, bases(40)) + record("b", bacillus, "ACGT"));
    ASSERT_EQ(done.examples.size(), 1U);
    EXPECT_EQ(done.examples[0].why, fate::too_short);
    EXPECT_EQ(done.examples[0].record, 2U);
    EXPECT_THAT(done.examples[0].header, HasSubstr("b;tax="));
}

TEST_F(building, gives_the_same_bytes_for_any_number_of_threads)
{
    std::string text;
    std::string const gene = bases(60);
    for (int i = 0; i < 3000; ++i)
        text += record(fmt::format("r{}", i), i % 3 == 0 ? other : bacillus, i % 5 == 0 ? gene : bases(60));
    build_result const one = run(text, {.min_length = 20}, 1);
    std::string const first = fasta;
    build_result const two = run(text, {.min_length = 20}, 2);
    EXPECT_EQ(first, fasta);
    EXPECT_EQ(one.counts, two.counts);
    EXPECT_EQ(one.counts.count(fate::kept), 2402U) << "one copy of the gene in each lineage";
    EXPECT_EQ(one.sha256, two.sha256);
}

TEST_F(building, keeps_copies_organelles_and_domains_as_told)
{
    std::string const gene = bases(40);
    std::string const text = record("a", bacillus, gene) + record("b", bacillus, gene) +
                             record("m", "d:Bacteria,f:Mitochondria", bases(40)) +
                             record("e", "d:Eukaryota", bases(40));
    EXPECT_EQ(run(text, {.min_length = 20, .keep_identical = true}).counts.count(fate::kept), 3U);
    EXPECT_EQ(run(text, {.min_length = 20, .organelles = "drop"}).counts.count(fate::organelle), 1U);
    EXPECT_EQ(run(text, {.domains = {"all"}, .min_length = 20}).counts.count(fate::other_domain), 0U);
    EXPECT_EQ(run(text, {.domains = {"eukaryota"}, .min_length = 20}).counts.count(fate::kept), 1U);
}

TEST_F(building, cuts_a_region_and_counts_genes_without_it)
{
    std::string const inside = bases(60);
    options const chosen{.min_length = 20, .forward = "ACGTACGGTTAAC", .reverse = "GGATCCAAGTGGC"};
    std::string const text = record("a", bacillus,
                                    "TTT"
                                    "ACGTACGGTTAAC" +
                                        inside +
                                        "GCCACTTGGATCC"
                                        "TTT") +
                             record("b", bacillus, bases(80)) +
                             record("c", bacillus,
                                    "ACGTACGGTTAAC"
                                    "CCCCC"
                                    "GCCACTTGGATCC");
    build_result const done = run(text, chosen);
    EXPECT_THAT(fasta, HasSubstr('\n' + inside + '\n'));
    EXPECT_EQ(done.counts.count(fate::no_primers), 1U);
    EXPECT_EQ(done.counts.count(fate::short_region), 1U);
}

TEST_F(building, ends_with_reasons_when_nothing_is_left)
{
    EXPECT_THAT(refusal(record("a", bacillus, "ACGT")), HasSubstr("1 too_short"));
    EXPECT_THAT(refusal(""), HasSubstr("The file is empty"));
}

TEST_F(building, names_the_record_that_is_not_a_sequence)
{
    EXPECT_THAT(refusal(record("a", bacillus, bases(40)) + record("b", bacillus, "AC-GT")), HasSubstr("record 2"));
}

TEST_F(building, reports_counts_that_add_up)
{
    std::string const text = report_text(run(record("a", bacillus, bases(40)) + record("b", bacillus, "ACGT")));
    EXPECT_THAT(text, HasSubstr("kind\tname\tcount\ninput\trecords\t2\n"));
    EXPECT_THAT(text, HasSubstr("dropped\ttoo_short\t1\n"));
    EXPECT_THAT(text, HasSubstr("kept\tsequences\t1\n"));
    EXPECT_THAT(text, HasSubstr("taxa\tgenus\t1\n"));
}

TEST_F(building, refuses_a_table_of_ranks_of_another_release)
{
    auto const ranks = std::make_shared<rank_table const>(
        rank_table::from_silva(folder.write("r.txt", "Bacteria;\t1\tdomain\t\t\nBacteria;P;\t2\tphylum\t\t\n")));
    exec::thread_budget const budget{1};
    build_sinks const sinks{.fasta = [](std::string_view) {}, .taxonomy = [](std::string_view) {}};
    auto const refusal_of = [&](std::string const & header) -> std::string
    {
        try
        {
            (void)build(folder.write("s.fasta", ">A.1.2 " + header + "\n" + bases(40) + "\n"), source::silva,
                        silva_reader(ranks, false), {.min_length = 20}, sinks, budget);
        }
        catch (input_error const & wrong)
        {
            return wrong.what();
        }
        return "";
    };
    EXPECT_THAT(refusal_of("Bacteria;Q;organism"), HasSubstr("same release"));
    EXPECT_THAT(refusal_of("Bacteria;P"), HasSubstr("end in a taxon"));
    EXPECT_EQ(refusal_of("Bacteria;P;organism"), "");
}
