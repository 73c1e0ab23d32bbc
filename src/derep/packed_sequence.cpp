// SPDX-License-Identifier: BSD-3-Clause
// Two planes of bits, as `simd::pack_bases` makes them; eight bases at once on the way back.
#include <ampstream/derep/packed_sequence.hpp>

#include <array>
#include <cstring>

#include <ampstream/simd/reads.hpp>

namespace ampstream::derep
{

namespace
{

constexpr std::size_t bases_per_byte = 8;

/// Bit i of the index is byte i of the word.
consteval std::array<std::uint64_t, 256> make_spread_bits()
{
    std::array<std::uint64_t, 256> table{};
    for (std::size_t bits = 0; bits < table.size(); ++bits)
        for (std::size_t i = 0; i < bases_per_byte; ++i)
            table[bits] |= std::uint64_t{bits >> i & 1U} << (8 * i);
    return table;
}

constexpr std::array<std::uint64_t, 256> spread_bits = make_spread_bits();

/// Eight letters. The codes are those of `simd::base_planes`: 0 A (0x41), 1 C (0x43), 2 T (0x54), 3 G (0x47).
std::uint64_t letters_of(char low_bits, char high_bits) noexcept
{
    constexpr std::uint64_t eight_a = 0x4141414141414141U;
    std::uint64_t const low = spread_bits[static_cast<unsigned char>(low_bits)];
    std::uint64_t const high = spread_bits[static_cast<unsigned char>(high_bits)];
    // What turns A into C, A into T, and what is left of the two on the way to G; no product leaves its byte.
    return eight_a ^ low * ('A' ^ 'C') ^ high * ('A' ^ 'T') ^ (low & high) * ('A' ^ 'C' ^ 'T' ^ 'G');
}

} // namespace

bool sequence_packer::pack(std::string_view sequence)
{
    auto const length = static_cast<std::int64_t>(sequence.size());
    auto const words = static_cast<std::size_t>(simd::base_planes::words_for(length));
    if (low_.size() < words)
    {
        low_.resize(words);
        high_.resize(words);
        known_.resize(words);
    }
    plane_size_ = size_of(sequence.size()) / 2;
    return simd::pack_bases(sequence.data(), length, {low_.data(), high_.data(), known_.data()}, simd::best_target()) &&
           sequence.find('U') == std::string_view::npos;
}

char * sequence_packer::write(char * to) const noexcept
{
    std::memcpy(to, low_.data(), plane_size_);
    std::memcpy(to + plane_size_, high_.data(), plane_size_);
    return to + 2 * plane_size_;
}

bool sequence_packer::equals(char const * from) const noexcept
{
    return std::memcmp(from, low_.data(), plane_size_) == 0 &&
           std::memcmp(from + plane_size_, high_.data(), plane_size_) == 0;
}

void append_unpacked(std::string & text, char const * from, std::size_t length)
{
    std::size_t const plane_size = sequence_packer::size_of(length) / 2;
    std::size_t const begin = text.size();
    text.resize(begin + plane_size * bases_per_byte);
    for (std::size_t byte = 0; byte < plane_size; ++byte)
    {
        std::uint64_t const letters = letters_of(from[byte], from[plane_size + byte]);
        std::memcpy(text.data() + begin + byte * bases_per_byte, &letters, sizeof letters);
    }
    text.resize(begin + length);
}

} // namespace ampstream::derep
