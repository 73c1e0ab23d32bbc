// SPDX-License-Identifier: BSD-3-Clause
// Length limits and abundances from labels.
#include <ampstream/cluster/intake.hpp>

#include <ampstream/core/label.hpp>

namespace ampstream::cluster
{

void length_limits::validate() const
{
    length_limits copy = *this;
    check_ranges(describe(copy));
}

option_list describe(length_limits & chosen)
{
    return {{.name = "minseqlength",
             .value = &chosen.minseqlength,
             .help = "Shortest sequence that is taken; shorter ones are counted and left out",
             .unit = "bases",
             .lowest = 1.0,
             .counterpart = "vsearch --minseqlength"},
            {.name = "maxseqlength",
             .value = &chosen.maxseqlength,
             .help = "Longest sequence that is taken; longer ones are counted and left out",
             .unit = "bases",
             .lowest = 1.0,
             .counterpart = "vsearch --maxseqlength"}};
}

void intake::add(read_batch const & batch)
{
    counted_.sequences += batch.size();
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        read_view const read = batch[i];
        if (read.sequence.size() < limits_.minseqlength)
            ++counted_.too_short;
        else if (read.sequence.size() > limits_.maxseqlength)
            ++counted_.too_long;
        else
        {
            std::string_view const label = label_of(read.header);
            std::uint64_t const abundance = abundance_of(label);
            if (abundance < limits_.minsize)
            {
                ++counted_.too_rare;
                continue;
            }
            ++counted_.taken;
            gathered_.push_back(label, read.sequence, abundance);
        }
    }
}

} // namespace ampstream::cluster
