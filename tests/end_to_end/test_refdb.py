# SPDX-License-Identifier: BSD-3-Clause
"""The default reference: its recipe, its size, its checksums, its licence."""
import gzip
import hashlib
import json
import pathlib
import sys
import unittest

from ampstream_testing import REPOSITORY, TestInFolder, ampstream

REFDB = REPOSITORY / "refdb"
RECORD = json.loads((REFDB / "reference.json").read_text())
SOURCE = pathlib.Path(RECORD["source"]["file"])
sys.path.insert(0, str(REFDB))
import make_default  # noqa: E402  the recipe


class DefaultReference(TestInFolder):
    def test_it_is_at_most_two_megabytes_and_has_the_recorded_checksums(self):
        data = (REFDB / "reference.fasta.gz").read_bytes()
        self.assertLessEqual(len(data), 2_000_000)
        self.assertEqual(hashlib.sha256(data).hexdigest(), RECORD["sha256"])
        self.assertEqual(hashlib.sha256(gzip.decompress(data)).hexdigest(), RECORD["text_sha256"])

    @unittest.skipUnless(SOURCE.exists(), "SKIPPED: microbiomeutil-data is not installed; the recipe was not run")
    def test_the_recipe_makes_the_same_text_from_debians_package(self):
        self.assertEqual(hashlib.sha256(SOURCE.read_bytes()).hexdigest(), RECORD["source"]["sha256"])
        text = gzip.decompress(make_default.reference_bytes(SOURCE))
        self.assertEqual(hashlib.sha256(text).hexdigest(), RECORD["text_sha256"])

    def test_it_is_used_when_no_reference_is_named(self):
        record = gzip.decompress((REFDB / "reference.fasta.gz").read_bytes()).decode().split("\n")
        query = self.write("q.fasta", f">q\n{record[1][300:760]}\n")
        row = ampstream("classify", query).stdout.decode().splitlines()[1].split("\t")
        self.assertEqual(row[0], "q")
        self.assertEqual(row[1], record[0].split("\t")[1].split("; ")[0])


if __name__ == "__main__":
    unittest.main()
