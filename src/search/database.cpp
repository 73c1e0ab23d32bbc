// SPDX-License-Identifier: BSD-3-Clause
// Storage of what is searched.
#include <ampstream/search/database.hpp>

#include <ampstream/align/global_aligner.hpp>

namespace ampstream::search
{

database::database(bool skip_lower_case, unsigned word_length)
    : skip_lower_case_{skip_lower_case}, words_{word_length}, index_{word_length}
{
}

std::uint32_t database::add(std::string_view sequence)
{
    return add(align::encode(sequence), words_(sequence, skip_lower_case_));
}

std::uint32_t database::add(std::span<std::uint8_t const> codes, std::span<std::uint32_t const> words)
{
    std::uint32_t const number = index_.add(words);
    targets_.push_back(
        {codes_.size(), static_cast<std::uint32_t>(codes.size()), static_cast<std::uint32_t>(words.size())});
    codes_.insert(codes_.end(), codes.begin(), codes.end());
    return number;
}

void database::clear()
{
    index_.clear();
    codes_.clear();
    targets_.clear();
}

} // namespace ampstream::search
