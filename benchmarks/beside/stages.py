# SPDX-License-Identifier: BSD-3-Clause
"""Each stage as a comparison: our command, the peer's, and what must be equal."""
import pathlib
import shutil

from .inputs import deal_to_samples, find_pairs, joined, trained_models, write_sheet, write_two_genera
from .measuring import Comparison, measure
from .verdicts import same_bytes, same_genera, same_otus, same_rows

FORWARD = "CCTACGGGNGGCWGCAG"
REVERSE_COMPLEMENT = "GGATTAGATACCCBDGTAGTC"
STAGES = ("merge", "trim", "filter", "derep", "cluster", "chimera", "search", "classify", "run", "run_classify")
WHOLE = ("run", "run_classify")  # stages that need no other


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
            raise SystemExit(f"{self.reads}: no NAME_R1.fastq.gz and NAME_R2.fastq.gz")

    def path(self, name):
        return self.folder / name

    def simulated(self):
        out = self.path("run_folder")
        reference = ("--reference", self.chosen.reference) if self.chosen.reference else ()
        if not out.exists():
            measure((self.program, "simulate", "--out", out, "--samples", self.chosen.samples, "--pairs", self.chosen.pairs, "--profile",
                     self.chosen.profile, "--taxa", self.chosen.taxa, *reference))
        return out

    def vsearch(self, command, source, *words):
        return ("vsearch", f"--{command}", source, *words, "--threads", self.threads, "--quiet")

    def cutadapt(self, source, target):
        return ("cutadapt", "-e", 0.1, "--no-indels", "--discard-untrimmed", "-j", self.threads, "-g", f"{FORWARD}...{REVERSE_COMPLEMENT}",
                "-o", target, source)

    def ampstream(self, command, *words):
        return (self.program, command, *words, "--threads", self.threads)

    def sides(self, name, *kinds):
        """(our file, the peer's) for each kind."""
        return [(self.path(f"{name}.ours.{kind}"), self.path(f"{name}.{kind}")) for kind in kinds]

    def merge(self):
        (ours, theirs), = self.sides("merged", "fastq")
        forward, reverse = (joined([lane[end] for lanes in self.pairs.values() for lane in lanes], self.path(f"all_R{end + 1}.fastq.gz"))
                            for end in (0, 1))
        return Comparison("merge", "vsearch --fastq_mergepairs", [self.ampstream("merge", forward, reverse, "--fastqout", ours)],
                          [self.vsearch("fastq_mergepairs", forward, "--reverse", reverse, "--fastqout", theirs)], same_bytes((ours, theirs)))

    def trim(self):
        (ours, theirs), = self.sides("trimmed", "fastq")
        source = self.path("merged.fastq")
        return Comparison("trim", "cutadapt", [self.ampstream("trim", source, "--primers", "v3v4", "--fastqout", ours)],
                          [self.cutadapt(source, theirs)], same_bytes((ours, theirs)))

    def filter(self):
        (ours, theirs), = self.sides("filtered", "fasta")
        source, limits = self.path("trimmed.fastq"), ("--maxee", 1, "--maxns", 0, "--minlen", 350, "--maxlen", 500)
        peer_limits = [f"--fastq_{word[2:]}" if isinstance(word, str) else word for word in limits]
        return Comparison("filter", "vsearch --fastq_filter", [self.ampstream("filter", source, *limits, "--fasta_width", 0, "--fastaout", ours)],
                          [self.vsearch("fastq_filter", source, *peer_limits, "--fasta_width", 0, "--fastaout", theirs)],
                          same_bytes((ours, theirs)))

    def derep(self):
        files = self.sides("uniques", "fasta", "uc")
        source, words = self.path("filtered.fasta"), ("--sizeout", "--minuniquesize", 2, "--fasta_width", 0)
        return Comparison("derep", "vsearch --derep_fulllength",
                          [self.ampstream("derep", source, *words, "--output", files[0][0], "--uc", files[1][0])],
                          [self.vsearch("derep_fulllength", source, *words, "--output", files[0][1], "--uc", files[1][1])], same_bytes(*files))

    def cluster(self, source=None, name="cluster"):
        files = self.sides(f"{name}s", "fasta", "uc")
        source, words = source or self.path("uniques.fasta"), ("--id", 0.97, "--sizein", "--sizeout", "--fasta_width", 0)
        return Comparison(name, "vsearch --cluster_size",
                          [self.ampstream("cluster", source, *words, "--centroids", files[0][0], "--uc", files[1][0])],
                          [self.vsearch("cluster_size", source, *words, "--centroids", files[0][1], "--uc", files[1][1])], same_bytes(*files))

    def chimera(self):
        files = self.sides("otus", "fasta", "tsv")
        source, words = self.path("clusters.fasta"), ("--sizein", "--sizeout", "--fasta_width", 0)
        return Comparison("chimera", "vsearch --uchime_denovo",
                          [self.ampstream("chimera", source, *words, "--nonchimeras", files[0][0], "--uchimeout", files[1][0])],
                          [self.vsearch("uchime_denovo", source, *words, "--nonchimeras", files[0][1], "--uchimeout", files[1][1])],
                          same_bytes(*files))

    def search(self):
        """Filtered reads are mapped to the OTUs."""
        files = self.sides("mapped", "uc", "tsv")
        source = deal_to_samples(self.path("filtered.fasta"), self.path("mapped.fasta"), len(self.pairs), self.chosen.queries)
        words = ("--db", self.path("otus.fasta"), "--id", 0.97)
        verdict = same_bytes if self.threads == 1 else same_rows  # the peer's rows come as its threads finish
        return Comparison("search", "vsearch --usearch_global",
                          [self.ampstream("search", source, *words, "--uc", files[0][0], "--otutabout", files[1][0])],
                          [self.vsearch("usearch_global", source, *words, "--uc", files[0][1], "--otutabout", files[1][1])], verdict(*files))

    def classify(self):
        model, properties = trained_models(self.program, self.folder)
        ours, theirs, source = self.path("taxonomy.ours.tsv"), self.path("taxonomy.tsv"), self.path("otus.fasta")
        return Comparison("classify", "RDP Classifier",
                          [self.ampstream("classify", source, "--reference", model, "--min-confidence", 0, "--out", ours)],
                          [("rdp_classifier", "-t", properties, "-f", "fixrank", "-o", theirs, source)], same_genera(ours, theirs))

    def run(self):
        """From gz files to the table. `run` always classifies; here with a reference of two sequences, beside peers that do not."""
        return self.whole("run, not classified", write_two_genera(self.path("two_genera.fasta")), [], self.pairs)

    def run_classify(self):
        model, properties = trained_models(self.program, self.folder)
        classified = ("rdp_classifier", "-t", properties, "-f", "fixrank", "-o", self.path("run.taxonomy.tsv"), self.path("run.otus.fasta"))
        return self.whole("run, classified", model, [classified], self.pairs)

    def whole(self, name, reference, more, pairs):
        """`ampstream run` on the samples of `pairs` beside the peers' whole chain and the commands `more`."""
        out = self.path("result")
        sheet = write_sheet(self.path("sheet.tsv"), pairs)
        return Comparison(name, "the whole chain" + (", RDP Classifier" if more else ""),
                          [self.ampstream("run", "--samples", sheet, "--reference", reference, "--out", out)], self.chain(pairs) + more,
                          same_otus(out / "otus.fasta", self.path("run.otus.fasta"), out / "otu_table.tsv", self.path("run.table.tsv")),
                          prepare=lambda: shutil.rmtree(out, ignore_errors=True))

    def chain(self, pairs):
        """Commands of the peers that do what `run` does, but for the classification."""
        commands = []
        for sample, lanes in pairs.items():
            merged, trimmed, filtered = (self.path(f"run.{sample}.{kind}") for kind in ("merged", "trimmed", "filtered"))
            forward, reverse = (joined([lane[end] for lane in lanes], self.path(f"run.{sample}_R{end + 1}.fastq.gz")) for end in (0, 1))
            commands += [
                self.vsearch("fastq_mergepairs", forward, "--reverse", reverse, "--fastqout", merged),
                self.cutadapt(merged, trimmed),
                self.vsearch("fastq_filter", trimmed, "--fastq_maxee", 1, "--fastq_maxns", 0, "--fastq_minlen", 350, "--fastq_maxlen", 500,
                             "--fastaout", filtered),
                self.vsearch("derep_fulllength", filtered, "--sizeout", "--relabel", f"{sample}.", "--output",
                             self.path(f"run.{sample}.derep.fasta"))]
        pooled, uniques, centroids, otus = (self.path(f"run.{kind}.fasta") for kind in ("pooled", "uniques", "centroids", "otus"))
        dereplicated = [self.path(f"run.{sample}.derep.fasta") for sample in pairs]
        return commands + [
            ("sh", "-c", 'out=$1; shift; cat "$@" > "$out"', "sh", pooled, *dereplicated),
            self.vsearch("derep_fulllength", pooled, "--minuniquesize", 2, "--sizein", "--sizeout", "--output", uniques),
            self.vsearch("cluster_size", uniques, "--id", 0.97, "--sizein", "--sizeout", "--centroids", centroids),
            self.vsearch("uchime_denovo", centroids, "--sizein", "--sizeout", "--fasta_width", 0, "--relabel", "OTU_", "--nonchimeras", otus),
            self.vsearch("usearch_global", pooled, "--db", otus, "--id", 0.97, "--sizein", "--sizeout", "--otutabout",
                         self.path("run.table.tsv"))]
