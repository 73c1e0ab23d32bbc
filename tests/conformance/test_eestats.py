# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream eestats` beside `vsearch --fastq_eestats` and `--fastq_eestats2`: byte for byte."""
import random
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer

CUTOFFS = ((), ("--ee_cutoffs", "0.1,0.25,3"), ("--length_cutoffs", "1,*,1"), ("--length_cutoffs", "2,7,2", "--ee_cutoffs", "0.02"), ("--length_cutoffs", "4,4,4"),
           ("--length_cutoffs", "1,1000,20", "--ee_cutoffs", "1e-3,20,5000"), ("--length_cutoffs", "30,*,30", "--ee_cutoffs", "0.123456,2"))


def reads(seed, count, lengths, qualities):
    draw = random.Random(seed)
    made = []
    for i in range(count):
        length = draw.choice(lengths)
        made.append((f"r{i}", "".join(draw.choices("ACGTNacgtu", k=length)), "".join(chr(33 + draw.choice(qualities)) for _ in range(length))))
    return made


SETS = {
    "lengths of 0 to 3": reads(1, 40, (0, 1, 2, 3), range(42)),
    "one read": reads(2, 1, (4,), range(42)),
    "even numbers, few qualities": reads(3, 64, (6,), (2, 10, 20, 40)),
    "errors exactly at a limit": reads(4, 50, (1, 2, 3, 5, 8), (10, 20, 30)),
    "all of quality 0": reads(5, 30, (60, 90), (0,)),  # VSEARCH's memory grows with the square of the length: 4 GB at 1,000 bases
    "mixed lengths": reads(6, 500, (0, 1, 30, 50, 60, 75, 120), range(42)),
    "high qualities": reads(7, 200, (40, 50), range(35, 94)),
    "good reads": reads(8, 5000, (100, 101), (25, 32, 37, 37, 38, 38, 40)),
    "nothing but empty reads": [("a", "", ""), ("b", "", "")],
}


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, ours, options, theirs=None, threads=(1, 2)):
        for command, file in (("--fastq_eestats", "positions"), ("--fastq_eestats2", "cutoffs")):
            # timeout: 2.22.1 does not end when the longest read is shorter than an explicit list of lengths
            peer("vsearch", command, theirs or ours, "--output", self.folder / f"p.{file}", "--fastq_qmax", 93, "--quiet", *(options if file == "cutoffs" else ()), timeout=60)
        for threads in threads:
            ampstream("eestats", ours, "--output", self.folder / "o.positions", "--output2", self.folder / "o.cutoffs", "--threads", threads, *options)
            for file in ("positions", "cutoffs"):
                self.assertEqual((self.folder / f"o.{file}").read_text().splitlines(), (self.folder / f"p.{file}").read_text().splitlines(), (file, options))
                self.assertEqual((self.folder / f"o.{file}").read_bytes(), (self.folder / f"p.{file}").read_bytes())

    def test_every_set_with_every_cutoff(self):
        for name, records in SETS.items():
            text = self.write("a.fastq", fastq(records))
            for options in CUTOFFS:
                if options[1:2] and "*" not in options[1] and "length" in options[0] and int(options[1].split(",")[0]) > max(len(read[1]) for read in records):
                    continue
                with self.subTest(name=name, options=options):
                    self.compare(text, options, threads=(1, 2) if options == () else (2,))

    def test_many_small_inputs(self):
        for seed in range(40):
            draw = random.Random(seed)
            text = self.write("a.fastq", fastq(reads(100 + seed, draw.randint(1, 30), range(12), draw.sample(range(42), draw.randint(1, 9)))))
            with self.subTest(seed=seed):
                self.compare(text, ("--length_cutoffs", "1,*,1", "--ee_cutoffs", "0.01,0.1,0.11,0.2,1,1.5,2"))

    def test_gzip_and_line_ends_of_windows(self):
        text = fastq(SETS["mixed lengths"])
        plain = self.write("a.fastq", text)
        self.compare(self.write("a.fastq.gz", text), (), plain)
        self.compare(self.write("b.fastq", text.replace("\n", "\r\n")), (), plain)

    @needs_shared("data/reads")
    def test_real_reads(self):
        for folder in ("A_dadaist2_V3V4_MiSeq2x301", "J_444thLiao_V4_MiniSeq2x151_binnedQ"):
            path = sorted((SHARED / "data/reads" / folder).glob("*R2*.fastq.gz"))[0]
            with self.subTest(folder=folder):
                self.compare(path, ())


class WhatTheUserSees(TestInFolder):
    def test_a_quality_outside_of_the_limits_names_file_and_record(self):
        path = self.write("a.fastq", fastq([("a", "ACGT", "IIII"), ("b", "ACGT", "II~I")]))
        said = ampstream("eestats", path, "--output", self.folder / "o", "--qmax", 41, code=1).stderr.decode()
        self.assertIn(f"{path}: record 2 (b): expected qualities from 0 to 41, found 93", said)
        self.assertFalse((self.folder / "o").exists())

    def test_fasta_has_no_qualities(self):
        path = self.write("a.fasta", ">a\nACGT\n")
        self.assertIn("Give reads as FASTQ", ampstream("eestats", path, "--output", "-", code=1).stderr.decode())

    def test_commands_that_make_no_sense(self):
        path = self.write("a.fastq", fastq([("a", "ACGT", "IIII")]))
        ampstream("eestats", path, code=2)
        for name, values in (("--length_cutoffs", ("", "1,2", "0,5,1", "10,5,1", "1,*,0", "1,2,x", "1,2,3,4", "-1,5,1", "1,*,99999999999")),
                             ("--ee_cutoffs", ("", "0", "-1", "abc", "1,,2", "1,", "nan")), ("--qmax", (94,))):
            for value in values:
                ampstream("eestats", path, "--output", "-", f"{name}={value}", code=2)
        ampstream("eestats", path, "--output", "-", "--qmin", 20, "--qmax", 10, code=2)

    def test_lengths_beyond_all_reads_have_no_rows(self):
        path = self.write("a.fastq", fastq([("a", "ACGT", "IIII")]))
        done = ampstream("eestats", path, "--output2", "-", "--length_cutoffs", "5,9,1", "--ee_cutoffs", "1")
        self.assertEqual(done.stdout.decode(), "1 reads, max len 4, avg 4.0\n\nLength         MaxEE 1.00\n------   ----------------\n")

    def test_empty_input_gives_tables_of_nothing(self):
        done = ampstream("eestats", self.write("a.fastq", ""), "--output2", "-")
        self.assertEqual(done.stdout.decode().splitlines()[0], "0 reads")


if __name__ == "__main__":
    unittest.main()
