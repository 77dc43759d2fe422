"""What goes on from one sentence to the next: the period of a paragraph or heading, that of a forecast, the begin of the drilling; and the
period of each figure with it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from datetime import date, timedelta

from kg.extract.context import Context, Sentence
from kg.extract.measurement.clauses import COMPARED, Clause
from kg.extract.measurement.cues import DRILLING
from kg.extract.measurement.full_years import is_year
from kg.extract.measurement.lead_words import DONE_BELOW, FORETELLS, GUIDANCE_BELOW, OF_PROGRAM, OF_WORK, PLANS_BELOW, PROGRAM_ENDED, TIME_LINE
from kg.extract.measurement.links import Read, is_surpassed
from kg.extract.measurement.periods import YEAR_BEFORE, Times, main_period, stretch, year_of
from kg.extract.measurement.sentence_sites import OF_EITHER
from kg.extract.measurement.titled_years import planned_year
from kg.facts import Company, Concept, Measurement, Period, Site
from kg.text.dates import DateMatch
from kg.text.periods import add_months
from kg.text.sections import HEADER, Part

OVER_TIME = frozenset(
    "production ore-processed ore-mined throughput head-grade recovery sales cash-cost aisc realized-price revenue net-income ebitda capex".split()
)
YEARLY = frozenset({"production", "cash-cost", "aisc", "capex", "exploration-budget", "drilling-metres", "drill-holes"})
_HEADED = frozenset({"quarter", "half", "months", "period", "year", "fiscal", "month"})
_LED = _HEADED | {"range"}
_OF_OLD = re.compile(
    r"\b(?:historic(?:al|ally)?|past[- ]produc\w+|prior to (?:its|the|their) clos\w+|lifetime|since inception|to date|"
    r"(?:past|former|old) (?:mines|producers|operators|workings)|collectively produced|(?:has|have) since produced|"
    r"by then|by that time|since (?:start-?up|its start|the start of (?:production|mining))|"
    r"(?:has|have)[ \n](?:also )?produced[ \n](?:over|more than|in excess of|well over))\b",
    re.IGNORECASE,
)
_IS_OLD = re.compile(r"[ \n](?:of[ \n])?(?:\w+[ \n])?(?:historic(?:al)?|past)[ \n]", re.IGNORECASE)  # "207,000 ounces of historical production"
_OVER_YEARS = re.compile(
    r"[^.;,\d]{0,50}\b(?:over|in|during|across)[ \n](?:the )?(?:its |their )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|several|many)"
    r"[ \n](?:years|decades)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(?:is|are)[ \n](?:now |currently |presently )?(?:running|operating|averaging|processing|milling|producing|treating)\b|"
    r"\b(?:is|are)[ \n](?:now[ \n])?up[ \n]to[ \n]|\b(?:now[ \n])?stands?[ \n]at[ \n]$"
)
DONE = ("actual", "record")
_OF_ALL_YEARS = re.compile(r"\b(?:database|dataset)\b", re.IGNORECASE)  # of drilling: "the database holds 150 holes"
_DRILLING_BEGAN = re.compile(
    r"\b(?:drill(?:ing)?|program(?:me)?|campaign)\b[^.;]{0,70}\b(?:began|begun|commenced|started|"
    r"(?:got|is|been) under ?way|kicked off)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"\W{0,3}(?:\d[\d.]{0,4}\W{1,2})?(?:(?!(?:results?|achiev|exceed|beat|met\b|meets|within|versus|vs\b|against|compar|actual|performance|"
    r"review|highlights?|update[ds]?\b(?! guidance| outlook)))[A-Za-z\d][\w'\u2019.-]*[,/]?[ ](?:[&/\u2013-][ ])?){0,9}"
    r"(?:outlook|guidance|forecasts?)\b(?! (?:was |were |is |remains? )?(?:met|achiev|exceed|beat|on track|unchanged)).{0,30}$",
    re.IGNORECASE,
)
_APART = re.compile(r"\(|\b(?:compared|versus|vs|than|against|from)\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\W*(?:Year[- ]to[- ]date|To date|So far|YTD|For the (?:year|half)[- ]to[- ]date)\b", re.IGNORECASE)
_OVER_THAT_TIME = re.compile(r"[^.;,\d]{0,10}\bover (?:that|this|the same|the) (?:period(?: of time)?|time|years|span)\b", re.IGNORECASE)
_UP_TO_NOW = re.compile(r"[^.;,\d]{0,40}\b(?:to date|so far|thus far)\b", re.IGNORECASE)
_WAS_BUILT = re.compile(r"\bto (?:build|construct|complete)\b|\b(?:built|constructed|construction cost\w*)\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:initial|construction|project|pre-?production|expansion|build|restart|total)\b", re.IGNORECASE)
_TESTED = re.compile(
    r"\b(?:metallurgical(?![ \n]recover)|test[- ]?work|tests?|pilot|laborator\w+|bench-scale|locked[- ]cycle|column)\b", re.IGNORECASE
)

_A_YEAR = re.compile(r"\b20[0-4]\d\b|\b19[89]\d\b")
_COUNTED = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
_SO_MANY_MONTHS = re.compile(r"\b(?:(?P<digits>[36]|9|12)|(?P<word>three|six|nine|twelve))[- ]months?\b(?! (?:program|ended|to\b))", re.IGNORECASE)

# A report with accounts tells of issues of shares long over; a release, of that of its day.
_OF_ACCOUNTS = re.compile(
    r"\bNotes[ \n]to[ \n](?:and[ \n]forming[ \n]part[ \n]of[ \n])?(?:the[ \n])?(?:\w+[ \n])?Financial[ \n]Statements\b|"
    r"\bDirectors[ ]?['\u2019][ ]?Report\b",
    re.IGNORECASE,
)


class Carried:
    """What the sentences read so far leave for the next one."""

    def __init__(self, context: Context, times: Times, *, study: bool) -> None:
        self.times = times
        self.published = context.published
        self.company, self.issuer = context.company, context.company.name
        self.study = study
        self.of_accounts = _OF_ACCOUNTS.search(context.reading.text) is not None
        self.part: object = None
        self.period: Period | None = None
        self.expected: Period | None = None
        self.headed: Period | None = None
        self.led: Period | None = None
        self.above: Period | None = None
        self._outlook = self._foretells = self.plans = False
        self.against: tuple[Period | None, Period] | None = None
        self.begun: date | None = None
        self.subject: Site | Company | None = None
        self.of_several = False
        self.latest: dict[str, Measurement] = {}
        self.beside: Period | None = None
        self.program: Period | None = None
        self.told_in: object = None
        self.planned: Period | None = None
        self.titled = planned_year(context, times)
        self.drilled: Period | None = None

    def enter(self, sentence: Sentence, above: Sequence[Part] = ()) -> None:
        """Begins a sentence: another paragraph has a period of its own; a heading, a lead-in or a point of a list `above` gives one to what
        stands under it."""
        self.above = next((over for part in above if (over := self._over(_bare(part.text), _LED))), None)
        if sentence.is_heading:
            self._foretells, self.plans = False, PLANS_BELOW.search(sentence.text) is not None and DONE_BELOW.search(sentence.text) is None
            self.headed, self.led, self.begun, self.against = self._over(sentence.text), None, None, self._both_over(sentence.text)
            self._outlook = sentence.part.section != HEADER and _OUTLOOK.match(sentence.text) is not None
        if sentence.part is self.part:
            if sentence.part.block.kind == "lines" and TIME_LINE.match(sentence.text):
                self.led, self.against = self._over(sentence.text), self._both_over(sentence.text)
            return
        listed = isinstance(self.part, Part) and self.part.block.kind == sentence.part.block.kind == "bullet"
        self.planned = self.planned if listed else None
        self.expected = self.expected if listed else None  # "expects 18 million ounces in 2013", then "costs are estimated at"
        self.part, self.period, self.subject, self.of_several = sentence.part, None, None, False
        self.latest = {}
        self.drilled = None
        if sentence.text.rstrip().endswith(":") or GUIDANCE_BELOW.search(sentence.text) or TIME_LINE.match(sentence.part.text):
            self.led, self._foretells = self._over(sentence.text), FORETELLS.search(sentence.text) is not None
            self.against = self._both_over(sentence.text)
            self.plans = PLANS_BELOW.search(sentence.text) is not None and DONE_BELOW.search(sentence.text) is None
        elif sentence.part.block.kind == "paragraph":
            self.led, self._foretells, self.plans = None, False, False

    @property
    def outlook(self) -> bool:
        """Whether the heading or lead-in above is one of guidance, or of a time to come."""
        to_come = self.above is not None and self.above.start is not None and self.above.start > self.published
        return self._outlook or self._foretells or to_come

    @property
    def is_of_year(self) -> bool:
        """Whether the heading or lead-in above is of a year to come."""
        headed = self.above or self.led or self.headed
        return headed is not None and headed.end is not None and headed.end > self.published

    @property
    def is_of_results(self) -> bool:
        """Whether the heading or lead-in above is of a time that is over."""
        headed = self.above or self.led or self.headed
        return headed is not None and headed.end is not None and headed.end <= self.published

    def _over(self, text: str, kinds: frozenset[str] = _HEADED) -> Period | None:
        """The one period of a heading or lead-in: "Revised 2022 guidance", "Production for the year ended 30 June 2014"."""
        over = [found for found in self.times.find("in " + text) if found.kind in kinds and not _APART.search(text[: max(0, found.start - 3)])]
        if over:
            return stretch(over[0]) if len(over) == 1 else None
        return self._months_of_head(text) or self._year_of_programme(text)

    def _year_of_programme(self, text: str) -> Period | None:
        """The year that a heading gives a programme: "Planned 2014 programs", "Exploration budget - 2014"."""
        years = set(_A_YEAR.findall(text)) if len(text) < 90 and OF_WORK.search(text) else set()
        return year_of(self.times, date(int(years.pop()), min(self.times.year_end, 12), 1)) if len(years) == 1 else None

    def _both_over(self, text: str) -> tuple[Period, Period] | None:
        """The two times of a line that leads others, of which the second is what the first is compared with."""
        over = [found for found in self.times.find("in " + text) if found.kind in _LED]
        if len(over) != 2 or not COMPARED.search(text[: max(0, over[1].start - 3)]):
            return None
        return stretch(over[0]), stretch(over[1])

    def _months_of_head(self, text: str) -> Period | None:
        """The months of a heading without their end, "Robust 9-month performance": those that end with the time of which the release reports."""
        found, main = _SO_MANY_MONTHS.search(text), self.times.main
        if not found or main is None or len(text) > 90:
            return None
        count = int(found["digits"]) if found["digits"] else _COUNTED[found["word"].casefold()]
        begun = add_months(main.latest + timedelta(days=1), -count)
        return Period(begun, main.latest) if begun <= main.earliest else None

    def go_on(self, found: list[Read], dates: Sequence[DateMatch], text: str) -> None:
        """What the next sentences of the paragraph take from this one: its period, its subject, its metal; and the first day of the drilling."""
        over = [date for date in dates if date.kind in _HEADED and not COMPARED.search(text[max(0, date.start - 60) : date.start])]
        told = [read for read in found if read.certain and read.fact.period and not _in_bracket(text, read.quantity.start)]
        told = [read for read in told if (read is found[0] and not _ahead(read).endswith("from ")) or not COMPARED.search(_ahead(read))]
        told = [read for read in told if not is_surpassed(read, found)]
        done = [read.fact for read in told if read.fact.basis and read.fact.basis.key in DONE and _is_over_time(read.fact)]
        beside = self.period is not None and (YEAR_BEFORE.search(text) or _SO_FAR.match(text))  # of the time that the paragraph's is set against
        if done and not beside:
            self.period = done[0].period
        elif not done and not beside and over and over[0].latest <= self.published and _opens(text, over[0], found):
            self.period = stretch(over[0])
        for read in told:
            period = read.fact.period
            if read.fact.basis and read.fact.basis.key == "guidance" and period and period.start and period.end and period.end > self.published:
                self.expected = period
            if read.fact.metric.key == "exploration-budget" and read.fact.basis == _PLAN and is_year(period):
                self.planned = period  # "announces a budget of $7 million for 2024. Some 18,000 metres are planned"
        self._set_against(found)
        made = {read.fact.of for read in found if isinstance(read.fact.of, Site) and read.fact.metric.key in OF_EITHER}
        self.of_several = len(made) > 1 if found else self.of_several
        if said := PROGRAM_ENDED.search(text):
            year = int(next(filter(None, said.groups())))
            whole = Period(date(year, 1, 1), date(year, 12, 31)) if year <= self.published.year else None
            if said["told"] or said["then"]:
                self.drilled = whole  # of the drilling of which the paragraph tells
            else:
                self.program, self.told_in = whole, self.part
        begun = next(
            (d for d in dates if d.kind in ("day", "month") and d.earliest <= self.published and _DRILLING_BEGAN.search(text[: d.start])), None
        )
        self.begun = begun.earliest if begun else self.begun
        for read in reversed(found):
            self.subject = read.fact.of if isinstance(read.fact.of, Site | Company) else None
            self.latest[read.fact.metric.key] = read.fact

    def _set_against(self, found: list[Read]) -> None:
        """Remembers the time that a figure of the sentence is set against, and that of the figure itself."""
        for read, other in itertools.pairwise(found):
            one, two = read.fact.period, other.fact.period
            later = one and two and one.end and two.end and one.end > two.end
            if later and two and other.certain and read.fact.metric == other.fact.metric and COMPARED.search(_ahead(other)):
                self.against = (one, two)

    def set_beside(self, metric: str, found: Sequence[Read]) -> None:
        """Keeps the time of the figure with which the next one of a metric would be compared: the last of it that is no base itself."""
        told = (read.fact.period for read in reversed(found) if read.fact.metric.key == metric and not COMPARED.search(_ahead(read)))
        self.beside = next(told, None)

    def compared(self, base: Period | None) -> Period | None:
        """The time with which the figures above compare one of the time `base`: for "down from 31,200" without a time of its own."""
        return self.against[1] if self.against and base is not None and self.against[0] == base else None

    def subject_of(self, metric: str) -> Site | Company | None:
        """The subject of the last figure of a metric in the paragraph that is no part of another, else that of the last figure of all."""
        if self.of_several and metric in OF_EITHER:
            return self.company  # "Alder produced 31,100 ounces and Birch 23,100 ounces. Cash costs were"
        whole = self.latest.get(metric)
        of = whole.of if whole and whole.part_of is None else None
        return of if isinstance(of, Company) else self.subject

    def source_of(self, metric: str, text: str) -> str | None:
        """Where the holes were drilled of which a sentence sums up the metres: "38 underground holes" and then "In all, 7,900 m were drilled"."""
        holes = self.latest.get("drill-holes") if metric == "drilling-metres" and _SUMS_UP.match(text) else None
        return holes.source.key if holes and holes.source else None

    def latest_of(self, metric: str) -> Measurement | None:
        """The figure of a metric told last in the paragraph, else the last one that counts a metal."""
        counted = [fact for fact in self.latest.values() if fact.commodity]
        return self.latest.get(metric) or (counted[-1] if counted else None)

    def inherited(self, metric: str, basis: str, clause: Clause) -> Period | None:
        """The period of a figure that its sentence does not date."""
        if metric in DRILLING and basis in DONE:
            if _OF_ALL_YEARS.search(clause.text):
                return None
            before = self.latest.get(metric)
            if before and before.basis and before.basis.key == "actual":
                return before.period
            own = self.told_in is self.part and not _OF_OTHERS.search(clause.text, 0, clause.start)
            return self._headed_over() or (self.drilled or self.program if own or OF_PROGRAM.match(clause.text) else None)
        if metric == "exploration-budget" and basis in DONE:
            return self.period or self._headed_over() or (None if self.study else main_period(self.times))
        if metric not in OVER_TIME | YEARLY:
            return None
        headed = self.above or self.led or self.headed
        ended = headed is not None and headed.end is not None and headed.end <= self.published
        if basis not in DONE:
            once = basis != "guidance" and _ONCE.search(clause.text[clause.before : clause.start]) is not None
            return headed if headed and not ended else None if once else self.expected or self._titled(metric, clause)
        if (
            metric not in OVER_TIME
            or (metric == "capex" and _WAS_BUILT.search(clause.text))
            or _OF_OLD.search(clause.text[: clause.start])
            or _IS_OLD.match(clause.text, clause.end)
            or _OVER_YEARS.match(clause.text[clause.end : clause.behind])
            or _UP_TO_NOW.match(clause.text[clause.end : clause.behind])
            or _OVER_THAT_TIME.match(clause.text[clause.end : clause.behind])
            or _RUNNING.search(clause.text[max(0, clause.start - 60) : clause.start])
        ):
            return None
        if metric == "recovery" and _TESTED.search(clause.text[: clause.start]):
            return None
        return self.period or (headed if ended else None) or (None if self.study else main_period(self.times))

    def _titled(self, metric: str, clause: Clause) -> Period | None:
        """The year of the programmes that a release is about, by its title, for what it plans; none for what an option or a later phase costs."""
        if metric not in DRILLING | {"exploration-budget"} or _NOT_THIS_YEARS.search(clause.text):
            return None
        return self.planned or self.titled

    def _headed_over(self) -> Period | None:
        """The period of the heading or lead-in above, where it is over."""
        headed = self.above or self.led or self.headed
        return headed if headed and headed.end and headed.end <= self.published else None


def _opens(text: str, over: DateMatch, found: Sequence[Read]) -> bool:
    """Whether a time stands at the head of a sentence, ahead of its figures."""
    return over.start < 60 and "(" not in text[: over.start] and not any(read.quantity.start < over.start for read in found)


_PLAN = Concept("basis", "plan")
_OF_OTHERS = re.compile(r"\b(?:histor\w+|previous(?:ly)?|prior|earlier|former|since|to date|last year|by (?!the Company\b)[A-Z])")


_SUMS_UP = re.compile(r"\W{0,2}(?:In all|In total|All told|Altogether|A total of|Together)\b")


def _is_over_time(fact: Measurement) -> bool:
    """Whether a figure is none of a balance, whose day is no time of what is told behind it."""
    return fact.period is not None and (fact.period.start is not None or fact.metric.key in OVER_TIME)


_NOT_THIS_YEARS = re.compile(r"\b(?:earn|option|interest|later|phase (?:2|3|two|three|II)|next year|subsequent|future|following year)", re.IGNORECASE)


def _bare(text: str) -> str:
    """A short point without the bracket in which it may tell its time: "North Mine (2021-2023 average)"."""
    return text.replace("(", " ") if len(text) < 60 else text


def _ahead(read: Read) -> str:
    return read.sentence.text[max(0, read.quantity.start - 60) : read.quantity.start]


def _in_bracket(text: str, at: int) -> bool:
    opened = text.rfind("(", 0, at)
    return opened >= 0 and ")" not in text[opened:at]
