// SPDX-License-Identifier: BSD-3-Clause
// Sums and text of the read tracking.
#include <ampstream/pipeline/tracking.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::pipeline
{

std::uint64_t sample_tracking::count(std::string_view name) const noexcept
{
    auto const found = std::ranges::find(counters, name, &counter::name);
    return found == counters.end() ? 0 : found->count;
}

std::uint64_t sample_tracking::lost() const noexcept
{
    std::uint64_t sum = 0;
    for (counter const & one : counters)
        if (one.name.starts_with("lost_"))
            sum += one.count;
    return sum;
}

void check_sums(std::vector<sample_tracking> const & samples)
{
    for (sample_tracking const & one : samples)
        if (one.count("pairs") != one.lost() + one.count("in_otus"))
            throw internal_error{fmt::format("sample {}: {} pairs, but {} lost and {} in OTUs", one.sample,
                                             one.count("pairs"), one.lost(), one.count("in_otus"))};
}

std::string tracking_text(std::vector<sample_tracking> const & samples)
{
    if (samples.empty())
        return {};
    std::string text = "sample";
    for (counter const & one : samples.front().counters)
        text += '\t' + one.name;
    text += '\n';
    for (sample_tracking const & sample : samples)
    {
        text += sample.sample;
        for (counter const & one : sample.counters)
            text += fmt::format("\t{}", one.count);
        text += '\n';
    }
    return text;
}

} // namespace ampstream::pipeline
