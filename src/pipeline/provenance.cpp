// SPDX-License-Identifier: BSD-3-Clause
// run.json through nlohmann's ordered JSON, the inputs without a tree of them all.
#include <ampstream/pipeline/provenance.hpp>

#include <string_view>
#include <type_traits>
#include <variant>

#include <nlohmann/json.hpp>

namespace ampstream::pipeline
{

namespace
{

using json = nlohmann::ordered_json;

json value_of(option const & one)
{
    return std::visit(
        [](auto const * value) -> json
        {
            using value_t = std::remove_cvref_t<decltype(*value)>;
            if constexpr (std::is_same_v<value_t, std::optional<double>> ||
                          std::is_same_v<value_t, std::optional<std::uint64_t>>)
                return value->has_value() ? json(**value) : json(nullptr);
            else
                return json(*value);
        },
        one.value);
}

json record_of(input_file const & file)
{
    json record{{"path", file.path}, {"sha256", file.sha256}};
    if (!file.sample.empty())
        record["sample"] = file.sample;
    return record;
}

json figures_of(std::vector<figure> const & figures)
{
    json stages = json::object();
    for (figure const & one : figures)
        stages[one.stage][one.name] = one.value;
    return stages;
}

/// A path may hold bytes that are not UTF-8: they are replaced rather than made fatal at the end of a run.
std::string dumped(json const & document)
{
    return document.dump(2, ' ', false, json::error_handler_t::replace);
}

/// What stands before the inputs.
json head_of(provenance const & record)
{
    json head = json::object();
    head["program"] = "ampstream";
    head["version"] = record.version;
    for (auto const & [name, version] : record.libraries)
        head["libraries"][name] = version;
    for (option const & one : record.options)
        if (!one.is_file)
            head["options"][one.name] = value_of(one);
    if (!record.sheet.path.empty())
        head["sheet"] = record_of(record.sheet);
    return head;
}

/// What stands behind them.
json tail_of(provenance const & record)
{
    json tail = json::object();
    tail["left_out"] = record.left_out;
    tail["reference"] = record_of(record.reference);
    if (!record.species_reference.path.empty())
        tail["species_reference"] = record_of(record.species_reference);
    tail["stages"] = figures_of(record.figures);
    return tail;
}

/// An element of a list that is itself two levels deep.
std::string indented(std::string const & text)
{
    std::string result = "    ";
    for (char const letter : text)
        letter == '\n' ? result += "\n    " : result += letter;
    return result;
}

} // namespace

void write_provenance(provenance const & record, text_sink const & write)
{
    std::string const head = dumped(head_of(record));
    write(std::string_view{head}.substr(0, head.rfind("\n}")));
    write(",\n  \"inputs\": [");
    for (std::size_t i = 0; i < record.inputs.size(); ++i)
        write((i == 0 ? "\n" : ",\n") + indented(dumped(record_of(record.inputs[i]))));
    write(record.inputs.empty() ? "],\n" : "\n  ],\n");
    std::string const tail = dumped(tail_of(record));
    write(std::string_view{tail}.substr(2)); // without "{\n"
    write("\n");
}

} // namespace ampstream::pipeline
