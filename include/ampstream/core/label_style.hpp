// SPDX-License-Identifier: BSD-3-Clause
// How headers are rewritten on the way out: VSEARCH's options for labels.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <ampstream/core/option.hpp>

namespace ampstream
{

/// What may be done to a header; the names are VSEARCH's.
struct label_style
{
    std::string relabel{};      ///< new label: this prefix and a running number
    bool relabel_self{false};   ///< new label: the sequence
    bool relabel_keep{false};   ///< the old header follows the new label after a space
    std::string sample{};       ///< adds `;sample=TEXT`
    std::string label_suffix{}; ///< added to the label
    bool sizeout{false};        ///< adds `;size=N`
    bool xsize{false};          ///< takes `;size=N` away
    bool eeout{false};          ///< adds `;ee=X`
    bool xee{false};            ///< takes `;ee=X` away

    /// Throws `usage_error` when two options ask for different labels.
    void validate() const;
    /// Would every header leave as it came?
    [[nodiscard]] bool changes_nothing() const noexcept;
};

/// The options as a list bound to `chosen`, which must outlive it.
[[nodiscard]] option_list describe(label_style & chosen);

/// What is known of the read a label is made for.
struct labelled_read
{
    std::string_view header;
    std::string_view sequence;
    std::uint64_t ordinal{};                  ///< running number among those written to the file, from 1
    std::optional<std::uint64_t> abundance{}; ///< for `;size=`; nullopt: not written
    std::optional<double> expected_errors{};  ///< for `;ee=`, four decimals; nullopt: not written
    std::string_view annotations{};           ///< put before `;size=`, e.g. `;seqs=3`
};

/// Appends the header as `style` wants it. An annotation that is written anew replaces the old one.
void append_label(std::string & text, label_style const & style, labelled_read const & read);

/// The header without its first `;size=N` and/or its first `;ee=X`.
[[nodiscard]] std::string without_annotations(std::string_view header, bool strip_size, bool strip_errors);

} // namespace ampstream
