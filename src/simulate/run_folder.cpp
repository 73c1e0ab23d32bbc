// SPDX-License-Identifier: BSD-3-Clause
// FASTQ files and the truth of each pair, one lane of a sample at a time.
#include <ampstream/simulate/run_folder.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/read_batch.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/format.hpp>
#include <ampstream/io/output_file.hpp>

#include "simulate/run_sheets.hpp"

namespace ampstream::simulate
{

namespace
{

namespace fs = std::filesystem;

constexpr std::size_t flush_at = std::size_t{1} << 20; ///< bytes of text collected before they are written

/// One lane of one sample: made by a worker, committed in order.
struct lane_job
{
    std::size_t sample{};
    std::uint64_t lane{};
    std::optional<io::output_file> forward{};
    std::optional<io::output_file> reverse{};
    std::string truth{};
    std::vector<std::uint64_t> counts{}; ///< plain pairs by template
    read_stats stats{};
};

/// Makes the reads of lanes. Immutable.
class lane_writer
{
public:
    lane_writer(study const & made, fs::path base_calls)
        : study_{made}, base_calls_{std::move(base_calls)}, instrument_{instrument_of(made.settings())},
          map_{instrument_.tiles.size(), made.samples().size(), most_pairs(made)}
    {
    }

    void operator()(lane_job & job, exec::thread_budget const & budget) const;

private:
    static std::uint64_t most_pairs(study const & made)
    {
        std::uint64_t const deepest = std::ranges::max_element(made.samples(), {}, &sample_plan::pairs)->pairs;
        return share_of_lane(deepest, 0, made.settings().lanes).pairs;
    }
    [[nodiscard]] std::string path(lane_job const & job, unsigned read) const
    {
        return (base_calls_ / fastq_name(study_.samples()[job.sample].name, job.sample + 1, job.lane + 1, read))
            .string();
    }
    void append_name(std::string & text, lane_job const & job, std::uint64_t ordinal, std::uint64_t pairs) const;
    void append_truth(lane_job & job, std::string_view name, origin const & truth) const;

    study const & study_;
    fs::path base_calls_;
    instrument instrument_;
    flowcell_map map_;
};

void lane_writer::append_name(std::string & text,
                              lane_job const & job,
                              std::uint64_t ordinal,
                              std::uint64_t pairs) const
{
    random_stream jitter{study_.settings().seed, "simulate place", mix64(job.sample << 8 ^ job.lane) ^ ordinal};
    auto const place = map_.place_of(job.sample, ordinal, pairs, jitter.bits());
    fmt::format_to(std::back_inserter(text), "{}:{}:{}:{}:{}:{}:{}", instrument_.name, instrument_.run,
                   instrument_.flowcell, job.lane + 1, instrument_.tiles[place.tile], place.x, place.y);
}

void lane_writer::append_truth(lane_job & job, std::string_view name, origin const & truth) const
{
    auto const & templates = study_.templates();
    auto const out = std::back_inserter(job.truth);
    fmt::format_to(out, "{}\t{}\t", name, study_.samples()[job.sample].name);
    if (truth.kind == origin_kind::plain)
        fmt::format_to(out, "template\t{}\t*\t*\t*", templates[truth.left].name);
    else if (truth.kind == origin_kind::chimeric)
        fmt::format_to(out, "chimera\t{}\t{}\t{}\t{}", templates[truth.left].name, templates[truth.right].name,
                       truth.place.left_end, truth.place.right_begin);
    else
        fmt::format_to(out, "contaminant\t{}\t*\t*\t*", truth.left + 1);
    fmt::format_to(out, "\t{}\t{}\t{}\t{}\n", truth.is_flipped ? '-' : '+', truth.pcr_errors, truth.forward_errors,
                   truth.reverse_errors);
}

void count(lane_job & job, origin const & truth)
{
    job.stats += {1,
                  truth.kind == origin_kind::chimeric,
                  truth.kind == origin_kind::contaminant,
                  truth.is_flipped,
                  truth.is_read_through,
                  truth.pcr_errors,
                  std::uint64_t{truth.forward_errors} + truth.reverse_errors};
    if (truth.kind == origin_kind::plain)
        ++job.counts[truth.left];
}

void lane_writer::operator()(lane_job & job, exec::thread_budget const & budget) const
{
    sample_plan const & plan = study_.samples()[job.sample];
    lane_share const share = share_of_lane(plan.pairs, job.lane, study_.settings().lanes);
    std::string const index = fmt::format("{}+{}", plan.index.i7, plan.index.i5);
    job.forward.emplace(path(job, 1));
    job.reverse.emplace(path(job, 2));
    job.counts.assign(study_.templates().size(), 0);
    std::string name, header, forward, reverse;
    simulated_pair pair;
    for (std::uint64_t i = 0; i < share.pairs; ++i)
    {
        study_.make_pair(job.sample, share.first + i, pair);
        name.clear();
        append_name(name, job, i, share.pairs);
        header = fmt::format("{} 1:N:0:{}", name, index);
        io::append_fastq(forward, {header, pair.forward, pair.forward_quality});
        header[name.size() + 1] = '2';
        io::append_fastq(reverse, {header, pair.reverse, pair.reverse_quality});
        append_truth(job, name, pair.truth);
        count(job, pair.truth);
        if (forward.size() < flush_at && i + 1 < share.pairs)
            continue;
        budget.check_stop();
        job.forward->write(forward);
        job.reverse->write(reverse);
        forward.clear();
        reverse.clear();
    }
}

/// Reads that were committed before the whole run is: they go if it fails, lest half a run look like one.
class committed_files
{
public:
    committed_files() = default;
    committed_files(committed_files const &) = delete;
    committed_files & operator=(committed_files const &) = delete;
    ~committed_files()
    {
        std::error_code ignored;
        for (std::string const & path : paths_)
            fs::remove(path, ignored);
    }
    void commit(io::output_file & file)
    {
        paths_.push_back(file.path());
        file.commit();
    }
    void keep() noexcept { paths_.clear(); }

private:
    std::vector<std::string> paths_{};
};

bool holds_fastq(fs::path const & folder)
{
    std::error_code ignored;
    for (fs::directory_iterator entry{folder, ignored}, end; !ignored && entry != end; entry.increment(ignored))
        if (entry->path().filename().string().find(".fastq") != std::string::npos)
            return true;
    return false;
}

void make_folder(fs::path const & folder)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        throw resource_error{folder.string(), "making the folder", failure.value()};
}

} // namespace

read_stats write_run_folder(study const & made,
                            std::string const & folder,
                            exec::thread_budget const & budget,
                            std::function<void(double)> const & progress)
{
    fs::path const root{folder};
    fs::path const base_calls = root / "Data" / "Intensities" / "BaseCalls";
    if (holds_fastq(base_calls))
        throw usage_error{fmt::format("{} already holds FASTQ files; remove them or name another folder with --out",
                                      base_calls.string())};
    make_folder(base_calls);
    make_folder(root / "truth");

    lane_writer const write_lane{made, base_calls};
    std::uint64_t const lanes = made.settings().lanes;
    composition counts(made.samples().size(), std::vector<std::uint64_t>(made.templates().size()));
    io::output_file truth{(root / "truth" / "templates.tsv.gz").string()};
    truth.write("read\tsample\tkind\ttemplate\tsecond_template\tleft_end\tright_begin\tstrand\tpcr_errors\tforward_"
                "errors\treverse_errors\n");
    committed_files reads;
    read_stats total;
    // The jobs live here and not in the stream, which does not destroy the tokens it drops when it fails: their files
    // must go.
    std::vector<lane_job> jobs(made.samples().size() * lanes);
    for (std::size_t i = 0; i < jobs.size(); ++i)
        jobs[i] = lane_job{.sample = i / lanes, .lane = i % lanes};
    std::size_t next = 0;
    std::size_t done = 0;
    exec::run_stream<std::size_t>(
        budget, [&] { return next < jobs.size() ? std::optional{next++} : std::nullopt; },
        [&](std::size_t const & i) { write_lane(jobs[i], budget); },
        [&](std::size_t const & i)
        {
            lane_job job = std::exchange(jobs[i], {});
            total += job.stats;
            for (std::size_t j = 0; j < job.counts.size(); ++j)
                counts[job.sample][j] += job.counts[j];
            truth.write(job.truth);
            reads.commit(*job.forward);
            reads.commit(*job.reverse);
            if (progress)
                progress(static_cast<double>(++done) / static_cast<double>(jobs.size()));
        });
    truth.commit();
    write_truth_tables(made, counts, (root / "truth").string());
    write_sheets(made, root.string());
    reads.keep();
    return total;
}

} // namespace ampstream::simulate
