// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/io/checksum.hpp>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "io_testing.hpp"

using namespace ampstream;
using namespace ampstream::io;
using ampstream::testing::gzip;
using ampstream::testing::scratch_folder;

namespace
{

constexpr char const * digest_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-4
constexpr char const * digest_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

} // namespace

TEST(sha256, known_digests)
{
    sha256 digest{};
    EXPECT_EQ(digest.hex(), digest_of_nothing);
    digest.update(std::string_view{"a"});
    digest.update(std::string_view{"bc"});
    EXPECT_EQ(digest.hex(), digest_of_abc);
    EXPECT_EQ(digest.hex(), digest_of_abc) << "asking does not change it";
}

TEST(sha256, of_a_file)
{
    scratch_folder const folder{};
    EXPECT_EQ(sha256_of_file(folder.write("a", "abc")), digest_of_abc);
    EXPECT_EQ(md5_of_file(folder.write("a", "abc")), "900150983cd24fb0d6963f7d28e17f72"); // RFC 1321
    EXPECT_EQ(sha256_of_file(folder.write("b", "")), digest_of_nothing);
    EXPECT_THROW(static_cast<void>(sha256_of_file("/nowhere/at/all")), resource_error);
}

TEST(sha256, of_a_file_while_it_is_read_is_that_of_its_bytes)
{
    scratch_folder const folder{};
    std::string const text(1000000, 'A');
    for (std::string const & bytes : {std::string{}, std::string{"abc"}, text, gzip(text), gzip(text) + gzip("x"),
                                      gzip(text) + std::string(500000, '\0')})
    {
        std::string const path = folder.write("in", bytes);
        sha256 digest{};
        auto const source = open_input(path, digest);
        std::string buffer(1000, '\0');
        while (source->read(buffer) != 0)
        {
        }
        EXPECT_EQ(digest.hex(), sha256_of_file(path));
    }
}
