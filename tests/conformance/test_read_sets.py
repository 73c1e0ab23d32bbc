# SPDX-License-Identifier: BSD-3-Clause
"""Every read set of ../shared/data/reads through all stages beside vsearch; a stage gets the peer's output of the stage before it."""
import gzip
import itertools
import os
import re

from ampstream_testing import SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer

READS = SHARED / "data/reads"
PAIRS_OF_A_SAMPLE = 1500
PAIRS_OF_A_SET = 4500  # shared by the samples of a set, and
UNIQUES_OF_A_SET = 500  # the most abundant ones go on to clustering, so that this module takes less than a minute


@needs_program("vsearch")
@needs_shared("data/reads")
class ReadSets(TestInFolder):
    def targets(self):
        """Instruction sets of this machine, from the message about one that no machine has."""
        refused = ampstream("cluster", "x", "--uc", self.folder / "x", env=dict(os.environ, AMPSTREAM_SIMD="abacus"), code=2)
        available = refused.stderr.decode().strip().rpartition("can be ")[2].split(", ")
        self.assertIn("portable", available)
        return available

    def first_pairs(self, source, count):
        target = self.folder / source.name.removesuffix(".gz")
        with gzip.open(source, "rb") as file:
            target.write_bytes(b"".join(itertools.islice(file, 4 * count)))
        return target

    def same(self, ours, theirs, outputs, targets=("",)):
        """Runs both; every file of `outputs` must be the same bytes at 1 and 2 threads and for every target. Returns the peer's paths."""
        paths = {name: self.folder / f"{ours[0]}.peer.{name}" for name in outputs}
        peer("vsearch", *theirs, "--threads", 1, "--quiet", *itertools.chain.from_iterable((f"--{name}", path) for name, path in paths.items()))
        for target, threads in itertools.product(targets, (1, 2)):
            mine = {name: self.folder / f"{ours[0]}.ours.{name}" for name in outputs}
            ampstream(*ours, "--threads", threads, *itertools.chain.from_iterable((f"--{name}", path) for name, path in mine.items()),
                      env=dict(os.environ, AMPSTREAM_SIMD=target))
            for name in outputs:
                self.assertTrue(mine[name].read_bytes() == paths[name].read_bytes(), f"{name} of {ours} differs: {threads} threads, SIMD '{target}'")
        return paths

    def clean_reads(self, folder, least):
        """FASTA of all samples, merged and filtered, named SAMPLE.1, SAMPLE.2 …"""
        firsts = sorted(path for path in (READS / folder).glob("*.fastq.gz") if re.search(r"_R1[_.]", path.name))
        self.assertGreater(len(firsts), 0, folder)
        pairs = min(PAIRS_OF_A_SAMPLE, PAIRS_OF_A_SET // len(firsts))
        pooled, kept = b"", 0
        for first in firsts:
            mates = [self.first_pairs(path, pairs) for path in (first, first.with_name(first.name.replace("_R1", "_R2")))]
            merged = self.same(["merge", *mates, "--maxdiffs", 20, "--allowmergestagger"],
                               ["--fastq_mergepairs", mates[0], "--reverse", mates[1], "--fastq_maxdiffs", 20, "--fastq_allowmergestagger",
                                "--fastq_qmax", 93],
                               ("fastqout", "fastqout_notmerged_fwd", "fastqout_notmerged_rev", "eetabbedout"))
            sample = re.sub("[^A-Za-z0-9]", "_", first.name.partition("_R1")[0])
            filtered = self.same(["filter", merged["fastqout"], "--maxee", 1, "--maxns", 0, "--minlen", 50, "--relabel", f"{sample}."],
                                 ["--fastx_filter", merged["fastqout"], "--fastq_maxee", 1, "--fastq_maxns", 0, "--fastq_minlen", 50, "--relabel",
                                  f"{sample}.", "--fastq_qmax", 93],
                                 ("fastqout", "fastaout", "fastqout_discarded"))
            text = filtered["fastaout"].read_bytes()
            pooled += text
            kept += text.count(b">")
        self.assertGreater(kept, least, f"{folder}: hardly a read went through")
        return self.write("pooled.fasta", pooled)

    def through(self, folder, least, rotation):
        """All stages of a set; `rotation` chooses the SIMD target, None means each of them."""
        available = self.targets()
        targets = available if rotation is None else [available[rotation % len(available)]]
        pooled = self.clean_reads(folder, least)
        limits = ["--sizeout", "--topn", UNIQUES_OF_A_SET]
        uniques = self.same(["derep", pooled, *limits], ["--derep_fulllength", pooled, *limits], ("output", "uc"))["output"]
        clusters = self.same(["cluster", uniques, "--id", 0.97, "--sizein", "--sizeout"],
                             ["--cluster_size", uniques, "--id", 0.97, "--sizein", "--sizeout"],
                             ("centroids", "uc", "otutabout", "consout"), targets)["centroids"]
        clean = self.same(["chimera", clusters, "--sizein", "--sizeout"], ["--uchime_denovo", clusters, "--sizein", "--sizeout"],
                          ("chimeras", "nonchimeras", "borderline", "uchimeout"), targets)["nonchimeras"]
        self.same(["search", uniques, "--db", clean, "--id", 0.97, "--sizein", "--sizeout", "--strand", "plus"],
                  ["--usearch_global", uniques, "--db", clean, "--id", 0.97, "--sizein", "--sizeout", "--strand", "plus"],
                  ("uc", "blast6out", "samout", "otutabout", "matched", "notmatched", "dbmatched", "dbnotmatched"), targets)

    def test_set_a_v3v4_miseq_on_every_simd_target(self):
        self.through("A_dadaist2_V3V4_MiSeq2x301", 500, None)

    def test_set_b_v5v7_hiseq(self):
        self.through("B_easyamplicon_V5V7_HiSeq2x250_3groups", 1000, 0)

    def test_set_c_v3v4_novaseq(self):
        self.through("C_accu16s_V3V4_NovaSeq2x251_spikein", 500, 1)

    def test_set_d_v4_mock(self):
        self.through("D_mock16_V4_MiSeq2x250", 500, 2)

    def test_set_e_v4_mock_and_mouse(self):
        self.through("E_miseqsop_V4_MiSeq2x251", 1000, 0)

    def test_set_f_v3v4_with_samples_of_five_reads(self):
        self.through("F_nhoffman_V3V4_MiSeq2x300_indexed", 100, 1)

    def test_set_g_v3v4_soil(self):
        self.through("G_ebi_ERR4334351_V3V4_MiSeq2x301", 100, 2)

    def test_set_h_v3v5_with_swapped_mates(self):
        self.through("H_mucobiome_V3V5_swapped_orientation", 10, 0)

    def test_set_i_v4_spacer(self):
        self.through("I_dadasnake_V4_spacer", 500, 1)

    def test_set_j_v4_miniseq(self):
        self.through("J_444thLiao_V4_MiniSeq2x151_binnedQ", 1000, 2)
