// SPDX-License-Identifier: BSD-3-Clause
// A scratch folder with empty files of given names.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ampstream::testing
{

class run_folder
{
public:
    run_folder(std::initializer_list<std::string> files = {})
    {
        std::string name = (std::filesystem::temp_directory_path() / "ampstream-run-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw std::runtime_error{"no scratch folder"};
        path_ = name;
        for (std::string const & file : files)
            write(file, "");
    }
    run_folder(run_folder const &) = delete;
    run_folder & operator=(run_folder const &) = delete;
    ~run_folder()
    {
        std::error_code ignored{};
        std::filesystem::remove_all(path_, ignored);
    }

    std::string write(std::string const & name, std::string_view text) const
    {
        std::filesystem::path const file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream{file, std::ios::binary} << text;
        return file.string();
    }
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_{};
};

} // namespace ampstream::testing
