#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Speed and memory of `ampstream train` and `classify` beside the RDP Classifier, and at the scale of SILVA 138.1 NR99.

    benchmarks/classify.py --program build/release/bin/ampstream                          # gold reference, 5,000 amplicons
    benchmarks/classify.py --program … --scale 450000 --genera 9000                        # and made-up references of that size
    benchmarks/classify.py --program … --scale … --rdp-at-scale                           # RDP there too (a quarter of an hour, needs 8 GB)
    benchmarks/classify.py --program … --scale … --q2                                     # and the naive Bayes of q2-feature-classifier
    benchmarks/classify.py --program … --queries 20000 --rounds 1 --calls [--real FASTA]   # and call by call beside RDP, with its draws

Queries are V3-V4 amplicons of reference genes with 0 to 3 % substitutions, a tenth of them turned. The reference at scale has the genes of
SHARED/reference/silva138_like_nr99, each genus split into kin genera 5 % apart, each gene copied with about 1 % substitutions. The time to load
is the time of a run on one query; it is subtracted from the time of the others. Tables (Markdown) go to standard output.
"""
import argparse
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY / "tests/support"))
import ampstream_testing  # noqa: E402
from classify_testing import RANKS, classify, has_rdp, rdp_train, read_fasta, read_rdp, taxid_lines, turned  # noqa: E402

SHARED = REPOSITORY.parent / "shared/data"
FORWARD = re.compile("CCTACGGG[ACGT]GGC[AT]GCAG")
REVERSE = re.compile("GGATTAGATACCC[CGT][AGT]GTAGTC")


def measure(words):
    """User CPU seconds, wall seconds and peak MB of one run; ends the benchmark if it fails. GNU time measures."""
    with tempfile.NamedTemporaryFile("r") as figures:
        done = subprocess.run(["/usr/bin/time", "-q", "-o", figures.name, "-f", "%U %e %M", *map(str, words)], capture_output=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}\n{done.stderr.decode(errors='replace')}")
        user, wall, memory = map(float, figures.read().split())
    return user, wall, memory / 1024


def substituted(sequence, rate, draw):
    bases = list(sequence)
    for _ in range(round(len(bases) * rate * 2 * draw.random())):
        bases[draw.randrange(len(bases))] = draw.choice("ACGT")
    return "".join(bases)


def write_queries(path, records, count, seed):
    """V3-V4 amplicons of genes that have both primers."""
    draw = random.Random(seed)
    with open(path, "w", encoding="ascii") as out:
        written = 0
        while written < count:
            gene = draw.choice(records)[1].upper().replace("U", "T")
            first = FORWARD.search(gene)
            last = REVERSE.search(gene, first.end()) if first else None
            if not last:
                continue
            amplicon = substituted(gene[first.end():last.start()], draw.choice((0, 0.005, 0.015, 0.03)), draw)
            out.write(f">q{written}\n{turned(amplicon) if draw.random() < 0.1 else amplicon}\n")
            written += 1


def write_reference(path, taxid, records, count, genera):
    """RDP training form: `count` sequences in `genera` genera, made from SILVA-like records."""
    by_genus = {}
    for header, gene in records:
        lineage = tuple(header.split(None, 1)[1].split(";")[:6])
        by_genus.setdefault(lineage, []).append(gene)
    draw = random.Random(7)
    splits = [(lineage, part) for part in range(-(-genera // len(by_genus))) for lineage in by_genus][:genera]
    lineages = []
    with open(path, "w", encoding="ascii") as out:
        for number, (lineage, part) in enumerate(splits):
            names = [*lineage[:5], f"{lineage[5]}_{part}"]
            lineages.append(names)
            genes = by_genus[lineage]
            kin = [substituted(gene, 0.05 if part else 0, random.Random(f"{lineage} {part}")) for gene in genes[:40]]
            share = count * (number + 1) // genera - count * number // genera
            for i in range(share):
                out.write(f">s{number}_{i}\tRoot;{';'.join(names)}\n{substituted(kin[i % len(kin)], 0.01, draw)}\n")
    pathlib.Path(taxid).write_text(taxid_lines(lineages), encoding="ascii")


def per_second(words_for, one, many, count, rounds):
    """Queries a user CPU second and seconds and wall seconds to load, medians; peak MB."""
    loads, runs = zip(*((measure(words_for(one)), measure(words_for(many))) for _ in range(rounds)))
    load = statistics.median(run[0] for run in loads)
    user = statistics.median(run[0] for run in runs)
    return count / max(user - load, 0.01), load, statistics.median(run[1] for run in loads), max(run[2] for run in runs)


def compare_calls(model, queries, theirs):
    """Genus, strand and, with RDP's draws, confidences at all ranks; prints the counts. Where a round is tied RDP picks at random: its
    confidence must lie in the range of our own picks. Queries that few seeds leave in doubt are looked at with many."""
    counts = {"tied": 0, "call": 0, "same": 0, "picked": 0}
    wrong = []
    records = read_fasta(queries)
    for seeds in (range(1, 5), range(100, 148)):
        doubtful = set(wrong)
        chosen = [record for record in records if record[0] in doubtful] if seeds.start > 1 else records
        wrong = []
        if not chosen:
            break
        part = model.parent / "part.fa"
        part.write_text("".join(f">{header}\n{sequence}\n" for header, sequence in chosen), encoding="ascii")
        runs = [classify(model, part, "--rng", "java", "--seed", seed) for seed in seeds]
        for query, row in runs[0].items():
            if query not in theirs or row["status"] == "tied":
                counts["tied"] += 1
                continue
            is_reversed, expected = theirs[query]
            counts["call"] += seeds.start == 1 and (row["strand"] == "-", [row[rank] for rank in RANKS]) == (is_reversed, [call[0] for call in expected])
            shares = list(zip(*([float(run[query][f"{rank}_confidence"]) for rank in RANKS] for run in runs)))
            fits = [min(ours) - 0.04 * (len(set(ours)) > 1) <= call[2] <= max(ours) + 0.04 * (len(set(ours)) > 1) for ours, call in zip(shares, expected)]
            if not all(fits):
                wrong.append(query)
            else:
                counts["picked" if any(len(set(ours)) > 1 for ours in shares) else "same"] += 1
    print(f"| queries; best genus tied | {len(records)}; {counts['tied']} | | |\n| same genus and strand, of the others | {counts['call']} | | |\n"
          f"| same confidence at every rank; within the picks of tied rounds | {counts['same']}; {counts['picked']} | | |\n"
          f"| confidence differs otherwise | {len(wrong)} {' '.join(wrong[:5])} | | |", flush=True)


def thinned(source, target, step):
    """Every `step`-th sequence of a FASTA of two lines a record."""
    with open(source, encoding="ascii") as lines, open(target, "w", encoding="ascii") as out:
        out.writelines(line for number, line in enumerate(lines) if number // 2 % step == 0)
    return target


def compare_q2(options, folder, training, queries, one, ours):
    """The naive Bayes of q2-feature-classifier (q2_naive_bayes.py): prints its figures beside ours. Asking costs what its table of lineages
    costs, whatever the number of genes, so of more than 50,000 genes it is fitted on every tenth."""
    source = thinned(training, folder / "q2.fa", 10) if training.stat().st_size > 10**8 else training
    peer = ["/usr/bin/python3", REPOSITORY / "benchmarks/q2_naive_bayes.py"]
    user, wall, memory = measure([*peer, "fit", source, folder / "q2.pickle"])
    theirs = per_second(lambda q: [*peer, "classify", folder / "q2.pickle", q, folder / "q2.tsv"], one, queries, options.queries, options.rounds)
    print(f"\n| naive Bayes of q2-feature-classifier, fitted on {source.name} | | ours/theirs |\n|---|---|---|\n"
          f"| fit, user s (wall s, peak MB) | {user:.1f} ({wall:.1f}, {memory:.0f}) | |\n"
          f"| queries per user CPU second | {theirs[0]:.0f} | {ours[0] / theirs[0]:.1f} |\n"
          f"| load, user s | {theirs[1]:.2f} | |\n| peak MB of classifying | {theirs[3]:.0f} | |", flush=True)


def compare(options, folder, name, training, taxid, queries, with_rdp):
    """Trains and classifies with both; prints the rows."""
    model = folder / f"{name}.model"
    user, wall, memory = measure([options.program, "train", training, "--out", model, "--threads", options.threads])
    print(f"\n### {name}\n\n| | ampstream | RDP Classifier | ratio |\n|---|---|---|---|")
    print(f"| training, user s (wall s, peak MB) | {user:.1f} ({wall:.1f}, {memory:.0f}) | | |")
    print(f"| model file, MB | {model.stat().st_size / 1e6:.0f} | | |", flush=True)
    one = folder / "one.fa"
    one.write_text("".join(open(queries, encoding="ascii").readlines()[:2]), encoding="ascii")
    ours = per_second(lambda q: [options.program, "classify", q, "--reference", model, "--threads", 1, "--out", folder / "o.tsv"],
                      one, queries, options.queries, options.rounds)
    theirs = None
    if with_rdp:
        properties = rdp_train(folder, training, taxid, memory="8g")
        theirs = per_second(lambda q: ["java", "-Xmx8g", "-jar", "/usr/share/java/rdp_classifier.jar", "-t", properties, "-f", "fixrank", "-o",
                                       folder / "r.txt", q], one, queries, options.queries, options.rounds)
        if options.calls:
            compare_calls(model, queries, read_rdp((folder / "r.txt").read_text(encoding="utf-8")))
    for label, i, form in (("queries per user CPU second", 0, "{:.0f}"), ("load, user s", 1, "{:.2f}"), ("load and one query, wall s", 2, "{:.2f}"),
                           ("peak MB of classifying", 3, "{:.0f}")):
        ratio = (ours[0] / theirs[0] if i == 0 else theirs[i] / max(ours[i], 0.01)) if theirs else None
        print(f"| {label} | {form.format(ours[i])} | {form.format(theirs[i]) if theirs else ''} | {f'{ratio:.1f}' if ratio else ''} |", flush=True)
    if options.q2:
        compare_q2(options, folder, training, queries, one, ours)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=REPOSITORY / "build/release/bin/ampstream")
    parser.add_argument("--queries", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2, help="of training; classifying is measured on one")
    parser.add_argument("--scale", type=int, default=0, help="sequences of the made-up reference; 0: none")
    parser.add_argument("--genera", type=int, default=9000)
    parser.add_argument("--rdp-at-scale", action="store_true")
    parser.add_argument("--q2", action="store_true", help="the naive Bayes of q2-feature-classifier as well (needs python3-sklearn)")
    parser.add_argument("--calls", action="store_true", help="compare calls and confidences with RDP's too")
    parser.add_argument("--real", help="FASTA of sequences that are appended to the queries")
    parser.add_argument("--folder", help="where the files go (kept); default: a temporary folder")
    options = parser.parse_args()
    ampstream_testing.PROGRAM = str(options.program)
    if not SHARED.exists():
        sys.exit(f"{SHARED} is absent; the references of this benchmark lie there")
    folder = pathlib.Path(options.folder or tempfile.mkdtemp(prefix="ampstream-classify-"))
    folder.mkdir(exist_ok=True)
    try:
        print(f"# Classification, {time.strftime('%Y-%m-%d')}\n\n{options.queries} V3-V4 amplicons, one thread, median of {options.rounds} runs.")
        gold = folder / "gold.fa"
        gold.write_text("".join(f">{header}\n{gene}\n" for header, gene in read_fasta(SHARED / "rdp_oracle/gold_rdp.fasta.gz")))
        silva = read_fasta(SHARED / "reference/silva138_like_nr99.silva.fasta.gz")
        write_queries(folder / "queries.fa", silva, options.queries, 11)
        if options.real:
            real = [record for record in read_fasta(options.real) if len(record[1]) >= 60]
            with open(folder / "queries.fa", "a", encoding="ascii") as out:
                out.writelines(f">real{i}\n{sequence}\n" for i, (_, sequence) in enumerate(real))
            options.queries += len(real)
        compare(options, folder, "gold", gold, SHARED / "rdp_oracle/gold_rdp_taxid.txt", folder / "queries.fa", has_rdp())
        if options.scale:
            write_reference(folder / "scale.fa", folder / "scale_taxid.txt", silva, options.scale, options.genera)
            compare(options, folder, f"{options.scale} sequences, {options.genera} genera", folder / "scale.fa", folder / "scale_taxid.txt",
                    folder / "queries.fa", options.rdp_at_scale and has_rdp())
    finally:
        if not options.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
