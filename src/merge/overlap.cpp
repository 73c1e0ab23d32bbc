// SPDX-License-Identifier: BSD-3-Clause
// Shared words choose the offsets worth scoring; log-odds of the qualities score them.
#include "merge/overlap.hpp"

#include <algorithm>
#include <optional>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::merge
{

namespace
{

/// An offset whose running score falls this far below its maximum is no overlap. Bits.
constexpr double largest_drop = 16.0;

struct scored
{
    double score;
    std::size_t differences;
};

/// Walks from the 3' end of the forward read inward over `length` columns that end before `forward_end` and
/// `reverse_end`. Returns nullopt as soon as the drop is too large: it can only grow, and then the offset counts for
/// nothing. The order of the additions is part of the result.
std::optional<scored> score_offset(oriented_read const & forward,
                                   oriented_read const & reverse,
                                   std::size_t forward_end,
                                   std::size_t reverse_end,
                                   std::size_t length,
                                   quality_tables const & tables) noexcept
{
    char const * const x = forward.bases.data() + forward_end;
    char const * const y = reverse.bases.data() + reverse_end;
    char const * const qx = forward.qualities.data() + forward_end;
    char const * const qy = reverse.qualities.data() + reverse_end;
    double score = 0.0;
    double highest = 0.0;
    double drop = 0.0;
    std::size_t differences = 0;
    for (std::ptrdiff_t i = -1; i >= -static_cast<std::ptrdiff_t>(length); --i)
    {
        if (x[i] == y[i])
        {
            score += tables.match_score(qx[i], qy[i]);
            highest = std::max(highest, score);
            continue;
        }
        score += tables.mismatch_score(qx[i], qy[i]);
        ++differences;
        if (score < highest - drop)
        {
            drop = highest - score;
            if (drop >= largest_drop)
                return std::nullopt;
        }
    }
    return scored{score, differences};
}

/// Calls `found(position, word)` for each word of plain bases; ambiguous bases void the words they are in.
template <std::size_t word_length, typename function_t>
void for_each_word(std::string_view bases, function_t && found)
{
    constexpr std::uint32_t mask = (std::uint32_t{1} << (2 * word_length)) - 1;
    std::uint32_t word = 0;
    std::size_t valid = 0; // plain bases in a row that end here
    for (std::size_t i = 0; i < bases.size(); ++i)
    {
        std::uint32_t const code = base_code(bases[i]);
        word = ((word << 2) | (code & 3U)) & mask;
        valid = code < 4 ? valid + 1 : 0;
        if (valid >= word_length)
            found(i + 1 - word_length, word);
    }
}

} // namespace

overlap_limits overlap_limits::for_overlap_of(std::uint64_t minovlen) noexcept
{
    if (minovlen >= 9)
        return {};
    return {static_cast<std::uint32_t>(minovlen - 4), 1.6 * static_cast<double>(minovlen)};
}

/// A word at p in the forward and t in the reverse read votes for the span |forward| − p + t.
void overlap_finder::count_shared_words(std::string_view forward, std::string_view reverse)
{
    std::ranges::fill(last_with_word_, 0U); // positions count from 1, 0 is "none"
    if (previous_with_word_.size() < forward.size() + 1)
        previous_with_word_.resize(forward.size() + 1);
    for_each_word<word_length>(forward,
                               [this](std::size_t position, std::uint32_t word)
                               {
                                   auto const at = static_cast<std::uint32_t>(position + 1);
                                   previous_with_word_[at] = last_with_word_[word];
                                   last_with_word_[word] = at;
                               });
    shared_words_.assign(forward.size() + reverse.size(), 0U);
    std::size_t const base = forward.size() + 1;
    for_each_word<word_length>(reverse,
                               [this, base](std::size_t position, std::uint32_t word)
                               {
                                   for (std::uint32_t at = last_with_word_[word]; at != 0; at = previous_with_word_[at])
                                       ++shared_words_[base - at + position];
                               });
}

overlap overlap_finder::find(oriented_read const & forward,
                             oriented_read const & reverse,
                             quality_tables const & tables,
                             overlap_limits const & limits)
{
    count_shared_words(forward.bases, reverse.bases);
    std::size_t const forward_length = forward.bases.size();
    std::size_t const reverse_length = reverse.bases.size();
    overlap best{};
    for (std::size_t span = 1; span < forward_length + reverse_length; ++span)
    {
        if (shared_words_[span] < limits.words)
            continue;
        best.has_shared_words = true;
        std::size_t const forward_overhang = span > reverse_length ? span - reverse_length : 0;
        std::size_t const reverse_overhang = span > forward_length ? span - forward_length : 0;
        std::size_t const length = span - forward_overhang - reverse_overhang;
        auto const result = score_offset(forward, reverse, forward_length - forward_overhang, reverse_overhang + length,
                                         length, tables);
        if (!result)
            continue;
        if (result->score >= limits.score)
            ++best.hits;
        if (result->score > best.score)
        {
            best.score = result->score;
            best.span = span;
            best.differences = result->differences;
        }
    }
    return best;
}

} // namespace ampstream::merge
