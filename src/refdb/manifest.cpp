// SPDX-License-Identifier: BSD-3-Clause
// Manifests through nlohmann's JSON.
#include <ampstream/refdb/manifest.hpp>

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ampstream/core/error.hpp>
#include <ampstream/io/byte_source.hpp>

namespace ampstream::refdb
{

namespace
{

using json = nlohmann::json;

std::string text_of(std::string const & path)
{
    auto const source = io::open_input(path);
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t size = source->read(buffer); size > 0; size = source->read(buffer))
        text.append(buffer.data(), size);
    return text;
}

[[noreturn]] void refuse(std::string const & path, std::string const & expected, std::string const & found)
{
    throw input_error{{.file = path},
                      {expected, found, "Compare it with silva_138.1.json, which is installed with ampstream."}};
}

published_file file_of(json const & entry, std::string const & path)
{
    published_file made{.file = entry.at("file").get<std::string>(),
                        .urls = entry.at("urls").get<std::vector<std::string>>(),
                        .md5_suffix = entry.value("md5_suffix", ""),
                        .sha256_reported = entry.value("sha256_reported", ""),
                        .text_sha256 = entry.value("text_sha256", "")};
    if (made.file.empty() || made.file.starts_with('.') || made.file.find('/') != std::string::npos)
        refuse(path, "a plain file name", fmt::format("'{}'", made.file));
    if (made.urls.empty())
        refuse(path, fmt::format("URLs of {}", made.file), "none");
    for (std::string const & url : made.urls)
        if (!url.starts_with("https://") && !url.starts_with("http://"))
            refuse(path, "a URL with https or http", fmt::format("'{}'", url));
    return made;
}

} // namespace

manifest read_manifest(std::string const & path)
{
    std::string const text = text_of(path);
    try
    {
        json const document = json::parse(text);
        json const & licence = document.at("licence");
        if (auto const form = document.at("source").get<std::string>(); form != "silva")
            refuse(path, "the source silva", form);
        return {.name = document.at("name").get<std::string>(),
                .release = document.at("release").get<std::string>(),
                .sequences = file_of(document.at("sequences"), path),
                .taxonomy = file_of(document.at("taxonomy"), path),
                .licence = licence.at("name").get<std::string>(),
                .licence_url = licence.value("url", ""),
                .licence_terms = licence.value("terms", ""),
                .holder = licence.value("holder", ""),
                .citation = document.at("citation").get<std::vector<std::string>>()};
    }
    catch (json::exception const & wrong)
    {
        refuse(path, "a manifest of a release", wrong.what());
    }
}

std::string licence_text(manifest const & release)
{
    std::string text = fmt::format(
        "The sequences and names of this reference are taken from {} {}.\n"
        "Rights: {}\nLicence: {} ({})\nTerms: {}\n\n"
        "Changes made by ampstream: sequences were selected, written with T for U and, if so chosen, "
        "cut to a region;\nlineages were reduced to six ranks. refdb.json and report.tsv say how.\n\n"
        "Please cite:\n",
        release.name, release.release, release.holder, release.licence, release.licence_url, release.licence_terms);
    for (std::string const & one : release.citation)
        text += fmt::format("  {}\n", one);
    return text;
}

} // namespace ampstream::refdb
