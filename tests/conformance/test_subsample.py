# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream subsample` beside `vsearch --fastx_subsample` with the same seed: every output byte for byte."""
import unittest

from ampstream_testing import TestInFolder, ampstream, fastq, needs_program, peer
from test_derep import fasta, hostile

OPTIONS = (
    (), ("--sizein",), ("--sizeout",), ("--sizein", "--sizeout"), ("--sizein", "--sizeout", "--relabel", "u"), ("--relabel", "u", "--relabel_keep"),
    ("--relabel_self", "--sizeout", "--sizein"), ("--xsize", "--sizein"), ("--xee", "--sizein", "--sizeout"), ("--sample", "A-1", "--sizein"), ("--label_suffix", "/x"),
    ("--fasta_width", 0), ("--fasta_width", 7),
)


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, ours, options, is_fastq=False, theirs=None):
        kinds = ("fastaout", "fastaout_discarded") + (("fastqout", "fastqout_discarded") if is_fastq else ())
        names = {who: {kind: self.folder / f"{who}.{kind}" for kind in kinds} for who in "po"}
        words = {who: sum(([f"--{kind}", path] for kind, path in names[who].items()), []) for who in "po"}
        peer("vsearch", "--fastx_subsample", theirs or ours, "--quiet", *words["p"], *options)
        for threads in (1, 2):
            ampstream("subsample", ours, "--threads", threads, *words["o"], *options)
            for kind in kinds:
                self.assertEqual(names["o"][kind].read_bytes(), names["p"][kind].read_bytes(), (kind, options))

    def test_every_option(self):
        for seed in range(2):
            reads = hostile(seed, 200)
            text = self.write("a.fasta", fasta(reads))
            quality = self.write("a.fastq", fastq([(header, sequence, "I" * len(sequence)) for header, sequence in reads]))
            for i, options in enumerate(OPTIONS):
                amount = (("--sample_size", 50), ("--sample_pct", 33.3), ("--sample_size", 1), ("--sample_pct", 99.9))[(i + seed) % 4]
                with self.subTest(options=options, seed=seed):
                    self.compare(text, (*amount, "--randseed", i + 1, *options))
                    self.compare(quality, (*amount, "--randseed", i + 1, *options), is_fastq=True)

    def test_every_seed_draws_the_same_reads(self):
        text = self.write("a.fasta", "".join(f">r{i};size={i % 7 + 1}\nACGT\n" for i in range(300)))
        for seed in (1, 2, 3, 41, 1000, 65536, 2147483647):
            for amount in (("--sample_size", 37), ("--sample_pct", 50), ("--sample_size", 300)):
                with self.subTest(seed=seed, amount=amount):
                    self.compare(text, (*amount, "--randseed", seed))
                    self.compare(text, (*amount, "--randseed", seed, "--sizein", "--sizeout"))

    def test_shares_are_rounded_as_there(self):
        text = self.write("a.fasta", "".join(f">r{i}\nACGT\n" for i in range(101)))
        for share in (0.1, 0.99, 1, 9.9, 10, 29.0, 33.333, 57, 58, 99.01, 100):
            self.compare(text, ("--sample_pct", share, "--randseed", 7))

    def test_more_reads_than_sequences(self):
        text = self.write("a.fasta", f">a;size=300000\nACGT\n>b;size=100000\nAC\n>c\nA\n")
        self.compare(text, ("--sample_size", 200000, "--randseed", 3, "--sizein", "--sizeout"))

    def test_gzip_and_line_ends_of_windows(self):
        plain = self.write("a.fasta", fasta(hostile(8, 200)))
        self.compare(self.write("a.fasta.gz", plain.read_text()), ("--sample_size", 20, "--randseed", 1), theirs=plain)
        self.compare(self.write("b.fasta", plain.read_text().replace("\n", "\r\n")), ("--sample_size", 20, "--randseed", 1), theirs=plain)


class WhatTheUserSees(TestInFolder):
    def test_the_draw_is_said(self):
        text = self.write("a.fasta", ">a;size=9\nACGT\n>b\n\n>c;size=1\nAC\n")
        said = ampstream("subsample", text, "--sizein", "--sample_size", 10, "--fastaout", "-").stderr.decode()
        self.assertIn("10 reads of 10 drawn, 2 sequences of 3", said)

    def test_commands_that_make_no_sense(self):
        text = self.write("a.fasta", ">a\nACGT\n")
        for words in (("--sample_size", 1), ("--fastaout", "-"), ("--fastaout", "-", "--sample_size", 1, "--sample_pct", 5), ("--fastaout", "-", "--sample_size", 2),
                      ("--fastaout", "-", "--sample_size", 0), ("--fastqout", "-", "--sample_size", 1), ("--fastaout", "-", "--sample_size", 1, "--randseed", 0),
                      ("--fastaout", "-", "--sample_pct", 101)):
            ampstream("subsample", text, *words, code=2)
        ampstream("subsample", self.folder / "absent", "--fastaout", "-", "--sample_size", 1, code=3)

    def test_a_bad_abundance_names_file_and_record(self):
        text = self.write("a.fasta", ">a\nACGT\n>b;size=0\nACGT\n")
        said = ampstream("subsample", text, "--sizein", "--sample_size", 1, "--fastaout", self.folder / "o", code=1).stderr.decode()
        self.assertIn(f"{text}: record 2 (b;size=0)", said)
        self.assertFalse((self.folder / "o").exists())


if __name__ == "__main__":
    unittest.main()
