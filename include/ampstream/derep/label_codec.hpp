// SPDX-License-Identifier: BSD-3-Clause
// Labels without what they have in common with the first one: of an Illumina header some ten bytes are left.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <ampstream/derep/text_arena.hpp>

namespace ampstream::derep
{

/// Writes and reads labels as (length of the shared beginning, length of the rest, rest).
class label_codec
{
public:
    /// How many bytes `write` needs. The first label ever measured becomes the one the others are compared with.
    [[nodiscard]] std::size_t measure(std::string_view label);
    /// Writes a label that was measured; returns one past its end. The same label gives the same bytes.
    char * write(std::string_view label, char * to) const noexcept;
    /// Appends the label that was written at `from`; returns one past its end.
    char const * append(std::string & text, char const * from) const;
    /// One past the end of the label that was written at `from`.
    [[nodiscard]] static char const * skip(char const * from) noexcept;
    /// Compares the bytes of two labels that were written: below, equal to or above 0.
    [[nodiscard]] int compare(char const * one, char const * other) const noexcept;

private:
    std::string first_{};
    bool has_first_{};
};

} // namespace ampstream::derep
