// SPDX-License-Identifier: BSD-3-Clause
// Options that many commands have in common.
#include "cli/option_parts.hpp"

#include <utility>

namespace ampstream::cli
{

option input_file(std::string name, std::string & value, std::string help)
{
    return {.name = std::move(name),
            .value = &value,
            .help = std::move(help),
            .is_positional = true,
            .is_required = true,
            .is_file = true};
}

option accepted_sizein(bool & is_given)
{
    return {.name = "sizein",
            .value = &is_given,
            .help = "Accepted for VSEARCH's sake: abundances in the labels are always read",
            .counterpart = "vsearch --sizein"};
}

option_list describe_labels(label_style & style, std::uint64_t & fasta_width, std::string_view without)
{
    option_list list = describe(style);
    std::erase_if(list, [without](option const & one) { return one.name == without; });
    list.push_back({.name = "fasta_width",
                    .value = &fasta_width,
                    .help = "Bases a line of FASTA, 0: all",
                    .unit = "bases",
                    .counterpart = "vsearch --fasta_width"});
    return list;
}

} // namespace ampstream::cli
