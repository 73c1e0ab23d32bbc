// SPDX-License-Identifier: BSD-3-Clause
// A read while it is being merged: a copy that may be changed.
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

/// A copy of a read in upper case. Its memory is used again for the next read.
class working_read
{
public:
    /// Takes a copy; the whole read is kept at first.
    void assign(read_view const & read);

    [[nodiscard]] std::size_t length() const noexcept { return bases_.size(); }
    [[nodiscard]] std::size_t kept() const noexcept { return kept_; }
    [[nodiscard]] std::string_view bases() const noexcept { return bases_; }
    [[nodiscard]] std::string_view qualities() const noexcept { return qualities_; }

    /// Cuts at the first quality of at most `limits.truncqual`. Returns the position of the first quality outside qmin
    /// … qmax met on the way, if any.
    [[nodiscard]] std::optional<std::size_t> truncate(options const & limits) noexcept;
    /// Sets the quality of each N in the kept part to 0 and returns how many there are.
    std::size_t silence_ns() noexcept;
    /// Writes the reverse complement of the kept part.
    void reverse_complement(std::string & bases, std::string & qualities) const;

private:
    std::string bases_{};
    std::string qualities_{};
    std::size_t kept_{};
};

} // namespace ampstream::merge
