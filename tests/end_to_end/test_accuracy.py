# SPDX-License-Identifier: BSD-3-Clause
"""benchmarks/accuracy: its measures on examples made by hand, its folds, and a small run of the whole program."""
import random
import subprocess
import sys
import unittest

from ampstream_testing import PROGRAM, REPOSITORY, TestInFolder
from classify_testing import fasta, mutated, random_genes

sys.path.insert(0, str(REPOSITORY / "benchmarks/accuracy"))
import folds  # noqa: E402
import measures  # noqa: E402


def query(truth, known):
    return {"truth": list(truth), "known": [letter == "+" for letter in known]}


class Measures(unittest.TestCase):
    # truth at two ranks, which of them are known, and what was said with which confidence
    EXAMPLES = [(query("AB", "++"), ("AB", (1.0, 0.9))),   # right
                (query("AB", "++"), ("AB", (1.0, 0.8))),   # right: the cut-off itself is enough
                (query("AB", "++"), ("AB", (1.0, 0.79))),  # not said
                (query("AB", "++"), ("AC", (1.0, 0.95))),  # wrong
                (query("AB", "++"), ("AC", (0.9, 0.3))),   # wrong, but not said
                (query("AB", "++"), ((), ())),             # nothing said at all
                (query("AX", "+-"), ("AB", (1.0, 0.85))),  # novel and named
                (query("AX", "+-"), ("AB", (1.0, 0.5))),   # novel and not named
                (query("AX", "+-"), ("A", (1.0,)))]        # novel and not named

    def tally(self, rank, cutoff=0.8):
        made = measures.Tally()
        for one, prediction in self.EXAMPLES:
            measures.judge(one, prediction, rank, cutoff, made)
        return made

    def test_each_query_is_one_of_five_things(self):
        self.assertEqual(self.tally(1), measures.Tally(known=6, novel=3, true_positive=2, misclassified=1, underclassified=3, overclassified=1, forced=3))
        self.assertEqual(self.tally(0), measures.Tally(known=9, novel=0, true_positive=8, misclassified=0, underclassified=1, overclassified=0, forced=8))

    def test_no_cutoff_says_everything(self):
        self.assertEqual(self.tally(1, 0.0), measures.Tally(known=6, novel=3, true_positive=3, misclassified=2, underclassified=1, overclassified=2, forced=3))

    def test_rates(self):
        rates = measures.rates(self.tally(1))
        expected = {"wang": 3 / 6, "TPR": 2 / 6, "MCR": 1 / 6, "UCR": 3 / 6, "OCR": 1 / 3, "Acc": 2 / 7, "precision": 2 / 4, "F1": 2 * 0.5 * (1 / 3) / (0.5 + 1 / 3)}
        self.assertEqual(rates.keys(), expected.keys())
        for name, value in expected.items():
            self.assertAlmostEqual(rates[name], value, msg=name)
        self.assertAlmostEqual(rates["TPR"] + rates["MCR"] + rates["UCR"], 1)

    def test_what_was_not_asked_has_no_rate(self):
        self.assertEqual(set(measures.rates(measures.Tally()).values()), {None})
        only_novel = measures.rates(measures.Tally(novel=2, overclassified=1))
        self.assertEqual((only_novel["OCR"], only_novel["TPR"], only_novel["Acc"]), (0.5, None, 0.0))
        self.assertEqual(measures.rates(measures.Tally(known=2, underclassified=2))["F1"], 0)

    def test_a_name_below_one_that_is_not_said_is_not_said(self):
        self.assertEqual(measures.effective_confidences("ABC", (0.9, 0.5, 0.8)), [0.9, 0.5, 0.5])
        made = measures.Tally()
        measures.judge(query("AB", "++"), ("AB", (0.5, 0.9)), 1, 0.8, made)
        self.assertEqual(made, measures.Tally(known=1, underclassified=1, forced=1))

    def test_identity_bins_hold_their_lower_edge(self):
        self.assertEqual([measures.identity_bin(identity) for identity in (1, 0.9999, 0.99, 0.97, 0.96, 0.9, 0.89, 0)],
                         ["100 %", "99-100 %", "99-100 %", "97-99 %", "95-97 %", "90-95 %", "< 90 %", "< 90 %"])

    def test_calibration(self):
        pairs = [(0.85, True), (0.85, True), (0.85, True), (0.85, False), (1.0, True), (0.3, False)]
        bins = measures.calibration(pairs)
        self.assertEqual([(round(said, 6), right, count) for said, right, count in bins], [(0.3, 0.0, 1), (0.85, 0.75, 4), (1.0, 1.0, 1)])
        self.assertAlmostEqual(measures.calibration_error(pairs), (1 * 0.3 + 4 * 0.1 + 0) / 6)
        self.assertIsNone(measures.calibration_error([]))
        self.assertEqual(measures.calibration_error([(1.0, True)] * 5), 0)


class Folds(unittest.TestCase):
    def setUp(self):
        draw = random.Random(3)
        self.lineages = [["B", "P", "C", "O", f"F{family}", f"G{genus}"] for family in range(8) for genus in range(draw.randrange(1, 5)) for _ in range(draw.randrange(1, 6))]
        self.wanted = [i for i in range(len(self.lineages)) if i % 7]

    def check(self, name, of_family):
        made = folds.PROTOCOLS[name](self.lineages, self.wanted, 3, 5, 1)
        self.assertEqual(made, folds.PROTOCOLS[name](self.lineages, self.wanted, 3, 5, 1))
        self.assertEqual(made[:1], folds.PROTOCOLS[name](self.lineages, self.wanted, 1, 5, 1))
        self.assertNotEqual(made, folds.PROTOCOLS[name](self.lineages, self.wanted, 3, 5, 2))
        seen = []
        for _, training, asked in made:
            self.assertTrue(asked)
            self.assertLessEqual(len(asked), 5)
            self.assertLessEqual(set(asked), set(self.wanted))
            self.assertFalse(set(asked) & set(training))
            if of_family:
                families = [self.lineages[i][4] for i in asked]
                self.assertEqual(len(families), len(set(families)))
            seen += asked
        self.assertEqual(len(seen), len(set(seen)))
        return made

    def test_a_sequence_is_left_out_alone_in_its_family(self):
        for _, training, asked in self.check("sequence", True):
            self.assertEqual(sorted(training + asked), list(range(len(self.lineages))))

    def test_a_genus_is_left_out_whole_and_alone_in_its_family(self):
        for _, training, asked in self.check("genus", True):
            gone = {tuple(self.lineages[i]) for i in asked}
            self.assertEqual(training, [i for i, names in enumerate(self.lineages) if tuple(names) not in gone])
            known = folds.known_names(self.lineages, training)
            self.assertFalse(any(tuple(self.lineages[i]) in known[5] for i in asked))

    def test_a_fifth_is_left_out(self):
        parts = [set(range(len(self.lineages))) - set(training) for _, training, _ in folds.k_fold(self.lineages, self.wanted, 5, 5, 1)]
        self.assertEqual(sorted(i for part in parts for i in part), list(range(len(self.lineages))))
        self.check("k-fold", False)


class WholeProgram(TestInFolder):
    def test_tables_of_a_small_reference(self):
        draw = random.Random(2)
        records = []
        for names, genes in random_genes(5, 24, 4, length=900):
            for gene in genes:
                records.append((f"s{len(records)}\t{'; '.join(names)}", gene[:300] + "CCTACGGGAGGCAGCAG" + gene[300:720] + "GGATTAGATACCCTGGTAGTC" + mutated(gene[720:], 0.01, draw)))
        reference = self.write("reference.fasta", fasta(records))
        words = [sys.executable, REPOSITORY / "benchmarks/accuracy/run.py", "--program", PROGRAM, "--reference", reference, "--work", self.folder / "work", "--folds", "2",
                 "--queries", "6", "--tools", "ampstream"]
        first = subprocess.run([*map(str, words)], capture_output=True, check=True, text=True)
        self.assertIn("96 references", first.stdout)
        genus = [line.split(" | ") for line in first.stdout.splitlines() if line.startswith("| one sequence left out | full | genus | ampstream | 0.8")]
        self.assertEqual(len(genus), 1)
        self.assertGreater(float(genus[0][5]), 60)  # TPR: genes of a genus are 1 % apart
        again = subprocess.run([*map(str, words)], capture_output=True, check=True, text=True)
        self.assertEqual(again.stdout, first.stdout)


if __name__ == "__main__":
    unittest.main()
