// SPDX-License-Identifier: BSD-3-Clause
// Parting of tables.
#include <ampstream/pipeline/off_target.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/reference/organelle.hpp>

namespace ampstream::pipeline
{

namespace
{

/// The columns of a table without its rows.
feature_table columns_of(feature_table const & table)
{
    return {.samples = table.samples,
            .rank_names = table.rank_names,
            .metadata_columns = table.metadata_columns,
            .metadata = table.metadata};
}

void move_row(feature_table & from, std::size_t row, feature_table & to)
{
    to.features.push_back(std::move(from.features[row]));
    to.counts.push_back(std::move(from.counts[row]));
    to.lineages.push_back(std::move(from.lineages[row]));
}

} // namespace

bool is_prokaryotic(std::string_view domain) noexcept
{
    std::string_view const bare = reference::without_prefix(domain);
    return reference::is_same_name(bare, "bacteria") || reference::is_same_name(bare, "archaea");
}

target target_of(lineage const & names, bool judges_domains)
{
    switch (reference::organelle_of(names))
    {
    case reference::organelle::chloroplast:
        return target::chloroplast;
    case reference::organelle::mitochondria:
        return target::mitochondria;
    case reference::organelle::none:
        break;
    }
    if (!judges_domains)
        return target::wanted;
    if (names.empty())
        return target::unassigned_domain;
    return is_prokaryotic(names.front()) ? target::wanted : target::other_domain;
}

targeted_tables part(feature_table && table, bool judges_domains, bool keeps_all)
{
    targeted_tables made{.wanted = columns_of(table), .off_target = columns_of(table)};
    for (std::size_t row = 0; row < table.features.size(); ++row)
    {
        target const judged = target_of(table.lineages[row], judges_domains);
        target_count & counted = made.counts[static_cast<std::size_t>(judged)];
        ++counted.otus;
        for (sample_count const & one : table.counts[row])
            counted.reads += one.count;
        move_row(table, row, judged == target::wanted || keeps_all ? made.wanted : made.off_target);
    }
    return made;
}

std::string describe_parting(targeted_tables const & tables, bool keeps_all, known_targets const & known)
{
    std::string const limits =
        fmt::format("{}{}", known.organelles ? "" : "; the reference knows no organelles",
                    known.domains ? "" : "; domains not judged: the reference has neither Bacteria nor Archaea");
    std::vector<std::string> parts;
    for (std::size_t i = 1; i < target_names.size(); ++i) // 0 is wanted
        if (target_count const & one = tables.counts[i]; one.otus > 0)
        {
            std::string name{target_names[i]};
            std::ranges::replace(name, '_', ' ');
            parts.push_back(fmt::format("{} OTUs ({} reads) {}", one.otus, one.reads, name));
        }
    if (parts.empty())
    {
        std::string_view const none_found = known.domains && known.organelles
                                                ? "no OTU is an organelle's, of another domain or without one"
                                            : known.domains    ? "no OTU is of another domain or without one"
                                            : known.organelles ? "no OTU is an organelle's"
                                                               : "not told apart";
        return fmt::format("off target: {}{}", none_found, limits);
    }
    return fmt::format("off target: {}; {}{}{}", fmt::join(parts, ", "),
                       keeps_all ? "kept in the tables (--off-target keep)" : "moved to off_target_table.tsv",
                       tables.wanted.features.empty() ? "; warning: no OTU is left in the table" : "", limits);
}

std::vector<figure> figures_of(targeted_tables const & tables)
{
    std::vector<figure> figures;
    for (std::size_t i = 1; i < target_names.size(); ++i)
    {
        figures.push_back({"off_target", fmt::format("{}_otus", target_names[i]), tables.counts[i].otus});
        figures.push_back({"off_target", fmt::format("{}_reads", target_names[i]), tables.counts[i].reads});
    }
    return figures;
}

void track_off_target(feature_table const & off_target, bool judges_domains, read_tracking & tracking)
{
    std::vector<std::array<std::uint64_t, target_names.size()>> reads(tracking.size()); // by sample and target
    for (std::size_t row = 0; row < off_target.features.size(); ++row)
        for (sample_count const & one : off_target.counts[row])
            reads[one.sample][static_cast<std::size_t>(target_of(off_target.lineages[row], judges_domains))] +=
                one.count;
    for (std::size_t sample = 0; sample < tracking.size(); ++sample)
    {
        std::uint64_t in_otus = tracking.count(sample, "in_otus");
        for (std::size_t i = 1; i < target_names.size(); ++i) // 0 is wanted
        {
            in_otus -= reads[sample][i];
            tracking.set(sample, "lost_" + std::string{target_names[i]}, reads[sample][i]);
        }
        tracking.set(sample, "in_otus", in_otus);
    }
    tracking.move_to_end("in_otus");
}

} // namespace ampstream::pipeline
