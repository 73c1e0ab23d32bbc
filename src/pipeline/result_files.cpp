// SPDX-License-Identifier: BSD-3-Clause
// Writing and committing result files.
#include <ampstream/pipeline/result_files.hpp>

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::pipeline
{

namespace fs = std::filesystem;

result_files::result_files(std::string folder, std::vector<std::string> const & names, bool replaces)
    : folder_{std::move(folder)}
{
    std::error_code failed;
    fs::create_directories(folder_, failed);
    if (failed)
        throw resource_error{folder_, "making the folder", failed.value()};
    for (std::string const & name : names)
    {
        fs::path const path = fs::path{folder_} / name;
        if (!fs::exists(path))
            continue;
        if (!replaces)
            throw usage_error{fmt::format("{} holds results already ({}); --force replaces them", folder_, name)};
        old_.push_back(path.string());
    }
}

void result_files::remove_old()
{
    std::error_code failed;
    for (std::string const & path : old_)
        if (!fs::remove(path, failed) && failed)
            throw resource_error{path, "removing the file of an earlier run", failed.value()};
    old_.clear();
}

void result_files::write(std::string const & name,
                         std::function<void(std::function<void(std::string_view)> const &)> const & fill)
{
    io::output_file & file = files_.emplace_back((fs::path{folder_} / name).string());
    fill([&file](std::string_view text) { file.write(text); });
    file.finish(); // gives its buffer back
}

void result_files::write(std::string const & name, std::string_view text)
{
    write(name, [text](auto const & sink) { sink(text); });
}

void result_files::commit()
{
    for (io::output_file & file : files_)
        file.finish();
    std::size_t named = 0;
    try
    {
        for (; named < files_.size(); ++named)
            files_[named].commit();
    }
    catch (error const &)
    {
        std::error_code ignored;
        for (std::size_t i = 0; i < named; ++i)
            fs::remove(files_[i].path(), ignored);
        throw;
    }
    files_.clear();
}

} // namespace ampstream::pipeline
