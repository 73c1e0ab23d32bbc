// SPDX-License-Identifier: BSD-3-Clause
// Semi-global alignment by columns of the read. The order in which cells are visited and ties are broken is part of the
// result, so it is that of cutadapt 4.2 (M. Martin, MIT licence; its `Aligner`), including two details that look like
// accidents: cells beyond Ukkonen's bound keep values of earlier columns, and the look at the last column compares the
// origin of the cell that was computed last, not of the cell looked at.
#include "trim/edit_search.hpp"

#include <algorithm>
#include <array>

namespace ampstream::trim
{

namespace
{

struct cell
{
    int cost{};
    int score{};
    int origin{}; ///< start in the read, or minus the start in the primer
};

struct best_end
{
    bool is_found{};
    int score{};
    int cost{};
    int origin{};
    int primer_end{};
    int read_end{};
    [[nodiscard]] int aligned() const { return primer_end + std::min(origin, 0); }
};

class column_search
{
public:
    column_search(edit_query const & query, base_set const * read, std::size_t size)
        : query_{query}, read_{read}, length_{static_cast<int>(query.primer.size())}, size_{static_cast<int>(size)},
          most_errors_{static_cast<int>(query.error_rate * length_)},
          first_{query.ends.read_end ? 0 : std::max(0, size_ - length_ - most_errors_)},
          last_{query.ends.read_start ? size_ : std::min(size_, length_ + most_errors_)}
    {
        best_.primer_end = length_;
        best_.read_end = size_;
    }

    best_end run()
    {
        start();
        for (int column = first_ + 1; column <= last_; ++column)
        {
            fill(column);
            bool const is_reached = move_bound();
            if (is_reached && query_.ends.read_end && take_bottom(column))
                break;
        }
        if (last_ == size_)
            take_from_last_column();
        return best_;
    }

private:
    void start()
    {
        for (int row = 0; row <= length_; ++row)
        {
            cell & one = cells_[static_cast<std::size_t>(row)];
            bool const skips_primer = query_.ends.primer_start;
            bool const skips_read = query_.ends.read_start;
            one.score = 0;
            if (skips_primer && skips_read)
                one = {std::min(row, first_), 0, first_ - row};
            else if (skips_primer)
                one = {first_, 0, std::min(0, first_ - row)};
            else if (skips_read)
                one = {row, 0, std::max(0, first_ - row)};
            else
                one = {std::max(row, first_), 0, 0};
        }
        bound_ = query_.ends.primer_start ? length_ : std::min(length_, most_errors_ + 1);
    }

    /// Equal costs: a mismatch before an insertion before a deletion.
    [[nodiscard]] static cell cheapest(cell const & diagonal, cell const & above, cell const & left)
    {
        if (diagonal.cost <= left.cost && diagonal.cost <= above.cost)
            return {diagonal.cost + 1, diagonal.score - 1, diagonal.origin};
        cell const & gap = above.cost <= left.cost ? above : left;
        return {gap.cost + 1, gap.score - 2, gap.origin};
    }

    void fill(int column)
    {
        cell diagonal = cells_[0];
        if (query_.ends.read_start)
            cells_[0].origin = column;
        else
            cells_[0].cost = column;
        base_set const base = read_[column - 1];
        for (int row = 1; row <= bound_; ++row)
        {
            auto const at = static_cast<std::size_t>(row);
            cell const left = cells_[at];
            if ((query_.primer[at - 1] & base) != 0)
                cells_[at] = {diagonal.cost, diagonal.score + 1, diagonal.origin};
            else
                cells_[at] = cheapest(diagonal, cells_[at - 1], left);
            latest_origin_ = cells_[at].origin;
            diagonal = left;
        }
        filled_ = bound_;
        while (bound_ >= 0 && cells_[static_cast<std::size_t>(bound_)].cost > most_errors_)
            --bound_;
    }

    /// Moves Ukkonen's bound to the next column; true when the whole primer is within the errors allowed.
    bool move_bound()
    {
        if (bound_ < length_)
        {
            ++bound_;
            return false;
        }
        return true;
    }

    [[nodiscard]] bool is_acceptable(cell const & one, int row) const
    {
        int const skipped = -std::min(one.origin, 0);
        int const aligned = row - skipped;
        if (aligned < static_cast<int>(query_.overlap))
            return false;
        auto const unknown = static_cast<int>(query_.unknown_before[static_cast<std::size_t>(row)] -
                                              query_.unknown_before[static_cast<std::size_t>(skipped)]);
        return one.cost <= (aligned - unknown) * query_.error_rate;
    }

    [[nodiscard]] bool is_better(cell const & one, int row, int origin) const
    {
        if (!best_.is_found)
            return true;
        bool const overlaps = origin <= best_.origin + length_ / 2;
        bool const is_longer = row + std::min(one.origin, 0) > best_.aligned();
        return one.score > best_.score && (overlaps || is_longer);
    }

    void take(cell const & one, int row, int column) { best_ = {true, one.score, one.cost, one.origin, row, column}; }

    /// True when nothing better can follow.
    bool take_bottom(int column)
    {
        cell const & bottom = cells_[static_cast<std::size_t>(length_)];
        latest_origin_ = bottom.origin;
        if (!is_acceptable(bottom, length_) || !is_better(bottom, length_, bottom.origin))
            return false;
        take(bottom, length_, column);
        return bottom.cost == 0 && bottom.origin >= 0;
    }

    void take_from_last_column()
    {
        for (int row = filled_; row >= (query_.ends.primer_end ? 0 : length_); --row)
        {
            cell const & one = cells_[static_cast<std::size_t>(row)];
            if (is_acceptable(one, row) && is_better(one, row, latest_origin_))
                take(one, row, size_);
        }
    }

    edit_query const & query_;
    base_set const * read_;
    int length_;
    int size_;
    int most_errors_;
    int first_; ///< columns up to here are not computed
    int last_;  ///< and after this one
    int bound_{};
    int filled_{};
    int latest_origin_{};
    best_end best_{};
    std::array<cell, longest_primer + 1> cells_{};
};

} // namespace

std::optional<primer_match> edit_search(edit_query const & query, base_set const * read, std::size_t size)
{
    best_end const best = column_search{query, read, size}.run();
    if (!best.is_found)
        return std::nullopt;
    return primer_match{static_cast<std::uint32_t>(std::max(best.origin, 0)), static_cast<std::uint32_t>(best.read_end),
                        static_cast<std::uint32_t>(best.aligned()), static_cast<std::uint32_t>(best.cost), best.score};
}

} // namespace ampstream::trim
