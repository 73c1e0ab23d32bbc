// SPDX-License-Identifier: BSD-3-Clause
// Forms of headers with lineages.
#include <ampstream/reference/header.hpp>

#include <gmock/gmock.h>

namespace
{

using namespace ampstream::reference;
using testing::ElementsAre;

std::vector<std::string> names_in(std::string_view header)
{
    auto const format = detect_format(header);
    if (!format)
        return {};
    auto const parsed = parse_header(header, *format);
    return parsed ? parsed->names : std::vector<std::string>{};
}

TEST(header, silva_ends_in_an_organism_that_is_no_rank)
{
    std::string_view const header = "AAAH02000001.1.1479 Bacteria;Chloroflexi;Chloroflexus;Chloroflexus aurantiacus";
    EXPECT_EQ(detect_format(header), header_format::silva);
    EXPECT_THAT(names_in(header), ElementsAre("Bacteria", "Chloroflexi", "Chloroflexus"));
    EXPECT_EQ(parse_header(header, header_format::silva)->id, "AAAH02000001.1.1479");
}

TEST(header, an_accession_without_positions_is_not_silva)
{
    EXPECT_EQ(detect_format("AB074301.HlbSpe10 Archaea;Halobacterium"), header_format::spaced);
    EXPECT_EQ(detect_format("a.1 Archaea;Halobacterium"), header_format::spaced);
    EXPECT_EQ(detect_format(".1.2 Archaea;Halobacterium"), header_format::spaced);
}

TEST(header, rdp_has_root_behind_the_last_tab)
{
    std::string_view const header = "7000004128189528\tRoot;Bacteria;Actinobacteria;Acidothermus";
    EXPECT_EQ(detect_format(header), header_format::rdp);
    EXPECT_THAT(names_in(header), ElementsAre("Bacteria", "Actinobacteria", "Acidothermus"));
    EXPECT_THAT(names_in("x\trootrank:Root;Bacteria;A"), ElementsAre("Bacteria", "A"));
}

TEST(header, tabbed_has_the_lineage_in_the_last_field)
{
    EXPECT_THAT(names_in("70 Acidothermus; strain\t70|16s\tBacteria; Actinobacteria; Acidothermus"),
                ElementsAre("Bacteria", "Actinobacteria", "Acidothermus"));
}

TEST(header, dada2_has_no_id)
{
    std::string_view const header = "Bacteria;Firmicutes;Bacillus;";
    EXPECT_EQ(detect_format(header), header_format::dada2);
    EXPECT_EQ(parse_header(header, header_format::dada2)->id, "");
    EXPECT_THAT(names_in(header), ElementsAre("Bacteria", "Firmicutes", "Bacillus"));
    EXPECT_THAT(names_in("Bacteria;Some phylum;Bacillus;"), ElementsAre("Bacteria", "Some phylum", "Bacillus"));
}

TEST(header, sintax_names_its_ranks_by_letters)
{
    std::string_view const header = "gi;tax=d:Bacteria,p:Firmicutes,g:Bacillus;";
    EXPECT_EQ(detect_format(header), header_format::sintax);
    EXPECT_THAT(names_in(header), ElementsAre("Bacteria", "", "Firmicutes", "", "", "", "Bacillus", ""));
    EXPECT_FALSE(parse_header("gi;tax=Bacteria;", header_format::sintax));
    EXPECT_FALSE(parse_header("gi;tax=x:Bacteria;", header_format::sintax));
    EXPECT_FALSE(parse_header("gi;tax=;", header_format::sintax));
}

TEST(header, names_left_empty_stay_places)
{
    EXPECT_THAT(names_in("x Bacteria;;Bacillaceae;g__"), ElementsAre("Bacteria", "", "Bacillaceae", ""));
    EXPECT_THAT(names_in("x D_0__Bacteria;D_1__;D_4__Bacillaceae;D_5__;D_14__"),
                ElementsAre("D_0__Bacteria", "", "D_4__Bacillaceae", "", ""));
    EXPECT_THAT(names_in("x D_0__Bacteria;D___;__"), ElementsAre("D_0__Bacteria", "D___", "__"));
    EXPECT_THAT(names_in("x Bacteria;Firmicutes;;"), ElementsAre("Bacteria", "Firmicutes", ""));
}

TEST(header, without_a_lineage_there_is_no_format)
{
    EXPECT_FALSE(detect_format(""));
    EXPECT_FALSE(detect_format("seq1"));
    EXPECT_FALSE(detect_format("seq1 Escherichia coli"));
    EXPECT_FALSE(detect_format("seq1\tsome text"));
    EXPECT_FALSE(parse_header("seq1", header_format::spaced));
    EXPECT_FALSE(parse_header("seq1\tRoot", header_format::rdp));
}

TEST(header, a_tab_in_a_name_is_refused)
{
    EXPECT_FALSE(parse_header("x Bacteria;Bac\tillus", header_format::spaced));
}

TEST(header, a_size_annotation_is_not_a_lineage_of_one_name)
{
    EXPECT_NE(detect_format("otu1;size=12 Bacteria;Firmicutes;Bacillus"), header_format::dada2);
    EXPECT_FALSE(detect_format("otu1;size=12"));
}

TEST(header, formats_are_found_by_their_names)
{
    for (std::size_t i = 0; i < header_format_names.size(); ++i)
        EXPECT_EQ(name_of(*format_named(header_format_names[i])), header_format_names[i]);
    EXPECT_FALSE(format_named("auto"));
}

} // namespace
