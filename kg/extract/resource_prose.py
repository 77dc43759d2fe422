"""Resource and reserve statements in sentences: "an Indicated Resource of 8.8 million tonnes at 1.52 g/t gold (430,000 ounces)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.document import Span
from kg.extract.context import Context, Sentence
from kg.extract.measurement_words import main_commodity
from kg.extract.resource_categories import LIST_OF_CATEGORIES, named_categories
from kg.extract.resource_heads import GRADES, MASSES
from kg.extract.resource_words import CATEGORY, MILESTONE, RESOURCE, Bracket, Estimate, cut_off_places, day_said, earlier_brackets, key_of
from kg.extract.site_names import SiteAt
from kg.text.commodities import CommodityAt, find_commodities
from kg.text.quantities import Quantity, find_quantities

_OF = re.compile(
    r",? ?(?:(?:of|in|at|as|are|is|were|was|classified|falling|now|contained|grading|averaging|with|grades?|average|ore|material|gold|silver|"
    r"copper|zinc|nickel|uranium|lithium|palladium|U3O8|Au|Ag|Cu|Ni|Zn|Li2O|eq\.?|equivalent|@|for|\[\d\]|the|its|an?|total|JORC|NI 43-101|"
    r"compliant|code|category|categori[sz]ed|reported|\(|\)|combined)[ -]?){0,9}",
    re.IGNORECASE,
)
_NEXT_GRADE = re.compile(r"\s?(?:[A-Z][A-Za-z0-9]{0,5}|[a-z]{4,12})?(?:, and|,| and| &|;)?\s", re.IGNORECASE)  # between two grades of a row
_TO_A_LEVEL = re.compile(
    r"\b(?:increas|decreas|gr[eo]w|ris|rose|fell|f[au]ll|up|down|declin|improv)\w*(?: by)?(?: (?:about|over|approximately))? \d[\d.]* ?% (?=to\b)",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:increas|decreas|grow|grew|add|rise|rose|reduc|declin|deplet|convert|upgrad|gain|up|more than|additional|further)\w*(?: \w+){0,2} "
    r"(?:of |by )?(?:about |approximately )?$",
    re.IGNORECASE,
)
_LIES_IN = re.compile(r"[^.;,]{0,36}\b(?:in|at|from|for|within|of)(?:\s(?:the|its))?\s?", re.IGNORECASE)
_HOLDS = re.compile(r"\s?(?:zone|vein|deposit|lens|pit)?[^.;]{0,12}\b(?:has|have|hosts?|contains?|comprises?|holds)\b[^.;]{0,30}", re.IGNORECASE)
_TARGET = re.compile(r"\bexploration (?:target|potential)\b|\bconceptual\b", re.IGNORECASE)
# what a unit is called from here on
_DEFINED = r"(?:\s?\((?:[\"'\u201c\u2018][^()\s]{1,8}[\"'\u201d\u2019]|g/t|gpt|oz|opt|[KkM]?oz|[Mk]?lbs?|[Mk]?t|ppm)\))?"
_METAL_OF = re.compile(rf"{_DEFINED}\s?\(?(?:of )?(?:contained |recoverable |recovered |payable |in[- ]situ )?(?:metal )?", re.IGNORECASE)
_BULK = frozenset({"iron-ore", "coal", "thermal-coal", "metallurgical-coal", "bauxite", "phosphate", "potash", "limestone", "silica-sand", "salt"})
_SUMS = {"indicated measured": "measured-and-indicated", "probable proven": "proven-and-probable"}
_IN_TOTAL = re.compile(r"(?<=[,;\s])(?:for|giving|making|to give|and)\s(?:a|the)\s(?:combined\s)?total\s(?:of\s)?|,\stotall?ing\s", re.IGNORECASE)
_METAL_BEHIND = re.compile(r" (?:gold|silver|copper|zinc|lead|nickel|palladium|platinum|uranium)\b", re.IGNORECASE)  # "of indicated gold resources"
_HELD = re.compile(  # between a category and the metal that is all it tells: "reserves at the three mines totaled"
    r"[ ](?:mineral )?(?:resources?|reserves?)(?: estimates?)?(?: \([^()]{1,12}\))?(?:(?: (?:at|for|of|across)\b[^.,;()\d]{0,70})? "
    r"(?:of|total(?:l?ing|l?ed|s)?|st(?:an|oo)ds? at|containing|contain(?:s|ed)?|(?:in|de)creased (?:by )?\d[\d.]*% to)) "
    r"(?:about |approximately |over |an estimated )?(?:\d[\d.,]* (?:million )?ounces of [a-z]{4,9}(?:, and|,| and) ){0,3}",
    re.IGNORECASE,
)
_NEAR = 24
_SAID = re.compile(r"\d ?(?:[Mk]?t|(?:million )?tonnes) (?:at|@|grading|averaging) \d", re.IGNORECASE)  # words in a cell
_TONNES_AT = re.compile(r"\d ?(?:[Mk]?t|tonnes|million tonnes)\b(?: (?:at|@|of|grading|averaging))? $", re.IGNORECASE)


@dataclass(frozen=True)
class _Figure:
    """A quantity of a sentence and the commodity beside it."""

    quantity: Quantity
    role: str  # "tonnage", "grade", "contained"
    commodity: str | None


@dataclass(frozen=True)
class _Group:
    """What a sentence says of one category: from where to where, and its figures."""

    category: str
    start: int
    end: int
    naming: tuple[int, int]
    figures: tuple[_Figure, ...]
    earlier: str | None = None  # of an estimate before: the words that date it


def prose_estimates(context: Context, zones: list[tuple[Span, str]]) -> Iterator[Estimate]:
    """The estimates of the sentences outside tables; `zones` are the places and names of the document's zones."""
    for sentence in context.sentences:
        unsaid = sentence.part.block.kind == "table" and not _SAID.search(sentence.text)
        if unsaid or not CATEGORY.search(sentence.text) or _TARGET.search(sentence.text) or MILESTONE.search(sentence.text):
            continue
        for group in _groups(sentence.text, _speaks_of_resources(context, sentence)):
            yield from _estimates(context, sentence, group, zones)


def _without(text: str) -> str:
    """Words without what they put in brackets: "(100% basis)"."""
    return re.sub(r"\([^()]*\)", " ", text)


def _speaks_of_resources(context: Context, sentence: Sentence) -> bool:
    """Whether the paragraph, or one of the two before or behind it, speaks of resources or reserves."""
    index = bisect_left(context.telling, sentence.part.start, key=lambda part: part.start)
    return any(RESOURCE.search(part.text) for part in context.telling[max(0, index - 2) : index + 3])


def _groups(text: str, told: bool) -> Iterator[_Group]:
    """The categories of a sentence with the figures that are theirs: those up to the next category, and a tonnage or mass right before.
    `told`: the words around it are about resources, so that a capital makes a category."""
    if _RESPECTIVELY.search(text):
        return
    brackets = list(earlier_brackets(text))
    named = named_categories(text, told, brackets)
    quantities = [quantity for quantity in find_quantities(text) if quantity.unit in GRADES | MASSES]
    commodities = find_commodities(text)
    barred = list(cut_off_places(text))
    every = [figure for quantity in quantities if (figure := _figure(text, quantity, commodities, barred))]
    figures = [figure for figure in every if not any(one.start <= figure.quantity.start < one.end for one in brackets)]
    yield from _earlier(brackets, named, every)
    told_of: list[str] = []
    starts: list[int] = []
    for index, found in enumerate(named):
        low = _end_of_statement(text, named[index - 1], starts[-1], figures) if index else 0
        starts.append(_begin(text, found.start(), [figure for figure in figures if figure.quantity.start >= low]))
    for index, found in enumerate(named):
        start, end = starts[index], starts[index + 1] if index + 1 < len(named) else len(text)
        listed = index + 1 < len(named) and LIST_OF_CATEGORIES.fullmatch(text[found.end() : named[index + 1].start()])
        after_list = index and LIST_OF_CATEGORIES.fullmatch(text[named[index - 1].end() : found.start()])
        if listed or after_list:
            continue
        own = [figure for figure in figures if start <= figure.quantity.start < end]
        if start == found.start() and _is_behind(text, found, figures):
            continue
        if own and not re.search(r"\d ?%", _TO_A_LEVEL.sub("", _without(text[found.end() : own[0].quantity.start]))):
            told_of.append(key_of(found))
            yield _Group(key_of(found), start, max(found.end(), own[-1].quantity.end), found.span(), tuple(_one_statement(text, own, found)))
    yield from _sum(text, [key_of(found) for found in named], told_of, figures)


def _earlier(brackets: list[Bracket], named: list[re.Match[str]], figures: list[_Figure]) -> Iterator[_Group]:
    """What brackets say of an estimate before: of the category that they name, or else of the one that stands before them."""
    for one in brackets:
        before = [found for found in named if found.end() <= one.start]
        own = [figure for figure in figures if one.start <= figure.quantity.start < one.end]
        if (one.category or before) and len(own) > 1 and sum(figure.role == "tonnage" for figure in own) == 1:
            category = one.category or key_of(before[-1])
            yield _Group(category, one.start, one.end, (own[0].quantity.start, own[-1].quantity.end), tuple(own), one.dated)


def _sum(text: str, named: list[str], told_of: list[str], figures: list[_Figure]) -> Iterator[_Group]:
    """The total of a sentence that gives both categories of which it is the sum, and no other: ", for a total of 18 Mt at 1.2 g/t"."""
    category = _SUMS.get(" ".join(sorted(named)))
    total = _IN_TOTAL.search(text) if category and named == told_of else None
    if category is None or total is None:
        return
    own = [figure for figure in figures if figure.quantity.start >= total.end()]
    if own and own[0].role == "tonnage" and own[0].quantity.start - total.end() <= _NEAR:
        kept = _one_statement(text, own, total)
        yield _Group(category, total.start(), kept[-1].quantity.end, total.span(), tuple(kept))


def _is_behind(text: str, found: re.Match[str], figures: list[_Figure]) -> bool:
    """Whether a category closes brackets behind figures, so that those which follow are of another: "4.9 Mt at 8.1% Zn (Indicated)"."""
    before = [figure.quantity.end for figure in figures if figure.quantity.end <= found.start()]
    return text[found.end() : found.end() + 1] == ")" and bool(before) and ";" not in text[before[-1] : found.start()]


def _begin(text: str, at: int, figures: list[_Figure]) -> int:
    """Where the group of a category begins: at a tonnage or metal that stands right before it ("29.8 million tonnes of measured"); not one
    before a bracket that divides it ("7.4 Mt at 1.0% Zn (proven 2.9 Mt at 1.1%; ...)")."""
    start, graded = at, False
    if text[:at].endswith("(") and any(at < figure.quantity.start < text.find(")", at) for figure in figures):
        return at
    for figure in reversed(figures):
        next_grade = graded and figure.role == "grade" and _NEXT_GRADE.fullmatch(text, figure.quantity.end, start)
        if figure.quantity.end <= start and (next_grade or _OF.fullmatch(text, figure.quantity.end, start)):
            start, graded = figure.quantity.start, figure.role == "grade"
            if figure.role == "tonnage":
                break
        elif figure.quantity.end <= start:
            break
    return start


def _end_of_statement(text: str, found: re.Match[str], start: int, figures: list[_Figure]) -> int:
    """Where the figures right behind a category that has none before it end: they are its own, and none of the next one's."""
    own = [figure for figure in figures if figure.quantity.start >= found.end()]
    if start < found.start() or not own or re.search(r"[,;]", text[found.end() : own[0].quantity.start]):
        return 0
    return _one_statement(text, own, found)[-1].quantity.end


def _one_statement(text: str, own: list[_Figure], found: re.Match[str]) -> list[_Figure]:
    """The figures of the first statement: a second tonnage, or a semicolon behind the first figures, begins another."""
    kept: list[_Figure] = []
    for figure in own:
        if kept:
            between = text[kept[-1].quantity.end : figure.quantity.start]
            again = figure.role == "tonnage" and (any(other.role == "tonnage" for other in kept) or re.fullmatch(r"\),? (?:and|plus) ", between))
            if (
                ";" in between
                or again
                or len(between) > 90
                or re.search(r"\bcompared\b|\bfrom\b|\bversus\b|\bprevious|\bexcluding\b|\bof which\b|\bplus\b", between)
            ):
                break
        kept.append(figure)
    return kept


def _figure(text: str, quantity: Quantity, commodities: list[CommodityAt], barred: list[tuple[int, int]]) -> _Figure | None:
    """What a quantity is in a statement; None for limits and ranges, cut-offs, changes, and percentages of no metal."""
    if (
        quantity.value is None
        or quantity.per
        or any(low <= quantity.start < high for low, high in barred)
        or _CHANGE.search(text[max(0, quantity.start - 60) : quantity.start])
    ):
        return None
    after = _METAL_OF.match(text, quantity.end)
    named = next((c for c in commodities if after and c.start == after.end()), None)
    inside = next((c for c in commodities if quantity.start <= c.start and c.end <= quantity.end), None)
    beside = named or inside
    key = beside.key if beside else None
    if quantity.unit in GRADES:
        key = key or _before(text, quantity.start, commodities)
        graded = key is not None or _TONNES_AT.search(text[max(0, quantity.start - 30) : quantity.start])
        return _Figure(quantity, "grade", key) if graded or quantity.unit != "%" else None
    if quantity.unit in ("t", "st") and (key is None or key in _BULK):
        metal = re.match(r"\s?(?:of )?(?:contained|recoverable|metal)", text[quantity.end : quantity.end + 20])
        return None if metal else _Figure(quantity, "tonnage", None)
    return _Figure(quantity, "contained", key)


def _before(text: str, at: int, commodities: list[CommodityAt]) -> str | None:
    """The metal before its grade: "a gold grade of 1.3 g/t", "Ni 0.7%", "zinc at 4.3%"."""
    for commodity in commodities:
        gap = text[commodity.end : at]
        if (
            commodity.end <= at
            and len(gap) < 24
            and re.fullmatch(r"(?: (?:head )?grades?(?: (?:of|at|is))?| (?:at|of|grading|averaging)|:| -)?\s?(?:about |approximately )?", gap)
        ):
            return commodity.key
    return None


def _estimates(context: Context, sentence: Sentence, group: _Group, zones: list[tuple[Span, str]]) -> Iterator[Estimate]:
    tonnage = next((figure for figure in group.figures if figure.role == "tonnage"), None)
    only = _only(context, sentence, group)
    rows: dict[str, dict[str, _Figure]] = {}
    for figure in group.figures:
        key = figure.commodity or only
        if figure.role != "tonnage" and key and figure.role not in rows.setdefault(key, {}):
            rows[key][figure.role] = figure
    if not rows and tonnage and only in _BULK:
        rows[only] = {}
    site, zone = _place(context, sentence, group, zones)
    for commodity, found in rows.items():
        grade, contained = found.get("grade"), found.get("contained")
        alone = sum(figure is not None for figure in (tonnage, grade, contained)) < 2
        if alone and not (contained and _is_beside(sentence.text, group, contained)) and not (tonnage and commodity in _BULK):
            continue
        figures = [figure for figure in (tonnage, grade, contained) if figure]
        low = sentence.start + min(group.naming[0], *(figure.quantity.start for figure in figures))
        high = sentence.start + max(group.naming[1], *(figure.quantity.end for figure in figures))
        mass = tonnage.quantity if tonnage and tonnage.quantity.unit == "t" else None
        yield Estimate(
            category=group.category,
            commodity=commodity,
            tonnes=mass.value if mass else None,
            grade=grade.quantity.value if grade else None,
            grade_unit=grade.quantity.unit if grade else None,
            contained=contained.quantity.value if contained else None,
            contained_unit=contained.quantity.unit if contained else None,
            site=site,
            zone=zone,
            material=None,
            span=context.span(low, high),
            at=low,
            rule="prose",
            earlier=group.earlier is not None,
            day=day_said(group.earlier, context.published) if group.earlier else None,
            parts={figure.role: context.span(sentence.start + figure.quantity.start, sentence.start + figure.quantity.end) for figure in figures},
        )


def _is_beside(text: str, group: _Group, contained: _Figure) -> bool:
    """Metal alone is a statement where it stands at its category: "an inferred resource of 2.1 million ounces of gold"."""
    start, end = contained.quantity.start, contained.quantity.end
    if end <= group.naming[0]:
        named = contained.commodity is not None or _METAL_BEHIND.match(text, group.naming[1]) is not None
        return _OF.fullmatch(text, end, group.naming[0]) is not None and named
    return contained.commodity is not None and _HELD.fullmatch(text, group.naming[1], start) is not None


def _only(context: Context, sentence: Sentence, group: _Group) -> str | None:
    """The one commodity of the sentence, or else of its paragraph, of the headline, or of the release; of grades that name none."""
    title = context.header.title
    for text in (sentence.text, sentence.part.text, title.value if title else ""):
        named = {commodity.key for commodity in find_commodities(text)}
        if named:
            return named.pop() if len(named) == 1 else None
    unit = next((figure.quantity.unit for figure in group.figures if figure.role != "tonnage" and figure.quantity.unit), None)
    whole = {commodity.key for commodity in find_commodities("\n".join(part.text for part in context.telling))}
    return whole.pop() if len(whole) == 1 else main_commodity(context, unit) if unit else None


def _place(context: Context, sentence: Sentence, group: _Group, zones: list[tuple[Span, str]]) -> tuple[SiteAt | None, str | None]:
    """The site that the sentence names nearest before the category or behind the figures, and the zone that they lie in."""
    low, high = sentence.start + group.start, sentence.start + group.end
    named = context.sites.named_in(sentence.start, sentence.end)
    before = [site for naming, site in named if naming.end <= low]
    behind = [site for naming, site in named if naming.start >= low]
    site = before[-1] if before else behind[0] if behind else None
    whole, here, text = context.span(sentence.start, sentence.end), context.span(low, high), context.document.text
    for at, name in zones:
        if whole.start <= at.start and at.end <= whole.end:
            lies = at.start >= here.end and _LIES_IN.fullmatch(text[here.end : at.start])
            holds = at.end <= here.start and _HOLDS.fullmatch(text[at.end : here.start])
            if lies or holds:
                return site, name
    return site, None
