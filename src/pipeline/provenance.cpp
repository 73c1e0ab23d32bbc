// SPDX-License-Identifier: BSD-3-Clause
// run.json through nlohmann's ordered JSON.
#include <ampstream/pipeline/provenance.hpp>

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

} // namespace

std::string provenance_text(provenance const & record)
{
    json document = json::object();
    document["program"] = "ampstream";
    document["version"] = record.version;
    for (auto const & [name, version] : record.libraries)
        document["libraries"][name] = version;
    for (option const & one : record.options)
        if (!one.is_file)
            document["options"][one.name] = value_of(one);
    if (!record.sheet.path.empty())
        document["sheet"] = record_of(record.sheet);
    document["inputs"] = json::array();
    for (input_file const & file : record.inputs)
        document["inputs"].push_back(record_of(file));
    document["left_out"] = record.left_out;
    document["reference"] = record_of(record.reference);
    if (!record.species_reference.path.empty())
        document["species_reference"] = record_of(record.species_reference);
    document["stages"] = figures_of(record.figures);
    // A path may hold bytes that are not UTF-8: they are replaced rather than made fatal at the end of a run.
    return document.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

} // namespace ampstream::pipeline
