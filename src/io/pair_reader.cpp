// SPDX-License-Identifier: BSD-3-Clause
// Keeps R1 and R2 in step, by count and by name.
#include <ampstream/io/pair_reader.hpp>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/exec/run_both.hpp>

namespace ampstream::io
{

namespace
{

std::unique_ptr<byte_source> open_forward(std::string const & forward, std::string const & reverse)
{
    if (forward == "-" && reverse == "-")
        throw usage_error{"R1 and R2 cannot both be standard input ('-')"};
    return open_input(forward);
}

constexpr bool is_end_mark(char letter) noexcept
{
    return letter == '1' || letter == '2';
}

/// Which end a header claims to be: '1', '2', or 0 when it does not say.
char claimed_end(std::string_view header) noexcept
{
    std::string_view const name = label_of(header);
    if (name.size() >= 2 && name[name.size() - 2] == '/' && is_end_mark(name.back()))
        return name.back();
    std::string_view const rest = header.substr(std::min(name.size() + 1, header.size()));
    bool const is_casava = rest.size() >= 4 && is_end_mark(rest[0]) && rest[1] == ':' &&
                           (rest[2] == 'N' || rest[2] == 'Y') && rest[3] == ':';
    return is_casava ? rest[0] : '\0';
}

/// `RUN.SPOT.1` → `RUN.SPOT`, empty when the name has another form. `RUN.1` is a spot, not an end.
std::string_view sra_spot(std::string_view name) noexcept
{
    if (name.size() < 3 || name[name.size() - 2] != '.' || !is_end_mark(name.back()))
        return {};
    std::string_view const spot = name.substr(0, name.size() - 2);
    std::size_t const dot = spot.rfind('.');
    bool const is_numbered = dot != std::string_view::npos && dot != 0 && dot + 1 < spot.size() &&
                             spot.find_first_not_of("0123456789", dot + 1) == std::string_view::npos;
    return is_numbered ? spot : std::string_view{};
}

} // namespace

std::string_view fragment_name(std::string_view header) noexcept
{
    std::string_view const name = label_of(header);
    bool const has_end = name.size() >= 2 && name[name.size() - 2] == '/' && is_end_mark(name.back());
    return has_end ? name.substr(0, name.size() - 2) : name;
}

bool are_mates(std::string_view forward, std::string_view reverse) noexcept
{
    std::string_view const forward_name = fragment_name(forward);
    std::string_view const reverse_name = fragment_name(reverse);
    if (forward_name == reverse_name)
    {
        char const end = claimed_end(forward);
        return end == '\0' || end != claimed_end(reverse);
    }
    std::string_view const spot = sra_spot(forward_name);
    return !spot.empty() && spot == sra_spot(reverse_name) && forward_name.back() != reverse_name.back();
}

pair_block_reader::pair_block_reader(std::string const & forward,
                                     std::string const & reverse,
                                     std::size_t records_per_block)
    : forward_{open_forward(forward, reverse), records_per_block}, reverse_{open_input(reverse), records_per_block}
{
}

pair_block_reader::pair_block_reader(std::unique_ptr<byte_source> forward,
                                     std::unique_ptr<byte_source> reverse,
                                     std::size_t records_per_block)
    : forward_{std::move(forward), records_per_block}, reverse_{std::move(reverse), records_per_block}
{
}

namespace
{

/// Throws for the first pair in the common part of both batches whose names differ.
void check_names(read_batch const & forward,
                 read_batch const & reverse,
                 std::string const & forward_file,
                 std::string const & reverse_file)
{
    for (std::size_t i = 0; i < std::min(forward.size(), reverse.size()); ++i)
        if (!are_mates(forward[i].header, reverse[i].header))
        {
            bool const is_same_end = fragment_name(forward[i].header) == fragment_name(reverse[i].header);
            throw input_error{
                {forward_file, forward.record(i), 0, std::string{forward[i].header}},
                {fmt::format("its mate as record {} of {}", reverse.record(i), reverse_file),
                 fmt::format("'{}'", reverse[i].header),
                 is_same_end ? "Both headers claim the same end of the fragment: was one file given twice?"
                             : "The files are out of step: give two files of one run, or sort and filter both alike."}};
        }
}

/// The exception of parsing with the record it concerns.
struct parsed
{
    read_batch batch{};
    std::exception_ptr problem{};
    std::uint64_t record{std::numeric_limits<std::uint64_t>::max()};
};

parsed try_parse(text_block && block)
{
    parsed result{};
    try
    {
        result.batch = parse(std::move(block));
    }
    catch (input_error const & problem)
    {
        result.record = problem.location().record;
        result.problem = std::current_exception();
    }
    return result;
}

/// Counts what is left of an input.
std::uint64_t count_rest(block_reader & reader)
{
    for (std::uint64_t count = 0;;)
    {
        auto const block = reader.next();
        if (!block.has_value())
            return count;
        count += block->records;
    }
}

} // namespace

std::optional<pair_block> pair_block_reader::next()
{
    exec::run_both([this] { forward_.prepare(); }, [this] { reverse_.prepare(); });
    std::optional<text_block> forward = forward_.next();
    std::optional<text_block> reverse = reverse_.next(forward ? forward->records : 1);
    if (!forward && !reverse)
        return std::nullopt;
    if (forward && reverse && forward->records == reverse->records)
        return pair_block{std::move(*forward), std::move(*reverse)};

    std::uint64_t const forward_count =
        forward ? forward->first_record - 1 + forward->records : reverse->first_record - 1;
    std::uint64_t const reverse_count =
        reverse ? reverse->first_record - 1 + reverse->records : forward->first_record - 1;
    std::uint64_t const common = std::min(forward_count, reverse_count);
    if (forward && reverse) // an earlier reason, if there is one, explains more than the counts
        static_cast<void>(parse(pair_block{std::move(*forward), std::move(*reverse)}));
    throw input_error{{fmt::format("{} and {}", forward_.name(), reverse_.name()), common + 1, 0, {}},
                      {"as many reads in one file as in the other",
                       fmt::format("{} reads in {} and {} in {}", forward_count + count_rest(forward_), forward_.name(),
                                   reverse_count + count_rest(reverse_), reverse_.name()),
                       "One file is cut off or was filtered alone; get both again."}};
}

pair_batch parse(pair_block && blocks)
{
    std::string const forward_file = blocks.forward.file;
    std::string const reverse_file = blocks.reverse.file;
    parsed forward = try_parse(std::move(blocks.forward));
    parsed reverse = try_parse(std::move(blocks.reverse));
    if (forward.problem && forward.record <= reverse.record)
        std::rethrow_exception(forward.problem);
    if (reverse.problem)
        std::rethrow_exception(reverse.problem);
    check_names(forward.batch, reverse.batch, forward_file, reverse_file);
    return {std::move(forward.batch), std::move(reverse.batch)};
}

} // namespace ampstream::io
