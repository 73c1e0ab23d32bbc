// SPDX-License-Identifier: BSD-3-Clause
// Total orders of sequences.
#include <ampstream/cluster/order.hpp>

#include <algorithm>
#include <numeric>

namespace ampstream::cluster
{

namespace
{

template <typename comes_first_t>
std::vector<std::uint32_t> sorted_indices(std::size_t size, comes_first_t const & comes_first)
{
    std::vector<std::uint32_t> order(size);
    std::iota(order.begin(), order.end(), 0U);
    if (!std::ranges::is_sorted(order, comes_first)) // most often it is
        std::ranges::sort(order, comes_first);
    return order;
}

bool is_before_by_abundance(unique_set const & uniques, std::uint32_t x, std::uint32_t y)
{
    if (uniques.abundance(x) != uniques.abundance(y))
        return uniques.abundance(x) > uniques.abundance(y);
    if (int const labels = uniques.label(x).compare(uniques.label(y)); labels != 0)
        return labels < 0;
    return x < y;
}

} // namespace

std::vector<std::uint32_t> order_by_abundance(unique_set const & uniques)
{
    return sorted_indices(uniques.size(), [&uniques](std::uint32_t x, std::uint32_t y)
                          { return is_before_by_abundance(uniques, x, y); });
}

std::vector<std::uint32_t> order_by_length(unique_set const & uniques)
{
    return sorted_indices(uniques.size(),
                          [&uniques](std::uint32_t x, std::uint32_t y)
                          {
                              std::size_t const x_length = uniques.sequence(x).size();
                              std::size_t const y_length = uniques.sequence(y).size();
                              if (x_length != y_length)
                                  return x_length > y_length;
                              return is_before_by_abundance(uniques, x, y);
                          });
}

bool is_by_length(unique_set const & uniques)
{
    for (std::size_t i = 1; i < uniques.size(); ++i)
        if (uniques.sequence(i).size() > uniques.sequence(i - 1).size())
            return false;
    return true;
}

unique_set reordered(unique_set uniques, std::vector<std::uint32_t> const & order)
{
    uniques.reorder(order);
    return uniques;
}

} // namespace ampstream::cluster
