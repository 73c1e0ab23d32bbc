# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream merge` beside `vsearch --fastq_mergepairs`: every output byte for byte, and the figures of the report."""
import itertools
import random
import re
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer, read_text

OUTPUTS = ("fastqout", "fastaout", "eetabbedout", "fastqout_notmerged_fwd", "fastqout_notmerged_rev",
           "fastaout_notmerged_fwd", "fastaout_notmerged_rev")
COMPLEMENT = str.maketrans("ACGTN", "TGCAN")
# Names that have the prefix fastq_ in VSEARCH.
PREFIXED = {"minovlen", "maxdiffs", "maxdiffpct", "allowmergestagger", "minlen", "maxlen", "minmergelen", "maxmergelen", "maxee",
            "maxns", "truncqual", "qmin", "qmax", "qminout", "qmaxout"}


def reverse_complement(sequence):
    return sequence[::-1].translate(COMPLEMENT)


def head(path, pairs):
    """The first records of a FASTQ file as text."""
    return "".join(itertools.islice(read_text(path).splitlines(keepends=True), 4 * pairs))


def figures(report):
    """Count or mean by text, from the report of either program."""
    found = {}
    for line in report.decode().splitlines():
        match = re.match(r"\s*([\d.]+)  (\S.*)$", line)
        if match and "quality above 41" not in line:
            found[re.sub(r" \(.*%\)", "", match[2])] = match[1]
    return found


def random_quality(draw, length, levels):
    """Qualities in runs, so that equal ones meet."""
    text = []
    while len(text) < length:
        text += [draw.choice(levels)] * draw.randint(1, 12)
    return "".join(chr(33 + q) for q in text[:length])


def random_pair(draw, levels):
    """Two reads of a fragment, or of nothing in common; short, staggered, repetitive, with N and errors."""
    kind = draw.random()
    size = draw.choice((draw.randint(0, 40), draw.randint(20, 300), draw.randint(200, 560)))
    if kind < 0.15:
        unit = "".join(draw.choices("ACGT", k=draw.randint(1, 9)))
        fragment = (unit * (size // len(unit) + 1))[:size]
    elif kind < 0.25:  # a repeat between unique ends: several possible overlaps
        unit = "".join(draw.choices("ACGT", k=draw.randint(12, 40)))
        fragment = "".join(draw.choices("ACGT", k=size // 2)) + unit * 3 + "".join(draw.choices("ACGT", k=size // 3))
    else:
        fragment = "".join(draw.choices("ACGT", k=size))
    lengths = [draw.choice((draw.randint(0, 300), 150, 251, 301)) for _ in range(2)]
    reads = []
    for length, strand in zip(lengths, (fragment, reverse_complement(fragment))):
        adapter = "".join(draw.choices("ACGT", k=300))
        read = list((strand + adapter)[:length])
        rate = draw.choice((0.0, 0.005, 0.03, 0.12))
        for i in range(len(read)):
            if draw.random() < rate:
                read[i] = draw.choice("ACGTN")
        reads.append("".join(read))
    if kind > 0.93:
        reads[1] = "".join(draw.choices("ACGT", k=lengths[1]))
    return [(read, random_quality(draw, len(read), levels)) for read in reads]


def random_pairs(seed, count, levels):
    draw = random.Random(seed)
    forward, reverse = [], []
    for i in range(count):
        pair = random_pair(draw, levels)
        forward.append((f"r{i} 1:N:0:1", *pair[0]))
        reverse.append((f"r{i} 2:N:0:1", *pair[1]))
    return fastq(forward), fastq(reverse)


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, forward, reverse, options=(), peer_options=()):
        """Runs both programs, compares all outputs and the report."""
        theirs = [(f"--fastq_{word[2:]}" if word[2:] in PREFIXED else word) if str(word).startswith("--") else word for word in options]
        words = [word for name in OUTPUTS for word in (f"--{name}", self.folder / f"peer.{name}")]
        their_report = peer("vsearch", "--fastq_mergepairs", forward, "--reverse", reverse, "--threads", 1, *words, *theirs,
                            *peer_options).stderr
        for threads in (1, 2):
            words = [word for name in OUTPUTS for word in (f"--{name}", self.folder / f"ours.{name}")]
            our_report = ampstream("merge", forward, reverse, "--threads", threads, *words, *options).stderr
            for name in OUTPUTS:
                self.assertEqual((self.folder / f"ours.{name}").read_bytes(), (self.folder / f"peer.{name}").read_bytes(),
                                 (name, options, threads))
            self.assertEqual(figures(our_report), figures(their_report), options)

    def compare_text(self, forward, reverse, *options, peer_options=()):
        self.compare(self.write("R1.fastq", forward), self.write("R2.fastq", reverse), options, peer_options)

    def compare_real(self, folder, name, pairs, *options):
        files = sorted((SHARED / "data/reads" / folder).glob(f"{name}*R[12]*.fastq.gz"))
        self.assertEqual(len(files), 2, files)
        self.compare_text(head(files[0], pairs), head(files[1], pairs), *options)

    @needs_shared("data/reads")
    def test_real_reads(self):
        for folder, name, pairs in (("A_dadaist2_V3V4_MiSeq2x301", "A01", 4000), ("C_accu16s_V3V4_NovaSeq2x251_spikein", "control", 4000),
                                    ("E_miseqsop_V4_MiSeq2x251", "F3D141", 3000), ("F_nhoffman_V3V4_MiSeq2x300_indexed", "m3n701-s502", 2000),
                                    ("F_nhoffman_V3V4_MiSeq2x300_indexed", "m3n701-s505", 2000),
                                    ("G_ebi_ERR4334351_V3V4_MiSeq2x301", "", 3000)):
            with self.subTest(folder=folder, name=name):
                self.compare_real(folder, name, pairs)

    @needs_shared("data/reads")
    def test_real_reads_under_limits(self):
        for options in (("--maxdiffs", 3, "--maxdiffpct", 2.5), ("--allowmergestagger", "--minmergelen", 300), ("--maxee", 1, "--eeout"),
                        ("--truncqual", 10, "--minlen", 150), ("--maxns", 0), ("--minovlen", 6), ("--minovlen", 140),
                        ("--maxmergelen", 460, "--qmaxout", 60, "--qminout", 15), ("--maxlen", 300), ("--relabel", "M", "--relabel_keep"),
                        ("--fasta_width", 0, "--sample", "S-1", "--label_suffix", "/x"), ("--relabel_self",)):
            with self.subTest(options=options):
                self.compare_real("A_dadaist2_V3V4_MiSeq2x301", "A02", 1200, *options)

    def test_hostile_pairs(self):
        for seed, levels in enumerate((list(range(42)), [2, 11, 25, 37], [0, 1, 2, 3], [38, 40, 41], [37])):
            with self.subTest(seed=seed):
                self.compare_text(*random_pairs(seed, 1500, levels))
                self.compare_text(*random_pairs(seed + 10, 700, levels), "--allowmergestagger", "--maxdiffs", 100)

    def test_hostile_pairs_under_limits(self):
        for seed, options in enumerate((("--minovlen", 5, "--allowmergestagger"), ("--minovlen", 8, "--maxdiffs", 2), ("--truncqual", 2),
                                        ("--truncqual", 20, "--minlen", 30, "--maxns", 1), ("--maxdiffpct", 5, "--maxdiffs", 50),
                                        ("--maxee", 0.5, "--eeout", "--xee"), ("--maxns", 2, "--maxlen", 250), ("--qmaxout", 93), ("--minlen", 0),
                                        ("--qminout", 20, "--qmaxout", 30, "--maxmergelen", 300, "--minmergelen", 100))):
            with self.subTest(options=options):
                self.compare_text(*random_pairs(100 + seed, 800, [0, 2, 10, 20, 30, 38, 41]), *options)

    def test_qualities_above_41_are_what_vsearch_makes_of_them_when_it_is_allowed_to(self):
        self.compare_text(*random_pairs(7, 800, list(range(94))), peer_options=("--fastq_qmax", 93))
        self.compare_text(*random_pairs(8, 800, [40, 60, 93]), "--qmaxout", 93, peer_options=("--fastq_qmax", 93))

    def test_lower_case_and_ambiguous_bases(self):
        draw = random.Random(3)
        forward, reverse = random_pairs(3, 300, [2, 20, 37])

        def disturb(text):
            lines = text.split("\n")
            for i in range(1, len(lines), 4):
                lines[i] = "".join(letter.lower() if draw.random() < 0.3 else draw.choice("RYSWKMBDHVU") if draw.random() < 0.01 else letter
                                   for letter in lines[i])
            return "\n".join(lines)
        self.compare_text(disturb(forward), disturb(reverse))

    def test_annotations_in_headers(self):
        fragment = "".join(random.Random(1).choices("ACGT", k=60))
        headers = ["a;size=5;ee=2;b c", "size=3", "ee=1.5;size=3;", "x;ee=;size=2x;size=4;", "y;ee=2;ee=3"]
        forward = fastq((header, fragment, "I" * 60) for header in headers + ["n" + header for header in headers])
        reverse = fastq([(header, reverse_complement(fragment), "I" * 60) for header in headers] +
                        [("n" + header, "A" * 60, "I" * 60) for header in headers])
        for options in ((), ("--xsize",), ("--xee",), ("--xsize", "--xee"), ("--eeout",), ("--eeout", "--xsize", "--relabel", "q", "--relabel_keep")):
            self.compare_text(forward, reverse, *options)

    def test_an_expected_error_exactly_at_the_limit_is_kept(self):
        fragment = "G" + "".join(random.Random(2).choices("ACGT", k=30))
        for quality in (2, 7, 14, 23, 41):
            forward = fastq([("a", fragment, chr(33 + quality) + "]" * 30)])
            reverse = fastq([("a", reverse_complement(fragment[1:]), "]" * 30)])
            probability = [10 ** (-quality / 10.0)] + [10 ** (-93 / 10.0)] * 30
            total = 0.0
            for one in probability:
                total += one
            for limit in (total, total * (1 - 2e-16), total * (1 - 5e-16)):
                self.compare_text(forward, reverse, "--maxee", repr(limit), "--qmaxout", 93, peer_options=("--fastq_qmax", 93))

    def test_no_pairs_at_all(self):
        forward, reverse = self.write("e1.fastq", ""), self.write("e2.fastq", "")
        ampstream("merge", forward, reverse, "--fastqout", self.folder / "out.fastq")
        self.assertEqual((self.folder / "out.fastq").read_bytes(), b"")


class WhatTheUserSees(TestInFolder):
    def pair(self, quality="I"):
        return (self.write("a_R1.fastq", fastq([("x", "ACGT", "IIII"), ("y", "ACGT", "II" + quality + "I")])),
                self.write("a_R2.fastq", fastq([("x", "ACGT", "IIII"), ("y", "ACGT", "IIII")])))

    def test_a_quality_above_qmax_names_file_and_record(self):
        forward, reverse = self.pair(quality="~")
        out = self.folder / "out.fastq"
        said = ampstream("merge", forward, reverse, "--fastqout", out, "--qmax", 41, code=1).stderr.decode()
        self.assertIn(f"{forward}: record 2", said)
        self.assertIn("quality 93 at base 3", said)
        self.assertFalse(out.exists())

    def test_qualities_above_41_are_accepted_and_counted(self):
        forward, reverse = self.pair(quality="~")
        said = ampstream("merge", forward, reverse, "--fastqout", self.folder / "out.fastq").stderr.decode()
        self.assertRegex(said, r"\b1  Bases of the reads with a quality above 41")

    def test_fasta_is_refused(self):
        fasta = self.write("a.fasta", ">x\nACGT\n")
        self.assertIn("Merging needs qualities", ampstream("merge", fasta, fasta, "--fastqout", "-", code=1).stderr.decode())

    def test_commands_that_make_no_sense(self):
        forward, reverse = self.pair()
        for words in ((), ("--fastqout", "-", "--minovlen", 4), ("--fastqout", "-", "--qmax", 10, "--qmin", 20),
                      ("--fastqout", "-", "--qminout", 42), ("--fastqout", "-", "--relabel", "a", "--relabel_self")):
            ampstream("merge", forward, reverse, *words, code=2)

    def test_a_full_disk_is_an_error_of_resources(self):
        draw = random_pairs(1, 600, [37])
        forward, reverse = self.write("R1.fastq", draw[0]), self.write("R2.fastq", draw[1])
        said = ampstream("merge", forward, reverse, "--fastqout_notmerged_fwd", "/dev/full", code=3).stderr.decode()
        self.assertIn("/dev/full", said)

    def test_a_truncated_gzip_leaves_no_result(self):
        draw = random_pairs(1, 200, [37])
        forward, reverse = self.write("R1.fastq.gz", draw[0]), self.write("R2.fastq.gz", draw[1])
        forward.write_bytes(forward.read_bytes()[:-200])
        ampstream("merge", forward, reverse, "--fastqout", self.folder / "out.fastq", code=1)
        self.assertFalse((self.folder / "out.fastq").exists())

    def test_windows_line_ends_make_no_difference(self):
        draw = random_pairs(5, 200, [20, 37])
        results = []
        for end in ("\n", "\r\n"):
            files = [self.write(f"R{i}.fastq", text.replace("\n", end)) for i, text in enumerate(draw)]
            results.append(ampstream("merge", *files, "--fastqout", "-").stdout)
        self.assertEqual(*results)


if __name__ == "__main__":
    unittest.main()
