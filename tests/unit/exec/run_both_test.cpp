// SPDX-License-Identifier: BSD-3-Clause
// Rules of two things at the same time.
#include <ampstream/exec/run_both.hpp>

#include <gtest/gtest.h>

#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::exec
{

TEST(run_both, both_have_run_when_it_returns)
{
    for (std::size_t const threads : {1U, 2U})
    {
        thread_budget const budget{threads};
        for (int round = 0; round < 1000; ++round)
        {
            int one = 0;
            int other = 0;
            run_both([&one] { one = 1; }, [&other] { other = 2; });
            ASSERT_EQ(one + other, 3);
        }
    }
}

} // namespace ampstream::exec
