// SPDX-License-Identifier: BSD-3-Clause
// Sequences of a file that are to be clustered.
#pragma once

#include <cstdint>
#include <utility>

#include <ampstream/core/option.hpp>
#include <ampstream/core/read_batch.hpp>
#include <ampstream/core/unique_set.hpp>

namespace ampstream::cluster
{

/// Which sequences are taken.
struct length_limits
{
    std::uint64_t minseqlength{32};    ///< bases
    std::uint64_t maxseqlength{50000}; ///< bases
    std::uint64_t minsize{1};          ///< abundance; an option of clustering, not of this list

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(length_limits & chosen);

/// sequences = taken + too_short + too_long + too_rare.
struct intake_stats
{
    std::uint64_t sequences{};
    std::uint64_t taken{};
    std::uint64_t too_short{};
    std::uint64_t too_long{};
    std::uint64_t too_rare{};

    constexpr intake_stats & operator+=(intake_stats const & other) noexcept
    {
        sequences += other.sequences;
        taken += other.taken;
        too_short += other.too_short;
        too_long += other.too_long;
        too_rare += other.too_rare;
        return *this;
    }
    bool operator==(intake_stats const &) const = default;
};

/// Gathers sequences with their labels (up to the first blank, `;size=` included) and the abundance the label states,
/// 1 if it states none. A collecting stage.
class intake
{
public:
    explicit intake(length_limits const & limits) : limits_{limits} {}

    void add(read_batch const & batch);
    [[nodiscard]] intake_stats const & counted() const noexcept { return counted_; }
    /// What was gathered, in the order it came.
    [[nodiscard]] unique_set finish() && { return std::move(gathered_); }

private:
    length_limits limits_;
    intake_stats counted_{};
    unique_set gathered_{};
};

} // namespace ampstream::cluster
