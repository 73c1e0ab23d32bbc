// SPDX-License-Identifier: BSD-3-Clause
// Masking of low-complexity regions.
#pragma once

#include <string>

namespace ampstream::kmer
{

/// Turns `sequence` to upper case and low-complexity regions in it to lower case: DUST (Tatusov & Lipman, unpublished;
/// in the public domain) with VSEARCH's settings: triplets, windows of 64 bases every 32, level 20. Letters other than
/// ACGTU count as A.
void mask_dust(std::string & sequence);

} // namespace ampstream::kmer
