# SPDX-License-Identifier: BSD-3-Clause
"""What both sides work on: reads, given or simulated, and trained classifiers."""
import collections
import pathlib
import random
import re
import subprocess

from .measuring import measure

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared"
RDP_JAR = pathlib.Path("/usr/share/rdp-classifier/rdp_classifier.jar")


def find_pairs(folder):
    """sample -> [(R1, R2) of each lane]"""
    pairs = collections.defaultdict(list)
    for forward in sorted(folder.rglob("*.fastq.gz")):
        found = re.fullmatch(r"(.+?)(_S\d+)?(_L\d+)?_R1(_\d+)?\.fastq\.gz", forward.name)
        if found:
            pairs[found[1]].append((forward, forward.with_name(re.sub(r"_R1(?=(_\d+)?\.fastq\.gz$)", "_R2", forward.name))))
    return dict(sorted(pairs.items()))


def joined(paths, target):
    """One file of gzip members, or the only one as it is."""
    if len(paths) == 1:
        return paths[0]
    with open(target, "wb") as out:
        for path in paths:
            out.write(path.read_bytes())
    return target


def write_sheet(path, pairs):
    """A sheet for `ampstream run --samples`."""
    rows = [f"{sample}\t{forward.resolve()}\t{reverse.resolve()}\n" for sample, lanes in pairs.items() for forward, reverse in lanes]
    path.write_text("sample\tforward\treverse\n" + "".join(rows))
    return path


def deal_to_samples(source, target, samples, most):
    """Up to `most` records of FASTA (one line each), evenly taken, with labels `S1.1`, … as if in blocks from `samples` samples."""
    with open(source, encoding="ascii") as text:
        records = sum(1 for line in text if line.startswith(">"))
    step = max(1, -(-records // most))
    taken = -(-records // step)
    with open(source, encoding="ascii") as text, open(target, "w", encoding="ascii") as out:
        record = -1
        for line in text:
            record += line.startswith(">")
            if record % step == 0:
                number = record // step
                out.write(f">S{1 + number * samples // taken}.{number}\n" if line.startswith(">") else line)
    return target


def write_two_genera(path):
    """The smallest reference: classifying with it costs next to nothing."""
    draw = random.Random(1)
    path.write_text("".join(f">{name}\tRoot;Bacteria;P;C;O;F;{name}\n{''.join(draw.choices('ACGT', k=1400))}\n" for name in "XY"))
    return path


def gold_training(folder):
    """The gold set in RDP's training form: sequences and taxa."""
    packed = SHARED / "data/rdp_oracle/gold_rdp.fasta.gz"
    if not packed.exists() or not RDP_JAR.exists():
        raise FileNotFoundError(f"{packed} or {RDP_JAR}")
    training = folder / "gold_rdp.fasta"
    training.write_bytes(subprocess.run(["gzip", "-dc", packed], check=True, capture_output=True).stdout)
    return training, SHARED / "data/rdp_oracle/gold_rdp_taxid.txt"


def trained_models(program, folder):
    """The gold set trained by both sides: our model, and the properties file of RDP's. Throws FileNotFoundError without the set or RDP."""
    ours, theirs = folder / "gold.model", folder / "rdp_model/classifier.properties"
    if ours.exists() and theirs.exists():
        return ours, theirs
    training, taxa = gold_training(folder)
    theirs.parent.mkdir(exist_ok=True)
    measure(("java", "-Xmx2g", "-cp", RDP_JAR, "edu.msu.cme.rdp.classifier.train.ClassifierTraineeMaker", "-s", training, "-t", taxa,
             "-o", theirs.parent))
    theirs.write_text("bergeyTree=bergeyTrainingTree.xml\nprobabilityList=genus_wordConditionalProbList.txt\n"
                      "probabilityIndex=wordConditionalProbIndexArr.txt\nwordPrior=logWordPrior.txt\nclassifierVersion=RDP\n")
    measure((program, "train", training, "--out", ours))
    return ours, theirs
