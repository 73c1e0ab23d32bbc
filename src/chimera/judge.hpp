// SPDX-License-Identifier: BSD-3-Clause
// The verdict on one query, given the targets that may be its parents.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/align/global_aligner.hpp>
#include <ampstream/chimera/options.hpp>
#include <ampstream/chimera/verdict.hpp>
#include <ampstream/search/database.hpp>
#include <ampstream/search/walk.hpp>

#include "chimera/piece_search.hpp"

namespace ampstream::chimera
{

/// Owns working memory: one judge a thread. `targets` must outlive it.
class judge
{
public:
    judge(options const & chosen, search::database const & targets);

    /// `masked_query` is masked as `chosen.qmask` says; `may_align` says which targets may be parents.
    /// Parents are numbers of targets, or of `recent` behind them.
    [[nodiscard]] verdict
    operator()(std::string_view masked_query, search::admission const & may_align, newcomers const & recent = {});
    /// Newcomers on which the last verdict depends, see `piece_search`.
    [[nodiscard]] std::span<std::uint32_t const> dependencies() const noexcept
    {
        return find_candidates_.dependencies();
    }

private:
    [[nodiscard]] status decide(model_figures const & figures) const noexcept;

    options const & options_;
    piece_search find_candidates_;
    std::vector<std::uint8_t> codes_{};
};

} // namespace ampstream::chimera
