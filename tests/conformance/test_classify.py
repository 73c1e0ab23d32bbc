# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream train` and `classify` beside the RDP Classifier: calls, confidences, forms of headers, and what is wrong with an input."""
import collections
import math
import pathlib
import random
import struct
import subprocess
import tempfile
import unittest

from ampstream_testing import PROGRAM, SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer
from classify_testing import (RANKS, RDP_JAR, classify, fasta, has_rdp, mutated, random_genes, rdp_classify, rdp_train, read_fasta, read_rdp, table,
                              taxid_lines, turned)

ORACLE = SHARED / "data/rdp_oracle"
REFERENCES = SHARED / "data/reference"
QUERIES = ("dadaist2_A01", "ebi", "mock16")


def confidences(row):
    return [float(row[f"{rank}_confidence"]) for rank in RANKS]


def names(row):
    return [row[rank] for rank in RANKS]


def differs_by_chance(ours, theirs, rounds=100):
    """Are two shares of independent rounds within five standard deviations (and one round)?"""
    p = (ours + theirs) / 2
    return abs(ours - theirs) <= 5 * math.sqrt(2 * p * (1 - p) / rounds) + 1 / rounds


def drawn_ranges(model, queries, seeds):
    """id -> row and, by rank, lowest and highest confidence when only the draws among genera tied in a round change."""
    runs = [classify(model, queries, "--rng", "java", "--seed", seed) for seed in seeds]
    return {name: (row, [(min(c), max(c)) for c in zip(*(confidences(run[name]) for run in runs))]) for name, row in runs[0].items()}


def compare_java_draws(test, model, records, theirs):
    """With RDP's draws, RDP's confidence must be ours, at each rank; where rounds are tied (RDP picks at random), within the range of
    picks. Few seeds may pick alike by chance: what they leave in doubt is looked at with many. Returns (exact, ranged)."""
    exact = ranged = 0
    doubtful = []
    for seeds in (range(3), range(100, 148)):
        if seeds.start and not doubtful:
            break
        chosen = [record for record in records if record[0].split()[0] in doubtful] if seeds.start else records
        for query, (row, ranges) in drawn_ranges(model, test.write("java.fa", fasta(chosen)), seeds).items():
            if query not in theirs or row["status"] == "tied":
                continue
            called = [(low, high, expected) for (low, high), (_, _, expected) in zip(ranges, theirs[query][1])]
            if seeds.start == 0 and any(not low <= expected <= high for low, high, expected in called):
                doubtful.append(query)
                continue
            for low, high, expected in called:
                # 48 picks span some four standard deviations; RDP's one pick must lie within about as much again.
                beside = max(0.04, (high - low) / 2)
                test.assertTrue(low == high == expected or (low < high and low - beside <= expected <= high + beside), (query, ranges, theirs[query]))
                exact += low == high
                ranged += low < high
    return exact, ranged


@needs_shared("data/rdp_oracle")
class SameCallsAsRdp(TestInFolder):
    """Against the stored answers of RDP 2.10.2, trained on the gold set."""

    @classmethod
    def setUpClass(cls):
        cls.model = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="ampstream-test-"))) / "gold.model"
        ampstream("train", ORACLE / "gold_rdp.fasta.gz", "--out", cls.model)

    def oracle(self, name):
        return ORACLE / f"q_{name}.fa", read_rdp((ORACLE / f"q_{name}.rdp.txt").read_text(encoding="utf-8"))

    def test_the_best_genus_is_the_same_wherever_it_is_not_a_tie(self):
        tied = compared = 0
        for name in QUERIES:
            queries, theirs = self.oracle(name)
            ours = classify(self.model, queries)
            self.assertEqual(list(ours), list(theirs))
            for query, row in ours.items():
                if row["status"] == "tied":
                    tied += 1
                    continue
                compared += 1
                self.assertEqual((row["strand"] == "-", names(row)), (theirs[query][0], [call[0] for call in theirs[query][1]]), query)
        self.assertEqual(compared + tied, 784)
        self.assertLess(tied, 60)

    def test_confidences_differ_by_sampling_only(self):
        differences = collections.defaultdict(list)
        for name in QUERIES:
            queries, theirs = self.oracle(name)
            for query, row in classify(self.model, queries).items():
                if row["status"] == "tied":
                    continue
                for rank, ours, (_, _, expected) in zip(RANKS, confidences(row), theirs[query][1]):
                    self.assertTrue(differs_by_chance(ours, expected), (query, rank, ours, expected))
                    differences[rank].append(ours - expected)
        for rank, values in differences.items():
            mean = sum(values) / len(values)
            spread = math.sqrt(sum(value * value for value in values) / len(values) / len(values))
            self.assertLessEqual(abs(mean), 4 * spread + 1e-4, (rank, mean, spread))
            self.assertLess(abs(mean), 0.006, rank)

    def test_with_the_draws_of_java_confidences_are_equal_wherever_no_draw_ties(self):
        records, theirs = [], {}
        for name in QUERIES:
            queries, calls = self.oracle(name)
            records += read_fasta(queries)
            theirs.update(calls)
        exact, ranged = compare_java_draws(self, self.model, records, theirs)
        self.assertEqual(exact + ranged, 784 * len(RANKS))
        self.assertGreater(exact, 4600)

    def test_one_and_two_threads_write_the_same_bytes(self):
        second = self.folder / "second.model"
        ampstream("train", ORACLE / "gold_rdp.fasta.gz", "--out", second, "--threads", 1)
        self.assertEqual(second.read_bytes(), self.model.read_bytes())
        for queries in (ORACLE / f"q_{name}.fa" for name in QUERIES):
            tables = {ampstream("classify", queries, "--reference", self.model, "--threads", threads).stdout for threads in (1, 2, 3)}
            self.assertEqual(len(tables), 1, queries)

    def test_a_reference_and_the_model_trained_from_it_give_the_same_bytes(self):
        queries = ORACLE / "q_mock16.fa"
        self.assertEqual(ampstream("classify", queries, "--reference", self.model).stdout,
                         ampstream("classify", queries, "--reference", ORACLE / "gold_rdp.fasta.gz").stdout)

    def test_a_call_depends_on_the_bases_alone(self):
        records = read_fasta(ORACLE / "q_mock16.fa")[:60]
        plain = classify(self.model, self.write("plain.fa", fasta(records)))
        expected = [(names(row), confidences(row)) for row in plain.values()]
        for kind, text in {
            "lower case": fasta((header, sequence.lower()) for header, sequence in records),
            "RNA": fasta((header, sequence.replace("T", "U")) for header, sequence in records),
            "CRLF": fasta(records).replace("\n", "\r\n"),
            "other labels, other order": fasta((f"x{i}", sequence) for i, (_, sequence) in reversed(list(enumerate(records)))),
            "reversed": fasta((header, turned(sequence)) for header, sequence in records),
            "FASTQ": "".join(f"@{header}\n{sequence}\n+\n{'I' * len(sequence)}\n" for header, sequence in records),
        }.items():
            found = classify(self.model, self.write("other.txt", text))
            rows = list(found.values())
            if kind.startswith("other"):
                rows.reverse()
            self.assertEqual([(names(row), confidences(row)) for row in rows], expected, kind)
            strands = {row["strand"] for row in rows}
            self.assertEqual(strands, {"-"} if kind == "reversed" else {"+"}, kind)

    def test_orientation_can_be_given(self):
        records = read_fasta(ORACLE / "q_mock16.fa")[:20]
        plain = self.write("plain.fa", fasta(records))
        reversed_queries = self.write("reversed.fa", fasta((header, turned(sequence)) for header, sequence in records))
        expected = [names(row) for row in classify(self.model, plain).values()]
        self.assertEqual([names(row) for row in classify(self.model, reversed_queries, "--orientation", "minus").values()], expected)
        as_given = classify(self.model, reversed_queries, "--orientation", "plus")
        self.assertNotEqual([names(row) for row in as_given.values()], expected)
        self.assertEqual({row["strand"] for row in as_given.values()}, {"+"})


@unittest.skipUnless(has_rdp(), "SKIPPED: rdp_classifier is not installed; nothing was compared")
class BesideTheInstalledRdp(TestInFolder):
    """Made-up genes with what the stored answers lack: N, lower case, shortest queries, the other strand, deep ties."""

    @classmethod
    def setUpClass(cls):
        folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="ampstream-test-")))
        cls.genera = random_genes(8, 60, 4)
        training = [(f"g{i}_{j}\tRoot;" + ";".join(lineage), sequence)
                    for i, (lineage, sequences) in enumerate(cls.genera) for j, sequence in enumerate(sequences)]
        third = cls.genera[3]
        training.append(("withN\tRoot;" + ";".join(third[0]), third[1][0][:700] + "N" * 20 + third[1][0][700:].lower()))
        (folder / "train.fa").write_text(fasta(training))
        (folder / "taxid.txt").write_text(taxid_lines([lineage for lineage, _ in cls.genera]))
        cls.properties = rdp_train(folder, folder / "train.fa", folder / "taxid.txt")
        cls.model = folder / "our.model"
        ampstream("train", folder / "train.fa", "--out", cls.model)

    def hostile_queries(self, count, seed):
        draw = random.Random(seed)
        queries = []
        for i in range(count):
            gene = draw.choice(draw.choice(self.genera)[1])
            start = draw.randrange(0, 1000)
            gene = mutated(gene[start:start + draw.choice((50, 51, 60, 80, 120, 250, 400, 1400))], draw.choice((0, 0.01, 0.05, 0.15)), draw)
            if draw.random() < 0.2:
                gene = "".join("N" if draw.random() < 0.02 else base for base in gene)
            gene = turned(gene) if draw.random() < 0.3 else gene
            queries.append((f"q{i}", gene.lower() if draw.random() < 0.1 else gene))
        return [(name, gene) for name, gene in queries if len(gene) >= 50]

    def test_calls_strands_and_confidences_on_hostile_queries(self):
        queries = self.hostile_queries(400, 5)
        queries_file = self.write("q.fa", fasta(queries))
        theirs = read_rdp(rdp_classify(self.properties, queries_file, self.folder / "rdp.txt"))
        compared = tied = short = 0
        for name, row in classify(self.model, queries_file, "--rng", "java").items():
            if row["status"] == "too_few_words":
                short += 1
                self.assertNotIn(name, theirs)
            elif row["status"] == "tied":
                tied += 1
            else:
                compared += 1
                self.assertEqual((row["strand"] == "-", names(row)), (theirs[name][0], [call[0] for call in theirs[name][1]]), name)
        self.assertGreater(compared, 300)
        self.assertGreater(short, 0)
        exact, ranged = compare_java_draws(self, self.model, queries, theirs)
        self.assertEqual(exact + ranged, compared * len(RANKS))
        self.assertGreater(exact, 1500)

    def test_tables_in_the_forms_of_rdp_are_its_bytes_where_no_round_is_tied(self):
        queries = self.hostile_queries(200, 6)
        runs = [classify(self.model, self.write("all.fa", fasta(queries)), "--rng", "java", "--seed", seed) for seed in range(24)]
        sure = [record for record in queries if runs[0][record[0]]["status"] == "ok"
                and all(confidences(run[record[0]]) == confidences(runs[0][record[0]]) for run in runs)]
        self.assertGreater(len(sure), 50)
        path = self.write("q.fa", fasta(sure))
        for limit in (0.8, 0.5):
            for form in ("allrank", "fixrank", "filterbyconf"):
                theirs = self.folder / "theirs"
                peer("java", "-cp", RDP_JAR, "edu.msu.cme.rdp.classifier.cli.ClassifierMain", "classify", "-t", self.properties, "-f", form,
                     "-c", limit, "-o", theirs, "-h", self.folder / "theirs.hier", path)
                ours = ampstream("classify", path, "--reference", self.model, "--rng", "java", "--format", form, "--min-confidence", limit,
                                 "--hier-out", self.folder / "ours.hier").stdout
                self.assertEqual(ours, theirs.read_bytes(), (form, limit))
            # Numbers and order of taxa are those of our reference; lineage, name, rank and count are RDP's.
            tables = [sorted(line.split("\t")[1:] for line in (self.folder / f"{side}.hier").read_text().splitlines()) for side in ("ours", "theirs")]
            self.assertEqual(*tables)
            self.assertGreater(len(tables[0]), 30)


@needs_shared("data/rdp_oracle")
@unittest.skipUnless(has_rdp(), "SKIPPED: rdp_classifier is not installed; nothing was compared")
class AmpliconsOfTheGoldSetBesideRdp(TestInFolder):
    """Pieces of as many genera as possible, changed as reads of unknown strains are; `benchmarks/classify.py --calls` compares many more."""

    def test_calls_and_confidences_with_the_draws_of_java(self):
        draw = random.Random(31)
        genes = read_fasta(ORACLE / "gold_rdp.fasta.gz")
        queries = []
        for i in range(400):
            gene = draw.choice(genes)[1].upper().replace("U", "T")
            start = draw.randrange(max(1, len(gene) - 500))
            piece = mutated(gene[start:start + draw.choice((150, 250, 420))], draw.choice((0, 0.01, 0.03, 0.1)), draw)
            queries.append((f"q{i}", turned(piece) if draw.random() < 0.1 else piece))
        training = self.write("gold.fa", fasta(genes))
        properties = rdp_train(self.folder, training, ORACLE / "gold_rdp_taxid.txt")
        theirs = read_rdp(rdp_classify(properties, self.write("q.fa", fasta(queries)), self.folder / "rdp.txt"))
        model = self.folder / "gold.model"
        ampstream("train", training, "--out", model)
        rows = classify(model, self.folder / "q.fa")
        compared = [name for name, row in rows.items() if row["status"] == "ok"]
        self.assertGreater(len(compared), 300)
        for name in compared:
            self.assertEqual((rows[name]["strand"] == "-", names(rows[name])), (theirs[name][0], [call[0] for call in theirs[name][1]]), name)
        exact, ranged = compare_java_draws(self, model, queries, theirs)
        self.assertEqual(exact + ranged, len(compared) * len(RANKS))
        self.assertGreater(exact, 4 * ranged)


class FormsOfTables(TestInFolder):
    def calls(self, form, *words):
        genera = random_genes(4, 12, 2)
        reference = self.write("r.fa", fasta((f"s{i}{j} {';'.join(lineage)}", sequence)
                                             for i, (lineage, sequences) in enumerate(genera) for j, sequence in enumerate(sequences)))
        half = genera[1][1][0][:300] + genera[2][1][0][300:600]
        queries = self.write("q.fa", fasta([("a;size=3", genera[0][1][0][:500]), ("b", half), ("c", "ACGT" * 5), ("d", "ACGTTGCA" * 30)]))
        return ampstream("classify", queries, "--reference", reference, "--format", form, *words).stdout.decode(), classify(reference, queries)

    def test_qiime2_names_ranks_by_letters_as_far_as_confident(self):
        text, rows = self.calls("qiime2")
        lines = [line.split("\t") for line in text.splitlines()]
        self.assertEqual(lines[0], ["Feature ID", "Taxon", "Confidence"])
        self.assertEqual([line[0] for line in lines[1:]], list(rows))
        for (name, taxon, confidence), row in zip(lines[1:], rows.values()):
            kept = row["lineage"].split(";") if row["lineage"] != "unclassified" else []
            expected = "; ".join(f"{rank[0]}__{part}" for rank, part in zip(RANKS, kept)) or "Unassigned"
            self.assertEqual(taxon, expected, name)
            self.assertEqual(float(confidence), confidences(row)[max(len(kept) - 1, 0)])

    def test_phyloseq_has_a_column_a_rank_and_na(self):
        text, rows = self.calls("phyloseq", "--xsize")
        lines = [line.split("\t") for line in text.splitlines()]
        self.assertEqual(lines[0], ["OTU", "Domain", "Phylum", "Class", "Order", "Family", "Genus"])
        self.assertEqual([line[0] for line in lines[1:]], ["a", "b", "c", "d"])
        for line, row in zip(lines[1:], rows.values()):
            kept = row["lineage"].split(";") if row["lineage"] != "unclassified" else []
            self.assertEqual(line[1:], kept + ["NA"] * (6 - len(kept)))

    @needs_program("Rscript")
    def test_r_reads_the_phyloseq_table(self):
        text, rows = self.calls("phyloseq", "--xsize")
        path = self.write("tax.tsv", text)
        said = peer("Rscript", "-e", f'm <- as.matrix(read.delim("{path}", row.names = 1)); cat(dim(m), sum(is.na(m)), colnames(m))').stdout.decode().split()
        self.assertEqual(said[:2], ["4", "6"])
        self.assertEqual(int(said[2]), text.count("NA"))
        self.assertEqual(said[3:], ["Domain", "Phylum", "Class", "Order", "Family", "Genus"])

    def test_threads_do_not_change_the_counts_by_taxon(self):
        counts = set()
        for threads in (1, 3):
            self.calls("fixrank", "--threads", threads, "--hier-out", self.folder / "h")
            counts.add((self.folder / "h").read_bytes())
        self.assertEqual(len(counts), 1)
        self.assertTrue(next(iter(counts)).startswith(b"taxid\tlineage\tname\trank\tq.fa\n0\tnull\tRoot\trootrank\t3\n"))

    def test_a_form_that_does_not_exist_is_an_error_of_usage(self):
        path = self.write("q.fa", "")
        self.assertIn("--format", ampstream("classify", path, "--reference", path, "--format", "xml", code=2).stderr.decode())


def header_forms(lineage, name):
    """The same lineage in each form `train` reads."""
    joined = ";".join(lineage)
    return {
        "silva": f"{name}.1.1479 {joined};{lineage[-1]} species",
        "dada2": f"{joined};",
        "rdp": f"{name}\tRoot;{joined}",
        "tabbed": f"{name} some organism\t{name}|16s|x\t{'; '.join(lineage)}",
        "spaced": f"{name} {joined}",
        "sintax": f"{name};tax=" + ",".join(f"{letter}:{part}" for letter, part in zip("dpcofg", lineage)) + ";",
    }


class FormsOfHeaders(TestInFolder):
    def test_every_form_gives_the_same_calls(self):
        genera = random_genes(3, 24, 3)
        queries = self.write("q.fa", fasta((f"q{i}", sequences[0][300:700]) for i, (_, sequences) in enumerate(genera)))
        found = {}
        for form in header_forms(genera[0][0], "x"):
            reference = self.write(f"{form}.fa", fasta((header_forms(lineage, f"s{i}{'abc'[j]}")[form], sequence)
                                                       for i, (lineage, sequences) in enumerate(genera) for j, sequence in enumerate(sequences)))
            done = ampstream("train", reference, "--out", self.folder / f"{form}.model")
            self.assertIn(f"(headers: {form})", done.stderr.decode())
            found[form] = ampstream("classify", queries, "--reference", self.folder / f"{form}.model").stdout
        self.assertEqual(len(set(found.values())), 1)
        rows = table(found["silva"])
        self.assertEqual([names(row) for row in rows.values()], [lineage for lineage, _ in genera])

    @needs_shared("data/rdp_oracle")
    def test_the_gold_set_says_the_same_in_its_own_form_and_in_that_of_rdp(self):
        queries = ORACLE / "q_mock16.fa"
        own = ampstream("classify", queries, "--reference", REFERENCES / "rRNA16S.gold.fasta.gz").stdout
        self.assertEqual(table(own).keys(), classify(ORACLE / "gold_rdp.fasta.gz", queries).keys())
        for row, other in zip(table(own).values(), classify(ORACLE / "gold_rdp.fasta.gz", queries).values()):
            if "tied" not in (row["status"], other["status"]):
                self.assertEqual(row["genus"], other["genus"])

    @needs_shared("data/reference")
    def test_references_as_they_are_distributed_are_read(self):
        for name, form, sequences in (
            ("silva138_like_nr99.silva.fasta.gz", "silva", 14657), ("silva119_subset.fa.gz", "spaced", None), ("new_trainset.fasta", "rdp", None),
            ("example_train_set.fa.gz", "dada2", 100), ("ten_16s.100.fa.gz", "sintax", 3994), ("rRNA16S.gold.fasta.gz", "tabbed", 5181),
            ("gold_silva138.fasta.gz", None, 4578),
        ):
            with self.subTest(reference=name):
                said = ampstream("train", REFERENCES / name, "--out", self.folder / "m").stderr.decode()
                if form:
                    self.assertIn(f"(headers: {form})", said)
                if sequences:
                    self.assertIn(f"trained on {sequences} sequences", said)

    @needs_shared("data/reference")
    def test_ragged_lineages_are_padded_named_and_counted(self):
        model = self.folder / "m"
        said = ampstream("train", REFERENCES / "silva119_subset.fa.gz", "--out", model).stderr.decode()
        self.assertRegex(said, r"\d+ with nameless ranks filled in as NAME_unclassified")
        record = next((header, sequence) for header, sequence in read_fasta(REFERENCES / "silva119_subset.fa.gz")
                      if header.endswith("Archaea;Thaumarchaeota;Marine Group I"))
        row = next(iter(classify(model, self.write("q.fa", fasta([("q", record[1])]))).values()))
        self.assertEqual(names(row)[:3] + [names(row)[5]],
                         ["Archaea", "Thaumarchaeota", "Marine Group I", "Marine Group I_unclassified"])
        ampstream("train", REFERENCES / "silva119_subset.fa.gz", "--out", model, "--ragged", "drop")
        said = ampstream("train", REFERENCES / "silva119_subset.fa.gz", "--out", self.folder / "n", "--ragged", "refuse", code=1).stderr.decode()
        self.assertRegex(said, r"silva119_subset.fa.gz: record \d+ .*ranks")


GENUS = "Bacteria;P;C;O;F;"


def gene(seed, length=600):
    return "".join(random.Random(seed).choices("ACGT", k=length))


class WhatTheUserSees(TestInFolder):
    def model(self):
        path = self.folder / "model"
        if not path.exists():
            ampstream("train", self.write("ref.fa", fasta((f"s{i} {GENUS}G{i}", gene(i)) for i in range(5))), "--out", path)
        return path

    def refused(self, *words, code=1):
        return ampstream(*words, code=code).stderr.decode()

    def test_a_damaged_model_is_refused_where_it_is_looked_at(self):
        whole = self.model().read_bytes()
        query = self.write("q.fa", fasta([("q", gene(0))]))
        sound = ampstream("classify", query, "--reference", self.model()).stdout
        draw = random.Random(1)
        directory = struct.unpack_from("<8sIIQQIIII", whole)
        entries = [struct.unpack_from("<IIQQ", whole, 48 + 24 * i) for i in range(directory[6])]
        rows = max(entries)  # what the model knows of each word: checked when a query has the word
        self.assertGreater(rows[3], len(whole) // 2)
        others = [offset + draw.randrange(size) for number, _, offset, size in entries if size and number != rows[0]]
        for place in [8, 12, 16, 40, 60, 100, *others, *(draw.randrange(rows[2], len(whole)) for _ in range(12)), None]:
            damaged = bytearray(whole)
            if place is None:
                for one in range(rows[2], len(whole), 64):
                    damaged[one] ^= 1
            else:
                damaged[place] ^= 1 << draw.randrange(8)
            path = self.write("damaged", bytes(damaged))
            if place is not None and place >= rows[2] and subprocess.run(
                    [PROGRAM, "classify", query, "--reference", path], capture_output=True, check=False).returncode == 0:
                self.assertEqual(ampstream("classify", query, "--reference", path).stdout, sound)
                continue
            done = self.refused("classify", query, "--reference", path)
            self.assertIn(f"{path}: expected", done, place)
            self.assertRegex(done, "[Tt]rain")

    def test_a_model_that_is_cut_off_is_refused(self):
        whole = self.model().read_bytes()
        query = self.write("q.fa", fasta([("q", gene(0))]))
        for size in (8, 20, 100, 1000, len(whole) // 2, len(whole) - 1):
            path = self.write("cut", whole[:size])
            self.assertIn(f"{path}: expected an undamaged model", self.refused("classify", query, "--reference", path), size)
        self.assertIn("undamaged", self.refused("classify", query, "--reference", self.write("longer", whole + b"x")))

    def test_a_model_of_another_version_is_refused_with_what_to_do(self):
        other = bytearray(self.model().read_bytes())
        other[8] = 99
        said = self.refused("classify", self.write("q.fa", fasta([("q", gene(0))])), "--reference", self.write("other", bytes(other)))
        self.assertIn("format 99", said)
        self.assertIn("Train it again", said)

    def test_a_file_that_is_neither_model_nor_fasta_is_refused(self):
        for content in (b"\x7fELF" + bytes(100), b"PK\x03\x04", b"id\tname\n1\tx\n"):
            path = self.write("foreign", content)
            self.assertIn(str(path), self.refused("classify", self.write("q.fa", fasta([("q", gene(0))])), "--reference", path))

    def test_an_empty_reference_is_refused(self):
        path = self.write("empty.fa", "")
        self.assertIn(f"{path}: expected reference sequences, found an empty file", self.refused("train", path, "--out", self.folder / "m"))
        self.assertFalse((self.folder / "m").exists())

    def test_a_missing_reference_is_an_error_of_resources(self):
        self.assertIn("No such file", self.refused("train", self.folder / "none.fa", "--out", self.folder / "m", code=3))

    def test_a_reference_without_lineages_is_refused_with_an_example(self):
        path = self.write("plain.fa", fasta([("s1", gene(1)), ("s2", gene(2))]))
        said = self.refused("train", path, "--out", self.folder / "m")
        self.assertIn(f"{path}: record 1 (s1): expected a lineage", said)
        self.assertIn(">id Bacteria;", said)

    def test_a_record_of_another_form_is_named(self):
        path = self.write("mixed.fa", fasta([(f"s1 {GENUS}G1", gene(1)), ("s2", gene(2))]))
        self.assertIn(f"{path}: record 2 (s2)", self.refused("train", path, "--out", self.folder / "m"))

    def test_a_reference_of_sequences_without_words_is_refused(self):
        path = self.write("n.fa", fasta([(f"s1 {GENUS}G1", "N" * 500), (f"s2 {GENUS}G2", "ACGTNACGTN" * 40)]))
        self.assertIn(f"{path}", self.refused("train", path, "--out", self.folder / "m"))

    def test_sequences_without_words_are_left_out_and_counted(self):
        path = self.write("some.fa", fasta([(f"s1 {GENUS}G1", gene(1)), (f"s2 {GENUS}G2", "N" * 500), (f"s3 {GENUS}G3", gene(3))]))
        said = ampstream("train", path, "--out", self.folder / "m").stderr.decode()
        self.assertIn("1 without 8 plain bases in a row", said)
        self.assertIn("trained on 2 sequences, 2 taxa", said)

    def test_lower_case_rna_and_crlf_train_the_same_tables(self):
        records = [(f"s{i} {GENUS}G{i}", gene(i)) for i in range(4)]
        queries = self.write("q.fa", fasta((f"q{i}", mutated(gene(i), 0.1, random.Random(i))) for i in range(4)))
        expected = None
        for text in (fasta(records), fasta((header, sequence.lower()) for header, sequence in records),
                     fasta((header, sequence.replace("T", "U")) for header, sequence in records), fasta(records).replace("\n", "\r\n"),
                     fasta((header, "\n".join(sequence[i:i + 60] for i in range(0, 600, 60))) for header, sequence in records)):
            found = ampstream("classify", queries, "--reference", self.write("ref.fa", text)).stdout
            expected = expected or found
            self.assertEqual(found, expected)

    def test_one_id_with_two_lineages_names_both_records(self):
        path = self.write("twice.fa", fasta([(f"s1 {GENUS}G1", gene(1)), (f"s2 {GENUS}G2", gene(2)), (f"s1 {GENUS}G3", gene(3))]))
        said = self.refused("train", path, "--out", self.folder / "m")
        self.assertIn(f"{path}: record 3 (s1", said)
        self.assertIn("record 1", said)

    def test_one_id_twice_with_one_lineage_is_two_sequences(self):
        path = self.write("twice.fa", fasta([(f"s1 {GENUS}G1", gene(1)), (f"s1 {GENUS}G1", gene(2)), (f"s2 {GENUS}G2", gene(3))]))
        self.assertIn("trained on 3 sequences, 2 taxa", ampstream("train", path, "--out", self.folder / "m").stderr.decode())

    def test_one_genus_name_under_two_families_is_two_genera(self):
        path = self.write("homonyms.fa", fasta([("s1 Bacteria;P;C;O;F1;Same", gene(1)), ("s2 Bacteria;P;C;O;F2;Same", gene(2))]))
        rows = classify(path, self.write("q.fa", fasta([("a", gene(1)), ("b", gene(2))])))
        self.assertEqual([(row["family"], row["genus"], row["genus_confidence"]) for row in rows.values()],
                         [("F1", "Same", "1.00"), ("F2", "Same", "1.00")])

    def test_fifty_bases_and_forty_two_words_are_enough_and_less_is_not(self):
        whole = gene(1)
        rows = classify(self.model(), self.write("q.fa", fasta([
            ("fifty", whole[:50]), ("short", whole[:49]), ("words42", whole[:49] + "N" + whole[50:57]), ("words41", whole[:48] + "N" + whole[49:55]),
            ("n", "N" * 300), ("empty", "")])))
        self.assertEqual({name: row["status"] for name, row in rows.items()},
                         {"fifty": "ok", "short": "too_short", "words42": "ok", "words41": "too_few_words", "n": "too_few_words", "empty": "too_short"})
        self.assertEqual(rows["short"]["lineage"], "unclassified")
        self.assertEqual((rows["short"]["genus"], rows["short"]["genus_confidence"]), ("unclassified", "0.00"))

    def test_equal_genera_are_called_by_the_first_and_said_to_be_tied(self):
        path = self.write("equal.fa", fasta([(f"s{i} {GENUS}G{i}", gene(7)) for i in range(4)] + [(f"t {GENUS}T", gene(8))]))
        row = next(iter(classify(path, self.write("q.fa", fasta([("q", gene(7))])), "--bootstraps", 1000).values()))
        self.assertEqual((row["genus"], row["status"]), ("G0", "tied"))
        self.assertAlmostEqual(float(row["genus_confidence"]), 0.25, delta=0.07)
        self.assertEqual(float(row["family_confidence"]), 1)

    def test_a_bad_query_names_file_and_record(self):
        path = self.write("q.fa", fasta([("a", gene(1)), ("b", "ACGT!" * 20)]))
        self.assertIn(f"{path}: record 2", self.refused("classify", path, "--reference", self.model()))
        out = self.folder / "calls.tsv"
        self.refused("classify", path, "--reference", self.model(), "--out", out)
        self.assertFalse(out.exists())

    def test_no_queries_give_a_table_without_rows(self):
        text = ampstream("classify", self.write("q.fa", ""), "--reference", self.model()).stdout.decode()
        self.assertEqual(text.count("\n"), 1)
        self.assertTrue(text.startswith("id\tdomain\tdomain_confidence\t"))

    def test_the_lineage_ends_before_the_first_name_below_the_confidence_asked_for(self):
        mixture = gene(1)[:300] + gene(2)[:300]
        for limit in (0.0, 0.5, 0.8, 1.0):
            row = next(iter(classify(self.model(), self.write("q.fa", fasta([("q", mixture)])), "--min-confidence", limit).values()))
            kept = [name for name, confidence in zip(names(row), confidences(row)) if confidence >= limit]
            self.assertEqual(row["lineage"], ";".join(kept))

    def test_options_out_of_range_are_errors_of_usage(self):
        query = self.write("q.fa", fasta([("q", gene(0))]))
        for words in (("--bootstraps", 0), ("--min-confidence", 1.5), ("--rng", "perl"), ("--orientation", "both"), ("--min-words", 0)):
            self.assertIn(words[0], self.refused("classify", query, "--reference", self.model(), *words, code=2))
        self.assertIn("cannot be compressed", self.refused("train", self.folder / "ref.fa", "--out", self.folder / "m.gz", code=2))
        self.assertIn("--ranks", self.refused("train", self.folder / "ref.fa", "--out", self.folder / "m", "--ranks", "a,b", code=2))

    def test_standard_input_is_read_for_references_and_queries(self):
        reference = (self.folder / "ref.fa").read_bytes() if self.model() else b""
        ampstream("train", "-", "--out", self.folder / "piped.model", stdin=reference)
        query = fasta([("q", gene(0))])
        expected = ampstream("classify", self.write("q.fa", query), "--reference", self.model()).stdout
        self.assertEqual(ampstream("classify", "-", "--reference", self.folder / "piped.model", stdin=query.encode()).stdout, expected)


if __name__ == "__main__":
    unittest.main()
