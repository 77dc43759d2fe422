"""The blocks of a web page in their order: paragraphs, headings, items and tables, with what tells whether they belong to the story."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.ingest.html_tables import MAX_SPAN, Block, Cell, Rows
from kg.ingest.html_tokens import PARTING, Attribute, Tag, Text, attributes, values
from kg.ingest.references import Piece, lines_of, pieces

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ASIDE = frozenset({"nav", "footer", "aside", "button", "figcaption"})
_OF_TABLES = frozenset({"table", "tr", "td", "th"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Words of class and id that name a part beside the story.
_ASIDE_WORDS = frozenset(
    (
        "nav navbar navigation menu submenu footer sidebar related cookie cookies consent gdpr share sharing social breadcrumb breadcrumbs "
        "advert ad ads promo newsletter subscribe subscription signup login comments comment modal popup skip recommended trending "
        "mostread toolbar pagination pager widget quoteboard stockticker tickertape masthead banner"
    ).split()
)
_STORY_WORDS = re.compile(
    r"\b(?:article|release|story|post|entry|news|pr|press)[-_]?(?:release)?[-_]?(?:body|content|text)\b|\barticlebody\b|\bxn-content\b|\bbw-?release\b",
    re.I,
)
_UNITS = re.compile(r"(?:\b(?:k|c|m)?m|\bft|\bkm|\bt/m|\bCO|\bcm)$")
_RAISED = re.compile(r"[\d,; ]{1,5}|\(?[\da-z*]\)?|[*\u2020\u2021]+")


def blocks_of(page: str, read: Iterable[Tag | Text]) -> list[Block]:
    """The blocks of a page, whose tags and texts are `read`."""
    reader = _Page(page)
    tag, text = reader.tag, reader.text
    for token in read:
        if len(token) == 2:
            text(*token)
        else:
            tag(token)
    return reader.finish()


class _Page:
    """A page while it is read: the block being filled, the elements and tables that are open."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.tables: list[Rows] = []
        self.pieces: list[Piece] = []
        self.linked = 0
        self.kind = "p"
        self.open: list[tuple[str, bool, bool]] = []  # name, aside, hidden
        self.counts: dict[str, int] = {}
        self.said: dict[str, tuple[bool, bool, bool]] = {}  # by tags as they are written
        self.aside = self.hidden = self.links = self.pre = 0
        self.story, self.stories, self.story_depth = 0, 0, 0
        self.raised: int | None = None

    # ---- tags

    def tag(self, tag: Tag) -> None:
        name, closes, _, _ = tag
        if name in PARTING:
            if self.pieces:
                self._flush()
            self.linked, self.raised = 0, None
            if name in _OF_TABLES:
                self._table(tag)
            if closes:
                self._close(name)
            elif name not in _VOID:
                self._open(tag)
        elif name == "a":
            self.links = 0 if closes else 1
        elif name == "br":
            self._break(tag)
        elif name in ("sup", "sub"):
            self._raise(tag)

    def _open(self, tag: Tag) -> None:
        name = tag.name
        aside, hidden, told = False, False, False
        if tag.end - tag.start > len(name) + 2:
            said = self.page[tag.start : tag.end]  # pages have most of their tags many times
            known = self.said.get(said)
            if known is None:
                known = self.said[said] = _said(said)
            aside, hidden, told = known
        aside = name in _ASIDE or (aside and name not in ("body", "html", "td", "tr"))
        hidden = hidden or name == "title"  # which is of the head, and read there
        self.open.append((name, aside, hidden))
        self.counts[name] = self.counts.get(name, 0) + 1
        self.aside += aside
        self.hidden += hidden
        self.pre += name == "pre"
        self.kind = name
        if not self.story and (told or name == "article" or name == "main"):
            self.stories += 1
            self.story, self.story_depth = self.stories, len(self.open)

    def _close(self, name: str) -> None:
        """Closes an element, and those in it that were left open; one that was never opened closes nothing."""
        if not self.counts.get(name):
            return
        while True:
            last, aside, hidden = self.open.pop()
            self.counts[last] -= 1
            self.aside -= aside
            self.hidden -= hidden
            self.pre -= last == "pre"
            if self.story and len(self.open) < self.story_depth:
                self.story = 0
            if last == name:
                break
        self.kind = self.open[-1][0] if self.open else "p"

    def _table(self, tag: Tag) -> None:
        if tag.name == "table":
            if not tag.closes:
                self.tables.append(Rows())
            elif self.tables:
                self._add(self.tables.pop().blocks())
        elif not self.tables:
            return
        elif tag.name == "tr" and not tag.closes:
            self.tables[-1].rows.append([])
        elif tag.name in ("td", "th") and not tag.closes:
            said = attributes(self.page, tag)
            rows = self.tables[-1].rows
            if not rows:
                rows.append([])
            rows[-1].append(Cell(_number(said.get("colspan")), _number(said.get("rowspan"))))

    def _break(self, tag: Tag) -> None:
        if self.pieces and self.pieces[-1][0] == "\n":  # a second one: a new paragraph
            kind = self.kind
            self._flush()
            self.kind = kind
        elif self.pieces:
            self.pieces.append(("\n", tag.start, tag.end))

    def _raise(self, tag: Tag) -> None:
        """A raised mark of a note stands in brackets, lest it be read as a figure's last digit; powers of units and days stay as they are."""
        if not tag.closes:
            self.raised = len(self.pieces) if tag.name == "sup" else None
            return
        if self.raised is None or tag.name != "sup":
            return
        at, self.raised = self.raised, None
        before, mark = "".join(piece[0] for piece in self.pieces[max(0, at - 3) : at]), self.pieces[at:]
        text = "".join(piece[0] for piece in mark).strip()
        if mark and _RAISED.fullmatch(text) and not (text in "23" and _UNITS.search(before)) and not text.startswith("("):
            start, end = mark[0][1], mark[-1][2]
            self.pieces[at:] = [("(", start, start), *mark, (")", end, end)] if before else mark

    # ---- texts

    def text(self, start: int, end: int) -> None:
        if self.hidden:
            return
        if self.pre:
            self.pieces += lines_of(self.page, start, end)
            return
        if self.page[start:end].isspace() and (not self.pieces or self.pieces[-1][0][-1] in " \n"):
            return
        for piece in pieces(self.page, start, end):
            text = piece[0]
            if text[0] == " " and (not self.pieces or self.pieces[-1][0][-1] in " \n"):
                text = text.lstrip(" ")
                if not text:
                    continue
                piece = (text, piece[2] - len(text), piece[2])
            self.pieces.append(piece)
            self.linked += len(text) * self.links

    # ---- blocks

    def _flush(self) -> None:
        found, linked = self.pieces, self.linked
        self.pieces, self.linked, self.raised = [], 0, None
        while found and not found[-1][0].strip(" \n\u00a0"):
            found.pop()
        while found and not found[0][0].strip(" \n\u00a0"):
            found.pop(0)
        if found:
            self._add([Block(self.kind, tuple(found), linked, self.aside > 0, self.story)])

    def _add(self, blocks: list[Block]) -> None:
        cell = self.tables[-1].cell() if self.tables else None
        (self.blocks if cell is None else cell.blocks).extend(blocks)

    def finish(self) -> list[Block]:
        """All blocks, with those of tables that were never closed."""
        self._flush()
        while self.tables:
            self._add(self.tables.pop().blocks())
        return self.blocks


def _said(tag: str) -> tuple[bool, bool, bool]:
    """Whether a tag says that its element stands beside the story, is hidden, or holds the story."""
    said = values(tag)
    words = " ".join([said[key] for key in ("class", "id", "role", "data-module") if key in said])
    hidden = ("style" in said and _HIDDEN.search(said["style"]) is not None) or said.get("aria-hidden") == "true"
    story = said.get("itemprop") == "articleBody" or (words != "" and _STORY_WORDS.search(words) is not None)
    return _names_aside(words), hidden, story


def _names_aside(words: str) -> bool:
    return bool(words) and not _ASIDE_WORDS.isdisjoint(word.lower() for word in _WORD.findall(words))


def _number(span: Attribute | None) -> int:
    """How many columns or rows a cell spans; 1 where that is not said, or is nonsense."""
    digits = span.value.strip() if span else ""
    return max(1, min(int(digits), MAX_SPAN)) if digits.isdecimal() and digits.isascii() and len(digits) < 6 else 1
