// SPDX-License-Identifier: BSD-3-Clause
// What the name of a FASTQ file says: sample, lane, which end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ampstream::runfolder
{

/// Which read of a cluster a file holds.
enum class read_kind
{
    forward, ///< R1
    reverse, ///< R2
    index,   ///< I1, I2
    further  ///< R3 and on
};

/// A file name taken apart.
struct file_name
{
    std::string sample{};
    std::optional<std::uint32_t> sheet_number{}; ///< n of `_Sn`: the sample's row in Illumina's sample sheet
    std::uint32_t lane{};                        ///< n of `_L00n`, 0 if there is none
    std::uint32_t set{};                         ///< n of `_00n` at the end, 0 if there is none
    read_kind kind{};
};

/// Takes a name apart: `NAME_S1_L001_R1_001`, with any of `_S1`, `_L001`, `_001` missing; `NAME_R1`, `NAME.R1`;
/// `NAME_1`. `_S1` is Illumina's only when a lane or a set number is there, else it belongs to the name.
/// `stem` is the name without folder and extensions. nullopt when it does not say which end the file holds.
[[nodiscard]] std::optional<file_name> parse_stem(std::string_view stem);

/// The part of a file's name before its extensions, and what they say.
struct fastq_extension
{
    std::string_view stem{};
    std::string_view compression{}; ///< "" for none, "gz", "bz2", …
};

/// Splits off .fastq or .fq and a compression's extension, upper or lower case; nullopt if it is no FASTQ file's name.
[[nodiscard]] std::optional<fastq_extension> split_fastq_extension(std::string_view name);

} // namespace ampstream::runfolder
