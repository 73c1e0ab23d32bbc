// SPDX-License-Identifier: BSD-3-Clause
// A table of the query's words, and the target's words looked up in it.
#include <ampstream/align/word_diagonals.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace ampstream::align
{

namespace
{

constexpr std::size_t different_words = std::size_t{1} << 2 * word_diagonals::word_length;
constexpr std::size_t most_places_a_letter = 4;
constexpr std::uint8_t no_base = 4;

/// Two bits for each plain base.
constexpr std::array<std::uint8_t, 16> bases{no_base, 0,       1,       no_base, 2,       no_base, no_base, no_base,
                                             3,       no_base, no_base, no_base, no_base, no_base, no_base, no_base};

/// Calls `found(word, place)` for each word of plain bases, until it returns false. Returns whether it never did.
template <typename found_t>
bool for_each_word(std::span<std::uint8_t const> codes, found_t && found)
{
    std::uint32_t word = 0;
    std::size_t usable = 0; // plain bases in a row
    for (std::size_t i = 0; i < codes.size(); ++i)
    {
        std::uint8_t const base = bases[codes[i] & 15U];
        usable = base == no_base ? 0 : usable + 1;
        word = (word << 2U | (base & 3U)) % different_words;
        if (usable >= word_diagonals::word_length && !found(word, i + 1 - word_diagonals::word_length))
            return false;
    }
    return true;
}

} // namespace

word_diagonals::word_diagonals() : seen_(different_words / 64), last_(different_words) {}

void word_diagonals::remember(std::span<std::uint8_t const> query)
{
    for (std::uint32_t const word : words_)
        seen_[word / 64] = 0;
    words_.clear();
    query_.assign(query.begin(), query.end());
    earlier_.assign(query.size() + 1, 0);
    for_each_word(query,
                  [this](std::uint32_t word, std::size_t place)
                  {
                      std::uint64_t & bits = seen_[word / 64];
                      std::uint64_t const bit = std::uint64_t{1} << word % 64;
                      if ((bits & bit) != 0)
                          earlier_[place + 1] = last_[word];
                      else
                          words_.push_back(word);
                      bits |= bit;
                      last_[word] = static_cast<std::uint16_t>(place + 1);
                      return true;
                  });
}

bool word_diagonals::operator()(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    if (query.size() >= std::numeric_limits<std::uint16_t>::max())
        return false;
    if (query.size() != query_.size() || !std::equal(query.data(), query.data() + query.size(), query_.data()))
        remember(query);
    for (std::uint32_t const one : used_)
        counts_[one] = 0;
    used_.clear();
    most_ = 0;
    if (counts_.size() < query.size() + target.size())
        counts_.resize(query.size() + target.size());
    std::size_t left = most_places_a_letter * (query.size() + target.size());
    auto const look_up = [&](std::uint32_t word, std::size_t column)
    {
        if ((seen_[word / 64] >> word % 64 & 1U) == 0)
            return true;
        for (std::size_t place = last_[word]; place != 0; place = earlier_[place])
        {
            if (left-- == 0)
                return false;
            std::size_t const diagonal = column + query.size() - place; // counted from 1 - the query's length
            std::uint16_t const count = ++counts_[diagonal];
            if (count == 1)
                used_.push_back(static_cast<std::uint32_t>(diagonal));
            if (count > most_)
            {
                most_ = count;
                best_ = diagonal_of(diagonal);
            }
        }
        return true;
    };
    return for_each_word(target, look_up) && most_ != 0;
}

} // namespace ampstream::align
