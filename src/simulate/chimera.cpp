// SPDX-License-Identifier: BSD-3-Clause
// Crossovers by shared words.
#include <ampstream/simulate/chimera.hpp>

#include <algorithm>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::simulate
{

namespace
{

constexpr std::size_t band = 40;

std::uint32_t word_at(char const * text) noexcept
{
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < word_index::word_length; ++i)
        word = word << 2 | (base_code(text[i]) & 3U);
    return word;
}

/// Bases at the start of both that are equal.
std::size_t common_prefix(std::string_view one, std::string_view other) noexcept
{
    auto const stop = std::ranges::mismatch(one, other);
    return static_cast<std::size_t>(stop.in1 - one.begin());
}

/// Bases at the end of both that are equal.
std::size_t common_suffix(std::string_view one, std::string_view other) noexcept
{
    auto const stop = std::mismatch(one.rbegin(), one.rend(), other.rbegin(), other.rend());
    return static_cast<std::size_t>(stop.first - one.rbegin());
}

} // namespace

word_index::word_index(std::string_view sequence)
{
    for (std::size_t i = 0; i + word_length <= sequence.size(); ++i)
        words_.push_back({word_at(sequence.data() + i), static_cast<std::uint32_t>(i)});
    std::ranges::sort(words_);
}

std::optional<std::size_t>
word_index::find_near(char const * text, std::size_t position, std::size_t reach) const noexcept
{
    std::uint32_t const word = word_at(text);
    std::optional<std::size_t> nearest;
    std::size_t best = reach;
    for (auto found = std::ranges::lower_bound(words_, entry{word, 0}); found != words_.end() && found->word == word;
         ++found)
    {
        std::size_t const distance =
            found->position > position ? found->position - position : position - found->position;
        if (distance > best || (nearest && distance == best))
            continue;
        best = distance;
        nearest = found->position;
    }
    return nearest;
}

std::vector<crossover> find_crossovers(std::string_view left, std::string_view right, word_index const & right_words)
{
    constexpr std::size_t length = word_index::word_length;
    std::size_t const prefix = common_prefix(left, right);
    std::size_t const suffix = common_suffix(left, right);
    std::vector<crossover> places;
    for (std::size_t i = 0; i + length < left.size(); ++i)
    {
        auto const found = right_words.find_near(left.data() + i, i, band);
        if (!found)
            continue;
        crossover const place{i + length, *found + length};
        bool const equals_right = place.left_end == place.right_begin && place.left_end <= prefix;
        bool const equals_left = left.size() - place.left_end == right.size() - place.right_begin &&
                                 right.size() - place.right_begin <= suffix;
        if (!equals_right && !equals_left)
            places.push_back(place);
    }
    return places;
}

std::string join(std::string_view left, std::string_view right, crossover const & place)
{
    std::string product{left.substr(0, place.left_end)};
    product += right.substr(place.right_begin);
    return product;
}

} // namespace ampstream::simulate
