// SPDX-License-Identifier: BSD-3-Clause
// Rules about which species a query is given.
#include <ampstream/species/assigner.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/species/genus_column.hpp>
#include <ampstream/species/species_table.hpp>

namespace ampstream::species
{

namespace
{

using testing::ElementsAre;
using testing::HasSubstr;

using reference_list = std::vector<std::pair<std::string, std::string>>;

std::string gene(std::uint64_t seed)
{
    random_stream random{seed, "gene", 0};
    std::string text;
    while (text.size() < 200)
        text.push_back("ACGT"[random.below(4)]);
    return text;
}

std::string other_base(std::string text, std::size_t place)
{
    return text.replace(place, 1, text.substr(place, 1) == "A" ? "C" : "A");
}

read_batch batch_of(reference_list const & references)
{
    read_batch batch;
    for (auto const & [header, sequence] : references)
        batch.push_back(header, sequence, {}, batch.size() + 1);
    return batch;
}

assignment assign(reference_list const & references, std::string const & query, options const & chosen = {})
{
    std::vector<std::string_view> const queries{query};
    assigner judge{queries, chosen};
    judge.add(judge.search(batch_of(references), name_form::binomial, "db.fasta"));
    return std::move(judge).finish().front();
}

std::string row(assignment const & one)
{
    std::string text;
    append_row(text, "q", one);
    return text;
}

} // namespace

TEST(assigner, all_species_that_hold_the_query_are_listed_once_in_order)
{
    std::string const g = gene(1);
    reference_list const references{{"1 Bacillus subtilis", g},      {"2 Bacillus cereus", "ACGT" + g + "ACGT"},
                                    {"3 Bacillus subtilis x", g},    {"4 Bacillus sp.", g},
                                    {"5 Bacillus pumilus", gene(2)}, {"6 Bacillus mycoides", other_base(g, 90)}};
    EXPECT_EQ(row(assign(references, g)), "q\tBacillus\tBacillus cereus/Bacillus subtilis\t0\t+\t3\tseveral\n");
    EXPECT_EQ(row(assign(references, gene(2))), "q\tBacillus\tBacillus pumilus\t0\t+\t1\tok\n");
    EXPECT_EQ(row(assign(references, gene(3))), "q\tNA\tNA\tNA\tNA\t0\tnone\n");
    EXPECT_EQ(row(assign(references, "ACGT")), "q\tNA\tNA\tNA\tNA\t0\ttoo_short\n");
}

TEST(assigner, more_species_than_asked_for_are_none)
{
    std::string const g = gene(1);
    reference_list const references{{"1 Bacillus subtilis", g}, {"2 Bacillus cereus", g}};
    EXPECT_EQ(row(assign(references, g, {.max_species = 1})), "q\tBacillus\tNA\t0\t+\t2\ttoo_many\n");
    EXPECT_EQ(assign(references, g, {.max_species = 2}).why, status::several);
    reference_list const genera{{"1 Bacillus subtilis", g}, {"2 Kurthia gibsonii", g}};
    assignment unlisted = assign(genera, g, {.max_species = 1});
    EXPECT_EQ(row(unlisted), "q\tNA\tNA\t0\t+\t2\ttoo_many\n");
    require_genus(unlisted, "Listeria");
    EXPECT_EQ(unlisted.why, status::genus_differs); // as it is when they are listed
}

TEST(assigner, only_the_fewest_mismatches_count_whatever_the_order)
{
    std::string const g = gene(1);
    reference_list references{{"1 Bacillus far", other_base(other_base(g, 10), 150)},
                              {"2 Bacillus near", other_base(g, 90)},
                              {"3 Bacillus close", other_base(g, 20)}};
    std::string const expected = "q\tBacillus\tBacillus close/Bacillus near\t1\t+\t2\tseveral\n";
    EXPECT_EQ(row(assign(references, g, {.max_mismatches = 3})), expected);
    std::ranges::reverse(references);
    EXPECT_EQ(row(assign(references, g, {.max_mismatches = 3})), expected);
    references.emplace_back("4 Bacillus same", g);
    EXPECT_EQ(row(assign(references, g, {.max_mismatches = 3})), "q\tBacillus\tBacillus same\t0\t+\t1\tok\n");
}

TEST(assigner, a_header_of_another_form_is_an_error_with_its_place)
{
    try
    {
        static_cast<void>(assign({{"1 Bacillus subtilis", gene(1)}, {"2", gene(1)}}, gene(1)));
        FAIL();
    }
    catch (input_error const & wrong)
    {
        EXPECT_THAT(wrong.what(), HasSubstr("db.fasta: record 2"));
        EXPECT_THAT(wrong.what(), HasSubstr("'binomial'"));
    }
}

TEST(assigner, references_are_counted_by_what_became_of_them)
{
    std::vector<std::string_view> const queries{};
    assigner judge{queries, {}};
    judge.add(judge.search(batch_of({{"1.1.2 B;Bacillus;Bacillus subtilis", "A"},
                                     {"2.1.2 B;Bacillus;Kurthia gibsonii", "A"},
                                     {"3.1.2 B;Bacillus;uncultured bacterium", "A"}}),
                           name_form::silva, "db"));
    EXPECT_EQ(judge.counts(), (stats{.references = 3, .named = 1, .unnamed = 1, .other_genus = 1}));
}

TEST(require_genus, every_genus_that_fits_must_be_the_one_classified)
{
    std::string const g = gene(1);
    assignment const both = assign({{"1 Escherichia coli", g}, {"2 Shigella sonnei", g}}, g);
    auto const checked = [&](std::optional<std::string_view> classified)
    {
        assignment one = both;
        require_genus(one, classified);
        return row(one);
    };
    EXPECT_EQ(checked("Escherichia/Shigella"),
              "q\tEscherichia/Shigella\tEscherichia coli/Shigella sonnei\t0\t+\t2\tseveral\n");
    EXPECT_EQ(checked("Escherichia"), "q\tEscherichia/Shigella\tNA\t0\t+\t2\tgenus_differs\n");
    EXPECT_EQ(checked("Bacillus"), "q\tEscherichia/Shigella\tNA\t0\t+\t2\tgenus_differs\n");
    EXPECT_EQ(checked(std::nullopt), "q\tEscherichia/Shigella\tNA\t0\t+\t2\tno_genus\n");
    assignment nothing{};
    require_genus(nothing, "Bacillus");
    EXPECT_EQ(nothing.why, status::none);
}

TEST(require_genus, the_genus_is_the_rank_of_that_name_if_the_reference_has_a_name_there)
{
    EXPECT_EQ(genus_column({"domain", "genus", "species"}, "t.tsv"), 1U);
    EXPECT_THROW(static_cast<void>(genus_column({"domain"}, "t.tsv")), usage_error);
    EXPECT_EQ(genus_of({"Bacteria", "Bacillus", "x"}, 1), "Bacillus");
    EXPECT_EQ(genus_of({"Bacteria"}, 1), std::nullopt);
    EXPECT_EQ(genus_of({"Bacteria", "Bacteria_unclassified"}, 1), std::nullopt);
}

TEST(species_options, out_of_range_is_refused)
{
    EXPECT_THROW((options{.max_mismatches = most_mismatches + 1}.validate()), usage_error);
    EXPECT_THROW((options{.max_species = 0}.validate()), usage_error);
    EXPECT_THROW((options{.strand = "minus"}.validate()), usage_error);
    EXPECT_THROW((options{.header_format = "fasta"}.validate()), usage_error);
    EXPECT_NO_THROW(options{}.validate());
}

} // namespace ampstream::species
