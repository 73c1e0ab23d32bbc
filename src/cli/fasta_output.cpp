// SPDX-License-Identifier: BSD-3-Clause
// Writing FASTA in pieces.
#include "cli/fasta_output.hpp"

namespace ampstream::cli
{

void fasta_output::add(std::string_view header, std::string_view sequence, std::optional<std::uint64_t> abundance)
{
    constexpr std::size_t piece = std::size_t{1} << 20U;
    if (!file_.are_wanted())
        return;
    file_.append(text_, {header, sequence, {}}, ++written_, abundance, std::nullopt);
    if (text_.fasta.size() < piece)
        return;
    file_.write(text_);
    text_.fasta.clear();
}

void fasta_output::commit()
{
    file_.write(text_);
    text_.fasta.clear();
    file_.commit();
}

} // namespace ampstream::cli
