// SPDX-License-Identifier: BSD-3-Clause
// The choice of the way to an alignment.
#include <ampstream/align/global_aligner.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include <ampstream/core/nucleotide.hpp>

#include "align/full_matrix.hpp"
#include "align/one_gap.hpp"
#include "align/pruned_aligner.hpp"

namespace ampstream::align
{

void encode(std::string_view sequence, std::vector<std::uint8_t> & codes)
{
    codes.resize(sequence.size());
    std::ranges::transform(sequence, codes.begin(), nucleotide_set);
}

std::vector<std::uint8_t> encode(std::string_view sequence)
{
    std::vector<std::uint8_t> codes;
    encode(sequence, codes);
    return codes;
}

/// Memory that is used again, and the scores.
struct global_aligner::workspace
{
    scoring scores;
    pruned_aligner pruned;
    one_gap_scorer quick;
    std::vector<std::uint8_t> query{};
    std::vector<std::uint8_t> target{};

    alignment align(std::span<std::uint8_t const> rows,
                    std::span<std::uint8_t const> columns,
                    std::optional<std::ptrdiff_t> diagonal)
    {
        if (pruned.can_align(rows.size(), columns.size()))
            return pruned(rows, columns, diagonal);
        matrix_result found = align_in_full(scores, rows, columns);
        return {found.score, count_columns(found.path, rows, columns), std::move(found.path)};
    }
};

global_aligner::global_aligner(scoring const & scores, simd::target target)
    : work_{new workspace{.scores = scores, .pruned = pruned_aligner{scores, target}, .quick = one_gap_scorer{scores}}}
{
}
global_aligner::~global_aligner() = default;
global_aligner::global_aligner(global_aligner &&) noexcept = default;
global_aligner & global_aligner::operator=(global_aligner &&) noexcept = default;

alignment global_aligner::operator()(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    return work_->align(query, target, std::nullopt);
}

alignment global_aligner::operator()(std::span<std::uint8_t const> query,
                                     std::span<std::uint8_t const> target,
                                     std::ptrdiff_t diagonal)
{
    return work_->align(query, target, diagonal);
}

alignment global_aligner::operator()(std::string_view query, std::string_view target)
{
    encode(query, work_->query);
    encode(target, work_->target);
    return (*this)(std::span<std::uint8_t const>{work_->query}, std::span<std::uint8_t const>{work_->target});
}

std::int64_t global_aligner::reachable_score(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    return work_->quick(query, target);
}

std::size_t global_aligner::equal_words(std::size_t word_length) const
{
    return work_->quick.equal_words(word_length);
}

} // namespace ampstream::align
