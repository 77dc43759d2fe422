"""Where the lines of a resource table lie: the site, zone and material that their labels, and the headings over them, name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.resource.methods import name_span
from kg.extract.resource.words import CATEGORY, category_of
from kg.extract.site.names import SiteAt, site_key
from kg.text.commodities import find_commodities
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, mapping
from kg.text.tables import Cell, Row

_WORDS = re.compile(
    r"\b(?:total|sub-?total|grand|mineral|ore|coal|resources?|reserves?|category|classification|class|estimates?|and|in|of|the|combined|all|inclusive|exclusive"
    r"|as (?:at|of)\b.*|global|overall|jorc|ni ?43-101|compliant|zones?|deposits?|areas?|project|mine)\b"
    r"|\((?:o/?p|u/?g)\)|[()&+*:,\u2013\u2014-]+|\b\d{4}\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"\s(?:(?:mineral|ore)\s)?(?:resources?|reserves?)\d?$", re.IGNORECASE)
_NAME = re.compile(rf"[{UPPER}0-9][\w'.&#/-]*(?: [\w'.&#/-]+){{0,4}}")
_ASIDE = re.compile(r"\s?\([^()]*(?:%|cut-? ?off)[^()]*\)", re.IGNORECASE)  # "(0.3% Cu cut-off)", "(95%)"
_LETTERS = re.compile(r"\s?\([A-Z](?: ?[&+] ?[A-Z])?\)")  # "Measured (M)"
_WHERE = re.compile(rf"(?<=[{LOWER}]), (?P<place>(?:[{UPPER}][{LOWER}]+ ?){{1,3}})$")  # "Birch Lake, Ghana"
_NOTES = re.compile(r"(?<=[a-z]{2})\d(?:,\d)*$")
_ORDER = ("measured", "indicated", "measured-and-indicated", "inferred", "proven", "probable", "proven-and-probable")
_CAPTION = re.compile(r"(?:Table|Figure) ?\d+ ?[:.\u2013-]", re.IGNORECASE)  # of the table below, which names no zone
_BRACKETED = re.compile(r"\([^()]{2,40}\)")


@dataclass
class Place:
    """What the labels of a row, and the headings over it, tell beside the category."""

    site: SiteAt | None = None
    zone: str | None = None
    material: str | None = None
    odd: bool = False  # words that are neither, so that nobody can tell what the row is of
    of: frozenset[str] = frozenset()  # the sites of which it is the total
    deposit: bool = False  # the zone stands below "Deposit": a site of its own, where no other is told

    def under(self, above: Place) -> Place:
        """The place with what the headings over it tell beside."""
        return Place(self.site or above.site, self.zone or above.zone, self.material or above.material, self.odd or above.odd, self.of, self.deposit)


def place_of(context: Context, cells: list[Cell], totals: Collection[Cell] = ()) -> Place:
    """The site, zone and material that labels name beside their category; those of totals name no zone."""
    place = Place()
    for cell in (_without_note(cell) for cell in cells):
        total = any(cell.start == one.start for one in totals)
        label = _ASIDE.sub("", cell.bare).strip()
        label = _LETTERS.sub("", label) if CATEGORY.search(label) else label
        low, high = name_span(label)
        if label[low:high] != label:  # "Underground (Portage Zone)": the way of mining, and the name
            way, label = (label[:low] + label[high:]).strip(" -:,()\u2013\u2014"), label[low:high]
            place.material = place.material or (f"{way} {label}" if is_material(label) else way)
        where = _WHERE.search(label)
        name = _WHERE.sub("", label)
        rest = " ".join(_WORDS.sub(" ", CATEGORY.sub(" ", name)).split())
        if not rest or any(len(rest) > 1 and (named.start, named.end) == (0, len(rest)) for named in find_commodities(rest)):
            continue
        site = _site(context, cell, rest)
        if site is not None:
            place.site = site
        elif _CAPTION.match(label):
            continue
        elif sort := next((words for words in (rest, cell.bare, _KIND.sub("", name).strip()) if is_material(words)), None):
            place.material = place.material or sort
        elif _NAME.fullmatch(rest) and not re.search(r"\d\.\d|%|\$", rest) and not total:
            place.zone = _zone_name(name)
            if where and where["place"].strip().casefold() in mapping("geography.txt"):
                place.site, place.zone = SiteAt(rest, "mine"), None  # an operation of the company, by its country
            inner = _BRACKETED.search(cell.bare)
            if inner and is_material(inner.group().strip("()").strip()):
                place.material = place.material or inner.group().strip("()").strip()
        elif not total:
            place.odd = True
    return place


def _without_note(cell: Cell) -> Cell:
    """A label without the numbers of footnotes that stand close to its last word: "Pit Constrained5", "Out-of-Pit7,8"."""
    bare = _NOTES.sub("", cell.text)
    return Cell(bare, cell.start, cell.start + len(bare)) if bare != cell.text and is_material(bare) else cell


def labels_of(rows: Sequence[Row], texts: Sequence[int]) -> list[dict[int, list[Cell]]]:
    """Of each row, the labels that hold in the columns of words: its own or those above it; a label in brackets adds to that above it,
    for all rows of which that is the label: "Fox" over "(open pit)"."""
    found: list[dict[int, list[Cell]]] = []
    held: dict[int, list[Cell]] = {}
    last: str | None = None
    for row in rows if texts else ():
        held = {} if row.is_heading else dict(held)
        for index in texts:
            cell = None if row.is_heading else row.cells[index]
            if index == texts[0] and index in held and _begins_total(row, texts, last):
                held = {}
            if cell and index in held and _BRACKETED.fullmatch(cell.bare) and index == texts[0]:
                held[index].append(cell)
            elif cell:
                held = {column: kept for column, kept in held.items() if column < index} | {index: [cell]}
        found.append(held)
        own = [category for index in texts if (cell := row.cells[index]) and (category := category_of(cell.bare))]
        last = None if row.is_heading or row.cells[texts[0]] else last
        last = own[-1] if own else last
    return found if texts else [{} for _ in rows]


def _begins_total(row: Row, texts: Sequence[int], last: str | None) -> bool:
    """Whether a row that has no label but its category goes back to one that stood above, so that the label above is none of it:
    "Proved" after "Probable" of the last pit."""
    words = [cell for index in texts if (cell := row.cells[index])]
    category = category_of(words[0].bare) if len(words) == 1 and row.cells[texts[0]] is None else None
    return category in _ORDER and last in _ORDER and _ORDER.index(category) <= _ORDER.index(last)


def is_material(words: str) -> bool:
    """Whether words say what kind of ore or rock figures are of, and no more: "oxide", "fresh / transitional"."""
    known = entries("resource_materials.txt")
    return words.casefold() in known or all(word in known for word in re.split(r"[\s/&,]+", words.casefold()))


def _zone_name(text: str) -> str:
    return " ".join(re.sub(r"\b(?:total|sub-?total)\b|\([^()]*\)", " ", CATEGORY.sub(" ", text), flags=re.IGNORECASE).split()).strip(
        " -:,\u2013\u2014"
    )


def _site(context: Context, cell: Cell, rest: str) -> SiteAt | None:
    named = context.sites.named_in(cell.start, cell.end)
    if named:
        return named[-1][1]
    key = site_key(rest)
    return next((site for site in context.sites.all if site_key(site.name) == key), None)
