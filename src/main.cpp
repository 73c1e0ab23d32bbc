// SPDX-License-Identifier: BSD-3-Clause
// The program: signals become a stop request, words become a command.
#include <csignal>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <pthread.h>
#include <unistd.h>

#include "cli/application.hpp"

namespace
{

/// Waits for SIGINT, SIGTERM or SIGHUP: the first asks the work to stop and clean up, the second ends the process at
/// once. SIGUSR1, which the program sends itself, ends the wait.
void watch_signals(sigset_t const & signals, std::stop_source & stop)
{
    for (int received = 0; sigwait(&signals, &received) == 0 && received != SIGUSR1;)
    {
        if (stop.stop_requested())
            ::_exit(130);
        stop.request_stop();
    }
}

/// Blocks of reads and their texts come and go all the time: what is freed is kept for the next one. Otherwise glibc
/// gives it back to the kernel, which fills it with zeros again, and threads wait for each other there. What is larger
/// (tables that outlive a stage) still goes back at once.
void keep_freed_blocks() noexcept
{
#ifdef __GLIBC__
    constexpr int mebibyte = 1 << 20;
    mallopt(M_MMAP_THRESHOLD, 4 * mebibyte);
    mallopt(M_TRIM_THRESHOLD, 8 * mebibyte);
#endif
}

} // namespace

int main(int argc, char ** argv)
{
    keep_freed_blocks();
    sigset_t signals;
    sigemptyset(&signals);
    for (int const one : {SIGINT, SIGTERM, SIGHUP, SIGUSR1})
        sigaddset(&signals, one);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // inherited by every thread: only the watcher receives them
    std::signal(SIGPIPE, SIG_IGN);                 // a closed pipe is a write error with a message, not a silent death

    std::stop_source stop;
    std::thread watcher{[&signals, &stop] { watch_signals(signals, stop); }};
    std::vector<std::string> const words(argv, argv + argc);
    int const code = ampstream::cli::run_application(words, stop.get_token());
    pthread_kill(watcher.native_handle(), SIGUSR1);
    watcher.join();
    return code;
}
