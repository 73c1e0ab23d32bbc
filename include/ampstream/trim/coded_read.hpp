// SPDX-License-Identifier: BSD-3-Clause
// A read as sets of bases, ready to be compared with a primer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/trim/primer.hpp>

namespace ampstream::trim
{

/// Bit 0 A, bit 1 C, bit 2 G, bit 3 T. Bit 7 is set in a primer's N and in a read's letters that are no plain base, so
/// that "the sets share a bit" is the whole rule: N of a primer matches everything that was read.
using base_set = std::uint8_t;

/// A primer letter by letter; `sequence` as `normalised_primer` gives it.
[[nodiscard]] std::vector<base_set> coded_primer(std::string_view sequence);

/// One read, either strand, followed by zeros (which match nothing) so that blocks of offsets can be compared without a
/// look at the end. Reused from read to read: its memory only grows.
class coded_read
{
public:
    /// Letters other than ACGTU are unlike every primer base but N; with `wildcards_match` they stand for their set.
    explicit coded_read(bool wildcards_match) noexcept : wildcards_match_{wildcards_match} {}

    void assign(std::string_view sequence);
    void assign_reverse_complement(std::string_view sequence);

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// At least `padding` zeros follow the last base.
    [[nodiscard]] base_set const * data() const noexcept { return codes_.data(); }

    static constexpr std::size_t padding = longest_primer + 32;

private:
    void resize(std::size_t size);

    std::vector<base_set> codes_{};
    std::size_t size_{};
    bool wildcards_match_;
};

} // namespace ampstream::trim
