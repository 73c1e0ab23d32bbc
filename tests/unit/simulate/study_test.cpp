// SPDX-License-Identifier: BSD-3-Clause
// Pairs of a study: reproducible, with primers in place and the truth about them.
#include <ampstream/simulate/study.hpp>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/simulate/amplicon.hpp>

namespace ampstream::simulate
{

namespace
{

/// Forty relatives: a common sequence of 420 bases in which each differs at about a tenth of the places.
template_pool make_pool()
{
    random_stream stream{9, "pool", 0};
    std::string const ancestor = resolve(std::string(420, 'N'), stream);
    template_pool pool;
    for (int i = 0; i < 40; ++i)
    {
        std::string insert = ancestor;
        for (char & base : insert)
            if (stream.uniform() < 0.04)
                base = other_base(base, stream.below(3));
        pool.templates.push_back({"t" + std::to_string(i), "", insert});
    }
    return pool;
}

options small_study()
{
    options chosen;
    chosen.samples = 4;
    chosen.pairs = 500;
    chosen.taxa = 40;
    return chosen;
}

bool is_same(simulated_pair const & one, simulated_pair const & other)
{
    return one.forward == other.forward && one.reverse == other.reverse &&
           one.forward_quality == other.forward_quality && one.reverse_quality == other.reverse_quality;
}

std::size_t differences(std::string_view one, std::string_view other)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i)
        count += one[i] != other[i];
    return count;
}

} // namespace

TEST(study, a_pair_is_a_function_of_seed_sample_and_ordinal)
{
    study const made{small_study(), make_pool()};
    study const again{small_study(), make_pool()};
    options other_seed = small_study();
    other_seed.seed = 2;
    study const other{other_seed, make_pool()};
    simulated_pair one, two, three;
    for (std::uint64_t i : {7U, 3U, 499U}) // any order
    {
        made.make_pair(1, i, one);
        again.make_pair(3, i, two);
        again.make_pair(1, i, two);
        other.make_pair(1, i, three);
        EXPECT_TRUE(is_same(one, two));
        EXPECT_FALSE(is_same(one, three));
        made.make_pair(2, i, three);
        EXPECT_FALSE(is_same(one, three));
    }
}

TEST(study, without_errors_the_reads_are_the_ends_of_the_fragment)
{
    options chosen = small_study();
    chosen.chimeras = 0.0;
    chosen.pcr_error = 0.0;
    chosen.indel_rate = 0.0;
    study const made{chosen, make_pool()};
    simulated_pair pair;
    for (std::uint64_t i = 0; i < 200; ++i)
    {
        made.make_pair(0, i, pair);
        ASSERT_EQ(pair.truth.kind, origin_kind::plain);
        std::string const & insert = made.templates()[pair.truth.left].insert;
        std::string_view const behind_primer = std::string_view{pair.forward}.substr(17);
        EXPECT_LE(differences(behind_primer, insert), pair.truth.forward_errors);
        EXPECT_LE(differences(std::string_view{pair.reverse}.substr(21), reverse_complement(insert)),
                  pair.truth.reverse_errors);
        if (pair.truth.forward_errors == 0)
        {
            EXPECT_EQ(find_site(chosen.forward, pair.forward, 0, 0), (primer_site{0, 0}));
            EXPECT_EQ(behind_primer, insert.substr(0, 300 - 17));
        }
        if (pair.truth.reverse_errors == 0)
        {
            EXPECT_EQ(find_site(chosen.reverse, pair.reverse, 0, 0), (primer_site{0, 0}));
        }
    }
}

TEST(study, chimeras_come_at_the_stated_share_and_their_halves_match_their_parents)
{
    options chosen = small_study();
    chosen.chimeras = 0.2;
    chosen.pcr_error = 0.0;
    chosen.indel_rate = 0.0;
    study const made{chosen, make_pool()};
    simulated_pair pair;
    int chimeric = 0;
    for (std::uint64_t i = 0; i < 4000; ++i)
    {
        made.make_pair(0, i, pair);
        if (pair.truth.kind != origin_kind::chimeric)
            continue;
        ++chimeric;
        std::string const product =
            join(made.templates()[pair.truth.left].insert, made.templates()[pair.truth.right].insert, pair.truth.place);
        EXPECT_NE(pair.truth.left, pair.truth.right);
        EXPECT_LE(differences(std::string_view{pair.forward}.substr(17), product), pair.truth.forward_errors);
        EXPECT_LE(differences(std::string_view{pair.reverse}.substr(21), reverse_complement(product)),
                  pair.truth.reverse_errors);
    }
    EXPECT_NEAR(chimeric, 800, 130);
}

TEST(study, templates_come_at_the_shares_of_their_community)
{
    options chosen = small_study();
    chosen.chimeras = 0.0;
    study const made{chosen, make_pool()};
    std::vector<double> counts(40);
    simulated_pair pair;
    for (std::uint64_t i = 0; i < 10000; ++i)
    {
        made.make_pair(2, i, pair);
        ++counts[pair.truth.left];
    }
    for (std::size_t i = 0; i < 40; ++i)
    {
        double const expected = 10000 * made.community(2).share(i);
        EXPECT_NEAR(counts[i], expected, 5 * std::sqrt(expected) + 1);
    }
}

TEST(study, flipped_fragments_begin_with_the_reverse_primer)
{
    options chosen = small_study();
    chosen.flipped = 1.0;
    study const made{chosen, make_pool()};
    simulated_pair pair;
    int in_place = 0;
    for (std::uint64_t i = 0; i < 100; ++i)
    {
        made.make_pair(0, i, pair);
        EXPECT_TRUE(pair.truth.is_flipped);
        in_place += find_site(chosen.reverse, pair.forward, 0, 2) == primer_site{0, 0};
    }
    EXPECT_GT(in_place, 90);
}

TEST(study, contaminants_are_pieces_of_their_file_and_short_ones_are_read_through)
{
    options chosen = small_study();
    chosen.contaminants = 0.5;
    EXPECT_THROW((study{chosen, make_pool()}), usage_error);
    random_stream stream{1, "phage", 0};
    std::string const phage = resolve(std::string(5000, 'N'), stream);
    study const made{chosen, make_pool(), {phage}};
    std::string const both = phage + '\n' + reverse_complement(phage);
    simulated_pair pair;
    int contaminants = 0;
    int read_through = 0;
    for (std::uint64_t i = 0; i < 2000; ++i)
    {
        made.make_pair(0, i, pair);
        if (pair.truth.kind != origin_kind::contaminant)
            continue;
        ++contaminants;
        read_through += pair.truth.is_read_through;
        if (pair.truth.forward_errors == 0)
        {
            EXPECT_NE(both.find(pair.forward.substr(0, 30)), std::string::npos);
            std::size_t const adapter = pair.forward.find("CTGTCTCTTATACACATCT");
            EXPECT_NE(both.find(pair.forward.substr(0, std::min<std::size_t>(adapter, 281))), std::string::npos);
        }
    }
    EXPECT_NEAR(contaminants, 1000, 120);
    EXPECT_NEAR(read_through, 0.39 * contaminants, 100); // P(330·e^(0.35 z) < 300)
}

TEST(study, names_are_numbered_and_the_length_can_be_set)
{
    options chosen = small_study();
    chosen.prefix = "gut ";
    chosen.samples = 120;
    chosen.length = 75;
    study const made{chosen, make_pool()};
    EXPECT_EQ(made.samples().front().name, "gut 001");
    EXPECT_EQ(made.samples().back().name, "gut 120");
    simulated_pair pair;
    made.make_pair(0, 0, pair);
    EXPECT_EQ(pair.forward.size(), 75U);
    EXPECT_EQ(pair.reverse_quality.size(), 75U);
}

TEST(options, contradictions_are_usage_errors)
{
    auto const broken = [](auto change)
    {
        options chosen;
        change(chosen);
        EXPECT_THROW(chosen.validate(), usage_error);
    };
    EXPECT_NO_THROW(options{}.validate());
    broken([](options & chosen) { chosen.groups = 13; });
    broken([](options & chosen) { chosen.forward = "ACGX"; });
    broken([](options & chosen) { chosen.reverse = ""; });
    broken([](options & chosen) { chosen.prefix = "a/b"; });
    broken([](options & chosen) { chosen.prefix = ""; });
    broken([](options & chosen) { chosen.min_amplicon = 2000; });
    broken([](options & chosen) { chosen.chimeras = 1.5; });
    broken([](options & chosen) { chosen.profile = "454"; });
    broken([](options & chosen) { chosen.samples = 0; });
}

} // namespace ampstream::simulate
