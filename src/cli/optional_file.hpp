// SPDX-License-Identifier: BSD-3-Clause
// An output file that is there if it has a name.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <ampstream/io/output_file.hpp>

namespace ampstream::cli
{

/// Writing to one that is not there does nothing. Throws as `io::output_file` does.
class optional_file
{
public:
    explicit optional_file(std::string const & name)
    {
        if (!name.empty())
            file_.emplace(name);
    }
    explicit operator bool() const noexcept { return file_.has_value(); }

    void write(std::string_view text)
    {
        if (file_)
            file_->write(text);
    }
    /// The file as a function that takes text.
    [[nodiscard]] std::function<void(std::string_view)> sink()
    {
        return [this](std::string_view text) { write(text); };
    }
    void commit()
    {
        if (file_)
            file_->commit();
    }

private:
    std::optional<io::output_file> file_{};
};

} // namespace ampstream::cli
