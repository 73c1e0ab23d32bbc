// SPDX-License-Identifier: BSD-3-Clause
// The fields by name. vsearch(1), "Userfields", says what each is; of a query without a hit most are 0 or empty.
#include <ampstream/match/user_fields.hpp>

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>

namespace ampstream::match
{

/// What a field is made from; `found` is nullptr in the row of a query without a hit.
struct user_fields::row
{
    answer const & query;
    targets const & database;
    hit const * found{};
    interior inside{};

    [[nodiscard]] std::size_t target_length() const
    {
        return found == nullptr ? 0 : database.sequence(found->target).size();
    }
    [[nodiscard]] align::statistics counts() const
    {
        return found == nullptr ? align::statistics{} : found->aligned.counts;
    }
    [[nodiscard]] bool is_reversed() const { return found != nullptr && found->is_reversed; }
};

struct user_fields::field
{
    std::string_view name;
    writer write;
};

namespace
{

template <typename value_t>
void put(std::string & text, value_t const & value)
{
    fmt::format_to(std::back_inserter(text), "{}", value);
}

/// 100 part / whole with one decimal.
void put_percent(std::string & text, std::uint64_t part, std::uint64_t whole)
{
    fmt::format_to(std::back_inserter(text), "{:.1f}",
                   whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void put_identity(std::string & text, align::statistics const & counts, align::identity_definition definition)
{
    fmt::format_to(std::back_inserter(text), "{:.1f}", align::identity(counts, definition));
}

/// A sequence's part of the alignment without terminal gaps, with '-' where it has a gap.
std::string aligned_row(hit const & found, std::string_view sequence, std::size_t begin, align::column other_side)
{
    std::string text;
    std::size_t column = 0;
    std::size_t const first = found.aligned.counts.left_columns;
    std::size_t const last = found.aligned.counts.columns - found.aligned.counts.right_columns;
    for (align::run const & one : found.aligned.path)
    {
        if (column >= first && column < last)
        {
            if (one.kind == other_side)
                text.append(one.length, '-');
            else
            {
                text += sequence.substr(begin, one.length);
                begin += one.length;
            }
        }
        column += one.length;
    }
    return text;
}

} // namespace

std::vector<user_fields::field> const & user_fields::known_fields()
{
    using align::identity_definition;
    static std::vector<field> const fields{
        {"query", [](std::string & text, row const & at) { text += at.query.label; }},
        {"target", [](std::string & text, row const & at)
         { text += at.found == nullptr ? std::string_view{"*"} : at.database.label(at.found->target); }},
        {"evalue", [](std::string & text, row const &) { text += "-1"; }},
        {"id", [](std::string & text, row const & at)
         { fmt::format_to(std::back_inserter(text), "{:.1f}", at.found == nullptr ? 0.0 : at.found->identity); }},
        {"pctpv", [](std::string & text, row const & at)
         { put_percent(text, at.counts().matches, at.counts().interior_columns()); }},
        {"pctgaps", [](std::string & text, row const & at)
         { put_percent(text, at.inside.gap_columns, at.counts().interior_columns()); }},
        {"pairs", [](std::string & text, row const & at) { put(text, at.counts().matches + at.counts().mismatches); }},
        {"gaps", [](std::string & text, row const & at) { put(text, at.inside.gap_columns); }},
        {"qlo",
         [](std::string & text, row const & at) {
             put(text, at.found == nullptr ? 0 : at.is_reversed() ? at.query.sequence.size() : 1);
         }},
        {"qhi",
         [](std::string & text, row const & at) {
             put(text, at.found == nullptr ? 0 : at.is_reversed() ? 1 : at.query.sequence.size());
         }},
        {"tlo", [](std::string & text, row const & at) { put(text, at.found == nullptr ? 0 : 1); }},
        {"thi", [](std::string & text, row const & at) { put(text, at.target_length()); }},
        {"pv", [](std::string & text, row const & at) { put(text, at.counts().matches); }},
        {"ql", [](std::string & text, row const & at) { put(text, at.query.sequence.size()); }},
        {"tl", [](std::string & text, row const & at) { put(text, at.target_length()); }},
        {"qs", [](std::string & text, row const & at) { put(text, at.query.sequence.size()); }},
        {"ts", [](std::string & text, row const & at) { put(text, at.target_length()); }},
        {"alnlen", [](std::string & text, row const & at) { put(text, at.counts().interior_columns()); }},
        {"opens", [](std::string & text, row const & at) { put(text, at.inside.gap_openings); }},
        {"exts", [](std::string & text, row const & at) { put(text, at.inside.gap_columns - at.inside.gap_openings); }},
        {"raw",
         [](std::string & text, row const & at) { put(text, at.found == nullptr ? 0 : at.found->aligned.score); }},
        {"bits", [](std::string & text, row const &) { text += "0"; }},
        {"aln",
         [](std::string & text, row const & at)
         {
             if (at.found != nullptr)
                 for (align::run const & one : at.found->aligned.path)
                     text.append(one.length, static_cast<char>(one.kind));
         }},
        {"caln",
         [](std::string & text, row const & at)
         {
             if (at.found != nullptr && at.query.is_exact)
                 put(text, fmt::format("{}M", at.counts().columns));
             else if (at.found != nullptr)
                 text += align::cigar(at.found->aligned.path);
         }},
        {"qstrand",
         [](std::string & text, row const & at) { text += at.found == nullptr ? ""
                                                          : at.is_reversed()  ? "-"
                                                                              : "+"; }},
        {"tstrand", [](std::string & text, row const & at) { text += at.found == nullptr ? "" : "+"; }},
        {"qrow",
         [](std::string & text, row const & at)
         {
             if (at.found != nullptr)
                 text += aligned_row(*at.found, at.query.strand_of(*at.found), at.inside.query_begin,
                                     align::column::target_only);
         }},
        {"trow",
         [](std::string & text, row const & at)
         {
             if (at.found != nullptr)
                 text += aligned_row(*at.found, at.database.sequence(at.found->target), at.inside.target_begin,
                                     align::column::query_only);
         }},
        {"qframe", [](std::string & text, row const &) { text += "+0"; }},
        {"tframe", [](std::string & text, row const &) { text += "+0"; }},
        {"mism", [](std::string & text, row const & at) { put(text, at.counts().mismatches); }},
        {"ids", [](std::string & text, row const & at) { put(text, at.counts().matches); }},
        {"qcov", [](std::string & text, row const & at)
         { put_percent(text, at.counts().matches + at.counts().mismatches, at.query.sequence.size()); }},
        {"tcov", [](std::string & text, row const & at)
         { put_percent(text, at.counts().matches + at.counts().mismatches, at.target_length()); }},
        {"id0",
         [](std::string & text, row const & at) { put_identity(text, at.counts(), identity_definition::shortest); }},
        {"id1", [](std::string & text, row const & at) { put_identity(text, at.counts(), identity_definition::all); }},
        {"id2",
         [](std::string & text, row const & at) { put_identity(text, at.counts(), identity_definition::interior); }},
        {"id3",
         [](std::string & text, row const & at) { put_identity(text, at.counts(), identity_definition::openings); }},
        {"id4",
         [](std::string & text, row const & at) { put_identity(text, at.counts(), identity_definition::blast); }},
        {"qilo",
         [](std::string & text, row const & at) { put(text, at.found == nullptr ? 0 : at.inside.query_begin + 1); }},
        {"qihi", [](std::string & text, row const & at) { put(text, at.inside.query_end); }},
        {"tilo",
         [](std::string & text, row const & at) { put(text, at.found == nullptr ? 0 : at.inside.target_begin + 1); }},
        {"tihi", [](std::string & text, row const & at) { put(text, at.inside.target_end); }},
    };
    return fields;
}

user_fields::user_fields(std::string_view names)
{
    for (std::size_t begin = 0; begin <= names.size();)
    {
        std::size_t const end = std::min(names.find('+', begin), names.size());
        std::string_view const name = names.substr(begin, end - begin);
        auto const found = std::ranges::find(known_fields(), name, &field::name);
        if (found == known_fields().end())
        {
            std::vector<std::string_view> known;
            for (field const & one : known_fields())
                known.push_back(one.name);
            throw usage_error{
                fmt::format("--userfields has \"{}\"; the fields are {}, joined by '+'", name, fmt::join(known, ", "))};
        }
        writers_.push_back(found->write);
        begin = end + 1;
    }
}

void user_fields::append(std::string & text, answer const & query, targets const & database, bool with_no_hits) const
{
    auto const append_row = [&](hit const * found)
    {
        row const at{query, database, found, found == nullptr ? interior{} : interior_of(found->aligned)};
        for (std::size_t i = 0; i < writers_.size(); ++i)
        {
            if (i > 0)
                text += '\t';
            writers_[i](text, at);
        }
        text += '\n';
    };
    for (hit const & one : query.shown_hits())
        append_row(&one);
    if (query.hits.empty() && with_no_hits)
        append_row(nullptr);
}

} // namespace ampstream::match
