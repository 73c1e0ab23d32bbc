// SPDX-License-Identifier: BSD-3-Clause
// A model from a model file or from a reference.
#include <ampstream/classify/open_model.hpp>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include <ampstream/core/error.hpp>

#include "classify_testing.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::classify;
using ampstream::classify::testing::random_bases;

class opening : public ::testing::Test
{
protected:
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string write(std::string const & name, std::string_view bytes) const
    {
        std::filesystem::create_directories(folder_);
        std::ofstream{folder_ + "/" + name, std::ios::binary} << bytes;
        return folder_ + "/" + name;
    }

    std::string folder_ = ::testing::TempDir() + "ampstream_open_model_test." + std::to_string(::getpid());
    exec::thread_budget budget_{1};
};

TEST_F(opening, a_reference_is_trained_and_its_model_has_the_same_bytes_wherever_it_lies)
{
    std::string const text =
        ">a Bacteria;A\n" + random_bases(1, 200) + "\n>b Bacteria;B\n" + random_bases(2, 200) + "\n";
    opened_model const trained = open_model(write("ref.fa", text), {}, budget_);
    std::filesystem::create_directories(folder_ + "/deeper");
    EXPECT_EQ(open_model(write("deeper/ref.fa", text), {}, budget_).trained.bytes(), trained.trained.bytes());
    opened_model const mapped = open_model(write("m", trained.trained.bytes()), {}, budget_);
    EXPECT_EQ(mapped.trained.bytes(), trained.trained.bytes());
    EXPECT_THAT(trained.note, ::testing::HasSubstr("trained on 2 sequences"));
    EXPECT_THAT(mapped.note, ::testing::HasSubstr("model of 2 sequences"));
}

TEST_F(opening, sequences_without_words_are_said)
{
    std::string const text = ">a Bacteria;A\n" + random_bases(1, 200) + "\n>b Bacteria;B\nNNNN\n";
    EXPECT_THAT(open_model(write("ref.fa", text), {}, budget_).note,
                ::testing::HasSubstr("1 without 8 plain bases in a row left out"));
}

TEST_F(opening, an_error_of_training_names_the_file_as_the_user_did)
{
    std::string const path = write("ref.fa", ">a Bacteria;A\nNNNN\n");
    try
    {
        (void)open_model(path, {}, budget_);
        FAIL();
    }
    catch (input_error const & wrong)
    {
        EXPECT_EQ(wrong.location().file, path);
    }
}

} // namespace
