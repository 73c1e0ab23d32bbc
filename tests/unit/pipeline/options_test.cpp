// SPDX-License-Identifier: BSD-3-Clause
// The list of all options of a run.
#include <ampstream/pipeline/options.hpp>

#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <ampstream/core/error.hpp>

namespace ampstream::pipeline
{

TEST(run_options, names_and_second_names_are_different_from_each_other)
{
    options chosen;
    std::set<std::string> names;
    for (option const & one : describe(chosen))
    {
        EXPECT_TRUE(names.insert(one.name).second) << one.name;
        EXPECT_TRUE(one.alias.empty() || names.insert(one.alias).second) << one.alias;
    }
    EXPECT_TRUE(names.contains("maxee"));
    EXPECT_TRUE(names.contains("cluster-id"));
}

TEST(run_options, defaults_are_legal_once_primers_are_named_or_trimming_is_off)
{
    options chosen;
    EXPECT_THROW(chosen.validate(), usage_error);
    chosen.reads.trim.primers = "v3v4";
    EXPECT_NO_THROW(chosen.validate());
    chosen = {};
    chosen.reads.trims = false;
    EXPECT_NO_THROW(chosen.validate());
    EXPECT_EQ(chosen.reads.filter.maxee, 1.0);
    EXPECT_EQ(chosen.reads.filter.maxns, 0U);
}

TEST(run_options, every_preset_sets_options_that_exist_to_values_that_are_legal)
{
    for (char const * const name : {"v1v2", "v3v4", "v4", "v4v5", "v5v7"})
    {
        std::ifstream file{std::string{AMPSTREAM_SOURCE_DIR} + "/pipelines/presets/" + name + ".json"};
        ASSERT_TRUE(file) << name;
        auto const preset = nlohmann::json::parse(file);
        options chosen;
        option_list const list = describe(chosen);
        for (auto const & [key, value] : preset["options"].items())
        {
            auto const found = std::ranges::find(list, key, &option::name);
            ASSERT_NE(found, list.end()) << name << ' ' << key;
            set_value(*found, value.get<std::string>());
        }
        EXPECT_NO_THROW(chosen.validate()) << name;
    }
}

} // namespace ampstream::pipeline
