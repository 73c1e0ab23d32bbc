// SPDX-License-Identifier: BSD-3-Clause
// Judging batches, trimming and dropping reads in place.
#include <ampstream/filter/read_filter.hpp>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::filter
{

namespace
{

constexpr char quality_offset = '!';

[[noreturn]] void refuse_quality(
    read_batch const & batch, std::size_t i, std::uint32_t position, options const & limits, std::string const & file)
{
    throw input_error{
        {file, batch.record(i), 0, std::string{batch[i].header}},
        {fmt::format("qualities from {} to {} (qmin, qmax)", limits.qmin, limits.qmax),
         fmt::format("quality {} at base {}", batch[i].quality[position - 1] - quality_offset, position),
         "Set qmin and qmax to what the sequencer writes; their defaults, 0 and 93, accept all of Phred+33"}};
}

void count(stats & totals, reason why, bool is_truncated)
{
    ++totals.reads;
    ++totals.by_reason[static_cast<std::size_t>(why)];
    totals.truncated += why == reason::kept && is_truncated;
}

} // namespace

read_filter::read_filter(options const & chosen, bool needs_errors)
    : options_{chosen}, judge_{chosen}, needs_errors_{needs_errors}
{
    options_.validate();
}

void read_filter::judge_all(read_batch const & batch, std::vector<verdict> & verdicts, std::string const & file) const
{
    verdicts.resize(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        verdicts[i] = needs_errors_ ? judge(batch[i], options_) : judge_(batch[i]);
        if (verdicts[i].bad_quality != 0)
            refuse_quality(batch, i, verdicts[i].bad_quality, options_, file);
    }
}

stats read_filter::operator()(read_batch & batch, std::vector<verdict> * verdicts, std::string const & file) const
{
    std::vector<verdict> own;
    std::vector<verdict> & judged = verdicts != nullptr ? *verdicts : own;
    judge_all(batch, judged, file);
    stats const totals = tally(batch, judged);
    trim(batch, judged);
    drop_discarded(batch, judged);
    return totals;
}

stats read_filter::operator()(pair_batch & pairs, pair_names const & names) const
{
    std::vector<verdict> forward;
    std::vector<verdict> reverse;
    judge_all(pairs.forward, forward, names.forward);
    judge_all(pairs.reverse, reverse, names.reverse);
    stats const totals = tally(pairs.forward, pairs.reverse, forward, reverse);
    share_reasons(forward, reverse);
    trim(pairs.forward, forward);
    trim(pairs.reverse, reverse);
    drop_discarded(pairs.forward, forward);
    drop_discarded(pairs.reverse, reverse);
    return totals;
}

stats tally(read_batch const & batch, std::vector<verdict> const & verdicts)
{
    stats totals{};
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        std::size_t const length = batch[i].sequence.size();
        count(totals, verdicts[i].why, verdicts[i].length < length);
        totals.bases_in += length;
        totals.bases_kept += verdicts[i].why == reason::kept ? verdicts[i].length : 0;
    }
    return totals;
}

stats tally(read_batch const & forward_reads,
            read_batch const & reverse_reads,
            std::vector<verdict> const & forward,
            std::vector<verdict> const & reverse)
{
    stats totals{};
    for (std::size_t i = 0; i < forward_reads.size(); ++i)
    {
        std::size_t const forward_length = forward_reads[i].sequence.size();
        std::size_t const reverse_length = reverse_reads[i].sequence.size();
        reason const why = forward[i].why != reason::kept ? forward[i].why : reverse[i].why;
        count(totals, why, forward[i].length < forward_length || reverse[i].length < reverse_length);
        totals.bases_in += forward_length + reverse_length;
        totals.bases_kept += why == reason::kept ? std::uint64_t{forward[i].length} + reverse[i].length : 0;
    }
    return totals;
}

void share_reasons(std::vector<verdict> & forward, std::vector<verdict> & reverse) noexcept
{
    for (std::size_t i = 0; i < forward.size(); ++i)
    {
        if (forward[i].why == reason::kept)
            forward[i].why = reverse[i].why;
        reverse[i].why = forward[i].why;
    }
}

void trim(read_batch & batch, std::vector<verdict> const & verdicts) noexcept
{
    for (std::size_t i = 0; i < batch.size(); ++i)
        batch.keep_range(i, verdicts[i].begin, verdicts[i].length);
}

void drop_discarded(read_batch & batch, std::vector<verdict> const & verdicts)
{
    std::vector<std::uint8_t> keep(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i)
        keep[i] = verdicts[i].why == reason::kept;
    batch.retain(keep);
}

} // namespace ampstream::filter
