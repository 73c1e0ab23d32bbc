// SPDX-License-Identifier: BSD-3-Clause
// The parallel loop on oneTBB.
#include <ampstream/exec/parallel_for.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <vector>

#include <oneapi/tbb/parallel_for.h>

#include "exec/hand_over.hpp"

namespace ampstream::exec
{

void parallel_for(thread_budget const & budget,
                  std::size_t count,
                  std::size_t grain,
                  std::function<void(std::size_t begin, std::size_t end)> const & body)
{
    std::size_t const ranges = (count + grain - 1) / grain;
    if (ranges <= 1 || budget.threads() == 1)
    {
        for (std::size_t range = 0; range < ranges; ++range)
        {
            budget.check_stop();
            body(range * grain, std::min(count, (range + 1) * grain));
        }
        return;
    }
    std::vector<std::exception_ptr> failures(ranges);
    std::atomic<std::size_t> first_failure{ranges};
    hand_over begin;
    hand_over end;
    begin.give();
    tbb::parallel_for(std::size_t{0}, ranges,
                      [&](std::size_t range)
                      {
                          begin.take();
                          if (range > first_failure.load(std::memory_order_relaxed))
                              return; // a lower range has failed: its error is the one to report
                          try
                          {
                              budget.check_stop();
                              body(range * grain, std::min(count, (range + 1) * grain));
                          }
                          catch (...)
                          {
                              failures[range] = std::current_exception();
                              std::size_t known = first_failure.load();
                              while (range < known && !first_failure.compare_exchange_weak(known, range))
                              {
                              }
                          }
                          end.give();
                      });
    end.take();
    if (first_failure.load() < ranges)
        std::rethrow_exception(failures[first_failure.load()]);
}

} // namespace ampstream::exec
