// SPDX-License-Identifier: BSD-3-Clause
// Storage and in-place edits of a batch of reads.
#include <ampstream/core/read_batch.hpp>

#include <algorithm>
#include <utility>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream
{

void read_batch::reserve(std::size_t reads, std::size_t text)
{
    reads_.reserve(reads_.size() + reads);
    text_.reserve(text_.size() + text);
}

void read_batch::push_back(std::string_view header,
                           std::string_view sequence,
                           std::string_view quality,
                           std::uint64_t record)
{
    placement read{};
    read.record = record;
    read.header = text_.size();
    read.header_length = static_cast<std::uint32_t>(header.size());
    text_.append(header);
    read.sequence = text_.size();
    read.length = static_cast<std::uint32_t>(sequence.size());
    text_.append(sequence);
    read.quality = text_.size();
    read.has_quality = !quality.empty();
    text_.append(quality);
    reads_.push_back(read);
}

void read_batch::adopt(raw_text && text, std::vector<placement> && reads)
{
    text_ = std::move(text);
    reads_ = std::move(reads);
}

void read_batch::keep_range(std::size_t i, std::size_t begin, std::size_t length) noexcept
{
    placement & read = reads_[i];
    read.sequence += begin;
    read.quality += begin;
    read.length = static_cast<std::uint32_t>(length);
}

void read_batch::reverse_complement(std::size_t i) noexcept
{
    placement const & read = reads_[i];
    char * const bases = text_.data() + read.sequence;
    std::reverse(bases, bases + read.length);
    std::transform(bases, bases + read.length, bases, complement);
    if (read.has_quality)
        std::reverse(text_.data() + read.quality, text_.data() + read.quality + read.length);
}

void read_batch::retain(std::vector<std::uint8_t> const & keep)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < reads_.size(); ++i)
        if (keep[i] != 0)
            reads_[kept++] = reads_[i];
    reads_.resize(kept);
}

void read_batch::clear() noexcept
{
    text_.clear();
    reads_.clear();
    ordinal = 0;
}

} // namespace ampstream
