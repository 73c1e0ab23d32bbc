// SPDX-License-Identifier: BSD-3-Clause
// Comparing files by identity (device and inode) where they exist, else by place.
#include "cli/written_files.hpp"

#include <filesystem>
#include <optional>
#include <system_error>
#include <variant>
#include <vector>

#include <sys/stat.h>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::cli
{

namespace
{

/// The paths that an option names: none, one or several.
std::vector<std::string> paths_of(option const & one)
{
    if (!one.is_file)
        return {};
    if (auto const * const single = std::get_if<std::string *>(&one.value))
        return {**single};
    if (auto const * const several = std::get_if<std::vector<std::string> *>(&one.value))
        return **several;
    return {};
}

using identity = std::pair<::dev_t, ::ino_t>;

/// Which file it is, if it is a regular one; links are followed.
std::optional<identity> identity_of(std::string const & path)
{
    struct ::stat about
    {
    };
    if (path == "-" || ::stat(path.c_str(), &about) != 0 || !S_ISREG(about.st_mode))
        return std::nullopt;
    return identity{about.st_dev, about.st_ino};
}

std::string label_of(option const & one)
{
    return one.is_positional ? one.name : "--" + one.name;
}

} // namespace

written_files::written_files(option_list const & options)
{
    for (option const & one : options)
        if (one.is_output)
            for (std::string & path : paths_of(one))
                add(label_of(one), std::move(path));
}

void written_files::add(std::string label, std::string path)
{
    namespace fs = std::filesystem;
    std::error_code failed;
    std::optional<identity> const known = path.empty() ? std::nullopt : identity_of(path);
    if (path.empty() || (!known.has_value() && path != "-" && fs::exists(path, failed))) // a folder, a device
        return;
    std::string const place = path == "-" ? path : fs::weakly_canonical(fs::absolute(path, failed), failed).string();
    if (failed)
        return; // opening it will say why
    entry const added{std::move(label), std::move(path)};
    auto const [other, is_new] = by_place_.try_emplace(place, added);
    auto const [same, is_new_file] =
        known ? by_identity_.try_emplace(*known, added) : std::pair{by_identity_.end(), true};
    if (is_new && is_new_file)
        return;
    throw usage_error{fmt::format("{} and {} would both write to {}; give them different files",
                                  is_new ? same->second.label : other->second.label, added.label,
                                  added.path == "-" ? std::string_view{"standard output"} : added.path)};
}

void written_files::require_apart(std::string_view label, std::string const & path) const
{
    if (by_identity_.empty() || path.empty())
        return;
    std::optional<identity> const known = identity_of(path);
    auto const found = known ? by_identity_.find(*known) : by_identity_.end();
    if (found != by_identity_.end())
        throw usage_error{
            fmt::format("{} is {}, which is also read ({}) and would be lost; give another file or folder "
                        "for the result",
                        found->second.label, found->second.path, label)};
}

void written_files::require_apart(option_list const & options) const
{
    for (option const & one : options)
        if (!one.is_output)
            for (std::string const & path : paths_of(one))
                require_apart(label_of(one), path);
}

} // namespace ampstream::cli
