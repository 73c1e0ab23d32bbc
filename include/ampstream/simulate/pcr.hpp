// SPDX-License-Identifier: BSD-3-Clause
// PCR errors along the family tree of a molecule.
#pragma once

#include <cstdint>
#include <string>

#include <ampstream/core/random.hpp>

namespace ampstream::simulate
{

/// Number of events of a Poisson process, by inversion of one uniform draw. `none` = e^−mean.
[[nodiscard]] std::uint32_t poisson(double uniform, double mean, double none) noexcept;

/// How a PCR copies and errs.
class amplification
{
public:
    /// `cycles` in all; a molecule is copied in a cycle with chance `efficiency`; a copy gets `error_rate`
    /// substitutions a base.
    amplification(std::uint64_t cycles, double efficiency, double error_rate);

    /// Adds the errors a read's molecule inherited since cycle `from` to `bases` (ACGT); returns how many.
    ///
    /// `root` names the molecule the family began with; `path` draws which descendant is read. In every cycle the line
    /// of descent goes to a fresh copy with chance efficiency / (1 + efficiency). The errors of a copy are a function
    /// of the root and the line of descent up to it, so two reads that share ancestors share their errors: the tree is
    /// exact, though no tree is stored.
    std::uint32_t mutate(std::string & bases, std::uint64_t root, std::uint64_t from, random_stream & path) const;

    [[nodiscard]] std::uint64_t cycles() const noexcept { return cycles_; }

private:
    std::uint64_t cycles_;
    double copy_chance_;
    double error_rate_;
};

/// One of the three other bases. `choice` is 0, 1 or 2.
[[nodiscard]] char other_base(char base, std::uint64_t choice) noexcept;

} // namespace ampstream::simulate
