# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream run` from a simulated run folder to the table: completeness, determinism, sums, hostile input."""
import gzip
import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from ampstream_testing import PROGRAM, REPOSITORY, SHARED, TestInFolder, ampstream, needs_shared, read_text

RESULTS = ["otu_table.tsv", "otu_table.biom", "otus.fasta", "taxonomy.tsv", "genus_table.tsv", "phylum_table.tsv", "off_target_table.tsv",
           "read_tracking.tsv", "run.json"]
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

    def reference_with(self, renamed):
        """The default reference; the lineage of sequences of a phylum in `renamed` becomes another one."""
        text = []
        for line in gzip.decompress((REPOSITORY / "refdb/reference.fasta.gz").read_bytes()).decode().splitlines():
            if line.startswith(">"):
                name, lineage = line.split("\t")
                line = f"{name}\t{renamed.get(lineage.split('; ')[1], lineage)}"
            text.append(line)
        return self.write("reference.fasta", "\n".join(text) + "\n")

    def test_organelles_and_other_domains_go_to_a_side_table_and_the_sums_hold(self):
        whole = table(self.results / "otu_table.tsv")
        by_phylum = {}
        for line in read_text(self.results / "phylum_table.tsv").splitlines()[1:]:
            name, *reads = line.split("\t")
            by_phylum[name.split(";")[-1]] = dict(zip(whole, map(int, reads)))
        chloroplast, mitochondria, eukaryote = [name for name in by_phylum if name != "unclassified"][:3]
        reference = self.reference_with({chloroplast: "Bacteria; Cyanobacteria; Cyanobacteriia; Chloroplast; x; x",
                                         mitochondria: "Bacteria; Proteobacteria; Alphaproteobacteria; Rickettsiales; Mitochondria; y",
                                         eukaryote: "Eukaryota; Amorphea; Obazoa; z; z; z"})
        results = self.folder / "results"
        message = ampstream("run", self.source, "--out", results, "--reference", reference).stderr.decode()
        self.assertRegex(message, r"off target: \d+ OTUs \(\d+ reads\) chloroplast, .*mitochondria, .*other domain.*off_target_table.tsv")
        aside = table(results / "off_target_table.tsv")
        tracked = {row["sample"]: row for row in rows(results / "read_tracking.tsv")}
        for sample, row in tracked.items():
            counts = {name: int(value) for name, value in row.items() if name != "sample"}
            moved = sum(counts[f"lost_{name}"] for name in ("chloroplast", "mitochondria", "other_domain", "unassigned_domain"))
            self.assertEqual(counts["pairs"], sum(value for name, value in counts.items() if name.startswith("lost_")) + counts["in_otus"])
            self.assertEqual(moved, aside[sample])
            self.assertEqual(table(results / "otu_table.tsv")[sample], counts["in_otus"])
            self.assertEqual(counts["in_otus"] + aside[sample], whole[sample])
        self.assertGreater(sum(int(row["lost_chloroplast"]) for row in tracked.values()), 0)
        self.assertGreater(sum(int(row["lost_other_domain"]) for row in tracked.values()), 0)
        names = [line.split("\t")[0] for line in read_text(results / "otu_table.tsv").splitlines()[1:] if not line.startswith("#")]
        self.assertNotIn("Chloroplast", read_text(results / "otu_table.tsv"))
        self.assertFalse(set(names) & {line.split("\t")[0] for line in read_text(results / "off_target_table.tsv").splitlines()[1:]})
        figures = json.loads((results / "run.json").read_text())["stages"]["off_target"]
        self.assertEqual(figures["chloroplast_reads"], sum(int(row["lost_chloroplast"]) for row in tracked.values()))

        kept = self.folder / "kept"
        self.assertIn("kept in the tables", ampstream("run", self.source, "--out", kept, "--reference", reference, "--organelles",
                                                      "keep").stderr.decode())
        self.assertEqual(table(kept / "otu_table.tsv"), whole)
        self.assertEqual(len(read_text(kept / "off_target_table.tsv").splitlines()), 1)
        self.assertEqual(json.loads((kept / "run.json").read_text())["stages"]["off_target"], figures)

    def test_a_reference_without_domains_moves_nothing_but_organelles(self):
        text = gzip.decompress((REPOSITORY / "refdb/reference.fasta.gz").read_bytes()).decode()
        reference = self.write("r.fasta", text.replace("\tBacteria; ", "\tLife; ").replace("\tArchaea; ", "\tLife; "))
        results = self.folder / "results"
        ampstream("run", self.source, "--out", results, "--reference", reference)
        self.assertEqual(set(table(results / "off_target_table.tsv").values()), {0})

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

    def test_an_input_among_the_results_is_refused_not_replaced(self):
        results = self.folder / "again"
        ampstream("run", self.source, "--out", results, "--keep-stages")
        lanes = sorted((self.source / READS).glob("S1_*_R?_001.fastq.gz")) or sorted((self.source / READS).glob("*_001.fastq.gz"))[:2]
        (results / "stages" / "x.merged.fastq").write_bytes(gzip.decompress(lanes[0].read_bytes()))
        sheet = self.write("sheet.tsv", f"sample\tforward\treverse\na\t{results}/stages/x.merged.fastq\t{lanes[1]}\n")
        shutil.copy(sheet, results / "run.log")
        before = {path: path.read_bytes() for path in results.rglob("*") if path.is_file()}
        for words in ((self.source, "--reference", results / "otus.fasta"), (self.source, "--species-reference", results / "otus.fasta"),
                      ("--samples", results / "run.log"), ("--samples", sheet)):
            self.assertIn("also read", ampstream("run", *words, "--out", results, "--force", code=2).stderr.decode(), words)
        self.assertEqual({path: path.read_bytes() for path in results.rglob("*") if path.is_file()}, before)

    def test_threads_are_those_of_the_batch_job_unless_named(self):
        for given, words, expected in (({"SLURM_CPUS_PER_TASK": "3", "OMP_NUM_THREADS": "1"}, (), 3), ({"OMP_NUM_THREADS": "5,2"}, (), 5),
                                       ({"SLURM_CPUS_PER_TASK": "3"}, ("--threads", 1), 1),
                                       ({"SLURM_CPUS_PER_TASK": "many", "OMP_NUM_THREADS": "0"}, (), len(os.sched_getaffinity(0)))):
            environment = {name: value for name, value in os.environ.items() if name not in ("SLURM_CPUS_PER_TASK", "OMP_NUM_THREADS")}
            results = self.folder / "threads"
            ampstream("run", self.source, "--out", results, "--force", *words, env=environment | given)
            self.assertIn(f", {expected} threads", read_text(results / "run.log"), given)

    def test_a_mistyped_command_with_force_costs_no_results(self):
        results = self.folder / "again"
        ampstream("run", self.source, "--out", results, "--keep-stages")
        before = sorted(os.listdir(results))
        for words, code in ((("--reference", "/absent"), 3), (("--preset", "v5v7"), 1), (("--maxee", "-1"), 2)):
            ampstream("run", self.source, "--out", results, "--force", *words, code=code)
            self.assertEqual(sorted(os.listdir(results)), before)
        ampstream("run", self.source, "--out", results, "--force")
        self.assertFalse((results / "stages").exists(), "stages of the earlier run stand beside the results of this one")

    def test_a_failed_run_leaves_no_files_of_its_stages(self):
        source = self.copy_of_source()
        victim = sorted((source / READS).glob("*_R2_001.fastq.gz"))[-1]
        victim.write_bytes(victim.read_bytes()[:-100])
        results = self.folder / "results"
        ampstream("run", source, "--out", results, "--keep-stages", code=1)
        self.assertEqual(os.listdir(results), ["run.log"])

    def test_names_that_make_no_file_or_label_are_refused_where_stages_are_kept(self):
        reads = sorted((self.source / READS).glob("*_R1_001.fastq.gz"))[0]
        for name in ("../../evil", "a b", ".hidden"):
            sheet = self.write("sheet.tsv", f"sample\tforward\treverse\n{name}\t{reads}\t{str(reads).replace('_R1_', '_R2_')}\n")
            message = ampstream("run", "--samples", sheet, "--out", self.folder / "r", "--keep-stages", code=2).stderr.decode()
            self.assertIn(name, message)

    def test_reads_from_a_pipe_are_refused_not_waited_for(self):
        for mate in (1, 2):
            os.mkfifo(self.folder / f"p_R{mate}.fastq")
        sheet = self.write("sheet.tsv", f"sample\tforward\treverse\np\tp_R1.fastq\tp_R2.fastq\n")
        message = ampstream("run", "--samples", sheet, "--out", self.folder / "r", code=1, timeout=20).stderr.decode()
        self.assertIn("pipe", message)

    def test_nobody_listening_is_no_reason_to_fail(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "run", self.source, "--out", self.folder / "r"], stdout=subprocess.DEVNULL, stderr=full)
        self.assertEqual(done.returncode, 0)
        with open("/dev/full", "w") as full:
            self.assertEqual(subprocess.run([PROGRAM, "run", "/absent", "--out", "x"], stderr=full).returncode, 3)

    def test_the_record_names_the_sheet_and_whose_reads_a_file_holds(self):
        reads = sorted((self.source / READS).glob("*_R1_001.fastq.gz"))[0]
        sheet = self.write("sheet.tsv", f"sample\tforward\treverse\n007\t{reads}\t{str(reads).replace('_R1_', '_R2_')}\n")
        results = self.folder / "r"
        ampstream("run", "--samples", sheet, "--out", results)
        record = json.loads((results / "run.json").read_text())
        self.assertEqual(record["sheet"]["sha256"], hashlib.sha256(sheet.read_bytes()).hexdigest())
        self.assertEqual([item["sample"] for item in record["inputs"]], ["007", "007"])

    def test_species_of_otus_are_added_to_the_taxonomy_where_the_genus_agrees(self):
        names = {row["id"]: row["lineage"].split(";") for row in rows(self.results / "taxonomy.tsv")}
        sequences = dict(part.split("\n", 1) for part in read_text(self.results / "otus.fasta").split(">")[1:])
        otus = [(header.split()[0], text.replace("\n", "")) for header, text in sequences.items()]
        known = next(name for name, _ in otus if len(names[name]) == 6)
        species = self.write("species.fasta", "".join(f">{i} {names[name][5] if name == known else 'Nobacter'} novus\nACGT{text}\n" for i, (name, text) in enumerate(otus[:-1])))
        results = self.folder / "with_species"
        done = ampstream("run", self.source, "--out", results, "--species-reference", species)
        self.assertIn("references have a species", done.stderr.decode())
        found = {row["id"]: row for row in rows(results / "taxonomy.tsv")}
        self.assertEqual((found[known]["exact_species"], found[known]["exact_mismatches"], found[known]["exact_status"]), (f"{names[known][5]} novus", "0", "ok"))
        self.assertEqual(found[otus[-1][0]]["exact_status"], "none")
        self.assertEqual({row["exact_status"] for name, row in found.items() if name not in (known, otus[-1][0])}, {"genus_differs", "no_genus"})
        without = [line.split("\t")[:-3] for line in read_text(results / "taxonomy.tsv").splitlines()]
        self.assertEqual(without, [line.split("\t") for line in read_text(self.results / "taxonomy.tsv").splitlines()])
        record = json.loads((results / "run.json").read_text())
        self.assertEqual(record["species_reference"], {"path": "species.fasta", "sha256": hashlib.sha256(species.read_bytes()).hexdigest()})
        self.assertEqual(sum(record["stages"]["species"].values()), len(otus))

    def test_a_wrong_reference_of_species_is_said_before_the_work(self):
        for words, code in (("/absent", 3), ("-", 2), (self.write("empty.fasta", ""), 1), (self.write("g.fasta", ">a Bacillus\nACGT\n"), 1)):
            done = ampstream("run", self.source, "--out", self.folder / "r", "--species-reference", words, code=code)
            self.assertNotIn("merged", done.stderr.decode())

    def test_a_reference_from_standard_input_has_the_checksum_of_its_bytes(self):
        text = gzip.decompress((REPOSITORY / "refdb/reference.fasta.gz").read_bytes())
        results = self.folder / "r"
        ampstream("run", self.source, "--out", results, "--reference", "-", stdin=text)
        record = json.loads((results / "run.json").read_text())
        self.assertEqual(record["reference"]["sha256"], hashlib.sha256(text).hexdigest())

    def test_ranks_are_named_with_commas(self):
        results = self.folder / "r"
        ampstream("run", "--reference", REPOSITORY / "refdb/reference.fasta.gz", "--ranks", "d,phylum,c,o,f,genus", self.source, "--out", results)
        self.assertTrue(read_text(results / "taxonomy.tsv").startswith("id\td\td_confidence\tphylum\t"))

    def test_a_model_takes_no_options_of_reading(self):
        model = self.folder / "m.model"
        ampstream("train", REPOSITORY / "refdb/reference.fasta.gz", "--out", model)
        message = ampstream("run", self.source, "--out", self.folder / "r", "--reference", model, "--ranks", "a,b", code=2).stderr.decode()
        self.assertIn("is a model", message)

    def test_a_preset_file_takes_the_names_one_types_but_no_files(self):
        preset = self.write("own.json", json.dumps({"options": {"primers": "v3v4", "maxee": 0.5}}))
        ampstream("run", self.source, "--out", self.folder / "r", "--preset", preset)
        record = json.loads((self.folder / "r" / "run.json").read_text())
        self.assertEqual(record["options"]["filter-maxee"], 0.5)
        preset = self.write("bad.json", json.dumps({"options": {"out": "elsewhere"}}))
        ampstream("run", self.source, "--out", self.folder / "r2", "--preset", preset, code=2)

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
