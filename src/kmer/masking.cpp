// SPDX-License-Identifier: BSD-3-Clause
// DUST: a window is as simple as its most repetitive stretch of triplets.
#include <ampstream/kmer/masking.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
    bool const is_lower = letter >= 'a' && letter <= 'z';
    return static_cast<char>(letter - (is_lower ? 32 : 0));
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

/// Codes of the triplets of a sequence by their last base, from the third base on.
std::vector<std::uint8_t> find_triplets(std::span<char const> bases)
{
    std::vector<std::uint8_t> codes(bases.size());
    for (std::size_t i = 0; i < bases.size(); ++i)
        codes[i] = base_code(bases[i]) & 3U; // of ambiguous letters 4
    std::vector<std::uint8_t> triplets(bases.size());
    for (std::size_t i = 2; i < bases.size(); ++i)
        triplets[i] = static_cast<std::uint8_t>(codes[i - 2] << 4U | codes[i - 1] << 2U | codes[i]);
    return triplets;
}

/// Could a stretch of a window score above `level`? As `find_chances`, but of the values below 0 only the number is
/// counted, each as the least there is; so there is something to do for those triplets alone that came three times
/// before.
bool may_be_simple(std::span<std::uint8_t const> triplets) noexcept
{
    static_assert(level == 20);
    std::array<std::uint8_t, 64> counts{};
    int bound = 0;
    std::size_t last = 0;
    for (std::size_t p = 2; p < triplets.size(); ++p)
    {
        std::uint8_t const before = counts[triplets[p]]++;
        if (before < 3)
            continue;
        bound = std::max(bound - static_cast<int>(p - last - 1), 0) + 10 * before - 21;
        last = p;
        if (bound >= 21)
            return true;
    }
    return false;
}

/// For each start of a stretch, the most that 10 · pairs − 21 · offset can become, where pairs counts equal triplets
/// and offset is that of the stretch's last base. A score 10 · pairs / offset above `level` needs at least 0.
///
/// The bound: a triplet at p makes no more pairs within a stretch than it makes with all triplets before it in the
/// window, n(p). So the value is at most the sum of 10 · n(p) − 21 over the stretch's triplets, less 21 for the first
/// base; the best sum from a start on is found by one pass from the end. Returns false, most often, if no start has a
/// chance; a pass from the front shows that sooner.
bool find_chances(std::span<std::uint8_t const> triplets, std::array<int, window> & chances) noexcept
{
    static_assert(level == 20);
    std::array<std::uint8_t, 64> counts{};
    std::array<int, window> gains{};
    int sum = 0; // best of those that end here
    int most = 0;
    for (std::size_t p = 2; p < triplets.size(); ++p)
    {
        gains[p] = 10 * counts[triplets[p]]++ - 21;
        sum = std::max(sum, 0) + gains[p];
        most = std::max(most, sum);
    }
    if (most < 21)
        return false;
    int best = 0;
    for (std::size_t p = triplets.size(); p-- > 2;)
    {
        best = gains[p] + std::max(best, 0);
        chances[p - 2] = best - 21;
    }
    return true;
}

/// Score of a stretch of t + 1 triplets that starts at i: 10 · Σ n(n − 1)/2 over the triplets' counts n, divided by its
/// last offset, in whole numbers; the first stretch of the highest score wins. Starts from which no stretch can score
/// above `level` are passed over, so that a stretch of a lower score may be given.
stretch find_stretch(std::span<std::uint8_t const> triplets) noexcept
{
    stretch best;
    std::array<int, window> chances;
    if (triplets.size() < smallest_region || !may_be_simple(triplets) || !find_chances(triplets, chances))
        return best;
    for (std::size_t i = 0; i + smallest_region - 1 < triplets.size(); ++i)
    {
        if (chances[i] < 0)
            continue;
        std::array<std::uint8_t, 64> counts{};
        int sum = 0;
        for (std::size_t offset = 2; offset < triplets.size() - i; ++offset)
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
    std::vector<std::uint8_t> const triplets = find_triplets(sequence);
    for (std::size_t i = 0; i < triplets.size(); i += step)
    {
        std::span<std::uint8_t const> const rest = std::span{triplets}.subspan(i);
        stretch const found = find_stretch(rest.first(std::min(rest.size(), window)));
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
