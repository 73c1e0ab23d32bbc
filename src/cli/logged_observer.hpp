// SPDX-License-Identifier: BSD-3-Clause
// What a run says: to the person and, with times, to its log file.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <ampstream/pipeline/observer.hpp>

#include "cli/command.hpp"

namespace ampstream::cli
{

/// Passes everything on to the reporter and writes the lines to a log file with local times.
class logged_observer : public pipeline::observer
{
public:
    /// Throws `resource_error` when the log cannot be created.
    logged_observer(reporter & report, std::string const & log_path);
    logged_observer(logged_observer const &) = delete;
    logged_observer & operator=(logged_observer const &) = delete;
    ~logged_observer() override;
    void say(std::string_view line) override;
    void progress(std::string_view step, double share) override;
    /// A line for the log only.
    void note(std::string_view line);

private:
    struct log;
    reporter & report_;
    std::unique_ptr<log> log_;
    bool has_complained_{false}; ///< that the log cannot be written, once: the results say so if they cannot, either
};

} // namespace ampstream::cli
