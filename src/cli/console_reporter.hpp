// SPDX-License-Identifier: BSD-3-Clause
// The reporter a person sees: standard error, with a progress line on a terminal.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "cli/command.hpp"

namespace ampstream::cli
{

/// Thread-safe.
class console_reporter : public reporter
{
public:
    console_reporter();
    ~console_reporter() override;
    void say(std::string_view line) override;
    void progress(std::string_view what, double share) override;
    void summary(std::string_view line) override;

private:
    void clear_progress();

    std::mutex mutex_{};
    std::string shown_{};
    bool is_terminal_;
};

} // namespace ampstream::cli
