// SPDX-License-Identifier: BSD-3-Clause
// Chimeras of two templates: a strand that stopped early goes on along a template that looks like its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/random.hpp>

namespace ampstream::simulate
{

/// Where the words of a template are, sorted by word then position.
class word_index
{
public:
    static constexpr std::size_t word_length = 12; ///< bases that must anneal at the 3' end of the stopped strand

    explicit word_index(std::string_view sequence);
    /// Position of a word equal to the one at `text` that is nearest to `position`, at most `band` away.
    [[nodiscard]] std::optional<std::size_t>
    find_near(char const * text, std::size_t position, std::size_t band) const noexcept;

private:
    struct entry
    {
        std::uint32_t word;
        std::uint32_t position;
        auto operator<=>(entry const &) const = default;
    };
    std::vector<entry> words_;
};

/// The first `left_end` bases of one template and the bases of another from `right_begin` on.
struct crossover
{
    std::size_t left_end{};
    std::size_t right_begin{};
    bool operator==(crossover const &) const = default;
};

/// All crossovers between `left` and the indexed `right` template: places where the last 12 bases of the stopped strand
/// stand in both at nearly the same position (±40). Conserved stretches therefore break most often, as they do in PCR.
/// Places where the product would equal one of its parents are left out.
[[nodiscard]] std::vector<crossover>
find_crossovers(std::string_view left, std::string_view right, word_index const & right_words);

/// `left` up to the crossover, then `right`.
[[nodiscard]] std::string join(std::string_view left, std::string_view right, crossover const & place);

} // namespace ampstream::simulate
