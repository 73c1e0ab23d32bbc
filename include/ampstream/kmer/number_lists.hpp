// SPDX-License-Identifier: BSD-3-Clause
// Many short lists of numbers that grow, in one piece of memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ampstream::kmer
{

/// A list is known by its place and its size, which its owner keeps; a place is good until the list grows or is given
/// back. Room for a list is a power of two, so that nothing else is noted; room that was left is used again.
class number_lists
{
public:
    /// Appends to the list at `place` that has `size` numbers (of an empty list the place does not matter); returns the
    /// new place.
    std::uint32_t push(std::uint32_t place, std::uint32_t size, std::uint32_t number)
    {
        if (is_full(size))
            place = move(place, size);
        pool_[place + size] = number;
        return place;
    }
    /// Gives back the room of a list.
    void release(std::uint32_t place, std::uint32_t size);
    /// Forgets all lists but keeps memory.
    void clear();

    [[nodiscard]] std::span<std::uint32_t const> get(std::uint32_t place, std::uint32_t size) const noexcept
    {
        return {pool_.data() + place, size};
    }
    /// Tells the processor that a list with this place will grow.
    void expect(std::uint32_t place, std::uint32_t size) const noexcept
    {
        __builtin_prefetch(pool_.data() + place + size, 1);
    }

private:
    static constexpr std::uint32_t smallest = 2; ///< numbers there is room for
    static constexpr std::uint32_t nothing = 0xffffffffU;

    [[nodiscard]] static bool is_full(std::uint32_t size) noexcept
    {
        return size == 0 || (size >= smallest && (size & (size - 1)) == 0);
    }
    [[nodiscard]] std::uint32_t move(std::uint32_t place, std::uint32_t size);
    [[nodiscard]] std::uint32_t claim(std::uint32_t room);

    std::vector<std::uint32_t> pool_{};
    /// By the logarithm of the room: where free room is; its first number is the place of the next.
    std::array<std::uint32_t, 32> free_{all_nothing()};

    [[nodiscard]] static constexpr std::array<std::uint32_t, 32> all_nothing() noexcept
    {
        std::array<std::uint32_t, 32> places{};
        places.fill(nothing);
        return places;
    }
};

} // namespace ampstream::kmer
