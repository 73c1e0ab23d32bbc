# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream chimera` beside `vsearch --uchime_denovo`, `--uchime2_denovo`, `--uchime3_denovo` and `--uchime_ref`."""
import itertools
import random
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer, read_text

GOLD = "data/reference/rRNA16S.gold.fasta.gz"
OUTPUTS = ("chimeras", "nonchimeras", "borderline", "uchimeout")


def fasta(records):
    return "".join(f">{label}\n{sequence}\n" for label, sequence in records)


def mutate(draw, sequence, errors, letters="ACGT"):
    bases = list(sequence)
    for _ in range(errors):
        at = draw.randrange(len(bases) + 1)
        kind = draw.random()
        if kind < 0.7 and at < len(bases):
            bases[at] = draw.choice(letters)
        elif kind < 0.85:
            bases[at:at] = draw.choices(letters, k=draw.choice((1, 1, 2, 7)))
        else:
            del bases[at:at + draw.choice((1, 1, 2, 7))]
    return "".join(bases)


def community(draw, parents, children, letters="ACGT", sizes=True):
    """Parents, their mutants and chimeras of two or three of them, with falling abundances and many ties."""
    records = [(parent, draw.choice((1000, 400, 400, 64))) for parent in parents]
    for _ in range(children):
        one, other, third = draw.choices(parents, k=3)
        at = sorted(draw.randrange(1, max(2, min(len(one), len(other)))) for _ in range(2))
        made = draw.choice((one[:at[0]] + other[at[0]:], one[:at[0]] + other[at[0]:at[1]] + third[at[1]:], one))
        records.append((mutate(draw, made, draw.choice((0, 0, 0, 1, 2, 5, 12)), letters), draw.choice((200, 50, 32, 10, 4, 2, 1, 1))))
    draw.shuffle(records)
    return [(f"s{i}" + (f";size={size}" if sizes else ""), sequence or "A") for i, (sequence, size) in enumerate(records)]


def random_sequence(draw, length, letters="ACGT"):
    return "".join(draw.choices(letters, k=length))


@needs_program("vsearch")
class SameAsVsearch(TestInFolder):
    def compare(self, command, sequences, ours=(), theirs=(), common=("--sizein", "--sizeout"), all_threads=(2,)):
        """Same bytes as VSEARCH with one thread; with more, its rows against a reference come in completion order."""
        words = [word for name in OUTPUTS for word in (f"--{name}", self.folder / f"peer.{name}")]
        peer("vsearch", command, sequences, *theirs, *common, *words, "--threads", 1)
        for threads in all_threads:
            words = [word for name in OUTPUTS for word in (f"--{name}", self.folder / f"ours.{name}")]
            ampstream("chimera", sequences, *ours, *common, *words, "--threads", threads)
            for name in OUTPUTS:
                self.assertEqual(read_text(self.folder / f"ours.{name}"), read_text(self.folder / f"peer.{name}"), (name, threads, common))

    def denovo(self, sequences, common=("--sizein", "--sizeout"), methods=("uchime", "uchime2", "uchime3"), all_threads=(2,)):
        for method in methods:
            with self.subTest(method=method, common=common):
                self.compare(f"--{method}_denovo", sequences, ("--method", method), common=common, all_threads=all_threads)

    def test_planted_chimeras_of_related_parents(self):
        for seed in range(4):
            draw = random.Random(seed)
            root = random_sequence(draw, 420)
            parents = [mutate(draw, root, draw.choice((10, 30, 60))) for _ in range(12)]
            with self.subTest(seed=seed):
                self.denovo(self.write("a.fasta", fasta(community(draw, parents, 120))), all_threads=(1, 2))

    def test_other_weights_and_limits(self):
        draw = random.Random(77)
        root = random_sequence(draw, 400)
        parents = [mutate(draw, root, 25) for _ in range(10)]
        sequences = self.write("a.fasta", fasta(community(draw, parents, 100)))
        for common in (("--abskew", 1), ("--abskew", 4.5), ("--minh", 0.05), ("--mindiv", 3), ("--mindiffs", 1), ("--mindiffs", 8), ("--xn", 3),
                       ("--dn", 0.5), ("--qmask", "none"), ("--qmask", "soft"), ("--fasta_width", 0), ("--relabel", "r", "--sizeout")):
            self.denovo(sequences, common, methods=("uchime",))

    def test_hostile_sequences(self):
        for seed in range(10):
            draw = random.Random(1000 + seed)
            letters = draw.choice(("ACGT", "ACGTN", "ACGTRYN", "ACGTacgt", "AC", "ACGTU"))
            length = draw.choice((1, 3, 20, 33, 45, 64, 130, 250))
            parents = [random_sequence(draw, max(1, length + draw.randint(-2, 2)), letters) for _ in range(4)]
            parents += [mutate(draw, parents[0], 4, letters) or "A" for _ in range(3)]
            with self.subTest(seed=seed, letters=letters, length=length):
                self.denovo(self.write("a.fasta", fasta(community(draw, parents, 50, letters))))

    def test_low_complexity_and_identical_sequences(self):
        draw = random.Random(5)
        repeat = "ACACACACAC" * 20 + random_sequence(draw, 200)
        parents = [repeat, mutate(draw, repeat, 20), "A" * 300, random_sequence(draw, 380)]
        records = community(draw, parents, 60) + [("copy1;size=900", repeat), ("copy2;size=3", repeat)]
        self.denovo(self.write("a.fasta", fasta(records)))

    def test_long_sequences(self):
        draw = random.Random(6)
        root = random_sequence(draw, 4900)
        parents = [mutate(draw, root, 150) for _ in range(3)]
        self.denovo(self.write("a.fasta", fasta(community(draw, parents, 6))), methods=("uchime",))

    def test_sequences_without_abundances(self):
        draw = random.Random(8)
        parents = [random_sequence(draw, 300) for _ in range(3)]
        self.denovo(self.write("a.fasta", fasta(community(draw, parents, 20, sizes=False))), methods=("uchime",))

    @needs_shared(GOLD)
    def test_chimeras_of_real_genes(self):
        for seed in (1, 2):
            draw = random.Random(seed)
            genes = read_text(SHARED / GOLD).split(">")[1:]
            genes = ["".join(gene.split("\n")[1:]).upper()[300:760] for gene in draw.sample(genes, 60)]
            genes = [gene for gene in genes if len(gene) > 300]
            sequences = self.write("a.fasta", fasta(community(draw, genes, 150)))
            self.denovo(sequences)
            reference = self.write("ref.fasta", fasta([(f"ref{i} some words", gene) for i, gene in enumerate(genes)]))
            self.compare("--uchime_ref", sequences, ("--db", reference), ("--db", reference), all_threads=(1, 2))

    def test_reference_with_hostile_sequences(self):
        for seed in range(6):
            draw = random.Random(2000 + seed)
            letters = draw.choice(("ACGT", "ACGTNacgt"))
            root = random_sequence(draw, draw.choice((40, 200, 400)), letters)
            parents = [mutate(draw, root, 20, letters) or "A" for _ in range(8)]
            reference = self.write("ref.fasta", fasta([(f"p{i}", parent) for i, parent in enumerate(parents)]))
            sequences = self.write("a.fasta", fasta(community(draw, parents, 60, letters)))
            with self.subTest(seed=seed):
                self.compare("--uchime_ref", sequences, ("--db", reference), ("--db", reference))
                for masks in itertools.product(("none", "soft", "dust"), repeat=2):
                    words = ("--db", reference, "--qmask", masks[0], "--dbmask", masks[1])
                    self.compare("--uchime_ref", sequences, words, words, common=("--sizein",))


if __name__ == "__main__":
    unittest.main()
