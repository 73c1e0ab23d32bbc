// SPDX-License-Identifier: BSD-3-Clause
// The files of a release: out of a folder, or from the network into one.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <ampstream/refdb/download.hpp>
#include <ampstream/refdb/manifest.hpp>

namespace ampstream::refdb
{

/// A file of a release on this machine.
struct obtained_file
{
    std::string path{};
    bool is_verified{}; ///< its MD5 is the one its publisher gives
};

/// Both files of a release.
struct obtained_release
{
    obtained_file sequences{};
    obtained_file taxonomy{};
};

/// Takes a line for the person who started it.
using line_sink = std::function<void(std::string_view)>;

/// Finds the files in `folder`, compressed as published or decompressed (without `.gz`). Where `FILE.md5` lies beside a
/// file, it is checked. Throws `resource_error` that lists what is missing and where it is published, `input_error` for
/// a file that is not what its checksum says.
[[nodiscard]] obtained_release find_files(manifest const & release, std::string const & folder, line_sink const & say);

/// Fetches into `folder` (which is made) what is not there yet, and each file's published MD5. A partial download is
/// continued; one that was continued and is not what its checksum says is begun again once. Throws `resource_error`
/// that says which URLs to fetch by other means when the network fails, `input_error` when a fresh download is not what
/// its checksum says.
[[nodiscard]] obtained_release fetch_files(manifest const & release,
                                           std::string const & folder,
                                           download_watcher const & watch,
                                           line_sink const & say);

/// What to fetch from where, one line a file.
[[nodiscard]] std::string offline_steps(manifest const & release);

} // namespace ampstream::refdb
