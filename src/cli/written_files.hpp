// SPDX-License-Identifier: BSD-3-Clause
// The files a command writes: none of them may be one that it reads, or that another option names.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <sys/types.h>

#include <ampstream/core/option.hpp>

namespace ampstream::cli
{

/// Results replace what bears their name once they are complete. Where that is an input, or another result, something
/// is lost without a word; so it is refused before the work begins. Folders, devices, pipes and standard input are
/// nobody's loss and are passed over; standard output can hold one result only.
class written_files
{
public:
    /// Takes the outputs among `options`. Throws `usage_error` where two of them are one file.
    explicit written_files(option_list const & options);

    /// Another file that is written; `label` says to the user where its name comes from. Throws as the constructor.
    void add(std::string label, std::string path);
    /// Throws `usage_error` if `path`, which is read, is a file that is written. Follows links.
    void require_apart(std::string_view label, std::string const & path) const;
    /// The same for all inputs among `options`.
    void require_apart(option_list const & options) const;

private:
    struct entry
    {
        std::string label;
        std::string path;
    };
    std::map<std::string, entry> by_place_{};                    ///< absolute, links followed; "-"
    std::map<std::pair<::dev_t, ::ino_t>, entry> by_identity_{}; ///< of those that exist: device and inode
};

} // namespace ampstream::cli
