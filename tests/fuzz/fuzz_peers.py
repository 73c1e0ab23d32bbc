#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Differential fuzzer: small hostile inputs through ampstream and vsearch; a difference is kept as a folder that reproduces it.

    AMPSTREAM=build/release/bin/ampstream tests/fuzz/fuzz_peers.py --seed 1 --seconds 60 --stages cluster,search

A case is a function of (seed, number) and of this file: --seed S --first N --cases 1 makes case N again. Ends with 1 when there was a difference.
What was found and mended is kept under tests/fuzz/cases, input and words, for tests/conformance/test_fuzz_cases.py: copy a find's folder there."""
import argparse
import json
import os
import pathlib
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("AMPSTREAM", "ampstream")
PATIENCE = 60  # seconds a program may take for a case


def reversed_strand(sequence):
    return sequence[::-1].translate(str.maketrans("ACGTURYKMBDHVacgturykmbdhv", "TGCAAYRMKVHDBtgcaayrmkvhdb"))


def changed(draw, sequence, count, kinds="sssid"):
    """`count` changes of single letters: substitutions, insertions, deletions."""
    bases = list(sequence)
    for _ in range(count):
        at = draw.randrange(len(bases) + 1)
        kind = draw.choice(kinds)
        if kind == "i":
            bases.insert(at, draw.choice("ACGT"))
        elif at < len(bases):
            bases[at:at + 1] = [draw.choice("ACGT".replace(bases[at].upper(), ""))] if kind == "s" else []
    return "".join(bases)


def word(draw, length, letters="ACGT"):
    return "".join(draw.choices(letters, k=length))


def tiny(draw):
    return [word(draw, draw.randint(0, 3), "ACGTN") for _ in range(draw.randint(1, 30))]


def all_ambiguous(draw):
    return [word(draw, draw.randint(1, 80), draw.choice(("N", "RY", "ACGTN", "NACGTURYSWKMBDHV"))) for _ in range(draw.randint(1, 25))]


def identical(draw):
    one = word(draw, draw.randint(1, 90))
    return [draw.choice((one, one.lower(), one.replace("T", "U"), reversed_strand(one))) for _ in range(draw.randint(1, 40))]


def near_ties(draw):
    """Members at exactly 97 % of their centre, one change more or less, and equally near to two centres."""
    length = draw.choice((33, 34, 66, 67, 100, 133, 200, 300))
    limit = round(length * 0.03)
    centre = word(draw, length)
    made = [centre]
    for _ in range(draw.randint(3, 25)):
        made.append(changed(draw, draw.choice(made[:3]), max(0, limit + draw.choice((-1, 0, 0, 0, 1))), draw.choice(("s", "sssid"))))
    return made


def end_gaps(draw):
    centre = word(draw, draw.randint(60, 200))
    made = []
    for _ in range(draw.randint(2, 25)):
        begin, end = draw.randint(0, 20), len(centre) - draw.randint(0, 20)
        made.append(word(draw, draw.choice((0, 0, 1, 5, 20))) + changed(draw, centre[begin:end], draw.randint(0, 3)) + word(draw, draw.choice((0, 0, 1, 5, 20))))
    return made


def long_ones(draw):
    """Up to 5,000 bases. Pairs of more than 25,000,000 cells are left out: VSEARCH aligns them in linear memory and chooses otherwise among
    equally good paths, which ours does not do after it."""
    centre = word(draw, draw.choice((4900, 4950, 5000)))
    made = [changed(draw, centre, draw.choice((0, 1, 20, 150)), "s" if len(centre) == 5000 else "sssid")[:5000] for _ in range(draw.randint(2, 3))]
    return made + [word(draw, 60)]


def many_equal(draw):
    pool = [word(draw, draw.randint(32, 40)) for _ in range(draw.choice((100, 2000)))]
    return [draw.choice(pool) for _ in range(2000)]


def low_complexity(draw):
    unit = word(draw, draw.randint(1, 4))
    return [changed(draw, unit * draw.randint(8, 40) + word(draw, draw.randint(0, 40)), draw.randint(0, 4)) for _ in range(draw.randint(2, 25))]


def chimeric(draw):
    root = word(draw, draw.choice((40, 90, 250, 420)))
    parents = [changed(draw, root, draw.choice((4, 10, 30))) for _ in range(draw.randint(2, 6))]
    made = list(parents)
    for _ in range(draw.randint(3, 30)):
        one, other = draw.choices(parents, k=2)
        at = draw.randrange(1, max(2, min(len(one), len(other))))
        made.append(changed(draw, one[:at] + other[at:], draw.choice((0, 0, 1, 3))))
    return made


FAMILIES = (tiny, all_ambiguous, identical, near_ties, near_ties, end_gaps, low_complexity, chimeric, chimeric, lambda draw: tiny(draw) + near_ties(draw))
RARE = (long_ones, many_equal)


def sequences(draw):
    made = (draw.choice(RARE) if draw.random() < 0.03 else draw.choice(FAMILIES))(draw)
    spelt = []
    for one in made:
        if draw.random() < 0.1:
            one = reversed_strand(one)
        if draw.random() < 0.1:
            begin = draw.randint(0, len(one))
            one = one[:begin] + one[begin:begin + draw.randint(1, 40)].lower() + one[begin + 40:]
        if one and draw.random() < 0.05:
            at = draw.randrange(len(one))
            one = one[:at] + draw.choice("NRYKM") + one[at + 1:]
        spelt.append(one)
    draw.shuffle(spelt)
    return spelt


def label(draw, i, equal):
    size = 3 if equal else draw.choice((1, 1, 2, 2, 5, 8, 40, 41, 500))
    return draw.choice((f"s{i}", f"s{i}", f"S.{i % 7}", f"s{i // 2}")) + draw.choice(("", f";size={size}", f";size={size};", f";size={size}", f";size={size};x=1")) + draw.choice(("", "", " text"))


def fasta(draw, made):
    equal = draw.random() < 0.3
    return "".join(f">{label(draw, i, equal)}\n{sequence}\n" for i, sequence in enumerate(made))


def fastq(draw, made, levels):
    return "".join(f"@{label(draw, i, False)}\n{one}\n+\n{''.join(chr(33 + draw.choice(levels)) for _ in one)}\n" for i, one in enumerate(made))


class Case:
    """One input and the two commands that must agree on it."""

    def __init__(self, draw, folder):
        self.draw, self.folder = draw, folder
        self.ours, self.theirs, self.outputs = [], [], []

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def options(self, *choices):
        """Each choice is a tuple of alternatives; an alternative is a tuple of words."""
        chosen = [str(one) for choice in choices for one in self.draw.choice(choice)]
        self.ours += chosen
        self.theirs += chosen

    def output(self, *kinds):
        for kind in kinds:
            self.outputs.append(kind)
            self.ours += [f"--{kind}", f"ours.{kind}"]
            self.theirs += [f"--{kind}", f"theirs.{kind}"]


def threshold(draw):
    return (("--id", draw.choice((0.97, 0.97, 0.9, 0.5, 1.0))),)


MASKS = ((), (), ("--qmask", "none"), ("--qmask", "soft"))
STRANDS = ((), ("--strand", "both"))
SIZES = ((), ("--sizein", "--sizeout"), ("--sizeout",))


def derep(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    case.ours, case.theirs = ["derep", text], ["--derep_fulllength", text]
    case.output("output", "uc")
    case.options(STRANDS, SIZES, ((), ("--minseqlength", 1), ("--minseqlength", 0)), ((), ("--minuniquesize", 2), ("--topn", 3)))


def sort(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    by = case.draw.choice(("size", "length"))
    case.ours, case.theirs = ["sort", text, f"--sortby{by}"], [f"--sortby{by}", text]
    case.output("output")
    case.options(SIZES, ((), ("--topn", 3), ("--minseqlength", 0)))


def subsample(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    case.ours, case.theirs = ["subsample", text], ["--fastx_subsample", text]
    case.output("fastaout", "fastaout_discarded")
    case.options(SIZES, tuple(("--sample_pct", share) for share in (5, 50, 77.7, 100)), tuple(("--randseed", seed) for seed in (1, 2, 77, 123456789)))


def cluster(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    case.ours, case.theirs = ["cluster", text], ["--cluster_size", text]
    case.output("centroids", "uc")
    case.options(threshold(case.draw), STRANDS, SIZES, MASKS, ((), ("--minseqlength", 1)), ((), ("--maxaccepts", 3), ("--maxaccepts", 0, "--maxrejects", 0), ("--maxrejects", 2)),
                 ((), (), ("--iddef", 0), ("--iddef", 1), ("--iddef", 3), ("--iddef", 4)), ((), (), ("--wordlength", 4), ("--minwordmatches", 2)))


def cluster_otherwise(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    method = case.draw.choice(("fast", "smallmem", "unoise"))
    case.ours, case.theirs = ["cluster", text, "--method", method], [f"--cluster_{method}", text]
    case.output("centroids", "uc", "consout", "profile", "msaout", "samout", "otutabout", "mothur_shared_out", "blast6out", "matched", "notmatched")
    case.options(threshold(case.draw), STRANDS, SIZES, MASKS, ((), ("--minseqlength", 1)), ((), ("--maxaccepts", 3), ("--maxrejects", 2)), ((), ("--clusterout_sort",)), ((), ("--sizeorder",)))
    case.options({"smallmem": (("--usersort",),), "unoise": ((), ("--minsize", 1), ("--minsize", 1, "--unoise_alpha", 0.5))}.get(method, ((),)))


def chimera(case):
    # Sequences without a base are left out by VSEARCH before it starts; the command's own tests have them.
    made = [one for one in sequences(case.draw) if one and len(one) < 1000][:300]
    text = case.write("a.fasta", fasta(case.draw, made))
    method = case.draw.choice(("uchime", "uchime2", "uchime3"))
    case.ours, case.theirs = ["chimera", text, "--method", method], [f"--{method}_denovo", text]
    case.output("chimeras", "nonchimeras", "uchimeout")
    case.options(SIZES, ((), ("--qmask", "none")))


def chimera_by_reference(case):
    made = [one for one in sequences(case.draw) if one and len(one) < 1000][:300]
    cut = case.draw.randint(1, max(1, len(made)))
    text, database = case.write("a.fasta", fasta(case.draw, made)), case.write("db.fasta", fasta(case.draw, made[:cut]))
    case.ours, case.theirs = ["chimera", text, "--db", database], ["--uchime_ref", text, "--db", database]
    case.output("chimeras", "nonchimeras", "borderline", "uchimeout")
    case.options(SIZES, MASKS, ((), ("--dbmask", "none"), ("--dbmask", "soft")), ((), ("--minh", 0.1), ("--mindiffs", 1), ("--mindiv", 0.1)), ((), ("--uchimeout5",)))


def filtering(case):
    text = case.write("a.fastq", fastq(case.draw, sequences(case.draw), case.draw.choice((range(42), (10, 20, 30), (2, 40), (0,)))))
    case.ours, case.theirs = ["filter", text], ["--fastx_filter", text]
    case.output("fastqout", "fastaout", "fastqout_discarded", "fastaout_discarded")
    prefixed = [case.draw.choice(choice) for choice in (
        ((), ("maxee", 1), ("maxee", 0.1), ("maxee_rate", 0.01)), ((), ("maxns", 0)), ((), ("trunclen", 30), ("trunclen_keep", 30)), ((), ("stripleft", 2)), ((), ("stripright", 3)),
        ((), ("truncqual", 10)), ((), ("truncee", 0.5)), ((), ("minlen", 0), ("minlen", 20)), ((), ("maxlen", 60)))]
    for name, value in (one for one in prefixed if one):
        case.ours += [f"--{name}", str(value)]
        case.theirs += [f"--fastq_{name}", str(value)]
    case.options(((), ("--eeout",)), SIZES, ((), ("--relabel", "r")))


def filtering_pairs(case):
    draw = case.draw
    made, levels = sequences(draw), draw.choice((range(42), (10, 20, 30), (2, 40), (0,)))
    mates = made[:]
    draw.shuffle(mates)
    texts = ["".join(f"@r{i} {mate}\n{one}\n+\n{''.join(chr(33 + draw.choice(levels)) for _ in one)}\n" for i, one in enumerate(reads))
             for mate, reads in ((1, made), (2, mates))]
    forward, reverse = case.write("1.fastq", texts[0]), case.write("2.fastq", texts[1])
    case.ours, case.theirs = ["filter", forward, reverse], ["--fastq_filter", forward, "--reverse", reverse]
    case.output("fastqout", "fastqout_rev", "fastqout_discarded", "fastqout_discarded_rev")
    for name, value in (one for one in (draw.choice(choice) for choice in (
            ((), ("maxee", 1), ("maxee_rate", 0.01)), ((), ("maxns", 0)), ((), ("trunclen", 30)), ((), ("truncqual", 10)), ((), ("minlen", 20)), ((), ("stripleft", 2)))) if one):
        case.ours += [f"--{name}", str(value)]
        case.theirs += [f"--fastq_{name}", str(value)]


def rereplicate(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)[:200]))
    case.ours, case.theirs = ["rereplicate", text], ["--rereplicate", text]
    case.output("output")
    case.options(SIZES, ((), ("--relabel", "r"), ("--relabel", "r", "--relabel_keep")), ((), ("--xsize",)))


def merge(case):
    draw = case.draw
    texts = ["", ""]
    for i in range(draw.randint(1, 30)):
        fragment = draw.choice(sequences(draw)).upper()[:600].replace("U", "T")
        fragment += word(draw, draw.choice((0, 0, 40, 120)), draw.choice(("ACGT", "AC", "ACGTN")))
        length = draw.choice((0, 1, 3, 20, 50, 100, 151, 251))
        for text, read in enumerate((fragment[:length], reversed_strand(fragment)[:length + draw.choice((0, 0, 1, 7))])):
            read = changed(draw, read, draw.choice((0, 0, 1, 4)), "s")
            levels = draw.choice(((38,), (2, 38), (10, 20, 30), range(42)))
            texts[text] += f"@r{i} {text + 1}\n{read}\n+\n{''.join(chr(33 + draw.choice(levels)) for _ in read)}\n"
    forward, reverse = case.write("1.fastq", texts[0]), case.write("2.fastq", texts[1])
    case.ours, case.theirs = ["merge", forward, reverse], ["--fastq_mergepairs", forward, "--reverse", reverse]
    for kind in ("fastqout", "fastqout_notmerged_fwd", "fastqout_notmerged_rev", "eetabbedout"):
        case.output(kind)
    for name, value in (one for one in (draw.choice(choice) for choice in (
            ((), ("maxdiffs", 2)), ((), ("minovlen", 5), ("minovlen", 20)), ((), ("maxdiffpct", 5)), ((), ("truncqual", 5)), ((), ("maxee", 1)), ((), ("minlen", 10)),
            ((), ("maxns", 0)), ((), ("minmergelen", 100), ("maxmergelen", 200)))) if one):
        case.ours += [f"--{name}", str(value)]
        case.theirs += [f"--fastq_{name}", str(value)]
    if draw.random() < 0.5:
        case.ours.append("--allowmergestagger")
        case.theirs.append("--fastq_allowmergestagger")


def search(case):
    made = sequences(case.draw)
    cut = case.draw.randint(0, len(made))
    database, queries = made[:cut], [changed(case.draw, one, case.draw.choice((0, 0, 1, 3))) for one in (made if case.draw.random() < 0.5 else made[cut:])]
    database, queries = case.write("db.fasta", fasta(case.draw, database)), case.write("q.fasta", fasta(case.draw, queries[:300]))
    exact = case.draw.random() < 0.15
    case.ours = ["search", queries, "--db", database, *(("--exact",) if exact else ())]
    case.theirs = ["--search_exact" if exact else "--usearch_global", queries, "--db", database]
    case.output("uc", "blast6out", "userout", "matched", "notmatched", "dbmatched", "dbnotmatched", *(() if exact else ("samout",)))
    case.options(((("--userfields", "query+target+id+aln+qrow+trow+qilo+qihi+tilo+tihi+gaps+pv+id0+id1+id3"),)), STRANDS, SIZES, MASKS, ((), ("--dbmask", "none")),
                 ((), ("--output_no_hits",)), ((), ("--top_hits_only",), ("--maxhits", 2)), ((), ("--uc_allhits",)), ((), ("--minseqlength", 1)))
    if not exact:
        case.options(threshold(case.draw), ((), ("--maxaccepts", 3), ("--maxaccepts", 0, "--maxrejects", 0), ("--maxrejects", 2)), ((), (), ("--iddef", 0), ("--iddef", 1), ("--iddef", 3)),
                     ((), (), ("--wordlength", 4), ("--minwordmatches", 2)), ((), (), ("--self",), ("--selfid",), ("--maxdiffs", 3), ("--query_cov", 0.9)))


def orient(case):
    made = sequences(case.draw)
    cut = case.draw.randint(0, len(made))
    database, queries = case.write("db.fasta", fasta(case.draw, made[:cut])), case.write("q.fasta", fasta(case.draw, made))
    case.ours, case.theirs = ["orient", queries, "--db", database], ["--orient", queries, "--db", database]
    case.output("fastaout", "notmatched", "tabbedout")
    case.options(SIZES, MASKS, ((), ("--dbmask", "none")), (("--wordlength", 5), ("--wordlength", 8)))


STAGES = {"derep": derep, "sort": sort, "subsample": subsample, "cluster": cluster, "chimera": chimera, "filter": filtering, "merge": merge, "search": search, "orient": orient,
          "cluster_otherwise": cluster_otherwise, "chimera_by_reference": chimera_by_reference, "filter_pairs": filtering_pairs, "rereplicate": rereplicate}


def run(words, folder):
    try:
        return subprocess.run(words, cwd=folder, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None


def judge(case):
    """What is different, as lines; None when the peer gave no answer."""
    threads = case.draw.choice((1, 2))
    ours = [os.path.abspath(PROGRAM) if os.path.exists(PROGRAM) else PROGRAM, *case.ours, "--threads", str(threads)]
    theirs = ["vsearch", *case.theirs, "--threads", "1", "--quiet"]
    case.write("reproduce.sh", f"#!/bin/sh\n# the input is beside this file\n{shlex.join(theirs)}\n{shlex.join(ours)}\n"
               + "".join(f"diff theirs.{kind} ours.{kind}\n" for kind in case.outputs))
    case.write("case.json", json.dumps({"ours": case.ours, "theirs": case.theirs, "outputs": case.outputs}, indent=1) + "\n")
    answer = run(theirs, case.folder)
    if answer is None or answer.returncode != 0:
        return None
    mine = run(ours, case.folder)
    if mine is None:
        return [f"ampstream did not end in {PATIENCE} s"]
    if mine.returncode != 0:
        return [f"ampstream ended with {mine.returncode}: {mine.stderr.decode(errors='replace').strip()}"]
    return [f"{kind} differs" for kind in case.outputs if (case.folder / f"theirs.{kind}").read_bytes() != (case.folder / f"ours.{kind}").read_bytes()]


def fuzz(seed, first, cases, seconds, stages, keep):
    end = time.monotonic() + seconds
    counted = dict.fromkeys(stages, 0)
    unanswered = finds = 0
    for number in range(first, first + cases):
        if time.monotonic() > end:
            break
        stage = stages[number % len(stages)]
        folder = pathlib.Path(tempfile.mkdtemp(prefix="ampstream-fuzz-"))
        case = Case(random.Random(f"{seed} {number} {stage}"), folder)
        STAGES[stage](case)
        found = judge(case)
        counted[stage] += found is not None
        unanswered += found is None
        if found:
            finds += 1
            kept = pathlib.Path(keep) / f"{stage}-{seed}-{number}"
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(folder, kept)
            print(f"{stage} case {number}: {'; '.join(found)}\n  {kept}/reproduce.sh", flush=True)
        shutil.rmtree(folder)
    print(f"seed {seed}: {sum(counted.values())} cases compared ({', '.join(f'{stage} {count}' for stage, count in counted.items())}), "
          f"{unanswered} refused by vsearch, {finds} differences")
    return finds, sum(counted.values())


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--first", type=int, default=0, help="number of the first case")
    options.add_argument("--cases", type=int, default=10**9, help="most cases")
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--stages", default=",".join(STAGES), help="joined by ','")
    options.add_argument("--keep", default="fuzz-finds", help="folder for cases that differ")
    chosen = options.parse_args()
    if not shutil.which("vsearch"):
        print("SKIPPED: vsearch is not installed; nothing was compared")
        return 77
    stages = chosen.stages.split(",")
    for stage in stages:
        if stage not in STAGES:
            options.error(f"no stage {stage}; there are {', '.join(STAGES)}")
    finds, compared = fuzz(chosen.seed, chosen.first, chosen.cases, chosen.seconds, stages, chosen.keep)
    return 1 if finds or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
