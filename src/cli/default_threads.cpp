// SPDX-License-Identifier: BSD-3-Clause
// Reading the variables of batch systems.
#include "cli/default_threads.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace ampstream::cli
{

std::uint64_t default_threads(std::uint64_t most)
{
    for (char const * const name : {"SLURM_CPUS_PER_TASK", "OMP_NUM_THREADS"})
        if (char const * const value = std::getenv(name); value != nullptr)
        {
            std::string_view const text{value};
            std::uint64_t threads = 0;
            auto const [stop, status] = std::from_chars(text.data(), text.data() + text.size(), threads);
            bool const is_whole = stop == text.data() + text.size() || *stop == ','; // OMP_NUM_THREADS may be "4,2"
            if (status == std::errc{} && is_whole && threads >= 1 && threads <= most)
                return threads;
        }
    return 0;
}

} // namespace ampstream::cli
