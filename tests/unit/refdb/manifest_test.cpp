// SPDX-License-Identifier: BSD-3-Clause
// The manifest we ship, and those we refuse.
#include <ampstream/refdb/manifest.hpp>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

#include "run_folder.hpp"

using namespace ampstream;
using namespace ampstream::refdb;
using ::testing::HasSubstr;

namespace
{

std::string refusal(std::string_view text)
{
    ampstream::testing::run_folder const folder;
    try
    {
        (void)read_manifest(folder.write("m.json", text));
    }
    catch (input_error const & wrong)
    {
        return wrong.what();
    }
    return "";
}

std::string with_file(std::string_view file, std::string_view url)
{
    return std::string{R"({"name":"N","release":"1","source":"silva","licence":{"name":"L"},"citation":[],)"} +
           R"("taxonomy":{"file":"t","urls":["https://x/t"]},"sequences":{"file":")" + std::string{file} +
           R"(","urls":[")" + std::string{url} + R"("]}})";
}

} // namespace

TEST(read_manifest, reads_the_one_of_silva)
{
    manifest const silva = read_manifest(std::string{AMPSTREAM_SOURCE_DIR} + "/refdb/silva_138.1.json");
    EXPECT_EQ(silva.release, "138.1");
    EXPECT_EQ(silva.sequences.file, "SILVA_138.1_SSURef_NR99_tax_silva.fasta.gz");
    EXPECT_EQ(silva.taxonomy.file, "tax_slv_ssu_138.1.txt.gz");
    for (published_file const * const one : {&silva.sequences, &silva.taxonomy})
        for (std::string const & url : one->urls)
        {
            EXPECT_TRUE(url.starts_with("https://")) << url;
            EXPECT_TRUE(url.ends_with('/' + one->file)) << url;
        }
    EXPECT_THAT(licence_text(silva), HasSubstr("CC BY 4.0"));
    EXPECT_THAT(licence_text(silva), HasSubstr("doi:10.1093/nar/gks1219"));
}

TEST(read_manifest, refuses_what_is_none)
{
    EXPECT_EQ(refusal(with_file("s.gz", "https://x/s.gz")), "");
    EXPECT_THAT(refusal("{"), HasSubstr("a manifest of a release"));
    EXPECT_THAT(refusal("{}"), HasSubstr("a manifest of a release"));
    EXPECT_THAT(refusal(with_file("../s.gz", "https://x/s.gz")), HasSubstr("a plain file name"));
    EXPECT_THAT(refusal(with_file("s.gz", "file:///etc/passwd")), HasSubstr("a URL with https or http"));
}
