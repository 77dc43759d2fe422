"""The dates of a document: the period of which the release reports, its fiscal years, and the periods told by another one ("the same
quarter of last year")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial

from kg.extract.measurement.limbs import times_of_limbs
from kg.extract.measurement.year_parts import called, days_between, year_parts, years_through, years_until
from kg.facts import Period
from kg.text.date_tokens import may_say_date
from kg.text.dates import DateMatch, find_dates
from kg.text.months import FULL, WRITTEN, month_number
from kg.text.periods import add_months

YEAR_BEFORE = re.compile(
    r"(?:same|corresponding|comparable|comparative|equivalent)[ \n](?:three-month |six-month |nine-month )?(?:period|quarter|half|months)"
    r"(?:,?[ \n](?:of|in|last|a|the|year|prior|previous|earlier|ago)){0,4}|"
    r"(?:prior|previous|preceding)[- \n](?:(?:(?:financial|fiscal|calendar|full)[ \n])?year|"
    r"(?:corresponding|comparable|comparative)[ \n](?:period|quarter|half|year))(?:'s)?(?:[ \n](?:period|quarter|comparable))?|"
    r"last[ \n](?:financial|fiscal)[ \n]year|year[- ](?:ago|earlier)(?:[ \n](?:quarter|period|half|months?)\b)?|"
    r"(?:an?|one|the)[ \n]year[ \n](?:ago|earlier|before)|pcp\b",
    re.IGNORECASE,
)
QUARTER_BEFORE = re.compile(
    r"(?:previous|prior|preceding|last|earlier)[ \n]quarter(?:'s)?|quarter[ -]on[ -]quarter|(?:a|one)[ \n]quarter[ \n](?:ago|earlier|before)|"
    r"three[ \n]months[ \n](?:ago|earlier|before)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:first|second|third|fourth)[ \n]quarter|Q[1-4]", re.IGNORECASE)
_PART_IN_YEAR = re.compile(r"(?:(?:first|second|third|fourth)[ \n](?:quarter|half)|[QH][1-4])[ \n-]?(?:of[ \n])?(?:19|20)\d\d", re.IGNORECASE)
# A half without its year, no calendar one.
_HALF_NUMBERED = re.compile(
    r"(?:H[12]|(?:first|second)[ \n]half)\b(?!,?[ \n](?:of[ \n](?:the[ \n])?)?(?:\d|FY|CY|fiscal|calendar|[a-z]*[ \n]?20))", re.IGNORECASE
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4}
# "in the 2018 quarter": the days reported of, in that year.
_SAME_OF = re.compile(r"\bthe[ \n](?P<year>20\d\d)[ \n](?:comparable[ \n]|corresponding[ \n])?(?:quarter|period)\b", re.IGNORECASE)
_QUARTER_BACK = re.compile(r"(?:previous|prior|preceding|last)[ \n]quarter\b", re.IGNORECASE)
# "on the prior year quarter": no year, but the days reported of, a year before
_YEAR_BACK = re.compile(r"(?:the[ \n])?(?:prior|previous|preceding)[- \n]year(?:['\u2019]s)?[ \n](?:quarter|period|half)\b", re.IGNORECASE)
_MONTHS_TOTAL = re.compile(
    r"\b(?:for|in|during|over)[ \n]the[ \n](?:first[ \n])?(?P<run>three|six|nine|twelve)[ \n]months\b"
    r"(?![ \n](?:ended|ending|of|in|from|to(?![ \n](?:[a-z]+[ \n])?$))\b)|"
    r"\b(?<!next )(?<!coming )(?P<count>three|six|nine|twelve)[- ]months?[ \n](?:[a-z]+[ \n]){0,2}?(?:total|production|period|output|results?|"
    r"sales|revenues?|throughput)|\btrailing[ \n](?P<past>three|six|nine|twelve|3|6|9|12)[- \n]months?\b|"
    r"\b(?P<back>three|six|nine|twelve|3|6|9|12)[- \n]months?[ \n]trailing\b|\b(?P<first>first[ \n]half)(?!\w)",
    re.IGNORECASE,
)
_FIRST_QUARTERS = re.compile(
    r"\bfirst[ \n](?P<count>two|three)[ \n]quarters\b(?:[ \n](?:of|in)[ \n](?:fiscal[ \n])?(?P<year>(?:19|20)\d\d)\b)?", re.IGNORECASE
)
# "over the 30 days to 31 December": the days up to one.
_DAYS_UP_TO = re.compile(
    r"\b(?P<count>\d{1,3}|seven|ten|thirty|sixty|ninety)[ \n-](?:consecutive[ \n])?days?[ \n](?:period[ \n])?"
    r"(?:to|up to|ended|ending|through)[ \n](?:on[ \n])?",
    re.IGNORECASE,
)
_TENS = {"seven": 7, "ten": 10, "thirty": 30, "sixty": 60, "ninety": 90}
_COUNTS = {"two": 2, "three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
# A year before a noun of the trade is the year of it.
_YEAR_OF = re.compile(
    r"(?<![\w,.$/-])(?P<year>(?:19|20)\d\d)(?=[ \n](?:[A-Za-z-]+[ \n]){0,3}(?:guidance|production|output|outlook|forecast|budget|program|"
    r"programme|drill|drilling|"
    r"exploration|capital|capex|plan|sales|shipments|deliveries|throughput|volumes|revenue|AISC|campaign|range|target|financial|operating|full-year|expenditures?|"
    r"(?:cash|sustaining|unit|C1)[ \n]costs?)\b)",
    re.IGNORECASE,
)

_IN_A_ROW = re.compile(r"[ \n](?:running|in[ \n]a[ \n]row|in[ \n]succession|on[ \n]the[ \n]trot|straight)\b")  # "for a third quarter running"

_MONTHS_JOINED = re.compile(
    rf"(?<!\d )(?<![\w-])(?P<first>{WRITTEN})\.?(?:[ \n]?[-\u2013\u2014][ \n]?|[ \n-](?:to|through)[ \n-])"
    rf"(?P<last>{WRITTEN})(?![\w.]? ?\d{{1,2}}(?!\d))\b\.?"
    rf"(?:[ \n](?:quarter|period)\b)?(?:,?[ \n](?:of[ \n])?(?P<year>(?:19|20)\d\d))?"
)
_HALF_TO = re.compile(
    r"\b(?P<month>June|December)(?:[ \n](?P<year>(?:19|20)\d\d))?[ \n](?:half|half[- \n]year)\b(?![ \n]of[ \n](?:(?:19|20)\d\d|fiscal|the|FY))|"
    r"\b(?P<last>March|June|September|December)(?:[ \n](?P<of>(?:19|20)\d\d))?[ \n][Qq]uarterly\b"
)


@dataclass(frozen=True)
class Times:
    """The dates of one document, and the period of which the release reports."""

    reference: date
    year_end: int
    main: DateMatch | None
    fiscal: bool = False  # whether the text itself tells the end of the fiscal year
    in_parts: bool = False  # and calls the parts of that year by its number alone: "Q2 2019"
    named: tuple[tuple[str, Period], ...] = ()  # the times to which the text gives a name: "the Period"

    @cached_property
    def _known(self) -> dict[str, list[DateMatch]]:
        return {}

    def find(self, text: str) -> list[DateMatch]:
        """The dates of a sentence, and the years that stand before what they are the years of: "2017 guidance", "our 2012 drill program"."""
        if text not in self._known:
            self._known[text] = self._find(text) if may_say_date(text) else []
        return self._known[text]

    def _find(self, text: str) -> list[DateMatch]:
        dated = find_dates(text, self.reference, year_end=self.year_end)
        found = [self._last_year(text, one) for one in dated if not (_IN_A_ROW.match(text, one.end) or _YEAR_BACK.match(text, one.start))]
        for days in _DAYS_UP_TO.finditer(text):
            last = next((one for one in found if one.kind == "day" and 0 <= one.start - days.end() < 5), None)
            count = int(days["count"]) if days["count"].isdigit() else _TENS.get(days["count"].lower(), 0)
            if last and count:
                begun = last.latest - timedelta(days=count - 1)
                found = [one for one in found if one is not last]
                found.append(DateMatch(days.start(), last.end, begun, last.latest, f"{begun}/{last.latest}", "period"))
        for opening in _FIRST_QUARTERS.finditer(text):
            year = opening["year"] or (str(year_of(self, self.main.latest).end)[:4] if self.main else None)
            whole = year_of(self, date(int(year), min(self.year_end, 12), 1)) if year else None
            if whole and whole.start:
                ended = add_months(whole.start, 3 * _COUNTS[opening["count"].lower()]) - timedelta(days=1)
                found = [one for one in found if one.end <= opening.start() or one.start >= opening.end()]
                found.append(DateMatch(opening.start(), opening.end(), whole.start, ended, f"{whole.start}/{ended}", "months"))
        year = partial(year_of, self)
        spans = (*self._months_joined(text), *self._halves(text), *years_through(text, year), *years_until(text), *days_between(text, found))
        spans += (*times_of_limbs(text, self.main, year), *called(text, self.named), *self._same_of(text))
        for over in spans:
            found = [one for one in found if one.end <= over.start or one.start >= over.end] + [over]
        for head in _HEAD.finditer(text):  # "(Q1 Mar: ", "; Dec Q18: ": abbreviated as the heads of columns are
            if not any(other.start < head.end("date") and head.start("date") < other.end for other in found):
                found += self._head(head.start("date"), head["date"])
        for bare in (one for pattern in _BARE for one in pattern.finditer(text)):
            if not any(other.start < bare.end("date") and bare.start("date") < other.end for other in found):
                found += self._ended(self._bare(bare.start("date"), bare["date"]), closes=bare.re is _CLOSES)
        for year in _YEAR_OF.finditer(text):
            if not any(other.start < year.end() and year.start() < other.end for other in found):
                told = year_of(self, date(int(year["year"]), min(self.year_end, 12), 1))
                if told.start and told.end:
                    found.append(DateMatch(year.start(), year.end(), told.start, told.end, year["year"], "year"))
        reported = self.main.latest if self.main else None
        for part in year_parts(text, self.reference, partial(year_of, self), reported, found):
            found = [one for one in found if one.end <= part.start or one.start >= part.end] + [part]
        return sorted(found, key=lambda match: match.start)

    def _months_joined(self, text: str) -> list[DateMatch]:
        """The months from one to another: "July-September", "January to March 2016"; without a year, the last that are over."""
        joined: list[DateMatch] = []
        for said in _MONTHS_JOINED.finditer(text):
            first, last = (month_number(said[group]) for group in ("first", "last"))
            year = int(said["year"]) if said["year"] else self.reference.year
            end = add_months(date(year, last, 1), 1) - timedelta(days=1)
            if end > self.reference and not said["year"]:
                end = add_months(date(year - 1, last, 1), 1) - timedelta(days=1)
            begun = date(end.year - (first > last), first, 1)
            joined.append(DateMatch(said.start(), said.end(), begun, end, f"{begun}/{end}", "months"))
        return joined

    def _halves(self, text: str) -> list[DateMatch]:
        """The half or quarter of a year that a month ends: "the December half", "the June 2016 half-year", "September Quarterly"."""
        halves: list[DateMatch] = []
        for said in _HALF_TO.finditer(text):
            year, length = said["year"] or said["of"], 6 if said["month"] else 3
            ends = [day for day in _month_ends(self.reference, said["month"] or said["last"]) if not year or day.year == int(year)]
            if ends:
                begun = add_months(ends[0] + timedelta(days=1), -length)
                halves.append(DateMatch(said.start(), said.end(), begun, ends[0], f"{begun}/{ends[0]}", "half" if length == 6 else "quarter"))
        return halves

    def _same_of(self, text: str) -> list[DateMatch]:
        """The days reported of, in an earlier year: "the 2018 quarter"."""
        same: list[DateMatch] = []
        for found in _SAME_OF.finditer(text):
            over = same_days(main_period(self), int(found["year"]))
            if over and over.start and over.end:
                same.append(DateMatch(found.start("year"), found.end(), over.start, over.end, f"{over.start}/{over.end}", "period"))
        return same

    def _last_year(self, text: str, found: DateMatch) -> DateMatch:
        """ "last year" in a release of a year that is over is the year before that: it is January, and the fourth quarter is reported; "the
        previous quarter" is the one before that which is reported; "the fourth quarter" without a year is one of the fiscal year."""
        if self.fiscal and self.year_end != 12 and found.kind == "quarter" and (numbered := _NUMBERED.fullmatch(text, found.start, found.end)):
            return self._of_fiscal_year(found, _ORDER[numbered.group().replace("\n", " ").split()[0].lower()])
        if self.in_parts and found.kind in ("quarter", "half") and _PART_IN_YEAR.fullmatch(text, found.start, found.end):
            begun, end = (add_months(day, self.year_end - 12) for day in (found.earliest, found.latest + timedelta(days=1)))
            return replace(found, earliest=begun, latest=end - timedelta(days=1), edtf=f"{begun}/{end - timedelta(days=1)}")
        if self.fiscal and self.year_end != 12 and found.kind == "half" and (half := _HALF_NUMBERED.match(text, found.start)):
            return self._half_of_fiscal_year(found, second=half.group().lower() in ("h2", "second half", "second\nhalf"))
        if self.main and (found.earliest, found.latest) == (self.main.earliest, self.main.latest) and _QUARTER_BACK.match(text, found.start):
            return _before(found, 3)
        if self.main is None or self.main.latest.year != self.reference.year - 1 or found.latest.year != self.main.latest.year:
            return found
        if not re.search(r"\blast[ \n]year$", text[found.start : found.end], re.IGNORECASE) or found.latest > self.main.latest:
            return found
        return _before(found, 12)

    def _of_fiscal_year(self, found: DateMatch, number: int) -> DateMatch:
        """A quarter told by its number alone, as one of the fiscal year: the last that is over."""
        month = (self.year_end - 3 * (4 - number) - 1) % 12 + 1
        ends = [add_months(date(self.reference.year - back, month, 1), 1) - timedelta(days=1) for back in (0, 1)]
        end = next((day for day in ends if day <= self.reference), None)
        reported = self.main is not None and end == self.main.latest
        if end is None or (found.earliest > self.reference and not reported):
            return found
        begun = add_months(end + timedelta(days=1), -3)
        return replace(found, earliest=begun, latest=end, edtf=f"{begun}/{end}")

    def _half_of_fiscal_year(self, found: DateMatch, *, second: bool) -> DateMatch:
        """A half told by its number alone, as one of the fiscal year that is reported of."""
        first = year_of(self, self.main.latest if self.main else self.reference).start
        begun = add_months(first, 6 if second else 0) if first else found.earliest
        end = add_months(begun, 6) - timedelta(days=1)
        return replace(found, earliest=begun, latest=end, edtf=f"{begun}/{end}")

    def _head(self, start: int, said: str) -> list[DateMatch]:
        """The quarter, half or year that the head of a bracket names by its last month."""
        month = _LAST_MONTH.search(said)
        if month is None or not _PART_OF_YEAR.search(said):
            return []
        year = month["year"] or ""
        last = next((day for day in _month_ends(self.reference, month["month"]) if not year or str(day.year).endswith(year[-2:])), None)
        if last is None:
            return []
        begun = add_months(last + timedelta(days=1), -6 if re.search(r"\bH[12]\b|half", said, re.IGNORECASE) else -3)
        return [DateMatch(start, start + len(said), begun, last, f"{begun}/{last}", "quarter")]

    def _ended(self, found: list[DateMatch], *, closes: bool) -> list[DateMatch]:
        """The last day of a month with which something "ended", where it `closes` so; no figure is of that month."""
        return [replace(one, earliest=one.latest, edtf=str(one.latest), kind="end") for one in found] if closes else found

    def _bare(self, start: int, said: str) -> list[DateMatch]:
        """A day or month that no preposition leads: at the head of a bracket, "(30 June: ...)", or before what was done in it, "June output"."""
        lead = "on " if any(char.isdigit() for char in said) and said[0] not in "QH" else "in "
        dates = find_dates(lead + said, self.reference, year_end=self.year_end)
        told = [self._last_year(lead + said, date) for date in dates if date.end == len(lead) + len(said)]
        return [replace(date, start=start, end=start + len(said)) for date in told]


_HEAD = re.compile(r"(?:\(|[;,] )(?P<date>[A-Z][\w' \u2019-]{2,18}):")
_PART_OF_YEAR = re.compile(r"\b(?:[QH][1-4]|Q|Qtr|quarter|half)\b", re.IGNORECASE)
_LAST_MONTH = re.compile(r"\b(?P<month>Mar|Jun|Sep|Dec)[a-z]{0,6}\b\.?[ '\u2019-]{0,2}(?:(?:FY)?(?P<year>(?:20)?\d\d)\b)?")


def _month_ends(day: date, month: str) -> list[date]:
    """The last days of a month in the years up to a day, the latest first."""
    ends = [add_months(date(day.year - back, month_number(month), 1), 1) - timedelta(days=1) for back in range(6)]
    return [end for end in ends if end <= day]


_CLOSES = re.compile(
    rf"\b(?:ended|closed|finished|exited|concluded)[ \n](?:the[ \n]month[ \n]of[ \n])?(?P<date>{FULL})(?=[ \n](?:with|at|on|holding)\b)"
)
_BARE = (
    _CLOSES,
    re.compile(r"(?<![\w-])(?P<date>Q[1-4]|H[12])(?=[ \n]?[(:,;.)]|[ \n](?:gold|silver|copper|production|output|sales|revenues?|throughput)\b)"),
    re.compile(rf"(?:,|\band)[ \n](?P<date>{FULL})(?=[ \n]\d[\d,]*[ \n](?:ounces|tonnes|pounds|oz|t)\b)"),
    re.compile(rf"\bfor[ \n](?:the month of )?(?P<date>{FULL})(?=[ \n](?:and|averaged|totall?ed|amounted|came|reached|stood)\b|[.,;])"),
    re.compile(rf"\((?P<date>\d{{1,2}} {WRITTEN}\b\.?|{WRITTEN}\b\.? \d{{1,2}})(?=:)"),
    re.compile(
        rf"(?<![\w-])(?P<date>{FULL})(?=['\u2019]s[ \n]|[ \n](?:was|saw|set|brought|gold|silver|copper|mill|plant|mine|ore|throughput|"
        r"production|output|sales|recover(?:y|ies))\b)"
    ),
)


def _before(found: DateMatch, months: int) -> DateMatch:
    """A date that speaks of the days so many months before."""
    over = shifted(stretch(found), months)
    return replace(found, earliest=over.start, latest=over.end, edtf=f"{over.start}/{over.end}") if over.start and over.end else found


def shifted(found: Period, months: int) -> Period:
    """The period so many months before."""
    return Period(months_before(found.start, months), months_before(found.end, months, last=True))


def previous_year(found: Period) -> Period:
    """The same days a year before."""
    return shifted(found, 12)


def same_days(found: Period | None, year: int) -> Period | None:
    """The days of a period in one of the few years before it."""
    years = found.end.year - year if found and found.end else 0
    return shifted(found, 12 * years) if found and 0 < years < 5 else None


def months_before(day: date | None, months: int, last: bool = False) -> date | None:
    """The day so many months before; with `last`, the last day of a month stays the last."""
    if day is None:
        return None
    if last:
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
    if YEAR_BEFORE.search(words):
        return previous_year(base)
    if QUARTER_BEFORE.search(words) and base.end and (base.start is None or 80 < (base.end - base.start).days < 100):
        return shifted(base, 3)
    return None


def of_months(times: Times, words: str, around: Period | None) -> Period | None:
    """ "the six month total": so many months up to the end of the period that is spoken of."""
    found, base = _MONTHS_TOTAL.search(words), around or main_period(times)
    count = (found["count"] or found["run"] or found["past"] or found["back"]) if found else None
    if count is None or base is None or base.end is None:
        return None
    return Period(months_before(base.end + timedelta(days=1), _COUNTS[count.lower()]), base.end)


def year_of(times: Times, day: date) -> Period:
    """The fiscal year in which a day lies."""
    end = date(day.year + (1 if day.month > times.year_end else 0), times.year_end, 1)
    last = add_months(end, 1) - timedelta(days=1)
    return Period(add_months(end, -11), last)
