// SPDX-License-Identifier: BSD-3-Clause
// Searching queries in targets.
#pragma once

#include <memory>
#include <string_view>

#include <ampstream/exec/tool_shed.hpp>
#include <ampstream/kmer/masking.hpp>
#include <ampstream/match/exact_index.hpp>
#include <ampstream/match/hit.hpp>
#include <ampstream/match/options.hpp>
#include <ampstream/match/targets.hpp>
#include <ampstream/search/criteria.hpp>
#include <ampstream/search/strand_search.hpp>

namespace ampstream::match
{

class recent_answers;

/// Answers queries as `vsearch --usearch_global` does, or, when exact, as `--search_exact`: hits are then the targets
/// equal to the query letter by letter, whatever the case, U being T. May be called from many threads at once.
///
/// A sequence that was asked for lately is not searched again.
class matcher
{
public:
    /// Throws as `options::validate`. `database` must outlive the matcher and not grow any more.
    matcher(options const & chosen, targets const & database, bool is_exact);
    ~matcher();
    matcher(matcher const &) = delete;
    matcher & operator=(matcher const &) = delete;

    /// The label of the answer points into `header`.
    [[nodiscard]] answer operator()(std::string_view header, std::string_view sequence) const;

private:
    struct tool;

    [[nodiscard]] answer find(std::string_view label, std::string_view sequence) const;
    [[nodiscard]] search::hit_rules rules_for(std::string_view label, std::string_view sequence) const;
    void search(answer & query, tool & with, bool is_reversed) const;
    void look_up(answer & query, bool is_reversed) const;
    [[nodiscard]] bool may_align(std::string_view label, std::string_view sequence, std::uint32_t target) const;
    [[nodiscard]] bool may_hit(align::alignment const & aligned, std::size_t query_length, std::uint32_t target) const;

    options options_;
    targets const & targets_;
    bool is_exact_;
    kmer::masking masking_;
    search::criteria limits_;
    exact_index exact_{};
    std::unique_ptr<recent_answers> recent_;
    mutable exec::tool_shed<tool> tools_;
};

} // namespace ampstream::match
