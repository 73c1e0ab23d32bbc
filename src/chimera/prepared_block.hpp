// SPDX-License-Identifier: BSD-3-Clause
// Many sequences made searchable at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/kmer/masking.hpp>
#include <ampstream/kmer/word_index.hpp>
#include <ampstream/search/database.hpp>

namespace ampstream::chimera
{

/// Masked text, letters and words of some sequences, prepared in parallel. Memory is used again.
class prepared_block
{
public:
    static constexpr std::size_t size = 512; ///< a good number of sequences

    explicit prepared_block(unsigned word_length) noexcept : word_length_{word_length} {}

    /// What is known of one sequence.
    struct sequence
    {
        std::string masked{};
        std::vector<std::uint8_t> codes{};  ///< see `align::encode`
        std::vector<std::uint32_t> words{}; ///< distinct ones, none with masked letters
    };

    /// Prepares sequences [begin, end) of a set, masked as told.
    void prepare(exec::thread_budget const & budget,
                 unique_set const & sequences,
                 std::size_t begin,
                 std::size_t end,
                 kmer::masking how);
    [[nodiscard]] sequence const & operator[](std::size_t i) const noexcept { return sequences_[i]; }

    /// Adds all, or those that are `chosen` (not 0), to a database, in order.
    void add_to(search::database & targets, exec::thread_budget const & budget) const;
    void add_to(search::database & targets,
                exec::thread_budget const & budget,
                std::vector<std::uint8_t> const & chosen) const;

private:
    unsigned word_length_;
    std::vector<sequence> sequences_{};
};

} // namespace ampstream::chimera
