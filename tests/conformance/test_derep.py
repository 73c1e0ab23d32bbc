# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream derep` beside `vsearch --derep_fulllength`: --output and --uc byte for byte."""
import itertools
import random
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer, read_text

OPTIONS = (
    (), ("--sizein",), ("--sizeout",), ("--sizein", "--sizeout"), ("--sizein", "--sizeout", "--strand", "both"), ("--strand", "both"),
    ("--sizein", "--minuniquesize", 2, "--sizeout"), ("--sizein", "--maxuniquesize", 4), ("--minuniquesize", 2, "--maxuniquesize", 3, "--sizeout"),
    ("--sizein", "--topn", 5, "--sizeout"), ("--sizein", "--maxuniquesize", 7, "--topn", 4, "--relabel", "u", "--sizeout"),
    ("--relabel", "S-1.", "--sizeout", "--sizein", "--strand", "both"), ("--relabel", "x", "--relabel_keep", "--sizeout"),
    ("--relabel_self", "--sizeout", "--sizein"), ("--relabel_self", "--relabel_keep", "--sample", "a"), ("--sample", "A-1", "--sizeout", "--sizein"),
    ("--xsize", "--sizein"), ("--xsize", "--sizein", "--sizeout"), ("--xee",), ("--xee", "--xsize", "--sizein", "--sizeout"),
    ("--minseqlength", 1), ("--minseqlength", 0, "--sizein", "--sizeout", "--strand", "both"), ("--minseqlength", 5, "--maxseqlength", 20),
    ("--minseqlength", 0, "--fasta_width", 0, "--strand", "both"), ("--minseqlength", 0, "--fasta_width", 7), ("--minseqlength", 1, "--topn", 3),
)


def reversed_strand(sequence):
    return sequence[::-1].translate(str.maketrans("ACGTUNRYacgtunry", "TGCAANYRtgcaanyr"))


def hostile(seed, count, longest=40):
    """Few distinct sequences in changing spelling and strand, so that abundances tie; headers of every sort."""
    draw = random.Random(seed)
    pool = ["".join(draw.choices(draw.choice(("ACGT", "ACGT", "AT", "ACGTN", "ACGTUacgtunRY")), k=draw.randint(0, longest))) for _ in range(count // 3)]
    pool += [word + reversed_strand(word) for word in pool[:5]]  # palindromes: both strands at once
    reads = []
    for i in range(count):
        sequence = draw.choice(pool)
        if draw.random() < 0.3:
            sequence = reversed_strand(sequence)
        if draw.random() < 0.3:
            sequence = "".join(draw.choice((base.lower(), base.upper())) for base in sequence)
        if draw.random() < 0.3:
            sequence = sequence.replace("T", "U") if draw.random() < 0.5 else sequence.replace("U", "T").replace("u", "t")
        size = draw.randint(1, 5)
        name = draw.choice((f"r{i}", f"r{i % 7}", "same", f"R{i % 3}.{i}", ""))
        note = draw.choice(("", "", f";size={size}", f";size={size};", f";size={size};x", ";ee=0.5", f";ee=1.2;size={size};", f";size={size};ee=1",
                            f";size={size}x;size={size};", f";;size={size};;", f";size=00{size}", ";size=-2", ";size="))
        blank = draw.choice(("", "", " text", f" x;size={size + 3}", "\ttab", f"\t;size={size + 1}", " "))
        reads.append((draw.choice((name + note, name + note, note[1:], note)) + blank, sequence))
    return reads


def fasta(reads, width=0):
    return "".join(f">{header}\n" + ("".join(sequence[i:i + width] + "\n" for i in range(0, len(sequence), width)) if width else sequence + "\n")
                   for header, sequence in reads)


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, ours, options, theirs=None):
        """`theirs`: the same records in a form the peer takes."""
        peer("vsearch", "--derep_fulllength", theirs or ours, "--output", self.folder / "p.fa", "--uc", self.folder / "p.uc", "--quiet", *options)
        for threads in (1, 2):
            ampstream("derep", ours, "--output", self.folder / "o.fa", "--uc", self.folder / "o.uc", "--threads", threads, *options)
            for kind in ("fa", "uc"):
                self.assertEqual((self.folder / f"o.{kind}").read_bytes(), (self.folder / f"p.{kind}").read_bytes(), (kind, options, threads))

    def test_every_option_on_hostile_sequences(self):
        for seed in range(3):
            reads = hostile(seed, 300)
            text = self.write("a.fasta", fasta(reads, 17 * (seed % 2)))
            for options in OPTIONS:
                with self.subTest(options=options, seed=seed):
                    self.compare(text, options)

    def test_many_small_inputs(self):
        for seed in range(40):
            text = self.write("a.fasta", fasta(hostile(100 + seed, 24, 6)))
            options = ("--minseqlength", seed % 3, "--sizein", "--sizeout", "--strand", ("plus", "both")[seed % 2])
            with self.subTest(seed=seed):
                self.compare(text, options)

    def test_fastq_gives_what_the_same_sequences_give_as_fasta(self):
        reads = hostile(7, 300)
        theirs = self.write("a.fasta", fasta(reads))
        ours = self.write("a.fastq", fastq([(header, sequence, "I" * len(sequence)) for header, sequence in reads]))
        for options in OPTIONS:
            with self.subTest(options=options):
                self.compare(ours, options, theirs)

    def test_fastx_uniques_is_the_same_with_sequences_of_one_base_and_more(self):
        for seed in range(3):
            text = self.write("a.fasta", fasta(hostile(50 + seed, 200)))
            for options in (("--sizein", "--sizeout"), ("--sizeout", "--strand", "both"), ("--sizein", "--minuniquesize", 2, "--relabel", "u")):
                peer("vsearch", "--fastx_uniques", text, "--fastaout", self.folder / "p.fa", "--uc", self.folder / "p.uc", "--quiet", *options)
                ampstream("derep", text, "--minseqlength", 1, "--output", self.folder / "o.fa", "--uc", self.folder / "o.uc", *options)
                for kind in ("fa", "uc"):
                    self.assertEqual((self.folder / f"o.{kind}").read_bytes(), (self.folder / f"p.{kind}").read_bytes(), (kind, options, seed))

    def test_gzip_and_line_ends_of_windows(self):
        reads = hostile(8, 200)
        plain = self.write("a.fasta", fasta(reads))
        for name, text in (("a.fasta.gz", fasta(reads)), ("b.fasta", fasta(reads).replace("\n", "\r\n")), ("c.fasta", fasta(reads)[:-1])):
            self.compare(self.write(name, text), ("--sizein", "--sizeout"), plain)

    def test_many_blocks(self):
        draw = random.Random(5)
        pool = ["".join(draw.choices("ACGT", k=60)) for _ in range(3000)]
        text = self.write("a.fasta", fasta([(f"r{i};size={draw.randint(1, 3)}", draw.choice(pool)) for i in range(20000)]))
        self.compare(text, ("--sizein", "--sizeout", "--minuniquesize", 10))
        self.compare(text, ("--sizein", "--sizeout", "--strand", "both", "--relabel", "u"))

    def filtered(self, folder, pattern, records):
        files = sorted((SHARED / "data/reads" / folder).glob(f"{pattern}*R[12]*.fastq.gz"))[:2]
        self.assertEqual(len(files), 2, folder)
        for i, path in enumerate(files):
            self.write(f"{i}.fastq", "".join(itertools.islice(read_text(path).splitlines(keepends=True), 4 * records)))
        merged, kept = self.folder / "merged.fastq", self.folder / f"{folder}.fasta"
        peer("vsearch", "--fastq_mergepairs", self.folder / "0.fastq", "--reverse", self.folder / "1.fastq", "--fastqout", merged, "--quiet",
             "--fastq_allowmergestagger")
        peer("vsearch", "--fastq_filter", merged, "--fastq_maxee", 1, "--fastaout", kept, "--quiet", "--fasta_width", 0)
        return kept

    @needs_shared("data/reads")
    def test_real_reads(self):
        for folder, pattern in (("A_dadaist2_V3V4_MiSeq2x301", "A01"), ("C_accu16s_V3V4_NovaSeq2x251_spikein", ""),
                                ("E_miseqsop_V4_MiSeq2x251", "F3D141"), ("J_444thLiao_V4_MiniSeq2x151_binnedQ", "")):
            with self.subTest(folder=folder):
                kept = self.filtered(folder, pattern, 4000)
                self.assertGreater(kept.stat().st_size, 10000)
                for options in ((), ("--sizeout", "--relabel", "S1."), ("--sizeout", "--minuniquesize", 2, "--strand", "both")):
                    self.compare(kept, options)

    @needs_shared("data/reads")
    def test_samples_dereplicated_one_by_one_and_pooled(self):
        """The chain of VSEARCH's wiki with our program in its place: equal files at every step."""
        pools = {"ours": "", "theirs": ""}
        for name in ("A01", "A02", "F99"):
            kept = self.filtered("A_dadaist2_V3V4_MiSeq2x301", name, 3000)
            options = ("--sizeout", "--relabel", f"{name}.")
            self.compare(kept, options)
            pools["ours"] += (self.folder / "o.fa").read_text()
            pools["theirs"] += (self.folder / "p.fa").read_text()
        self.assertEqual(pools["ours"], pools["theirs"])
        pool = self.write("pool.fasta", pools["ours"])
        self.compare(pool, ("--sizein", "--sizeout", "--minuniquesize", 2))
        self.compare(pool, ("--sizein", "--sizeout"))


class WhatTheUserSees(TestInFolder):
    def test_what_was_left_out_is_said(self):
        text = self.write("a.fasta", ">a\nACGT\n>b\nACGTACGT\n>c\nACGTACGT\n>d\nTTTTTTTT\n>e\nACGTACGTACGT\n")
        said = ampstream("derep", text, "--minseqlength", 5, "--maxseqlength", 10, "--minuniquesize", 2, "--output", self.folder / "o").stderr.decode()
        for line in ("5 sequences, 3 taken", "1 shorter than 5 bases left out", "1 longer than 10 bases left out", "2 unique sequences, abundance 3",
                     "1 uniques written, 1 left out"):
            self.assertIn(line, said)
        self.assertEqual((self.folder / "o").read_text(), ">b\nACGTACGT\n")

    def test_an_abundance_of_zero_names_file_and_record(self):
        for size in ("0", "99999999999999999999"):
            text = self.write("a.fasta", f">a;size=2\n{'A' * 40}\n>b;size={size}\n{'A' * 40}\n")
            said = ampstream("derep", text, "--sizein", "--output", self.folder / "o", code=1).stderr.decode()
            self.assertIn(f"{text}: record 2 (b;size={size})", said)
            self.assertFalse((self.folder / "o").exists())
            ampstream("derep", text, "--output", self.folder / "counted_once")

    def test_abundances_beyond_32_bits_are_summed(self):
        text = self.write("a.fasta", f">a;size=4294967295\n{'A' * 40}\n>b;size=4294967295\n{'A' * 40}\n")
        done = ampstream("derep", text, "--sizein", "--sizeout", "--output", "-")
        self.assertEqual(done.stdout.decode().splitlines()[0], ">a;size=8589934590")

    def test_commands_that_make_no_sense(self):
        text = self.write("a.fasta", ">a\nACGT\n")
        for words in ((), ("--output", "-", "--strand", "minus"), ("--output", "-", "--topn", 0), ("--output", "-", "--minuniquesize", 0),
                      ("--output", "-", "--relabel", "a", "--relabel_self")):
            ampstream("derep", text, *words, code=2)
        ampstream("derep", self.folder / "absent", "--output", "-", code=3)

    def test_bad_input_is_an_error_with_its_place(self):
        for text in (">a\nAC!T\n", "@a\nACGT\n+\nII\n", "@a\nACGT\n", "hello\n"):
            path = self.write("a.txt", text)
            said = ampstream("derep", path, "--output", self.folder / "o", "--uc", self.folder / "u", code=1).stderr.decode()
            self.assertIn(str(path), said)
            self.assertFalse((self.folder / "o").exists() or (self.folder / "u").exists())
        path = self.write("a.fasta.gz", fasta(hostile(1, 400)))
        path.write_bytes(path.read_bytes()[:-9])
        ampstream("derep", path, "--output", self.folder / "o", code=1)

    def test_empty_input_gives_empty_output(self):
        ampstream("derep", self.write("a.fasta", ""), "--output", self.folder / "o", "--uc", self.folder / "u")
        self.assertEqual((self.folder / "o").read_bytes() + (self.folder / "u").read_bytes(), b"")

    def test_a_full_disk_is_an_error_of_resources(self):
        text = self.write("a.fasta", fasta(hostile(1, 400)))
        for kind in ("--output", "--uc"):
            self.assertIn("/dev/full", ampstream("derep", text, kind, "/dev/full", code=3).stderr.decode())

    def test_standard_input_and_output(self):
        done = ampstream("derep", "-", "--minseqlength", 1, "--sizeout", "--output", "-", stdin=b">a\nACGU\n>b\nacgt\n")
        self.assertEqual(done.stdout, b">a;size=2\nACGU\n")


if __name__ == "__main__":
    unittest.main()
