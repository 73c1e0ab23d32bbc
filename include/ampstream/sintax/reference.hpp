// SPDX-License-Identifier: BSD-3-Clause
// The sequences whose names are given away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/kmer/word_index.hpp>
#include <ampstream/sintax/options.hpp>
#include <ampstream/sintax/tax_annotation.hpp>

namespace ampstream::sintax
{

inline constexpr unsigned word_length = 8;

/// Reading is safe from many threads while nobody adds.
class reference
{
public:
    explicit reference(options const & limits);

    /// Adds sequences; those shorter or longer than the limits are counted and left out.
    void add(read_batch const & batch);

    [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
    [[nodiscard]] names_by_rank const & names(std::size_t i) const noexcept { return names_[i]; }
    [[nodiscard]] std::uint32_t length(std::size_t i) const noexcept { return lengths_[i]; }
    [[nodiscard]] kmer::word_index const & words() const noexcept { return index_; }
    [[nodiscard]] std::uint64_t left_out() const noexcept { return left_out_; }

private:
    std::uint64_t shortest_;
    std::uint64_t longest_;
    kmer::distinct_words find_words_{word_length};
    kmer::word_index index_{word_length};
    std::vector<names_by_rank> names_{};
    std::vector<std::uint32_t> lengths_{};
    std::uint64_t left_out_{};
};

} // namespace ampstream::sintax
