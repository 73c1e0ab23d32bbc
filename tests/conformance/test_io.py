# SPDX-License-Identifier: BSD-3-Clause
"""Reading and writing through the program: what is accepted and refused beside gzip and vsearch, what the user sees, how
much memory it takes."""
import gzip
import os
import random
import subprocess
import unittest

from ampstream_testing import PROGRAM, TestInFolder, ampstream, fastq, needs_program

FASTQ = fastq([("a x", "ACGTACGT", "IIIIIIII"), ("b", "acgun", "!~@+#"), ("c", "RYSWKM", "IIIIII")])


def vsearch_reads(path):
    """FASTQ text as vsearch passes it on, or None if it refuses it or warns."""
    done = subprocess.run(["vsearch", "--fastq_filter", str(path), "--fastqout", "-", "--quiet", "--fastq_qmax", "93"],
                          capture_output=True)
    return done.stdout if done.returncode == 0 and b"WARNING" not in done.stderr else None


def our_reads(path, threads=1):
    """FASTQ text as ampstream passes it on, or None with exit code 1."""
    done = subprocess.run([PROGRAM, "filter", str(path), "--fastqout", "-", "--threads", str(threads)], capture_output=True)
    if done.returncode not in (0, 1):
        raise AssertionError(f"ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout if done.returncode == 0 else None


class Accepted(TestInFolder):
    def forms(self):
        yield "plain.fq", FASTQ.encode()
        yield "crlf.fq", FASTQ.replace("\n", "\r\n").encode()
        yield "no_last_newline.fq", FASTQ[:-1].encode()
        yield "blank_end.fq", (FASTQ + "\n\n\n\n\n").encode()
        packed = gzip.compress(FASTQ.encode())
        yield "one.fq.gz", packed
        yield "named_otherwise.txt", packed
        half = FASTQ.index("@b")
        yield "members.fq.gz", gzip.compress(FASTQ[:half + 3].encode()) + gzip.compress(FASTQ[half + 3:].encode())
        yield "padded.fq.gz", packed + bytes(512)

    def test_every_form_of_one_text_gives_the_same_reads(self):
        for name, data in self.forms():
            path = self.folder / name
            path.write_bytes(data)
            for threads in (1, 2):
                with self.subTest(name=name, threads=threads):
                    self.assertEqual(our_reads(path, threads), FASTQ.encode())

    def test_standard_input(self):
        for name, data in self.forms():
            with self.subTest(name=name):
                done = ampstream("filter", "-", "--fastqout", "-", stdin=data)
                self.assertEqual(done.stdout, FASTQ.encode())

    def test_a_pipe(self):
        packed = self.write("a.fq.gz", FASTQ * 5000)
        done = subprocess.run(["bash", "-c", f"'{PROGRAM}' filter <(cat '{packed}') --fastqout - | cat"],
                              capture_output=True, check=True)
        self.assertEqual(done.stdout, FASTQ.encode() * 5000)


class Refused(TestInFolder):
    def message(self, name, data, threads):
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        words = ["filter", path, "--fastqout", self.folder / "out.fq", "--threads", threads]
        return ampstream(*words, code=1).stderr.decode()

    def refused(self, name, data, *parts):
        for threads in (1, 2):
            said = self.message(name, data, threads)
            for part in (name, *parts):
                self.assertIn(part, said)
            self.assertFalse((self.folder / "out.fq").exists(), "no result file after an error")
            self.assertEqual([p.name for p in self.folder.iterdir()], [name], "and no temporary one")

    def test_truncated_gzip(self):
        packed = gzip.compress((FASTQ * 1000).encode())
        self.refused("cut.fq.gz", packed[:len(packed) // 2], "expected a complete gzip file", "in the middle of the compressed data, after record")

    def test_truncated_trailer(self):
        self.refused("cut.fq.gz", gzip.compress(FASTQ.encode())[:-3], "before the checksum and length", "after record 3")

    def test_wrong_checksum(self):
        packed = bytearray(gzip.compress(FASTQ.encode()))
        packed[-8] ^= 1
        self.refused("bad.fq.gz", bytes(packed), "checksum (CRC-32)", "after record 3")

    def test_trailing_garbage(self):
        self.refused("tail.fq.gz", gzip.compress(FASTQ.encode()) + b"garbage", "trailing garbage (byte 0x67)", "after record 3")

    def test_bzip2(self):
        self.refused("a.fq.gz", b"BZh91AY&SYxxxx", "bzip2 compression")

    def test_cut_record(self):
        self.refused("cut.fq", FASTQ[:-8], "record 3, line 11 (c)", "truncated record")

    def test_different_lengths(self):
        self.refused("len.fq", FASTQ + "@d\nACGT\n+\nIII\n", "record 4, line 16 (d)", "expected 4 quality values, one a base, found 3")

    def test_illegal_character(self):
        self.refused("bad.fq", FASTQ + "@d\nAC-T\n+\nIIII\n", "record 4, line 14 (d)", "character '-' in column 3")

    def test_the_first_error_is_told_for_any_number_of_threads(self):
        text = FASTQ * 5000 + "@first\nAX\n+\nII\n" + FASTQ * 5000 + "@second\nAX\n+\nII\n"
        path = self.write("two.fq", text)
        for threads in (1, 2):
            said = ampstream("filter", path, "--fastqout", self.folder / "out.fq", "--threads", threads, code=1).stderr
            self.assertIn(b"record 15001, line 60002 (first)", said)

    def test_a_folder_and_a_missing_file_are_resources(self):
        self.assertIn(b"Is a directory", ampstream("filter", self.folder, "--fastqout", "-", code=3).stderr)
        self.assertIn(b"No such file", ampstream("filter", self.folder / "x.fq", "--fastqout", "-", code=3).stderr)


class Written(TestInFolder):
    def test_full_disk(self):
        path = self.write("a.fq", FASTQ * 20000)
        for words in (["--fastqout", "/dev/full"], ["--fastqout", "-"]):
            with self.subTest(words=words), open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, "filter", str(path), *words], stdout=full, stderr=subprocess.PIPE)
                self.assertEqual(done.returncode, 3, done.stderr)
                self.assertIn(b"No space left on device", done.stderr)

    def test_closed_pipe(self):
        path = self.write("a.fq", FASTQ * 200000)
        with subprocess.Popen([PROGRAM, "filter", str(path), "--fastqout", "-"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as running:
            running.stdout.read(10)
            running.stdout.close()
            said = running.stderr.read()
            self.assertEqual(running.wait(), 3)
        self.assertIn(b"standard output: cannot write: Broken pipe", said)

    def test_gzip_output_is_whole_and_the_same_for_any_threads(self):
        path = self.write("a.fq", FASTQ * 30000)
        results = []
        for threads in (1, 2):
            out = self.folder / f"out{threads}.fq.gz"
            ampstream("filter", path, "--fastqout", out, "--threads", threads)
            subprocess.run(["gzip", "-t", str(out)], check=True)
            results.append(out.read_bytes())
        self.assertEqual(results[0], results[1])
        self.assertEqual(gzip.decompress(results[0]), FASTQ.encode() * 30000)


class Memory(TestInFolder):
    def peak(self, copies):
        """Peak memory in kB of reading `copies` × 1.6 MB through a pipe."""
        piece = gzip.compress((FASTQ * 20000).encode())
        running = subprocess.Popen([PROGRAM, "filter", "-", "--fastqout", "/dev/null", "--threads", "2"], stdin=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        for _ in range(copies):
            running.stdin.write(piece)
        running.stdin.close()
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(running.returncode, 0)
        return usage.ru_maxrss

    def test_memory_does_not_grow_with_the_input(self):
        small, large = self.peak(5), self.peak(60)
        self.assertLess(large, small * 1.5 + 10000, f"{small} kB for 8 MB, {large} kB for 96 MB")


@needs_program("vsearch")
class BesideVsearch(TestInFolder):
    """Damaged FASTQ: whatever vsearch reads and we read is the same; what it refuses we refuse."""

    # Differences on purpose (docs/semantics/reading.md): blank lines between records and sequences over several lines are read
    # by vsearch, so we may refuse what it reads. It never is the other way round.
    def test_random_damage(self):
        draw = random.Random(17)
        both, neither, stricter = 0, 0, 0
        for turn in range(150):
            text = bytearray(FASTQ.encode())
            for _ in range(draw.randint(1, 2)):
                place = draw.randrange(len(text))
                kind = draw.randrange(5)
                if kind == 0:
                    text[place] = draw.choice(b"ACGTacgun@+>.-!~ \tX1")
                elif kind == 1:
                    del text[place:place + draw.randint(1, 6)]
                elif kind == 2:
                    text[place:place] = bytes(draw.choices(b"ACGT@+I\n", k=draw.randint(1, 3)))
                elif kind == 3:
                    del text[place:]
                    if not text:
                        text = bytearray(b"@a\nA\n+\nI\n")
                else:
                    text[place:place] = b"\n"
            path = self.folder / "damaged.fq"
            path.write_bytes(bytes(text))
            theirs, ours = vsearch_reads(path), our_reads(path)
            if ours is None:
                neither += theirs is None
                stricter += theirs is not None
                continue
            # Reads of length 0 are dropped by both filters.
            self.assertEqual(ours, theirs, f"turn {turn}: {bytes(text)!r}")
            both += 1
        self.assertGreater(both, 10)
        self.assertGreater(neither, 30)
        self.assertLess(stricter, 40)


if __name__ == "__main__":
    unittest.main()
