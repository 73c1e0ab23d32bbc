// SPDX-License-Identifier: BSD-3-Clause
// R1 and R2 in step.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/io/sequence_reader.hpp>

namespace ampstream::io
{

/// Blocks of R1 and R2 with the same record numbers.
struct pair_block
{
    text_block forward{};
    text_block reverse{};
};

/// Cuts R1 and R2 into blocks of equal record counts.
class pair_block_reader
{
public:
    /// Throws as `open_input` does, and `usage_error` when both paths are standard input.
    pair_block_reader(std::string const & forward,
                      std::string const & reverse,
                      std::size_t records_per_block = block_reader::default_records);

    /// The same from sources that are open, e.g. by `open_input(path, digest)`.
    pair_block_reader(std::unique_ptr<byte_source> forward,
                      std::unique_ptr<byte_source> reverse,
                      std::size_t records_per_block = block_reader::default_records);

    /// Next pair of blocks, or nullopt at the common end. Throws `input_error` naming both files and the record at
    /// which one ends before the other.
    std::optional<pair_block> next();

private:
    block_reader forward_;
    block_reader reverse_;
};

/// The part of a header that names the fragment: up to the first blank, without a trailing "/1" or "/2", and for SRA's
/// `RUN.N.1`/`RUN.N.2` form as `are_mates` sees it.
[[nodiscard]] std::string_view fragment_name(std::string_view header) noexcept;

/// Do the headers name the two ends of one fragment? Casava 1.8 (`@name 1:N:0:…`), `/1` and `/2`, SRA (`@SRR1.7 7
/// length=…`,
/// `@SRR1.7.1`/`@SRR1.7.2`).
[[nodiscard]] bool are_mates(std::string_view forward, std::string_view reverse) noexcept;

/// Parses both blocks and compares the names of each pair; throws `input_error` for the first bad record or pair out of
/// step.
[[nodiscard]] pair_batch parse(pair_block && blocks);

} // namespace ampstream::io
