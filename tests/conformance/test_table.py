# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream table` beside `vsearch --cluster_size --otutabout --biomout --mothur_shared_out`, and its files read by biom-format."""
import json
import pathlib
import random
import re
import shutil
import subprocess
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer

DEBIAN_PYTHON = "/usr/bin/python3"  # python3-biom-format belongs to it, whichever python3 comes first
HAS_BIOM = subprocess.run([DEBIAN_PYTHON, "-c", "import biom"], capture_output=True).returncode == 0 if pathlib.Path(DEBIAN_PYTHON).exists() else False


def needs_biom(test):
    return unittest.skipUnless(HAS_BIOM and shutil.which("biom"), "SKIPPED: python3-biom-format is not installed; nothing was read back")(test)


def mutated(draw, sequence, share):
    return "".join(draw.choice("ACGT") if draw.random() < share else base for base in sequence)


def labelled(seed, count, samples, annotated=True):
    """Sequences around a few centres, with labels of every form that names sample and abundance."""
    draw = random.Random(seed)
    centres = ["".join(draw.choices("ACGT", k=draw.randint(120, 160))) for _ in range(max(1, count // 12))]
    text = ""
    for i in range(count):
        sample = draw.choice(samples)
        size = draw.choice(("", f";size={draw.randint(1, 40)}", f";size={draw.randint(1, 3)};"))
        name = f"{sample}.{i}{size}"
        if annotated:
            name = draw.choice((name, f"r{i};sample={sample}{size}", f"r{i}{size.rstrip(';')};barcodelabel={sample};", f"q{i}{size.rstrip(';')};otu=T_{i};sample={sample};x"))
        text += f">{name}\n{mutated(draw, draw.choice(centres), draw.choice((0, 0.01, 0.02, 0.03)))}\n"
    return text


def cells(text):
    """{(row, column): count} without zeros, and the rows and columns, of a table of text."""
    lines = [line.split("\t") for line in text.splitlines()]
    counts = {(row[0], column): int(count) for row in lines[1:] for column, count in zip(lines[0][1:], row[1:]) if count != "0"}
    return counts, {row[0] for row in lines[1:]}, set(lines[0][1:])


def biom_cells(table):
    rows, columns = ([one["id"] for one in table[kind]] for kind in ("rows", "columns"))
    return {(rows[i], columns[j]): count for i, j, count in table["data"]}, set(rows), set(columns)


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def cluster(self, sequences, options=()):
        names = {kind: self.folder / f"p.{kind}" for kind in ("uc", "tsv", "biom", "shared")}
        peer("vsearch", "--cluster_size", sequences, "--id", 0.97, "--uc", names["uc"], "--otutabout", names["tsv"], "--biomout", names["biom"],
             "--mothur_shared_out", names["shared"], "--quiet", *options)
        return names

    def compare(self, sequences, options=()):
        theirs = self.cluster(sequences, options)
        ours = {kind: self.folder / f"o.{kind}" for kind in theirs}
        for threads in (1, 2):
            ampstream("table", theirs["uc"], "--otutabout", ours["tsv"], "--biomout", ours["biom"], "--mothur_shared_out", ours["shared"], "--row-order", "names",
                      "--threads", threads)
            self.assertEqual(ours["tsv"].read_bytes(), theirs["tsv"].read_bytes())
            self.assertEqual(re.sub("^ampstream", "vsearch", ours["shared"].read_text(), flags=re.M), theirs["shared"].read_text())
            one, other = (json.loads(names["biom"].read_text()) for names in (ours, theirs))
            for kind in ("shape", "rows", "columns", "data", "type", "matrix_type", "matrix_element_type"):
                self.assertEqual(one[kind], other[kind], kind)
        ampstream("table", theirs["uc"], "--otutabout", ours["tsv"], "--biomout", ours["biom"])
        self.assertEqual(cells(ours["tsv"].read_text()), cells(theirs["tsv"].read_text()))
        self.assertEqual(biom_cells(json.loads(ours["biom"].read_text())), biom_cells(json.loads(theirs["biom"].read_text())))
        return ours["tsv"].read_text()

    def test_every_form_of_label(self):
        for seed in range(12):
            with self.subTest(seed=seed):
                text = self.write("a.fasta", labelled(seed, 120, ("A", "B", "b", "S_1", "10", "9", "007", "empty_")))
                self.compare(text, ((), ("--sizein",), ("--strand", "both"), ("--sizein", "--qmask", "none"))[seed % 4])

    def test_rows_follow_the_clusters_unless_asked_otherwise(self):
        text = self.write("a.fasta", labelled(3, 200, ("A", "B")))
        table = self.compare(text)
        labels = [line.split("\t")[8] for line in (self.folder / "p.uc").read_text().splitlines() if line.startswith("S")]
        named = [re.search("(?:^|;)otu=([^;]*)", label) for label in labels]
        self.assertEqual([line.split("\t")[0] for line in table.splitlines()[1:]],
                         [found.group(1) if found else label.split(";")[0] for found, label in zip(named, labels)])

    def test_names_vsearch_cuts_short_are_kept_whole(self):
        text = self.write("a.fasta", labelled(4, 60, ("A-1", "A-2", "B.x"), annotated=False))
        theirs = self.cluster(text)
        ours = ampstream("table", theirs["uc"], "--otutabout", "-").stdout.decode()
        self.assertEqual(cells(ours)[2], {"A-1", "A-2", "B.x"})
        self.assertEqual(cells(theirs["tsv"].read_text())[2], {"A", "B"})
        merged = {}
        for (row, column), count in cells(ours)[0].items():
            merged[row, column[0]] = merged.get((row, column[0]), 0) + count
        self.assertEqual(merged, cells(theirs["tsv"].read_text())[0])

    def chain(self, samples):
        """Dereplicates samples, pools them, clusters the pool; the table from memberships against one from clustering every sample's uniques."""
        pool = ""
        for name, text in samples.items():
            peer("vsearch", "--derep_fulllength", text, "--sizeout", "--relabel", f"{name}.", "--output", self.folder / "one.fasta", "--quiet")
            pool += (self.folder / "one.fasta").read_text()
        peer("vsearch", "--derep_fulllength", self.write("pool.fasta", pool), "--sizein", "--sizeout", "--output", self.folder / "uniques.fasta",
             "--uc", self.folder / "pool.uc", "--quiet")
        peer("vsearch", "--cluster_size", self.folder / "uniques.fasta", "--id", 0.97, "--sizein", "--sizeout", "--uc", self.folder / "otus.uc",
             "--centroids", self.folder / "otus.fasta", "--relabel", "OTU_", "--relabel_keep", "--quiet")
        self.assertGreater((self.folder / "otus.fasta").stat().st_size, 0)
        return ampstream("table", self.folder / "otus.uc", "--derep", self.folder / "pool.uc", "--otus", self.folder / "otus.fasta", "--otutabout", "-").stdout.decode()

    def check_chain(self, samples, reads):
        table = self.chain(samples)
        counts, rows, columns = cells(table)
        self.assertEqual(columns, set(samples))
        # A row's total is its cluster's size; a column's total the sample's reads: no read is lost or counted twice.
        sizes = {}
        for line in (self.folder / "otus.fasta").read_text().splitlines():
            if line.startswith(">"):
                name, size = re.match(r">([^;]*);size=(\d+)", line).groups()
                sizes[name] = int(size)
        self.assertEqual({row: sum(count for (name, _), count in counts.items() if name == row) for row in rows}, sizes)
        self.assertEqual({column: sum(count for (_, name), count in counts.items() if name == column) for column in columns}, reads)
        # VSEARCH can say which OTU each read of a sample is in: its uniques before pooling, followed through both .uc tables.
        members = {}
        for line in (self.folder / "pool.uc").read_text().splitlines():
            fields = line.split("\t")
            if fields[0] in "SH":
                members.setdefault((fields[9] if fields[0] == "H" else fields[8]).split(";")[0], []).append(fields[8])
        followed = {}
        for line in (self.folder / "otus.uc").read_text().splitlines():
            fields = line.split("\t")
            if fields[0] in "SH":
                for one in members[fields[8].split(";")[0]]:
                    key = (int(fields[1]), one.rsplit(".", 1)[0])
                    followed[key] = followed.get(key, 0) + int(one.split("size=")[1])
        self.assertEqual({(f"OTU_{cluster + 1}", sample): count for (cluster, sample), count in followed.items()}, counts)

    def test_samples_pooled_by_dereplication_stay_apart(self):
        draw = random.Random(1)
        centres = ["".join(draw.choices("ACGT", k=140)) for _ in range(15)]
        samples, reads = {}, {}
        for name in ("A-1", "A.2", "007"):
            reads[name] = draw.randint(200, 300)
            samples[name] = self.write(f"{name}.fasta", "".join(f">r{i}\n{mutated(draw, draw.choice(centres), draw.choice((0, 0, 0.01, 0.03)))}\n" for i in range(reads[name])))
        self.check_chain(samples, reads)

    @needs_shared("data/reads")
    def test_real_reads(self):
        folder = SHARED / "data/reads/A_dadaist2_V3V4_MiSeq2x301"
        samples, reads = {}, {}
        for forward in sorted(folder.glob("*_R1*.fastq.gz"))[:3]:
            name = forward.name.split("_")[0]
            samples[name] = self.folder / f"{name}.fasta"
            peer("vsearch", "--fastq_mergepairs", forward, "--reverse", str(forward).replace("_R1", "_R2"), "--fastaout", samples[name], "--quiet",
                 "--fasta_width", 0, "--fastq_maxee", 1)
            lines = samples[name].read_text().splitlines(keepends=True)[:3000]
            samples[name].write_text("".join(lines))
            reads[name] = len(lines) // 2
            self.assertGreater(reads[name], 100)
        self.check_chain(samples, reads)


TAXONOMY = "id\tdomain\tdomain_confidence\tgenus\tgenus_confidence\tlineage\tstrand\tstatus\n"
UC = ("S\t0\t48\t*\t*\t*\t*\t*\tA-1.1;size=5\t*\n"
      "S\t1\t48\t*\t*\t*\t*\t*\tx\"q\\b;sample=007;size=2\t*\n"
      "H\t0\t48\t97.9\t+\t0\t0\t=\tZürich β\"q\\.7;sample=Zürich-β\"q\\;size=3\tA-1.1;size=5\n"
      "S\t2\t48\t*\t*\t*\t*\t*\tB.1\t*\n"
      "C\t0\t2\t*\t*\t*\t*\t*\tA-1.1;size=5\t*\n"
      "C\t1\t1\t*\t*\t*\t*\t*\tx\"q\\b;sample=007;size=2\t*\n"
      "C\t2\t1\t*\t*\t*\t*\t*\tB.1\t*\n").replace("Zürich β", "Zürich")


@needs_biom
class ReadByBiomFormat(TestInFolder):
    def load(self, path):
        """What biom.load_table sees: names, counts, taxonomy."""
        code = ("import biom, json, sys; t = biom.load_table(sys.argv[1]); m = t.metadata(axis='observation'); "
                "print(json.dumps([list(t.ids('observation')), list(t.ids()), t.matrix_data.toarray().tolist(), "
                "None if m is None else [dict(x) for x in m]]))")
        return json.loads(peer(DEBIAN_PYTHON, "-c", code, path).stdout)

    def make(self, *options, uc=UC, taxonomy=True):
        words = ["table", self.write("a.uc", uc), "--biomout", self.folder / "a.biom", "--otutabout", self.folder / "a.tsv", *options]
        if taxonomy:
            rows = (("A-1.1", "Bacteria;[Eubacterium] hallii's \"group\" \\x"), ('x"q\\b;sample=007', "unclassified"), ("B.1", "Bactéria"))
            words += ["--taxonomy", self.write("t.tsv", TAXONOMY + "".join(f"{name};size=1\tB\t1.00\tG\t0.40\t{lineage}\t+\tok\n" for name, lineage in rows))]
        ampstream(*words)

    def test_hostile_names_come_through(self):
        self.make()
        said = peer("biom", "validate-table", "-i", self.folder / "a.biom").stdout.decode()
        self.assertIn("is a valid BIOM-formatted file", said)
        rows, columns, counts, metadata = self.load(self.folder / "a.biom")
        self.assertEqual(rows, ["A-1.1", 'x"q\\b', "B.1"])
        self.assertEqual(columns, ["007", "A-1", "B", 'Zürich-β"q\\'])
        self.assertEqual(counts, [[0, 5, 0, 3], [2, 0, 0, 0], [0, 0, 1, 0]])
        self.assertEqual([one["taxonomy"] for one in metadata], [["Bacteria", "[Eubacterium] hallii's \"group\" \\x"], ["unclassified"], ["Bactéria"]])

    def test_a_sample_without_reads_in_the_rows_stays(self):
        self.make("--otus", self.write("otus.fasta", ">OTU_1 A-1.1;size=5\nACGT\n"))
        rows, columns, counts, _ = self.load(self.folder / "a.biom")
        self.assertEqual((rows, columns, counts), (["OTU_1"], ["007", "A-1", "B", 'Zürich-β"q\\'], [[0, 5, 0, 3]]))
        peer("biom", "validate-table", "-i", self.folder / "a.biom")

    def test_without_taxonomy(self):
        self.make(taxonomy=False)
        peer("biom", "validate-table", "-i", self.folder / "a.biom")
        self.assertIsNone(self.load(self.folder / "a.biom")[3])

    def test_tsv_is_read_back(self):
        self.make()
        peer("biom", "convert", "-i", self.folder / "a.tsv", "-o", self.folder / "back.biom", "--to-json", "--process-obs-metadata", "taxonomy",
             "--table-type", "OTU table")
        rows, columns, counts, metadata = self.load(self.folder / "back.biom")
        straight = self.load(self.folder / "a.biom")
        self.assertEqual([rows, columns, counts], straight[:3])
        self.assertEqual([one["taxonomy"] for one in metadata], [one["taxonomy"] for one in straight[3]])

    def test_biom_is_what_biom_converts_to_our_tsv(self):
        self.make()
        peer("biom", "convert", "-i", self.folder / "a.biom", "-o", self.folder / "back.tsv", "--to-tsv", "--header-key", "taxonomy")
        lines = (self.folder / "back.tsv").read_text().splitlines()[1:]  # "# Constructed from biom file"
        self.assertEqual([re.sub(r"\.0(?=\t|$)", "", line) for line in lines], (self.folder / "a.tsv").read_text().splitlines())


class WhatTheUserSees(TestInFolder):
    def fails(self, uc, *texts, options=(), code=1):
        path = self.write("a.uc", uc)
        said = ampstream("table", path, "--otutabout", self.folder / "o", *options, code=code).stderr.decode()
        for text in texts:
            self.assertIn(text, said)
        self.assertFalse((self.folder / "o").exists())

    def test_hostile_tables_are_errors_with_file_and_line(self):
        path = self.folder / "a.uc"
        lines = UC.splitlines(keepends=True)
        self.fails("".join(lines[:2]) + lines[2][:30], f"{path}: line 3")                         # cut off inside a line
        self.fails("".join(lines[:4]), f"{path}: expected a C record for each of 3 S records")    # cut off between lines
        self.fails(UC.replace("\t*\n", "\n", 1), f"{path}: line 1", "nine more")                  # a column too few
        self.fails(UC.replace("\t*\n", "\t*\t\n", 1), f"{path}: line 1", "nine more")             # a column too many
        self.fails(UC.replace("\tA-1.1;size=5\nS", "\tA-9.1;size=5\nS"), f"{path}: line 3", "S record of a centroid")
        self.fails(UC.replace("B.1", "B"), f"{path}: line 4", "names its sample")
        self.fails(UC.replace("size=2", "size=0"), f"{path}: line 2", "an abundance from 1")
        self.fails(UC.replace("S\t2", "Q\t2"), f"{path}: line 4", "one of S H C N L D R")
        self.fails(">a\nACGT\n", f"{path}: line 1")
        self.fails(UC.replace("B.1", "A-1.1"), f"{path}: line 4", "A-1.1 again")
        self.fails(UC.replace("B.1", "A-1.1;ee=1"), "each name once")
        self.fails("H\t0\t48\t97.9\t+\t0\t0\t=\tA.1\tref1\n", "The .uc of a search has no S records")

    def test_line_ends_of_windows_and_gzip_change_nothing(self):
        wanted = ampstream("table", self.write("a.uc", UC), "--otutabout", "-").stdout
        self.assertEqual(ampstream("table", self.write("b.uc", UC.replace("\n", "\r\n")), "--otutabout", "-").stdout, wanted)
        self.assertEqual(ampstream("table", self.write("c.uc.gz", UC), "--otutabout", "-").stdout, wanted)
        self.assertEqual(ampstream("table", self.write("d.uc", UC[:-1]), "--otutabout", "-").stdout, wanted)
        self.assertEqual(ampstream("table", "-", "--otutabout", "-", stdin=UC.encode()).stdout, wanted)

    def test_a_dereplication_that_does_not_fit_is_an_error(self):
        pool = self.write("pool.uc", "S\t0\t48\t*\t*\t*\t*\t*\tA-1.1;size=5\t*\nC\t0\t1\t*\t*\t*\t*\t*\tA-1.1;size=5\t*\n")
        self.fails(UC, "line 2", "a unique of the --derep files", options=("--derep", pool))
        self.fails(UC, "line 1", "a unique of the --derep files", options=("--derep", self.write("empty.uc", "")))
        self.fails(UC, f"{pool}: line 1", "uniques with different labels", options=("--derep", pool, "--derep", pool))

    def test_otus_and_taxonomy_that_do_not_fit_are_errors(self):
        self.fails(UC, "record 1 (OTU_1)", "--relabel_keep", options=("--otus", self.write("otus.fasta", ">OTU_1\nACGT\n")))
        self.fails(UC, "t.tsv", "a row for", options=("--taxonomy", self.write("t.tsv", TAXONOMY)))
        full = TAXONOMY + "".join(f"{name}\tB\t1\tG\t1\tB\t+\tok\n" for name in ("A-1.1", 'x"q\\b;sample=007', "B.1"))
        self.fails(UC, "domain, genus", options=("--taxonomy", self.write("t.tsv", full), "--rank", "phylum", "--collapsed", self.folder / "c"), code=2)

    def test_commands_that_make_no_sense(self):
        path = self.write("a.uc", UC)
        for words in ((), ("--collapsed", "-"), ("--otutabout", "-", "--sample-separator", "ab"), ("--otutabout", "-", "--row-order", "size")):
            ampstream("table", path, *words, code=2)
        ampstream("table", self.folder / "absent", "--otutabout", "-", code=3)

    def test_a_collapsed_table_has_the_reads_of_the_table(self):
        rows = (("A-1.1", "B;G"), ('x"q\\b;sample=007', "unclassified"), ("B.1", "B;G"))
        taxonomy = self.write("t.tsv", TAXONOMY + "".join(f"{name}\tB\t1\tG\t1\t{lineage}\t+\tok\n" for name, lineage in rows))
        done = ampstream("table", self.write("a.uc", UC), "--taxonomy", taxonomy, "--collapsed", "-")
        self.assertEqual(done.stdout.decode(), 'genus\t007\tA-1\tB\tZürich-β"q\\\nB;G\t0\t5\t1\t3\nunclassified;unclassified\t2\t0\t0\t0\n')
        self.assertIn("3 rows, 4 samples, 11 reads", done.stderr.decode())

    def test_an_empty_table_is_a_header(self):
        self.assertEqual(ampstream("table", self.write("a.uc", ""), "--otutabout", "-").stdout, b"#OTU ID\n")


if __name__ == "__main__":
    unittest.main()
