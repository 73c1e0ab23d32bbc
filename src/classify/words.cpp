// SPDX-License-Identifier: BSD-3-Clause
// Words of a sequence.
#include <ampstream/classify/words.hpp>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::classify
{

void append_words(std::string_view sequence, std::vector<word> & words)
{
    unsigned code = 0;
    std::size_t run = 0;
    for (char const letter : sequence)
    {
        unsigned const base = base_code(letter);
        if (base > 3)
        {
            run = 0;
            continue;
        }
        code = ((code << 2) | base) & (word_count - 1);
        if (++run >= word_size)
            words.push_back(static_cast<word>(code));
    }
}

} // namespace ampstream::classify
