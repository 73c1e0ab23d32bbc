// SPDX-License-Identifier: BSD-3-Clause
// From the header of a record to its id and the names at six ranks, for each source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <ampstream/refdb/lineage_rules.hpp>
#include <ampstream/refdb/rank_table.hpp>

namespace ampstream::refdb
{

/// What a header says.
struct labelled_names
{
    /// Could the lineage be read?
    enum class state : std::uint8_t
    {
        known,
        absent,  ///< the header names no lineage, or the table has no row for the id
        unranked ///< the table of ranks has no such path
    };

    std::string id{};
    ranked_names names{};
    state found{state::absent};
    bool is_shortened{};  ///< the end of the path was not in the table of ranks and was left off
    bool ends_in_taxon{}; ///< SILVA: what should be the organism is a taxon of the table
};

/// Reads a header (without '>') of the record with this number, from 1. `const` in effect: safe to call from many
/// threads.
using lineage_reader = std::function<labelled_names(std::string_view header, std::uint64_t record)>;

/// `ACC.START.STOP Domain;…;Genus;Organism`. The last name is the organism and is left out (a header that ends in ';'
/// has none); what remains must be a path of `ranks`. If it is not and `shortens`, the longest part of it from the top
/// that is one is taken.
[[nodiscard]] lineage_reader silva_reader(std::shared_ptr<rank_table const> ranks, bool shortens);

/// `id<TAB>Root;Domain;…;Genus`, with suborders and other ranks in between: their ranks come from `ranks`.
[[nodiscard]] lineage_reader rdp_reader(std::shared_ptr<rank_table const> ranks, bool shortens);

/// `Domain;Phylum;Class;Order;Family;Genus;`, ranks by place, names below the genus left out. Ids are `record_N`.
[[nodiscard]] lineage_reader dada2_reader();

/// `id;tax=d:Domain,p:Phylum,…;`; a kingdom stands for a domain that is not named.
[[nodiscard]] lineage_reader sintax_reader();

/// Lineages by id, from a table.
struct taxonomy_table
{
    std::unordered_map<std::string, std::size_t> place_of{}; ///< of an id's lineage among `lineages`
    std::vector<ranked_names> lineages{};                    ///< distinct ones
};

/// Reads `id<TAB>lineage[<TAB>…]`, plain or gzip, a heading (`Feature ID…`, `#…`) allowed. Names lie between ';'. When
/// they carry prefixes (`d__`, `k__`, `p__` … `s__`) these say the rank, else their place does. Throws `input_error`
/// with file and line for a line without a tab, without a name, and an id that comes twice with different lineages.
[[nodiscard]] taxonomy_table read_taxonomy(std::string const & path);

/// The id is the header up to the first blank; its lineage is in the table.
[[nodiscard]] lineage_reader table_reader(std::shared_ptr<taxonomy_table const> table);

/// Names by their prefixes (`p__`, `D_1__`) if each name that is not empty has one, else by place; names of other ranks
/// (`s__`, `sk__`, `D_6__`) are left out.
[[nodiscard]] ranked_names placed(std::vector<std::string> const & names);

} // namespace ampstream::refdb
