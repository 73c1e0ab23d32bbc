// SPDX-License-Identifier: BSD-3-Clause
// `ampstream simulate`: a run folder whose truth is known.
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/simulate/options.hpp>
#include <ampstream/simulate/run_folder.hpp>
#include <ampstream/simulate/study.hpp>
#include <ampstream/simulate/template_pool.hpp>

#include "cli/command.hpp"
#include "cli/data_files.hpp"

namespace ampstream::cli
{

namespace
{

class simulate_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "simulate"; }
    [[nodiscard]] std::string_view summary() const override
    {
        return "Make a run folder of paired reads with known truth";
    }
    [[nodiscard]] std::string_view details() const override
    {
        return "Writes Data/Intensities/BaseCalls/NAME_S1_L001_R1_001.fastq.gz and R2 for every sample, RunInfo.xml,\n"
               "SampleSheet.csv and samples.tsv (with the group of each sample), and the truth: "
               "truth/templates.fasta,\n"
               "truth/templates.tsv.gz (where each pair comes from), truth/composition.tsv (pairs by template and\n"
               "sample), truth/effects.tsv (fold changes by group).\n\n"
               "  ampstream simulate --out run --samples 12 --pairs 20000\n"
               "  ampstream simulate --out run --profile novaseq --reference silva.fasta --effect 10";
    }
    [[nodiscard]] int position() const override { return 900; }
    [[nodiscard]] option_list options() override
    {
        option_list list = simulate::describe(chosen_);
        list.insert(list.begin(), {{.name = "out",
                                    .value = &out_,
                                    .help = "Folder to write",
                                    .unit = "FOLDER",
                                    .is_required = true,
                                    .is_file = true,
                                    .is_output = true},
                                   {.name = "reference",
                                    .value = &reference_,
                                    .help = "FASTA of 16S genes, lineages in the headers (default: the one installed)",
                                    .is_file = true},
                                   {.name = "contaminant-file",
                                    .value = &contaminant_file_,
                                    .help = "FASTA of which pieces are mixed in: PhiX, a host's genome",
                                    .is_file = true}});
        return list;
    }
    void complete(std::set<std::string> const & given) override
    {
        if (!given.contains("groups"))
            chosen_.groups = std::min(chosen_.groups, chosen_.samples);
    }
    void run(context & given) override
    {
        chosen_.validate();
        std::string const reference = reference_.empty() ? find_data_file("reference.fasta.gz") : reference_;
        auto const pool = simulate::read_templates(reference, chosen_);
        auto const & read = pool.stats;
        given.report.say(
            fmt::format("{} references: {} distinct amplicons; {} without both primers, {} too short or long, "
                        "{} with ambiguous bases, {} with an amplicon seen before",
                        read.references, read.templates, read.without_primers, read.out_of_range, read.ambiguous,
                        read.same_amplicon));
        auto contaminants =
            contaminant_file_.empty() ? std::vector<std::string>{} : simulate::read_contaminants(contaminant_file_);
        simulate::study const made{chosen_, pool, std::move(contaminants)};
        auto const stats = simulate::write_run_folder(
            made, out_, given.threads, [&given](double share) { given.report.progress("simulating", share); });
        given.report.summary(
            fmt::format("{}: {} samples, {} pairs of 2 x {} bases; {} chimeric, {} contaminant, {} flipped, "
                        "{} reading through; {} PCR errors, {} read errors",
                        out_, made.samples().size(), stats.pairs, made.read_length(), stats.chimeric, stats.contaminant,
                        stats.flipped, stats.read_through, stats.pcr_errors, stats.read_errors));
    }

private:
    simulate::options chosen_{};
    std::string out_{};
    std::string reference_{};
    std::string contaminant_file_{};
};

} // namespace

std::unique_ptr<command> make_simulate_command()
{
    return std::make_unique<simulate_command>();
}

} // namespace ampstream::cli
