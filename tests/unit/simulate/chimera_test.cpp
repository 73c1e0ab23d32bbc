// SPDX-License-Identifier: BSD-3-Clause
// Rules of crossovers.
#include <ampstream/simulate/chimera.hpp>

#include <gtest/gtest.h>

#include <ampstream/simulate/library.hpp>

namespace ampstream::simulate
{

namespace
{
/// Two templates that share the stretch [left_flank, left_flank + 30).
struct relatives
{
    std::string left;
    std::string right;
};
relatives make_relatives(std::size_t left_flank, std::size_t right_flank)
{
    random_stream stream{5, "relatives", 0};
    std::string const shared = resolve(std::string(30, 'N'), stream);
    auto const flank = [&](std::size_t length, char letters) { return resolve(std::string(length, letters), stream); };
    return {flank(left_flank, 'M') + shared + flank(100, 'M'), flank(right_flank, 'K') + shared + flank(100, 'K')};
}
} // namespace

TEST(find_crossovers, breaks_lie_where_twelve_bases_are_shared)
{
    auto const [left, right] = make_relatives(100, 105);
    auto const places = find_crossovers(left, right, word_index{right});
    ASSERT_EQ(places.size(), 19U); // 30 − 12 + 1 words
    for (crossover const & place : places)
    {
        EXPECT_EQ(left.substr(place.left_end - 12, 12), right.substr(place.right_begin - 12, 12));
        EXPECT_EQ(place.right_begin, place.left_end + 5);
    }
}

TEST(find_crossovers, every_product_differs_from_both_parents)
{
    auto const [left, right] = make_relatives(100, 100);
    std::string const conserved = "ACGTTGCAACGGTTAACCGG";
    std::string const one = conserved + left + conserved;
    std::string const other = conserved + right + conserved;
    auto const places = find_crossovers(one, other, word_index{other});
    EXPECT_FALSE(places.empty());
    for (crossover const & place : places)
    {
        std::string const product = join(one, other, place);
        EXPECT_NE(product, one);
        EXPECT_NE(product, other);
    }
}

TEST(find_crossovers, stretches_too_far_apart_and_strangers_give_none)
{
    auto const [left, right] = make_relatives(100, 145);
    EXPECT_TRUE(find_crossovers(left, right, word_index{right}).empty());
    EXPECT_TRUE(find_crossovers("ACGT", "ACGT", word_index{"ACGT"}).empty());
    EXPECT_TRUE(find_crossovers(left, left, word_index{left}).empty()); // a template and itself
}

TEST(join, the_product_is_left_then_right)
{
    EXPECT_EQ(join("AAAAAA", "CCCCCC", {2, 3}), "AACCC");
}

} // namespace ampstream::simulate
