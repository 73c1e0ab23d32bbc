// SPDX-License-Identifier: BSD-3-Clause
// A file from the network, begun again where it broke off.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ampstream::refdb
{

/// Called several times a second with bytes had and bytes in all (0 when not known); what it throws ends the download
/// and is thrown on.
using download_watcher = std::function<void(std::string_view file, std::uint64_t have, std::uint64_t all)>;

/// How a download ended.
struct download_end
{
    bool is_complete{};
    bool was_resumed{};    ///< some of the bytes were there from an earlier attempt
    std::string problem{}; ///< why it is not complete: what the server or the network said
};

/// Fetches `url` (https, http) to `path`. Bytes are gathered in `path.part`; if that is there, the server is asked for
/// the rest, and for everything if it does not do that. A connection that moves fewer than 100 bytes a second for a
/// minute is given up. Certificates are checked; https is not left on redirection. Not complete: `path.part` stays for
/// the next attempt. Throws `resource_error` when the file cannot be written.
[[nodiscard]] download_end fetch(std::string const & url, std::string const & path, download_watcher const & watch);

} // namespace ampstream::refdb
