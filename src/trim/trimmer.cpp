// SPDX-License-Identifier: BSD-3-Clause
// Decides read by read; the search itself is in primer_match.cpp.
#include <ampstream/trim/trimmer.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::trim
{

namespace
{

std::optional<primer_matcher>
make_matcher(std::string const & sequence, read_end end, options const & chosen, std::string_view anchored_by)
{
    if (sequence.empty())
        return std::nullopt;
    bool const is_anchored = !anchored_by.empty() && (chosen.anchor == anchored_by || chosen.anchor == "both");
    return primer_matcher{sequence, end, {chosen.error_rate, chosen.overlap, chosen.indels, is_anchored}};
}

void count_outcome(stats & counts, verdict const & given, std::size_t length)
{
    ++counts.reads;
    switch (given.result)
    {
    case outcome::untrimmed:
        ++counts.untrimmed;
        [[fallthrough]];
    case outcome::trimmed:
        ++counts.kept;
        counts.turned += given.is_turned ? 1U : 0U;
        counts.bases_kept += length;
        break;
    case outcome::no_forward:
        ++counts.no_forward;
        break;
    case outcome::no_reverse:
        ++counts.no_reverse;
        break;
    case outcome::no_primer:
        ++counts.no_primer;
        break;
    case outcome::too_short:
        ++counts.too_short;
        break;
    }
}

/// Drops pairs; swaps the mates of turned ones, which means a copy since mates live in different buffers.
void retain(pair_batch & pairs, std::vector<verdict> const & given)
{
    auto const is_swapped = [](verdict const & one) { return is_kept(one.result) && one.is_turned; };
    if (std::ranges::none_of(given, is_swapped))
    {
        std::vector<std::uint8_t> keep(given.size());
        std::ranges::transform(given, keep.begin(), [](verdict const & one) { return is_kept(one.result) ? 1 : 0; });
        pairs.forward.retain(keep);
        pairs.reverse.retain(keep);
        return;
    }
    pair_batch kept{};
    kept.forward.ordinal = pairs.forward.ordinal;
    kept.reverse.ordinal = pairs.reverse.ordinal;
    for (std::size_t i = 0; i < given.size(); ++i)
    {
        if (!is_kept(given[i].result))
            continue;
        read_batch const & r1 = given[i].is_turned ? pairs.reverse : pairs.forward;
        read_batch const & r2 = given[i].is_turned ? pairs.forward : pairs.reverse;
        kept.forward.push_back(r1[i], r1.record(i));
        kept.reverse.push_back(r2[i], r2.record(i));
    }
    pairs = std::move(kept);
}

int score_of(std::optional<primer_match> const & match)
{
    return match ? match->score : 0;
}

} // namespace

/// Both primers in one strand of a read.
struct trimmer::places
{
    std::optional<primer_match> forward{};
    std::optional<primer_match> reverse{};
    std::size_t size{};
    bool is_satisfied{}; ///< the required primers are there
    bool is_turned{};    ///< positions count on the other strand, and it is the better one

    [[nodiscard]] int evidence() const { return score_of(forward) + score_of(reverse); }
    [[nodiscard]] std::size_t begin() const { return forward ? forward->end : 0; }
    [[nodiscard]] std::size_t end() const { return reverse ? reverse->begin : size; }
};

/// What is cut from one mate.
struct trimmer::mate_places
{
    std::optional<primer_match> primer{};
    std::optional<primer_match> opposite{};
    std::size_t size{};

    [[nodiscard]] std::size_t begin() const { return primer ? primer->end : 0; }
    [[nodiscard]] std::size_t end() const { return opposite ? opposite->begin : size; }
    [[nodiscard]] std::size_t length() const { return end() - begin(); }
};

struct trimmer::pair_places
{
    mate_places forward{}; ///< of the mate that is to become R1
    mate_places reverse{};
    bool is_satisfied{};
    bool is_turned{}; ///< the mates are to be swapped

    [[nodiscard]] int evidence() const { return score_of(forward.primer) + score_of(reverse.primer); }
};

/// Memory reused from read to read.
struct trimmer::scratch
{
    coded_read first;
    coded_read second;
};

trimmer::trimmer(options const & chosen) : chosen_{chosen}
{
    chosen_.validate();
    primers_ = chosen_primers(chosen_);
    std::string const & forward = primers_.forward.sequence;
    std::string const & reverse = primers_.reverse.sequence;
    forward_ = make_matcher(forward, read_end::five_prime, chosen_, "forward");
    reverse_ = make_matcher(reverse, read_end::five_prime, chosen_, "reverse");
    forward_complement_ = make_matcher(ampstream::reverse_complement(forward), read_end::three_prime, chosen_, {});
    reverse_complement_ =
        make_matcher(ampstream::reverse_complement(reverse), read_end::three_prime, chosen_, "reverse");
}

bool trimmer::is_satisfied(bool has_forward, bool has_reverse) const noexcept
{
    if (chosen_.require == "forward")
        return has_forward;
    if (chosen_.require == "reverse")
        return has_reverse;
    if (chosen_.require == "any")
        return has_forward || has_reverse;
    return (has_forward || !forward_) && (has_reverse || !reverse_);
}

outcome trimmer::judge(bool is_found, bool has_forward, bool has_reverse, std::size_t length) const noexcept
{
    if (is_found)
        return length < chosen_.minlen ? outcome::too_short : outcome::trimmed;
    if (chosen_.keep_untrimmed)
        return length < chosen_.minlen ? outcome::too_short : outcome::untrimmed;
    bool const lacks_forward = forward_ && !has_forward;
    bool const lacks_reverse = reverse_ && !has_reverse;
    if (lacks_forward && lacks_reverse)
        return outcome::no_primer;
    return lacks_forward ? outcome::no_forward : outcome::no_reverse;
}

int trimmer::highest_score() const noexcept
{
    return static_cast<int>((forward_ ? forward_->size() : 0) + (reverse_ ? reverse_->size() : 0));
}

trimmer::places trimmer::locate(coded_read const & read) const
{
    places found{};
    found.size = read.size();
    if (forward_)
        found.forward = forward_->find(read);
    if (reverse_complement_)
        found.reverse = reverse_complement_->find(read, found.begin());
    found.is_satisfied = is_satisfied(found.forward.has_value(), found.reverse.has_value());
    return found;
}

trimmer::places trimmer::locate_either(std::string_view sequence, scratch & room) const
{
    room.first.assign(sequence);
    places const given = locate(room.first);
    if (!chosen_.orient || (given.is_satisfied && given.evidence() == highest_score()))
        return given;
    room.second.assign_reverse_complement(sequence);
    places turned = locate(room.second);
    turned.is_turned = turned.is_satisfied && turned.evidence() > (given.is_satisfied ? given.evidence() : 0);
    bool const tells_more = !given.is_satisfied && !turned.is_satisfied && turned.evidence() > given.evidence();
    return turned.is_turned || tells_more ? turned : given;
}

verdict trimmer::trim_read(read_batch & reads, std::size_t i, scratch & room, stats & counts) const
{
    std::size_t const size = reads[i].sequence.size();
    places const found = locate_either(reads[i].sequence, room);
    if (found.forward)
        counts.forward.count(*found.forward, primers_.forward.sequence.size(), found.forward->begin);
    if (found.reverse)
        counts.reverse.count(*found.reverse, primers_.reverse.sequence.size(), size - found.reverse->end);
    std::size_t const length = found.is_satisfied ? found.end() - found.begin() : size;
    verdict const given{judge(found.is_satisfied, found.forward.has_value(), found.reverse.has_value(), length),
                        found.is_turned};
    if (given.result == outcome::trimmed)
    {
        if (given.is_turned)
            reads.reverse_complement(i);
        reads.keep_range(i, found.begin(), length);
    }
    counts.bases += size;
    count_outcome(counts, given, length);
    return given;
}

stats trimmer::operator()(read_batch & reads, std::vector<verdict> * verdicts) const
{
    stats counts{};
    std::vector<std::uint8_t> keep(reads.size());
    if (verdicts != nullptr)
        verdicts->assign(reads.size(), {});
    scratch room{coded_read{chosen_.match_read_wildcards}, coded_read{chosen_.match_read_wildcards}};
    for (std::size_t i = 0; i < reads.size(); ++i)
    {
        verdict const given = trim_read(reads, i, room, counts);
        keep[i] = is_kept(given.result) ? 1 : 0;
        if (verdicts != nullptr)
            (*verdicts)[i] = given;
    }
    reads.retain(keep);
    return counts;
}

trimmer::mate_places trimmer::locate_mate(coded_read const & read,
                                          std::optional<primer_matcher> const & primer,
                                          std::optional<primer_matcher> const & opposite) const
{
    mate_places found{};
    found.size = read.size();
    if (primer)
        found.primer = primer->find(read);
    if (chosen_.read_through && opposite && (found.primer || !primer))
        found.opposite = opposite->find(read, found.begin());
    return found;
}

trimmer::pair_places trimmer::locate_pair(coded_read const & first, coded_read const & second) const
{
    pair_places found{};
    found.forward = locate_mate(first, forward_, reverse_complement_);
    found.reverse = locate_mate(second, reverse_, forward_complement_);
    found.is_satisfied = is_satisfied(found.forward.primer.has_value(), found.reverse.primer.has_value());
    return found;
}

trimmer::pair_places trimmer::locate_either_way(pair_batch const & pairs, std::size_t i, scratch & room) const
{
    room.first.assign(pairs.forward[i].sequence);
    room.second.assign(pairs.reverse[i].sequence);
    pair_places const given = locate_pair(room.first, room.second);
    if (!chosen_.orient || (given.is_satisfied && given.evidence() == highest_score()))
        return given;
    pair_places turned = locate_pair(room.second, room.first);
    turned.is_turned = turned.is_satisfied && turned.evidence() > (given.is_satisfied ? given.evidence() : 0);
    bool const tells_more = !given.is_satisfied && !turned.is_satisfied && turned.evidence() > given.evidence();
    return turned.is_turned || tells_more ? turned : given;
}

verdict trimmer::trim_pair(pair_batch & pairs, std::size_t i, scratch & room, stats & counts) const
{
    std::size_t const size = pairs.forward[i].sequence.size() + pairs.reverse[i].sequence.size();
    pair_places const found = locate_either_way(pairs, i, room);
    if (found.forward.primer)
        counts.forward.count(*found.forward.primer, primers_.forward.sequence.size(), found.forward.primer->begin);
    if (found.reverse.primer)
        counts.reverse.count(*found.reverse.primer, primers_.reverse.sequence.size(), found.reverse.primer->begin);
    counts.reverse.read_through += found.forward.opposite ? 1U : 0U;
    counts.forward.read_through += found.reverse.opposite ? 1U : 0U;

    std::size_t const shorter = found.is_satisfied
                                    ? std::min(found.forward.length(), found.reverse.length())
                                    : std::min(pairs.forward[i].sequence.size(), pairs.reverse[i].sequence.size());
    verdict const given{
        judge(found.is_satisfied, found.forward.primer.has_value(), found.reverse.primer.has_value(), shorter),
        found.is_turned};
    if (given.result == outcome::trimmed)
    {
        mate_places const & r1 = given.is_turned ? found.reverse : found.forward;
        mate_places const & r2 = given.is_turned ? found.forward : found.reverse;
        pairs.forward.keep_range(i, r1.begin(), r1.length());
        pairs.reverse.keep_range(i, r2.begin(), r2.length());
    }
    counts.bases += size;
    count_outcome(counts, given,
                  is_kept(given.result) ? pairs.forward[i].sequence.size() + pairs.reverse[i].sequence.size() : 0);
    return given;
}

stats trimmer::operator()(pair_batch & pairs, std::vector<verdict> * verdicts) const
{
    stats counts{};
    std::vector<verdict> given(pairs.forward.size());
    scratch room{coded_read{chosen_.match_read_wildcards}, coded_read{chosen_.match_read_wildcards}};
    for (std::size_t i = 0; i < given.size(); ++i)
        given[i] = trim_pair(pairs, i, room, counts);
    retain(pairs, given);
    if (verdicts != nullptr)
        *verdicts = std::move(given);
    return counts;
}

} // namespace ampstream::trim
