// SPDX-License-Identifier: BSD-3-Clause
// Reference sequences, each with the lineage it is a member of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <ampstream/core/lineage.hpp>

namespace ampstream::reference
{

/// Appends bases in upper case, U as T.
void append_normalised(std::string & bases, std::string_view sequence);

/// Sequences in the order of the file; distinct lineages in the order they first appear, all with one name a rank.
class reference_set
{
public:
    reference_set() = default;
    explicit reference_set(std::vector<std::string> rank_names) : rank_names_{std::move(rank_names)} {}
    /// Takes over `bases` made by `append_normalised`, for sequences to be placed in.
    reference_set(std::vector<std::string> rank_names, std::string && bases)
        : rank_names_{std::move(rank_names)}, sequences_{std::move(bases)}
    {
    }

    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    /// Upper case, U as T.
    [[nodiscard]] std::string_view sequence(std::size_t i) const noexcept
    {
        return {sequences_.data() + entries_[i].sequence, entries_[i].length};
    }
    /// "" where the format has no ids.
    [[nodiscard]] std::string_view id(std::size_t i) const noexcept
    {
        return {ids_.data() + entries_[i].id, entries_[i].id_length};
    }
    /// Index into `lineages()`.
    [[nodiscard]] std::uint32_t taxon(std::size_t i) const noexcept { return entries_[i].taxon; }
    [[nodiscard]] std::vector<lineage> const & lineages() const noexcept { return lineages_; }
    [[nodiscard]] std::vector<std::string> const & rank_names() const noexcept { return rank_names_; }

    /// Appends a sequence (any case, U or T). `names` has one name a rank, none empty.
    void push_back(std::string_view id, std::string_view sequence, lineage const & names);
    /// Appends the sequence at [first, first + length) of the bases that were taken over.
    void push_back(std::string_view id, std::size_t first, std::uint32_t length, lineage const & names);

private:
    struct entry
    {
        std::size_t id{};
        std::size_t sequence{};
        std::uint32_t id_length{};
        std::uint32_t length{};
        std::uint32_t taxon{};
    };
    std::vector<std::string> rank_names_{};
    std::string ids_{};
    std::string sequences_{};
    std::vector<entry> entries_{};
    std::vector<lineage> lineages_{};
    std::unordered_map<std::string, std::uint32_t> taxon_of_{}; ///< by names joined with ';'
};

} // namespace ampstream::reference
