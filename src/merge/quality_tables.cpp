// SPDX-License-Identifier: BSD-3-Clause
// Bayes' rule for two observations of one base.
#include <ampstream/merge/quality_tables.hpp>

#include <algorithm>
#include <cmath>

namespace ampstream::merge
{

namespace
{

constexpr double worst_mismatch_score = -4.0;

char quality_character(double probability, unsigned lowest, unsigned highest)
{
    double const phred = std::round(-10.0 * std::log10(probability));
    double const bounded = std::max(std::min(phred, static_cast<double>(highest)), static_cast<double>(lowest));
    return static_cast<char>(quality_offset + static_cast<int>(bounded));
}

} // namespace

double error_probability(unsigned phred)
{
    constexpr double guess = 0.75; // one of four bases is right by chance
    return phred < 2 ? guess : std::pow(10.0, -static_cast<double>(phred) / 10.0);
}

quality_tables::quality_tables(unsigned lowest, unsigned highest)
    : highest_made_{static_cast<char>(quality_offset + static_cast<int>(highest))}
{
    for (unsigned q = 0; q < quality_levels; ++q)
    {
        errors_[q] = error_probability(q);
        error_units_[q] = static_cast<std::uint32_t>(std::llround(std::ldexp(errors_[q], 32)));
        if (q < simd::quality_weights::levels)
            for (unsigned byte = 0; byte < sizeof error_units_[q]; ++byte)
                quick_units_.bytes[byte][q] = static_cast<std::uint8_t>(error_units_[q] >> (8 * byte));
    }
    constexpr auto offset = static_cast<unsigned>(quality_offset);
    for (unsigned x = 0; x < quality_levels; ++x)
        for (unsigned y = 0; y < quality_levels; ++y)
        {
            double const px = errors_[x];
            double const py = errors_[y];
            std::size_t const at = x * quality_levels + y;
            // Both wrong in the same way, given that they agree.
            double const wrong_agreement = px * py / 3.0 / (1.0 - px - py + 4.0 * px * py / 3.0);
            agreement_[(x + offset) * row_width + y + offset] = quality_character(wrong_agreement, lowest, highest);
            // x wrong, given that they differ and x is the better one.
            double const wrong_better = px * (1.0 - py / 3.0) / (px + py - 4.0 * px * py / 3.0);
            disagreement_[at] = quality_character(wrong_better, lowest, highest);
            // Probability that both reads saw the same base, against 1/4 by chance.
            double const same = 1.0 - px - py + px * py * 4.0 / 3.0;
            match_[at] = std::log2(same / 0.25);
            mismatch_[at] = std::min(std::log2((1.0 - same) / 0.75), worst_mismatch_score);
        }
}

std::uint64_t quality_tables::count_errors(std::string_view qualities) const noexcept
{
    std::uint64_t sum = 0;
    for (char const quality : qualities)
        sum += error_units_[level(quality)];
    return sum;
}

std::uint64_t quality_tables::count_errors_quickly(std::string_view qualities) const noexcept
{
    return simd::sum_weights(qualities.data(), static_cast<std::int64_t>(qualities.size()), quick_units_,
                             simd::best_target());
}

} // namespace ampstream::merge
