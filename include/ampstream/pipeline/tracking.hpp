// SPDX-License-Identifier: BSD-3-Clause
// The fate of every read: for each sample what each stage kept and why it lost the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ampstream::pipeline
{

/// A named number of reads.
struct counter
{
    std::string name;
    std::uint64_t count{};
};

/// The columns of `read_tracking.tsv` in the order of the stages: `pairs`, `lost_merge_too_few_kmers`, `merged`, … A
/// study may have ten thousands of samples, so names of columns are kept once, not with each sample.
class read_tracking
{
public:
    /// Why reads (or pairs) were lost at a stage, or how many a stage kept.
    struct column
    {
        std::string name{};
        std::vector<std::uint64_t> counts{}; ///< one a sample
    };

    /// Begins the row of another sample, with 0 in every column.
    void add_sample(std::string name);
    /// Sets a count of a sample that was added; a column that is not there yet becomes the last one.
    void set(std::size_t sample, std::string_view name, std::uint64_t count);
    /// Makes the named column, if it is there, the last one.
    void move_to_end(std::string_view name);

    [[nodiscard]] std::size_t size() const noexcept { return samples_.size(); }
    [[nodiscard]] std::string const & sample(std::size_t i) const noexcept { return samples_[i]; }
    [[nodiscard]] std::vector<column> const & columns() const noexcept { return columns_; }
    /// Count of the named column, 0 if there is none.
    [[nodiscard]] std::uint64_t count(std::size_t sample, std::string_view name) const noexcept;
    /// Sum over all samples, 0 if there is no such column.
    [[nodiscard]] std::uint64_t sum(std::string_view name) const noexcept;
    /// Sum of the sample's columns whose name begins with `lost_`.
    [[nodiscard]] std::uint64_t lost(std::size_t sample) const noexcept;

private:
    std::vector<std::string> samples_{};
    std::vector<column> columns_{};
};

/// Throws `internal_error` unless pairs = lost + in_otus in every row: a read without a fate is a bug of ours.
void check_sums(read_tracking const & tracking);

/// The table as TSV text: a header, then a row a sample.
[[nodiscard]] std::string tracking_text(read_tracking const & tracking);

/// Losses of all samples together, the largest first, those without a read left out: "merge too few kmers", 1234.
[[nodiscard]] std::vector<counter> total_losses(read_tracking const & tracking);

} // namespace ampstream::pipeline
