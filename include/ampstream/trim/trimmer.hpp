// SPDX-License-Identifier: BSD-3-Clause
// Cuts primers from reads and pairs, turns them to the forward strand, drops those without.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/trim/options.hpp>
#include <ampstream/trim/primer_match.hpp>
#include <ampstream/trim/stats.hpp>
#include <ampstream/trim/verdict.hpp>

namespace ampstream::trim
{

/// The actor: `const` after construction, shared by all threads. Nothing is copied but swapped pairs; bounds move.
class trimmer
{
public:
    /// Throws `usage_error` as `options::validate` does.
    explicit trimmer(options const & chosen);

    /// Reads that hold the whole amplicon (merged reads, single reads): the forward primer is cut from the 5' end, then
    /// the reverse complement of the reverse primer from the 3' end of what follows. Reads that are dropped leave the
    /// batch. `verdicts`, when given, receives one entry for each read that came in.
    stats operator()(read_batch & reads, std::vector<verdict> * verdicts = nullptr) const;

    /// Pairs: the forward primer is cut from the 5' end of R1, the reverse primer from the 5' end of R2, and with
    /// `read_through` the complement of the other primer from the 3' ends. A pair is dropped as a whole.
    stats operator()(pair_batch & pairs, std::vector<verdict> * verdicts = nullptr) const;

    /// The primers searched for.
    [[nodiscard]] primer_set const & primers() const noexcept { return primers_; }

private:
    struct places;
    struct mate_places;
    struct pair_places;
    struct scratch;

    [[nodiscard]] places locate(coded_read const & read) const;
    [[nodiscard]] places locate_either(std::string_view sequence, scratch & room) const;
    [[nodiscard]] mate_places locate_mate(coded_read const & read,
                                          std::optional<primer_matcher> const & primer,
                                          std::optional<primer_matcher> const & opposite) const;
    [[nodiscard]] pair_places locate_pair(coded_read const & first, coded_read const & second) const;
    [[nodiscard]] pair_places locate_either_way(pair_batch const & pairs, std::size_t i, scratch & room) const;
    verdict trim_read(read_batch & reads, std::size_t i, scratch & room, stats & counts) const;
    verdict trim_pair(pair_batch & pairs, std::size_t i, scratch & room, stats & counts) const;
    [[nodiscard]] bool is_satisfied(bool has_forward, bool has_reverse) const noexcept;
    [[nodiscard]] outcome judge(bool is_found, bool has_forward, bool has_reverse, std::size_t length) const noexcept;
    [[nodiscard]] int highest_score() const noexcept;

    options chosen_;
    primer_set primers_;
    std::optional<primer_matcher> forward_{};            ///< 5' end
    std::optional<primer_matcher> reverse_{};            ///< 5' end of R2
    std::optional<primer_matcher> forward_complement_{}; ///< 3' end of R2
    std::optional<primer_matcher> reverse_complement_{}; ///< 3' end of R1 or of a merged read
};

} // namespace ampstream::trim
