// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/reference/organelle.hpp>

#include <gtest/gtest.h>

using namespace ampstream::reference;

TEST(organelle_of, finds_the_names_of_silva_greengenes_and_rdp)
{
    EXPECT_EQ(organelle_of({"Bacteria", "Cyanobacteria", "Cyanobacteriia", "Chloroplast"}), organelle::chloroplast);
    EXPECT_EQ(organelle_of({"d__Bacteria", "p__Cyanobacteria", "c__Chloroplast"}), organelle::chloroplast);
    EXPECT_EQ(organelle_of({"D_0__Bacteria", "D_1__Cyanobacteria", "D_3__Chloroplast"}), organelle::chloroplast);
    EXPECT_EQ(organelle_of({"Bacteria", "P", "C", "Rickettsiales", "mitochondria"}), organelle::mitochondria);
    EXPECT_EQ(organelle_of({"Bacteria", "Cyanobacteria/Chloroplast", "Chloroplast", "Chloroplast", "Streptophyta"}),
              organelle::chloroplast);
}

TEST(organelle_of, does_not_take_a_phylum_or_a_kin_for_one)
{
    EXPECT_EQ(organelle_of({"Bacteria", "Cyanobacteria/Chloroplast", "Cyanobacteria"}), organelle::none);
    EXPECT_EQ(organelle_of({"Eukaryota", "Archaeplastida", "Chloroplastida"}), organelle::none);
    EXPECT_EQ(organelle_of({}), organelle::none);
}
