// SPDX-License-Identifier: BSD-3-Clause
// Streaming FASTQ and FASTA in batches: text is cut serially, parsed where the caller likes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ampstream/core/raw_text.hpp>
#include <ampstream/core/read_batch.hpp>
#include <ampstream/io/byte_source.hpp>

namespace ampstream::io
{

/// Which text format an input has.
enum class sequence_format
{
    fastq,
    fasta
};

/// Whole records as raw text, cut but not yet parsed. Cheap to make (serial), parsed later (in parallel).
struct text_block
{
    std::string file{};
    raw_text text{};
    sequence_format format{};
    std::uint64_t ordinal{};      ///< number of the block, from 0
    std::uint64_t first_record{}; ///< number of its first record, from 1
    std::uint64_t first_line{};   ///< number of its first line, from 1
    std::uint64_t records{};      ///< how many records it holds; a record that is cut off counts
    /// The place of every '\n', ascending. Found by cutting; if it is empty, parsing looks for them.
    std::vector<std::size_t> line_ends{};
};

/// Cuts an input into blocks of at most `records_per_block` records. Constant memory: a block at a time.
/// FASTQ has four lines a record, FASTA any number. CRLF, a missing last newline and blank lines at the end are
/// accepted. The format is taken from the first character ('@' or '>'); an empty input yields no block.
class block_reader
{
public:
    explicit block_reader(std::unique_ptr<byte_source> source, std::size_t records_per_block = default_records);
    ~block_reader();
    block_reader(block_reader &&) noexcept;
    block_reader & operator=(block_reader &&) noexcept;

    /// Next block, or nullopt at the end. Throws as `byte_source::read` does, and `input_error` when the input is
    /// neither FASTQ nor FASTA.
    std::optional<text_block> next();
    /// The same with up to `records` records and no limit on bytes: what keeps R1 and R2 in step.
    std::optional<text_block> next(std::size_t records);
    /// Reads ahead what `next` will need. What goes wrong is thrown by the call of `next` that needs what is missing.
    void prepare() noexcept;
    /// Name of the input, for messages.
    [[nodiscard]] std::string const & name() const noexcept;

    static constexpr std::size_t default_records = 512;
    /// A block ends at the first record boundary beyond this size even if it has fewer records: long sequences do not
    /// make blocks grow without bound.
    static constexpr std::size_t most_bytes = std::size_t{16} * 1024 * 1024;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// Parses a block. Every record is checked: '@'/'>' and '+' lines, equal lengths of sequence and quality, IUPAC letters
/// only, qualities '!' to '~' (Phred 0 to 93). Throws `input_error` with file, record, line and header for the first
/// bad one. A FASTQ record whose lines end before the fourth is "truncated". FASTA sequences over several lines are
/// joined.
[[nodiscard]] read_batch parse(text_block && block);

/// Both in one: a serial reader of batches.
class sequence_reader
{
public:
    explicit sequence_reader(std::string const & path, std::size_t records_per_batch = block_reader::default_records)
        : blocks_{open_input(path), records_per_batch}
    {
    }
    std::optional<read_batch> next()
    {
        auto block = blocks_.next();
        return block ? std::optional{parse(std::move(*block))} : std::nullopt;
    }
    [[nodiscard]] std::string const & name() const noexcept { return blocks_.name(); }

private:
    block_reader blocks_;
};

} // namespace ampstream::io
