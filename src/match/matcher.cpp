// SPDX-License-Identifier: BSD-3-Clause
// The search of a query along one or both strands.
#include <ampstream/match/matcher.hpp>

#include <memory>
#include <string>
#include <utility>

#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/kmer/masking.hpp>

#include "match/recent_answers.hpp"

namespace ampstream::match
{

namespace
{

bool is_same(std::string_view one, std::string_view other) noexcept
{
    if (one.size() != other.size())
        return false;
    for (std::size_t i = 0; i < one.size(); ++i)
        if (nucleotide_set(one[i]) != nucleotide_set(other[i]))
            return false;
    return true;
}

/// The alignment of a sequence with itself.
align::alignment without_differences(std::string_view sequence)
{
    auto const length = static_cast<std::uint32_t>(sequence.size());
    return {.score = 0,
            .counts = {.columns = length, .matches = length, .shortest = length, .longest = length},
            .path = {{align::column::match, length}}};
}

options const & validated(options const & chosen)
{
    chosen.validate();
    return chosen;
}

} // namespace

/// What a thread needs.
struct matcher::tool
{
    tool(search::criteria const & limits, unsigned word_length) : common{limits, word_length} {}

    search::search_tools common;
    search::strand_search strand{};
};

matcher::~matcher() = default;

matcher::matcher(options const & chosen, targets const & database, bool is_exact)
    : options_{validated(chosen)}, targets_{database}, is_exact_{is_exact}, masking_{kmer::masking_named(chosen.qmask)},
      limits_{chosen.limits()}, recent_{std::make_unique<recent_answers>()},
      tools_{[this] { return std::make_unique<tool>(limits_, targets_.index().index().word_length()); }}
{
    if (is_exact_)
        for (std::uint32_t i = 0; i < targets_.size(); ++i)
            exact_.add(targets_.sequence(i), i);
}

bool matcher::may_align(std::string_view label, std::string_view sequence, std::uint32_t target) const
{
    return !(options_.self && label == targets_.label(target)) &&
           !(options_.selfid && is_same(sequence, targets_.sequence(target)));
}

bool matcher::may_hit(align::alignment const & aligned, std::size_t query_length, std::uint32_t target) const
{
    align::statistics const & counts = aligned.counts;
    interior const inside = interior_of(aligned);
    auto const pairs = static_cast<double>(counts.matches + counts.mismatches);
    auto const target_length = static_cast<double>(targets_.sequence(target).size());
    return (!options_.query_cov || pairs >= *options_.query_cov * static_cast<double>(query_length)) &&
           (!options_.target_cov || pairs >= *options_.target_cov * target_length) &&
           (!options_.maxid || align::identity(counts, static_cast<align::identity_definition>(options_.iddef)) <=
                                   100.0 * *options_.maxid) &&
           (!options_.mid || 100.0 * counts.matches / pairs >= *options_.mid) &&
           (!options_.mincols || counts.interior_columns() >= *options_.mincols) &&
           (!options_.maxsubs || counts.mismatches <= *options_.maxsubs) &&
           (!options_.maxgaps || inside.gap_openings <= *options_.maxgaps) &&
           (!options_.maxdiffs || counts.mismatches + inside.gap_columns <= *options_.maxdiffs);
}

search::hit_rules matcher::rules_for(std::string_view label, std::string_view sequence) const
{
    search::hit_rules rules;
    if (options_.self || options_.selfid)
        rules.may_align = [=, this](std::uint32_t target) { return may_align(label, sequence, target); };
    if (options_.limits_alignments())
        rules.may_hit = [this, length = sequence.size()](align::alignment const & aligned, std::uint32_t target)
        { return may_hit(aligned, length, target); };
    return rules;
}

void matcher::search(answer & query, tool & with, bool is_reversed) const
{
    std::string_view const sequence = is_reversed ? query.reverse_sequence : query.sequence;
    with.strand.obey(rules_for(query.label, sequence));
    with.strand.begin(with.common, limits_, targets_.index(), sequence, kmer::skips_lower_case(masking_));
    for (search::judged & one : with.strand.verdicts())
        if (one.decided == search::verdict::accepted)
            query.hits.push_back({one.target, is_reversed, one.identity, std::move(one.aligned)});
}

void matcher::look_up(answer & query, bool is_reversed) const
{
    std::string_view const sequence = is_reversed ? query.reverse_sequence : query.sequence;
    for (std::uint32_t const target : exact_.find(sequence))
        if (may_align(query.label, sequence, target))
            query.hits.push_back({target, is_reversed, 100.0, without_differences(sequence)});
}

answer matcher::find(std::string_view label, std::string_view sequence) const
{
    answer query{.label = label, .sequence = std::string{sequence}, .is_exact = is_exact_};
    if (options_.takes_both_strands())
    {
        query.reverse_sequence = reverse_complement(sequence);
        kmer::apply(masking_, query.reverse_sequence);
    }
    kmer::apply(masking_, query.sequence);
    if (is_exact_)
    {
        look_up(query, false);
        if (options_.takes_both_strands())
            look_up(query, true);
    }
    else
    {
        auto const with = tools_.borrow();
        search(query, *with, false);
        if (options_.takes_both_strands())
            search(query, *with, true);
    }
    query.shown = arrange(query.hits, options_);
    return query;
}

answer matcher::operator()(std::string_view header, std::string_view sequence) const
{
    std::string_view const label = label_of(header);
    answer query;
    // With --self the label decides, too.
    if (is_exact_ || options_.self)
        query = find(label, sequence);
    else if (auto const known = recent_->find(sequence); known != nullptr)
        query = *known;
    else
    {
        query = find(label, sequence);
        query.label = {};
        recent_->keep(sequence, query);
    }
    query.label = label;
    query.written_label = without_annotations(label, options_.xsize, options_.xee);
    return query;
}

} // namespace ampstream::match
