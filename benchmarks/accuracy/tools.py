# SPDX-License-Identifier: BSD-3-Clause
"""The classifiers on one fold: each writes its own training set, runs with one thread, and returns {query id: (lineage, confidences)}.

Taxa are given to all of them as tokens (`g17`), one for each lineage, so that no program stumbles over blanks, quotes or a name in two places.
"""
import pathlib
import shutil
import subprocess
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests/support"))
from classify_testing import fasta, has_rdp, rdp_classify, rdp_train, read_fasta, read_rdp, table, taxid_lines  # noqa: E402

LETTERS = "dpcofg"


def tokens(lineages):
    """For each lineage its taxa as tokens: the same token for the same names from the top."""
    numbers = {}
    return [[f"{LETTERS[rank]}{numbers.setdefault(tuple(names[: rank + 1]), len(numbers))}" for rank in range(len(names))] for names in lineages]


def run(words, **options):
    done = subprocess.run([*map(str, words)], capture_output=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def write_training(path, training, header):
    path.write_text(fasta((header(i, names), sequence) for i, names, sequence in training), encoding="ascii")
    return path


def ours(folder, training, queries, program):
    reference = write_training(folder / "ours.fasta", training, lambda i, names: f"s{i} {';'.join(names)}")
    text = run([program, "classify", queries, "--reference", reference, "--min-confidence", 0, "--threads", 1])
    ranks = ("domain", "phylum", "class", "order", "family", "genus")
    return {name: ([row[rank] for rank in ranks], [float(row[f"{rank}_confidence"]) for rank in ranks])
            for name, row in table(text).items() if row["status"] in ("ok", "tied")}


def rdp(folder, training, queries, _):
    source = write_training(folder / "rdp.fasta", training, lambda i, names: f"s{i}\tRoot;{';'.join(names)}")
    taxid = folder / "taxid.txt"
    taxid.write_text(taxid_lines(dict.fromkeys(tuple(names) for _, names, _ in training)), encoding="ascii")
    text = rdp_classify(rdp_train(folder, source, taxid), queries, folder / "rdp.txt", form="allrank")
    return {name: ([one for one, _, _ in calls], [confidence for _, _, confidence in calls]) for name, (_, calls) in read_rdp(text).items()}


def sintax(folder, training, queries, _):
    reference = write_training(folder / "sintax.fasta", training, lambda i, names: f"s{i};tax={','.join(f'{one[0]}:{one}' for one in names)};")
    run(["vsearch", "--sintax", queries, "--db", reference, "--tabbedout", folder / "sintax.tsv", "--randseed", 1, "--threads", 1, "--strand", "plus"])
    found = {}
    for line in (folder / "sintax.tsv").read_text(encoding="ascii").splitlines():
        name, calls, *_ = line.split("\t") + [""]
        if calls:
            votes = [call.split(":", 1)[1].rstrip(")").split("(") for call in calls.split(",")]
            found[name] = ([taxon for taxon, _ in votes], [float(confidence) for _, confidence in votes])
    return found


DADA2 = """suppressMessages(library(dada2)); words <- commandArgs(TRUE); set.seed(1)
x <- readLines(words[2]); s <- x[c(FALSE, TRUE)]
t <- assignTaxonomy(s, words[1], minBoot = 0, outputBootstraps = TRUE, taxLevels = c("d", "p", "c", "o", "f", "g"), multithread = FALSE)
write.table(cbind(sub("^>", "", x[c(TRUE, FALSE)]), t$tax, t$boot), words[3], sep = "\\t", quote = FALSE, row.names = FALSE, col.names = FALSE)
"""


def dada2(folder, training, queries, _):
    reference = write_training(folder / "dada2.fasta", training, lambda i, names: f"{';'.join(names)};")
    (folder / "dada2.R").write_text(DADA2, encoding="ascii")
    run(["Rscript", folder / "dada2.R", reference, queries, folder / "dada2.tsv"])
    found = {}
    for line in (folder / "dada2.tsv").read_text(encoding="ascii").splitlines():
        name, *fields = line.split("\t")
        found[name] = (fields[:6], [float(one) / 100 for one in fields[6:]])
    return found


def has_dada2():
    return shutil.which("Rscript") is not None and bool(
        subprocess.run(["Rscript", "-e", 'cat(system.file(package = "dada2"))'], capture_output=True, check=False).stdout.strip())


# name -> (function, is it there?, what to install)
TOOLS = {"ampstream": (ours, lambda: True, ""), "RDP 2.10.2": (rdp, has_rdp, "rdp-classifier"),
         "vsearch sintax": (sintax, lambda: shutil.which("vsearch") is not None, "vsearch"), "DADA2": (dada2, has_dada2, "r-bioc-dada2")}


def nearest(folder, training, queries, program):
    """{query id: identity to the nearest training sequence}: the best of up to 8 hits, candidates in the order of shared words (as
    usearch_global, iddef 2: without terminal gaps). Queries without a hit above 50 % are left out."""
    reference = write_training(folder / "nearest.fasta", training, lambda i, names: f"s{i}")
    text = run([program, "search", queries, "--db", reference, "--id", 0.5, "--maxaccepts", 8, "--maxrejects", 32, "--userout", "-",
                "--userfields", "query+id", "--threads", 1])
    best = {}
    for name, identity in (line.split("\t") for line in text.decode().splitlines()):
        best[name] = max(best.get(name, 0.0), float(identity) / 100)
    return best
