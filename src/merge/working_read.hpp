// SPDX-License-Identifier: BSD-3-Clause
// A read while it is being merged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/merge/options.hpp>

namespace ampstream::merge
{

/// A read in upper case. What needs no change is looked at where it lies; the memory for copies is used again for the
/// next read.
class working_read
{
public:
    /// Takes a read, which must outlive this use; the whole of it is kept at first.
    void assign(read_view const & read);

    [[nodiscard]] std::size_t length() const noexcept { return bases_.size(); }
    [[nodiscard]] std::size_t kept() const noexcept { return kept_; }
    [[nodiscard]] std::string_view bases() const noexcept { return bases_; }
    [[nodiscard]] std::string_view qualities() const noexcept { return qualities_; }
    /// Are there only A, C, G and T?
    [[nodiscard]] bool is_plain() const noexcept { return is_plain_; }
    /// The highest quality character of the whole read; 0 if it is empty.
    [[nodiscard]] char highest_quality() const noexcept { return highest_; }

    /// Cuts at the first quality of at most `limits.truncqual`. Returns the position of the first quality outside qmin
    /// … qmax met on the way, if any.
    [[nodiscard]] std::optional<std::size_t> truncate(options const & limits) noexcept;
    /// Sets the quality of each N in the kept part to 0 and returns how many there are.
    std::size_t silence_ns();
    /// Writes the reverse complement of the kept part.
    void reverse_complement(std::string & bases, std::string & qualities) const;

private:
    std::string_view bases_{};
    std::string_view qualities_{};
    std::size_t kept_{};
    char lowest_{};
    char highest_{};
    bool is_plain_{};
    std::string own_bases_{};     ///< where the read has other letters than A, C, G, T
    std::string own_qualities_{}; ///< where it has N
};

} // namespace ampstream::merge
