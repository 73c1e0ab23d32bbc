// SPDX-License-Identifier: BSD-3-Clause
// Files of a release in a folder. Downloads are tested end to end, with a server on this machine.
#include <ampstream/refdb/obtain.hpp>

#include <vector>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

#include "run_folder.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::refdb;
using ::testing::HasSubstr;

struct finding : ::testing::Test
{
    obtained_release find()
    {
        return find_files(release, folder.path(), [this](std::string_view line) { said += std::string{line} + '\n'; });
    }
    std::string refusal()
    {
        try
        {
            (void)find();
        }
        catch (ampstream::error const & wrong)
        {
            return wrong.what();
        }
        return "";
    }

    manifest release{.name = "N",
                     .release = "1",
                     .sequences = {.file = "s.fasta.gz", .urls = {"https://x/s.fasta.gz"}, .md5_suffix = ".md5"},
                     .taxonomy = {.file = "t.txt.gz", .urls = {"https://x/t.txt.gz"}}};
    ampstream::testing::run_folder folder{};
    std::string said{};
};

} // namespace

TEST_F(finding, lists_what_is_missing_and_where_it_is_published)
{
    folder.write("t.txt.gz", "x");
    std::string const message = refusal();
    EXPECT_THAT(message, HasSubstr("lacks s.fasta.gz of N 1"));
    EXPECT_THAT(message, HasSubstr("https://x/s.fasta.gz\n"));
    EXPECT_THAT(message, HasSubstr("https://x/s.fasta.gz.md5\n"));
    EXPECT_THAT(message, HasSubstr(folder.path()));
}

TEST_F(finding, checks_a_file_whose_checksum_lies_beside_it)
{
    folder.write("t.txt.gz", "x");
    folder.write("s.fasta.gz", "abc");
    folder.write("s.fasta.gz.md5", "900150983CD24FB0D6963F7D28E17F72  s.fasta.gz\n");
    EXPECT_TRUE(find().sequences.is_verified);
    folder.write("s.fasta.gz", "abd");
    EXPECT_THAT(refusal(), HasSubstr("900150983cd24fb0d6963f7d28e17f72"));
}

TEST_F(finding, reads_checksums_as_md5sum_bsd_and_openssl_write_them)
{
    folder.write("t.txt.gz", "x");
    folder.write("s.fasta.gz", "abc");
    for (std::string const before : {"MD5 (s.fasta.gz) = ", "MD5(s=1.fasta.gz)= ", ""})
    {
        folder.write("s.fasta.gz.md5", before + "900150983cd24fb0d6963f7d28e17f72\r\n");
        EXPECT_TRUE(find().sequences.is_verified) << before;
        folder.write("s.fasta.gz.md5", before + "000150983cd24fb0d6963f7d28e17f72\n");
        EXPECT_THAT(refusal(), HasSubstr("000150983cd24fb0d6963f7d28e17f72")) << before;
    }
    folder.write("s.fasta.gz.md5", "MD5 (s.fasta.gz) = \n");
    EXPECT_FALSE(find().sequences.is_verified);
}

TEST_F(finding, says_what_it_could_not_check_and_takes_decompressed_files)
{
    folder.write("t.txt", "x");
    folder.write("s.fasta.gz", "abc");
    folder.write("s.fasta.gz.md5", "<html>not a checksum</html>");
    obtained_release const found = find();
    EXPECT_FALSE(found.sequences.is_verified);
    EXPECT_EQ(found.taxonomy.path, folder.path() + "/t.txt");
    EXPECT_THAT(said, HasSubstr("s.fasta.gz: not checked"));
    EXPECT_THAT(said, HasSubstr("t.txt: not checked"));
}
