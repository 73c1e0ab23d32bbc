#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Accuracy of `ampstream classify` beside the RDP Classifier, `vsearch --sintax` and DADA2's assignTaxonomy, on the same folds.

    benchmarks/accuracy/run.py --program build/release/bin/ampstream --work /tmp/accuracy --out docs

Leaves out sequences, whole genera, or a fifth of the sequences (folds.py says how), asks about what was left out, full length and as V3-V4
amplicon, and writes accuracy tables (Markdown, standard output) and figures (OUT/accuracy_*.png). Training sets are full length. What a program
said of a fold is kept in WORK, so that a second run only does what is missing; --work of another reference or seed must be another folder.
Programs that are not installed are left out, loudly. Figures need python3-matplotlib.
"""
import argparse
import json
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import folds  # noqa: E402
import report  # noqa: E402
import tools  # noqa: E402

REGIONS = ("full", "V3-V4")


def read_reference(path):
    """(lineages, sequences) of a reference with headers `id<TAB>six;names`."""
    lineages, sequences = [], []
    for number, (header, sequence) in enumerate(tools.read_fasta(path), 1):
        names = [name.strip() for name in header.split("\t")[-1].split(";")]
        if len(names) != 6 or not all(names):
            sys.exit(f"{path}: record {number} ({header}): expected a lineage of six ranks in the last tab field")
        lineages.append(names)
        sequences.append(sequence.upper().replace("U", "T"))
    return lineages, sequences


def cut_amplicons(folder, sequences, program):
    """{index: V3-V4 amplicon without primers} of the sequences in which `ampstream trim` finds both primers."""
    source = folder / "whole.fasta"
    source.write_text(tools.fasta((str(i), sequence) for i, sequence in enumerate(sequences)), encoding="ascii")
    tools.run([program, "trim", source, "--primers", "v3v4", "--minlen", 350, "--fastaout", folder / "v3v4.fasta"])
    return {int(name): sequence for name, sequence in tools.read_fasta(folder / "v3v4.fasta")}


def cached(path, make):
    """The JSON of `path`, made first if it is not there."""
    if not path.exists():
        value = make()
        path.with_suffix(".part").write_text(json.dumps(value), encoding="utf-8")
        path.with_suffix(".part").rename(path)
    return json.loads(path.read_text(encoding="utf-8"))


def say(text):
    print(text, file=sys.stderr, flush=True)


def answers_of_fold(fold, data, chosen, folder):
    """(queries by id with truth, what is known and identity; predictions by tool) of a fold."""
    name, training_ids, asked = fold
    place = folder / name
    place.mkdir(exist_ok=True)
    training = [(i, data["lineages"][i], data["sequences"][i]) for i in training_ids]
    texts = [(f"s{i}_{region}", data["sequences"][i] if region == "full" else data["amplicons"][i]) for region in chosen.regions for i in asked]
    queries = place / "queries.fasta"
    queries.write_text(tools.fasta(texts), encoding="ascii")
    known = folds.known_names(data["lineages"], training_ids)
    identities = cached(place / "identity.json", lambda: tools.nearest(place, training, queries, chosen.program))
    facts = {}
    for text_name, _ in texts:
        number, region = text_name[1:].split("_")
        truth = data["lineages"][int(number)]
        facts[text_name] = {"protocol": name.split(".")[0], "region": region, "truth": truth, "identity": identities.get(text_name, 0.0),
                            "known": [tuple(truth[: rank + 1]) in known[rank] for rank in range(6)]}
    said = {}
    for tool in chosen.tools:
        begin = time.monotonic()
        said[tool] = cached(place / f"{tool.split()[0]}.json", lambda tool=tool: tools.TOOLS[tool][0](place, training, queries, chosen.program))
        say(f"{name}: {tool}, {len(texts)} queries, {time.monotonic() - begin:.0f} s")
    return facts, said


def parse(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, required=True, help="ampstream")
    parser.add_argument("--reference", type=pathlib.Path, default=tools.REPOSITORY / "refdb/reference.fasta.gz")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="folder for what the programs say")
    parser.add_argument("--out", type=pathlib.Path, help="folder for the figures; none: no figures")
    parser.add_argument("--folds", type=int, default=3, help="of each protocol")
    parser.add_argument("--queries", type=int, default=150, help="of a fold and region, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--protocols", nargs="+", choices=folds.PROTOCOLS, default=list(folds.PROTOCOLS))
    parser.add_argument("--regions", nargs="+", choices=REGIONS, default=list(REGIONS))
    parser.add_argument("--tools", nargs="+", choices=tools.TOOLS, default=list(tools.TOOLS))
    return parser.parse_args(words)


def main(words):
    chosen = parse(words)
    chosen.program = chosen.program.resolve()
    chosen.work.mkdir(parents=True, exist_ok=True)
    for tool in list(chosen.tools):
        if not tools.TOOLS[tool][1]():
            say(f"SKIPPED: {tool} is not installed ({tools.TOOLS[tool][2]}); it is not in the tables")
            chosen.tools.remove(tool)
    lineages, sequences = read_reference(chosen.reference)
    data = {"lineages": tools.tokens(lineages), "sequences": sequences, "amplicons": cut_amplicons(chosen.work, sequences, chosen.program)}
    facts, said = {}, {tool: {} for tool in chosen.tools}
    for protocol in chosen.protocols:
        for fold in folds.PROTOCOLS[protocol](data["lineages"], sorted(data["amplicons"]), chosen.folds, chosen.queries, chosen.seed):
            of_fold, by_tool = answers_of_fold(fold, data, chosen, chosen.work)
            facts.update({(fold[0], name): fact for name, fact in of_fold.items()})
            for tool, answers in by_tool.items():
                said[tool].update({(fold[0], name): answer for name, answer in answers.items()})
    print(report.tables(facts, said, len(sequences), chosen))
    if chosen.out:
        report.draw(facts, said, chosen.out)


if __name__ == "__main__":
    main(sys.argv[1:])
