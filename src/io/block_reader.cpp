// SPDX-License-Identifier: BSD-3-Clause
// Cuts text into blocks of whole records; looks at line ends only.
#include <algorithm>
#include <exception>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/sequence_reader.hpp>

#include "io/line_ends.hpp"

namespace ampstream::io
{

namespace
{

constexpr std::size_t chunk_size = std::size_t{64} * 1024; ///< small enough to stay in the cache until it is searched
constexpr std::uint64_t lines_per_fastq_record = 4;

/// The first character of an input as a message shows it.
std::string printable(char letter)
{
    auto const code = static_cast<unsigned char>(letter);
    if (code == '\r' || code == '\n')
        return "an empty line";
    return code > 0x20 && code < 0x7f ? fmt::format("'{}'", letter) : fmt::format("byte 0x{:02x}", code);
}

} // namespace

struct block_reader::state
{
    std::unique_ptr<byte_source> source;
    std::size_t records_per_block;
    raw_text pending{};                   ///< text read and not yet handed out
    std::vector<std::size_t> line_ends{}; ///< all in `pending`
    std::size_t begun{};     ///< records (FASTQ) or lines (FASTA) of `pending` whose first letter was looked at
    std::uint64_t headers{}; ///< FASTA: headers among them
    std::uint64_t next_record{1};
    std::uint64_t next_line{1};
    std::uint64_t ordinal{};
    sequence_format format{};
    bool is_format_known{};
    bool is_at_end{};             ///< the source has no more
    std::exception_ptr failure{}; ///< of reading ahead

    state(std::unique_ptr<byte_source> input, std::size_t most_records)
        : source{std::move(input)}, records_per_block{std::max<std::size_t>(most_records, 1)}
    {
    }

    bool read_more();
    void recognise_format();
    std::optional<std::size_t> cut_fastq(std::size_t records, std::size_t bytes);
    std::optional<std::size_t> cut_fasta(std::size_t records, std::size_t bytes);
    void expect_only_blank_lines();
    [[nodiscard]] std::optional<std::size_t> cut(std::size_t records, std::size_t bytes);
    void prepare(std::size_t records, std::size_t bytes);
    std::optional<text_block> next(std::size_t records, std::size_t bytes);
    text_block take(std::size_t length);
    void take_line_ends(text_block & block);
};

/// Appends a chunk to `pending`; false at the end. An error of the source is told how far the reading came.
bool block_reader::state::read_more()
{
    if (failure != nullptr)
        std::rethrow_exception(failure);
    if (is_at_end)
        return false;
    std::size_t const old_size = pending.size();
    pending.resize(old_size + chunk_size);
    std::size_t count = 0;
    try
    {
        count = source->read({pending.data() + old_size, chunk_size});
    }
    catch (input_error const & reason)
    {
        pending.resize(old_size);
        std::uint64_t const in_pending = format == sequence_format::fastq ? line_ends.size() / lines_per_fastq_record
                                                                          : headers - (headers != 0 ? 1 : 0);
        input_problem problem = reason.problem();
        problem.found += fmt::format(", after record {}", next_record - 1 + in_pending);
        throw input_error{reason.location(), std::move(problem)};
    }
    catch (...)
    {
        pending.resize(old_size); // what was prepared may still be asked for
        throw;
    }
    pending.resize(old_size + count);
    detail::append_line_ends(pending, old_size, line_ends);
    is_at_end = count == 0;
    return !is_at_end;
}

void block_reader::state::recognise_format()
{
    while (pending.empty() && read_more())
    {
    }
    if (pending.empty())
        return;
    if (pending.front() == '@')
        format = sequence_format::fastq;
    else if (pending.front() == '>')
        format = sequence_format::fasta;
    else
        throw input_error{{source->name(), 1, 1, {}},
                          {"'@' (FASTQ) or '>' (FASTA) as the first character", printable(pending.front()),
                           "Is this a sequence file?"}};
    is_format_known = true;
}

/// Where to cut: after `wanted` records of four lines, beyond `bytes`, or before a blank line in a header's place;
/// nullopt when more text is needed to know.
std::optional<std::size_t> block_reader::state::cut_fastq(std::size_t wanted, std::size_t bytes)
{
    begun = std::min(begun, wanted); // more may have been prepared
    for (; begun * lines_per_fastq_record <= line_ends.size(); ++begun)
    {
        std::size_t const begin = begun == 0 ? 0 : line_ends[begun * lines_per_fastq_record - 1] + 1;
        if (begin >= pending.size())
            return std::nullopt;
        bool const is_after_gap = pending[begin] == '\n' || pending[begin] == '\r';
        if (is_after_gap || begun == wanted || begin >= bytes)
            return begin;
    }
    return std::nullopt;
}

/// Where to cut: before the header that follows `wanted` records, or the first one beyond `bytes`.
std::optional<std::size_t> block_reader::state::cut_fasta(std::size_t wanted, std::size_t bytes)
{
    if (headers > wanted) // more were prepared
    {
        begun = 0;
        headers = 0;
    }
    for (; begun <= line_ends.size(); ++begun)
    {
        std::size_t const begin = begun == 0 ? 0 : line_ends[begun - 1] + 1;
        if (begin >= pending.size())
            return std::nullopt;
        if (pending[begin] != '>')
            continue;
        if (begin != 0 && (headers == wanted || begin >= bytes))
            return begin;
        ++headers;
    }
    return std::nullopt;
}

/// Consumes blank lines up to the end; a record after them is an error.
void block_reader::state::expect_only_blank_lines()
{
    do
    {
        if (std::string_view{pending}.find_first_not_of("\r\n") != std::string_view::npos)
            throw input_error{{source->name(), next_record, next_line, {}},
                              {"a header that begins with '@'", "a blank line between records",
                               "Blank lines are accepted only at the end of the file."}};
        pending.clear();
    } while (read_more());
}

/// Gives the block its line ends and keeps the others.
void block_reader::state::take_line_ends(text_block & block)
{
    std::size_t const length = block.text.size();
    auto const first_kept = std::ranges::lower_bound(line_ends, length);
    std::vector<std::size_t> rest{};
    rest.reserve(line_ends.size());
    std::transform(first_kept, line_ends.end(), std::back_inserter(rest),
                   [length](std::size_t place) { return place - length; });
    line_ends.erase(first_kept, line_ends.end());
    block.line_ends = std::exchange(line_ends, std::move(rest));
}

text_block block_reader::state::take(std::size_t length)
{
    text_block block{};
    raw_text rest{};
    rest.reserve(length + 2 * chunk_size); // the next block will be about as long
    rest.append(std::string_view{pending}.substr(length));
    pending.resize(length);
    block.text = std::move(pending);
    pending = std::move(rest);

    take_line_ends(block);
    block.file = source->name();
    block.format = format;
    block.ordinal = ordinal++;
    block.first_record = next_record;
    block.first_line = next_line;
    if (format == sequence_format::fastq)
    {
        std::uint64_t const lines =
            block.line_ends.size() + (block.text.back() == '\n' ? 0 : 1); // the file's last line
        block.records = (lines + lines_per_fastq_record - 1) / lines_per_fastq_record;
        next_line += lines;
    }
    else
    {
        block.records = headers;
        next_line += block.line_ends.size();
    }
    next_record += block.records;
    begun = 0;
    headers = 0;
    return block;
}

std::optional<std::size_t> block_reader::state::cut(std::size_t records, std::size_t bytes)
{
    return format == sequence_format::fastq ? cut_fastq(records, bytes) : cut_fasta(records, bytes);
}

/// As far as `next` reads.
void block_reader::state::prepare(std::size_t records, std::size_t bytes)
{
    if (!is_format_known)
        recognise_format();
    while (is_format_known && !cut(records, bytes) && read_more())
    {
    }
}

std::optional<text_block> block_reader::state::next(std::size_t records, std::size_t bytes)
{
    if (!is_format_known)
        recognise_format();
    while (is_format_known)
    {
        std::optional<std::size_t> const place = cut(records, bytes);
        if (place && *place != 0)
            return take(*place);
        if (place) // nothing before the blank line
        {
            expect_only_blank_lines();
            return std::nullopt;
        }
        if (!read_more())
            break;
    }
    if (pending.empty())
        return std::nullopt;
    return take(pending.size());
}

block_reader::block_reader(std::unique_ptr<byte_source> source, std::size_t records_per_block)
    : state_{std::make_unique<state>(std::move(source), records_per_block)}
{
}

block_reader::~block_reader() = default;
block_reader::block_reader(block_reader &&) noexcept = default;
block_reader & block_reader::operator=(block_reader &&) noexcept = default;

std::optional<text_block> block_reader::next()
{
    return state_->next(state_->records_per_block, most_bytes);
}

std::optional<text_block> block_reader::next(std::size_t records)
{
    return state_->next(std::max<std::size_t>(records, 1), std::numeric_limits<std::size_t>::max());
}

void block_reader::prepare() noexcept
{
    try
    {
        state_->prepare(state_->records_per_block, most_bytes);
    }
    catch (...)
    {
        state_->failure = std::current_exception();
    }
}

std::string const & block_reader::name() const noexcept
{
    return state_->source->name();
}

} // namespace ampstream::io
