#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Time and memory of `ampstream refdb silva` at the scale of SILVA 138.1 SSU Ref NR 99.

    benchmarks/refdb.py --program build/release/bin/ampstream [--sequences 450000] [--threads 1 2]

The input is made up in SILVA's form: genes of SHARED/reference/silva138_like_nr99 with about 1 % substitutions, as RNA, spread over every genus of
SILVA's own table of ranks, a tenth of them eukaryotic, compressed as SILVA's is. A Markdown table goes to standard output.
"""
import argparse
import gzip
import pathlib
import random
import subprocess
import sys
import tempfile

from classify import REPOSITORY, SHARED, measure, read_fasta, substituted

REFERENCE = SHARED / "reference"
RANKS = REFERENCE / "tax_slv_ssu_138.1.txt.gz"


def write_release(path, count, seed=11):
    """`count` records in SILVA's form."""
    draw = random.Random(seed)
    genes = [gene for _, gene in read_fasta(REFERENCE / "silva138_like_nr99.silva.fasta.gz")]
    with gzip.open(RANKS, "rt", encoding="utf-8") as table:
        rows = [line.split("\t") for line in table]
    leaves = [row[0] for row in rows if row[2] == "genus"]
    prokaryotes = [leaf for leaf in leaves if not leaf.startswith("Eukaryota")]
    eukaryotes = [leaf for leaf in leaves if leaf.startswith("Eukaryota")]
    with open(path, "wb") as out, subprocess.Popen(["gzip", "-1"], stdin=subprocess.PIPE, stdout=out) as packed:
        for number in range(count):
            genus = number % len(prokaryotes)
            leaf = draw.choice(eukaryotes) if number % 10 == 9 else prokaryotes[genus]
            gene = substituted(genes[(genus * 3 + draw.randrange(3)) % len(genes)], 0.01, draw).replace("T", "U")  # three genes a genus
            packed.stdin.write(f">AB{number:06}.1.{len(gene)} {leaf}organism {number}\n{gene}\n".encode("ascii"))
        packed.stdin.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=REPOSITORY / "build/release/bin/ampstream")
    parser.add_argument("--sequences", type=int, default=450000)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    if not RANKS.exists():
        sys.exit(f"{RANKS} is absent; nothing was measured")
    with tempfile.TemporaryDirectory(prefix="ampstream-bench-") as holder:
        folder = pathlib.Path(holder)
        release = folder / "release.fasta.gz"
        write_release(release, options.sequences)
        print(f"{options.sequences} records, {release.stat().st_size / 1e6:.0f} MB compressed\n")
        print("| what | threads | user s | wall s | peak MB |\n|---|---|---|---|---|")
        for name, words in (("whole genes", []), ("V3–V4", ["--primers", "v3v4"]), ("whole genes, and a model", ["--model", folder / "m.model"])):
            for threads in options.threads:
                user, wall, memory = measure([options.program, "refdb", "silva", release, "--taxonomy", RANKS, "--out", folder / "out", "--force",
                                              "--threads", threads, *words])
                print(f"| {name} | {threads} | {user:.1f} | {wall:.1f} | {memory:.0f} |", flush=True)
        print(f"\nmodel: {(folder / 'm.model').stat().st_size / 1e6:.0f} MB\n", flush=True)
        subprocess.run(["cat", folder / "out" / "report.tsv"], check=True)


if __name__ == "__main__":
    main()
