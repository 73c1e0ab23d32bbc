// SPDX-License-Identifier: BSD-3-Clause
// A trained model: one block of bytes, the same in memory and in a file, where it is mapped and shared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ampstream/core/lineage.hpp>

namespace ampstream::classify
{

struct model_tables;

/// Immutable; copies share the bytes. Safe to read from many threads.
class model
{
public:
    /// Maps a model file. Throws `resource_error` if it cannot be opened or mapped, `input_error` if it is not a model,
    /// is of another version, is cut off or damaged (every part has a checksum).
    [[nodiscard]] static model load(std::string const & path);
    /// Does the file begin as a model does? False for everything else, "-" included.
    [[nodiscard]] static bool is_model(std::string const & path);
    /// Takes over the bytes of a model; `name` is used in messages. Throws `input_error` as `load` does.
    [[nodiscard]] static model adopt(std::vector<std::byte> && bytes, std::string const & name);

    /// Names of the ranks from the top.
    [[nodiscard]] std::vector<std::string> const & rank_names() const noexcept;
    /// Taxa of the lowest rank, and sequences they were trained on.
    [[nodiscard]] std::size_t genera() const noexcept;
    [[nodiscard]] std::uint64_t sequences() const noexcept;
    /// Names of a genus from the top rank. Precondition: `genus` < genera().
    [[nodiscard]] lineage lineage_of(std::size_t genus) const;
    /// What it was trained on, as JSON text.
    [[nodiscard]] std::string_view info() const noexcept;
    /// The whole file.
    [[nodiscard]] std::string_view bytes() const noexcept;

    [[nodiscard]] model_tables const & tables() const noexcept { return *tables_; }

private:
    explicit model(std::shared_ptr<model_tables const> tables) : tables_{std::move(tables)} {}

    std::shared_ptr<model_tables const> tables_;
};

} // namespace ampstream::classify
