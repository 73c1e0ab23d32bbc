// SPDX-License-Identifier: BSD-3-Clause
// Pairs through htslib.
#include <ampstream/io/bam_reader.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <new>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <htslib/hts.h>
#include <htslib/hts_log.h>
#include <htslib/sam.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>

namespace ampstream::io
{

namespace
{

struct file_closer
{
    void operator()(htsFile * file) const noexcept { hts_close(file); }
};
struct header_destroyer
{
    void operator()(sam_hdr_t * header) const noexcept { sam_hdr_destroy(header); }
};
struct record_destroyer
{
    void operator()(bam1_t * record) const noexcept { bam_destroy1(record); }
};

constexpr unsigned failed_vendor_checks = BAM_FQCFAIL;
constexpr unsigned unmapped_pair = BAM_FPAIRED | BAM_FUNMAP | BAM_FMUNMAP;
constexpr unsigned first_mate = unmapped_pair | BAM_FREAD1;  // 77
constexpr unsigned second_mate = unmapped_pair | BAM_FREAD2; // 141
constexpr std::uint8_t no_quality = 0xff;
constexpr std::uint8_t highest_quality = 93;

} // namespace

struct bam_pair_reader::state
{
    std::string path;
    std::size_t pairs_per_batch;
    std::unique_ptr<htsFile, file_closer> file{};
    std::unique_ptr<sam_hdr_t, header_destroyer> header{};
    std::unique_ptr<bam1_t, record_destroyer> record{bam_init1()};
    std::uint64_t records{}; ///< read so far
    std::uint64_t pairs{};
    std::uint64_t batches{};
    std::string sequence{};
    std::string quality{};

    state(std::string name, std::size_t most) : path{std::move(name)}, pairs_per_batch{std::max<std::size_t>(most, 1)}
    {
    }

    void open();
    bool read_record();
    void take_mate(unsigned expected_flag, read_batch & batch);
    [[nodiscard]] std::string_view record_name() const noexcept { return bam_get_qname(record.get()); }
    [[noreturn]] void
    fail(std::string expected, std::string found, std::string advice, bool is_about_record = true) const
    {
        throw input_error{{path, is_about_record ? records : 0, 0, is_about_record ? std::string{record_name()} : ""},
                          {std::move(expected), std::move(found), std::move(advice)}};
    }
};

void bam_pair_reader::state::open()
{
    if (!record)
        throw std::bad_alloc{};
    hts_set_log_level(HTS_LOG_OFF); // what is wrong is thrown, not printed
    errno = 0;
    file.reset(hts_open(path.c_str(), "r"));
    if (!file && errno == ENOEXEC) // htslib's answer to an unknown format
        fail("a BAM, CRAM or SAM file", "another format", "Is this the right file?", false);
    if (!file)
        throw resource_error{path, "cannot open for reading", errno == 0 ? EIO : errno};
    htsFormat const & format = *hts_get_format(file.get());
    if (format.format != bam && format.format != cram && format.format != sam)
        fail("a BAM, CRAM or SAM file", "another format", "Is this the right file?", false);
    header.reset(sam_hdr_read(file.get()));
    if (!header)
        fail("a header that can be read", "damaged or truncated data", "Get the file again.", false);
    if (format.format == cram && sam_hdr_nref(header.get()) > 0)
        fail("unaligned reads", "a CRAM file made with a reference",
             "Turn it into FASTQ with 'samtools fastq' where the reference is at hand.", false);
    if (hts_check_EOF(file.get()) == 0)
        fail("the marker that ends a BAM or CRAM file", "none: the file is truncated", "Get the file again.", false);
}

/// False at the end of the file.
bool bam_pair_reader::state::read_record()
{
    int const code = sam_read1(file.get(), header.get(), record.get());
    if (code < -1)
        throw input_error{{path, 0, 0, {}},
                          {"complete and undamaged records",
                           fmt::format("damaged or truncated data after record {}", records),
                           "Get the file again ('samtools quickcheck' tests it)."}};
    records += code >= 0 ? 1 : 0;
    return code >= 0;
}

/// Checks the record just read and adds it.
void bam_pair_reader::state::take_mate(unsigned expected_flag, read_batch & batch)
{
    bam1_core_t const & core = record->core;
    if (unsigned const flag = core.flag & ~failed_vendor_checks; flag != expected_flag)
        fail(fmt::format("flag {} (unaligned {} read of a pair)", expected_flag,
                         expected_flag == first_mate ? "first" : "second"),
             fmt::format("flag {}", core.flag),
             "Reads must be unaligned and mates must follow each other ('samtools collate' and 'samtools reset' do "
             "that).");
    auto const length = static_cast<std::size_t>(core.l_qseq);
    std::uint8_t const * const bases = bam_get_seq(record.get());
    std::uint8_t const * const values = bam_get_qual(record.get());
    sequence.resize(length);
    quality.resize(length);
    for (std::size_t i = 0; i < length; ++i)
    {
        sequence[i] = seq_nt16_str[bam_seqi(bases, i)];
        quality[i] = static_cast<char>('!' + values[i]);
        if (nucleotide_set(sequence[i]) == 0)
            fail("IUPAC nucleotide letters only", fmt::format("'{}' in column {}", sequence[i], i + 1),
                 "Remove the record.");
        if (values[i] > highest_quality)
            fail("a quality from 0 to 93 for every base",
                 values[i] == no_quality ? std::string{"none"} : fmt::format("{}", values[i]),
                 "Merging and filtering need qualities.");
    }
    batch.push_back(record_name(), sequence, quality, pairs);
}

bam_pair_reader::bam_pair_reader(std::string const & path, std::size_t pairs_per_batch)
    : state_{std::make_unique<state>(path, pairs_per_batch)}
{
    state_->open();
}

bam_pair_reader::~bam_pair_reader() = default;
bam_pair_reader::bam_pair_reader(bam_pair_reader &&) noexcept = default;
bam_pair_reader & bam_pair_reader::operator=(bam_pair_reader &&) noexcept = default;

std::optional<pair_batch> bam_pair_reader::next()
{
    state & now = *state_;
    pair_batch batch{};
    while (batch.forward.size() < now.pairs_per_batch && now.read_record())
    {
        ++now.pairs;
        now.take_mate(first_mate, batch.forward);
        if (!now.read_record())
            now.fail("its mate as the next record", "the end of the file", "The file is cut off; get it again.");
        now.take_mate(second_mate, batch.reverse);
        std::string_view const name = batch.forward[batch.forward.size() - 1].header;
        if (name != now.record_name())
            now.fail(fmt::format("the mate of '{}'", name), fmt::format("'{}'", now.record_name()),
                     "Mates must follow each other ('samtools collate' does that).");
    }
    if (batch.forward.empty())
        return std::nullopt;
    batch.forward.ordinal = batch.reverse.ordinal = now.batches++;
    return batch;
}

std::string const & bam_pair_reader::name() const noexcept
{
    return state_->path;
}

} // namespace ampstream::io
