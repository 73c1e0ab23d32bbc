# SPDX-License-Identifier: BSD-3-Clause
"""`ampstream refdb`: from a release in SILVA's form, fetched or in a folder, to a model that names sequences; other sources; hostile input."""
import gzip
import hashlib
import json
import os
import random
import signal
import subprocess
import time
import unittest

from ampstream_testing import PROGRAM, SHARED, TestInFolder, ampstream, needs_shared, read_text
from file_server import FileServer

SEQUENCES = "little_silva.fasta.gz"
RANKS = "little_ranks.txt.gz"
RESULTS = ["LICENCE.txt", "refdb.json", "reference.fasta.gz", "report.tsv", "taxonomy.tsv"]
RANK_ROWS = """Archaea;\t2\tdomain\t\t
Archaea;Thermoplasmatota;\t4\tphylum\t\t138
Archaea;Thermoplasmatota;uncultured;\t5\tgenus\t\t138
Bacteria;\t3\tdomain\t\t
Bacteria;Cyanobacteria;\t6\tphylum\t\t138
Bacteria;Cyanobacteria;Cyanobacteriia;\t7\tclass\t\t138
Bacteria;Cyanobacteria;Cyanobacteriia;Chloroplast;\t44561\torder\t\t138
Bacteria;Firmicutes;\t8\tphylum\t\t138
Bacteria;Firmicutes;Clostridia;\t9\tclass\t\t138
Bacteria;Firmicutes;Clostridia;Gracilibacteraceae;\t10\tfamily\t\t138
Bacteria;Firmicutes;Clostridia;Gracilibacteraceae;Gracilibacter;\t11\tgenus\t\t138
Bacteria;Firmicutes;Clostridia;Oscillospirales;\t12\torder\t\t138
Bacteria;Firmicutes;Clostridia;Oscillospirales;Ruminococcaceae;\t13\tfamily\t\t138
Bacteria;Firmicutes;Clostridia;Oscillospirales;Ruminococcaceae;uncultured;\t14\tgenus\t\t138
Bacteria;Firmicutes;Clostridia;Oscillospirales;Oscillospiraceae;\t15\tfamily\t\t138
Bacteria;Firmicutes;Clostridia;Oscillospirales;Oscillospiraceae;uncultured;\t16\tgenus\t\t138
Bacteria;Proteobacteria;\t17\tphylum\t\t138
Bacteria;Proteobacteria;Alphaproteobacteria;\t18\tclass\t\t138
Bacteria;Proteobacteria;Alphaproteobacteria;Rickettsiales;\t19\torder\t\t138
Bacteria;Proteobacteria;Alphaproteobacteria;Rickettsiales;Mitochondria;\t2805\tfamily\t\t119
Eukaryota;\t4\tdomain\t\t
Eukaryota;Amorphea;\t20\tmajor_clade\t\t138
"""
GENE = {}


def gene(name, length=1400):
    """A made-up gene, the same for the same name."""
    if (name, length) not in GENE:
        draw = random.Random(f"{name} {length}")
        GENE[name, length] = "".join(draw.choice("ACGT") for _ in range(length))
    return GENE[name, length]


def rna(sequence):
    return sequence.replace("T", "U")


def little_silva():
    """Records of every kind that SILVA has, as FASTA text with U; and what becomes of them."""
    clostridia = "Bacteria;Firmicutes;Clostridia"
    records = [
        ("A1.1.1400", f"{clostridia};Gracilibacteraceae;Gracilibacter;Gracilibacter sp. 1", rna(gene("gra"))),
        ("A2.1.1400", f"{clostridia};Gracilibacteraceae;Gracilibacter;Gracilibacter sp. 2", rna(gene("gra"))),  # identical
        ("A3.1.1400", f"{clostridia};Oscillospirales;Ruminococcaceae;uncultured;uncultured bacterium", rna(gene("rum")).lower()),
        ("A4.1.1400", f"{clostridia};Oscillospirales;Oscillospiraceae;uncultured;metagenome", rna(gene("osc"))),
        ("A5.1.1400", "Bacteria;Cyanobacteria;Cyanobacteriia;Chloroplast;Zea mays", rna(gene("chl"))),
        ("A6.1.1400", "Bacteria;Proteobacteria;Alphaproteobacteria;Rickettsiales;Mitochondria;Zea mays", rna(gene("mit"))),
        ("A7.1.950", "Archaea;Thermoplasmatota;uncultured;uncultured archaeon", rna(gene("arc", 950))),
        ("A8.1.1800", "Eukaryota;Amorphea;Homo sapiens", rna(gene("euk", 1800))),  # other domain
        ("A9.1.950", f"{clostridia};Gracilibacteraceae;Gracilibacter;Gracilibacter sp. 3", rna(gene("short", 950))),  # too short
        ("B1.1.1400", f"{clostridia};Gracilibacteraceae;Gracilibacter;x", rna(gene("vague"))[:-5] + "NNNNN"),  # too ambiguous
        ("B2.1.1400", f"{clostridia};Nowherales;x", rna(gene("lost"))),  # not in the table of ranks
        ("A1.1.1400", f"{clostridia};Gracilibacteraceae;Gracilibacter;x", rna(gene("again"))),  # accession twice
        ("B3.1.1400", "", rna(gene("bare"))),  # no lineage
    ]
    return "".join(f">{name} {lineage}\n{sequence}\n" for name, lineage, sequence in records)


def counts(folder):
    rows = [line.split("\t") for line in read_text(folder / "report.tsv").splitlines()[1:]]
    return {(kind, name): int(count) for kind, name, count in rows}


def manifest(*urls):
    """A manifest whose files are published at these places."""
    def entry(file):
        return {"file": file, "urls": [f"{url}/{file}" for url in urls], "md5_suffix": ".md5"}
    return json.dumps({"name": "Little SILVA", "release": "0.1", "source": "silva", "sequences": entry(SEQUENCES), "taxonomy": entry(RANKS),
                       "licence": {"name": "CC0", "url": "u", "terms": "t", "holder": "nobody"}, "citation": ["Somebody (2026) Something."]})


def published(sequences=None):
    """What a server holds: both files and their checksums."""
    files = {SEQUENCES: sequences or gzip.compress(little_silva().encode(), mtime=0), RANKS: gzip.compress(RANK_ROWS.encode(), mtime=0)}
    for name in (SEQUENCES, RANKS):
        files[name + ".md5"] = f"{hashlib.md5(files[name]).hexdigest()}  {name}\n".encode()
    return files


class Release(TestInFolder):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.manifest = self.write("manifest.json", manifest("http://127.0.0.1:9"))

    def put(self, files=None):
        for name, data in (files or published()).items():
            self.write(f"from/{name}", b"")
            (self.folder / "from" / name).write_bytes(data)
        return self.folder / "from"

    def build(self, *words, out=None, code=0):
        return ampstream("refdb", "silva", "--manifest", self.manifest, "--out", out or self.out, *words, code=code)

    def left(self):
        return sorted(name for name in os.listdir(self.out) if name != "download") if self.out.exists() else []


class FromAFolder(Release):
    def test_every_record_has_one_fate_and_the_sums_add_up(self):
        self.build("--from", self.put())
        self.assertEqual(self.left(), RESULTS)
        found = counts(self.out)
        dropped = {name: count for (kind, name), count in found.items() if kind == "dropped" and count}
        self.assertEqual(dropped, {"no_lineage": 1, "lineage_not_in_rank_table": 1, "other_domain": 1, "too_short": 1, "too_ambiguous": 1,
                                   "duplicate_id": 1, "identical_in_lineage": 1})
        self.assertEqual(found["input", "records"], 13)
        self.assertEqual(found["kept", "sequences"], 6)
        self.assertEqual(sum(dropped.values()) + found["kept", "sequences"], found["input", "records"])
        self.assertEqual(found["note", "kept_chloroplast"], 1)
        self.assertEqual(found["note", "kept_mitochondria"], 1)
        self.assertEqual(found["note", "kept_with_u_written_as_t"], 6)
        self.assertEqual(found["note", "kept_with_placeholder_name"], 3)

    def test_lineages_have_six_names_at_their_true_ranks(self):
        self.build("--from", self.put())
        taxonomy = dict(line.split("\t") for line in read_text(self.out / "taxonomy.tsv").splitlines()[1:])
        self.assertEqual(taxonomy["A1.1.1400"], "d__Bacteria; p__Firmicutes; c__Clostridia; o__Clostridia_unclassified; "
                                                "f__Gracilibacteraceae; g__Gracilibacter")
        self.assertTrue(taxonomy["A3.1.1400"].endswith("f__Ruminococcaceae; g__Ruminococcaceae_uncultured"))
        self.assertTrue(taxonomy["A4.1.1400"].endswith("f__Oscillospiraceae; g__Oscillospiraceae_uncultured"))
        self.assertTrue(taxonomy["A5.1.1400"].endswith("o__Chloroplast; f__Chloroplast_unclassified; g__Chloroplast_unclassified"))
        self.assertTrue(taxonomy["A7.1.950"].endswith("f__Thermoplasmatota_unclassified; g__Thermoplasmatota_uncultured"))

    def test_the_reference_has_dna_in_upper_case(self):
        self.build("--from", self.put())
        lines = read_text(self.out / "reference.fasta.gz").splitlines()
        self.assertEqual(lines[1], gene("gra"))
        self.assertIn(gene("rum"), lines)

    def test_its_model_names_sequences_organelles_too(self):
        model = self.folder / "m.model"
        self.build("--from", self.put(), "--model", model)
        query = self.write("q.fasta", f">g\n{gene('gra')[200:650]}\n>m\n{gene('mit')[200:650]}\n")
        rows = ampstream("classify", query, "--reference", model).stdout.decode().splitlines()
        self.assertIn("Gracilibacteraceae;Gracilibacter\t", rows[1])
        self.assertIn("Rickettsiales;Mitochondria;", rows[2])
        again = self.folder / "again.model"
        ampstream("train", self.out / "reference.fasta.gz", "--out", again)
        self.assertEqual(again.read_bytes(), model.read_bytes())

    def test_one_genus_name_under_two_families_stays_two_taxa(self):
        model = self.folder / "m.model"
        self.build("--from", self.put(), "--placeholders", "keep", "--model", model)
        self.assertEqual(counts(self.out)["note", "genus_names_in_several_lineages"], 1)
        query = self.write("q.fasta", f">r\n{gene('rum')[200:650]}\n>o\n{gene('osc')[200:650]}\n")
        rows = ampstream("classify", query, "--reference", model).stdout.decode().splitlines()
        self.assertIn("Ruminococcaceae;uncultured\t", rows[1])
        self.assertIn("Oscillospiraceae;uncultured\t", rows[2])

    def test_sintax_reads_it_when_headers_are_its_own(self):
        self.build("--from", self.put(), "--header", "sintax")
        query = self.write("q.fasta", f">g\n{gene('gra')[200:650]}\n")
        found = self.folder / "s.tsv"
        ampstream("sintax", query, "--db", self.out / "reference.fasta.gz", "--tabbedout", found)
        self.assertIn("g:Gracilibacter", read_text(found))

    def test_threads_and_a_second_time_give_the_same_bytes(self):
        folder = self.put()
        self.build("--from", folder, "--threads", 1)
        self.build("--from", folder, "--threads", 2, out=self.folder / "again")
        for name in RESULTS:
            self.assertEqual((self.out / name).read_bytes(), (self.folder / "again" / name).read_bytes(), name)

    def test_the_record_names_checksums_release_licence_and_examples(self):
        files = published()
        self.build("--from", self.put(files))
        record = json.loads(read_text(self.out / "refdb.json"))
        self.assertEqual(record["sequences"]["sha256"], hashlib.sha256(files[SEQUENCES]).hexdigest())
        self.assertEqual(record["taxonomy"]["text_sha256"], hashlib.sha256(RANK_ROWS.encode()).hexdigest())
        self.assertTrue(record["sequences"]["md5_verified"])
        self.assertEqual(record["release"]["licence"], "CC0")
        self.assertIn({"dropped": "lineage_not_in_rank_table", "record": 11, "header": "B2.1.1400 Bacteria;Firmicutes;Clostridia;Nowherales;x"},
                      record["examples"])
        self.assertIn("Somebody (2026)", read_text(self.out / "LICENCE.txt"))
        self.assertNotIn(str(self.folder), read_text(self.out / "refdb.json"))

    def test_windows_line_ends_and_decompressed_files_are_read(self):
        self.build("--from", self.put())
        folder = self.folder / "plain"
        self.write(f"plain/{SEQUENCES[:-3]}", little_silva().replace("\n", "\r\n").encode())
        self.write(f"plain/{RANKS[:-3]}", RANK_ROWS.replace("\n", "\r\n").encode())
        self.build("--from", folder, out=self.folder / "again")
        self.assertEqual((self.out / "reference.fasta.gz").read_bytes(), (self.folder / "again" / "reference.fasta.gz").read_bytes())

    def test_a_truncated_file_is_an_error_that_leaves_no_result(self):
        files = published()
        files[SEQUENCES] = files[SEQUENCES][:-200]
        folder = self.put(files)
        self.assertIn("MD5", self.build("--from", folder, code=1).stderr.decode())
        (folder / (SEQUENCES + ".md5")).unlink()
        for threads in (1, 2):
            message = self.build("--from", folder, "--threads", threads, code=1).stderr.decode()
            self.assertIn(SEQUENCES, message)
            self.assertIn("cut off", message)
            self.assertEqual(self.left(), [])

    def test_a_table_of_ranks_without_the_lineages_is_refused(self):
        files = published()
        files[RANKS] = gzip.compress(b"Archaea;\t2\tdomain\t\t\nBacteria;\t3\tdomain\t\t\n")
        files[RANKS + ".md5"] = b""
        message = self.build("--from", self.put(files), code=1).stderr.decode()
        self.assertIn("same release", message)
        self.assertEqual(self.left(), [])

    def test_missing_files_are_listed_with_their_urls(self):
        files = published()
        del files[SEQUENCES]
        message = self.build("--from", self.put(files), code=3).stderr.decode()
        self.assertIn(f"lacks {SEQUENCES} of", message)
        self.assertIn(f"http://127.0.0.1:9/{SEQUENCES}\n", message)
        self.assertIn("--from", message)

    def test_an_earlier_reference_is_not_overwritten_by_accident(self):
        folder = self.put()
        self.build("--from", folder)
        self.assertIn("--force", self.build("--from", folder, code=2).stderr.decode())
        self.build("--from", folder, "--force")

    def test_a_wrong_command_with_force_costs_no_earlier_reference(self):
        self.build("--from", self.put())
        before = {name: (self.out / name).read_bytes() for name in RESULTS}
        reference = self.out / "reference.fasta.gz"
        lineages = self.folder / "out" / ".." / "out" / "taxonomy.tsv"
        bases = self.write("s.fasta", ">A1.1.1400\nACGT\n")
        model = ["dada2", bases, "--header", "rdp", "--model", self.out / "taxonomy.tsv"]
        for words, code, expected in ((["dada2", self.folder / "mistyped.fasta"], 3, "mistyped.fasta"), (["dada2", bases], 1, ""),
                                      (["dada2", reference], 2, "also read"), (["qiime2", bases, "--taxonomy", lineages], 2, "also read"),
                                      (model, 2, "both write")):
            self.assertIn(expected, ampstream("refdb", *words, "--out", self.out, "--force", code=code).stderr.decode())
            self.assertEqual({name: (self.out / name).read_bytes() for name in self.left()}, before, words)

    def test_an_old_model_does_not_survive_beside_a_reference_it_is_not_of(self):
        model = self.folder / "a.model"
        words = ["--out", self.out, "--model", model]
        sound = self.write("sound.fasta", "".join(f">Bacteria;P;C;O;F;G{i};\n{gene(f'g{i}')}\n" for i in range(3)))
        untrainable = self.write("short.fasta", ">Bacteria;P;C;O;F;G;\nACGTA\n")
        ampstream("refdb", "dada2", sound, *words)
        before = model.read_bytes()
        ampstream("refdb", "dada2", self.folder / "mistyped.fasta", *words, "--force", code=3)
        self.assertEqual(model.read_bytes(), before)
        ampstream("refdb", "dada2", untrainable, "--min-length", 1, *words, "--force", code=1)
        self.assertEqual(gzip.decompress((self.out / "reference.fasta.gz").read_bytes()).count(b">"), 1)
        self.assertFalse(model.exists())

    def test_an_input_outside_out_is_not_overwritten_by_the_model(self):
        sound = self.write("sound.fasta", f">Bacteria;P;C;O;F;G;\n{gene('g')}\n")
        before = sound.read_bytes()
        self.assertIn("also read", ampstream("refdb", "dada2", sound, "--out", self.out, "--model", sound, code=2).stderr.decode())
        folder = self.put()
        for name in (RANKS, self.manifest):  # named by --from, and by --manifest
            victim = self.folder / "link.model"
            victim.unlink(missing_ok=True)
            victim.symlink_to(folder / name)
            self.assertIn("also read", self.build("--from", folder, "--model", victim, code=2).stderr.decode())
        self.assertEqual(sound.read_bytes(), before)
        self.assertEqual((folder / RANKS).read_bytes(), published()[RANKS])

    def test_the_installed_manifest_is_silva_138_1(self):
        message = ampstream("refdb", "silva", "--out", self.out, "--from", self.folder, code=3).stderr.decode()
        self.assertIn("https://www.arb-silva.de/fileadmin/silva_databases/release_138_1/Exports/SILVA_138.1_SSURef_NR99_tax_silva.fasta.gz", message)
        self.assertIn("tax_slv_ssu_138.1.txt.gz", message)


class FromTheNetwork(Release):
    def served(self, server, *mirrors):
        self.manifest = self.write("manifest.json", manifest(*(mirrors or (server.url,))))

    def test_files_are_fetched_checked_and_kept(self):
        with FileServer(published()) as server:
            self.served(server)
            message = self.build().stderr.decode()
        self.assertIn("MD5 as published", message)
        self.assertEqual(self.left(), RESULTS)
        self.assertEqual(sorted(os.listdir(self.out / "download")), sorted(published()))
        self.assertTrue(json.loads(read_text(self.out / "refdb.json"))["sequences"]["md5_verified"])

    def test_a_broken_download_is_continued_by_the_next_call(self):
        files = published()
        with FileServer(files) as server:
            self.served(server)
            server.break_after[SEQUENCES] = 1000
            message = self.build(code=3).stderr.decode()
            self.assertIn(SEQUENCES, message)
            self.assertEqual((self.out / "download" / (SEQUENCES + ".part")).read_bytes(), files[SEQUENCES][:1000])
            self.assertEqual(self.left(), [])
            self.assertIn("continuing an earlier download", self.build().stderr.decode())
            self.assertIn((SEQUENCES, "bytes=1000-"), server.requests)
        self.assertEqual((self.out / "download" / SEQUENCES).read_bytes(), files[SEQUENCES])

    def test_a_server_without_ranges_is_asked_for_everything(self):
        files = published()
        self.write(f"out/download/{SEQUENCES}.part", files[SEQUENCES][:500])
        (self.out / "download" / (SEQUENCES + ".part")).write_bytes(files[SEQUENCES][:500])
        with FileServer(files, has_ranges=False) as server:
            self.served(server)
            self.build()
        self.assertEqual((self.out / "download" / SEQUENCES).read_bytes(), files[SEQUENCES])

    def test_a_partial_file_that_is_whole_already_or_wrong_is_begun_again(self):
        files = published()
        for begun in (files[SEQUENCES], b"x" * 700):
            (self.out / "download").mkdir(parents=True, exist_ok=True)
            (self.out / "download" / (SEQUENCES + ".part")).write_bytes(begun)
            with FileServer(files) as server:
                self.served(server)
                self.build("--force")
            self.assertEqual((self.out / "download" / SEQUENCES).read_bytes(), files[SEQUENCES])
            (self.out / "download" / SEQUENCES).unlink()

    def test_a_fresh_download_that_is_not_what_its_checksum_says_is_refused(self):
        files = published()
        files[SEQUENCES + ".md5"] = b"0" * 32 + b"  " + SEQUENCES.encode() + b"\n"
        with FileServer(files) as server:
            self.served(server)
            message = self.build(code=1).stderr.decode()
        self.assertIn("MD5 00000000000000000000000000000000", message)
        self.assertNotIn("beside it", message)
        self.assertFalse((self.out / "download" / SEQUENCES).exists())
        self.assertEqual(self.left(), [])

    def test_a_complete_file_of_an_earlier_call_is_not_fetched_again_unless_damaged(self):
        files = published()
        with FileServer(files) as server:
            self.served(server)
            self.build()
            asked = len(server.requests)
            self.build("--force")
            self.assertEqual(len(server.requests), asked)
            (self.out / "download" / SEQUENCES).write_bytes(b"damaged")
            self.assertIn("fetched again", self.build("--force").stderr.decode())

    def test_the_second_place_is_tried_when_the_first_has_no_file(self):
        with FileServer({}) as empty, FileServer(published()) as server:
            self.served(server, empty.url, server.url)
            self.build()

    def test_the_second_place_is_tried_when_the_file_of_the_first_is_not_what_its_checksum_says(self):
        files = published()
        with FileServer({**files, SEQUENCES: b"damaged"}) as first, FileServer(files) as second:
            self.served(first, first.url, second.url)
            self.assertIn("instead of", self.build().stderr.decode())
        self.assertEqual((self.out / "download" / SEQUENCES).read_bytes(), files[SEQUENCES])

    def test_a_file_of_an_earlier_call_without_checksum_is_fetched_again(self):
        files = published()
        del files[SEQUENCES + ".md5"]
        with FileServer(files) as server:
            self.served(server)
            self.build()
            (self.out / "download" / SEQUENCES).write_bytes(b"damaged")
            self.assertIn("fetched again", self.build("--force").stderr.decode())
        self.assertEqual((self.out / "download" / SEQUENCES).read_bytes(), files[SEQUENCES])

    def test_an_interrupted_download_ends_at_once_and_can_be_continued(self):
        files = published()
        part = self.out / "download" / (SEQUENCES + ".part")
        with FileServer(files) as server:
            self.served(server)
            server.stall_after[SEQUENCES] = 1500
            with subprocess.Popen([PROGRAM, "refdb", "silva", "--manifest", self.manifest, "--out", self.out], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE) as running:
                for _ in range(400):
                    if (SEQUENCES, None) in server.requests:
                        break
                    time.sleep(0.02)
                time.sleep(0.1)
                running.send_signal(signal.SIGINT)
                message = running.communicate(timeout=20)[1].decode()
            self.assertEqual(running.returncode, 130, message)
            self.assertEqual(part.read_bytes(), files[SEQUENCES][:1500])
            server.stall_after.clear()
            self.build()
            self.assertIn((SEQUENCES, "bytes=1500-"), server.requests)

    def test_a_checksum_that_does_not_come_can_be_interrupted_too(self):
        with FileServer(published()) as server:
            self.served(server)
            server.stall_after[RANKS + ".md5"] = 3
            with subprocess.Popen([PROGRAM, "refdb", "silva", "--manifest", self.manifest, "--out", self.out], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE) as running:
                for _ in range(400):
                    if (RANKS + ".md5", None) in server.requests:
                        break
                    time.sleep(0.02)
                running.send_signal(signal.SIGINT)
                message = running.communicate(timeout=20)[1].decode()
            self.assertEqual(running.returncode, 130, message)

    def test_without_a_published_checksum_it_says_so(self):
        files = published()
        del files[SEQUENCES + ".md5"]
        with FileServer(files) as server:
            self.served(server)
            self.assertIn(f"{SEQUENCES}: not checked", self.build().stderr.decode())
        self.assertFalse(json.loads(read_text(self.out / "refdb.json"))["sequences"]["md5_verified"])

    def test_a_404_and_no_network_end_with_what_to_fetch_by_hand(self):
        with FileServer({}) as server:
            self.served(server)
            message = self.build(code=3).stderr.decode()
        self.assertIn("404", message)
        self.assertIn("On a machine with network, fetch", message)
        for name in (SEQUENCES, SEQUENCES + ".md5", RANKS, RANKS + ".md5"):
            self.assertIn(f"{server.url}/{name}\n", message)
        self.assertEqual(os.listdir(self.out / "download"), [])
        self.assertIn("On a machine with network, fetch", self.build(code=3).stderr.decode())  # nobody listens any more


class OtherSources(TestInFolder):
    def build(self, *words, code=0):
        return ampstream("refdb", *words, "--out", self.folder / "out", code=code)

    def lineages(self):
        return [line.split("\t")[1] for line in read_text(self.folder / "out" / "taxonomy.tsv").splitlines()[1:]]

    def test_dada2_rdp_sintax_and_qiime2_give_the_same_lineage(self):
        names = ["Bacteria", "Firmicutes", "Bacilli", "Bacillales", "Bacillaceae", "Bacillus"]
        ranks = ["domain", "phylum", "class", "order", "family", "genus"]
        taxid = "0*Root*-1*0*rootrank\n" + "".join(f"{i + 1}*{name}*{i}*{i + 1}*{rank}\n" for i, (name, rank) in enumerate(zip(names, ranks)))
        bases = gene("bac", 500)
        sources = {"dada2": (f">{';'.join(names)};\n{bases}\n", None), "rdp": (f">x\tRoot;{';'.join(names)}\n{bases}\n", taxid),
                   "sintax": (f">x;tax={','.join(f'{rank[0]}:{name}' for rank, name in zip(ranks, names))};\n{bases}\n", None),
                   "qiime2": (f">x\n{bases}\n", f"Feature ID\tTaxon\nx\t{'; '.join(f'{rank[0]}__{name}' for rank, name in zip(ranks, names))}\n")}
        wanted = "; ".join(f"{rank[0]}__{name}" for rank, name in zip(ranks, names))
        for source, (fasta, table) in sources.items():
            words = ["--taxonomy", self.write(f"{source}.tsv", table)] if table else []
            self.build(source, self.write(f"{source}.fasta", fasta), *words, "--force")
            self.assertEqual(self.lineages(), [wanted], source)

    def test_a_domain_that_is_left_out_leaves_no_lineage(self):
        fasta = self.write("s.fasta", f">uncultured;P;C;O;F;G;\n{gene('a')}\n>Bacteria;P;C;O;F;G;\n{gene('b')}\n")
        self.build("dada2", fasta, "--domains", "all", "--placeholders", "blank")
        self.assertEqual(counts(self.folder / "out")["dropped", "no_lineage"], 1)
        self.assertEqual(len(self.lineages()), 1)

    def test_prefixed_names_with_gaps_keep_their_ranks(self):
        wanted = ["d__Bacteria; p__Firmicutes; c__Bacilli; o__Bacilli_unclassified; f__Bacilli_unclassified; g__Bacilli_unclassified"]
        fasta = self.write("s.fasta", f">k__Bacteria;p__Firmicutes;c__Bacilli;o__;f__;g__;\n{gene('a')}\n")
        self.build("dada2", fasta)
        self.assertEqual(self.lineages(), wanted)
        for lineage in ("k__Bacteria; p__Firmicutes; c__Bacilli; ; ;", "D_0__Bacteria;D_1__Firmicutes;D_2__Bacilli;;;"):
            self.build("qiime2", self.write("x.fasta", f">x\n{gene('a')}\n"), "--taxonomy", self.write("t.tsv", f"x\t{lineage}\n"), "--force")
            self.assertEqual(self.lineages(), wanted)

    def test_the_region_of_primers_is_cut(self):
        forward, reverse = "CCTACGGGAGGCAGCAG", "GACTACCAGGGTATCTAATCC"
        inside = gene("inside", 420)
        turned = reverse.translate(str.maketrans("ACGT", "TGCA"))[::-1]
        fasta = self.write("s.fasta", f">Bacteria;P;C;O;F;G;\n{gene('l', 300)}{forward}{inside}{turned}{gene('r', 300)}\n>Bacteria;P;C;O;F;H;\n{gene('n')}\n")
        self.build("dada2", fasta, "--primers", "v3v4")
        self.assertEqual(read_text(self.folder / "out" / "reference.fasta.gz").splitlines()[1:], [inside])
        self.assertEqual(counts(self.folder / "out")["dropped", "primers_not_found"], 1)

    def test_what_does_not_belong_together_is_a_wrong_command(self):
        fasta = self.write("s.fasta", f">Bacteria;P;C;O;F;G;\n{gene('x')}\n")
        for words, expected in ((("dada2",), "needs a FASTA file"), (("qiime2", fasta), "needs --taxonomy"), (("unite", fasta), "unite"),
                                (("dada2", fasta, "--taxonomy", fasta), "takes no --taxonomy"), (("dada2", fasta, "--from", self.folder), "--from"),
                                (("dada2", fasta, "--model", "m.gz"), "compressed"), (("dada2", fasta, "--error-rate", "1"), "error-rate")):
            self.assertIn(expected, self.build(*words, code=2).stderr.decode())

    @needs_shared("data/reference/new_trainset.fasta")
    def test_rdps_own_training_set_keeps_its_genera(self):
        data = SHARED / "data/reference"
        self.build("rdp", data / "new_trainset.fasta", "--taxonomy", data / "new_trainset_db_taxid.txt")
        found = counts(self.folder / "out")
        self.assertEqual(found["dropped", "lineage_not_in_rank_table"], 0)
        self.assertEqual(found["input", "records"], 1097)
        self.assertFalse([one for one in self.lineages() if '"' in one])

    @needs_shared("data/reference/silva119_subset.fa.gz")
    def test_genuine_ragged_lineages_and_chloroplasts_of_an_old_silva_keep_their_ranks(self):
        data = SHARED / "data/reference"  # SILVA 119 without organisms, with the table of 123: some lineages have gone
        text = read_text(data / "silva119_subset.fa.gz")
        self.assertIn("end in a taxon", self.build("silva", data / "silva119_subset.fa.gz", "--taxonomy", data / "SLV_123_SSU.map.gz", code=1).stderr.decode())
        closed = self.write("s.fasta", "".join(line + (";\n" if line.startswith(">") else "\n") for line in text.splitlines()))
        self.build("silva", closed, "--taxonomy", data / "SLV_123_SSU.map.gz")
        found = counts(self.folder / "out")
        self.assertEqual(found["input", "records"], sum(count for (kind, _), count in found.items() if kind in ("dropped", "kept")))
        self.assertGreater(found["dropped", "lineage_not_in_rank_table"], 1000)
        self.assertEqual(found["note", "kept_chloroplast"], sum("Chloroplast" in one for one in self.lineages()))
        self.assertGreater(found["note", "kept_chloroplast"], 10)
        self.assertIn("d__Archaea; p__Euryarchaeota; c__Halobacteria; o__Halobacteriales; f__Halobacteriaceae; g__Halobacteriaceae_uncultured",
                      self.lineages())
        self.assertEqual({one.count("; ") for one in self.lineages()}, {5})
        self.build("silva", closed, "--taxonomy", data / "SLV_123_SSU.map.gz", "--unranked", "shorten", "--force")
        shortened = counts(self.folder / "out")
        self.assertEqual(shortened["kept", "sequences"], found["input", "records"])
        self.assertEqual(shortened["note", "kept_with_lineage_shortened"], found["dropped", "lineage_not_in_rank_table"])

    @needs_shared("data/reference/silva138_like_nr99.silva.fasta.gz")
    def test_genuine_lineages_of_silva_are_all_in_its_table_of_ranks(self):
        data = SHARED / "data/reference"
        self.build("silva", data / "silva138_like_nr99.silva.fasta.gz", "--taxonomy", data / "tax_slv_ssu_138.1.txt.gz", "--max-ambiguous", 5000)
        found = counts(self.folder / "out")
        self.assertEqual(found["dropped", "lineage_not_in_rank_table"], 0)
        self.assertEqual(found["kept", "sequences"], 14657)
        self.assertEqual(found["taxa", "genus"], 1313)


if __name__ == "__main__":
    unittest.main()
