# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream orient` beside `vsearch --orient`: every output byte for byte."""
import random
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer, read_text
from test_search import family, reversed_strand

OPTIONS = (
    (), ("--wordlength", 5), ("--wordlength", 8, "--qmask", "none"), ("--dbmask", "none"), ("--dbmask", "none", "--qmask", "none"), ("--dbmask", "soft", "--qmask", "soft"),
    ("--relabel", "u", "--sizeout"), ("--relabel", "u", "--relabel_keep"), ("--relabel_self",), ("--sizeout",), ("--sizein", "--sizeout"), ("--xsize",), ("--xee",),
    ("--sample", "A-1"), ("--label_suffix", "/x"), ("--fasta_width", 0), ("--fasta_width", 7),
)


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, queries, database, options, is_fastq=False):
        kinds = ("fastaout", "notmatched", "tabbedout") + (("fastqout",) if is_fastq else ())
        theirs, ours = ({kind: self.folder / f"{who}.{kind}" for kind in kinds} for who in "po")
        peer("vsearch", "--orient", queries, "--db", database, "--quiet", *sum(([f"--{kind}", path] for kind, path in theirs.items()), []), *options)
        for threads in (1, 2):
            ampstream("orient", queries, "--db", database, "--threads", threads, *sum(([f"--{kind}", path] for kind, path in ours.items()), []), *options)
            for kind in kinds:
                self.assertEqual(ours[kind].read_text().splitlines(), theirs[kind].read_text().splitlines(), (kind, options, threads))
                self.assertEqual(ours[kind].read_bytes(), theirs[kind].read_bytes(), (kind, options, threads))
        return [row.split("\t")[1] for row in ours["tabbedout"].read_text().splitlines()]

    def inputs(self, seed, count, centres, *lengths):
        """Some queries are of two halves on different strands, so that words disagree."""
        draw = random.Random(seed)
        database, queries = family(seed, count, centres, *lengths)
        lines = queries.splitlines()
        for i in range(1, len(lines), 2):
            if draw.random() < 0.3:
                cut = draw.randint(0, len(lines[i]))
                lines[i] = lines[i][:cut] + reversed_strand(lines[i][cut:])
        return self.write("db.fasta", database), self.write("q.fasta", "\n".join(lines) + "\n"), list(zip((line[1:] for line in lines[::2]), lines[1::2]))

    def test_every_option(self):
        for seed in range(2):
            database, queries, records = self.inputs(seed, 60, 8)
            draw = random.Random(seed)
            reads = self.write("q.fastq", fastq([(header, sequence, "".join(chr(33 + draw.randint(0, 41)) for _ in sequence)) for header, sequence in records]))
            for i, options in enumerate(OPTIONS):
                if i > 5:  # words of 12 take 64 MB and more in both programs: labels do not need them
                    options = ("--wordlength", 8, *options)
                with self.subTest(options=options, seed=seed):
                    shown = self.compare(queries, database, options)
                    self.assertEqual(set(shown), set("+-?"))
                    self.compare(reads, database, options, is_fastq=True)

    def test_many_small_inputs(self):
        for seed in range(12):
            database, queries, _ = self.inputs(100 + seed, 20, 4, 1, 60)
            with self.subTest(seed=seed):
                self.compare(queries, database, ("--wordlength", random.Random(seed).randint(3, 9), "--dbmask", ("none", "dust")[seed % 2]))

    def test_words_on_both_strands_of_the_database(self):
        word = "ACGTTGCATGCC"
        for plus in (0, 1, 8, 9, 17):
            for minus in (0, 1):
                database = self.write("db.fasta", f">x\n{'AC' * 9}\n" + f">a\n{word}A\n" * plus + f">b\n{reversed_strand(word)}A\n" * minus)
                self.compare(self.write("q.fasta", f">q\n{word}\n"), database, ("--dbmask", "none", "--wordlength", 11))

    @needs_shared("data/reads")
    def test_real_reads(self):
        draw = random.Random(1)
        path = sorted((SHARED / "data/reads/E_miseqsop_V4_MiSeq2x251").glob("*R1*.fastq.gz"))[0]
        lines = read_text(path).splitlines()
        records = [(f"r{i}", lines[4 * i + 1], lines[4 * i + 3]) for i in range(min(2000, len(lines) // 4))]
        database = self.write("db.fasta", "".join(f">{name}\n{sequence}\n" for name, sequence, _ in records[:300]))
        turned = [(name, reversed_strand(sequence), quality[::-1]) if draw.random() < 0.5 else (name, sequence, quality) for name, sequence, quality in records]
        shown = self.compare(self.write("q.fastq", fastq(turned)), database, (), is_fastq=True)
        self.assertGreater(shown.count("-"), len(records) // 4)


class WhatTheUserSees(TestInFolder):
    def test_counts_are_said(self):
        database = self.write("db.fasta", ">t\nACGTTGCATGCCTTAG\n")
        queries = self.write("q.fasta", ">a\nACGTTGCATGCCTTAG\n>b\nCTAAGGCATGCAACGT\n>c\nAAAA\n>d\nACGT\n")
        said = ampstream("orient", queries, "--db", database, "--fastaout", "-").stderr.decode()
        self.assertIn("4 sequences: 1 (25.00 %) as they are, 1 (25.00 %) turned, 2 (50.00 %) undecided", said)

    def test_commands_that_make_no_sense(self):
        text = self.write("a.fasta", ">a\nACGT\n")
        ampstream("orient", text, "--db", text, code=2)
        ampstream("orient", text, "--fastaout", "-", code=2)
        for words in (("--fastqout", self.folder / "o"), ("--fastaout", "-", "--wordlength", 2), ("--fastaout", "-", "--qmask", "x"),
                      ("--fastaout", "-", "--relabel", "a", "--relabel_self")):
            ampstream("orient", text, "--db", text, *words, code=2)
            self.assertFalse((self.folder / "o").exists())
        ampstream("orient", text, "--db", self.folder / "absent", "--fastaout", "-", code=3)

    def test_bad_input_is_an_error_with_its_place(self):
        good, bad = self.write("a.fasta", ">a\nACGT\n"), self.write("b.fasta", ">a\nACGT\n>b\nAC!T\n")
        for queries, database in ((good, bad), (bad, good)):
            said = ampstream("orient", queries, "--db", database, "--fastaout", self.folder / "o", code=1).stderr.decode()
            self.assertIn(f"{bad}: record 2", said)
            self.assertFalse((self.folder / "o").exists())

    def test_nothing_gives_nothing(self):
        empty = self.write("a.fasta", "")
        ampstream("orient", empty, "--db", empty, "--fastaout", self.folder / "o", "--notmatched", self.folder / "n")
        self.assertEqual((self.folder / "o").read_bytes() + (self.folder / "n").read_bytes(), b"")


if __name__ == "__main__":
    unittest.main()
