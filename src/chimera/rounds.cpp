// SPDX-License-Identifier: BSD-3-Clause
// Guess, judge in parallel, settle in order.
#include "chimera/rounds.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include <ampstream/exec/parallel_for.hpp>

namespace ampstream::chimera
{

namespace
{

constexpr std::size_t round_size = 128;

} // namespace

rounds::rounds(options const & chosen, exec::thread_budget const & budget, unique_set const & sequences)
    : options_{chosen}, budget_{budget}, sequences_{sequences}, largest_ratio_{1.0 / chosen.skew()},
      judges_{[this] { return std::make_unique<judge>(options_, targets_); }}
{
}

void rounds::next(std::vector<verdict> & verdicts)
{
    begin_ = verdicts.size();
    gather(std::min(round_size, sequences_.size() - begin_));
    do
        judge_open_ones();
    while (!settle());
    close(verdicts);
}

/// Masks the sequences of the round and makes them searchable.
void rounds::gather(std::size_t count)
{
    members_.assign(count, member{});
    is_target_.assign(count, 1);
    prepared_.prepare(budget_, sequences_, begin_, begin_ + count, options_.query_masking(false));
    recent_.clear();
    prepared_.add_to(recent_, budget_);
}

void rounds::judge_open_ones()
{
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < members_.size(); ++i)
        if (!members_[i].is_final)
            open.push_back(i);
    constexpr std::size_t grain = 2;
    exec::parallel_for(budget_, open.size(), grain,
                       [&](std::size_t begin, std::size_t end)
                       {
                           auto const decide = judges_.borrow();
                           for (std::size_t i = begin; i < end; ++i)
                               judge_one(*decide, open[i]);
                       });
}

std::size_t rounds::index_of(std::uint32_t target) const
{
    return target < targets_.size() ? target_index_[target] : begin_ + (target - targets_.size());
}

void rounds::judge_one(judge & decide, std::size_t place)
{
    member & one = members_[place];
    auto const abundance = static_cast<double>(sequences_.abundance(begin_ + place));
    auto const may_align = [&](std::uint32_t target)
    { return abundance <= largest_ratio_ * static_cast<double>(sequences_.abundance(index_of(target))); };
    one.found = decide(prepared_[place].masked, may_align,
                       {.sequences = &recent_, .is_target = std::span{is_target_}.first(place)});
    std::span<std::uint32_t const> const needed = decide.dependencies();
    one.dependencies.assign(needed.begin(), needed.end());
}

/// Makes final what can be. Is everything?
bool rounds::settle()
{
    std::vector<std::uint8_t> const taken_for = is_target_;
    bool are_all = true;
    for (std::size_t i = 0; i < members_.size(); ++i)
    {
        member & one = members_[i];
        if (!one.is_final)
            one.is_final =
                std::ranges::all_of(one.dependencies, [&](std::uint32_t other)
                                    { return members_[other].is_final && is_target_[other] == taken_for[other]; });
        are_all &= one.is_final;
        is_target_[i] = one.found.decided == status::normal ? 1 : 0;
    }
    return are_all;
}

void rounds::close(std::vector<verdict> & verdicts)
{
    for (member & one : members_)
    {
        if (one.found.has_parents)
        {
            one.found.parent_a = static_cast<std::uint32_t>(index_of(one.found.parent_a));
            one.found.parent_b = static_cast<std::uint32_t>(index_of(one.found.parent_b));
        }
        verdicts.push_back(one.found);
    }
    prepared_.add_to(targets_, budget_, is_target_);
    for (std::size_t i = 0; i < members_.size(); ++i)
        if (is_target_[i] != 0)
            target_index_.push_back(static_cast<std::uint32_t>(begin_ + i));
}

} // namespace ampstream::chimera
