// SPDX-License-Identifier: BSD-3-Clause
// Text of tables.
#include <ampstream/table/write.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <ampstream/core/error.hpp>
#include <ampstream/table/collapse.hpp>

namespace ampstream::table
{

namespace
{

constexpr std::size_t piece = std::size_t{1} << 20U;

/// Collects text and hands it on in large pieces.
class piecewise
{
public:
    explicit piecewise(text_sink const & write) : write_{write} {}
    ~piecewise() = default;
    piecewise(piecewise const &) = delete;
    piecewise & operator=(piecewise const &) = delete;

    void operator()(std::string_view text)
    {
        text_ += text;
        if (text_.size() >= piece)
            flush();
    }
    void flush()
    {
        write_(text_);
        text_.clear();
    }

private:
    text_sink const & write_;
    std::string text_{};
};

/// JSON string literal; bytes that are not UTF-8 become U+FFFD.
std::string quoted(std::string const & text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string row_text(feature_table const & table, std::size_t i)
{
    std::string const id = quoted(table.features[i]);
    if (table.lineages.empty())
        return fmt::format("{{\"id\":{},\"metadata\":null}}", id);
    if (table.lineages[i].empty())
        return fmt::format("{{\"id\":{},\"metadata\":{{\"taxonomy\":[{}]}}}}", id, quoted(unclassified));
    std::string ranks;
    for (std::string const & name : table.lineages[i])
        ranks += (ranks.empty() ? "" : ",") + quoted(name);
    return fmt::format("{{\"id\":{},\"metadata\":{{\"taxonomy\":[{}]}}}}", id, ranks);
}

/// Names stand between tabs and line ends.
void check_names(std::vector<std::string> const & names, std::string_view what)
{
    for (std::string const & name : names)
        if (name.find_first_of("\t\n\r") != std::string::npos)
            throw input_error{{},
                              {.expected = fmt::format("a {} without tabs and line ends", what),
                               .found = quoted(name),
                               .advice = "A table of text cannot hold it; rename it."}};
}

std::string column_text(feature_table const & table, std::size_t sample)
{
    std::string metadata;
    for (std::size_t i = 0; i < table.metadata_columns.size(); ++i)
        metadata += fmt::format("{}{}:{}", i == 0 ? "" : ",", quoted(table.metadata_columns[i]),
                                quoted(table.metadata[sample][i]));
    return fmt::format("{{\"id\":{},\"metadata\":{}}}", quoted(table.samples[sample]),
                       metadata.empty() ? "null" : '{' + metadata + '}');
}

} // namespace

void write_tsv(feature_table const & table, std::string_view first_column, bool with_taxonomy, text_sink const & write)
{
    bool const is_ranked_but_empty = table.features.empty() && !table.rank_names.empty();
    bool const has_taxonomy = with_taxonomy && (!table.lineages.empty() || is_ranked_but_empty);
    check_names(table.samples, "sample name");
    check_names(table.features, "row name");
    if (has_taxonomy)
        for (lineage const & names : table.lineages)
            check_names(names, "taxon");
    piecewise out{write};
    out(first_column);
    for (std::string const & sample : table.samples)
        out('\t' + sample);
    out(has_taxonomy ? "\ttaxonomy\n" : "\n");
    for (std::size_t i = 0; i < table.features.size(); ++i)
    {
        out(table.features[i]);
        auto next = table.counts[i].begin();
        for (std::uint32_t sample = 0; sample < table.samples.size(); ++sample)
        {
            bool const is_counted = next != table.counts[i].end() && next->sample == sample;
            out(is_counted ? fmt::format("\t{}", (next++)->count) : "\t0");
        }
        if (has_taxonomy && table.lineages[i].empty())
            out(fmt::format("\t{}", unclassified));
        else if (has_taxonomy)
            out(fmt::format("\t{}", fmt::join(table.lineages[i], "; ")));
        out("\n");
    }
    out.flush();
}

void write_biom(feature_table const & table, std::string_view generated_by, text_sink const & write)
{
    piecewise out{write};
    out("{\"id\":null,\"format\":\"Biological Observation Matrix 1.0.0\",\"format_url\":\"http://biom-format.org\","
        "\"type\":\"OTU table\",\"generated_by\":");
    out(quoted(std::string{generated_by}));
    out(fmt::format(",\"date\":\"1970-01-01T00:00:00\",\"matrix_type\":\"sparse\",\"matrix_element_type\":\"int\","
                    "\"shape\":[{},{}],\n\"rows\":[",
                    table.features.size(), table.samples.size()));
    for (std::size_t i = 0; i < table.features.size(); ++i)
        out((i == 0 ? "\n" : ",\n") + row_text(table, i));
    out("],\n\"columns\":[");
    for (std::size_t i = 0; i < table.samples.size(); ++i)
        out((i == 0 ? "\n" : ",\n") + column_text(table, i));
    out("],\n\"data\":[");
    bool is_first = true;
    for (std::size_t i = 0; i < table.counts.size(); ++i)
        for (sample_count const & one : table.counts[i])
        {
            out(fmt::format("{}[{},{},{}]", is_first ? "\n" : ",\n", i, one.sample, one.count));
            is_first = false;
        }
    out("]}\n");
    out.flush();
}

void write_shared(feature_table const & table, std::string_view label, text_sink const & write)
{
    check_names(table.samples, "sample name");
    check_names(table.features, "row name");
    piecewise out{write};
    out("label\tGroup\tnumOtus");
    for (std::string const & name : table.features)
        out('\t' + name);
    out("\n");
    std::vector<std::size_t> next(table.counts.size()); // of each row, the first count not written yet
    for (std::uint32_t sample = 0; sample < table.samples.size(); ++sample)
    {
        out(fmt::format("{}\t{}\t{}", label, table.samples[sample], table.features.size()));
        for (std::size_t i = 0; i < table.counts.size(); ++i)
        {
            std::vector<sample_count> const & row = table.counts[i];
            bool const is_counted = next[i] < row.size() && row[next[i]].sample == sample;
            out(is_counted ? fmt::format("\t{}", row[next[i]++].count) : "\t0");
        }
        out("\n");
    }
    out.flush();
}

} // namespace ampstream::table
