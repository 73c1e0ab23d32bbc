# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream run` beside the chain of peers (vsearch, cutadapt) on the same files with the same settings, stage by stage."""
import collections
import pathlib
import subprocess
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer, read_text

FORWARD = "CCTACGGGNGGCWGCAG"
REVERSE_RC = "GGATTAGATACCCBDGTAGTC"
SET_A = "data/reads/A_dadaist2_V3V4_MiSeq2x301"
SET_C = "data/reads/C_accu16s_V3V4_NovaSeq2x251_spikein"


def fasta_records(path):
    """(header, sequence) pairs of a FASTA file."""
    records = []
    for line in read_text(path).splitlines():
        if line.startswith(">"):
            records.append([line[1:], ""])
        else:
            records[-1][1] += line
    return [tuple(record) for record in records]


class PeerChain:
    """merge, trim, filter, derep, pool, cluster and chimera check with vsearch and cutadapt; one file a stage in `folder`."""

    def __init__(self, folder: pathlib.Path, pairs: dict):
        self.folder = folder
        folder.mkdir()
        for sample, (forward, reverse) in pairs.items():
            self.one_sample(sample, forward, reverse)
        (folder / "all.fasta").write_text("".join(read_text(folder / f"{sample}.derep.fasta") for sample in sorted(pairs)))
        self.pooled()

    def path(self, name):
        return self.folder / name

    def one_sample(self, sample, forward, reverse):
        peer("vsearch", "--fastq_mergepairs", forward, "--reverse", reverse, "--fastqout", self.path(f"{sample}.merged.fastq"),
             "--threads", 1)
        peer("cutadapt", "-e", 0.1, "--no-indels", "--discard-untrimmed", "-g", f"{FORWARD}...{REVERSE_RC}",
             "-o", self.path(f"{sample}.trimmed.fastq"), self.path(f"{sample}.merged.fastq"))
        peer("vsearch", "--fastq_filter", self.path(f"{sample}.trimmed.fastq"), "--fastq_maxee", 1, "--fastq_maxns", 0,
             "--fastq_minlen", 350, "--fastq_maxlen", 500, "--fasta_width", 0, "--fastaout", self.path(f"{sample}.filtered.fasta"))
        peer("vsearch", "--derep_fulllength", self.path(f"{sample}.filtered.fasta"), "--sizeout", "--relabel", f"{sample}.",
             "--fasta_width", 0, "--output", self.path(f"{sample}.derep.fasta"))

    def pooled(self):
        peer("vsearch", "--derep_fulllength", self.path("all.fasta"), "--minuniquesize", 2, "--sizein", "--sizeout",
             "--fasta_width", 0, "--output", self.path("uniques.fasta"), "--uc", self.path("derep.uc"))
        peer("vsearch", "--cluster_size", self.path("uniques.fasta"), "--id", 0.97, "--sizein", "--sizeout", "--threads", 2,
             "--fasta_width", 0, "--centroids", self.path("centroids.fasta"), "--uc", self.path("clusters.uc"))
        peer("vsearch", "--uchime_denovo", self.path("centroids.fasta"), "--sizein", "--sizeout", "--fasta_width", 0,
             "--nonchimeras", self.path("otus.fasta"), "--uchimeout", self.path("chimeras.tsv"))

    def otu_counts(self):
        """sequence of the OTU -> sample -> reads, from the memberships in both .uc files."""
        centroid_of = {}
        for line in read_text(self.path("clusters.uc")).splitlines():
            fields = line.split("\t")
            if fields[0] in "SH":
                centroid_of[strip_size(fields[8])] = strip_size(fields[8] if fields[0] == "S" else fields[9])
        unique_of = {}
        for line in read_text(self.path("derep.uc")).splitlines():
            fields = line.split("\t")
            if fields[0] in "SH":
                unique_of[fields[8]] = strip_size(fields[8] if fields[0] == "S" else fields[9])
        otus = {strip_size(header): sequence.upper() for header, sequence in fasta_records(self.path("otus.fasta"))}
        counts = collections.defaultdict(collections.Counter)
        for label, unique in unique_of.items():
            centroid = centroid_of.get(unique)
            if centroid in otus:
                name, size = label.split(";size=")
                counts[otus[centroid]][name.rsplit(".", 1)[0]] += int(size)
        return {sequence: dict(row) for sequence, row in counts.items()}


def strip_size(label):
    return label.split(";size=")[0]


def our_counts(results):
    """The same mapping from otus.fasta and otu_table.tsv."""
    sequences = {header.split(";")[0].split()[0]: sequence for header, sequence in fasta_records(results / "otus.fasta")}
    lines = [line.split("\t") for line in read_text(results / "otu_table.tsv").splitlines()]
    header = next(line for line in lines if line[0].startswith("#OTU"))
    samples = [name for name in header[1:] if name != "taxonomy"]
    rows = [line for line in lines if not line[0].startswith("#")]
    return {sequences[row[0]]: {sample: int(count) for sample, count in zip(samples, row[1:]) if int(count)} for row in rows}


@needs_program("vsearch")
@needs_program("cutadapt")
class SameAsThePeers(TestInFolder):
    def compare(self, source, pairs):
        chain = PeerChain(self.folder / "peers", pairs)
        for threads in (1, 2):
            with self.subTest(threads=threads):
                results = self.folder / f"ours{threads}"
                ampstream("run", source, "--out", results, "--keep-stages", "--threads", threads)
                self.check(chain, results, sorted(pairs))

    def check(self, chain, results, samples):
        stages = results / "stages"
        for sample in samples:
            for stage in ("merged.fastq", "trimmed.fastq", "filtered.fasta"):
                self.assertEqual(read_text(stages / f"{sample}.{stage}"), read_text(chain.path(f"{sample}.{stage}")), (sample, stage))
        for name in ("uniques.fasta", "centroids.fasta", "clusters.uc", "chimeras.tsv"):
            self.assertEqual(read_text(stages / name), read_text(chain.path(name)), name)
        self.assertEqual(our_counts(results), chain.otu_counts())

    @needs_shared(SET_A)
    def test_set_a(self):
        folder = SHARED / SET_A
        self.compare(folder, {name: (folder / f"{name}_R1.fastq.gz", folder / f"{name}_R2.fastq.gz") for name in ("A01", "A02", "F99")})

    @needs_shared(SET_C)
    def test_set_c_spike_ins_come_out_at_their_designed_ratios(self):
        folder = SHARED / SET_C
        results = self.folder / "spikes"
        ampstream("run", folder, "--out", results, "--threads", 2)
        counts = {}
        peer("vsearch", "--usearch_global", results / "otus.fasta", "--db", folder / "16S_SPIKEIN.fasta", "--id", 0.95, "--strand", "both",
             "--blast6out", self.folder / "hits.tsv", "--threads", 1)
        reads = {sequence: sum(row.values()) for sequence, row in our_counts(results).items()}
        names = {header.split(";")[0].split()[0]: sequence for header, sequence in fasta_records(results / "otus.fasta")}
        for line in read_text(self.folder / "hits.tsv").splitlines():
            query, target = line.split("\t")[:2]
            counts[target] = counts.get(target, 0) + reads[names[query.split(";")[0]]]
        found = sorted(counts.values(), reverse=True)
        self.assertGreaterEqual(len(found), 6, found)
        # designed 10:10:1:1:0.1:0.1:…; sampling error of the small ones is large
        mean_10 = (found[0] + found[1]) / 2
        mean_1 = (found[2] + found[3]) / 2
        mean_01 = (found[4] + found[5]) / 2
        self.assertTrue(7 < mean_10 / mean_1 < 16, found)
        self.assertTrue(6 < mean_1 / mean_01 < 20, found)


if __name__ == "__main__":
    unittest.main()
