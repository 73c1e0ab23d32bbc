# SPDX-License-Identifier: BSD-3-Clause
"""How right a classifier is: pure functions of names, truth and confidence. Needs nothing but Python.

A prediction is (lineage, confidences): a name and a confidence (0 to 1) for each rank from the top; fewer where the program names fewer.
A name is known if training sequences have it, else it is novel; a novel name has no right answer but silence.
"""
import collections
import dataclasses


@dataclasses.dataclass
class Tally:
    """Queries at one rank by what was said of them (Edgar 2018, PeerJ 6:e4652)."""
    known: int = 0  # K: the true name is in the training set
    novel: int = 0  # L: it is not
    true_positive: int = 0  # TP: known and named rightly
    misclassified: int = 0  # MC: known and named otherwise
    underclassified: int = 0  # UC: known and not named
    overclassified: int = 0  # OC: novel and named
    forced: int = 0  # known, and the best name is right whatever its confidence (Wang 2007)

    def add(self, truth, is_known, name, confidence, cutoff):
        """`name` is the best one (None if there is none); it is said if `confidence` reaches the cut-off."""
        is_said = name is not None and confidence >= cutoff
        if not is_known:
            self.novel += 1
            self.overclassified += is_said
            return
        self.known += 1
        self.forced += name == truth
        if not is_said:
            self.underclassified += 1
        elif name == truth:
            self.true_positive += 1
        else:
            self.misclassified += 1


def share(part, whole):
    """part / whole, None where nothing was asked."""
    return part / whole if whole else None


def rates(tally):
    """Measures by name; None where a denominator is zero.

    wang  share of known names that are the best guess, without any cut-off (Wang 2007)
    TPR   TP / K       MCR  MC / K       UCR  UC / K       OCR  OC / L
    Acc   TP / (K + OC)                                    (Edgar 2018)
    F1    harmonic mean of precision TP / (TP + MC + OC) and recall TP / K
    """
    said = tally.true_positive + tally.misclassified + tally.overclassified
    precision, recall = share(tally.true_positive, said), share(tally.true_positive, tally.known)
    f1 = None if recall is None else 2 * tally.true_positive / (said + tally.known) if said + tally.known else None
    return {"wang": share(tally.forced, tally.known), "TPR": recall, "MCR": share(tally.misclassified, tally.known),
            "UCR": share(tally.underclassified, tally.known), "OCR": share(tally.overclassified, tally.novel),
            "Acc": share(tally.true_positive, tally.known + tally.overclassified), "precision": precision, "F1": f1}


def effective_confidences(lineage, confidences):
    """A name under one that is not said is not said either: the confidence of a rank is at most that of the ranks above."""
    least, bounded = 1.0, []
    for _, confidence in zip(lineage, confidences):
        least = min(least, confidence)
        bounded.append(least)
    return bounded


def judge(query, prediction, rank, cutoff, tally):
    """Adds a query (truth: lineage, known: for each rank whether it is) to the tally of a rank."""
    lineage, confidences = prediction
    bounded = effective_confidences(lineage, confidences)
    has_name = rank < len(lineage)
    tally.add(query["truth"][rank], query["known"][rank], lineage[rank] if has_name else None, bounded[rank] if has_name else 0.0, cutoff)


IDENTITY_BINS = (1.0, 0.99, 0.97, 0.95, 0.90, 0.0)


def identity_bin(identity, edges=IDENTITY_BINS):
    """Label of the bin of a query's identity to its nearest training sequence; a bin holds its lower edge."""
    for place, edge in enumerate(edges):
        if identity >= edge:
            return "100 %" if place == 0 else f"{100 * edge:.0f}-{100 * edges[place - 1]:.0f} %" if edge else f"< {100 * edges[place - 1]:.0f} %"
    raise ValueError(identity)


def calibration(pairs, bins=10):
    """Of (confidence, is right) pairs: by bin of confidence its mean confidence, share of right ones and how many; empty bins are left out.
    The last bin holds confidence 1."""
    grouped = collections.defaultdict(list)
    for confidence, is_right in pairs:
        grouped[min(int(confidence * bins + 1e-9), bins - 1)].append((confidence, is_right))
    return [(sum(c for c, _ in group) / len(group), sum(r for _, r in group) / len(group), len(group)) for _, group in sorted(grouped.items())]


def calibration_error(pairs, bins=10):
    """Expected calibration error: mean of |share right - confidence| over the bins, weighted by their queries; None without pairs."""
    pairs = list(pairs)
    return sum(abs(right - said) * count for said, right, count in calibration(pairs, bins)) / len(pairs) if pairs else None
