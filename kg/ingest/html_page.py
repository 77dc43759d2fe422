"""The blocks of a web page in their order: paragraphs, headings, items and tables, with what tells whether they belong to the story."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.ingest.html_tables import MAX_SPAN, Block, Cell, Rows
from kg.ingest.html_tokens import BREAK, LINK, MARK, PARTING, RULE, TELLING, Attribute, attributes, tokens, values
from kg.ingest.references import Piece, is_plain, lines_of, pieces

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What an element is, by its name and its attributes: one that stands beside the story, is hidden, holds the story, keeps its lines as they are, or
# may well stand beside the story.
_ASIDE, _HIDES, _STORY, _PRE, _DOUBTFUL = 1, 2, 4, 8, 16
# What of a page is passed over: nothing, what surely stands beside the story, and what may well.
NOTHING, SURE, ALL = 0, _ASIDE, _ASIDE | _DOUBTFUL
_BY_NAME = {
    **dict.fromkeys(("nav", "footer", "aside", "button", "figcaption"), _ASIDE),
    **dict.fromkeys(("article", "main"), _STORY),
    "title": _HIDES,  # which is of the head, and read there
    "pre": _PRE,
}
_NEVER_ASIDE = frozenset({"body", "html", "td", "tr"})
_DIGITS = str.maketrans("123456789", "0" * 9)  # by which nothing is told
_OF_TABLES = frozenset({"table", "tr", "td", "th"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Words of class and id that name a part beside the story.
_ASIDE_WORDS = frozenset(
    (
        "nav navbar navigation menu submenu footer sidebar related cookie cookies consent gdpr share sharing social breadcrumb breadcrumbs "
        "advert ad ads promo newsletter subscribe subscription signup login comments comment modal popup skip recommended trending "
        "mostread toolbar pagination pager quoteboard stockticker tickertape masthead banner"
    ).split()
)
_DOUBTFUL_WORDS = frozenset({"widget"})  # builders of sites make all of a page of them
_STORY_WORDS = re.compile(
    r"\b(?:article|release|story|post|entry|news|pr|press)[-_]?(?:release)?[-_]?(?:body|content|text)\b|\barticlebody\b|\bxn-content\b|\bbw-?release\b",
    re.I,
)
_UNITS = re.compile(r"(?:\b(?:k|c|m)?m|\bft|\bkm|\bt/m|\bCO|\bcm)$")
_RAISED = re.compile(r"[\d,; ]{1,5}|\(?[\da-z*]\)?|[*\u2020\u2021]+")


@dataclass(frozen=True)
class Read:
    """What a page holds: its blocks; how many characters there are at most, of no link and of links, in parts beside the story that were passed over;
    and the tags that may tell of the page, each by its name and by where it begins and ends."""

    blocks: list[Block]
    passed: list[int]
    told: list[tuple[str, int, int]]


def read_page(page: str, passing: int) -> Read:
    """What a page holds, `passing` over NOTHING, over what is SURE to stand beside the story, or ALL that may."""
    reader = _Page(page, passing)
    reader.read()
    return reader.finish()


class _Page:
    """A page while it is read: the block being filled, the elements and tables that are open."""

    def __init__(self, page: str, passing: int) -> None:
        self.page = page
        self.passing = passing
        self.beside = passing or ALL  # what of an element says that it stands beside the story
        self.blocks: list[Block] = []
        self.tables: list[Rows] = []
        self.pieces: list[Piece] = []
        self.linked = 0
        self.kind = "p"
        self.open: list[tuple[str, int]] = []  # names, and what they are
        self.counts: dict[str, int] = {}
        self.said: dict[str, int] = {}  # by tags as they are written
        self.told: list[tuple[str, int, int]] = []
        self.aside = self.hidden = self.links = self.pre = 0
        self.passed, self.back = [0, 0], -1  # how many elements are open once a part is behind that is passed over; below zero in none
        self.story, self.stories, self.story_depth = 0, 0, 0
        self.raised: int | None = None

    def read(self) -> None:
        """Reads all of it."""
        page, text, part, told = self.page, self.text, self._part, self.told.append
        for at, start, end, name, kind, closes in tokens(page):
            if self.back >= 0:
                if start > at:
                    self.passed[self.links] += len(page[at:start].strip(" \n")) + 2
                if kind == PARTING:
                    self._pass(name, closes)
                elif kind == LINK:
                    self.links = not closes
                elif kind == TELLING:
                    told((name, start, end))
                continue
            if start > at and not self.hidden:
                text(at, start)
            if kind == PARTING:
                part(name, start, end, closes)
            elif kind == LINK:
                self.links = not closes
            elif kind == BREAK:
                self._break(start, end)
            elif kind == MARK:
                self._mark(name, closes)
            elif kind == TELLING:
                told((name, start, end))
            elif kind == RULE:
                self._flush()

    # ---- elements

    def _pass(self, name: str, closes: bool) -> None:
        """An element in a part that is passed over."""
        if closes:
            self._close(name)
            return
        self.open.append((name, 0))
        self.counts[name] = self.counts.get(name, 0) + 1

    def _part(self, name: str, start: int, end: int, closes: bool) -> None:
        self._flush()
        if name in _OF_TABLES:
            self._table(name, start, end, closes)
        if closes:
            self._close(name)
            return
        written = self.page[start:end]  # pages have most of their tags many times
        what = self.said.get(written)
        if what is None:
            what = self.said[written] = self._what(name, written)
        self.open.append((name, what))
        self.counts[name] = self.counts.get(name, 0) + 1
        self.kind = name
        if what:
            self._begin(what)
        if name == "time" or name == "title":
            self.told.append((name, start, end))

    def _what(self, name: str, written: str) -> int:
        """What an element is."""
        if len(written) <= len(name) + 2:
            return _BY_NAME.get(name, 0)
        alike = written.translate(_DIGITS)
        what = self.said.get(alike)
        if what is None:
            what = self.said[alike] = _said(name, written) | _BY_NAME.get(name, 0)
        return what

    def _begin(self, what: int) -> None:
        self.hidden += what & _HIDES > 0
        self.pre += what & _PRE > 0
        if what & _STORY and not self.story:
            self.stories += 1
            self.story, self.story_depth = self.stories, len(self.open)
        if what & self.beside:
            self.aside += 1
            if self.passing and not self.tables:
                self.back, self.links = len(self.open) - 1, False

    def _close(self, name: str) -> None:
        """Closes an element, and those in it that were left open; one that was never opened closes nothing."""
        if not self.counts.get(name):
            return
        last = ""
        while last != name:
            last, what = self.open.pop()
            self.counts[last] -= 1
            if what:
                self._end(what)
        self.kind = self.open[-1][0] if self.open else "p"

    def _end(self, what: int) -> None:
        self.hidden -= what & _HIDES > 0
        self.pre -= what & _PRE > 0
        self.aside -= what & self.beside > 0
        depth = len(self.open)
        if self.story and depth < self.story_depth:
            self.story = 0
        if depth <= self.back:
            self.back, self.links = -1, False

    def _table(self, name: str, start: int, end: int, closes: bool) -> None:
        if name == "table":
            if not closes:
                self.tables.append(Rows())
            elif self.tables:
                self._add(self.tables.pop().blocks())
        elif not self.tables or closes:
            return
        elif name == "tr":
            self.tables[-1].rows.append([])
        else:
            spans = end - start > 12
            said = attributes(self.page, start, end) if spans else {}
            rows = self.tables[-1].rows
            if not rows:
                rows.append([])
            rows[-1].append(Cell(_number(said.get("colspan")), _number(said.get("rowspan"))))

    def _break(self, start: int, end: int) -> None:
        if self.pieces and self.pieces[-1][0] == "\n":  # a second one: a new paragraph
            self._flush()
        elif self.pieces:
            self.pieces.append(("\n", start, end))

    def _mark(self, name: str, closes: bool) -> None:
        """A raised mark of a note stands in brackets, lest it be read as a figure's last digit; powers of units and days stay as they are."""
        if not closes:
            self.raised = len(self.pieces) if name == "sup" else None
            return
        if self.raised is None or name != "sup":
            return
        at, self.raised = self.raised, None
        before, mark = "".join(piece[0] for piece in self.pieces[max(0, at - 3) : at]), self.pieces[at:]
        text = "".join(piece[0] for piece in mark).strip()
        if mark and _RAISED.fullmatch(text) and not (text in "23" and _UNITS.search(before)) and not text.startswith("("):
            start, end = mark[0][1], mark[-1][2]
            self.pieces[at:] = [("(", start, start), *mark, (")", end, end)] if before else mark

    # ---- texts

    def text(self, start: int, end: int) -> None:
        page, held = self.page, self.pieces
        if self.pre:
            held += lines_of(page, start, end)
            return
        is_first = not held or held[-1][0][-1] in " \n"  # whose blanks are not seen
        if is_first and page[start:end].isspace():
            return
        if is_plain(page, start, end):
            start += is_first and page[start] == " "
            if start < end:
                held.append((page[start:end], start, end))
                if self.links:
                    self.linked += end - start
            return
        for piece in pieces(page, start, end):
            text = piece[0]
            if text[0] == " " and (not held or held[-1][0][-1] in " \n"):
                text = text.lstrip(" ")
                if not text:
                    continue
                piece = (text, piece[2] - len(text), piece[2])
            held.append(piece)
            if self.links:
                self.linked += len(text)

    # ---- blocks

    def _flush(self) -> None:
        """Ends the block."""
        found = self.pieces
        if found:
            linked, self.pieces, self.linked = self.linked, [], 0
            while found and not found[-1][0].strip(" \n\u00a0"):
                found.pop()
            while found and not found[0][0].strip(" \n\u00a0"):
                found.pop(0)
            if found:
                self._add([Block(self.kind, tuple(found), linked, self.aside > 0, self.story)])
        self.raised = None

    def _add(self, blocks: list[Block]) -> None:
        cell = self.tables[-1].cell() if self.tables else None
        (self.blocks if cell is None else cell.blocks).extend(blocks)

    def finish(self) -> Read:
        """All blocks, with those of tables that were never closed, and what else was found."""
        self._flush()
        while self.tables:
            self._add(self.tables.pop().blocks())
        return Read(self.blocks, self.passed, self.told)


def _said(name: str, tag: str) -> int:
    """What an element is by the attributes of its tag."""
    said = values(tag)
    words = " ".join([said[key] for key in ("class", "id", "role", "data-module") if key in said])
    hidden = ("style" in said and _HIDDEN.search(said["style"]) is not None) or said.get("aria-hidden") == "true"
    story = said.get("itemprop") == "articleBody" or (words != "" and _STORY_WORDS.search(words) is not None)
    return (0 if name in _NEVER_ASIDE else _beside(words)) | _HIDES * hidden | _STORY * story


def _beside(words: str) -> int:
    named = {word.lower() for word in _WORD.findall(words)}
    return _ASIDE * (not named.isdisjoint(_ASIDE_WORDS)) | _DOUBTFUL * (not named.isdisjoint(_DOUBTFUL_WORDS))


def _number(span: Attribute | None) -> int:
    """How many columns or rows a cell spans; 1 where that is not said, or is nonsense."""
    digits = span.value.strip() if span else ""
    return max(1, min(int(digits), MAX_SPAN)) if digits.isdecimal() and digits.isascii() and len(digits) < 6 else 1
