// SPDX-License-Identifier: BSD-3-Clause
// Seeds of queries, and the check of what they hit.
#include <ampstream/species/query_index.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>

#include <ampstream/core/nucleotide.hpp>

#include "species/seed_choice.hpp"

namespace ampstream::species
{

namespace
{

/// Fibonacci hashing: the upper bits are mixed well.
constexpr std::uint32_t mixed(std::uint32_t word) noexcept
{
    return word * 2654435769U;
}

void append_codes(std::string & codes, std::string_view sequence, char ambiguous)
{
    codes.reserve(codes.size() + sequence.size());
    for (char const letter : sequence)
        codes.push_back(base_code(letter) < 4 ? static_cast<char>(base_code(letter)) : ambiguous);
}

/// Bits of an address for `count` things in a table of `per_thing` places each.
unsigned address_bits(std::size_t count, std::size_t per_thing, unsigned most)
{
    constexpr unsigned fewest = 10;
    return std::clamp(static_cast<unsigned>(std::bit_width(count * per_thing)), fewest, most);
}

} // namespace

query_index::query_index(std::span<std::string_view const> sequences, options const & chosen)
    : most_mismatches_{static_cast<std::uint32_t>(chosen.max_mismatches)}, too_short_(sequences.size())
{
    for (std::size_t i = 0; i < sequences.size(); ++i)
    {
        add_strand(sequences[i], static_cast<std::uint32_t>(i), false);
        if (chosen.takes_both_strands())
            add_strand(ampstream::reverse_complement(sequences[i]), static_cast<std::uint32_t>(i), true);
    }
    choose_seeds();
    index_seeds();
}

void query_index::add_strand(std::string_view sequence, std::uint32_t query, bool is_reversed)
{
    strands_.push_back({.first = codes_.size(),
                        .length = static_cast<std::uint32_t>(sequence.size()),
                        .query = query,
                        .is_reversed = is_reversed});
    append_codes(codes_, sequence, ambiguous_in_query);
}

void query_index::choose_seeds()
{
    // How often a word is in the queries; words that share a counter only make the choice worse, never wrong.
    constexpr unsigned most_bits = 24;
    unsigned const shift = 32U - address_bits(codes_.size(), 2, most_bits);
    std::vector<std::uint32_t> counters(std::size_t{1} << (32U - shift));
    auto const codes_of = [&](strand const & one) { return std::string_view{codes_}.substr(one.first, one.length); };
    for (strand const & one : strands_)
        for_each_word(codes_of(one), [&](std::uint32_t word, std::size_t) { ++counters[mixed(word) >> shift]; });

    std::vector<word_cost> words;
    for (std::size_t i = 0; i < strands_.size(); ++i)
    {
        std::string_view const codes = codes_of(strands_[i]);
        auto const ambiguous = static_cast<std::size_t>(std::ranges::count(codes, ambiguous_in_query));
        if (ambiguous > most_mismatches_)
            continue; // each is a mismatch: it lies nowhere
        words.clear();
        for_each_word(
            codes,
            [&](std::uint32_t word, std::size_t end) {
                words.push_back({static_cast<std::uint32_t>(end - seed_length), counters[mixed(word) >> shift]});
            });
        auto const begins = cheapest_apart(words, most_mismatches_ - ambiguous + 1, seed_length);
        if (begins.empty())
            too_short_[strands_[i].query] = 1;
        for (std::uint32_t const begin : begins)
            for_each_word(codes.substr(begin, seed_length),
                          [&](std::uint32_t word, std::size_t) {
                              seeds_.push_back({word, static_cast<std::uint32_t>(i), begin});
                          });
    }
}

void query_index::index_seeds()
{
    auto const key = [](seed const & one) { return std::tuple{one.word, one.strand, one.offset}; };
    std::ranges::sort(seeds_, {}, key);
    constexpr unsigned most_bits = 28;
    unsigned const bitmap_bits = address_bits(seeds_.size(), 32, most_bits);
    unsigned const slot_bits = address_bits(seeds_.size(), 2, most_bits);
    bitmap_shift_ = 32U - bitmap_bits;
    slot_shift_ = 32U - slot_bits;
    may_have_.assign((std::size_t{1} << bitmap_bits) / 64, 0);
    slots_.assign(std::size_t{1} << slot_bits, 0);
    for (std::size_t i = 0; i < seeds_.size(); ++i)
    {
        std::uint32_t const word = seeds_[i].word;
        if (i > 0 && seeds_[i - 1].word == word)
            continue;
        std::uint32_t const bit = mixed(word) >> bitmap_shift_;
        may_have_[bit / 64] |= std::uint64_t{1} << (bit % 64);
        std::size_t slot = mixed(word) >> slot_shift_;
        while (slots_[slot] != 0)
            slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = static_cast<std::uint32_t>(i + 1);
    }
}

std::uint32_t
query_index::count_mismatches(strand const & one, char const * reference, std::uint32_t most) const noexcept
{
    char const * const query = codes_.data() + one.first;
    if (most == 0)
        return std::memcmp(query, reference, one.length) == 0 ? 0 : 1;
    constexpr std::uint32_t stride = 32; // bases between looks at the limit
    std::uint32_t count = 0;
    for (std::uint32_t begin = 0; begin < one.length && count <= most; begin += stride)
    {
        std::uint32_t const end = std::min(begin + stride, one.length);
        for (std::uint32_t i = begin; i < end; ++i)
            count += query[i] != reference[i] ? 1U : 0U;
    }
    return count;
}

void query_index::examine(std::uint32_t word,
                          std::size_t end,
                          std::string const & reference,
                          std::vector<placement> & found) const
{
    std::size_t slot = mixed(word) >> slot_shift_;
    while (slots_[slot] != 0 && seeds_[slots_[slot] - 1].word != word)
        slot = (slot + 1) & (slots_.size() - 1);
    if (slots_[slot] == 0)
        return;
    std::size_t const begin = end - seed_length;
    for (std::size_t i = slots_[slot] - 1; i < seeds_.size() && seeds_[i].word == word; ++i)
    {
        strand const & one = strands_[seeds_[i].strand];
        if (seeds_[i].offset > begin || begin - seeds_[i].offset + one.length > reference.size())
            continue;
        std::uint32_t const mismatches =
            count_mismatches(one, reference.data() + (begin - seeds_[i].offset), most_mismatches_);
        if (mismatches <= most_mismatches_)
            found.push_back({one.query, mismatches, one.is_reversed});
    }
}

std::span<placement const> query_index::operator()(std::string_view sequence, scan_memory & memory) const
{
    memory.codes.clear();
    memory.found.clear();
    append_codes(memory.codes, sequence, ambiguous_in_reference);
    for_each_word(memory.codes,
                  [&](std::uint32_t word, std::size_t end)
                  {
                      std::uint32_t const bit = mixed(word) >> bitmap_shift_;
                      if ((may_have_[bit / 64] >> (bit % 64) & 1U) != 0)
                          examine(word, end, memory.codes, memory.found);
                  });
    // The fewest mismatches of each query, the plus strand before the minus strand.
    std::ranges::sort(memory.found, {},
                      [](placement const & one) {
                          return std::tuple{one.query, one.mismatches, one.is_reversed};
                      });
    auto const rest = std::ranges::unique(memory.found, {}, &placement::query);
    memory.found.erase(rest.begin(), rest.end());
    return memory.found;
}

} // namespace ampstream::species
