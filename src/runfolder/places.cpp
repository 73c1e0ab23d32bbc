// SPDX-License-Identifier: BSD-3-Clause
// Layouts of MiSeq, NextSeq, MiniSeq, iSeq and NovaSeq run folders.
#include "runfolder/places.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/runfolder/file_name.hpp>

namespace ampstream::runfolder::detail
{

namespace
{

namespace fs = std::filesystem;

/// Entries of a folder, ascending bytewise by name; empty if it does not exist.
std::vector<fs::directory_entry> entries_of(fs::path const & folder)
{
    std::vector<fs::directory_entry> entries{};
    std::error_code problem{};
    fs::directory_iterator iterator{folder, problem};
    for (; !problem && iterator != fs::directory_iterator{}; iterator.increment(problem))
        entries.push_back(*iterator);
    if (problem && problem != std::errc::no_such_file_or_directory && problem != std::errc::not_a_directory)
        throw resource_error{folder.string(), "cannot list the folder", problem.value()};
    std::sort(entries.begin(), entries.end(),
              [](auto const & one, auto const & other) { return one.path().native() < other.path().native(); });
    return entries;
}

bool is_folder(fs::directory_entry const & entry)
{
    std::error_code ignored{};
    return entry.is_directory(ignored);
}

std::vector<fs::path> subfolders_of(fs::path const & folder)
{
    std::vector<fs::path> folders{};
    for (fs::directory_entry const & entry : entries_of(folder))
        if (is_folder(entry))
            folders.push_back(entry.path());
    return folders;
}

/// `L001` … hold base calls by the hundred thousand, and no FASTQ.
bool is_lane_folder(std::string const & name)
{
    return name.size() == 4 && name[0] == 'L' && name.find_first_not_of("0123456789", 1) == std::string::npos;
}

/// Adds FASTQ files of `folder` and of its subfolders down to `depth`.
void collect(fs::path const & folder, int depth, std::vector<fs::path> & files)
{
    for (fs::directory_entry const & entry : entries_of(folder))
    {
        if (is_folder(entry))
        {
            if (depth > 0 && !is_lane_folder(entry.path().filename().string()))
                collect(entry.path(), depth - 1, files);
        }
        else if (split_fastq_extension(entry.path().filename().string()))
            files.push_back(entry.path());
    }
}

place place_at(fs::path const & folder, int depth)
{
    place here{folder, {}};
    collect(folder, depth, here.files);
    return here;
}

constexpr int project_and_sample = 2; ///< bcl2fastq and BCL Convert write PROJECT/SAMPLE/ below their output folder

/// The folders below a run folder that Illumina's software fills with FASTQ files.
std::vector<place> illumina_places(fs::path const & run)
{
    std::vector<place> places{};
    auto const add = [&places](fs::path const & folder)
    {
        if (place found = place_at(folder, project_and_sample); !found.files.empty())
            places.push_back(std::move(found));
    };
    add(run / "Data" / "Intensities" / "BaseCalls");
    for (fs::path const & folder : subfolders_of(run))
        if (folder.filename().string().starts_with("Alignment_")) // Local Run Manager: a folder for each date
            for (fs::path const & date : subfolders_of(folder))
                add(date / "Fastq");
    for (fs::path const & analysis : subfolders_of(run / "Analysis"))
    {
        add(analysis / "Data" / "fastq");
        add(analysis / "Data" / "BCLConvert" / "fastq");
    }
    return places;
}

/// A few names, one a line.
std::string listed(std::vector<std::string> const & names)
{
    constexpr std::size_t most = 10;
    std::string text{};
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i)
        text += "\n  " + names[i];
    if (names.size() > most)
        text += fmt::format("\n  … and {} more", names.size() - most);
    return text;
}

[[noreturn]] void fail_empty(fs::path const & folder)
{
    std::vector<std::string> names{};
    std::vector<std::string> full_subfolders{};
    for (fs::directory_entry const & entry : entries_of(folder))
    {
        std::string const name = entry.path().filename().string();
        names.push_back(is_folder(entry) ? name + "/" : name);
        if (is_folder(entry) && !place_at(entry.path(), 0).files.empty())
            full_subfolders.push_back(name + "/");
    }
    std::string const expected = "FASTQ files named NAME_S1_L001_R1_001.fastq.gz, NAME_R1.fastq.gz or NAME_1.fastq.gz "
                                 "and their mates (.fastq or .fq, "
                                 "plain or .gz), in the folder or in Data/Intensities/BaseCalls below it";
    if (!full_subfolders.empty())
        throw input_error{{folder.string(), 0, 0, {}},
                          {expected, "none here, but some in these folders:" + listed(full_subfolders),
                           "Give one of them, or list the files in a sample sheet (--samples)."}};
    throw input_error{{folder.string(), 0, 0, {}},
                      {expected, names.empty() ? "an empty folder" : "these:" + listed(names),
                       "Rename the files or list them in a sample sheet (--samples)."}};
}

} // namespace

place find_place(fs::path const & folder)
{
    std::error_code problem{};
    fs::file_status const status = fs::status(folder, problem);
    if (!fs::exists(status))
        throw resource_error{folder.string(), "cannot find the folder", problem ? problem.value() : ENOENT};
    if (!fs::is_directory(status))
        throw resource_error{folder.string(), "cannot search it for FASTQ files", ENOTDIR};

    bool const is_basecalls = folder.filename() == "BaseCalls";
    if (place here = place_at(folder, is_basecalls ? project_and_sample : 0); !here.files.empty())
        return here;
    std::vector<place> places = illumina_places(folder);
    if (places.empty())
        fail_empty(folder);
    if (places.size() > 1)
    {
        std::vector<std::string> names(places.size());
        std::ranges::transform(places, names.begin(), [](place const & one) { return one.folder.string(); });
        throw input_error{{folder.string(), 0, 0, {}},
                          {"one folder with FASTQ files below a run folder", "several:" + listed(names),
                           "They may hold the same reads twice: give the one you mean."}};
    }
    return std::move(places.front());
}

} // namespace ampstream::runfolder::detail
