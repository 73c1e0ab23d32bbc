# SPDX-License-Identifier: BSD-3-Clause
"""Tables and figures of what the classifiers said."""
import measures

RANKS = ("domain", "phylum", "class", "order", "family", "genus")
FAMILY, GENUS = 4, 5
NOTHING = ((), ())
CUTOFFS = (0.8, 0.5)
TITLES = {"sequence": "one sequence left out", "genus": "its genus left out", "k-fold": "a fifth left out"}
COLOURS = ("#0b6e99", "#c4511b", "#4f7a28", "#7a4f9a")
MARKS = "osv^"
FEWEST = 5  # queries of a point in the figure of calibration


def tally(facts, answers, rank, cutoff, wanted=lambda fact: True):
    sum_of = measures.Tally()
    for name, fact in facts.items():
        if wanted(fact):
            measures.judge(fact, answers.get(name, NOTHING), rank, cutoff, sum_of)
    return sum_of


def percent(value):
    return "–" if value is None else f"{100 * value:.1f}"


def row(cells):
    return "| " + " | ".join(map(str, cells)) + " |"


def head(cells):
    return [row(cells), row(["---"] * len(cells))]


def present(facts, field):
    return list(dict.fromkeys(fact[field] for fact in facts.values()))


def by_rank(facts, said):
    """Measures at each rank and the usual cut-off of 0.8."""
    lines = []
    for protocol in present(facts, "protocol"):
        for region in present(facts, "region"):
            def here(fact, protocol=protocol, region=region):
                return fact["protocol"] == protocol and fact["region"] == region
            lines += ["", f"**{TITLES[protocol]}, {region}**, cut-off 0.8", "", *head(("rank", "program", "K", "L", "Wang", "TPR", "MCR", "UCR", "OCR", "Acc", "F1"))]
            for rank in range(1, len(RANKS)):
                for tool, answers in said.items():
                    sums = tally(facts, answers, rank, 0.8, here)
                    rates = measures.rates(sums)
                    lines.append(row((RANKS[rank], tool, sums.known, sums.novel, *(percent(rates[name]) for name in ("wang", "TPR", "MCR", "UCR", "OCR", "Acc", "F1")))))
    return lines


def at_genus(facts, said):
    """What the cut-off buys: genus and family, all protocols, both cut-offs."""
    lines = head(("protocol", "region", "rank", "program", "cut-off", "TPR", "MCR", "OCR", "Acc", "F1"))
    for protocol in present(facts, "protocol"):
        rank = FAMILY if protocol == "genus" else GENUS
        for region in present(facts, "region"):
            for tool, answers in said.items():
                for cutoff in CUTOFFS:
                    rates = measures.rates(tally(facts, answers, rank, cutoff, lambda fact: fact["protocol"] == protocol and fact["region"] == region))
                    lines.append(row((TITLES[protocol], region, RANKS[rank], tool, cutoff, *(percent(rates[name]) for name in ("TPR", "MCR", "OCR", "Acc", "F1")))))
    return lines


def by_identity(facts, said):
    """Genus by the identity of the query to its nearest training sequence, all protocols together."""
    lines = head(("region", "identity", "K", "L", "program", "TPR", "MCR", "UCR", "OCR", "Acc"))
    for region in present(facts, "region"):
        labels = dict.fromkeys(measures.identity_bin(edge) for edge in measures.IDENTITY_BINS)
        for label in labels:
            def here(fact, region=region, label=label):
                return fact["region"] == region and measures.identity_bin(fact["identity"]) == label
            for tool, answers in said.items():
                sums = tally(facts, answers, GENUS, 0.8, here)
                rates = measures.rates(sums)
                if sums.known + sums.novel:
                    lines.append(row((region, label, sums.known, sums.novel, tool, *(percent(rates[name]) for name in ("TPR", "MCR", "UCR", "OCR", "Acc")))))
    return lines


def confidence_pairs(facts, answers, rank, protocol, region, only_known=False):
    """(confidence of the best name, is it right); a novel name is never right. Queries without a name are left out."""
    pairs = []
    for name, fact in facts.items():
        if fact["protocol"] != protocol or fact["region"] != region or (only_known and not fact["known"][rank]):
            continue
        lineage, confidences = answers.get(name, NOTHING)
        if rank < len(lineage):
            pairs.append((measures.effective_confidences(lineage, confidences)[rank], fact["known"][rank] and lineage[rank] == fact["truth"][rank]))
    return pairs


def calibration(facts, said):
    """Is 80 % right 80 % of the time?"""
    lines = head(("protocol", "region", "program", "ECE", "ECE, known names only", "said 0.75-0.85: n", "right", "said ≥ 0.95: n", "right"))
    for protocol in present(facts, "protocol"):
        rank = FAMILY if protocol == "genus" else GENUS
        for region in present(facts, "region"):
            for tool, answers in said.items():
                pairs = confidence_pairs(facts, answers, rank, protocol, region)
                cells = [percent(measures.calibration_error(one)) for one in (pairs, confidence_pairs(facts, answers, rank, protocol, region, True))]
                for low, high in ((0.75, 0.85), (0.95, 1.01)):
                    inside = [right for confidence, right in pairs if low <= confidence < high]
                    cells += [len(inside), percent(measures.share(sum(inside), len(inside)))]
                lines.append(row((f"{TITLES[protocol]} ({RANKS[rank]})", region, tool, *cells)))
    return lines


def tables(facts, said, references, chosen):
    counts = {protocol: sum(fact["protocol"] == protocol for fact in facts.values()) // len(present(facts, "region")) for protocol in present(facts, "protocol")}
    lines = [f"{references} references ({chosen.reference.name}), {chosen.folds} folds of each protocol, seed {chosen.seed}. Queries of each region: "
             + ", ".join(f"{count} ({TITLES[protocol]})" for protocol, count in counts.items()) + ".", "",
             "### Genus (family where the genus is left out) at both cut-offs", "", *at_genus(facts, said), "",
             "### Genus by identity to the nearest training sequence, all protocols, cut-off 0.8", "", *by_identity(facts, said), "",
             "### Calibration", "", *calibration(facts, said), "", "### By rank", *by_rank(facts, said)]
    return "\n".join(lines)


def panels(facts):
    """One panel a protocol and region; the rank is the lowest that can have a right answer."""
    import matplotlib
    matplotlib.use("agg")
    matplotlib.rcParams.update({"font.size": 8, "savefig.dpi": 90})
    import matplotlib.pyplot as plt
    protocols, regions = present(facts, "protocol"), present(facts, "region")
    figure, axes = plt.subplots(len(regions), len(protocols), figsize=(3 * len(protocols), 2.9 * len(regions)), squeeze=False, sharex=True, sharey=True)
    places = []
    for r, region in enumerate(regions):
        for p, protocol in enumerate(protocols):
            places.append((r, p, protocol, region, FAMILY if protocol == "genus" else GENUS))
            axes[r][p].set_title(f"{TITLES[protocol]}, {region}\n({RANKS[places[-1][-1]]})", fontsize=8)
    return plt, figure, axes, places


def draw(facts, said, folder):
    """OUT/accuracy_calibration.png and OUT/accuracy_cutoffs.png."""
    plt, figure, axes, places = panels(facts)
    for r, p, protocol, region, rank in places:
        axis = axes[r][p]
        axis.plot([0, 1], [0, 1], color="#999999", linewidth=0.8)
        for tool, colour, mark in zip(said, COLOURS, MARKS):
            points = [one for one in measures.calibration(confidence_pairs(facts, said[tool], rank, protocol, region)) if one[2] >= FEWEST]
            axis.plot([x for x, _, _ in points], [y for _, y, _ in points], color=colour, linewidth=0.9, label=tool)
            axis.scatter([x for x, _, _ in points], [y for _, y, _ in points], s=[4 + 30 * (n / 100) ** 0.5 for _, _, n in points], color=colour, marker=mark, alpha=0.8, linewidths=0)
        axis.set(xlim=(0, 1.03), ylim=(-0.03, 1.03))
        if r == len(axes) - 1:
            axis.set_xlabel("confidence said")
        if p == 0:
            axis.set_ylabel("share that is right")
    axes[0][0].legend(frameon=False, fontsize=7, loc="upper left")
    save(plt, figure, folder / "accuracy_calibration.png")

    plt, figure, axes, places = panels(facts)
    for r, p, protocol, region, rank in places:
        for tool, colour, mark in zip(said, COLOURS, MARKS):
            points = []
            for step in range(0, 101, 5):
                sums = tally(facts, said[tool], rank, step / 100, lambda fact: fact["protocol"] == protocol and fact["region"] == region)
                wrong = sums.misclassified + sums.overclassified
                points.append((wrong / (sums.known + sums.novel), measures.rates(sums)["TPR"] or 0.0))
            axes[r][p].plot(*zip(*points), color=colour, linewidth=1, label=tool)
            axes[r][p].scatter(*points[16], color=colour, marker=mark, s=22)
        if r == len(axes) - 1:
            axes[r][p].set_xlabel("wrong names / queries")
        if p == 0:
            axes[r][p].set_ylabel("TPR")
    axes[0][0].legend(frameon=False, fontsize=7, loc="lower right")
    save(plt, figure, folder / "accuracy_cutoffs.png")


def save(plt, figure, path):
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})
    plt.close(figure)
