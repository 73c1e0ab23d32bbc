// SPDX-License-Identifier: BSD-3-Clause
// ampstream chimera: chimeras de novo or against a reference.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/chimera/detector.hpp>
#include <ampstream/chimera/options.hpp>
#include <ampstream/chimera/uchimeout.hpp>
#include <ampstream/cluster/intake.hpp>
#include <ampstream/cluster/order.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/io/format.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/kmer/masking.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/option_parts.hpp"

namespace ampstream::cli
{

namespace
{

/// A FASTA file for the sequences of one status.
struct status_file
{
    std::string name{};
    std::optional<io::output_file> file{};
    std::uint64_t written{};
};

class chimera_command : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "chimera"; }
    [[nodiscard]] std::string_view summary() const override { return "Find chimeras, de novo or against a reference"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Without --db each sequence is compared with more abundant ones of the same input, which must carry\n"
               "abundances (;size=N), as vsearch --uchime_denovo does; with --db with a reference, as --uchime_ref.\n"
               "Rows and sequences come by abundance (de novo) or in the order of the input (--db).\n"
               "Example: ampstream chimera centroids.fasta --sizein --sizeout --nonchimeras otus.fasta --uchimeout "
               "chimeras.tsv";
    }
    [[nodiscard]] int position() const override { return 70; }

    option_list options() override
    {
        option_list list{
            input_file("input", input_, "Sequences, FASTA or FASTQ"),
            {.name = "db",
             .value = &reference_file_,
             .help = "Reference sequences without chimeras, FASTA",
             .counterpart = "vsearch --uchime_ref --db",
             .is_file = true},
            file_option("nonchimeras", normal_, "Sequences that are no chimeras, FASTA"),
            file_option("chimeras", chimeric_, "Chimeras, FASTA"),
            file_option("borderline", borderline_, "Sequences that may be chimeras, FASTA"),
            {.name = "uchimeout",
             .value = &table_file_,
             .help = "Parents, identities and votes of every sequence, tab-separated",
             .counterpart = "vsearch --uchimeout",
             .is_file = true},
            {.name = "uchimeout5",
             .value = &is_usearch5_,
             .help = "Leave the column of the closer parent out of --uchimeout, as USEARCH 5",
             .counterpart = "vsearch --uchimeout5"},
        };
        append(list, chimera::describe(chosen_));
        list.push_back(accepted_sizein(sizein_));
        append(list, describe_labels(style_, fasta_width_));
        return list;
    }

    void run(context & given) override
    {
        style_.validate();
        open_files();
        unique_set const queries = read(input_, is_denovo(), given);
        unique_set const references = is_denovo() ? unique_set{} : read(reference_file_, false, given);
        std::vector<chimera::verdict> const verdicts = detect(queries, references, given);
        write(queries, is_denovo() ? queries : references, verdicts);
        commit();
        given.report.say(fmt::format("{} sequences: {} chimeras, {} borderline, {} neither", queries.size(),
                                     chimeric_.written, borderline_.written, normal_.written));
    }

private:
    static option file_option(std::string_view option_name, status_file & file, std::string_view help)
    {
        return {.name = std::string{option_name},
                .value = &file.name,
                .help = std::string{help},
                .counterpart = fmt::format("vsearch --{}", option_name),
                .is_file = true};
    }

    [[nodiscard]] bool is_denovo() const { return reference_file_.empty(); }
    std::array<status_file *, 3> by_status() { return {&normal_, &borderline_, &chimeric_}; }

    void open_files()
    {
        bool is_any = !table_file_.empty();
        for (status_file * const one : by_status())
            if (!one->name.empty())
            {
                one->file.emplace(one->name);
                is_any = true;
            }
        if (!is_any)
            throw usage_error{"no output file is named; give --nonchimeras, --chimeras, --borderline or --uchimeout"};
        if (!table_file_.empty())
            table_.emplace(table_file_);
    }

    static unique_set read(std::string const & file, bool by_abundance, context & given)
    {
        cluster::intake sequences{{.minseqlength = 1}};
        for_each_batch(file, given.threads,
                       [&sequences](read_batch const & batch, std::string const & /*name*/) { sequences.add(batch); });
        cluster::intake_stats const counted = sequences.counted();
        if (counted.taken != counted.sequences)
            given.report.say(fmt::format("{}: {} empty or very long sequences are left out", file,
                                         counted.sequences - counted.taken));
        unique_set as_read = std::move(sequences).finish();
        if (!by_abundance)
            return as_read;
        return cluster::reordered(as_read, cluster::order_by_abundance(as_read));
    }

    std::vector<chimera::verdict>
    detect(unique_set const & queries, unique_set const & references, context & given) const
    {
        auto const progress = [&](std::size_t done, std::size_t all)
        { given.report.progress("finding chimeras", static_cast<double>(done) / static_cast<double>(all)); };
        if (is_denovo())
            return chimera::denovo_detector{chosen_, given.threads}(queries, progress);
        return chimera::reference_detector{chosen_, given.threads}(queries, references, progress);
    }

    void write(unique_set const & queries, unique_set const & targets, std::vector<chimera::verdict> const & verdicts)
    {
        std::string text;
        kmer::masking const how = chosen_.query_masking(!is_denovo());
        for (std::size_t i = 0; i < verdicts.size(); ++i)
        {
            chimera::verdict const & one = verdicts[i];
            if (table_)
            {
                text.clear();
                chimera::row_labels labels{.query = queries.label(i)};
                if (one.has_parents)
                {
                    labels.parent_a = targets.label(one.parent_a);
                    labels.parent_b = targets.label(one.parent_b);
                }
                chimera::append_uchimeout(text, one, labels, is_usearch5_);
                table_->write(text);
            }
            status_file & file = *by_status()[static_cast<std::size_t>(one.decided)];
            ++file.written;
            if (!file.file)
                continue;
            std::string sequence{queries.sequence(i)};
            kmer::apply(how, sequence);
            std::string label;
            append_label(label, style_,
                         {.header = queries.label(i),
                          .sequence = sequence,
                          .ordinal = file.written,
                          .abundance = queries.abundance(i)});
            text.clear();
            io::append_fasta(text, label, sequence, fasta_width_);
            file.file->write(text);
        }
    }

    void commit()
    {
        for (status_file * const one : by_status())
            if (one->file)
                one->file->commit();
        if (table_)
            table_->commit();
    }

    std::string input_{};
    std::string reference_file_{};
    status_file normal_{};
    status_file chimeric_{};
    status_file borderline_{};
    std::string table_file_{};
    std::optional<io::output_file> table_{};
    bool is_usearch5_{false};
    bool sizein_{false};
    chimera::options chosen_{};
    label_style style_{};
    std::uint64_t fasta_width_{80};
};

} // namespace

std::unique_ptr<command> make_chimera_command()
{
    return std::make_unique<chimera_command>();
}

} // namespace ampstream::cli
