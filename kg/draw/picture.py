"""A timeline as one SVG file: no script, nothing loaded, a link and the quote at every sighting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.draw.bars import DISPUTED, FADING, IMPLIED, STATED, Bar, bars, caps, headed, notes, told_of
from kg.draw.ink import HUES, INK, PAPER, RED, RULE, SOFT, definitions, fill
from kg.draw.legend import legend
from kg.draw.markup import Attributes, Markup, cut, joined, number, tag
from kg.draw.scale import Scale, span
from kg.lookup.timeline import Row, Sighting, TimelineView

_WIDTH, _LEFT, _RIGHT = 1100, 262, 20
_HEAD, _AXIS, _HEADING, _ROW, _BAR, _STUB = 58, 24, 26, 28, 10, 36
_TITLE, _NAME, _QUOTE = 90, 31, 300  # characters shown of a title, a name, a quote
_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" font-family="Helvetica, Arial, \'DejaVu Sans\', sans-serif"'
_DOT, _SMALL, _CROWD = 3.6, 2.0, 9  # a dot, one of a crowd, and how far dots stand apart on average where they are none
_LEAST = {STATED: 2.0, IMPLIED: 2.0, DISPUTED: 7.0, FADING: 0.5}
Link = Callable[[Sighting], str | None]


def to_document(one: Sighting) -> str | None:
    """The IRI of the place in the document where a sighting stands."""
    e = one.evidence
    place = f"#offset_{e.start}_{e.end}" if e.start is not None else ""
    return f"{e.document_iri}{place}" if e.document_iri.startswith(("https:", "http:")) else None


@dataclass(frozen=True)
class _Place:
    """A heading or a row, and how far down it stands."""

    y: float
    heading: str | None
    row: Row | None


def svg(view: TimelineView, first: date | None = None, last: date | None = None, link: Link = to_document) -> str:
    """A timeline as SVG, from one day to another or over all of which documents speak; `link` says where a sighting's dot leads."""
    shown = view.within(first, last)
    scale = Scale(*span(shown, first, last), _LEFT, _WIDTH - _LEFT - _RIGHT)
    places, bottom = _places(shown)
    kinds = list(dict.fromkeys(row.kind for row in shown.rows))
    height = bottom + _AXIS + 58
    body = [
        tag("title", {"id": "timeline-title"}, cut(_title(view), 200)),
        tag("desc", {"id": "timeline-desc"}, _described(shown)),
        definitions(kinds),
        tag("rect", {"width": _WIDTH, "height": height, "fill": PAPER}),
        *_headline(shown, scale),
        *_axis(scale, bottom),
        *(part for place in places for part in _drawn(place, scale, link)),
        *([] if shown.rows else [_text(16, _HEAD + _AXIS + 20, "No document tells.", fill=SOFT)]),
        legend(bottom + _AXIS + 14, kinds[0] if kinds else "post"),
    ]
    sizes = f'viewBox="0 0 {_WIDTH} {number(height)}" width="{_WIDTH}" height="{number(height)}"'
    opening = f'{_OPEN} {sizes} aria-labelledby="timeline-title timeline-desc">'
    return joined(Markup(opening), *body, Markup("</svg>")) + "\n"


def _title(view: TimelineView) -> str:
    what = f", {view.what}" if view.what else ""
    return f"Timeline of {cut(view.entity, _TITLE)}{what}{f', as known on {view.known}' if view.known else ''}"


def _described(view: TimelineView) -> str:
    """The picture in words, for those who do not see it."""
    told = []
    for row in view.rows[:60]:
        named = "; ".join(f"{one.certainty} {one.first or 'before'} to {one.last or 'open'}" for one in row.segments if one.certainty != "unknown")
        told.append(f"{cut(row.heading, 60)}: {cut(row.name, 60)}: {named or 'nothing certain'}, {len(row.sightings)} sightings.")
    more = [f"And {len(view.rows) - 60} more rows."] if len(view.rows) > 60 else []
    return " ".join([f"{len(view.rows)} rows.", *told, *more])


def _headline(view: TimelineView, scale: Scale) -> Iterator[Markup]:
    documents = len({one.evidence.document_iri for row in view.rows for one in row.sightings})
    known = f", as known on {view.known}" if view.known else ""
    count = f"{documents} document{'' if documents == 1 else 's'}"
    yield _text(16, 28, cut(view.entity, _TITLE), font_size=18, font_weight="bold")
    what = f"{cut(view.what, 40)}, " if view.what else ""
    yield _text(16, 48, f"{what}{scale.first} to {scale.last}, from {count}{known}", font_size=12, fill=SOFT)


def _axis(scale: Scale, bottom: float) -> Iterator[Markup]:
    """Lines down the picture, each labelled at both ends where the picture is tall."""
    top = _HEAD + _AXIS
    for tick in scale.ticks(6.2, 14):
        x = scale.x(tick.day)
        yield tag("line", {"class": "tick", "x1": x, "y1": top - 6, "x2": x, "y2": bottom, "stroke": RULE, "stroke-width": 1})
        yield _text(x + 3, top - 9, tick.label, font_size=11, fill=SOFT)
        if bottom > 560:
            yield _text(x + 3, bottom + 13, tick.label, font_size=11, fill=SOFT)
    for y in (top, bottom):
        yield tag("line", {"x1": 16, "y1": y, "x2": _WIDTH - _RIGHT, "y2": y, "stroke": RULE, "stroke-width": 1})


def _places(view: TimelineView) -> tuple[list[_Place], float]:
    """Headings and rows down the picture, and where the last one ends."""
    places, y = [], float(_HEAD + _AXIS)
    for heading, rows in headed(view.rows):
        places.append(_Place(y, heading, None))
        y += _HEADING
        for row in rows:
            places.append(_Place(y, None, row))
            y += _ROW
    return places, y + 8


def _drawn(place: _Place, scale: Scale, link: Link) -> Iterator[Markup]:
    if place.heading is not None:
        label = _text(0, 0, cut(place.heading, 2 * _NAME), font_size=12.5, font_weight="bold")
        yield tag("g", {"class": "heading", "transform": f"translate(16 {number(place.y + 19)})"}, tag("title", None, cut(place.heading, 500)), label)
    if place.row is not None:
        row, middle = place.row, place.y + 17
        name = _text(28, middle + 4, cut(row.name, _NAME), font_size=12)
        parts = [tag("g", {"class": "name"}, tag("title", None, cut(row.name, 500)), name)]
        parts += [_bar(bar, scale, middle, row.kind) for bar in bars(row, scale.first, scale.last)]
        parts += [_cap(day, what, scale, middle, row.kind) for day, what in caps(row, scale.first, scale.last)]
        parts += [*_notes(row, scale, place.y + 9), *_dots(row, scale, middle, link)]
        yield tag("g", {"class": "row"}, *parts)


def _bar(bar: Bar, scale: Scale, middle: float, kind: str) -> Markup:
    begin, end = scale.x(bar.first), scale.end(bar.last)
    if bar.open_before:
        begin = max(begin, end - _STUB)  # how far back an unseen begin lies nobody knows
    drawn = max(end - begin, _LEAST[bar.look])  # a single day of many years is still to be seen
    height = _BAR + 6 if bar.look == DISPUTED else _BAR
    edge = {STATED: HUES[kind], IMPLIED: HUES[kind], DISPUTED: RED}.get(bar.look)
    attributes: Attributes = {
        "class": f"bar {bar.look}",
        "x": begin,
        "y": middle - height / 2,
        "width": drawn,
        "height": height,
        "rx": 1.5 if edge else None,
    }
    ink: Attributes = {"fill": fill(bar, kind), "stroke": edge, "stroke-width": 0.8 if edge else None}
    return tag("rect", {**attributes, **ink}, tag("title", None, bar.told))


def _cap(day: date, what: str, scale: Scale, middle: float, kind: str) -> Markup:
    x = scale.x(day) if what == "began" else scale.end(day)
    line: Attributes = {"class": "cap", "x1": x, "y1": middle - 9, "x2": x, "y2": middle + 9, "stroke": HUES[kind], "stroke-width": 2}
    return tag("line", line, tag("title", None, f"{what} {day}"))


def _notes(row: Row, scale: Scale, y: float) -> Iterator[Markup]:
    """Shares and interim holders above the bar, where they change; what would touch the one before is left to the dot's words."""
    free = float(_LEFT)
    for one, note in notes(row.sightings):
        x = max(scale.x(one.day) - 3, free)
        if scale.first <= one.day <= scale.last and (x <= scale.x(one.day) + 12 or x == free == _LEFT) and x + 6 * len(note) < _WIDTH:
            yield _text(x, y, note, font_size=9.5, fill=SOFT)
            free = x + 5.6 * len(note) + 4


def _dots(row: Row, scale: Scale, middle: float, link: Link) -> Iterator[Markup]:
    """A dot a sighting; those of one place stand one above the other, so that each can be pointed at."""
    shown = [(one, (scale.x(one.day) + scale.end(one.day)) / 2) for one in row.sightings if scale.first <= one.day <= scale.last]
    places = [x for _, x in shown]
    size = _SMALL if len(shown) > 3 and max(places) - min(places) < _CROWD * len(shown) else _DOT
    taken: dict[int, int] = {}
    for one, x in shown:
        place = round(x / (1.6 * size))
        level = taken.get(place, 0)
        taken[place] = level + 1
        y = middle + (0.0, -1.4 * size, 1.4 * size)[level % 3]
        quote = f": “{cut(one.evidence.quote, _QUOTE)}”" if one.evidence.quote else ""
        title = tag("title", None, cut(told_of(row, one), 400) + quote)
        yield tag("a", {"href": link(one), "target": "_top"}, _mark(one, x, y, size, title))


def _mark(one: Sighting, x: float, y: float, size: float, title: Markup) -> Markup:
    """Full for a sighting, hollow for an announcement, a cross where it is told to be over, or not to come."""
    if one.mark in ("over", "withdrawn"):
        arm = number(2 * size)
        arms = f"M{number(x - size)} {number(y - size)}l{arm} {arm}m0 -{arm}l-{arm} {arm}"
        return tag("path", {"class": f"dot {one.mark}", "d": arms, "stroke": INK, "stroke-width": size / 2, "fill": "none"}, title)
    hollow = one.mark == "announced"
    ink: Attributes = {"fill": PAPER if hollow else INK, "stroke": INK if hollow else PAPER, "stroke-width": size / (2.4 if hollow else 3.6)}
    return tag("circle", {"class": f"dot {one.mark}", "cx": x, "cy": y, "r": size, **ink}, title)


def _text(x: float, y: float, words: str, **more: str | float) -> Markup:
    return tag("text", {"x": x, "y": y, "fill": INK, **more}, words)


__all__ = ["svg", "to_document"]
