// SPDX-License-Identifier: BSD-3-Clause
#include "io/validity.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

using namespace ampstream;

TEST(validity, the_quick_check_agrees_with_the_table)
{
    std::mt19937 draw{11};
    for (int round = 0; round < 20000; ++round)
    {
        std::string text(draw() % 70, 'A');
        for (char & letter : text)
            letter =
                draw() % 40 == 0 ? static_cast<char>(draw() % 256) : "ACGTNacgtnRY"[draw() % (round % 2 == 0 ? 5 : 12)];
        EXPECT_EQ(io::detail::are_nucleotides(text), io::detail::find_foreign_letter(text) == std::string::npos);
        EXPECT_EQ(io::detail::are_qualities(text), io::detail::find_foreign_quality(text) == std::string::npos);
    }
}
