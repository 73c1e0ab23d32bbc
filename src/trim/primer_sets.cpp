// SPDX-License-Identifier: BSD-3-Clause
// The primer sets known by name, with the literature each sequence is taken from.
#include <ampstream/trim/primer.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>

namespace ampstream::trim
{

namespace
{

/// Names count positions in E. coli; sequences are 5' to 3' as ordered.
std::array<primer_set, 8> make_primer_sets()
{
    primer const p27f{"27F", "AGAGTTTGATCMTGGCTCAG", "Lane 1991, Nucleic Acid Techniques in Bacterial Systematics 115"};
    primer const p338r{"338R", "TGCTGCCTCCCGTAGGAGT", "Fierer et al. 2008, PNAS 105:17994 (after Amann et al. 1990)"};
    primer const p341f{"341F", "CCTACGGGNGGCWGCAG",
                       "Herlemann et al. 2011, ISME J 5:1571; Klindworth et al. 2013, NAR 41:e1"};
    primer const p805r{"805R", "GACTACHVGGGTATCTAATCC",
                       "Herlemann et al. 2011, ISME J 5:1571; Klindworth et al. 2013, NAR 41:e1"};
    primer const p338f{"338F", "ACTCCTACGGGAGGCAGCAG", "Huse et al. 2008, PLoS Genet 4:e1000255 (one base longer)"};
    primer const p515f{"515F-Parada", "GTGYCAGCMGCCGCGGTAA", "Parada et al. 2016, Environ Microbiol 18:1403"};
    primer const p806r{"806R-Apprill", "GGACTACNVGGGTWTCTAAT", "Apprill et al. 2015, Aquat Microb Ecol 75:129"};
    primer const p515f_old{"515F-Caporaso", "GTGCCAGCMGCCGCGGTAA", "Caporaso et al. 2011, PNAS 108:4516"};
    primer const p806r_old{"806R-Caporaso", "GGACTACHVGGGTWTCTAAT", "Caporaso et al. 2011, PNAS 108:4516"};
    primer const p926r{"926R", "CCGYCAATTYMTTTRAGTTT", "Parada et al. 2016, Environ Microbiol 18:1403"};
    primer const p799f{"799F", "AACMGGATTAGATACCCKG", "Chelius & Triplett 2001, Microb Ecol 41:252"};
    primer const p1193r{"1193R", "ACGTCATCCCCACCTTCC", "Bodenhausen et al. 2013, PLoS One 8:e56329"};
    return {primer_set{"v1v2", "27F/338R", "V1-V2", p27f, p338r},
            primer_set{"v3v4", "341F/805R", "V3-V4", p341f, p805r},
            primer_set{"v3v4-338f", "338F/806R", "V3-V4", p338f, p806r_old},
            primer_set{"v4", "515F/806R", "V4", p515f, p806r},
            primer_set{"v4-caporaso", "515F/806R-Caporaso", "V4", p515f_old, p806r_old},
            primer_set{"v4v5", "515F/926R", "V4-V5", p515f, p926r},
            primer_set{"v5v7", "799F/1193R", "V5-V7", p799f, p1193r},
            primer_set{"v3v5", "341F/926R", "V3-V5", p341f, p926r}};
}

bool are_same_word(std::string_view one, std::string_view other)
{
    auto const lower = [](char letter) { return std::tolower(static_cast<unsigned char>(letter)); };
    return std::ranges::equal(one, other, {}, lower, lower);
}

} // namespace

std::span<primer_set const> primer_sets()
{
    static std::array<primer_set, 8> const sets = make_primer_sets();
    return sets;
}

primer_set const & find_primer_set(std::string_view name)
{
    auto const sets = primer_sets();
    auto const found =
        std::ranges::find_if(sets, [name](primer_set const & set)
                             { return are_same_word(set.name, name) || are_same_word(set.alias, name); });
    if (found != sets.end())
        return *found;
    std::vector<std::string> known;
    for (primer_set const & set : sets)
        known.push_back(fmt::format("{} ({})", set.name, set.alias));
    throw usage_error{fmt::format("--primers is '{}'; it takes one of {}; or give --forward and --reverse", name,
                                  fmt::join(known, ", "))};
}

} // namespace ampstream::trim
