// SPDX-License-Identifier: BSD-3-Clause
// The parallel part of a build: what each record by itself is worth.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/refdb/builder.hpp>
#include <ampstream/refdb/lineage_rules.hpp>
#include <ampstream/refdb/region.hpp>
#include <ampstream/reference/organelle.hpp>

namespace ampstream::refdb
{

/// 128 bits of SHA-256.
using fingerprint = std::array<std::uint64_t, 2>;
[[nodiscard]] fingerprint fingerprint_of(std::string_view text);

/// A record judged by itself; `kept` may still become `duplicate_id` or `identical`.
struct judged
{
    fate decided{fate::no_lineage};
    std::string header{}; ///< of dropped records, for examples
    std::string id{};
    std::string sequence{}; ///< upper case, T for U, cut to the region
    fingerprint id_print{};
    fingerprint sequence_print{};
    lineage names{};
    reference::organelle organelle{};
    bool has_u{};
    bool has_placeholder{};
    bool is_filled{};
    bool is_shortened{};
    bool ends_in_taxon{};
};

/// `const` after construction, safe to share between threads.
class judge
{
public:
    /// Keeps references to its arguments.
    judge(source from, lineage_reader const & read, options const & chosen);

    /// Judges the records of a block, in their order; `first_record` is the number of the first.
    [[nodiscard]] std::vector<judged> operator()(io::text_block && block) const;

private:
    [[nodiscard]] judged decide(read_view const & given, std::uint64_t record, trim::coded_read & buffer) const;
    [[nodiscard]] bool is_wanted_domain(std::string_view domain) const noexcept;

    source from_;
    lineage_reader const & read_;
    options const & chosen_;
    placeholder_rule placeholders_{};
    bool takes_all_domains_{};
    std::optional<region_cutter> cutter_{};
};

} // namespace ampstream::refdb
