// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/pipeline/provenance.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ampstream::pipeline
{

TEST(provenance_text, holds_options_as_their_types_and_leaves_paths_of_options_out)
{
    double identity = 0.97;
    std::optional<double> limit;
    std::string path = "/somewhere";
    provenance record{.version = "1.2.3", .libraries = {{"zlib", "1.2"}}};
    record.options = {{.name = "id", .value = &identity, .help = ""},
                      {.name = "maxee", .value = &limit, .help = ""},
                      {.name = "out", .value = &path, .help = "", .is_file = true}};
    auto const read = nlohmann::json::parse(provenance_text(record));
    EXPECT_EQ(read["version"], "1.2.3");
    EXPECT_EQ(read["libraries"]["zlib"], "1.2");
    EXPECT_EQ(read["options"]["id"], 0.97);
    EXPECT_TRUE(read["options"]["maxee"].is_null());
    EXPECT_FALSE(read["options"].contains("out"));
}

TEST(provenance_text, holds_inputs_what_was_left_out_and_figures)
{
    provenance record{.inputs = {{"r1.fastq.gz", "ab"}},
                      .left_out = {"Undetermined_R1.fastq.gz: reads of no sample"},
                      .figures = {{"pool", "uniques", 12}}};
    auto const read = nlohmann::json::parse(provenance_text(record));
    EXPECT_EQ(read["inputs"][0]["path"], "r1.fastq.gz");
    EXPECT_EQ(read["inputs"][0]["sha256"], "ab");
    EXPECT_EQ(read["left_out"][0], "Undetermined_R1.fastq.gz: reads of no sample");
    EXPECT_EQ(read["stages"]["pool"]["uniques"], 12);
}

TEST(provenance_text, survives_paths_that_are_not_utf8)
{
    provenance const record{.inputs = {{"r\xff.fastq", ""}}};
    EXPECT_EQ(nlohmann::json::parse(provenance_text(record))["inputs"].size(), 1U);
}

} // namespace ampstream::pipeline
