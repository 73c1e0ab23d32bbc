// SPDX-License-Identifier: BSD-3-Clause
// The files of a run: all of them or none.
#pragma once

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
    /// Makes the folder. With `replaces`, files of these `names` from an earlier run are removed at once, so that a run
    /// that fails does not leave the results of another; without it their presence is a `usage_error`. Throws
    /// `resource_error` when the folder cannot be made.
    result_files(std::string folder, std::vector<std::string> const & names, bool replaces);

    /// A new file; `fill` receives a function that takes the text in pieces.
    void write(std::string const & name,
               std::function<void(std::function<void(std::string_view)> const &)> const & fill);
    void write(std::string const & name, std::string_view text);
    /// Gives all files their names, once all of them are written to the end. Throws `resource_error`; then none has
    /// one.
    void commit();

private:
    std::string folder_;
    std::vector<io::output_file> files_{};
};

} // namespace ampstream::pipeline
