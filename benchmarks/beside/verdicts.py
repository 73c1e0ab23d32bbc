# SPDX-License-Identifier: BSD-3-Clause
"""Are the outputs of both sides equal? Verdicts that say DIFFERENT make the comparison fail."""


def same_bytes(*pairs):
    """A verdict: are the files of each pair equal?"""
    def verdict():
        different = [ours.name for ours, theirs in pairs if ours.read_bytes() != theirs.read_bytes()]
        return "DIFFERENT: " + ", ".join(different) if different else "same bytes"
    return verdict


def same_rows(*pairs):
    """The same for peers whose rows come in the order in which threads finish."""
    def verdict():
        different = [ours.name for ours, theirs in pairs
                     if sorted(ours.read_bytes().splitlines()) != sorted(theirs.read_bytes().splitlines())]
        return "DIFFERENT: " + ", ".join(different) if different else "same rows"
    return verdict


def fasta_records(path):
    records = []
    for line in path.read_text().splitlines():
        if line.startswith(">"):
            records.append([line[1:], ""])
        else:
            records[-1][1] += line
    return records


def table_total(path):
    """Reads in a table of OTUs by samples."""
    total = 0
    for line in path.read_text().splitlines():
        if not line.startswith("#"):
            total += sum(int(cell) for cell in line.split("\t")[1:] if cell.isdigit())
    return total


def same_otus(ours, theirs, our_table, their_table):
    """The OTUs must be the same. The tables are not: ours counts the members of clusters, the peers' what maps to an OTU, rare uniques
    included; their totals are told."""
    def verdict():
        sequences = [{sequence.upper() for _, sequence in fasta_records(path)} for path in (ours, theirs)]
        if sequences[0] != sequences[1]:
            return f"DIFFERENT: {len(sequences[0])} OTUs, peers {len(sequences[1])}, {len(sequences[0] & sequences[1])} in both"
        return f"same {len(sequences[0])} OTUs; reads in the table: {table_total(our_table)}, peers (rare uniques mapped) {table_total(their_table)}"
    return verdict


def same_genera(ours, theirs):
    """Share of queries with the same genus; RDP's bootstrap is partly unseeded, so ties may differ."""
    def verdict():
        called = {}
        for line in ours.read_text().splitlines():
            row = line.split("\t")
            called[row[0].split(";")[0]] = row
        queries = same = 0
        for line in theirs.read_text().splitlines():
            fields = line.split("\t")
            queries += 1
            genus = fields[fields.index("genus") - 1].strip('"') if "genus" in fields else ""
            same += genus in called.get(fields[0].split(";")[0], ())
        return f"same genus {same} of {queries}"
    return verdict
