// SPDX-License-Identifier: BSD-3-Clause
// Places of primers in genes.
#include <ampstream/refdb/region.hpp>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::refdb
{

namespace
{

std::optional<trim::primer_match>
best_place(trim::primer_matcher const & primer, trim::coded_read const & gene, std::size_t from)
{
    std::optional<trim::primer_match> best;
    while (from < gene.size())
    {
        auto const found = primer.find(gene, from);
        if (!found.has_value())
            break;
        if (!best.has_value() || found->errors < best->errors)
            best = found;
        if (best->errors == 0)
            break;
        from = found->begin + std::size_t{1};
    }
    return best;
}

} // namespace

region_cutter::region_cutter(trim::primer_set const & primers, double errors_per_base)
{
    trim::match_rules const rules{.error_rate = errors_per_base, .overlap = trim::longest_primer}; // whole primers
    if (!primers.forward.sequence.empty())
        forward_.emplace(primers.forward.sequence, trim::read_end::five_prime, rules);
    if (!primers.reverse.sequence.empty())
        reverse_.emplace(reverse_complement(primers.reverse.sequence), trim::read_end::three_prime, rules);
}

std::optional<std::string_view> region_cutter::operator()(std::string_view gene, trim::coded_read & buffer) const
{
    buffer.assign(gene);
    std::size_t begin = 0;
    std::size_t end = gene.size();
    if (forward_.has_value())
    {
        auto const found = best_place(*forward_, buffer, 0);
        if (!found.has_value())
            return std::nullopt;
        begin = found->end;
    }
    if (reverse_.has_value())
    {
        auto const found = best_place(*reverse_, buffer, begin);
        if (!found.has_value())
            return std::nullopt;
        end = found->begin;
    }
    return gene.substr(begin, end - begin);
}

} // namespace ampstream::refdb
