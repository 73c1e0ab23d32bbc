// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/io/output_file.hpp>

#include <csignal>
#include <cstdlib>
#include <thread>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/byte_source.hpp>

#include "io_testing.hpp"

namespace fs = std::filesystem;
using namespace ampstream;
using namespace ampstream::io;
using ampstream::testing::file_bytes;
using ampstream::testing::message_of;
using ampstream::testing::scratch_folder;
using ::testing::HasSubstr;

namespace
{

std::size_t files_in(fs::path const & folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

std::string decompressed(std::string const & path)
{
    auto const source = open_input(path);
    std::string text{};
    std::string buffer(100000, '\0');
    while (std::size_t const count = source->read(buffer))
        text.append(buffer, 0, count);
    return text;
}

std::string sample_text(std::size_t size)
{
    std::string text{};
    for (std::size_t i = 0; text.size() < size; ++i)
        text += std::to_string(i * i) + "\n";
    text.resize(size);
    return text;
}

} // namespace

TEST(output_file, appears_under_its_name_when_committed)
{
    scratch_folder const folder{};
    std::string const path = (folder.path() / "out.tsv").string();
    output_file file{path};
    file.write("one\n");
    file.write("two\n");
    EXPECT_FALSE(fs::exists(path));
    file.commit();
    EXPECT_EQ(file_bytes(path), "one\ntwo\n");
    EXPECT_EQ(files_in(folder.path()), 1U);
    EXPECT_EQ(file.path(), path);
}

TEST(output_file, leaves_nothing_when_it_is_not_committed)
{
    scratch_folder const folder{};
    {
        output_file file{(folder.path() / "out.tsv").string()};
        file.write(sample_text(3000000));
        EXPECT_EQ(files_in(folder.path()), 1U) << "the temporary file lies beside the target";
    }
    EXPECT_EQ(files_in(folder.path()), 0U);
}

TEST(output_file, keeps_the_old_file_when_it_is_not_committed)
{
    scratch_folder const folder{};
    std::string const path = folder.write("out.tsv", "old");
    output_file{path}.write("new");
    EXPECT_EQ(file_bytes(path), "old");
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(output_file, replaces_an_old_file_and_keeps_its_mode)
{
    scratch_folder const folder{};
    std::string const path = folder.write("out.tsv", "old");
    ASSERT_EQ(chmod(path.c_str(), 0640), 0);
    output_file file{path};
    file.write("new");
    file.commit();
    EXPECT_EQ(file_bytes(path), "new");
    EXPECT_EQ(static_cast<unsigned>(fs::status(path).permissions()), 0640U);
}

TEST(output_file, a_new_file_has_the_mode_the_umask_leaves)
{
    scratch_folder const folder{};
    mode_t const old_mask = umask(027);
    output_file file{(folder.path() / "out").string()};
    file.commit();
    umask(old_mask);
    EXPECT_EQ(static_cast<unsigned>(fs::status(file.path()).permissions()), 0640U);
}

TEST(output_file, a_symbolic_link_stays_one)
{
    scratch_folder const folder{};
    std::string const real = folder.write("elsewhere/real.tsv", "old");
    std::string const link = (folder.path() / "link.tsv").string();
    fs::create_symlink(real, link);
    output_file file{link};
    file.write("new");
    file.commit();
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(file_bytes(real), "new");
}

TEST(output_file, two_writers_of_one_name_do_not_mix)
{
    scratch_folder const folder{};
    std::string const path = (folder.path() / "out").string();
    output_file one{path};
    output_file other{path};
    one.write("one");
    other.write("other");
    other.commit();
    one.commit();
    EXPECT_EQ(file_bytes(path), "one");
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(output_file, a_moved_file_goes_on)
{
    scratch_folder const folder{};
    output_file first{(folder.path() / "a").string()};
    first.write("abc");
    output_file second{(folder.path() / "b").string()};
    second = std::move(first); // "b" is dropped
    second.write("def");
    second.commit();
    EXPECT_EQ(file_bytes(folder.path() / "a"), "abcdef");
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(output_file, gzip_is_chosen_by_the_name)
{
    scratch_folder const folder{};
    for (std::size_t const size : {0U, 1U, (1U << 20U) - 1U, 1U << 20U, (1U << 20U) + 1U, 5000000U})
    {
        std::string const path = (folder.path() / "out.fq.gz").string();
        std::string const text = sample_text(size);
        output_file file{path};
        file.write(text);
        file.commit();
        EXPECT_EQ(decompressed(path), text);
        EXPECT_EQ(std::system(("gzip -t " + path).c_str()), 0) << size;
        EXPECT_EQ(static_cast<unsigned char>(file_bytes(path)[0]), 0x1f);
    }
}

TEST(output_file, the_same_text_gives_the_same_gzip_however_it_is_written)
{
    scratch_folder const folder{};
    std::string const text = sample_text(3500000);
    std::vector<std::string> results{};
    for (std::size_t const piece : {99U, 4096U, 3500000U})
    {
        std::string const path = (folder.path() / ("out" + std::to_string(piece) + ".gz")).string();
        output_file file{path};
        for (std::size_t begin = 0; begin < text.size(); begin += piece)
            file.write(std::string_view{text}.substr(begin, piece));
        file.commit();
        results.push_back(file_bytes(path));
    }
    EXPECT_EQ(results[0], results[1]);
    EXPECT_EQ(results[0], results[2]);
}

TEST(output_file, a_missing_folder_is_a_resource_error_that_names_the_file)
{
    EXPECT_THAT(message_of<resource_error>([] { output_file{"/nowhere/out.tsv"}; }),
                HasSubstr("/nowhere/out.tsv: cannot create: No such file or directory"));
}

TEST(output_file, a_folder_as_target_is_a_resource_error)
{
    scratch_folder const folder{};
    EXPECT_THAT(message_of<resource_error>([&] { output_file{folder.path().string()}; }), HasSubstr("Is a directory"));
}

TEST(output_file, a_full_disk_is_a_resource_error_that_names_the_file)
{
    if (!fs::exists("/dev/full"))
        GTEST_SKIP() << "SKIPPED: no /dev/full here";
    output_file early{"/dev/full"};
    EXPECT_THAT(message_of<resource_error>([&] { early.write(sample_text(3000000)); }),
                HasSubstr("/dev/full: cannot write: No space left on device"));
    output_file late{"/dev/full"};
    late.write("a few bytes that stay in the buffer");
    EXPECT_THAT(message_of<resource_error>([&] { late.commit(); }), HasSubstr("No space left on device"));
}

TEST(output_file, a_device_is_written_directly)
{
    output_file file{"/dev/null"};
    file.write("x");
    file.commit();
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(output_file, a_fifo_is_written_directly)
{
    scratch_folder const folder{};
    std::string const path = (folder.path() / "fifo").string();
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    std::string found{};
    std::thread reader{[&] { found = file_bytes(path); }};
    output_file file{path};
    std::string const text = sample_text(2000000);
    file.write(text);
    file.commit();
    reader.join();
    EXPECT_EQ(found, text);
    EXPECT_TRUE(fs::is_fifo(path));
}

TEST(output_file, a_closed_pipe_is_a_resource_error)
{
    std::signal(SIGPIPE, SIG_IGN); // as the program does
    scratch_folder const folder{};
    std::string const path = (folder.path() / "fifo").string();
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    std::thread reader{[&] { ::close(::open(path.c_str(), O_RDONLY)); }};
    output_file file{path};
    reader.join();
    EXPECT_THAT(message_of<resource_error>([&] { file.write(sample_text(3000000)); }), HasSubstr("Broken pipe"));
}
