// SPDX-License-Identifier: BSD-3-Clause
// What can be chosen about trimming.
#pragma once

#include <cstdint>
#include <string>

#include <ampstream/core/option.hpp>
#include <ampstream/trim/primer.hpp>

namespace ampstream::trim
{

/// Defaults are cutadapt's with `--no-indels --discard-untrimmed -m 1` and a linked adapter given to `-g`.
struct options
{
    std::string primers{};       ///< name of a built-in set, or empty
    std::string forward{};       ///< 5' to 3'; instead of the set's forward primer
    std::string reverse{};       ///< 5' to 3'; instead of the set's reverse primer
    double error_rate{0.1};      ///< of the aligned primer bases, Ns not counted; from 1 on: errors in a whole primer
    std::uint64_t overlap{3};    ///< bases of a primer that are enough at the end of a read
    std::string anchor{"none"};  ///< none, forward, reverse, both: which primers must lie at the very end
    std::string require{"both"}; ///< both, forward, reverse, any: which primers a read must have
    bool indels{false};          ///< count inserted and missing bases as errors, too
    bool match_read_wildcards{false}; ///< IUPAC letters of a read match what they stand for
    bool orient{false};               ///< also try the other strand (pairs: the mates swapped), keep the better
    bool read_through{false};         ///< pairs: also cut the other primer at the 3' end
    bool keep_untrimmed{false};       ///< let reads without primers pass, unchanged
    std::uint64_t minlen{1};          ///< shortest read that is left, in bases

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
};

/// The options under their names on the command line; points into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

/// The primers to search for: those of the set, each replaced by the sequence given. At least one is not empty.
/// Throws `usage_error` when none is chosen, or one is not a primer.
[[nodiscard]] primer_set chosen_primers(options const & chosen);

} // namespace ampstream::trim
