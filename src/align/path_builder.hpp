// SPDX-License-Identifier: BSD-3-Clause
// A path read from its end to its start.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <ampstream/align/alignment.hpp>

namespace ampstream::align
{

/// Collects columns from the right to the left.
class path_builder
{
public:
    void push(column kind, std::size_t length = 1)
    {
        if (length == 0)
            return;
        if (!runs_.empty() && runs_.back().kind == kind)
            runs_.back().length += static_cast<std::uint32_t>(length);
        else
            runs_.push_back({kind, static_cast<std::uint32_t>(length)});
    }
    /// The path from left to right.
    [[nodiscard]] std::vector<run> finish() &&
    {
        std::ranges::reverse(runs_);
        return std::move(runs_);
    }

private:
    std::vector<run> runs_{};
};

} // namespace ampstream::align
