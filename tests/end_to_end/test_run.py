# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream run` from a simulated run folder to the table: completeness, determinism, sums, hostile input."""
import gzip
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from ampstream_testing import PROGRAM, SHARED, TestInFolder, ampstream, needs_shared, read_text

RESULTS = ["otu_table.tsv", "otu_table.biom", "otus.fasta", "taxonomy.tsv", "genus_table.tsv", "phylum_table.tsv", "read_tracking.tsv",
           "run.json"]
READS = "Data/Intensities/BaseCalls"


def rows(path):
    """Rows of a TSV as dictionaries."""
    lines = [line.split("\t") for line in read_text(path).splitlines()]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def table(path):
    """sample -> reads, summed over the rows of a feature table."""
    lines = [line.split("\t") for line in read_text(path).splitlines() if not line.startswith("# ")]
    samples = [name for name in lines[0][1:] if name != "taxonomy"]
    return {name: sum(int(line[1 + i]) for line in lines[1:]) for i, name in enumerate(samples)}


class RunOnSimulatedReads(TestInFolder):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="ampstream-test-")
        cls.source = pathlib.Path(cls.holder.name) / "run_folder"
        ampstream("simulate", "--out", cls.source, "--samples", 4, "--pairs", 400, "--seed", 7)
        cls.results = pathlib.Path(cls.holder.name) / "results"
        cls.done = ampstream("run", cls.source, "--out", cls.results, "--threads", 1)

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def copy_of_source(self):
        return pathlib.Path(shutil.copytree(self.source, self.folder / "copy"))

    def test_every_result_is_there_and_nothing_else(self):
        self.assertEqual(sorted(os.listdir(self.results)), sorted([*RESULTS, "run.log"]))

    def test_two_threads_give_the_same_bytes(self):
        again = self.folder / "again"
        ampstream("run", self.source, "--out", again, "--threads", 2)
        for name in RESULTS:
            self.assertEqual((again / name).read_bytes(), (self.results / name).read_bytes(), name)

    def test_read_tracking_adds_up(self):
        for row in rows(self.results / "read_tracking.tsv"):
            counts = {name: int(value) for name, value in row.items() if name != "sample"}
            lost = sum(value for name, value in counts.items() if name.startswith("lost_"))
            self.assertEqual(counts["pairs"], lost + counts["in_otus"], row)

    def test_tables_agree_with_each_other_and_with_the_tracking(self):
        expected = {row["sample"]: int(row["in_otus"]) for row in rows(self.results / "read_tracking.tsv")}
        for name in ("otu_table.tsv", "genus_table.tsv", "phylum_table.tsv"):
            self.assertEqual(table(self.results / name), expected, name)
        biom = json.loads((self.results / "otu_table.biom").read_text())
        sums = {column["id"]: 0 for column in biom["columns"]}
        for _, column, count in biom["data"]:
            sums[biom["columns"][column]["id"]] += count
        self.assertEqual(sums, expected)
        for row in biom["rows"]:
            self.assertIsInstance(row["metadata"]["taxonomy"], list)

    def test_simulated_reads_mostly_reach_the_table(self):
        for row in rows(self.results / "read_tracking.tsv"):
            self.assertGreater(int(row["in_otus"]), 0.3 * int(row["pairs"]), row)

    def test_provenance_names_version_options_and_checksums(self):
        record = json.loads((self.results / "run.json").read_text())
        self.assertIn("version", record)
        self.assertEqual(len(record["inputs"]), 8)
        for item in record["inputs"]:
            self.assertRegex(item["sha256"], "^[0-9a-f]{64}$")
        self.assertEqual(record["options"]["cluster-id"], 0.97)

    def test_the_summary_is_for_a_person(self):
        text = self.done.stdout.decode()
        self.assertRegex(text, r"4 samples")
        self.assertRegex(text, r"OTUs")

    def test_a_sample_without_reads_keeps_its_column(self):
        source = self.copy_of_source()
        for mate in (1, 2):
            with gzip.open(source / READS / f"empty-0.1_S9_L001_R{mate}_001.fastq.gz", "wb"):
                pass
        results = self.folder / "results"
        ampstream("run", source, "--out", results)
        self.assertEqual(table(results / "otu_table.tsv")["empty-0.1"], 0)

    def test_a_truncated_gzip_is_an_error_and_leaves_no_result(self):
        source = self.copy_of_source()
        victim = sorted((source / READS).glob("*_R2_001.fastq.gz"))[1]
        victim.write_bytes(victim.read_bytes()[:-100])
        results = self.folder / "results"
        for threads in (1, 2):
            message = ampstream("run", source, "--out", results, "--threads", threads, code=1).stderr.decode()
            self.assertIn(victim.name, message)
            self.assertEqual([name for name in os.listdir(results) if name != "run.log"] if results.exists() else [], [])

    def test_mates_out_of_step_are_an_error_with_file_and_record(self):
        source = self.copy_of_source()
        victim = sorted((source / READS).glob("*_R2_001.fastq.gz"))[0]
        lines = gzip.decompress(victim.read_bytes()).splitlines(keepends=True)
        victim.write_bytes(gzip.compress(b"".join(lines[:40] + lines[44:])))
        message = ampstream("run", source, "--out", self.folder / "results", code=1).stderr.decode()
        self.assertIn(victim.name, message)
        self.assertIn("record 11", message)

    def test_wrong_primers_are_refused_early_with_numbers(self):
        message = ampstream("run", self.source, "--out", self.folder / "results", "--preset", "v5v7", code=1).stderr.decode()
        self.assertRegex(message, r"\d+ ?%")

    def test_reads_in_which_nothing_survives_end_in_an_error_that_says_where_they_went(self):
        message = ampstream("run", self.source, "--out", self.folder / "results", "--minlen", "449", "--maxlen", "450", code=1).stderr.decode()
        self.assertIn("no read", message.lower())

    def test_an_existing_result_folder_is_not_overwritten_by_accident(self):
        message = ampstream("run", self.source, "--out", self.results, code=2).stderr.decode()
        self.assertIn("--force", message)
        again = self.folder / "again"
        ampstream("run", self.source, "--out", again)
        ampstream("run", self.source, "--out", again, "--force")

    def test_a_folder_without_reads_says_what_was_looked_for(self):
        empty = self.folder / "empty"
        empty.mkdir()
        message = ampstream("run", empty, "--out", self.folder / "results", code=1).stderr.decode()
        self.assertIn("_R1", message)

    def test_a_sheet_names_samples_as_data(self):
        reads = sorted((self.source / READS).glob("*_R1_001.fastq.gz"))[:2]
        lines = ["sample\tforward\treverse\tgroup"]
        for name, path in zip(("007", "a b-c.d"), reads):
            lines.append(f"{name}\t{path}\t{str(path).replace('_R1_', '_R2_')}\tx")
        sheet = self.write("sheet.tsv", "\n".join(lines) + "\n")
        results = self.folder / "results"
        ampstream("run", "--samples", sheet, "--out", results)
        self.assertEqual(set(table(results / "otu_table.tsv")), {"007", "a b-c.d"})
        columns = json.loads((results / "otu_table.biom").read_text())["columns"]
        self.assertEqual([(column["id"], column["metadata"]) for column in columns],
                         [("007", {"group": "x"}), ("a b-c.d", {"group": "x"})])

    def test_interrupting_leaves_no_result_and_ends_with_130(self):
        source = self.copy_of_source()
        for mate in (1, 2):  # a sample that takes a while
            path = sorted((source / READS).glob(f"*_R{mate}_001.fastq.gz"))[0]
            path.write_bytes(path.read_bytes() * 400)
        results = self.folder / "results"
        for number in (signal.SIGINT, signal.SIGTERM):
            running = subprocess.Popen([PROGRAM, "run", source, "--out", results], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
            time.sleep(0.5)
            running.send_signal(number)
            _, message = running.communicate(timeout=30)
            self.assertEqual(running.returncode, 130, message)
            self.assertIn(b"interrupted", message)
            self.assertEqual([name for name in os.listdir(results) if name != "run.log"] if results.exists() else [], [])


class RunOnRealReads(TestInFolder):
    @needs_shared("data/reads/F_nhoffman_V3V4_MiSeq2x300_indexed")
    def test_set_f_goes_through_with_its_samples_of_five_reads(self):
        results = self.folder / "results"
        ampstream("run", SHARED / "data/reads/F_nhoffman_V3V4_MiSeq2x300_indexed", "--out", results)
        self.assertEqual(len(rows(results / "read_tracking.tsv")), 9)

    @needs_shared("data/reads/G_ebi_ERR4334351_V3V4_MiSeq2x301")
    def test_set_g_with_slash_headers_goes_through(self):
        results = self.folder / "results"
        ampstream("run", SHARED / "data/reads/G_ebi_ERR4334351_V3V4_MiSeq2x301", "--out", results)
        self.assertGreater(sum(table(results / "otu_table.tsv").values()), 500)

    @needs_shared("data/reads/H_mucobiome_V3V5_swapped_orientation")
    def test_set_h_with_swapped_mates_goes_through_oriented(self):
        results = self.folder / "results"
        ampstream("run", SHARED / "data/reads/H_mucobiome_V3V5_swapped_orientation", "--out", results, "--preset", "none", "--forward",
                  "CCTACGGGNGGCWGCAG", "--reverse", "CCGTCAATTCMTTTRAGT", "--orient")
        # The amplicons are nearly as long as both reads together: few pairs overlap, and all others have that as their reason.
        for row in rows(results / "read_tracking.tsv"):
            self.assertGreater(int(row["lost_merge_score_too_low"]), 0.8 * int(row["pairs"]))
        self.assertGreater(sum(table(results / "otu_table.tsv").values()), 0)

    @needs_shared("data/reads/H_mucobiome_V3V5_swapped_orientation")
    def test_set_h_with_the_wrong_primers_is_a_clear_error(self):
        message = ampstream("run", SHARED / "data/reads/H_mucobiome_V3V5_swapped_orientation", "--out", self.folder / "results",
                            code=1).stderr.decode()
        self.assertRegex(message, r"primer")


if __name__ == "__main__":
    unittest.main()
