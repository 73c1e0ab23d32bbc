// SPDX-License-Identifier: BSD-3-Clause
// Letting words vote.
#include <ampstream/orient/orienter.hpp>

#include <memory>

namespace ampstream::orient
{

namespace
{

constexpr std::uint64_t sequences_ratio = 8;
constexpr std::uint64_t words_ratio = 4;

} // namespace

orienter::orienter(options const & chosen, word_census const & database)
    : database_{database}, skip_lower_case_{kmer::skips_lower_case(kmer::masking_named(chosen.qmask))},
      finders_{[this] { return std::make_unique<kmer::distinct_words>(database_.word_length()); }}
{
    chosen.validate();
}

verdict orienter::operator()(std::string_view sequence) const
{
    auto const find_words = finders_.borrow();
    verdict decided;
    for (std::uint32_t const word : (*find_words)(sequence, skip_lower_case_))
    {
        std::uint64_t const plus = database_[word];
        std::uint64_t const minus = database_[reverse_complement_word(word, database_.word_length())];
        decided.plus_words += plus > sequences_ratio * minus ? 1U : 0U;
        decided.minus_words += minus > sequences_ratio * plus ? 1U : 0U;
    }
    std::uint64_t const plus = decided.plus_words;
    std::uint64_t const minus = decided.minus_words;
    if (plus > 0 && plus >= words_ratio * minus)
        decided.shown = strand::plus;
    else if (minus > 0 && minus >= words_ratio * plus)
        decided.shown = strand::minus;
    return decided;
}

} // namespace ampstream::orient
