// SPDX-License-Identifier: BSD-3-Clause
// The list of all options of a run.
#include <ampstream/pipeline/options.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <ampstream/core/error.hpp>

namespace ampstream::pipeline
{

namespace
{

/// Options that people type every day keep their plain name as well. Only one stage may claim a name.
constexpr std::array<std::string_view, 16> plain_names{"trim-require",        "trim-keep-untrimmed",
                                                       "trim-primers",        "trim-forward",
                                                       "trim-reverse",        "trim-orient",
                                                       "trim-error-rate",     "filter-maxee",
                                                       "filter-maxns",        "filter-minlen",
                                                       "filter-maxlen",       "cluster-id",
                                                       "cluster-qmask",       "classify-min-confidence",
                                                       "classify-bootstraps", "classify-seed"};

void append(option_list & all, std::string_view stage, option_list && options)
{
    for (option & one : options)
    {
        std::string const plain = one.name;
        one.name = std::string{stage} + '-' + plain;
        one.alias = std::ranges::find(plain_names, one.name) != plain_names.end() ? plain : "";
        all.push_back(std::move(one));
    }
}

} // namespace

options::options()
{
    reads.filter.maxee = 1.0;
    reads.filter.maxns = 0;
}

void options::validate() const
{
    reads.merge.validate();
    if (reads.trims)
        reads.trim.validate();
    reads.filter.validate();
    cluster.validate();
    chimera.validate();
    classify.validate();
    if (off_target != "separate" && off_target != "keep")
        throw usage_error{"--off-target is '" + off_target + "'; it takes one of separate, keep"};
    species.validate();
}

option_list describe(options & all)
{
    option_list list;
    append(list, "merge", merge::describe(all.reads.merge));
    list.push_back({.name = "trim",
                    .value = &all.reads.trims,
                    .help = "The reads have no primers, or had them cut before: cut nothing"});
    append(list, "trim", trim::describe(all.reads.trim));
    append(list, "filter", filter::describe(all.reads.filter));
    list.push_back({.name = "minuniquesize",
                    .value = &all.reads.minuniquesize,
                    .help = "Drop uniques of the pooled samples seen fewer times (1 keeps singletons)",
                    .unit = "reads",
                    .lowest = 1.0,
                    .counterpart = "vsearch --minuniquesize"});
    append(list, "cluster", cluster::describe(all.cluster));
    list.push_back({.name = "chimeras",
                    .value = &all.remove_chimeras,
                    .help = "Do not look for de novo chimeras among the centroids",
                    .counterpart = "vsearch --uchime_denovo"});
    append(list, "chimera", chimera::describe(all.chimera));
    append(list, "classify", classify::describe(all.classify));
    list.push_back({.name = "off-target",
                    .value = &all.off_target,
                    .help =
                        "OTUs called chloroplast or mitochondria, neither Bacteria nor Archaea, or without a confident "
                        "domain: separate moves them to off_target_table.tsv, keep leaves them in the tables",
                    .choices = {"separate", "keep"},
                    .counterpart = "qiime taxa filter-table --p-exclude mitochondria,chloroplast",
                    .alias = "organelles"});
    append(list, "species", species::describe(all.species));
    list.push_back(
        {.name = "keep-stages",
         .value = &all.keep_stages,
         .help = "Also write what each stage made (merged and filtered reads, uniques, clusters) below OUT/stages"});
    return list;
}

} // namespace ampstream::pipeline
