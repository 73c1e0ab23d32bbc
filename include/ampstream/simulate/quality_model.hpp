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
    double mate_correlation{}; ///< correlation of the two mates' read effects
    char filler{};             ///< what is called behind the end of a fragment and its adapter
};

/// "miseq300", "miseq250" or "novaseq". Throws `usage_error` for another name.
[[nodiscard]] quality_profile const & find_profile(std::string_view name);
/// Names of the profiles.
[[nodiscard]] std::vector<std::string> profile_names();

/// Draws qualities and base calls of one mate.
///
/// The score at cycle t is the quantile function of that cycle's distribution at Φ(z_t), where
/// z_t = w_t·g + √(1−w_t²)·x_t, g the read's effect (standard normal), w_t growing linearly along the read, and
/// x_t = φ·x_{t−1} + √(1−φ²)·ε_t with ε_t close to standard normal (sum of four uniform draws). A Gaussian copula: the
/// distribution at each cycle is exactly the profile's, whatever the correlations. Immutable: share it between threads.
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
    /// Highest latent value whose score is given by slot 0 … last, for tests.
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
