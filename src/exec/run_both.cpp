// SPDX-License-Identifier: BSD-3-Clause
// A pair of tasks on oneTBB.
#include <ampstream/exec/run_both.hpp>

#include <oneapi/tbb/parallel_invoke.h>

namespace ampstream::exec
{

void run_both(std::function<void()> const & one, std::function<void()> const & other)
{
    tbb::parallel_invoke(one, other);
}

} // namespace ampstream::exec
