// SPDX-License-Identifier: BSD-3-Clause
// Writing FASTA in pieces.
#include "cli/fasta_output.hpp"

#include <utility>

namespace ampstream::cli
{

void fasta_output::add(std::string_view header, std::string_view sequence, std::optional<std::uint64_t> abundance)
{
    constexpr std::size_t piece = std::size_t{1} << 20U;
    if (!file_.are_wanted())
        return;
    file_.append(text_, {header, sequence, {}}, ++written_, abundance, std::nullopt);
    if (text_.fasta.size() < piece)
        return;
    file_.write(text_);
    text_.fasta.clear();
}

void fasta_output::commit()
{
    file_.write(text_);
    text_.fasta.clear();
    file_.commit();
}

option_list describe_fasta(label_style & style, std::uint64_t & fasta_width)
{
    option_list list;
    for (option & one : describe(style))
        if (one.name != "eeout") // there are no qualities
            list.push_back(std::move(one));
    list.push_back({.name = "fasta_width",
                    .value = &fasta_width,
                    .help = "Bases a line of FASTA, 0: all",
                    .unit = "bases",
                    .counterpart = "vsearch --fasta_width"});
    return list;
}

} // namespace ampstream::cli
