// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/pipeline/provenance.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ampstream::pipeline
{

namespace
{

std::string text_of(provenance const & record)
{
    std::string text;
    write_provenance(record, [&text](std::string_view piece) { text += piece; });
    return text;
}

} // namespace

TEST(write_provenance, holds_options_as_their_types_and_leaves_paths_of_options_out)
{
    double identity = 0.97;
    std::optional<double> limit;
    std::string path = "/somewhere";
    provenance record{.version = "1.2.3", .libraries = {{"zlib", "1.2"}}};
    record.options = {{.name = "id", .value = &identity, .help = ""},
                      {.name = "maxee", .value = &limit, .help = ""},
                      {.name = "out", .value = &path, .help = "", .is_file = true}};
    auto const read = nlohmann::json::parse(text_of(record));
    EXPECT_EQ(read["version"], "1.2.3");
    EXPECT_EQ(read["libraries"]["zlib"], "1.2");
    EXPECT_EQ(read["options"]["id"], 0.97);
    EXPECT_TRUE(read["options"]["maxee"].is_null());
    EXPECT_FALSE(read["options"].contains("out"));
}

TEST(write_provenance, holds_inputs_what_was_left_out_and_figures)
{
    provenance record{.inputs = {{"r1.fastq.gz", "ab"}},
                      .left_out = {"Undetermined_R1.fastq.gz: reads of no sample"},
                      .figures = {{"pool", "uniques", 12}}};
    auto const read = nlohmann::json::parse(text_of(record));
    EXPECT_EQ(read["inputs"][0]["path"], "r1.fastq.gz");
    EXPECT_EQ(read["inputs"][0]["sha256"], "ab");
    EXPECT_EQ(read["left_out"][0], "Undetermined_R1.fastq.gz: reads of no sample");
    EXPECT_EQ(read["stages"]["pool"]["uniques"], 12);
}

TEST(write_provenance, has_the_layout_of_the_whole_document_written_at_once)
{
    for (std::vector<input_file> const & inputs :
         {std::vector<input_file>{}, {{"a \n \" R1.fastq", "12", "a"}}, {{"a", "1", "x"}, {"b", "2", ""}}})
    {
        provenance const record{.version = "1", .inputs = inputs, .left_out = {"}"}};
        std::string const text = text_of(record);
        EXPECT_EQ(nlohmann::ordered_json::parse(text).dump(2) + '\n', text);
    }
}

TEST(write_provenance, survives_paths_that_are_not_utf8)
{
    provenance const record{.inputs = {{"r\xff.fastq", ""}}};
    EXPECT_EQ(nlohmann::json::parse(text_of(record))["inputs"].size(), 1U);
}

} // namespace ampstream::pipeline
