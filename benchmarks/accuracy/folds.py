# SPDX-License-Identifier: BSD-3-Clause
"""Which sequences are asked about and which are trained on. A fold is (name, training indices, query indices). Pure functions of a seed.

Leaving out one sequence, or one genus, at a time would train thousands of models. Here a fold leaves out many at once, no two of them of the same
family: in the family of a query nothing is missing but itself (or its genus), and it competes with all genera it could be mistaken for.
What differs from training once a query is that other families lack one sequence (or genus) each.
"""
import collections
import random

FAMILY, GENUS = 4, 5


def by_name(lineages, rank, wanted):
    """name -> indices of sequences, of those in `wanted`, in order; a name is the whole lineage down to the rank."""
    groups = collections.defaultdict(list)
    for i in wanted:
        groups[tuple(lineages[i][: rank + 1])].append(i)
    return groups


def rest(count, left_out):
    left_out = set(left_out)
    return [i for i in range(count) if i not in left_out]


def k_fold(lineages, wanted, folds, queries, seed, of=5):
    """The sequences are dealt into `of` parts by chance; a fold trains on all parts but one and asks about up to `queries` of `wanted` in it.
    The first `folds` of them."""
    draw = random.Random(f"{seed} k-fold")
    order = list(range(len(lineages)))
    draw.shuffle(order)
    wanted = set(wanted)
    made = []
    for part in range(folds):
        left_out = order[part::of]
        asked = [i for i in left_out if i in wanted][:queries]
        made.append((f"k-fold.{part}", rest(len(lineages), left_out), sorted(asked)))
    return made


def leave_sequence_out(lineages, wanted, folds, queries, seed):
    """A fold leaves out up to `queries` sequences of `wanted`, no two of a family, and asks about them."""
    draw = random.Random(f"{seed} sequence")
    groups = sorted(by_name(lineages, FAMILY, wanted).items())
    pools = [draw.sample(members, len(members)) for _, members in groups]
    made = []
    for fold in range(folds):
        chosen = [pool[fold] for pool in draw.sample(pools, len(pools)) if fold < len(pool)][:queries]
        made.append((f"sequence.{fold}", rest(len(lineages), chosen), sorted(chosen)))
    return made


def leave_genus_out(lineages, wanted, folds, queries, seed):
    """A fold leaves out all sequences of up to `queries` genera, no two of a family, and asks about one of `wanted` of each."""
    draw = random.Random(f"{seed} genus")
    families = collections.defaultdict(list)
    for genus, members in sorted(by_name(lineages, GENUS, wanted).items()):
        families[genus[: FAMILY + 1]].append(members)
    pools = [draw.sample(genera, len(genera)) for _, genera in sorted(families.items())]
    everyone = by_name(lineages, GENUS, range(len(lineages)))
    made = []
    for fold in range(folds):
        chosen = [draw.choice(pool[fold]) for pool in draw.sample(pools, len(pools)) if fold < len(pool)][:queries]
        left_out = [i for one in chosen for i in everyone[tuple(lineages[one][: GENUS + 1])]]
        made.append((f"genus.{fold}", rest(len(lineages), left_out), sorted(chosen)))
    return made


PROTOCOLS = {"sequence": leave_sequence_out, "genus": leave_genus_out, "k-fold": k_fold}


def known_names(lineages, training):
    """For each rank the set of names (whole lineages down to it) that training sequences have."""
    return [{tuple(lineages[i][: rank + 1]) for i in training} for rank in range(len(lineages[0]))]
