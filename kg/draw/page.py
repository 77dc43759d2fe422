"""A timeline as one page: the picture, and every sighting with its quote in a table below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kg.draw.bars import days_of
from kg.draw.markup import Markup, cut, escape, joined, tag
from kg.draw.picture import Link, svg, to_document
from kg.lookup.timeline import Row, Sighting, TimelineView

_STYLE = """
body { font: 14px/1.45 Helvetica, Arial, sans-serif; color: #1f2933; background: #ffffff; margin: 1.5rem auto; max-width: 1140px; padding: 0 1rem; }
svg { width: 100%; height: auto; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .6rem 0; }
th, td { text-align: left; vertical-align: top; border-top: 1px solid #d5dade; padding: .35rem .6rem .35rem 0; overflow-wrap: break-word; }
th:nth-child(1), th:nth-child(3) { width: 12%; }
th:nth-child(2) { width: 17%; }
th:nth-child(5) { width: 25%; }
tr:target { background: #fff6d6; }
tr { break-inside: avoid; }
@page { size: landscape; margin: 12mm; }
@media print { body { font-size: 9pt; margin: 0; max-width: none; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # nothing is loaded and nothing runs, whatever a document says


def page(view: TimelineView, first: date | None = None, last: date | None = None, link: Link = to_document) -> str:
    """A self-contained page; a dot leads to its row of the table, a row to where `link` says."""
    shown = view.within(first, last)
    numbers = {one.evidence.fact: f"s{number}" for number, (_, one) in enumerate(_sightings(shown), 1)}
    picture = svg(view, first, last, lambda one: f"#{numbers[one.evidence.fact]}")
    rows = [_row(row, one, numbers[one.evidence.fact], link) for row, one in _sightings(shown)]
    head = tag("tr", None, *(tag("th", {"scope": "col"}, name) for name in ("what", "who", "days", "quote", "document")))
    table = tag("table", None, tag("caption", None, "Sightings"), tag("thead", None, head), tag("tbody", None, joined(*rows) if rows else Markup("")))
    heads = [
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", None, f"Timeline of {cut(view.entity, 90)}"),
        tag("style", None, Markup(_STYLE)),
    ]
    parts = [Markup("<!DOCTYPE html>"), Markup('<html lang="en">'), Markup("<head>"), *heads, Markup("</head>"), Markup("<body>")]
    return joined(*parts, Markup(picture.rstrip("\n")), table, Markup("</body>"), Markup("</html>")) + "\n"


def _sightings(view: TimelineView) -> Iterator[tuple[Row, Sighting]]:
    yield from ((row, one) for row in view.rows for one in row.sightings)


def _row(row: Row, one: Sighting, number: str, link: Link) -> Markup:
    e = one.evidence
    note = f" ({one.note})" if one.note else ""
    where = f"{e.wire + ' ' if e.wire else ''}{e.published}" + (f", characters {e.start}–{e.end}" if e.start is not None else "")
    target = link(one)
    name = tag("a", {"href": target}, cut(e.document, 120)) if target else escape(cut(e.document, 120))
    cells = [
        tag("td", None, cut(row.heading, 120)),
        tag("td", None, cut(row.name, 200) + note),
        tag("td", None, days_of(one)),
        tag("td", None, f"“{cut(e.quote, 2000)}”" if e.quote else ""),
        tag("td", None, name, tag("br"), where, tag("br"), tag("small", None, e.fact)),
    ]
    return tag("tr", {"id": number}, *cells)
