# SPDX-License-Identifier: BSD-3-Clause
"""Every command beside everything that goes wrong in practice: the error names the file, the exit code is the right one, and no
file is left that looks like a result."""
import contextlib
import gzip
import os
import pathlib
import resource
import signal
import subprocess
import time
import unittest

from ampstream_testing import PROGRAM, TestInFolder, ampstream, fastq

BASES = "ACGTTGCAAGGCTTACCGATGTCAGTCCATGATCGGATTACGCTAGGTCAACTTGGCATCAGTTACGGCTAATCGTAGCCTTAGGACTTCAGACGGTACTTGACCGATA"
TURNED = BASES[::-1].translate(str.maketrans("ACGT", "TGCA"))
LINEAGE = "Bacteria;Firmicutes;Bacilli;Lactobacillales;Lactobacillaceae;"
COUNT = 300


def reads(sequence, mate):
    return fastq((f"r{i}:1 {mate}:N:0:1", sequence, "I" * len(sequence)) for i in range(COUNT))


def variants():
    for i in range(COUNT):
        place = 1 + i % (len(BASES) - 2)
        yield i, BASES[:place] + "ACGT"["ACGT".index(BASES[place]) - 1 - i // len(BASES)] + BASES[place + 1:]


#: Text of each kind of input.
TEXTS = {
    "R1": reads(BASES, 1),
    "R2": reads(TURNED, 2),
    "fasta": "".join(f">u{i};size={COUNT - i}\n{sequence}\n" for i, sequence in variants()),
    "lineages": "".join(f">s{i}\tRoot;{LINEAGE}Genus{i % 3}\n{sequence}\n" for i, sequence in variants()),
    "sintax": "".join(f">s{i};tax=d:Bacteria,p:Firmicutes,g:Genus{i % 3};\n{sequence}\n" for i, sequence in variants()),
    "species": "".join(f">s{i} Genus{i % 3} alba\n{sequence}\n" for i, sequence in variants()),
    "calls": "id\tdomain\tdomain_confidence\tgenus\tgenus_confidence\tlineage\tstrand\tstatus\n"
             + "".join(f"u{i}\tBacteria\t1.00\tGenus{i % 3}\t1.00\tBacteria;Genus{i % 3}\t+\tok\n" for i in range(COUNT)),
    "uc": "".join(f"{kind}\t{i}\t{number}\t*\t*\t*\t*\t*\tA.u{i};size=2\t*\n"
                  for kind, number in (("S", len(BASES)), ("C", 2)) for i in range(COUNT)),
}

#: Words of each command; {KIND} is an input, [NAME] an output.
COMMANDS = {
    "merge": "{R1} {R2} --fastqout [out]",
    "eestats": "{R1} --output [out]",
    "filter": "{R1} --fastqout [out]",
    "filter pairs": "{R1} {R2} --fastqout [out] --fastqout_rev [out2]",
    "orient": "{fasta} --db {lineages} --fastaout [out]",
    "derep": "{fasta} --output [out] --uc [out2]",
    "sort": "{fasta} --output [out]",
    "rereplicate": "{fasta} --output [out]",
    "subsample": "{fasta} --sample_size 10 --fastaout [out]",
    "cluster": "{fasta} --centroids [out] --uc [out2]",
    "chimera": "{fasta} --nonchimeras [out] --uchimeout [out2]",
    "chimera db": "{fasta} --db {lineages} --nonchimeras [out]",
    "search": "{fasta} --db {lineages} --uc [out]",
    "trim": "{R1} --primers v4 --keep-untrimmed --fastqout [out]",
    "trim pairs": "{R1} {R2} --primers v4 --keep-untrimmed --fastqout [out] --fastqout2 [out2]",
    "train": "{lineages} --out [out]",
    "classify": "{fasta} --reference {lineages} --out [out]",
    "sintax": "{fasta} --db {sintax} --tabbedout [out]",
    "species": "{fasta} --reference {species} --taxonomy {calls} --out [out]",
    "table": "{uc} --otutabout [out] --biomout [out2]",
}
FASTQ_ONLY = {"R1", "R2"}


class Hostile(TestInFolder):
    def setUp(self):
        super().setUp()
        self.inputs = self.folder / "in"
        self.results = self.folder / "results"
        self.inputs.mkdir()
        self.results.mkdir()

    def put(self, kind, content, suffix=""):
        path = self.inputs / (kind + suffix)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def words(self, command, outputs=None, **replaced):
        """The command with sound inputs, but for the `replaced` ones."""
        words = [command.split()[0]]
        for word in COMMANDS[command].split():
            if word.startswith("{"):
                kind = word[1:-1]
                words.append(replaced[kind] if kind in replaced else self.put(kind, TEXTS[kind]))
            elif word.startswith("["):
                words.append((outputs or {}).get(word[1:-1], self.results / word[1:-1]))
            else:
                words.append(word)
        return words

    def kinds(self, command):
        return [word[1:-1] for word in COMMANDS[command].split() if word.startswith("{")]

    def each_input(self):
        for command in COMMANDS:
            for kind in self.kinds(command):
                yield command, kind

    def left(self):
        return sorted(path.name for path in self.results.iterdir())

    def refused(self, words, code, *expected):
        done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
        message = done.stderr.decode(errors="replace")
        self.assertEqual(done.returncode, code, f"{words}\n{message}")
        for one in expected:
            self.assertIn(one, message, words)
        self.assertEqual(self.left(), [], words)
        return message


class Inputs(Hostile):
    def test_every_command_does_its_work_on_sound_inputs(self):
        for command in COMMANDS:
            with self.subTest(command):
                ampstream(*self.words(command))
                for name in self.left():
                    self.assertFalse(name.startswith("."), name)
                    (self.results / name).unlink()

    def test_compressed_and_windows_line_ends_give_the_same_results(self):
        for command, kind in self.each_input():
            if command == "train":  # a model has the checksum of what it was trained from
                continue
            with self.subTest(command=command, kind=kind):
                ampstream(*self.words(command))
                sound = {name: (self.results / name).read_bytes() for name in self.left()}
                for text in (gzip.compress(TEXTS[kind].encode()), TEXTS[kind].replace("\n", "\r\n"), TEXTS[kind][:-1]):
                    ampstream(*self.words(command, **{kind: self.put(kind, text, ".gz" if isinstance(text, bytes) else "")}))
                    self.assertEqual({name: (self.results / name).read_bytes() for name in self.left()}, sound)

    def test_truncated_and_damaged_compression_is_an_error_that_names_the_file(self):
        for command, kind in self.each_input():
            whole = gzip.compress(TEXTS[kind].encode())
            for damage, content in (("cut", whole[:len(whole) // 2]), ("cut trailer", whole[:-4]),
                                    ("checksum", whole[:-8] + bytes([whole[-8] ^ 1]) + whole[-7:]), ("junk behind", whole + b"\x1f\x8bxx")):
                with self.subTest(command=command, kind=kind, damage=damage):
                    path = self.put(kind, content, ".broken.gz")
                    self.refused(self.words(command, **{kind: path}), 1, path.name)

    def test_absent_files_and_folders_are_errors_that_name_them(self):
        for command, kind in self.each_input():
            for path, code in ((self.folder / "absent file", 3), (self.folder, None)):
                with self.subTest(command=command, kind=kind, path=path):
                    done = subprocess.run([PROGRAM, *map(str, self.words(command, **{kind: path}))], capture_output=True, timeout=60)
                    self.assertIn(done.returncode, (code,) if code else (1, 3), done.stderr)
                    self.assertIn(str(path), done.stderr.decode())
                    self.assertEqual(self.left(), [])

    @unittest.skipIf(os.geteuid() == 0, "SKIPPED: root may read everything; unreadable files were not tried")
    def test_unreadable_files_are_errors_that_name_them(self):
        for command, kind in self.each_input():
            with self.subTest(command=command, kind=kind):
                path = self.put(kind, TEXTS[kind], ".secret")
                path.chmod(0)
                self.refused(self.words(command, **{kind: path}), 3, path.name, "Permission denied")
                path.chmod(0o600)
                path.unlink()

    def test_what_is_no_sequence_file_is_an_error_that_names_file_and_place(self):
        for command, kind in self.each_input():
            for what, content in (("text", "This is no file of sequences.\n"), ("binary", bytes(range(256)) * 16)):
                with self.subTest(command=command, kind=kind, what=what):
                    path = self.put(kind, content, ".wrong")
                    message = self.refused(self.words(command, **{kind: path}), 1, path.name)
                    self.assertRegex(message, r"line \d+|record \d+|column|header")

    def test_a_record_cut_or_spoiled_is_an_error_with_its_number(self):
        for command, kind in self.each_input():
            if kind in ("calls", "uc"):
                continue
            text = TEXTS[kind]
            spoilt = {"letter": text.replace(BASES[-20:], BASES[-20:-1] + "!") if kind != "R2" else text.replace(TURNED[-20:], TURNED[-20:-1] + "!")}
            if kind in FASTQ_ONLY:
                spoilt["cut"] = text[:-40]
                spoilt["lengths"] = text[:-2] + "\n"
                spoilt["score"] = text[:-2] + "\x1f\n"
            for damage, content in spoilt.items():
                with self.subTest(command=command, kind=kind, damage=damage):
                    path = self.put(kind, content, ".spoilt")
                    self.assertRegex(self.refused(self.words(command, **{kind: path}), 1, path.name), r"record \d+")

    def test_mates_out_of_step_are_an_error_with_both_files(self):
        lines = TEXTS["R2"].splitlines(keepends=True)
        for command in ("merge", "filter pairs", "trim pairs"):
            for what, text in (("one less", "".join(lines[:-4])), ("one missing inside", "".join(lines[:400] + lines[404:]))):
                with self.subTest(command=command, what=what):
                    path = self.put("R2", text, ".step")
                    self.refused(self.words(command, R2=path), 1, path.name, "R1", "record")

    def test_an_empty_input_is_an_empty_result_or_a_clear_error(self):
        for command, kind in self.each_input():
            with self.subTest(command=command, kind=kind):
                path = self.put(kind, "", ".empty")
                done = subprocess.run([PROGRAM, *map(str, self.words(command, **{kind: path}))], capture_output=True, timeout=60)
                if command == "subsample":
                    self.assertEqual(done.returncode, 2)
                    self.assertIn("there are only 0 reads", done.stderr.decode())
                elif done.returncode != 0:
                    self.assertEqual(done.returncode, 1, done.stderr)
                    self.assertIn(path.name, done.stderr.decode())
                if done.returncode != 0:
                    self.assertEqual(self.left(), [])
                for name in self.left():
                    (self.results / name).unlink()

    def test_names_with_blanks_and_bytes_that_are_no_text_are_names(self):
        for command in COMMANDS:
            with self.subTest(command):
                odd = pathlib.Path(os.fsdecode(os.fsencode(self.results) + b"/a b\xff;'"))
                odd.mkdir(exist_ok=True)
                replaced = {}
                for kind in self.kinds(command):
                    replaced[kind] = odd / kind
                    replaced[kind].write_text(TEXTS[kind])
                done = subprocess.run([PROGRAM, *map(os.fsencode, map(str, self.words(command, {"out": odd / "out"}, **replaced)))],
                                      capture_output=True, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertTrue((odd / "out").exists())


class Outputs(Hostile):
    def test_an_output_that_is_read_is_refused_and_the_input_survives(self):
        for command, kind in self.each_input():
            with self.subTest(command=command, kind=kind):
                path = self.put(kind, TEXTS[kind])
                link = self.folder / "link"
                link.unlink(missing_ok=True)
                link.symlink_to(path)
                for name in (path, link, self.inputs / ".." / "in" / kind):
                    self.refused(self.words(command, {"out": name}, **{kind: path}), 2, "also read")
                    self.assertEqual(path.read_text(), TEXTS[kind])

    def test_one_file_for_two_outputs_is_refused(self):
        for command in COMMANDS:
            if "[out2]" in COMMANDS[command]:
                with self.subTest(command):
                    self.refused(self.words(command, {"out2": self.results / "out"}), 2, "both write")
                    with contextlib.chdir(self.results):
                        self.refused(self.words(command, {"out": "bare", "out2": "./bare"}), 2, "both write")
                    self.refused(self.words(command, {"out": "-", "out2": "-"}), 2, "both write to standard output")
                    ampstream(*self.words(command, {"out": "/dev/null", "out2": "/dev/null"}))

    def test_folders_absent_folders_and_full_disks_are_failed_resources(self):
        for command in COMMANDS:
            for name in (self.folder / "absent" / "out", self.folder, "/dev/full"):
                with self.subTest(command=command, name=name):
                    self.refused(self.words(command, {"out": name}), 3, str(name))

    def test_a_full_disk_leaves_no_file(self):
        def limited():
            resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        for command in COMMANDS:
            with self.subTest(command):
                done = subprocess.run([PROGRAM, *map(str, self.words(command))], capture_output=True, preexec_fn=limited, timeout=60)
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertIn("results/out", done.stderr.decode())
                self.assertEqual(self.left(), [])

    def test_a_failed_command_keeps_the_result_of_an_earlier_one(self):
        for command in COMMANDS:
            with self.subTest(command):
                (self.results / "out").write_text("earlier")
                kind = self.kinds(command)[0]
                path = self.put(kind, gzip.compress(TEXTS[kind].encode())[:-4], ".broken.gz")
                ampstream(*self.words(command, **{kind: path}), code=1)
                self.assertEqual(self.left(), ["out"])
                self.assertEqual((self.results / "out").read_text(), "earlier")
                (self.results / "out").unlink()

    def test_a_closed_pipe_is_a_failed_resource_not_a_silent_death(self):
        for command in COMMANDS:
            if command == "train":
                continue
            with self.subTest(command):
                reading, writing = os.pipe()
                os.close(reading)
                done = subprocess.run([PROGRAM, *map(str, self.words(command, {"out": "-"}))], stdout=writing, stderr=subprocess.PIPE, timeout=60)
                os.close(writing)
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertIn("standard output", done.stderr.decode())
                for name in self.left():
                    self.fail(f"{name} looks finished")

    def test_standard_input_and_output_stand_for_files(self):
        for command in COMMANDS:
            kind = self.kinds(command)[0]
            if command in ("train", "merge", "filter pairs", "trim pairs"):
                continue
            with self.subTest(command):
                ampstream(*self.words(command))
                expected = (self.results / "out").read_bytes()
                done = ampstream(*self.words(command, {"out": "-"}, **{kind: "-"}), stdin=TEXTS[kind].encode())
                self.assertEqual(done.stdout, expected)
                for name in self.left():
                    (self.results / name).unlink()


class Interrupting(Hostile):
    def test_ctrl_c_that_also_ends_the_pipe_is_no_end_of_the_reads(self):
        """A terminal interrupts the whole pipeline: what `zcat | ampstream` has read by then is not all there was."""
        for command, kind in self.each_input():
            if command == "refdb":
                continue
            with self.subTest(command=command, kind=kind):
                words = list(map(str, self.words(command, **{kind: "/dev/stdin" if kind == "R2" else "-"})))
                started = subprocess.Popen([PROGRAM, *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                try:
                    started.stdin.write(TEXTS[kind].encode())
                    started.stdin.flush()
                    time.sleep(0.3)
                    started.send_signal(signal.SIGINT)
                    time.sleep(0.1)
                    message = started.communicate(timeout=30)[1].decode()
                finally:
                    started.kill()
                self.assertEqual((started.returncode, self.left()), (130, []), message)


class Surroundings(Hostile):
    def test_a_folder_that_cannot_be_written_and_no_tmpdir_are_no_hindrance(self):
        environment = {name: value for name, value in os.environ.items() if name not in ("TMPDIR", "HOME")}
        for command in COMMANDS:
            with self.subTest(command):
                words = list(map(str, self.words(command)))
                done = subprocess.run([PROGRAM, *words], capture_output=True, cwd="/proc", env=environment, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
