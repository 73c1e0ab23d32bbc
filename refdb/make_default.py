#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Makes the default reference from microbiomeutil's gold set: refdb/make_default.py [SOURCE] [TARGET]

SOURCE is rRNA16S.gold.fasta of Debian's package microbiomeutil-data (plain or gzip), TARGET the FASTA to write, gzip. Every sequence
is kept, in the order of the source, in upper case on one line; the header is the id and the lineage (domain to genus), which is the
last tab-separated field of the source's header. The same source gives the same bytes.
"""
import gzip
import pathlib
import sys

SOURCE = "/usr/share/microbiomeutil-data/RESOURCES/rRNA16S.gold.fasta"
TARGET = pathlib.Path(__file__).resolve().parent / "reference.fasta.gz"
RANKS = 6


def records(path):
    """(id, lineage, sequence) of each record; ends with a message for a header without six ranks."""
    opened = gzip.open(path, "rt") if str(path).endswith(".gz") else open(path, encoding="ascii")
    with opened as file:
        for number, record in enumerate(("\n" + file.read()).split("\n>")[1:], 1):
            header, *lines = record.split("\n")
            fields = header.split("\t")
            ranks = [name.strip() for name in fields[-1].split(";")]
            if len(ranks) != RANKS or not all(ranks):
                sys.exit(f"{path}: record {number} ({header}): expected a lineage of {RANKS} ranks in the last tab field")
            yield header.split()[0], "; ".join(ranks), "".join(lines).upper()


def reference_bytes(source):
    """The reference as gzip without name and time."""
    text = "".join(f">{name}\t{lineage}\n{sequence}\n" for name, lineage, sequence in records(source))
    return gzip.compress(text.encode("ascii"), compresslevel=9, mtime=0)


if __name__ == "__main__":
    source, target = [*sys.argv[1:3], *[SOURCE, TARGET][len(sys.argv[1:3]):]]
    pathlib.Path(target).write_bytes(reference_bytes(source))
