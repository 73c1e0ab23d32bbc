// SPDX-License-Identifier: BSD-3-Clause
// Numbers of seven bits a byte; labels compared without being spelled out.
#include <ampstream/derep/label_codec.hpp>

#include <algorithm>
#include <cstdint>

namespace ampstream::derep
{

namespace
{

constexpr std::size_t seven_bits = 128;

std::size_t bytes_of(std::size_t number) noexcept
{
    std::size_t bytes = 1;
    for (; number >= seven_bits; number /= seven_bits)
        ++bytes;
    return bytes;
}

char * write_number(std::size_t number, char * to) noexcept
{
    for (; number >= seven_bits; number /= seven_bits)
        *to++ = static_cast<char>(number % seven_bits + seven_bits);
    *to++ = static_cast<char>(number);
    return to;
}

char const * read_number(char const * from, std::size_t & number) noexcept
{
    number = 0;
    for (unsigned shift = 0;; shift += 7)
    {
        auto const byte = static_cast<unsigned char>(*from++);
        number |= std::size_t{byte % seven_bits} << shift;
        if (byte < seven_bits)
            return from;
    }
}

/// A label as it was written.
struct coded
{
    explicit coded(char const * from) noexcept
    {
        std::size_t length{};
        from = read_number(read_number(from, shared), length);
        rest = {from, length};
    }

    std::size_t shared{};
    std::string_view rest{};
};

std::size_t shared_length(std::string_view one, std::string_view other) noexcept
{
    return static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
}

} // namespace

std::size_t label_codec::measure(std::string_view label)
{
    if (!has_first_)
        first_ = label;
    has_first_ = true;
    std::size_t const shared = shared_length(first_, label);
    return bytes_of(shared) + bytes_of(label.size() - shared) + label.size() - shared;
}

char * label_codec::write(std::string_view label, char * to) const noexcept
{
    std::size_t const shared = shared_length(first_, label);
    to = write_number(label.size() - shared, write_number(shared, to));
    return std::ranges::copy(label.substr(shared), to).out;
}

char const * label_codec::append(std::string & text, char const * from) const
{
    coded const label{from};
    text.append(first_, 0, label.shared);
    text += label.rest;
    return label.rest.data() + label.rest.size();
}

char const * label_codec::skip(char const * from) noexcept
{
    coded const label{from};
    return label.rest.data() + label.rest.size();
}

int label_codec::compare(char const * one, char const * other) const noexcept
{
    coded const x{one};
    coded const y{other};
    if (x.shared == y.shared)
        return x.rest.compare(y.rest);
    // Where the shorter beginning ends, the other label goes on like the first one, and that letter is not in the rest.
    bool const x_leaves = x.shared < y.shared;
    std::string_view const rest = x_leaves ? x.rest : y.rest;
    auto const here = static_cast<unsigned char>(first_[x_leaves ? x.shared : y.shared]);
    int const order = rest.empty() || static_cast<unsigned char>(rest.front()) < here ? -1 : 1;
    return x_leaves ? order : -order;
}

} // namespace ampstream::derep
