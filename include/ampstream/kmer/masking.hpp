// SPDX-License-Identifier: BSD-3-Clause
// Masking of low-complexity sequence: which letters make no words.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ampstream::kmer
{

/// VSEARCH's --qmask and --dbmask.
enum class masking : std::uint8_t
{
    none, ///< words are made of all letters, case does not count
    dust, ///< DUST decides: masked letters become lower case, all others upper case
    soft, ///< lower-case letters of the input are masked
};

/// "none", "dust" or "soft" as a person writes them. Throws `usage_error` for other words.
[[nodiscard]] masking masking_named(std::string_view name);

/// The DUST algorithm as in VSEARCH: windows of 64 bases every 32, score above 20, words of 3. Letters outside of
/// masked regions are written in upper case, inside in lower case; ambiguous letters count as A.
void mask_dust(std::span<char> sequence);

/// Does what `how` says to a sequence: `mask_dust`, or nothing.
void apply(masking how, std::span<char> sequence);

/// Are lower-case letters masked when words are made?
[[nodiscard]] constexpr bool skips_lower_case(masking how) noexcept
{
    return how != masking::none;
}

} // namespace ampstream::kmer
