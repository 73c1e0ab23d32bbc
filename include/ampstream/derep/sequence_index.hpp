// SPDX-License-Identifier: BSD-3-Clause
// A hash index from sequences to the ordinals of uniques.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ampstream::derep
{

/// Open addressing with linear probing; knows hashes and ordinals only, the sequences stay with the caller.
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
        for (std::size_t at = hash & mask();; at = (at + 1) & mask())
        {
            slot const & here = slots_[at];
            if (here.ordinal == none)
                return none;
            if (here.tag == tag_of(hash) && is_same(here.ordinal))
                return here.ordinal;
        }
    }

    /// Adds an entry that is not there yet. `hash_of(ordinal)` gives the hash of an older entry when the index grows.
    template <typename hash_of_t>
    void insert(std::uint64_t hash, std::uint32_t ordinal, hash_of_t const & hash_of)
    {
        if (2 * (size_ + 1) > slots_.size())
            grow(hash_of);
        place(hash, ordinal);
        ++size_;
    }

private:
    struct slot
    {
        std::uint32_t tag{}; ///< upper half of the hash: most comparisons end here
        std::uint32_t ordinal{none};
    };

    [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
    static constexpr std::uint32_t tag_of(std::uint64_t hash) noexcept
    {
        return static_cast<std::uint32_t>(hash >> 32);
    }

    void place(std::uint64_t hash, std::uint32_t ordinal) noexcept
    {
        std::size_t at = hash & mask();
        while (slots_[at].ordinal != none)
            at = (at + 1) & mask();
        slots_[at] = {tag_of(hash), ordinal};
    }

    template <typename hash_of_t>
    void grow(hash_of_t const & hash_of)
    {
        std::vector<slot> const old =
            std::exchange(slots_, std::vector<slot>(slots_.empty() ? 1024 : 2 * slots_.size()));
        for (slot const & one : old)
            if (one.ordinal != none)
                place(hash_of(one.ordinal), one.ordinal);
    }

    std::vector<slot> slots_{};
    std::size_t size_{};
};

} // namespace ampstream::derep
