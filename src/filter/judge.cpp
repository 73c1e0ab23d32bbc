// SPDX-License-Identifier: BSD-3-Clause
// Trimming to size, expected errors, limits; the order of the rules is VSEARCH's.
#include <ampstream/filter/judge.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>

#include <ampstream/core/label.hpp>

namespace ampstream::filter
{

namespace
{

constexpr std::size_t quality_levels = 94;
constexpr char quality_offset = '!';
constexpr int unit_exponent = 31; ///< an error of Q0 has to fit into 32 bits

std::array<double, quality_levels> const & error_probabilities() noexcept
{
    // VSEARCH multiplies by −0.1 here where merging divides by −10: the last bits differ, and a limit may fall between
    // them.
    static std::array<double, quality_levels> const table = []
    {
        std::array<double, quality_levels> values{};
        for (std::size_t q = 0; q < quality_levels; ++q)
            values[q] = std::pow(10.0, -0.1 * static_cast<double>(q));
        return values;
    }();
    return table;
}

/// Sums expected errors from the 5' end and cuts where truncqual or truncee say so. The error of the base cut off is
/// subtracted again, not left out: that is where VSEARCH's last bit comes from.
void cut_by_quality(std::string_view quality, options const & limits, verdict & result) noexcept
{
    auto const & errors = error_probabilities();
    unsigned const lowest = static_cast<unsigned>(limits.qmin);
    unsigned const highest = static_cast<unsigned>(std::min<std::uint64_t>(limits.qmax, quality_levels - 1));
    int const cut = limits.truncqual ? static_cast<int>(*limits.truncqual) : -1;
    double const most_errors = limits.truncee.value_or(std::numeric_limits<double>::max());
    double sum = 0.0;
    for (std::uint32_t i = 0; i < result.length; ++i)
    {
        unsigned const phred =
            static_cast<unsigned char>(quality[result.begin + i]) - static_cast<unsigned>(quality_offset);
        if (phred < lowest || phred > highest)
        {
            result.bad_quality = result.begin + i + 1;
            break;
        }
        sum += errors[phred];
        if (static_cast<int>(phred) <= cut || sum > most_errors)
        {
            sum -= errors[phred];
            result.length = i;
            break;
        }
    }
    result.expected_errors = sum;
}

/// Strips and truncates to length.
verdict cut_to_size(read_view const & read, options const & limits) noexcept
{
    std::uint64_t const whole = read.sequence.size();
    std::uint64_t const begin = std::min(limits.stripleft, whole);
    std::uint64_t length = whole - begin;
    length -= std::min(limits.stripright, length);
    if (limits.trunclen)
        length = std::min(length, *limits.trunclen);
    if (limits.trunclen_keep)
        length = std::min(length, *limits.trunclen_keep);
    verdict result{};
    result.begin = static_cast<std::uint32_t>(begin);
    result.length = static_cast<std::uint32_t>(length);
    return result;
}

reason apply_limits(read_view const & read, options const & limits, verdict const & cut) noexcept
{
    bool const has_quality = cut.expected_errors >= 0.0 || !read.quality.empty();
    double const length = static_cast<double>(cut.length);
    if (has_quality && limits.maxee && cut.expected_errors > *limits.maxee)
        return reason::too_many_expected_errors;
    if (has_quality && limits.maxee_rate && cut.length > 0 && cut.expected_errors / length > *limits.maxee_rate)
        return reason::too_high_expected_error_rate;
    if ((limits.trunclen && cut.length < *limits.trunclen) || cut.length < limits.minlen)
        return reason::too_short;
    if (limits.maxlen && cut.length > *limits.maxlen)
        return reason::too_long;
    if (limits.maxns)
    {
        std::string_view const bases = read.sequence.substr(cut.begin, cut.length);
        auto const found = std::ranges::count_if(bases, [](char base) { return base == 'N' || base == 'n'; });
        if (static_cast<std::uint64_t>(found) > *limits.maxns)
            return reason::too_many_ns;
    }
    if (limits.minsize || limits.maxsize)
    {
        std::uint64_t const abundance = abundance_of(read.header);
        if (limits.minsize && abundance < *limits.minsize)
            return reason::too_rare;
        if (limits.maxsize && abundance > *limits.maxsize)
            return reason::too_abundant;
    }
    return reason::kept;
}

} // namespace

double error_probability(unsigned phred) noexcept
{
    return error_probabilities()[phred];
}

verdict judge(read_view const & read, options const & limits) noexcept
{
    verdict result = cut_to_size(read, limits);
    if (!read.quality.empty())
        cut_by_quality(read.quality, limits, result);
    result.why = apply_limits(read, limits, result);
    return result;
}

quick_judge::quick_judge(options const & limits) : limits_{limits}
{
    for (unsigned q = 0; q < simd::quality_weights::levels; ++q)
    {
        auto const units = static_cast<std::uint32_t>(std::llround(std::ldexp(error_probability(q), unit_exponent)));
        for (unsigned byte = 0; byte < sizeof units; ++byte)
            units_.bytes[byte][q] = static_cast<std::uint8_t>(units >> (8 * byte));
    }
}

verdict quick_judge::operator()(read_view const & read) const noexcept
{
    constexpr std::uint32_t longest = 4096; // bases; beyond, the rounding of the exact sum would have to be thought of
    verdict result = cut_to_size(read, limits_);
    if (read.quality.empty() || limits_.truncqual || limits_.truncee || result.length > longest)
        return judge(read, limits_);
    char const * const qualities = read.quality.data() + result.begin;
    auto const [lowest, highest] = simd::range_of(qualities, result.length);
    std::uint64_t const most = std::min<std::uint64_t>(limits_.qmax, simd::quality_weights::levels - 1);
    if (result.length > 0 &&
        (lowest < quality_offset + static_cast<int>(limits_.qmin) || highest > quality_offset + static_cast<int>(most)))
        return judge(read, limits_);
    // Each base is off by half a unit at most; the exact sum by far less.
    double const tolerance = std::ldexp(static_cast<double>(result.length) + 1.0, -unit_exponent);
    double const sum = std::ldexp(
        static_cast<double>(simd::sum_weights(qualities, result.length, units_, simd::best_target())), -unit_exponent);
    auto const is_close = [tolerance](std::optional<double> const & limit, double value)
    { return limit.has_value() && std::abs(value - *limit) <= tolerance; };
    if (is_close(limits_.maxee, sum) ||
        is_close(limits_.maxee_rate, sum / std::max(1.0, static_cast<double>(result.length))))
        return judge(read, limits_);
    result.expected_errors = sum;
    result.why = apply_limits(read, limits_, result);
    return result;
}

} // namespace ampstream::filter
