// SPDX-License-Identifier: BSD-3-Clause
// The inequality, solved for the interior columns and for the words.
#include <ampstream/search/word_bound.hpp>

#include <algorithm>
#include <cmath>

namespace ampstream::search
{

namespace
{

/// More than any rounding of the comparison of identities can amount to, in columns.
constexpr double margin = 1e-4;

bool is_sound(align::scoring const & scores) noexcept
{
    return scores.match >= 0 && scores.mismatch <= scores.match && scores.gap_extend_terminal >= 0 &&
           scores.gap_extend_terminal <=
               std::min({scores.gap_open_interior, scores.gap_extend_interior, scores.gap_open_terminal});
}

} // namespace

word_bound::word_bound(criteria const & limits, align::scoring const & scores, unsigned word_length) noexcept
    : word_length_{word_length}, identity_{limits.id}, share_{1.0 - word_length * (1.0 - limits.id)}, scores_{scores}
{
    using enum align::identity_definition;
    bool const is_by_columns = limits.iddef == all || limits.iddef == interior || limits.iddef == blast;
    applies_ = is_by_columns && share_ > 0.01 && is_sound(scores);
}

std::optional<std::int64_t> word_bound::highest_accepted_score(word_figures const & query,
                                                               word_figures const & target,
                                                               std::size_t shared) const noexcept
{
    if (!applies_)
        return std::nullopt;
    auto const k = static_cast<unsigned>(word_length_);
    auto const words = static_cast<double>(shared + word_length_ - 1 + query.lost(k) + target.lost(k));
    auto const pairs = std::min({static_cast<std::int64_t>(std::floor((words + margin) / share_)),
                                 static_cast<std::int64_t>(query.length), static_cast<std::int64_t>(target.length)});
    auto const letters = static_cast<std::int64_t>(query.length + target.length);
    return scores_.match * pairs - scores_.gap_extend_terminal * (letters - 2 * pairs);
}

std::size_t word_bound::likely_words(word_figures const & query) const noexcept
{
    if (!applies_ || query.length < word_length_)
        return 0;
    auto const k = static_cast<unsigned>(word_length_);
    double const broken =
        static_cast<double>(word_length_) * std::floor((1.0 - identity_) * static_cast<double>(query.length) + margin);
    double const words =
        static_cast<double>(query.length) - static_cast<double>(word_length_ - 1 + query.lost(k)) - broken;
    return words > 0.0 ? static_cast<std::size_t>(words) : 0;
}

} // namespace ampstream::search
