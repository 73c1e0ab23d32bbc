// SPDX-License-Identifier: BSD-3-Clause
// Templates of the PCR: the distinct amplicons of a reference.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/simulate/options.hpp>
#include <ampstream/simulate/stats.hpp>

namespace ampstream::simulate
{

/// One amplicon that a community can hold.
struct amplicon_template
{
    std::string name{};    ///< label of the first reference that has it
    std::string lineage{}; ///< names of ranks joined by ';', "" if the reference says none
    std::string insert{};  ///< upper-case ACGT between the primers, primers excluded
};

/// Templates in the order of their references, and what became of every reference.
struct template_pool
{
    std::vector<amplicon_template> templates{};
    reference_stats stats{};
};

/// Adds one reference, header without '>'.
void add_reference(template_pool & pool, std::string_view header, std::string_view sequence, options const & chosen);

/// Cuts the amplicons of all records of a FASTA file. Throws as `io::sequence_reader` does, and `input_error` when no
/// reference has an amplicon.
[[nodiscard]] template_pool read_templates(std::string const & path, options const & chosen);

/// `size` templates drawn without replacement, a function of the seed, in the order of their references. Throws
/// `usage_error` if the pool is smaller than `size`.
[[nodiscard]] std::vector<amplicon_template>
choose_templates(template_pool const & pool, std::size_t size, std::uint64_t seed);

/// Sequences of a FASTA file as they are. Throws as `io::sequence_reader` does, and `input_error` when there is no
/// sequence that is not empty.
[[nodiscard]] std::vector<std::string> read_contaminants(std::string const & path);

} // namespace ampstream::simulate
