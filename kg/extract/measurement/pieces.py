"""Money spent at several places, told as a list: which piece of it is of no place that another piece names."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.measurement.rows import is_general, label
from kg.text.lexicons import mapping

_SEPARATORS = (re.compile(r"[ \n][/\u2022\u25aa][ \n]"), re.compile(r";[ \n]"))
SPENT = frozenset({"capex", "exploration-budget"})


def is_of_no_piece(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Whether money is that of a piece of a list which names no site though others do, or is of several sites that the words behind it name."""
    named = context.sites.named_in(sentence.start, sentence.end)
    ahead = {site.name for naming, site in named if naming.end <= start}
    behind = {site.name for naming, site in named if naming.start >= end}
    if not ahead:
        return len(behind) > 1
    text = context.reading.text
    for separator in _SEPARATORS:
        cuts = [found.end() for found in separator.finditer(text, sentence.start, sentence.end)]
        own = max((cut for cut in cuts if cut <= start), default=None)
        if len(cuts) < 2 or own is None:
            continue
        until = min((cut for cut in cuts if cut > start), default=sentence.end)
        led = {site.name for naming, site in named if naming.start < min(cuts)}
        return len(led) != 1 and not any(own <= naming.start < until for naming, _ in named)
    return False


# "development capital at Carrick of $14 million": of that place, known or not.
_AT = re.compile(
    r"\b(?:at|for)[ \n](?:the[ \n]|its[ \n]|our[ \n])?(?P<name>[A-Z][a-z]{3,}(?:[ \n][A-Z][a-z]{2,}){0,2})"
    r"(?:[ \n](?:[Mm]ine|[Pp]roject|[Oo]perations?|[Dd]eposit|[Pp]roperty))?[ \n]"
    r"(?:(?:was|were|is|are|totall?(?:ed|ing)|amounted[ \n]to|of|came[ \n]to)[ \n])+"
    r"(?:(?:about|approximately|some|a|total|of|only)[ \n]){0,3}(?=[A-Z]{0,3}[$\d])"
)
_NO_PLACES = frozenset({"company", "group", "corporation", "board", "year", "quarter", "half"})

# "4,791 ounces of gold produced at Larkin"
_MADE_AT = re.compile(
    r"(?:[^.;,\d]|(?<=[a-z] )\d(?= [a-z])){0,50}\b(?:produced|mined|milled|processed|treated|poured|production|stockpiles)"
    r"[ \n](?:at|from)[ \n](?:the[ \n]|its[ \n])?"
    r"(?!(?:Phase|Stage|Level|Block|Panel|Section|Underground|Open|Zone|Surface|Pit)\b)(?P<name>[A-Z][a-z]{3,}(?:[ \n][A-Z][a-z]{2,})?)"
)
# "1.2 Mt of ore, including 0.3 Mt of ore from Larkin", "of which 140,000 tonnes came from the Larkin pit": of a part of a mine
_PART_AHEAD = re.compile(r"\b(?:including|of which|comprising|with)[ \n](?:about[ \n]|approximately[ \n]|some[ \n])?$")
_PART_FROM = re.compile(
    r"(?:[ \n]of[ \n](?:[\w-]+[ \n])?(?:ore|material|feed))?[ \n]"
    r"(?:(?:came|was|were|mined|milled|sourced|derived|processed)[ \n]){0,2}(?:from|at)[ \n]"
    r"(?:the[ \n]|its[ \n])?"
    r"(?!(?:Phase|Stage|Level|Block|Panel|Section|Underground|Open|Surface)\b)(?P<name>[A-Z][a-z]{3,}(?:[ \n][A-Z][a-z]{2,})?)"
)

# "At Larkin, Wren is guiding for": of that place, known or not.
_OPENS_AT = re.compile(r"\W{0,3}At[ \n](?:the[ \n]|its[ \n])?(?P<name>[A-Z][a-z]{3,}(?:[ \n][A-Z][a-z]{2,})?)(?:[ \n](?:[Mm]ine|[Oo]perations?))?,")
_OPERATIONS = re.compile(
    r"[ \n](?:of[ \n])?(?:[a-z]+[ \n]){0,3}(?:at|from)[ \n](?:the[ \n]|its[ \n])?(?P<name>[A-Z][a-z]{3,})[ \n](?:operations|mines|assets|division)\b"
)


def is_of_a_country(context: Context, end: int) -> bool:
    """Whether the words right behind a figure give it to the operations of a country or region: "121,500 ounces of production from Canadian
    operations"."""
    told = _OPERATIONS.match(context.reading.text, end)
    return told is not None and not context.sites.named_in(told.start("name"), told.end("name") + 1)


_DRILLED_AT = re.compile(
    r"(?:[ \n](?:of[ \n])?(?:\w+[ \n])?(?:drilled|drilling|completed))?[ \n]at[ \n](?:the[ \n])?"
    r"(?P<name>[A-Z][a-z]{3,}(?:[-\u2010-\u2013][A-Z][a-z]+)?)\b"
)


def is_drilled_at_another(context: Context, end: int) -> bool:
    """Whether the words right behind a figure of drilling name a place of it that is no known site."""
    told = _DRILLED_AT.match(context.reading.text, end)
    return told is not None and _is_unknown(context, told["name"], told.start("name"), told.end("name"))


def is_made_at_another(context: Context, start: int, end: int) -> bool:
    """Whether the words right behind a figure name a place where it was made, or a part of a larger one was, that is no known site."""
    text = context.reading.text
    told = _MADE_AT.match(text, end) or (_PART_FROM.match(text, end) if _PART_AHEAD.search(text, max(0, start - 40), start) else None)
    return told is not None and _is_unknown(context, told["name"], told.start("name"), told.end("name"))


def is_at_another(context: Context, sentence: Sentence, metric: str, start: int) -> bool:
    """Whether the words right before a figure, or before one ahead of it in a list of money spent, name a place of it that is no site, company
    or country which was found."""
    opens = _OPENS_AT.match(context.reading.text, sentence.start, start)
    if opens and opens["name"].casefold() not in _NO_PLACES and not _MONTH.match(opens["name"]):
        place = (opens.start("name"), opens.end())  # a naming takes in the word of its kind
        if not context.sites.named_in(*place) and not context.namings(*place):
            return not context.sites.named_in(opens.end(), start)
    told = [found for found in _AT.finditer(context.reading.text, sentence.start, start + 4) if found.end() == start or metric in SPENT]
    return any(_is_unknown(context, found["name"], found.start("name"), found.end("name")) for found in told)


# "The scoping study on the Larkin Gold Discovery delivers": of that one.
_OF_ITS_OWN = re.compile(
    r"\b(?:on|of|at|for)[ \n](?:the|its|our)[ \n](?:\d[\d.]*%[- ]owned[ \n])?(?P<name>[A-Z][a-z]{3,}(?:[ \n][A-Z][a-z]{2,}){0,3})"
    r"[ \n](?:Discovery|Deposit|Prospect|Project|Mine)\b"
)


def names_another(context: Context, sentence: Sentence, start: int) -> bool:
    """Whether a sentence that names no known site names a project, deposit or mine before a figure that is none."""
    found = _OF_ITS_OWN.finditer(context.reading.text, sentence.start, start)
    return any(_is_unknown(context, one["name"], one.start("name"), one.end()) for one in found)


# "- Larkin – 31,000 ounces were produced": a point that begins with the name of a place.
_LABEL = re.compile(
    r"\W{0,4}(?P<name>(?:[A-Z][a-z]{1,2} )?"
    r"[A-Z][\w'\u2019-]{3,}(?: (?:(?:de|del|do|da|la|las|los|el) )?[A-Z][\w'\u2019-]+){0,3})(?: \([^()]{1,20}\))?"
    r"(?P<mark> ?[:\u2013\u2014]| -) "
)


def is_labelled_another(context: Context, sentence: Sentence) -> bool:
    """Whether a point of a list begins with a name that is no known site or company, no metal, and no word for what is measured."""
    kind, opens = sentence.part.block.kind, sentence.start < sentence.part.start + 4
    told = _LABEL.match(sentence.text) if kind == "lines" or (opens and kind in ("bullet", "paragraph")) else None
    if told is None or (kind == "paragraph" and ":" not in told["mark"]):
        return False
    if is_general(told["name"]) or label(told["name"]).rules or label(told["name"]).head.commodities:
        return False
    low = sentence.start + told.start("name")
    return _is_unknown(context, told["name"], low, low + len(told["name"])) and _WORK.search(told["name"]) is None


_WORK = re.compile(
    r"(?i)\b(?:drill\w*|explor\w*|develop\w*|construct\w*|total|update|highlights?|financ\w*|operat\w*|corporate|guidance|phase|stage|area|costs?|"
    r"capital|growth|record|strong|revised|new|year|quarter|mine|mill|plant|resources?|reserves?|safety|liquidity|debt|hedg\w*|note|first|second)\b"
)


def _is_unknown(context: Context, name: str, start: int, end: int) -> bool:
    named = [organisation.company for _, organisation in context.namings(start, end + 1)]
    known_site = any(site.name.casefold() in name.casefold() for site in context.sites.all)
    if known_site or context.sites.named_in(start, end + 1) or context.company in named or _MONTH.match(name):
        return False
    first, known = name.split()[0].casefold(), mapping("geography.txt")
    return first not in _NO_PLACES and name.casefold() not in known and first not in known


_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|First|Second|Third|Fourth|Fiscal)\b")
