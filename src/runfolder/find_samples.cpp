// SPDX-License-Identifier: BSD-3-Clause
// From file names to samples and lanes.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/runfolder/file_name.hpp>
#include <ampstream/runfolder/samples.hpp>

#include "runfolder/places.hpp"

namespace ampstream::runfolder
{

namespace
{

namespace fs = std::filesystem;

/// Lane and set, the order in which files of a sample are joined.
using lane_key = std::pair<std::uint32_t, std::uint32_t>;

/// What is known about a sample while files are sorted in.
struct gathered
{
    std::optional<std::uint32_t> sheet_number{};
    fs::path folder{};
    std::map<lane_key, std::array<fs::path, 2>> lanes{}; ///< forward, reverse
    std::vector<fs::path> files{};
    bool is_ambiguous{};
};

bool is_undetermined(std::string_view name)
{
    constexpr std::string_view expected = "undetermined";
    return name.size() == expected.size() &&
           std::equal(name.begin(), name.end(), expected.begin(),
                      [](char one, char other) { return std::tolower(static_cast<unsigned char>(one)) == other; });
}

/// Why a FASTQ file is not used, or "" if it is.
std::string_view reason_to_leave_out(std::string const & name, std::optional<file_name> const & parts)
{
    if (name.starts_with('.'))
        return "a hidden file";
    if (!parts)
        return "the name does not say which end it holds (_R1 and _R2, or _1 and _2)";
    if (is_undetermined(parts->sample))
        return "reads that belong to no sample (Undetermined)";
    if (parts->kind == read_kind::index)
        return "index reads";
    if (parts->kind == read_kind::further)
        return "a third read; R1 and R2 are taken as the mates";
    return {};
}

void check_compressions(std::vector<fs::path> const & files, std::string const & folder)
{
    std::string unread{};
    std::string_view kind{};
    for (fs::path const & file : files)
    {
        std::string const name = file.filename().string();
        std::string_view const compression = split_fastq_extension(name)->compression;
        if (compression.empty() || compression == "gz" || compression == "bgz" || name.starts_with('.'))
            continue;
        kind = compression;
        unread += "\n  " + name;
    }
    if (!unread.empty())
        throw input_error{{folder, 0, 0, {}},
                          {"FASTQ files that are plain or compressed with gzip",
                           fmt::format("files compressed in another way (.{}):{}", kind, unread),
                           "Decompress them, or compress them with gzip."}};
}

void check_name(std::string const & name, fs::path const & file)
{
    if (std::any_of(name.begin(), name.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }))
        throw input_error{{file.string(), 0, 0, {}},
                          {"a sample name that fits in one cell of a table",
                           "a control character (tab, new line) in the file name",
                           "Rename the file or list it in a sample sheet."}};
}

void sort_in(gathered & target, file_name const & parts, fs::path const & file)
{
    if (target.files.empty())
    {
        target.sheet_number = parts.sheet_number;
        target.folder = file.parent_path();
    }
    fs::path & slot = target.lanes[{parts.lane, parts.set}][parts.kind == read_kind::forward ? 0 : 1];
    target.is_ambiguous |=
        target.sheet_number != parts.sheet_number || target.folder != file.parent_path() || !slot.empty();
    slot = file;
    target.files.push_back(file);
}

/// Files of different runs, or of two samples with one name, are never joined unasked.
void check_ambiguous(std::map<std::string, gathered> const & samples, std::string const & folder)
{
    std::string listing{};
    for (auto const & [name, found] : samples)
        if (found.is_ambiguous)
            for (fs::path const & file : found.files)
                listing += fmt::format("\n  {}: {}", name, file.lexically_relative(folder).string());
    if (!listing.empty())
        throw input_error{{folder, 0, 0, {}},
                          {"files of one sample to differ in their lane only",
                           "several sets of files with the name of one sample:" + listing,
                           "Rename them, or list them in a sample sheet (--samples): rows with one name are joined."}};
}

/// The name the missing mate of `file` would have: the same with the other number.
std::string mate_name(fs::path const & file, bool is_forward)
{
    std::string name = file.filename().string();
    std::size_t const stem_length = split_fastq_extension(name)->stem.size();
    char const own = is_forward ? '1' : '2';
    std::string_view const stem = std::string_view{name}.substr(0, stem_length);
    std::size_t place = stem.find_last_of("Rr");
    bool const has_letter = place != std::string_view::npos && place + 1 < stem.size() && stem[place + 1] == own &&
                            place != 0 && (stem[place - 1] == '_' || stem[place - 1] == '.') &&
                            (place + 2 == stem.size() || stem[place + 2] == '_');
    place = has_letter ? place + 1 : stem_length - 1;
    name[place] = is_forward ? '2' : '1';
    return name;
}

void check_mates(std::map<std::string, gathered> const & samples, std::string const & folder)
{
    std::string listing{};
    std::size_t missing = 0;
    for (auto const & [name, found] : samples)
        for (auto const & [lane, files] : found.lanes)
            if (files[0].empty() || files[1].empty())
            {
                bool const is_forward = !files[0].empty();
                fs::path const & present = files[is_forward ? 0 : 1];
                listing += fmt::format("\n  {} has no mate {}", present.lexically_relative(folder).string(),
                                       mate_name(present, is_forward));
                ++missing;
            }
    if (missing != 0)
        throw input_error{{folder, 0, 0, {}},
                          {"forward and reverse reads of every sample",
                           fmt::format("{} file{} without a mate:{}", missing, missing == 1 ? "" : "s", listing),
                           "Add the missing files, move the lone ones away, or give a sample sheet (--samples)."}};
}

} // namespace

study find_samples(std::string const & folder)
{
    fs::path root = fs::path{folder}.lexically_normal();
    if (root.has_relative_path() && !root.has_filename()) // "run/" is "run"
        root = root.parent_path();
    detail::place const place = detail::find_place(root);
    std::string const shown = place.folder.string();
    check_compressions(place.files, shown);

    study result{};
    std::map<std::string, gathered> samples{}; // bytewise by name
    for (fs::path const & file : place.files)
    {
        std::string const name = file.filename().string();
        std::optional<file_name> const parts = parse_stem(split_fastq_extension(name)->stem);
        if (std::string_view const reason = reason_to_leave_out(name, parts); !reason.empty())
        {
            result.left_out.push_back(fmt::format("{}: {}", file.lexically_relative(place.folder).string(), reason));
            continue;
        }
        check_name(parts->sample, file);
        sort_in(samples[parts->sample], *parts, file);
    }
    if (samples.empty())
        throw input_error{{shown, 0, 0, {}},
                          {"FASTQ files named NAME_S1_L001_R1_001.fastq.gz, NAME_R1.fastq.gz or NAME_1.fastq.gz, and "
                           "their mates",
                           fmt::format("none among these:\n  {}", fmt::join(result.left_out, "\n  ")),
                           "Rename the files or list them in a sample sheet (--samples)."}};
    check_ambiguous(samples, shown);
    check_mates(samples, shown);

    for (auto & [name, found] : samples)
    {
        sample one{name, {}, {}};
        for (auto const & [lane, files] : found.lanes)
            one.lanes.push_back({files[0].string(), files[1].string()});
        result.samples.push_back(std::move(one));
    }
    return result;
}

} // namespace ampstream::runfolder
