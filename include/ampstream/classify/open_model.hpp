// SPDX-License-Identifier: BSD-3-Clause
// A model from whatever the user named: a trained model, or a reference to train from.
#pragma once

#include <string>

#include <ampstream/classify/model.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/reference/options.hpp>

namespace ampstream::classify
{

/// A model and how it came about.
struct opened_model
{
    model trained;
    std::string note{};   ///< one line for the person who started it
    std::string name{};   ///< of the file, without folders
    std::string sha256{}; ///< of the bytes of the file, as they were read; empty for a model, which is mapped, not read
};

/// Maps `path` if it is a model, else reads it as a reference and trains. Throws as `model::load`,
/// `reference::read_reference` and `train` do.
[[nodiscard]] opened_model
open_model(std::string const & path, reference::options const & reading, exec::thread_budget const & budget);

/// Reads a reference and trains.
[[nodiscard]] opened_model
train_from(std::string const & path, reference::options const & reading, exec::thread_budget const & budget);

} // namespace ampstream::classify
