// SPDX-License-Identifier: BSD-3-Clause
// Letters to sets of bases.
#include <ampstream/trim/coded_read.hpp>

#include <algorithm>
#include <array>
#include <bit>

#include <ampstream/core/nucleotide.hpp>

#include "trim/lanes.hpp"

namespace ampstream::trim
{

namespace
{

constexpr base_set other_letter = 0x80;
constexpr base_set any_base = 0x8f;

using code_table = std::array<base_set, 256>;

constexpr base_set complement_set(base_set code)
{
    unsigned const set = code;
    return static_cast<base_set>((set & 0x80U) | ((set & 1U) << 3U) | ((set & 2U) << 1U) | ((set & 4U) >> 1U) |
                                 ((set & 8U) >> 3U));
}

/// What a letter of a read can pair with.
consteval code_table make_codes(bool wildcards_match, bool is_complemented)
{
    code_table codes{};
    for (std::size_t letter = 0; letter < codes.size(); ++letter)
    {
        std::uint8_t const set = nucleotide_set(static_cast<char>(letter));
        base_set code = other_letter;
        if (std::popcount(set) == 1)
            code = set;
        else if (wildcards_match)
            code = set == 15 ? any_base : set;
        codes[letter] = is_complemented ? complement_set(code) : code;
    }
    return codes;
}

constexpr std::array<code_table, 4> code_tables{make_codes(false, false), make_codes(false, true),
                                                make_codes(true, false), make_codes(true, true)};

/// The same as the first table for sixteen letters: plain bases in either case, everything else is `other_letter`.
lanes plain_codes(lanes letters)
{
    lanes const lower = letters | 0x20;
    auto const is = [lower](char letter)
    { return reinterpret_cast<lanes>(lower == static_cast<std::uint8_t>(letter)); };
    lanes const codes = (is('a') & 1) | (is('c') & 2) | (is('g') & 4) | ((is('t') | is('u')) & 8);
    return codes | (reinterpret_cast<lanes>(codes == 0) & other_letter);
}

code_table const & codes_for(bool wildcards_match, bool is_complemented)
{
    return code_tables[(wildcards_match ? 2U : 0U) + (is_complemented ? 1U : 0U)];
}

} // namespace

std::vector<base_set> coded_primer(std::string_view sequence)
{
    std::vector<base_set> codes;
    for (char const letter : sequence)
        codes.push_back(letter == 'N' ? any_base : nucleotide_set(letter));
    return codes;
}

void coded_read::resize(std::size_t size)
{
    if (codes_.size() < size + padding)
        codes_.resize(size + padding);
    size_ = size;
    std::fill_n(codes_.begin() + static_cast<std::ptrdiff_t>(size), padding, base_set{0});
}

void coded_read::assign(std::string_view sequence)
{
    resize(sequence.size());
    code_table const & codes = codes_for(wildcards_match_, false);
    std::size_t i = 0;
    if (!wildcards_match_)
        for (; i + sizeof(lanes) <= sequence.size(); i += sizeof(lanes))
            store(codes_.data() + i, plain_codes(load(reinterpret_cast<std::uint8_t const *>(sequence.data()) + i)));
    for (; i < sequence.size(); ++i)
        codes_[i] = codes[static_cast<unsigned char>(sequence[i])];
}

void coded_read::assign_reverse_complement(std::string_view sequence)
{
    resize(sequence.size());
    code_table const & codes = codes_for(wildcards_match_, true);
    for (std::size_t i = 0; i < sequence.size(); ++i)
        codes_[sequence.size() - 1 - i] = codes[static_cast<unsigned char>(sequence[i])];
}

} // namespace ampstream::trim
