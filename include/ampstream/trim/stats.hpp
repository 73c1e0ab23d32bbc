// SPDX-License-Identifier: BSD-3-Clause
// Counts of trimming.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <ampstream/trim/primer_match.hpp>

namespace ampstream::trim
{

/// How one primer was found, over all reads, also those dropped for want of the other primer.
struct primer_stats
{
    std::array<std::uint64_t, 8> whole_by_errors{}; ///< whole primers with 0, 1, … errors; the last: 7 and more
    std::uint64_t partial{};                        ///< running over the end of the read
    std::uint64_t at_end{};                         ///< with no base between it and the end of the read
    std::uint64_t read_through{};                   ///< cut from the 3' end of the other mate

    /// `distance`: bases between the primer and its end of the read.
    void count(primer_match const & match, std::size_t primer_size, std::size_t distance);
    [[nodiscard]] std::uint64_t found() const noexcept;
    primer_stats & operator+=(primer_stats const & other) noexcept;
    bool operator==(primer_stats const &) const = default;
};

/// Reads (or pairs) in = kept + no_forward + no_reverse + no_primer + too_short.
struct stats
{
    std::uint64_t reads{};
    std::uint64_t kept{};
    std::uint64_t no_forward{};
    std::uint64_t no_reverse{};
    std::uint64_t no_primer{};
    std::uint64_t too_short{};

    std::uint64_t untrimmed{}; ///< among the kept: passed unchanged
    std::uint64_t turned{};    ///< among the kept: turned to the forward strand
    std::uint64_t bases{};     ///< of the reads that came in; both mates
    std::uint64_t bases_kept{};
    primer_stats forward{};
    primer_stats reverse{};

    stats & operator+=(stats const & other) noexcept;
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::trim
