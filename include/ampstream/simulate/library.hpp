// SPDX-License-Identifier: BSD-3-Clause
// Sequencing libraries: what is tied to an amplicon on its way to the flow cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/random.hpp>
#include <ampstream/simulate/options.hpp>

namespace ampstream::simulate
{

/// One of the bases a IUPAC letter stands for, drawn uniformly; letters that stand for none give any base.
[[nodiscard]] char resolve(char letter, random_stream & stream) noexcept;
/// `resolve` for every letter.
[[nodiscard]] std::string resolve(std::string_view letters, random_stream & stream);

/// Index sequences of a sample (Illumina's i7 and i5), eight bases each.
struct sample_index
{
    std::string i7{};
    std::string i5{};
    bool operator==(sample_index const &) const = default;
};

/// Index pairs of which any two differ in at least three bases, a function of the seed.
[[nodiscard]] std::vector<sample_index> draw_indices(std::size_t samples, std::uint64_t seed);

/// The fragments of a study's amplicons.
class library
{
public:
    explicit library(options const & chosen);

    /// spacer, forward primer, `insert`, reverse primer, spacer; the oligos' own letters stand where they bind, with
    /// degenerate positions drawn. With `no_primers` the insert alone.
    [[nodiscard]] std::string fragment(std::string_view insert, random_stream & stream) const;

private:
    std::string forward_;
    std::string reverse_;
    std::string forward_spacer_; ///< a spacer of n bases is the last n of these
    std::string reverse_spacer_;
    bool no_primers_;
};

/// What a sequencer reads of a fragment from its start: `length` bases; behind the fragment's end the `adapter`, behind
/// that `filler`.
[[nodiscard]] std::string
read_end(std::string_view fragment, std::string_view adapter, char filler, std::size_t length);

/// What follows the fragment in the first and in the second read (Nextera adapters around the index).
[[nodiscard]] std::string forward_adapter(sample_index const & index);
[[nodiscard]] std::string reverse_adapter(sample_index const & index);

/// With chance `rate` · |bases|, inserts or deletes one base at a uniform place; the length stays, a deletion draws
/// in a base at the end. Returns whether it did.
bool add_indel(std::string & bases, double rate, random_stream & stream);

} // namespace ampstream::simulate
