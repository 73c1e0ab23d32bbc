// SPDX-License-Identifier: BSD-3-Clause
// What sequences are sorted by and which of them are kept.
#pragma once

#include <cstdint>
#include <optional>

#include <ampstream/core/option.hpp>

namespace ampstream::sort
{

/// Defaults are those of `vsearch --sortbysize`.
struct options
{
    bool sortbysize{false};                 ///< by abundance; this is also what happens when neither order is asked for
    bool sortbylength{false};               ///< by length
    std::uint64_t minseqlength{1};          ///< bases
    std::uint64_t maxseqlength{50000};      ///< bases
    std::uint64_t minsize{0};               ///< least abundance, when sorted by it
    std::optional<std::uint64_t> maxsize{}; ///< largest abundance, when sorted by it
    std::optional<std::uint64_t> topn{};    ///< keep at most so many, the first ones

    /// Throws `usage_error` naming field, value and legal range, or the options that exclude each other.
    void validate() const;
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::sort
