// SPDX-License-Identifier: BSD-3-Clause
// Inputs of the micro benchmarks: pairs of a simulated study over made-up templates, so that no file is needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/random.hpp>
#include <ampstream/core/read_batch.hpp>
#include <ampstream/simulate/library.hpp>
#include <ampstream/simulate/pcr.hpp>
#include <ampstream/simulate/study.hpp>

namespace ampstream::benchmarks
{

/// `bases` with each base drawn anew with chance `share`.
inline std::string redrawn(std::string bases, double share, random_stream & stream)
{
    for (char & base : bases)
        if (stream.uniform() < share)
            base = simulate::resolve('N', stream);
    return bases;
}

/// `count` related inserts of 425 bases, a tenth of their bases drawn anew.
inline simulate::template_pool make_templates(std::size_t count)
{
    random_stream stream{1, "benchmark templates", 0};
    std::string const ancestor = simulate::resolve(std::string(425, 'N'), stream);
    simulate::template_pool pool;
    for (std::size_t i = 0; i < count; ++i)
    {
        std::string insert = redrawn(ancestor, 0.1, stream);
        pool.templates.push_back({fmt::format("template{}", i), "", std::move(insert)});
    }
    return pool;
}

/// `count` pairs of 2 × 300 (miseq300) or 2 × 250 bases (miseq250, novaseq).
inline pair_batch make_pairs(std::size_t count, std::string const & profile)
{
    simulate::options chosen;
    chosen.samples = 1;
    chosen.groups = 1;
    chosen.taxa = 100;
    chosen.profile = profile;
    simulate::study const made{chosen, make_templates(100)};
    pair_batch pairs;
    simulate::simulated_pair pair;
    for (std::uint64_t i = 0; i < count; ++i)
    {
        made.make_pair(0, i, pair);
        std::string const name = fmt::format("M00999:2:000000000-SIMUL:1:1101:{}:{}", 1000 + i % 28000, 1000 + i);
        pairs.forward.push_back(name + " 1:N:0:ACGTACGT", pair.forward, pair.forward_quality, i + 1);
        pairs.reverse.push_back(name + " 2:N:0:ACGTACGT", pair.reverse, pair.reverse_quality, i + 1);
    }
    return pairs;
}

/// `count` merged reads with both primers, as they come from MiSeq pairs of 2 × 250 bases: a tenth of 100 templates
/// makes most of them, 0.1 % of the bases are wrong, qualities are those of the mates.
inline read_batch make_merged(std::size_t count)
{
    simulate::options const chosen;
    simulate::library const made{chosen};
    simulate::template_pool const pool = make_templates(100);
    pair_batch const pairs = make_pairs(count, "miseq250");
    read_batch merged;
    for (std::size_t i = 0; i < count; ++i)
    {
        random_stream stream{2, "benchmark merged reads", i};
        std::size_t const which = stream.below(10) < 9 ? stream.below(10) : stream.below(pool.templates.size());
        std::string const bases = redrawn(made.fragment(pool.templates[which].insert, stream), 0.001, stream);
        std::string_view const first = pairs.forward[i].quality;
        std::string_view const second = pairs.reverse[i].quality;
        std::string quality{first.substr(0, bases.size() / 2)};
        for (std::size_t place = bases.size() - quality.size(); place-- > 0;)
            quality += second[place];
        merged.push_back(pairs.forward[i].header, bases, quality, i + 1);
    }
    return merged;
}

} // namespace ampstream::benchmarks
