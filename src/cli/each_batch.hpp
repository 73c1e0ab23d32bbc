// SPDX-License-Identifier: BSD-3-Clause
// Going through a file of sequences in order.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/io/sequence_reader.hpp>

namespace ampstream::cli
{

/// Calls `take(prepare(batch), name)` for every batch of `path` ("-": standard input), in order; parsing and `prepare`
/// are done in parallel. `name` is for messages. Throws as `io::sequence_reader` does, and `interrupted` after a stop
/// request.
template <typename prepare_t, typename take_t>
void for_each_batch(std::string const & path,
                    exec::thread_budget const & threads,
                    prepare_t const & prepare,
                    take_t const & take)
{
    using prepared_t = std::invoke_result_t<prepare_t, read_batch &&>;
    struct reading
    {
        io::text_block block{};
        std::optional<prepared_t> prepared{};
    };
    io::block_reader reader{io::open_input(path)};
    exec::run_stream<reading>(
        threads,
        [&]() -> std::optional<reading>
        {
            auto block = reader.next();
            return block ? std::optional{reading{.block = std::move(*block)}} : std::nullopt;
        },
        [&](reading & one) { one.prepared.emplace(prepare(io::parse(std::move(one.block)))); },
        [&](reading & one) { take(std::move(*one.prepared), reader.name()); });
}

/// The same for batches as they are.
template <typename take_t>
void for_each_batch(std::string const & path, exec::thread_budget const & threads, take_t const & take)
{
    for_each_batch(
        path, threads, [](read_batch && batch) -> read_batch { return std::move(batch); },
        [&take](read_batch && batch, std::string const & name) { take(batch, name); });
}

} // namespace ampstream::cli
