// SPDX-License-Identifier: BSD-3-Clause
// Listing members.
#include <ampstream/derep/member_list.hpp>

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::derep
{

void member_list::add(std::string_view label, unique_store::placed const & where)
{
    if (members_.size() >= std::numeric_limits<std::uint32_t>::max())
        throw resource_error{"more than 4294967295 sequences equal to earlier ones in one dereplication with .uc"};
    std::uint64_t const place = text_.allot(1 + labels_.measure(label));
    char * const text = text_.at(place);
    *text = where.is_reversed ? '-' : '+';
    labels_.write(label, text + 1);
    if (members_.size() % page_size == 0)
        page_places_.push_back(place);
    std::uint64_t const in_page = place - page_places_.back();
    if (in_page > std::numeric_limits<std::uint32_t>::max())
        throw resource_error{"labels of a megabyte each are more than .uc can remember"};
    members_.push_back({static_cast<std::uint32_t>(in_page), where.ordinal});
}

/// A counting sort of the members.
uc_table::uc_table(member_list const & members, unique_store const & store, std::span<std::uint32_t const> order)
    : members_{members}, store_{store}, order_{order}, before_(order.size() + 1), sorted_(members.members_.size())
{
    std::vector<std::uint32_t> next(order.size()); // by unique: the place of its next member
    for (std::size_t number = 0; number < sorted_.size(); ++number)
        ++next[members.members_[number].unique];
    for (std::size_t rank = 0; rank < order.size(); ++rank)
    {
        before_[rank + 1] = before_[rank] + next[order[rank]];
        next[order[rank]] = before_[rank];
    }
    for (std::size_t number = 0; number < sorted_.size(); ++number)
        sorted_[next[members.members_[number].unique]++] = static_cast<std::uint32_t>(number);
}

/// Rank of the unique whose S record or H records `record` is among: the last one with rank + members before ≤ record.
std::size_t uc_table::rank_of(std::size_t record) const
{
    std::size_t low = 0;
    std::size_t high = order_.size();
    while (high - low > 1)
    {
        std::size_t const middle = low + (high - low) / 2;
        (middle + before_[middle] <= record ? low : high) = middle;
    }
    return low;
}

/// Makes the lines of one unique after the other.
class uc_table::line_maker
{
public:
    explicit line_maker(uc_table const & table) : table_{table} {}

    void take(std::size_t rank)
    {
        unique_store const & store = table_.store_;
        std::uint32_t const unique = table_.order_[rank];
        rank_ = rank;
        length_ = store.length(unique);
        founder_ = '\t';
        store.append_label(founder_, unique);
        founder_ += '\n';
        same_ = fmt::format("H\t{}\t{}\t100.0\t+\t0\t0\t*\t", rank, length_);
        turned_ = same_;
        turned_[turned_.size() - strand_from_end] = '-';
    }

    void append_founder(std::string & text) const
    {
        fmt::format_to(std::back_inserter(text), "S\t{}\t{}\t*\t*\t*\t*\t*", rank_, length_);
        text.append(founder_, 0, founder_.size() - 1);
        text += "\t*\n";
    }

    /// Bytes of a line, and some more.
    [[nodiscard]] std::size_t usual_size() const noexcept { return same_.size() + 2 * founder_.size() + 4; }

    /// `position`: of the member among the sorted ones.
    void append_member(std::string & text, std::size_t position) const
    {
        look_ahead(position);
        char const * const strand = table_.members_.text_of(table_.sorted_[position]);
        text += *strand == '-' ? turned_ : same_;
        table_.members_.labels_.append(text, strand + 1);
        text += founder_;
    }

private:
    static constexpr std::size_t strand_from_end = 8; ///< "+\t0\t0\t*\t"

    /// Members of a unique lie all over memory: they are sent for some lines ahead, first their places, then their
    /// text.
    void look_ahead(std::size_t position) const noexcept
    {
        constexpr std::size_t lines = 12;
        std::vector<std::uint32_t> const & sorted = table_.sorted_;
        if (position + 2 * lines >= sorted.size())
            return;
        __builtin_prefetch(&table_.members_.members_[sorted[position + 2 * lines]]);
        __builtin_prefetch(table_.members_.text_of(sorted[position + lines]));
    }

    uc_table const & table_;
    std::size_t rank_{};
    std::size_t length_{};
    std::string founder_{}; ///< its label between a tab and the end of the line
    std::string same_{};    ///< what H records have in common before the label, strand +
    std::string turned_{};  ///< strand -
};

void uc_table::append(std::string & text, std::size_t begin, std::size_t end) const
{
    std::size_t const counts = sorted_.size() + order_.size(); // first C record
    if (begin < counts)
    {
        line_maker lines{*this};
        std::size_t rank = rank_of(begin);
        lines.take(rank);
        constexpr std::size_t enough = std::size_t{1} << 20U; // labels may be long
        text.reserve(text.size() + std::min(enough, (end - begin) * lines.usual_size()));
        for (; begin < std::min(end, counts); ++begin)
        {
            if (begin == rank + 1 + before_[rank + 1])
                lines.take(++rank);
            if (begin == rank + before_[rank])
                lines.append_founder(text);
            else
                lines.append_member(text, begin - rank - 1);
        }
    }
    for (; begin < end; ++begin)
        append_count(text, begin - counts);
}

void uc_table::append_count(std::string & text, std::size_t rank) const
{
    fmt::format_to(std::back_inserter(text), "C\t{}\t{}\t*\t*\t*\t*\t*\t", rank, store_.abundance(order_[rank]));
    store_.append_label(text, order_[rank]);
    text += "\t*\n";
}

} // namespace ampstream::derep
