// SPDX-License-Identifier: BSD-3-Clause
// The files of a run: all of them or none.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/io/output_file.hpp>

namespace ampstream::pipeline
{

/// Files in one folder that are written under temporary names and appear together.
class result_files
{
public:
    /// Makes the folder. Files of these `names` from an earlier run are a `usage_error`, unless it `replaces` them (see
    /// `remove_old`). Throws `resource_error` when the folder cannot be made.
    result_files(std::string folder, std::vector<std::string> const & names, bool replaces);

    /// Removes the files of an earlier run that are to be replaced. Called once nothing is known to be wrong with the
    /// run, so that a mistyped command costs no results, and a run that fails does not leave those of another.
    void remove_old();
    [[nodiscard]] std::string const & folder() const noexcept { return folder_; }

    /// A new file; `fill` receives a function that takes the text in pieces.
    void write(std::string const & name,
               std::function<void(std::function<void(std::string_view)> const &)> const & fill);
    void write(std::string const & name, std::string_view text);
    /// Gives all files their names, once all of them are written to the end. Throws `resource_error`; then none has
    /// one.
    void commit();

private:
    std::string folder_;
    std::vector<std::string> old_{};      ///< paths
    std::deque<io::output_file> files_{}; ///< stay where they are: a file may be begun while another is written
};

} // namespace ampstream::pipeline
