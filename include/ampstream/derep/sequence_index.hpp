// SPDX-License-Identifier: BSD-3-Clause
// A hash index from sequences to the ordinals of uniques.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ampstream::derep
{

/// Open addressing with linear probing; knows a part of the hashes and ordinals only, the sequences stay with the
/// caller.
class sequence_index
{
public:
    static constexpr std::uint32_t none = 0xffffffffU;

    /// Ordinal of the entry with this hash for which `is_same(ordinal)` holds, or `none`.
    template <typename is_same_t>
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, is_same_t const & is_same) const
    {
        if (slots_.empty())
            return none;
        std::uint32_t const tag = tag_of(hash);
        for (std::size_t at = tag & mask();; at = (at + 1) & mask())
        {
            slot const & here = slots_[at];
            if (here.ordinal == none)
                return none;
            if (here.tag == tag && is_same(here.ordinal))
                return here.ordinal;
        }
    }

    /// Adds an entry that is not there yet.
    void insert(std::uint64_t hash, std::uint32_t ordinal)
    {
        if (4 * (size_ + 1) > 3 * slots_.size())
            grow();
        place(tag_of(hash), ordinal);
        ++size_;
    }

private:
    struct slot
    {
        std::uint32_t tag{}; ///< its low bits say where to look, the others end most comparisons
        std::uint32_t ordinal{none};
    };

    [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
    static constexpr std::uint32_t tag_of(std::uint64_t hash) noexcept
    {
        return static_cast<std::uint32_t>(hash >> 32);
    }

    void place(std::uint32_t tag, std::uint32_t ordinal) noexcept
    {
        std::size_t at = tag & mask();
        while (slots_[at].ordinal != none)
            at = (at + 1) & mask();
        slots_[at] = {tag, ordinal};
    }

    void grow()
    {
        std::vector<slot> const old =
            std::exchange(slots_, std::vector<slot>(slots_.empty() ? 1024 : 2 * slots_.size()));
        for (slot const & one : old)
            if (one.ordinal != none)
                place(one.tag, one.ordinal);
    }

    std::vector<slot> slots_{};
    std::size_t size_{};
};

} // namespace ampstream::derep
