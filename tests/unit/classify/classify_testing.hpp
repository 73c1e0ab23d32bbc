// SPDX-License-Identifier: BSD-3-Clause
// What the tests of classification share: made-up genes, models, and naive Bayes as it is defined, without any pruning.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/train.hpp>
#include <ampstream/classify/words.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/reference/reference_set.hpp>

#include "classify/java_random.hpp"

namespace ampstream::classify::testing
{

inline std::string random_bases(std::uint64_t seed, std::size_t length, std::string_view letters = "ACGT")
{
    random_stream draw{seed, "test bases", 0};
    std::string bases;
    for (std::size_t i = 0; i < length; ++i)
        bases.push_back(letters[draw.below(letters.size())]);
    return bases;
}

/// Each base is replaced with probability `rate`.
inline std::string mutated(std::string bases, double rate, std::uint64_t seed, std::string_view letters = "ACGT")
{
    random_stream draw{seed, "test mutations", 0};
    for (char & base : bases)
        if (draw.uniform() < rate)
            base = letters[draw.below(letters.size())];
    return bases;
}

/// Genera of four to a family, each with a few sequences of 1 % difference; sizes of genera differ.
inline reference::reference_set made_up_reference(std::size_t genera, std::size_t length = 700)
{
    reference::reference_set made{{"domain", "family", "genus"}};
    std::string const root = random_bases(1, length);
    for (std::size_t genus = 0; genus < genera; ++genus)
    {
        std::string const family = std::to_string(genus / 4);
        std::string const kin = mutated(root, 0.2, 1000 + genus / 4);
        std::string const gene = mutated(kin, 0.05, 2000 + genus);
        for (std::size_t i = 0; i < 1 + genus % 7; ++i)
            made.push_back("s", mutated(gene, 0.01, 3000 + genus * 10 + i),
                           {"Bacteria", "F" + family, "G" + std::to_string(genus)});
    }
    return made;
}

inline model trained(reference::reference_set const & references)
{
    exec::thread_budget const budget{1};
    return train(references, {.name = "test", .sha256 = "", .header_format = "spaced", .path = "test"}, budget);
}

/// The definition (Wang et al. 2007 as in RDP's source), genus by genus and word by word.
class naive_bayes
{
public:
    explicit naive_bayes(reference::reference_set const & references) : references_{references}
    {
        counts_.assign(references.lineages().size(), std::vector<float>(word_count));
        leaves_.resize(references.lineages().size());
        std::vector<float> with(word_count);
        for (std::size_t i = 0; i < references.size(); ++i)
        {
            std::vector<bool> seen(word_count);
            std::vector<word> words;
            append_words(references.sequence(i), words);
            for (word const one : words)
            {
                if (!seen[one])
                {
                    counts_[references.taxon(i)][one] += 1.0F;
                    with[one] += 1.0F;
                }
                seen[one] = true;
            }
            leaves_[references.taxon(i)] += 1.0F;
        }
        for (float const n : with)
            priors_.push_back((n + 0.5F) / (static_cast<float>(references.size()) + 1.0F));
    }

    [[nodiscard]] float log_probability(word one, std::size_t genus) const
    {
        if (counts_[genus][one] == 0.0F)
            return log_of(priors_[one]) - log_of(leaves_[genus] + 1.0F);
        return log_of((counts_[genus][one] + priors_[one]) / (leaves_[genus] + 1.0F));
    }

    /// Genera with the highest sum over the words, in order.
    [[nodiscard]] std::vector<std::size_t> best(std::vector<word> const & words) const
    {
        std::vector<std::size_t> found;
        float highest = -std::numeric_limits<float>::infinity();
        for (std::size_t genus = 0; genus < counts_.size(); ++genus)
        {
            float sum = 0;
            for (word const one : words)
                sum += log_probability(one, genus);
            if (sum > highest)
                found.clear();
            if (sum >= highest)
                found.push_back(genus);
            highest = std::max(highest, sum);
        }
        return found;
    }

    [[nodiscard]] lineage const & lineage_of(std::size_t genus) const { return references_.lineages()[genus]; }

private:
    static float log_of(float x) { return static_cast<float>(std::log(static_cast<double>(x))); }

    reference::reference_set const & references_;
    std::vector<std::vector<float>> counts_{};
    std::vector<float> leaves_{};
    std::vector<float> priors_{};
};

} // namespace ampstream::classify::testing
