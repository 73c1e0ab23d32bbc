// SPDX-License-Identifier: BSD-3-Clause
// Sequences of A, C, G and T in two bits a base.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ampstream::derep
{

/// Packs one sequence after the other in memory that is used again.
class sequence_packer
{
public:
    /// Returns whether the sequence has upper-case A, C, G and T only; otherwise it cannot be packed.
    bool pack(std::string_view sequence);

    /// Bytes of a packed sequence of `length` bases: a bit a base, twice.
    [[nodiscard]] static constexpr std::size_t size_of(std::size_t length) noexcept { return (length + 7) / 8 * 2; }
    /// Writes the sequence packed last; returns one past the end.
    char * write(char * to) const noexcept;
    /// Is the sequence packed last what was written at `from`? Precondition: equal lengths.
    [[nodiscard]] bool equals(char const * from) const noexcept;

private:
    std::vector<std::uint64_t> low_{};
    std::vector<std::uint64_t> high_{};
    std::vector<std::uint64_t> known_{};
    std::size_t plane_size_{}; ///< bytes
};

/// Appends the `length` bases written at `from`.
void append_unpacked(std::string & text, char const * from, std::size_t length);

} // namespace ampstream::derep
