// SPDX-License-Identifier: BSD-3-Clause
// Which primers do these reads have? Asked of the first reads, before hours are spent on the wrong answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/trim/primer.hpp>

namespace ampstream::trim
{

/// A primer that a read begins with has at most this many bases (spacer, inline barcode) before it. Deeper in the read
/// it is the same site inside a longer amplicon.
inline constexpr std::uint32_t longest_spacer = 40;

/// How often one primer was seen, and where. Whole primers with at most 10 % mismatches only.
struct primer_sighting
{
    std::uint64_t found{};                            ///< anywhere
    std::uint64_t near{};                             ///< behind at most `longest_spacer` bases
    std::map<std::uint32_t, std::uint64_t> offsets{}; ///< bases before the primer at its end of the read → reads

    /// The most frequent offset (the smallest of equals), 0 when nothing was found.
    [[nodiscard]] std::uint32_t usual_offset() const;
    bool operator==(primer_sighting const &) const = default;
};

/// One set in one orientation.
struct set_sighting
{
    primer_set set{};
    bool is_turned{}; ///< on the other strand (pairs: with the mates swapped)
    primer_sighting forward{};
    primer_sighting reverse{};
    std::uint64_t both{};      ///< reads or pairs with both, anywhere
    std::uint64_t both_near{}; ///< with both near the ends

    /// Reads with what the set has: both primers, or the one that is not empty.
    [[nodiscard]] std::uint64_t complete() const;
    /// The same near the ends: reads that were made with this set.
    [[nodiscard]] std::uint64_t complete_near() const;
    bool operator==(set_sighting const &) const;
};

/// What was seen in the first reads.
struct primer_survey
{
    std::uint64_t reads{}; ///< reads or pairs looked at
    bool is_paired{};
    std::vector<set_sighting> sightings{}; ///< for each set, as given and turned

    /// Share of reads with a complete set anywhere, 0 to 1; 0 for an unknown name.
    [[nodiscard]] double share(std::string_view set_name, bool is_turned) const;
    /// The set the reads were most likely made with: the first whose `complete_near` is at most 5 % of the reads below
    /// the highest (versions of a primer differ by less). Null when there is no set.
    [[nodiscard]] set_sighting const * best() const;
};

/// Looks at the first `most_reads` reads that hold (or should hold) whole amplicons: forward primer from the 5' end,
/// complement of the reverse primer from the 3' end.
[[nodiscard]] primer_survey
detect_primers(read_batch const & reads, std::span<primer_set const> sets, std::size_t most_reads = 1000);

/// The same for pairs: forward primer in R1, reverse primer in R2.
[[nodiscard]] primer_survey
detect_primers(pair_batch const & pairs, std::span<primer_set const> sets, std::size_t most_reads = 1000);

/// The built-in sets, preceded by `chosen` unless it is one of them.
[[nodiscard]] std::vector<primer_set> sets_to_survey(primer_set const & chosen);

/// A paragraph with numbers: how many reads have the chosen set, what most of them have instead, and what to do about
/// it. `orients` says whether turned reads are accepted.
[[nodiscard]] std::string explain(primer_survey const & survey, primer_set const & chosen, bool orients);

/// Share of reads in which the chosen set is found as it would be trimmed.
[[nodiscard]] double usable_share(primer_survey const & survey, primer_set const & chosen, bool orients);

} // namespace ampstream::trim
