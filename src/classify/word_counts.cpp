// SPDX-License-Identifier: BSD-3-Clause
// Counting words, a genus at a time.
#include "classify/word_counts.hpp"

#include <array>
#include <bit>
#include <cstddef>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/exec/parallel_for.hpp>

namespace ampstream::classify
{

namespace
{

constexpr std::size_t grain = 16; // genera a range

/// Counters for one genus, reused for the next.
class counter
{
public:
    counter() : counts_(word_count), seen_in_(word_count) {}

    /// A word counts once for each sequence that holds it.
    void add(std::string_view sequence)
    {
        words_.clear();
        append_words(sequence, words_);
        ++sequence_;
        for (word const one : words_)
        {
            if (seen_in_[one] == sequence_)
                continue;
            seen_in_[one] = sequence_;
            ++counts_[one];
            present_[one / 64U] |= std::uint64_t{1} << (one % 64U);
        }
    }

    genus_words take()
    {
        genus_words taken;
        for (std::size_t block = 0; block < present_.size(); ++block)
            for (std::uint64_t bits = present_[block]; bits != 0; bits &= bits - 1)
            {
                auto const one = static_cast<word>(block * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
                taken.words.push_back(one);
                taken.sequences.push_back(counts_[one]);
                counts_[one] = 0;
            }
        present_.fill(0);
        return taken;
    }

private:
    std::vector<std::uint32_t> counts_;
    std::vector<std::uint32_t> seen_in_; ///< last sequence that held the word
    std::array<std::uint64_t, word_count / 64> present_{};
    std::vector<word> words_{};
    std::uint32_t sequence_{};
};

} // namespace

bool has_word(std::string_view sequence)
{
    std::size_t run = 0;
    for (char const letter : sequence)
    {
        run = base_code(letter) < 4 ? run + 1 : 0;
        if (run == word_size)
            return true;
    }
    return false;
}

std::vector<genus_words> count_words(reference::reference_set const & references,
                                     std::vector<std::vector<std::uint32_t>> const & members,
                                     exec::thread_budget const & budget)
{
    std::vector<genus_words> counts(members.size());
    exec::parallel_for(budget, members.size(), grain,
                       [&](std::size_t begin, std::size_t end)
                       {
                           counter words;
                           for (std::size_t genus = begin; genus < end; ++genus)
                           {
                               for (std::uint32_t const i : members[genus])
                                   words.add(references.sequence(i));
                               counts[genus] = words.take();
                           }
                       });
    return counts;
}

} // namespace ampstream::classify
