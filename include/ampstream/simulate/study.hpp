// SPDX-License-Identifier: BSD-3-Clause
// A study: everything that is fixed before the first read, and the making of each pair.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/simulate/chimera.hpp>
#include <ampstream/simulate/community.hpp>
#include <ampstream/simulate/library.hpp>
#include <ampstream/simulate/options.hpp>
#include <ampstream/simulate/pcr.hpp>
#include <ampstream/simulate/quality_model.hpp>
#include <ampstream/simulate/template_pool.hpp>

namespace ampstream::simulate
{

/// One sample of the study.
struct sample_plan
{
    std::string name{};
    std::size_t group{};
    std::uint64_t pairs{};
    sample_index index{};
};

/// Where a read pair comes from.
enum class origin_kind : std::uint8_t
{
    plain,       ///< one template
    chimeric,    ///< two templates
    contaminant, ///< a piece of a contaminant sequence
};

/// The truth about a pair.
struct origin
{
    origin_kind kind{};
    std::uint32_t left{};  ///< template, or contaminant sequence
    std::uint32_t right{}; ///< second template of a chimera
    crossover place{};     ///< of a chimera, in bases of the inserts
    std::uint32_t pcr_errors{};
    std::uint32_t forward_errors{};
    std::uint32_t reverse_errors{};
    bool is_flipped{};
    bool is_read_through{}; ///< the fragment is shorter than a read
};

/// A pair of reads with the truth about it.
struct simulated_pair
{
    std::string forward{};
    std::string forward_quality{};
    std::string reverse{};
    std::string reverse_quality{};
    origin truth{};
};

/// Immutable once made: share it between threads. Every pair is a function of (seed, sample, ordinal).
class study
{
public:
    /// `contaminants` may be empty if `chosen.contaminants` is 0. Throws as `options::validate` and `choose_templates`
    /// do.
    study(options const & chosen, template_pool const & pool, std::vector<std::string> contaminants = {});

    [[nodiscard]] options const & settings() const noexcept { return settings_; }
    [[nodiscard]] std::vector<sample_plan> const & samples() const noexcept { return samples_; }
    [[nodiscard]] std::vector<amplicon_template> const & templates() const noexcept { return templates_; }
    [[nodiscard]] community_design const & design() const noexcept { return design_; }
    /// Shares of the templates in a sample before PCR.
    [[nodiscard]] weighted_choice const & community(std::size_t sample) const noexcept { return communities_[sample]; }
    /// Bases of a read.
    [[nodiscard]] std::size_t read_length() const noexcept { return forward_model_.length(); }

    /// Makes pair `ordinal` of `sample` into `pair`, whose memory is used again.
    void make_pair(std::size_t sample, std::uint64_t ordinal, simulated_pair & pair) const;

private:
    [[nodiscard]] std::string draw_insert(std::size_t sample, random_stream & stream, origin & truth) const;
    [[nodiscard]] std::string draw_plain(std::size_t sample, random_stream & stream, origin & truth) const;
    [[nodiscard]] std::string draw_chimera(std::size_t sample, random_stream & stream, origin & truth) const;
    [[nodiscard]] std::string draw_contaminant(random_stream & stream, origin & truth) const;
    [[nodiscard]] std::string recombine(std::size_t sample, std::uint64_t event, origin & truth) const;

    options settings_;
    std::vector<std::string> contaminants_;
    weighted_choice contaminant_choice_; ///< by length
    std::vector<amplicon_template> templates_;
    std::vector<word_index> words_; ///< of the templates
    community_design design_;
    std::vector<weighted_choice> communities_;
    std::vector<sample_plan> samples_;
    library library_;
    amplification pcr_;
    quality_profile const & profile_;
    quality_model forward_model_;
    quality_model reverse_model_;
};

} // namespace ampstream::simulate
