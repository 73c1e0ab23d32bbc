# SPDX-License-Identifier: BSD-3-Clause
"""Cases the fuzzer found, mended since: tests/fuzz/cases/NAME holds the input and case.json, the words for both programs and their outputs."""
import json
import shutil

from ampstream_testing import REPOSITORY, TestInFolder, ampstream, needs_program, peer

CASES = REPOSITORY / "tests/fuzz/cases"


@needs_program("vsearch")
class FuzzCases(TestInFolder):
    def test_cases_that_were_different_once_are_the_same_bytes(self):
        folders = sorted(path.parent for path in CASES.glob("*/case.json"))
        self.assertGreater(len(folders), 0)
        for case in folders:
            words = json.loads((case / "case.json").read_text(encoding="utf-8"))
            work = self.folder / case.name
            shutil.copytree(case, work)
            peer("vsearch", *words["theirs"], "--threads", 1, "--quiet", cwd=work)
            for threads in (1, 2):
                ampstream(*words["ours"], "--threads", threads, cwd=work)
                for name in words["outputs"]:
                    with self.subTest(case=case.name, file=name, threads=threads):
                        self.assertEqual((work / f"ours.{name}").read_text(encoding="utf-8"), (work / f"theirs.{name}").read_text(encoding="utf-8"))
