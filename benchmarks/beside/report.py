# SPDX-License-Identifier: BSD-3-Clause
"""Tables as Markdown, printed while the comparison goes on and kept in a file."""
import pathlib
import re
import shutil
import subprocess

from .measuring import exponent, median, quotient

GOALS = {"merge": 8, "trim": 15, "filter": 10, "derep": 3, "cluster": 15, "chimera": 10, "search": 15, "run, not classified": 10,
         "run, classified": 10}  # user CPU seconds of the peer / ours


def versions(program):
    found = []
    for name in (program, "vsearch", "cutadapt"):
        if shutil.which(name):
            done = subprocess.run([name, "--version"], capture_output=True, text=True, check=False)
            number = re.search(r"\bv?(\d+\.\d+(\.\d+)?)", done.stderr + done.stdout)
            found.append(f"{pathlib.Path(name).name} {number[1] if number else '?'}")
    return ", ".join(found)


def megabytes(measure):
    return f"{measure.memory / 1024:.0f}"


class Report:
    """Prints lines as they come and keeps them in a file."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8") if path else None

    def say(self, text):
        print(text, flush=True)
        if self.file:
            print(text, file=self.file, flush=True)

    def header(self, *columns):
        """Columns whose name ends in a blank are text, the others numbers."""
        self.say(f"\n| {' | '.join(column.strip() for column in columns)} |")
        self.say(f"|{'|'.join('---' if column.endswith(' ') else '---:' for column in columns)}|")

    def row(self, *cells):
        self.say(f"| {' | '.join(map(str, cells))} |")

    def stage_header(self):
        self.header("stage ", "peer ", "user s, ours", "user s, peer", "peer/ours", "goal", "wall s, ours", "wall s, peer", "MB, ours",
                    "MB, peer", "outputs ")

    def stage(self, one):
        ours, theirs = median(one.our_measures), median(one.peer_measures)
        self.row(one.stage, one.peer, f"{ours.user:.2f}", f"{theirs.user:.2f}", f"{one.ratio():.1f}", GOALS.get(one.stage, ""),
                 f"{ours.wall:.2f}", f"{theirs.wall:.2f}", megabytes(ours), megabytes(theirs), "; ".join(dict.fromkeys(one.verdicts)))

    def threads_header(self):
        self.header("stage ", "user s, 1 thread", "user s, 2 threads", "wall s, 1 thread", "wall s, 2 threads", "CPUs had, 1", "CPUs had, 2",
                    "times faster", "efficiency")

    def threads(self, stage, one, two):
        faster = quotient(one.wall, two.wall)
        self.row(stage, f"{one.user:.2f}", f"{two.user:.2f}", f"{one.wall:.2f}", f"{two.wall:.2f}", f"{one.cpus:.2f}", f"{two.cpus:.2f}",
                 f"{faster:.2f}", f"{faster / 2:.2f}")

    def uniques_header(self):
        self.header("uniques", "user s, ours", "user s, vsearch", "peer/ours", "MB, ours", "MB, vsearch", "outputs ")

    def uniques(self, size, one):
        ours = one.our_measures[0]
        if not one.peer_measures:
            self.row(f"{size:,}", f"{ours.user:.2f}", "", "", megabytes(ours), "", "peer left out")
            return
        theirs = one.peer_measures[0]
        self.row(f"{size:,}", f"{ours.user:.2f}", f"{theirs.user:.2f}", f"{one.ratio():.1f}", megabytes(ours), megabytes(theirs),
                 one.verdicts[0])

    def growth(self, sizes):
        """Exponents from 8,000 uniques on, where starting costs nothing any more."""
        powers = []
        for side in ("our_measures", "peer_measures"):
            points = [(size, getattr(one, side)[0].user) for size, one in sizes if size >= 8000 and getattr(one, side)]
            powers.append(f"{exponent(points):.2f}" if len(points) > 1 else "?")
        self.say(f"\nCost grows with the number of uniques (from 8,000 on) to the power of {powers[0]}, vsearch's of {powers[1]}.")

    def samples_header(self):
        self.header("samples", "user s of run", "MB")

    def samples(self, size, measure):
        self.row(size, f"{measure.user:.2f}", megabytes(measure))
