// SPDX-License-Identifier: BSD-3-Clause
// Abundances with their errors.
#include <ampstream/core/stated_abundance.hpp>

#include <string>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>

namespace ampstream
{

std::uint64_t stated_abundance(read_batch const & batch, std::size_t i, std::string_view file)
{
    std::string_view const label = label_of(batch[i].header);
    if (auto const found = find_size(label))
        return found->abundance;
    if (label.find("size=") == std::string_view::npos || without_annotations(label, true, false) == label)
        return 1;
    throw input_error{{.file = std::string{file}, .record = batch.record(i), .header = std::string{batch[i].header}},
                      {.expected = "an abundance from 1 to 9223372036854775807 in ;size=",
                       .found = fmt::format("\"{}\"", label),
                       .advice = "Correct the annotation."}};
}

} // namespace ampstream
