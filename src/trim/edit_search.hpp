// SPDX-License-Identifier: BSD-3-Clause
// Search of a primer with insertions and deletions, choosing as cutadapt 4.2 does.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <ampstream/trim/primer_match.hpp>

namespace ampstream::trim
{

/// Which ends may be skipped without cost.
struct free_ends
{
    bool primer_start{};
    bool read_start{};
    bool primer_end{};
    bool read_end{};
};

/// What `edit_search` compares with a read.
struct edit_query
{
    std::span<base_set const> primer{};
    std::span<std::size_t const> unknown_before{}; ///< Ns among the first i bases, for i in [0, primer.size()]
    double error_rate{};
    std::size_t overlap{};
    free_ends ends{};
};

/// The chosen occurrence among alignments with unit costs. Time O(errors × bases of the read) on average (Ukkonen
/// 1985).
[[nodiscard]] std::optional<primer_match>
edit_search(edit_query const & query, base_set const * read, std::size_t size);

} // namespace ampstream::trim
