// SPDX-License-Identifier: BSD-3-Clause
// Rules of model files.
#include <ampstream/classify/model.hpp>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>

#include <gmock/gmock.h>
#include <unistd.h>

#include <ampstream/core/error.hpp>

#include "classify/model_tables.hpp"
#include "classify_testing.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::classify;
using ampstream::classify::testing::made_up_reference;
using ampstream::classify::testing::trained;

class model_files : public ::testing::Test
{
protected:
    void TearDown() override { std::filesystem::remove(path_); }

    std::string const & write(std::string_view bytes) const
    {
        std::ofstream{path_, std::ios::binary} << bytes;
        return path_;
    }

    static model adopted(std::string_view bytes)
    {
        auto const as_bytes = std::as_bytes(std::span{bytes});
        return model::adopt({as_bytes.begin(), as_bytes.end()}, "test");
    }

    std::string path_ = ::testing::TempDir() + "ampstream_model_test." + std::to_string(::getpid());
    std::string bytes_{trained(made_up_reference(9, 120)).bytes()};
};

TEST_F(model_files, a_mapped_file_is_the_model_that_was_written)
{
    model const mapped = model::load(write(bytes_));
    EXPECT_EQ(mapped.bytes(), bytes_);
    EXPECT_EQ(mapped.genera(), 9U);
    EXPECT_THAT(mapped.rank_names(), ::testing::ElementsAre("domain", "family", "genus"));
    EXPECT_THAT(mapped.lineage_of(8), ::testing::ElementsAre("Bacteria", "F2", "G8"));
    EXPECT_NE(mapped.info().find("\"word_size\": 8"), std::string_view::npos);
}

TEST_F(model_files, copies_share_the_bytes_and_outlive_the_first)
{
    auto first = std::make_unique<model>(model::load(write(bytes_)));
    model const second = *first;
    EXPECT_EQ(second.bytes().data(), first->bytes().data());
    first.reset();
    EXPECT_EQ(second.bytes(), bytes_);
}

TEST_F(model_files, are_recognised_by_their_first_bytes)
{
    EXPECT_TRUE(model::is_model(write(bytes_)));
    EXPECT_FALSE(model::is_model(write(">s Bacteria;A\nACGT\n")));
    EXPECT_FALSE(model::is_model(write("AMPS")));
    EXPECT_FALSE(model::is_model("-"));
    EXPECT_FALSE(model::is_model(::testing::TempDir()));
}

TEST_F(model_files, a_change_of_any_part_is_noticed)
{
    file_header header{};
    std::memcpy(&header, bytes_.data(), sizeof header);
    for (section_entry const & entry : header.directory)
        for (std::uint64_t const place : {entry.offset, entry.offset + entry.size / 2, entry.offset + entry.size - 1})
        {
            if (entry.size == 0)
                continue;
            std::string damaged = bytes_;
            damaged[place] = static_cast<char>(damaged[place] ^ 1);
            EXPECT_THROW((void)adopted(damaged), input_error) << entry.id;
        }
    for (std::size_t place = 0; place < sizeof header; place += 17)
    {
        std::string damaged = bytes_;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
        EXPECT_THROW((void)adopted(damaged), input_error) << place;
    }
}

TEST_F(model_files, a_file_that_is_cut_off_anywhere_is_noticed)
{
    for (std::size_t size = 0; size < bytes_.size(); size += 1 + bytes_.size() / 23)
        EXPECT_THROW((void)model::load(write(bytes_.substr(0, size))), input_error) << size;
    EXPECT_THROW((void)model::load(write(bytes_ + "x")), input_error);
}

TEST_F(model_files, numbers_that_do_not_fit_together_are_refused_even_with_right_checksums)
{
    file_header header{};
    std::memcpy(&header, bytes_.data(), sizeof header);
    auto const forged = [&](section which, std::size_t at, std::uint32_t number)
    {
        std::string bytes = bytes_;
        file_header changed = header;
        section_entry & entry = changed.directory[static_cast<std::size_t>(which)];
        std::memcpy(bytes.data() + entry.offset + at, &number, sizeof number);
        entry.crc = checksum(std::as_bytes(std::span{bytes}.subspan(entry.offset, entry.size)));
        changed.directory_crc = checksum(changed);
        std::memcpy(bytes.data(), &changed, sizeof changed);
        return bytes;
    };
    std::string const same = forged(section::genus_taxa, 0, trained(made_up_reference(9, 120)).tables().genus_taxa[0]);
    EXPECT_NO_THROW((void)adopted(same));
    for (section const which : {section::genus_taxa, section::taxa, section::ranks, section::facts})
        EXPECT_THROW((void)adopted(forged(which, 0, 0x7fffffff)), input_error) << static_cast<int>(which);
    EXPECT_THROW((void)adopted(forged(section::facts, offsetof(word_facts, row_size), 0x7fffffff)), input_error);
    EXPECT_THROW((void)adopted(forged(section::facts, offsetof(word_facts, row_size), 0)), input_error);
}

TEST_F(model_files, a_damaged_row_of_a_mapped_file_is_noticed_when_its_word_is_asked_for)
{
    file_header header{};
    std::memcpy(&header, bytes_.data(), sizeof header);
    model const sound = adopted(bytes_);
    word const one = 0x1234;
    std::size_t const place =
        header.directory[static_cast<std::size_t>(section::rows)].offset + sound.tables().facts[one].row * 64U;
    std::string damaged = bytes_;
    damaged[place] = static_cast<char>(damaged[place] ^ 1);
    model const mapped = model::load(write(damaged));
    EXPECT_NO_THROW((void)mapped.tables().row(one + 1));
    EXPECT_THROW((void)mapped.tables().row(one), input_error);
    EXPECT_THROW((void)mapped.tables().row(one), input_error);
}

TEST_F(model_files, counts_out_of_place_in_a_row_are_refused_even_with_right_checksums)
{
    file_header header{};
    std::memcpy(&header, bytes_.data(), sizeof header);
    model const sound = adopted(bytes_);
    section_entry const & rows = header.directory[static_cast<std::size_t>(section::rows)];
    section_entry & facts = header.directory[static_cast<std::size_t>(section::facts)];
    word_facts of_word = sound.tables().facts[0];
    std::size_t const row = rows.offset + of_word.row * section_alignment;
    std::uint32_t const far = 0xfffffff0;
    std::string bytes = bytes_;
    std::memcpy(bytes.data() + row + sound.tables().shape.firsts_at(), &far, sizeof far);
    of_word.row_crc = checksum(std::as_bytes(std::span{bytes}.subspan(row, of_word.row_size * section_alignment)));
    std::memcpy(bytes.data() + facts.offset, &of_word, sizeof of_word);
    facts.crc = checksum(std::as_bytes(std::span{bytes}.subspan(facts.offset, facts.size)));
    header.directory_crc = checksum(header);
    std::memcpy(bytes.data(), &header, sizeof header);
    model const forged = model::load(write(bytes));
    EXPECT_NO_THROW((void)forged.tables().row(1));
    EXPECT_THROW((void)forged.tables().row(0), input_error);
}

TEST_F(model_files, a_missing_file_is_a_failed_resource)
{
    EXPECT_THROW((void)model::load("/nowhere/model"), resource_error);
}

} // namespace
