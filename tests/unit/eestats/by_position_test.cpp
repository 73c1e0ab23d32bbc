// SPDX-License-Identifier: BSD-3-Clause
// Rules of distributions by position; more beside VSEARCH's in tests/conformance/test_eestats.py.
#include <ampstream/eestats/by_position.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::eestats
{

namespace
{

using testing::EndsWith;
using testing::HasSubstr;

std::string table_of(std::vector<std::string> const & qualities)
{
    by_position distributions;
    for (std::string const & one : qualities) // a batch a read: batches must not matter
    {
        read_batch batch;
        batch.push_back("r", std::string(one.size(), 'A'), one, 1);
        distributions.add(batch, expected_errors(batch, {}, "a.fastq"));
    }
    std::string text;
    distributions.write([&text](std::string_view part) { text += part; });
    return text.substr(text.find('\n') + 1);
}

} // namespace

TEST(by_position, quantiles_are_values_that_occur)
{
    EXPECT_EQ(table_of({"+", "5", "?", "I"}), // Q10, Q20, Q30, Q40
              "1\t4\t100.0\t10.0\t10.0\t20.0\t25.0\t30.0\t40.0\t0.0001\t0.0001\t0.001\t0.028\t0.01\t0.1\t0.00\t0.00\t"
              "0.00\t0.03\t0.01\t0.10\n");
}

TEST(by_position, positions_count_the_reads_that_reach_them)
{
    EXPECT_THAT(table_of({"I", "II", ""}), HasSubstr("2\t1\t33.3\t"));
}

TEST(by_position, many_expected_errors_are_told_apart)
{
    EXPECT_THAT(table_of({std::string(200, '!'), std::string(200, '"')}), // Q0, Q1; 200 errors are beyond the bins
                EndsWith("158.87\t158.87\t158.87\t179.43\t200.00\t200.00\n"));
}

TEST(by_position, nothing_gives_a_header)
{
    EXPECT_EQ(table_of({}), "");
}

} // namespace ampstream::eestats
