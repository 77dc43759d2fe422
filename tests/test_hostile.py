"""What fuzzing of the readers found: bytes made to do harm, each with what comes of it; and hostile texts on their way into the exports."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import time
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from command_line import Captured, run
from wrappings import as_tar, as_zip

from kg.document import Document
from kg.errors import UnreadableDocument
from kg.extract import extract
from kg.ingest.formats import documents
from kg.ingest.html import transcribed
from kg.ingest.source import MAX_TEXT, Budget, Source, Unread
from kg.text.sentences import sentences

NOTE = "TORONTO, May 3, 2021 - Copper Hollow Mining Corp. (TSX: CHM) reports that it has appointed Jane Doe as Chief Executive Officer.\n"


def of(data: bytes, name: str) -> list[Document | Unread]:
    return list(documents(Source(data, name)))


def one(data: bytes, name: str) -> Document:
    (found,) = of(data, name)
    assert isinstance(found, Document), found
    return found


def reason(data: bytes, name: str) -> str:
    """Why bytes give no document."""
    try:
        (found,) = of(data, name)
    except UnreadableDocument as error:
        return str(error)
    assert isinstance(found, Unread), found
    return found.reason


def texts(data: bytes, name: str) -> list[str]:
    """The texts that bytes give; where they give none, why."""
    try:
        return [found.text if isinstance(found, Document) else found.reason for found in of(data, name)]
    except UnreadableDocument as error:
        return [str(error)]


# ---- encodings


@pytest.mark.parametrize(
    "charset", ["hex", "zlib", "rot13", "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "utf-16"]
)
def test_what_is_no_encoding_of_documents_is_not_believed(charset: str) -> None:
    page = f"<html><meta charset={charset}><p>The Soci\xe9t\xe9 \\ud800 drills.</p></html>".encode("cp1252")
    assert one(page, "a.html").text == "The Soci\xe9t\xe9 \\ud800 drills.\n\n"


def test_a_mail_may_state_any_charset() -> None:
    head = b'From: a@b.example\nSubject: s\nDate: Tue, 3 May 2021 10:00:00 -0000\nContent-Type: text/plain; charset="%s"\n\nThe Soci\xe9t\xe9 drills.'
    for charset in (b"hex", b"idna", b"x\x00y", b"\xff", b"utf-8\xed\xa0\x80"):
        assert "The Soci\xe9t\xe9 drills." in one(head % charset, "a.eml").text


def test_half_characters_are_marked_one_for_one() -> None:
    document = one(b'{"text": "The \\ud800 Company drills.", "title": "A \\udfff title", "id": "\\ud800"}', "a.json")
    assert document.text == "A \ufffd title\n\nThe \ufffd Company drills."
    assert document.name.encode("utf-8") == b"a-_.txt"


def test_names_of_members_can_be_written() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT, encoding="latin-1") as archive:
        member = tarfile.TarInfo("r\xe9.txt")
        member.size = len(NOTE)
        archive.addfile(member, io.BytesIO(NOTE.encode()))
    assert one(file.getvalue(), "a.tar").origin.members == ("r\ufffd.txt",)
    assert Source(b"", "a").member(b"", "\ud800/\udfff.txt").name == "?.txt"
    assert Source(b"", "a").member(b"", "").name == "unnamed"


# ---- archives


@pytest.mark.parametrize("name", ["word/document.xml", "a.txt"])
def test_what_could_take_any_memory_is_not_unpacked(name: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(name, b"<w:p><w:t>The Company drills.</w:t></w:p>" * 50)
    data = bytearray(file.getvalue())
    at = data.index(b"\x09\x04\x05\x00]") + 5
    data[at : at + 4] = b"\xff" * 4  # a dictionary of 4 GB
    assert "LZMA" in reason(bytes(data), "a.zip")


def test_a_zip_of_a_version_to_come_is_told() -> None:
    data = bytearray(as_zip({"word/document.xml": b"<w:t>The Company drills.</w:t>"}))
    data[data.index(b"PK\x01\x02") + 6] = 99
    assert "damaged" in reason(bytes(data), "a.docx")


# ---- web archives


def web_archive(body: bytes, head: bytes = b"Content-Type: text/plain", address: bytes = b"https://w.example/a.txt") -> bytes:
    answer = b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n" + body
    start = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n" % (address, len(answer))
    return start + answer + b"\r\n\r\n"


def test_an_address_that_is_none_names_nothing() -> None:
    assert one(web_archive(b"The Company drills.", address=b"http://[::1/x"), "a.warc").name == "page"
    assert one(web_archive(b"The Company drills.", address=b"http://[x]/a.txt"), "a.warc").text == "The Company drills."


def test_chunks_of_negative_length_do_not_turn_back() -> None:
    assert "less than nothing" in reason(web_archive(b"-4\r\nThe Company drills.", b"Transfer-Encoding: chunked"), "a.warc")


def test_what_pages_of_an_archive_and_word_files_unpack_to_counts_with_the_rest() -> None:
    page = gzip.compress(b"<p>The Company drills at the project.</p>" * 10)
    pages = web_archive(page, b"Content-Type: text/html\r\nContent-Encoding: gzip") * 4
    for data, name in (
        (pages, "a.warc"),
        (as_zip({f"{n}.docx": as_zip({"word/document.xml": b"<w:t>The Company drills.</w:t>"}) for n in "abcd"}), "a.zip"),
    ):
        assert not [found for found in of(data, name) if isinstance(found, Unread)]
        source = Source(data, name, budget=Budget(members=6, bytes=1_000))
        found = list(documents(source))
        assert any(isinstance(one, Document) for one in found)
        assert any("more members than" in one.reason or "more than" in one.reason for one in found if isinstance(one, Unread)), name


# ---- records


def test_a_row_with_more_cells_than_heads_is_read() -> None:
    assert one(b"id,text\n1,The Company drills.,and,more\n", "a.csv").text == "The Company drills."


@pytest.mark.parametrize("depth", [100, 900, 950, 980, 990, 1000, 100_000])
def test_deep_records_are_read_or_told(depth: int) -> None:
    data = b'{"text": "The Company drills.", "x": ' + b"[" * depth + b"]" * depth + b"}"
    for name in ("a.json", "a.jsonl"):
        told = texts(data, name)
        assert told == ["The Company drills."] or (depth > 500 and told)


def test_a_string_among_records_is_no_reason() -> None:
    assert texts(b'[{"text": "The Company drills."}, "\\ud800"]', "a.json") == ["The Company drills.", "not an object with fields"]


def test_a_mails_zone_may_be_beyond_all_days() -> None:
    mail = b"From: a@b.example\nSubject: s\nDate: Tue, 3 May 2021 10:00:00 +9999999999999999\n\nThe Company drills."
    assert "The Company drills." in one(mail, "a.eml").text


def test_a_member_may_have_no_name() -> None:
    data = as_zip({"a": NOTE.encode()}).replace(b"a" + b"PK\x05", b"\x00PK\x05")
    assert "damaged" in reason(data, "a.zip")


# ---- web pages


def test_references_to_what_is_no_character_stand_for_nothing() -> None:
    assert one(b"<html><p>&#1; x&#1;The &#xFFFF;Company</p><pre>a &#2;b</pre>", "a.html").text == "xThe Company\n\na b\n\n"


def test_a_small_table_does_not_grow_to_millions_of_cells() -> None:
    cell = "The Company drills at the project. " * 10
    heads = "<tr>" + "".join(f"<td>{number}" for number in range(200))
    page = f"<table>{heads}<tr><td colspan=100 rowspan=1000>{cell}<td colspan=100 rowspan=1000>x" + "<tr>" * 1000 + "</table>"
    assert len(transcribed(page * 5).text()) < 50 * len(page)


def test_a_text_that_grows_beyond_bounds_is_refused() -> None:
    row = "<tr><td colspan=199>" + "The Company drills. " * 2000 + "<td>x"
    heads = "<tr>" + "".join(f"<td>{number}" for number in range(200))
    page = "<table>" + heads * 20 + row * 4 + "</table>"
    assert len(transcribed(page).text()) < MAX_TEXT + 50_000 * 2
    assert "characters are more" in reason((f"<html>{page}").encode(), "a.html")


def test_references_of_preformatted_text_and_word_files_are_decoded_alike() -> None:
    text = "A &amp; B&#160;&#xE9;&xyzzy; R&D  &lt;5&#13;"
    page = one(f"<html><pre>The Company\r\n{text}</pre>".encode(), "a.html").text
    word = one(as_zip({"word/document.xml": f"<w:p><w:t>The Company\r\n{text}</w:t></w:p>".encode()}), "a.docx").text
    assert page.strip() == word.strip() == "The Company\nA & B\u00a0\u00e9&xyzzy; R&D  <5"


# ---- strings that look like Turtle, SPARQL or N-Quads, end to end

EVIL = [
    '"""',
    '" . <urn:evil:s> <urn:evil:p> "o" . #',
    "> <urn:evil:p> <urn:evil:o> . <",
    "\\u0022 . <urn:evil:s> <urn:evil:p> <urn:evil:o> .",
    "} ; DROP ALL ; INSERT DATA { <urn:evil:s> <urn:evil:p> 1 }",
    "'''^^<urn:evil:t>@en\\",
]


def evil_note(number: int, evil: str) -> str:
    day = f"May {number + 1}, 2021"
    return (
        f"Copper {evil} Mining Corp. Appoints Jane {evil} Doe as Chief Executive Officer\n\n"
        f"TORONTO, {day} - Copper {evil} Hollow Mining Corp. (TSX: CHM) reports that hole CH-{number}{evil} at the {evil} Redstone project returned "
        f"12.0 metres at 3.1 g/t gold from 80 metres. The Company has appointed Jane Doe as Chief Executive Officer {evil}, effective {day}.\n"
    )


def test_nothing_in_texts_and_names_is_taken_for_statements(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, evil in enumerate(EVIL):
        name = evil.replace("/", "_") + "\n.txt"
        text = evil_note(number, evil)
        (folder / f"{number}.zip").write_bytes(as_zip({name: text.encode()}))
        (folder / f"{number}.tgz").write_bytes(gzip.compress(as_tar({name: (text + "x").encode()})))
        (folder / f"{number}.jsonl").write_text(json.dumps({"id": evil, "title": evil, "text": text + "y"}))
        (folder / name).write_text(text + "z")
    store = str(tmp_path / "store")
    assert run(capsys, "build", str(folder), "--store", store)[0] in (0, 2)
    formats = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "ttl": ox.RdfFormat.TURTLE}
    for name, format in formats.items():
        target = tmp_path / f"out.{name}"
        code, _, err = run(capsys, "export", name, "--store", store, "-o", str(target))
        assert code == 0, err
        quads = list(ox.parse(target.read_bytes(), format=format))
        assert any("urn:evil" in quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))
        named = {node.value for quad in quads for node in (quad.subject, quad.predicate, quad.object) if isinstance(node, ox.NamedNode)}
        assert [iri for iri in named if iri.startswith("urn:evil") or set(iri) & set('<>"{}\\ \n')] == []


# ---- texts of one kind of line


@pytest.mark.parametrize("word", ["1 ", "word ", "Word, ", "x" * 50])
def test_what_goes_on_without_a_stop_is_cut_between_words(word: str) -> None:
    text = (word * 30_000)[:30_000].rstrip() + ". Then it ends."
    found = list(sentences(text))
    assert max(end - start for start, end in found) <= 4000
    assert "".join(text[start:end] for start, end in found).replace(" ", "") == text.replace(" ", "")
    assert " " not in word or all(text[end : end + 1] in (" ", "") for _, end in found)


@pytest.mark.parametrize(
    ("line", "joined"),
    [
        ("About Copper Hollow", "\n\n"),
        ("(TSX: CHM) (NYSE: CHM)", "\n\n"),
        ("Copper Hollow Silver Gold Mines", "\n"),
        ("\u2022 \u2022 \u2022", " "),
        ("| 1 | 2 | 3 |", " "),
        ("8/1/2018", "\n"),
    ],
)
def test_a_text_twice_as_long_takes_about_twice_the_time(line: str, joined: str) -> None:
    def taken(characters: int) -> float:
        text = NOTE + joined.join([line] * (characters // (len(line) + len(joined)))) + "\n"
        began = time.process_time()
        extract(Document.from_text(text))
        return time.process_time() - began

    taken(1000)  # what is read and compiled once
    assert taken(24_000) < 3 * taken(12_000) + 1
