// SPDX-License-Identifier: BSD-3-Clause
// The log of a run, on spdlog.
#include "cli/logged_observer.hpp"

#include <utility>

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>

#include <ampstream/core/error.hpp>

namespace ampstream::cli
{

struct logged_observer::log
{
    spdlog::logger logger;
};

logged_observer::logged_observer(reporter & report, std::string const & log_path) : report_{report}
{
    try
    {
        log_ = std::make_unique<log>(
            log{spdlog::logger{"run", std::make_shared<spdlog::sinks::basic_file_sink_st>(log_path, true)}});
    }
    catch (spdlog::spdlog_ex const & failure)
    {
        throw resource_error{log_path + ": opening the log: " + failure.what()};
    }
    log_->logger.set_pattern("%Y-%m-%dT%H:%M:%S%z %v");
    log_->logger.set_error_handler(
        [this, log_path](std::string const & why)
        {
            if (!std::exchange(has_complained_, true))
                report_.say("warning: " + log_path + " is not complete: " + why);
        });
    log_->logger.flush_on(spdlog::level::info);
}

logged_observer::~logged_observer() = default;

void logged_observer::say(std::string_view line)
{
    note(line);
    report_.say(line);
}

void logged_observer::progress(std::string_view step, double share)
{
    report_.progress(step, share);
}

void logged_observer::note(std::string_view line)
{
    log_->logger.info("{}", line);
}

} // namespace ampstream::cli
