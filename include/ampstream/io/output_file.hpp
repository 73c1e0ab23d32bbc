// SPDX-License-Identifier: BSD-3-Clause
// Result files that exist only when they are complete.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace ampstream::io
{

/// Text written under a temporary name beside the target and renamed by `commit()`. Without `commit()` the destructor
/// removes it. "-" is standard output (nothing to rename). A name that ends in ".gz" is compressed (gzip, members of
/// fixed size, no time stamp and no name inside: the same text gives the same bytes). Not thread-safe: one writer at a
/// time.
class output_file
{
public:
    /// Throws `resource_error` when the file cannot be created (the folder is missing, no permission).
    explicit output_file(std::string path);
    ~output_file();
    output_file(output_file &&) noexcept;
    output_file & operator=(output_file &&) noexcept;

    /// Throws `resource_error` naming the file when writing fails (disk full, closed pipe).
    void write(std::string_view text);
    /// Flushes and closes; the file keeps its temporary name. What can fail for want of space fails here, so that
    /// several files can be finished before the first is renamed. Throws `resource_error`.
    void finish();
    /// Finishes, if that was not done, and renames. Throws `resource_error`.
    void commit();
    [[nodiscard]] std::string const & path() const noexcept;

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace ampstream::io
