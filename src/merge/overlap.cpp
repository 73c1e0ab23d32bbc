// SPDX-License-Identifier: BSD-3-Clause
// Shared words choose the offsets worth scoring; log-odds of the qualities score them.
#include "merge/overlap.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace ampstream::merge
{

namespace
{

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
            if (drop >= overlap_limits::largest_drop)
                return std::nullopt;
        }
    }
    return scored{score, differences};
}

} // namespace

overlap_limits overlap_limits::for_overlap_of(std::uint64_t minovlen) noexcept
{
    if (minovlen >= 9)
        return {};
    return {static_cast<std::uint32_t>(minovlen - 4), 1.6 * static_cast<double>(minovlen)};
}

/// Words by position. Two bits of the ASCII code tell A, C, G and T/U apart, in upper case; a word with any other
/// letter becomes `void_word`. Straight loops, so that the compiler can vectorise them.
void overlap_finder::spell_words(std::string_view bases, std::uint16_t void_word)
{
    std::size_t const length = bases.size();
    if (codes_.size() < length)
    {
        codes_.resize(length);
        ambiguous_.resize(length);
        words_.resize(length);
    }
    char const * const letters = bases.data();
    std::uint8_t * const codes = codes_.data();
    std::uint8_t * const ambiguous = ambiguous_.data();
    std::uint8_t any_ambiguous = 0;
    for (std::size_t i = 0; i < length; ++i)
    {
        unsigned const letter = static_cast<unsigned char>(letters[i]);
        unsigned const code = (letter >> 1) & 3U;
        unsigned const is_t = code == 2U ? 1U : 0U;
        codes[i] = static_cast<std::uint8_t>(code);
        // The letter this code stands for: A 0x41, C 0x43, T 0x54 (or U, the next), G 0x47.
        ambiguous[i] = static_cast<std::uint8_t>((letter & ~is_t) ^ (0x41U + 2U * code + 15U * is_t));
        any_ambiguous |= ambiguous[i];
    }
    std::uint16_t * const words = words_.data();
    static_assert(word_length == 5);
    for (std::size_t i = 0; i + word_length <= length; ++i)
        words[i] = static_cast<std::uint16_t>((codes[i] << 8) | (codes[i + 1] << 6) | (codes[i + 2] << 4) |
                                              (codes[i + 3] << 2) | codes[i + 4]);
    if (any_ambiguous == 0)
        return;
    for (std::size_t i = 0; i + word_length <= length; ++i)
        if ((ambiguous[i] | ambiguous[i + 1] | ambiguous[i + 2] | ambiguous[i + 3] | ambiguous[i + 4]) != 0)
            words[i] = void_word;
}

/// Chains the positions of each word, the last one first.
void overlap_finder::index_forward(std::size_t words)
{
    std::ranges::fill(last_with_word_, 0U);
    if (previous_with_word_.size() < words + 1)
        previous_with_word_.resize(words + 1);
    for (std::size_t i = 0; i < words; ++i)
    {
        previous_with_word_[i + 1] = last_with_word_[words_[i]];
        last_with_word_[words_[i]] = static_cast<std::uint32_t>(i + 1);
    }
}

/// A word at p in the forward and t in the reverse read votes for the span |forward| − p + t.
void overlap_finder::look_up_reverse(std::size_t forward_length, std::size_t words, std::uint32_t least)
{
    if (matches_.size() < words + 1)
        matches_.resize(words + 1);
    // Most words have no match and few have several: lists are thinned without branches, which would be mispredicted.
    std::size_t matches = 0;
    for (std::size_t i = 0; i < words; ++i)
    {
        std::uint32_t const at = last_with_word_[words_[i]];
        matches_[matches] = {static_cast<std::uint32_t>(forward_length + 1 + i), at};
        matches += at != 0;
    }
    while (matches > 0)
    {
        std::size_t more = 0;
        for (std::size_t m = 0; m < matches; ++m)
        {
            auto const [base, at] = matches_[m];
            if (++shared_words_[base - at] == least)
                candidates_.push_back(base - at);
            std::uint32_t const next = previous_with_word_[at];
            matches_[more] = {base, next};
            more += next != 0;
        }
        matches = more;
    }
}

void overlap_finder::find_candidates(std::string_view forward, std::string_view reverse, std::uint32_t least)
{
    candidates_.clear();
    if (std::min(forward.size(), reverse.size()) < word_length)
        return;
    shared_words_.assign(forward.size() + reverse.size(), 0U);
    spell_words(forward, forward_void);
    index_forward(forward.size() - word_length + 1);
    spell_words(reverse, reverse_void);
    look_up_reverse(forward.size(), reverse.size() - word_length + 1, least);
    std::ranges::sort(candidates_);
}

/// Scores the overlap of `span` and takes it if it is the best so far.
void overlap_finder::consider(std::size_t span,
                              oriented_read const & forward,
                              oriented_read const & reverse,
                              quality_tables const & tables,
                              overlap & best) const noexcept
{
    std::size_t const forward_length = forward.bases.size();
    std::size_t const reverse_length = reverse.bases.size();
    std::size_t const forward_overhang = span > reverse_length ? span - reverse_length : 0;
    std::size_t const reverse_overhang = span > forward_length ? span - forward_length : 0;
    std::size_t const length = span - forward_overhang - reverse_overhang;
    auto const result =
        score_offset(forward, reverse, forward_length - forward_overhang, reverse_overhang + length, length, tables);
    if (!result.has_value())
        return;
    if (result->score >= limits_.score)
        ++best.hits;
    if (result->score > best.score)
    {
        best.score = result->score;
        best.span = span;
        best.differences = result->differences;
    }
}

/// The hit of `span`, if bounds prove that it is one. Precondition: both reads are plain.
std::optional<overlap> overlap_finder::find_surely(std::size_t span,
                                                   oriented_read const & forward,
                                                   oriented_read const & reverse,
                                                   quality_tables const & tables)
{
    offset_sieve::overlapping const part = sieve_.differing_columns(span, differing_);
    auto const score = proof_({forward.qualities.data() + part.forward_begin,
                               reverse.qualities.data() + part.reverse_begin, part.columns, differing_},
                              tables);
    if (!score.has_value())
        return std::nullopt;
    return overlap{span, part.differences, *score, 1, true};
}

/// Looks only at offsets that may be hits. If there is a hit, the others cannot change the answer.
overlap overlap_finder::find_among_few(oriented_read const & forward,
                                       oriented_read const & reverse,
                                       quality_tables const & tables)
{
    overlap best{};
    if (!sieve_.assign(forward.bases, reverse.bases))
        return best;
    candidates_.clear();
    std::ranges::copy_if(sieve_.find_spans(), std::back_inserter(candidates_),
                         [this](std::int32_t span)
                         { return sieve_.shares_words(static_cast<std::size_t>(span), limits_.words); });
    best.has_shared_words = !candidates_.empty();
    if (candidates_.size() == 1 && forward.is_plain && reverse.is_plain)
        if (auto const sure = find_surely(candidates_.front(), forward, reverse, tables))
            return *sure;
    for (std::size_t const span : candidates_)
        consider(span, forward, reverse, tables, best);
    return best;
}

overlap overlap_finder::find_thoroughly(oriented_read const & forward,
                                        oriented_read const & reverse,
                                        quality_tables const & tables)
{
    find_candidates(forward.bases, reverse.bases, limits_.words);
    overlap best{};
    best.has_shared_words = !candidates_.empty();
    for (std::size_t const span : candidates_)
        consider(span, forward, reverse, tables, best);
    return best;
}

overlap
overlap_finder::find(oriented_read const & forward, oriented_read const & reverse, quality_tables const & tables)
{
    overlap const found = find_among_few(forward, reverse, tables);
    return found.hits > 0 ? found : find_thoroughly(forward, reverse, tables);
}

} // namespace ampstream::merge
