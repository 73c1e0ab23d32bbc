// SPDX-License-Identifier: BSD-3-Clause
// Values of the options of reading references.
#include <ampstream/reference/options.hpp>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

namespace
{

using ampstream::usage_error;
using ampstream::reference::options;

TEST(reference_options, names_that_do_not_exist_are_errors_of_usage)
{
    EXPECT_NO_THROW(options{}.validate());
    EXPECT_THROW((options{.header_format = "fasta"}.validate()), usage_error);
    EXPECT_THROW((options{.ragged = "maybe"}.validate()), usage_error);
}

TEST(reference_options, a_rank_has_a_name_that_fits_a_table)
{
    EXPECT_THROW((options{.ranks = {"domain", ""}}.validate()), usage_error);
    EXPECT_THROW((options{.ranks = {"do\tmain"}}.validate()), usage_error);
    EXPECT_THROW((options{.ranks = {"a;b"}}.validate()), usage_error);
}

} // namespace
