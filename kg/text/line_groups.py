"""Which lines of a document belong together: hard wraps undone, headings, paragraphs and points of lists told apart, rows of tables kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.text.head_units import unit_of
from kg.text.header_words import EXCHANGE_LINE, NOT_TITLE
from kg.text.letters import UPPER
from kg.text.line_heads import begins_closing, heads_section
from kg.text.lone_cells import is_lone_figure, lone_cells
from kg.text.lone_marks import lone_marks
from kg.text.months import WRITTEN
from kg.text.names import legal_form_pattern
from kg.text.page_stamps import is_stamp
from kg.text.row_marks import BULLET, LONG_LINE, Line, indent, is_row_below
from kg.text.torn_lines import DATELINE, PLACE_AND_DAY, SENTENCE_END, is_torn

_UNIT = re.compile(r"[tm][.,;] ")  # of the number that ends the line before it, and no point of a list
_CONTACT_START = re.compile(r"^(?:\S+@\S+|www\.|https?:|e-?mail|tel|t:|e:|f:|fax|phone)", re.IGNORECASE)
# What stands above a story line by line: "Release Date: 4 May 2019", "Share code: ALD".
_HEAD_LABEL = re.compile(
    r"(?:(?:release|released|announcement|publication|issue) ?(?:date|time)?|date(?: of (?:issue|release))?|time|"
    r"(?:share |stock |asx )?codes?(?:\(s\))?|(?:trading |stock )?symbols?|tickers?|isin|source|contacts?|"
    r"company(?: name)?|issuer|subject|headline|title|from|to|re|rns(?: number)?|reference|exchanges?|listings?) ?:(?!\S)",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"(?:[,(&/\u2013\u2014]"
    r"|(?<![\w/])(?:and(?:/or)?|or|of|the|a|an|to|in|at|by|for|with|from|on|its|that|which|is|was|as|Mr\.|Ms\.|Mrs\.|Dr\.))$"
)
_SHORTEST_PROSE, _SHORTEST_WRAPPED, _FEW, _FEW_LINES, _MARK = 120, 20, 3, 15, 4  # the last: letters of a mark alone on its line, above what it leads
_HEAD = 800  # characters in which a document tells what it is before its story
# The issuer with its symbol or short name, as a story begins: "Alder Metals Corp. (TSX: ALD)", "Alder Metals Corp. (the "Company")".
_BEGINS_STORY = re.compile(rf"[{UPPER}][^\n()]{{1,60}}?{legal_form_pattern()}\s?\((?:(?:the )?[\"\u201c]|[A-Za-z][A-Za-z .-]{{1,24}}: ?[A-Z])")
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_HYPHENATED = re.compile(r"[A-Za-z]-$")


@dataclass
class Group:
    """Lines of one block while it grows; a join is what stands between a line and the one before it."""

    lines: list[Line]
    joins: list[str]


# "(Q1 2016:" at the end of a line, whose figure and bracket's end begin the next.
_BRACKET_OPEN = re.compile(r"\([^()]{2,24}:$")
_BRACKET_CLOSED = re.compile(r"[^(]{1,40}\)")
# 'Alder Metals Inc. ("', "Alder", '" or the "', "Company", '") is': names that a page sets in bold, each on a line of its own.
_QUOTE_OPEN = re.compile(r"(?:[( ]|^)[\"\u201c\u201d]$")
_QUOTE_CLOSED = re.compile(r"[\"\u201c\u201d](?:\)|,? (?:or|and) the [\"\u201c\u201d]$|$)")
# "July - September 2004 (2003)": over points of a list it is their heading.
_SPAN_OF_MONTHS = re.compile(
    rf"(?:{WRITTEN})\.?(?: ?[-\u2013\u2014] ?| to | through )(?:{WRITTEN})\.?,? (?:19|20)\d\d(?: ?\((?:19|20)\d\d\))?:?", re.IGNORECASE
)


def grouped(lines: list[Line]) -> Iterator[Group]:
    """The lines of a document as groups, each of which is a block."""
    return (part for whole in _groups(lines) for part in _parted(whole))


def _groups(lines: list[Line]) -> Iterator[Group]:
    page = _page(lines)
    heads = {line.start for line, after in pairwise(lines) if _SPAN_OF_MONTHS.fullmatch(line.text) and BULLET.match(after.text)}
    group: Group | None = None
    for line in lines:
        before = group.lines[-1] if group else None
        if group is None or before is None:
            group = Group([line], [""])
        elif (line.start in heads or begins_closing(line)) and not _OPEN_END.search(before.text):
            yield group
            group = Group([line], [""])
        elif line.in_table and before.in_table and line.blanks <= 1:
            group.lines.append(line)
            group.joins.append("\n")
        elif _continues(before, line, page) or _hangs(group, line):
            group.lines.append(line)
            group.joins.append("" if _HYPHENATED.search(before.text) and line.text[0].isalpha() else " ")
        elif not line.blanks and not line.in_table and not before.in_table and _stays(group, line, page):
            group.lines.append(line)
            group.joins.append("\n")
        else:
            yield group
            group = Group([line], [""])
    if group:
        yield group


def _parted(group: Group) -> Iterator[Group]:
    """A group less the paragraphs in it, each of them a block: texts that lost their empty lines have prose right below headings."""
    begins = [index for index, join in enumerate(group.joins) if index == 0 or join == "\n"]
    if group.lines[0].in_table or len(begins) == 1:
        yield group
        return
    held: list[Line] = []
    joins: list[str] = []
    for low, high in pairwise((*begins, len(group.lines))):
        prose = _is_paragraph(group.lines[low:high])
        if held and prose:
            yield Group(held, ["", *joins[1:]])
            held, joins = [], []
        held += group.lines[low:high]
        joins += group.joins[low:high]
        if prose:
            yield Group(held, ["", *joins[1:]])
            held, joins = [], []
    if held:
        yield Group(held, ["", *joins[1:]])


def _is_paragraph(lines: list[Line]) -> bool:
    """Whether lines that go on with one another are sentences, and no title or address."""
    return len(lines) > 1 and sum(len(line.text) for line in lines) > _SHORTEST_PROSE and SENTENCE_END.search(lines[-1].text) is not None


def _stays(group: Group, line: Line, page: _Page) -> bool:
    """Short lines stay together (addresses, lists of names); a paragraph, a bullet, and what stands below one that nobody wrapped begin a block."""
    before, first = group.lines[-1].text, group.lines[0].text
    point = BULLET.match(first) is not None
    if line.start in page.marks or (point and page.width is None and len(first) > _MARK and line.text[0].isupper() and before[-1] != "@"):
        return False
    if (len(group.lines) == 1 and heads_section(group.lines[0])) or ((point or SENTENCE_END.search(before)) and heads_section(line)):
        return False
    return len(line.text) < 100 and len(before) < 100 and not BULLET.match(line.text) and not (len(before) >= 60 and SENTENCE_END.search(before))


def _heads(line: Line) -> bool:
    """Whether a line may stand over a paragraph: the name of a section, a headline, two or more words that are all capitalised."""
    words = line.text.split()
    names = len(words) > 1 and all(word[0].isupper() for word in words) and line.text[-1].isalnum()
    return heads_section(line) or names or (not line.text[0].islower() and _is_headline(line.text))


# ---- hard wraps


@dataclass(frozen=True)
class _Page:
    """How a document's lines were set: the width at which they were wrapped (None: they were not), whether every line is followed by an empty
    one, where the marks of points stand alone, which lines are cells of a table, and whether many were broken far short of the width, as the ends
    of lines in a page's source leave them."""

    width: int | None
    double_spaced: bool
    marks: frozenset[int]
    cells: frozenset[int]
    ragged: bool = False


def _page(lines: list[Line]) -> _Page:
    prose, cells = [line for line in lines if not line.in_table], lone_cells(lines)
    marks = lone_marks(lines) - {line.start for line in lines if line.start in cells and is_lone_figure(line.text)}
    lengths = sorted(len(line.text) for line in prose if len(line.text) <= LONG_LINE)
    long_ink = sum(len(line.text) for line in prose if len(line.text) > LONG_LINE)
    if not lengths or long_ink > 0.5 * (long_ink + sum(lengths)):
        return _Page(None, False, marks, cells)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = [line.text for line in prose if 0.7 * width < len(line.text) <= LONG_LINE]
    ended = sum(SENTENCE_END.search(text) is not None for text in full)
    if width < 50 or (ended > 0.7 * len(full) and (len(full) > _FEW or (ended == len(full) > 1 and len(prose) < _FEW_LINES))):
        return _Page(None, False, marks, cells)  # no line breaks off a sentence: each is a paragraph
    split = [
        (before, line)
        for before, line in pairwise(prose)
        if len(before.text) > 0.7 * width and not SENTENCE_END.search(before.text) and line.text[0].islower()
    ]
    loose = sum(line.blanks > 0 for _, line in split)
    return _Page(width, loose >= 3 and loose > 0.5 * len(split), marks, cells, _is_ragged(prose, width))


def _is_ragged(prose: list[Line], width: int) -> bool:
    """Whether a good part of the lines that break off a sentence are short."""
    broken = [
        len(before.text) < 0.6 * width
        for before, line in pairwise(prose)
        if not line.blanks and not SENTENCE_END.search(before.text) and line.text[0].islower() and not BULLET.match(line.text)
    ]
    return sum(broken) > _FEW and sum(broken) > 0.2 * len(broken)


def _continues(before: Line, line: Line, page: _Page) -> bool:
    """Whether a line goes on with the sentence or paragraph of the line before it."""
    if line.in_table or before.in_table or line.blanks > 1:
        return False
    if (
        _CONTACT_START.match(line.text)
        or DATELINE.match(line.text)
        or PLACE_AND_DAY.match(line.text)
        or (_HEAD_LABEL.match(line.text) and line.text[0].isupper())
        or is_stamp(line.text)
        or is_stamp(before.text)
        or (line.start < _HEAD and _stands_in_head(before.text, line.text))
    ):
        return False
    if line.start in page.marks:
        return False
    if before.start in page.marks:
        return BULLET.match(line.text) is None
    if (len(before.text) <= 3 and line.text[0] in "0123456789<") or is_row_below(before.text, line.text):
        return False  # cells of a table: "n/a", "and" and "\u2013" leave no sentence open
    if not line.blanks and _BRACKET_OPEN.search(before.text) and _BRACKET_CLOSED.match(line.text):
        return True
    if not line.blanks and (_QUOTE_OPEN.search(before.text) or _QUOTE_CLOSED.match(line.text)):
        return True
    if line.text[0] in ",;)" or before.text.endswith((" Mr.", " Ms.", " Dr.", " Mrs.")):
        return True
    if before.text[-1].isdigit() and _UNIT.match(line.text):
        return True
    if BULLET.match(line.text) and not (line.text[0] in "-\u2013\u2014" and _OPEN_END.search(before.text)):
        return False
    unfinished = not SENTENCE_END.search(before.text)
    if before.start in page.cells and line.start in page.cells:
        return unfinished and not line.blanks and _is_wrapped_cell(before.text, line.text)
    if not line.blanks and is_torn(before.text, line.text):
        return True
    if page.ragged and not line.blanks and unfinished and not (_heads(before) or heads_section(line)):
        return True
    width = page.width or LONG_LINE
    if line.text[0].islower() and unfinished and len(before.text) >= (0.6 * width if line.blanks else min(20, 0.3 * width)):
        return True
    if line.text[0].islower() and unfinished and not line.blanks and page.width and len(line.text) >= 0.6 * page.width and not heads_section(before):
        return True  # the first word of a paragraph alone on its line: a heading is not gone on with in small letters
    if line.blanks and not page.double_spaced:
        return False
    if page.width is None:
        return unfinished and _OPEN_END.search(before.text) is not None and not (before.text.endswith(",") and len(before.text) < 60)
    room = width - len(before.text) - 1 - len(line.text.split(maxsplit=1)[0])
    if room <= 0.02 * width:
        return unfinished or (len(before.text) >= 0.8 * width and not _is_title(line.text, width))
    if room <= 0.25 * width:
        return unfinished and not _is_title(before.text, width)
    return unfinished and _OPEN_END.search(before.text) is not None and len(before.text) >= 0.5 * width


def _is_wrapped_cell(before: str, line: str) -> bool:
    """Whether a line goes on with the words of a cell: not so a figure or the unit of one."""
    if any(is_lone_figure(text) or unit_of(text) for text in (before, line)):
        return False
    # "and" is the label of an interval, "Three months ended June 30," stands over its year.
    open_end = _OPEN_END.search(before) is not None and " " in before and before[-1] != ","
    return open_end or (line[0].islower() and len(before) >= _SHORTEST_WRAPPED)


def _stands_in_head(before: str, line: str) -> bool:
    """Whether a line in the head of a document goes with no line before it: a label or symbol, a headline told twice, the story below one."""
    if _OPEN_END.search(before) or DATELINE.match(before) or PLACE_AND_DAY.match(before):
        return False
    symbol = EXCHANGE_LINE.match(line) is not None and (":" in line or _is_headline(before))  # "KRC-10" is a hole below prose
    label = symbol or NOT_TITLE.match(line) is not None
    below_notice = before.isupper() and not line.isupper() and NOT_TITLE.match(before) is not None
    begins = _BEGINS_STORY.match(line) is not None and _is_headline(before) and not _TELLS.search(before)
    return (label and line[0].isupper()) or below_notice or line == before or begins


_TELLS = re.compile(r"^(?:On|In) [A-Z][a-z]+ |, [A-Z][\w-]+$")  # a line of prose: "On May 3, 2012, its subsidiaries, Minera"


def _is_headline(text: str) -> bool:
    """A line without a stop, most of whose longer words are capitalised."""
    words = _LONG_WORD.findall(text)
    return len(words) > 2 and text[-1].isalnum() and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _hangs(group: Group, line: Line) -> bool:
    """A line indented under the words of its bullet goes on with it, however narrow the list was set."""
    first = group.lines[0]
    if line.blanks or line.in_table or not BULLET.match(first.text) or BULLET.match(line.text):
        return False
    if line.text[0].islower() and not SENTENCE_END.search(group.lines[-1].text):
        return True  # "· Cash" / "costs" / "declined 26%"
    return indent(line) > indent(first) and indent(line) > 0


def _is_title(text: str, width: int) -> bool:
    """A short line without a stop, most of whose words are capitalised."""
    words = [word for word in text.split() if word[0].isalpha()]
    return (
        len(text) < 0.75 * width
        and not text.endswith((".", ",", ";"))
        and bool(words)
        and sum(word[0].isupper() for word in words) >= 0.6 * len(words)
    )
