# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream trim` beside cutadapt: the same reads, the same bytes, on real reads and on hostile ones."""
import gzip
import itertools
import json
import os
import pathlib
import random
import subprocess
import unittest

from ampstream_testing import PROGRAM, SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer, read_text

V3V4 = ("CCTACGGGNGGCWGCAG", "GACTACHVGGGTATCTAATCC")
V4 = ("GTGYCAGCMGCCGCGGTAA", "GGACTACNVGGGTWTCTAAT")
V5V7 = ("AACMGGATTAGATACCCKG", "ACGTCATCCCCACCTTCC")
V3V5 = ("CCTACGGGNGGCWGCAG", "CCGTCAATTCMTTTRAGT")
READS = SHARED / "data/reads"
LETTERS = dict(A="A", C="C", G="G", T="T", R="AG", Y="CT", S="CG", W="AT", K="GT", M="AC", B="CGT", D="AGT", H="ACT", V="ACG", N="ACGT")
COMPLEMENT = str.maketrans("ACGTRYSWKMBDHVNacgtryswkmbdhvn", "TGCAYRSWMKVHDBNtgcayrswmkvhdbn")


def complement(sequence):
    return sequence.translate(COMPLEMENT)[::-1]


def first_records(path, records):
    """Text of the first records of a FASTQ."""
    with gzip.open(path, "rt") if str(path).endswith(".gz") else open(path, encoding="utf-8") as file:
        return "".join(itertools.islice(file, 4 * records))


def hostile_reads(seed, count, forward, reverse, indels=False):
    """Amplicons with planted trouble: errors at the limit, partial and doubled primers, Ns, IUPAC letters, lower case, nothing."""
    draw = random.Random(seed)

    def instance(primer):
        letters = [draw.choice(LETTERS[letter]) for letter in primer]
        for _ in range(draw.choice([0, 0, 0, 1, 1, 2, 3])):
            place = draw.randrange(len(letters))
            kind = draw.random()
            if indels and kind < 0.3 and len(letters) > 4:
                del letters[place]
            elif indels and kind < 0.6:
                letters.insert(place, draw.choice("ACGT"))
            else:
                letters[place] = draw.choice("ACGTN")
        return "".join(letters)

    def filler(most):
        return "".join(draw.choice(draw.choice(["ACGT", "ACGT", "ACGT", "ACGTN", "ACGTRYSWKMBDHVN"])) for _ in range(draw.randint(0, most)))

    records = []
    for number in range(count):
        parts = [filler(draw.choice([0, 0, 3, 12]))]
        for primer, keeps_end in ((forward, True), (complement(reverse), False)):
            for _ in range(draw.choice([0, 1, 1, 1, 1, 2])):
                text = instance(primer)
                if draw.random() < 0.2:
                    cut = draw.randint(0, len(text))
                    text = text[cut:] if keeps_end else text[:cut]
                parts += [text, filler(draw.choice([0, 8, 30, 60]))]
        if draw.random() < 0.5:
            parts.pop()
        sequence = "".join(parts) if draw.random() > 0.03 else filler(3)
        if draw.random() < 0.05:
            sequence = sequence.lower()
        if draw.random() < 0.3:
            sequence = complement(sequence)
        quality = "".join(chr(33 + draw.randint(0, 60)) for _ in sequence)
        records.append((f"read{number} 1:N:0:{number % 7}", sequence, quality))
    return fastq(records)


@needs_program("cutadapt")
class Trim(TestInFolder):
    def same(self, source, ours, theirs, outputs=("kept", "untrimmed"), threads=(1, 2)):
        """Runs both on `source`; `outputs` are compared byte for byte."""
        discards = "untrimmed" not in outputs
        target = ["--discard-untrimmed"] if discards else ["--untrimmed-output", self.folder / "theirs.untrimmed.fastq"]
        peer("cutadapt", "-j", 1, *target, *theirs, "-o", self.folder / "theirs.kept.fastq", source)
        for number in threads:
            words = [] if discards else ["--untrimmed", self.folder / "ours.untrimmed.fastq"]
            ampstream("trim", source, *ours, "--fastqout", self.folder / "ours.kept.fastq", *words, "--threads", number)
            for name in outputs:
                self.assertEqual(read_text(self.folder / f"ours.{name}.fastq"), read_text(self.folder / f"theirs.{name}.fastq"),
                                 (name, ours, theirs, number))
        return read_text(self.folder / "ours.kept.fastq").count("\n") // 4

    def same_pairs(self, first, second, ours, theirs, turned=False):
        """The same for pairs. cutadapt writes untrimmed pairs half trimmed, so those are compared with `--action none`."""
        sources = (second, first) if turned else (first, second)
        peer("cutadapt", "-j", 1, "--discard-untrimmed", *theirs, "-o", self.folder / "t1.fastq", "-p", self.folder / "t2.fastq", *sources)
        peer("cutadapt", "-j", 1, "--action", "none", *theirs, "--untrimmed-output", self.folder / "tu1.fastq", "--untrimmed-paired-output",
             self.folder / "tu2.fastq", "-o", "/dev/null", "-p", "/dev/null", *sources)
        for number in (1, 2):
            ampstream("trim", first, second, *ours, "--fastqout", self.folder / "o1.fastq", "--fastqout2", self.folder / "o2.fastq",
                      "--untrimmed", self.folder / "ou1.fastq", "--untrimmed2", self.folder / "ou2.fastq", "--threads", number)
            for name in ("1", "2") if turned else ("1", "2", "u1", "u2"):
                self.assertEqual(read_text(self.folder / f"o{name}.fastq"), read_text(self.folder / f"t{name}.fastq"), (name, ours, number))
        return read_text(self.folder / "o1.fastq").count("\n") // 4

    # --- hostile reads -------------------------------------------------------------------------------------------------

    def test_linked_primers_on_hostile_reads_with_every_setting(self):
        settings = [
            ([], []),
            (["--error-rate", 0], ["-e", 0]),
            (["--error-rate", 0.2], ["-e", 0.2]),
            (["--error-rate", 2], ["-e", 2]),
            (["--overlap", 1], ["-O", 1]),
            (["--overlap", 10], ["-O", 10]),
            (["--overlap", 50], ["-O", 50]),
            (["--match-read-wildcards"], ["--match-read-wildcards"]),
            (["--orient", "--mark-turned"], ["--revcomp"]),
            (["--orient"], ["--revcomp", "--rename", "{header}"]),
            (["--orient", "--match-read-wildcards"], ["--revcomp", "--match-read-wildcards", "--rename", "{header}"]),
        ]
        for number, (ours, theirs) in enumerate(settings):
            for name, (forward, reverse) in (("v3v4", V3V4), ("v4", V4), ("v5v7", V5V7)):
                source = self.write("reads.fastq", hostile_reads(f"{number}{name}", 250, forward, reverse))
                linked = ["-g", f"{forward}...{complement(reverse)}"]
                with self.subTest(setting=ours, primers=name):
                    self.same(source, ["--primers", name, "--minlen", 0, *ours], ["--no-indels", *linked, *theirs], threads=(2,))

    def test_what_is_required_and_anchored(self):
        forward, reverse = V3V4
        back = complement(reverse)
        source = self.write("reads.fastq", hostile_reads(7, 400, forward, reverse))
        settings = [
            (["--require", "any"], ["-a", f"{forward}...{back}"]),
            (["--require", "forward"], ["-g", f"{forward}...{back};optional"]),
            (["--require", "reverse"], ["-g", f"{forward};optional...{back}"]),
            (["--anchor", "forward"], ["-g", f"^{forward}...{back}"]),
            (["--anchor", "reverse"], ["-g", f"{forward}...{back}$"]),
            (["--anchor", "both"], ["-g", f"^{forward}...{back}$"]),
            (["--anchor", "both", "--require", "any"], ["-g", f"^{forward};optional...{back}$;optional"]),
        ]
        for (ours, theirs), (indels, no_indels) in itertools.product(settings, (([], ["--no-indels"]), (["--indels"], []))):
            with self.subTest(setting=ours, indels=indels):
                self.same(source, ["--primers", "v3v4", "--minlen", 0, *ours, *indels], [*theirs, *no_indels], threads=(1,))

    def test_one_primer_alone(self):
        forward, reverse = V3V4
        source = self.write("reads.fastq", hostile_reads(8, 400, forward, reverse))
        self.same(source, ["--forward", forward, "--minlen", 0], ["--no-indels", "-g", forward])
        self.same(source, ["--reverse", reverse, "--minlen", 0], ["--no-indels", "-a", complement(reverse)])
        self.same(source, ["--reverse", reverse, "--anchor", "reverse", "--minlen", 0], ["--no-indels", "-a", complement(reverse) + "$"])

    def test_indels_on_hostile_reads(self):
        for number, (name, (forward, reverse)) in enumerate((("v3v4", V3V4), ("v4", V4), ("v5v7", V5V7))):
            source = self.write("reads.fastq", hostile_reads(100 + number, 600, forward, reverse, indels=True))
            linked = ["-g", f"{forward}...{complement(reverse)}"]
            for rate in (0.1, 0.2, 0.3):
                with self.subTest(primers=name, rate=rate):
                    self.same(source, ["--primers", name, "--indels", "--error-rate", rate, "--minlen", 0], [*linked, "-e", rate], threads=(1,))

    def test_keep_untrimmed_and_minlen(self):
        forward, reverse = V3V4
        source = self.write("reads.fastq", hostile_reads(9, 400, forward, reverse))
        linked = ["--no-indels", "-g", f"{forward}...{complement(reverse)}"]
        peer("cutadapt", "-j", 1, *linked, "-m", 1, "-o", self.folder / "theirs.fastq", source)
        ampstream("trim", source, "--primers", "v3v4", "--keep-untrimmed", "--fastqout", self.folder / "ours.fastq")
        self.assertEqual(read_text(self.folder / "ours.fastq"), read_text(self.folder / "theirs.fastq"))
        for length in (1, 20, 60):
            self.same(source, ["--primers", "v3v4", "--minlen", length], [*linked, "-m", length], outputs=("kept",))

    def test_minlen_of_pairs(self):
        forward, reverse = V3V4
        texts = [hostile_reads(22, 400, forward, reverse), hostile_reads(23, 400, reverse, forward).replace(" 1:N", " 2:N")]
        first, second = (self.write(f"R{i + 1}.fastq", text) for i, text in enumerate(texts))
        for length in (1, 20, 60):
            peer("cutadapt", "-j", 1, "--no-indels", "--discard-untrimmed", "-m", length, "-g", forward, "-G", reverse, "-o", self.folder / "t1.fastq",
                 "-p", self.folder / "t2.fastq", first, second)
            ampstream("trim", first, second, "--primers", "v3v4", "--minlen", length, "--fastqout", self.folder / "o1.fastq", "--fastqout2",
                      self.folder / "o2.fastq")
            for mate in (1, 2):
                self.assertEqual(read_text(self.folder / f"o{mate}.fastq"), read_text(self.folder / f"t{mate}.fastq"), (length, mate))

    def test_pairs_of_hostile_reads(self):
        forward, reverse = V3V4
        texts = [hostile_reads(20, 400, forward, reverse), hostile_reads(21, 400, reverse, forward).replace(" 1:N", " 2:N")]
        first, second = (self.write(f"R{i + 1}.fastq", text) for i, text in enumerate(texts))
        both = ["--no-indels", "-g", forward, "-G", reverse]
        primers = ["--primers", "v3v4", "--minlen", 0]
        self.same_pairs(first, second, primers, both)
        self.same_pairs(first, second, [*primers, "--require", "any"], [*both, "--pair-filter", "both"])
        self.same_pairs(first, second, [*primers, "--require", "forward"], [*both, "--pair-filter", "first"])
        self.same_pairs(first, second, [*primers, "--anchor", "both"], ["--no-indels", "-g", f"^{forward}", "-G", f"^{reverse}"])
        self.same_pairs(first, second, [*primers, "--indels"], ["-g", forward, "-G", reverse])
        self.same_pairs(first, second, [*primers, "--error-rate", 0.2, "--overlap", 8], [*both, "-e", 0.2, "-O", 8])
        self.same_pairs(first, second, [*primers, "--match-read-wildcards"], [*both, "--match-read-wildcards"])
        self.same_pairs(first, second, [*primers, "--read-through"],
                        ["--no-indels", "-a", f"{forward};required...{complement(reverse)};optional",
                         "-A", f"{reverse};required...{complement(forward)};optional"])

    def test_reads_of_length_zero_to_three(self):
        records = [(f"r{i}", sequence, "I" * len(sequence)) for i, sequence in enumerate(["", "A", "CAG", "GG", "CA", "ACG", ""])]
        source = self.write("reads.fastq", fastq(records))
        self.same(source, ["--primers", "v3v4", "--minlen", 0, "--require", "any"],
                  ["--no-indels", "-a", f"{V3V4[0]}...{complement(V3V4[1])}"])

    # --- real reads ----------------------------------------------------------------------------------------------------

    def merged(self, folder, name, pairs):
        """The first pairs of a library, merged by vsearch."""
        paths = []
        for mate in ("R1", "R2"):
            paths.append(self.write(f"{mate}.fastq", first_records(next((READS / folder).glob(f"{name}*_{mate}*.fastq.gz")), pairs)))
        if not pathlib.Path("/usr/bin/vsearch").exists():
            self.skipTest("SKIPPED: vsearch is not installed; nothing was compared")
        merged = self.folder / "merged.fastq"
        peer("vsearch", "--fastq_mergepairs", paths[0], "--reverse", paths[1], "--fastqout", merged, "--threads", 1, "--fastq_qmax", 93)
        return merged, paths

    def real(self, folder, name, primers, least, pairs=1500, ours=(), theirs=()):
        merged, paths = self.merged(folder, name, pairs)
        words = ["--forward", primers[0], "--reverse", primers[1], "--minlen", 0]
        linked = f"{primers[0]}...{complement(primers[1])}"
        kept = self.same(merged, [*words, *ours], ["--no-indels", "-g", linked, *theirs])
        self.assertGreater(kept, least)
        self.same(merged, [*words, "--indels", *ours], ["-g", linked, *theirs], threads=(1,))
        self.same(merged, [*words, "--orient"], ["--no-indels", "--revcomp", "--rename", "{header}", "-g", linked], threads=(1,))
        self.same_pairs(*paths, words, ["--no-indels", "-g", primers[0], "-G", primers[1]])

    @needs_shared("data/reads")
    def test_set_a(self):
        self.real("A_dadaist2_V3V4_MiSeq2x301", "F99", V3V4, 1000)

    @needs_shared("data/reads")
    def test_set_b_behind_an_inline_barcode(self):
        self.real("B_easyamplicon_V5V7_HiSeq2x250_3groups", "KO1", V5V7, 1000)

    @needs_shared("data/reads")
    def test_set_c_novaseq(self):
        self.real("C_accu16s_V3V4_NovaSeq2x251_spikein", "control", V3V4, 800)

    @needs_shared("data/reads")
    def test_set_f(self):
        self.real("F_nhoffman_V3V4_MiSeq2x300_indexed", "m3n701-s502", V3V4, 300)

    @needs_shared("data/reads")
    def test_set_g_with_slash_headers(self):
        self.real("G_ebi_ERR4334351_V3V4_MiSeq2x301", "ERR", V3V4, 500)

    @needs_shared("data/reads")
    def test_set_i_with_spacers(self):
        self.real("I_dadasnake_V4_spacer", "lib_111", V4, 1000)

    @needs_shared("data/reads")
    def test_every_setting_on_every_real_set(self):
        sets = (("A_dadaist2_V3V4_MiSeq2x301", "F99", V3V4), ("B_easyamplicon_V5V7_HiSeq2x250_3groups", "WT3", V5V7),
                ("C_accu16s_V3V4_NovaSeq2x251_spikein", "control", V3V4), ("F_nhoffman_V3V4_MiSeq2x300_indexed", "m3n726-s507", V3V4),
                ("G_ebi_ERR4334351_V3V4_MiSeq2x301", "ERR", V3V4), ("I_dadasnake_V4_spacer", "lib_333", V4))
        for folder, name, (forward, reverse) in sets:
            merged, _ = self.merged(folder, name, 250)
            back = complement(reverse)
            settings = (
                ([], ["-g", f"{forward}...{back}"]),
                (["--error-rate", 0], ["-e", 0, "-g", f"{forward}...{back}"]),
                (["--error-rate", 0.25, "--overlap", 8], ["-e", 0.25, "-O", 8, "-g", f"{forward}...{back}"]),
                (["--match-read-wildcards", "--overlap", 12], ["--match-read-wildcards", "-O", 12, "-g", f"{forward}...{back}"]),
                (["--anchor", "both", "--error-rate", 0.2], ["-e", 0.2, "-g", f"^{forward}...{back}$"]),
                (["--anchor", "reverse", "--require", "any"], ["-a", f"{forward}...{back}$;optional"]),
                (["--orient", "--mark-turned", "--error-rate", 0.15], ["--revcomp", "-e", 0.15, "-g", f"{forward}...{back}"]),
            )
            for (ours, theirs), (indels, no_indels) in itertools.product(settings, (([], ["--no-indels"]), (["--indels"], []))):
                with self.subTest(set=folder, setting=ours, indels=indels):
                    self.same(merged, ["--forward", forward, "--reverse", reverse, "--minlen", 0, *ours, *indels], [*theirs, *no_indels], threads=(2,))

    @needs_shared("data/reads")
    def test_set_h_with_swapped_mates_is_turned(self):
        folder = READS / "H_mucobiome_V3V5_swapped_orientation"
        paths = [self.write(f"{mate}.fastq", first_records(folder / f"1001_{mate}.fastq.gz", 1000)) for mate in ("R1", "R2")]
        words = ["--forward", V3V5[0], "--reverse", V3V5[1], "--minlen", 0, "--overlap", 15]
        kept = self.same_pairs(*paths, [*words, "--orient"], ["--no-indels", "-O", 15, "-g", V3V5[0], "-G", V3V5[1]], turned=True)
        self.assertGreater(kept, 800)

    # --- what a user sees ----------------------------------------------------------------------------------------------

    def test_counts_add_up_in_both_forms_of_the_statistics(self):
        source = self.write("reads.fastq", hostile_reads(30, 3000, *V3V4))
        for number in (1, 2):
            ampstream("trim", source, "--primers", "v3v4", "--minlen", 30, "--fastaout", self.folder / "o.fasta", "--stats", self.folder / "s.json",
                      "--threads", number)
            ampstream("trim", source, "--primers", "v3v4", "--minlen", 30, "--fastaout", self.folder / "o.fasta", "--stats", self.folder / "s.tsv",
                      "--threads", number)
            counts = json.loads(read_text(self.folder / "s.json"))
            reads = counts["reads"]
            self.assertEqual(reads["in"], 3000)
            self.assertEqual(sum(reads.values()), 2 * reads["in"])
            self.assertEqual(read_text(self.folder / "o.fasta").count(">"), reads["kept"])
            rows = [line.split("\t") for line in read_text(self.folder / "s.tsv").splitlines()[1:]]
            self.assertEqual({(section, name): value for section, name, value in rows},
                             {(section, name): str(value) for section, entries in counts.items() for name, value in entries.items()})

    def test_wrong_primers_are_said_with_numbers_and_the_right_ones_named(self):
        forward, reverse = "GTGCCAGCAGCCGCGGTAA", "GGACTACAAGGGTATCTAAT"
        text = fastq([(f"r{i}", forward + "TTAGCATTAGGATCATGA" + complement(reverse), "I" * 57) for i in range(10)])
        done = ampstream("trim", self.write("reads.fastq", text), "--primers", "v3v4", "--fastqout", self.folder / "o.fastq")
        self.assertIn(b"of the first 10 reads 0.0 % have the primers of set v3v4", done.stderr)
        self.assertIn(b"use --primers v4", done.stderr)

    def test_streams_gzip_crlf_and_fasta(self):
        text = hostile_reads(31, 300, *V3V4)
        plain = self.write("reads.fastq", text)
        expected = ampstream("trim", plain, "--primers", "v3v4", "--fastqout", "-").stdout
        self.assertGreater(len(expected), 1000)
        self.assertEqual(ampstream("trim", "-", "--primers", "v3v4", "--fastqout", "-", stdin=text.encode()).stdout, expected)
        self.assertEqual(ampstream("trim", self.write("crlf.fastq", text.replace("\n", "\r\n")), "--primers", "v3v4", "--fastqout", "-").stdout,
                         expected)
        ampstream("trim", self.write("reads.fastq.gz", text), "--primers", "v3v4", "--fastqout", self.folder / "o.fastq.gz")
        self.assertEqual(read_text(self.folder / "o.fastq.gz").encode(), expected)
        lines = text.splitlines()
        fasta = "".join(f">{lines[i][1:]}\n{lines[i + 1]}\n" for i in range(0, len(lines), 4) if lines[i + 1])
        trimmed = ampstream("trim", self.write("reads.fasta", fasta), "--primers", "v3v4", "--fastaout", "-").stdout.decode().splitlines()
        self.assertEqual(trimmed[1::2], expected.decode().splitlines()[1::4])

    def test_empty_input_gives_empty_output(self):
        ampstream("trim", self.write("empty.fastq", ""), "--primers", "v3v4", "--fastqout", self.folder / "o.fastq")
        self.assertEqual(read_text(self.folder / "o.fastq"), "")

    def test_errors_name_what_is_wrong_and_leave_no_output(self):
        good = self.write("reads.fastq", hostile_reads(32, 3000, *V3V4))
        output = self.folder / "o.fastq"
        packed = gzip.compress(good.read_bytes())
        cases = [
            (1, [self.write("cut.fastq.gz", packed[:-50])], b"cut.fastq.gz"),
            (1, [self.write("fasta.fasta", ">a\nACGT\n")], b"--fastaout"),
            (1, [self.write("short.fastq", "@a\nACGT\n+\nIII\n")], b"record 1"),
            (2, [good, "--primers", "v9"], b"v3v4 (341F/805R)"),
            (2, [good, "--forward", "ACGZ"], b"'Z'"),
            (2, [good, "--error-rate", "-1"], b"error-rate"),
            (2, [good, good], b"--fastqout2"),
            (2, [good, "--fastaout", output], b"--fastqout and --fastaout would both write to"),
            (3, [self.folder / "absent.fastq"], b"absent.fastq"),
        ]
        for code, words, message in cases:
            primers = [] if "--primers" in words or "--forward" in words else ["--primers", "v3v4"]
            done = ampstream("trim", *words, *primers, "--fastqout", output, code=code)
            self.assertIn(message, done.stderr)
            self.assertFalse(output.exists(), words)
        self.assertIn(b"--primers", ampstream("trim", good, "--fastqout", output, code=2).stderr)
        self.assertIn(b"--fastqout", ampstream("trim", good, "--primers", "v3v4", code=2).stderr)

    @unittest.skipUnless(os.path.exists("/dev/full"), "SKIPPED: no /dev/full")
    def test_a_full_disk_and_a_closed_pipe_are_errors(self):
        source = self.write("reads.fastq", hostile_reads(33, 3000, *V3V4))
        ampstream("trim", source, "--primers", "v3v4", "--fastqout", "/dev/full", code=3)
        running = subprocess.Popen([PROGRAM, "trim", source, "--primers", "v3v4", "--require", "any", "--fastqout", "-"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        running.stdout.close()
        message = running.stderr.read()
        running.stderr.close()
        self.assertEqual(running.wait(), 3, message)


if __name__ == "__main__":
    unittest.main()
