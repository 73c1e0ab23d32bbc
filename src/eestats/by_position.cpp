// SPDX-License-Identifier: BSD-3-Clause
// Histograms by position and their quantiles.
#include <ampstream/eestats/by_position.hpp>

#include <algorithm>
#include <iterator>
#include <string>

#include <fmt/format.h>

namespace ampstream::eestats
{

namespace
{

constexpr double resolution = 1000.0; // bins of expected errors for one error
constexpr std::size_t most_bins = 65536;
constexpr std::size_t lowest_letter = 33;

/// Smallest value, quartiles, largest value of a histogram that is offered in ascending order.
class quantiles
{
public:
    explicit quantiles(std::uint64_t reads) : reads_{static_cast<double>(reads)} {}

    void take(std::uint64_t value, std::uint64_t count)
    {
        if (count == 0)
            return;
        if (seen_ == 0)
            values_.front() = value;
        for (std::size_t i = 1; i < values_.size(); ++i)
        {
            double const share = 0.25 * static_cast<double>(i) * reads_;
            if (static_cast<double>(seen_) < share && static_cast<double>(seen_ + count) >= share)
                values_[i] = value;
        }
        seen_ += count;
    }
    [[nodiscard]] std::uint64_t operator[](std::size_t i) const { return values_[i]; }

private:
    double reads_;
    std::uint64_t seen_{};
    std::array<std::uint64_t, 5> values_{};
};

} // namespace

void by_position::add(read_batch const & batch, running_errors const & errors)
{
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        ++reads_;
        std::string_view const quality = batch[i].quality;
        auto const sums = errors.of(i);
        if (columns_.size() < quality.size())
            columns_.resize(quality.size());
        for (std::size_t position = 0; position < quality.size(); ++position)
        {
            column & here = columns_[position];
            ++here.reads;
            here.errors += sums[position];
            ++here.by_quality[static_cast<unsigned char>(quality[position]) - lowest_letter];
            auto const bin = static_cast<std::size_t>(resolution * sums[position]);
            if (bin >= most_bins)
            {
                ++here.beyond[bin];
                continue;
            }
            if (bin >= here.by_errors.size())
                here.by_errors.resize(bin + 1);
            ++here.by_errors[bin];
        }
    }
}

void by_position::append_row(std::string & text, std::size_t position) const
{
    column const & here = columns_[position];
    auto const reads = static_cast<double>(here.reads);
    quantiles quality{here.reads};
    quantiles worst_last{here.reads}; // of error probabilities: of qualities from the highest down
    double qualities_sum = 0.0;
    double probabilities_sum = 0.0;
    for (std::size_t i = 0; i < qualities; ++i)
    {
        quality.take(i, here.by_quality[i]);
        worst_last.take(qualities - 1 - i, here.by_quality[qualities - 1 - i]);
        qualities_sum += static_cast<double>(i * here.by_quality[i]);
        probabilities_sum += error_probability(i) * static_cast<double>(here.by_quality[i]);
    }
    quantiles errors{here.reads};
    for (std::size_t bin = 0; bin < here.by_errors.size(); ++bin)
        errors.take(bin, here.by_errors[bin]);
    for (auto const & [bin, count] : here.beyond)
        errors.take(bin, count);

    auto const end = std::back_inserter(text);
    fmt::format_to(end, "{}\t{}\t{:.1f}", position + 1, here.reads, 100.0 * reads / static_cast<double>(reads_));
    constexpr std::size_t mean_place = 3; // the mean stands between median and upper quartile
    auto const append = [&](auto const & value_of, double mean, auto const & format)
    {
        for (std::size_t i = 0; i < 5; ++i)
        {
            if (i == mean_place)
                format(mean);
            format(value_of(i));
        }
    };
    append([&](std::size_t i) { return static_cast<double>(quality[i]); }, qualities_sum / reads,
           [&](double value) { fmt::format_to(end, "\t{:.1f}", value); });
    append([&](std::size_t i) { return error_probability(worst_last[i]); }, probabilities_sum / reads,
           [&](double value) { fmt::format_to(end, "\t{:.2g}", value); });
    append([&](std::size_t i) { return (static_cast<double>(errors[i]) + 0.5) / resolution; }, here.errors / reads,
           [&](double value) { fmt::format_to(end, "\t{:.2f}", value); });
    text += '\n';
}

void by_position::write(text_sink const & write) const
{
    std::string text = "Pos\tRecs\tPctRecs\tMin_Q\tLow_Q\tMed_Q\tMean_Q\tHi_Q\tMax_Q\tMin_Pe\tLow_Pe\tMed_Pe\tMean_Pe\t"
                       "Hi_Pe\tMax_Pe\tMin_EE\tLow_EE\tMed_EE\tMean_EE\tHi_EE\tMax_EE\n";
    for (std::size_t position = 0; position < columns_.size(); ++position)
        append_row(text, position);
    write(text);
}

} // namespace ampstream::eestats
