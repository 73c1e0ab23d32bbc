// SPDX-License-Identifier: BSD-3-Clause
// De novo detection, some sequences at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <ampstream/chimera/options.hpp>
#include <ampstream/chimera/verdict.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/exec/tool_shed.hpp>
#include <ampstream/search/database.hpp>

#include "chimera/judge.hpp"
#include "chimera/prepared_block.hpp"

namespace ampstream::chimera
{

/// Gives the verdicts that would be given to one sequence after the other, to many at once.
///
/// All sequences of a round are judged in parallel. What those of the same round before it will turn out to be, normal
/// and so targets or not, is guessed: normal at first. A verdict is final if those on which it depends are what they
/// were taken for, and their verdicts final. The others are judged again, with what is known by now; the first of them
/// depends on final verdicts only, so that this comes to an end. The size of a round is a constant.
class rounds
{
public:
    rounds(options const & chosen, exec::thread_budget const & budget, unique_set const & sequences);

    /// Judges the next round; appends to `verdicts`, whose size says where it begins. Parents are indices into the
    /// sequences.
    void next(std::vector<verdict> & verdicts);

private:
    struct member
    {
        std::vector<std::uint32_t> dependencies{};
        verdict found{};
        bool is_final{};
    };

    void gather(std::size_t count);
    void judge_open_ones();
    void judge_one(judge & decide, std::size_t place);
    [[nodiscard]] bool settle();
    void close(std::vector<verdict> & verdicts);
    [[nodiscard]] std::size_t index_of(std::uint32_t target) const;

    options const & options_;
    exec::thread_budget const & budget_;
    unique_set const & sequences_;
    double largest_ratio_; ///< of abundances of a query and its parent
    std::size_t begin_{};  ///< of the round
    search::database targets_{true};
    std::vector<std::uint32_t> target_index_{}; ///< of each target, its index in `sequences_`
    search::database recent_{true};             ///< the sequences of the round
    prepared_block prepared_{targets_.index().word_length()};
    std::vector<member> members_{};
    std::vector<std::uint8_t> is_target_{}; ///< of the round: what they are taken for
    exec::tool_shed<judge> judges_;
};

} // namespace ampstream::chimera
