// SPDX-License-Identifier: BSD-3-Clause
// FASTQ and FASTA text.
#include <ampstream/io/format.hpp>

namespace ampstream::io
{

void append_fastq(std::string & text, read_view const & read)
{
    text += '@';
    text += read.header;
    text += '\n';
    text += read.sequence;
    text += "\n+\n";
    text += read.quality;
    text += '\n';
}

void append_fasta(std::string & text, std::string_view header, std::string_view sequence, std::size_t width)
{
    text += '>';
    text += header;
    text += '\n';
    if (width == 0)
    {
        text += sequence;
        text += '\n';
        return;
    }
    for (std::size_t begin = 0; begin < sequence.size(); begin += width)
    {
        text += sequence.substr(begin, width);
        text += '\n';
    }
}

} // namespace ampstream::io
