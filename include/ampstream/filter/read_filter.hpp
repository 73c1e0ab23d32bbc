// SPDX-License-Identifier: BSD-3-Clause
// The actor of this room: batches of reads or pairs are trimmed and thinned in place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/filter/judge.hpp>
#include <ampstream/filter/options.hpp>
#include <ampstream/filter/stats.hpp>

namespace ampstream::filter
{

/// Names of the two inputs, for messages.
struct pair_names
{
    std::string forward{"forward reads"};
    std::string reverse{"reverse reads"};
};

/// Trims and filters as `vsearch --fastx_filter` does. `const` and safe to share between threads.
class read_filter
{
public:
    /// `needs_errors`: the verdicts have to tell exact expected errors, not only right reasons. Throws `usage_error`
    /// when the options contradict themselves.
    explicit read_filter(options const & chosen, bool needs_errors = false);

    /// Trims every read, then drops the discarded ones; `verdicts`, if given, receives one entry for each read that
    /// came in. Throws `input_error` naming `file` and record for a quality outside qmin … qmax.
    stats
    operator()(read_batch & batch, std::vector<verdict> * verdicts = nullptr, std::string const & file = "reads") const;

    /// Verdicts only: nothing is trimmed or dropped.
    void judge_all(read_batch const & batch, std::vector<verdict> & verdicts, std::string const & file = "reads") const;

    /// Mates in step: a pair is discarded when either mate is; it is counted under the reason of the forward read if
    /// that fails, else of the reverse read.
    stats operator()(pair_batch & pairs, pair_names const & names = {}) const;

    [[nodiscard]] options const & chosen() const noexcept { return options_; }

private:
    options options_;
    quick_judge judge_;
    bool needs_errors_;
};

/// Counts what verdicts say about a batch that is not yet trimmed.
[[nodiscard]] stats tally(read_batch const & batch, std::vector<verdict> const & verdicts);
[[nodiscard]] stats tally(read_batch const & forward_reads,
                          read_batch const & reverse_reads,
                          std::vector<verdict> const & forward,
                          std::vector<verdict> const & reverse);

/// Gives both mates of a pair one reason: the forward read's if it fails, else the reverse read's.
void share_reasons(std::vector<verdict> & forward, std::vector<verdict> & reverse) noexcept;

/// Trims the reads of a batch to what their verdicts keep.
void trim(read_batch & batch, std::vector<verdict> const & verdicts) noexcept;

/// Drops the reads whose verdict is not `kept`.
void drop_discarded(read_batch & batch, std::vector<verdict> const & verdicts);

} // namespace ampstream::filter
