// SPDX-License-Identifier: BSD-3-Clause
// DUST against the same rule without short cuts.
#include <ampstream/kmer/masking.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::kmer
{

namespace
{

/// Every stretch of every window scored, the first of the highest score masked if it is above 20.
std::string mask_plainly(std::string const & bases)
{
    std::string result = bases;
    for (std::size_t i = 0; i < bases.size(); i += 32)
    {
        std::string_view const window = std::string_view{bases}.substr(i, 64);
        int best = 0;
        std::size_t begin = 0;
        std::size_t last = 0;
        for (std::size_t start = 0; start + 8 <= window.size(); ++start)
        {
            std::map<std::string_view, int> seen;
            int pairs = 0;
            for (std::size_t offset = 2; start + offset < window.size(); ++offset)
            {
                pairs += seen[window.substr(start + offset - 2, 3)]++;
                if (int const score = 10 * pairs / static_cast<int>(offset); score > best)
                {
                    best = score;
                    begin = start;
                    last = start + offset;
                }
            }
        }
        if (best <= 20)
            continue;
        for (std::size_t at = i + begin; at <= i + last; ++at)
            result[at] = static_cast<char>(result[at] | 0x20);
        if (last < 32)
            i += 32 - last;
    }
    return result;
}

/// Random bases with repeats of short units strewn in.
std::string draw(random_stream & stream, std::size_t length, std::size_t repeats)
{
    std::string text;
    while (text.size() < length)
    {
        std::string unit;
        for (std::size_t i = 0, size = 1 + stream.below(6); i < size; ++i)
            unit += "ACGT"[stream.below(4)];
        std::size_t const times = stream.below(100) < repeats ? 1 + stream.below(12) : 1;
        for (std::size_t i = 0; i < times; ++i)
            text += unit;
    }
    text.resize(length);
    return text;
}

} // namespace

TEST(masking, dust_masks_what_scoring_every_stretch_masks)
{
    random_stream stream{1, "dust", 0};
    std::size_t masked = 0;
    for (std::size_t i = 0; i < 800; ++i)
    {
        std::string const bases = draw(stream, stream.below(300), i % 40);
        std::string found = bases;
        mask_dust(found);
        ASSERT_EQ(found, mask_plainly(bases)) << bases;
        masked += found != bases ? 1 : 0;
    }
    EXPECT_GT(masked, 130U); // the test would be empty if nothing were masked
    EXPECT_LT(masked, 780U);
}

} // namespace ampstream::kmer
