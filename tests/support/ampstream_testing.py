# SPDX-License-Identifier: BSD-3-Clause
"""What tests that run the program share: running it and its peers, FASTQ text, the real data when they are at hand."""
import gzip
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("AMPSTREAM", "ampstream")
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"


def ampstream(*words, code=0, stdin=None, **options):
    """Runs the program; fails unless it ends with `code`. Returns the finished process with bytes in stdout and stderr."""
    done = subprocess.run([PROGRAM, *map(str, words)], input=stdin, capture_output=True, **options)
    if done.returncode != code:
        raise AssertionError(
            f"ampstream {' '.join(map(str, words))}\nended with {done.returncode}, not {code}\n{done.stderr.decode(errors='replace')}")
    return done


def peer(*words, **options):
    """Runs a peer program; fails unless it ends with 0."""
    done = subprocess.run([*map(str, words)], capture_output=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))}\nended with {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done


def needs_program(name):
    """Skips a test, loudly, where a peer is not installed."""
    return unittest.skipUnless(shutil.which(name), f"SKIPPED: {name} is not installed; nothing was compared")


def needs_shared(path=""):
    """Skips a test, loudly, where the real data are not beside the checkout."""
    return unittest.skipUnless((SHARED / path).exists(), f"SKIPPED: ../shared/{path} is absent; nothing was compared")


def fastq(records):
    """FASTQ text of (header, sequence, quality) triples."""
    return "".join(f"@{header}\n{sequence}\n+\n{quality}\n" for header, sequence, quality in records)


def read_text(path):
    """Text of a plain or gzip file."""
    opened = gzip.open(path, "rt") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as file:
        return file.read()


class TestInFolder(unittest.TestCase):
    """A test with a scratch folder, `self.folder`, that is gone afterwards."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="ampstream-test-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if str(name).endswith(".gz"):
            path.write_bytes(gzip.compress(text.encode() if isinstance(text, str) else text, mtime=0))
        elif isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text, encoding="utf-8")
        return path
