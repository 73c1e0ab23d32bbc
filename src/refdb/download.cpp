// SPDX-License-Identifier: BSD-3-Clause
// Downloads through libcurl.
#include <ampstream/refdb/download.hpp>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::refdb
{

namespace fs = std::filesystem;

namespace
{

struct handle_deleter
{
    void operator()(CURL * handle) const noexcept { curl_easy_cleanup(handle); }
};
struct file_closer
{
    void operator()(std::FILE * file) const noexcept { std::fclose(file); }
};

/// libcurl's own state of the process, set up once.
struct library
{
    library() : status{curl_global_init(CURL_GLOBAL_DEFAULT)} {}
    ~library() { curl_global_cleanup(); }
    library(library const &) = delete;
    library & operator=(library const &) = delete;
    CURLcode status;
};

/// One transfer; libcurl calls back into it.
struct transfer
{
    std::string file{};
    std::unique_ptr<std::FILE, file_closer> out{};
    std::uint64_t offset{}; ///< bytes that were there
    download_watcher const * watch{};
    std::exception_ptr thrown{};
    int write_error{};
};

std::size_t take_bytes(char * bytes, std::size_t size, std::size_t count, void * user)
{
    auto & work = *static_cast<transfer *>(user);
    std::size_t const written = std::fwrite(bytes, size, count, work.out.get());
    if (written != count)
        work.write_error = errno;
    return written * size;
}

int take_progress(void * user, curl_off_t all, curl_off_t have, curl_off_t, curl_off_t)
{
    auto & work = *static_cast<transfer *>(user);
    try
    {
        if (*work.watch)
            (*work.watch)(work.file, work.offset + static_cast<std::uint64_t>(have),
                          all > 0 ? work.offset + static_cast<std::uint64_t>(all) : 0);
        return 0;
    }
    catch (...) // must not pass through C; thrown again outside
    {
        work.thrown = std::current_exception();
        return 1;
    }
}

std::uint64_t bytes_of(std::string const & path)
{
    std::error_code absent;
    auto const size = fs::file_size(path, absent);
    return absent ? 0 : size;
}

/// What one request came to.
struct answer
{
    CURLcode code{};
    long status{};
    std::string problem{};
};

void set_options(CURL * handle, std::string const & url, transfer & work, char * message)
{
    bool const is_secure = url.starts_with("https:");
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "ampstream");
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, is_secure ? "https" : "https,http");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, 10L);
    curl_easy_setopt(handle, CURLOPT_FAILONERROR, 1L); // an error page is not the file
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 30L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 100L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 60L);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_bytes);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &work);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, take_progress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &work);
    if (work.offset > 0)
        curl_easy_setopt(handle, CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(work.offset));
}

/// One request, from the end of the partial file on.
answer
request(std::string const & url, std::string const & part, std::string const & file, download_watcher const & watch)
{
    transfer work{.file = file, .offset = bytes_of(part), .watch = &watch};
    work.out.reset(std::fopen(part.c_str(), "ab"));
    if (!work.out)
        throw resource_error{part, "opening for writing", errno};
    std::unique_ptr<CURL, handle_deleter> const handle{curl_easy_init()};
    if (!handle)
        throw std::bad_alloc{};
    std::string message(CURL_ERROR_SIZE, '\0');
    set_options(handle.get(), url, work, message.data());
    answer got{.code = curl_easy_perform(handle.get())};
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &got.status);
    if (work.thrown)
        std::rethrow_exception(work.thrown);
    if (work.write_error != 0)
        throw resource_error{part, "writing", work.write_error};
    std::FILE * const out = work.out.release();
    if (std::fclose(out) != 0)
        throw resource_error{part, "writing", errno};
    got.problem = message.substr(0, message.find('\0'));
    if (got.problem.empty())
        got.problem = curl_easy_strerror(got.code);
    return got;
}

} // namespace

download_end fetch(std::string const & url, std::string const & path, download_watcher const & watch)
{
    static library const curl;
    if (curl.status != CURLE_OK)
        throw resource_error{fmt::format("the network library does not start: {}", curl_easy_strerror(curl.status))};
    std::string const part = path + ".part";
    std::string const file = fs::path{path}.filename().string();
    bool const is_begun = bytes_of(part) > 0;
    answer got = request(url, part, file, watch);
    constexpr long range_not_satisfiable = 416; // nothing is left to fetch, or the file is another one now
    bool const cannot_resume = is_begun && (got.code == CURLE_RANGE_ERROR || got.status == range_not_satisfiable);
    if (cannot_resume)
    {
        fs::remove(part);
        got = request(url, part, file, watch);
    }
    if (got.code != CURLE_OK)
    {
        if (std::error_code ignored; bytes_of(part) == 0)
            fs::remove(part, ignored);
        return {.problem = got.problem};
    }
    std::error_code failed;
    fs::rename(part, path, failed);
    if (failed)
        throw resource_error{path, "renaming", failed.value()};
    return {.is_complete = true, .was_resumed = is_begun && !cannot_resume};
}

} // namespace ampstream::refdb
