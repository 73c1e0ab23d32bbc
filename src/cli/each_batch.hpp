// SPDX-License-Identifier: BSD-3-Clause
// Going through a file of sequences by one thread.
#pragma once

#include <string>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/io/sequence_reader.hpp>

namespace ampstream::cli
{

/// Calls `take(batch, name)` for every batch of `path` ("-": standard input); `name` is for messages. Throws as
/// `io::sequence_reader` does, and `interrupted` after a stop request.
template <typename take_t>
void for_each_batch(std::string const & path, exec::thread_budget const & threads, take_t const & take)
{
    io::sequence_reader reader{path};
    while (true)
    {
        threads.check_stop();
        auto batch = reader.next();
        if (!batch.has_value())
            return;
        take(*batch, reader.name());
    }
}

} // namespace ampstream::cli
