// SPDX-License-Identifier: BSD-3-Clause
// Names and coordinates of a flow cell.
#include <ampstream/simulate/run_folder.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace ampstream::simulate
{

namespace
{

constexpr std::uint64_t first_coordinate = 1000;
constexpr std::uint64_t extent = 28000; ///< coordinates a tile has in each direction

std::vector<std::uint32_t> number_tiles(std::uint32_t surfaces, std::uint32_t swaths, std::uint32_t tiles)
{
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t surface = 1; surface <= surfaces; ++surface)
        for (std::uint32_t swath = 1; swath <= swaths; ++swath)
            for (std::uint32_t tile = 1; tile <= tiles; ++tile)
                numbers.push_back(surface * 1000 + swath * 100 + tile);
    return numbers;
}

constexpr std::uint64_t divide_up(std::uint64_t one, std::uint64_t other) noexcept
{
    return (one + other - 1) / other;
}

} // namespace

instrument instrument_of(options const & chosen)
{
    std::uint64_t const run = 1 + chosen.seed % 999;
    if (chosen.profile == "novaseq")
        return {"A00999", "HSIMADRXY", "NovaSeq", run, number_tiles(2, 2, 78)};
    std::uint32_t const tiles = chosen.profile == "miseq300" ? 19 : 14; // v3 and v2 flow cells
    return {"M00999", "000000000-SIMUL", "MiSeq", run, number_tiles(2, 1, tiles)};
}

flowcell_map::flowcell_map(std::size_t tiles, std::size_t samples, std::uint64_t most_pairs)
    : tiles_{tiles}, samples_{samples}
{
    std::uint64_t const cells = std::max<std::uint64_t>(1, divide_up(most_pairs, tiles) * samples);
    columns_ = std::max<std::uint64_t>(1, divide_up(cells, extent));
    rows_ = divide_up(cells, columns_);
}

flowcell_map::place flowcell_map::place_of(std::size_t sample,
                                           std::uint64_t ordinal,
                                           std::uint64_t pairs,
                                           std::uint64_t jitter) const noexcept
{
    std::uint64_t const on_tile = divide_up(pairs, tiles_);
    std::uint64_t const cell = ordinal % on_tile * samples_ + sample;
    std::uint64_t const height = std::max<std::uint64_t>(1, extent / rows_);
    std::uint64_t const width = std::max<std::uint64_t>(1, extent / columns_);
    return {ordinal / on_tile, first_coordinate + cell % columns_ * width + (jitter & 0xffffffffU) % width,
            first_coordinate + cell / columns_ * height + (jitter >> 32) % height};
}

lane_share share_of_lane(std::uint64_t pairs, std::uint64_t lane, std::uint64_t lanes) noexcept
{
    std::uint64_t const first = pairs / lanes * lane + std::min(lane, pairs % lanes);
    return {first, pairs / lanes + (lane < pairs % lanes ? 1 : 0)};
}

std::string fastq_name(std::string_view sample, std::size_t number, std::uint64_t lane, unsigned read)
{
    return fmt::format("{}_S{}_L{:03}_R{}_001.fastq.gz", sample, number, lane, read);
}

} // namespace ampstream::simulate
