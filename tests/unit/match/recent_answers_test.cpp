// SPDX-License-Identifier: BSD-3-Clause
// What is remembered of searches.
#include "match/recent_answers.hpp"

#include <string>

#include <gtest/gtest.h>

namespace
{

using namespace ampstream::match;

answer with_hits(std::size_t count)
{
    answer made;
    made.hits.resize(count);
    return made;
}

} // namespace

TEST(recent_answers, an_answer_is_found_by_its_letters_only)
{
    recent_answers known;
    known.keep("ACGT", with_hits(2));
    ASSERT_NE(known.find("ACGT"), nullptr);
    EXPECT_EQ(known.find("ACGT")->hits.size(), 2U);
    EXPECT_EQ(known.find("ACGA"), nullptr);
}

TEST(recent_answers, large_answers_are_not_kept_for_memory_must_not_grow_with_hits)
{
    recent_answers known;
    known.keep("ACGT", with_hits(recent_answers::most_hits + 1));
    EXPECT_EQ(known.find("ACGT"), nullptr);
    std::string const letters(recent_answers::most_letters + 1, 'A');
    known.keep(letters, with_hits(1));
    EXPECT_EQ(known.find(letters), nullptr);
    known.keep("ACGT", with_hits(recent_answers::most_hits));
    EXPECT_NE(known.find("ACGT"), nullptr);
}
