// SPDX-License-Identifier: BSD-3-Clause
// The options of searches, said once for all stages that search.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <ampstream/core/option.hpp>

namespace ampstream::search
{

/// Where a stage keeps its values, and its words for them.
struct option_places
{
    double * id{};                                   ///< least identity of a hit, 0 to 1
    std::uint64_t * iddef{};                         ///< see `align::identity_definition`
    std::uint64_t * maxaccepts{};                    ///< 0: no limit
    option_target maxrejects{};                      ///< 0: no limit
    std::string * strand{};                          ///< plus or both
    std::string * qmask{};                           ///< none, dust or soft
    std::uint64_t * wordlength{};                    ///< bases
    std::optional<std::uint64_t> * minwordmatches{}; ///< unset: `default_minwordmatches`

    std::string target{};          ///< what is searched, for a reader: "target"
    std::string rejects_default{}; ///< " (default …)" if it needs to be said
};

/// --id, --iddef, --maxaccepts, --maxrejects, --strand, --qmask, --wordlength and --minwordmatches, named as VSEARCH's.
[[nodiscard]] option_list describe(option_places const & places);

} // namespace ampstream::search
