// SPDX-License-Identifier: BSD-3-Clause
// Limits, total orders and the median.
#include <ampstream/sort/sorter.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include <ampstream/core/label.hpp>
#include <ampstream/core/stated_abundance.hpp>

namespace ampstream::sort
{

namespace
{

bool is_before_by_abundance(unique_set const & set, std::uint32_t x, std::uint32_t y)
{
    if (set.abundance(x) != set.abundance(y))
        return set.abundance(x) > set.abundance(y);
    if (int const labels = set.label(x).compare(set.label(y)); labels != 0)
        return labels < 0;
    return x < y;
}

bool is_before_by_length(unique_set const & set, std::uint32_t x, std::uint32_t y)
{
    std::size_t const x_length = set.sequence(x).size();
    std::size_t const y_length = set.sequence(y).size();
    return x_length != y_length ? x_length > y_length : is_before_by_abundance(set, x, y);
}

/// Of a sorted list; the mean of the middle two where there are two.
template <typename value_of_t>
double median(std::vector<std::uint32_t> const & order, value_of_t const & value_of)
{
    if (order.empty())
        return 0.0;
    std::size_t const middle = order.size() / 2;
    auto const upper = static_cast<double>(value_of(order[middle]));
    return order.size() % 2 == 1 ? upper : (upper + static_cast<double>(value_of(order[middle - 1]))) / 2.0;
}

} // namespace

sorter::sorter(options const & chosen) : options_{chosen}
{
    options_.validate();
}

void sorter::add(read_batch const & batch, std::string_view file)
{
    stats_.sequences += batch.size();
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        read_view const read = batch[i];
        std::uint64_t const abundance = stated_abundance(batch, i, file);
        if (read.sequence.size() < options_.minseqlength)
            ++stats_.too_short;
        else if (read.sequence.size() > options_.maxseqlength)
            ++stats_.too_long;
        else if (!options_.sortbylength && abundance < options_.minsize)
            ++stats_.too_rare;
        else if (!options_.sortbylength && options_.maxsize && abundance > *options_.maxsize)
            ++stats_.too_abundant;
        else
            gathered_.push_back(label_of(read.header), read.sequence, abundance);
    }
}

sorted sorter::finish() &&
{
    std::vector<std::uint32_t> order(gathered_.size());
    std::iota(order.begin(), order.end(), 0U);
    sorted done;
    if (options_.sortbylength)
    {
        std::ranges::sort(order,
                          [this](std::uint32_t x, std::uint32_t y) { return is_before_by_length(gathered_, x, y); });
        done.median = median(order, [this](std::uint32_t i) { return gathered_.sequence(i).size(); });
    }
    else
    {
        std::ranges::sort(order,
                          [this](std::uint32_t x, std::uint32_t y) { return is_before_by_abundance(gathered_, x, y); });
        done.median = median(order, [this](std::uint32_t i) { return gathered_.abundance(i); });
    }
    if (options_.topn && order.size() > *options_.topn)
    {
        stats_.beyond_top = order.size() - *options_.topn;
        order.resize(*options_.topn);
    }
    stats_.kept = order.size();
    for (std::uint32_t const i : order)
        done.sequences.push_back(gathered_.label(i), gathered_.sequence(i), gathered_.abundance(i));
    done.counted = stats_;
    return done;
}

} // namespace ampstream::sort
