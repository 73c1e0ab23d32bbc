// SPDX-License-Identifier: BSD-3-Clause
// Primer sequences as a person writes them, and the sets known by name.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ampstream::trim
{

/// Longest primer that is searched for, in bases.
inline constexpr std::size_t longest_primer = 120;

/// The primer in capitals, with T for U and N for I (inosine pairs with every base), blanks and the marks 5'-…-3'
/// removed. `what` names the option in messages. Throws `usage_error` for an empty primer, a letter that is not an
/// IUPAC code, a primer of Ns only, and one longer than `longest_primer`.
[[nodiscard]] std::string normalised_primer(std::string_view text, std::string_view what);

/// One oligonucleotide, 5' to 3' as it is ordered.
struct primer
{
    std::string name{};     ///< position in E. coli and direction: "341F"
    std::string sequence{}; ///< capital IUPAC letters
    std::string source{};   ///< the publication the sequence is taken from
};

/// Two primers that bound an amplicon; one of them may have an empty sequence.
struct primer_set
{
    std::string name{};   ///< the word typed: "v3v4"
    std::string alias{};  ///< the primers' names: "341F/805R"
    std::string region{}; ///< variable regions between the primers
    primer forward{};
    primer reverse{};
};

/// The built-in sets, in the order of their regions along the gene.
[[nodiscard]] std::span<primer_set const> primer_sets();

/// The set with that name or alias (case does not matter); throws `usage_error` that lists the known ones.
[[nodiscard]] primer_set const & find_primer_set(std::string_view name);

} // namespace ampstream::trim
