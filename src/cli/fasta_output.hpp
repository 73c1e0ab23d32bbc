// SPDX-License-Identifier: BSD-3-Clause
// A FASTA file written sequence by sequence with the labels the user asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ampstream/core/label_style.hpp>

#include "cli/read_outputs.hpp"

namespace ampstream::cli
{

/// Collects text and writes it in large pieces. Running numbers count what is written. Not there if it has no name:
/// then everything is passed over.
class fasta_output
{
public:
    /// `style` must outlive the object. Throws `resource_error` when the file cannot be created.
    fasta_output(std::string const & name, label_style const & style, std::uint64_t fasta_width)
        : file_{"", name, style, fasta_width}
    {
    }

    explicit operator bool() const noexcept { return file_.are_wanted(); }
    void add(std::string_view header, std::string_view sequence, std::optional<std::uint64_t> abundance);
    void commit();

private:
    read_outputs file_;
    read_texts text_{};
    std::uint64_t written_{};
};

} // namespace ampstream::cli
