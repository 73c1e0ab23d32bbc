// SPDX-License-Identifier: BSD-3-Clause
// Distributions of quality, error probability and expected errors at each position of reads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/eestats/expected_errors.hpp>

namespace ampstream::eestats
{

/// Receives the text in pieces.
using text_sink = std::function<void(std::string_view)>;

/// Gathers what `vsearch --fastq_eestats` reports. A collecting stage; batches come in input order, because sums in
/// floating point depend on it. Memory: 1,000 counters for each expected error and position that occur, 65,536 at most;
/// beyond that one for each different thousandth.
class by_position
{
public:
    void add(read_batch const & batch, running_errors const & errors);

    /// The table of 21 columns: for each position the share of reads that reach it, then smallest value, lower
    /// quartile, median, mean, upper quartile, largest value of the three quantities. A quantile is the smallest value
    /// that is not exceeded by at least that share of the reads.
    void write(text_sink const & write) const;

private:
    static constexpr std::size_t qualities = 94;
    struct column
    {
        std::uint64_t reads{};
        double errors{}; ///< sum
        std::array<std::uint64_t, qualities> by_quality{};
        std::vector<std::uint64_t> by_errors{};          ///< in thousandths, rounded down
        std::map<std::uint64_t, std::uint64_t> beyond{}; ///< the same for those that are larger
    };
    void append_row(std::string & text, std::size_t position) const;

    std::uint64_t reads_{};
    std::vector<column> columns_{};
};

} // namespace ampstream::eestats
