// SPDX-License-Identifier: BSD-3-Clause
// `ampstream train`: a model from a reference with lineages.
#include <memory>
#include <string>

#include <fmt/format.h>

#include <ampstream/classify/open_model.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/reference/options.hpp>

#include "cli/command.hpp"
#include "cli/option_parts.hpp"

namespace ampstream::cli
{

namespace
{

class train_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "train"; }
    [[nodiscard]] std::string_view summary() const override { return "Train a classifier from reference sequences"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Headers of SILVA, RDP, DADA2, SINTAX, 'id<TAB>lineage' and 'id lineage' are recognised. The model is "
               "mapped,\n"
               "not read: all processes on a machine share one copy.\n\n"
               "  ampstream train reference.fasta.gz --out reference.model";
    }
    [[nodiscard]] int position() const override { return 700; }
    [[nodiscard]] option_list options() override
    {
        option_list list{input_file("reference", reference_,
                                    "FASTA with lineages in the headers, gzip or plain, - for standard input"),
                         {.name = "out",
                          .value = &out_,
                          .help = "Model to write",
                          .counterpart = "rdp_classifier train -o",
                          .is_required = true,
                          .is_file = true}};
        option_list const of_reading = reference::describe(reading_);
        list.insert(list.end(), of_reading.begin(), of_reading.end());
        return list;
    }
    void run(context & given) override
    {
        reading_.validate();
        if (out_.ends_with(".gz"))
            throw usage_error{"--out is " + out_ + "; a model is mapped into memory and cannot be compressed"};
        io::output_file file{out_}; // before the work: a wrong folder is said at once
        given.report.progress("training", -1.0);
        classify::opened_model const made = classify::train_from(reference_, reading_, given.threads);
        file.write(made.trained.bytes());
        file.commit();
        given.report.say(made.note);
    }

private:
    std::string reference_{};
    std::string out_{};
    reference::options reading_{};
};

} // namespace

std::unique_ptr<command> make_train_command()
{
    return std::make_unique<train_command>();
}

} // namespace ampstream::cli
