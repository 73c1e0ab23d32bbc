// SPDX-License-Identifier: BSD-3-Clause
// Answers that may be given again: reads of a study repeat each other.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/match/hit.hpp>

namespace ampstream::match
{

/// Remembers the answers to some thousands of sequences. Which ones depends on the order of the questions, and so on
/// the threads; but an answer without its labels is a function of the letters, so that nobody can tell whether it was
/// remembered. May be called from many threads at once.
///
/// Each sequence has one place, by its hash. A sequence that was asked for again keeps its place against a few others,
/// so that rare sequences do not drive out frequent ones.
class recent_answers
{
public:
    static constexpr std::size_t places = 4096;
    /// An answer with more hits or letters is not remembered: with `--maxaccepts 0` it may have as many as the
    /// database.
    static constexpr std::size_t most_hits = 16;
    static constexpr std::size_t most_letters = 5000;

    recent_answers() : slots_(places) {}

    /// The answer to these letters (as they were given, not masked); nullptr if it is not known.
    [[nodiscard]] std::shared_ptr<answer const> find(std::string_view letters)
    {
        std::size_t const hash = std::hash<std::string_view>{}(letters);
        slot & here = slots_[hash % places];
        std::lock_guard const lock{guard_of(hash)};
        if (here.known == nullptr || here.letters != letters)
            return nullptr;
        here.merit = std::min(here.merit + 1U, most_merit);
        return here.known;
    }

    /// Remembers the answer, if it is small and its place is not better used.
    void keep(std::string_view letters, answer const & known)
    {
        if (known.hits.size() > most_hits || letters.size() > most_letters)
            return;
        std::size_t const hash = std::hash<std::string_view>{}(letters);
        slot & here = slots_[hash % places];
        std::lock_guard const lock{guard_of(hash)};
        if (here.merit > 0)
        {
            --here.merit;
            return;
        }
        here.known = std::make_shared<answer const>(known);
        here.letters = letters;
    }

private:
    static constexpr unsigned most_merit = 3;
    static constexpr std::size_t guards = 64;

    struct slot
    {
        std::string letters{};
        std::shared_ptr<answer const> known{};
        unsigned merit{}; ///< how many others it withstands
    };
    [[nodiscard]] std::mutex & guard_of(std::size_t hash) noexcept { return guards_.at(hash % guards); }

    std::vector<slot> slots_;
    std::array<std::mutex, guards> guards_{};
};

} // namespace ampstream::match
