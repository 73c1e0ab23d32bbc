// SPDX-License-Identifier: BSD-3-Clause
// refdb.json: what a reference was made from and how.
#pragma once

#include <optional>
#include <string>

#include <ampstream/core/option.hpp>
#include <ampstream/refdb/builder.hpp>
#include <ampstream/refdb/manifest.hpp>
#include <ampstream/refdb/obtain.hpp>

namespace ampstream::refdb
{

/// Everything refdb.json says. It holds no time, host name, folder or thread count: the same build gives the same
/// bytes.
struct build_record
{
    std::string version{};              ///< of the program
    std::string source{};               ///< a name of `refdb::source`
    option_list options{};              ///< as they were in force
    std::optional<manifest> release{};  ///< if it was built from a release
    obtained_release files{};           ///< what was read
    std::string taxonomy_text_sha256{}; ///< of the table of ranks; "" when there is none
    build_result result{};
};

/// The record as indented JSON text.
[[nodiscard]] std::string record_text(build_record const & record);

} // namespace ampstream::refdb
