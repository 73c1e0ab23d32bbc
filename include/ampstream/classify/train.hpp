// SPDX-License-Identifier: BSD-3-Clause
// Training: from reference sequences to a model.
#pragma once

#include <string>

#include <ampstream/classify/model.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/reference/reference_set.hpp>

namespace ampstream::classify
{

/// What a model says about its origin; part of its bytes, so nothing that changes from run to run.
struct model_source
{
    std::string name{};          ///< of the reference, without folders
    std::string sha256{};        ///< of the reference file; "" when not known
    std::string header_format{}; ///< how its headers were read
    std::string path{};          ///< as the user named it: for messages, not in the model
};

/// Counts words and computes probabilities as the RDP Classifier does (TreeFactory), in float:
///   prior(w) = (n(w) + 0.5) / (N + 1)            n(w): sequences that hold w, N: all sequences
///   P(w | G) = (m(w) + prior(w)) / (M + 1)       m(w): sequences of genus G that hold w, M: all of G
/// A sequence without a word is left out. Move `references` in: they are let go as soon as their words are counted. The
/// bytes depend on the references and `source` only. Throws `input_error` when no sequence has a word.
[[nodiscard]] model
train(reference::reference_set references, model_source const & source, exec::thread_budget const & budget);

} // namespace ampstream::classify
