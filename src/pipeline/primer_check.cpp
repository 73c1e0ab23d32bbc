// SPDX-License-Identifier: BSD-3-Clause
// The survey of primers over a study.
#include <ampstream/pipeline/primer_check.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/bam_reader.hpp>
#include <ampstream/io/pair_reader.hpp>
#include <ampstream/trim/detect_primers.hpp>

namespace ampstream::pipeline
{

namespace
{

constexpr std::size_t samples_looked_at = 16;
constexpr std::size_t pairs_a_sample = 128;

pair_batch first_pairs(runfolder::lane_files const & lane)
{
    if (lane.reverse.empty())
    {
        io::bam_pair_reader reader{lane.forward};
        return reader.next().value_or(pair_batch{});
    }
    io::pair_block_reader reader{lane.forward, lane.reverse, pairs_a_sample};
    auto block = reader.next();
    return block ? io::parse(std::move(*block)) : pair_batch{};
}

/// The first pairs of up to `samples_looked_at` samples.
pair_batch collect(runfolder::study const & study)
{
    pair_batch collected;
    std::size_t const samples = study.samples.size();
    std::size_t const looks = std::min(samples, samples_looked_at);
    for (std::size_t look = 0; look < looks; ++look)
        try
        {
            pair_batch const pairs = first_pairs(study.samples[look * samples / looks].lanes.front());
            for (std::size_t i = 0; i < std::min(pairs.forward.size(), pairs_a_sample); ++i)
            {
                collected.forward.push_back(pairs.forward[i], i + 1);
                collected.reverse.push_back(pairs.reverse[i], i + 1);
            }
        }
        catch (input_error const &)
        {
            continue; // reported by the stream, in the order of the inputs
        }
    return collected;
}

/// The primers a read must have; one that is not required is not asked for.
trim::primer_set required_primers(trim::options const & chosen)
{
    trim::primer_set set = trim::chosen_primers(chosen);
    if (chosen.require == "forward")
        set.reverse = {};
    if (chosen.require == "reverse")
        set.forward = {};
    if (chosen.require == "forward" || chosen.require == "reverse")
        set.name += fmt::format(" ({} primer)", chosen.require);
    return set;
}

} // namespace

primer_check check_primers(runfolder::study const & study, trim::options const & chosen)
{
    pair_batch const pairs = collect(study);
    trim::primer_set const wanted = required_primers(chosen);
    trim::primer_survey const survey = trim::detect_primers(pairs, trim::sets_to_survey(wanted), pairs.forward.size());
    return {.pairs = survey.reads,
            .usable_share = trim::usable_share(survey, wanted, chosen.orient),
            .explanation = trim::explain(survey, wanted, chosen.orient)};
}

void require_primers(primer_check const & found, trim::options const & chosen, std::string const & source)
{
    if (chosen.keep_untrimmed || chosen.require == "any" || found.pairs < fewest_pairs_to_judge ||
        found.usable_share >= smallest_primer_share)
        return;
    throw input_error{{.file = source},
                      {.expected = fmt::format("the primers that are to be cut in at least {:.0f} % of the pairs",
                                               100.0 * smallest_primer_share),
                       .found = fmt::format("them in {:.1f} %", 100.0 * found.usable_share),
                       .advice = fmt::format("The survey: {} Reads whose primers were cut before take --no-trim.",
                                             found.explanation)}};
}

} // namespace ampstream::pipeline
