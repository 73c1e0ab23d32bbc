// SPDX-License-Identifier: BSD-3-Clause
// Expected errors along reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/eestats/options.hpp>

namespace ampstream::eestats
{

/// The error probability of a Phred quality: 10^(-Q/10), without a cap.
[[nodiscard]] double error_probability(std::uint64_t quality) noexcept;

/// Running sums of error probabilities of the reads of a batch, one after the other in one array.
struct running_errors
{
    std::vector<double> sums{};      ///< at each base, that base included
    std::vector<std::size_t> ends{}; ///< for each read one past its last sum

    [[nodiscard]] std::span<double const> of(std::size_t read) const noexcept
    {
        std::size_t const begin = read == 0 ? 0 : ends[read - 1];
        return std::span{sums}.subspan(begin, ends[read] - begin);
    }
};

/// Sums in the order of the bases. Throws `input_error` naming `file` and record for a read without qualities or one
/// with a quality outside of the limits.
[[nodiscard]] running_errors expected_errors(read_batch const & batch, options const & limits, std::string_view file);

} // namespace ampstream::eestats
