// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/runfolder/file_name.hpp>

#include <gtest/gtest.h>

using namespace ampstream::runfolder;

namespace
{

/// "SAMPLE sheet-number lane set kind", '-' for what is absent.
std::string taken_apart(std::string_view stem)
{
    std::optional<file_name> const parts = parse_stem(stem);
    if (!parts)
        return "nothing";
    return parts->sample + "|" + (parts->sheet_number ? std::to_string(*parts->sheet_number) : "-") + "|" +
           std::to_string(parts->lane) + "|" + std::to_string(parts->set) + "|" +
           "RVIF"[static_cast<int>(parts->kind)]; // foRward, reVerse, Index, Further
}

} // namespace

TEST(parse_stem, illuminas_full_name)
{
    EXPECT_EQ(taken_apart("NAME_S1_L001_R1_001"), "NAME|1|1|1|R");
    EXPECT_EQ(taken_apart("NAME_S96_L008_R2_002"), "NAME|96|8|2|V");
    EXPECT_EQ(taken_apart("Undetermined_S0_L001_R1_001"), "Undetermined|0|1|1|R");
}

TEST(parse_stem, illuminas_name_without_set_or_lane)
{
    EXPECT_EQ(taken_apart("NAME_S1_L001_R1"), "NAME|1|1|0|R");
    EXPECT_EQ(taken_apart("NAME_S1_R1_001"), "NAME|1|0|1|R");
    EXPECT_EQ(taken_apart("NAME_ACGTACGT_L001_R1_001"), "NAME_ACGTACGT|-|1|1|R");
    EXPECT_EQ(taken_apart("NAME_R1_001"), "NAME|-|0|1|R");
}

TEST(parse_stem, a_sheet_number_without_lane_and_set_belongs_to_the_name)
{
    EXPECT_EQ(taken_apart("soil_S1_R1"), "soil_S1|-|0|0|R");
}

TEST(parse_stem, only_the_last_sheet_number_is_taken)
{
    EXPECT_EQ(taken_apart("plate_S1_S12_L001_R1_001"), "plate_S1|12|1|1|R");
}

TEST(parse_stem, common_names)
{
    EXPECT_EQ(taken_apart("NAME_R1"), "NAME|-|0|0|R");
    EXPECT_EQ(taken_apart("NAME.R2"), "NAME|-|0|0|V");
    EXPECT_EQ(taken_apart("NAME_r2"), "NAME|-|0|0|V");
    EXPECT_EQ(taken_apart("NAME_1"), "NAME|-|0|0|R");
    EXPECT_EQ(taken_apart("SRR123_2"), "SRR123|-|0|0|V");
}

TEST(parse_stem, names_that_could_be_misread)
{
    EXPECT_EQ(taken_apart("s1_1_R1"), "s1_1|-|0|0|R");
    EXPECT_EQ(taken_apart("m3n701-s502_S1_L001_R1"), "m3n701-s502|1|1|0|R");
    EXPECT_EQ(taken_apart("lib_111_R1"), "lib_111|-|0|0|R");
    EXPECT_EQ(taken_apart("control_1_2_R1"), "control_1_2|-|0|0|R");
    EXPECT_EQ(taken_apart("F3D0_1250pairs_R1"), "F3D0_1250pairs|-|0|0|R");
    EXPECT_EQ(taken_apart("R1_R2"), "R1|-|0|0|V");
    EXPECT_EQ(taken_apart("R1_R2_001"), "R1|-|0|1|V");
    EXPECT_EQ(taken_apart("a_R1_1"), "a_R1|-|0|0|R");
    EXPECT_EQ(taken_apart("a_001_1"), "a_001|-|0|0|R");
    EXPECT_EQ(taken_apart("a_L001_1"), "a_L001|-|0|0|R");
    EXPECT_EQ(taken_apart("_S1_L001_R1_001"), "nothing");
    EXPECT_EQ(taken_apart("01- 1111_S1_L001_R1_001"), "01- 1111|1|1|1|R");
    EXPECT_EQ(taken_apart("x_S99999999999999999999_L001_R1_001"), "x_S99999999999999999999|-|1|1|R");
}

TEST(parse_stem, index_and_further_reads)
{
    EXPECT_EQ(taken_apart("NAME_S1_L001_I1_001"), "NAME|1|1|1|I");
    EXPECT_EQ(taken_apart("NAME_S1_L001_I2"), "NAME|1|1|0|I");
    EXPECT_EQ(taken_apart("NAME_S1_L001_R3_001"), "NAME|1|1|1|F");
}

TEST(parse_stem, names_that_say_no_end)
{
    for (std::string_view const stem :
         {"", "NAME", "NAME_3", "NAME_R0", "NAMER1", "_R1", "_1", "NAME_001", "NAME-1", "1"})
        EXPECT_EQ(taken_apart(stem), "nothing") << stem;
}

TEST(split_fastq_extension, knows_fastq_and_fq_with_any_compression)
{
    EXPECT_EQ(split_fastq_extension("a.b.fastq.gz")->stem, "a.b");
    EXPECT_EQ(split_fastq_extension("a.b.fastq.gz")->compression, "gz");
    EXPECT_EQ(split_fastq_extension("A.FQ.GZ")->stem, "A");
    EXPECT_EQ(split_fastq_extension("a.fq")->compression, "");
    EXPECT_EQ(split_fastq_extension("a.fq.bz2")->compression, "bz2");
    for (std::string_view const name : {"a.fasta", "a.fastq.md5", "fastq", "a.gz", "gz", "", "afq"})
        EXPECT_FALSE(split_fastq_extension(name)) << name;
}
