// SPDX-License-Identifier: BSD-3-Clause
// A query, masked, and the targets it was found to be like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/match/options.hpp>

namespace ampstream::match
{

/// A target and the alignment of the query (or its reverse complement) with it.
struct hit
{
    std::uint32_t target{};
    bool is_reversed{};
    double identity{}; ///< percent
    align::alignment aligned{};
};

/// A query after its search.
struct answer
{
    std::string_view label{};       ///< header up to the first blank
    std::string written_label{};    ///< the same without the annotations that H records leave out
    std::string sequence{};         ///< as masked
    std::string reverse_sequence{}; ///< of the other strand, as it was searched; empty if it was not
    bool is_exact{};                ///< hits are equal sequences
    std::vector<hit> hits{};        ///< all that were accepted, best first
    std::size_t shown{};            ///< the first ones, which `top_hits_only` and `maxhits` leave to be written

    [[nodiscard]] std::span<hit const> shown_hits() const noexcept { return std::span{hits}.first(shown); }
    /// The letters that were aligned.
    [[nodiscard]] std::string_view strand_of(hit const & one) const noexcept
    {
        return one.is_reversed ? reverse_sequence : sequence;
    }
};

/// Puts hits in order (identity descending, then target number, then the plus strand first); returns how many of them
/// `top_hits_only` and `maxhits` leave to be written.
[[nodiscard]] std::size_t arrange(std::vector<hit> & hits, options const & chosen);

/// The alignment without terminal gaps, in coordinates of both sequences from 0.
struct interior
{
    std::size_t query_begin{};
    std::size_t query_end{};
    std::size_t target_begin{};
    std::size_t target_end{};
    std::uint32_t gap_columns{};
    std::uint32_t gap_openings{};
};

[[nodiscard]] interior interior_of(align::alignment const & aligned) noexcept;

} // namespace ampstream::match
