// SPDX-License-Identifier: BSD-3-Clause
// Writing headers in VSEARCH's manner.
#include <ampstream/core/label_style.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream
{

namespace
{

/// Where an annotation stands, from its name to the end of its value.
struct annotation
{
    std::size_t begin{};
    std::size_t end{};
};

/// Finds `name` (with '=') at the start or after a ';', followed by one or more of `digits` up to the end or a ';'.
std::optional<annotation> find_annotation(std::string_view header, std::string_view name, std::string_view digits)
{
    for (std::size_t at = header.find(name); at != std::string_view::npos; at = header.find(name, at + 1))
    {
        if (at > 0 && header[at - 1] != ';')
            continue;
        std::size_t const value = at + name.size();
        std::size_t const end = std::min(header.find_first_not_of(digits, value), header.size());
        if (end > value && (end == header.size() || header[end] == ';'))
            return annotation{at, end};
    }
    return std::nullopt;
}

} // namespace

void label_style::validate() const
{
    if (!relabel.empty() && relabel_self)
        throw usage_error{"--relabel and --relabel_self ask for different labels; give one of them"};
}

bool label_style::changes_nothing() const noexcept
{
    return relabel.empty() && !relabel_self && sample.empty() && label_suffix.empty() && !sizeout && !xsize && !eeout &&
           !xee;
}

option_list describe(label_style & chosen)
{
    return {
        {.name = "relabel",
         .value = &chosen.relabel,
         .help = "New labels: this prefix and a running number",
         .counterpart = "vsearch --relabel"},
        {.name = "relabel_self",
         .value = &chosen.relabel_self,
         .help = "New labels: the sequence itself",
         .counterpart = "vsearch --relabel_self"},
        {.name = "relabel_keep",
         .value = &chosen.relabel_keep,
         .help = "Keep the old header after the new label and a space",
         .counterpart = "vsearch --relabel_keep"},
        {.name = "sample",
         .value = &chosen.sample,
         .help = "Add ;sample=TEXT to the labels",
         .counterpart = "vsearch --sample"},
        {.name = "label_suffix",
         .value = &chosen.label_suffix,
         .help = "Add this to the labels",
         .counterpart = "vsearch --label_suffix"},
        {.name = "sizeout",
         .value = &chosen.sizeout,
         .help = "Write abundances (;size=N)",
         .counterpart = "vsearch --sizeout"},
        {.name = "xsize",
         .value = &chosen.xsize,
         .help = "Take abundances (;size=N) out of the headers",
         .counterpart = "vsearch --xsize"},
        {.name = "eeout",
         .value = &chosen.eeout,
         .help = "Write expected errors (;ee=X)",
         .counterpart = "vsearch --eeout",
         .alias = "fastq_eeout"},
        {.name = "xee",
         .value = &chosen.xee,
         .help = "Take expected errors (;ee=X) out of the headers",
         .counterpart = "vsearch --xee"},
    };
}

std::string without_annotations(std::string_view header, bool strip_size, bool strip_errors)
{
    std::array<std::optional<annotation>, 2> found{};
    if (strip_size)
        found[0] = find_annotation(header, "size=", "0123456789");
    if (strip_errors)
        found[1] = find_annotation(header, "ee=", "0123456789.");
    if (found[0] && found[1] && found[1]->begin < found[0]->begin)
        std::swap(found[0], found[1]);
    std::string text;
    std::size_t done = 0;
    bool is_changed = false;
    for (auto const & one : found)
    {
        if (!one)
            continue;
        if (one->begin > done + 1)
            text += header.substr(done, one->begin - done - 1);
        done = one->end;
        is_changed = true;
    }
    if (!is_changed || header.size() > done + 1) // a ';' left alone at the end goes too
        text += header.substr(done);
    return text;
}

void append_label(std::string & text, label_style const & style, labelled_read const & read)
{
    bool const is_new = !style.relabel.empty() || style.relabel_self;
    bool const writes_size = style.sizeout && read.abundance;
    bool const writes_errors = style.eeout && read.expected_errors;
    if (style.relabel_self)
        text += read.sequence;
    else if (!style.relabel.empty())
        fmt::format_to(std::back_inserter(text), "{}{}", style.relabel, read.ordinal);
    else if (style.xsize || style.xee || writes_size || writes_errors)
        text += without_annotations(read.header, style.xsize || writes_size, style.xee || writes_errors);
    else
        text += read.header;
    text += style.label_suffix;
    if (!style.sample.empty())
        fmt::format_to(std::back_inserter(text), ";sample={}", style.sample);
    text += read.annotations;
    if (writes_size)
        fmt::format_to(std::back_inserter(text), ";size={}", *read.abundance);
    if (writes_errors)
        fmt::format_to(std::back_inserter(text), ";ee={:.4f}", *read.expected_errors);
    if (style.relabel_keep && is_new)
    {
        text += ' ';
        text += read.header;
    }
}

} // namespace ampstream
