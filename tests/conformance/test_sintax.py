# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream sintax` beside `vsearch --sintax`: the same names and strands, confidences within sampling error, the same bytes where nothing is drawn."""
import gzip
import random
import re
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_program, needs_shared, peer

# Two independent shares of 100 rounds differ by at most 5 standard errors of a difference, and of what small probabilities add.
def tolerance(one, other):
    middle = (one + other) / 2
    return 5 * (2 * middle * (1 - middle) / 100) ** 0.5 + 0.03


def reversed_strand(sequence):
    return sequence[::-1].translate(str.maketrans("ACGTacgt", "TGCAtgca"))


def calls(text):
    """{label: ([(rank, name, confidence)], strand)}"""
    table = {}
    for line in text.splitlines():
        fields = line.split("\t")
        votes = [(rank, name, float(share)) for rank, name, share in re.findall(r"(?:^|,)([dkpcofgst]):(.*?)\((\d\.\d\d)\)(?=,|$)", fields[1])]
        table[fields[0]] = (votes, fields[2])
    return table


def taxa(draw, families, genera, species, length):
    """References of a tree of sequences, most with all ranks, and queries a few errors away from them."""
    reference = ""
    queries = []
    for i in range(families):
        family = draw.choices("ACGT", k=length)
        for j in range(genera):
            genus = [base if draw.random() > 0.08 else draw.choice("ACGT") for base in family]
            for k in range(species):
                one = "".join(base if draw.random() > 0.02 else draw.choice("ACGT") for base in genus)
                names = f"d:Bacteria,p:P{i % 2},f:F {i},g:G{i}_{j},s:S{i}.{j}.{k}" if k % 4 else f"d:Bacteria,p:P{i % 2},f:F {i}"
                reference += f">r{i}_{j}_{k};tax={names.replace(' ', '_')};\n{one}\n"
                queries.append("".join(base if draw.random() > 0.01 else draw.choice("ACGT") for base in one))
    return reference, queries


@needs_program("vsearch")
class LikeVsearch(TestInFolder):
    def compare(self, queries, reference, options=()):
        peer("vsearch", "--sintax", queries, "--db", reference, "--tabbedout", self.folder / "p", "--randseed", 7, "--threads", 1, "--quiet", *options)
        ampstream("sintax", queries, "--db", reference, "--tabbedout", self.folder / "o", *options)
        ours, theirs = (calls((self.folder / who).read_text()) for who in "op")
        self.assertEqual(list(ours), list(theirs))
        compared = different = 0
        for label, (votes, strand) in theirs.items():
            mine, my_strand = ours[label]
            if not votes or not mine:  # half of the rounds found something: a toss-up
                different += bool(votes) != bool(mine)
                continue
            self.assertEqual(my_strand, strand, label)
            for (rank, name, share), (my_rank, my_name, my_share) in zip(votes, mine):
                compared += 1
                if (rank, name) != (my_rank, my_name):
                    # 2.22.1 names the taxon of one round, we the one most rounds have: theirs must be what ours leaves over
                    self.assertLessEqual(share + my_share, 1 + tolerance(share, share), (label, votes, mine))
                    self.assertGreaterEqual(my_share + tolerance(share, my_share), share, (label, votes, mine))
                    different += 1
                    break
                self.assertLessEqual(abs(share - my_share), tolerance(share, my_share), (label, votes, mine))
        self.assertGreater(compared, 50)
        self.assertLessEqual(different, max(2, len(theirs) // 20))
        return theirs

    def test_a_tree_of_taxa(self):
        for seed in range(3):
            reference, queries = taxa(random.Random(seed), 4, 3, 5, 250)
            reference = self.write("db.fasta", reference)
            text = "".join(f">q{i} with text\n{one if i % 3 else reversed_strand(one)}\n" for i, one in enumerate(queries))
            with self.subTest(seed=seed):
                found = self.compare(self.write("q.fasta", text), reference, ("--strand", "both"))
                self.assertEqual({strand for _, strand in found.values()}, {"+", "-"})
                self.compare(self.write("q.fasta", "".join(f">q{i}\n{one}\n" for i, one in enumerate(queries))), reference)

    def test_without_chance_the_bytes_are_the_same(self):
        draw = random.Random(5)
        pool = ["".join(draw.choices("ACGT", k=90)) for _ in range(12)]
        labels = (";tax=d:Bacteria,p:Firmicutes,g:Bacillus", ";tax=d:Bac(x),p:F,s:sp;", "", ";tax=p:Proteo,g:Esch,x:foo", ";size=3;tax=d:A;x", ";TAX=d:A", "tax", ";tax=", ";tax=,,d:A",
                  ";tax=k:Fungi,c:C,o:O,f:F.1", ";tax=d:A,d:B", ";xtax=d:A")
        reference = self.write("db.fasta", "".join(f">r{i}{label}\n{one}\n" for i, (label, one) in enumerate(zip(labels, pool))))
        texts = [(f"q{i} text", one) for i, one in enumerate(pool)] + [("lower", pool[0].lower()), ("u", pool[1].replace("T", "U")), ("none", "GT" * 40), ("empty", "")]
        texts += [(f"l{n}", pool[0][:n]) for n in (1, 7, 8, 9, 37, 38, 39, 40, 60)] + [("n", pool[2][:45] + "N" + pool[2][45:])]
        queries = self.write("q.fasta", "".join(f">{label}\n{one}\n" for label, one in texts))
        for options in ((), ("--sintax_cutoff", 0.8), ("--sintax_cutoff", 1)):
            peer("vsearch", "--sintax", queries, "--db", reference, "--tabbedout", self.folder / "p", "--threads", 1, "--quiet", *options)
            for threads in (1, 2):
                ampstream("sintax", queries, "--db", reference, "--tabbedout", self.folder / "o", "--threads", threads, *options)
                self.assertEqual((self.folder / "o").read_text().splitlines(), (self.folder / "p").read_text().splitlines(), options)

    @needs_shared("data/reference")
    def test_real_references(self):
        records = []
        for line in gzip.open(SHARED / "data/reference/rRNA16S.gold.fasta.gz", "rt"):
            if line.startswith(">"):
                records.append([line[1:].rstrip("\n").split("\t"), ""])
            else:
                records[-1][1] += line.strip()
        draw = random.Random(2)
        records = draw.sample(records, 500)
        named = [(fields[0], ",".join(f"{rank}:{name.strip().replace(' ', '_')}" for rank, name in zip("dpcofg", fields[-1].split(";"))), sequence.upper()) for fields, sequence in records]
        reference = self.write("db.fasta", "".join(f">{label};tax={names};\n{sequence}\n" for label, names, sequence in named))
        queries = "".join(f">{i}\n{''.join(base if draw.random() > 0.02 else draw.choice('ACGT') for base in sequence[300:750])}\n" for i, (_, _, sequence) in enumerate(named[::4]))
        self.compare(self.write("q.fasta", queries), reference)


class Reproducible(TestInFolder):
    def test_the_seed_decides_whatever_the_threads(self):
        reference, queries = taxa(random.Random(9), 3, 3, 4, 200)
        reference = self.write("db.fasta", reference)
        queries = self.write("q.fasta", "".join(f">q{i}\n{one[:120]}\n" for i, one in enumerate(queries * 3)))
        words = ("sintax", queries, "--db", reference, "--tabbedout", "-", "--strand", "both")
        first = ampstream(*words, "--threads", 1).stdout
        self.assertEqual(ampstream(*words, "--threads", 2).stdout, first)
        self.assertEqual(ampstream(*words, "--randseed", 1).stdout, first)
        self.assertNotEqual(ampstream(*words, "--randseed", 2).stdout, first)

    def test_fastq_queries(self):
        reference, queries = taxa(random.Random(9), 2, 2, 3, 200)
        reference = self.write("db.fasta", reference)
        fasta = self.write("q.fasta", "".join(f">q{i}\n{one}\n" for i, one in enumerate(queries)))
        reads = self.write("q.fastq.gz", fastq([(f"q{i}", one, "I" * len(one)) for i, one in enumerate(queries)]))
        self.assertEqual(ampstream("sintax", reads, "--db", reference, "--tabbedout", "-").stdout, ampstream("sintax", fasta, "--db", reference, "--tabbedout", "-").stdout)

    def test_commands_that_make_no_sense(self):
        text = self.write("a.fasta", ">a\nACGT\n")
        for words in ((), ("--db", text), ("--tabbedout", "-"), ("--db", text, "--tabbedout", "-", "--sintax_cutoff", 2), ("--db", text, "--tabbedout", "-", "--strand", "minus")):
            ampstream("sintax", text, *words, code=2)
        said = ampstream("sintax", text, "--db", text, "--tabbedout", "-").stderr.decode()
        self.assertIn("too short or too long", said)

    def test_bad_input_is_an_error_with_its_place(self):
        good, bad = self.write("a.fasta", ">a\nACGT\n"), self.write("b.fasta", ">a\nACGT\n>b\nAC!T\n")
        for queries, reference in ((good, bad), (bad, good)):
            said = ampstream("sintax", queries, "--db", reference, "--tabbedout", self.folder / "o", code=1).stderr.decode()
            self.assertIn(f"{bad}: record 2", said)
            self.assertFalse((self.folder / "o").exists())


if __name__ == "__main__":
    unittest.main()
