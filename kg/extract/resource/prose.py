"""Resource and reserve statements in sentences: "an Indicated Resource of 8.8 million tonnes at 1.52 g/t gold (430,000 ounces)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from kg.document import Span
from kg.extract.context import Context, Sentence
from kg.extract.measurement.words import PRECIOUS, fits, main_commodity
from kg.extract.resource.beside import KIND, beside
from kg.extract.resource.earlier import told_before, when_said
from kg.extract.resource.figures import BULK, Figure, figures_of
from kg.extract.resource.listed import Statement
from kg.extract.resource.named import inner_of
from kg.extract.resource.places import is_material
from kg.extract.resource.shares import Share, shares
from kg.extract.resource.statements import category_led, statement_of_point, statements
from kg.extract.resource.words import CATEGORY, MILESTONE, RESOURCE, Estimate, day_said
from kg.extract.site.names import SiteAt
from kg.text.commodities import find_commodities
from kg.text.letters import LOWER, UPPER

_LEAD = 160
_NOT_BY_GRAM = frozenset({"diamonds", "sulphur", "potassium", "potash", "coal", "iron-ore", "graphite", "limestone"})
_NO_MATERIAL = frozenset({"jorc", "compliant", "total", "mineral", "new", "updated", "ni", "43-101", "the", "an", "a"})
_LIES_IN = re.compile(r"[^.;,]{0,36}\b(?:in|at|from|for|within|of)(?:\s(?:the|its))?\s?", re.IGNORECASE)
_HOLDS = re.compile(r"\s?(?:zone|vein|deposit|lens|pit)?[^.;]{0,12}\b(?:has|have|hosts?|contains?|comprises?|holds)\b[^.;]{0,30}", re.IGNORECASE)
# Before a place from which another lies some way off: "about 9 km north of", "adjoins the Company's".
_LIES_BY = re.compile(
    r"\b(?:(?:north|south|east|west)\w{0,9}|away|kilomet(?:re|er)s|km|miles) (?:of|from)(?: the| its| our)?\s$|"
    r"\b(?:adjoin(?:s|ing)?|adjacent to|border(?:s|ing)|abut(?:s|ting)|next to|neighbou?r(?:s|ing)|contiguous with)"
    r"(?: (?:the|its|our|company['\u2019]s)){0,2}(?: [a-z][\w-]+%?){0,2}\s$",
    re.IGNORECASE,
)
# What lies in a part of the deposit that is called by its name: "The Corvin Seam on its own is host to".
_IS_HOST = re.compile(
    rf"(?:The )?(?P<name>[{UPPER}][{LOWER}][\w'-]*(?: [{UPPER}][\w'-]+){{0,2}} "
    r"(?:Member|Seam|Horizon|Unit|Bed|Layer|Domain|Reef|Lens|Lode|Vein|Zone|Area|Block))"
    r"(?:,? (?:on its own|by itself|alone|itself),?)? (?:is (?:now )?(?:host|home) to|hosts|holds|contains|carries|accounts for|comprises|has)\b"
)
_WHICH = re.compile(r"(?:\s(?:gold|silver|copper|zinc|nickel|deposits?|mines?|property|project)){0,3},? (?:which|that|where)\b")
_TARGET = re.compile(r"\bexploration (?:target|potential (?:of|is|was|ranges?|at|between|estimated)\b)|\bconceptual\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:adjacent|adjoining|neighbou?ring|nearby) (?:(?-i:[A-Z])[\w'-]+ ){0,3}(?:propert|mine|project|claims|tenement)", re.IGNORECASE
)
# "Indicated: 2.1 million tonnes grading 5.9% zinc"
_POINT = re.compile(
    rf"\W{{0,4}}{CATEGORY.pattern}[^:\d]{{0,20}}[:\u2013-] ?[\d.,]+ ?(?:[Mk]?t|(?:million |thousand )?tonnes)\b[^\d@]{{0,16}}"
    r"(?:@|\b(?:at|grading|averaging)\b)",
    re.IGNORECASE,
)
_SAID = re.compile(r"\d ?(?:[Mk]?t|(?:million )?tonnes) (?:at|@|grading|averaging) \d", re.IGNORECASE)  # words in a cell


def prose_estimates(context: Context, zones: list[tuple[Span, str]]) -> Iterator[Estimate]:
    """The estimates of the sentences outside tables; `zones` are the places and names of the document's zones."""
    led: str | None = None
    for sentence in context.sentences:
        unsaid = sentence.part.block.kind == "table" and not _SAID.search(sentence.text)
        if unsaid or _TARGET.search(sentence.text) or MILESTONE.search(sentence.text) or _BESIDE.search(sentence.text):
            led = None
            continue
        if not CATEGORY.search(sentence.text):
            for group in statement_of_point(sentence.text, led) if led else ():
                yield from _estimates(context, sentence, group, zones)
            led = led if sentence.part.block.kind == "bullet" else None
            continue
        sentence, figures = _with_its_rest(context, sentence)
        for group in statements(sentence.text, _speaks_of_resources(context, sentence), figures):
            yield from _estimates(context, sentence, group, zones)
        leads = sentence.text.rstrip().endswith(":") and len(sentence.text) < _LEAD and RESOURCE.search(sentence.text)
        led = category_led(sentence.text) if leads else None


# What a sentence, or the points below it, go on to say of the one estimate told before: "It grades 1.8 g/t and contains", "Grading 1.2% copper".
_ITS_REST = re.compile(
    r"\W{0,6}(?:(?:(?:It|They|These|This|That|The (?:resource|reserve|estimate)s?)(?: [a-z]+){0,2} )(?:grad|averag|contain|hold|carr|run)\w*"
    r"|(?:grading|averaging|containing|contains?|at an? (?:average )?grades? of|average grades?|grades?|contained (?:metals?|gold|silver|copper))\b)",
    re.IGNORECASE,
)
_MOST_RESTS = 2


def _with_its_rest(context: Context, sentence: Sentence) -> tuple[Sentence, list[Figure]]:
    """A sentence and its figures; one that gives the tonnes of one category alone with the next, or the points below it, where these give
    their grade and metal."""
    figures = figures_of(sentence.text)
    if not figures or {figure.role for figure in figures} != {"tonnage"} or len(list(CATEGORY.finditer(sentence.text))) != 1:
        return sentence, figures
    alone = sentence
    index = bisect_left(context.sentences, sentence.start, key=lambda one: one.start)
    for after in context.sentences[index + 1 : index + 1 + _MOST_RESTS]:
        near = after.part is sentence.part or after.part.block.kind in ("bullet", "lines")
        if not near or not _ITS_REST.match(after.text) or CATEGORY.search(after.text):
            break
        sentence = replace(sentence, end=after.end, text=context.reading.text[sentence.start : after.end])
    return sentence, figures if sentence is alone else figures_of(sentence.text)


def _speaks_of_resources(context: Context, sentence: Sentence) -> bool:
    """Whether the paragraph, or one of the two before or behind it or its list, speaks of resources or reserves; a point that opens with its
    category and gives tonnes with a grade needs no such word."""
    index = bisect_left(context.telling, sentence.part.start, key=lambda part: part.start)
    first = index
    while first and context.telling[first].block.kind == context.telling[first - 1].block.kind == "bullet":
        first -= 1
    if sentence.part.block.kind == "bullet" and _POINT.match(sentence.text):
        return True
    return any(RESOURCE.search(part.text) for part in context.telling[max(0, first - 2) : index + 3])


def _estimates(context: Context, sentence: Sentence, group: Statement, zones: list[tuple[Span, str]]) -> Iterator[Estimate]:
    tonnage = next((figure for figure in group.figures if figure.role == "tonnage"), None)
    only = _only(context, sentence, group)
    rows: dict[str, dict[str, Figure]] = {}
    for figure in group.figures:
        key = figure.commodity or only
        if figure.role != "tonnage" and key and figure.role not in rows.setdefault(key, {}):
            rows[key][figure.role] = figure
    if not rows and tonnage and only in BULK:
        rows[only] = {}
    site, zone = _place(context, sentence, group, zones)
    before = told_before(sentence.text, group.figures[0].start, group.end) if group.earlier is None else None
    masses = beside(sentence.text, group)
    for commodity, found in rows.items():
        grade, contained = found.get("grade"), found.get("contained")
        alone = sum(figure is not None for figure in (tonnage, grade, contained)) < 2
        if alone and not (contained and contained in masses) and not (tonnage and commodity in BULK):
            continue
        figures = [figure for figure in (tonnage, grade, contained) if figure]
        low = sentence.start + min(group.naming[0], *(figure.quantity.start for figure in figures))
        high = sentence.start + max(group.naming[1], *(figure.quantity.end for figure in figures))
        parts = shares(context, sentence.text, contained) if contained and alone else []
        for part in parts:
            yield _of_share(context, sentence, group, commodity, part)
        yield Estimate(
            category=group.category,
            commodity=commodity,
            tonnes=tonnage.quantity.value if tonnage else None,
            tonnage_unit=tonnage.quantity.unit or "t" if tonnage else "t",
            grade=grade.quantity.value if grade else None,
            grade_unit=grade.quantity.unit if grade else None,
            contained=contained.quantity.value if contained else None,
            contained_unit=contained.quantity.unit if contained else None,
            site=None if parts else site,
            zone=zone,
            of=frozenset(part.site.name for part in parts),
            material=_material(sentence.text, group.naming) or _of_sort(sentence.text, group),
            span=context.span(low, high),
            at=low,
            rule="prose",
            earlier=group.earlier is not None or before is not None,
            day=day_said(group.earlier, context.published) if group.earlier else None,
            when=when_said(before, context.published) if before else None,
            parts={figure.role: context.span(sentence.start + figure.quantity.start, sentence.start + figure.quantity.end) for figure in figures},
        )


def _of_share(context: Context, sentence: Sentence, group: Statement, commodity: str, part: Share) -> Estimate:
    """What one site has of the metal of several."""
    start, end = sentence.start + part.quantity.start, sentence.start + part.quantity.end
    span = context.span(start, end)
    return Estimate(
        category=group.category,
        commodity=commodity,
        tonnes=None,
        grade=None,
        grade_unit=None,
        contained=part.quantity.value,
        contained_unit=part.quantity.unit,
        site=part.site,
        zone=None,
        material=_material(sentence.text, group.naming),
        span=span,
        at=start,
        rule="prose",
        parts={"contained": span},
    )


def _material(text: str, naming: tuple[int, int]) -> str | None:
    """The material that stands between a category and its kind, or before the category: "inferred primary sulphide resource", "Open Pit
    Indicated resources"."""
    words = text[naming[1] : naming[1] + 60].split()
    kind = next((index for index, word in enumerate(words[:4]) if KIND.match(word)), 0)
    said = " ".join(words[:kind])
    if said and is_material(said):
        return said
    before = [word for word in re.split(r"\s+", text[max(0, naming[0] - 60) : naming[0]].strip()) if word.casefold() not in _NO_MATERIAL]
    pieces = (" ".join(before[-count:]).strip("(\"'") for count in (3, 2, 1) if len(before) >= count)
    return next((piece for piece in pieces if piece and is_material(piece)), None)


# "an old dump resource that holds 190,000 tonnes of Indicated"
_SORT = re.compile(
    r"\b(?P<sort>(?:surface )?(?:tailings|stockpiles?|dumps?|open[- ]pit|underground|oxide|sul(?:f|ph)ide|saprolite|fresh|transitional))"
    r" (?:mineral )?(?:resources?|reserves?|deposits?|portion|material) (?:containing|of|with|hold(?:s|ing)|totall?ing) (?:about |approximately )?$",
    re.IGNORECASE,
)


def _of_sort(text: str, group: Statement) -> str | None:
    """The material that the words before the tonnes of a statement name."""
    start = group.figures[0].start
    sort = _SORT.search(text, max(0, start - 80), start)
    return sort["sort"] if sort else None


def _only(context: Context, sentence: Sentence, group: Statement) -> str | None:
    """The one commodity of the sentence, or else of its paragraph, of the headline, or of the release; of grades that name none."""
    title = context.header.title
    units = [figure.quantity.unit for figure in group.figures if figure.role != "tonnage" and figure.quantity.unit and figure.commodity is None]
    for text in (sentence.text, sentence.part.text, title.value if title else ""):
        named = {one.key for one in find_commodities(text) if one.end - one.start > 1 and all(_is_counted(one.key, unit) for unit in units)}
        if named:
            return named.pop() if len(named) == 1 else None
    unit = next((figure.quantity.unit for figure in group.figures if figure.role != "tonnage" and figure.quantity.unit), None)
    whole = {commodity.key for commodity in find_commodities("\n".join(part.text for part in context.telling))}
    return whole.pop() if len(whole) == 1 else main_commodity(context, unit or "t")


def _is_counted(key: str, unit: str) -> bool:
    """Whether the grade or mass of a commodity can be given in a unit: no diamonds in grams, no gold in per cent."""
    return fits(key, unit) and not (unit == "%" and key in PRECIOUS) and not (unit in ("g/t", "oz/ton") and key in _NOT_BY_GRAM)


def _place(context: Context, sentence: Sentence, group: Statement, zones: list[tuple[Span, str]]) -> tuple[SiteAt | None, str | None]:
    """The site that the sentence names nearest before the category or behind the figures, and the zone that they lie in."""
    low, high = sentence.start + group.start, sentence.start + group.end
    every = context.sites.named_in(sentence.start, sentence.end)
    text = context.reading.text
    named = [
        (naming, site)
        for naming, site in every
        if not _LIES_BY.search(text, max(sentence.start, naming.start - 80), naming.start) or _WHICH.match(text, naming.end)
    ]
    behind = [site for naming, site in named if naming.start >= low]
    site = inner_of(context, [(naming, site) for naming, site in named if naming.end <= low]) or (behind[0] if behind else None)
    whole, here, text = context.span(sentence.start, sentence.end), context.span(low, high), context.document.text
    for at, name in zones:
        if whole.start <= at.start and at.end <= whole.end:
            lies = at.start >= here.end and _LIES_IN.fullmatch(text[here.end : at.start])
            holds = at.end <= here.start and _HOLDS.fullmatch(text[at.end : here.start])
            if lies or holds:
                return site, name
    told = _IS_HOST.match(sentence.text, 0, group.start) if site is None else None
    return site, told["name"] if told and not CATEGORY.search(told["name"]) else None
