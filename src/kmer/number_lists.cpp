// SPDX-License-Identifier: BSD-3-Clause
// Room for lists, by powers of two.
#include <ampstream/kmer/number_lists.hpp>

#include <algorithm>
#include <bit>

#include <ampstream/core/error.hpp>

namespace ampstream::kmer
{

/// To room for twice as many.
std::uint32_t number_lists::move(std::uint32_t place, std::uint32_t size)
{
    if (size == 0)
        return claim(smallest);
    std::uint32_t const there = claim(2 * size);
    std::copy_n(pool_.begin() + place, size, pool_.begin() + there);
    release(place, size);
    return there;
}

std::uint32_t number_lists::claim(std::uint32_t room)
{
    std::uint32_t & head = free_[static_cast<std::size_t>(std::countr_zero(room))];
    if (head != nothing)
    {
        std::uint32_t const place = head;
        head = pool_[place];
        return place;
    }
    constexpr std::size_t most = std::size_t{1} << 31; // the highest bit of a place is free for its owner
    if (pool_.size() + room > most)
        throw resource_error{
            "the word index has more than 2^31 entries in its lists; cluster or search fewer sequences"};
    auto const place = static_cast<std::uint32_t>(pool_.size());
    pool_.resize(pool_.size() + room);
    return place;
}

void number_lists::release(std::uint32_t place, std::uint32_t size)
{
    if (size == 0)
        return;
    std::uint32_t const room = std::max(smallest, std::bit_ceil(size));
    std::uint32_t & head = free_[static_cast<std::size_t>(std::countr_zero(room))];
    pool_[place] = head;
    head = place;
}

void number_lists::clear()
{
    pool_.clear();
    free_ = all_nothing();
}

} // namespace ampstream::kmer
