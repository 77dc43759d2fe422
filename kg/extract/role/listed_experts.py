"""Experts in lists and tables: "The Qualified Persons are:" over items "A, P.Geo., of X Ltd., for resources", or a table with a column of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kg.extract.context import Context
from kg.extract.role.boards import joined_names
from kg.extract.role.people import find_persons, known_given
from kg.extract.role.stated import Statement
from kg.extract.role.title_grammar import HELD
from kg.text.names import HONORIFIC
from kg.text.sections import Part
from kg.text.titles import Role

_TITLE = r"(?P<title>(?i:(?:qualified|competent) persons?)|QPs?)"
_LEADS = re.compile(
    rf"\b{_TITLE}\b(?![^:]{{0,250}}\b(?:highlights|results|estimates?|parameters|assumptions|table) (?:are|is|include)\b)"
    rf"(?:[^:.]|\.(?! [A-Z])|:(?=\S)){{0,250}}:\s*$"
)
_ABOVE = re.compile(rf"\W*(?:[\w&',./\u2019 -]{{0,40}}\b)?{_TITLE}['\u2019]?(?:\s[\w&',/\u2019 -]{{0,40}})?\W*")  # alone on its line
_RUN = re.compile(rf"(?:^|[.:]\s)(?:[Tt]he )?(?:[Ii]ndependent )?{_TITLE}(?: (?:are|include))?:\s(?=[A-Z])")
_ITEM = re.compile(rf"^[\s\d.()*\u2022\u00b7\u25cf\u25aao\u2013-]{{0,8}}(?:{HONORIFIC}\s)?$")
_COLUMN = re.compile(r"(?i:\b(?:qualified|competent) persons?\b|\bQPs?\b)")
_FEW = 12  # items of one list


def listed_experts(context: Context) -> Iterator[Statement]:
    """The experts of each list, line or table that says of all whom it names that they are, each with the firm beside the name or the issuer."""
    parts = [part for part in context.telling if part.text.strip()]
    for number, part in enumerate(parts):
        above = parts[number - 1] if number else None
        if part.block.kind == "table" or "\t" in part.text or "   " in part.text:
            yield from _in_table(context, part)
        led = _LEADS.search(part.text)
        lead = led or (_ABOVE.fullmatch(part.text) if part.block.kind in ("heading", "paragraph") else None)
        if lead:
            for item in takewhile(lambda item: _is_item(item), parts[number + 1 : number + 1 + _FEW]):
                yield from _of_lines(context, item, 0, len(item.text), lead["title"], led=led is not None)
        elif part.block.kind in ("lines", "bullet") and (head := _heads_lines(part)) and above is not None:
            yield from _of_lines(context, part, head.end(), len(part.text), head["title"])
        if part.block.kind == "paragraph" and (run := _RUN.search(part.text)) and part.text.count(";", run.end()):
            at = run.end()
            for piece in part.text[at:].split(";"):
                yield from _of_item(context, part, at, at + len(piece), run["title"], led=True)
                at += len(piece) + 1


def _heads_lines(part: Part) -> re.Match[str] | None:
    """The first line of a block of lines, where it leads in a list of experts."""
    first = part.text.partition("\n")[0]
    return _LEADS.search(first) if len(first) < len(part.text) else None


def _is_item(part: Part) -> bool:
    """Whether a part begins with a person, as an item of a list does."""
    first = part.text.partition("\n")[0]
    persons = find_persons(first[:80], ())
    told = not persons or _SAYS.search(first, persons[0].end) or first[persons[0].end : persons[0].end + 1] in ("'", "\u2019")
    return part.block.kind in ("bullet", "lines", "paragraph") and not told and _ITEM.match(first[: persons[0].start]) is not None


def _of_lines(context: Context, part: Part, low: int, high: int, title: str, *, led: bool = True) -> Iterator[Statement]:
    edges = [low, *(found.end() for found in _NEXT.finditer(part.text, low, high)), high]
    for start, end in pairwise(edges):
        yield from _of_item(context, part, start, end, title, led=led)


_NEXT = re.compile(r"\n|;\s(?:and\s)?(?=[-\u2022\u2013]\s)")


_SAYS = re.compile(r"(?<!\bwho)(?<!\bwhich)\s(?:has|have|is|are|was|were|will|said|reviewed|prepared|visited)\b")


def _of_item(context: Context, part: Part, low: int, high: int, title: str, *, led: bool) -> Iterator[Statement]:
    """The persons at the head of an item, unless it is a sentence about them; `led` says that words lead the list in, and no heading alone."""
    text, base = part.text[low:high], part.start + low
    named = [(naming.start - base, naming.end - base, org) for naming, org in context.namings(base, part.start + high)]
    persons = find_persons(text, [(start, end) for start, end, _ in named])
    if not persons or not _ITEM.match(text[: persons[0].start]) or not _is_sure(persons[0].name, text[persons[0].end :], named, led=led):
        return
    run = joined_names(text, persons)
    if _SAYS.match(text, run[-1].after):
        return
    firm = next((org for start, _, org in named if start >= run[-1].end), context.issuer)
    for person in run:
        start, stop = base + person.start, base + person.end
        yield Statement(person.name, Role("qualified-person"), title, firm.company, HELD, None, None, None, start, stop, "listed-expert")


_LETTERS = re.compile(
    r",?\s\(?(?:P\.?\s?(?:Geo|Eng)|Pr\.?\s?(?:Sci|Eng)|[MF]Aus\w+|[MF]AIG|RPGeo|CPG|EurGeol|C\.?\s?(?:Eng|Geol)|Ph\.?\s?D|[MB]\.?\s?Sc|SME|RM|QP|"
    r"MMSA|FGS|ing|g[\u00e9e]o)\b",
    re.IGNORECASE,
)
# Who signs a release beneath the heading of its experts: "Peter Brown / President & CEO".
_OFFICE = re.compile(r"\b(?:President|C[EFO]O|Chief (?:Executive|Financial|Operating)|Directors?|Chair\w*|Secretary|Treasurer)\b")


def _is_sure(name: str, behind: str, named: Sequence[object], *, led: bool) -> bool:
    """Whether an item is surely of an expert: by the letters behind the name, or a firm beside it; by a given name where words lead the list in."""
    lettered = _LETTERS.match(behind) is not None
    return lettered or (not _OFFICE.search(behind) and (bool(named) or (led and known_given(name))))


def _in_table(context: Context, part: Part) -> Iterator[Statement]:
    """The persons in the column of a table that is headed so; a table of what they did, where the first row names other columns."""
    rows = part.text.split("\n")
    head, cells = rows[0], _cells(rows[0])
    column = next((at for at, (cell, _) in enumerate(cells) if _COLUMN.search(cell) and len(cell) < 60), None)
    if column is None or len(cells) < 2:
        return
    at = len(head) + 1
    for row in rows[1:]:
        own = _cells(row)
        if len(own) > column:
            text, start = own[column]
            persons = find_persons(text, ())
            if persons and _ITEM.match(text[: persons[0].start]):
                low, high = part.start + at, part.start + at + len(row)
                firm = next((org for _, org in context.namings(low, high)), context.issuer)
                for person in joined_names(text, persons):
                    first = low + start + person.start
                    stop = low + start + person.end
                    title = _COLUMN.search(cells[column][0])
                    words = title.group() if title else "Qualified Person"
                    yield Statement(person.name, Role("qualified-person"), words, firm.company, HELD, None, None, None, first, stop, "listed-expert")
        at += len(row) + 1


def _cells(row: str) -> list[tuple[str, int]]:
    """The cells of a row with where each begins."""
    return [(found.group(), found.start()) for found in re.finditer(r"[^\s|](?:[^\t|\n]*?[^\s|])?(?=\s{2,}|\s*[\t|]|\s*$)", row)]
