// SPDX-License-Identifier: BSD-3-Clause
// A stream segment: serial in-order source, one parallel step, serial in-order sink.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::exec
{

namespace detail
{
void run_stream(thread_budget const & budget,
                std::function<std::shared_ptr<void>()> const & source,
                std::function<void(void *)> const & work,
                std::function<void(void *)> const & sink);
}

/// Draws tokens from `source` until it returns nullopt, applies `work` to each in parallel, and hands them to `sink` in
/// the order they were drawn. `source` and `sink` are never called by two threads at once. At most 3 tokens a thread
/// are in flight, which bounds the memory. An exception of `source` or `work` is kept with its token and thrown when
/// the sink reaches it, so the error reported is the first one in input order, whatever the threads. Throws
/// `interrupted` after a stop request.
template <typename token_t>
void run_stream(thread_budget const & budget,
                std::function<std::optional<token_t>()> const & source,
                std::function<void(token_t &)> const & work,
                std::function<void(token_t &)> const & sink)
{
    detail::run_stream(
        budget,
        [&source]() -> std::shared_ptr<void>
        {
            std::optional<token_t> token = source();
            return token ? std::make_shared<token_t>(std::move(*token)) : nullptr;
        },
        [&work](void * token) { work(*static_cast<token_t *>(token)); },
        [&sink](void * token) { sink(*static_cast<token_t *>(token)); });
}

} // namespace ampstream::exec
