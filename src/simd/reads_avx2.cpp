// SPDX-License-Identifier: BSD-3-Clause
// The kernels over reads for AVX2: 32 letters or eight windows at once.
#if defined(__x86_64__)

#include <immintrin.h>

#include <ampstream/simd/reads.hpp>

#include "simd/reads_kernels.hpp"

namespace ampstream::simd
{

namespace
{

constexpr std::int64_t lanes = 32;

__m256i load(char const * from) noexcept
{
    return _mm256_loadu_si256(reinterpret_cast<__m256i const *>(from));
}

void store(char * to, __m256i letters) noexcept
{
    _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), letters);
}

/// The same sixteen bytes in both halves, where byte shuffles look them up.
__m256i both_halves(std::uint8_t const * sixteen) noexcept
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<__m128i const *>(sixteen)));
}

/// The first `count` (0 to 31) letters, zeros behind them.
__m256i load_some(char const * from, std::int64_t count) noexcept
{
    alignas(32) char buffer[lanes] = {};
    for (std::int64_t i = 0; i < count; ++i)
        buffer[i] = from[i];
    return load(buffer);
}

std::uint32_t bits_of(__m256i mask) noexcept
{
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(mask));
}

struct packed
{
    std::uint32_t low;
    std::uint32_t high;
    std::uint32_t known;
};

/// A letter is known if it is what its lowest four bits stand for.
packed pack(__m256i letters) noexcept
{
    alignas(16) static constexpr std::uint8_t spelled[16] = {0, 'A', 0, 'C', 'T', 'U', 0, 'G'};
    __m256i const expected = _mm256_shuffle_epi8(both_halves(spelled), letters); // bit 7 gives 0, which is no letter
    __m256i const is_known =
        _mm256_and_si256(_mm256_cmpeq_epi8(expected, letters), _mm256_cmpgt_epi8(letters, _mm256_setzero_si256()));
    return {bits_of(_mm256_slli_epi16(letters, 6)), bits_of(_mm256_slli_epi16(letters, 5)), bits_of(is_known)};
}

/// Bits set in each of eight words.
__m256i popcounts(__m256i words) noexcept
{
    alignas(16) static constexpr std::uint8_t of_four[16] = {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4};
    __m256i const table = both_halves(of_four);
    __m256i const nibble = _mm256_set1_epi8(0x0f);
    __m256i const low = _mm256_shuffle_epi8(table, _mm256_and_si256(words, nibble));
    __m256i const high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(words, 4), nibble));
    __m256i const pairs = _mm256_maddubs_epi16(_mm256_add_epi8(low, high), _mm256_set1_epi8(1));
    return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

/// Appends first, first + 1 … for each of the eight bits that is set.
std::int32_t append(std::int32_t * ends, std::int32_t found, std::int32_t first, std::uint32_t bits) noexcept
{
    for (; bits != 0; bits &= bits - 1)
        ends[found++] = first + __builtin_ctz(bits);
    return found;
}

std::uint32_t passing(__m256i counts, __m256i most) noexcept
{
    return ~static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(counts, most)))) &
           0xffU;
}

/// Ends below 32, eight at a time: fewer columns than 32.
std::int32_t find_short_windows(window_search const & search) noexcept
{
    __m256i const eight = _mm256_setr_epi32(1, 2, 3, 4, 5, 6, 7, 8);
    __m256i const ones = _mm256_set1_epi32(-1);
    std::int32_t found = 0;
    for (std::int32_t first = 0; first < window_search::width; first += 8)
    {
        __m256i const columns = _mm256_add_epi32(eight, _mm256_set1_epi32(first));
        __m256i const outside = _mm256_sub_epi32(_mm256_set1_epi32(window_search::width), columns);
        auto const differing = [&](std::uint64_t const * plane, std::uint32_t fixed)
        {
            __m256i const laid = _mm256_set1_epi32(static_cast<std::int32_t>(plane[0] & 0xffffffffU));
            return _mm256_xor_si256(laid,
                                    _mm256_srlv_epi32(_mm256_set1_epi32(static_cast<std::int32_t>(fixed)), outside));
        };
        __m256i const either =
            _mm256_or_si256(differing(search.low, search.fixed_low), differing(search.high, search.fixed_high));
        __m256i const compared = _mm256_and_si256(either, _mm256_srlv_epi32(ones, outside));
        __m256i const most = _mm256_loadu_si256(reinterpret_cast<__m256i const *>(search.most + 1 + first));
        std::uint32_t const bits = passing(popcounts(compared), most);
        found = append(search.ends, found, first + 1, bits);
    }
    return found;
}

/// Eight windows of a plane, the first from bit `begin` on, which is a multiple of 8.
__m256i windows_from(std::uint64_t const * plane, std::int32_t begin) noexcept
{
    long long word;
    __builtin_memcpy(&word, reinterpret_cast<char const *>(plane) + begin / 8, sizeof word);
    __m256i const same = _mm256_set1_epi64x(word);
    __m256i const one = _mm256_srlv_epi64(same, _mm256_setr_epi64x(0, 1, 4, 5));
    __m256i const other = _mm256_srlv_epi64(same, _mm256_setr_epi64x(2, 3, 6, 7));
    return _mm256_castps_si256(_mm256_shuffle_ps(_mm256_castsi256_ps(one), _mm256_castsi256_ps(other), 0x88));
}

/// Loaded from place n on: 0x80 in all lanes but the last n. Marks what a load that ends with the text has seen before.
alignas(32) constexpr std::uint8_t seen_before[2 * lanes] = {
    0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
    0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
};

/// Adds up weights byte by byte.
class weigher
{
public:
    explicit weigher(quality_weights const & weights) noexcept
    {
        for (int byte = 0; byte < 4; ++byte)
            for (std::int64_t part = 0; part < 3; ++part)
                tables_[byte][part] = both_halves(weights.bytes[byte] + 16 * part);
    }

    /// `skipped`: 0x80 in the lanes that do not count.
    void add(__m256i qualities, __m256i skipped) noexcept
    {
        __m256i const levels = _mm256_sub_epi8(qualities, _mm256_set1_epi8('!'));
        // A shuffle gives 0 where bit 7 of the index is set: outside the sixteen levels of its table.
        __m256i index[3];
        for (int part = 0; part < 3; ++part)
        {
            __m256i const within = _mm256_sub_epi8(levels, _mm256_set1_epi8(static_cast<char>(16 * part)));
            index[part] = _mm256_or_si256(_mm256_adds_epu8(within, _mm256_set1_epi8(0x70)), skipped);
        }
        for (int byte = 0; byte < 4; ++byte)
        {
            __m256i found = _mm256_shuffle_epi8(tables_[byte][0], index[0]);
            found = _mm256_or_si256(found, _mm256_shuffle_epi8(tables_[byte][1], index[1]));
            found = _mm256_or_si256(found, _mm256_shuffle_epi8(tables_[byte][2], index[2]));
            sums_[byte] = _mm256_add_epi64(sums_[byte], _mm256_sad_epu8(found, _mm256_setzero_si256()));
        }
    }

    [[nodiscard]] std::uint64_t total() const noexcept
    {
        __m256i const lower = _mm256_add_epi64(sums_[0], _mm256_slli_epi64(sums_[1], 8));
        __m256i const upper = _mm256_add_epi64(_mm256_slli_epi64(sums_[2], 16), _mm256_slli_epi64(sums_[3], 24));
        __m256i const four = _mm256_add_epi64(lower, upper);
        __m128i const two = _mm_add_epi64(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
        return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_add_epi64(two, _mm_unpackhi_epi64(two, two))));
    }

private:
    __m256i tables_[4][3];
    __m256i sums_[4]{};
};

/// The letters of a register in reverse order.
__m256i reversed(__m256i letters) noexcept
{
    alignas(16) static constexpr std::uint8_t backwards[16] = {15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    __m256i const in_halves = _mm256_shuffle_epi8(letters, both_halves(backwards));
    return _mm256_permute2x128_si256(in_halves, in_halves, 0x01);
}

} // namespace

bool pack_bases_avx2(char const * letters, std::int64_t length, base_planes const & planes) noexcept
{
    auto const put = [](std::uint64_t * plane, std::int64_t half, std::uint32_t bits)
    { __builtin_memcpy(reinterpret_cast<char *>(plane) + 4 * half, &bits, sizeof bits); };
    std::uint32_t all_known = 0xffffffffU;
    std::int64_t half = 0;
    std::int64_t const whole = length / lanes;
    for (; half < whole; ++half)
    {
        packed const part = pack(load(letters + lanes * half));
        put(planes.low, half, part.low);
        put(planes.high, half, part.high);
        put(planes.known, half, part.known);
        all_known &= part.known;
    }
    std::int64_t const rest = length % lanes;
    packed const last = pack(load_some(letters + lanes * whole, rest)); // zeros have the code 0 and are not known
    all_known &= last.known | ~((std::uint32_t{1} << rest) - 1);
    for (; half < 2 * base_planes::words_for(length); ++half)
    {
        put(planes.low, half, half == whole ? last.low : 0);
        put(planes.high, half, half == whole ? last.high : 0);
        put(planes.known, half, half == whole ? last.known : 0);
    }
    return all_known == 0xffffffffU;
}

std::int32_t find_windows_avx2(window_search const & search) noexcept
{
    constexpr std::int32_t width = window_search::width;
    __m256i const fixed_low = _mm256_set1_epi32(static_cast<std::int32_t>(search.fixed_low));
    __m256i const fixed_high = _mm256_set1_epi32(static_cast<std::int32_t>(search.fixed_high));
    __m256i const most = _mm256_set1_epi32(search.most[width]);
    std::int32_t found = find_short_windows(search);
    if (found > 0 && search.ends[found - 1] == width)
        --found; // comes again
    for (std::int32_t begin = 0; begin <= search.length - width; begin += 8)
    {
        __m256i const differing = _mm256_or_si256(_mm256_xor_si256(windows_from(search.low, begin), fixed_low),
                                                  _mm256_xor_si256(windows_from(search.high, begin), fixed_high));
        std::uint32_t const bits = passing(popcounts(differing), most);
        if (bits != 0)
            found = append(search.ends, found, begin + width, bits);
    }
    while (found > 0 && search.ends[found - 1] > search.length)
        --found; // behind the read
    return found;
}

bool reverse_complement_avx2(char const * letters, std::int64_t length, char * to) noexcept
{
    alignas(16) static constexpr std::uint8_t spelled[16] = {0, 'A', 0, 'C', 'T', 0, 0, 'G', 0, 0, 0, 0, 0, 0, 'N', 0};
    alignas(16) static constexpr std::uint8_t paired[16] = {0, 'T', 0, 'G', 'A', 0, 0, 'C', 0, 0, 0, 0, 0, 0, 'N', 0};
    if (length < lanes)
        return reverse_complement_portable(letters, length, to);
    __m256i is_plain = _mm256_set1_epi8(-1);
    auto const turn = [&](std::int64_t from)
    {
        __m256i const part = load(letters + from);
        is_plain = _mm256_and_si256(is_plain, _mm256_cmpeq_epi8(part, _mm256_shuffle_epi8(both_halves(spelled), part)));
        store(to + length - lanes - from, reversed(_mm256_shuffle_epi8(both_halves(paired), part)));
    };
    std::int64_t from = 0;
    for (; from + lanes <= length; from += lanes)
        turn(from);
    turn(length - lanes);
    return bits_of(is_plain) == 0xffffffffU;
}

void reverse_avx2(char const * letters, std::int64_t length, char * to) noexcept
{
    if (length < lanes)
        return reverse_portable(letters, length, to);
    for (std::int64_t from = 0; from + lanes <= length; from += lanes)
        store(to + length - lanes - from, reversed(load(letters + from)));
    store(to, reversed(load(letters + length - lanes)));
}

std::uint64_t sum_weights_avx2(char const * qualities, std::int64_t length, quality_weights const & weights) noexcept
{
    if (length < lanes)
        return sum_weights_portable(qualities, length, weights);
    weigher sum{weights};
    std::int64_t from = 0;
    for (; from + lanes <= length; from += lanes)
        sum.add(load(qualities + from), _mm256_setzero_si256());
    if (from < length)
        sum.add(load(qualities + length - lanes), load(reinterpret_cast<char const *>(seen_before) + (length - from)));
    return sum.total();
}

} // namespace ampstream::simd

#endif
