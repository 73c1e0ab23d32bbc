// SPDX-License-Identifier: BSD-3-Clause
// Which rank each taxon of a database has: SILVA's and RDP's tables of taxa.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <ampstream/refdb/lineage_rules.hpp>

namespace ampstream::refdb
{

/// Taxa by their path, names joined with ';' (`Bacteria;Firmicutes`), with what stands above them. Immutable once read;
/// safe to share between threads.
class rank_table
{
public:
    /// SILVA's `tax_slv_ssu_RELEASE.txt` (plain or gzip, LF or CRLF):
    /// `PATH;<TAB>taxid<TAB>rank<TAB>remark<TAB>release`. Throws `input_error` with file and line for a line with fewer
    /// than three fields, a path without a name, a path that comes twice with different ranks, and a file without taxa.
    [[nodiscard]] static rank_table from_silva(std::string const & path);
    /// RDP's `taxid*name*parent*depth*rank`; the root is taxid 0 and is no part of paths. Throws as `from_silva` does,
    /// and for a parent that is not in the file or stands in a circle.
    [[nodiscard]] static rank_table from_rdp(std::string const & path);

    /// The six names on the way from the root to this taxon, "" for ranks the path passes over. Levels of other ranks
    /// (subclass, suborder, …) and levels that the table lacks are left out; of two levels of one rank the upper one
    /// counts. nullopt when the table has no such path.
    [[nodiscard]] std::optional<ranked_names> find(std::string_view path) const;
    [[nodiscard]] bool contains(std::string_view path) const { return place_of_.contains(path); }
    [[nodiscard]] std::size_t size() const noexcept { return taxa_.size(); }
    /// The file, for messages.
    [[nodiscard]] std::string const & name() const noexcept { return name_; }
    /// SHA-256 of the file's text, decompressed, line ends as `\n`.
    [[nodiscard]] std::string const & text_sha256() const noexcept { return text_sha256_; }

private:
    struct taxon
    {
        std::string name{};
        std::size_t parent{no_parent};
        std::optional<std::size_t> rank{}; ///< among `main_ranks`
    };
    struct path_hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view path) const noexcept { return std::hash<std::string_view>{}(path); }
    };
    static constexpr std::size_t no_parent = ~std::size_t{0};

    /// Adds a path; false when it is there with another rank.
    bool add(std::string_view path, std::string_view rank);
    void link_parents();

    std::string name_{};
    std::string text_sha256_{};
    std::vector<taxon> taxa_{};
    std::unordered_map<std::string, std::size_t, path_hash, std::equal_to<>> place_of_{};
};

} // namespace ampstream::refdb
