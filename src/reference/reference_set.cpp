// SPDX-License-Identifier: BSD-3-Clause
// Storage of reference sequences.
#include <ampstream/reference/reference_set.hpp>

namespace ampstream::reference
{

namespace
{

char normalised(char base) noexcept
{
    char const upper = base >= 'a' && base <= 'z' ? static_cast<char>(base - 'a' + 'A') : base;
    return upper == 'U' ? 'T' : upper;
}

std::string joined(lineage const & names)
{
    std::string text;
    for (std::string const & name : names)
        text.append(name).push_back(';');
    return text;
}

} // namespace

void append_normalised(std::string & bases, std::string_view sequence)
{
    for (char const base : sequence)
        bases.push_back(normalised(base));
}

void reference_set::push_back(std::string_view id, std::string_view sequence, lineage const & names)
{
    std::size_t const first = sequences_.size();
    append_normalised(sequences_, sequence);
    push_back(id, first, static_cast<std::uint32_t>(sequence.size()), names);
}

void reference_set::push_back(std::string_view id, std::size_t first, std::uint32_t length, lineage const & names)
{
    auto const [found, is_new] = taxon_of_.try_emplace(joined(names), static_cast<std::uint32_t>(lineages_.size()));
    if (is_new)
        lineages_.push_back(names);
    entries_.push_back({.id = ids_.size(),
                        .sequence = first,
                        .id_length = static_cast<std::uint32_t>(id.size()),
                        .length = length,
                        .taxon = found->second});
    ids_.append(id);
}

} // namespace ampstream::reference
