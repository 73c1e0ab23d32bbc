// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/core/option.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

using namespace ampstream;

namespace
{

std::string message_of(option_list const & options)
{
    try
    {
        check_ranges(options);
    }
    catch (usage_error const & error)
    {
        return error.what();
    }
    return "";
}

} // namespace

TEST(check_ranges, names_option_value_and_legal_range)
{
    double id = 97.0;
    EXPECT_EQ(message_of({{.name = "id", .value = &id, .help = "", .lowest = 0.0, .highest = 1.0}}),
              "--id is 97; it takes a value from 0 to 1");
    std::uint64_t minlen = 0;
    EXPECT_EQ(message_of({{.name = "minlen", .value = &minlen, .help = "", .unit = "bases", .lowest = 1.0}}),
              "--minlen is 0; it takes a value of at least 1 bases");
    std::string strand = "left";
    EXPECT_EQ(message_of({{.name = "strand", .value = &strand, .help = "", .choices = {"plus", "both"}}}),
              "--strand is 'left'; it takes one of plus, both");
}

TEST(check_ranges, rejects_a_number_that_is_not_one)
{
    double id = std::numeric_limits<double>::quiet_NaN();
    EXPECT_NE(message_of({{.name = "id", .value = &id, .help = "", .lowest = 0.0, .highest = 1.0}}), "");
}

TEST(check_ranges, accepts_limits_and_unset_values)
{
    double id = 1.0;
    std::optional<double> maxee;
    EXPECT_EQ(message_of({{.name = "id", .value = &id, .help = "", .lowest = 0.0, .highest = 1.0},
                          {.name = "maxee", .value = &maxee, .help = "", .lowest = 0.0}}),
              "");
}

TEST(value_text, prints_what_the_user_would_type)
{
    bool flag = true;
    std::optional<std::uint64_t> none;
    std::vector<std::string> files{"a", "b"};
    EXPECT_EQ(value_text({.name = "", .value = &flag, .help = ""}), "true");
    EXPECT_EQ(value_text({.name = "", .value = &none, .help = ""}), "unset");
    EXPECT_EQ(value_text({.name = "", .value = &files, .help = ""}), "a,b");
}

TEST(set_value, reads_what_value_text_prints)
{
    bool flag = false;
    std::uint64_t whole = 0;
    double number = 0.0;
    std::optional<double> maybe;
    std::vector<std::string> list;
    set_value({.name = "flag", .value = &flag, .help = ""}, "true");
    set_value({.name = "whole", .value = &whole, .help = ""}, "42");
    set_value({.name = "number", .value = &number, .help = ""}, "0.97");
    set_value({.name = "maybe", .value = &maybe, .help = ""}, "1.5");
    set_value({.name = "list", .value = &list, .help = ""}, "a,,b");
    EXPECT_TRUE(flag);
    EXPECT_EQ(whole, 42U);
    EXPECT_EQ(number, 0.97);
    EXPECT_EQ(maybe, 1.5);
    EXPECT_THAT(list, testing::ElementsAre("a", "", "b"));
    set_value({.name = "maybe", .value = &maybe, .help = ""}, "unset");
    EXPECT_FALSE(maybe.has_value());
}

TEST(set_value, names_the_option_when_the_text_does_not_fit)
{
    std::uint64_t whole = 0;
    for (std::string_view const text : {"", "x", "1.5", "-1", "1x"})
        EXPECT_THROW(set_value({.name = "whole", .value = &whole, .help = ""}, text), usage_error) << text;
}

TEST(append, puts_more_options_behind_those_that_are_there)
{
    bool sizein = false;
    double id = 0.97;
    option_list list{{.name = "sizein", .value = &sizein, .help = ""}};
    append(list, {{.name = "id", .value = &id, .help = "", .lowest = 0.5}});
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].name, "sizein");
    EXPECT_EQ(list[1].name, "id");
    EXPECT_EQ(std::get<double *>(list[1].value), &id);
    EXPECT_EQ(list[1].lowest, 0.5);
}
