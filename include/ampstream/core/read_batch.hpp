// SPDX-License-Identifier: BSD-3-Clause
// A batch of reads: the unit that streams through the stages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <ampstream/core/raw_text.hpp>

namespace ampstream
{

/// One read as the stages see it. FASTA records have an empty quality.
struct read_view
{
    std::string_view header;   ///< without '@' or '>', with everything up to the end of the line
    std::string_view sequence; ///< IUPAC letters as in the file (case kept)
    std::string_view quality;  ///< one character a base, Phred+33, or empty
};

/// Reads in input order, stored in one buffer. Trimming moves bounds, nothing is copied.
/// A batch knows its place in the stream: `ordinal` counts batches from 0; every read keeps its record number.
class read_batch
{
public:
    std::uint64_t ordinal{}; ///< number of the batch in its stream, from 0

    [[nodiscard]] std::size_t size() const noexcept { return reads_.size(); }
    [[nodiscard]] bool empty() const noexcept { return reads_.empty(); }
    [[nodiscard]] read_view operator[](std::size_t i) const noexcept
    {
        placement const & read = reads_[i];
        return {{text_.data() + read.header, read.header_length},
                {text_.data() + read.sequence, read.length},
                {text_.data() + read.quality, read.has_quality ? read.length : 0U}};
    }
    /// Number of the record in its input, from 1.
    [[nodiscard]] std::uint64_t record(std::size_t i) const noexcept { return reads_[i].record; }

    /// Bases of read `i`, for changes in place.
    [[nodiscard]] char * sequence_data(std::size_t i) noexcept { return text_.data() + reads_[i].sequence; }
    /// Qualities of read `i`, for changes in place; only for reads that have them.
    [[nodiscard]] char * quality_data(std::size_t i) noexcept { return text_.data() + reads_[i].quality; }

    /// Makes room for `reads` more reads of `text` bytes together.
    void reserve(std::size_t reads, std::size_t text);
    /// Appends a copy. `quality` is empty or as long as `sequence`.
    void push_back(std::string_view header, std::string_view sequence, std::string_view quality, std::uint64_t record);
    void push_back(read_view const & read, std::uint64_t record)
    {
        push_back(read.header, read.sequence, read.quality, record);
    }

    /// Where a read lies inside the text given to `adopt`.
    struct placement
    {
        std::size_t header{};
        std::size_t sequence{};
        std::size_t quality{};
        std::uint64_t record{};
        std::uint32_t header_length{};
        std::uint32_t length{}; ///< bases
        bool has_quality{};
    };
    /// Takes over a block of text and the places of the reads in it: parsing without copying.
    void adopt(raw_text && text, std::vector<placement> && reads);

    /// Keeps bases [begin, begin + length) of read `i`. Precondition: within the read.
    void keep_range(std::size_t i, std::size_t begin, std::size_t length) noexcept;
    /// Turns read `i` to the other strand: complements and reverses the bases, reverses the qualities.
    void reverse_complement(std::size_t i) noexcept;

    /// Drops the reads for which `keep[i]` is 0; the others keep their order. `keep` has size() entries.
    void retain(std::vector<std::uint8_t> const & keep);
    /// Empties the batch but keeps its memory.
    void clear() noexcept;
    /// Bytes of text held.
    [[nodiscard]] std::size_t text_size() const noexcept { return text_.size(); }

private:
    raw_text text_{};
    std::vector<placement> reads_{};
};

/// Mates in step: `forward[i]` and `reverse[i]` are one pair.
struct pair_batch
{
    read_batch forward{};
    read_batch reverse{};
};

} // namespace ampstream
