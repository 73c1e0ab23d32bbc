// SPDX-License-Identifier: BSD-3-Clause
// What a person may set about reading a reference.
#pragma once

#include <string>
#include <vector>

#include <ampstream/core/option.hpp>

namespace ampstream::reference
{

/// How headers are read, and what happens to lineages that are not as deep as the others.
struct options
{
    std::string header_format{"auto"}; ///< a name of `header_format`, or "auto": what the first header looks like
    std::string ragged{"pad"};         ///< "pad", "drop" or "refuse"
    std::vector<std::string> ranks{};  ///< names of the ranks from the top; empty: by the depth of the lineages

    /// Throws `usage_error` naming field, value and legal values.
    void validate() const;
};

/// The options as a list bound to `chosen`, which must outlive it.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::reference
