# SPDX-License-Identifier: BSD-3-Clause
"""The README is true: the commands it shows work one after the other, on files made for them."""
import gzip
import pathlib
import re
import shlex
import unittest

from ampstream_testing import REPOSITORY, TestInFolder, ampstream, read_text


def block_below(heading):
    """The commands of the first block below a heading."""
    text = read_text(REPOSITORY / "README.md")
    block = re.search(r"```sh\n(.*?)```", text[text.index(heading):], re.S).group(1)
    return [shlex.split(line, comments=True) for line in block.splitlines() if line.startswith("ampstream ")]


class Readme(TestInFolder):
    def put_inputs(self):
        ampstream("simulate", "--out", self.folder / "run", "--samples", 1, "--pairs", 600)
        for mate in ("R1", "R2"):
            found = next((self.folder / "run").rglob(f"*_{mate}_001.fastq.gz"))
            self.write(f"{mate}.fastq.gz", gzip.decompress(found.read_bytes()).decode())
        reference = read_text(REPOSITORY / "refdb" / "reference.fasta.gz")
        self.write("reference.fasta", reference)
        genus = re.compile(r"^>(\S+)\t.*; ([^;\n]+)$", re.M)
        self.write("species.fasta", genus.sub(r">\1 \2 albus", reference[:reference.rindex("\n>") + 1]))

    def test_every_stage_is_a_command(self):
        self.put_inputs()
        commands = block_below("## Every stage is a command")
        self.assertGreaterEqual(len(commands), 11)
        for words in commands:
            ampstream(*["50" if word == "20000" else word for word in words[1:]], cwd=self.folder)  # fewer pairs
        table = read_text(self.folder / "otu_table.tsv").splitlines()
        self.assertEqual(table[0], "#OTU ID\tS1\ttaxonomy")
        self.assertGreater(len(table), 10)
        self.assertIn("albus", read_text(self.folder / "species.tsv"))
        self.assertTrue(pathlib.Path(self.folder / "run_folder" / "RunInfo.xml").exists())


if __name__ == "__main__":
    unittest.main()
