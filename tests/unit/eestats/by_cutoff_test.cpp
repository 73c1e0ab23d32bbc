// SPDX-License-Identifier: BSD-3-Clause
// Rules of what limits keep.
#include <ampstream/eestats/by_cutoff.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream::eestats
{

namespace
{

using testing::ElementsAre;

running_errors errors_of(std::vector<std::string> const & qualities)
{
    read_batch batch;
    for (std::string const & one : qualities)
        batch.push_back("r", std::string(one.size(), 'A'), one, batch.size() + 1);
    return expected_errors(batch, {}, "a.fastq");
}

} // namespace

TEST(by_cutoff, a_value_exactly_at_a_limit_is_kept)
{
    by_cutoff kept{{1, std::nullopt, 1}, {0.02}};
    kept.add(errors_of({"55", "5", "+"})); // Q20 twice, Q20, Q10
    EXPECT_EQ(kept.text(), "3 reads, max len 2, avg 1.3\n\nLength         MaxEE 0.02\n------   ----------------\n"
                           "     1          2( 66.7%)\n     2          1( 33.3%)\n");
}

TEST(by_cutoff, batches_add_up_whatever_their_lengths)
{
    by_cutoff all{{1, 3, 1}, {0.5, 1.0}};
    all.add(errors_of({"II", "!!!!", ""}));
    by_cutoff first{{1, 3, 1}, {0.5, 1.0}};
    first.add(errors_of({"II"}));
    by_cutoff second{{1, 3, 1}, {0.5, 1.0}};
    second.add(errors_of({"!!!!", ""}));
    first += second;
    EXPECT_EQ(first.text(), all.text());
}

TEST(expected_errors, are_summed_along_the_read_without_a_cap)
{
    EXPECT_THAT(errors_of({"!!", "+"}).sums, ElementsAre(1.0, 2.0, testing::DoubleEq(0.1)));
    EXPECT_THAT(errors_of({"!!", "+"}).of(1), ElementsAre(testing::DoubleEq(0.1)));
}

TEST(expected_errors, reads_without_qualities_are_an_error)
{
    read_batch batch;
    batch.push_back("r", "ACGT", {}, 1);
    EXPECT_THROW((void)expected_errors(batch, {}, "a"), input_error);
}

TEST(options, length_cutoffs_are_three_numbers)
{
    EXPECT_EQ((options{.length_cutoffs = "50,*,25"}.lengths()), (length_cutoffs{50, std::nullopt, 25}));
    EXPECT_EQ((options{.length_cutoffs = "5,5,1"}.lengths()), (length_cutoffs{5, 5, 1}));
    for (auto const * text : {"", "1,2", "0,1,1", "2,1,1", "1,1,0", "1,*,4294967296", "1, 2,3"})
        EXPECT_THROW((void)options{.length_cutoffs = text}.lengths(), usage_error) << text;
}

TEST(options, ee_cutoffs_are_numbers_above_zero)
{
    EXPECT_THAT((options{.ee_cutoffs = "0.5,1e1"}.errors()), ElementsAre(0.5, 10.0));
    for (auto const * text : {"", "0", "1,", "-1", "nan", "1x"})
        EXPECT_THROW((void)options{.ee_cutoffs = text}.errors(), usage_error) << text;
}

} // namespace ampstream::eestats
