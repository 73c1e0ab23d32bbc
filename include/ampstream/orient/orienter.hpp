// SPDX-License-Identifier: BSD-3-Clause
// Which strand a sequence shows.
#pragma once

#include <cstdint>
#include <string_view>

#include <ampstream/exec/tool_shed.hpp>
#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/orient/options.hpp>
#include <ampstream/orient/word_census.hpp>

namespace ampstream::orient
{

/// The strand, by the letter it is written with.
enum class strand : char
{
    plus = '+',
    minus = '-',
    unknown = '?',
};

/// A decision and the words it rests on.
struct verdict
{
    strand shown{strand::unknown};
    std::uint32_t plus_words{};  ///< distinct words that speak for the plus strand
    std::uint32_t minus_words{}; ///< for the minus strand
    bool operator==(verdict const &) const = default;
};

/// Decides as `vsearch --orient` does. A word speaks for a strand when it occurs, as that strand has it, in more than 8
/// times as many sequences of the database as on the other strand. A strand is shown when at least 4 times as many
/// words speak for it as for the other. May be called from many threads at once.
class orienter
{
public:
    /// `database` must outlive the orienter and not grow any more. Throws as `options::validate`.
    orienter(options const & chosen, word_census const & database);

    [[nodiscard]] verdict operator()(std::string_view sequence) const;

private:
    word_census const & database_;
    bool skip_lower_case_;
    mutable exec::tool_shed<kmer::distinct_words> finders_;
};

} // namespace ampstream::orient
