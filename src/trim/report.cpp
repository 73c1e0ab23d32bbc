// SPDX-License-Identifier: BSD-3-Clause
// One list of rows, written as TSV or JSON.
#include <ampstream/trim/report.hpp>

#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ampstream::trim
{

namespace
{

struct row
{
    std::string section;
    std::string name;
    std::variant<std::uint64_t, std::string> value;
};

void add_primer(std::vector<row> & rows, std::string const & section, primer const & one, primer_stats const & counts)
{
    if (one.sequence.empty())
        return;
    rows.push_back({section, "name", one.name});
    rows.push_back({section, "sequence", one.sequence});
    rows.push_back({section, "found", counts.found()});
    rows.push_back({section, "at_end", counts.at_end});
    rows.push_back({section, "partial", counts.partial});
    for (std::size_t errors = 0; errors < counts.whole_by_errors.size(); ++errors)
        rows.push_back(
            {section,
             fmt::format("whole_{}{}_errors", errors, errors + 1 == counts.whole_by_errors.size() ? "_or_more" : ""),
             counts.whole_by_errors[errors]});
    rows.push_back({section, "read_through", counts.read_through});
}

std::vector<row> rows_of(stats const & counts, primer_set const & primers)
{
    std::vector<row> rows{{"reads", "in", counts.reads},
                          {"reads", "kept", counts.kept},
                          {"reads", "no_forward", counts.no_forward},
                          {"reads", "no_reverse", counts.no_reverse},
                          {"reads", "no_primer", counts.no_primer},
                          {"reads", "too_short", counts.too_short},
                          {"kept", "untrimmed", counts.untrimmed},
                          {"kept", "turned", counts.turned},
                          {"bases", "in", counts.bases},
                          {"bases", "kept", counts.bases_kept}};
    add_primer(rows, "forward_primer", primers.forward, counts.forward);
    add_primer(rows, "reverse_primer", primers.reverse, counts.reverse);
    return rows;
}

/// 1234567 → 1,234,567
std::string grouped(std::uint64_t number)
{
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3; i -= 3)
        text.insert(i - 3, 1, ',');
    return text;
}

} // namespace

std::string report_tsv(stats const & counts, primer_set const & primers)
{
    std::string text = "section\tname\tvalue\n";
    for (row const & one : rows_of(counts, primers))
        std::visit([&](auto const & value) { text += fmt::format("{}\t{}\t{}\n", one.section, one.name, value); },
                   one.value);
    return text;
}

std::string report_json(stats const & counts, primer_set const & primers)
{
    nlohmann::ordered_json sections;
    for (row const & one : rows_of(counts, primers))
        std::visit([&](auto const & value) { sections[one.section][one.name] = value; }, one.value);
    return sections.dump(2) + "\n";
}

std::string summary_line(stats const & counts, std::string const & what)
{
    auto const share = [&counts](std::uint64_t part)
    { return counts.reads == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(counts.reads); };
    std::string text =
        fmt::format("{} {}: {} kept ({:.1f} %)", grouped(counts.reads), what, grouped(counts.kept), share(counts.kept));
    std::vector<std::pair<std::uint64_t, std::string>> const parts{
        {counts.turned, "of them turned"},        {counts.untrimmed, "of them untrimmed"},
        {counts.no_forward, "no forward primer"}, {counts.no_reverse, "no reverse primer"},
        {counts.no_primer, "no primer"},          {counts.too_short, "too short"}};
    for (auto const & [number, reason] : parts)
        if (number > 0)
            text += fmt::format(", {} {} ({:.1f} %)", grouped(number), reason, share(number));
    return text;
}

} // namespace ampstream::trim
