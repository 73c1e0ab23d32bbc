#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Differential fuzzer: small hostile inputs through ampstream and vsearch; a difference is kept as a folder that reproduces it.

    AMPSTREAM=build/release/bin/ampstream tests/fuzz/fuzz_peers.py --seed 1 --seconds 60 --stages cluster,search

A case is a function of (seed, number) and of the files in this folder: --seed S --first N --cases 1 makes case N again. Ends with 1 when there was a difference.
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

from stages import STAGES, Case

PROGRAM = os.environ.get("AMPSTREAM", "ampstream")
PATIENCE = 60  # seconds a program may take for a case


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
