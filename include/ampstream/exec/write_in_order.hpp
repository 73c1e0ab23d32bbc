// SPDX-License-Identifier: BSD-3-Clause
// Text that is made in parallel and written in order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <ampstream/exec/stream.hpp>
#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::exec
{

/// Calls `append(text, begin, end)` for ranges of at most `grain` indices that together cover [0, count), in parallel,
/// and `write(text)` for the text of each range, in order. A few ranges are in flight, which bounds the memory.
/// Exceptions as in `run_stream`.
template <typename append_t, typename write_t>
void write_in_order(
    thread_budget const & budget, std::size_t count, std::size_t grain, append_t const & append, write_t const & write)
{
    struct range
    {
        std::size_t begin{};
        std::size_t end{};
        std::string text{};
    };
    std::size_t next = 0;
    run_stream<range>(
        budget,
        [&]() -> std::optional<range>
        {
            if (next == count)
                return std::nullopt;
            range const drawn{next, std::min(count, next + grain)};
            next = drawn.end;
            return drawn;
        },
        [&](range & one) { append(one.text, one.begin, one.end); },
        [&](range & one) { write(std::string_view{one.text}); });
}

} // namespace ampstream::exec
