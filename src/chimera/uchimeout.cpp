// SPDX-License-Identifier: BSD-3-Clause
// Rows of UCHIME's table.
#include <ampstream/chimera/uchimeout.hpp>

#include <iterator>

#include <fmt/format.h>

namespace ampstream::chimera
{

void append_uchimeout(std::string & text, verdict const & found, row_labels const & labels, bool is_usearch5)
{
    auto const out = std::back_inserter(text);
    if (!found.has_parents)
    {
        fmt::format_to(out, "0.0000\t{}\t*\t*{}\t*\t*\t*\t*\t*\t0\t0\t0\t0\t0\t0\t*\tN\n", labels.query,
                       is_usearch5 ? "" : "\t*");
        return;
    }
    model_figures const & figures = found.figures;
    constexpr std::string_view letters = "N?Y"; // by status
    fmt::format_to(out, "{:.4f}\t{}\t{}\t{}\t", figures.score, labels.query, labels.parent_a, labels.parent_b);
    if (!is_usearch5)
        fmt::format_to(out, "{}\t", figures.with_a >= figures.with_b ? labels.parent_a : labels.parent_b);
    fmt::format_to(out, "{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.1f}\t{}\n", figures.model,
                   figures.with_a, figures.with_b, figures.a_with_b, figures.closest, figures.left.yes, figures.left.no,
                   figures.left.abstain, figures.right.yes, figures.right.no, figures.right.abstain,
                   figures.divergence(), letters[static_cast<std::size_t>(found.decided)]);
}

} // namespace ampstream::chimera
