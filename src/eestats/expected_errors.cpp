// SPDX-License-Identifier: BSD-3-Clause
// Running sums.
#include <ampstream/eestats/expected_errors.hpp>

#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::eestats
{

namespace
{

constexpr std::uint64_t lowest_letter = 33; // '!' is Phred 0
constexpr std::size_t letters = 94;

std::array<double, letters> make_table() noexcept
{
    std::array<double, letters> table{};
    for (std::size_t quality = 0; quality < table.size(); ++quality)
        table[quality] = error_probability(quality);
    return table;
}

} // namespace

double error_probability(std::uint64_t quality) noexcept
{
    return std::pow(10.0, -static_cast<double>(quality) / 10.0);
}

running_errors expected_errors(read_batch const & batch, options const & limits, std::string_view file)
{
    static std::array<double, letters> const probabilities = make_table();
    auto const fail = [&](std::size_t i, std::string found, std::string advice)
    {
        throw input_error{
            {.file = std::string{file}, .record = batch.record(i), .header = std::string{batch[i].header}},
            {.expected = fmt::format("qualities from {} to {}", limits.qmin, limits.qmax),
             .found = std::move(found),
             .advice = std::move(advice)}};
    };
    running_errors running;
    running.ends.reserve(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        read_view const read = batch[i];
        if (read.quality.size() != read.sequence.size())
            fail(i, "none", "Give reads as FASTQ.");
        double sum = 0.0;
        for (char const letter : read.quality)
        {
            std::uint64_t const quality = static_cast<unsigned char>(letter) - lowest_letter;
            if (quality < limits.qmin || quality > limits.qmax)
                fail(i, std::to_string(quality), "Set --qmin and --qmax to what the machine writes.");
            sum += probabilities[quality];
            running.sums.push_back(sum);
        }
        running.ends.push_back(running.sums.size());
    }
    return running;
}

} // namespace ampstream::eestats
