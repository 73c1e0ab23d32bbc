# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream species` beside the definition (a look at every place) and DADA2's assignSpecies and addSpecies."""
import random
import re
import shutil
import subprocess
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, fastq, needs_shared, peer
from classify_testing import fasta, mutated, read_fasta, table, turned

PLAIN = {letter: letter for letter in "ACGT"}


def needs_dada2(test):
    """Skips a test, loudly, where R or its package is not installed; asks for the package's folder only, since loading it takes seconds."""
    has = shutil.which("Rscript") is not None and subprocess.run(["Rscript", "-e", 'cat(system.file(package = "dada2"))'], capture_output=True).stdout.strip()
    return unittest.skipUnless(has, "SKIPPED: R's package dada2 is not installed; nothing was compared")(test)


def normalised(sequence):
    return sequence.upper().replace("U", "T")


def fewest(query, reference, most):
    """Fewest mismatches of the query at any place of the reference, None if more than `most`. Ambiguous letters match nothing."""
    if most == 0:
        return 0 if set(query) <= set("ACGT") and query in reference else None
    best = None
    for begin in range(len(reference) - len(query) + 1):
        count = 0
        for one, other in zip(query, reference[begin:begin + len(query)]):
            if one != other or one not in PLAIN:
                count += 1
                if count > most:
                    break
        else:
            best = count if best is None else min(best, count)
    return best


def definition(queries, references, most=0, both=False, limit=10):
    """Rows (genus, species, mismatches, strand, references, status) by a look at every place; references are (genus, epithet, sequence)."""
    rows = []
    for query in map(normalised, queries):
        hits = []
        for genus, epithet, sequence in references:
            found = [(count, strand) for strand, text in (("+", query), ("-", turned(query))) if strand == "+" or both
                     for count in [fewest(text, normalised(sequence), most)] if count is not None]
            if found:
                hits.append((*min(found), genus, epithet))
        hits = [hit for hit in hits if hit[0] == min(hits)[0]]
        species = sorted({hit[2:] for hit in hits})
        genera = sorted({genus for genus, _ in species})
        listed = "/".join(" ".join(name) for name in species) if 0 < len(species) <= limit else "NA"
        status = "none" if not hits else "too_many" if len(species) > limit else "ok" if len(species) == 1 else "several"
        rows.append(("/".join(genera) if 0 < len(genera) <= limit else "NA", listed, str(hits[0][0]) if hits else "NA",
                     min(hit[1] for hit in hits) if hits else "NA", str(len(hits)), status))
    return rows


def made_up_genes(seed, genera=6, species=4, copies=3, length=500):
    """(genus, epithet, sequence) of genes that are kin; some copies are the same, cut, in lower case, ambiguous or on the other strand."""
    draw = random.Random(seed)
    root = "".join(draw.choices("ACGT", k=length))
    made = []
    for genus in range(genera):
        kin = mutated(root, 0.05, draw)
        for one in range(species):
            gene = mutated(kin, draw.choice((0, 0.002, 0.01)), draw)
            for copy in range(copies):
                sequence = gene if copy else mutated(gene, 0.002, draw)
                if draw.random() < 0.2:
                    place = draw.randrange(len(sequence))
                    sequence = sequence[:place] + draw.choice("NRYU") + sequence[place + 1:]
                if draw.random() < 0.2:
                    sequence = sequence.lower()
                if draw.random() < 0.1:
                    sequence = turned(sequence)
                made.append((f"Genus{chr(97 + genus)}", f"species{chr(97 + one)}", sequence[draw.randrange(40):]))
    return made


def amplicons(references, draw, count, shortest=100, longest=250):
    made = []
    for _ in range(count):
        sequence = normalised(draw.choice(references)[2])
        length = draw.randrange(shortest, longest)
        begin = draw.randrange(len(sequence) - length)
        text = list(sequence[begin:begin + length])
        for _ in range(draw.choice((0, 0, 0, 1, 2, 3))):
            text[draw.randrange(length)] = draw.choice("ACGTACGTN")
        made.append("".join(text))
    return made


def rows_of(text):
    return [tuple(row[name] for name in ("genus", "species", "mismatches", "strand", "references", "status")) for row in table(text).values()]


class LikeTheDefinition(TestInFolder):
    def both_ways(self, references, queries, most, both, limit):
        db = self.write("db.fasta", fasta((f"r{i} {genus} {epithet} strain {i}", sequence) for i, (genus, epithet, sequence) in enumerate(references)))
        asked = self.write("q.fasta", fasta((f"q{i}", sequence) for i, sequence in enumerate(queries)))
        words = ("--max-mismatches", most, "--strand", "both" if both else "plus", "--max-species", limit)
        found = ampstream("species", asked, "--reference", db, "--threads", 1, *words).stdout
        self.assertEqual(ampstream("species", asked, "--reference", db, "--threads", 2, *words).stdout, found)
        self.assertEqual(rows_of(found), definition(queries, references, most, both, limit))
        return rows_of(found)

    def test_exact(self):
        statuses = set()
        for seed in range(4):
            references = made_up_genes(seed)
            queries = amplicons(references, random.Random(seed), 60)
            for both in (False, True):
                statuses |= {row[-1] for row in self.both_ways(references, queries, 0, both, 2 + 2 * seed)}
        self.assertEqual(statuses, {"ok", "several", "too_many", "none"})

    def test_near_exact(self):
        seen = set()
        for seed, most in ((1, 1), (2, 2), (3, 4)):
            references = made_up_genes(seed, genera=3, species=3, copies=2, length=300)
            queries = amplicons(references, random.Random(seed), 16, shortest=110, longest=200)
            seen |= {row[2] for row in self.both_ways(references, queries, most, seed % 2 == 0, 5)}
        self.assertLessEqual({"NA", "0", "1", "2"}, seen)

    def test_many_blocks_of_references_are_the_same_for_any_threads(self):
        references = made_up_genes(7, genera=10, species=20, copies=12, length=200)
        self.both_ways(references, amplicons(references, random.Random(1), 40, 60, 120), 0, True, 10)

    @needs_shared("data/reference")
    def test_real_genes_with_silvas_headers(self):
        source = SHARED / "data/reference/silva138_like_nr99.silva.fasta.gz"
        records = read_fasta(source)
        binomial = re.compile(r";([A-Z][a-z]+)[^;]*;(\1 (?!bacterium|archaeon|symbiont|endosymbiont)[a-z]{2,})( [^;]*)?$")  # genus and organism
        known = [(found[2], sequence) for header, sequence in records if (found := binomial.search(header))]
        queries = [sequence[400:800] for _, sequence in random.Random(4).sample(records, 60) if set(sequence[400:800]) <= set("ACGT")]
        asked = self.write("q.fasta", fasta((f"q{i}", sequence) for i, sequence in enumerate(queries)))
        found = table(ampstream("species", asked, "--reference", source, "--max-species", 1000).stdout)
        compared = 0
        for row, query in zip(found.values(), queries):
            ours = set(row["species"].split("/")) - {"NA"}
            expected = {name for name, sequence in known if query in sequence}
            # the pattern above knows only genera that are written the same in both places
            self.assertEqual({name for name in ours if not name.startswith(("Candidatus", "Shigella"))}, expected, row)
            compared += len(expected)
        self.assertGreater(compared, 30)


@needs_dada2
class LikeDada2(TestInFolder):
    def test_genus_and_species_are_those_of_assign_species_and_add_species(self):
        references = [(g, e, normalised(s).replace("R", "A").replace("Y", "C").replace("N", "G")) for g, e, s in made_up_genes(5)]
        references += [("Escherichia", "coli", references[0][2]), ("Shigella", "sonnei", references[0][2]), ("Escherichia", "coli", references[9][2][::-1]),
                       ("Shigella", "sonnei", references[9][2][::-1])]
        queries = [q.replace("N", "A") for q in amplicons(references, random.Random(5), 60, 150, 151)] + [references[-1][2][50:200]]
        queries = list(dict.fromkeys(queries))
        self.write("db.fasta", fasta((f"r{i} {genus} {epithet}", sequence) for i, (genus, epithet, sequence) in enumerate(references)))
        self.write("q.fasta", fasta((f"q{i}", sequence) for i, sequence in enumerate(queries)))
        self.write("t.R", """suppressMessages(library(dada2)); x <- readLines("q.fasta"); s <- x[c(FALSE, TRUE)]
for (rc in c(FALSE, TRUE)) { r <- assignSpecies(s, "db.fasta", allowMultiple = TRUE, tryRC = rc)
write.table(r, paste0("dada2_", rc, ".tsv"), sep = "\\t", quote = FALSE, row.names = FALSE, col.names = FALSE) }
g <- readLines("genera.txt"); g[g == "NA"] <- NA
t <- matrix(c(rep("Bacteria", length(s)), g), ncol = 2, dimnames = list(s, c("Kingdom", "Genus")))
write.table(addSpecies(t, "db.fasta", allowMultiple = TRUE)[, "Species"], "added.tsv", quote = FALSE, row.names = FALSE, col.names = FALSE)
""")
        draw = random.Random(8)
        plain = rows_of(ampstream("species", self.folder / "q.fasta", "--reference", self.folder / "db.fasta", "--max-species", 1000).stdout)
        classified = [draw.choice((row[0], row[0], f"{row[0]}_2", f"{row[0]} sensu stricto 1", f"Other/{row[0]}", "Genusz", f"Pseudo{row[0]}", "NA")) for row in plain]
        self.write("genera.txt", "".join(f"{genus}\n" for genus in classified))
        peer("Rscript", "t.R", cwd=self.folder)
        for strand, name in (("plus", "FALSE"), ("both", "TRUE")):
            theirs = [tuple(line.split("\t")) for line in (self.folder / f"dada2_{name}.tsv").read_text().splitlines()]
            ours = []
            for genus, species, *_ in rows_of(ampstream("species", self.folder / "q.fasta", "--reference", self.folder / "db.fasta", "--strand", strand, "--max-species", 1000).stdout):
                # DADA2 gives epithets without their genera, two genera as none, and these two as one
                names = [] if species == "NA" else [one.split() for one in species.split("/")]
                genera = {"Escherichia/Shigella" if one in ("Escherichia", "Shigella") else one for one, _ in names}
                ours.append((genera.pop() if len(genera) == 1 else "NA", "/".join(sorted({one for _, one in names}, key=str.lower)) or "NA"))
            self.assertEqual(ours, theirs)
            self.assertGreater(len({genus for genus, _ in theirs}), 5)
        calls = "".join(f"q{i}\tB\t1\t{genus}\t1\t{'B' if genus == 'NA' else 'B;' + genus}\n" for i, genus in enumerate(classified))
        calls = self.write("calls.tsv", "id\tdomain\tdomain_confidence\tgenus\tgenus_confidence\tlineage\n" + calls)
        added = (self.folder / "added.tsv").read_text().splitlines()
        ours = rows_of(ampstream("species", self.folder / "q.fasta", "--reference", self.folder / "db.fasta", "--max-species", 1000, "--taxonomy", calls).stdout)
        compared = [(row[1] != "NA", theirs != "NA") for row, theirs in zip(ours, added) if "/" not in row[0]]  # several genera: see docs/semantics/species.md
        self.assertEqual([one for one, _ in compared], [other for _, other in compared])
        self.assertEqual({one for one, _ in compared}, {True, False})


class Rules(TestInFolder):
    def setUp(self):
        super().setUp()
        draw = random.Random(11)
        self.genes = ["".join(draw.choices("ACGT", k=300)) for _ in range(3)]
        self.db = self.write("db.fasta.gz", fasta([("1 Escherichia coli", self.genes[0]), ("2 Shigella sonnei", self.genes[0]), ("3 Bacillus subtilis", self.genes[1]), ("4 Bacillus sp.", self.genes[2])]))
        self.asked = self.write("q.fasta", fasta((f"q{i};size={9 - i} text", gene[50:250]) for i, gene in enumerate(self.genes)))

    def calls(self, *genera):
        rows = "".join(f"q{i}\tBacteria\t1.00\t{genus or 'Bacteria'}\t0.90\t{'Bacteria;' + genus if genus else 'Bacteria'}\t+\tok\n" for i, genus in enumerate(genera))
        return self.write("calls.tsv", "id\tdomain\tdomain_confidence\tgenus\tgenus_confidence\tlineage\tstrand\tstatus\n" + rows)

    def test_the_table(self):
        done = ampstream("species", self.asked, "--reference", self.db, "--out", self.folder / "o.tsv")
        self.assertEqual((self.folder / "o.tsv").read_text(),
                         "id\tgenus\tspecies\tmismatches\tstrand\treferences\tstatus\n"
                         "q0;size=9\tEscherichia/Shigella\tEscherichia coli/Shigella sonnei\t0\t+\t2\tseveral\n"
                         "q1;size=8\tBacillus\tBacillus subtilis\t0\t+\t1\tok\n"
                         "q2;size=7\tNA\tNA\tNA\tNA\t0\tnone\n")
        self.assertIn("3 of 4 references have a species (headers: binomial); 1 left out for having none", done.stderr.decode())
        self.assertIn("3 queries: 1 with one species, 1 with several, 1 without a match", done.stderr.decode())

    def test_the_classified_genus_decides(self):
        def statuses(*genera):
            text = ampstream("species", self.asked, "--reference", self.db, "--taxonomy", self.calls(*genera), "--xsize").stdout
            return {name: row["status"] for name, row in table(text).items()}
        self.assertEqual(statuses("Escherichia-Shigella", "Bacillus", "Bacillus"), {"q0": "several", "q1": "ok", "q2": "none"})
        self.assertEqual(statuses("Escherichia", "Geobacillus", "Bacillus"), {"q0": "genus_differs", "q1": "genus_differs", "q2": "none"})
        self.assertEqual(statuses("", "", ""), {"q0": "no_genus", "q1": "no_genus", "q2": "none"})

    def test_the_table_of_classify_is_a_taxonomy(self):
        training = self.write("train.fasta", fasta((f"t{i} Bacteria;P;C;O;F;{genus}", gene) for i, (genus, gene) in enumerate(zip(("Escherichia/Shigella", "Kurthia", "Bacillus"), self.genes))))
        ampstream("classify", self.asked, "--reference", training, "--out", self.folder / "t.tsv")
        found = table(ampstream("species", self.asked, "--reference", self.db, "--taxonomy", self.folder / "t.tsv").stdout)
        self.assertEqual([row["status"] for row in found.values()], ["several", "genus_differs", "none"])

    def test_a_query_without_a_call_is_an_error(self):
        said = ampstream("species", self.asked, "--reference", self.db, "--taxonomy", self.calls("Bacillus"), "--out", self.folder / "o", code=1).stderr.decode()
        self.assertIn('calls.tsv: expected a row for "q1;size=8"', said)
        self.assertFalse((self.folder / "o").exists())

    def test_fastq_queries_and_references_from_standard_input(self):
        reads = self.write("q.fastq", fastq((f"q{i};size={9 - i} text", gene[50:250], "I" * 200) for i, gene in enumerate(self.genes)))
        expected = ampstream("species", self.asked, "--reference", self.db).stdout
        self.assertEqual(ampstream("species", reads, "--reference", "-", stdin=self.db.read_bytes()).stdout, expected)

    def test_bad_references_are_errors_with_their_place(self):
        good = self.write("good.fasta", ">1 Bacillus subtilis\nACGT\n")
        for text, words in ((">1 Bacillus subtilis\nACGT\n>2\nACGT\n", "record 2 (2): expected a header in the form 'binomial'"),
                            (">1 Bacillus\nACGT\n", "record 1 (1 Bacillus): expected a species in the header"),
                            (">1 Bacillus subtilis\nAC!T\n", "record 1"), ("", "an empty file"),
                            (">1.1.9 Bacteria;Bacillus;uncultured\nACGT\n", "none among 1 (read as 'silva')")):
            bad = self.write("bad.fasta", text)
            said = ampstream("species", self.asked, "--reference", bad, "--out", self.folder / "o", code=1).stderr.decode()
            self.assertIn("bad.fasta", said)
            self.assertIn(words, said)
            self.assertFalse((self.folder / "o").exists())
        self.assertIn("bad.fasta: record", ampstream("species", self.write("bad.fasta", ">q\nAC!T\n"), "--reference", good, code=1).stderr.decode())

    def test_commands_that_make_no_sense(self):
        for words in ((), ("--reference", self.db, "--max-mismatches", 17), ("--reference", self.db, "--max-species", 0), ("--reference", self.db, "--strand", "minus"),
                      ("--reference", self.db, "--taxonomy", self.write("t.tsv", "id\tdomain\tdomain_confidence\tlineage\nq\tB\t1\tB\n"))):
            ampstream("species", self.asked, *words, code=2)


if __name__ == "__main__":
    unittest.main()
