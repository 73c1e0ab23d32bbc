// SPDX-License-Identifier: BSD-3-Clause
// Temporary name, buffering, gzip members, rename.
#include <ampstream/io/output_file.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <new>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <libdeflate.h>

#include <ampstream/core/error.hpp>

namespace ampstream::io
{

namespace
{

constexpr std::size_t block_size = std::size_t{1} << 20U;    ///< text written or compressed at once
constexpr std::size_t uncopied_size = std::size_t{1} << 16U; ///< text that goes to a plain file without a copy
constexpr int compression_level =
    1; ///< three times as fast as 4 on FASTQ, for a seventh more bytes; smaller than gzip -1

struct compressor_deleter
{
    void operator()(libdeflate_compressor * compressor) const noexcept { libdeflate_free_compressor(compressor); }
};

} // namespace

struct output_file::state
{
    std::string path;
    std::string target{};    ///< what commit renames to; `path` with symbolic links followed
    std::string temporary{}; ///< empty when written directly: standard output, devices, FIFOs
    int descriptor{-1};
    bool is_compressed{};
    bool has_member{}; ///< a gzip member was written
    std::string buffer{};
    std::vector<char> packed{};
    std::unique_ptr<libdeflate_compressor, compressor_deleter> compressor{};

    explicit state(std::string name) : path{std::move(name)} {}
    state(state const &) = delete;
    state & operator=(state const &) = delete;
    ~state() { abandon(); }

    void open();
    void create_beside();
    void flush_buffer();
    void write_raw(char const * data, std::size_t size);
    void finish();
    void rename();
    void abandon() noexcept;
};

void output_file::state::open()
{
    buffer.reserve(block_size);
    is_compressed = path.ends_with(".gz");
    if (is_compressed)
    {
        compressor.reset(libdeflate_alloc_compressor(compression_level));
        if (!compressor)
            throw std::bad_alloc{};
        packed.resize(libdeflate_gzip_compress_bound(compressor.get(), block_size));
    }
    if (path == "-")
    {
        descriptor = STDOUT_FILENO;
        return;
    }
    struct ::stat about
    {
    };
    bool const exists = ::stat(path.c_str(), &about) == 0;
    if (exists && !S_ISREG(about.st_mode)) // a device or a FIFO: nothing to rename
    {
        descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor < 0)
            throw resource_error{path, "cannot open for writing", errno};
        return;
    }
    if (exists && ::access(path.c_str(), W_OK) != 0)
        throw resource_error{path, "cannot overwrite", errno};
    create_beside();
    if (exists) // the new file keeps the mode of the one it replaces
        ::fchmod(descriptor, about.st_mode & 07777U);
}

/// A hidden file in the target's folder, so that the rename stays within one file system.
void output_file::state::create_beside()
{
    std::error_code problem{};
    std::filesystem::path resolved = std::filesystem::weakly_canonical(path, problem);
    if (problem)
        resolved = path;
    target = resolved.string();
    for (unsigned attempt = 0; descriptor < 0; ++attempt)
    {
        std::string const name =
            fmt::format(".{}.part-{}-{}", resolved.filename().string(), static_cast<long>(::getpid()), attempt);
        temporary = (resolved.parent_path() / name).string();
        descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); // umask decides
        if (descriptor < 0 && errno != EEXIST)
        {
            int const reason = errno;
            temporary.clear();
            throw resource_error{path, "cannot create", reason};
        }
    }
}

void output_file::state::write_raw(char const * data, std::size_t size)
{
    while (size != 0)
    {
        ssize_t const count = ::write(descriptor, data, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throw resource_error{path == "-" ? "standard output" : path, "cannot write", errno};
        data += count;
        size -= static_cast<std::size_t>(count);
    }
}

/// Writes what is buffered: as it is, or as one gzip member.
void output_file::state::flush_buffer()
{
    if (!is_compressed)
        write_raw(buffer.data(), buffer.size());
    else
    {
        std::size_t const size =
            libdeflate_gzip_compress(compressor.get(), buffer.data(), buffer.size(), packed.data(), packed.size());
        if (size == 0)
            throw internal_error{"libdeflate's bound was too small"};
        write_raw(packed.data(), size);
        has_member = true;
    }
    buffer.clear();
}

void output_file::state::finish()
{
    if (descriptor < 0)
        return;
    if (!buffer.empty() || (is_compressed && !has_member)) // an empty text is one empty member
        flush_buffer();
    std::string{}.swap(buffer); // many files may wait for their name
    packed = {};
    if (path == "-")
    {
        descriptor = -1;
        return;
    }
    int const closed = ::close(std::exchange(descriptor, -1));
    if (closed != 0)
        throw resource_error{path, "cannot write", errno};
}

void output_file::state::rename()
{
    if (temporary.empty())
        return;
    if (std::rename(temporary.c_str(), target.c_str()) != 0)
        throw resource_error{path, "cannot rename the finished file to it", errno};
    temporary.clear();
}

void output_file::state::abandon() noexcept
{
    if (descriptor >= 0 && path != "-")
        ::close(descriptor);
    descriptor = -1;
    if (!temporary.empty())
        ::unlink(temporary.c_str());
    temporary.clear();
}

output_file::output_file(std::string path) : state_{std::make_unique<state>(std::move(path))}
{
    state_->open();
}

output_file::~output_file() = default;
output_file::output_file(output_file &&) noexcept = default;
output_file & output_file::operator=(output_file &&) noexcept = default;

void output_file::write(std::string_view text)
{
    if (!state_->is_compressed && text.size() >= uncopied_size)
    {
        if (!state_->buffer.empty())
            state_->flush_buffer();
        state_->write_raw(text.data(), text.size());
        return;
    }
    while (!text.empty())
    {
        std::size_t const count = std::min(text.size(), block_size - state_->buffer.size());
        state_->buffer += text.substr(0, count);
        text.remove_prefix(count);
        if (state_->buffer.size() == block_size)
            state_->flush_buffer();
    }
}

void output_file::finish()
{
    state_->finish();
}

void output_file::commit()
{
    state_->finish();
    state_->rename();
}

std::string const & output_file::path() const noexcept
{
    return state_->path;
}

} // namespace ampstream::io
