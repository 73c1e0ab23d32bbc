// SPDX-License-Identifier: BSD-3-Clause
// The file of a model: header, directory, aligned parts.
#include "classify/model_writer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ampstream::classify
{

model_writer::model_writer()
{
    std::ranges::copy(model_magic, header_.magic.begin());
    header_.version = model_version;
    header_.byte_order = byte_order_mark;
    header_.sections = section_count;
}

void model_writer::add_bytes(section which, std::span<std::byte const> part)
{
    size_ = (size_ + section_alignment - 1) / section_alignment * section_alignment;
    header_.directory[static_cast<std::size_t>(which)] = {
        .id = static_cast<std::uint32_t>(which), .crc = checksum(part), .offset = size_, .size = part.size()};
    parts_.emplace_back(size_, part);
    size_ += part.size();
}

std::vector<std::byte> model_writer::finish(std::uint32_t genera, std::uint64_t sequences) &&
{
    header_.genera = genera;
    header_.sequences = sequences;
    header_.file_size = size_;
    header_.directory_crc = checksum(header_);
    std::vector<std::byte> bytes(size_);
    std::memcpy(bytes.data(), &header_, sizeof header_);
    for (auto const & [place, part] : parts_)
        std::ranges::copy(part, bytes.begin() + static_cast<std::ptrdiff_t>(place));
    return bytes;
}

} // namespace ampstream::classify
