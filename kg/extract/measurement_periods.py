"""The days that a figure speaks of: the date or period nearest to it in its clause, else the one that the sentence, the paragraph or
the release speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.extract.context import Context, Sentence
from kg.facts import Period
from kg.text.dates import DateMatch, find_dates
from kg.text.fiscal import fiscal_year_end
from kg.text.periods import add_months

_STRETCHES = frozenset({"month", "year", "fiscal", "quarter", "half", "months", "period", "week", "range", "decade", "early", "mid", "late", "rest"})
_MAIN = frozenset({"quarter", "half", "months", "period"})
# Words before a figure that set it against the one before.
COMPARED = re.compile(
    r"(?:compared|comparison|versus|vs\.?|against|from|than|previously|relative)\b(?:[ \n](?:with|to|the|a|an|of|its|our|previous|prior|"
    r"record|only|just|about|"
    r"approximately|original|initial|earlier|revised|recorded|produced|in|budget(?:ed)?|guidance|forecast|target|plan(?:ned)?|[\d][\d.,]*|"
    r"\w+ (?:quarter|year|period)(?: of)?|quarter|year|"
    r"period|\w+'s))*[ \n(]*$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:same|corresponding|comparable|comparative|equivalent)[ \n](?:three-month |six-month |nine-month )?(?:period|quarter|half|months)"
    r"(?:,?[ \n](?:of|in|last|a|the|year|prior|previous|earlier|ago)){0,4}|"
    r"(?:prior|previous|preceding)[- \n](?:year|corresponding period)(?:'s)?(?:[ \n](?:period|quarter|comparable))?|year[- ](?:ago|earlier)|"
    r"(?:a|one)[ \n]year[ \n](?:ago|earlier|before)|pcp\b",
    re.IGNORECASE,
)
_QUARTER_BEFORE = re.compile(r"(?:previous|prior|preceding|last|earlier)[ \n]quarter(?:'s)?|quarter[ -]on[ -]quarter", re.IGNORECASE)
_THE_PERIOD = re.compile(
    r"(?:in|for|during|over|throughout|of|the)[ \n](?:the|this)[ \n](?:(?:current|reporting|whole|entire)[ \n])?(?:quarter|period|"
    r"half[- ]year|half|year)\b(?![ \n]of\b|-)|"
    r"\bquarterly\b|quarter[- ]end|\bin[ \n]the[ \n]Quarter\b",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"\b(?:to date|year[- ]to[- ]date|so far|thus far|as of today)\b", re.IGNORECASE)
_MONTHS_TOTAL = re.compile(
    r"\b(?P<count>three|six|nine|twelve)[- ]month[ \n](?:total|production|period|output|results?)|\b(?P<first>first[ \n]half)(?!\w)", re.IGNORECASE
)
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
_THIS_YEAR = re.compile(r"\byear[- ]to[- ]date\b|\bYTD\b", re.IGNORECASE)
_FULL_YEAR = re.compile(r"\b(?:full[- ]year|annual|year's|for the year|this year)\b", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:began|begun|commenced|started|since)\b[^.;]{0,30}$", re.IGNORECASE)


# A year before a noun of the trade is the year of it.
_YEAR_OF = re.compile(
    r"(?<![\w,.$/-])(?P<year>(?:19|20)\d\d)(?=[ \n](?:[A-Za-z-]+[ \n]){0,3}(?:guidance|production|output|outlook|forecast|budget|program|"
    r"programme|drill|drilling|"
    r"exploration|capital|capex|plan|sales|revenue|AISC|campaign|range|target|financial|operating|full-year|expenditures?)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Times:
    """The dates of one document, and the period of which the release reports."""

    reference: date
    year_end: int
    main: DateMatch | None

    def find(self, text: str) -> list[DateMatch]:
        """The dates of a sentence, and the years that stand before what they are the years of: "2017 guidance", "our 2012 drill program"."""
        found = find_dates(text, self.reference, year_end=self.year_end)
        for year in _YEAR_OF.finditer(text):
            if not any(other.start < year.end() and year.start() < other.end for other in found):
                over = year_of(self, date(int(year["year"]), min(self.year_end, 12), 1))
                if over.start and over.end:
                    found.append(DateMatch(year.start(), year.end(), over.start, over.end, year["year"], "year"))
        return sorted(found, key=lambda match: match.start)


def times_of(context: Context) -> Times:
    """The dates of a document: its reporting period is the first quarter, half-year or run of months in its text that has ended, else a year."""
    year_end = fiscal_year_end(context.reading.text) or 12
    years: list[DateMatch] = []
    for sentence in [*_titles(context), *context.sentences[:25]]:
        for found in find_dates(sentence.text, context.published, year_end=year_end):
            if found.kind in _MAIN and found.latest <= context.published and (found.latest - found.earliest).days > 25:
                return Times(context.published, year_end, found)
            ended = found.latest < context.published and (context.published - found.latest).days < 200
            if found.kind in ("year", "fiscal") and ended and _ANNUAL.search(sentence.text):
                years.append(found)
    for sentence in context.sentences:
        if is_heading(sentence):
            for found in find_dates(sentence.text, context.published, year_end=year_end):
                if found.kind in _MAIN and found.latest <= context.published and (found.latest - found.earliest).days > 25:
                    return Times(context.published, year_end, found)
    return Times(context.published, year_end, years[0] if years else None)


_ANNUAL = re.compile(r"\b(?:year[- ]ended?|year[- ]end|full[- ]year|annual|results|fiscal|FY)", re.IGNORECASE)


def is_heading(sentence: Sentence) -> bool:
    """A heading, also one that a number makes look like a point of a list: "3. PRODUCTION FOR THE YEAR"."""
    return sentence.part.block.kind == "heading" or (sentence.part.block.kind == "bullet" and sentence.text.isupper() and len(sentence.text) < 120)


def _titles(context: Context) -> Sequence[Sentence]:
    return [sentence for sentence in context.sentences if sentence.part.block.kind == "heading"][:3]


def previous_year(found: Period) -> Period:
    """The same days a year before."""
    return Period(_back(found.start, 12), _back(found.end, 12, last=True))


def _back(day: date | None, months: int, last: bool = False) -> date | None:
    if day is None:
        return None
    if last:  # the last day of a month stays the last
        return add_months(day + timedelta(days=1), -months) - timedelta(days=1)
    return add_months(day, -months)


def stretch(found: DateMatch) -> Period:
    return Period(found.earliest, found.latest)


def main_period(times: Times) -> Period | None:
    return stretch(times.main) if times.main else None


def said_relative(times: Times, words: str, around: Period | None) -> Period | None:
    """The period that words tell by another one: "the same quarter of last year", "the previous quarter"."""
    base = around or main_period(times)
    if base is None:
        return None
    if _YEAR_BEFORE.search(words):
        return previous_year(base)
    if _QUARTER_BEFORE.search(words) and base.start and base.end and 80 < (base.end - base.start).days < 100:
        return Period(_back(base.start, 3), _back(base.end, 3, last=True))
    return None


def of_months(times: Times, words: str, around: Period | None) -> Period | None:
    """ "the six month total": so many months up to the end of the period that is spoken of."""
    found, base = _MONTHS_TOTAL.search(words), around or main_period(times)
    if found is None or base is None or base.end is None or not found["count"]:
        return None
    return Period(_back(base.end + timedelta(days=1), _COUNTS[found["count"].lower()]), base.end)


def full_year(times: Times, words: str) -> Period | None:
    """The year in which the release speaks of "full-year guidance"."""
    if not _FULL_YEAR.search(words):
        return None
    return year_of(times, times.main.latest if times.main else times.reference)


def year_of(times: Times, day: date) -> Period:
    """The fiscal year in which a day lies."""
    end = date(day.year + (1 if day.month > times.year_end else 0), times.year_end, 1)
    last = add_months(end, 1) - timedelta(days=1)
    return Period(add_months(end, -11), last)


@cache
def _is_stretch(kind: str) -> bool:
    return kind in _STRETCHES


@dataclass(frozen=True)
class Clause:
    """A figure in its sentence: what stands before it up to the figure before, and behind it up to the next one of its group; `again`: the
    figure before has the same unit."""

    text: str
    start: int
    end: int
    before: int
    behind: int
    again: bool


def period_of(times: Times, clause: Clause, dates: Sequence[DateMatch], *, balance: bool, inherited: Period | None) -> tuple[Period | None, bool]:
    """The period of a figure, and whether the text says it beside the figure or in its sentence (else it is inherited, or None)."""
    usable = [found for found in dates if _is_usable(clause.text, found, balance)]
    compared = clause.again and COMPARED.search(clause.text[max(0, clause.start - 90) : clause.start]) is not None
    near = clause.text[clause.end : clause.behind]
    beside = re.split(r"[,;(]", near)[0]
    if times.main and (
        re.match(r"\W{0,3}(?:year[- ]to[- ]date|YTD)", near)
        or re.search(r"\byear[- ]to[- ]date\b|\bYTD\b", clause.text[max(clause.before, clause.start - 60) : clause.start], re.IGNORECASE)
    ):
        year = year_of(times, times.main.latest)
        return Period(year.start, times.main.latest), True
    ahead_of_it = clause.text[max(clause.before, clause.start - 45) : clause.start]
    months = of_months(times, ahead_of_it, _spoken(usable) or inherited)
    if months:
        return months, True
    if _YEAR_BEFORE.search(near if compared else beside) or (compared and _QUARTER_BEFORE.search(near)):
        relative = said_relative(times, near if compared else beside, _spoken([d for d in usable if d.end <= clause.start]) or inherited)
        if relative:
            return (Period(None, relative.end) if balance else relative), True
    in_year = re.search(r"\((?:in )?(?P<year>(?:19|20)\d\d): ?(?:[A-Z]{0,3}[$£€R] ?)?$", clause.text[: clause.start])
    base = inherited or main_period(times)
    if in_year and base and base.end and 0 < base.end.year - int(in_year["year"]) < 5:
        back = 12 * (base.end.year - int(in_year["year"]))
        ended = _back(base.end, back, last=True)
        return (Period(None, ended) if balance else Period(_back(base.start, back), ended)), True
    own = _nearest(clause, usable, compared)
    if balance and own is None and _AT_END.search(clause.text[clause.before : clause.behind]):
        over = _spoken([d for d in dates if d.end <= clause.start and _is_stretch(d.kind)]) or main_period(times)
        return (Period(None, over.end), True) if over else (None, False)
    if own is None and balance and not compared:
        own = next((d for d in usable if d.start >= clause.end and re.search(r"\b(?:at|as at|as of|on) (?:the )?$", clause.text[: d.start])), None)
    if own is not None:
        return (_balance(own) if balance else _as_period(clause, own, dates, times)), True
    before = clause.text[clause.before : clause.start]
    relative = said_relative(times, near + " " + before, inherited) if compared else None
    if relative:
        return (Period(None, relative.end) if balance else relative), True
    if compared:
        return None, True
    if _THE_PERIOD.search(clause.text) and main_period(times):
        main = main_period(times)
        return (Period(None, main.end) if balance and main else main), True
    return inherited, False


_DATED = re.compile(r"\b(?:on|by|to|of|at|until|through|ended|ending|since|from|between)[ \n](?:the )?$", re.IGNORECASE)


def _is_usable(text: str, found: DateMatch, balance: bool) -> bool:
    """Whether a date can be that of a figure: a period, or a day that words tie to something done ("on August 30", "as at June 30")."""
    if balance and found.kind == "end" and re.search(r"\d|[JFMASOND][a-z]{2}", text[found.start : found.end]):
        return True
    if _is_stretch(found.kind):
        return not (found.kind in ("month", "early", "mid", "late") and _TOLD.search(text[: found.start]))
    if found.kind == "since":
        return not balance
    if found.kind != "day" or re.match(r"today|yesterday|tomorrow", text[found.start : found.end], re.IGNORECASE):
        return False
    return (balance or _DATED.search(text[max(0, found.start - 12) : found.start]) is not None) and not _TOLD.search(text[: found.start])


_TOLD = re.compile(
    r"\b(?:given|issued|announced|provided|released|published|dated|effective|reported|signed|disclosed|filed)(?: \w+)? (?:on|in|"
    r"of)?[ \n]?(?:the )?$",
    re.IGNORECASE,
)


def _spoken(dates: Sequence[DateMatch]) -> Period | None:
    return stretch(dates[-1]) if dates and dates[-1].kind != "day" else None


def _nearest(clause: Clause, dates: Sequence[DateMatch], compared: bool) -> DateMatch | None:
    """The date that belongs to the figure: in the same bracket before it, behind it before the next figure, or before it in its clause."""
    for found in dates:
        if (
            found.end <= clause.start
            and re.fullmatch(r"[):]?:?[ \n]{0,2}(?:was |at |of )?", clause.text[found.end : clause.start])
            and found.start > clause.before
        ):
            return found
    behind = [found for found in dates if clause.end <= found.start < clause.behind and not re.search(r"[;]", clause.text[clause.end : found.start])]
    behind = [found for found in behind if not _APART.search(clause.text[clause.end : found.start]) and not _of_next(clause, found)]
    ahead = [found for found in dates if found.end <= clause.start]
    if compared:
        return behind[0] if behind else next((found for found in reversed(ahead) if found.start >= clause.before), None)
    ahead = [
        found for found in ahead if not COMPARED.search(clause.text[max(0, found.start - 60) : found.start]) and not _bracketed(clause.text, found)
    ]
    if behind and (not ahead or (behind[0].start - clause.end < 60 and " and " not in clause.text[clause.end : behind[0].start])):
        return behind[0]
    return ahead[-1] if ahead else None


_APART = re.compile(
    r"\bat \$|effective|\bbegin|\bstart|\bcommenc|announced|reported|dated|closed|compared|versus|against|\bthan\b|\bover (?:the (?:same|"
    r"prior|previous|corresponding|"
    r"comparable|first|second|third|fourth)|Q\d)|\bfrom [\d$]|\bbefore\b|\bafter\b|[,;] (?!in\b|for\b|"
    r"finished\b|completed\b|ended\b|"
    r"during\b|at\b|on\b|over\b|as at\b|as of\b|between\b)|"
    r" and (?:the|its|it|is|was|we|expects?|has|will)\b|\bthat\b(?! (?:were|was|have been|has been) (?:completed|drilled))"
)


def _of_next(clause: Clause, found: DateMatch) -> bool:
    """In the bracket or right before the colon of the next figure: "486,000 tonnes (Q2 2020: 471,000 tonnes)"."""
    return clause.behind < len(clause.text) and re.fullmatch(r"[):]{0,2}[ \n]{0,2}", clause.text[found.end : clause.behind]) is not None


def _bracketed(text: str, found: DateMatch) -> bool:
    """In a bracket that is closed before the figure: "(Q2 2020: 471,000 tonnes)" is of its own figure."""
    opened = text.rfind("(", 0, found.start)
    return opened >= 0 and text.find(")", opened, found.start) < 0


_AT_END = re.compile(
    r"\b(?:(?:year|period|quarter|half)[- ]end\b|end of the (?:year|period|quarter|half)|(?:ended|closed|finished) the (?:\w+ )?(?:year|"
    r"period|quarter|half))",
    re.IGNORECASE,
)


def _balance(found: DateMatch) -> Period:
    return Period(None, found.latest)


def _as_period(clause: Clause, found: DateMatch, dates: Sequence[DateMatch], times: Times) -> Period | None:
    """The days of a figure over time: those of a period; of one day where the figure is of that day; up to a day from the begin that is told."""
    if found.kind == "since":
        return Period(found.earliest, times.reference) if found.earliest <= times.reference else None
    if found.kind != "day":
        if _TO_DATE.search(clause.text) and found.earliest <= times.reference <= found.latest:
            return Period(found.earliest, times.reference)
        return stretch(found)
    up_to = re.search(r"\b(?:by|to|as of|as at|until|through|up to|at)[ \n]$", clause.text[max(0, found.start - 8) : found.start], re.IGNORECASE)
    if up_to:
        begun = next((d for d in dates if d.end < found.start and _BEGAN.search(clause.text[: d.start])), None)
        return Period(begun.earliest if begun else None, found.latest)
    return Period(found.earliest, found.latest)
