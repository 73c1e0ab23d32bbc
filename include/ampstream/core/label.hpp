// SPDX-License-Identifier: BSD-3-Clause
// Labels of sequences and the annotations VSEARCH and USEARCH keep in them (`;size=N`).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ampstream
{

/// The header up to the first space or tab: what VSEARCH takes for the label.
[[nodiscard]] constexpr std::string_view label_of(std::string_view header) noexcept
{
    // Two searches for one letter are quicker than one for either.
    std::string_view const before_blank = header.substr(0, header.find(' '));
    return before_blank.substr(0, before_blank.find('\t'));
}

/// Where `;size=N` stands in a label: the digits of N, preceded by ';' or the start of the label and followed by ';' or
/// its end.
struct size_annotation
{
    std::size_t begin{}; ///< first character that belongs to the annotation (the ';' before it if there is one)
    std::size_t end{};   ///< one past the last digit
    std::uint64_t abundance{};
};

/// Finds the annotation; nullopt if there is none or N is 0 or does not fit 63 bits.
[[nodiscard]] std::optional<size_annotation> find_size(std::string_view label) noexcept;

/// Abundance written in the label, 1 if none is.
[[nodiscard]] std::uint64_t abundance_of(std::string_view label) noexcept;

/// The label without its size annotation, as VSEARCH strips it before writing a new one.
[[nodiscard]] std::string without_size(std::string_view label);

/// `label;size=N` (an old annotation is replaced).
[[nodiscard]] std::string with_size(std::string_view label, std::uint64_t abundance);

} // namespace ampstream
