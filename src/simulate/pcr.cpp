// SPDX-License-Identifier: BSD-3-Clause
// Errors of a line of descent.
#include <ampstream/simulate/pcr.hpp>

#include <cmath>
#include <string_view>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::simulate
{

std::uint32_t poisson(double uniform, double mean, double none) noexcept
{
    double chance = none;
    double sum = none;
    std::uint32_t count = 0;
    while (uniform >= sum && count < 10000)
    {
        ++count;
        chance *= mean / count;
        sum += chance;
    }
    return count;
}

char other_base(char base, std::uint64_t choice) noexcept
{
    constexpr std::string_view letters = "ACGT";
    return letters[(base_code(base) + 1 + choice) & 3U];
}

amplification::amplification(std::uint64_t cycles, double efficiency, double error_rate)
    : cycles_{cycles}, copy_chance_{efficiency / (1.0 + efficiency)}, error_rate_{error_rate}
{
}

std::uint32_t
amplification::mutate(std::string & bases, std::uint64_t root, std::uint64_t from, random_stream & path) const
{
    if (error_rate_ == 0.0 || bases.empty())
        return 0;
    double const mean = error_rate_ * static_cast<double>(bases.size());
    double const none = std::exp(-mean);
    std::uint32_t errors = 0;
    std::uint64_t ancestor = mix64(root);
    for (std::uint64_t cycle = from; cycle < cycles_; ++cycle)
    {
        bool const is_copied = path.uniform() < copy_chance_;
        ancestor = mix64(ancestor ^ (is_copied ? 0x5851f42d4c957f2dULL : 0x14057b7ef767814fULL));
        if (!is_copied)
            continue;
        random_stream copying{ancestor, "", cycle};
        std::uint32_t const fresh = poisson(copying.uniform(), mean, none);
        for (std::uint32_t i = 0; i < fresh; ++i)
        {
            char & base = bases[copying.below(bases.size())];
            base = other_base(base, copying.below(3));
        }
        errors += fresh;
    }
    return errors;
}

} // namespace ampstream::simulate
