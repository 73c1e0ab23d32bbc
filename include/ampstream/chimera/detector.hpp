// SPDX-License-Identifier: BSD-3-Clause
// Finding chimeras among sequences, de novo or against a reference.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <ampstream/chimera/options.hpp>
#include <ampstream/chimera/verdict.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::chimera
{

/// Called now and then with the number of sequences done and the number of all.
using progress_function = std::function<void(std::size_t, std::size_t)>;

/// Chimeras of more abundant sequences of the same set, as `vsearch --uchime_denovo` (Edgar et al. 2011, Bioinformatics
/// 27:2194). Sequences are taken in the order given, which must be abundance descending. Only those found normal can be
/// parents of later ones, so the verdicts follow one after the other.
class denovo_detector
{
public:
    denovo_detector(options const & chosen, exec::thread_budget const & budget);

    /// One verdict for each sequence; parents are indices into `sequences`. Throws `interrupted` after a stop request.
    [[nodiscard]] std::vector<verdict> operator()(unique_set const & sequences,
                                                  progress_function const & progress = {}) const;

private:
    options options_;
    exec::thread_budget const & budget_;
};

/// Chimeras of reference sequences, as `vsearch --uchime_ref`. Queries are independent of each other and judged in
/// parallel.
class reference_detector
{
public:
    reference_detector(options const & chosen, exec::thread_budget const & budget);

    /// One verdict for each query; parents are indices into `references`.
    [[nodiscard]] std::vector<verdict> operator()(unique_set const & queries,
                                                  unique_set const & references,
                                                  progress_function const & progress = {}) const;

private:
    options options_;
    exec::thread_budget const & budget_;
};

} // namespace ampstream::chimera
