// SPDX-License-Identifier: BSD-3-Clause
// From raw text to reads: finds the lines, checks every character, copies nothing.
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/sequence_reader.hpp>

#include "io/validity.hpp"

namespace ampstream::io
{

namespace
{

/// Walks over the lines of a block and knows where it is.
class line_walker
{
public:
    explicit line_walker(text_block & block) : block_{block}, line_{block.first_line}, record_{block.first_record} {}

    [[nodiscard]] bool is_at_end() const noexcept { return next_ == block_.text.size(); }
    [[nodiscard]] char first_letter() const noexcept { return block_.text[next_]; }
    [[nodiscard]] std::uint64_t record() const noexcept { return record_; }
    void next_record() noexcept { ++record_; }

    /// The next line without its end ("\n" or "\r\n").
    std::string_view take_line() noexcept
    {
        std::size_t const begin = next_;
        std::size_t end = find_line_end();
        next_ = end + (end == block_.text.size() ? 0 : 1);
        ++line_;
        end -= end != begin && block_.text[end - 1] == '\r' ? 1 : 0;
        return {block_.text.data() + begin, end - begin};
    }

    /// `line` counts back from the line taken last (0).
    [[noreturn]] void fail(std::string_view header, input_problem problem, std::uint64_t lines_back = 0) const
    {
        throw input_error{{block_.file, record_, line_ - 1 - lines_back, std::string{header}}, std::move(problem)};
    }

    [[nodiscard]] std::size_t offset(std::string_view line) const noexcept
    {
        return static_cast<std::size_t>(line.data() - block_.text.data());
    }

private:
    [[nodiscard]] std::size_t find_line_end() noexcept
    {
        if (!block_.line_ends.empty())
            return known_ < block_.line_ends.size() ? block_.line_ends[known_++] : block_.text.size();
        void const * const found = std::memchr(block_.text.data() + next_, '\n', block_.text.size() - next_);
        return found == nullptr ? block_.text.size()
                                : static_cast<std::size_t>(static_cast<char const *>(found) - block_.text.data());
    }

    text_block & block_;
    std::size_t next_{};
    std::size_t known_{}; ///< line ends of the block that were passed
    std::uint64_t line_;  ///< number of the next line
    std::uint64_t record_;
};

/// The start of a line as a message shows it.
std::string shown(std::string_view line)
{
    constexpr std::size_t most = 30;
    return line.empty() ? std::string{"an empty line"}
                        : fmt::format("'{}{}'", line.substr(0, most), line.size() > most ? "…" : "");
}

std::string shown(char letter)
{
    auto const code = static_cast<unsigned char>(letter);
    return code >= 0x20 && code < 0x7f ? fmt::format("character '{}'", letter)
                                       : fmt::format("character 0x{:02x}", code);
}

[[noreturn]] void
fail_letter(line_walker const & walker, std::string_view header, std::string_view line, std::uint64_t lines_back)
{
    std::size_t const place = detail::find_foreign_letter(line);
    walker.fail(header,
                {"IUPAC nucleotide letters only", fmt::format("{} in column {}", shown(line[place]), place + 1),
                 "Gaps, digits and amino acids are not read; clean the record or remove it."},
                lines_back);
}

[[noreturn]] void fail_quality(line_walker const & walker, std::string_view header, std::string_view line)
{
    std::size_t const place = detail::find_foreign_quality(line);
    walker.fail(header,
                {"quality characters '!' to '~' (Phred 0 to 93, offset 33)",
                 fmt::format("{} in column {}", shown(line[place]), place + 1), "The file is damaged; get it again."});
}

void check_size(line_walker const & walker, std::string_view header, std::size_t size)
{
    if (size > std::numeric_limits<std::uint32_t>::max())
        walker.fail(header, {"lines below 4 GiB", fmt::format("one of {} characters", size), "Is this a read?"});
}

std::string_view take_fastq_line(line_walker & walker, std::string_view header, char const * what)
{
    if (walker.is_at_end())
        walker.fail(header, {"four lines in a FASTQ record (header, sequence, '+', quality)",
                             fmt::format("a truncated record: the end of the file in place of the {}", what),
                             "The file was cut off; get it again."});
    return walker.take_line();
}

/// The '+' line is "+" alone or repeats the header.
void check_separator(line_walker const & walker, std::string_view header, std::string_view separator)
{
    if (!separator.starts_with('+'))
        walker.fail(header, {"'+' as the third line of a FASTQ record", shown(separator),
                             "A record has four lines; sequences over several lines are not read from FASTQ."});
    if (separator.size() > 1 && separator.substr(1) != header)
        walker.fail(header, {"'+' alone or followed by the record's own header", shown(separator),
                             "Lines of two records are mixed; get the file again."});
}

read_batch::placement take_fastq_record(line_walker & walker)
{
    std::string_view header = walker.take_line();
    if (!header.starts_with('@'))
        walker.fail({}, {"a header that begins with '@'", shown(header),
                         "A FASTQ record has four lines; a line is missing or too many before this one."});
    header.remove_prefix(1);
    std::string_view const sequence = take_fastq_line(walker, header, "sequence");
    std::string_view const separator = take_fastq_line(walker, header, "'+' line");
    check_separator(walker, header, separator);
    std::string_view const quality = take_fastq_line(walker, header, "quality");
    if (!detail::are_nucleotides(sequence))
        fail_letter(walker, header, sequence, 2);
    if (quality.size() != sequence.size())
        walker.fail(header,
                    {fmt::format("{} quality values, one a base", sequence.size()), fmt::format("{}", quality.size()),
                     "The record is damaged or cut off; get the file again."});
    if (!detail::are_qualities(quality))
        fail_quality(walker, header, quality);
    check_size(walker, header, header.size());
    check_size(walker, header, sequence.size());

    return {walker.offset(header),
            walker.offset(sequence),
            walker.offset(quality),
            walker.record(),
            static_cast<std::uint32_t>(header.size()),
            static_cast<std::uint32_t>(sequence.size()),
            true};
}

/// Joins the sequence lines in place: they move left over the line ends, which always leaves room.
read_batch::placement take_fasta_record(line_walker & walker, raw_text & text)
{
    std::string_view header = walker.take_line();
    if (!header.starts_with('>'))
        walker.fail({}, {"a header that begins with '>'", shown(header), "Is this a FASTA file?"});
    header.remove_prefix(1);
    check_size(walker, header, header.size());
    std::size_t begin = walker.offset(header) + header.size();
    std::size_t length = 0;
    while (!walker.is_at_end() && walker.first_letter() != '>')
    {
        std::string_view line = walker.take_line();
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
            line.remove_suffix(1);
        if (!detail::are_nucleotides(line))
            fail_letter(walker, header, line, 0);
        if (length == 0) // the first line stays where it is
            begin = walker.offset(line);
        else
            std::memmove(text.data() + begin + length, line.data(), line.size());
        length += line.size();
    }
    check_size(walker, header, length);
    return {walker.offset(header),
            begin,
            begin + length,
            walker.record(),
            static_cast<std::uint32_t>(header.size()),
            static_cast<std::uint32_t>(length),
            false};
}

} // namespace

read_batch parse(text_block && block)
{
    line_walker walker{block};
    std::vector<read_batch::placement> places{};
    places.reserve(block.records);
    for (; !walker.is_at_end(); walker.next_record())
        places.push_back(block.format == sequence_format::fastq ? take_fastq_record(walker)
                                                                : take_fasta_record(walker, block.text));
    read_batch batch{};
    batch.ordinal = block.ordinal;
    batch.adopt(std::move(block.text), std::move(places));
    return batch;
}

} // namespace ampstream::io
