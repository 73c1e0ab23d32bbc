// SPDX-License-Identifier: BSD-3-Clause
// A 64-bit hash of a sequence that sees neither case nor the difference of U and T.
#pragma once

#include <cstdint>
#include <string_view>

namespace ampstream::derep
{

/// Equal for sequences of letters that are equal after upper-casing and U → T. Words of eight letters are folded with
/// 128-bit multiplication (the mixing step of wyhash, Wang 2019).
[[nodiscard]] std::uint64_t sequence_hash(std::string_view sequence) noexcept;

/// Equality under which sequences are one unique: case and U/T do not count.
[[nodiscard]] bool is_same_sequence(std::string_view one, std::string_view other) noexcept;

/// Hash that is the same for a sequence and its reverse complement: the smaller of the two.
[[nodiscard]] std::uint64_t strandless_hash(std::string_view sequence);

/// Is one the reverse complement of the other? Case and U/T do not count.
[[nodiscard]] bool is_reverse_complement(std::string_view one, std::string_view other) noexcept;

} // namespace ampstream::derep
