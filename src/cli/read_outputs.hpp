// SPDX-License-Identifier: BSD-3-Clause
// Where a command puts reads: FASTQ and/or FASTA, with the labels the user asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ampstream/core/label_style.hpp>
#include <ampstream/core/read_batch.hpp>
#include <ampstream/io/output_file.hpp>

namespace ampstream::cli
{

/// Formatted reads on their way to the files.
struct read_texts
{
    std::string fastq{};
    std::string fasta{};
};

/// A FASTQ and a FASTA file, each there if it has a name. Formatting is `const` and may run in parallel; writing is
/// serial.
class read_outputs
{
public:
    /// `style` must outlive the object. Throws `resource_error` when a file cannot be created.
    read_outputs(std::string const & fastq,
                 std::string const & fasta,
                 label_style const & style,
                 std::uint64_t fasta_width);

    [[nodiscard]] bool are_wanted() const noexcept { return fastq_.has_value() || fasta_.has_value(); }
    [[nodiscard]] bool want_fastq() const noexcept { return fastq_.has_value(); }

    /// Makes room for `reads` reads with `text` characters in their headers, bases and qualities.
    void reserve(read_texts & texts, std::size_t reads, std::size_t text) const;
    /// Formats one read. `read.sequence` is taken from `view`.
    void append(read_texts & texts,
                read_view const & view,
                std::uint64_t ordinal,
                std::optional<std::uint64_t> abundance,
                std::optional<double> expected_errors) const;
    void write(read_texts const & texts);
    /// The same for FASTA alone, if it is wanted.
    void append_fasta(std::string & text,
                      read_view const & view,
                      std::uint64_t ordinal,
                      std::optional<std::uint64_t> abundance) const;
    void write_fasta(std::string_view text);
    void commit();

private:
    std::optional<io::output_file> fastq_{};
    std::optional<io::output_file> fasta_{};
    label_style const & style_;
    std::size_t width_;
};

} // namespace ampstream::cli
