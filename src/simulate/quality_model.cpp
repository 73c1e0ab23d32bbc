// SPDX-License-Identifier: BSD-3-Clause
// The copula of scores along a read.
#include <ampstream/simulate/quality_model.hpp>

#include <algorithm>
#include <cmath>

#include <ampstream/simulate/pcr.hpp>

namespace ampstream::simulate
{

namespace
{

/// Chances of a score at or below each band at one cycle, from 0 to 1, linear between knots.
std::vector<double> chances_at(std::span<quality_knot const> knots, std::size_t cycle, std::size_t bands)
{
    auto const above = std::ranges::find_if(knots, [cycle](auto const & knot) { return knot.cycle >= cycle; });
    quality_knot const & right = above == knots.end() ? knots.back() : *above;
    quality_knot const & left = above == knots.begin() || above == knots.end() ? right : *(above - 1);
    double const width = right.cycle - left.cycle;
    double const part = width == 0.0 ? 0.0 : (static_cast<double>(cycle) - left.cycle) / width;
    std::vector<double> chances;
    for (std::size_t band = 0; band + 1 < bands; ++band)
        chances.push_back(((1.0 - part) * left.at_most[band] + part * right.at_most[band]) / 10000.0);
    chances.push_back(1.0);
    return chances;
}

/// The score at quantile `share`: linear inside a band.
std::uint8_t quantile(std::span<quality_band const> bands, std::vector<double> const & chances, double share)
{
    std::size_t band = 0;
    while (band + 1 < bands.size() && share > chances[band])
        ++band;
    double const below = band == 0 ? 0.0 : chances[band - 1];
    double const width = chances[band] - below;
    unsigned const values = bands[band].highest - bands[band].lowest + 1U;
    double const step = width <= 0.0 ? 0.0 : (share - below) / width * values;
    return static_cast<std::uint8_t>(bands[band].lowest + std::min(values - 1U, static_cast<unsigned>(step)));
}

/// Distribution function of the standard normal.
double normal_share(double z)
{
    return 0.5 * std::erfc(-z * 0.70710678118654752440);
}

/// Distribution function of a latent value that is `read`·g + `own`·x: a mixture of two normal distributions.
double latent_share(double z, double read, double own, effect_mixture const & effects)
{
    double const width = std::sqrt(read * read * effects.deviation() * effects.deviation() + own * own);
    double const bad = normal_share((z - read * effects.mean(true)) / width);
    double const good = normal_share((z - read * effects.mean(false)) / width);
    return effects.bad_share * bad + (1.0 - effects.bad_share) * good;
}

/// Nearly standard normal: four uniform 16-bit numbers, centred and scaled (Irwin–Hall; beyond ±3.46 nothing).
double innovation(std::uint64_t bits) noexcept
{
    std::uint64_t const sum = (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48);
    constexpr double mean = 4.0 * 65535.0 / 2.0;
    constexpr double deviation = 37837.23; // √(4 · (65536² − 1) / 12)
    return (static_cast<double>(sum) - mean) / deviation;
}

std::uint32_t as_fraction(double chance)
{
    return static_cast<std::uint32_t>(std::min(chance * 4294967296.0, 4294967295.0));
}

constexpr char no_call_quality = 2 + 33;

} // namespace

double effect_mixture::deviation() const noexcept
{
    return std::sqrt(1.0 - bad_share * (1.0 - bad_share) * separation * separation);
}

mate_effects draw_effects(quality_profile const & profile, random_stream & stream) noexcept
{
    effect_mixture const & effects = profile.effects;
    double const correlation = profile.mate_correlation;
    bool const is_bad = stream.uniform() < effects.bad_share;
    bool const is_fresh = stream.uniform() >= correlation;
    double const other_lot = stream.uniform();
    bool const mate_is_bad = is_fresh ? other_lot < effects.bad_share : is_bad;
    double const own = stream.normal();
    double const mate = correlation * own + std::sqrt(1.0 - correlation * correlation) * stream.normal();
    return {effects.mean(is_bad) + effects.deviation() * own, effects.mean(mate_is_bad) + effects.deviation() * mate};
}

quality_model::quality_model(quality_profile const & profile, mate_profile const & mate, std::size_t length)
    : memory_{mate.memory}, innovation_{std::sqrt(1.0 - mate.memory * mate.memory)}, dropout_{mate.dropout},
      no_call_chance_{as_fraction(mate.no_call)}
{
    for (std::size_t score = 0; score < error_chances_.size(); ++score)
        error_chances_[score] = as_fraction(std::pow(10.0, -static_cast<double>(score) / 10.0));
    scores_.reserve(length * slots);
    for (std::size_t cycle = 0; cycle < length; ++cycle)
    {
        double const along = std::min(1.0, static_cast<double>(cycle) / static_cast<double>(profile.length - 1));
        double const read = mate.first_weight + (mate.last_weight - mate.first_weight) * along;
        weights_.push_back({read, std::sqrt(1.0 - read * read)});
        auto const chances = chances_at(mate.knots, cycle, profile.bands.size());
        for (std::size_t slot = 0; slot < slots; ++slot)
        {
            double const middle = (static_cast<double>(slot) + 0.5) * (2.0 * reach / slots) - reach;
            double const share = latent_share(middle, weights_.back().read, weights_.back().own, profile.effects);
            scores_.push_back(quantile(profile.bands, chances, share));
        }
    }
}

std::uint32_t
quality_model::call(std::string & called, std::string & quality, double effect, random_stream & stream) const
{
    quality.resize(called.size());
    std::uint32_t wrong = 0;
    double own = innovation(stream.bits());
    for (std::size_t cycle = 0; cycle < called.size(); ++cycle)
    {
        std::uint8_t const value = score(cycle, weights_[cycle].read * effect + weights_[cycle].own * own);
        quality[cycle] = static_cast<char>(value + 33);
        own = memory_ * own + innovation_ * innovation(stream.bits());
        std::uint64_t const luck = stream.bits();
        auto const draw = static_cast<std::uint32_t>(luck >> 32);
        if (draw >= error_chances_[value] + no_call_chance_)
            continue;
        ++wrong;
        if (draw >= error_chances_[value])
        {
            called[cycle] = 'N';
            quality[cycle] = no_call_quality;
        }
        else
            called[cycle] = other_base(called[cycle], (luck & 0xffffffffU) * 3 >> 32);
    }
    return stream.uniform() < dropout_ ? wrong + drop_tail(called, quality, stream) : wrong;
}

/// Errors before the cycle at which the read is lost stay counted; the lost bases are added to them.
std::uint32_t quality_model::drop_tail(std::string & called, std::string & quality, random_stream & stream) const
{
    if (called.empty())
        return 0;
    std::size_t const from = stream.below(called.size());
    std::fill(called.begin() + static_cast<std::ptrdiff_t>(from), called.end(), 'N');
    std::fill(quality.begin() + static_cast<std::ptrdiff_t>(from), quality.end(), no_call_quality);
    return static_cast<std::uint32_t>(called.size() - from);
}

} // namespace ampstream::simulate
