// SPDX-License-Identifier: BSD-3-Clause
// Uniques being gathered: one arena, one index, two bits a base.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/derep/label_codec.hpp>
#include <ampstream/derep/packed_sequence.hpp>
#include <ampstream/derep/sequence_hash.hpp>
#include <ampstream/derep/sequence_index.hpp>
#include <ampstream/derep/text_arena.hpp>

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

    /// Gives back the memory that only `add` needs; nothing can be added any more.
    void close() noexcept { index_ = {}; }

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] std::string label(std::size_t i) const;
    [[nodiscard]] std::string sequence(std::size_t i) const;
    [[nodiscard]] std::size_t length(std::size_t i) const noexcept { return entries_[i].length; } ///< bases
    [[nodiscard]] std::uint64_t abundance(std::size_t i) const noexcept { return entries_[i].abundance; }
    void append_label(std::string & text, std::size_t i) const;
    void append_sequence(std::string & text, std::size_t i) const;
    /// Ordinals by abundance descending, then label bytes ascending, then first occurrence: VSEARCH's order.
    [[nodiscard]] std::vector<std::uint32_t> sorted() const;

private:
    struct entry
    {
        std::uint64_t place{}; ///< label, then sequence
        std::uint64_t abundance{};
        std::uint32_t length{};
        bool is_packed{}; ///< or spelled as it came: lower case, U, ambiguous letters
    };
    [[nodiscard]] char const * letters(entry const & one) const noexcept
    {
        return label_codec::skip(text_.at(one.place));
    }
    [[nodiscard]] bool is_same(entry const & known, std::string_view sequence, bool is_packed) const;
    [[nodiscard]] bool is_turned(entry const & known, std::string_view sequence) const;
    [[nodiscard]] std::string spelled(entry const & one) const;

    bool both_strands_{};
    text_arena text_{};
    label_codec labels_{};
    sequence_packer packer_{}; ///< holds the sequence that is being added
    paged_vector<entry> entries_{};
    sequence_index index_{};
};

} // namespace ampstream::derep
