// SPDX-License-Identifier: BSD-3-Clause
// Compact labels and sequences give back what was put in, and compare as the originals do.
#include <ampstream/derep/label_codec.hpp>
#include <ampstream/derep/packed_sequence.hpp>
#include <ampstream/derep/text_arena.hpp>
#include <ampstream/derep/unique_store.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::derep
{

namespace
{

std::string letters_from(random_stream & draw, std::size_t length, std::string_view alphabet)
{
    std::string text;
    for (std::size_t i = 0; i < length; ++i)
        text += alphabet[draw.below(alphabet.size())];
    return text;
}

int sign(int order)
{
    return (order > 0) - (order < 0);
}

} // namespace

TEST(label_codec, labels_come_back_and_compare_as_their_bytes_do)
{
    random_stream draw{1, "compact_test", 0};
    for (std::size_t round = 0; round < 50; ++round)
    {
        label_codec codec;
        text_arena arena;
        std::vector<std::string> labels{letters_from(draw, draw.below(round % 5 == 0 ? 400 : 20), "ab\xff")};
        while (labels.size() < 30)
            labels.push_back(labels[0].substr(0, draw.below(labels[0].size() + 1)) +
                             letters_from(draw, draw.below(draw.below(4) == 0 ? 300 : 4), "ab\xff"));
        std::vector<std::uint64_t> places;
        for (std::string const & label : labels)
        {
            std::size_t const size = codec.measure(label);
            places.push_back(arena.allot(size));
            EXPECT_EQ(codec.write(label, arena.at(places.back())), arena.at(places.back()) + size);
        }
        for (std::size_t i = 0; i < labels.size(); ++i)
        {
            std::string text = "before";
            EXPECT_EQ(codec.append(text, arena.at(places[i])), label_codec::skip(arena.at(places[i])));
            EXPECT_EQ(text, "before" + labels[i]);
            for (std::size_t j = 0; j < labels.size(); ++j)
                EXPECT_EQ(sign(codec.compare(arena.at(places[i]), arena.at(places[j]))),
                          sign(labels[i].compare(labels[j])))
                    << labels[i] << ' ' << labels[j];
        }
    }
}

TEST(packed_sequence, upper_case_bases_come_back_and_nothing_else_is_packed)
{
    random_stream draw{2, "compact_test", 0};
    sequence_packer packer;
    for (std::size_t length = 0; length < 200; ++length)
    {
        std::string sequence = letters_from(draw, length, "ACGT");
        ASSERT_TRUE(packer.pack(sequence));
        std::string packed(sequence_packer::size_of(length), '?');
        EXPECT_EQ(packer.write(packed.data()), packed.data() + packed.size());
        EXPECT_TRUE(packer.equals(packed.data()));
        std::string text = "before";
        append_unpacked(text, packed.data(), length);
        EXPECT_EQ(text, "before" + sequence);
        if (length == 0)
            continue;
        char & changed = sequence[draw.below(length)];
        changed = changed == 'A' ? 'C' : 'A';
        ASSERT_TRUE(packer.pack(sequence));
        EXPECT_FALSE(packer.equals(packed.data()));
        changed = "UNacgtuRn"[draw.below(9)];
        EXPECT_FALSE(packer.pack(sequence)) << sequence;
    }
}

TEST(text_arena, places_hold_what_was_written_whatever_the_sizes)
{
    random_stream draw{3, "compact_test", 0};
    text_arena arena;
    std::vector<std::pair<std::uint64_t, std::size_t>> written;
    for (std::size_t i = 0; i < 200; ++i)
    {
        std::size_t const size = draw.below(draw.below(10) == 0 ? 600000 : 40000);
        written.emplace_back(arena.allot(size), size);
        std::fill_n(arena.at(written.back().first), size, static_cast<char>(i));
    }
    for (std::size_t i = 0; i < written.size(); ++i)
    {
        auto const [place, size] = written[i];
        EXPECT_TRUE(
            std::all_of(arena.at(place), arena.at(place) + size, [i](char c) { return c == static_cast<char>(i); }));
        EXPECT_TRUE(i == 0 || place >= written[i - 1].first);
    }
}

TEST(unique_store, packed_and_spelled_sequences_meet)
{
    for (bool const packed_first : {true, false})
    {
        unique_store store;
        std::string const plain = "ACGTTGCAACGT";
        std::string const spelled = "acgTuGCAACGU";
        std::string const & first = packed_first ? plain : spelled;
        std::string const & second = packed_first ? spelled : plain;
        EXPECT_TRUE(store.add("a", first, sequence_hash(first), 1).is_new);
        EXPECT_FALSE(store.add("b", second, sequence_hash(second), 2).is_new);
        EXPECT_FALSE(store.add("c", first, sequence_hash(first), 3).is_new);
        EXPECT_TRUE(store.add("d", "ACGTTGCAACGN", sequence_hash(first), 1).is_new); // the same hash, as if by chance
        EXPECT_EQ(store.sequence(0), first);
        EXPECT_EQ(store.label(0), "a");
        EXPECT_EQ(store.abundance(0), 6U);
        EXPECT_EQ(store.sequence(1), "ACGTTGCAACGN");
    }
}

TEST(unique_store, thousands_of_uniques_are_found_again)
{
    random_stream draw{4, "compact_test", 0};
    unique_store store;
    std::vector<std::string> sequences;
    for (std::size_t i = 0; i < 20000; ++i)
        sequences.push_back(std::to_string(i).append(letters_from(draw, 30 + draw.below(20), "ACGT")).substr(5));
    std::ranges::sort(sequences);
    sequences.erase(std::ranges::unique(sequences).begin(), sequences.end());
    for (std::size_t i = 0; i < sequences.size(); ++i)
        ASSERT_EQ(store.add("s", sequences[i], sequence_hash(sequences[i]), 1).ordinal, i);
    for (std::size_t i = 0; i < sequences.size(); ++i)
        ASSERT_EQ(store.add("t", sequences[i], sequence_hash(sequences[i]), 1).ordinal, i);
    EXPECT_EQ(store.size(), sequences.size());
}

} // namespace ampstream::derep
