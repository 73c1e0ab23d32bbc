# SPDX-License-Identifier: BSD-3-Clause
"""Calls of `ampstream classify` and of the RDP Classifier as Python values, and RDP itself."""
import pathlib
import random
import shutil

from ampstream_testing import ampstream, peer, read_text

RANKS = ("domain", "phylum", "class", "order", "family", "genus")
RDP_JAR = pathlib.Path("/usr/share/java/rdp_classifier.jar")


def fasta(records):
    """FASTA text of (header, sequence) pairs."""
    return "".join(f">{header}\n{sequence}\n" for header, sequence in records)


def read_fasta(path):
    """(header, sequence) pairs of a FASTA file, plain or gzip."""
    records = []
    for line in read_text(path).splitlines():
        if line.startswith(">"):
            records.append([line[1:], []])
        else:
            records[-1][1].append(line)
    return [(header, "".join(parts)) for header, parts in records]


def turned(sequence):
    return sequence[::-1].translate(str.maketrans("ACGTUNacgtun", "TGCAANtgcaan"))


def table(text):
    """Rows of our table: id -> {column: value}, in order."""
    lines = text.decode().splitlines()
    names = lines[0].split("\t")
    return {row[0]: dict(zip(names, row)) for row in (line.split("\t") for line in lines[1:])}


def classify(model, queries, *words):
    """id -> row of our table."""
    return table(ampstream("classify", queries, "--reference", model, *words).stdout)


def read_rdp(text):
    """id -> (is reversed, [(name, rank, confidence) from the domain down]) of RDP's fixrank or allrank output."""
    calls = {}
    for line in text.splitlines():
        fields = line.split("\t")
        triples = [(fields[i].strip('"'), fields[i + 1], float(fields[i + 2])) for i in range(2, len(fields) - 2, 3)]
        calls[fields[0]] = (fields[1] == "-", [triple for triple in triples if triple[1] != "rootrank"])
    return calls


def taxid_lines(lineages, ranks=RANKS):
    """RDP's taxonomy file (`taxid*name*parent*depth*rank`) for lineages without Root."""
    numbers = {(): 0}
    lines = ["0*Root*-1*0*rootrank"]
    for names in lineages:
        for depth in range(1, len(names) + 1):
            path = tuple(names[:depth])
            if path not in numbers:
                numbers[path] = len(numbers)
                lines.append(f"{numbers[path]}*{path[-1]}*{numbers[path[:-1]]}*{depth}*{ranks[depth - 1]}")
    return "\n".join(lines) + "\n"


def has_rdp():
    return shutil.which("rdp_classifier") is not None and shutil.which("java") is not None and RDP_JAR.exists()


def rdp_train(folder, training, taxid, memory="1g"):
    """Trains RDP; returns its properties file."""
    model = folder / "rdp_model"
    peer("java", f"-Xmx{memory}", "-cp", RDP_JAR, "edu.msu.cme.rdp.classifier.cli.ClassifierMain", "train", "-o", model, "-s", training, "-t", taxid)
    properties = model / "rRNAClassifier.properties"
    properties.write_text("bergeyTree=bergeyTrainingTree.xml\nprobabilityList=genus_wordConditionalProbList.txt\n"
                          "probabilityIndex=wordConditionalProbIndexArr.txt\nwordPrior=logWordPrior.txt\nclassifierVersion=RDP\n")
    return properties


def rdp_classify(properties, queries, out, *words, form="fixrank"):
    """Runs RDP; returns the text it wrote."""
    peer("rdp_classifier", "-t", properties, "-f", form, "-o", out, *words, queries)
    return pathlib.Path(out).read_text(encoding="utf-8")


def mutated(sequence, rate, draw):
    """Substitutions at `rate`, a tenth as many insertions and deletions."""
    made = []
    for base in sequence:
        if draw.random() < rate / 20:
            continue
        made.append(draw.choice("ACGT") if draw.random() < rate else base)
        if draw.random() < rate / 20:
            made.append(draw.choice("ACGT"))
    return "".join(made)


def random_genes(seed, genera, sequences_each, length=1450, kinship=0.08):
    """Made-up genes that are kin as genes are: (lineage, [sequences]) by genus, names by place in the tree."""
    draw = random.Random(seed)
    root = "".join(draw.choices("ACGT", k=length))
    made = []
    for genus in range(genera):
        family = genus // 4
        kin = mutated(root, 3 * kinship, random.Random(f"{seed} family {family}"))
        gene = mutated(kin, kinship, draw)
        names = ["Bacteria", f"P{family // 4}", f"C{family // 4}", f"O{family // 2}", f"F{family}", f"G{genus}"]
        made.append((names, [mutated(gene, 0.01, draw) for _ in range(sequences_each)]))
    return made
