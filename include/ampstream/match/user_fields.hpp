// SPDX-License-Identifier: BSD-3-Clause
// Rows whose columns the user chooses: VSEARCH's --userfields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ampstream/match/hit.hpp>
#include <ampstream/match/options.hpp>
#include <ampstream/match/targets.hpp>

namespace ampstream::match
{

/// A choice of columns.
class user_fields
{
public:
    /// `names` joined by '+'. Throws `usage_error` naming one that is not a field.
    explicit user_fields(std::string_view names);

    /// A tab-separated row a hit; one without a target where there is none and `with_no_hits`.
    void append(std::string & text, answer const & query, targets const & database, bool with_no_hits) const;

private:
    struct row;
    using writer = void (*)(std::string &, row const &);
    struct field;
    static std::vector<field> const & known_fields();

    std::vector<writer> writers_{};
};

} // namespace ampstream::match
