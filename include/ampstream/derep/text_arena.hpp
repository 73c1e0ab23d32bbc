// SPDX-License-Identifier: BSD-3-Clause
// Bytes that stay where they were put, in numbered places.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace ampstream::derep
{

/// Grows by chunks: no copies, no room for growth.
class text_arena
{
public:
    /// Room for `size` bytes in one piece. The place is a number that only grows.
    std::uint64_t allot(std::size_t size)
    {
        if (size > left_)
        {
            left_ = std::max(size, chunk_size);
            chunks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
            used_ = 0;
        }
        std::uint64_t const place = (chunks_.size() - 1) * chunk_size + used_;
        // What exceeds a chunk lies in a chunk of its own, which then has no room for another place.
        std::size_t const step = std::min(size, chunk_size);
        used_ += step;
        left_ = size > chunk_size ? 0 : left_ - size;
        return place;
    }
    [[nodiscard]] char * at(std::uint64_t place) noexcept
    {
        return chunks_[place / chunk_size].get() + place % chunk_size;
    }
    [[nodiscard]] char const * at(std::uint64_t place) const noexcept
    {
        return chunks_[place / chunk_size].get() + place % chunk_size;
    }

private:
    static constexpr std::size_t chunk_size = std::size_t{1} << 18U;

    std::vector<std::unique_ptr<char[]>> chunks_{};
    std::size_t used_{}; ///< of the last chunk
    std::size_t left_{};
};

/// A vector in pages: growing copies nothing, so that it never takes twice its memory.
template <typename value_t>
class paged_vector
{
public:
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] value_t & operator[](std::size_t i) noexcept { return pages_[i / page_size][i % page_size]; }
    [[nodiscard]] value_t const & operator[](std::size_t i) const noexcept
    {
        return pages_[i / page_size][i % page_size];
    }
    void push_back(value_t const & value)
    {
        if (size_ == pages_.size() * page_size)
            pages_.push_back(std::make_unique_for_overwrite<value_t[]>(page_size));
        (*this)[size_++] = value;
    }

private:
    static constexpr std::size_t page_size = 4096;

    std::vector<std::unique_ptr<value_t[]>> pages_{};
    std::size_t size_{};
};

} // namespace ampstream::derep
