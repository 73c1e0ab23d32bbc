// SPDX-License-Identifier: BSD-3-Clause
// refdb.json through nlohmann's ordered JSON.
#include <ampstream/refdb/record.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

namespace ampstream::refdb
{

namespace
{

using json = nlohmann::ordered_json;

json file_of(obtained_file const & file)
{
    return {{"file", file.path == "-" ? "standard input" : std::filesystem::path{file.path}.filename().string()},
            {"md5_verified", file.is_verified}};
}

json counts_of(build_result const & done)
{
    json counts = json::object();
    counts["records"] = done.counts.records;
    for (std::size_t i = 0; i < fate_names.size(); ++i)
        counts[std::string{fate_names[i]}] = done.counts.fates[i];
    return counts;
}

json examples_of(build_result const & done)
{
    json list = json::array();
    for (example const & one : done.examples)
        list.push_back({{"dropped", name_of(one.why)}, {"record", one.record}, {"header", one.header}});
    return list;
}

} // namespace

std::string record_text(build_record const & record)
{
    json document = json::object();
    document["program"] = "ampstream refdb";
    document["version"] = record.version;
    document["source"] = record.source;
    if (record.release.has_value())
    {
        manifest const & release = *record.release;
        document["release"] = {{"name", release.name},
                               {"release", release.release},
                               {"urls", {release.sequences.urls.front(), release.taxonomy.urls.front()}},
                               {"licence", release.licence},
                               {"licence_url", release.licence_url},
                               {"terms", release.licence_terms},
                               {"holder", release.holder},
                               {"citation", release.citation}};
    }
    document["sequences"] = file_of(record.files.sequences);
    document["sequences"]["sha256"] = record.result.sha256;
    if (!record.files.taxonomy.path.empty())
    {
        document["taxonomy"] = file_of(record.files.taxonomy);
        if (!record.taxonomy_text_sha256.empty())
            document["taxonomy"]["text_sha256"] = record.taxonomy_text_sha256;
    }
    for (option const & one : record.options)
        if (!one.is_file && one.name != "force")
            document["options"][one.name] = value_text(one);
    document["counts"] = counts_of(record.result);
    document["examples"] = examples_of(record.result);
    // Headers may hold bytes that are not UTF-8: they are replaced rather than made fatal at the end.
    return document.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

} // namespace ampstream::refdb
