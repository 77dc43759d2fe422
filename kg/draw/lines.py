"""A timeline for a terminal: a line a filler, which reads without colour too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kg.draw.bars import DISPUTED, FADING, IMPLIED, STATED, bars, headed, notes
from kg.draw.markup import cells, cut, plain
from kg.draw.scale import Scale, span
from kg.lookup.timeline import Row, TimelineView

_LETTERS = {STATED: "━", IMPLIED: "╌", DISPUTED: "╳", FADING: "·"}
_MARKS = {"seen": "●", "announced": "○", "over": "×", "withdrawn": "×"}
_COLOURS = {STATED: "32", IMPLIED: "36", DISPUTED: "31", FADING: "2"}  # green, cyan, red, dim
_NAMES, _DAYS, _LEAST = 30, 23, 20  # columns of the names, of the two days at the end of a line, and of the bars at least
_LEGEND = (
    (_LETTERS[STATED], "stated"),
    (_LETTERS[IMPLIED], "implied"),
    (_LETTERS[DISPUTED], "disputed"),
    (_LETTERS[FADING], "last known, or not known"),
    (_MARKS["seen"], "sighting"),
    (_MARKS["announced"], "announced"),
    (_MARKS["over"], "told to be over, or withdrawn"),
)


def text(view: TimelineView, first: date | None = None, last: date | None = None, width: int = 100, colour: bool = False) -> str:
    """A timeline as lines of at most `width` columns, from one day to another or over all of which documents speak."""
    names = min(_NAMES, max(12, width // 3))
    days = _DAYS if width - names - _DAYS >= _LEAST else 0
    shown = view.within(first, last)
    scale = Scale(*span(shown, first, last), names, max(_LEAST, width - names - days))
    return "".join(line.rstrip() + "\n" for line in _lines(shown, scale, names, days > 0, colour, width))


def _lines(view: TimelineView, scale: Scale, names: int, days: bool, colour: bool, width: int) -> Iterator[str]:
    yield cut(f"{plain(view.entity)}{f', {view.what}' if view.what else ''}{f', as known on {view.known}' if view.known else ''}", width)
    yield ""
    if not view.rows:
        yield "no document that has a day tells"
        return
    yield from _axis(scale, int(scale.width), days)
    for heading, rows in headed(view.rows):
        yield _styled(cut(heading, width), "1", colour)
        for row in rows:
            yield _line(row, scale, names, days, colour)
    yield ""
    yield from _legend(width)


def _legend(width: int) -> Iterator[str]:
    """What the letters mean, on as many lines as they need."""
    line = ""
    for letter, words in _LEGEND:
        longer = f"{line}   {letter} {words}" if line else f"{letter} {words}"
        if line and len(longer) > width:
            yield line
            longer = f"{letter} {words}"
        line = longer
    yield line


def _axis(scale: Scale, room: int, days: bool) -> Iterator[str]:
    labels, rule = [" "] * room, ["─"] * room
    for tick in scale.ticks(1, 2):
        at = _column(scale, tick.day)
        rule[at] = "┴"
        for offset, letter in enumerate(tick.label):
            labels[at + offset : at + offset + 1] = [letter]
    indent = " " * int(scale.left)
    yield f"{indent}{''.join(labels[:room])}{'  first day  last day' if days else ''}"
    yield indent + "".join(rule)


def _line(row: Row, scale: Scale, names: int, days: bool, colour: bool) -> str:
    room = int(scale.width)
    found: list[tuple[str, str]] = [(" ", "")] * room
    for bar in bars(row, scale.first, scale.last):
        begin, end = _column(scale, bar.first), _column(scale, bar.last)
        start = max(begin, end - 2) if bar.open_before else begin  # how far back an unseen begin lies nobody knows
        for at in range(start, end + 1):
            if bar.look != FADING or found[at][0] == " ":
                found[at] = (_LETTERS[bar.look], bar.look)
    for one in sorted(row.sightings, key=lambda one: one.mark == "seen"):  # a sighting hides an announcement of the same place
        if scale.first <= one.day <= scale.last:
            at = _column(scale, one.day)
            found[at] = (_MARKS[one.mark], found[at][1])
    told = " → ".join(note for _, note in notes(row.sightings))
    name = "  " + (f"{cut(row.name, max(8, names - 5 - cells(told)))} {told}" if told else row.name)
    name = cut_keeping(name, names - 1)
    line = name + " " * (names - cells(name)) + "".join(_styled(letter, _COLOURS.get(look, ""), colour) for letter, look in found)
    return f"{line}  {_days(row)}" if days else line


def cut_keeping(name: str, columns: int) -> str:
    """A name that is indented, cut to its columns."""
    return "  " + cut(name.strip(), columns - 2)


def _days(row: Row) -> str:
    """The first and last day on which the row's filler is certain; of what was only announced or told to be over, nothing."""
    certain = [(spell.begin.latest, spell.end.earliest) for spell in row.spells if spell.begin.latest and spell.end.earliest]
    return f"{min(first for first, _ in certain if first)} {max(last for _, last in certain if last)}" if certain else ""


def _column(scale: Scale, day: date) -> int:
    return min(int(scale.x(day) - scale.left), int(scale.width) - 1)


def _styled(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text.strip() else text
