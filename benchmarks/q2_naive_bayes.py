#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""The naive Bayes of q2-feature-classifier (Bokulich et al. 2018) on its published defaults, as a peer to measure beside.

    benchmarks/q2_naive_bayes.py fit REFERENCE MODEL          # headers: id, blank or tab, lineage with ;
    benchmarks/q2_naive_bayes.py classify MODEL QUERIES OUT   # a QIIME 2 taxonomy.tsv, names of confidence 0.7 and above

QIIME 2 itself comes by conda only. What costs its time and memory comes from scikit-learn and is here with its parameters (`qiime
feature-classifier fit-classifier-naive-bayes --help`): words of 7 letters hashed to 8,192 columns, one multinomial a lineage with alpha 0.001,
even priors, fitted and asked in chunks of 20,000. What QIIME 2 adds around it (artifacts, provenance, a plugin framework, the guess of
the strand) is not here, so its own figures can only be higher.
"""
import gzip
import itertools
import pickle
import sys

import numpy
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.naive_bayes import MultinomialNB

CHUNK = 20_000
MIN_CONFIDENCE = 0.7


def read_fasta(path):
    """Pairs of header and sequence, one at a time."""
    with (gzip.open(path, "rt") if str(path).endswith(".gz") else open(path, encoding="utf-8")) as lines:
        header, parts = None, []
        for line in map(str.rstrip, lines):
            if not line.startswith(">"):
                parts.append(line)
                continue
            if header is not None:
                yield header, "".join(parts)
            header, parts = line[1:], []
        if header is not None:
            yield header, "".join(parts)


def words():
    return HashingVectorizer(analyzer="char_wb", ngram_range=(7, 7), n_features=8192, alternate_sign=False)


def chunks(items):
    items = iter(items)
    while chunk := list(itertools.islice(items, CHUNK)):
        yield chunk


def fit(reference, path):
    lineages = sorted({header.split(None, 1)[1] for header, _ in read_fasta(reference)})
    bayes = MultinomialNB(alpha=0.001, fit_prior=False)
    for chunk in chunks(read_fasta(reference)):
        bayes.partial_fit(words().transform(gene for _, gene in chunk), [header.split(None, 1)[1] for header, _ in chunk], classes=lineages)
    with open(path, "wb") as out:
        pickle.dump(bayes, out, protocol=5)


def cut(names, probabilities, firsts, lasts):
    """The names of a lineage that keep at least MIN_CONFIDENCE, and the confidence of the last of them. The confidence of a name is the
    probability of all lineages that begin alike: a run of the sorted lineages."""
    kept, confidence = 0, 1.0
    for depth in range(len(names)):
        share = probabilities[firsts[depth]:lasts[depth]].sum()
        if share < MIN_CONFIDENCE:
            return kept, confidence if kept else 1 - share
        kept, confidence = depth + 1, share
    return kept, confidence


def runs(lineages):
    """For each lineage, by depth, the first and the last but one of the lineages that begin as it does."""
    spans = {}
    for number, names in enumerate(lineages):
        for depth in range(len(names)):
            spans.setdefault(tuple(names[:depth + 1]), [number, number])[1] = number + 1
    return [list(zip(*(spans[tuple(names[:depth + 1])] for depth in range(len(names))))) for names in lineages]


def classify(path, queries, out_path):
    with open(path, "rb") as stored:
        bayes = pickle.load(stored)
    lineages = [lineage.split(";") for lineage in bayes.classes_]
    spans = runs(lineages)
    with open(out_path, "w", encoding="utf-8") as out:
        out.write("Feature ID\tTaxon\tConfidence\n")
        for chunk in chunks(read_fasta(queries)):
            for (header, _), probabilities in zip(chunk, bayes.predict_proba(words().transform(query for _, query in chunk))):
                best = int(probabilities.argmax())
                kept, confidence = cut(lineages[best], probabilities, *spans[best])
                out.write(f"{header.split()[0]}\t{';'.join(lineages[best][:kept]) or 'Unassigned'}\t{confidence}\n")


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "fit":
        fit(*sys.argv[2:])
    elif len(sys.argv) == 5 and sys.argv[1] == "classify":
        classify(*sys.argv[2:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
