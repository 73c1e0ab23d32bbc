# SPDX-License-Identifier: BSD-3-Clause
"""Running programs and saying what they cost; comparisons of two sides whose runs alternate."""
import dataclasses
import math
import pathlib
import statistics
import subprocess
import sys
import tempfile

GNU_TIME = "/usr/bin/time"


@dataclasses.dataclass
class Measure:
    """What one run of a program, or of several one after the other, cost."""
    user: float = 0.0  # CPU seconds
    system: float = 0.0  # CPU seconds
    wall: float = 0.0  # seconds
    memory: int = 0  # KiB, the largest

    def __add__(self, other):
        return Measure(self.user + other.user, self.system + other.system, self.wall + other.wall, max(self.memory, other.memory))

    @property
    def cpus(self):
        """How many processors it had on average: fewer than its threads where the machine was busy or the work serial."""
        return quotient(self.user + self.system, self.wall)


def quotient(one, other):
    return one / other if other else float("inf")


def measure(words):
    """Runs a program and says what it cost; stops the comparison if it fails. GNU time measures: a child of ours would be
    charged with Python's own memory."""
    with tempfile.TemporaryDirectory() as folder:
        figures, said = pathlib.Path(folder, "figures"), pathlib.Path(folder, "said")
        with open(said, "wb") as sink:
            done = subprocess.run([GNU_TIME, "-q", "-o", figures, "-f", "%U %S %e %M", *map(str, words)], stdin=subprocess.DEVNULL,
                                  stdout=sink, stderr=sink, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}\nended with {done.returncode}\n{said.read_text(errors='replace')}")
        user, system, wall, memory = figures.read_text().split()
    return Measure(float(user), float(system), float(wall), int(memory))


def measure_all(commands):
    total = Measure()
    for words in commands:
        total += measure(words)
    return total


def median(measures):
    return Measure(*(statistics.median(getattr(one, field.name) for one in measures) for field in dataclasses.fields(Measure)))


def exponent(points):
    """Slope of ln(cost) over ln(size) by least squares."""
    logs = [(math.log(size), math.log(cost)) for size, cost in points if cost > 0]
    if len(logs) < 2:
        return float("nan")
    mean_x, mean_y = (sum(column) / len(logs) for column in zip(*logs))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


@dataclasses.dataclass
class Comparison:
    """One line of the table: commands of both sides, and a function that says whether their outputs agree."""
    stage: str
    peer: str
    ours: list
    theirs: list
    verdict: object
    prepare: object = None  # called before each run of ours
    our_measures: list = dataclasses.field(default_factory=list)
    peer_measures: list = dataclasses.field(default_factory=list)
    verdicts: list = dataclasses.field(default_factory=list)

    def play_ours(self):
        if self.prepare:
            self.prepare()
        return measure_all(self.ours)

    def play(self, rounds):
        for _ in range(rounds):
            self.our_measures.append(self.play_ours())
            self.peer_measures.append(measure_all(self.theirs))
            self.verdicts.append(self.verdict())

    @property
    def is_equal(self):
        return not any("DIFFERENT" in one for one in self.verdicts)

    def ratio(self):
        """User CPU time of the peer / ours; GNU time counts hundredths of a second, so less than one counts as one."""
        return max(median(self.peer_measures).user, 0.01) / max(median(self.our_measures).user, 0.01)
