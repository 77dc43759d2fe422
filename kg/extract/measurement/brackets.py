"""What a bracket says of time: of what figure a date in it is, and of what time a figure in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Sentence
from kg.extract.measurement.clauses import COMPARED, Clause
from kg.extract.measurement.cues import Cue
from kg.extract.measurement.links import Read
from kg.extract.measurement.periods import QUARTER_BEFORE, YEAR_BEFORE, same_days, shifted
from kg.facts import Period
from kg.text.commodities import find_commodities
from kg.text.dates import DateMatch
from kg.text.months import FULL, month_number
from kg.text.quantities import Quantity


def of_next(clause: Clause, found: DateMatch) -> bool:
    """In the bracket or right before the colon of the next figure: "486,000 tonnes (Q2 2020: 471,000 tonnes)"."""
    opened = clause.text[max(0, found.start - 4) : found.start].rstrip().endswith("(")
    if opened and clause.behind < len(clause.text) and ")" not in clause.text[found.end : clause.behind]:
        return True
    return clause.behind < len(clause.text) and re.fullmatch(r" ?[):]{0,2}[ \n]{0,2}", clause.text[found.end : clause.behind]) is not None


def leads_bracket(text: str, found: DateMatch) -> bool:
    """With a colon at the head of a bracket, of which all figures are of that time: "(Q1: 26,300 oz at $970/oz)"."""
    led = re.search(r"\((?:in |at |the )?$", text[max(0, found.start - 5) : found.start])
    return led is not None and re.match(r"(?: [A-Za-z]{2,9})? ?:", text[found.end :]) is not None


def in_closed_bracket(text: str, found: DateMatch) -> bool:
    """In a bracket that is closed before the figure: "(Q2 2020: 471,000 tonnes)" is of its own figure."""
    opened = text.rfind("(", 0, found.start)
    return opened >= 0 and text.find(")", opened, found.start) < 0


_BARE = re.compile(r"(?P<between>[^\d();:]{0,90})\((?:(?:an? )?(?:net )?(?:loss|profit|earnings|income) of )?[A-Z]{0,3}[$£€-]{0,2} ?")
_CLOSED = re.compile(r"\)|,?[ \n](?:corresponding|equivalent|equal)[ \n]to[^()]{1,90}(?:\)|$)")
_TIME = re.compile(r"\b(?:in|for|over|during|since|of[ \n]which|incl\w*|previous\w*|prior|last|quarter|half|year|months?)\b", re.IGNORECASE)


def is_bare_former(sentence: Sentence, quantity: Quantity, cue: Cue, found: Sequence[Read]) -> bool:
    """Whether a figure stands alone in a bracket behind another of its measure, as that of the time before does which the text names elsewhere if
    at all: "revenue was $27 million ($21 million)"."""
    text, before = sentence.text, found[-1] if found else None
    if before is None or before.fact.metric.key != cue.metric or before.quantity.unit != quantity.unit:
        return False
    said = _BARE.fullmatch(text, before.quantity.end, quantity.start)
    if _metals(text, quantity) != _metals(text, before.quantity):
        return False  # "$1,330 per gold equivalent ounce ($18.5 per silver equivalent ounce)"
    if said is None or _CLOSED.match(text, quantity.end) is None:
        return False
    return _TIME.search(said["between"]) is None and COMPARED.search(said["between"]) is None


def _metals(text: str, quantity: Quantity) -> list[str]:
    """The metals by which a figure is counted, as its own words name them."""
    return [named.key for named in find_commodities(text[quantity.start : quantity.end])]


def in_bracketed_year(clause: Clause, base: Period | None) -> Period | None:
    """The same days of an earlier year that a bracket gives alone or by their last month: "152,000 ounces (2018: 145,000 ounces)"."""
    month = _MONTH_IN_BRACKETS.search(clause.text[: clause.start])
    if month and base and base.end and _is_long(base) and month_number(month["month"]) == base.end.month:
        return same_days(base, int(month["year"]))
    said = _IN_BRACKETS.search(clause.text[: clause.start])
    return same_days(base, int(said["year"])) or _whole_year(base, int(said["year"])) if said else None


def _whole_year(base: Period | None, year: int) -> Period | None:
    """A year told with a figure that is too far from the days of the other one to be these in that year, as those of a year are in any year."""
    if base is None or base.start is None or base.end is None or base.end.year <= year or (base.end - base.start).days < 300:
        return None
    return shifted(base, 12 * (base.end.year - year))


_IN_BRACKETS = re.compile(
    r"\( ?(?:in )?(?P<year>(?:19|20)\d\d)(?: ?: ?(?:[-\u2013\u2014] )?| [-\u2013\u2014] )"
    r"(?:(?:an? )?(?:net )?(?:loss|profit|earnings|income) of )?(?:[A-Z]{0,3}[$£€R] ?)?$"
)
_MONTH_IN_BRACKETS = re.compile(rf"\((?:to )?(?P<month>{FULL}) (?P<year>(?:19|20)\d\d) ?: ?(?:[A-Z]{{0,3}}[$£€R] ?)?$")


# "(same period in 2024: 12,600 tonnes)", "(year-ago quarter: $4 million)": the time that leads a bracket, told by that of the figure before it.
_LED_BY = re.compile(
    r"\((?:in |for |the ){0,2}(?P<words>[A-Za-z][^():;$]{3,48}?)(?: (?:was|were))? ?: ?(?:(?:approximately|about|over|an?) )?(?:[A-Z]{0,3}[$£€R] ?)?$"
)
_IN_YEAR = re.compile(r"(?:same|corresponding|comparable|equivalent)\b[^\d]{3,30}(?P<year>(?:19|20)\d\d)", re.IGNORECASE)


def led_by(clause: Clause, base: Period | None) -> Period | None:
    """The time that the words at the head of a bracket tell by the one of the figure before."""
    said = _LED_BY.search(clause.text, max(0, clause.start - 70), clause.start)
    if said is None or base is None:
        return None
    if in_year := _IN_YEAR.fullmatch(said["words"]):
        return same_days(base, int(in_year["year"]))
    if YEAR_BEFORE.fullmatch(said["words"]):
        return shifted(base, 12)
    return shifted(base, 3) if QUARTER_BEFORE.fullmatch(said["words"]) and _is_quarter(base) else None


def _is_quarter(period: Period) -> bool:
    return period.start is not None and period.end is not None and 80 < (period.end - period.start).days < 100


def _is_long(period: Period) -> bool:
    """Whether a period is longer than a month."""
    return period.start is not None and period.end is not None and (period.end - period.start).days > 31


def is_short(period: Period | None) -> bool:
    """Whether a period is shorter than a year: a figure of it is set against the same days of "last year"."""
    return period is not None and period.start is not None and period.end is not None and (period.end - period.start).days < 300


_COMPARABLE = re.compile(r"\b(?:comparable|corresponding|equivalent|same)[ \n](?:\w+[ \n]){0,2}(?:for|in|of)[ \n]$", re.IGNORECASE)


def is_of_comparable(text: str, found: DateMatch) -> bool:
    """Whether a year is that in which the days lie that a figure is set against: "the corresponding quarter of 2018"."""
    return found.kind == "year" and _COMPARABLE.search(text, max(0, found.start - 40), found.start) is not None
