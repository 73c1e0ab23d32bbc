// SPDX-License-Identifier: BSD-3-Clause
// Formatting and writing reads.
#include "cli/read_outputs.hpp"

#include <ampstream/io/format.hpp>

namespace ampstream::cli
{

read_outputs::read_outputs(std::string const & fastq,
                           std::string const & fasta,
                           label_style const & style,
                           std::uint64_t fasta_width)
    : style_{style}, width_{fasta_width}
{
    if (!fastq.empty())
        fastq_.emplace(fastq);
    if (!fasta.empty())
        fasta_.emplace(fasta);
}

void read_outputs::reserve(read_texts & texts, std::size_t reads, std::size_t text) const
{
    constexpr std::size_t marks = 6; // '@', '+' and line ends
    std::size_t const room = text + marks * reads;
    if (fastq_)
        texts.fastq.reserve(room);
    if (fasta_)
        texts.fasta.reserve(room);
}

void read_outputs::append(read_texts & texts,
                          read_view const & view,
                          std::uint64_t ordinal,
                          std::optional<std::uint64_t> abundance,
                          std::optional<double> expected_errors) const
{
    if (style_.changes_nothing())
    {
        if (fastq_)
            io::append_fastq(texts.fastq, view);
        if (fasta_)
            io::append_fasta(texts.fasta, view.header, view.sequence, width_);
        return;
    }
    std::string label;
    append_label(label, style_, {view.header, view.sequence, ordinal, abundance, expected_errors});
    if (fastq_)
        io::append_fastq(texts.fastq, {label, view.sequence, view.quality});
    if (fasta_)
        io::append_fasta(texts.fasta, label, view.sequence, width_);
}

void read_outputs::append_fasta(std::string & text,
                                read_view const & view,
                                std::uint64_t ordinal,
                                std::optional<std::uint64_t> abundance) const
{
    if (!fasta_)
        return;
    if (style_.changes_nothing())
    {
        io::append_fasta(text, view.header, view.sequence, width_);
        return;
    }
    std::string label;
    append_label(label, style_, {view.header, view.sequence, ordinal, abundance, std::nullopt});
    io::append_fasta(text, label, view.sequence, width_);
}

void read_outputs::write_fasta(std::string_view text)
{
    if (fasta_)
        fasta_->write(text);
}

void read_outputs::write(read_texts const & texts)
{
    if (fastq_)
        fastq_->write(texts.fastq);
    if (fasta_)
        fasta_->write(texts.fasta);
}

void read_outputs::commit()
{
    if (fastq_)
        fastq_->commit();
    if (fasta_)
        fasta_->commit();
}

} // namespace ampstream::cli
