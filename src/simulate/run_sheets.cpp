// SPDX-License-Identifier: BSD-3-Clause
// Text of the sheets and tables.
#include "simulate/run_sheets.hpp"

#include <iterator>

#include <fmt/format.h>

#include <ampstream/io/format.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/simulate/run_folder.hpp>

namespace ampstream::simulate
{

namespace
{

void write_file(std::string const & path, std::string_view text)
{
    io::output_file file{path};
    file.write(text);
    file.commit();
}

std::string group_name(std::size_t group)
{
    return fmt::format("group{}", group + 1);
}

std::string run_id(instrument const & machine)
{
    return fmt::format("260101_{}_{:04}_{}", machine.name, machine.run, machine.flowcell);
}

std::string run_info(study const & made)
{
    instrument const machine = instrument_of(made.settings());
    std::uint32_t const last = machine.tiles.back();
    return fmt::format(
        R"(<?xml version="1.0"?>
<RunInfo xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Version="2">
  <Run Id="{}" Number="{}">
    <Flowcell>{}</Flowcell>
    <Instrument>{}</Instrument>
    <Date>260101</Date>
    <Reads>
      <Read NumCycles="{length}" Number="1" IsIndexedRead="N" />
      <Read NumCycles="8" Number="2" IsIndexedRead="Y" />
      <Read NumCycles="8" Number="3" IsIndexedRead="Y" />
      <Read NumCycles="{length}" Number="4" IsIndexedRead="N" />
    </Reads>
    <FlowcellLayout LaneCount="{}" SurfaceCount="{}" SwathCount="{}" TileCount="{}" />
  </Run>
</RunInfo>
)",
        run_id(machine), machine.run, machine.flowcell, machine.name, made.settings().lanes, last / 1000,
        last / 100 % 10, last % 100, fmt::arg("length", made.read_length()));
}

std::string sample_sheet(study const & made)
{
    std::uint64_t const lanes = made.settings().lanes;
    instrument const machine = instrument_of(made.settings());
    std::string text =
        fmt::format("[Header]\nIEMFileVersion,4\nExperiment Name,{0}\nDate,1/1/2026\nWorkflow,GenerateFASTQ\n"
                    "Application,FASTQ Only\nInstrument Type,{1}\nAssay,Nextera XT\nChemistry,Amplicon\n\n"
                    "[Reads]\n{2}\n{2}\n\n[Settings]\n\n[Data]\n",
                    run_id(machine), machine.model, made.read_length());
    text += lanes > 1 ? "Lane," : "";
    text += "Sample_ID,Sample_Name,Sample_Plate,Sample_Well,I7_Index_ID,index,I5_Index_ID,index2,Sample_Project,"
            "Description\n";
    for (std::uint64_t lane = 1; lane <= lanes; ++lane)
        for (std::size_t i = 0; i < made.samples().size(); ++i)
        {
            sample_plan const & plan = made.samples()[i];
            text += lanes > 1 ? fmt::format("{},", lane) : "";
            text += fmt::format("{0},{0},,,N{1:03},{2},S{1:03},{3},simulated,{4}\n", plan.name, i + 1, plan.index.i7,
                                plan.index.i5, group_name(plan.group));
        }
    return text;
}

std::string sample_table(study const & made)
{
    std::string text = "sample\tforward\treverse\tgroup\n";
    for (std::size_t i = 0; i < made.samples().size(); ++i)
        for (std::uint64_t lane = 1; lane <= made.settings().lanes; ++lane)
        {
            sample_plan const & plan = made.samples()[i];
            text += fmt::format("{0}\t{1}/{2}\t{1}/{3}\t{4}\n", plan.name, "Data/Intensities/BaseCalls",
                                fastq_name(plan.name, i + 1, lane, 1), fastq_name(plan.name, i + 1, lane, 2),
                                group_name(plan.group));
        }
    return text;
}

std::string effects_table(study const & made)
{
    std::string text = "template\tabundance";
    for (std::size_t group = 0; group < made.settings().groups; ++group)
        text += '\t' + group_name(group);
    text += '\n';
    for (std::size_t i = 0; i < made.templates().size(); ++i)
    {
        text += fmt::format("{}\t{:.6g}", made.templates()[i].name, made.design().abundance[i]);
        for (auto const & fold_changes : made.design().fold_change)
            text += fmt::format("\t{:.6g}", fold_changes[i]);
        text += '\n';
    }
    return text;
}

std::string composition_table(study const & made, composition const & counts)
{
    std::string text = "template";
    for (sample_plan const & plan : made.samples())
        text += '\t' + plan.name;
    text += "\ttaxonomy\n";
    for (std::size_t i = 0; i < made.templates().size(); ++i)
    {
        text += made.templates()[i].name;
        for (auto const & sample : counts)
            fmt::format_to(std::back_inserter(text), "\t{}", sample[i]);
        text += '\t' + made.templates()[i].lineage + '\n';
    }
    return text;
}

} // namespace

void write_sheets(study const & made, std::string const & folder)
{
    write_file(folder + "/RunInfo.xml", run_info(made));
    write_file(folder + "/SampleSheet.csv", sample_sheet(made));
    write_file(folder + "/samples.tsv", sample_table(made));
}

void write_truth_tables(study const & made, composition const & counts, std::string const & folder)
{
    std::string fasta;
    for (amplicon_template const & one : made.templates())
        io::append_fasta(fasta, one.lineage.empty() ? one.name : one.name + ' ' + one.lineage, one.insert, 0);
    write_file(folder + "/templates.fasta", fasta);
    write_file(folder + "/composition.tsv", composition_table(made, counts));
    write_file(folder + "/effects.tsv", effects_table(made));
}

} // namespace ampstream::simulate
