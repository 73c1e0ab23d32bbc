// SPDX-License-Identifier: BSD-3-Clause
// What a person may set about paired-end merging.
#pragma once

#include <cstdint>
#include <optional>

#include <ampstream/core/option.hpp>

namespace ampstream::merge
{

/// Limits of merging; names and defaults are those of `vsearch --fastq_mergepairs`, but for `qmax`: VSEARCH stops at
/// the first quality above 41 unless told otherwise, we take every quality Phred+33 can write.
struct options
{
    std::uint64_t minovlen{10};                 ///< shortest overlap, bases; at least 5
    std::uint64_t maxdiffs{10};                 ///< most differing bases in the overlap
    double maxdiffpct{100.0};                   ///< most differing bases in the overlap, percent of it
    bool allowmergestagger{false};              ///< merge pairs whose reads run past each other's start
    std::uint64_t minlen{1};                    ///< shortest read after truncation, bases
    std::optional<std::uint64_t> maxlen{};      ///< longest read before truncation, bases
    std::uint64_t minmergelen{0};               ///< shortest merged read, bases
    std::optional<std::uint64_t> maxmergelen{}; ///< longest merged read, bases
    std::optional<double> maxee{};              ///< most expected errors of a merged read
    std::optional<std::uint64_t> maxns{};       ///< most N in a read after truncation
    std::optional<std::uint64_t> truncqual{};   ///< a read is cut at its first base of this quality or less
    std::uint64_t qmin{0};                      ///< lowest legal quality of an input
    std::uint64_t qmax{93};                     ///< highest legal quality of an input
    std::uint64_t qminout{0};                   ///< lowest quality given to a base of the overlap
    std::uint64_t qmaxout{41};                  ///< highest quality given to a base of the overlap

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
};

/// The options as a list bound to `chosen`, which must outlive it.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::merge
