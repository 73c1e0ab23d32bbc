// SPDX-License-Identifier: BSD-3-Clause
// The tab-separated list of samples.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/byte_source.hpp>
#include <ampstream/runfolder/samples.hpp>

namespace ampstream::runfolder
{

namespace
{

namespace fs = std::filesystem;

/// Names a column may have, lower case: ours, QIIME 2's manifest, nf-core's sheet.
constexpr std::array<std::string_view, 4> sample_names{"sample", "sample-id", "sampleid", "sample_id"};
constexpr std::array<std::string_view, 4> forward_names{"forward", "forward-absolute-filepath", "forwardreads",
                                                        "fastq_1"};
constexpr std::array<std::string_view, 4> reverse_names{"reverse", "reverse-absolute-filepath", "reversereads",
                                                        "fastq_2"};

std::string lower(std::string_view text)
{
    std::string result{text};
    for (char & letter : result)
        if (letter >= 'A' && letter <= 'Z')
            letter = static_cast<char>(letter + ('a' - 'A'));
    return result;
}

std::vector<std::string_view> split(std::string_view line)
{
    std::vector<std::string_view> cells{};
    for (std::size_t begin = 0; begin <= line.size();)
    {
        std::size_t const end = std::min(line.find('\t', begin), line.size());
        cells.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return cells;
}

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

/// Reads a sheet row by row.
class sheet_reader
{
public:
    explicit sheet_reader(std::string const & path)
        : folder_{path == "-" ? std::string{} : fs::path{path}.parent_path().lexically_normal().string()},
          source_{io::open_input(path)}
    {
        std::array<char, 65536> buffer{};
        while (std::size_t const count = source_->read(buffer))
            text_.append(buffer.data(), count);
        if (text_.starts_with("\xEF\xBB\xBF")) // a byte order mark, as spreadsheets write it
            next_ = 3;
        auto const rows = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
        index_of_.reserve(rows);
        line_of_file_.reserve(2 * rows);
    }

    study read()
    {
        read_header();
        read_rows();
        if (result_.samples.empty())
            fail("at least one row below the header", "none", "List a sample a row.");
        check_files();
        return std::move(result_);
    }

private:
    void read_rows()
    {
        for (;;)
        {
            std::optional<std::string_view> const line = take_line();
            if (!line.has_value())
                return;
            if (line->starts_with('#'))
                result_.left_out.push_back(
                    fmt::format("{}, line {}: a comment ('{}')", source_->name(), line_, line->substr(0, 60)));
            else if (!is_blank(*line))
                read_row(split(*line));
        }
    }

    [[noreturn]] void fail(std::string expected, std::string found, std::string advice) const
    {
        throw input_error{{source_->name(), 0, line_, {}}, {std::move(expected), std::move(found), std::move(advice)}};
    }

    std::optional<std::string_view> take_line()
    {
        if (next_ >= text_.size())
            return std::nullopt;
        std::size_t const end = std::min(text_.find('\n', next_), text_.size());
        std::string_view line = std::string_view{text_}.substr(next_, end - next_);
        next_ = end + 1;
        ++line_;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        return line;
    }

    void read_header();
    void check_header(std::string_view line, std::vector<std::string_view> const & cells) const;
    void read_row(std::vector<std::string_view> const & cells);
    lane_files read_files(std::vector<std::string_view> const & cells);
    std::string use_file(std::string_view cell);
    void check_files() const;
    [[nodiscard]] std::string_view cell(std::vector<std::string_view> const & cells, std::size_t column) const
    {
        return column < cells.size() ? cells[column] : std::string_view{};
    }

    static constexpr std::size_t absent = static_cast<std::size_t>(-1);

    std::string folder_; ///< of the sheet; paths are relative to it
    std::unique_ptr<io::byte_source> source_;
    std::string text_{};
    std::size_t next_{};
    std::uint64_t line_{};
    std::size_t sample_column_{absent};
    std::size_t forward_column_{absent};
    std::size_t reverse_column_{absent};
    std::size_t columns_{};
    std::vector<std::size_t> metadata_columns_{};
    std::unordered_map<std::string, std::size_t> index_of_{};       ///< sample name → place in result_.samples
    std::vector<std::uint64_t> first_line_{};                       ///< of each sample
    std::unordered_map<std::string, std::uint64_t> line_of_file_{}; ///< path → line that names it
    std::vector<std::pair<std::string const, std::uint64_t> const *> files_{}; ///< entries of line_of_file_, in order
    study result_{};
};

void sheet_reader::check_header(std::string_view line, std::vector<std::string_view> const & cells) const
{
    constexpr std::string_view expected = "a header with the columns sample, forward and reverse, separated by tabs";
    if (line.starts_with('['))
        fail(std::string{expected}, fmt::format("'{}': a sample sheet of Illumina's instruments", line.substr(0, 30)),
             "That sheet does not name files: give the run folder without --samples, or write a sheet for ampstream.");
    for (auto const & [column, name] :
         {std::pair{sample_column_, "sample"}, {forward_column_, "forward"}, {reverse_column_, "reverse"}})
        if (column == absent)
            fail(std::string{expected}, fmt::format("no column '{}' in '{}'", name, line.substr(0, 120)),
                 cells.size() == 1 && line.find_first_of(",;") != std::string_view::npos
                     ? "Separate the columns by tabs, not by commas."
                     : "QIIME 2's names (sample-id, forward-absolute-filepath, reverse-absolute-filepath) are read "
                       "too.");
}

void sheet_reader::read_header()
{
    std::optional<std::string_view> line = take_line();
    while (line && is_blank(*line))
        line = take_line();
    if (!line)
        fail("a header with the columns sample, forward and reverse", "an empty file", "Is this the right file?");
    std::vector<std::string_view> const cells = split(line->substr(line->starts_with('#') ? 1 : 0));
    columns_ = cells.size();
    std::unordered_map<std::string, std::size_t> seen{};
    for (std::size_t i = 0; i < cells.size(); ++i)
    {
        std::string const name = lower(cells[i]);
        auto const claim = [&](std::size_t & column, auto const & names)
        {
            bool const is_it = column == absent && std::find(names.begin(), names.end(), name) != names.end();
            if (is_it)
                column = i;
            return is_it;
        };
        if (is_blank(name))
            fail("a name for every column", fmt::format("column {} without a name", i + 1), "Name it or remove it.");
        if (!seen.emplace(name, i).second)
            fail("every column once", fmt::format("'{}' twice", cells[i]), "Rename or remove one of them.");
        if (!claim(sample_column_, sample_names) && !claim(forward_column_, forward_names) &&
            !claim(reverse_column_, reverse_names))
        {
            metadata_columns_.push_back(i);
            result_.metadata_columns.emplace_back(cells[i]);
        }
    }
    check_header(*line, cells);
}

void sheet_reader::read_row(std::vector<std::string_view> const & cells)
{
    for (std::size_t i = columns_; i < cells.size(); ++i)
        if (!is_blank(cells[i]))
            fail(fmt::format("at most {} cells, as in the header", columns_), fmt::format("{}", cells.size()),
                 "Is there a tab inside a cell?");
    std::string name{cell(cells, sample_column_)};
    if (is_blank(name))
        fail("the name of a sample", "an empty cell in column 'sample'", "Fill it in.");
    std::vector<std::string> metadata{};
    metadata.reserve(metadata_columns_.size());
    for (std::size_t const column : metadata_columns_)
        metadata.emplace_back(cell(cells, column));
    lane_files files = read_files(cells);

    auto const [place, is_new] = index_of_.emplace(name, result_.samples.size());
    if (is_new)
    {
        first_line_.push_back(line_);
        result_.samples.push_back({std::move(name), {std::move(files)}, std::move(metadata)});
        return;
    }
    sample & known = result_.samples[place->second];
    if (known.metadata != metadata)
        fail(fmt::format("the same metadata as in line {}: rows of one sample ('{}') are its lanes",
                         first_line_[place->second], name),
             "other metadata", "Give the samples different names, or the rows the same metadata.");
    known.lanes.push_back(std::move(files));
}

lane_files sheet_reader::read_files(std::vector<std::string_view> const & cells)
{
    std::string_view const forward = cell(cells, forward_column_);
    std::string_view const reverse = cell(cells, reverse_column_);
    if (is_blank(forward))
        fail("a file", "an empty cell in column 'forward'", "Fill it in.");
    bool const is_whole = holds_both_mates(std::string{forward});
    if (is_blank(reverse) && !is_whole)
        fail("a file", "an empty cell in column 'reverse'",
             "Reads come in pairs; only BAM, CRAM and SAM files hold both mates.");
    if (!is_blank(reverse) && is_whole)
        fail("an empty cell in column 'reverse', for a BAM, CRAM or SAM file holds both mates",
             fmt::format("'{}'", reverse), "Empty the cell.");
    lane_files files{};
    files.forward = use_file(forward);
    if (!is_whole)
        files.reverse = use_file(reverse);
    return files;
}

/// The path of a cell, noted so that no file is used twice and all missing ones are listed at once.
std::string sheet_reader::use_file(std::string_view written)
{
    bool const is_relative = !written.starts_with('/') && !folder_.empty();
    std::string path = is_relative ? folder_ + '/' : std::string{};
    path += written;
    if (path.find("./") != std::string::npos || path.find("//") != std::string::npos)
        path = fs::path{path}.lexically_normal().string();
    auto const [place, is_new] = line_of_file_.emplace(path, line_);
    if (!is_new)
        fail("every file once", fmt::format("'{}', which line {} names already", written, place->second),
             "The same reads would be counted twice.");
    files_.push_back(&*place);
    return path;
}

void sheet_reader::check_files() const
{
    constexpr std::size_t most = 20;
    std::string listing{};
    std::size_t missing = 0;
    std::uint64_t first = 0;
    for (auto const * const file : files_)
    {
        auto const & [path, line] = *file;
        if (::access(path.c_str(), F_OK) == 0)
            continue;
        first = missing == 0 ? line : first;
        if (++missing <= most)
            listing += fmt::format("\n  line {}: {}", line, path);
    }
    if (missing == 0)
        return;
    if (missing > most)
        listing += fmt::format("\n  … and {} more", missing - most);
    throw input_error{{source_->name(), 0, first, {}},
                      {"files that exist", fmt::format("{} missing:{}", missing, listing),
                       "Paths are relative to the folder of the sheet."}};
}

} // namespace

bool holds_both_mates(std::string const & path) noexcept
{
    for (std::string_view const ending : {".bam", ".cram", ".sam"})
        if (path.ends_with(ending))
            return true;
    return false;
}

study read_sample_sheet(std::string const & path)
{
    return sheet_reader{path}.read();
}

} // namespace ampstream::runfolder
