// SPDX-License-Identifier: BSD-3-Clause
// Naive Bayes with bootstrap confidences: the calls of the RDP Classifier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <ampstream/classify/model.hpp>
#include <ampstream/classify/options.hpp>
#include <ampstream/classify/stats.hpp>
#include <ampstream/core/lineage.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::classify
{

/// A query's call. `call.calls` is empty if the query could not be classified.
struct outcome
{
    classification call{};
    reason why{};
    std::uint32_t genus{}; ///< number of the genus called, in the model
    bool is_tied{};        ///< several genera have the highest score; the first one of the reference is called
};

/// Outcomes in the order of the queries.
struct outcomes
{
    std::vector<outcome> queries{};
    stats counts{};
};

/// Memory that one thread uses again for its next query.
class workspace
{
public:
    workspace();
    ~workspace();
    workspace(workspace &&) noexcept;
    workspace & operator=(workspace &&) noexcept;
    struct state;
    [[nodiscard]] state & get() noexcept { return *state_; }

private:
    std::unique_ptr<state> state_;
};

/// Const after construction; may be called from many threads. A query's outcome is a function of the model, the options
/// and its words: neither its place in the input nor its label, case or strand (unless `orientation` says so) matter.
class classifier
{
public:
    /// Keeps a (shared) copy of `trained`. Throws `usage_error` for options out of range.
    classifier(model const & trained, options const & chosen);

    /// Method: Wang et al. 2007 as in the RDP Classifier 2.10.2; see docs/semantics/classify.md.
    [[nodiscard]] outcome examine(std::string_view sequence, workspace & memory) const;
    [[nodiscard]] outcome examine(std::string_view sequence) const;
    /// The call alone.
    [[nodiscard]] classification operator()(std::string_view sequence) const { return examine(sequence).call; }

    [[nodiscard]] model const & trained() const noexcept { return model_; }
    [[nodiscard]] options const & chosen() const noexcept { return options_; }

private:
    model model_;
    options options_;
};

/// Adds one outcome to the counts; names of at least `min_confidence` count as named.
void count(stats & counts, outcome const & one, double min_confidence);

/// The names from the top that have at least `min_confidence`; may be empty.
[[nodiscard]] lineage confident_lineage(classification const & call, double min_confidence);

/// All queries in parallel: slot i → outcome i, whatever the threads.
[[nodiscard]] outcomes
classify_all(classifier const & judge, std::span<std::string_view const> sequences, exec::thread_budget const & budget);
/// The sequences of a set, e.g. centroids.
[[nodiscard]] outcomes
classify_all(classifier const & judge, unique_set const & uniques, exec::thread_budget const & budget);

} // namespace ampstream::classify
