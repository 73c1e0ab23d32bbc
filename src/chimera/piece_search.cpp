// SPDX-License-Identifier: BSD-3-Clause
// Ranking, proofs of acceptance, and alignments where there is no proof.
#include "chimera/piece_search.hpp"

#include <algorithm>
#include <utility>

#include <ampstream/chimera/parents.hpp>

namespace ampstream::chimera
{

namespace
{

/// How a piece of a query looks for candidates (UCHIME's settings in VSEARCH).
search::criteria piece_criteria()
{
    search::criteria limits;
    limits.id = 0.55;
    limits.maxaccepts = 4;
    limits.maxrejects = 16;
    return limits;
}

/// Does a piece lie well where it lacks so much? A guess: half of its letters may differ, if the rest lies behind a
/// gap.
bool is_likely_hit(std::size_t length, double lack) noexcept
{
    constexpr align::scoring scores{};
    return 2.0 * lack < (scores.match - scores.mismatch) * static_cast<double>(length);
}

} // namespace

piece_search::piece_search(search::database const & targets)
    : targets_{targets}, limits_{piece_criteria()}, is_certain_{limits_, {}}, words_{targets.index().word_length()}
{
}

void piece_search::operator()(std::string_view query,
                              std::span<std::uint8_t const> codes,
                              search::admission const & may_align,
                              newcomers const & recent)
{
    query_ = query;
    codes_ = codes;
    recent_ = recent;
    found_.clear();
    dependencies_.clear();
    begins_.assign(1, 0);
    for (std::size_t const length : part_lengths(query.size()))
        begins_.push_back(begins_.back() + length);
    for (std::size_t piece = 0; piece < parts; ++piece)
        search_piece(piece, may_align);
}

/// The best of the targets, and the newcomers among them, in the order of candidates. A search that has looked at as
/// many targets as it can does not reach a newcomer behind them.
void piece_search::rank(std::span<std::uint32_t const> words)
{
    std::size_t const threshold = limits_.word_threshold(words.size(), words_.length());
    auto const old = rank_(targets_, words, threshold, limits_.most_candidates());
    ranked_.assign(old.begin(), old.end());
    if (recent_.is_target.empty())
        return;
    std::size_t const least = old.size() == limits_.most_candidates() ? old.back().words : threshold;
    for (search::candidate one : rank_recent_(*recent_.sequences, words, least, recent_.sequences->size()))
        if (one.target < recent_.is_target.size())
        {
            one.target += static_cast<std::uint32_t>(targets_.size());
            ranked_.push_back(one);
        }
    std::inplace_merge(ranked_.begin(), ranked_.begin() + std::ssize(old), ranked_.end());
}

/// As `search::walk`, but for newcomers. One that is not taken for a target is passed over. One that is refused anyway
/// matters only to the budget of rejects; if that is not spent even with all of these, none of them matters.
void piece_search::search_piece(std::size_t piece, search::admission const & may_align)
{
    rank(words_(query_.substr(begins_[piece], begins_[piece + 1] - begins_[piece]), targets_.skips_lower_case()));
    std::uint64_t accepts = 0;
    std::uint64_t rejects = 0;
    std::uint64_t most_rejects = 0;
    doubtful_.clear();
    for (search::candidate const & next : ranked_)
    {
        bool const is_refused = may_align && !may_align(next.target);
        if (next.target >= targets_.size())
        {
            auto const newcomer = next.target - static_cast<std::uint32_t>(targets_.size());
            (is_refused ? doubtful_ : dependencies_).push_back(newcomer);
            if (recent_.is_target[newcomer] == 0)
            {
                most_rejects += is_refused ? 1 : 0;
                continue;
            }
        }
        if (!is_refused && accepts_target(piece, next.target))
            ++accepts;
        else
        {
            ++rejects;
            ++most_rejects;
        }
        if (accepts == limits_.maxaccepts || rejects == limits_.maxrejects)
            break;
    }
    if (most_rejects >= limits_.maxrejects)
        dependencies_.insert(dependencies_.end(), doubtful_.begin(), doubtful_.end());
}

/// Is the target a hit of the piece? If so it is kept, unless an earlier piece has found it.
bool piece_search::accepts_target(std::size_t piece, std::uint32_t target)
{
    if (auto const known = std::ranges::find(found_, target, &finding::target); known != found_.end())
        return is_hit(piece, *known);
    // A difference of the lengths is most likely to lie between the first and the last piece.
    auto const difference = std::ssize(codes(target)) - std::ssize(codes_);
    finding here{.target = target,
                 .piece = static_cast<std::uint32_t>(piece),
                 .shift = difference * static_cast<std::ptrdiff_t>(piece) / std::ptrdiff_t{parts - 1}};
    if (!is_hit(piece, here))
        return false;
    found_.push_back(std::move(here));
    return true;
}

/// Does a diagonal prove that a piece is accepted, by the quick bound or the better one? If it does, or looks good
/// enough, it becomes the shift.
bool piece_search::is_hit_on_diagonal(std::size_t piece, finding & one)
{
    auto const begin = static_cast<std::ptrdiff_t>(begins_[piece]);
    std::span<std::uint8_t const> const letters = codes_.subspan(begins_[piece], begins_[piece + 1] - begins_[piece]);
    std::span<std::uint8_t const> const other = codes(one.target);
    one.is_likely = true;
    if (letters.size() > other.size())
        return false;
    double lack = is_certain_.lack_on(begin + one.shift, letters, other);
    if (is_likely_hit(letters.size(), lack) && is_certain_(lack, letters, other))
        return true;
    std::ptrdiff_t place = begin + one.shift;
    bool const is_sure = is_certain_(letters, other, place);
    bool const is_another = place != begin + one.shift;
    if (is_another)
        lack = is_certain_.lack_on(place, letters, other);
    one.is_likely = is_sure || is_likely_hit(letters.size(), lack);
    if (one.is_likely)
        one.shift = place - begin;
    return is_sure || (is_another && one.is_likely && is_certain_(lack, letters, other));
}

/// By the cheapest of three ways: a diagonal, the alignment of the whole query, which is needed for all that are hits
/// but left out for one that looks as if it were none, or an alignment of the piece.
bool piece_search::is_hit(std::size_t piece, finding & one)
{
    if (is_hit_on_diagonal(piece, one))
        return true;
    std::size_t const begin = begins_[piece];
    std::size_t const end = begins_[piece + 1];
    std::span<std::uint8_t const> const letters = codes_.subspan(begin, end - begin);
    std::span<std::uint8_t const> const other = codes(one.target);
    if (!one.whole && one.is_likely)
        one.whole = align_(codes_, other, one.shift);
    if (one.whole && is_certain_(is_certain_.lack_along(one.whole->path, codes_, begin, end, other), letters, other))
        return true;
    align::alignment const aligned = align_(letters, other, static_cast<std::ptrdiff_t>(begin) + one.shift);
    double const identity = align::identity(aligned.counts, limits_.iddef);
    if (piece == one.piece)
        one.identity = identity;
    return limits_.accepts(aligned.counts, identity);
}

align::alignment const & piece_search::alignment(std::size_t candidate)
{
    finding & one = found_[candidate];
    if (!one.whole)
        one.whole = align_(codes_, codes(one.target), one.shift);
    return *one.whole;
}

double piece_search::identity_of(finding & one)
{
    if (one.identity)
        return *one.identity;
    std::size_t const begin = begins_[one.piece];
    std::span<std::uint8_t const> const letters = codes_.subspan(begin, begins_[one.piece + 1] - begin);
    std::span<std::uint8_t const> const other = codes(one.target);
    std::ptrdiff_t const place = static_cast<std::ptrdiff_t>(begin) + one.shift;
    if (auto const mismatches = is_certain_.sure_mismatches(place, letters, other); mismatches.has_value())
    {
        auto const length = static_cast<std::uint32_t>(letters.size());
        auto const matches = length - static_cast<std::uint32_t>(*mismatches);
        one.identity = align::identity({.columns = length, .matches = matches}, limits_.iddef);
    }
    else
        one.identity = align::identity(align_(letters, other, place).counts, limits_.iddef);
    return *one.identity;
}

bool piece_search::comes_before(std::size_t candidate, std::size_t other)
{
    finding & one = found_[candidate];
    finding & two = found_[other];
    if (one.piece != two.piece)
        return one.piece < two.piece;
    double const identity = identity_of(one);
    double const other_identity = identity_of(two);
    return identity != other_identity ? identity > other_identity : one.target < two.target;
}

} // namespace ampstream::chimera
