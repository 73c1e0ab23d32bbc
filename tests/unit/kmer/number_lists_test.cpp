// SPDX-License-Identifier: BSD-3-Clause
// Lists in one piece of memory against lists of their own.
#include <ampstream/kmer/number_lists.hpp>

#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::kmer
{

namespace
{

using testing::ElementsAreArray;

struct known_list
{
    std::uint32_t place{};
    std::vector<std::uint32_t> numbers{};

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(numbers.size()); }
};

} // namespace

TEST(number_lists, lists_keep_their_numbers_while_others_grow_and_are_given_back)
{
    random_stream stream{1, "number lists", 0};
    number_lists lists;
    for (int filling = 0; filling < 2; ++filling)
    {
        std::vector<known_list> known(50);
        for (std::uint32_t step = 0; step < 20000; ++step)
        {
            known_list & one = known[stream.below(known.size())];
            if (stream.below(100) == 0)
            {
                lists.release(one.place, one.size());
                one.numbers.clear();
                continue;
            }
            one.place = lists.push(one.place, one.size(), step);
            one.numbers.push_back(step);
        }
        for (known_list const & one : known)
            EXPECT_THAT(lists.get(one.place, one.size()), ElementsAreArray(one.numbers));
        lists.clear();
    }
}

TEST(number_lists, room_that_was_given_back_is_used_again)
{
    number_lists lists;
    std::uint32_t place = 0;
    for (std::uint32_t i = 0; i < 5; ++i)
        place = lists.push(place, i, i);
    lists.release(place, 5); // room for 8
    std::uint32_t other = 0;
    for (std::uint32_t i = 0; i < 8; ++i)
        other = lists.push(other, i, i);
    EXPECT_EQ(other, place);
}

} // namespace ampstream::kmer
