# SPDX-License-Identifier: BSD-3-Clause
"""What a person meets at the command line: help, version, exit codes, messages."""
import re
import subprocess
import unittest

from ampstream_testing import PROGRAM, TestInFolder, ampstream

COMMANDS = ["run", "merge", "trim", "filter", "derep", "cluster", "chimera", "train", "classify", "table", "simulate", "sort", "rereplicate", "search", "eestats", "orient", "subsample", "sintax"]


class CommandLine(TestInFolder):
    def test_help_lists_every_command(self):
        text = ampstream("--help").stdout.decode()
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^ +{command} ")

    def test_every_command_has_help_with_threads(self):
        for command in COMMANDS:
            text = ampstream(command, "--help").stdout.decode()
            self.assertIn("--threads", text, command)

    def test_version(self):
        self.assertRegex(ampstream("--version").stdout.decode(), r"^\d+\.\d+\.\d+\n$")

    def test_the_man_page_names_every_command_and_option(self):
        page = ampstream("--man-page").stdout.decode()
        for command in COMMANDS:
            self.assertIn(f".SS {command}\n", page)
            for option in re.findall(r"(?m)^ +--([a-z_0-9-]+)", ampstream(command, "--help").stdout.decode()):
                if option not in ("help", "help-all", "threads"):
                    self.assertTrue(option.replace("-", "\\-") in page, (command, option))

            self.assertNotIn("NUMBER:", ampstream(command, "--help").stdout.decode())

    def test_the_man_page_names_second_names_defaults_and_environment(self):
        page = ampstream("--man-page").stdout.decode()
        self.assertIn(".B \\-\\-filter\\-maxee, \\-\\-maxee\n", page)
        self.assertIn(" Default: unset bases.", page)
        for name in ("AMPSTREAM_DATA", "AMPSTREAM_SIMD", "SLURM_CPUS_PER_TASK", "OMP_NUM_THREADS"):
            self.assertIn(name, page)

    def test_help_says_which_limits_are_not_set(self):
        text = ampstream("merge", "--help").stdout.decode()
        self.assertRegex(text, r"--maxlen bases=unset ")
        self.assertRegex(ampstream("run", "--help").stdout.decode(), r"--out FOLDER REQUIRED")

    def test_help_that_cannot_be_written_is_a_failed_resource(self):
        for words in (["--help"], ["merge", "--help"], ["--man-page"], ["--version"]):
            with open("/dev/full", "w") as full:
                done = subprocess.run([PROGRAM, *words], stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 3, words)
            self.assertIn(b"standard output", done.stderr)

    def test_no_command_is_a_wrong_command(self):
        self.assertIn(b"run", ampstream(code=2).stderr)

    def test_an_unknown_option_is_a_wrong_command_and_says_where_help_is(self):
        message = ampstream("merge", "a", "b", "--nonsense", "1", code=2).stderr.decode()
        self.assertIn("--nonsense", message)
        self.assertIn("ampstream merge --help", message)

    def test_an_unknown_option_is_named_before_what_is_missing(self):
        self.assertIn("--outt", ampstream("run", "x", "--outt", "y", code=2).stderr.decode())

    def test_what_is_on_is_switched_off_by_its_negative_name(self):
        text = ampstream("run", "--help").stdout.decode()
        self.assertRegex(text, r"(?m)^ +--no-trim ")
        self.assertNotIn("{false}", text)

    def test_a_value_out_of_range_names_option_value_and_range(self):
        message = ampstream("cluster", "x.fasta", "--id", "97", code=2).stderr.decode()
        self.assertRegex(message, r"--id is 97; it takes a value from 0 to 1")

    def test_a_missing_file_is_a_failed_resource_and_is_named(self):
        message = ampstream("filter", self.folder / "absent.fastq", "--fastqout", "-", code=3).stderr.decode()
        self.assertIn("absent.fastq", message)
        self.assertIn("No such file", message)

    def test_a_full_disk_is_a_failed_resource(self):
        reads = self.write("a.fastq", "@r\nACGT\n+\nIIII\n" * 1000)
        message = ampstream("filter", reads, "--fastqout", "/dev/full", code=3).stderr.decode()
        self.assertIn("/dev/full", message)


if __name__ == "__main__":
    unittest.main()
