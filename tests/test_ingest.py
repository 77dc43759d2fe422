"""Releases in whatever file they come: the same facts, each with its place in that file; and files made to do harm."""

from __future__ import annotations

import email
import email.policy
import gzip
import html
import io
import json
import re
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from command_line import Captured, run
from hypothesis import given, settings
from hypothesis import strategies as st
from wrappings import WRAPPINGS, as_filing, as_mail, as_page, as_tar, as_zip

from kg.build import build, read_document
from kg.document import Document, Span
from kg.errors import UnreadableDocument
from kg.extract import extract
from kg.ingest import Settings, Source, Unread, find_files
from kg.ingest import source as bounds
from kg.ingest.formats import documents
from kg.ingest.html import transcribed
from kg.rebuild import remove
from kg.store import Store

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


def of(data: bytes, name: str, fields: tuple[tuple[str, str], ...] = ()) -> list[Document | Unread]:
    return list(documents(Source(data, name, settings=Settings(fields))))


def one(data: bytes, name: str) -> Document:
    (found,) = of(data, name)
    assert isinstance(found, Document), found
    return found


# ---- the same facts in any file


def facts(document: Document) -> set[tuple[str, str, str]]:
    """What a document states by its text: what the header of its filing tells is apart."""
    found = extract(document)
    assert not isinstance(found, str), found
    return {
        (mention.rule, str(mention.fact), " ".join(document.quote(mention.span).split()))
        for mention in found.mentions
        if mention.rule != "filing-header"
    }


@pytest.mark.parametrize("suffix", WRAPPINGS)
@pytest.mark.parametrize("path", [*EXAMPLES, *SEEDS], ids=[path.stem for path in [*EXAMPLES, *SEEDS]])
def test_a_wrapped_release_states_what_its_text_states(path: Path, suffix: str) -> None:
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n").removeprefix("\ufeff")
    plain, wrapped = Document.from_text(text, path.name), one(WRAPPINGS[suffix](text), path.stem + suffix)
    assert facts(wrapped) == facts(plain)


def test_the_seeds_are_there() -> None:
    if not SEEDS:
        pytest.skip("the four real releases are not on this machine")
    assert len(SEEDS) == 4


# ---- every quote at its place in the file


def shown(piece: str) -> str:
    """A piece of a page as a reader of the page sees it: no tags, references decoded, blanks run together."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", piece)).split())


@pytest.mark.parametrize("suffix", [".html", ".sgml", ".docx", ".warc", ".eml", ".jsonl"])
def test_every_quote_is_found_at_its_place(suffix: str) -> None:
    for path in EXAMPLES[:12]:
        text = path.read_text("utf-8")
        data = WRAPPINGS[suffix](text)
        document = one(data, path.stem + suffix)
        source = source_of(data, suffix, text)
        found = extract(document)
        assert not isinstance(found, str)
        for mention in found.mentions:
            place = document.place(mention.span)
            quote = document.quote(mention.span)
            assert place.start is not None
            there = source[place.start : place.end]
            seen = there if suffix in (".eml", ".jsonl") else shown(there)
            blanks = r"[|\s-]" if mention.rule == "filing-header" else r"[|\s]"  # the day stands there as 20380119
            assert re.sub(blanks, "", seen) == re.sub(blanks, "", quote), (path.stem, quote)
            assert place.line == source.count("\n", 0, place.start) + 1
            assert place.column == place.start - source.rfind("\n", 0, place.start)


def source_of(data: bytes, suffix: str, text: str) -> str:
    """The decoded source that the offsets of a wrapped file count in."""
    if suffix == ".docx":
        return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    if suffix == ".warc":
        return data.split(b"\r\n\r\n", 2)[2].removesuffix(b"\r\n\r\n").decode()
    return text if suffix in (".eml", ".jsonl") else data.decode()


def test_source_tells_the_place_in_the_original_file(tmp_path: Path, capsys: Captured) -> None:
    text = (ROOT / "examples" / "06-argent-ridge-ceo-succession.txt").read_text("utf-8")
    (tmp_path / "news.zip").write_bytes(as_zip({"2014/release.html": as_page(text)}))
    store = str(tmp_path / "store")
    assert run(capsys, "build", str(tmp_path / "news.zip"), "--store", store)[0] == 0
    code, out, _ = run(capsys, "fact", "Argent Ridge", "ceo", "--on", "2014-03-01", "--store", store, "-f", "json")
    fact = re.findall(r"https?://[^\"\s]*/id/fact/[^\"\s]+", out)[0]
    code, out, _ = run(capsys, "source", fact, "--store", store)
    assert code == 0
    found = re.search(r"in 2014/release\.html; in the file line (\d+), column (\d+), characters (\d+)–(\d+)", out)
    assert found, out
    page = as_page(text).decode()
    quote = re.search(r"»([^«]+)«", out)
    assert quote
    assert shown(page[int(found[3]) : int(found[4])]) == quote[1]
    assert page.split("\n")[int(found[1]) - 1][int(found[2]) - 1 :].startswith(page[int(found[3])])
    _, out, _ = run(capsys, "source", fact, "--store", store, "-f", "json")
    told = json.loads(out)
    assert told["media"] == "text/html"
    assert [passage["place"]["members"] for passage in told["passages"]] == [["2014/release.html"]] * len(told["passages"])


# ---- web pages


PAGE = """<html><head><title>Copper Hollow Hits at Redstone - Copper Hollow</title>
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-05-04T11:00:00Z"}</script></head>
<body><div id="top-nav"><a href="/">Home</a> <a href="/a">About</a></div>
<table width="100%" border="0"><tr><td><font size="2">TORONTO, May 3, 2021 &#151; Copper Hollow Mining Corp. (TSX: CHM) reports
&#147;new&#148; results.</font></td></tr></table>
<table><tr><th rowspan="2">Hole</th><th colspan="2">Interval</th><th rowspan="2">Length<br>(m)</th><th>&nbsp;</th>
<th rowspan="2">Au<sup>1</sup><br>(g/t)</th></tr>
<tr><th>From (m)</th><th>To (m)</th><th></th></tr>
<tr><td>CH-1</td><td>10.0</td><td>22.5</td><td>12.5</td><td></td><td>3.10</td></tr>
<tr><td>including</td><td>12.0</td><td>14.0</td><td>2.0</td><td></td><td>11.0</td></tr></table>
<p>The ore is 30<sup>th</sup> in rank at 5 g/cm<sup>3</sup>.<sup>(2)</sup></p>
<table cellpadding="0"><tr><td></td><td colspan="2">2020</td><td></td><td colspan="2">2019</td></tr>
<tr><td>Revenue ($ thousands)</td><td>$</td><td>1,200</td><td>&nbsp;</td><td>$</td><td>(900</td><td>)</td></tr></table>
<table><tr><td>&#8226;</td><td>Drilling of the Main Zone goes on with two rigs until June.</td></tr></table>
<p style="display:none">Hidden words</p>
<ul><li><a href="/1">One story of another company</a></li><li><a href="/2">And another story</a></li></ul>
</body></html>
"""


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    text = one(PAGE.encode("cp1252"), "page.htm").text
    assert text == (
        "Copper Hollow Hits at Redstone\n\nPublished: 2021-05-04\n\n"
        "TORONTO, May 3, 2021 \u2014 Copper Hollow Mining Corp. (TSX: CHM) reports \u201cnew\u201d results.\n\n"
        "| Hole | Interval | Interval | Length (m) | Au(1) (g/t) |\n"
        "| Hole | From (m) | To (m) | Length (m) | Au(1) (g/t) |\n"
        "| CH-1 | 10.0 | 22.5 | 12.5 | 3.10 |\n"
        "| including | 12.0 | 14.0 | 2.0 | 11.0 |\n\n"
        "The ore is 30th in rank at 5 g/cm3.(2)\n\n"
        "|  | 2020 | 2019 |\n| Revenue ($ thousands) | $1,200 | $(900) |\n\n"
        "\u2022 Drilling of the Main Zone goes on with two rigs until June.\n\n"
    )


def test_the_dateline_wins_over_what_the_page_says_of_itself() -> None:
    found = extract(one(PAGE.encode("cp1252"), "page.htm"))
    assert not isinstance(found, str)
    assert found.published.isoformat() == "2021-05-03"
    undated = extract(one(PAGE.replace("TORONTO, May 3, 2021 &#151;", "").encode("cp1252"), "page.htm"))
    assert not isinstance(undated, str)
    assert undated.published.isoformat() == "2021-05-04"


def test_a_page_misnamed_as_navigation_keeps_its_story() -> None:
    story = "<p>" + "The Company drilled twelve holes at the property this year. " * 20 + "</p>"
    assert "twelve holes" in transcribed(f"<html><body><div class='menu'>{story}</div><p>Short.</p></body></html>").text()


def test_menus_and_other_stories_do_not_outweigh_a_short_story() -> None:
    menu = "".join(f"<li><a href='/{at}'>Section {at} of the wire</a></li>" for at in range(120))
    others = "".join(
        f"<div class='teaser'><a href='/n/{at}'><h4>Firm {at} tells of its year</h4></a><time datetime='2011-02-03'>3 Feb</time></div>"
        for at in range(40)
    )
    story = "<p>Alder Gully Metals Inc. has drilled four holes at its Birch property and waits for the assays of all.</p>" * 4
    page = f"<html><body><nav><ul>{menu}</ul></nav><article>{story}</article><aside>{others}</aside><footer><ul>{menu}</ul></footer></body></html>"
    text = transcribed(page).text()
    assert text.count("four holes") == 4
    assert not re.search("Section|Firm", text)
    assert "2011" not in text  # the day of another story


def test_a_page_made_of_widgets_keeps_its_story_and_not_its_menus() -> None:
    def widget(kind: str, inside: str) -> str:
        return f"<div class='builder-element builder-widget builder-widget-{kind}'><div class='builder-widget-container'>{inside}</div></div>"

    menu = "".join(f"<li><a href='/{at}'>Page {at}</a></li>" for at in range(30))
    story = "<p>Alder Gully Metals Inc. has drilled four holes at its Birch property and waits for the assays of all.</p>" * 3
    notice = "<p>Notices of the site, which nobody reads to the end, however long they are and whatever they say.</p>"
    page = (
        f"<body><header>{widget('nav-menu', f'<nav><ul>{menu}</ul></nav>')}</header>{widget('heading', '<h1>Four holes at Birch</h1>')}"
        f"{widget('text', story)}<footer>{widget('text', notice)}{widget('nav-menu', f'<ul>{menu}</ul>')}</footer></body>"
    )
    text = transcribed(page).text()
    assert text.startswith("Four holes at Birch\n\nAlder Gully")
    assert text.count("four holes") == 3
    assert not re.search("Page|Notices", text)


def test_a_widget_beside_the_story_is_none_of_it() -> None:
    story = "<p>Alder Gully Metals Inc. has drilled four holes at its Birch property and waits for the assays of all.</p>" * 6
    page = f"<body><div class='post'>{story}</div><div class='widget'><p>Gold 1,811.20, up 3.10 at noon.</p></div></body>"
    assert "1,811" not in transcribed(page).text()


@pytest.mark.parametrize(
    "page",
    [
        "<body><nav><div><ul><li>Menu</nav><p>STORY</p></body>",  # left open in a part beside the story
        "<body><section><div class='sidebar'><p>Menu</section><p>STORY</p></body>",  # closed by what holds it
        "<body><nav>Menu</div></nav></nav><p>STORY</p></body>",  # closing what was not opened
        "<body><nav><table><tr><td>Menu</nav><p>STORY</p></body>",
        "<body><nav><a href='/'>Menu</nav><p>STORY</p></body>",
        "<body><nav><script>if (a < b) '</nav>'</script>Menu</nav><p>STORY</p></body>",
        "<BODY><NAV><UL><LI>Menu</UL></NAV><P>STORY</P></BODY>",
    ],
)
def test_a_part_beside_the_story_ends_where_it_does(page: str) -> None:
    story = "The Company drilled twelve holes at the property this year."
    assert transcribed(page.replace("STORY", story)).text() == f"{story}\n\n"


@given(st.text(alphabet="<>/=\"'&;!-abtdprx \n[]#1|", max_size=300))
@settings(max_examples=300)
def test_whatever_a_page_holds_its_characters_are_told_from_their_places(page: str) -> None:
    transcript = transcribed(page)
    text = transcript.text()
    for before, run_ in zip([None, *transcript.runs()], transcript.runs(), strict=False):
        assert 0 <= run_.at <= run_.to <= len(page)
        assert before is None or before.end <= run_.start < run_.end <= len(text)
        if run_.end - run_.start == run_.to - run_.at and "&" not in page[run_.at : run_.to]:
            assert text[run_.start : run_.end].replace("/", "|") == re.sub(
                r"[\t\n\r\f/]", lambda m: "|" if m[0] == "/" else " ", page[run_.at : run_.to]
            ) or ("\n" in text[run_.start : run_.end])


# ---- filings, mails, records


def test_an_exhibit_is_named_by_its_file_and_other_parts_are_passed_over() -> None:
    text = EXAMPLES[0].read_text("utf-8")
    document = one(as_filing(text), "0000000001-12-000001.txt")
    assert (document.name, document.origin.media) == ("ex99-1.htm", "text/html")


def test_a_filings_day_is_the_last_resort() -> None:
    filing = as_filing("Northern Filer Reports\n\nNorthern Filer Inc. (NYSE: NFL) reports that it drilled ten holes at the Gill project in Nevada.\n")
    found = extract(one(filing, "a.txt"))
    assert not isinstance(found, str)
    assert found.published.isoformat() == "2038-01-19"


def test_a_mail_gives_its_body_and_its_attachments() -> None:
    message = email.message_from_bytes(as_mail(EXAMPLES[0].read_text("utf-8")), policy=email.policy.default)
    message.add_attachment(EXAMPLES[1].read_bytes(), maintype="text", subtype="plain", filename="../../second.txt")
    found = of(message.as_bytes(), "news.eml")
    assert [one.name for one in found if isinstance(one, Document)] == ["news.eml", ".._.._second.txt"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "id,headline,body,published\n1,Copper Hollow Reports,{body},2021-05-04T10:00:00\n"),
        ("a.json", '{{"articles": [{{"id": "1", "title": "Copper Hollow Reports", "content": "{body}", "date": "20210504"}}]}}'),
        ("a.jsonl", '{{"id": 1, "title": "Copper Hollow Reports", "text": "{body}", "published_at": "2021-05-04"}}\n'),
    ],
)
def test_records_are_documents_led_by_title_and_day(name: str, data: str) -> None:
    document = one(data.format(body="Copper Hollow Mining Corp. has ten rigs at work in Nevada.").encode(), name)
    assert document.text == "Copper Hollow Reports\n\nPublished: 2021-05-04\n\nCopper Hollow Mining Corp. has ten rigs at work in Nevada."
    assert document.name == "a-1.txt"


def test_fields_of_records_are_told_by_the_user() -> None:
    data = json.dumps([{"Inhalt": {"t": "Copper Hollow Mining Corp. drills."}, "wann": "2021-05-04"}, {"x": 1}]).encode()
    found = of(data, "a.json", (("text", "Inhalt.t"), ("date", "wann")))
    assert [one.text for one in found if isinstance(one, Document)] == ["Published: 2021-05-04\n\nCopper Hollow Mining Corp. drills."]
    assert [one for one in found if isinstance(one, Unread)] == [
        Unread(("record 2",), "has no text; tell which field holds it with --field text=NAME")
    ]
    with pytest.raises(UnreadableDocument, match="--field text=NAME"):
        of(b'[{"x": "y"}]', "b.json")


# ---- files made to do harm


def reasons(found: list[Document | Unread]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Unread)]


def test_archives_do_not_unpack_beyond_their_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = as_zip({"big.txt": b"a" * 200_000_000})
    assert len(bomb) < 300_000
    tracemalloc.start()
    assert ["unpacks to more than" in reason for reason in reasons(of(bomb, "bomb.zip"))] == [True]
    assert tracemalloc.get_traced_memory()[1] < 3 * bounds.MAX_BYTES
    tracemalloc.stop()
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        of(gzip.compress(b"a" * 200_000_000), "bomb.gz")
    many = as_zip({f"{number}.txt": b"The Company drills." for number in range(30)})
    source = Source(many, "many.zip", budget=bounds.Budget(members=10))
    assert ["more members" in reason for reason in reasons(list(documents(source)))] == [True] * 20
    source = Source(as_zip({"a.txt": b"The Company drills. " * 100, "b.txt": b"x"}), "s.zip", budget=bounds.Budget(bytes=500))
    assert len(reasons(list(documents(source)))) == 2


def test_archives_within_archives_end() -> None:
    data = as_zip({"a.txt": b"The Company drills."})
    for level in range(10):
        data = as_zip({f"{level}.zip": data}) if level % 2 else gzip.compress(data)
    (found,) = of(data, "deep.zip")
    assert isinstance(found, Unread)
    assert "archives, one within the other" in found.reason


def test_paths_and_links_of_archives_lead_nowhere(tmp_path: Path) -> None:
    found = of(as_zip({"../../etc/cron.txt": b"The Company drills.", "/abs.txt": b"The Company mines.", "C:\\x.txt": b"The Company mills."}), "t.zip")
    assert [one.name for one in found if isinstance(one, Document)] == ["cron.txt", "abs.txt", "x.txt"]
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert reasons(of(file.getvalue(), "t.tar")) == ["a link or device in an archive, not a file; it is not followed"]
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("The Company keeps a secret.")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    files, refused = find_files([tmp_path / "in"])
    assert files == []
    assert [reason for _, reason in refused] == ["a link that leads out of the folder; name its target to have it read"]


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 no archive", gzip.compress(b"cut off here, please", mtime=0)[:-9], b"\x00" * 257 + b"ustar" + b"x" * 600],
    ids=["zip", "gzip", "tar"],
)
def test_damaged_archives_are_told(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        of(data, "a.bin")


def test_an_encrypted_member_is_told() -> None:
    data = bytearray(as_zip({"a.txt": b"The Company drills."}))
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    assert reasons(of(bytes(data), "a.zip")) == ["encrypted; unpack it with its password first"]


def test_entities_of_a_word_processors_file_are_not_expanded() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    body = "<w:document><w:body><w:p><w:r><w:t>The Company &i; &x; drills.</w:t></w:r></w:p>"
    xml = f'<?xml version="1.0"?>{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]>{body}'
    assert one(as_zip({"word/document.xml": xml.encode()}), "a.docx").text == "The Company &i; &x; drills.\n\n"


HOSTILE = {
    "deep": "<div>" * 100_000 + "The Company drills." + "</div>" * 100_000,
    "deep tables": "<table><tr><td>" * 20_000 + "The Company drills.",
    "unclosed quotes": '<a href="' * 50_000 + "The Company drills.",
    "unclosed tags": "<a " * 100_000 + "The Company drills.",
    "unclosed comments": "<!--" * 50_000 + "The Company drills. -->The Company mines.",
    "unclosed scripts": "<script>" * 50_000 + "The Company drills.",
    "wide table": "<table>" + ("<tr>" + "<td>1</td>" * 50_000 + "</tr>") * 3 + "</table><p>The Company drills.</p>",
    "huge spans": '<table><tr><td colspan="99999999999" rowspan="99999">a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>The Company.',
    "references": "&" * 100_000 + "&#99999999;&#x110000;&#0;&bogus;" + "The Company drills." * 3000,
    "one line": "The Company drills. " * 200_000,
    "closing tags": "</div>" * 100_000 + "The Company drills.",
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_read_in_bounded_steps(page: str) -> None:
    """Ten times the page takes about ten times the steps: counted, not timed, by what the reader copies."""
    text = transcribed(page).text()
    assert "The Company" in text
    assert len(text) <= 3 * len(page) + 1000


def told(data: bytes, name: str) -> list[str]:
    """The texts that bytes give, and the reasons why they give none."""
    try:
        return [found.reason if isinstance(found, Unread) else found.text for found in of(data, name)]
    except UnreadableDocument as error:
        return [str(error)]


@pytest.mark.parametrize("suffix", ["", ".html", ".eml", ".jsonl", ".csv", ".docx", ".zip", ".tar", ".gz", ".warc", ".sgml", ".json"])
@given(data=st.binary(max_size=400))
@settings(max_examples=60)
def test_no_bytes_make_a_reader_raise_anything_else(suffix: str, data: bytes) -> None:
    assert all(told(data, "a" + suffix))


@pytest.mark.parametrize("suffix", WRAPPINGS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_to_a_file_makes_a_reader_raise_anything_else(suffix: str, data: st.DataObject) -> None:
    whole = bytearray(WRAPPINGS[suffix]("TORONTO, May 3, 2021 - Copper Hollow Mining Corp. (TSX: CHM) reports results.\n"))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    assert all(told(bytes(whole), "a" + suffix))


# ---- folders of all of them

NOTE = (
    "TORONTO, May {day}, 2021 - Copper Hollow Mining Corp. (TSX: CHM) reports that hole CH-{number} at the Redstone project returned 12.0 metres at "
    "3.1 g/t gold from 80 metres.\n"
)


FRENCH = "La société a foré douze trous pour un total de trois mille mètres dans la zone, et les résultats sont attendus par le conseil. " * 3
# By name: bytes of which no document can be made, and a word of the reason.
BROKEN: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 4, "binary"),
    "numbers.txt": (b"1 2 3 4 5 6 7 8 9 " * 50, "letters"),
    "unsigned.txt": (b"TORONTO, May 3, 2021 - There are ten rigs at work in the hills, and the results will be told when they come.\n", "company"),
    "french.txt": (f"TORONTO, May 3, 2021 - {FRENCH}".encode(), "French"),
    "blank.html": (b"<html><body><script>render()</script></body></html>", "without text"),
    "cut.zip": (as_zip({"a.txt": b"The Company drills."})[:60], "damaged"),
    "cut.docx": (as_zip({"word/document.xml": b"<w:t>The Company</w:t>" * 99})[:-40], "damaged"),
    "cut.gz": (gzip.compress(b"The Company drills. " * 99)[:-12], "damaged"),
    "notes.json": (b"{not JSON", "not JSON"),
}


def test_a_folder_of_mixed_and_broken_files_is_built(tmp_path: Path, capsys: Captured) -> None:
    """500 files, 50 of them broken in ten ways: the 50 are told with their reasons, and the rest is complete."""
    folder = tmp_path / "in"
    folder.mkdir()
    suffixes = [*WRAPPINGS, ".txt"]
    sound = {}
    for number in range(450):
        suffix = suffixes[number % len(suffixes)]
        text = NOTE.format(day=1 + number % 28, number=number)
        sound[f"{number:03}{suffix}"] = text
        (folder / f"{number:03}{suffix}").write_bytes(WRAPPINGS[suffix](text) if suffix in WRAPPINGS else text.encode())
    for number in range(50):
        name, (data, _) = list(BROKEN.items())[number % 10]
        (folder / f"{number:02}-{name}").write_bytes(data + b" " * (number // 10))
    code, out, err = run(capsys, "build", str(folder), "--store", str(tmp_path / "store"), "--jobs", "2", "-f", "json")
    told = json.loads(out)
    assert code == 2
    assert told["documents"] == 450
    assert len(told["skipped"]) == 50
    for one in told["skipped"]:
        path = Path(one["file"])
        name = next(part for part in path.parts if part[:2].isdigit() and part[3:] in BROKEN)
        assert BROKEN[name[3:]][1] in one["reason"], one
        assert any(name in line for line in err.splitlines())
    _, out, _ = run(
        capsys,
        "sparql",
        "PREFIX mkg: <https://minekg.example/ns#> SELECT ?h { ?h a mkg:DrillHole }",
        "--store",
        str(tmp_path / "store"),
        "-f",
        "json",
    )
    assert len(json.loads(out)) == 450


def test_ignored_and_wild_paths(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "old/c.txt", "d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    names = lambda *paths, ignore=(): [path.name for path in find_files([tmp_path / path for path in paths], ignore)[0]]  # noqa: E731
    assert names(".") == ["a.txt", "b.txt", "d.html", "c.txt"]
    assert names(".", ignore=("old", "a.*")) == ["b.txt", "d.html"]
    assert names("*.txt") == ["a.txt", "b.txt"]
    assert names("**/*.txt") == ["a.txt", "b.txt", "c.txt"]


def test_offsets_survive_the_store_and_a_removal(tmp_path: Path) -> None:
    text = EXAMPLES[0].read_text("utf-8")
    (tmp_path / "a.html").write_bytes(as_page(text))
    (tmp_path / "b.txt").write_text(EXAMPLES[1].read_text("utf-8"))
    build([tmp_path / "a.html", tmp_path / "b.txt"], tmp_path / "store")
    document = one((tmp_path / "a.html").read_bytes(), "a.html")
    with Store.open(tmp_path / "store") as store:
        assert store.origin(document.key) == document.origin
        assert store.origin("0" * 16).is_whole
    remove(tmp_path / "store", ["b"])
    with Store.open(tmp_path / "store") as store:
        assert store.origin(document.key) == document.origin


def test_documents_of_other_lengths_have_places(tmp_path: Path) -> None:
    document = one(as_tar({"a.txt": b"The first line.\nThe Company drills."}), "a.tar")
    place = document.place(Span(16, 27))
    assert (place.members, place.start, place.line, place.column) == (("a.txt",), 16, 2, 1)
    assert read_document(document).reason


def test_a_span_over_pieces_in_another_order_has_the_stretch_that_holds_them() -> None:
    document = one(b"<html><body><p>The Company drills.</p><time datetime='2021-05-04'></time></body></html>", "a.html")
    place = document.place(Span(0, len(document.text)))
    assert place.start is not None
    assert place.end is not None
    assert place.start == 15
    assert place.end > place.start + len("The Company drills.")
