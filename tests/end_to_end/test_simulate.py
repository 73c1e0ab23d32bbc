# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream simulate`: the run folder it writes, the truth beside it, the same bytes for any threads, its errors."""
import csv
import gzip
import hashlib
import random
import re
import resource
import signal
import unittest
import xml.etree.ElementTree

from ampstream_testing import SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer, read_text

FORWARD = "CCTACGGGAGGCAGCAG"  # fit 341F and the reverse complement of 805R
REVERSE_SITE = "GGATTAGATACCCTAGTAGTC"
HEADER = re.compile(r"^@[MA]00999:\d+:[-\w]+:[1-8]:\d{4}:\d+:\d+ [12]:N:0:[ACGT]{8}\+[ACGT]{8}$")


def reference_fasta(count=30, seed=1):
    """Related genes with the V3–V4 primers; lineages in SILVA's form; every third on the other strand."""
    draw = random.Random(seed)
    ancestor = [draw.choice("ACGT") for _ in range(424)]
    complement = str.maketrans("ACGT", "TGCA")
    records = []
    for number in range(count):
        insert = "".join(draw.choice("ACGT") if draw.random() < 0.08 else base for base in ancestor)
        gene = "ACGT" * 20 + FORWARD + insert + REVERSE_SITE + "TTGCA" * 10
        if number % 3 == 2:
            gene = gene.translate(complement)[::-1]
        records.append(f">ref{number} Bacteria;Phylum{number % 3};Genus{number}\n{gene}\n")
    return "".join(records)


def records_of(path):
    lines = read_text(path).splitlines()
    return [tuple(lines[i:i + 4]) for i in range(0, len(lines), 4)]


def table_of(path):
    return list(csv.DictReader(read_text(path).splitlines(), delimiter="\t"))


def checksums(folder):
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


class Simulate(TestInFolder):
    def setUp(self):
        super().setUp()
        self.reference = self.write("reference.fasta", reference_fasta())

    def simulate(self, name, *words, **options):
        out = self.folder / name
        self.finished = ampstream("simulate", "--out", out, "--reference", self.reference, "--taxa", 20, *words, **options)
        return out

    def test_the_folder_looks_like_illuminas(self):
        out = self.simulate("run", "--samples", 3, "--pairs", 200, "--lanes", 2, "--prefix", "gut-")
        names = sorted(path.name for path in (out / "Data/Intensities/BaseCalls").iterdir())
        self.assertEqual(names, sorted(f"gut-0{s}_S{s}_L00{lane}_R{read}_001.fastq.gz"
                                       for s in (1, 2, 3) for lane in (1, 2) for read in (1, 2)))
        for path in (out / "Data/Intensities/BaseCalls").iterdir():
            for header, sequence, plus, quality in records_of(path):
                self.assertRegex(header, HEADER)
                self.assertEqual((len(sequence), plus, len(quality)), (300, "+", 300))
                self.assertLessEqual(set(sequence), set("ACGTN"))
        run = xml.etree.ElementTree.parse(out / "RunInfo.xml").getroot()
        self.assertEqual(run.find(".//FlowcellLayout").get("LaneCount"), "2")
        self.assertEqual([read.get("NumCycles") for read in run.iter("Read")], ["300", "8", "8", "300"])
        sheet = read_text(out / "SampleSheet.csv")
        self.assertIn("[Data]\nLane,Sample_ID,", sheet)
        self.assertEqual(sheet.count("gut-02,gut-02,"), 2)
        rows = table_of(out / "samples.tsv")
        self.assertEqual([row["group"] for row in rows], ["group1"] * 4 + ["group2"] * 2)
        for row in rows:
            self.assertTrue((out / row["forward"]).exists() and (out / row["reverse"]).exists())

    def test_the_truth_names_every_pair_and_adds_up(self):
        out = self.simulate("run", "--samples", 2, "--pairs", 600, "--chimeras", 0.2, "--flipped", 0.3)
        truth = table_of(out / "truth/templates.tsv.gz")
        reads = []
        for sample in (1, 2):
            forward = records_of(out / f"Data/Intensities/BaseCalls/S0{sample}_S{sample}_L001_R1_001.fastq.gz")
            reverse = records_of(out / f"Data/Intensities/BaseCalls/S0{sample}_S{sample}_L001_R2_001.fastq.gz")
            self.assertEqual([record[0].split()[0] for record in forward], [record[0].split()[0] for record in reverse])
            reads += [(record[0][1:].split()[0], f"S0{sample}") for record in forward]
        self.assertEqual([(row["read"], row["sample"]) for row in truth], reads)
        self.assertEqual(len({name for name, _ in reads}), len(reads))
        composition = table_of(out / "truth/composition.tsv")
        templates = [line[1:].split()[0] for line in read_text(out / "truth/templates.fasta").splitlines() if line[0] == ">"]
        self.assertEqual([row["template"] for row in composition], templates)
        self.assertEqual(len(templates), 20)
        for row in composition:
            self.assertRegex(row["taxonomy"], r"^Bacteria;Phylum\d;Genus\d+$")
            for sample in ("S01", "S02"):
                self.assertEqual(int(row[sample]), sum(r["kind"] == "template" and r["template"] == row["template"]
                                                       and r["sample"] == sample for r in truth))
        chimeric = [row for row in truth if row["kind"] == "chimera"]
        self.assertTrue(0.13 < len(chimeric) / len(truth) < 0.27)
        self.assertTrue(0.2 < sum(row["strand"] == "-" for row in truth) / len(truth) < 0.4)
        self.assertTrue(all(row["template"] != row["second_template"] for row in chimeric))

    def test_the_same_bytes_for_any_threads_and_other_bytes_for_another_seed(self):
        words = ("--samples", 5, "--pairs", 150, "--lanes", 2, "--profile", "novaseq", "--spacer", 4)
        one = checksums(self.simulate("one", *words, "--threads", 1))
        two = checksums(self.simulate("two", *words, "--threads", 2))
        four = checksums(self.simulate("four", *words, "--threads", 4))
        other = checksums(self.simulate("other", *words, "--seed", 2))
        self.assertEqual(one, two)
        self.assertEqual(one, four)
        name = "Data/Intensities/BaseCalls/S01_S1_L001_R1_001.fastq.gz"
        self.assertNotEqual(one[name], other[name])

    def test_references_without_amplicon_are_counted_aloud(self):
        self.reference = self.write("reference.fasta", reference_fasta() + ">x\nACGTACGTAAGG\n>y\nTTTT\n")
        self.simulate("run", "--samples", 1, "--pairs", 10)
        self.assertIn(b"32 references: 30 distinct amplicons; 2 without both primers", self.finished.stderr)

    def test_a_compressed_and_an_other_region(self):
        self.reference = self.write("reference.fasta.gz", reference_fasta())
        out = self.simulate("run", "--samples", 1, "--pairs", 20, "--forward", FORWARD[:-3], "--reverse", "GACTACTAGGGTATC",
                            "--length", 80, "--no-primers")
        for record in records_of(out / "Data/Intensities/BaseCalls/S01_S1_L001_R1_001.fastq.gz"):
            self.assertEqual(len(record[1]), 80)

    def test_a_folder_with_reads_is_not_mixed_with_others(self):
        self.simulate("run", "--samples", 1, "--pairs", 10)
        self.simulate("run", "--samples", 1, "--pairs", 10, code=2)
        self.assertIn(b"already holds FASTQ files", self.finished.stderr)

    def test_wrong_words(self):
        for words, complaint in ((("--taxa", 31), b"--taxa is 31; the reference gives 30 distinct amplicons"),
                                 (("--groups", 13), b"--groups is 13, more than --samples, 12"),
                                 (("--profile", "454"), b"--profile is '454'"),
                                 (("--chimeras", 2), b"--chimeras is 2"),
                                 (("--forward", "ACGZ"), b"--forward is 'ACGZ'"),
                                 (("--contaminants", 0.1), b"--contaminant-file")):
            with self.subTest(words=words):
                self.assertIn(complaint, self.simulate_wrongly(*words, code=2))

    def simulate_wrongly(self, *words, code):
        out = self.folder / "wrong"
        taxa = () if "--taxa" in words else ("--taxa", 5)
        found = ampstream("simulate", "--out", out, "--reference", self.reference, *taxa, *words, code=code)
        self.assertFalse(list(out.rglob("*.fastq.gz")))
        return found.stderr

    def test_wrong_references(self):
        for name, text, code in (("empty.fasta", b"", 1), ("no_primers.fasta", b">a\nACGT\n", 1), ("words.txt", b"hello\n", 1),
                                 ("cut.fasta.gz", gzip.compress(reference_fasta().encode())[:-9], 1)):
            with self.subTest(name=name):
                self.reference = self.folder / name
                self.reference.write_bytes(text)
                self.assertIn(name.encode(), self.simulate_wrongly(code=code))
        self.reference = self.folder / "absent.fasta"
        self.assertIn(b"absent.fasta", self.simulate_wrongly(code=3))

    def test_a_folder_that_cannot_be_made(self):
        self.write("file", "x")
        found = ampstream("simulate", "--out", self.folder / "file/run", "--reference", self.reference, "--taxa", 5,
                          code=3)
        self.assertIn(b"file/run", found.stderr)

    def test_a_full_disk_leaves_no_reads_behind(self):
        def limit_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

        for threads in (1, 2):
            with self.subTest(threads=threads):
                out = self.folder / f"full{threads}"
                found = ampstream("simulate", "--out", out, "--reference", self.reference, "--taxa", 5, "--samples", 4, "--pairs", 3000,
                                  "--threads", threads, code=3, preexec_fn=limit_files)
                self.assertIn(b"fastq.gz: cannot write", found.stderr)
                self.assertEqual([path for path in out.rglob("*") if path.is_file()], [])

    def test_contaminants_are_read_through(self):
        draw = random.Random(3)
        phage = self.write("phage.fasta", ">phage\n" + "".join(draw.choice("ACGT") for _ in range(5000)) + "\n")
        out = self.simulate("run", "--samples", 1, "--pairs", 500, "--contaminants", 0.3, "--contaminant-file", phage)
        kinds = [row["kind"] for row in table_of(out / "truth/templates.tsv.gz")]
        self.assertTrue(0.2 < kinds.count("contaminant") / len(kinds) < 0.4)
        text = read_text(out / "Data/Intensities/BaseCalls/S01_S1_L001_R1_001.fastq.gz")
        self.assertGreater(text.count("CTGTCTCTTATACACATCT"), 10)

    def test_novaseq_scores_are_binned(self):
        out = self.simulate("run", "--samples", 1, "--pairs", 300, "--profile", "novaseq")
        scores = set()
        for path in (out / "Data/Intensities/BaseCalls").iterdir():
            for record in records_of(path):
                self.assertEqual(len(record[1]), 250)
                scores |= set(record[3])
        self.assertLessEqual(scores, set("#,:F"))

    @needs_program("vsearch")
    @needs_shared("data/reference/rRNA16S.gold.fasta.gz")
    def test_the_rates_after_merging_are_those_of_real_runs(self):
        """Set A merges 76–77 % of its pairs that are not staggered, 89 % of these with at most one expected error; set C
        98.8 % and 83 %."""
        self.reference = SHARED / "data/reference/rRNA16S.gold.fasta.gz"
        for profile, merged_range, clean_range in (("miseq300", (0.72, 0.84), (0.84, 0.93)), ("novaseq", (0.97, 1.0), (0.76, 0.88))):
            with self.subTest(profile=profile):
                out = self.simulate(profile, "--samples", 1, "--pairs", 3000, "--profile", profile)
                calls = out / "Data/Intensities/BaseCalls"
                peer("vsearch", "--fastq_mergepairs", calls / "S01_S1_L001_R1_001.fastq.gz", "--reverse",
                     calls / "S01_S1_L001_R2_001.fastq.gz", "--fastqout", self.folder / "merged.fq", "--fastq_eeout", "--threads", 1)
                merged = records_of(self.folder / "merged.fq")
                pairs = len(table_of(out / "truth/templates.tsv.gz"))
                clean = sum(float(record[0].split("ee=")[1]) <= 1.0 for record in merged) / len(merged)
                self.assertTrue(merged_range[0] < len(merged) / pairs < merged_range[1], (len(merged), pairs))
                self.assertTrue(clean_range[0] < clean < clean_range[1], clean)


if __name__ == "__main__":
    unittest.main()
