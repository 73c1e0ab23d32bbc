// SPDX-License-Identifier: BSD-3-Clause
// Counts of reading references.
#include <ampstream/reference/stats.hpp>

#include <gmock/gmock.h>

namespace
{

using ampstream::reference::stats;

TEST(reference_stats, every_count_is_added)
{
    stats sum{.records = 1, .kept = 2, .too_shallow = 3, .too_deep = 4, .empty = 5, .padded = 6};
    sum += sum;
    EXPECT_EQ(sum, (stats{.records = 2, .kept = 4, .too_shallow = 6, .too_deep = 8, .empty = 10, .padded = 12}));
}

} // namespace
