// SPDX-License-Identifier: BSD-3-Clause
// Opening models and training from files.
#include <ampstream/classify/open_model.hpp>

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include <ampstream/classify/train.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/reference/reader.hpp>

namespace ampstream::classify
{

namespace
{

std::string file_name_of(std::string const & path)
{
    return path == "-" ? "standard input" : std::filesystem::path{path}.filename().string();
}

std::string size_text(model const & trained)
{
    return fmt::format("{} sequences, {} taxa of rank {}", trained.sequences(), trained.genera(),
                       trained.rank_names().back());
}

} // namespace

opened_model
train_from(std::string const & path, reference::options const & reading, exec::thread_budget const & budget)
{
    reference::loaded_reference read = reference::read_reference(path, reading);
    std::string const what = describe_reading(read);
    std::size_t const kept = read.references.size();
    model trained = train(std::move(read.references),
                          {.name = file_name_of(path),
                           .sha256 = read.sha256,
                           .header_format = std::string{name_of(read.format)},
                           .path = path},
                          budget);
    std::string note = fmt::format("{}: {}; trained on {}", file_name_of(path), what, size_text(trained));
    if (std::uint64_t const wordless = kept - trained.sequences(); wordless > 0)
        note += fmt::format("; {} without 8 plain bases in a row left out", wordless);
    return {std::move(trained), std::move(note), file_name_of(path), read.sha256};
}

opened_model
open_model(std::string const & path, reference::options const & reading, exec::thread_budget const & budget)
{
    if (!model::is_model(path))
        return train_from(path, reading, budget);
    if (reading.header_format != "auto" || reading.ragged != "pad" || !reading.ranks.empty())
        throw usage_error{
            fmt::format("{} is a model: --header-format, --ragged and --ranks are for 'ampstream train'", path)};
    model trained = model::load(path);
    std::string note = fmt::format("{}: model of {}", file_name_of(path), size_text(trained));
    return {std::move(trained), std::move(note), file_name_of(path), ""};
}

} // namespace ampstream::classify
