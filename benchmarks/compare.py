#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Lays ampstream beside vsearch, cutadapt and the RDP Classifier, stage by stage, on the same input.

    benchmarks/compare.py --program build/release/bin/ampstream                    # a simulated study
    benchmarks/compare.py --program … --reads FOLDER                               # NAME_R1.fastq.gz, NAME_S1_L001_R1_001.fastq.gz
    benchmarks/compare.py --program … --stages merge,cluster --rounds 5 --threads 2
    benchmarks/compare.py --program … --samples 25 --pairs 60000 --scaling --markdown speed.md --plot speed.svg     # all of it
    benchmarks/compare.py --program … --stages cluster --scaling --uniques u.fasta --sizes 10000,100000,1000000 --peer-largest 100000

Each stage gets the peer's output of the stage before, so that both do the same work. Ours and the peer run in turn, `--rounds` times;
the table (Markdown, on standard output) has the median of user CPU seconds, of wall seconds and of peak memory, and says whether
the outputs were equal in the same runs. Stages the program does not have, and peers that are not installed, are left out aloud.
`run` goes from gz files to the OTU table, beside the peers' whole chain; `run_classify` classifies the OTUs on both sides as well.
`--scaling` adds how our cost changes with threads, samples, and the number of uniques clustered, with its exponent.
The modules behind it are in benchmarks/beside.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from beside.figure import draw
from beside.measuring import GNU_TIME, measure_all
from beside.report import Report, versions
from beside.scaling import scale_samples, scale_threads, scale_uniques
from beside.stages import STAGES, WHOLE, Bench


def commands_of(program):
    """The subcommands a program lists."""
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  ([a-z]\w*)  ", text.split("Subcommands:")[-1], re.MULTILINE))


def missing_peer(stage):
    """Name of a peer the stage needs and this machine does not have."""
    needed = {"trim": ["cutadapt"], "classify": ["rdp_classifier"], "run": ["vsearch", "cutadapt"],
              "run_classify": ["vsearch", "cutadapt", "rdp_classifier"]}.get(stage, ["vsearch"])
    return next((name for name in needed if not shutil.which(name)), None)


def compare(bench, chosen):
    """Yields (stage, comparison played). A stage that only serves those behind it is played by the peer alone."""
    wanted = chosen.stages.split(",")
    for stage in wanted:
        if stage not in STAGES:
            sys.exit(f"--stages: {stage} is none of {', '.join(STAGES)}")
    known = commands_of(chosen.program)
    for stage in STAGES:
        is_needed = any(later in wanted for later in STAGES[STAGES.index(stage) + 1:] if later not in WHOLE)
        if stage not in wanted and (not is_needed or stage in ("search", "classify", *WHOLE)):
            continue
        if absent := missing_peer(stage):
            print(f"{stage}: left out, {absent} is not installed", file=sys.stderr)
            if stage in wanted and stage in ("search", "classify", *WHOLE):
                continue
            sys.exit(f"{stage}: the stages behind need it")
        try:
            comparison = getattr(bench, stage)()
        except FileNotFoundError as missing:
            print(f"{stage}: left out, {missing} is absent", file=sys.stderr)
            continue
        if stage in wanted and stage.split("_")[0] in known:
            comparison.play(chosen.rounds)
            yield stage, comparison
            continue
        if stage in wanted:
            print(f"{stage}: this ampstream has no such command", file=sys.stderr)
        measure_all(comparison.theirs)  # the stages behind read what it writes


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="ampstream")
    parser.add_argument("--reads", help="folder of paired reads (default: a simulated study)")
    parser.add_argument("--reference", help="FASTA the simulation takes its amplicons from (default: the installed one)")
    parser.add_argument("--samples", type=int, default=4)
    parser.add_argument("--pairs", type=int, default=20000)
    parser.add_argument("--taxa", type=int, default=600, help="amplicons of the simulated study")
    parser.add_argument("--profile", default="miseq250", help="of the simulated reads: miseq250, miseq300 or novaseq")
    parser.add_argument("--stages", default=",".join(STAGES))
    parser.add_argument("--queries", type=int, default=30000, help="most reads that are mapped in the stage search")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--scaling", action="store_true", help="also: threads, samples, and number of uniques")
    parser.add_argument("--largest", type=int, default=1024000, help="most uniques clustered for --scaling (default: 1024000, or all)")
    parser.add_argument("--sizes", help="numbers of uniques clustered for --scaling, as 10000,32000 (default: 1000 and its doubles)")
    parser.add_argument("--uniques", help="FASTA with ;size=N, the most abundant first, to take them from (default: those of the filtered reads)")
    parser.add_argument("--peer-largest", type=int, help="most uniques the peer clusters as well (default: all)")
    parser.add_argument("--markdown", help="also write the tables to this file")
    parser.add_argument("--plot", help="draw ratios, memory and scaling to this file (needs matplotlib)")
    parser.add_argument("--folder", help="where to keep inputs and outputs (default: a scratch folder, removed)")
    return parser.parse_args()


def scale(bench, chosen, stages, report):
    """Reports the three kinds of scaling; returns what the figure shows of them."""
    report.threads_header()
    threads = []
    for row in scale_threads(bench, stages, chosen.rounds):
        threads.append(row)
        report.threads(*row)
    if "run" in stages:
        report.samples_header()
        for size, cost in scale_samples(bench, 1):
            report.samples(size, cost)
    sizes = []
    if "cluster" in stages:
        report.uniques_header()
        for size, comparison in scale_uniques(bench, chosen):
            sizes.append((size, comparison))
            report.uniques(size, comparison)
        report.growth(sizes)
    return sizes, threads


def main():
    chosen = parsed()
    if not pathlib.Path(GNU_TIME).exists():
        sys.exit(f"{GNU_TIME} is absent; install GNU time (Debian: time)")
    chosen.program = shutil.which(chosen.program) or chosen.program
    with tempfile.TemporaryDirectory(prefix="ampstream-compare-") as scratch:
        folder = pathlib.Path(chosen.folder or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(chosen, folder)
        source = chosen.reads or f"simulated, {chosen.samples} samples of {chosen.pairs} pairs on average ({chosen.profile})"
        title = f"{source}; {chosen.threads} thread(s), median of {chosen.rounds}; {versions(chosen.program)}"
        report = Report(chosen.markdown)
        report.say(title)
        report.stage_header()
        comparisons, sizes, threads = {}, [], []
        for stage, one in compare(bench, chosen):
            comparisons[stage] = one
            report.stage(one)
        if chosen.scaling:
            sizes, threads = scale(bench, chosen, list(comparisons), report)
        if chosen.plot:
            try:
                draw(chosen.plot, list(comparisons.values()), sizes, threads, title)
            except ImportError as absent:
                print(f"{chosen.plot}: no plot, {absent} (Debian: python3-matplotlib)", file=sys.stderr)
        if not all(one.is_equal for one in [*comparisons.values(), *(one for _, one in sizes)]):
            sys.exit("some outputs differ")


if __name__ == "__main__":
    main()
