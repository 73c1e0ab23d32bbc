// SPDX-License-Identifier: BSD-3-Clause
// The sequences that are searched, with their labels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/match/options.hpp>
#include <ampstream/search/database.hpp>

namespace ampstream::match
{

/// Targets, numbered from 0 in the order they were added. Reading is safe from many threads while nobody adds.
class targets
{
public:
    /// `is_exact`: for `exact_matcher`; words are not indexed.
    targets(options const & chosen, bool is_exact);

    /// Sequences ready to be added.
    struct prepared
    {
        std::vector<std::string> labels{};
        std::vector<std::string> sequences{};            ///< masked
        std::vector<std::vector<std::uint8_t>> codes{};  ///< unless words are not indexed
        std::vector<std::vector<std::uint32_t>> words{}; ///< unless words are not indexed
        std::uint64_t too_short{};
        std::uint64_t too_long{};
    };
    /// Masks sequences and finds their words; those shorter or longer than the limits are counted and left out. May be
    /// called from many threads at once, even while another thread adds.
    [[nodiscard]] prepared prepare(read_batch const & batch) const;
    void add(prepared && ready);
    void add(read_batch const & batch) { add(prepare(batch)); }

    [[nodiscard]] std::size_t size() const noexcept { return labels_.size(); }
    /// Header up to the first blank.
    [[nodiscard]] std::string_view label(std::size_t i) const noexcept { return labels_[i]; }
    /// The same without the annotations that H records leave out.
    [[nodiscard]] std::string_view written_label(std::size_t i) const noexcept { return written_labels_[i]; }
    /// Masked letters.
    [[nodiscard]] std::string_view sequence(std::size_t i) const noexcept { return sequences_[i]; }
    [[nodiscard]] search::database const & index() const noexcept { return index_; }
    [[nodiscard]] std::uint64_t too_short() const noexcept { return too_short_; }
    [[nodiscard]] std::uint64_t too_long() const noexcept { return too_long_; }

private:
    kmer::masking masking_;
    unsigned word_length_;
    std::uint64_t shortest_;
    std::uint64_t longest_;
    bool is_exact_;
    bool xsize_;
    bool xee_;
    std::vector<std::string> labels_{};
    std::vector<std::string> written_labels_{};
    std::vector<std::string> sequences_{};
    search::database index_;
    std::uint64_t too_short_{};
    std::uint64_t too_long_{};
};

} // namespace ampstream::match
