// SPDX-License-Identifier: BSD-3-Clause
// Line ends found sixty-four bytes at a time against one at a time.
#include "io/line_ends.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::io::detail
{

TEST(line_ends, every_newline_from_the_start_given_is_found_whatever_the_alignment)
{
    random_stream draw{1, "line_ends_test", 0};
    for (std::size_t length = 0; length < 300; ++length)
    {
        std::string text;
        for (std::size_t i = 0; i < length; ++i)
            text += "ACGT\r\x8a\n"[draw.below(length % 3 == 0 ? 6 : 7)]; // 0x8a differs from '\n' in the highest bit
        if (length % 3 == 0 && length != 0)
            text[draw.below(length)] = '\n';
        std::size_t const begin = draw.below(length + 1);
        std::vector<std::size_t> expected{7}; // what is there stays
        for (std::size_t i = begin; i < length; ++i)
            if (text[i] == '\n')
                expected.push_back(i);
        std::vector<std::size_t> found{7};
        append_line_ends(text, begin, found);
        EXPECT_EQ(found, expected) << "length " << length << ", begin " << begin;
    }
}

} // namespace ampstream::io::detail
