// SPDX-License-Identifier: BSD-3-Clause
// Word counts to probabilities to the tables of a model.
#include <ampstream/classify/train.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include <ampstream/core/error.hpp>
#include <ampstream/exec/parallel_for.hpp>

#include "classify/model_tables.hpp"
#include "classify/model_writer.hpp"
#include "classify/taxonomy.hpp"
#include "classify/word_counts.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t grain = 16;      // genera a range
constexpr std::size_t dense_share = 8; // a word that an eighth of the genera have gets a whole row

float log_of(float x) noexcept
{
    return static_cast<float>(std::log(static_cast<double>(x)));
}

std::uint8_t deficit(float highest, float value) noexcept
{
    double const steps = (static_cast<double>(highest) - static_cast<double>(value)) * deficit_steps;
    return static_cast<std::uint8_t>(std::clamp(std::floor(steps), 0.0, 255.0));
}

/// Probabilities by genus, in the layout of the model.
struct genus_tables
{
    std::vector<float> log_leaves{};
    std::vector<std::uint64_t> word_bits{};
    std::vector<std::uint16_t> block_ranks{};
    std::vector<std::uint64_t> value_starts{};
    std::vector<float> values{};
};

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

/// log P(w | G) = log((m(w) + prior(w)) / (M + 1))
genus_tables make_genus_tables(std::vector<genus_words> const & counts,
                               std::vector<std::uint32_t> const & leaves,
                               std::vector<float> const & priors,
                               exec::thread_budget const & budget)
{
    genus_tables made;
    std::size_t const genera = counts.size();
    made.log_leaves.resize(genera);
    made.word_bits.resize(genera * blocks_per_genus);
    made.block_ranks.resize(genera * blocks_per_genus);
    made.value_starts.resize(genera + 1);
    for (std::size_t genus = 0; genus < genera; ++genus)
        made.value_starts[genus + 1] = made.value_starts[genus] + counts[genus].words.size();
    made.values.resize(static_cast<std::size_t>(made.value_starts.back()));
    auto const fill = [&](std::size_t genus)
    {
        genus_words const & own = counts[genus];
        float const all = static_cast<float>(leaves[genus]) + 1.0F;
        made.log_leaves[genus] = log_of(all);
        std::uint64_t * const bits = made.word_bits.data() + genus * blocks_per_genus;
        float * const values = made.values.data() + made.value_starts[genus];
        for (std::size_t i = 0; i < own.words.size(); ++i)
        {
            word const one = own.words[i];
            bits[one / 64U] |= std::uint64_t{1} << (one % 64U);
            values[i] = log_of((static_cast<float>(own.sequences[i]) + priors[one]) / all);
        }
        std::size_t before = 0;
        for (std::size_t block = 0; block < blocks_per_genus; ++block)
        {
            made.block_ranks[genus * blocks_per_genus + block] = static_cast<std::uint16_t>(before);
            before += static_cast<std::size_t>(std::popcount(bits[block]));
        }
    };
    exec::parallel_for(budget, genera, grain,
                       [&](std::size_t begin, std::size_t end)
                       {
                           for (std::size_t genus = begin; genus < end; ++genus)
                               fill(genus);
                       });
    return made;
}

/// Screening rows by word.
struct word_tables
{
    std::vector<float> log_priors{};
    std::vector<row> rows{};
    std::vector<std::uint32_t> postings{};
    std::vector<std::uint8_t> dense{};
    std::vector<std::uint8_t> absent_surplus{};
};

class word_table_maker
{
public:
    word_table_maker(std::vector<genus_words> const & counts, genus_tables const & genera)
        : counts_{counts}, genera_{genera}, stride_{(counts.size() + tile_width - 1) / tile_width * tile_width},
          smallest_log_leaves_{*std::ranges::min_element(genera.log_leaves)}
    {
    }

    word_tables make(std::vector<float> const & priors) &&
    {
        for (float const prior : priors)
            made_.log_priors.push_back(log_of(prior));
        made_.rows.resize(word_count);
        find_highest();
        make_surplus();
        place_rows();
        fill_rows();
        return std::move(made_);
    }

private:
    template <typename visit_t>
    void for_each_value(visit_t visit) const
    {
        for (std::uint32_t genus = 0; genus < counts_.size(); ++genus)
            for (std::size_t i = 0; i < counts_[genus].words.size(); ++i)
                visit(genus, counts_[genus].words[i], genera_.values[genera_.value_starts[genus] + i]);
    }

    /// No genus, with the word or without it, is above `highest`.
    void find_highest()
    {
        for (std::size_t one = 0; one < word_count; ++one)
            made_.rows[one].highest = made_.log_priors[one] - smallest_log_leaves_;
        for_each_value(
            [&](std::uint32_t, word one, float value)
            {
                row & of_word = made_.rows[one];
                of_word.highest = std::max(of_word.highest, value);
                ++of_word.genera;
            });
        for (std::size_t one = 0; one < word_count; ++one)
            made_.rows[one].absent = deficit(made_.rows[one].highest, made_.log_priors[one] - smallest_log_leaves_);
    }

    /// A genus of many sequences gives a word it lacks less than a small genus does.
    void make_surplus()
    {
        made_.absent_surplus.assign(stride_, 255);
        for (std::size_t genus = 0; genus < counts_.size(); ++genus)
            // One step less: the two logarithms and their difference were rounded to float.
            made_.absent_surplus[genus] =
                static_cast<std::uint8_t>(std::max(0, deficit(genera_.log_leaves[genus], smallest_log_leaves_) - 1));
    }

    void place_rows()
    {
        std::uint64_t postings = 0;
        std::uint64_t dense = 0;
        for (row & one : made_.rows)
        {
            if (std::size_t{one.genera} * dense_share >= counts_.size() && one.genera > 0)
            {
                one.first = dense++;
                one.genera = dense_row;
                continue;
            }
            one.first = postings;
            postings += one.genera;
        }
        made_.postings.resize(postings);
        made_.dense.assign(static_cast<std::size_t>(dense) * stride_, 255);
    }

    void fill_rows()
    {
        std::vector<std::uint64_t> sums(word_count); // of all deficits of a word, for its weight
        std::vector<std::uint64_t> next(word_count);
        std::size_t const genera = counts_.size();
        for (std::size_t one = 0; one < word_count; ++one)
        {
            row const & of_word = made_.rows[one];
            next[one] = of_word.first;
            if (of_word.genera != dense_row)
            {
                sums[one] = (genera - of_word.genera) * of_word.absent;
                continue;
            }
            std::uint8_t * const whole = made_.dense.data() + of_word.first * stride_;
            for (std::size_t genus = 0; genus < genera; ++genus)
                whole[genus] = deficit(of_word.highest, made_.log_priors[one] - genera_.log_leaves[genus]);
        }
        for_each_value(
            [&](std::uint32_t genus, word one, float value)
            {
                row const & of_word = made_.rows[one];
                std::uint8_t const steps = deficit(of_word.highest, value);
                if (of_word.genera == dense_row)
                    made_.dense[of_word.first * stride_ + genus] = steps;
                else
                    made_.postings[next[one]++] = genus << 8 | steps;
                sums[one] += of_word.genera == dense_row ? 0U : steps;
            });
        for (std::size_t one = 0; one < word_count; ++one)
        {
            row & of_word = made_.rows[one];
            if (of_word.genera == dense_row)
                for (std::size_t genus = 0; genus < genera; ++genus)
                    sums[one] += made_.dense[of_word.first * stride_ + genus];
            of_word.weight = static_cast<std::uint8_t>(sums[one] / genera);
        }
    }

    std::vector<genus_words> const & counts_;
    genus_tables const & genera_;
    std::size_t stride_;
    float smallest_log_leaves_;
    word_tables made_{};
};

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

std::string info_text(reference::reference_set const & references,
                      model_source const & source,
                      std::size_t genera,
                      std::uint64_t sequences)
{
    nlohmann::ordered_json info;
    info["source"] = source.name;
    info["source_sha256"] = source.sha256;
    info["header_format"] = source.header_format;
    info["ranks"] = references.rank_names();
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

std::vector<std::byte> assemble(reference::reference_set const & references,
                                model_source const & source,
                                taxonomy const & tree,
                                genus_tables const & by_genus,
                                word_tables const & by_word,
                                std::uint64_t sequences)
{
    std::string text = tree.text;
    std::vector<text_place> ranks;
    for (std::string const & rank : references.rank_names())
    {
        ranks.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(rank.size())});
        text += rank;
    }
    model_writer writer;
    writer.add(section::info, info_text(references, source, tree.genus_taxa.size(), sequences));
    writer.add(section::text, text);
    writer.add(section::ranks, ranks);
    writer.add(section::taxa, tree.taxa);
    writer.add(section::genus_taxa, tree.genus_taxa);
    writer.add(section::log_leaves, by_genus.log_leaves);
    writer.add(section::log_priors, by_word.log_priors);
    writer.add(section::rows, by_word.rows);
    writer.add(section::postings, by_word.postings);
    writer.add(section::dense, by_word.dense);
    writer.add(section::absent_surplus, by_word.absent_surplus);
    writer.add(section::word_bits, by_genus.word_bits);
    writer.add(section::block_ranks, by_genus.block_ranks);
    writer.add(section::value_starts, by_genus.value_starts);
    writer.add(section::values, by_genus.values);
    return std::move(writer).finish(static_cast<std::uint32_t>(tree.genus_taxa.size()), sequences);
}

} // namespace

model train(reference::reference_set const & references,
            model_source const & source,
            exec::thread_budget const & budget)
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
    std::vector<genus_words> const counts = count_words(references, members, budget);
    std::vector<std::uint32_t> leaves;
    std::uint64_t sequences = 0;
    for (auto const & genus : members)
    {
        leaves.push_back(static_cast<std::uint32_t>(genus.size()));
        sequences += genus.size();
    }
    std::vector<float> const priors = word_priors(counts, sequences);
    genus_tables const by_genus = make_genus_tables(counts, leaves, priors, budget);
    word_tables const by_word = word_table_maker{counts, by_genus}.make(priors);
    return model::adopt(assemble(references, source, tree, by_genus, by_word, sequences), source.name);
}

} // namespace ampstream::classify
