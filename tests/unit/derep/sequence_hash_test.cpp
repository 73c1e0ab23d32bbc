// SPDX-License-Identifier: BSD-3-Clause
// What makes two sequences the same.
#include <ampstream/derep/sequence_hash.hpp>

#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>

namespace ampstream::derep
{

namespace
{

std::string const letters = "ACGTURYSWKMBDHVN";

std::string spelled_plainly(std::string text)
{
    for (char & letter : text)
    {
        letter = static_cast<char>(letter & 0xdf);
        letter = letter == 'U' ? 'T' : letter;
    }
    return text;
}

/// The same sequence with other case and U for T here and there.
std::string respelled(std::string text, std::mt19937 & draw)
{
    for (char & letter : text)
    {
        if (letter == 'T' && draw() % 2 == 0)
            letter = 'U';
        if (draw() % 2 == 0)
            letter = static_cast<char>(letter | 0x20);
    }
    return text;
}

std::string drawn(std::size_t length, std::mt19937 & draw)
{
    std::string text(length, ' ');
    for (char & letter : text)
        letter = letters[draw() % letters.size()];
    return text;
}

} // namespace

TEST(sequence_hash, sees_neither_case_nor_u_for_t_at_any_length)
{
    std::mt19937 draw{1};
    for (std::size_t length = 0; length < 70; ++length)
    {
        std::string const plain = spelled_plainly(drawn(length, draw));
        std::string const other = respelled(plain, draw);
        EXPECT_EQ(sequence_hash(plain), sequence_hash(other)) << plain << ' ' << other;
        EXPECT_TRUE(is_same_sequence(plain, other)) << plain << ' ' << other;
    }
}

TEST(sequence_hash, tells_every_change_of_one_letter_and_every_length)
{
    std::mt19937 draw{2};
    std::string const plain = spelled_plainly(drawn(41, draw));
    std::set<std::uint64_t> hashes{sequence_hash(plain)};
    std::size_t variants = 1;
    for (std::size_t at = 0; at < plain.size(); ++at)
        for (char const letter : std::string{"ACGTRYSWKMBDHVN"})
            if (letter != plain[at])
            {
                std::string changed = plain;
                changed[at] = letter;
                hashes.insert(sequence_hash(changed));
                EXPECT_FALSE(is_same_sequence(plain, changed));
                ++variants;
            }
    for (std::size_t length = 0; length < plain.size(); ++length, ++variants)
        hashes.insert(sequence_hash(plain.substr(0, length)));
    for (std::size_t length = 1; length < 40; ++length, ++variants)
        hashes.insert(sequence_hash(std::string(length, 'A')));
    EXPECT_EQ(hashes.size(), variants);
}

TEST(is_same_sequence, an_ambiguous_letter_equals_itself_only)
{
    EXPECT_TRUE(is_same_sequence("ACN", "acn"));
    EXPECT_FALSE(is_same_sequence("ACN", "ACG"));
    EXPECT_FALSE(is_same_sequence("ACR", "ACA"));
    EXPECT_FALSE(is_same_sequence("AC", "ACG"));
    EXPECT_TRUE(is_same_sequence("", ""));
}

TEST(strandless_hash, is_the_same_for_both_strands_in_any_spelling)
{
    std::mt19937 draw{3};
    for (std::size_t length = 0; length < 50; ++length)
    {
        std::string const plain = spelled_plainly(drawn(length, draw));
        std::string const other = respelled(spelled_plainly(reverse_complement(plain)), draw);
        EXPECT_EQ(strandless_hash(plain), strandless_hash(other));
        EXPECT_TRUE(is_reverse_complement(plain, other)) << plain << ' ' << other;
        EXPECT_TRUE(is_reverse_complement(other, plain)) << plain << ' ' << other;
    }
    EXPECT_FALSE(is_reverse_complement("AAC", "GT"));
    EXPECT_FALSE(is_reverse_complement("AAC", "GTA"));
}

} // namespace ampstream::derep
