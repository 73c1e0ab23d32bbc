// SPDX-License-Identifier: BSD-3-Clause
// Where a primer lies in a read: cutadapt's choice among all places, without its matrix.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <ampstream/trim/coded_read.hpp>

namespace ampstream::trim
{

/// Which end of the read the primer is cut from.
enum class read_end : std::uint8_t
{
    five_prime,
    three_prime
};

/// What counts as found.
struct match_rules
{
    double error_rate{0.1}; ///< as in `options`
    std::size_t overlap{3}; ///< bases, at most the primer's length counts
    bool allows_indels{false};
    bool is_anchored{false}; ///< whole and at the very end of the read
};

/// A primer found in a read.
struct primer_match
{
    std::uint32_t begin{};   ///< first base of the read that belongs to the primer
    std::uint32_t end{};     ///< one past the last
    std::uint32_t aligned{}; ///< bases of the primer that lie inside the read
    std::uint32_t errors{};
    std::int32_t score{}; ///< +1 a match, -1 a mismatch, -2 a base inserted or missing
    bool operator==(primer_match const &) const = default;
};

/// Searches one primer at one end of reads. `const` after construction, safe to share between threads.
///
/// The rule is that of cutadapt 4.2's aligner. Offsets of the primer are visited from the 5' end of the read. An
/// occurrence is acceptable when at least `overlap` bases of the primer lie in the read (only at the end in question
/// may the primer run over) and its errors are at most the rate times the aligned bases that are not N. The first
/// acceptable one is taken; a later one replaces it when its score is higher and it either begins within half a primer
/// of it or has more bases of the primer. A whole primer without an error ends the search.
class primer_matcher
{
public:
    /// `sequence` as it reads in 5' to 3' direction of the read, from `normalised_primer`.
    primer_matcher(std::string_view sequence, read_end end, match_rules const & rules);

    /// The occurrence in bases [from, read.size()) of the read; positions count from the read's start.
    [[nodiscard]] std::optional<primer_match> find(coded_read const & read, std::size_t from = 0) const;

    /// Bases of the primer, which is also the highest score.
    [[nodiscard]] std::size_t size() const noexcept { return codes_.size(); }
    /// Errors allowed in the whole primer.
    [[nodiscard]] std::size_t most_errors() const noexcept { return limits_.back(); }

private:
    [[nodiscard]] std::optional<primer_match> find_by_mismatches(base_set const * read, std::size_t size) const;
    [[nodiscard]] std::optional<primer_match> find_anchored(base_set const * read, std::size_t size) const;
    [[nodiscard]] std::optional<primer_match> find_at_start(base_set const * read, std::size_t size) const;
    [[nodiscard]] std::optional<primer_match> find_at_end(base_set const * read, std::size_t size) const;
    void replace_by_partial(std::optional<primer_match> & best, base_set const * read, std::size_t size) const;

    std::vector<base_set> codes_;
    std::vector<base_set> spread_;              ///< for the scan over offsets
    std::vector<std::size_t> unknown_before_{}; ///< Ns among the first i bases of the primer
    std::vector<std::size_t> limits_{};         ///< errors allowed when that many bases are aligned at this end
    double rate_{};                             ///< errors per base
    std::size_t overlap_{};
    read_end end_;
    bool allows_indels_;
    bool is_anchored_;
};

} // namespace ampstream::trim
