// SPDX-License-Identifier: BSD-3-Clause
// The stream from files to the pool: cut serially, everything per read in parallel, gather in order.
#include <ampstream/pipeline/intake.hpp>

#include <optional>
#include <utility>

#include <fmt/format.h>

#include <ampstream/derep/dereplicator.hpp>
#include <ampstream/derep/pool.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/filter/read_filter.hpp>
#include <ampstream/merge/merger.hpp>
#include <ampstream/trim/trimmer.hpp>

#include "pipeline/study_source.hpp"
#include <ampstream/pipeline/stage_files.hpp>

namespace ampstream::pipeline
{

namespace
{

/// What the streaming stages counted, of a batch or a sample.
struct stage_stats
{
    merge::stats merged{};
    trim::stats trimmed{};
    filter::stats filtered{};

    stage_stats & operator+=(stage_stats const & other)
    {
        merged += other.merged;
        trimmed += other.trimmed;
        filtered += other.filtered;
        return *this;
    }
};

/// A block on its way through the stream.
struct batch_token
{
    pair_source_block source{};
    read_batch reads{};
    std::vector<std::uint64_t> digests{};
    stage_stats stats{};
    stage_texts texts{};
};

/// The parallel step: parse, merge, trim, filter, digest. `const`, called from many threads.
class read_worker
{
public:
    read_worker(intake_options const & chosen, bool keeps_stages)
        : merge_{chosen.merge}, filter_{chosen.filter}, keeps_stages_{keeps_stages}
    {
        if (chosen.trims)
            trim_.emplace(chosen.trim);
    }

    void operator()(batch_token & token) const
    {
        if (token.source.ends_sample)
            return;
        merge::input_names names;
        pair_batch const pairs = parsed(token.source, names);
        token.stats.merged = merge_(pairs, token.reads, names);
        keep(token, 0);
        token.stats.trimmed = trim_ ? (*trim_)(token.reads) : all_pass(token.reads);
        keep(token, 1);
        token.stats.filtered = filter_(token.reads, nullptr, names.forward);
        keep(token, 2);
        token.digests = derep::digest(token.reads);
    }

private:
    /// Parses the block, unless it came parsed, and names its files for messages.
    static pair_batch parsed(pair_source_block & block, merge::input_names & names)
    {
        if (auto * const text = std::get_if<io::pair_block>(&block.pairs))
        {
            names = {text->forward.file, text->reverse.file};
            return io::parse(std::move(*text));
        }
        names = {block.file, block.file};
        return std::get<pair_batch>(std::move(block.pairs));
    }

    static trim::stats all_pass(read_batch const & reads)
    {
        trim::stats counts{};
        counts.reads = reads.size();
        counts.kept = reads.size();
        return counts;
    }

    void keep(batch_token & token, std::size_t stage) const
    {
        if (keeps_stages_)
            token.texts[stage] = stage_text(token.reads, stage);
    }

    merge::merger merge_;
    std::optional<trim::trimmer> trim_{};
    filter::read_filter filter_;
    bool keeps_stages_;
};

/// One column a reason; reason 0 is "kept".
template <typename reason_t, typename stats_t>
void set_losses(read_tracking & tracking, std::size_t sample, std::string_view stage, stats_t const & stats)
{
    for (std::size_t i = 1; i < stats.by_reason.size(); ++i)
        tracking.set(sample, fmt::format("lost_{}_{}", stage, name_of(static_cast<reason_t>(i))), stats.by_reason[i]);
}

/// The serial end of the stream: gathers a sample, then hands it to the pool.
class gatherer
{
public:
    gatherer(runfolder::study const & study, intake_options const & chosen, stage_files & files, observer & watcher)
        : study_{study}, chosen_{chosen}, files_{files}, watcher_{watcher}, sample_{new_dereplicator()}
    {
    }

    void operator()(batch_token & token)
    {
        std::string const & name = study_.samples[token.source.sample].name;
        if (token.source.ends_sample)
        {
            end_sample(token.source.sample, name);
            return;
        }
        stats_ += token.stats;
        files_.append(name, token.texts);
        sample_.add(token.reads, token.digests);
    }

    intake finish(std::vector<input_file> inputs) &&
    {
        derep::pooled pooled = std::move(pool_).finish(chosen_.minuniquesize);
        for (std::size_t i = 0; i < tracking_.size(); ++i)
            tracking_.set(i, "lost_rare_unique", i < pooled.dropped_reads.size() ? pooled.dropped_reads[i] : 0);
        return {std::move(pooled.uniques), std::move(tracking_), std::move(inputs), pooled.dropped_uniques};
    }

private:
    [[nodiscard]] derep::dereplicator new_dereplicator() const
    {
        return derep::dereplicator{{.minseqlength = chosen_.minseqlength}};
    }

    void end_sample(std::uint32_t index, std::string const & name)
    {
        derep::dereplicated const done = std::move(sample_).finish(name + '.');
        files_.end_sample(name);
        pool_.add(index, done.uniques);
        track(name, done);
        sample_ = new_dereplicator();
        stats_ = {};
        watcher_.progress(fmt::format("reading {}", name),
                          static_cast<double>(index + 1) / static_cast<double>(study_.samples.size()));
    }

    void track(std::string const & name, derep::dereplicated const & done)
    {
        std::size_t const row = tracking_.size();
        tracking_.add_sample(name);
        tracking_.set(row, "pairs", stats_.merged.pairs);
        set_losses<merge::reason>(tracking_, row, "merge", stats_.merged);
        tracking_.set(row, "merged", stats_.merged.merged());
        tracking_.set(row, "lost_trim_no_forward_primer", stats_.trimmed.no_forward);
        tracking_.set(row, "lost_trim_no_reverse_primer", stats_.trimmed.no_reverse);
        tracking_.set(row, "lost_trim_no_primer", stats_.trimmed.no_primer);
        tracking_.set(row, "lost_trim_too_short", stats_.trimmed.too_short);
        tracking_.set(row, "trimmed", stats_.trimmed.kept);
        set_losses<filter::reason>(tracking_, row, "filter", stats_.filtered);
        tracking_.set(row, "filtered", stats_.filtered.kept());
        tracking_.set(row, "lost_derep_too_short", done.counted.too_short);
        tracking_.set(row, "lost_derep_too_long", done.counted.too_long);
        tracking_.set(row, "uniques", done.uniques.size());
    }

    runfolder::study const & study_;
    intake_options const & chosen_;
    stage_files & files_;
    observer & watcher_;
    derep::dereplicator sample_;
    derep::pool pool_{};
    stage_stats stats_{};
    read_tracking tracking_{};
};

} // namespace

intake take_in(runfolder::study const & study,
               intake_options const & chosen,
               stage_files & files,
               exec::thread_budget const & budget,
               observer & watcher)
{
    study_source source{study};
    read_worker const work{chosen, files.is_wanted()};
    gatherer gather{study, chosen, files, watcher};
    exec::run_stream<batch_token>(
        budget,
        [&source]() -> std::optional<batch_token>
        {
            auto block = source.next();
            return block ? std::optional<batch_token>{batch_token{.source = std::move(*block)}} : std::nullopt;
        },
        [&work](batch_token & token) { work(token); }, [&gather](batch_token & token) { gather(token); });
    return std::move(gather).finish(source.inputs());
}

} // namespace ampstream::pipeline
