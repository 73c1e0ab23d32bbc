// SPDX-License-Identifier: BSD-3-Clause
// The stream on oneTBB's pipeline, with errors carried in order.
#include <ampstream/exec/stream.hpp>

#include <exception>

#include <oneapi/tbb/parallel_pipeline.h>

#include "exec/hand_over.hpp"

namespace ampstream::exec::detail
{

namespace
{

struct carried
{
    std::shared_ptr<void> token{};
    std::exception_ptr failure{};
    hand_over passed{}; ///< from filter to filter
};

/// Runs `step` unless the token has failed already; keeps what it throws.
template <typename step_t>
void guarded(carried & item, step_t const & step)
{
    if (item.failure != nullptr)
        return;
    try
    {
        step();
    }
    catch (...)
    {
        item.failure = std::current_exception();
    }
}

} // namespace

void run_stream(thread_budget const & budget,
                std::function<std::shared_ptr<void>()> const & source,
                std::function<void(void *)> const & work,
                std::function<void(void *)> const & sink)
{
    constexpr std::size_t tokens_per_thread = 3;
    using item_t = std::shared_ptr<carried>;
    bool is_ended = false;
    hand_over begin;
    hand_over drawn;   // from one draw to the next
    hand_over drained; // from one drain to the next
    hand_over end;
    auto const draw = [&](tbb::flow_control & control) -> item_t
    {
        begin.take();
        drawn.take();
        give_at_exit const next{drawn};
        give_at_exit const last{end};
        auto item = std::make_shared<carried>();
        if (!is_ended)
            guarded(*item,
                    [&]
                    {
                        budget.check_stop();
                        item->token = source();
                        if (item->token == nullptr)
                            budget.check_stop(); // the end of a pipe that the same Ctrl-C closed is no end of the reads
                    });
        if (is_ended || (item->token == nullptr && item->failure == nullptr))
        {
            control.stop();
            return nullptr;
        }
        is_ended = item->failure != nullptr; // the failure travels to the sink; nothing is drawn after it
        item->passed.give();
        return item;
    };
    auto const change = [&](item_t item) -> item_t
    {
        give_at_exit const last{end};
        item->passed.take();
        guarded(*item, [&] { work(item->token.get()); });
        item->passed.give();
        return item;
    };
    auto const drain = [&](item_t const & item)
    {
        give_at_exit const next{drained};
        give_at_exit const last{end};
        item->passed.take();
        drained.take();
        if (item->failure != nullptr)
            std::rethrow_exception(item->failure);
        sink(item->token.get());
    };
    begin.give();
    take_at_exit const all{end};
    tbb::parallel_pipeline(tokens_per_thread * budget.threads(),
                           tbb::make_filter<void, item_t>(tbb::filter_mode::serial_in_order, draw) &
                               tbb::make_filter<item_t, item_t>(tbb::filter_mode::parallel, change) &
                               tbb::make_filter<item_t, void>(tbb::filter_mode::serial_in_order, drain));
}

} // namespace ampstream::exec::detail
