// SPDX-License-Identifier: BSD-3-Clause
// The build: records of a source in, a reference out, in one stream.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/refdb/lineage_reader.hpp>
#include <ampstream/refdb/options.hpp>
#include <ampstream/refdb/source.hpp>
#include <ampstream/refdb/stats.hpp>

namespace ampstream::refdb
{

/// A record that was dropped, to look at.
struct example
{
    fate why{};
    std::uint64_t record{}; ///< from 1
    std::string header{};   ///< cut after 200 bytes
};

/// Examples kept of each fate.
inline constexpr std::size_t most_examples = 5;

/// What was built.
struct build_result
{
    stats counts{};
    std::vector<example> examples{};                     ///< by fate, then by record
    std::array<std::uint64_t, main_ranks.size()> taxa{}; ///< distinct lineages down to each rank
    std::uint64_t homonyms{};                            ///< names of genera that stand in more than one lineage
    std::string sha256{};                                ///< of the input's bytes
};

/// Takes text in pieces.
using text_sink = std::function<void(std::string_view)>;

/// Where the results go.
struct build_sinks
{
    text_sink fasta{};    ///< one record a kept sequence, bases in upper case with T for U, on one line
    text_sink taxonomy{}; ///< `Feature ID<TAB>Taxon`, names with prefixes `d__` to `g__`, as QIIME 2 reads it
    std::function<void(std::uint64_t records)> progress{}; ///< called now and then
};

/// Reads `fasta` (plain or gzip, "-" for standard input), keeps what `chosen` wants, in the order of the file. The
/// bytes do not depend on the threads. Memory: blocks in flight, about 60 bytes for each sequence kept, the distinct
/// lineages. Two sequences are told apart by 128 bits of their SHA-256.
/// Throws as `io::block_reader` and `io::parse` do; `input_error` when no sequence is left, and when most lineages are
/// not in the table of ranks, or most SILVA headers have no organism: then the files do not belong together.
[[nodiscard]] build_result build(std::string const & fasta,
                                 source from,
                                 lineage_reader const & read,
                                 options const & chosen,
                                 build_sinks const & sinks,
                                 exec::thread_budget const & budget);

/// report.tsv: `kind<TAB>name<TAB>count`; input records = dropped + kept; rows of the kind `note` and `taxa` add
/// nothing to the sum.
[[nodiscard]] std::string report_text(build_result const & done);

/// A few lines for a person.
[[nodiscard]] std::vector<std::string> summary_lines(build_result const & done);

} // namespace ampstream::refdb
