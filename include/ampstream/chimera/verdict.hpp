// SPDX-License-Identifier: BSD-3-Clause
// What is found out about one query.
#pragma once

#include <cstdint>
#include <string_view>

namespace ampstream::chimera
{

/// How a query ends.
enum class status : std::uint8_t
{
    normal,
    borderline, ///< the score is high enough, the divergence or the number of votes is not
    chimeric,
};

/// Votes of the informative columns on one side of the break point.
struct votes
{
    std::uint32_t yes{};
    std::uint32_t no{};
    std::uint32_t abstain{};
    [[nodiscard]] std::uint32_t sum() const noexcept { return yes + no + abstain; }
    bool operator==(votes const &) const = default;
};

/// Identities in percent over the columns that count; A and B are the parents left and right of the break point, M the
/// model made of both, T the closer parent.
struct model_figures
{
    double score{}; ///< h
    double model{};
    double with_a{};
    double with_b{};
    double a_with_b{};
    double closest{};
    votes left{};
    votes right{};
    [[nodiscard]] double divergence() const noexcept { return model - closest; }
    bool operator==(model_figures const &) const = default;
};

/// The verdict on a query.
struct verdict
{
    status decided{status::normal};
    bool has_parents{};       ///< two parent candidates were found and a model was scored
    std::uint32_t parent_a{}; ///< index of the parent among the targets; the left part of the model
    std::uint32_t parent_b{};
    model_figures figures{};
};

} // namespace ampstream::chimera
