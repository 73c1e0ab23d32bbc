// SPDX-License-Identifier: BSD-3-Clause
// Primers, spacers, indices and adapters.
#include <ampstream/simulate/library.hpp>

#include <algorithm>
#include <bit>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::simulate
{

namespace
{

constexpr std::string_view bases_by_code = "ACGT";
constexpr std::size_t index_length = 8;

std::string random_bases(std::size_t length, random_stream & stream)
{
    std::string bases(length, 'A');
    for (char & base : bases)
        base = bases_by_code[stream.below(4)];
    return bases;
}

std::size_t differences(std::string_view one, std::string_view other) noexcept
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        count += one[i] != other[i];
    return count;
}

bool is_far_from(std::vector<sample_index> const & indices, sample_index const & candidate)
{
    return std::ranges::none_of(
        indices, [&](sample_index const & known)
        { return differences(known.i7, candidate.i7) + differences(known.i5, candidate.i5) < 3; });
}

std::string_view last(std::string_view text, std::size_t length)
{
    return text.substr(text.size() - length);
}

} // namespace

char resolve(char letter, random_stream & stream) noexcept
{
    unsigned const set = nucleotide_set(letter) == 0 ? 15U : nucleotide_set(letter);
    auto skip = std::popcount(set) == 1 ? 0 : stream.below(static_cast<std::uint64_t>(std::popcount(set)));
    for (std::size_t code = 0; code < 4; ++code)
        if ((set >> code & 1U) != 0 && skip-- == 0)
            return bases_by_code[code];
    return 'N';
}

std::string resolve(std::string_view letters, random_stream & stream)
{
    std::string bases{letters};
    for (char & base : bases)
        base = resolve(base, stream);
    return bases;
}

std::vector<sample_index> draw_indices(std::size_t samples, std::uint64_t seed)
{
    random_stream stream{seed, "simulate indices", 0};
    std::vector<sample_index> indices;
    while (indices.size() < samples)
    {
        sample_index candidate{random_bases(index_length, stream), random_bases(index_length, stream)};
        if (is_far_from(indices, candidate))
            indices.push_back(std::move(candidate));
    }
    return indices;
}

library::library(options const & chosen)
    : forward_{chosen.forward}, reverse_{chosen.reverse}, no_primers_{chosen.no_primers}
{
    random_stream stream{chosen.seed, "simulate spacers", 0};
    forward_spacer_ = random_bases(chosen.spacer, stream);
    reverse_spacer_ = random_bases(chosen.spacer, stream);
}

std::string library::fragment(std::string_view insert, random_stream & stream) const
{
    if (no_primers_)
        return std::string{insert};
    std::size_t const left = forward_spacer_.empty() ? 0 : stream.below(forward_spacer_.size() + 1);
    std::size_t const right = reverse_spacer_.empty() ? 0 : stream.below(reverse_spacer_.size() + 1);
    std::string bases{last(forward_spacer_, left)};
    bases += resolve(forward_, stream);
    bases += insert;
    std::string tail{last(reverse_spacer_, right)};
    tail += resolve(reverse_, stream);
    bases += reverse_complement(tail);
    return bases;
}

std::string read_end(std::string_view fragment, std::string_view adapter, char filler, std::size_t length)
{
    std::string bases{fragment.substr(0, length)};
    bases += adapter.substr(0, length - bases.size());
    bases.resize(length, filler);
    return bases;
}

std::string forward_adapter(sample_index const & index)
{
    return "CTGTCTCTTATACACATCTCCGAGCCCACGAGAC" + index.i7 + "ATCTCGTATGCCGTCTTCTGCTTG";
}

std::string reverse_adapter(sample_index const & index)
{
    return "CTGTCTCTTATACACATCTGACGCTGCCGACGA" + reverse_complement(index.i5) + "GTGTAGATCTCGGTGGTCGCCGTATCATT";
}

bool add_indel(std::string & bases, double rate, random_stream & stream)
{
    if (stream.uniform() >= rate * static_cast<double>(bases.size()))
        return false;
    std::size_t const place = stream.below(bases.size());
    char const base = bases_by_code[stream.below(4)];
    if (stream.below(2) == 0)
    {
        bases.insert(place, 1, base);
        bases.pop_back();
    }
    else
    {
        bases.erase(place, 1);
        bases += base;
    }
    return true;
}

} // namespace ampstream::simulate
