// SPDX-License-Identifier: BSD-3-Clause
// Which files a release of a database has, where they are published, and under which terms.
#pragma once

#include <string>
#include <vector>

namespace ampstream::refdb
{

/// A file of a release.
struct published_file
{
    std::string file{};              ///< its name
    std::vector<std::string> urls{}; ///< where it can be fetched, in the order they are tried
    std::string md5_suffix{};        ///< appended to a URL: the publisher's checksum; "" when there is none
    std::string sha256_reported{};   ///< of the file, as others report it; "" when not known. A difference is said
    std::string text_sha256{};       ///< of the decompressed text; "" when not known. A difference is said
};

/// A manifest: `refdb/silva_138.1.json`.
struct manifest
{
    std::string name{};
    std::string release{};
    published_file sequences{};
    published_file taxonomy{};
    std::string licence{};
    std::string licence_url{};
    std::string licence_terms{};
    std::string holder{};
    std::vector<std::string> citation{};
};

/// Reads a manifest. Throws `resource_error` if it cannot be read, `input_error` with the file for text that is not
/// JSON, a missing entry, a file name with a folder in it, and a URL that is not http or https.
[[nodiscard]] manifest read_manifest(std::string const & path);

/// The text of LICENCE.txt, which goes with a reference made from the release: terms, citation, what was changed.
[[nodiscard]] std::string licence_text(manifest const & release);

} // namespace ampstream::refdb
