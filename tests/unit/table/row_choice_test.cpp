// SPDX-License-Identifier: BSD-3-Clause
// Rules of rows: which clusters, in which order, under which names.
#include <ampstream/table/row_choice.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::table
{

namespace
{

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> const centroids{"A.1", "A.2", "B.1;ee=0.5", "C.1;otu=first"};
input_location const here{.file = "otus.fasta", .record = 3};

template <typename action_t>
std::string message_of(action_t const & action)
{
    try
    {
        action();
    }
    catch (input_error const & problem)
    {
        return problem.what();
    }
    return "no error";
}

} // namespace

TEST(row_choice, headers_choose_clusters_in_their_order)
{
    row_choice rows{centroids};
    rows.add("B.1;ee=0.5;size=3 text", here);
    rows.add("A.1", here);
    EXPECT_THAT(rows.kept(), ElementsAre(2, 0));
    EXPECT_THAT(rows.names(), ElementsAre("B.1", "A.1"));
}

TEST(row_choice, a_new_label_names_the_row_of_the_old_one_behind_it)
{
    row_choice rows{centroids};
    rows.add("OTU_1;size=9 A.2;size=9", here);
    EXPECT_THAT(rows.kept(), ElementsAre(1));
    EXPECT_THAT(rows.names(), ElementsAre("OTU_1"));
}

TEST(row_choice, the_old_label_decides_when_the_new_one_is_another_cluster)
{
    row_choice rows{centroids};
    rows.add("A.1;size=9 A.2;size=9", here);
    rows.add("A.2;size=8 A.1;size=8", here);
    EXPECT_THAT(rows.kept(), ElementsAre(1, 0));
    EXPECT_THAT(rows.names(), ElementsAre("A.1", "A.2"));
}

TEST(row_choice, an_unknown_label_is_an_error_with_its_record)
{
    row_choice rows{centroids};
    std::string const said = message_of([&] { rows.add("OTU_1;size=9 X.2", here); });
    EXPECT_THAT(said, HasSubstr("otus.fasta: record 3"));
    EXPECT_THAT(said, HasSubstr("--relabel_keep"));
}

TEST(row_choice, a_cluster_and_a_name_are_taken_once)
{
    row_choice rows{centroids};
    rows.add("A.1", here);
    EXPECT_THAT(message_of([&] { rows.add("x A.1", here); }), HasSubstr("each centroid and each name once"));
    EXPECT_THAT(message_of([&] { rows.add("A.1;size=2 A.2", here); }), HasSubstr("each centroid and each name once"));
}

TEST(row_choice, all_clusters_come_in_their_order)
{
    row_choice rows{centroids};
    rows.add_all(centroids, row_order::clusters, here);
    EXPECT_THAT(rows.kept(), ElementsAre(0, 1, 2, 3));
    EXPECT_THAT(rows.names(), ElementsAre("A.1", "A.2", "B.1", "first"));
}

TEST(row_choice, all_clusters_come_in_the_byte_order_of_names)
{
    std::vector<std::string> const labels{"OTU_2", "b", "OTU_10", "OTU_1;ee=1", "B"};
    row_choice rows{labels};
    rows.add_all(labels, row_order::names, here);
    EXPECT_THAT(rows.names(), ElementsAre("B", "OTU_1", "OTU_10", "OTU_2", "b"));
    EXPECT_THAT(rows.kept(), ElementsAre(4, 3, 2, 0, 1));
}

TEST(row_choice, two_rows_of_one_name_and_a_row_without_name_are_errors)
{
    std::vector<std::string> const twins{"A;ee=1", "A;ee=2"};
    EXPECT_THAT(message_of([&] { row_choice{twins}.add_all(twins, row_order::clusters, here); }),
                HasSubstr("each centroid and each name once"));
    std::vector<std::string> const nameless{";sample=A"};
    EXPECT_THAT(message_of([&] { row_choice{nameless}.add_all(nameless, row_order::clusters, here); }),
                HasSubstr("a centroid with a name"));
}

} // namespace ampstream::table
