// SPDX-License-Identifier: BSD-3-Clause
// What the tests of this room share: text as a source, a scratch folder, gzip members made by zlib.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <ampstream/io/byte_source.hpp>

namespace ampstream::testing
{

/// Text handed out at most `step` bytes at a time.
class text_source final : public io::byte_source
{
public:
    explicit text_source(std::string text, std::size_t step = 1000000) : text_{std::move(text)}, step_{step} {}
    std::size_t read(std::span<char> buffer) override
    {
        std::size_t const count = std::min({buffer.size(), step_, text_.size() - next_});
        std::memcpy(buffer.data(), text_.data() + next_, count);
        next_ += count;
        return count;
    }
    [[nodiscard]] std::string const & name() const noexcept override { return name_; }

private:
    std::string name_{"reads.fq"};
    std::string text_;
    std::size_t step_;
    std::size_t next_{};
};

/// A folder that is gone after the test.
class scratch_folder
{
public:
    scratch_folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "ampstream-io-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw std::runtime_error{"no scratch folder"};
        path_ = name;
    }
    scratch_folder(scratch_folder const &) = delete;
    scratch_folder & operator=(scratch_folder const &) = delete;
    ~scratch_folder()
    {
        std::error_code ignored{};
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::filesystem::path const & path() const { return path_; }
    std::string write(std::string const & name, std::string_view bytes) const
    {
        std::filesystem::path const file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream stream{file, std::ios::binary};
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return file.string();
    }

private:
    std::filesystem::path path_{};
};

inline std::string file_bytes(std::filesystem::path const & path)
{
    std::ifstream stream{path, std::ios::binary};
    std::ostringstream text{};
    text << stream.rdbuf();
    return text.str();
}

/// One gzip member.
inline std::string gzip(std::string_view text, int level = 6)
{
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// The message of the exception of type `error_t` that `action` throws; fails if it throws none.
template <typename error_t, typename action_t>
std::string message_of(action_t && action)
{
    try
    {
        action();
    }
    catch (error_t const & problem)
    {
        return problem.what();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

} // namespace ampstream::testing
