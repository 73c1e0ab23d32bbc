// SPDX-License-Identifier: BSD-3-Clause
// Search for installed files.
#include "cli/data_files.hpp"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

#include "cli/version.hpp"

namespace ampstream::cli
{

std::string find_data_file(std::string_view name)
{
    namespace fs = std::filesystem;
    std::vector<fs::path> folders;
    if (char const * const chosen = std::getenv("AMPSTREAM_DATA"); chosen != nullptr && *chosen != '\0')
        folders.emplace_back(chosen);
    std::error_code failed;
    if (fs::path const program = fs::read_symlink("/proc/self/exe", failed); !failed)
        folders.push_back(program.parent_path().parent_path() / "share" / "ampstream");
    folders.emplace_back(data_folder);
    std::string tried;
    for (fs::path const & folder : folders)
    {
        fs::path const candidate = folder / name;
        if (fs::exists(candidate, failed))
            return candidate.string();
        tried += fmt::format("{}{}", tried.empty() ? "" : ", ", candidate.string());
    }
    throw resource_error{fmt::format("{}: not found; looked for {}. Is ampstream installed completely? The environment "
                                     "variable AMPSTREAM_DATA can name the folder.",
                                     name, tried)};
}

} // namespace ampstream::cli
