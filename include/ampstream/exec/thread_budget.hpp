// SPDX-License-Identifier: BSD-3-Clause
// How many threads the process may use, and whether it was asked to stop.
#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>

namespace ampstream::exec
{

/// The one budget of a run. While it lives, everything in this room and OpenMP uses at most `threads` threads.
/// Create one in `main` and pass it down.
class thread_budget
{
public:
    /// `threads` ≥ 1; 0 takes what the machine (or the batch job's CPU mask) offers.
    explicit thread_budget(std::size_t threads, std::stop_token const & stop = {});
    thread_budget(thread_budget const &) = delete;
    thread_budget & operator=(thread_budget const &) = delete;
    ~thread_budget();

    [[nodiscard]] std::size_t threads() const noexcept { return threads_; }
    /// Throws `interrupted` once a stop was requested. Cheap: call it between batches.
    void check_stop() const;

private:
    struct control;
    std::size_t threads_;
    std::stop_token stop_;
    std::unique_ptr<control> control_;
};

} // namespace ampstream::exec
