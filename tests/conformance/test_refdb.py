# SPDX-License-Identifier: BSD-3-Clause
"""The regions that `ampstream refdb` cuts, beside cutadapt."""
import unittest

from ampstream_testing import SHARED, TestInFolder, ampstream, needs_program, needs_shared, peer
from classify_testing import read_fasta

FORWARD, REVERSE = "CCTACGGGNGGCWGCAG", "GACTACHVGGGTATCTAATCC"  # 341F, 805R
TURNED = "GGATTAGATACCCBDGTAGTC"
SETS = {"R": "AG", "Y": "CT", "S": "GC", "W": "AT", "K": "GT", "M": "AC", "B": "CGT", "D": "AGT", "H": "ACT", "V": "ACG", "N": "ACGT"}
SILVA = SHARED / "data/reference/silva138_like_nr99.silva.fasta.gz"


def mismatches(primer, site):
    return sum(base not in SETS.get(letter, letter) for letter, base in zip(primer, site)) if len(site) == len(primer) else 99


def errors_around(gene, region):
    """Mismatches of both primers beside a region of the gene."""
    begin = gene.index(region)
    end = begin + len(region)
    return mismatches(FORWARD, gene[begin - len(FORWARD):begin]) + mismatches(TURNED, gene[end:end + len(TURNED)])


class Regions(TestInFolder):
    @needs_program("cutadapt")
    @needs_shared("data/reference/silva138_like_nr99.silva.fasta.gz")
    def test_regions_are_cutadapts_or_lie_between_better_matching_primers(self):
        genes = {header.split()[0]: gene.upper() for header, gene in read_fasta(SILVA)}
        plain = self.write("genes.fasta", "".join(f">{name}\n{gene}\n" for name, gene in genes.items()))
        peer("cutadapt", "-g", f"{FORWARD};o={len(FORWARD)}...{TURNED};o={len(TURNED)}", "-e", "0.1", "--no-indels", "--discard-untrimmed", "-o",
             self.folder / "theirs.fasta", plain)
        ampstream("refdb", "silva", SILVA, "--taxonomy", SILVA.with_name("tax_slv_ssu_138.1.txt.gz"), "--out", self.folder / "out", "--primers",
                  "v3v4", "--error-rate", 0.1, "--max-ambiguous", 10000, "--min-length", 1, "--min-region", 1, "--keep-identical")
        theirs = dict(read_fasta(self.folder / "theirs.fasta"))
        ours = {header.split("\t")[0]: region for header, region in read_fasta(self.folder / "out" / "reference.fasta.gz")}
        self.assertEqual(ours.keys(), theirs.keys())
        others = [name for name in ours if ours[name] != theirs[name]]
        self.assertLess(len(others), len(ours) / 1000)
        for name in others:
            self.assertLess(errors_around(genes[name], ours[name]), errors_around(genes[name], theirs[name]), name)


if __name__ == "__main__":
    unittest.main()
