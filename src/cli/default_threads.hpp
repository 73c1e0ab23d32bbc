// SPDX-License-Identifier: BSD-3-Clause
// How many threads when nobody says how many.
#pragma once

#include <cstdint>

namespace ampstream::cli
{

/// What the batch system or the user granted: SLURM_CPUS_PER_TASK, else OMP_NUM_THREADS; 0, which stands for all cores
/// the process may use, where neither is set to a number from 1 to `most`. A Slurm without task affinity lets a job see
/// every core of a node that it shares with others.
[[nodiscard]] std::uint64_t default_threads(std::uint64_t most);

} // namespace ampstream::cli
