// SPDX-License-Identifier: BSD-3-Clause
// Word counts to probabilities to the tables of a model.
#include <ampstream/classify/train.hpp>

#include <utility>

#include <nlohmann/json.hpp>

#include <ampstream/core/error.hpp>

#include "classify/model_tables.hpp"
#include "classify/model_writer.hpp"
#include "classify/row_tables.hpp"
#include "classify/taxonomy.hpp"
#include "classify/word_counts.hpp"

namespace ampstream::classify
{

namespace
{

/// prior(w) = (n(w) + 0.5) / (N + 1)
std::vector<float> word_priors(std::vector<genus_words> const & counts, std::uint64_t sequences)
{
    std::vector<float> priors(word_count);
    for (genus_words const & genus : counts)
        for (std::size_t i = 0; i < genus.words.size(); ++i)
            priors[genus.words[i]] += static_cast<float>(genus.sequences[i]);
    for (float & prior : priors)
        prior = (prior + 0.5F) / (static_cast<float>(sequences) + 1.0F);
    return priors;
}

/// Sequences of each genus, those without a word left out.
std::vector<std::vector<std::uint32_t>> members_of(reference::reference_set const & references, taxonomy const & tree)
{
    std::vector<std::vector<std::uint32_t>> members(tree.genus_taxa.size());
    for (std::uint32_t i = 0; i < references.size(); ++i)
        if (has_word(references.sequence(i)))
            members[tree.genus_of_lineage[references.taxon(i)]].push_back(i);
    return members;
}

/// Lineages of which at least one sequence has a word, and how many do.
std::vector<std::uint32_t> usable_sequences(reference::reference_set const & references)
{
    std::vector<std::uint32_t> usable(references.lineages().size());
    for (std::size_t i = 0; i < references.size(); ++i)
        usable[references.taxon(i)] += has_word(references.sequence(i)) ? 1U : 0U;
    return usable;
}

std::string info_text(std::vector<std::string> const & rank_names,
                      model_source const & source,
                      std::size_t genera,
                      std::uint64_t sequences)
{
    nlohmann::ordered_json info;
    info["source"] = source.name;
    info["source_sha256"] = source.sha256;
    info["header_format"] = source.header_format;
    info["ranks"] = rank_names;
    info["genera"] = genera;
    info["sequences"] = sequences;
    info["word_size"] = word_size;
    return info.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// The same references without lineages nobody can be assigned to.
struct usable_lineages
{
    std::vector<lineage> lineages{};
    std::vector<std::uint32_t> sequences{};
    std::vector<std::uint32_t> place_of{}; ///< by taxon of the reference set; meaningless for dropped ones
};

usable_lineages choose_lineages(reference::reference_set const & references)
{
    usable_lineages chosen;
    std::vector<std::uint32_t> const usable = usable_sequences(references);
    for (std::size_t i = 0; i < usable.size(); ++i)
    {
        chosen.place_of.push_back(static_cast<std::uint32_t>(chosen.lineages.size()));
        if (usable[i] == 0)
            continue;
        chosen.lineages.push_back(references.lineages()[i]);
        chosen.sequences.push_back(usable[i]);
    }
    return chosen;
}

std::vector<std::byte> assemble(std::vector<std::string> const & rank_names,
                                model_source const & source,
                                taxonomy const & tree,
                                row_tables const & tables,
                                std::uint64_t sequences)
{
    std::string text = tree.text;
    std::vector<text_place> ranks;
    for (std::string const & rank : rank_names)
    {
        ranks.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(rank.size())});
        text += rank;
    }
    model_writer writer;
    std::string const info = info_text(rank_names, source, tree.genus_taxa.size(), sequences);
    writer.add(section::info, info);
    writer.add(section::text, text);
    writer.add(section::ranks, ranks);
    writer.add(section::taxa, tree.taxa);
    writer.add(section::genus_taxa, tree.genus_taxa);
    writer.add(section::leaves, tables.leaves);
    writer.add(section::log_leaves, tables.log_leaves);
    writer.add(section::leaf_costs, tables.leaf_costs);
    writer.add(section::facts, tables.facts);
    writer.add(section::levels, tables.levels);
    writer.add(section::large_counts, tables.large_counts);
    writer.add(section::rows, tables.rows);
    return std::move(writer).finish(static_cast<std::uint32_t>(tree.genus_taxa.size()), sequences);
}

} // namespace

model train(reference::reference_set references, model_source const & source, exec::thread_budget const & budget)
{
    usable_lineages const chosen = choose_lineages(references);
    if (chosen.lineages.empty())
        throw input_error{{.file = source.path.empty() ? source.name : source.path},
                          {"reference sequences with at least 8 plain bases in a row", "none",
                           "Name a FASTA file of nucleotide sequences with lineages."}};
    taxonomy tree = build_taxonomy(chosen.lineages, chosen.sequences);
    std::vector<std::uint32_t> genus_of_taxon;
    genus_of_taxon.reserve(chosen.place_of.size());
    for (std::uint32_t const place : chosen.place_of)
        genus_of_taxon.push_back(place < chosen.lineages.size() ? tree.genus_of_lineage[place] : 0);
    tree.genus_of_lineage = std::move(genus_of_taxon);

    auto const members = members_of(references, tree);
    std::vector<genus_words> counts = count_words(references, members, budget);
    std::vector<std::string> const ranks = references.rank_names();
    references = {}; // the bases are not needed any more, and they are most of the memory
    std::vector<std::uint32_t> leaves;
    std::uint64_t sequences = 0;
    for (auto const & genus : members)
    {
        leaves.push_back(static_cast<std::uint32_t>(genus.size()));
        sequences += genus.size();
    }
    std::vector<float> const priors = word_priors(counts, sequences);
    row_tables const tables = make_row_tables(std::move(counts), leaves, priors, budget);
    return model::adopt(assemble(ranks, source, tree, tables, sequences), source.name);
}

} // namespace ampstream::classify
