// SPDX-License-Identifier: BSD-3-Clause
// Rules about species in headers.
#include <ampstream/species/names.hpp>

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace ampstream::species
{

namespace
{

std::string read(std::string_view header, name_form form)
{
    header_name const found = species_of(header, form);
    switch (found.result)
    {
    case naming::named:
        return found.name.genus + '|' + found.name.epithet;
    case naming::unnamed:
        return "unnamed";
    case naming::other_genus:
        return "other genus";
    case naming::malformed:
        break;
    }
    return "malformed";
}

} // namespace

TEST(species_names, a_binomial_is_the_two_words_after_the_id)
{
    EXPECT_EQ(read("A1 Bacillus subtilis", name_form::binomial), "Bacillus|subtilis");
    EXPECT_EQ(read("A1  Bacillus\tsubtilis subsp. spizizenii", name_form::binomial), "Bacillus|subtilis");
    EXPECT_EQ(read("A1 Bacillus_A sp002153395", name_form::binomial), "Bacillus_A|sp002153395");
    EXPECT_EQ(read("A1 Escherichia/Shigella coli", name_form::binomial), "Escherichia/Shigella|coli");
    EXPECT_EQ(read("A1 [Clostridium] difficile", name_form::binomial), "Clostridium|difficile");
    EXPECT_EQ(read("A1 Candidatus Pelagibacter ubique", name_form::binomial), "Candidatus Pelagibacter|ubique");
    EXPECT_EQ(read("A1 Bacillus", name_form::binomial), "unnamed");
    EXPECT_EQ(read("A1 Candidatus Pelagibacter", name_form::binomial), "unnamed");
    EXPECT_EQ(read("A1", name_form::binomial), "malformed");
    EXPECT_EQ(read("", name_form::binomial), "malformed");
}

TEST(species_names, a_name_that_leaves_the_species_open_is_none)
{
    for (std::string const word : {"sp.", "sp", "spp.", "cf.", "aff.", "bacterium", "archaeon", "symbiont", "NA"})
    {
        EXPECT_EQ(read("A1 Bacillus " + word + " 17", name_form::binomial), "unnamed") << word;
        EXPECT_EQ(read("A.1.9 Bacteria;Bacillus;Bacillus " + word, name_form::silva), "unnamed") << word;
    }
}

TEST(species_names, names_of_places_and_of_what_was_never_cultured_are_none_however_they_are_written)
{
    for (std::string const below : {"uncultured_bacterium", "gut_metagenome", "unidentified_marine", "Bacillus_sp._X",
                                    "Bacillus_cf._cereus", "Uncultured", "Bacillus", "human gut metagenome"})
        EXPECT_EQ(read("x\td__B;p__P;c__C;o__O;f__F;g__Bacillus;s__" + below, name_form::tabbed), "unnamed") << below;
    for (std::string const words : {"Uncultured organism clone 5", "uncultured Bacillus clone 7", "Bacillus phage X"})
        EXPECT_EQ(read("x " + words, name_form::binomial), "unnamed") << words;
    EXPECT_EQ(read("x\td__B;p__P;c__C;o__O;f__F;g__Bacillus_A;s__Bacillus_A sp000123", name_form::tabbed),
              "Bacillus_A|sp000123");
}

TEST(species_names, silvas_organisms_must_look_like_binomials_of_the_genus_of_the_lineage)
{
    auto const silva = [](std::string const & names) { return read("AB1.1.1400 Bacteria;" + names, name_form::silva); };
    EXPECT_EQ(silva("Bacillaceae;Bacillus;Bacillus subtilis"), "Bacillus|subtilis");
    EXPECT_EQ(silva("Bacillaceae;Bacillus;Bacillus subtilis str. 168"), "Bacillus|subtilis");
    EXPECT_EQ(silva("Escherichia-Shigella;Shigella sonnei"), "Shigella|sonnei");
    EXPECT_EQ(silva("Clostridium sensu stricto 1;Clostridium butyricum"), "Clostridium|butyricum");
    EXPECT_EQ(silva("Ruminiclostridium;[Clostridium] thermocellum"), "other genus");
    EXPECT_EQ(silva("Bacillus;Geobacillus stearothermophilus"), "other genus");
    EXPECT_EQ(silva("Clade Ia;Candidatus Pelagibacter ubique"), "other genus");
    EXPECT_EQ(silva("Candidatus Phytoplasma;Candidatus Phytoplasma asteris"), "Candidatus Phytoplasma|asteris");
    for (std::string const organism :
         {"uncultured bacterium", "uncultured Bacillus sp.", "Bacillus", "Bacillus sp. AB1", "Bacillus AB1",
          "bacillus subtilis", "Bacillus Subtilis", "human gut metagenome"})
        EXPECT_EQ(silva("Bacillus;" + organism), "unnamed") << organism;
}

TEST(species_names, the_seventh_rank_of_a_lineage_is_the_species_however_it_is_written)
{
    std::string const above = "Bacteria;Firmicutes;Bacilli;Bacillales;Bacillaceae;";
    for (std::string const below : {"Bacillus;subtilis", "Bacillus;Bacillus subtilis", "Bacillus;Bacillus_subtilis",
                                    "g__Bacillus;s__subtilis", "g__Bacillus;s__Bacillus subtilis"})
    {
        EXPECT_EQ(read(above + below + ";", name_form::dada2), "Bacillus|subtilis") << below;
        EXPECT_EQ(read("id " + above + below, name_form::spaced), "Bacillus|subtilis") << below;
        EXPECT_EQ(read("id\tRoot;" + above + below, name_form::rdp), "Bacillus|subtilis") << below;
        EXPECT_EQ(read("id text\t" + above + below, name_form::tabbed), "Bacillus|subtilis") << below;
    }
    EXPECT_EQ(read("id;tax=d:Bacteria,g:Bacillus,s:Bacillus_subtilis;", name_form::sintax), "Bacillus|subtilis");
    EXPECT_EQ(read("id;tax=d:Bacteria,g:Bacillus;", name_form::sintax), "unnamed");
    EXPECT_EQ(read(above + "Bacillus;", name_form::dada2), "unnamed");
    EXPECT_EQ(read(above + "Bacillus;s__;", name_form::dada2), "unnamed");
    EXPECT_EQ(read(above + "g__Bacillus_A;s__Bacillus_A subtilis_B;", name_form::dada2), "Bacillus_A|subtilis_B");
    EXPECT_EQ(read(above + "Escherichia/Shigella;Escherichia_coli;", name_form::dada2), "Escherichia|coli");
    EXPECT_EQ(read(above + "Bacillus;Geobacillus kaustophilus;", name_form::dada2), "other genus");
}

TEST(species_names, the_form_is_recognised)
{
    EXPECT_EQ(detect_form("A1 Bacillus subtilis"), name_form::binomial);
    EXPECT_EQ(detect_form("A1.1.1400 Bacteria;Bacillus;Bacillus subtilis"), name_form::silva);
    EXPECT_EQ(detect_form("id;tax=g:Bacillus,s:subtilis"), name_form::sintax);
    EXPECT_EQ(detect_form("Bacteria;F;C;O;F;G;s;"), name_form::dada2);
    EXPECT_EQ(detect_form("A1 Bacillus"), std::nullopt);
    EXPECT_EQ(detect_form("A1"), std::nullopt);
    for (std::string_view const name : form_names)
        EXPECT_EQ(name_of(form_named(name).value()), name);
    EXPECT_EQ(form_named("fasta"), std::nullopt);
}

TEST(species_names, genera_agree_when_a_part_of_one_is_a_part_of_the_other)
{
    EXPECT_TRUE(genera_agree("Bacillus", "Bacillus"));
    EXPECT_TRUE(genera_agree("Escherichia", "Escherichia/Shigella"));
    EXPECT_TRUE(genera_agree("Shigella", "Escherichia-Shigella"));
    EXPECT_TRUE(genera_agree("Escherichia/Shigella", "Shigella"));
    EXPECT_TRUE(genera_agree("Clostridium", "Clostridium sensu stricto 1"));
    EXPECT_TRUE(genera_agree("Prevotella", "Prevotella_9"));
    EXPECT_TRUE(genera_agree("Clostridium", "[Clostridium]"));
    EXPECT_TRUE(genera_agree("Candidatus Pelagibacter", "Pelagibacter"));
    EXPECT_TRUE(genera_agree("Bacillus", "g__Bacillus"));
    EXPECT_TRUE(genera_agree("Paraburkholderia", "Burkholderia-Caballeronia-Paraburkholderia"));
    EXPECT_FALSE(genera_agree("Bacillus", "Geobacillus"));
    EXPECT_FALSE(genera_agree("Bacillus", "Bacillaceae_unclassified"));
    EXPECT_FALSE(genera_agree("Candidatus Pelagibacter", "Candidatus Phytoplasma"));
    EXPECT_FALSE(genera_agree("Burkholderia", "Paraburkholderia"));
    EXPECT_FALSE(genera_agree("Bacillus", ""));
}

} // namespace ampstream::species
