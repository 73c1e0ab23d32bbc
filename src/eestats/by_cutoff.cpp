// SPDX-License-Identifier: BSD-3-Clause
// Counting what limits keep.
#include <ampstream/eestats/by_cutoff.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace ampstream::eestats
{

by_cutoff::by_cutoff(length_cutoffs const & lengths, std::vector<double> errors)
    : lengths_{lengths}, errors_{std::move(errors)}
{
}

void by_cutoff::add(running_errors const & errors)
{
    for (std::size_t read = 0; read < errors.ends.size(); ++read)
    {
        auto const sums = errors.of(read);
        ++reads_;
        bases_ += sums.size();
        longest_ = std::max<std::uint64_t>(longest_, sums.size());
        std::uint64_t const last = std::min<std::uint64_t>(lengths_.last.value_or(sums.size()), sums.size());
        std::size_t row = 0;
        for (std::uint64_t length = lengths_.first; length <= last; length += lengths_.step, ++row)
        {
            if (kept_.size() < (row + 1) * errors_.size())
                kept_.resize((row + 1) * errors_.size());
            for (std::size_t i = 0; i < errors_.size(); ++i)
                kept_[row * errors_.size() + i] += sums[length - 1] <= errors_[i] ? 1U : 0U;
        }
    }
}

by_cutoff & by_cutoff::operator+=(by_cutoff const & other)
{
    reads_ += other.reads_;
    bases_ += other.bases_;
    longest_ = std::max(longest_, other.longest_);
    kept_.resize(std::max(kept_.size(), other.kept_.size()));
    for (std::size_t i = 0; i < other.kept_.size(); ++i)
        kept_[i] += other.kept_[i];
    return *this;
}

std::string by_cutoff::text() const
{
    std::string table = fmt::format("{} reads", reads_);
    auto const end = std::back_inserter(table);
    if (reads_ > 0)
        fmt::format_to(end, ", max len {}, avg {:.1f}", longest_,
                       static_cast<double>(bases_) / static_cast<double>(reads_));
    table += "\n\nLength";
    for (double const cutoff : errors_)
        fmt::format_to(end, "         MaxEE {:.2f}", cutoff);
    table += "\n------";
    for (std::size_t i = 0; i < errors_.size(); ++i)
        table += "   ----------------";
    table += '\n';
    std::uint64_t const last = std::min(lengths_.last.value_or(longest_), longest_);
    std::size_t cell = 0;
    for (std::uint64_t length = lengths_.first; length <= last; length += lengths_.step)
    {
        fmt::format_to(end, "{:6}", length);
        for (std::size_t i = 0; i < errors_.size(); ++i, ++cell)
            fmt::format_to(end, "   {:8}({:5.1f}%)", kept_[cell],
                           100.0 * static_cast<double>(kept_[cell]) / static_cast<double>(reads_));
        table += '\n';
    }
    return table;
}

} // namespace ampstream::eestats
