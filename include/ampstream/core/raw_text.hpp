// SPDX-License-Identifier: BSD-3-Clause
// Text that grows without being filled first: room for what is about to be read.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace ampstream
{

/// Characters in one piece, as in std::string, but `resize` leaves new ones as they are. One that was moved from is
/// empty.
class raw_text
{
public:
    raw_text() noexcept = default;
    raw_text(std::string_view text) { append(text); } // NOLINT(google-explicit-constructor): as std::string
    raw_text(raw_text const & other) { append(other); }
    raw_text(raw_text && other) noexcept
        : text_{std::move(other.text_)}, size_{std::exchange(other.size_, 0)},
          capacity_{std::exchange(other.capacity_, 0)}
    {
    }
    raw_text & operator=(raw_text other) noexcept
    {
        std::swap(text_, other.text_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }
    ~raw_text() = default;

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] char * data() noexcept { return text_.get(); }
    [[nodiscard]] char const * data() const noexcept { return text_.get(); }
    [[nodiscard]] char operator[](std::size_t i) const noexcept { return text_[i]; }
    [[nodiscard]] char front() const noexcept { return text_[0]; }
    [[nodiscard]] char back() const noexcept { return text_[size_ - 1]; }
    operator std::string_view() const noexcept { return {text_.get(), size_}; } // NOLINT(google-explicit-constructor)

    void clear() noexcept { size_ = 0; }
    void reserve(std::size_t capacity)
    {
        if (capacity <= capacity_)
            return;
        auto larger = std::make_unique_for_overwrite<char[]>(capacity);
        if (size_ != 0)
            std::memcpy(larger.get(), text_.get(), size_);
        text_ = std::move(larger);
        capacity_ = capacity;
    }
    /// Characters that are added mean nothing until they are written.
    void resize(std::size_t size)
    {
        if (size > capacity_)
            reserve(std::max(size, 2 * capacity_));
        size_ = size;
    }
    /// Precondition: `text` is no part of this one.
    void append(std::string_view text)
    {
        std::size_t const begin = size_;
        resize(begin + text.size());
        if (!text.empty())
            std::memcpy(text_.get() + begin, text.data(), text.size());
    }

private:
    std::unique_ptr<char[]> text_{};
    std::size_t size_{};
    std::size_t capacity_{};
};

} // namespace ampstream
