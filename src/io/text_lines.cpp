// SPDX-License-Identifier: BSD-3-Clause
// Cutting text into lines.
#include <ampstream/io/text_lines.hpp>

#include <vector>

#include <ampstream/io/byte_source.hpp>

namespace ampstream::io
{

void for_each_line(std::string const & path,
                   std::function<void(std::string_view line, input_location const & where)> const & take)
{
    auto const source = open_input(path);
    input_location where{.file = source->name()};
    auto const give = [&](std::string_view line)
    {
        ++where.line;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        take(line, where);
    };
    std::vector<char> buffer(std::size_t{1} << 18U);
    std::string begun; // the line at the end of the last buffer
    for (std::size_t size = source->read(buffer); size > 0; size = source->read(buffer))
    {
        std::string_view text{buffer.data(), size};
        for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n'))
        {
            if (begun.empty())
                give(text.substr(0, end));
            else
            {
                begun += text.substr(0, end);
                give(begun);
                begun.clear();
            }
            text.remove_prefix(end + 1);
        }
        begun += text;
    }
    if (!begun.empty())
        give(begun);
}

} // namespace ampstream::io
