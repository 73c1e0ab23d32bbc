// SPDX-License-Identifier: BSD-3-Clause
// Finding, fetching and checking the files of a release.
#include <ampstream/refdb/obtain.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/byte_source.hpp>
#include <ampstream/io/checksum.hpp>

namespace ampstream::refdb
{

namespace fs = std::filesystem;

namespace
{

constexpr std::size_t md5_digits = 32;

bool is_hexadecimal(char letter) noexcept
{
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

/// What stands behind the '=' of `MD5 (FILE) = …`, as BSD's md5 and `md5sum --tag` write it, or of openssl's
/// `MD5(FILE)= …`; any other text as it is.
std::string_view without_tag(std::string_view text) noexcept
{
    std::string_view const line = text.substr(0, text.find_first_of("\r\n"));
    std::size_t const sign = line.rfind('=');
    if (!line.starts_with("MD5") || sign == std::string_view::npos)
        return text;
    text.remove_prefix(sign + 1);
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

/// The checksum in a file as md5sum, BSD's md5 or openssl writes it; nullopt when there is no such file or no checksum
/// in it.
std::optional<std::string> stated_md5(std::string const & path)
{
    if (std::error_code none; !fs::is_regular_file(path, none))
        return std::nullopt;
    std::array<char, 256> buffer{};
    std::size_t const size = io::open_input(path)->read(buffer);
    std::string_view const text = without_tag({buffer.data(), size});
    auto const digits = static_cast<std::size_t>(std::ranges::find_if_not(text, is_hexadecimal) - text.begin());
    if (digits != md5_digits)
        return std::nullopt;
    std::string md5{text.substr(0, md5_digits)};
    std::ranges::transform(md5, md5.begin(),
                           [](char letter)
                           { return letter >= 'A' && letter <= 'F' ? static_cast<char>(letter + 32) : letter; });
    return md5;
}

/// A file that is not what its publisher says.
struct mismatch
{
    std::string place{};
    std::string stated{};
    std::string found{};
};

[[noreturn]] void refuse_checksum(mismatch const & wrong, std::string const & advice)
{
    throw input_error{{.file = wrong.place},
                      {fmt::format("MD5 {}, as its publisher says", wrong.stated), wrong.found,
                       "The file is damaged or was changed: " + advice}};
}

std::string offline_advice(manifest const & release, std::string const & folder)
{
    return fmt::format("On a machine with network, fetch\n{}put the files, unchanged, into {} and name it with --from.",
                       offline_steps(release), folder);
}

/// A file in a folder, or "" if it is not there.
obtained_file find_file(published_file const & wanted, std::string const & folder, line_sink const & say)
{
    std::error_code none;
    std::string const path = (fs::path{folder} / wanted.file).string();
    if (fs::is_regular_file(path, none))
    {
        auto const stated = stated_md5(path + ".md5");
        if (!stated.has_value())
        {
            say(fmt::format("{}: not checked, there is no {}.md5 beside it", path, wanted.file));
            return {.path = path};
        }
        if (std::string const found = io::md5_of_file(path); found != *stated)
            refuse_checksum({path, *stated, found},
                            "fetch it again, or remove the .md5 beside it if you mean to use it.");
        return {.path = path, .is_verified = true};
    }
    if (std::string const plain = path.substr(0, path.size() - 3);
        path.ends_with(".gz") && fs::is_regular_file(plain, none))
    {
        say(fmt::format("{}: not checked, checksums are published of the compressed file", plain));
        return {.path = plain};
    }
    return {};
}

/// Fetches the checksum that goes with `url`; nullopt, said, when that is not possible.
std::optional<std::string> fetch_md5(published_file const & wanted,
                                     std::string const & url,
                                     std::string const & path,
                                     download_watcher const & watch,
                                     line_sink const & say)
{
    if (wanted.md5_suffix.empty())
        return std::nullopt;
    std::error_code ignored;
    fs::remove(path + ".md5", ignored);
    fs::remove(path + ".md5.part", ignored); // too small to be worth continuing
    download_end const end = fetch(url + wanted.md5_suffix, path + ".md5", watch);
    auto stated = end.is_complete ? stated_md5(path + ".md5") : std::nullopt;
    if (!stated.has_value())
        say(fmt::format("{}: not checked, no checksum from {}{}{}{}", wanted.file, url, wanted.md5_suffix,
                        end.problem.empty() ? "" : ": ", end.problem));
    return stated;
}

obtained_file fetch_file(manifest const & release,
                         published_file const & wanted,
                         std::string const & folder,
                         download_watcher const & watch,
                         line_sink const & say)
{
    std::string const path = (fs::path{folder} / wanted.file).string();
    std::error_code none;
    if (fs::is_regular_file(path, none)) // from an earlier attempt
    {
        auto stated = stated_md5(path + ".md5");
        if (!stated.has_value())
            stated = fetch_md5(wanted, wanted.urls.front(), path, watch, say);
        if (stated.has_value() && io::md5_of_file(path) == *stated)
            return {.path = path, .is_verified = true};
        say(fmt::format("{}: {}; fetched again", path,
                        stated.has_value() ? "not what its checksum says" : "of an earlier call and without checksum"));
        if (stated.has_value())
            fs::remove(path); // else it stays until another one is whole
    }
    std::vector<std::string> problems;
    std::optional<mismatch> wrong;
    for (std::string const & url : wanted.urls)
        for (int attempt = 0; attempt < 2; ++attempt)
        {
            download_end const end = fetch(url, path, watch);
            if (!end.is_complete)
            {
                problems.push_back(fmt::format("{}: {}", url, end.problem));
                break;
            }
            auto const stated = fetch_md5(wanted, url, path, watch, say);
            std::string const found = io::md5_of_file(path);
            if (!stated.has_value() || found == *stated)
            {
                say(fmt::format("{}: fetched{}{}", wanted.file,
                                end.was_resumed ? ", continuing an earlier download" : "",
                                stated.has_value() ? ", MD5 as published" : ""));
                return {.path = path, .is_verified = stated.has_value()};
            }
            fs::remove(path);
            if (!end.was_resumed)
            {
                problems.push_back(fmt::format("{}: MD5 {} instead of {}", url, found, *stated));
                say(problems.back());
                wrong = {url, *stated, found};
                break;
            }
            say(fmt::format("{}: the continued download is not what its checksum says; begun again", wanted.file));
        }
    if (wrong.has_value())
        refuse_checksum(*wrong, fmt::format("try later, or another address of it in a --manifest. Tried:\n  {}",
                                            fmt::join(problems, "\n  ")));
    throw resource_error{fmt::format("{} {} cannot be fetched:\n  {}\n{}", release.name, release.release,
                                     fmt::join(problems, "\n  "), offline_advice(release, "a folder"))};
}

} // namespace

std::string offline_steps(manifest const & release)
{
    std::string text;
    for (published_file const * one : {&release.sequences, &release.taxonomy})
    {
        text += fmt::format("  {}\n", one->urls.front());
        if (!one->md5_suffix.empty())
            text += fmt::format("  {}{}\n", one->urls.front(), one->md5_suffix);
    }
    return text;
}

obtained_release find_files(manifest const & release, std::string const & folder, line_sink const & say)
{
    obtained_release found{.sequences = find_file(release.sequences, folder, say),
                           .taxonomy = find_file(release.taxonomy, folder, say)};
    std::vector<std::string> missing;
    if (found.sequences.path.empty())
        missing.push_back(release.sequences.file);
    if (found.taxonomy.path.empty())
        missing.push_back(release.taxonomy.file);
    if (!missing.empty())
        throw resource_error{fmt::format("{}: lacks {} of {} {}. {}", folder, fmt::join(missing, " and "), release.name,
                                         release.release, offline_advice(release, folder))};
    return found;
}

obtained_release
fetch_files(manifest const & release, std::string const & folder, download_watcher const & watch, line_sink const & say)
{
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        throw resource_error{folder, "making the folder", failed.value()};
    obtained_file taxonomy = fetch_file(release, release.taxonomy, folder, watch, say); // the small one first
    return {.sequences = fetch_file(release, release.sequences, folder, watch, say), .taxonomy = std::move(taxonomy)};
}

} // namespace ampstream::refdb
