// SPDX-License-Identifier: BSD-3-Clause
// Gotoh's algorithm (1982) in a band, with terminal gap costs.
#include <ampstream/align/aligner.hpp>

#include <algorithm>
#include <bit>
#include <limits>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::align
{

namespace
{

constexpr std::int32_t unreachable = std::numeric_limits<std::int32_t>::min() / 2;

/// What the trace needs to know of a cell.
enum direction : std::uint8_t
{
    from_above = 1,    ///< a target gap beats the pair of bases
    from_left = 2,     ///< a query gap beats both
    extends_above = 4, ///< going on down, the target gap is extended rather than opened here
    extends_left = 8,  ///< going on right, the query gap is extended rather than opened here
};

void encode_into(std::vector<std::uint8_t> & codes, std::string_view letters)
{
    codes.resize(letters.size());
    std::ranges::transform(letters, codes.begin(), nucleotide_set);
}

} // namespace

aligner::aligner(scoring const & values) : values_{values}
{
    make_scores();
}

void aligner::make_scores()
{
    scores_.assign(256, 0);
    for (unsigned x = 0; x < 16; ++x)
        for (unsigned y = 0; y < 16; ++y)
            if (std::has_single_bit(x) && std::has_single_bit(y))
                scores_[16 * x + y] = x == y ? values_.match : values_.mismatch;
}

void aligner::encode(std::string_view query, std::string_view target)
{
    encode_into(query_, query);
    encode_into(target_, target);
}

/// Upper bound of the score of any path that leaves the band. Such a path has at least h target-only and v query-only
/// columns, h − v = target length − query length, so at most target length − h pairs of bases; gap columns cost least
/// when all of a kind form one terminal gap. The bound falls with h, so the smallest h beyond each edge decides.
std::int64_t aligner::best_outside(band const & within) const noexcept
{
    auto const rows = static_cast<std::int64_t>(query_.size());
    auto const columns = static_cast<std::int64_t>(target_.size());
    std::int64_t const difference = columns - rows;
    gap_cost const cheapest{std::min(values_.terminal.open, values_.interior.open),
                            std::min(values_.terminal.extend, values_.interior.extend)};
    auto const cost = [&](std::int64_t length)
    { return length == 0 ? 0 : cheapest.open + (length - 1) * cheapest.extend; };
    auto const bound = [&](std::int64_t target_only)
    {
        std::int64_t const query_only = target_only - difference;
        if (target_only > columns || query_only > rows)
            return std::int64_t{unreachable};
        return values_.match * (columns - target_only) - cost(target_only) - cost(query_only);
    };
    std::int64_t const above = bound(within.highest + 1);
    std::int64_t const below = bound(1 - within.lowest + difference);
    return std::max(above, below);
}

std::int32_t aligner::fill(band const & within)
{
    auto const rows = static_cast<std::int64_t>(query_.size());
    auto const columns = static_cast<std::int64_t>(target_.size());
    std::int64_t const width = within.highest - within.lowest + 1;
    gap_cost const inner = values_.interior;
    gap_cost const outer = values_.terminal;
    best_.assign(static_cast<std::size_t>(columns + 1), unreachable);
    vertical_.assign(static_cast<std::size_t>(columns), unreachable);
    directions_.resize(static_cast<std::size_t>(rows * width));

    best_[0] = 0;
    for (std::int64_t j = 0; j < std::min(columns, within.highest); ++j)
    {
        auto const at = static_cast<std::size_t>(j);
        best_[at + 1] = static_cast<std::int32_t>(-(outer.open + j * outer.extend));
        vertical_[at] = best_[at + 1] - (j + 1 == columns ? outer : inner).open;
    }
    for (std::int64_t i = 0; i < rows; ++i)
    {
        std::int64_t const first = std::max<std::int64_t>(0, i + within.lowest);
        std::int64_t const last = std::min(columns - 1, i + within.highest);
        std::int32_t const * const scores = scores_.data() + std::size_t{16} * query_[static_cast<std::size_t>(i)];
        std::uint8_t * const directions = directions_.data() + i * width - (i + within.lowest);
        gap_cost const across = i + 1 == rows ? outer : inner;
        std::int32_t diagonal = best_[static_cast<std::size_t>(first)];
        std::int32_t horizontal = unreachable;
        if (first == 0)
        {
            bool const is_inside = -1 - i >= within.lowest;
            best_[0] = is_inside ? static_cast<std::int32_t>(-(outer.open + i * outer.extend)) : unreachable;
            horizontal = best_[0] - across.open;
        }
        if (i != 0 && i + within.highest < columns) // this column enters the band: nothing reached it from above
            vertical_[static_cast<std::size_t>(last)] = unreachable;
        std::int32_t const across_open = across.open;
        std::int32_t const across_extend = across.extend;
        auto const cell = [&](std::int64_t j, gap_cost const & down)
        {
            auto const at = static_cast<std::size_t>(j);
            std::int32_t best = diagonal + scores[target_[at]];
            diagonal = best_[at + 1];
            std::int32_t const from_top = vertical_[at];
            std::uint8_t bits = from_top > best ? from_above : 0;
            best = std::max(best, from_top);
            bits = static_cast<std::uint8_t>(bits | (horizontal > best ? from_left : 0));
            best = std::max(best, horizontal);
            best_[at + 1] = best;
            bits = static_cast<std::uint8_t>(bits | (from_top - down.extend > best - down.open ? extends_above : 0));
            vertical_[at] = std::max(from_top - down.extend, best - down.open);
            bits =
                static_cast<std::uint8_t>(bits | (horizontal - across_extend > best - across_open ? extends_left : 0));
            horizontal = std::max(horizontal - across_extend, best - across_open);
            directions[j] = bits;
        };
        for (std::int64_t j = first; j <= std::min(last, columns - 2); ++j)
            cell(j, inner);
        if (last == columns - 1)
            cell(last, outer);
    }
    return best_[static_cast<std::size_t>(columns)];
}

path aligner::trace(band const & within) const
{
    std::int64_t const width = within.highest - within.lowest + 1;
    auto i = static_cast<std::int64_t>(query_.size()) - 1;
    auto j = static_cast<std::int64_t>(target_.size()) - 1;
    path columns;
    auto const push = [&columns](char kind, std::int64_t length)
    {
        if (length == 0)
            return;
        if (!columns.empty() && columns.back().kind == kind)
            columns.back().length += static_cast<std::uint32_t>(length);
        else
            columns.push_back({kind, static_cast<std::uint32_t>(length)});
    };
    char state = 'M';
    while (i >= 0 && j >= 0)
    {
        std::uint8_t const bits = directions_[static_cast<std::size_t>(i * width + j - i - within.lowest)];
        if (state == 'I' && (bits & extends_left) != 0)
            --j;
        else if (state == 'D' && (bits & extends_above) != 0)
            --i;
        else if ((bits & from_left) != 0)
        {
            --j;
            state = 'I';
        }
        else if ((bits & from_above) != 0)
        {
            --i;
            state = 'D';
        }
        else
        {
            --i;
            --j;
            state = 'M';
        }
        push(state, 1);
    }
    push('D', i + 1);
    push('I', j + 1);
    std::ranges::reverse(columns);
    return columns;
}

alignment aligner::operator()(std::string_view query, std::string_view target)
{
    constexpr std::int64_t first_margin = 16;
    encode(query, target);
    auto const rows = static_cast<std::int64_t>(query.size());
    auto const columns = static_cast<std::int64_t>(target.size());
    std::int64_t const difference = columns - rows;
    if (rows == 0 || columns == 0)
        return align_fully(query, target);
    for (std::int64_t margin = first_margin;; margin *= 2)
    {
        band const within{std::max(std::min<std::int64_t>(0, difference) - margin, -rows),
                          std::min(std::max<std::int64_t>(0, difference) + margin, columns)};
        bool const is_full = within.lowest == -rows && within.highest == columns;
        std::int32_t const score = fill(within);
        if (is_full || score > best_outside(within))
            return {trace(within), score};
    }
}

alignment aligner::align_fully(std::string_view query, std::string_view target)
{
    encode(query, target);
    auto const rows = static_cast<std::int64_t>(query.size());
    auto const columns = static_cast<std::int64_t>(target.size());
    if (rows == 0 || columns == 0)
    {
        std::int64_t const length = rows + columns;
        if (length == 0)
            return {};
        return {{{rows == 0 ? 'I' : 'D', static_cast<std::uint32_t>(length)}},
                static_cast<std::int32_t>(-(values_.terminal.open + (length - 1) * values_.terminal.extend))};
    }
    band const whole{-rows, columns};
    std::int32_t const score = fill(whole);
    return {trace(whole), score};
}

} // namespace ampstream::align
