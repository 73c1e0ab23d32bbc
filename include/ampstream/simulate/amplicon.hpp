// SPDX-License-Identifier: BSD-3-Clause
// Amplicons: where two primers bind a reference and what lies between them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ampstream::simulate
{

/// A place where a primer binds.
struct primer_site
{
    std::size_t begin{};
    std::size_t mismatches{};
    bool operator==(primer_site const &) const = default;
};

/// The place with the fewest mismatches, the first among equals, at or behind `from`; nullopt if every place has more
/// than `max_mismatches`. Two letters match if their IUPAC sets share a base. O(|primer| · |sequence|).
[[nodiscard]] std::optional<primer_site>
find_site(std::string_view primer, std::string_view sequence, std::size_t from, std::size_t max_mismatches);

/// The insert between the forward primer and the reverse complement of the reverse primer, in the direction of the
/// forward primer; the given strand is searched first, then the other. nullopt if a site is missing on both.
[[nodiscard]] std::optional<std::string> cut_amplicon(std::string_view reference,
                                                      std::string_view forward,
                                                      std::string_view reverse,
                                                      std::size_t max_mismatches);

} // namespace ampstream::simulate
