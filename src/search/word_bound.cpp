// SPDX-License-Identifier: BSD-3-Clause
// The inequality, solved for the interior columns and for the words.
#include <ampstream/search/word_bound.hpp>

#include <algorithm>
#include <cmath>

#include "search/proof_terms.hpp"

namespace ampstream::search
{

namespace
{

/// Are the gaps sound, and does a pair never gain more than a match?
bool is_sound(align::scoring const & scores) noexcept
{
    return scores.match >= 0 && scores.mismatch <= scores.match && has_sound_gaps(scores);
}

} // namespace

word_bound::word_bound(criteria const & limits, align::scoring const & scores, unsigned word_length) noexcept
    : word_length_{static_cast<double>(word_length)}, identity_{limits.id},
      share_{1.0 - word_length * (1.0 - limits.id)}, scores_{scores}
{
    using enum align::identity_definition;
    bool const is_by_columns = limits.iddef == all || limits.iddef == interior || limits.iddef == blast;
    applies_ = is_by_columns && share_ > 0.01 && is_sound(scores);
}

/// K.
double
word_bound::known_words(word_figures const & query, word_figures const & target, std::size_t shared) const noexcept
{
    auto const k = static_cast<unsigned>(word_length_);
    return static_cast<double>(shared + k - 1 + query.lost(k) + target.lost(k)) + column_margin;
}

bool word_bound::can_visit_corners(word_figures const & query,
                                   word_figures const & target,
                                   std::size_t shared) const noexcept
{
    auto const shorter = static_cast<double>(std::min(query.length, target.length));
    return !applies_ || shorter * share_ <= known_words(query, target, shared);
}

/// (3) at the least x for `interior` columns; `known` is K.
double word_bound::least_lack(double interior, double known, double letters, double shorter) const noexcept
{
    double const half = scores_.match / 2.0;
    double const mismatch = scores_.match - scores_.mismatch;
    double const terminal = half + scores_.gap_extend_terminal;
    double const gap = half + scores_.gap_extend_interior + terminal;
    double const opening = scores_.gap_open_interior - scores_.gap_extend_interior;
    double const differing = std::max({0.0, (interior - known) / word_length_, interior - shorter});
    return terminal * (letters - 2.0 * interior) + std::min(mismatch * differing, gap * differing + opening);
}

std::optional<std::int64_t> word_bound::highest_accepted_score(word_figures const & query,
                                                               word_figures const & target,
                                                               std::size_t shared) const noexcept
{
    if (!applies_)
        return std::nullopt;
    double const known = known_words(query, target, shared);
    auto const letters = static_cast<double>(query.length + target.length);
    auto const shorter = static_cast<double>(std::min(query.length, target.length));
    double const most = known / share_;
    double const meeting = (word_length_ * shorter - known) / (word_length_ - 1.0); // (1) and (4) ask for the same x
    double least = least_lack(most, known, letters, shorter);
    for (double const place : {known, shorter, meeting})
        if (place >= 0.0 && place < most)
            least = std::min(least, least_lack(place, known, letters, shorter));
    return static_cast<std::int64_t>(std::floor(scores_.match / 2.0 * letters - least + column_margin));
}

std::size_t word_bound::likely_words(word_figures const & query) const noexcept
{
    auto const length = static_cast<double>(query.length);
    if (!applies_ || length < word_length_)
        return 0;
    double const broken = word_length_ * std::floor((1.0 - identity_) * length + column_margin);
    double const words =
        length - (word_length_ - 1.0) - static_cast<double>(query.lost(static_cast<unsigned>(word_length_))) - broken;
    return words > 0.0 ? static_cast<std::size_t>(words) : 0;
}

} // namespace ampstream::search
