# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream cluster` beside `vsearch --cluster_size`: --centroids and --uc byte for byte."""
import itertools
import os
import random
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer, read_text

GOLD = "data/reference/rRNA16S.gold.fasta.gz"
READS = ("data/reads/A_dadaist2_V3V4_MiSeq2x301/A01_R1.fastq.gz", "data/reads/C_accu16s_V3V4_NovaSeq2x251_spikein/control_1_2_R1.fastq.gz")


def fasta(records):
    return "".join(f">{label}\n{sequence}\n" for label, sequence in records)


def random_sequence(draw, length, letters="ACGT"):
    return "".join(draw.choices(letters, k=length))


def mutate(draw, sequence, errors, letters="ACGT"):
    """`errors` substitutions, short insertions and deletions, those at the ends included."""
    bases = list(sequence)
    for _ in range(errors):
        at = draw.choice((0, len(bases), draw.randrange(len(bases) + 1), draw.randrange(len(bases) + 1), draw.randrange(len(bases) + 1)))
        kind = draw.random()
        if kind < 0.6 and at < len(bases):
            bases[at] = draw.choice(letters)
        elif kind < 0.8:
            bases[at:at] = draw.choices(letters, k=draw.choice((1, 1, 2, 9)))
        else:
            del bases[at:at + draw.choice((1, 1, 2, 9))]
    return "".join(bases)


def reversed_strand(sequence):
    return sequence[::-1].translate(str.maketrans("ACGTURYKMBVDHacgturykmbvdh", "TGCAAYRMKVBHDtgcaayrmkvbhd"))


def families(draw, count, length, families_of=6, letters="ACGT", errors=(0, 0, 1, 3, 8, 20), both_strands=False, sizes=(900, 40, 40, 8, 3, 1, 1, 1)):
    """Mutants of a few related roots under labels of every sort, with many equal abundances."""
    origin = random_sequence(draw, length, letters)
    roots = [mutate(draw, origin, draw.choice((5, 20, 60)), letters) for _ in range(families_of)]
    records = []
    for i in range(count):
        sequence = mutate(draw, draw.choice(roots), draw.choice(errors), letters) or "A"
        if both_strands and draw.random() < 0.4:
            sequence = reversed_strand(sequence)
        size = draw.choice(sizes)
        label = draw.choice((f"s{i};size={size}", f"s{i};size={size};", f"x.{i % 50};size={size} note", f"size{i};ee=0.2;size={size};a=b", f"s{i}"))
        records.append((label, sequence))
    return records


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, sequences, options=("--id", 0.97, "--sizein", "--sizeout"), all_threads=(1, 2), targets=(None,)):
        files = {"centroids": "fa", "uc": "uc"}
        peer("vsearch", "--cluster_size", sequences, *options, "--threads", 1, "--quiet",
             *itertools.chain.from_iterable((f"--{name}", self.folder / f"peer.{name}") for name in files))
        for threads, target in itertools.product(all_threads, targets):
            environment = dict(os.environ, AMPSTREAM_SIMD=target or "")
            ampstream("cluster", sequences, *options, "--threads", threads, env=environment,
                      *itertools.chain.from_iterable((f"--{name}", self.folder / f"ours.{name}") for name in files))
            for name in files:
                self.assertEqual(read_text(self.folder / f"ours.{name}"), read_text(self.folder / f"peer.{name}"), (name, options, threads, target))

    def targets(self):
        """Instruction sets of this machine, from the message about one that no machine has."""
        refused = ampstream("cluster", "x", "--uc", self.folder / "x", env=dict(os.environ, AMPSTREAM_SIMD="abacus"), code=2)
        available = refused.stderr.decode().strip().rpartition("can be ")[2].split(", ")
        self.assertIn("portable", available)
        return available

    def test_identities_and_their_definitions(self):
        draw = random.Random(1)
        sequences = self.write("a.fasta", fasta(families(draw, 160, 260)))
        for identity, definition in itertools.product((0.5, 0.8, 0.97, 1.0), range(5)):
            with self.subTest(id=identity, iddef=definition):
                self.compare(sequences, ("--id", identity, "--iddef", definition, "--sizein", "--sizeout"), all_threads=(2,))

    def test_budgets_words_and_masks(self):
        draw = random.Random(2)
        sequences = self.write("a.fasta", fasta(families(draw, 220, 260, letters="ACGTacgt") + families(draw, 80, 120, letters="AACC")))
        for options in (("--maxaccepts", 3), ("--maxrejects", 1), ("--maxaccepts", 2, "--maxrejects", 2), ("--maxaccepts", 0, "--maxrejects", 0),
                        ("--maxaccepts", 0), ("--maxrejects", 0), ("--maxaccepts", 8, "--maxrejects", 64), ("--qmask", "none"), ("--qmask", "soft"),
                        ("--qmask", "dust"), ("--wordlength", 3), ("--wordlength", 5), ("--wordlength", 7), ("--wordlength", 10), ("--wordlength", 12),
                        ("--minwordmatches", 0), ("--minwordmatches", 1), ("--minwordmatches", 40), ("--minwordmatches", 500),
                        ("--minseqlength", 1), ("--minseqlength", 250), ("--maxseqlength", 250)):
            with self.subTest(options=options):
                self.compare(sequences, ("--id", draw.choice((0.9, 0.97)), *options), all_threads=(2,))

    def test_labels_and_sizes(self):
        draw = random.Random(3)
        sequences = self.write("a.fasta", fasta(families(draw, 150, 200)))
        for options in ((), ("--sizein",), ("--sizeout",), ("--sizein", "--sizeout"), ("--xsize",), ("--xsize", "--sizein", "--sizeout"),
                        ("--relabel", "OTU_", "--sizein", "--sizeout"), ("--relabel", "o", "--relabel_keep"), ("--relabel_self",),
                        ("--sample", "S-1", "--sizeout"), ("--xee",), ("--fasta_width", 0), ("--fasta_width", 17)):
            with self.subTest(options=options):
                self.compare(sequences, ("--id", 0.97, *options))

    def test_both_strands(self):
        for seed in range(4):
            draw = random.Random(40 + seed)
            records = families(draw, 200, draw.choice((40, 250)), both_strands=True)
            half = random_sequence(draw, 100)
            records += [("palindrome1;size=3", half + reversed_strand(half)), ("palindrome2;size=2", half + reversed_strand(half))]
            sequences = self.write("a.fasta", fasta(records))
            for options in ((), ("--maxaccepts", 4), ("--maxaccepts", 0, "--maxrejects", 0), ("--qmask", "none")):
                with self.subTest(seed=seed, options=options):
                    self.compare(sequences, ("--id", draw.choice((0.9, 0.97)), "--strand", "both", "--sizein", "--sizeout", *options))

    def test_hostile_letters_and_lengths(self):
        for seed in range(12):
            draw = random.Random(100 + seed)
            letters = draw.choice(("ACGT", "ACGTN", "ACGTRYKMBDHVSWN", "ACGTacgtn", "AC", "ACGTU", "AAAAAAAAAC"))
            length = draw.choice((8, 31, 32, 33, 40, 64, 65, 150))
            records = families(draw, 150, length, 4, letters, errors=(0, 0, 1, 2, 3))
            records += [("n1;size=4", "N" * 40), ("n2;size=2", "N" * 40), ("n3;size=90", "N" * 33), ("a;size=7", "A" * 50), ("b", "A" * 49), ("c", "AC" * 20)]
            records += [(f"same;size={draw.choice((1, 2))}", records[0][1]) for _ in range(10)]
            sequences = self.write("a.fasta", fasta(records))
            for options in (("--id", 0.97), ("--id", 0.8, "--minseqlength", 1), ("--id", 0.6, "--minseqlength", 1, "--strand", "both", "--maxaccepts", 3)):
                with self.subTest(seed=seed, letters=letters, length=length, options=options):
                    self.compare(sequences, (*options, "--sizein", "--sizeout"), all_threads=(2,))

    def test_identities_at_exactly_the_limit(self):
        draw = random.Random(7)
        records = []
        for family in range(12):
            length = draw.choice((100, 200, 300, 400, 700))
            root = random_sequence(draw, length)
            records.append((f"root{family};size=100", root))
            for child in range(12):
                bases = list(root)
                for at in draw.sample(range(length), max(1, length * 3 // 100 + draw.choice((-1, 0, 0, 0, 1)))):
                    bases[at] = draw.choice("ACGT".replace(bases[at], ""))
                ends = draw.choice((("", ""), (random_sequence(draw, 3), ""), ("", random_sequence(draw, 5))))
                records.append((f"child{family}.{child};size={draw.choice((1, 2))}", ends[0] + "".join(bases) + ends[1]))
        sequences = self.write("a.fasta", fasta(records))
        for definition in range(5):
            with self.subTest(iddef=definition):
                self.compare(sequences, ("--id", 0.97, "--iddef", definition, "--maxaccepts", 2, "--sizein", "--sizeout"))

    def test_long_sequences(self):
        draw = random.Random(8)
        records = families(draw, 6, 4900, 1, errors=(3, 30, 60)) + families(draw, 20, 400)
        self.compare(self.write("a.fasta", fasta(records)), all_threads=(2,))

    def test_thousands_of_equal_abundances(self):
        draw = random.Random(9)
        records = families(draw, 2500, 90, 150, errors=(0, 1, 2, 3, 4, 6), sizes=(1,))
        sequences = self.write("a.fasta", fasta(records))
        self.compare(sequences, targets=self.targets(), all_threads=(2,))
        self.compare(sequences, all_threads=(1,))

    @needs_shared(GOLD)
    def test_real_genes(self):
        genes = [("".join(gene.split("\n")[1:])) for gene in read_text(SHARED / GOLD).split(">")[1:]]
        draw = random.Random(10)
        sequences = self.write("a.fasta", fasta((f"g{i};size={draw.choice((1, 1, 2, 3, 50))}", gene) for i, gene in enumerate(draw.sample(genes, 90))))
        for options in (("--id", 0.97), ("--id", 0.85, "--strand", "both", "--maxaccepts", 2)):
            with self.subTest(options=options):
                self.compare(sequences, (*options, "--sizein", "--sizeout"), all_threads=(2,))

    @needs_shared(READS[1])
    def test_real_reads(self):
        for path in READS:
            first = SHARED / path
            merged, trimmed, kept = (self.folder / f"{step}.fastq" for step in ("merged", "trimmed", "kept"))
            unique = self.folder / "unique.fasta"
            ampstream("merge", first, first.with_name(first.name.replace("R1", "R2")), "--fastqout", merged)
            ampstream("trim", merged, "--primers", "v3v4", "--fastqout", trimmed)
            ampstream("filter", trimmed, "--maxee", 1, "--fastqout", kept)
            ampstream("derep", kept, "--sizeout", "--topn", 1200, "--output", unique)
            with self.subTest(path=path):
                self.compare(unique, targets=self.targets(), all_threads=(2,))
                self.compare(unique, all_threads=(1,))


if __name__ == "__main__":
    unittest.main()
