// SPDX-License-Identifier: BSD-3-Clause
// A pair's way from two reads to a verdict; the first rule that applies decides.
#include <ampstream/merge/merger.hpp>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

#include "merge/consensus.hpp"
#include "merge/overlap.hpp"
#include "merge/working_read.hpp"

namespace ampstream::merge
{

namespace
{

/// The highest quality VSEARCH accepts by default.
constexpr char highest_usual_quality = quality_offset + 41;

std::size_t bases_above_usual(working_read const & read)
{
    if (read.highest_quality() <= highest_usual_quality)
        return 0;
    return static_cast<std::size_t>(
        std::ranges::count_if(read.qualities(), [](char quality) { return quality > highest_usual_quality; }));
}

[[noreturn]] void refuse_quality(read_view const & read,
                                 std::size_t position,
                                 std::uint64_t record,
                                 std::string const & file,
                                 options const & limits)
{
    throw input_error{
        {file, record, 0, std::string{read.header}},
        {fmt::format("qualities from {} to {} (qmin, qmax)", limits.qmin, limits.qmax),
         fmt::format("quality {} at base {}", read.quality[position] - quality_offset, position + 1),
         "Set qmin and qmax to what the sequencer writes; their defaults, 0 and 93, accept all of Phred+33"}};
}

/// Merges one pair after the other in memory that is used again. One for each batch.
class pair_merger
{
public:
    pair_merger(options const & limits, quality_tables const & tables, input_names const & names)
        : limits_{limits}, tables_{tables}, names_{names},
          overlap_limits_{overlap_limits::for_overlap_of(limits.minovlen)}
    {
    }

    reason merge(read_view const & forward, read_view const & reverse, std::uint64_t record)
    {
        forward_.assign(forward);
        reverse_.assign(reverse);
        if (reason const why = prepare(forward, reverse, record); why != reason::merged)
            return why;
        reverse_.reverse_complement(turned_bases_, turned_qualities_);
        x_ = {forward_.bases().substr(0, forward_.kept()), forward_.qualities().substr(0, forward_.kept()),
              forward_.is_plain(), forward_.highest_quality()};
        y_ = {turned_bases_, turned_qualities_, reverse_.is_plain(), reverse_.highest_quality()};
        overlap const best = finder_.find(x_, y_, tables_);
        span_ = best.span;
        if (reason const why = judge(best); why != reason::merged)
            return why;
        build_consensus(x_, y_, span_, tables_, consensus_);
        return limits_.maxee && !(errors().merged <= *limits_.maxee) ? reason::too_many_expected_errors
                                                                     : reason::merged;
    }

    // What follows is there once a merged read was built.
    [[nodiscard]] consensus const & result() const noexcept { return consensus_; }
    [[nodiscard]] expected_errors<double> errors() const noexcept
    {
        return sum_errors(x_, y_, span_, tables_, consensus_);
    }
    [[nodiscard]] expected_errors<error_sum> counted_errors() const noexcept
    {
        return count_errors(x_, y_, span_, tables_, consensus_);
    }
    [[nodiscard]] working_read const & forward() const noexcept { return forward_; }
    [[nodiscard]] working_read const & reverse() const noexcept { return reverse_; }

private:
    /// Length, truncation, N. Rules that apply to both reads are tried on the forward read first.
    reason prepare(read_view const & forward, read_view const & reverse, std::uint64_t record)
    {
        if (limits_.maxlen && std::max(forward_.length(), reverse_.length()) > *limits_.maxlen)
            return reason::read_too_long;
        if (std::min(forward_.length(), reverse_.length()) < limits_.minlen)
            return reason::read_too_short;
        if (auto const bad = forward_.truncate(limits_))
            refuse_quality(forward, *bad, record, names_.forward, limits_);
        if (forward_.kept() < limits_.minlen)
            return reason::read_too_short;
        if (auto const bad = reverse_.truncate(limits_))
            refuse_quality(reverse, *bad, record, names_.reverse, limits_);
        if (reverse_.kept() < limits_.minlen)
            return reason::read_too_short;
        if (std::size_t const found = forward_.silence_ns(); limits_.maxns && found > *limits_.maxns)
            return reason::too_many_ns;
        if (std::size_t const found = reverse_.silence_ns(); limits_.maxns && found > *limits_.maxns)
            return reason::too_many_ns;
        return reason::merged;
    }

    [[nodiscard]] reason judge(overlap const & best) const
    {
        if (best.hits > 1)
            return reason::multiple_alignments;
        if (!limits_.allowmergestagger && best.span > forward_.kept())
            return reason::staggered;
        if (best.differences > limits_.maxdiffs)
            return reason::too_many_differences;
        if (100.0 * static_cast<double>(best.differences) / static_cast<double>(best.span) > limits_.maxdiffpct)
            return reason::too_high_difference_rate;
        if (!best.has_shared_words)
            return reason::too_few_kmers;
        if (best.score < overlap_limits_.score)
            return reason::score_too_low;
        if (best.span < limits_.minovlen)
            return reason::overlap_too_short;
        std::size_t const length = forward_.kept() + reverse_.kept() - best.span;
        if (length < limits_.minmergelen)
            return reason::merged_too_short;
        if (limits_.maxmergelen && length > *limits_.maxmergelen)
            return reason::merged_too_long;
        return reason::merged;
    }

    options const & limits_;
    quality_tables const & tables_;
    input_names const & names_;
    overlap_limits overlap_limits_;
    overlap_finder finder_{overlap_limits_};
    working_read forward_{};
    working_read reverse_{};
    std::string turned_bases_{};
    std::string turned_qualities_{};
    oriented_read x_{}; ///< what is kept of the forward read
    oriented_read y_{}; ///< what is kept of the reverse read, turned
    std::size_t span_{};
    consensus consensus_{};
};

void add_merged(stats & totals, pair_merger const & pair)
{
    consensus const & built = pair.result();
    std::uint64_t const length = built.bases.size();
    totals.merged_bases += length;
    totals.merged_bases_squared += length * length;
    totals.forward_differences += built.forward_differences;
    totals.reverse_differences += built.reverse_differences;
    auto const [forward, reverse, merged] = pair.counted_errors();
    totals.forward_errors += forward;
    totals.reverse_errors += reverse;
    totals.merged_errors += merged;
}

void add_verdict(
    detailed_outcome & outcome, reason why, pair_merger const & pair, pair_batch const & pairs, std::size_t i)
{
    verdict one{.why = why};
    if (why == reason::merged || why == reason::too_many_expected_errors)
    {
        consensus const & built = pair.result();
        auto const [forward, reverse, merged] = pair.errors();
        one = {why, built.forward_differences, built.reverse_differences, forward, reverse, merged};
    }
    outcome.verdicts.push_back(one);
    if (why == reason::merged)
        return;
    std::uint64_t const record = pairs.forward.record(i);
    outcome.unmerged.forward.push_back(pairs.forward[i].header, pair.forward().bases(), pair.forward().qualities(),
                                       record);
    outcome.unmerged.reverse.push_back(pairs.reverse[i].header, pair.reverse().bases(), pair.reverse().qualities(),
                                       record);
}

/// Appends to a batch, which gets room for all of the pairs.
read_sink appending_to(read_batch & merged, pair_batch const & pairs)
{
    merged.reserve(pairs.forward.size(), pairs.forward.text_size() + pairs.reverse.text_size());
    return [&merged](read_view const & read, std::uint64_t record) { merged.push_back(read, record); };
}

} // namespace

merger::merger(options const & chosen) : options_{chosen}
{
    options_.validate();
    tables_ = std::make_shared<quality_tables const>(static_cast<unsigned>(options_.qminout),
                                                     static_cast<unsigned>(options_.qmaxout));
}

stats merger::operator()(pair_batch const & pairs, read_batch & merged, input_names const & names) const
{
    return run(pairs, appending_to(merged, pairs), nullptr, names);
}

stats merger::operator()(pair_batch const & pairs, read_sink const & take, input_names const & names) const
{
    return run(pairs, take, nullptr, names);
}

stats merger::operator()(pair_batch const & pairs,
                         read_batch & merged,
                         detailed_outcome & outcome,
                         input_names const & names) const
{
    return run(pairs, appending_to(merged, pairs), &outcome, names);
}

stats merger::run(pair_batch const & pairs,
                  read_sink const & take,
                  detailed_outcome * outcome,
                  input_names const & names) const
{
    stats totals{};
    pair_merger pair{options_, *tables_, names};
    totals.pairs = pairs.forward.size();
    for (std::size_t i = 0; i < pairs.forward.size(); ++i)
    {
        read_view const forward = pairs.forward[i];
        read_view const reverse = pairs.reverse[i];
        reason const why = pair.merge(forward, reverse, pairs.forward.record(i));
        totals.read_bases += forward.sequence.size() + reverse.sequence.size();
        totals.bases_above_q41 += bases_above_usual(pair.forward()) + bases_above_usual(pair.reverse());
        ++totals.by_reason[static_cast<std::size_t>(why)];
        if (why == reason::merged)
        {
            take({forward.header, pair.result().bases, pair.result().qualities}, pairs.forward.record(i));
            add_merged(totals, pair);
        }
        if (outcome != nullptr)
            add_verdict(*outcome, why, pair, pairs, i);
    }
    return totals;
}

} // namespace ampstream::merge
