// SPDX-License-Identifier: BSD-3-Clause
// Search for primer sites, in silico PCR.
#include <ampstream/simulate/amplicon.hpp>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::simulate
{

namespace
{

std::size_t count_mismatches(std::string_view primer, char const * bases, std::size_t limit)
{
    std::size_t mismatches = 0;
    for (std::size_t i = 0; i < primer.size() && mismatches <= limit; ++i)
        mismatches += (nucleotide_set(primer[i]) & nucleotide_set(bases[i])) == 0;
    return mismatches;
}

std::optional<std::string> cut_strand(std::string_view strand,
                                      std::string_view forward,
                                      std::string_view reverse_complemented,
                                      std::size_t max_mismatches)
{
    auto const left = find_site(forward, strand, 0, max_mismatches);
    if (!left)
        return std::nullopt;
    std::size_t const begin = left->begin + forward.size();
    auto const right = find_site(reverse_complemented, strand, begin, max_mismatches);
    if (!right)
        return std::nullopt;
    return std::string{strand.substr(begin, right->begin - begin)};
}

} // namespace

std::optional<primer_site>
find_site(std::string_view primer, std::string_view sequence, std::size_t from, std::size_t max_mismatches)
{
    std::optional<primer_site> best;
    std::size_t limit = max_mismatches;
    for (std::size_t begin = from; begin + primer.size() <= sequence.size(); ++begin)
    {
        std::size_t const mismatches = count_mismatches(primer, sequence.data() + begin, limit);
        if (mismatches > limit)
            continue;
        best = primer_site{begin, mismatches};
        if (mismatches == 0)
            break;
        limit = mismatches - 1; // a later site must be better
    }
    return best;
}

std::optional<std::string>
cut_amplicon(std::string_view reference, std::string_view forward, std::string_view reverse, std::size_t max_mismatches)
{
    std::string const right_site = reverse_complement(reverse);
    if (auto insert = cut_strand(reference, forward, right_site, max_mismatches))
        return insert;
    return cut_strand(reverse_complement(reference), forward, right_site, max_mismatches);
}

} // namespace ampstream::simulate
