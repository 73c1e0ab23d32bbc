// SPDX-License-Identifier: BSD-3-Clause
// Rules of tables as text.
#include <ampstream/table/write.hpp>

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <ampstream/core/error.hpp>

namespace ampstream::table
{

namespace
{

using testing::HasSubstr;

feature_table hostile_names()
{
    return {.samples = {"007", "a \"b\"", "back\\slash", "empty", "Zürich-β.1"},
            .features = {"OTU_1", "x\"y\\z"},
            .counts = {{{0, 5}, {4, 9223372036854775807}}, {{1, 1}, {2, 2}}},
            .lineages = {{"Bacteria", "G\"'\\ü"}, {}},
            .rank_names = {"domain", "genus"}};
}

template <typename writer_t>
std::string text_of(writer_t const & writer)
{
    std::string text;
    writer([&text](std::string_view part) { text += part; });
    return text;
}

std::string tsv(feature_table const & table, bool with_taxonomy = true)
{
    return text_of([&](text_sink const & sink) { write_tsv(table, "#OTU ID", with_taxonomy, sink); });
}

nlohmann::json biom(feature_table const & table)
{
    return nlohmann::json::parse(text_of([&](text_sink const & sink) { write_biom(table, "ampstream \"1\"", sink); }));
}

std::string shared(feature_table const & table)
{
    return text_of([&](text_sink const & sink) { write_shared(table, "0.03", sink); });
}

} // namespace

TEST(write_tsv, has_a_row_a_feature_and_zeros_where_nothing_is_counted)
{
    EXPECT_EQ(tsv(hostile_names()), "#OTU ID\t007\ta \"b\"\tback\\slash\tempty\tZürich-β.1\ttaxonomy\n"
                                    "OTU_1\t5\t0\t0\t0\t9223372036854775807\tBacteria; G\"'\\ü\n"
                                    "x\"y\\z\t0\t1\t2\t0\t0\tunclassified\n");
}

TEST(write_tsv, has_no_taxonomy_column_when_none_is_wanted_or_known)
{
    feature_table table{.samples = {"A"}, .features = {"f"}, .counts = {{{0, 1}}}};
    EXPECT_EQ(tsv(table), "#OTU ID\tA\nf\t1\n");
    table.lineages = {{"B"}};
    EXPECT_EQ(tsv(table, false), "#OTU ID\tA\nf\t1\n");
}

TEST(write_tsv, a_table_without_rows_is_a_header)
{
    EXPECT_EQ(tsv({.samples = {"A", "B"}}), "#OTU ID\tA\tB\n");
    EXPECT_EQ(tsv({.samples = {"A"}, .rank_names = {"domain"}}), "#OTU ID\tA\ttaxonomy\n");
    EXPECT_EQ(tsv({.samples = {"A"}, .rank_names = {"domain"}}, false), "#OTU ID\tA\n");
}

TEST(write_tsv, a_name_with_tab_or_line_end_is_an_error)
{
    EXPECT_THROW((void)tsv({.samples = {"a\tb"}}), input_error);
    EXPECT_THROW((void)tsv({.samples = {"a"}, .features = {"a\nb"}, .counts = {{}}}), input_error);
    feature_table const taxon{.samples = {"a"}, .features = {"f"}, .counts = {{}}, .lineages = {{"G\rH"}}};
    EXPECT_THROW((void)tsv(taxon), input_error);
    EXPECT_EQ(tsv(taxon, false), "#OTU ID\ta\nf\t0\n");
}

TEST(write_tsv, a_large_table_arrives_whole)
{
    feature_table table{.samples = {"A"}};
    std::string wanted = "#OTU ID\tA\n";
    for (std::uint64_t i = 0; i < 200'000; ++i)
    {
        table.features.push_back(fmt::format("OTU_{}", i));
        table.counts.push_back({{0, i + 1}});
        wanted += fmt::format("OTU_{}\t{}\n", i, i + 1);
    }
    EXPECT_TRUE(tsv(table) == wanted);
}

TEST(write_biom, is_json_with_the_names_as_they_are)
{
    nlohmann::json const table = biom(hostile_names());
    EXPECT_EQ(table["format"], "Biological Observation Matrix 1.0.0");
    EXPECT_EQ(table["generated_by"], "ampstream \"1\"");
    EXPECT_EQ(table["shape"], (nlohmann::json{2, 5}));
    std::vector<std::string> samples;
    for (auto const & column : table["columns"])
        samples.push_back(column["id"]);
    EXPECT_EQ(samples, hostile_names().samples);
    EXPECT_EQ(table["rows"][1]["id"], "x\"y\\z");
}

TEST(write_biom, counts_are_triples_of_row_column_count)
{
    EXPECT_EQ(biom(hostile_names())["data"],
              (nlohmann::json{{0, 0, 5}, {0, 4, 9223372036854775807}, {1, 1, 1}, {1, 2, 2}}));
}

TEST(write_biom, taxonomy_is_an_array_of_ranks)
{
    nlohmann::json const table = biom(hostile_names());
    EXPECT_EQ(table["rows"][0]["metadata"]["taxonomy"], (nlohmann::json{"Bacteria", "G\"'\\ü"}));
    EXPECT_EQ(table["rows"][1]["metadata"]["taxonomy"], (nlohmann::json::array({"unclassified"})));
}

TEST(write_biom, has_no_metadata_without_lineages_and_without_columns_of_metadata)
{
    nlohmann::json const table = biom({.samples = {"A"}, .features = {"f"}, .counts = {{{0, 1}}}});
    EXPECT_TRUE(table["rows"][0]["metadata"].is_null());
    EXPECT_TRUE(table["columns"][0]["metadata"].is_null());
}

TEST(write_biom, columns_carry_the_metadata_of_their_sample)
{
    nlohmann::json const table = biom({.samples = {"A", "B"},
                                       .features = {"f"},
                                       .counts = {{{0, 1}}},
                                       .metadata_columns = {"group", "the \"pH\""},
                                       .metadata = {{"x", "7.0"}, {"", "6.5"}}});
    EXPECT_EQ(table["columns"][0]["metadata"], (nlohmann::json{{"group", "x"}, {"the \"pH\"", "7.0"}}));
    EXPECT_EQ(table["columns"][1]["metadata"], (nlohmann::json{{"group", ""}, {"the \"pH\"", "6.5"}}));
}

TEST(write_biom, control_characters_are_escaped_and_bad_utf8_is_replaced)
{
    nlohmann::json const table = biom({.samples = {"tab\there", "latin\xfc"}});
    EXPECT_EQ(table["columns"][0]["id"], "tab\there");
    EXPECT_EQ(table["columns"][1]["id"], "latin\uFFFD");
}

TEST(write_biom, the_same_table_gives_the_same_bytes)
{
    auto const write = [](text_sink const & sink) { write_biom(hostile_names(), "x", sink); };
    EXPECT_EQ(text_of(write), text_of(write));
    EXPECT_THAT(text_of(write), HasSubstr("\"date\":\"1970-01-01T00:00:00\""));
}

TEST(write_shared, has_a_row_a_sample)
{
    EXPECT_EQ(shared({.samples = {"A", "empty", "B"}, .features = {"f", "g"}, .counts = {{{0, 1}, {2, 3}}, {{2, 2}}}}),
              "label\tGroup\tnumOtus\tf\tg\n"
              "0.03\tA\t2\t1\t0\n"
              "0.03\tempty\t2\t0\t0\n"
              "0.03\tB\t2\t3\t2\n");
    EXPECT_THROW((void)shared({.samples = {"a\tb"}}), input_error);
}

} // namespace ampstream::table
