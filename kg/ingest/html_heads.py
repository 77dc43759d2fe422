"""What a web page says of itself outside of its text: its title and the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from kg.ingest.html_tokens import Attribute, attributes, tokens
from kg.ingest.references import Piece, pieces

_DATES = (  # names and properties of <meta>, the most telling first
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "publication_date",
    "pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "date.release",
)
_TITLES = ("og:title", "dc.title", "dcterms.title", "twitter:title", "headline")
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_PUBLISHED = re.compile(r"\"datePublished\"\s{0,20}:\s{0,20}\"((?:19|20)\d\d-\d\d-\d\d)")
_SITE = re.compile(r"\s+(?:\||-|\u2013|\u2014|::|\u00bb)\s+[^|:\u00bb\u2013\u2014-]{2,60}$")
_SCRIPT = 20_000  # characters of a script in which it says so
_HEAD_END = 200_000  # characters in which a page says of itself what it has to say


@dataclass(frozen=True)
class Head:
    """Title and day of a page as it states them; the day as an ISO date with its place."""

    title: tuple[Piece, ...] = ()
    published: Piece | None = None


def head_of(page: str, told: Iterable[tuple[str, int, int]]) -> Head:
    """What the tags of a page's head, its JSON-LD and its first <time> say; nothing where they do not. `told` are those tags, each by its name and by
    where it begins and ends."""
    stated: dict[str, Attribute] = {}
    titles: list[tuple[int, int]] = []
    timed: Piece | None = None
    written: Piece | None = None
    for tag, start, end in told:
        if end > _HEAD_END:
            break
        if tag == "meta":
            said = attributes(page, start, end)
            name = said.get("property") or said.get("name") or said.get("itemprop")
            if name and "content" in said:
                stated.setdefault(name.value.lower(), said["content"])
        elif tag == "time" and timed is None:
            timed = _day(attributes(page, start, end).get("datetime"))
        elif tag == "script" and written is None:
            closing = page.find("</", end, end + _SCRIPT)
            found = _PUBLISHED.search(page, end, closing if closing >= 0 else end + _SCRIPT)
            written = (found[1], found.start(1), found.end(1)) if found else None
        elif tag == "title" and not titles:
            titles += [(at, to) for at, to, *_ in islice(tokens(page, end), 1) if at < to]
    published = next((day for name in _DATES if (day := _day(stated.get(name)))), None) or written or timed
    return Head(_title(page, stated, titles), published)


def _day(value: Attribute | None) -> Piece | None:
    found = _DAY.match(value.value) if value else None
    return (found[0], value.start, value.start + 10) if found and value else None


def _title(page: str, stated: dict[str, Attribute], titles: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """The title without the name of the site behind it."""
    spans = [(stated[name].start, stated[name].end) for name in _TITLES if name in stated] + titles
    for start, end in spans:
        site = _SITE.search(page[start : min(end, start + 600)])
        found = tuple(pieces(page, start, start + site.start() if site else end))
        if "".join(piece[0] for piece in found).strip():
            return found
    return ()
