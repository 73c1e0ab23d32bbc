// SPDX-License-Identifier: BSD-3-Clause
// How many sequences of each genus hold each word.
#pragma once

#include <cstdint>
#include <vector>

#include <ampstream/classify/words.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/reference/reference_set.hpp>

namespace ampstream::classify
{

/// The words of one genus, ascending, and for each the sequences that hold it.
struct genus_words
{
    std::vector<word> words{};
    std::vector<std::uint32_t> sequences{};
};

/// Does the sequence have at least one word?
[[nodiscard]] bool has_word(std::string_view sequence);

/// Counts by genus. `members[g]` are the sequences of genus g.
[[nodiscard]] std::vector<genus_words> count_words(reference::reference_set const & references,
                                                   std::vector<std::vector<std::uint32_t>> const & members,
                                                   exec::thread_budget const & budget);

} // namespace ampstream::classify
