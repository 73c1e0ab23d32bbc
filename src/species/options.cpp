// SPDX-License-Identifier: BSD-3-Clause
// The list of the options of species.
#include <ampstream/species/options.hpp>

#include <ampstream/species/names.hpp>

namespace ampstream::species
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
}

option_list describe(options & chosen)
{
    std::vector<std::string> forms{"auto"};
    forms.insert(forms.end(), form_names.begin(), form_names.end());
    return {{.name = "max-mismatches",
             .value = &chosen.max_mismatches,
             .help = "Substitutions allowed over the whole query; the species with the fewest are named",
             .unit = "bases",
             .lowest = 0.0,
             .highest = static_cast<double>(most_mismatches)},
            {.name = "max-species",
             .value = &chosen.max_species,
             .help = "Most species listed for a query; if more fit, none is (1: unambiguous ones only)",
             .lowest = 1.0,
             .counterpart = "dada2 allowMultiple"},
            {.name = "strand",
             .value = &chosen.strand,
             .help = "Look for queries as they are, or also for their reverse complements",
             .choices = {"plus", "both"},
             .counterpart = "dada2 tryRC"},
            {.name = "header-format",
             .value = &chosen.header_format,
             .help = "How headers name species: 'id Genus species', SILVA's, or a lineage of seven ranks",
             .choices = forms}};
}

} // namespace ampstream::species
