// SPDX-License-Identifier: BSD-3-Clause
// DUST: a window is as simple as its most repetitive stretch of triplets.
#include <ampstream/kmer/masking.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>

namespace ampstream::kmer
{

namespace
{

constexpr std::size_t window = 64;
constexpr std::size_t step = 32;
constexpr std::size_t smallest_region = 8;
constexpr int level = 20;

char to_upper(char letter) noexcept
{
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
}

char to_lower(char letter) noexcept
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
}

/// The most repetitive stretch of a window: bases [begin, last].
struct stretch
{
    std::size_t begin{};
    std::size_t last{};
    int score{};
};

/// Codes of the triplets of a window by their last base, from the third base on.
std::array<std::uint8_t, window> find_triplets(std::string_view bases) noexcept
{
    std::array<std::uint8_t, window> triplets{};
    unsigned triplet = 0;
    for (std::size_t i = 0; i < bases.size(); ++i)
    {
        std::uint8_t const code = base_code(bases[i]);
        triplet = ((triplet << 2) | (code < 4 ? code : 0U)) & 63U;
        triplets[i] = static_cast<std::uint8_t>(triplet);
    }
    return triplets;
}

/// For each start of a stretch, the most that 10 · pairs − 21 · offset can become, where pairs counts equal triplets
/// and offset is that of the stretch's last base. A score 10 · pairs / offset above `level` needs at least 0.
///
/// The bound: a triplet at p makes no more pairs within a stretch than it makes with all triplets before it in the
/// window, n(p). So the value is at most the sum of 10 · n(p) − 21 over the stretch's triplets, less 21 for the first
/// base; the best sum from a start on is found by one pass from the end. Returns false, most often, if no start has a
/// chance; a pass from the front shows that sooner.
bool find_chances(std::array<std::uint8_t, window> const & triplets,
                  std::size_t size,
                  std::array<int, window> & chances) noexcept
{
    static_assert(level == 20);
    std::array<std::uint8_t, 64> counts{};
    std::array<int, window> gains{};
    int sum = 0; // best of those that end here
    int most = 0;
    for (std::size_t p = 2; p < size; ++p)
    {
        gains[p] = 10 * counts[triplets[p]]++ - 21;
        sum = std::max(sum, 0) + gains[p];
        most = std::max(most, sum);
    }
    if (most < 21)
        return false;
    int best = 0;
    for (std::size_t p = size; p-- > 2;)
    {
        best = gains[p] + std::max(best, 0);
        chances[p - 2] = best - 21;
    }
    return true;
}

/// Score of a stretch of t + 1 triplets that starts at i: 10 · Σ n(n − 1)/2 over the triplets' counts n, divided by its
/// last offset, in whole numbers; the first stretch of the highest score wins. Starts from which no stretch can score
/// above `level` are passed over, so that a stretch of a lower score may be given.
stretch find_stretch(std::string_view bases) noexcept
{
    stretch best;
    if (bases.size() < smallest_region)
        return best;
    std::array<std::uint8_t, window> const triplets = find_triplets(bases);
    std::array<int, window> chances;
    if (!find_chances(triplets, bases.size(), chances))
        return best;
    for (std::size_t i = 0; i + smallest_region - 1 < bases.size(); ++i)
    {
        if (chances[i] < 0)
            continue;
        std::array<std::uint8_t, 64> counts{};
        int sum = 0;
        for (std::size_t offset = 2; offset < bases.size() - i; ++offset)
        {
            std::uint8_t & count = counts[triplets[i + offset]];
            if (count != 0)
            {
                sum += count;
                int const score = 10 * sum / static_cast<int>(offset);
                if (score > best.score)
                    best = {i, i + offset, score};
            }
            ++count;
        }
    }
    return best;
}

} // namespace

masking masking_named(std::string_view name)
{
    if (name == "none")
        return masking::none;
    if (name == "dust")
        return masking::dust;
    if (name == "soft")
        return masking::soft;
    throw usage_error{"masking is " + std::string{name} + "; it can be none, dust or soft"};
}

void mask_dust(std::span<char> sequence)
{
    std::ranges::transform(sequence, sequence.begin(), to_upper);
    std::string const bases{sequence.begin(), sequence.end()};
    for (std::size_t i = 0; i < bases.size(); i += step)
    {
        stretch const found = find_stretch(std::string_view{bases}.substr(i, window));
        if (found.score <= level)
            continue;
        for (std::size_t at = i + found.begin; at <= i + found.last; ++at)
            sequence[at] = to_lower(sequence[at]);
        if (found.last < step) // look again from the end of what was masked
            i += step - found.last;
    }
}

void apply(masking how, std::span<char> sequence)
{
    if (how == masking::dust)
        mask_dust(sequence);
}

} // namespace ampstream::kmer
