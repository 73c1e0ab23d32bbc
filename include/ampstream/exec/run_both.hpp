// SPDX-License-Identifier: BSD-3-Clause
// Two things at the same time.
#pragma once

#include <functional>

namespace ampstream::exec
{

/// Calls both functions and returns when both have returned; at the same time if the thread budget allows it and
/// another thread has nothing else to do. They share nothing that either changes, and neither throws.
void run_both(std::function<void()> const & one, std::function<void()> const & other);

} // namespace ampstream::exec
