# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream filter` beside `vsearch --fastx_filter`: every output byte for byte, and the counts it reports."""
import itertools
import random
import re
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer, read_text

# Names that have the prefix fastq_ in VSEARCH.
PREFIXED = {"stripleft", "stripright", "trunclen", "trunclen_keep", "truncqual", "truncee", "maxee", "maxee_rate", "minlen", "maxlen",
            "maxns", "qmin", "qmax"}
LIMITS = (
    (), ("--maxee", 1, "--maxns", 0), ("--maxee", 0.5, "--minlen", 100, "--eeout"), ("--truncqual", 10), ("--truncqual", 2, "--minlen", 50),
    ("--truncee", 1, "--maxee", 0.9), ("--truncee", 0.7, "--minlen", 100, "--maxee_rate", 0.01), ("--maxee_rate", 0.005),
    ("--stripleft", 17, "--stripright", 21), ("--trunclen", 200), ("--trunclen", 240, "--maxee", 1, "--eeout"), ("--trunclen_keep", 150),
    ("--stripleft", 260, "--minlen", 10), ("--stripleft", 100, "--stripright", 170, "--trunclen_keep", 20), ("--minlen", 200, "--maxlen", 250),
    ("--maxns", 1, "--maxlen", 280), ("--relabel", "r", "--maxee", 1), ("--relabel", "r", "--relabel_keep", "--maxee", 1, "--eeout", "--sizeout"),
    ("--relabel_self", "--trunclen", 30), ("--sample", "A-1", "--label_suffix", "_z", "--sizeout"), ("--fasta_width", 0), ("--fasta_width", 60),
    ("--minlen", 0, "--truncqual", 25), ("--maxee", 0), ("--trunclen", 0),
)


def head(path, records):
    return "".join(itertools.islice(read_text(path).splitlines(keepends=True), 4 * records))


def counts(report):
    match = re.search(r"(\d+) (?:sequences|pairs) kept \(of which (\d+) truncated\), (\d+) (?:sequences|pairs) discarded", report.decode())
    return match.groups()


def random_reads(seed, count, levels):
    """Short, long and empty reads, runs of equal qualities, N, abundances in some headers."""
    draw = random.Random(seed)
    reads = []
    for i in range(count):
        length = draw.choice((draw.randint(0, 3), draw.randint(0, 40), draw.randint(0, 300), 100))
        sequence = "".join(draw.choices("ACGTNacgtn" if draw.random() < 0.2 else "ACGT", k=length))
        quality = []
        while len(quality) < length:
            quality += [draw.choice(levels)] * draw.choice((1, 5, 20, 100))
        note = draw.choice(("", "", f";size={draw.randint(1, 9)}", f";size={draw.randint(1, 9)};", ";ee=0.5", f";ee=1.2;size={draw.randint(1, 9)};x"))
        reads.append((f"r{i}{note}", sequence, "".join(chr(33 + q) for q in quality[:length])))
    return reads


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, inputs, options, peer_options=(), fasta=False):
        """`inputs` are one or two files; all outputs a run can have are compared."""
        kinds = [kind for kind in ("fastqout", "fastaout", "fastqout_discarded", "fastaout_discarded") if not (fasta and kind.startswith("fastq"))]
        names = [name + mate for mate in ("", "_rev")[:len(inputs)] for name in kinds]
        theirs = [(f"--fastq_{word[2:]}" if word[2:] in PREFIXED else word) if str(word).startswith("--") else word for word in options]
        reverse = ["--reverse", inputs[1]] if len(inputs) > 1 else []
        words = [word for name in names for word in (f"--{name}", self.folder / f"peer.{name}")]
        their_report = peer("vsearch", "--fastx_filter", inputs[0], *reverse, *words, *theirs, *peer_options).stderr
        for threads in (1, 2):
            words = [word for name in names for word in (f"--{name}", self.folder / f"ours.{name}")]
            our_report = ampstream("filter", *inputs, "--threads", threads, *words, *options).stderr
            for name in names:
                self.assertEqual((self.folder / f"ours.{name}").read_bytes(), (self.folder / f"peer.{name}").read_bytes(),
                                 (name, options, threads))
            self.assertEqual(counts(our_report), counts(their_report), options)

    def real(self, folder, name, records):
        files = sorted((SHARED / "data/reads" / folder).glob(f"{name}*R[12]*.fastq.gz"))
        self.assertEqual(len(files), 2, files)
        return [self.write(f"real{i}.fastq", head(path, records)) for i, path in enumerate(files)]

    @needs_shared("data/reads")
    def test_real_reads(self):
        for folder, name in (("A_dadaist2_V3V4_MiSeq2x301", "A01"), ("C_accu16s_V3V4_NovaSeq2x251_spikein", "control"),
                             ("E_miseqsop_V4_MiSeq2x251", "F3D141"), ("F_nhoffman_V3V4_MiSeq2x300_indexed", "m3n701-s502"),
                             ("G_ebi_ERR4334351_V3V4_MiSeq2x301", ""), ("J_444thLiao_V4_MiniSeq2x151_binnedQ", "")):
            with self.subTest(folder=folder):
                pattern = name or sorted((SHARED / "data/reads" / folder).glob("*R1*.fastq.gz"))[0].name.split("R1")[0]
                files = self.real(folder, pattern, 2000)
                for options in (("--maxee", 1, "--maxns", 0), ("--truncqual", 11, "--minlen", 60, "--eeout"), ("--trunclen", 140, "--maxee", 0.5)):
                    self.compare(files[1:], options)
                    self.compare(files, options)

    @needs_shared("data/reads")
    def test_every_option_on_real_reads(self):
        files = self.real("A_dadaist2_V3V4_MiSeq2x301", "A02", 800)
        for options in LIMITS:
            with self.subTest(options=options):
                self.compare(files[1:], options)
                self.compare(files, options)

    def test_every_option_on_hostile_reads(self):
        for seed, levels in enumerate(([0, 1, 2, 10, 20, 30, 40, 41], list(range(42)))):
            reads = random_reads(seed, 600, levels)
            mates = [(header, *mate[1:]) for (header, _, _), mate in zip(reads, random_reads(seed + 50, 600, levels))]
            files = [self.write("a.fastq", fastq(reads)), self.write("b.fastq", fastq(mates))]
            for options in LIMITS + (("--minsize", 3), ("--minsize", 2, "--maxsize", 5, "--sizeout"), ("--xsize", "--xee"), ("--eeout", "--xsize"),
                                     ("--xee",), ("--sizeout", "--sizein", "--xee")):
                with self.subTest(options=options, seed=seed):
                    self.compare(files[:1], options)
                    self.compare(files, options)

    def test_an_expected_error_exactly_at_the_limit_is_kept(self):
        for quality in range(0, 42):
            for length in (1, 57):
                error, total = 10 ** (-0.1 * quality), 0.0
                for _ in range(length):
                    total += error
                reads = self.write("a.fastq", fastq([("a", "A" * length, chr(33 + quality) * length)]))
                for limit in (total, total * (1 - 3e-16)):
                    for name, option in (("maxee", "--maxee"), ("truncee", "--truncee")):
                        peer("vsearch", "--fastq_filter", reads, f"--fastq_{name}", repr(limit), "--fastqout", self.folder / "p", "--quiet")
                        ampstream("filter", reads, option, repr(limit), "--fastqout", self.folder / "o")
                        self.assertEqual((self.folder / "o").read_bytes(), (self.folder / "p").read_bytes(), (quality, length, limit, name))

    def test_qualities_above_41_are_what_vsearch_makes_of_them_when_it_is_allowed_to(self):
        reads = self.write("a.fastq", fastq(random_reads(9, 500, list(range(94)))))
        for options in ((), ("--maxee", 1, "--eeout"), ("--truncqual", 50), ("--truncee", 0.1)):
            self.compare([reads], options, peer_options=("--fastq_qmax", 93))

    def test_fasta(self):
        draw = random.Random(4)
        text = ""
        for i in range(300):
            sequence = "".join(draw.choices("ACGTNacgtnRY", k=draw.randint(1, 300)))
            width = draw.randint(1, 80)
            text += f">s{i};size={draw.randint(1, 9)} x\n" + "".join(sequence[j:j + width] + "\n" for j in range(0, len(sequence), width))
        fasta = self.write("a.fasta", text)
        for options in ((), ("--maxns", 0), ("--minlen", 100, "--maxlen", 200), ("--stripleft", 10, "--stripright", 5), ("--trunclen", 80),
                        ("--trunclen_keep", 80, "--sizeout"), ("--minsize", 3, "--xsize"), ("--relabel", "q", "--fasta_width", 0)):
            with self.subTest(options=options):
                self.compare([fasta], options, fasta=True)


class WhatTheUserSees(TestInFolder):
    def test_fasta_is_refused_where_qualities_are_needed(self):
        fasta = self.write("a.fasta", ">x\nACGT\n")
        for words in (("--fastaout", "-", "--maxee", 1), ("--fastqout", "-"), ("--fastaout", "-", "--eeout")):
            self.assertIn("which has no qualities", ampstream("filter", fasta, *words, code=2).stderr.decode())

    def test_a_quality_above_qmax_names_file_and_record(self):
        reads = self.write("a.fastq", fastq([("x", "ACGT", "IIII"), ("y", "ACGT", "II~I")]))
        said = ampstream("filter", reads, "--qmax", 41, "--fastqout", self.folder / "o", code=1).stderr.decode()
        self.assertIn(f"{reads}: record 2", said)
        self.assertIn("quality 93 at base 3", said)
        self.assertFalse((self.folder / "o").exists())

    def test_the_reasons_are_counted(self):
        reads = self.write("a.fastq", fastq([("x", "ACGT", "IIII"), ("y", "ACNT", "IIII"), ("z", "AC", "II"), ("v", "ACGT", "####")]))
        said = ampstream("filter", reads, "--maxns", 0, "--minlen", 3, "--maxee", 1, "--fastqout", self.folder / "o").stderr.decode()
        self.assertIn("1 sequences kept (of which 0 truncated), 3 sequences discarded.", said)
        for reason in ("too many N's", "too short", "too many expected errors"):
            self.assertRegex(said, rf"\b1  {reason}")

    def test_commands_that_make_no_sense(self):
        reads = self.write("a.fastq", fastq([("x", "ACGT", "IIII")]))
        for words in ((), ("--fastqout_rev", "-"), ("--fastqout", "-", "--minlen", 9, "--maxlen", 8), ("--fastqout", "-", "--minsize", 0),
                      ("--fastqout", "-", "--relabel", "a", "--relabel_self")):
            ampstream("filter", reads, *words, code=2)
        ampstream("filter", reads, reads, "--reverse", reads, "--fastqout", "-", code=2)

    def test_empty_input_gives_empty_output(self):
        ampstream("filter", self.write("a.fastq", ""), "--maxee", 1, "--fastqout", self.folder / "o")
        self.assertEqual((self.folder / "o").read_bytes(), b"")

    def test_a_full_disk_is_an_error_of_resources(self):
        reads = self.write("a.fastq", fastq(random_reads(1, 3000, [40])))
        self.assertIn("/dev/full", ampstream("filter", reads, "--fastqout", "/dev/full", code=3).stderr.decode())

    def test_standard_input_and_output(self):
        text = fastq(random_reads(2, 50, [40])).encode()
        self.assertEqual(ampstream("filter", "-", "--minlen", 0, "--fastqout", "-", stdin=text).stdout, text)


if __name__ == "__main__":
    unittest.main()
