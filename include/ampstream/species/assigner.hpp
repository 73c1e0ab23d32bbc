// SPDX-License-Identifier: BSD-3-Clause
// Species by exact or near-exact matching: queries are held, references stream past.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/species/names.hpp>
#include <ampstream/species/options.hpp>
#include <ampstream/species/query_index.hpp>
#include <ampstream/species/stats.hpp>

namespace ampstream::species
{

/// The species of a query: those of all references on which it lies with the fewest mismatches.
struct assignment
{
    status why{status::none};
    std::vector<species_name> species{}; ///< ascending; empty unless `why` is ok or several
    std::vector<std::string> genera{};   ///< ascending, of all that fit
    bool hides_genera{};                 ///< they are more than max_species: tables say NA
    std::uint32_t mismatches{};          ///< of the references that fit
    bool is_reversed{};                  ///< its reverse complement fits, it itself does not
    std::uint64_t references{};          ///< how many fit
};

/// A reference as a worker saw it.
struct sighting
{
    std::size_t name{}; ///< in `block_result::names`
    placement where{};
};

/// What a block of references says.
struct block_result
{
    std::vector<species_name> names{}; ///< of references on which a query lies
    std::vector<sighting> seen{};
    stats counts{}; ///< of references
};

/// Collects sightings in the order of the references; the order does not change the result.
class assigner
{
public:
    /// Keeps no reference to `sequences`. Throws as `options::validate` does.
    assigner(std::span<std::string_view const> sequences, options const & chosen);

    /// What the references of a batch say. Const: may be called from many threads. `form` is that of the first header.
    /// Throws `input_error` with file, record and header for a header that is not of this form.
    [[nodiscard]] block_result search(read_batch const & references, name_form form, std::string const & file) const;
    void add(block_result const & found);
    /// Slot i is the assignment of query i.
    [[nodiscard]] std::vector<assignment> finish() &&;

    [[nodiscard]] stats const & counts() const noexcept { return counts_; }

private:
    struct tally
    {
        std::uint32_t mismatches{};
        bool is_reversed{true};
        std::uint64_t references{};
        std::vector<std::uint32_t> names{}; ///< ascending
    };
    [[nodiscard]] assignment conclude(std::size_t query, std::vector<species_name const *> const & names) const;

    options options_;
    query_index index_;
    std::vector<tally> tallies_;
    std::map<species_name, std::uint32_t> number_of_{};
    stats counts_{};
};

/// All queries against a reference file (plain or gzip, "-" for standard input).
struct assigned
{
    std::vector<assignment> queries{};
    stats counts{}; ///< of references
    name_form form{};
    std::string sha256{}; ///< of the reference file's bytes
};

/// Streams the references past the queries: memory does not depend on the size of the reference. Throws as
/// `io::sequence_reader` and `assigner::search` do, and `input_error` for a file that names no species.
[[nodiscard]] assigned assign_species(std::span<std::string_view const> sequences,
                                      std::string const & reference,
                                      options const & chosen,
                                      exec::thread_budget const & budget);

/// Opens a reference and reads its first header. Throws as `assign_species` does for a file that cannot be opened, is
/// empty or whose form is not known.
void check_reference(std::string const & reference, options const & chosen);

/// Takes the species away unless every genus that fits agrees (`genera_agree`) with the one the query was classified as
/// (nullopt: to none).
void require_genus(assignment & one, std::optional<std::string_view> classified);

/// One line for the person who started it: form, references with and without species.
[[nodiscard]] std::string describe_references(assigned const & done);
/// One line: queries by status.
[[nodiscard]] std::string describe_queries(stats const & counts);

} // namespace ampstream::species
