// SPDX-License-Identifier: BSD-3-Clause
// From references to templates.
#include <ampstream/simulate/template_pool.hpp>

#include <filesystem>
#include <fstream>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream::simulate
{

namespace
{

options short_primers()
{
    options chosen;
    chosen.forward = "ACGTACGT";
    chosen.reverse = "CCTTGCAA"; // binds TTGCAAGG
    chosen.primer_mismatches = 0;
    chosen.min_amplicon = 4;
    chosen.max_amplicon = 12;
    return chosen;
}

class reference_file : public testing::Test
{
protected:
    void TearDown() override { std::filesystem::remove(path_); }
    std::string const & write(std::string const & text)
    {
        std::ofstream{path_} << text;
        return path_;
    }
    std::string path_{testing::TempDir() + "simulate_reference_" +
                      testing::UnitTest::GetInstance()->current_test_info()->name() + ".fasta"};
};

} // namespace

TEST_F(reference_file, every_reference_is_a_template_or_counted_with_its_reason)
{
    auto const pool = read_templates(write(">a one\tx\tBacteria; Firmicutes; Bacillus\nGGACGTACGTTTCCATTTGCAAGGTT\n"
                                           ">b\nGGACGTACGTTTCCATTTGCAAGGTT\n"            // the same amplicon
                                           ">c Bacteria;Proteo;\nacguacguGGGGttgcaagg\n" // RNA, lower case
                                           ">d\nACGTACGTTT\n"                            // no reverse site
                                           ">e\nACGTACGTTTGCAAGG\n"                      // empty insert
                                           ">f\nACGTACGTTNCCATTTGCAAGG\n"),              // ambiguous
                                     short_primers());
    EXPECT_EQ(pool.stats, (reference_stats{6, 2, 1, 1, 1, 1}));
    ASSERT_EQ(pool.templates.size(), 2U);
    EXPECT_EQ(pool.templates[0].name, "a");
    EXPECT_EQ(pool.templates[0].insert, "TTCCAT");
    EXPECT_EQ(pool.templates[0].lineage, "Bacteria;Firmicutes;Bacillus");
    EXPECT_EQ(pool.templates[1].insert, "GGGG");
    EXPECT_EQ(pool.templates[1].lineage, "Bacteria;Proteo");
}

TEST_F(reference_file, a_reference_without_any_amplicon_is_an_error_that_names_the_primers)
{
    write(">a\nACGTACGTAAAA\n");
    try
    {
        std::ignore = read_templates(path_, short_primers());
        FAIL();
    }
    catch (input_error const & failure)
    {
        EXPECT_NE(std::string{failure.what()}.find("CCTTGCAA"), std::string::npos);
        EXPECT_NE(std::string{failure.what()}.find("--forward"), std::string::npos);
    }
    write("");
    EXPECT_THROW(std::ignore = read_templates(path_, short_primers()), input_error);
    EXPECT_THROW(std::ignore = read_contaminants(path_), input_error);
}

TEST(choose_templates, draws_without_replacement_in_reference_order)
{
    template_pool pool;
    for (int i = 0; i < 100; ++i)
        pool.templates.push_back({std::to_string(100 + i), "", "ACGT"});
    auto const names = [&](std::uint64_t seed)
    {
        std::vector<std::string> drawn;
        for (auto const & one : choose_templates(pool, 40, seed))
            drawn.push_back(one.name);
        return drawn;
    };
    auto const drawn = names(1);
    EXPECT_TRUE(std::ranges::is_sorted(drawn));
    EXPECT_EQ(std::ranges::adjacent_find(drawn), drawn.end());
    EXPECT_EQ(drawn, names(1));
    EXPECT_NE(drawn, names(2));
    EXPECT_EQ(choose_templates(pool, 100, 1).size(), 100U);
    EXPECT_THROW(std::ignore = choose_templates(pool, 101, 1), usage_error);
}

} // namespace ampstream::simulate
