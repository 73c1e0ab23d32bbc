// SPDX-License-Identifier: BSD-3-Clause
// Qualities of a sequencer: their distribution at each cycle, their run along a read, and the errors that go with them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/random.hpp>

namespace ampstream::simulate
{

/// A range of Phred scores that a sequencer gives out.
struct quality_band
{
    std::uint8_t lowest{};
    std::uint8_t highest{};
};

/// Distribution of the score at one cycle: chance, in 1/10000, of a score at or below the highest of each band but the
/// last (which takes the rest).
struct quality_knot
{
    std::uint16_t cycle{}; ///< from 0
    std::array<std::uint16_t, 14> at_most{};
};

/// Reads are good or bad as a whole: a mixture of two normal distributions of equal width with mean 0 and variance 1.
struct effect_mixture
{
    double bad_share{};  ///< share of bad reads
    double separation{}; ///< distance between the two means; bad_share·(1−bad_share)·separation² < 1
    [[nodiscard]] double mean(bool is_bad) const noexcept
    {
        return is_bad ? -(1.0 - bad_share) * separation : bad_share * separation;
    }
    [[nodiscard]] double deviation() const noexcept;
};

/// Score distributions of one mate between which cycles are interpolated, and how scores hang together.
struct mate_profile
{
    std::span<quality_knot const> knots;
    double first_weight{}; ///< correlation of a score's latent value with the read's effect at the first cycle
    double last_weight{};  ///< the same at the profile's last cycle
    double memory{};       ///< correlation of neighbouring cycles beyond the read's effect
    double dropout{};      ///< share of reads that are N with quality 2 from some cycle on
    double no_call{};      ///< share of other bases that are N with quality 2
};

/// A sequencer and chemistry.
struct quality_profile
{
    std::string_view name;
    std::size_t length{}; ///< cycles of a read
    std::span<quality_band const> bands;
    mate_profile forward;
    mate_profile reverse;
    effect_mixture effects;
    double mate_correlation{}; ///< correlation of the two mates' effects, in class and within it
    char filler{};             ///< what is called behind the end of a fragment and its adapter
};

/// Effects of the two mates of a cluster on their scores: what `quality_model::call` takes.
struct mate_effects
{
    double forward{};
    double reverse{};
};
[[nodiscard]] mate_effects draw_effects(quality_profile const & profile, random_stream & stream) noexcept;

/// "miseq300", "miseq250" or "novaseq". Throws `usage_error` for another name.
[[nodiscard]] quality_profile const & find_profile(std::string_view name);
/// Names of the profiles.
[[nodiscard]] std::vector<std::string> profile_names();

/// Draws qualities and base calls of one mate.
///
/// The score at cycle t is the quantile function of that cycle's distribution at F_t(z_t), where
/// z_t = w_t·g + √(1−w_t²)·x_t, g the read's effect (see `effect_mixture`), w_t growing linearly along the read,
/// x_t = φ·x_{t−1} + √(1−φ²)·ε_t with ε_t close to standard normal (sum of four uniform draws), and F_t the
/// distribution function of z_t. A copula: the distribution at each cycle is the profile's, whatever the correlations.
/// Immutable: share it between threads.
class quality_model
{
public:
    /// `length` cycles; cycles behind the profile's last knot are like the last.
    quality_model(quality_profile const & profile, mate_profile const & mate, std::size_t length);

    /// Draws the qualities (Phred+33) of as many cycles as `called` has bases, then calls them: a base is replaced by
    /// one of the three others with chance 10^(−Q/10), rarely by N with quality 2. `effect` is the read's g. Returns
    /// the number of bases that are wrong (N included). Precondition: |called| ≤ length().
    std::uint32_t call(std::string & called, std::string & quality, double effect, random_stream & stream) const;

    [[nodiscard]] std::size_t length() const noexcept { return weights_.size(); }
    /// The score of a latent value at a cycle.
    [[nodiscard]] std::uint8_t score(std::size_t cycle, double latent) const noexcept
    {
        return scores_[cycle * slots + slot_of(latent)];
    }

private:
    static constexpr std::size_t slots = 512;
    static constexpr double reach = 4.5; ///< latent values beyond ± this fall into the outermost slots

    static std::size_t slot_of(double latent) noexcept
    {
        double const slot = (latent + reach) * (static_cast<double>(slots) / (2.0 * reach));
        return slot <= 0.0 ? 0 : slot >= static_cast<double>(slots - 1) ? slots - 1 : static_cast<std::size_t>(slot);
    }
    std::uint32_t drop_tail(std::string & called, std::string & quality, random_stream & stream) const;

    struct weight
    {
        double read{};
        double own{};
    };
    std::vector<weight> weights_;                   ///< by cycle
    std::vector<std::uint8_t> scores_;              ///< by cycle and slot of the latent value
    std::array<std::uint32_t, 64> error_chances_{}; ///< by score, in 2^−32
    double memory_;
    double innovation_;
    double dropout_;
    std::uint32_t no_call_chance_; ///< in 2^−32
};

} // namespace ampstream::simulate
