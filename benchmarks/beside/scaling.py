# SPDX-License-Identifier: BSD-3-Clause
"""How cost changes with threads, with the number of uniques and with the number of reads."""
import pathlib

from .inputs import write_two_genera
from .measuring import median, measure


def scale_threads(bench, stages, rounds):
    """Yields (stage, cost with one thread, cost with two) of our side, medians; the runs alternate."""
    for stage in stages:
        comparisons = {}
        for threads in (1, 2):
            bench.threads = threads
            comparisons[threads] = getattr(bench, stage)()
        measures = {1: [], 2: []}
        for _ in range(rounds):
            for threads, comparison in comparisons.items():
                measures[threads].append(comparison.play_ours())
        yield comparisons[1].stage, median(measures[1]), median(measures[2])
    bench.threads = bench.chosen.threads


def head_of_uniques(bench, records):
    """The most abundant uniques, singletons included: (how many there are, file). They come from `--uniques`, or are made of the
    filtered reads."""
    everything = pathlib.Path(bench.chosen.uniques) if bench.chosen.uniques else bench.path("uniques.all.fasta")
    if not everything.exists():
        measure(bench.vsearch("derep_fulllength", bench.path("filtered.fasta"), "--sizeout", "--fasta_width", 0, "--output", everything))
    source = bench.path("uniques.head.fasta")
    found = 0
    with open(everything, encoding="ascii") as text, open(source, "w", encoding="ascii") as head:
        for line in text:
            found += line.startswith(">")
            if found > records:
                return records, source
            head.write(line)
    return found, source


def sizes_to_cluster(chosen):
    """Numbers of uniques: those given, or 1,000 and its doubles."""
    if chosen.sizes:
        return sorted(int(size) for size in chosen.sizes.split(","))
    return [1000 << step for step in range(40) if 1000 << step <= chosen.largest]


def scale_uniques(bench, chosen):
    """Yields (uniques clustered, comparison played once). The peer is left out of sizes above `--peer-largest`."""
    before = 0
    for size in sizes_to_cluster(chosen):
        found, source = head_of_uniques(bench, size)
        if found <= before:
            return
        comparison = bench.cluster(source, "head")
        if chosen.peer_largest is None or found <= chosen.peer_largest:
            comparison.play(1)
        else:
            comparison.our_measures.append(comparison.play_ours())
        before = found
        yield found, comparison


def scale_samples(bench, rounds):
    """Yields (samples, median cost of our `run` on so many of them, a classifier's model left out); numbers double."""
    reference = write_two_genera(bench.path("two_genera.fasta"))
    names = list(bench.pairs)
    size = min(3, len(names))
    while True:
        comparison = bench.whole("run", reference, [], {name: bench.pairs[name] for name in names[:size]})
        yield size, median([comparison.play_ours() for _ in range(rounds)])
        if size == len(names):
            return
        size = min(2 * size, len(names))
