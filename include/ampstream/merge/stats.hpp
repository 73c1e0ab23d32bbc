// SPDX-License-Identifier: BSD-3-Clause
// What became of the pairs: counts by reason, and the sums behind the figures of the report.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ampstream::merge
{

/// The fate of a pair; the order is that of VSEARCH's report.
enum class reason : std::uint8_t
{
    merged,
    read_too_short,           ///< a read is shorter than minlen, before or after truncation
    read_too_long,            ///< a read is longer than maxlen
    too_many_ns,              ///< a read has more N than maxns
    too_few_kmers,            ///< no diagonal has enough words in common
    multiple_alignments,      ///< more than one offset reaches the score
    too_many_differences,     ///< more than maxdiffs
    too_high_difference_rate, ///< more than maxdiffpct
    score_too_low,            ///< no offset reaches the score, or each one drops too far
    overlap_too_short,        ///< shorter than minovlen
    too_many_expected_errors, ///< the merged read has more than maxee
    merged_too_short,         ///< shorter than minmergelen
    merged_too_long,          ///< longer than maxmergelen
    staggered,                ///< the reads run past each other's start and that is not allowed
};

inline constexpr std::size_t reason_count = 14;

/// Name for tables and records: `too_few_kmers`, …
[[nodiscard]] constexpr std::string_view name_of(reason why) noexcept
{
    constexpr std::array<std::string_view, reason_count> names{"merged",
                                                               "read_too_short",
                                                               "read_too_long",
                                                               "too_many_ns",
                                                               "too_few_kmers",
                                                               "multiple_alignments",
                                                               "too_many_differences",
                                                               "too_high_difference_rate",
                                                               "score_too_low",
                                                               "overlap_too_short",
                                                               "too_many_expected_errors",
                                                               "merged_too_short",
                                                               "merged_too_long",
                                                               "staggered"};
    return names[static_cast<std::size_t>(why)];
}

/// A sum of expected errors in units of 2^-24: integers add to the same total in any order, so that neither threads nor
/// batch sizes can change a digit of the report.
class error_sum
{
public:
    constexpr error_sum() noexcept = default;
    /// Of one read, in units of 2^-32.
    explicit constexpr error_sum(std::uint64_t fine_units) noexcept : units_{(fine_units + 128) >> 8U} {}
    [[nodiscard]] constexpr double value() const noexcept { return static_cast<double>(units_) / units_per_error; }
    constexpr error_sum & operator+=(error_sum const & other) noexcept
    {
        units_ += other.units_;
        return *this;
    }
    bool operator==(error_sum const &) const = default;

private:
    static constexpr double units_per_error = 16777216.0;
    std::uint64_t units_{};
};

/// Counts of pairs and sums over them. pairs = sum of `by_reason`.
struct stats
{
    std::uint64_t pairs{};
    std::array<std::uint64_t, reason_count> by_reason{}; ///< indexed by `reason`
    std::uint64_t read_bases{};                          ///< of all reads, both mates
    std::uint64_t bases_above_q41{};      ///< bases of all reads that VSEARCH's default limit would refuse
    std::uint64_t merged_bases{};         ///< of the merged reads
    std::uint64_t merged_bases_squared{}; ///< sum of the squares of their lengths
    std::uint64_t forward_differences{};  ///< bases of the forward reads the consensus overruled
    std::uint64_t reverse_differences{};  ///< bases of the reverse reads the consensus overruled
    error_sum forward_errors{};           ///< expected errors of the forward reads of merged pairs
    error_sum reverse_errors{};           ///< expected errors of the reverse reads of merged pairs
    error_sum merged_errors{};            ///< expected errors of the merged reads

    [[nodiscard]] std::uint64_t count(reason why) const noexcept { return by_reason[static_cast<std::size_t>(why)]; }
    [[nodiscard]] std::uint64_t merged() const noexcept { return count(reason::merged); }
    [[nodiscard]] std::uint64_t lost() const noexcept { return pairs - merged(); }

    constexpr stats & operator+=(stats const & other) noexcept
    {
        pairs += other.pairs;
        for (std::size_t i = 0; i < reason_count; ++i)
            by_reason[i] += other.by_reason[i];
        read_bases += other.read_bases;
        bases_above_q41 += other.bases_above_q41;
        merged_bases += other.merged_bases;
        merged_bases_squared += other.merged_bases_squared;
        forward_differences += other.forward_differences;
        reverse_differences += other.reverse_differences;
        forward_errors += other.forward_errors;
        reverse_errors += other.reverse_errors;
        merged_errors += other.merged_errors;
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::merge
