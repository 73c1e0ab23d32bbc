// SPDX-License-Identifier: BSD-3-Clause
// The file of a model: header, directory, aligned parts.
#include "classify/model_writer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ampstream::classify
{

model_writer::model_writer() : bytes_(sizeof(file_header))
{
    std::ranges::copy(model_magic, header_.magic.begin());
    header_.version = model_version;
    header_.byte_order = byte_order_mark;
    header_.sections = section_count;
}

void model_writer::add_bytes(section which, std::span<std::byte const> part)
{
    bytes_.resize((bytes_.size() + section_alignment - 1) / section_alignment * section_alignment);
    header_.directory[static_cast<std::size_t>(which)] = {
        .id = static_cast<std::uint32_t>(which), .crc = checksum(part), .offset = bytes_.size(), .size = part.size()};
    bytes_.insert(bytes_.end(), part.begin(), part.end());
}

std::vector<std::byte> model_writer::finish(std::uint32_t genera, std::uint64_t sequences) &&
{
    header_.genera = genera;
    header_.sequences = sequences;
    header_.file_size = bytes_.size();
    header_.directory_crc = checksum(header_);
    std::memcpy(bytes_.data(), &header_, sizeof header_);
    return std::move(bytes_);
}

} // namespace ampstream::classify
