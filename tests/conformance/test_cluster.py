# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream cluster` beside `vsearch --cluster_size`, `--cluster_fast`, `--cluster_smallmem` and `--cluster_unoise`: every output byte for byte."""
import itertools
import os
import random
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer, read_text

GOLD = "data/reference/rRNA16S.gold.fasta.gz"
FIELDS = ("aln+alnlen+bits+caln+evalue+exts+gaps+id+id0+id1+id2+id3+id4+ids+mism+opens+pairs+pctgaps+pctpv+pv+qcov+qframe+qhi+qihi+qilo+ql"
          "+qlo+qrow+qs+qstrand+query+raw+target+tcov+tframe+thi+tihi+tilo+tl+tlo+trow+ts+tstrand")
ALL_FILES = ("centroids", "uc", "consout", "profile", "msaout", "blast6out", "userout", "samout", "matched", "notmatched", "otutabout", "mothur_shared_out")
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
    def compare(self, sequences, options=("--id", 0.97, "--sizein", "--sizeout"), all_threads=(1, 2), targets=(None,), method="size",
                files=("centroids", "uc")):
        peer("vsearch", f"--cluster_{method}", sequences, *options, "--threads", 1, "--quiet",
             *itertools.chain.from_iterable((f"--{name}", self.folder / f"peer.{name}") for name in files))
        for threads, target in itertools.product(all_threads, targets):
            environment = dict(os.environ, AMPSTREAM_SIMD=target or "")
            ampstream("cluster", sequences, "--method", method, *options, "--threads", threads, env=environment,
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
        sequences = self.write("a.fasta", fasta(families(draw, 130, 220, letters="ACGTacgt") + families(draw, 50, 120, letters="AACC")))
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

    def test_every_method_and_output(self):
        for seed, method in itertools.product(range(8), ("size", "fast", "smallmem", "unoise")):
            draw = random.Random(1000 + seed)
            letters = draw.choice(("ACGT", "ACGT", "ACGTNacgtRy", "ACGU"))
            sequences = self.write("a.fasta", fasta(families(draw, 70, draw.choice((40, 80, 150)), 4, letters, both_strands=True)))
            options = ["--id", draw.choice((0.8, 0.9, 0.97)), "--strand", draw.choice(("plus", "both")), "--maxaccepts", draw.choice((1, 3))]
            options += [word for word in ("--sizein", "--sizeout", "--clusterout_id", "--clusterout_sort", "--sizeorder", "--xsize", "--output_no_hits")
                        if draw.random() < 0.4]
            options += draw.choice(((), (), ("--relabel", "Z"), ("--relabel", "Z", "--relabel_keep"), ("--relabel_self",), ("--sample", "q"),
                                    ("--qmask", "none"), ("--iddef", "3"), ("--fasta_width", "0")))
            options += {"smallmem": ("--usersort",), "unoise": draw.choice(((), ("--minsize", "1"), ("--unoise_alpha", "0.7")))}.get(method, ())
            with self.subTest(seed=seed, method=method, options=options):
                self.compare(sequences, (*options, "--userfields", FIELDS), all_threads=(2,), method=method, files=ALL_FILES)

    def test_fast_gives_up_after_fewer_rejects(self):
        draw = random.Random(11)
        sequences = self.write("a.fasta", fasta(families(draw, 400, 200, 40, errors=(3, 8, 12))))
        for options in ((), ("--maxrejects", 32), ("--maxrejects", 2)):
            with self.subTest(options=options):
                self.compare(sequences, ("--id", 0.97, *options), method="fast")

    def test_smallmem_wants_the_longest_first(self):
        draw = random.Random(12)
        records = sorted(families(draw, 60, 90), key=lambda record: -len(record[1]))
        self.compare(self.write("a.fasta", fasta(records)), method="smallmem")
        refused = ampstream("cluster", self.write("b.fasta", fasta(records[::-1])), "--method", "smallmem", "--uc", self.folder / "x", code=1)
        self.assertIn("--usersort", refused.stderr.decode())
        self.assertFalse((self.folder / "x").exists())

    def test_unoise_at_exactly_the_skew(self):
        draw = random.Random(13)
        root = random_sequence(draw, 120)
        records = [("root;size=4096", root)]
        for changes, size in itertools.product((0, 1, 2, 3), (4000, 513, 512, 511, 129, 128, 33, 32, 31, 9, 8, 7)):
            bases = list(root)
            for at in draw.sample(range(len(bases)), changes):
                bases[at] = draw.choice("ACGT".replace(bases[at], ""))
            del bases[60:60 + draw.choice((0, 0, 1))]
            records.append((f"c{changes}.{size}.{draw.randrange(99)};size={size}", "".join(bases)))
        sequences = self.write("a.fasta", fasta(records))
        for options in ((), ("--minsize", 1), ("--unoise_alpha", 1), ("--unoise_alpha", 3, "--maxaccepts", 4), ("--id", 0.5), ("--sizein", "--sizeout")):
            with self.subTest(options=options):
                self.compare(sequences, options, method="unoise", all_threads=(2,))

    def test_tables_of_labels_of_every_sort(self):
        draw = random.Random(14)
        roots = [random_sequence(draw, 60) for _ in range(6)]
        labels = ("a;sample=s1", "sample=s2;b", "c;barcodelabel=s3;", "x-y.z", "_u1", "d;otu=O1;size=3", "otu=O2;e;sample=", "f;tax=k__Bacteria,p__X;size=2",
                  "g;tax=k;otu=O1;sample=s1;size=7", "h;size=10;sample=s 1", "mysample=no", "i;barcodelabel=s4;sample=s5", "-", "j;samples=k")
        for seed in range(6):
            records = [(draw.choice(labels), draw.choice(roots)) for _ in range(40)]
            sequences = self.write("a.fasta", fasta(records))
            for options in ((), ("--relabel", "OTU"), ("--relabel", "OTU", "--clusterout_sort"), ("--sizein", "--xsize")):
                with self.subTest(seed=seed, options=options):
                    self.compare(sequences, ("--id", 0.97, *options), files=("otutabout", "mothur_shared_out", "uc"), all_threads=(1,))

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
        sequences = self.write("a.fasta", fasta((f"g{i};size={draw.choice((1, 1, 2, 3, 50))}", gene) for i, gene in enumerate(draw.sample(genes, 50))))
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
