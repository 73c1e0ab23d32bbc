// SPDX-License-Identifier: BSD-3-Clause
// Indexing the reference.
#include <ampstream/sintax/reference.hpp>

namespace ampstream::sintax
{

reference::reference(options const & limits) : shortest_{limits.minseqlength}, longest_{limits.maxseqlength} {}

void reference::add(read_batch const & batch)
{
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        read_view const read = batch[i];
        if (read.sequence.size() < shortest_ || read.sequence.size() > longest_)
        {
            ++left_out_;
            continue;
        }
        (void)index_.add(find_words_(read.sequence, false));
        names_.push_back(names_of(read.header));
        lengths_.push_back(static_cast<std::uint32_t>(read.sequence.size()));
    }
}

} // namespace ampstream::sintax
