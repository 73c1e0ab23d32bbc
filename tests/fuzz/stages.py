# SPDX-License-Identifier: BSD-3-Clause
"""For each stage: an input, our command and VSEARCH's that must agree on it. A new stage is a function here and an entry of STAGES."""
from hostile_sequences import changed, fasta, fastq, reversed_strand, sequences, word


class Case:
    """One input and the two commands that must agree on it."""

    def __init__(self, draw, folder):
        self.draw, self.folder = draw, folder
        self.ours, self.theirs, self.outputs = [], [], []

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def options(self, *choices):
        """Each choice is a tuple of alternatives; an alternative is a tuple of words."""
        chosen = [str(one) for choice in choices for one in self.draw.choice(choice)]
        self.ours += chosen
        self.theirs += chosen

    def output(self, *kinds):
        for kind in kinds:
            self.outputs.append(kind)
            self.ours += [f"--{kind}", f"ours.{kind}"]
            self.theirs += [f"--{kind}", f"theirs.{kind}"]


def threshold(draw):
    return (("--id", draw.choice((0.97, 0.97, 0.9, 0.5, 1.0))),)


MASKS = ((), (), ("--qmask", "none"), ("--qmask", "soft"))
STRANDS = ((), ("--strand", "both"))
SIZES = ((), ("--sizein", "--sizeout"), ("--sizeout",))


def derep(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    case.ours, case.theirs = ["derep", text], ["--derep_fulllength", text]
    case.output("output", "uc")
    case.options(STRANDS, SIZES, ((), ("--minseqlength", 1), ("--minseqlength", 0)), ((), ("--minuniquesize", 2), ("--topn", 3)))


def sort(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    by = case.draw.choice(("size", "length"))
    case.ours, case.theirs = ["sort", text, f"--sortby{by}"], [f"--sortby{by}", text]
    case.output("output")
    case.options(SIZES, ((), ("--topn", 3), ("--minseqlength", 0)))


def subsample(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    case.ours, case.theirs = ["subsample", text], ["--fastx_subsample", text]
    case.output("fastaout", "fastaout_discarded")
    case.options(SIZES, tuple(("--sample_pct", share) for share in (5, 50, 77.7, 100)), tuple(("--randseed", seed) for seed in (1, 2, 77, 123456789)))


def cluster(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    case.ours, case.theirs = ["cluster", text], ["--cluster_size", text]
    case.output("centroids", "uc")
    case.options(threshold(case.draw), STRANDS, SIZES, MASKS, ((), ("--minseqlength", 1)), ((), ("--maxaccepts", 3), ("--maxaccepts", 0, "--maxrejects", 0), ("--maxrejects", 2)),
                 ((), (), ("--iddef", 0), ("--iddef", 1), ("--iddef", 3), ("--iddef", 4)), ((), (), ("--wordlength", 4), ("--minwordmatches", 2)))


def cluster_otherwise(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)))
    method = case.draw.choice(("fast", "smallmem", "unoise"))
    case.ours, case.theirs = ["cluster", text, "--method", method], [f"--cluster_{method}", text]
    case.output("centroids", "uc", "consout", "profile", "msaout", "samout", "otutabout", "mothur_shared_out", "blast6out", "matched", "notmatched")
    case.options(threshold(case.draw), STRANDS, SIZES, MASKS, ((), ("--minseqlength", 1)), ((), ("--maxaccepts", 3), ("--maxrejects", 2)), ((), ("--clusterout_sort",)), ((), ("--sizeorder",)))
    case.options({"smallmem": (("--usersort",),), "unoise": ((), ("--minsize", 1), ("--minsize", 1, "--unoise_alpha", 0.5))}.get(method, ((),)))


def chimera(case):
    # Sequences without a base are left out by VSEARCH before it starts; the command's own tests have them.
    made = [one for one in sequences(case.draw) if one and len(one) < 1000][:300]
    text = case.write("a.fasta", fasta(case.draw, made))
    method = case.draw.choice(("uchime", "uchime2", "uchime3"))
    case.ours, case.theirs = ["chimera", text, "--method", method], [f"--{method}_denovo", text]
    case.output("chimeras", "nonchimeras", "uchimeout")
    case.options(SIZES, ((), ("--qmask", "none")))


def chimera_by_reference(case):
    made = [one for one in sequences(case.draw) if one and len(one) < 1000][:300]
    cut = case.draw.randint(1, max(1, len(made)))
    text, database = case.write("a.fasta", fasta(case.draw, made)), case.write("db.fasta", fasta(case.draw, made[:cut]))
    case.ours, case.theirs = ["chimera", text, "--db", database], ["--uchime_ref", text, "--db", database]
    case.output("chimeras", "nonchimeras", "borderline", "uchimeout")
    case.options(SIZES, MASKS, ((), ("--dbmask", "none"), ("--dbmask", "soft")), ((), ("--minh", 0.1), ("--mindiffs", 1), ("--mindiv", 0.1)), ((), ("--uchimeout5",)))


def filtering(case):
    text = case.write("a.fastq", fastq(case.draw, sequences(case.draw), case.draw.choice((range(42), (10, 20, 30), (2, 40), (0,)))))
    case.ours, case.theirs = ["filter", text], ["--fastx_filter", text]
    case.output("fastqout", "fastaout", "fastqout_discarded", "fastaout_discarded")
    prefixed = [case.draw.choice(choice) for choice in (
        ((), ("maxee", 1), ("maxee", 0.1), ("maxee_rate", 0.01)), ((), ("maxns", 0)), ((), ("trunclen", 30), ("trunclen_keep", 30)), ((), ("stripleft", 2)), ((), ("stripright", 3)),
        ((), ("truncqual", 10)), ((), ("truncee", 0.5)), ((), ("minlen", 0), ("minlen", 20)), ((), ("maxlen", 60)))]
    for name, value in (one for one in prefixed if one):
        case.ours += [f"--{name}", str(value)]
        case.theirs += [f"--fastq_{name}", str(value)]
    case.options(((), ("--eeout",)), SIZES, ((), ("--relabel", "r")))


def filtering_pairs(case):
    draw = case.draw
    made, levels = sequences(draw), draw.choice((range(42), (10, 20, 30), (2, 40), (0,)))
    mates = made[:]
    draw.shuffle(mates)
    texts = ["".join(f"@r{i} {mate}\n{one}\n+\n{''.join(chr(33 + draw.choice(levels)) for _ in one)}\n" for i, one in enumerate(reads))
             for mate, reads in ((1, made), (2, mates))]
    forward, reverse = case.write("1.fastq", texts[0]), case.write("2.fastq", texts[1])
    case.ours, case.theirs = ["filter", forward, reverse], ["--fastq_filter", forward, "--reverse", reverse]
    case.output("fastqout", "fastqout_rev", "fastqout_discarded", "fastqout_discarded_rev")
    for name, value in (one for one in (draw.choice(choice) for choice in (
            ((), ("maxee", 1), ("maxee_rate", 0.01)), ((), ("maxns", 0)), ((), ("trunclen", 30)), ((), ("truncqual", 10)), ((), ("minlen", 20)), ((), ("stripleft", 2)))) if one):
        case.ours += [f"--{name}", str(value)]
        case.theirs += [f"--fastq_{name}", str(value)]


def rereplicate(case):
    text = case.write("a.fasta", fasta(case.draw, sequences(case.draw)[:200]))
    case.ours, case.theirs = ["rereplicate", text], ["--rereplicate", text]
    case.output("output")
    case.options(SIZES, ((), ("--relabel", "r"), ("--relabel", "r", "--relabel_keep")), ((), ("--xsize",)))


def merge(case):
    draw = case.draw
    texts = ["", ""]
    for i in range(draw.randint(1, 30)):
        fragment = draw.choice(sequences(draw)).upper()[:600].replace("U", "T")
        fragment += word(draw, draw.choice((0, 0, 40, 120)), draw.choice(("ACGT", "AC", "ACGTN")))
        length = draw.choice((0, 1, 3, 20, 50, 100, 151, 251))
        for text, read in enumerate((fragment[:length], reversed_strand(fragment)[:length + draw.choice((0, 0, 1, 7))])):
            read = changed(draw, read, draw.choice((0, 0, 1, 4)), "s")
            levels = draw.choice(((38,), (2, 38), (10, 20, 30), range(42)))
            texts[text] += f"@r{i} {text + 1}\n{read}\n+\n{''.join(chr(33 + draw.choice(levels)) for _ in read)}\n"
    forward, reverse = case.write("1.fastq", texts[0]), case.write("2.fastq", texts[1])
    case.ours, case.theirs = ["merge", forward, reverse], ["--fastq_mergepairs", forward, "--reverse", reverse]
    for kind in ("fastqout", "fastqout_notmerged_fwd", "fastqout_notmerged_rev", "eetabbedout"):
        case.output(kind)
    for name, value in (one for one in (draw.choice(choice) for choice in (
            ((), ("maxdiffs", 2)), ((), ("minovlen", 5), ("minovlen", 20)), ((), ("maxdiffpct", 5)), ((), ("truncqual", 5)), ((), ("maxee", 1)), ((), ("minlen", 10)),
            ((), ("maxns", 0)), ((), ("minmergelen", 100), ("maxmergelen", 200)))) if one):
        case.ours += [f"--{name}", str(value)]
        case.theirs += [f"--fastq_{name}", str(value)]
    if draw.random() < 0.5:
        case.ours.append("--allowmergestagger")
        case.theirs.append("--fastq_allowmergestagger")


def search(case):
    made = sequences(case.draw)
    cut = case.draw.randint(0, len(made))
    database, queries = made[:cut], [changed(case.draw, one, case.draw.choice((0, 0, 1, 3))) for one in (made if case.draw.random() < 0.5 else made[cut:])]
    database, queries = case.write("db.fasta", fasta(case.draw, database)), case.write("q.fasta", fasta(case.draw, queries[:300]))
    exact = case.draw.random() < 0.15
    case.ours = ["search", queries, "--db", database, *(("--exact",) if exact else ())]
    case.theirs = ["--search_exact" if exact else "--usearch_global", queries, "--db", database]
    case.output("uc", "blast6out", "userout", "matched", "notmatched", "dbmatched", "dbnotmatched", *(() if exact else ("samout",)))
    case.options(((("--userfields", "query+target+id+aln+qrow+trow+qilo+qihi+tilo+tihi+gaps+pv+id0+id1+id3"),)), STRANDS, SIZES, MASKS, ((), ("--dbmask", "none")),
                 ((), ("--output_no_hits",)), ((), ("--top_hits_only",), ("--maxhits", 2)), ((), ("--uc_allhits",)), ((), ("--minseqlength", 1)))
    if not exact:
        case.options(threshold(case.draw), ((), ("--maxaccepts", 3), ("--maxaccepts", 0, "--maxrejects", 0), ("--maxrejects", 2)), ((), (), ("--iddef", 0), ("--iddef", 1), ("--iddef", 3)),
                     ((), (), ("--wordlength", 4), ("--minwordmatches", 2)), ((), (), ("--self",), ("--selfid",), ("--maxdiffs", 3), ("--query_cov", 0.9)))


def search_genes(case):
    """Pieces of relatives inside of much longer targets, or over an end of them, with runs of ambiguous letters; few differences and many."""
    draw = case.draw
    root = word(draw, draw.choice((300, 600, 1500)))
    genes, pieces = [], []
    for _ in range(draw.randint(2, 15)):
        gene = changed(draw, draw.choice((root, word(draw, len(root)))), draw.choice((0, 5, 40, 150)))
        for _ in range(draw.choice((0, 0, 1, 3))):
            at = draw.randrange(len(gene))
            gene = gene[:at] + draw.choice(("N", "R", "YK", "NNNNNNN")) + gene[at + draw.choice((0, 1, 2)):]
        genes.append(gene[draw.choice((0, 0, 100)):])
    for _ in range(draw.randint(2, 20)):
        gene = draw.choice(genes)
        begin = draw.randrange(max(1, len(gene) - 60))
        piece = gene[begin:begin + draw.choice((60, 150, 250, 430))]
        piece = draw.choice(("", "", word(draw, 30))) + changed(draw, piece, draw.choice((0, 1, 4, 12, 13, 14, 40))) + draw.choice(("", "", word(draw, 30)))
        if draw.random() < 0.2:  # a long gap
            at = draw.randrange(len(piece))
            piece = piece[:at] + draw.choice(("", word(draw, 40))) + piece[at + draw.randint(0, 40):]
        pieces.append(draw.choice((piece, piece, piece.lower(), reversed_strand(piece), piece[:50] + piece[50:90].lower() + piece[90:])))
    if draw.random() < 0.2:
        genes, pieces = pieces, genes
    database, queries = case.write("db.fasta", fasta(draw, genes)), case.write("q.fasta", fasta(draw, pieces))
    case.ours, case.theirs = ["search", queries, "--db", database], ["--usearch_global", queries, "--db", database]
    case.output("uc", "userout", "samout")
    case.options(((("--userfields", "query+target+id+aln+qrow+trow+qilo+qihi+tilo+tihi+gaps+pv+id0+id1+id3"),)), STRANDS, MASKS, ((), ("--dbmask", "none")),
                 (("--id", 0.97), ("--id", 0.97), ("--id", 0.99), ("--id", 0.95), ("--id", 0.9), ("--id", 0.6)),
                 ((), ("--maxaccepts", 3), ("--maxaccepts", 0, "--maxrejects", 0)), ((), (), ("--iddef", 1), ("--iddef", 3)), ((), (), ("--wordlength", 7), ("--minwordmatches", 2)))


def orient(case):
    made = sequences(case.draw)
    cut = case.draw.randint(0, len(made))
    database, queries = case.write("db.fasta", fasta(case.draw, made[:cut])), case.write("q.fasta", fasta(case.draw, made))
    case.ours, case.theirs = ["orient", queries, "--db", database], ["--orient", queries, "--db", database]
    case.output("fastaout", "notmatched", "tabbedout")
    case.options(SIZES, MASKS, ((), ("--dbmask", "none")), (("--wordlength", 5), ("--wordlength", 8)))


STAGES = {"derep": derep, "sort": sort, "subsample": subsample, "cluster": cluster, "chimera": chimera, "filter": filtering, "merge": merge, "search": search, "search_genes": search_genes, "orient": orient,
          "cluster_otherwise": cluster_otherwise, "chimera_by_reference": chimera_by_reference, "filter_pairs": filtering_pairs, "rereplicate": rereplicate}
