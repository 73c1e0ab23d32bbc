// SPDX-License-Identifier: BSD-3-Clause
// One number of threads for oneTBB and OpenMP.
#include <ampstream/exec/thread_budget.hpp>

#include <algorithm>

#include <omp.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>

#include <ampstream/core/error.hpp>

namespace ampstream::exec
{

struct thread_budget::control
{
    tbb::global_control parallelism;
};

thread_budget::thread_budget(std::size_t threads, std::stop_token const & stop)
    : threads_{threads != 0 ? threads : static_cast<std::size_t>(std::max(1, tbb::info::default_concurrency()))},
      stop_{stop}, control_{new control{tbb::global_control{tbb::global_control::max_allowed_parallelism, threads_}}}
{
    omp_set_num_threads(static_cast<int>(threads_));
}

thread_budget::~thread_budget() = default;

void thread_budget::check_stop() const
{
    if (stop_.stop_requested())
        throw interrupted{};
}

} // namespace ampstream::exec
