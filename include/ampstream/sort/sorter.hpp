// SPDX-License-Identifier: BSD-3-Clause
// Sequences by abundance or by length.
#pragma once

#include <string_view>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/sort/options.hpp>
#include <ampstream/sort/stats.hpp>

namespace ampstream::sort
{

/// What a sorter leaves behind.
struct sorted
{
    unique_set sequences{}; ///< in order; labels are headers up to the first blank
    stats counted{};
    double median{}; ///< abundance or length of what passed the limits, before `topn`; 0 of nothing
};

/// Sorts as `vsearch --sortbysize` and `--sortbylength` do. A collecting stage.
/// By abundance: the largest first, then the bytes of the label, then input order. By length: the longest first, then
/// as by abundance. The abundance is the label's `;size=N`, 1 without it.
class sorter
{
public:
    /// Throws as `options::validate`.
    explicit sorter(options const & chosen);

    /// Adds sequences; `file` is named in messages. Throws `input_error` for a `;size=` that is 0 or too large for 63
    /// bits.
    void add(read_batch const & batch, std::string_view file = {});
    [[nodiscard]] sorted finish() &&;

private:
    options options_;
    stats stats_{};
    unique_set gathered_{};
};

} // namespace ampstream::sort
