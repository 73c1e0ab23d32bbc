# SPDX-License-Identifier: BSD-3-Clause
"""Families of small hostile sequences, and FASTA and FASTQ text of them; every function draws from the random.Random it is given."""


def reversed_strand(sequence):
    return sequence[::-1].translate(str.maketrans("ACGTURYKMBDHVacgturykmbdhv", "TGCAAYRMKVHDBtgcaayrmkvhdb"))


def changed(draw, sequence, count, kinds="sssid"):
    """`count` changes of single letters: substitutions, insertions, deletions."""
    bases = list(sequence)
    for _ in range(count):
        at = draw.randrange(len(bases) + 1)
        kind = draw.choice(kinds)
        if kind == "i":
            bases.insert(at, draw.choice("ACGT"))
        elif at < len(bases):
            bases[at:at + 1] = [draw.choice("ACGT".replace(bases[at].upper(), ""))] if kind == "s" else []
    return "".join(bases)


def word(draw, length, letters="ACGT"):
    return "".join(draw.choices(letters, k=length))


def tiny(draw):
    return [word(draw, draw.randint(0, 3), "ACGTN") for _ in range(draw.randint(1, 30))]


def all_ambiguous(draw):
    return [word(draw, draw.randint(1, 80), draw.choice(("N", "RY", "ACGTN", "NACGTURYSWKMBDHV"))) for _ in range(draw.randint(1, 25))]


def identical(draw):
    one = word(draw, draw.randint(1, 90))
    return [draw.choice((one, one.lower(), one.replace("T", "U"), reversed_strand(one))) for _ in range(draw.randint(1, 40))]


def near_ties(draw):
    """Members at exactly 97 % of their centre, one change more or less, and equally near to two centres."""
    length = draw.choice((33, 34, 66, 67, 100, 133, 200, 300))
    limit = round(length * 0.03)
    centre = word(draw, length)
    made = [centre]
    for _ in range(draw.randint(3, 25)):
        made.append(changed(draw, draw.choice(made[:3]), max(0, limit + draw.choice((-1, 0, 0, 0, 1))), draw.choice(("s", "sssid"))))
    return made


def end_gaps(draw):
    centre = word(draw, draw.randint(60, 200))
    made = []
    for _ in range(draw.randint(2, 25)):
        begin, end = draw.randint(0, 20), len(centre) - draw.randint(0, 20)
        made.append(word(draw, draw.choice((0, 0, 1, 5, 20))) + changed(draw, centre[begin:end], draw.randint(0, 3)) + word(draw, draw.choice((0, 0, 1, 5, 20))))
    return made


def long_ones(draw):
    """Up to 5,000 bases. Pairs of more than 25,000,000 cells are left out: VSEARCH aligns them in linear memory and chooses otherwise among
    equally good paths, which ours does not do after it."""
    centre = word(draw, draw.choice((4900, 4950, 5000)))
    made = [changed(draw, centre, draw.choice((0, 1, 20, 150)), "s" if len(centre) == 5000 else "sssid")[:5000] for _ in range(draw.randint(2, 3))]
    return made + [word(draw, 60)]


def many_equal(draw):
    pool = [word(draw, draw.randint(32, 40)) for _ in range(draw.choice((100, 2000)))]
    return [draw.choice(pool) for _ in range(2000)]


def low_complexity(draw):
    unit = word(draw, draw.randint(1, 4))
    return [changed(draw, unit * draw.randint(8, 40) + word(draw, draw.randint(0, 40)), draw.randint(0, 4)) for _ in range(draw.randint(2, 25))]


def chimeric(draw):
    root = word(draw, draw.choice((40, 90, 250, 420)))
    parents = [changed(draw, root, draw.choice((4, 10, 30))) for _ in range(draw.randint(2, 6))]
    made = list(parents)
    for _ in range(draw.randint(3, 30)):
        one, other = draw.choices(parents, k=2)
        at = draw.randrange(1, max(2, min(len(one), len(other))))
        made.append(changed(draw, one[:at] + other[at:], draw.choice((0, 0, 1, 3))))
    return made


FAMILIES = (tiny, all_ambiguous, identical, near_ties, near_ties, end_gaps, low_complexity, chimeric, chimeric, lambda draw: tiny(draw) + near_ties(draw))
RARE = (long_ones, many_equal)


def sequences(draw):
    made = (draw.choice(RARE) if draw.random() < 0.03 else draw.choice(FAMILIES))(draw)
    spelt = []
    for one in made:
        if draw.random() < 0.1:
            one = reversed_strand(one)
        if draw.random() < 0.1:
            begin = draw.randint(0, len(one))
            one = one[:begin] + one[begin:begin + draw.randint(1, 40)].lower() + one[begin + 40:]
        if one and draw.random() < 0.05:
            at = draw.randrange(len(one))
            one = one[:at] + draw.choice("NRYKM") + one[at + 1:]
        spelt.append(one)
    draw.shuffle(spelt)
    return spelt


def label(draw, i, equal):
    size = 3 if equal else draw.choice((1, 1, 2, 2, 5, 8, 40, 41, 500))
    return draw.choice((f"s{i}", f"s{i}", f"S.{i % 7}", f"s{i // 2}")) + draw.choice(("", f";size={size}", f";size={size};", f";size={size}", f";size={size};x=1")) + draw.choice(("", "", " text"))


def fasta(draw, made):
    equal = draw.random() < 0.3
    return "".join(f">{label(draw, i, equal)}\n{sequence}\n" for i, sequence in enumerate(made))


def fastq(draw, made, levels):
    return "".join(f"@{label(draw, i, False)}\n{one}\n+\n{''.join(chr(33 + draw.choice(levels)) for _ in one)}\n" for i, one in enumerate(made))
