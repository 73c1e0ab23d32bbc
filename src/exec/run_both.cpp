// SPDX-License-Identifier: BSD-3-Clause
// A pair of tasks on oneTBB.
#include <ampstream/exec/run_both.hpp>

#include <oneapi/tbb/parallel_invoke.h>

#include "exec/hand_over.hpp"

namespace ampstream::exec
{

void run_both(std::function<void()> const & one, std::function<void()> const & other)
{
    hand_over begin;
    hand_over end;
    auto const watched = [&](std::function<void()> const & task)
    {
        begin.take();
        give_at_exit const done{end};
        task();
    };
    begin.give();
    take_at_exit const both{end};
    tbb::parallel_invoke([&] { watched(one); }, [&] { watched(other); });
}

} // namespace ampstream::exec
