// SPDX-License-Identifier: BSD-3-Clause
// Checks primers typed by a person.
#include <ampstream/trim/primer.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>

namespace ampstream::trim
{

namespace
{

/// `5'-ACGT-3'` → `ACGT`, blanks removed: primers are copied from tables of papers.
std::string without_decoration(std::string_view text)
{
    std::string letters;
    std::ranges::copy_if(text, std::back_inserter(letters),
                         [](char letter) { return letter != ' ' && letter != '\t'; });
    if (letters.starts_with("5'-"))
        letters.erase(0, 3);
    if (letters.ends_with("-3'"))
        letters.resize(letters.size() - 3);
    return letters;
}

char normalised_letter(char letter)
{
    char const capital = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    if (capital == 'U')
        return 'T';
    return capital == 'I' ? 'N' : capital;
}

} // namespace

std::string normalised_primer(std::string_view text, std::string_view what)
{
    std::string sequence = without_decoration(text);
    std::ranges::transform(sequence, sequence.begin(), normalised_letter);
    if (sequence.empty())
        throw usage_error{fmt::format("--{} is empty; it takes a primer, 5' to 3', in IUPAC letters", what)};
    auto const stranger = std::ranges::find_if(sequence, [](char letter) { return nucleotide_set(letter) == 0; });
    if (stranger != sequence.end())
        throw usage_error{fmt::format("--{} is '{}'; '{}' is not an IUPAC nucleotide code (ACGTRYSWKMBDHVN, U and I)",
                                      what, text, *stranger)};
    if (std::ranges::all_of(sequence, [](char letter) { return letter == 'N'; }))
        throw usage_error{fmt::format("--{} is '{}'; a primer of Ns only is found everywhere", what, text)};
    if (sequence.size() > longest_primer)
        throw usage_error{
            fmt::format("--{} has {} bases; it takes a primer of at most {}", what, sequence.size(), longest_primer)};
    return sequence;
}

} // namespace ampstream::trim
