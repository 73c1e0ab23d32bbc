// SPDX-License-Identifier: BSD-3-Clause
// What a person may set about classification.
#pragma once

#include <cstdint>
#include <string>

#include <ampstream/core/option.hpp>

namespace ampstream::classify
{

/// Defaults are those of the RDP Classifier.
struct options
{
    double min_confidence{0.8};      ///< names below this confidence are cut from the lineage
    std::uint64_t bootstraps{100};   ///< rounds
    std::uint64_t min_words{5};      ///< fewest words drawn in a round; else an eighth of the query's words
    std::uint64_t seed{1};           ///< of our own draws and of the draws among ties
    std::string rng{"own"};          ///< "own", or "java": the draws of RDP (java.util.Random(1) for every query)
    std::string orientation{"auto"}; ///< "auto", "plus" (never turned) or "minus" (always turned)

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
};

/// The options as a list bound to `chosen`, which must outlive it.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::classify
