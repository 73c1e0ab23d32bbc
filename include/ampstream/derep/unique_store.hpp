// SPDX-License-Identifier: BSD-3-Clause
// Uniques being gathered: one arena, one index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <ampstream/derep/sequence_hash.hpp>
#include <ampstream/derep/sequence_index.hpp>

namespace ampstream::derep
{

/// Labels, sequences and abundances of uniques in order of first occurrence. One that was moved from can only be
/// destroyed.
class unique_store
{
public:
    /// With `both_strands` a sequence also equals its reverse complement.
    explicit unique_store(bool both_strands = false) : both_strands_{both_strands} {}

    /// Where a sequence was put.
    struct placed
    {
        std::uint32_t ordinal{}; ///< of its unique
        bool is_new{};           ///< the sequence founded the unique
        bool is_reversed{};      ///< it is the reverse complement of the sequence that did
    };

    /// Adds `abundance` to the unique equal to `sequence`, which is made with `label` if it is new. `hash` is
    /// `sequence_hash(sequence)`, or `strandless_hash(sequence)` with both strands. Throws `resource_error` beyond
    /// 2^32 - 2 uniques.
    placed add(std::string_view label, std::string_view sequence, std::uint64_t hash, std::uint64_t abundance);

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] std::string_view label(std::size_t i) const noexcept
    {
        return {entries_[i].text, entries_[i].label_length};
    }
    [[nodiscard]] std::string_view sequence(std::size_t i) const noexcept
    {
        return {entries_[i].text + entries_[i].label_length, entries_[i].length};
    }
    [[nodiscard]] std::uint64_t abundance(std::size_t i) const noexcept { return entries_[i].abundance; }
    /// Ordinals by abundance descending, then label bytes ascending, then first occurrence: VSEARCH's order.
    [[nodiscard]] std::vector<std::uint32_t> sorted() const;

private:
    struct entry
    {
        char const * text{}; ///< label, then sequence
        std::uint64_t hash{};
        std::uint64_t abundance{};
        std::uint32_t label_length{};
        std::uint32_t length{};
    };
    [[nodiscard]] char const * keep(std::string_view label, std::string_view sequence);

    bool both_strands_{};
    std::vector<std::unique_ptr<char[]>> chunks_{}; ///< text that never moves
    char * free_{};                                 ///< in the last chunk
    std::size_t left_{};                            ///< bytes there
    std::vector<entry> entries_{};
    sequence_index index_{};
};

} // namespace ampstream::derep
