// SPDX-License-Identifier: BSD-3-Clause
// SeqAn3's dna15 as the oracle for the letters of primers and reads.
#include <ampstream/trim/coded_read.hpp>

#include <string_view>

#include <gtest/gtest.h>
#include <seqan3/alphabet/nucleotide/dna15.hpp>

#include <ampstream/core/nucleotide.hpp>

namespace trim = ampstream::trim;

TEST(primer_letters, are_those_of_dna15)
{
    for (char letter = 'A'; letter <= 'Z'; ++letter)
        EXPECT_EQ(ampstream::nucleotide_set(letter) != 0, seqan3::char_is_valid_for<seqan3::dna15>(letter)) << letter;
}

TEST(coded_read, the_other_strand_holds_the_complements_of_dna15)
{
    for (std::size_t rank = 0; rank < seqan3::dna15::alphabet_size; ++rank)
    {
        auto const letter = seqan3::assign_rank_to(rank, seqan3::dna15{});
        char const given = letter.to_char();
        char const complement = letter.complement().to_char();
        trim::coded_read read{true};
        read.assign_reverse_complement(std::string_view{&given, 1});
        EXPECT_EQ(read.data()[0] & 15U, trim::coded_primer(std::string_view{&complement, 1}).at(0) & 15U) << given;
    }
}
