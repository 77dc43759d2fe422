"""The period of which a release reports: the quarter, half, year or run of months that its titles or first sentences tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.extract.measurement.implied import implied_period
from kg.extract.measurement.periods import Times
from kg.extract.measurement.turns import both_of
from kg.facts import Period
from kg.text.dates import DateMatch, find_dates
from kg.text.fiscal import counts_in_fiscal_parts, sets_first_halves_against, usual_year_end
from kg.text.months import FULL
from kg.text.periods import add_months

if TYPE_CHECKING:
    from kg.extract.context import Context, Sentence

_MAIN = frozenset({"quarter", "half", "months", "period"})


def times_of(context: Context) -> Times:
    """The dates of a document, with the times to which its text gives names."""
    times = _times_reported(context)
    return replace(times, named=tuple(_named(context, times)))


_NAMED = re.compile(
    r"[ \n]\((?:[\"\u201c][^()\"\u201d]{2,16}[\"\u201d][ \n]or[ \n])?(?:the[ \n])?[\"\u201c](?:the[ \n])?"
    r"(?P<name>Period|Quarter|Half|Half[- ]Year|Year)[\"\u201d]\)"
)


def _named(context: Context, times: Times) -> Iterator[tuple[str, Period]]:
    """The names given to times, with these: 'the period from 1 April 2017 to 30 June 2017 ("Q2 2017" or the "Period")'."""
    text = context.reading.text
    for said in _NAMED.finditer(text[:6000]):
        before = text[max(0, said.start() - 110) : said.start()]
        told = [found for found in times.find(before) if len(before) - found.end < 2 and found.kind in _MAIN | {"range", "year", "fiscal"}]
        if told:
            yield said["name"], Period(told[-1].earliest, told[-1].latest)


def _times_reported(context: Context) -> Times:
    """The dates of a document. Its reporting period is that of the titles, else the quarter, half-year or run of months in its first sentences
    that ended last, else that of a heading, else a year."""
    told = context.year_end
    year_end = told or usual_year_end(context.reading.text)
    parts = told is not None and counts_in_fiscal_parts(context.reading.text)
    parts = parts or (year_end == 6 and sets_first_halves_against(context.reading.text))
    headings = [sentence for sentence in context.sentences if sentence.is_heading]
    if _MONTHLY.search(context.title_words) and (month := _latest(context, context.sentences[:6], year_end, frozenset({"month"}))):
        return Times(context.published, year_end, month, told is not None, parts)
    early = context.sentences[:25]
    for sentences in (headings[:3], early):
        main = _latest(context, sentences, year_end) or _of_report(context, sentences, year_end)
        if main:
            return Times(context.published, year_end, main, told is not None, parts)
    years = [found for sentence in [*headings[:3], *early] for found in _years_reported(context, sentence, year_end)]
    main = _latest(context, headings, year_end) or (years[0] if years else None) or _month_reported(context, year_end) or _implied(context, year_end)
    return Times(context.published, year_end, main, told is not None, parts)


def _month_reported(context: Context, year_end: int) -> DateMatch | None:
    """The month of which the first sentences say that they give its results: "announces its production results for the month of July 2015"."""
    told = [one for one in context.sentences[:4] if _OF_MONTH.search(one.text)]
    return _latest(context, told, year_end, frozenset({"month"})) if told else None


_OF_MONTH = re.compile(rf"\b(?:results|production|sales|report|update)\b[^.;]{{0,40}}\bfor[ \n](?:the[ \n]month[ \n](?:of|ended)[ \n])?(?:{FULL})\b")


def _implied(context: Context, year_end: int) -> DateMatch | None:
    """The reporting period that the words of the title and of the first sentences imply without a date."""
    title = context.header.title
    lead = " ".join(one.text for one in [one for one in context.sentences if title is None or one.start >= title.end][:2])
    over = implied_period(context.title_words, lead, context.published, year_end)
    return DateMatch(0, 0, over.start, over.end, f"{over.start}/{over.end}", "period") if over and over.start and over.end else None


_MONTHLY = re.compile(
    r"\b(?:record|successful|strong|first|best|another)[ \n]month\b|\bmonthly[ \n](?:production|operat\w+|results|sales|update)\b", re.IGNORECASE
)


def _latest(context: Context, sentences: Sequence[Sentence], year_end: int, kinds: frozenset[str] = _MAIN) -> DateMatch | None:
    """The reporting period among the dates of some sentences: that which ended last, the first told of those; what another is set against is none."""
    best: DateMatch | None = None
    for sentence in sentences:
        for found in Times(context.published, year_end, None, context.year_end is not None).find(sentence.text):
            both = both_of(sentence.text, found)
            if both and both[0].start:  # reported is the quarter
                found = replace(found, earliest=both[0].start, edtf=f"{both[0].start}/{found.latest}", kind="period")
            ended = 0 <= (context.published - found.latest).days < 200 and (found.latest - found.earliest).days > 25
            if (
                _ODD_MONTHS.match(sentence.text, found.start)
                or not (found.kind in kinds or (kinds is _MAIN and _is_period(sentence.text, found)))
                or not ended
                or _AGAINST.search(sentence.text[: found.start])
            ):
                continue
            if best is None or found.latest > best.latest:
                best = found
    return best


# "In the first seven months of the year 23,800 m were drilled": no time that results are given of.
_ODD_MONTHS = re.compile(r"(?:the )?first[- \n](?:two|four|five|seven|eight|ten|eleven|[24578]|1[01])[- \n]months\b", re.IGNORECASE)


def _is_period(text: str, found: DateMatch) -> bool:
    """Whether days from one to another are told as "the period", of whole months: "results for the period from 1 April to 30 June 2015"."""
    whole = found.earliest.day == 1 and (found.latest + timedelta(days=1)).day == 1 and (found.latest - found.earliest).days < 370
    return found.kind == "range" and whole and re.search(r"\b[Pp]eriod(?:[ \n]from)?[ \n]$", text[max(0, found.start - 13) : found.start]) is not None


# What a time is set against; not "results from its mine for the quarter".
_AGAINST = re.compile(
    r"\([^()]*$|\b(?:compared|versus|vs\.?|against|than|since|over)\b(?:[^.;,]|[.,](?=\d)){0,40}$|"
    r"\bfrom\b(?![^.;,\d]{0,40}\b(?:for|in|during)\b[^.;,\d]*$)(?:[^.;,]|[.,](?=\d)){0,40}$",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?P<kind>quarterly|half[- ]year(?:ly)?|interim|annual|full[- ]year)\b[^.;]{0,40}\b(?:reports?|results?|activities|activity|update|review|"
    r"statement|cash ?flow)\b",
    re.IGNORECASE,
)
# "Production Results to 31 December 2014", of a text that speaks of the quarter.
_PRODUCED = re.compile(
    r"\b(?:production|operating|operational|sales)[ \n](?:and[ \n]\w+[ \n])?(?:results|report|update)[ \n](?:to|ended)\b", re.IGNORECASE
)
_REPORTED = {"q": 3, "h": 6, "i": 6, "a": 12, "f": 12}


def _of_report(context: Context, sentences: Sequence[Sentence], year_end: int) -> DateMatch | None:
    """The period of a report whose title tells only its length and its last day or month: "Quarterly Report for the period ended 31 March",
    "March 2015 Quarterly Activities Report"."""
    for sentence in sentences:
        titled = _REPORT.search(sentence.text) if len(sentence.text) < 160 else None
        if titled is None and not (len(sentence.text) < 160 and _PRODUCED.search(sentence.text) and _tells_quarter(context)):
            continue
        months = _REPORTED[titled["kind"][0].lower()] if titled else 3
        for found in find_dates(sentence.text, context.published, year_end=year_end):
            closing = (found.latest + timedelta(days=1)).day == 1 and 0 < (context.published - found.latest).days < 200
            if found.kind in ("day", "month") and closing:
                start = add_months(found.latest + timedelta(days=1), -months)
                return DateMatch(found.start, found.end, start, found.latest, f"{start}/{found.latest}", "period")
    return None


def _tells_quarter(context: Context) -> bool:
    """Whether the first sentences speak of the quarter."""
    return any(re.search(r"\b(?:the|this)[ \n][Qq]uarter\b", sentence.text) for sentence in context.sentences[:12])


def _years_reported(context: Context, sentence: Sentence, year_end: int) -> list[DateMatch]:
    told = [(found, int(found["year"] or found["closed"])) for found in _YEAR_TOLD.finditer(sentence.text)]
    told = [(found, year) for found, year in told if 0 < (context.published - date(year, 12, 31)).days < 200]
    if told and year_end == 12:
        said, year = told[0]
        return [DateMatch(said.start(), said.end(), date(year, 1, 1), date(year, 12, 31), str(year), "year")]
    if not _ANNUAL.search(sentence.text):
        return []
    dates = find_dates(sentence.text, context.published, year_end=year_end)
    return [found for found in dates if found.kind in ("year", "fiscal") and 0 < (context.published - found.latest).days < 200]


# "Delivers 2025 Results", "ended 2025 as it had begun": the year that is over and reported of.
_YEAR_TOLD = re.compile(
    r"(?<![\w,.$/-])(?P<year>20\d\d|19\d\d)(?=[ \n](?:(?:annual|full[- ]year|year-end|financial|operating|operational|production|preliminary|"
    r"record|gold|silver|copper)[ \n]){0,3}(?:results|production|output|earnings)\b)|"
    r"\b(?:ended|closed|finished|capped|concluded)[ \n](?P<closed>20\d\d)\b",
    re.IGNORECASE,
)
_ANNUAL = re.compile(r"\b(?:year[- ]ended?|year[- ]end|full[- ]year|annual|results|fiscal|FY)", re.IGNORECASE)
