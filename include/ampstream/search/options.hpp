// SPDX-License-Identifier: BSD-3-Clause
// How far a search looks and what it accepts.
#pragma once

#include <cstdint>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/scoring.hpp>

namespace ampstream::search
{

/// VSEARCH's defaults but for the identity, which has none.
struct options
{
    double id{0.97}; ///< lowest identity accepted, 0 to 1
    align::identity_definition definition{align::identity_definition::inner};
    std::uint64_t maxaccepts{1};  ///< accepted targets after which a search ends; 0: never
    std::uint64_t maxrejects{32}; ///< rejected targets after which a search ends; 0: never
    std::uint64_t minwordmatches{12};
    align::scoring scores{};
};

} // namespace ampstream::search
