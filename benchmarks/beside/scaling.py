# SPDX-License-Identifier: BSD-3-Clause
"""How cost changes with threads, with the number of uniques and with the number of reads."""
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
    """The most abundant uniques, singletons included: (how many there are, file)."""
    everything = bench.path("uniques.all.fasta")
    if not everything.exists():
        measure(bench.vsearch("derep_fulllength", bench.path("filtered.fasta"), "--sizeout", "--fasta_width", 0, "--output", everything))
    source = bench.path("uniques.head.fasta")
    with open(everything, encoding="ascii") as text, open(source, "w", encoding="ascii") as head:
        lines = [line for _, line in zip(range(2 * records), text)]
        head.writelines(lines)
    return len(lines) // 2, source


def scale_uniques(bench, largest):
    """Yields (uniques clustered, comparison played once); sizes double from 1,000."""
    size = 1000
    while size <= largest:
        found, source = head_of_uniques(bench, size)
        if found <= size // 2:
            return
        comparison = bench.cluster(source, "head")
        comparison.play(1)
        yield found, comparison
        size *= 2


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
