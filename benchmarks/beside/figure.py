# SPDX-License-Identifier: BSD-3-Clause
"""The figure: ratios beside the goals, memory, growth with size, two threads. Colours of Okabe and Ito, told apart by shape as well."""
from .measuring import exponent, median, quotient
from .report import GOALS

OURS, PEER, INK, GREY = "#0072B2", "#D55E00", "#222222", "#999999"


def draw(path, comparisons, sizes, threads, title):
    """Throws ImportError without matplotlib (Debian: python3-matplotlib)."""
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    matplotlib.rcParams.update({"font.size": 9, "axes.titlesize": 10, "axes.titleweight": "bold", "axes.titlelocation": "left",
                                "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": INK, "svg.hashsalt": "ampstream", "legend.fontsize": 8.5})
    panels = [draw_ratios, draw_memory]
    if sizes:
        panels.append(draw_growth)
    if threads:
        panels.append(draw_threads)
    rows = -(-len(panels) // 2)
    figure, axes = pyplot.subplots(rows, 2, figsize=(10.5, 0.9 + 3.4 * rows), layout="constrained", squeeze=False)
    places = axes.ravel()
    for letter, place, panel in zip("abcd", places, panels):
        panel(place, {"comparisons": comparisons, "sizes": sizes, "threads": threads})
        place.set_title(f"{letter}  {place.get_title(loc='left')}")
    for place in places[len(panels):]:
        place.set_visible(False)
    figure.suptitle(title, fontsize=9, color=INK, x=0.01, ha="left")
    figure.savefig(path, dpi=200)
    pyplot.close(figure)


def legend_above(axis):
    axis.legend(frameon=False, loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, handletextpad=0.2, borderpad=0, columnspacing=1)


def stage_axis(axis, names):
    axis.set_yticks(range(len(names)), names)
    axis.set_ylim(len(names) - 0.4, -0.6)
    axis.tick_params(axis="y", length=0)


def plain_numbers(axis):
    """1, 10, 100 rather than powers of ten."""
    from matplotlib.ticker import FuncFormatter, NullFormatter
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}"))
    axis.set_minor_formatter(NullFormatter())


def draw_ratios(axis, data):
    comparisons = data["comparisons"]
    ratios = [one.ratio() for one in comparisons]
    goals = [(i, GOALS[one.stage]) for i, one in enumerate(comparisons) if one.stage in GOALS]
    axis.hlines(range(len(ratios)), 1, ratios, color=OURS, linewidth=3, zorder=1)
    axis.scatter(ratios, range(len(ratios)), color=OURS, marker="o", s=44, zorder=3, label="measured")
    axis.scatter([goal for _, goal in goals], [i for i, _ in goals], marker="|", s=240, linewidths=2.2, color=PEER, zorder=2, label="goal")
    for i, ratio in enumerate(ratios):
        axis.annotate(f"{ratio:.1f}×", (1, i), xycoords=axis.get_yaxis_transform(), xytext=(2, 0), textcoords="offset points", va="center",
                      ha="left", color=INK, annotation_clip=False)
    stage_axis(axis, [one.stage for one in comparisons])
    axis.axvline(1, color=GREY, linewidth=0.8, zorder=0)
    axis.set_xscale("log")
    axis.set_xlim(min([0.8, *ratios]), 1.3 * max([10, *ratios, *(goal for _, goal in goals)]))
    plain_numbers(axis.xaxis)
    axis.set_xlabel("user CPU time, peer / ampstream (log scale)")
    axis.set_title("CPU time saved", loc="left")
    legend_above(axis)


def draw_memory(axis, data):
    comparisons = data["comparisons"]
    places = range(len(comparisons))
    ours = [median(one.our_measures).memory / 1024 for one in comparisons]
    theirs = [median(one.peer_measures).memory / 1024 for one in comparisons]
    axis.hlines(places, ours, theirs, color=GREY, linewidth=1, zorder=1)
    axis.scatter(ours, places, color=OURS, marker="o", s=36, label="ampstream", zorder=2)
    axis.scatter(theirs, places, facecolors="white", edgecolors=PEER, linewidths=1.6, marker="s", s=32, label="peer", zorder=2)
    stage_axis(axis, [one.stage for one in comparisons])
    axis.set_xscale("log")
    plain_numbers(axis.xaxis)
    axis.set_xlabel("peak resident memory, MB (log scale)")
    axis.set_title("Memory", loc="left")
    legend_above(axis)


def draw_growth(axis, data):
    sizes = data["sizes"]
    for label, side, colour, marker in (("ampstream", "our_measures", OURS, "o"), ("vsearch", "peer_measures", PEER, "s")):
        points = [(size, getattr(one, side)[0].user) for size, one in sizes if getattr(one, side)]
        if not points:
            continue
        power = exponent([point for point in points if point[0] >= 8000])
        name = f"{label}, exponent {power:.2f}" if power == power else label
        axis.plot(*zip(*points), marker=marker, color=colour, markersize=5, markerfacecolor=colour if marker == "o" else "white", label=name)
    axis.set_xscale("log")
    axis.set_yscale("log")
    plain_numbers(axis.xaxis)
    plain_numbers(axis.yaxis)
    axis.set_xlabel("unique sequences clustered at 97 % (log scale)")
    axis.set_ylabel("user CPU time, s (log scale)")
    axis.set_title("Clustering: growth with size", loc="left")
    axis.legend(frameon=False, loc="upper left")
    axis.margins(y=0.1)


def draw_threads(axis, data):
    """Faster by wall time; beside it how many more processors two threads were given, which bounds it on a busy machine."""
    rows = data["threads"]
    places = range(len(rows))
    axis.barh(places, [quotient(one.wall, two.wall) for _, one, two in rows], height=0.6, color=OURS, label="faster (wall)")
    axis.scatter([quotient(two.cpus, one.cpus) for _, one, two in rows], places, marker="D", s=30, facecolors="white", edgecolors=PEER, linewidths=1.6,
                 zorder=3, label="processors had")
    axis.axvline(2, color=GREY, linewidth=0.8, linestyle="--")
    stage_axis(axis, [stage for stage, _, _ in rows])
    axis.set_xlim(0, 2.2)
    axis.set_xlabel("ampstream with 2 threads, relative to 1")
    axis.set_title("Threads", loc="left")
    legend_above(axis)
