// SPDX-License-Identifier: BSD-3-Clause
// All files or none.
#include <ampstream/pipeline/result_files.hpp>

#include <filesystem>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "run_folder.hpp"

namespace ampstream::pipeline
{

namespace
{

namespace fs = std::filesystem;
using ampstream::testing::run_folder;

} // namespace

TEST(result_files, appear_together_at_the_commit)
{
    run_folder const folder{};
    std::string const out = folder.path() + "/new/results";
    result_files files{out, {"a", "b"}, false};
    files.write("a", "text");
    files.write("b", [](auto const & write) { write("more"); });
    EXPECT_FALSE(fs::exists(out + "/a"));
    files.commit();
    EXPECT_TRUE(fs::exists(out + "/a") && fs::exists(out + "/b"));
}

TEST(result_files, without_a_commit_nothing_is_left)
{
    run_folder const folder{};
    {
        result_files files{folder.path(), {"a"}, false};
        files.write("a", "text");
    }
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(result_files, when_one_file_cannot_get_its_name_none_has_one)
{
    run_folder const folder{};
    result_files files{folder.path(), {}, false};
    files.write("a", "text");
    files.write("b", "text");
    fs::create_directory(folder.path() + "/b");
    EXPECT_THROW(files.commit(), resource_error);
    EXPECT_FALSE(fs::exists(folder.path() + "/a"));
}

TEST(result_files, results_of_an_earlier_run_are_refused_or_removed_when_told)
{
    run_folder const folder{"a", "mine"};
    EXPECT_THROW((result_files{folder.path(), {"a"}, false}), usage_error);
    EXPECT_TRUE(fs::exists(folder.path() + "/a"));
    result_files files{folder.path(), {"a"}, true};
    EXPECT_TRUE(fs::exists(folder.path() + "/a"));
    files.remove_old();
    EXPECT_FALSE(fs::exists(folder.path() + "/a"));
    EXPECT_TRUE(fs::exists(folder.path() + "/mine"));
}

TEST(result_files, a_folder_that_cannot_be_made_is_a_failed_resource)
{
    run_folder const folder{"file"};
    EXPECT_THROW((result_files{folder.path() + "/file/results", {}, false}), resource_error);
}

} // namespace ampstream::pipeline
