// SPDX-License-Identifier: BSD-3-Clause
// What is tied to an amplicon.
#include <ampstream/simulate/library.hpp>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/simulate/amplicon.hpp>

namespace ampstream::simulate
{

TEST(resolve, a_degenerate_letter_gives_each_of_its_bases)
{
    random_stream stream{1, "test", 0};
    std::string drawn = resolve(std::string(3000, 'W'), stream);
    EXPECT_NEAR(static_cast<double>(std::ranges::count(drawn, 'A')), 1500, 140);
    EXPECT_EQ(std::ranges::count(drawn, 'A') + std::ranges::count(drawn, 'T'), 3000);
    EXPECT_EQ(resolve("ACGTacgu", stream), "ACGTACGT");
}

TEST(library, primers_stand_around_the_insert)
{
    options const chosen;
    library const made{chosen};
    random_stream stream{1, "test", 0};
    for (int i = 0; i < 50; ++i)
    {
        std::string const bases = made.fragment("TTTTTTTTTT", stream);
        EXPECT_EQ(bases.size(), chosen.forward.size() + 10 + chosen.reverse.size());
        EXPECT_EQ(find_site(chosen.forward, bases, 0, 0), (primer_site{0, 0}));
        EXPECT_EQ(find_site(chosen.reverse, reverse_complement(bases), 0, 0), (primer_site{0, 0}));
        EXPECT_EQ(bases.find_first_not_of("ACGT"), std::string::npos);
    }
}

TEST(library, spacers_have_every_length_up_to_the_longest)
{
    options chosen;
    chosen.spacer = 3;
    library const made{chosen};
    random_stream stream{1, "test", 0};
    std::vector<int> lengths(4);
    for (int i = 0; i < 400; ++i)
        ++lengths[find_site(chosen.forward, made.fragment("TTTTTTTTTT", stream), 0, 0)->begin];
    for (int const count : lengths)
        EXPECT_NEAR(count, 100, 45);
}

TEST(library, without_primers_the_insert_stands_alone)
{
    options chosen;
    chosen.no_primers = true;
    chosen.spacer = 5;
    random_stream stream{1, "test", 0};
    EXPECT_EQ(library{chosen}.fragment("ACGT", stream), "ACGT");
}

TEST(read_end, a_short_fragment_is_followed_by_adapter_and_filler)
{
    EXPECT_EQ(read_end("ACGTACGT", "TTT", 'G', 4), "ACGT");
    EXPECT_EQ(read_end("ACGT", "TTT", 'G', 6), "ACGTTT");
    EXPECT_EQ(read_end("ACGT", "TTT", 'G', 10), "ACGTTTTGGG");
    EXPECT_EQ(read_end("", "", 'A', 2), "AA");
}

TEST(draw_indices, any_two_samples_differ_in_three_bases)
{
    auto const indices = draw_indices(300, 1);
    for (std::size_t i = 0; i < indices.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
        {
            std::string const one = indices[i].i7 + indices[i].i5;
            std::string const other = indices[j].i7 + indices[j].i5;
            int differences = 0;
            for (std::size_t k = 0; k < one.size(); ++k)
                differences += one[k] != other[k];
            ASSERT_GE(differences, 3);
        }
    EXPECT_EQ(indices, draw_indices(300, 1));
    EXPECT_NE(indices, draw_indices(300, 2));
}

TEST(add_indel, the_length_stays_and_the_rate_holds)
{
    int changed = 0;
    for (std::uint64_t i = 0; i < 20000; ++i)
    {
        random_stream stream{1, "indel", i};
        std::string bases(100, 'A');
        changed += add_indel(bases, 1e-3, stream);
        ASSERT_EQ(bases.size(), 100U);
    }
    EXPECT_NEAR(changed, 2000, 220);
}

} // namespace ampstream::simulate
