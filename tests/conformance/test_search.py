# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream search` beside `vsearch --usearch_global` and `--search_exact`: every output byte for byte, rows in the order of the queries."""
import json
import random
import re
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer

FIELDS = ("aln+alnlen+bits+caln+evalue+exts+gaps+id+id0+id1+id2+id3+id4+ids+mism+opens+pairs+pctgaps+pctpv+pv+qcov+qframe+qhi+qihi+qilo+ql+qlo+qrow+qs+"
          "qstrand+query+raw+target+tcov+tframe+thi+tihi+tilo+tl+tlo+trow+ts+tstrand")
ROWS = ("uc", "blast6out", "userout", "samout", "matched", "notmatched", "dbmatched", "dbnotmatched", "otutabout")

OPTIONS = (
    (), ("--strand", "both"), ("--maxaccepts", 3, "--strand", "both"), ("--maxaccepts", 0, "--maxrejects", 0), ("--maxaccepts", 4, "--maxrejects", 2),
    ("--maxaccepts", 5, "--top_hits_only"), ("--maxaccepts", 5, "--maxhits", 2), ("--maxaccepts", 6, "--uc_allhits", "--strand", "both"),
    ("--output_no_hits", "--strand", "both"), ("--output_no_hits", "--maxaccepts", 2, "--uc_allhits"), ("--qmask", "none"), ("--dbmask", "none"),
    ("--qmask", "none", "--dbmask", "none", "--strand", "both"), ("--qmask", "soft", "--dbmask", "soft", "--strand", "both"), ("--iddef", 0), ("--iddef", 1),
    ("--iddef", 3, "--maxaccepts", 2), ("--iddef", 4), ("--wordlength", 5), ("--wordlength", 11, "--minwordmatches", 1), ("--minwordmatches", 30),
    ("--sizein", "--sizeout", "--maxaccepts", 3, "--strand", "both"), ("--sizeout",), ("--xsize",), ("--xsize", "--sizeout", "--output_no_hits"), ("--xee", "--relabel", "u", "--relabel_keep"), ("--sample", "A-1", "--label_suffix", "/x"), ("--fasta_width", 0), ("--minseqlength", 1, "--maxaccepts", 2),
    ("--self",), ("--selfid", "--maxaccepts", 2), ("--query_cov", 0.9), ("--target_cov", 0.8, "--maxaccepts", 2), ("--maxid", 0.95), ("--mid", 95),
    ("--mincols", 70), ("--maxsubs", 2), ("--maxgaps", 1, "--maxaccepts", 2), ("--maxdiffs", 3, "--strand", "both"),
)


def reversed_strand(sequence):
    return sequence[::-1].translate(str.maketrans("ACGTUNRYacgtunry", "TGCAANYRtgcaanyr"))


def mutated(draw, sequence, share, letters="ACGT"):
    """Substitutions, insertions and deletions."""
    out = []
    for base in sequence:
        kind = draw.random()
        if kind < share * 0.6:
            out.append(draw.choice(letters))
        elif kind < share * 0.8:
            out.append(base + draw.choice("ACGT"))
        elif kind >= share:
            out.append(base)
    return "".join(out)


def family(seed, count, centres, shortest=40, longest=140):
    """Databases and queries of sequences around a few centres, in both strands, some of low complexity, with labels of every sort."""
    draw = random.Random(seed)
    middle = ["".join(draw.choices(draw.choice(("ACGT", "ACGT", "AC", "ACGTN")), k=draw.randint(shortest, longest))) for _ in range(centres)]
    middle += [draw.choice(("A", "AC", "ACG")) * 30, "".join(draw.choices("ACGT", k=30)) + "AT" * 20]
    texts = []
    for kind in "tq":
        text = ""
        for i in range(count):
            sequence = mutated(draw, draw.choice(middle), draw.choice((0, 0.01, 0.03, 0.06)), draw.choice(("ACGT", "ACGT", "ACGTNRY")))
            if draw.random() < 0.2:
                sequence = sequence[draw.randint(0, 12):len(sequence) - draw.randint(0, 12)]
            if kind == "q" and draw.random() < 0.3:
                sequence = reversed_strand(sequence)
            if draw.random() < 0.15:
                begin = draw.randint(0, len(sequence))
                sequence = sequence[:begin] + sequence[begin:begin + 25].lower() + sequence[begin + 25:]
            if draw.random() < 0.1:
                sequence = sequence.replace("T", "U")
            if draw.random() < 0.03:
                sequence = sequence[:draw.randint(0, 12)]
            size = draw.choice(("", f";size={draw.randint(1, 20)}", f";size={draw.randint(1, 20)};"))
            name = f"{draw.choice(('A', 'B', 'S_1'))}.{kind if draw.random() < 0.7 else 'x'}{i}" + draw.choice(("", ";otu=O_1", ";x"))
            text += f">{name}{size}{draw.choice(('', ' text', chr(9) + 'tab'))}\n{sequence}\n"
        texts.append(text)
    return texts


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, queries, database, options, exact=False):
        kinds = [kind for kind in ROWS if not (exact and kind == "samout")]
        words = ["--userfields", FIELDS if not exact else FIELDS.replace("+raw", ""), *options]
        theirs = {kind: self.folder / f"p.{kind}" for kind in kinds}
        peer("vsearch", "--search_exact" if exact else "--usearch_global", queries, "--db", database, "--threads", 1, "--quiet",
             *sum(([f"--{kind}", path] for kind, path in theirs.items()), []), *words)
        ours = {kind: self.folder / f"o.{kind}" for kind in kinds}
        for threads in (1, 2):
            ampstream("search", queries, "--db", database, *(("--exact",) if exact else ()), "--threads", threads,
                      *sum(([f"--{kind}", path] for kind, path in ours.items()), []), *words)
            for kind in kinds:
                self.assertEqual(ours[kind].read_text().splitlines(), theirs[kind].read_text().splitlines(), (kind, options, threads))
                self.assertEqual(ours[kind].read_bytes(), theirs[kind].read_bytes(), (kind, options, threads))
        return {kind: path.read_text() for kind, path in ours.items()}

    def test_every_option(self):
        for seed in range(2):
            database, queries = (self.write(name, text) for name, text in zip(("db.fasta", "q.fasta"), family(seed, 60, 8)))
            found = set()
            for i, options in enumerate(OPTIONS):
                with self.subTest(options=options, seed=seed):
                    found.add(self.compare(queries, database, ("--id", (0.9, 0.8, 0.97, 0.6)[(i + seed) % 4], *options))["uc"])
            self.assertGreater(len(found), len(OPTIONS) // 3)  # the options do something

    def test_many_small_inputs(self):
        for seed in range(20):
            draw = random.Random(seed)
            database, queries = (self.write(name, text) for name, text in zip(("db.fasta", "q.fasta"), family(100 + seed, 25, 4, 5, 60)))
            with self.subTest(seed=seed):
                self.compare(queries, database, ("--id", draw.choice((0.5, 0.8, 0.97)), "--strand", draw.choice(("plus", "both")), "--minseqlength", draw.choice((1, 32)),
                                                 "--maxaccepts", draw.choice((1, 2, 0)), "--maxrejects", draw.choice((0, 3, 32)), "--qmask", draw.choice(("none", "dust")),
                                                 "--uc_allhits", "--output_no_hits"))

    def test_exact_searches(self):
        for seed in range(12):
            database, queries = family(200 + seed, 40, 5, 1, 40)
            queries += re.sub(r"(?m)^>", ">X_", database)
            database, queries = self.write("db.fasta", database), self.write("q.fasta", queries)
            options = ((), ("--strand", "both"), ("--strand", "both", "--uc_allhits", "--output_no_hits", "--sizeout"), ("--maxhits", 2, "--sizein"),
                       ("--top_hits_only", "--qmask", "none"), ("--dbmask", "none", "--uc_allhits"))[seed % 6]
            with self.subTest(seed=seed):
                self.assertIn("H\t", self.compare(queries, database, options, exact=True)["uc"])

    def test_tables_as_biom_and_shared(self):
        database, queries = (self.write(name, text) for name, text in zip(("db.fasta", "q.fasta"), family(7, 80, 8)))
        for program in (("vsearch", "--usearch_global", queries), (None, "search", queries)):
            words = (*program[1:], "--db", database, "--id", 0.9, "--threads", 1)
            kind = "p" if program[0] else "o"
            files = ("--biomout", self.folder / f"{kind}.biom", "--mothur_shared_out", self.folder / f"{kind}.shared")
            peer("vsearch", *words, *files, "--quiet") if program[0] else ampstream(*words, *files)
        ours, theirs = (json.loads((self.folder / f"{kind}.biom").read_text()) for kind in "op")
        for kind in ("rows", "columns", "data", "shape"):
            self.assertEqual(ours[kind], theirs[kind])
        self.assertEqual(re.sub("^ampstream", "vsearch", (self.folder / "o.shared").read_text(), flags=re.M), (self.folder / "p.shared").read_text())

    def test_fastq_queries_and_windows_line_ends(self):
        database, queries = family(9, 50, 6)
        theirs = self.write("q.fasta", queries)
        records = re.findall(r">([^\n]*)\n([^\n]*)\n", queries)
        ours = self.write("q.fastq.gz", fastq([(header, sequence, "I" * len(sequence)) for header, sequence in records]))
        plain, windows = self.write("db.fasta", database), self.write("w.fasta", database.replace("\n", "\r\n"))
        peer("vsearch", "--usearch_global", theirs, "--db", plain, "--id", 0.9, "--uc", self.folder / "p.uc", "--threads", 1, "--quiet")
        ampstream("search", ours, "--db", windows, "--id", 0.9, "--uc", self.folder / "o.uc")
        self.assertEqual((self.folder / "o.uc").read_bytes(), (self.folder / "p.uc").read_bytes())

    def test_many_blocks(self):
        database, _ = family(11, 60, 10)
        draw = random.Random(3)
        targets = re.findall(r"\n([^\n>]*)\n", database)
        queries = "".join(f">A.{i};size={draw.randint(1, 9)}\n{mutated(draw, draw.choice(targets), 0.01)}\n" for i in range(1500))
        self.compare(self.write("q.fasta", queries), self.write("db.fasta", database), ("--id", 0.97))

    @needs_shared("data/reads")
    @needs_shared("data/reference")
    def test_real_reads(self):
        for folder in ("A_dadaist2_V3V4_MiSeq2x301", "E_miseqsop_V4_MiSeq2x251"):
            forward = sorted((SHARED / "data/reads" / folder).glob("*R1*.fastq.gz"))[0]
            peer("vsearch", "--fastq_mergepairs", forward, "--reverse", str(forward).replace("R1", "R2"), "--fastaout", self.folder / "m.fasta", "--quiet",
                 "--fasta_width", 0, "--relabel", "S1.", "--fastq_allowmergestagger")
            lines = (self.folder / "m.fasta").read_text().splitlines(keepends=True)
            queries = self.write("q.fasta", "".join(lines[:1200]))
            peer("vsearch", "--cluster_fast", self.folder / "m.fasta", "--id", 0.95, "--centroids", self.folder / "db.fasta", "--quiet", "--relabel", "OTU_")
            with self.subTest(folder=folder):
                self.compare(queries, self.folder / "db.fasta", ("--id", 0.97, "--strand", "both"))
                self.compare(queries, self.folder / "db.fasta", ("--id", 0.9, "--maxaccepts", 4, "--maxrejects", 16, "--top_hits_only"))


class WhatTheUserSees(TestInFolder):
    def test_counts_are_said(self):
        database = self.write("db.fasta", ">t\n" + "ACGTTGCATTCAGGACT" * 4 + "\n>short\nACGT\n")
        queries = self.write("q.fasta", ">A.1\n" + "ACGTTGCATTCAGGACT" * 4 + "\n>A.2\nGGGGGGGGGGGGGGGGGGGG\n")
        said = ampstream("search", queries, "--db", database, "--id", 0.97, "--uc", "-").stderr.decode()
        self.assertIn("1 too short and 0 too long targets left out", said)
        self.assertIn("1 targets; 1 of 2 queries matched", said)

    def test_a_query_without_sample_is_an_error_only_where_samples_are_counted(self):
        database = self.write("db.fasta", ">t\n" + "ACGTTGCATTCAGGACT" * 4 + "\n")
        queries = self.write("q.fasta", ">A.1\nACGT\n>reads\n" + "ACGTTGCATTCAGGACT" * 4 + "\n")
        ampstream("search", queries, "--db", database, "--uc", "-")
        said = ampstream("search", queries, "--db", database, "--otutabout", self.folder / "o", code=1).stderr.decode()
        self.assertIn(f"{queries}: record 2 (reads)", said)
        self.assertFalse((self.folder / "o").exists())

    def test_commands_that_make_no_sense(self):
        text = self.write("a.fasta", ">A.1\nACGT\n")
        ampstream("search", text, "--uc", "-", code=2)
        for words in (("--userfields", "query+nonsense"), ("--userfields", ""), ("--id", 2), ("--iddef", 7), ("--maxhits", 0), ("--strand", "minus"),
                      ("--sample-separator", "ab"), ()):
            ampstream("search", text, "--db", text, *(("--uc", "-") if words else ()), *words, code=2)
        ampstream("search", text, "--db", self.folder / "absent", "--uc", "-", code=3)

    def test_bad_input_is_an_error_with_its_place(self):
        good, bad = self.write("a.fasta", ">A.1\nACGT\n"), self.write("b.fasta", ">A.1\nACGT\n>B.1\nAC!T\n")
        for queries, database in ((good, bad), (bad, good)):
            said = ampstream("search", queries, "--db", database, "--uc", self.folder / "o", code=1).stderr.decode()
            self.assertIn(f"{bad}: record 2", said)
            self.assertFalse((self.folder / "o").exists())

    def test_nothing_searched_in_nothing(self):
        text, empty = self.write("a.fasta", ">A.1\nACGT\n"), self.write("b.fasta", "")
        self.assertEqual(ampstream("search", text, "--db", empty, "--uc", "-").stdout, b"N\t*\t*\t*\t.\t*\t*\t*\tA.1\t*\n")
        self.assertEqual(ampstream("search", empty, "--db", text, "--uc", "-").stdout, b"")


if __name__ == "__main__":
    unittest.main()
