// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/io/text_lines.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "io_testing.hpp"

using namespace ampstream;
using namespace ampstream::io;
using ::testing::ElementsAre;

namespace
{

std::vector<std::string> lines_of(std::string const & text)
{
    ampstream::testing::scratch_folder const folder{};
    std::vector<std::string> lines;
    for_each_line(folder.write("t", text),
                  [&](std::string_view line, input_location const & where)
                  {
                      lines.emplace_back(line);
                      EXPECT_EQ(where.line, lines.size());
                  });
    return lines;
}

} // namespace

TEST(for_each_line, takes_either_line_end_and_a_last_line_without_one)
{
    EXPECT_THAT(lines_of("a\nb\r\n\nc"), ElementsAre("a", "b", "", "c"));
    EXPECT_THAT(lines_of("a\n"), ElementsAre("a"));
    EXPECT_THAT(lines_of(""), ElementsAre());
}

TEST(for_each_line, joins_a_line_that_is_longer_than_a_buffer)
{
    std::string const whole(700000, 'x');
    EXPECT_THAT(lines_of("a\n" + whole + "\nb\n"), ElementsAre("a", whole, "b"));
}

TEST(for_each_line, reads_gzip)
{
    EXPECT_THAT(lines_of(ampstream::testing::gzip("a\nb\n")), ElementsAre("a", "b"));
}
