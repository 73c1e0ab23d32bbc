# SPDX-License-Identifier: BSD-3-Clause
"""The traps of comparing with vsearch, one named test each: ours does as vsearch does, and an input where doing otherwise would show."""
import random

from ampstream_testing import TestInFolder, ampstream, fastq, needs_program, peer, read_text

COMPLEMENT = str.maketrans("ACGT", "TGCA")


def fasta(records):
    return "".join(f">{label}\n{sequence}\n" for label, sequence in records)


def random_sequence(draw, length):
    return "".join(draw.choices("ACGT", k=length))


def changed(sequence, places):
    """Other letters at the places."""
    bases = list(sequence)
    for place in places:
        bases[place] = {"A": "C", "C": "G", "G": "T", "T": "A"}[bases[place]]
    return "".join(bases)


@needs_program("vsearch")
class Traps(TestInFolder):
    def same(self, ours, theirs, *outputs):
        """Runs both, compares the files named by `outputs`; returns our text of the first."""
        peer("vsearch", *theirs, "--threads", 1, "--quiet", *(word for name in outputs for word in (f"--{name}", self.folder / f"peer.{name}")))
        for threads in (1, 2):
            ampstream(*ours, "--threads", threads, *(word for name in outputs for word in (f"--{name}", self.folder / f"ours.{name}")))
            for name in outputs:
                self.assertEqual(read_text(self.folder / f"ours.{name}"), read_text(self.folder / f"peer.{name}"), (name, ours, threads))
        return read_text(self.folder / f"ours.{outputs[0]}")

    def clustered(self, records, *options, method="size"):
        """The .uc rows of a clustering, lists of columns; centroids are compared besides."""
        source = self.write("a.fasta", fasta(records))
        text = self.same(["cluster", source, "--method", method, *options], [f"--cluster_{method}", source, *options], "uc", "centroids")
        return [line.split("\t") for line in text.splitlines()]

    def labels(self, rows, kind):
        return [row[8] for row in rows if row[0] == kind]

    # --- abundances and labels -----------------------------------------------------------------------------------------

    def test_clustering_sorts_by_abundance_without_sizein(self):
        root = random_sequence(random.Random(1), 200)
        records = [("first", root), ("second;size=10", changed(root, [100]))]
        rows = self.clustered(records, "--id", 0.97, "--sizeout")
        self.assertEqual(self.labels(rows, "S"), ["second;size=10"])
        self.assertEqual([row[2] for row in rows if row[0] == "C"], ["2"])  # but members are counted, not reads
        rows = self.clustered(records, "--id", 0.97, "--sizeout", "--sizein")
        self.assertEqual([row[2] for row in rows if row[0] == "C"], ["11"])

    def test_chimera_search_sorts_by_abundance_without_sizein(self):
        draw = random.Random(2)
        one = random_sequence(draw, 300)
        other = changed(one, range(5, 300, 15))
        made = one[:150] + other[150:]
        source = self.write("a.fasta", fasta([("made;size=2", made), ("one;size=90", one), ("other;size=80", other)]))
        found = self.same(["chimera", source], ["--uchime_denovo", source], "chimeras", "nonchimeras", "uchimeout")
        self.assertIn(">made;size=2", found)

    def test_sorting_reads_abundances_without_sizein(self):
        source = self.write("a.fasta", fasta([("a", "ACGT"), ("b;size=3", "ACGA"), ("c;size=20", "ACGC")]))
        text = self.same(["sort", source], ["--sortbysize", source], "output")
        self.assertEqual(text.splitlines()[0::2], [">c;size=20", ">b;size=3", ">a"])

    def test_tables_count_abundances_without_sizein(self):
        root = random_sequence(random.Random(3), 100)
        source = self.write("a.fasta", fasta([("s1.1;size=7", root), ("s2.1;size=5", root)]))
        text = self.same(["cluster", source, "--id", 0.97], ["--cluster_size", source, "--id", 0.97], "otutabout")
        self.assertEqual(text, "#OTU ID\ts1\ts2\ns1.1\t7\t5\n")

    def test_labels_break_ties_as_bytes_with_their_size_annotation(self):
        root = random_sequence(random.Random(4), 200)
        records = [("s1;size=5", root), ("s10;size=5", changed(root, [20])), ("s2;size=5", changed(root, [90]))]
        rows = self.clustered(records, "--id", 0.97)
        self.assertEqual(self.labels(rows, "S"), ["s10;size=5"])  # '0' is before ';'
        self.assertEqual(self.labels(rows, "H"), ["s1;size=5", "s2;size=5"])
        source = self.write("b.fasta", fasta(records))
        text = self.same(["sort", source], ["--sortbysize", source], "output")
        self.assertEqual([line.partition(";")[0] for line in text.splitlines() if line[0] == ">"], [">s10", ">s1", ">s2"])
        text = self.same(["derep", source, "--sizein", "--sizeout"], ["--derep_fulllength", source, "--sizein", "--sizeout"], "output")
        self.assertEqual([line.partition(";")[0] for line in text.splitlines() if line[0] == ">"], [">s10", ">s1", ">s2"])

    # --- budgets -------------------------------------------------------------------------------------------------------

    def decoy_records(self, draw, count, length_of_found):
        """Decoys that share their first 240 of 300 bases with the query and no more, and a target at 95 % that shares fewer words."""
        query = random_sequence(draw, 300)
        found = changed(query, range(9, 300, 20))
        decoys = [query[:240] + random_sequence(draw, 60) for _ in range(count)]
        return query, decoys, found + random_sequence(draw, length_of_found - 300)

    def test_maxrejects_is_8_for_cluster_fast_and_32_for_cluster_size(self):
        for count, joins in ((7, {"fast": True, "size": True}), (8, {"fast": False, "size": True}), (31, {"fast": False, "size": True}),
                             (32, {"fast": False, "size": False})):
            query, decoys, found = self.decoy_records(random.Random(5), count, 300)
            # Long and abundant ones first: terminal gaps cost no identity, so the tails change nothing but the order.
            records = [("found;size=900", found + "ACGTTGCA")] + [(f"decoy{i};size=800", one + "ACGT") for i, one in enumerate(decoys)] + [("query;size=1", query)]
            for method, expected in joins.items():
                with self.subTest(decoys=count, method=method):
                    rows = self.clustered(records, "--id", 0.93, "--qmask", "none", method=method)
                    self.assertEqual("query;size=1" in self.labels(rows, "H"), expected)

    def test_refusals_before_alignment_spend_the_budget_of_rejects(self):
        query, _, _ = self.decoy_records(random.Random(6), 0, 300)
        target = changed(query, (50, 150, 250))
        queries = self.write("q.fasta", fasta([("query", query)]))
        for count, budget, hit in ((3, 4, True), (4, 4, False), (31, 32, True), (32, 32, False)):
            # --self refuses targets with the label of the query, --selfid those with its sequence; both without aligning anything.
            for option, label in (("--self", "query"), ("--selfid", "copy")):
                database = self.write("db.fasta", fasta([(label, query)] * count + [("target", target)]))
                words = (queries, "--db", database, "--id", 0.9, option, "--maxrejects", budget)
                with self.subTest(option=option, refused=count, budget=budget):
                    text = self.same(["search", *words], ["--usearch_global", *words], "uc", "blast6out")
                    self.assertEqual(text.startswith("H\t"), hit, text)

    def test_parents_that_are_too_rare_spend_the_budget_of_rejects(self):
        draw = random.Random(7)
        one = random_sequence(draw, 400)
        other = changed(one, range(3, 400, 12))
        made = changed(one[:200] + other[200:], range(25, 400, 50))
        seen = {}
        for rare in (0, 8, 15, 16, 17, 40):
            records = [("one;size=900", one), ("other;size=800", other), ("made;size=10", made)]
            # Before the parents among the candidates of each quarter of the chimera: sequences that have it, too, but are less than twice as abundant.
            for i, quarter in ((i, quarter) for i in range(rare) for quarter in range(4)):
                foreign = random_sequence(draw, 400)
                begin, end = 100 * quarter, 100 * quarter + 100
                records.append((f"rare{quarter}.{i:02};size=11", foreign[:begin] + made[begin:end] + foreign[end:]))
            source = self.write("a.fasta", fasta(records))
            with self.subTest(rare=rare):
                text = self.same(["chimera", source, "--qmask", "none"], ["--uchime_denovo", source, "--qmask", "none"],
                                 "chimeras", "nonchimeras", "borderline", "uchimeout")
                seen[rare] = ">made" in text
        self.assertEqual(seen, {0: True, 8: True, 15: True, 16: False, 17: False, 40: False})

    # --- masks ---------------------------------------------------------------------------------------------------------

    def test_masking_is_dust_unless_told_otherwise(self):
        draw = random.Random(8)
        repeat = "ACACACACACACACACACACACACACACACACACACACACACACACACACACACAC"
        core = random_sequence(draw, 14)
        records = [("a;size=9", core + repeat), ("b;size=5", core + repeat + "G"), ("c;size=2", random_sequence(draw, 50) + repeat)]
        default = self.clustered(records, "--id", 0.9)
        self.assertIn("acacac", read_text(self.folder / "ours.centroids"))
        self.assertEqual(default, self.clustered(records, "--id", 0.9, "--qmask", "dust"))
        self.clustered(records, "--id", 0.9, "--qmask", "none")
        self.assertNotIn("acacac", read_text(self.folder / "ours.centroids"))
        source, queries = self.write("db.fasta", fasta(records)), self.write("q.fasta", fasta([("q", records[2][1])]))
        for options in ((), ("--qmask", "none"), ("--dbmask", "none"), ("--qmask", "none", "--dbmask", "none")):
            words = (queries, "--db", source, "--id", 0.9, *options)
            text = self.same(["search", *words], ["--usearch_global", *words], "matched", "uc", "dbnotmatched")
            self.assertEqual("acac" in text, "--qmask" not in options, options)
        clean = self.same(["chimera", source], ["--uchime_denovo", source], "nonchimeras", "uchimeout")
        self.assertIn("acacac", clean)

    # --- merging and filtering -----------------------------------------------------------------------------------------

    def test_of_different_bases_of_equal_quality_the_reverse_read_wins(self):
        draw = random.Random(9)
        fragment = random_sequence(draw, 60)
        for place in (0, 20, 59):
            wrong = changed(fragment, [place])
            for quality, better in ((30, 30), (2, 2), (41, 41), (30, 31)):  # the last: the forward base is the better one
                forward = self.write("1.fastq", fastq([("r", wrong, chr(33 + better) * 60)]))
                reverse = self.write("2.fastq", fastq([("r", fragment.translate(COMPLEMENT)[::-1], chr(33 + quality) * 60)]))
                with self.subTest(place=place, quality=quality, forward=better):
                    text = self.same(["merge", forward, reverse, "--maxee", 100], ["--fastq_mergepairs", forward, "--reverse", reverse, "--fastq_maxee", 100],
                                     "fastqout", "fastaout")
                    if quality > 2:
                        self.assertEqual(text.splitlines()[1], fragment if quality == better else wrong)

    def test_an_expected_error_exactly_at_the_limit_is_kept(self):
        # Ten bases of Q10 have 1.0 or a hair less; a hundred of Q20 a hair more; a single Q0 exactly 1.
        for name, qualities, kept in (("Q0", [0], True), ("Q10", [10] * 10, True), ("Q20", [20] * 100, False)):
            source = self.write("a.fastq", fastq([("r", "A" * len(qualities), "".join(chr(33 + one) for one in qualities))]))
            with self.subTest(name=name):
                text = self.same(["filter", source, "--maxee", 1], ["--fastx_filter", source, "--fastq_maxee", 1], "fastqout", "fastqout_discarded")
                self.assertEqual(bool(text), kept)

    # --- order ---------------------------------------------------------------------------------------------------------

    def test_rows_of_searches_come_in_the_order_of_queries_at_any_number_of_threads(self):
        draw = random.Random(10)
        targets = [random_sequence(draw, 150) for _ in range(20)]
        queries = self.write("q.fasta", fasta((f"q{i}", changed(draw.choice(targets), draw.sample(range(150), draw.randint(0, 9)))) for i in range(800)))
        words = (queries, "--db", self.write("db.fasta", fasta((f"t{i}", one) for i, one in enumerate(targets))), "--id", 0.95)
        text = self.same(["search", *words, "--output_no_hits"], ["--usearch_global", *words, "--output_no_hits"], "blast6out", "uc")
        self.assertEqual([line.split("\t")[0] for line in text.splitlines()], [f"q{i}" for i in range(800)])
