"""Web pages to Documents: the story of the page as paragraphs and tables, every character with its place in the page.

Left out are the parts that pages have beside the story (navigation, related stories, notices, lists of links), told by their elements, by the words
of their class and id, and by how much of them is links; where hardly anything would remain, they stay. The day and the title that the page states
in its head lead the text as lines of their own, so that what is read of them is a quote like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.document import DAY_LEAD, Document
from kg.errors import UnreadableDocument
from kg.ingest.html_heads import Head, head_of
from kg.ingest.html_page import ALL, NOTHING, SURE, Read, read_page
from kg.ingest.html_tables import Block, write_blocks
from kg.ingest.plain import decode, release_text
from kg.ingest.source import Source
from kg.origin import Origin, Transcript, line_breaks

_LOOKS = re.compile(rb"\s*+(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2"})


def looks_like_html(source: Source) -> bool:
    """Whether a source begins as a web page does, or is named as one and has a tag."""
    head = source.data[:2000].removeprefix(b"\xef\xbb\xbf")
    return bool(_LOOKS.match(head)) or (source.suffix in (".html", ".htm", ".xhtml") and b"<" in source.data)


def read_html(source: Source) -> Iterator[Document]:
    """The page as one document; UnreadableDocument where it has no text of a release."""
    declared = _CHARSET.search(source.data[:4000])
    page = decode(source.data, declared[1].decode("ascii") if declared else None)
    transcript = transcribed(page)
    if not transcript.text().strip():
        raise UnreadableDocument("a web page without text; was it saved before its script had run?")
    yield source.document(release_text(transcript.text()), Origin("text/html", source.members, transcript.runs(), line_breaks(page)))


def transcribed(page: str) -> Transcript:
    """The text of a page and where it comes from."""
    read, inside = _read(page)
    story = _story(inside)
    transcript = Transcript()
    _lead(head_of(page, read.told), story, transcript)
    write_blocks(story, transcript)
    return transcript


def _lead(head: Head, story: Sequence[Block], transcript: Transcript) -> None:
    """The title of the page's head, where the story has no heading, and its day."""
    if head.title and not any(block.kind in _HEADINGS for block in story):
        for text, at, to in head.title:
            transcript.copy(text, at, to)
        transcript.add("\n\n")
    if head.published:
        transcript.add(DAY_LEAD)
        transcript.copy(*head.published)
        transcript.add("\n\n")


# ---- what belongs to the story

_LEAST, _LEAST_SHARE, _OWN_SHARE = 400, 0.3, 0.4
_LINKED, _SHORT = 0.8, 140


def _read(page: str) -> tuple[Read, list[Block]]:
    """What a page holds, and the blocks of it that do not stand beside the story: as few as are more than hardly anything of the page."""
    for passing in (ALL, SURE, NOTHING):
        read = read_page(page, passing)
        inside = _inside(read)
        if inside is not None:
            return read, inside
    return read, read.blocks


def _inside(read: Read) -> list[Block] | None:
    """The blocks that do not stand beside the story; None where they are hardly anything of the page, its links counted or not."""
    inside = [block for block in read.blocks if not block.aside]
    told, links = read.passed
    size, linked = _size(inside)
    whole, all_linked = _size(read.blocks)
    is_much = _is_much(size, whole + told + links) or _is_much(size - linked, whole - all_linked + told)
    return inside if is_much else None


def _size(blocks: Sequence[Block]) -> tuple[int, int]:
    """The characters of blocks, and those of them that are links."""
    return sum([block.size for block in blocks]), sum([block.linked for block in blocks])


def _is_much(size: int, whole: int) -> bool:
    return 0 < size >= max(_LEAST_SHARE * whole, min(_LEAST, 0.5 * whole))


def _story(inside: Sequence[Block]) -> list[Block]:
    """The blocks of the story: of the element that is said to hold it and holds much, else all; without lists of links."""
    sizes: dict[int, int] = {}
    for block in inside:
        sizes[block.story] = sizes.get(block.story, 0) + block.size
    best = max((story for story in sizes if story), key=lambda story: (sizes[story], -story), default=0)
    if best and sizes[best] >= max(_LEAST, _OWN_SHARE * sum(sizes.values())):
        first = next(at for at, block in enumerate(inside) if block.story == best)
        inside = [block for at, block in enumerate(inside) if block.story == best or (at < first and block.kind in ("h1", "time"))]
    return list(_without_links(inside))


def _without_links(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks but for runs of two and more short ones that are hardly anything but links."""
    run: list[Block] = []
    for block in blocks:
        if block.linked and not block.rows and block.size < _SHORT and block.linked > _LINKED * block.size and block.kind != "h1":
            run.append(block)
            continue
        if len(run) == 1:
            yield run[0]
        run = []
        yield block
    if len(run) == 1:
        yield run[0]
