"""EDGAR submissions to their documents: the text file of a filing, its header and the exhibits in it.

The header's lines that tell who files what and when lead each exhibit that could be a release, so that what they say has a quote. What a filing
holds beside releases (covers of forms, statements in XBRL, pictures) is
passed over.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from itertools import takewhile

from kg.document import DAY_LEAD, Document
from kg.errors import UnreadableDocument
from kg.ingest.edgar_covers import FORM, cover_end, is_bare, securities
from kg.ingest.edgar_header import FILED_LEAD, write_header
from kg.ingest.html import transcribed
from kg.ingest.plain import decode, release_text
from kg.ingest.source import Source, Unread
from kg.origin import Origin, Transcript, line_breaks

_START = re.compile(rb"\s{0,200}(?:-----BEGIN PRIVACY-ENHANCED MESSAGE-----|<SEC-DOCUMENT>|<SEC-HEADER>|<SUBMISSION>|<IMS-DOCUMENT>|<DOCUMENT>\s)")
_FIELD = re.compile(r"^<(?P<name>TYPE|SEQUENCE|FILENAME|DESCRIPTION)>(?P<value>[^\n\r]{0,200})", re.MULTILINE)
_TEXT = re.compile(r"<TEXT>\r?\n?")
_TEXT_END = re.compile(r"\r?\n?</TEXT>")
_WRAPPERS = re.compile(r"\s*</?(?:XBRL|XML|PDF)>\s*", re.IGNORECASE)
_UUENCODED = re.compile(r"^begin [0-7]{3,4} [^\n\r]{1,120}\r?\n", re.MULTILINE)
# Forms and exhibits whose text is a release or report; the others are contracts, certificates, data and pictures.
_WANTED = re.compile(
    r"EX-99(?:\.\w{1,8})*|EX-(?:13|15|20|96)(?:\.\w{1,8})*|8-K(?:/A)?|6-K(?:/A)?|(?:10|20|40)-[KQF](?:/A)?|425|DEFA14A", re.IGNORECASE
)
_COVER_SOURCE = 200_000  # characters of a form's source in which its cover ends, styles and hidden data before it counted
_PAPER = re.compile(r"\.(?:jpe?g|gif|png|xlsx?|zip|xsd|xml|css|js)$", re.IGNORECASE)


def looks_like_edgar(source: Source) -> bool:
    """Whether a source begins as a submission's text file does."""
    return bool(_START.match(source.data[:4000]))


def read_edgar(source: Source) -> Iterator[Document | Source | Unread]:
    """The documents of a filing that could be releases, each named by its own file name; PDFs in it as members."""
    filing = decode(source.data)
    breaks = line_breaks(filing)
    header = filing[: filing.find("<DOCUMENT>")] if "<DOCUMENT>" in filing else filing
    listed = _listed(filing)
    found = given = False
    for number, (begin, finish) in enumerate(_parts(filing), 1):
        said = {field["name"]: field["value"].strip() for field in _FIELD.finditer(filing, begin, min(begin + 2000, finish))}
        kind, name = said.get("TYPE", ""), said.get("FILENAME", "") or f"{source.name}-{number}.txt"
        opening = _TEXT.search(filing, begin, finish)
        if opening is None:
            continue
        closing = _TEXT_END.search(filing, opening.end(), finish)
        start, end = opening.end(), closing.start() if closing else finish
        found = True
        member = source.member(filing[start:end].encode("utf-8", "surrogatepass"), f"{kind or 'document'} {name}".strip(), name)
        uuencoded = _UUENCODED.search(filing, start, min(end, start + 400))
        if uuencoded:
            if name.lower().endswith(".pdf"):
                given = True
                yield from _decoded(source, filing[uuencoded.end() : end], name)
        elif _WANTED.fullmatch(kind) and not _PAPER.search(name):
            for document in _document(member, kind, filing, (start, end), (header, listed), breaks):
                given = True
                yield document
    if found and not given:
        yield Unread(source.members, "a filing without a release: covers, data or pictures only")
    if not found:
        raise UnreadableDocument("a submission without documents; was it cut off?")


def _parts(filing: str) -> Iterator[tuple[int, int]]:
    """From where to where the documents of a filing go."""
    begin = filing.find("<DOCUMENT>")
    while begin >= 0:
        following = filing.find("<DOCUMENT>", begin + 1)
        finish = filing.find("</DOCUMENT>", begin, following if following >= 0 else len(filing))
        yield begin, finish if finish >= 0 else following if following >= 0 else len(filing)
        begin = following


def _document(
    member: Source, kind: str, filing: str, within: tuple[int, int], told: tuple[str, Transcript], breaks: tuple[int, ...]
) -> Iterator[Document | Unread]:
    """An exhibit, or what a form says behind its cover: web page or text, with its place in the filing; led by what the header and the cover tell."""
    start, end = within
    while wrapper := _WRAPPERS.match(filing, start, end):
        start = wrapper.end()
    body = filing[start:end]
    written = _written(body)
    text, is_form = written.text(), FORM.fullmatch(kind) is not None
    cover = cover_end(text, kind) if is_form else 0
    if is_bare(text, cover, kind):
        return
    transcript = Transcript()
    lead = write_header(*told, transcript, DAY_LEAD if is_form else FILED_LEAD)
    transcript.splice(written, start, cover)
    origin = Origin("text/html" if "<" in body else "text/plain", member.members[:-1], transcript.runs(), breaks, lead=lead)
    try:
        yield member.document(release_text(transcript.text()), origin)
    except UnreadableDocument as error:
        yield Unread(member.members, str(error))


def _written(body: str) -> Transcript:
    """The text of an exhibit or form: of a web page, or of lines."""
    return transcribed(body) if re.search(r"<(?:html|body|p|div|table|font)\b", body[:20_000], re.IGNORECASE) else _lines(body)


def _listed(filing: str) -> Transcript:
    """What the cover of the filing's form tells of the securities that are listed, a line each."""
    lines = Transcript()
    for begin, finish in _parts(filing):
        kind = _FIELD.search(filing, begin, min(begin + 2000, finish))
        opening = _TEXT.search(filing, begin, finish)
        if kind is None or opening is None or not FORM.fullmatch(kind["value"].strip()):
            continue
        source = filing[opening.end() : min(finish, opening.end() + _COVER_SOURCE)]
        if "symbol" not in source.casefold():
            break  # a cover without the table
        written = _written(source)
        for one in securities(text := written.text(), cover_end(text, kind["value"].strip())):
            lines.add("Security: ")
            for number, (low, high) in enumerate(one):
                lines.add(" | " if number else "")
                lines.splice(written, opening.end(), low, high)
            lines.add("\n")
        break
    return lines


def _lines(body: str) -> Transcript:
    """The text of an exhibit in plain text, without the lines that mark its pages and tables."""
    transcript, at = Transcript(), 0
    for line in body.splitlines(keepends=True):
        if line.strip() not in ("<PAGE>", "<TABLE>", "</TABLE>", "<CAPTION>"):
            transcript.copy(line, at)
        at += len(line)
    return transcript


def _decoded(source: Source, lines: str, name: str) -> Iterator[Source | Unread]:
    """A part that was sent as uuencoded bytes."""
    try:
        data = b"".join(binascii.a2b_uu(line) for line in takewhile(lambda line: line != "end", lines.splitlines()) if line.strip())
    except (binascii.Error, ValueError) as error:
        yield Unread((*source.members, name), f"its uuencoded bytes are damaged ({error}); fetch the filing again")
        return
    yield source.member(data, name)
