// SPDX-License-Identifier: BSD-3-Clause
// How many reads a limit on length and one on expected errors would keep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/eestats/expected_errors.hpp>
#include <ampstream/eestats/options.hpp>

namespace ampstream::eestats
{

/// Counts what `vsearch --fastq_eestats2` reports: reads that are long enough to be cut to a length and have at most so
/// many expected errors then. Counts of several batches are added up.
class by_cutoff
{
public:
    by_cutoff(length_cutoffs const & lengths, std::vector<double> errors);

    void add(running_errors const & errors);
    by_cutoff & operator+=(by_cutoff const & other);
    [[nodiscard]] std::uint64_t reads() const noexcept { return reads_; }
    /// The table as text.
    [[nodiscard]] std::string text() const;

private:
    length_cutoffs lengths_;
    std::vector<double> errors_;
    std::uint64_t reads_{};
    std::uint64_t bases_{};
    std::uint64_t longest_{};
    std::vector<std::uint64_t> kept_{}; ///< by length, then by errors
};

} // namespace ampstream::eestats
