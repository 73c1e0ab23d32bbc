// SPDX-License-Identifier: BSD-3-Clause
// Reading presets.
#include "cli/preset.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <ampstream/core/error.hpp>

#include "cli/data_files.hpp"

namespace ampstream::cli
{

namespace
{

namespace fs = std::filesystem;

std::vector<std::string> known_presets(fs::path const & folder)
{
    std::vector<std::string> names;
    for (auto const & entry : fs::directory_iterator{folder})
        if (entry.path().extension() == ".json")
            names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    return names;
}

std::string find_preset(std::string const & name)
{
    if (name.find('/') != std::string::npos || name.ends_with(".json"))
        return name;
    fs::path const folder = find_data_file("presets");
    fs::path const path = folder / (name + ".json");
    if (!fs::exists(path))
        throw usage_error{fmt::format("--preset is '{}'; it takes one of {}, none, or the path of a JSON file", name,
                                      fmt::join(known_presets(folder), ", "))};
    return path.string();
}

nlohmann::json read_json(std::string const & path)
{
    std::ifstream file{path};
    if (!file)
        throw resource_error{path, "opening the preset", errno};
    try
    {
        return nlohmann::json::parse(file);
    }
    catch (nlohmann::json::parse_error const & failure)
    {
        throw usage_error{fmt::format("{}: the preset is not JSON: {}", path, failure.what())};
    }
}

} // namespace

void apply_preset(std::string const & name, option_list const & options, std::set<std::string> const & given)
{
    std::string const path = find_preset(name);
    nlohmann::json const preset = read_json(path);
    if (!preset.is_object() || !preset.contains("options") || !preset["options"].is_object())
        throw usage_error{fmt::format("{}: a preset is an object with a member \"options\"", path)};
    for (auto const & [key, value] : preset["options"].items())
    {
        auto const found =
            std::ranges::find_if(options, [&key](option const & one)
                                 { return one.name == key || (!one.alias.empty() && one.alias == key); });
        if (found == options.end() || found->is_file)
            throw usage_error{fmt::format(
                "{}: the preset sets '{}', which is not an option of this command that a preset may set", path, key)};
        if (!given.contains(found->name))
            set_value(*found, value.is_string() ? value.get<std::string>() : value.dump());
    }
}

} // namespace ampstream::cli
