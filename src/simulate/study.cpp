// SPDX-License-Identifier: BSD-3-Clause
// The making of a pair: molecule, fragment, reads.
#include <ampstream/simulate/study.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>

namespace ampstream::simulate
{

namespace
{

/// Distinct for all samples and ordinals below 2^40.
constexpr std::uint64_t key_of(std::uint64_t sample, std::uint64_t ordinal) noexcept
{
    return sample << 40 ^ ordinal;
}

std::size_t read_length_of(options const & chosen)
{
    return chosen.length == 0 ? find_profile(chosen.profile).length : chosen.length;
}

std::vector<sample_plan> plan_samples(options const & chosen)
{
    auto const indices = draw_indices(chosen.samples, chosen.seed);
    auto const width = static_cast<int>(std::max<std::size_t>(2, std::to_string(chosen.samples).size()));
    std::vector<sample_plan> samples;
    samples.reserve(chosen.samples);
    for (std::size_t i = 0; i < chosen.samples; ++i)
        samples.push_back({fmt::format("{}{:0{}}", chosen.prefix, i + 1, width), group_of(i, chosen),
                           draw_depth(chosen, i), indices[i]});
    return samples;
}

std::vector<double> lengths_of(std::vector<std::string> const & sequences)
{
    std::vector<double> lengths;
    lengths.reserve(sequences.size());
    for (std::string const & sequence : sequences)
        lengths.push_back(static_cast<double>(sequence.size()));
    return lengths;
}

options checked(options const & chosen)
{
    chosen.validate();
    return chosen;
}

} // namespace

study::study(options const & chosen, template_pool const & pool, std::vector<std::string> contaminants)
    : settings_{checked(chosen)}, contaminants_{std::move(contaminants)},
      contaminant_choice_{lengths_of(contaminants_)}, templates_{choose_templates(pool, chosen.taxa, chosen.seed)},
      design_{draw_design(chosen, templates_.size())}, samples_{plan_samples(chosen)}, library_{chosen},
      pcr_{chosen.cycles, chosen.efficiency, chosen.pcr_error}, profile_{find_profile(chosen.profile)},
      forward_model_{profile_, profile_.forward, read_length_of(chosen)},
      reverse_model_{profile_, profile_.reverse, read_length_of(chosen)}
{
    if (settings_.contaminants > 0.0 && contaminants_.empty())
        throw usage_error{"--contaminants needs sequences; name a FASTA file with --contaminant-file"};
    for (amplicon_template const & one : templates_)
        words_.emplace_back(one.insert);
    for (std::size_t i = 0; i < samples_.size(); ++i)
        communities_.emplace_back(draw_sample(design_, settings_, samples_[i].group, i));
}

void study::make_pair(std::size_t sample, std::uint64_t ordinal, simulated_pair & pair) const
{
    random_stream stream{settings_.seed, "simulate pair", key_of(sample, ordinal)};
    pair.truth = {};
    std::string fragment = draw_insert(sample, stream, pair.truth);
    if (pair.truth.kind != origin_kind::contaminant)
        fragment = library_.fragment(fragment, stream);
    pair.truth.is_flipped = stream.uniform() < settings_.flipped;
    pair.truth.is_read_through = fragment.size() < read_length();
    std::string other = reverse_complement(fragment);
    if (pair.truth.is_flipped)
        std::swap(fragment, other);

    sample_index const & index = samples_[sample].index;
    pair.forward = read_end(fragment, forward_adapter(index), profile_.filler, read_length());
    pair.reverse = read_end(other, reverse_adapter(index), profile_.filler, read_length());
    mate_effects const effects = draw_effects(profile_, stream);
    pair.truth.forward_errors = add_indel(pair.forward, settings_.indel_rate, stream) ? 1 : 0;
    pair.truth.reverse_errors = add_indel(pair.reverse, settings_.indel_rate, stream) ? 1 : 0;
    pair.truth.forward_errors += forward_model_.call(pair.forward, pair.forward_quality, effects.forward, stream);
    pair.truth.reverse_errors += reverse_model_.call(pair.reverse, pair.reverse_quality, effects.reverse, stream);
}

std::string study::draw_insert(std::size_t sample, random_stream & stream, origin & truth) const
{
    double const lot = stream.uniform();
    if (lot < settings_.contaminants)
        return draw_contaminant(stream, truth);
    double const chimeric = (1.0 - settings_.contaminants) * settings_.chimeras;
    if (lot < settings_.contaminants + chimeric)
        return draw_chimera(sample, stream, truth);
    return draw_plain(sample, stream, truth);
}

std::string study::draw_plain(std::size_t sample, random_stream & stream, origin & truth) const
{
    weighted_choice const & community = communities_[sample];
    truth.kind = origin_kind::plain;
    truth.left = static_cast<std::uint32_t>(community(stream));
    double const copies = community.share(truth.left) * static_cast<double>(settings_.molecules);
    std::uint64_t const founder = stream.below(std::max<std::uint64_t>(1, static_cast<std::uint64_t>(copies)));
    random_stream root{settings_.seed, "simulate founder", key_of(sample, std::uint64_t{truth.left} << 20 ^ founder)};
    std::string insert = templates_[truth.left].insert;
    truth.pcr_errors = pcr_.mutate(insert, root.bits(), 0, stream);
    return insert;
}

/// A chimera that forms in cycle k is copied in the cycles after it. With a constant chance per extension the cycles
/// have equal shares of the final chimeric molecules, but early cycles have few, much copied ones: the number of events
/// in cycle k is proportional to the molecules present, molecules · (1 + efficiency)^k.
std::string study::draw_chimera(std::size_t sample, random_stream & stream, origin & truth) const
{
    if (pcr_.cycles() == 0)
        return draw_plain(sample, stream, truth);
    std::uint64_t const cycle = stream.below(pcr_.cycles());
    double const growth = std::pow(1.0 + settings_.efficiency, static_cast<double>(cycle));
    double const chance = settings_.chimeras / static_cast<double>(pcr_.cycles());
    double const events = std::min(std::max(1.0, static_cast<double>(settings_.molecules) * growth * chance), 0x1.0p34);
    std::uint64_t const event = cycle << 34 | stream.below(static_cast<std::uint64_t>(events));
    std::string insert = recombine(sample, event, truth);
    if (truth.kind != origin_kind::chimeric)
        return draw_plain(sample, stream, truth);
    random_stream root{settings_.seed, "simulate chimeric founder", key_of(sample, event)};
    truth.pcr_errors = pcr_.mutate(insert, root.bits(), cycle, stream);
    return insert;
}

/// The parents are drawn by abundance. Parents without a crossover are drawn again, eight times at most; then there is
/// no chimera.
std::string study::recombine(std::size_t sample, std::uint64_t event, origin & truth) const
{
    random_stream stream{settings_.seed, "simulate chimera", key_of(sample, event)};
    for (int attempt = 0; attempt < 8; ++attempt)
    {
        auto const left = communities_[sample](stream);
        auto const right = communities_[sample](stream);
        if (left == right)
            continue;
        auto const places = find_crossovers(templates_[left].insert, templates_[right].insert, words_[right]);
        if (places.empty())
            continue;
        truth.kind = origin_kind::chimeric;
        truth.left = static_cast<std::uint32_t>(left);
        truth.right = static_cast<std::uint32_t>(right);
        truth.place = places[stream.below(places.size())];
        return join(templates_[left].insert, templates_[right].insert, truth.place);
    }
    return {};
}

/// Pieces of log-normal length (median 330 bases, σ 0.35 of its logarithm), as off-target products and carried-over
/// control libraries have.
std::string study::draw_contaminant(random_stream & stream, origin & truth) const
{
    truth.kind = origin_kind::contaminant;
    truth.left = static_cast<std::uint32_t>(contaminant_choice_(stream));
    std::string const & source = contaminants_[truth.left];
    double const drawn = 330.0 * std::exp(0.35 * stream.normal());
    std::size_t const length = std::min(source.size(), static_cast<std::size_t>(std::max(30.0, drawn)));
    std::size_t const begin = stream.below(source.size() - length + 1);
    std::string piece = resolve(std::string_view{source}.substr(begin, length), stream);
    return stream.below(2) == 0 ? piece : reverse_complement(piece);
}

} // namespace ampstream::simulate
