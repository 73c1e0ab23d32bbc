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
    place(codes, words.size());
    return number;
}

std::uint32_t database::add_all(std::span<prepared const> sequences, kmer::word_index::runner const & run)
{
    std::vector<std::span<std::uint32_t const>> words;
    words.reserve(sequences.size());
    for (prepared const & one : sequences)
        words.push_back(one.words);
    std::uint32_t const first = index_.add_all(words, run);
    for (prepared const & one : sequences)
        place(one.codes, one.words.size());
    return first;
}

void database::place(std::span<std::uint8_t const> codes, std::size_t words)
{
    targets_.push_back({codes_.size(), static_cast<std::uint32_t>(codes.size()), static_cast<std::uint32_t>(words)});
    codes_.insert(codes_.end(), codes.begin(), codes.end());
}

void database::reserve(std::size_t sequences)
{
    index_.reserve(sequences);
    targets_.reserve(sequences);
}

void database::clear()
{
    index_.clear();
    targets_.clear();
    codes_.clear();
}

} // namespace ampstream::search
