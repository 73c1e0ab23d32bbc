// SPDX-License-Identifier: BSD-3-Clause
// Unaligned BAM, CRAM and SAM files as a source of read pairs.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/io/sequence_reader.hpp>

namespace ampstream::io
{

/// Reads pairs from a file of unaligned reads in which the two mates follow each other: flag 77 (first of the pair),
/// then flag 141 (second), with one name. A read that failed the vendor's checks (flag 512 added) is read like any
/// other.
class bam_pair_reader
{
public:
    /// Throws `resource_error` if the file cannot be opened, `input_error` if it is not BAM, CRAM or SAM, or a CRAM
    /// file of aligned reads (its bases are in a reference that we do not fetch).
    explicit bam_pair_reader(std::string const & path, std::size_t pairs_per_batch = block_reader::default_records);
    ~bam_pair_reader();
    bam_pair_reader(bam_pair_reader &&) noexcept;
    bam_pair_reader & operator=(bam_pair_reader &&) noexcept;

    /// Next pairs, numbered from 1, or nullopt at the end. Throws `input_error` with the number of the record in the
    /// file for aligned reads, a missing mate, names that differ, missing qualities, damaged or truncated data.
    std::optional<pair_batch> next();
    [[nodiscard]] std::string const & name() const noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace ampstream::io
