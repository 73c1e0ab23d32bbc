# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream sort` and `ampstream rereplicate` beside `vsearch --sortbysize`, `--sortbylength`, `--rereplicate`: byte for byte."""
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer
from test_derep import fasta, hostile

SORTING = (
    (), ("--sizein", "--sizeout"), ("--sizeout",), ("--minsize", 2), ("--maxsize", 3, "--sizeout"), ("--minsize", 2, "--maxsize", 4, "--topn", 3),
    ("--topn", 1), ("--minseqlength", 0), ("--minseqlength", 5, "--maxseqlength", 20), ("--relabel", "u", "--sizeout"), ("--relabel", "u", "--relabel_keep"),
    ("--relabel_self", "--sizeout"), ("--xsize",), ("--xsize", "--sizeout"), ("--xee", "--sizeout"), ("--sample", "A-1", "--sizeout"), ("--label_suffix", "/x"),
    ("--fasta_width", 0), ("--fasta_width", 7, "--minseqlength", 0),
)
COPYING = ((), ("--sizeout",), ("--relabel", "r", "--sizeout"), ("--relabel", "r", "--relabel_keep"), ("--relabel_self",), ("--xsize",), ("--xee",),
           ("--sample", "s", "--sizeout"), ("--label_suffix", "/x"), ("--fasta_width", 0), ("--fasta_width", 7), ("--sizein", "--xsize"))


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, theirs, ours, options):
        """`theirs`: the words that start the peer's command; `ours` likewise."""
        peer("vsearch", *theirs, "--output", self.folder / "p.fa", "--quiet", *options)
        for threads in (1, 2):
            ampstream(*ours, "--output", self.folder / "o.fa", "--threads", threads, *options)
            self.assertEqual((self.folder / "o.fa").read_bytes(), (self.folder / "p.fa").read_bytes(), (options, threads))

    def test_sorting_with_every_option(self):
        for seed in range(3):
            text = self.write("a.fasta", fasta(hostile(seed, 200), 17 * (seed % 2)))
            for options in SORTING:
                with self.subTest(options=options, seed=seed):
                    self.compare(("--sortbysize", text), ("sort", text, *(("--sortbysize",) if seed else ())), options)
                    if not {"--minsize", "--maxsize"} & set(options):
                        self.compare(("--sortbylength", text), ("sort", text, "--sortbylength"), options)

    def test_many_small_inputs(self):
        for seed in range(40):
            text = self.write("a.fasta", fasta(hostile(100 + seed, 24, 6)))
            with self.subTest(seed=seed):
                self.compare(("--sortbysize", text), ("sort", text), ("--minseqlength", seed % 3, "--sizeout"))
                self.compare(("--sortbylength", text), ("sort", text, "--sortbylength"), ("--minseqlength", seed % 3))

    def test_thousands_of_equal_abundances(self):
        text = self.write("a.fasta", "".join(f">{(i * 7919) % 5000};size=3\nACGTACGT\n" for i in range(5000)))
        self.compare(("--sortbysize", text), ("sort", text), ("--sizeout",))
        self.compare(("--sortbylength", text), ("sort", text, "--sortbylength"), ())

    def test_copies_with_every_option(self):
        for seed in range(3):
            text = self.write("a.fasta", fasta(hostile(seed, 120), 17 * (seed % 2)))
            for options in COPYING:
                with self.subTest(options=options, seed=seed):
                    self.compare(("--rereplicate", text), ("rereplicate", text), options)

    def test_fastq_gives_what_the_same_sequences_give_as_fasta(self):
        reads = hostile(7, 200)
        theirs = self.write("a.fasta", fasta(reads))
        ours = self.write("a.fastq.gz", fastq([(header, sequence, "I" * len(sequence)) for header, sequence in reads]))
        self.compare(("--sortbysize", theirs), ("sort", ours), ("--sizeout",))
        self.compare(("--rereplicate", theirs), ("rereplicate", ours), ("--sizeout",))

    @needs_shared("data/reference")
    def test_real_sequences(self):
        reads = SHARED / "data/rdp_oracle"
        texts = sorted(path for path in reads.rglob("*.f*a") if path.stat().st_size < 20e6)
        self.assertTrue(texts)
        for text in texts[:2]:
            self.compare(("--sortbysize", text), ("sort", text), ("--sizeout",))
            self.compare(("--sortbylength", text), ("sort", text, "--sortbylength"), ())
            self.compare(("--rereplicate", text), ("rereplicate", text), ())

    def test_rereplication_undoes_dereplication(self):
        text = self.write("a.fasta", fasta([(f"r{i:04}", sequence) for i, (_, sequence) in enumerate(hostile(9, 300))]))
        peer("vsearch", "--derep_fulllength", text, "--sizeout", "--output", self.folder / "u.fa", "--minseqlength", 1, "--quiet")
        ampstream("rereplicate", self.folder / "u.fa", "--output", self.folder / "r.fa")
        ampstream("derep", self.folder / "r.fa", "--sizeout", "--output", self.folder / "again.fa", "--minseqlength", 1)
        self.assertEqual((self.folder / "again.fa").read_bytes(), (self.folder / "u.fa").read_bytes())


class WhatTheUserSees(TestInFolder):
    def test_what_was_left_out_is_said(self):
        text = self.write("a.fasta", ">a;size=9\nACGT\n>b;size=2\nACGT\n>c\nACGT\n>d\nA\n")
        said = ampstream("sort", text, "--minsize", 2, "--minseqlength", 2, "--topn", 1, "--output", self.folder / "o").stderr.decode()
        for line in ("4 sequences, 1 kept; median abundance: 5.5", "1 shorter than 2", "1 rarer than --minsize", "1 behind the first 1"):
            self.assertIn(line, said)

    def test_a_bad_abundance_is_an_error_with_its_place(self):
        text = self.write("a.fasta", ">a\nACGT\n>b;size=0\nACGT\n")
        for command in ("sort", "rereplicate"):
            said = ampstream(command, text, "--output", self.folder / "o", code=1).stderr.decode()
            self.assertIn(f"{text}: record 2 (b;size=0)", said)
            self.assertFalse((self.folder / "o").exists())

    def test_commands_that_make_no_sense(self):
        text = self.write("a.fasta", ">a\nACGT\n")
        ampstream("sort", text, code=2)
        ampstream("rereplicate", text, code=2)
        for words in (("--sortbysize", "--sortbylength"), ("--sortbylength", "--minsize", 2), ("--topn", 0), ("--relabel", "a", "--relabel_self")):
            ampstream("sort", text, "--output", "-", *words, code=2)
        ampstream("sort", self.folder / "absent", "--output", "-", code=3)

    def test_empty_input_gives_empty_output(self):
        for command in ("sort", "rereplicate"):
            self.assertEqual(ampstream(command, self.write("a.fasta", ""), "--output", "-").stdout, b"")

    def test_a_full_disk_is_an_error_of_resources(self):
        text = self.write("a.fasta", fasta(hostile(1, 400)))
        for command in ("sort", "rereplicate"):
            self.assertIn("/dev/full", ampstream(command, text, "--output", "/dev/full", code=3).stderr.decode())


if __name__ == "__main__":
    unittest.main()
