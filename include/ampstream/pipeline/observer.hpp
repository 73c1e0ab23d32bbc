// SPDX-License-Identifier: BSD-3-Clause
// Whom the pipeline tells what it is doing.
#pragma once

#include <string_view>

namespace ampstream::pipeline
{

/// Called from the thread that runs the pipeline and from the sink of a stream, never by two threads at once.
class observer
{
public:
    virtual ~observer() = default;
    /// A line worth keeping: a decision, a warning, the figures of a stage.
    virtual void say(std::string_view line) = 0;
    /// How far a step is: `share` from 0 to 1, or negative when it cannot be known.
    virtual void progress(std::string_view step, double share) = 0;
};

} // namespace ampstream::pipeline
