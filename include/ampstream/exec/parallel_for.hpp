// SPDX-License-Identifier: BSD-3-Clause
// A parallel loop over indices: slot i in, result i out.
#pragma once

#include <cstddef>
#include <functional>

#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::exec
{

/// Calls `body(begin, end)` for ranges of at most `grain` indices that together cover [0, count), in parallel.
/// The ranges depend on `count` and `grain` only, never on the threads. If several ranges throw, the exception of the
/// lowest range is thrown. Throws `interrupted` after a stop request.
void parallel_for(thread_budget const & budget,
                  std::size_t count,
                  std::size_t grain,
                  std::function<void(std::size_t begin, std::size_t end)> const & body);

} // namespace ampstream::exec
