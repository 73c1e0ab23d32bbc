// SPDX-License-Identifier: BSD-3-Clause
// Reading of references and the choice of the pool.
#include <ampstream/simulate/template_pool.hpp>

#include <algorithm>
#include <numeric>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/simulate/amplicon.hpp>

namespace ampstream::simulate
{

namespace
{

std::string_view trimmed(std::string_view text)
{
    std::size_t const begin = text.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view{}
                                           : text.substr(begin, text.find_last_not_of(" \t;") + 1 - begin);
}

/// The ranks in a header: the last tab field, or what follows the first blank, if it holds a ';'. Blanks around ';' go.
std::string lineage_of(std::string_view header)
{
    std::size_t const tab = header.rfind('\t');
    std::size_t const blank = header.find(' ');
    std::string_view text = tab != std::string_view::npos     ? header.substr(tab + 1)
                            : blank == std::string_view::npos ? std::string_view{}
                                                              : header.substr(blank + 1);
    if (text.find(';') == std::string_view::npos)
        return {};
    std::string lineage;
    while (!text.empty())
    {
        std::size_t const end = std::min(text.find(';'), text.size());
        if (std::string_view const name = trimmed(text.substr(0, end)); !name.empty())
            lineage += (lineage.empty() ? "" : ";") + std::string{name};
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lineage;
}

std::string normalised(std::string_view sequence)
{
    std::string bases{sequence};
    for (char & base : bases)
    {
        base = base >= 'a' && base <= 'z' ? static_cast<char>(base - 'a' + 'A') : base;
        base = base == 'U' ? 'T' : base;
    }
    return bases;
}

template <typename visit_t>
void visit_records(std::string const & path, visit_t const & visit)
{
    io::sequence_reader reader{path};
    for (;;)
    {
        auto const batch = reader.next();
        if (!batch.has_value())
            return;
        for (std::size_t i = 0; i < batch->size(); ++i)
            visit((*batch)[i]);
    }
}

} // namespace

void add_reference(template_pool & pool, std::string_view header, std::string_view sequence, options const & chosen)
{
    ++pool.stats.references;
    auto insert = cut_amplicon(normalised(sequence), chosen.forward, chosen.reverse, chosen.primer_mismatches);
    if (!insert)
        ++pool.stats.without_primers;
    else if (insert->size() < chosen.min_amplicon || insert->size() > chosen.max_amplicon)
        ++pool.stats.out_of_range;
    else if (std::ranges::any_of(*insert, [](char base) { return base_code(base) > 3; }))
        ++pool.stats.ambiguous;
    else
    {
        ++pool.stats.templates;
        pool.templates.push_back({std::string{label_of(header)}, lineage_of(header), std::move(*insert)});
    }
}

template_pool read_templates(std::string const & path, options const & chosen)
{
    template_pool all;
    visit_records(path, [&](read_view const & record) { add_reference(all, record.header, record.sequence, chosen); });

    template_pool distinct{{}, all.stats};
    std::unordered_set<std::string> known;
    for (amplicon_template & one : all.templates)
        if (known.insert(one.insert).second)
            distinct.templates.push_back(std::move(one));
    distinct.stats.templates = distinct.templates.size();
    distinct.stats.same_amplicon = all.templates.size() - distinct.templates.size();
    if (distinct.templates.empty())
        throw input_error{
            {path},
            {fmt::format("references with {} and {} at most {} bases apart", chosen.forward, chosen.reverse,
                         chosen.max_amplicon),
             fmt::format("none among {}", all.stats.references),
             "Name the primers of your region with --forward and --reverse, or allow more --primer-mismatches."}};
    return distinct;
}

std::vector<std::string> read_contaminants(std::string const & path)
{
    std::vector<std::string> sequences;
    visit_records(path,
                  [&sequences](read_view const & record)
                  {
                      if (!record.sequence.empty())
                          sequences.push_back(normalised(record.sequence));
                  });
    if (sequences.empty())
        throw input_error{{path}, {"contaminant sequences", "none", "Name a FASTA file."}};
    return sequences;
}

std::vector<amplicon_template> choose_templates(template_pool const & pool, std::size_t size, std::uint64_t seed)
{
    std::size_t const available = pool.templates.size();
    if (size > available)
        throw usage_error{fmt::format("--taxa is {}; the reference gives {} distinct amplicons", size, available)};
    std::vector<std::size_t> order(available);
    std::iota(order.begin(), order.end(), std::size_t{0});
    random_stream stream{seed, "simulate pool", 0};
    for (std::size_t i = 0; i < size; ++i) // the first steps of Fisher and Yates' shuffle
        std::swap(order[i], order[i + stream.below(available - i)]);
    order.resize(size);
    std::ranges::sort(order);
    std::vector<amplicon_template> chosen;
    chosen.reserve(size);
    for (std::size_t const i : order)
        chosen.push_back(pool.templates[i]);
    return chosen;
}

} // namespace ampstream::simulate
