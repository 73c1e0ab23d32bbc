#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Lays ampstream beside vsearch, cutadapt and the RDP Classifier, stage by stage, on the same input.

    benchmarks/compare.py --program build/release/bin/ampstream                    # a simulated study
    benchmarks/compare.py --program … --reads FOLDER                               # NAME_R1.fastq.gz, NAME_S1_L001_R1_001.fastq.gz
    benchmarks/compare.py --program … --stages merge,cluster --rounds 5 --threads 2
    benchmarks/compare.py --program … --samples 25 --pairs 60000 --scaling --markdown speed.md --plot speed.svg     # all of it

Each stage gets the peer's output of the stage before, so that both do the same work. Ours and the peer run in turn, `--rounds` times;
the table (Markdown, on standard output) has the median of user CPU seconds, of wall seconds and of peak memory, and says whether
the outputs were equal in the same runs. Stages the program does not have, and peers that are not installed, are left out aloud.
`--scaling` adds how wall time falls with threads and how the cost of clustering grows with the number of uniques, with its exponent.
"""
import argparse
import collections
import dataclasses
import math
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

FORWARD = "CCTACGGGNGGCWGCAG"
REVERSE_COMPLEMENT = "GGATTAGATACCCBDGTAGTC"
SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared"
GNU_TIME = "/usr/bin/time"
RDP_JAR = pathlib.Path("/usr/share/rdp-classifier/rdp_classifier.jar")
STAGES = ("merge", "trim", "filter", "derep", "cluster", "chimera", "classify", "run")


@dataclasses.dataclass
class Measure:
    """What one run of a program, or of several one after the other, cost."""
    user: float = 0.0
    wall: float = 0.0
    memory: int = 0  # KiB, the largest

    def __add__(self, other):
        return Measure(self.user + other.user, self.wall + other.wall, max(self.memory, other.memory))


def measure(words):
    """Runs a program and says what it cost; stops the comparison if it fails. GNU time measures: a child of ours would be
    charged with Python's own memory."""
    with tempfile.TemporaryDirectory() as folder:
        figures, said = pathlib.Path(folder, "figures"), pathlib.Path(folder, "said")
        with open(said, "wb") as sink:
            done = subprocess.run([GNU_TIME, "-q", "-o", figures, "-f", "%U %e %M", *map(str, words)], stdin=subprocess.DEVNULL,
                                  stdout=sink, stderr=sink, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))}\nended with {done.returncode}\n{said.read_text(errors='replace')}")
        user, wall, memory = figures.read_text().split()
    return Measure(float(user), float(wall), int(memory))


def measure_all(commands):
    total = Measure()
    for words in commands:
        total += measure(words)
    return total


def median(measures):
    return Measure(*(statistics.median(getattr(one, field) for one in measures) for field in ("user", "wall", "memory")))


def quotient(one, other):
    return one / other if other else float("inf")


@dataclasses.dataclass
class Comparison:
    """One line of the table: commands of both sides, and a function that says whether their outputs agree."""
    stage: str
    peer: str
    ours: list
    theirs: list
    verdict: object
    prepare: object = None  # called before each round of ours
    our_measures: list = dataclasses.field(default_factory=list)
    peer_measures: list = dataclasses.field(default_factory=list)
    verdicts: list = dataclasses.field(default_factory=list)

    def play(self, rounds):
        for _ in range(rounds):
            if self.prepare:
                self.prepare()
            self.our_measures.append(measure_all(self.ours))
            self.peer_measures.append(measure_all(self.theirs))
            self.verdicts.append(self.verdict())

    def ratio(self):
        return quotient(median(self.peer_measures).user, median(self.our_measures).user)

    def row(self):
        ours, theirs, ratio = median(self.our_measures), median(self.peer_measures), self.ratio()
        verdicts = "; ".join(dict.fromkeys(self.verdicts))
        return (f"| {self.stage} | {self.peer} | {ours.user:.2f} | {theirs.user:.2f} | {ratio:.2f} | {ours.wall:.2f} | {theirs.wall:.2f} "
                f"| {ours.memory / 1024:.0f} | {theirs.memory / 1024:.0f} | {verdicts} |")


def same_bytes(*pairs):
    """A verdict: are the files of each pair equal?"""
    def verdict():
        different = [ours.name for ours, theirs in pairs if ours.read_bytes() != theirs.read_bytes()]
        return "DIFFERENT: " + ", ".join(different) if different else "same bytes"
    return verdict


def fasta_records(path):
    records = []
    for line in path.read_text().splitlines():
        if line.startswith(">"):
            records.append([line[1:], ""])
        else:
            records[-1][1] += line
    return records


def find_pairs(folder):
    """sample -> [(R1, R2) of each lane]"""
    pairs = collections.defaultdict(list)
    for forward in sorted(folder.rglob("*.fastq.gz")):
        found = re.fullmatch(r"(.+?)(_S\d+)?(_L\d+)?_R1(_\d+)?\.fastq\.gz", forward.name)
        if found:
            pairs[found[1]].append((forward, forward.with_name(re.sub(r"_R1(?=(_\d+)?\.fastq\.gz$)", "_R2", forward.name))))
    return dict(sorted(pairs.items()))


class Bench:
    """The chain of peers in `folder`; every stage reads what the peer's stage before left there."""

    def __init__(self, chosen, folder):
        self.chosen = chosen
        self.program = chosen.program
        self.threads = chosen.threads
        self.folder = folder
        self.reads = pathlib.Path(chosen.reads) if chosen.reads else self.simulated()
        self.pairs = find_pairs(self.reads)
        if not self.pairs:
            sys.exit(f"{self.reads}: no NAME_R1.fastq.gz and NAME_R2.fastq.gz")
        self.pooled = []
        for end in (0, 1):
            path = self.path(f"all_R{end + 1}.fastq.gz")
            with open(path, "wb") as joined:
                for lanes in self.pairs.values():
                    for lane in lanes:
                        joined.write(lane[end].read_bytes())
            self.pooled.append(path)

    def path(self, name):
        return self.folder / name

    def simulated(self):
        out = self.path("run_folder")
        reference = ("--reference", self.chosen.reference) if self.chosen.reference else ()
        measure((self.program, "simulate", "--out", out, "--samples", self.chosen.samples, "--pairs", self.chosen.pairs, *reference))
        return out

    def vsearch(self, command, source, *words):
        return ("vsearch", f"--{command}", source, *words, "--threads", self.threads, "--quiet")

    def ampstream(self, command, *words):
        return (self.program, command, *words, "--threads", self.threads)

    def merge(self):
        ours, theirs = self.path("merged.ours.fastq"), self.path("merged.fastq")
        return Comparison("merge", "vsearch", [self.ampstream("merge", *self.pooled, "--fastqout", ours)],
                          [self.vsearch("fastq_mergepairs", self.pooled[0], "--reverse", self.pooled[1], "--fastqout", theirs)],
                          same_bytes((ours, theirs)))

    def trim(self):
        ours, theirs, source = self.path("trimmed.ours.fastq"), self.path("trimmed.fastq"), self.path("merged.fastq")
        return Comparison("trim", "cutadapt", [self.ampstream("trim", source, "--primers", "v3v4", "--fastqout", ours)],
                          [("cutadapt", "-e", 0.1, "--no-indels", "--discard-untrimmed", "-j", self.threads, "-g",
                            f"{FORWARD}...{REVERSE_COMPLEMENT}", "-o", theirs, source)], same_bytes((ours, theirs)))

    def filter(self):
        ours, theirs, source = self.path("filtered.ours.fasta"), self.path("filtered.fasta"), self.path("trimmed.fastq")
        limits = ("--maxee", 1, "--maxns", 0, "--minlen", 350, "--maxlen", 500)
        peer_limits = [f"--fastq_{word[2:]}" if isinstance(word, str) else word for word in limits]
        return Comparison("filter", "vsearch", [self.ampstream("filter", source, *limits, "--fasta_width", 0, "--fastaout", ours)],
                          [self.vsearch("fastq_filter", source, *peer_limits, "--fasta_width", 0, "--fastaout", theirs)],
                          same_bytes((ours, theirs)))

    def derep(self):
        files = [(self.path(f"uniques.ours.{kind}"), self.path(f"uniques.{kind}")) for kind in ("fasta", "uc")]
        source = self.path("filtered.fasta")
        words = ("--sizeout", "--minuniquesize", 2, "--fasta_width", 0)
        return Comparison("derep", "vsearch", [self.ampstream("derep", source, *words, "--output", files[0][0], "--uc", files[1][0])],
                          [self.vsearch("derep_fulllength", source, *words, "--output", files[0][1], "--uc", files[1][1])],
                          same_bytes(*files))

    def cluster(self):
        files = [(self.path(f"clusters.ours.{kind}"), self.path(f"clusters.{kind}")) for kind in ("fasta", "uc")]
        source = self.path("uniques.fasta")
        words = ("--id", 0.97, "--sizein", "--sizeout", "--fasta_width", 0)
        return Comparison("cluster", "vsearch", [self.ampstream("cluster", source, *words, "--centroids", files[0][0], "--uc", files[1][0])],
                          [self.vsearch("cluster_size", source, *words, "--centroids", files[0][1], "--uc", files[1][1])],
                          same_bytes(*files))

    def cluster_head(self, records):
        """Clustering of the most abundant uniques, singletons included; None if there are not so many."""
        everything = self.path("uniques.all.fasta")
        if not everything.exists():
            measure(self.vsearch("derep_fulllength", self.path("filtered.fasta"), "--sizeout", "--fasta_width", 0, "--output", everything))
        source = self.path(f"uniques.{records}.fasta")
        with open(everything, encoding="ascii") as text, open(source, "w", encoding="ascii") as head:
            lines = [line for _, line in zip(range(2 * records), text)]
            head.writelines(lines)
        files = [(self.path(f"head.ours.{kind}"), self.path(f"head.{kind}")) for kind in ("fasta", "uc")]
        words = ("--id", 0.97, "--sizein", "--sizeout", "--fasta_width", 0)
        return len(lines) // 2, Comparison(
            f"cluster {len(lines) // 2}", "vsearch",
            [self.ampstream("cluster", source, *words, "--centroids", files[0][0], "--uc", files[1][0])],
            [self.vsearch("cluster_size", source, *words, "--centroids", files[0][1], "--uc", files[1][1])], same_bytes(*files))

    def chimera(self):
        files = [(self.path(f"otus.ours.{kind}"), self.path(f"otus.{kind}")) for kind in ("fasta", "tsv")]
        source = self.path("clusters.fasta")
        words = ("--sizein", "--sizeout", "--fasta_width", 0)
        return Comparison("chimera", "vsearch",
                          [self.ampstream("chimera", source, *words, "--nonchimeras", files[0][0], "--uchimeout", files[1][0])],
                          [self.vsearch("uchime_denovo", source, *words, "--nonchimeras", files[0][1], "--uchimeout", files[1][1])],
                          same_bytes(*files))

    def classify(self):
        training, taxa = self.training_files()
        model = self.path("rdp_model")
        model.mkdir(exist_ok=True)
        measure(("java", "-Xmx2g", "-cp", RDP_JAR, "edu.msu.cme.rdp.classifier.train.ClassifierTraineeMaker", "-s", training, "-t", taxa,
                 "-o", model))
        properties = model / "classifier.properties"
        properties.write_text("bergeyTree=bergeyTrainingTree.xml\nprobabilityList=genus_wordConditionalProbList.txt\n"
                              "probabilityIndex=wordConditionalProbIndexArr.txt\nwordPrior=logWordPrior.txt\nclassifierVersion=RDP\n")
        measure((self.program, "train", training, "--out", self.path("ours.model")))
        ours, theirs, source = self.path("taxonomy.ours.tsv"), self.path("taxonomy.tsv"), self.path("otus.fasta")
        return Comparison("classify", "rdp_classifier",
                          [self.ampstream("classify", source, "--reference", self.path("ours.model"), "--min-confidence", 0, "--out", ours)],
                          [("rdp_classifier", "-t", properties, "-f", "fixrank", "-o", theirs, source)],
                          lambda: self.agreement(ours, theirs))

    def training_files(self):
        """The gold set in RDP's training form."""
        packed = SHARED / "data/rdp_oracle/gold_rdp.fasta.gz"
        if not packed.exists() or not RDP_JAR.exists():
            raise FileNotFoundError(f"{packed} or {RDP_JAR}")
        training = self.path("gold_rdp.fasta")
        training.write_bytes(subprocess.run(["gzip", "-dc", packed], check=True, capture_output=True).stdout)
        return training, SHARED / "data/rdp_oracle/gold_rdp_taxid.txt"

    @staticmethod
    def agreement(ours, theirs):
        """Share of queries with the same genus; RDP's bootstrap is partly unseeded, so ties may differ."""
        rows = [line.split("\t") for line in ours.read_text().splitlines() if line and not line.startswith("#")]
        header = rows[0] if rows and rows[0][0].lower() in ("id", "query", "feature id", "otu") else None
        called = {row[0].split(";")[0]: row for row in rows if row is not header}
        queries = same = 0
        for line in theirs.read_text().splitlines():
            fields = line.split("\t")
            queries += 1
            genus = fields[fields.index("genus") - 1].strip('"') if "genus" in fields else ""
            same += genus in called.get(fields[0].split(";")[0], ())
        return f"same genus {same} of {queries}"

    def run(self):
        out = self.path("result")
        ours = [self.ampstream("run", self.reads, "--out", out)]
        return Comparison("run (ours also classifies)", "vsearch, cutadapt", ours, self.chain(),
                          lambda: self.same_otus(out / "otus.fasta", self.path("run.otus.fasta")),
                          prepare=lambda: shutil.rmtree(out, ignore_errors=True))

    def chain(self):
        """Commands of the peers that do what `run` does, but for the classification."""
        commands = []
        for sample, lanes in self.pairs.items():
            merged, trimmed, filtered = (self.path(f"run.{sample}.{kind}") for kind in ("merged", "trimmed", "filtered"))
            forward, reverse = (self.joined(sample, lanes, end) for end in (0, 1))
            commands += [
                self.vsearch("fastq_mergepairs", forward, "--reverse", reverse, "--fastqout", merged),
                ("cutadapt", "-e", 0.1, "--no-indels", "--discard-untrimmed", "-j", self.threads, "-g", f"{FORWARD}...{REVERSE_COMPLEMENT}",
                 "-o", trimmed, merged),
                self.vsearch("fastq_filter", trimmed, "--fastq_maxee", 1, "--fastq_maxns", 0, "--fastq_minlen", 350, "--fastq_maxlen", 500,
                             "--fastaout", filtered),
                self.vsearch("derep_fulllength", filtered, "--sizeout", "--relabel", f"{sample}.", "--output",
                             self.path(f"run.{sample}.derep.fasta"))]
        pooled, uniques, centroids = (self.path(f"run.{kind}.fasta") for kind in ("pooled", "uniques", "centroids"))
        dereplicated = [self.path(f"run.{sample}.derep.fasta") for sample in self.pairs]
        return commands + [
            ("sh", "-c", 'out=$1; shift; cat "$@" > "$out"', "sh", pooled, *dereplicated),
            self.vsearch("derep_fulllength", pooled, "--minuniquesize", 2, "--sizein", "--sizeout", "--output", uniques),
            self.vsearch("cluster_size", uniques, "--id", 0.97, "--sizein", "--sizeout", "--centroids", centroids),
            self.vsearch("uchime_denovo", centroids, "--sizein", "--sizeout", "--fasta_width", 0, "--nonchimeras",
                         self.path("run.otus.fasta"))]

    def joined(self, sample, lanes, end):
        if len(lanes) == 1:
            return lanes[0][end]
        path = self.path(f"run.{sample}_R{end + 1}.fastq.gz")
        path.write_bytes(b"".join(lane[end].read_bytes() for lane in lanes))
        return path

    @staticmethod
    def same_otus(ours, theirs):
        sequences = [{sequence.upper() for _, sequence in fasta_records(path)} for path in (ours, theirs)]
        if sequences[0] == sequences[1]:
            return f"same {len(sequences[0])} OTUs"
        return f"DIFFERENT: {len(sequences[0])} OTUs, peers {len(sequences[1])}, {len(sequences[0] & sequences[1])} in both"


def commands_of(program):
    """The subcommands a program lists."""
    text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  ([a-z]\w*)  ", text.split("Subcommands:")[-1], re.MULTILINE))


def versions(program):
    found = []
    for name in (program, "vsearch", "cutadapt"):
        if shutil.which(name):
            done = subprocess.run([name, "--version"], capture_output=True, text=True, check=False)
            number = re.search(r"\bv?(\d+\.\d+(\.\d+)?)", done.stderr + done.stdout)
            found.append(f"{pathlib.Path(name).name} {number[1] if number else '?'}")
    return ", ".join(found)


def compare(bench, chosen):
    """Yields the comparisons played. A stage we do not have yet is played by the peer alone, for the stages after it."""
    wanted = chosen.stages.split(",")
    for stage in wanted:
        if stage not in STAGES:
            sys.exit(f"--stages: {stage} is none of {', '.join(STAGES)}")
    known = commands_of(chosen.program)
    for stage in STAGES:
        if stage not in wanted and not any(later in wanted for later in STAGES[STAGES.index(stage) + 1:-1]):
            continue  # `run` needs no other stage
        peer = {"trim": "cutadapt", "classify": "rdp_classifier"}.get(stage, "vsearch")
        if not shutil.which(peer):
            print(f"{stage}: {peer} is not installed; this stage and those behind it are left out", file=sys.stderr)
            return
        is_ours = stage in known
        if not is_ours and stage in ("classify", "run"):
            print(f"{stage}: this ampstream has no such command yet", file=sys.stderr)
            continue
        try:
            comparison = getattr(bench, stage)()
        except FileNotFoundError as absent:
            print(f"{stage}: left out, {absent} is absent", file=sys.stderr)
            continue
        if stage in wanted and is_ours:
            comparison.play(chosen.rounds)
            yield comparison
        elif stage in wanted:
            print(f"{stage}: this ampstream has no such command yet", file=sys.stderr)
        if not comparison.peer_measures and stage not in ("classify", "run"):
            measure_all(comparison.theirs)  # the stages behind read what it writes


def scale_threads(bench, comparisons, rounds):
    """Yields rows: wall seconds of our stages with one thread and with two."""
    stages = [one.stage.split()[0] for one in comparisons]
    for stage in stages:
        if stage == "classify":
            continue  # would train the peer's model again
        wall = {}
        for threads in (1, 2):
            bench.threads = threads
            comparison = getattr(bench, stage)()
            played = []
            for _ in range(rounds):
                if comparison.prepare:
                    comparison.prepare()
                played.append(measure_all(comparison.ours))
            wall[threads] = median(played).wall
        yield f"| {stage} | {wall[1]:.2f} | {wall[2]:.2f} | {quotient(wall[1], wall[2]):.2f} |"


def scale_sizes(bench, largest):
    """Yields (uniques, our cost, the peer's, what the outputs say); one run each, sizes double."""
    size = 1000
    while size <= largest:
        found, comparison = bench.cluster_head(size)
        if found < size and found <= size // 2:
            return
        comparison.play(1)
        yield found, comparison.our_measures[0], comparison.peer_measures[0], comparison.verdicts[0]
        if found < size:
            return
        size *= 2


def exponent(points):
    """Slope of ln(cost) over ln(size) by least squares."""
    logs = [(math.log(size), math.log(cost)) for size, cost in points if cost > 0]
    if len(logs) < 2:
        return float("nan")
    mean_x, mean_y = (sum(column) / len(logs) for column in zip(*logs))
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)


def plot(path, comparisons, sizes):
    try:
        from matplotlib import pyplot  # optional: Debian's python3-matplotlib
    except ImportError:
        print(f"{path}: no plot, matplotlib is not installed", file=sys.stderr)
        return
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4), constrained_layout=True)
    left.barh([one.stage for one in comparisons], [one.ratio() for one in comparisons])
    left.invert_yaxis()
    left.set_xlabel("user seconds of the peer / ours")
    if sizes:
        for label, which in (("ampstream", 1), ("vsearch", 2)):
            right.loglog([row[0] for row in sizes], [row[which].user for row in sizes], marker="o", label=label)
        right.set_xlabel("uniques clustered at 97 %")
        right.set_ylabel("user seconds")
        right.legend()
    figure.savefig(path)


class Report:
    """Prints lines as they come and keeps them in a file."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8") if path else None

    def __call__(self, text):
        print(text, flush=True)
        if self.file:
            print(text, file=self.file, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="ampstream")
    parser.add_argument("--reads", help="folder of paired reads (default: a simulated study)")
    parser.add_argument("--reference", help="FASTA the simulation takes its amplicons from (default: the installed one)")
    parser.add_argument("--samples", type=int, default=4)
    parser.add_argument("--pairs", type=int, default=20000)
    parser.add_argument("--stages", default=",".join(STAGES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--scaling", action="store_true", help="also: threads, and number of uniques")
    parser.add_argument("--largest", type=int, default=1024000, help="most uniques clustered for --scaling (default: 1024000, or all)")
    parser.add_argument("--markdown", help="also write the tables to this file")
    parser.add_argument("--plot", help="draw ratios and growth to this file (needs matplotlib)")
    parser.add_argument("--folder", help="where to keep inputs and outputs (default: a scratch folder, removed)")
    chosen = parser.parse_args()
    if not pathlib.Path(GNU_TIME).exists():
        sys.exit(f"{GNU_TIME} is absent; install GNU time (Debian: time)")
    chosen.program = shutil.which(chosen.program) or chosen.program
    with tempfile.TemporaryDirectory(prefix="ampstream-compare-") as scratch:
        folder = pathlib.Path(chosen.folder or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(chosen, folder)
        source = chosen.reads or f"simulated, {chosen.samples} samples of {chosen.pairs} pairs on average"
        report = Report(chosen.markdown)
        report(f"{source}; {chosen.threads} thread(s), median of {chosen.rounds}; {versions(chosen.program)}\n")
        report("| stage | peer | user s, ours | user s, peer | peer/ours | wall s, ours | wall s, peer | MB, ours | MB, peer | outputs |")
        report("|---|---|---:|---:|---:|---:|---:|---:|---:|---|")
        comparisons, sizes = [], []
        for one in compare(bench, chosen):
            comparisons.append(one)
            report(one.row())
        if chosen.scaling:
            report("\n| stage | wall s, 1 thread | wall s, 2 threads | times faster |\n|---|---:|---:|---:|")
            for row in scale_threads(bench, comparisons, chosen.rounds):
                report(row)
            bench.threads = chosen.threads
            report("\n| uniques | user s, ours | user s, vsearch | peer/ours | MB, ours | MB, vsearch | outputs |")
            report("|---:|---:|---:|---:|---:|---:|---|")
            for row in scale_sizes(bench, chosen.largest):
                sizes.append(row)
                size, ours, theirs, verdict = row
                report(f"| {size} | {ours.user:.2f} | {theirs.user:.2f} | {quotient(theirs.user, ours.user):.1f} | {ours.memory / 1024:.0f} "
                       f"| {theirs.memory / 1024:.0f} | {verdict} |")
            large = [row for row in sizes if row[0] >= 8000]
            report(f"\nCost grows with the number of uniques (from 8,000 on) to the power of {exponent([(r[0], r[1].user) for r in large]):.2f}, "
                   f"vsearch's {exponent([(r[0], r[2].user) for r in large]):.2f}.")
        if chosen.plot:
            plot(chosen.plot, comparisons, sizes)
        if any("DIFFERENT" in verdict for one in comparisons for verdict in one.verdicts) or any("DIFFERENT" in row[3] for row in sizes):
            sys.exit("some outputs differ")


if __name__ == "__main__":
    main()
