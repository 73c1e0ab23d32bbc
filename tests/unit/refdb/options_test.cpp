// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/refdb/options.hpp>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

using namespace ampstream;
using namespace ampstream::refdb;

TEST(options, of_refdb_refuse_what_is_out_of_range)
{
    EXPECT_NO_THROW(options{}.validate());
    EXPECT_THROW((options{.error_rate = 1.0}.validate()), usage_error);
    EXPECT_THROW((options{.error_rate = -0.1}.validate()), usage_error);
    EXPECT_THROW((options{.primers = "v9v12"}.validate()), usage_error);
    EXPECT_THROW((options{.forward = "ACGZ"}.validate()), usage_error);
    EXPECT_THROW((options{.placeholders = "burn"}.validate()), usage_error);
    EXPECT_THROW((options{.domains = {""}}.validate()), usage_error);
}

TEST(shortest, is_silvas_own_limit_for_silva_and_lower_for_others)
{
    EXPECT_EQ(shortest({}, source::silva, false), 1200U);
    EXPECT_EQ(shortest({}, source::silva, true), 900U);
    EXPECT_EQ(shortest({}, source::dada2, false), 100U);
    EXPECT_EQ(shortest({.min_length = 300}, source::silva, true), 300U);
    EXPECT_EQ(shortest({.min_length = 300, .min_length_archaea = 200}, source::silva, true), 200U);
}

TEST(source_named, knows_its_five_names)
{
    for (std::string_view const name : source_names)
        EXPECT_EQ(name_of(*source_named(name)), name);
    EXPECT_FALSE(source_named("unite").has_value());
}
