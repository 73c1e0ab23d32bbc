// SPDX-License-Identifier: BSD-3-Clause
// Rules of membership: what .uc tables of dereplication and clustering say together.
#include <ampstream/table/membership.hpp>

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::table
{

namespace
{

using lines = std::vector<std::string>;
using testing::ElementsAre;
using testing::HasSubstr;

std::string s(std::string const & label)
{
    return "S\t0\t48\t*\t*\t*\t*\t*\t" + label + "\t*";
}
std::string h(std::string const & label, std::string const & target)
{
    return "H\t0\t48\t97.9\t+\t0\t0\t=\t" + label + "\t" + target;
}
std::string c(std::string const & label)
{
    return "C\t0\t1\t*\t*\t*\t*\t*\t" + label + "\t*";
}

membership read(lines const & clustering, std::vector<lines> const & dereplications = {})
{
    membership_reader reader{'.', !dereplications.empty()};
    for (lines const & file : dereplications)
    {
        input_location where{.file = "pool.uc"};
        for (std::string const & line : file)
        {
            ++where.line;
            reader.add_dereplication(line, where);
        }
        reader.end_file({.file = "pool.uc"});
    }
    input_location where{.file = "otus.uc"};
    for (std::string const & line : clustering)
    {
        ++where.line;
        reader.add_clustering(line, where);
    }
    reader.end_file({.file = "otus.uc"});
    return std::move(reader).finish();
}

std::string message_of(lines const & clustering, std::vector<lines> const & dereplications = {})
{
    try
    {
        (void)read(clustering, dereplications);
    }
    catch (input_error const & problem)
    {
        return problem.what();
    }
    return "no error";
}

std::vector<std::string> counts(membership const & found)
{
    std::vector<std::string> list;
    for (std::size_t i = 0; i < found.uniques.size(); ++i)
    {
        std::string text = fmt::format("{} in {}:", found.uniques.label(i), found.clusters.cluster_of[i]);
        for (sample_count const & one : found.uniques.samples(i))
            text += fmt::format(" {}={}", found.samples[one.sample], one.count);
        list.push_back(std::move(text));
    }
    return list;
}

} // namespace

TEST(membership_reader, members_join_the_cluster_of_their_centroid)
{
    membership const found =
        read({s("B.1;size=5"), s("A.1;size=4"), h("A.2;size=3", "B.1;size=5"), c("B.1;size=5"), c("A.1;size=4")});
    EXPECT_THAT(found.centroids, ElementsAre("B.1", "A.1"));
    EXPECT_THAT(found.clusters.centroids, ElementsAre(0, 1));
    EXPECT_THAT(counts(found), ElementsAre("B.1 in 0: B=5", "A.1 in 1: A=4", "A.2 in 0: A=3"));
}

TEST(membership_reader, samples_are_in_byte_order)
{
    membership const found = read({s("b.1"), h("B.1", "b.1"), h("10.1", "b.1"), h("9.1", "b.1"), c("b.1")});
    EXPECT_THAT(found.samples, ElementsAre("10", "9", "B", "b"));
}

TEST(membership_reader, a_label_without_abundance_counts_once)
{
    EXPECT_THAT(counts(read({s("A.1"), h("A.2;size=3", "A.1"), c("A.1")})),
                ElementsAre("A.1 in 0: A=1", "A.2 in 0: A=3"));
}

TEST(membership_reader, uniques_are_expanded_to_the_members_in_all_samples)
{
    membership const found = read({s("A.1;size=8"), h("C.9;size=2", "A.1;size=8"), c("A.1;size=8")},
                                  {{s("A.1;size=5"), h("B.1;size=2", "A.1;size=5"), h("A.7;size=1", "A.1;size=5"),
                                    s("C.9;size=2"), s("D.1;size=1"), c("A.1"), c("C.9"), c("D.1")}});
    EXPECT_THAT(counts(found), ElementsAre("A.1 in 0: A=6 B=2", "C.9 in 0: C=2"));
    EXPECT_EQ(found.uniques.abundance(0), 8U);
    EXPECT_THAT(found.samples, ElementsAre("A", "B", "C", "D")); // D has no read in any cluster and stays a column
}

TEST(membership_reader, dereplications_of_several_files_are_taken_together)
{
    EXPECT_THAT(counts(read({s("A.1"), h("B.1", "A.1"), c("A.1")},
                            {{s("A.1;size=5"), c("A.1")}, {s("B.1"), h("B.2;size=4", "B.1"), c("B.1")}})),
                ElementsAre("A.1 in 0: A=5", "B.1 in 0: B=5"));
}

TEST(membership_reader, nothing_gives_nothing)
{
    membership const found = read({});
    EXPECT_TRUE(found.uniques.empty());
    EXPECT_TRUE(found.samples.empty());
}

TEST(membership_reader, a_member_of_an_unknown_centroid_is_an_error_with_file_and_line)
{
    std::string const said = message_of({s("A.1"), h("A.2", "A.9")});
    EXPECT_THAT(said, HasSubstr("otus.uc: line 2"));
    EXPECT_THAT(said, HasSubstr("S record of a centroid before its members, found \"A.9\""));
    EXPECT_THAT(message_of({}, {{h("A.2", "A.9")}}), HasSubstr("pool.uc: line 1"));
}

TEST(membership_reader, a_label_that_names_no_sample_is_an_error)
{
    EXPECT_THAT(message_of({s("A.1"), h("reads", "A.1")}), HasSubstr("otus.uc: line 2"));
    EXPECT_THAT(message_of({s("A.1"), h("reads", "A.1")}), HasSubstr("a label that names its sample"));
}

TEST(membership_reader, clusters_and_uniques_have_different_labels)
{
    EXPECT_THAT(message_of({s("A.1;size=5"), s("A.1;size=4")}), HasSubstr("otus.uc: line 2"));
    EXPECT_THAT(message_of({}, {{s("A.1;size=5"), c("A.1")}, {s("A.1;size=5")}}),
                HasSubstr("uniques with different labels"));
}

TEST(membership_reader, a_clustered_sequence_must_be_a_unique_and_only_once)
{
    lines const pool{s("A.1"), s("A.2"), c("A.1"), c("A.2")};
    EXPECT_THAT(message_of({s("A.1"), h("B.1", "A.1")}, {pool}), HasSubstr("a unique of the --derep files"));
    EXPECT_THAT(message_of({s("A.1"), h("A.2", "A.1"), h("A.2", "A.1")}, {pool}),
                HasSubstr("each unique in one cluster"));
}

TEST(membership_reader, an_abundance_of_zero_or_beyond_63_bits_is_an_error)
{
    for (auto const * size : {"0", "9223372036854775808", "99999999999999999999"})
        EXPECT_THAT(message_of({s(fmt::format("A.1;size={}", size))}), HasSubstr("an abundance from 1 to")) << size;
    EXPECT_THAT(message_of({s("A.1;size=9223372036854775807"), h("A.2", "A.1")}), HasSubstr("reads in all"));
}

TEST(membership_reader, a_file_without_its_c_records_is_cut_off)
{
    EXPECT_THAT(message_of({s("A.1"), s("A.2"), c("A.1")}), HasSubstr("a C record for each of 2 S records, found 1"));
    EXPECT_THAT(message_of({}, {{s("A.1")}}), HasSubstr("pool.uc: expected a C record for each"));
}

} // namespace ampstream::table
