"""Measurements in prose: the figures of the sentences, each with its metric, subject, commodity, period and basis.

A figure whose metric the words beside it do not tell is left out; so is one whose subject cannot be told. Tables of figures are read by
`kg.extract.measurement_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg import reference
from kg.document import Span
from kg.extract.context import Context, Sentence
from kg.extract.measurement_bases import basis_of
from kg.extract.measurement_clauses import Clause, clause_of
from kg.extract.measurement_cues import NOTHING, Cue, carried, cue_of, graded, groups, in_order, of_ore, told_budget
from kg.extract.measurement_dating import period_of
from kg.extract.measurement_figures import figures_of
from kg.extract.measurement_links import Read, beside, distinct, with_parts
from kg.extract.measurement_periods import Times, full_year, is_heading, times_of, year_of
from kg.extract.measurement_subjects import subject_of
from kg.extract.measurement_tables import table_measurements
from kg.extract.measurement_words import commodity_of, part_of_operation
from kg.facts import Company, Concept, Measurement, Mention, Period, Site
from kg.text.dates import DateMatch
from kg.text.quantities import Quantity, find_quantities

_BALANCES = frozenset({"cash", "share-count", "employees", "land-area"})
_OVER_TIME = frozenset(
    {
        "production",
        "ore-processed",
        "ore-mined",
        "throughput",
        "head-grade",
        "recovery",
        "sales",
        "cash-cost",
        "aisc",
        "realized-price",
        "revenue",
        "net-income",
        "ebitda",
        "capex",
    }
)
_YEARLY = frozenset({"production", "cash-cost", "aisc", "capex", "exploration-budget", "drilling-metres"})
_A_RECORD = re.compile(r"\b(?:a|an|new|daily|weekly|monthly|production|throughput|all-time) record\b|\brecord (?:of|was|set|high)\b", re.IGNORECASE)
_OF_YEAR = re.compile(r"\bfull[- ]year\b|\b(?:for|in|over|during) the year\b|\bannual\b", re.IGNORECASE)
_OF_OLD = re.compile(r"\b(?:historic(?:al|ally)?|past production|lifetime|since inception|to date)\b", re.IGNORECASE)
_HEADED = frozenset({"quarter", "half", "months", "period", "year", "fiscal", "month"})
_LOSS = re.compile(r"\bloss(?:es)?\b", re.IGNORECASE)
_PROFIT = re.compile(r"\b(?:income|earnings|profit)\b", re.IGNORECASE)
_FORMULA = re.compile(r"(?:[Ee]quivalents?|[A-Z][a-z]?Eq\*?)\b[^.]{0,60}\b(?:calculat|assum|formula|based on|using|estimated)|\bformula\b")
_RUNNING = re.compile(r"\b(?:is|are)[ \n](?:now |currently |presently )?(?:running|operating|averaging|processing|milling|producing|treating)\b")
_STUDY = re.compile(
    r"\b(?:preliminary economic assessment|pre-?feasibility study|feasibility study|scoping study|PEA|PFS|DFS|BFS|"
    r"(?:the|this) (?:\w+ )?study (?:outlines|contemplates|shows|estimates|envisages|demonstrates|confirms|indicates))\b",
    re.IGNORECASE,
)
_IN_US_DOLLARS = re.compile(
    r"\b(?:all|unless)\b[^.]{0,80}\b(?:amounts?|figures?|currency|currencies|dollars?|references|otherwise)\b[^.]{0,60}\b(?:United States|"
    r"U\.?S\.?) (?:dollars|currency)",
    re.IGNORECASE,
)
_IN_CANADIAN = re.compile(
    r"\b(?:all|unless)\b[^.]{0,80}\b(?:amounts?|figures?|currency|dollars?|otherwise)\b[^.]{0,60}\bCanadian (?:dollars|currency|funds)", re.IGNORECASE
)


def extract_measurements(context: Context) -> Iterator[Mention]:
    """The figures of the tables and of the prose, once each."""
    told = list(table_measurements(context))
    yield from told
    reader = Reader(context)
    found: list[Read] = []
    for sentence in context.sentences:
        if sentence.part.block.kind != "table" and "orward-looking" not in sentence.part.text:
            found += reader.read(sentence)
    for read in distinct(found, [mention.fact for mention in told if isinstance(mention.fact, Measurement)]):
        start, end = read.sentence.start + read.quantity.start, read.sentence.start + read.quantity.end
        yield Mention(read.fact, reader.span(read, start, end), f"prose-{read.fact.metric.key}")


class Reader:
    """A document's figures read in order: the period of a paragraph goes on in the sentences behind it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.times: Times = times_of(context)
        text = context.reading.text
        self.dollar = "USD" if _IN_US_DOLLARS.search(text) else "CAD" if _IN_CANADIAN.search(text) else "$"
        self.period: Period | None = None
        self.subject: Site | Company | None = None
        self.latest: dict[str, Measurement] = {}
        self.headed: Period | None = None
        self.explorer = context.sites.main is not None and context.sites.main.kind != "mine"
        self.part: object = None
        titles = [s.text for s in context.sentences[:12]]
        self.study = any(
            _STUDY.search(text) and re.search(r"\b(?:results|completes?|announces?|delivers?|positive|robust)\b", text, re.IGNORECASE)
            for text in titles
        )

    def span(self, read: Read, start: int, end: int) -> Span:
        return self.context.span(start, end)

    def read(self, sentence: Sentence) -> list[Read]:
        """The measurements of a sentence."""
        if sentence.part is not self.part:
            self.part, self.period, self.subject = sentence.part, None, None
            self.latest = {}
        if is_heading(sentence):
            self.headed = self._heading(sentence)
        if _FORMULA.search(sentence.text) or _is_lost_table(sentence.text):
            return []
        quantities = [quantity for quantity in find_quantities(sentence.text) if groups(quantity) or quantity.unit is None]
        dates = self.times.find(sentence.text)
        over = [date for date in dates if date.kind in ("quarter", "half", "months", "period", "year", "fiscal", "month")]
        found: list[Read] = []
        quantities = figures_of(sentence.text, quantities)
        cues: list[Cue | None] = []
        for index, quantity in enumerate(quantities):
            cue = cue_of(sentence.text, quantity) if quantity.unit else None
            if cue is None or cue.cost > 15 or (index and sentence.text[quantities[index - 1].end : quantity.start] == " to "):
                cue = carried(sentence.text, quantities[:index], cues, quantity) or graded(sentence.text, quantities[:index], cues, quantity) or cue
            cues.append(cue)
            read = self._measurement(sentence, quantities, index, cue, dates) if cue else None
            if read is not None:
                found.append(beside(read, found, cue))
        self._go_on(found, over, sentence.text)
        return with_parts(found)

    def _heading(self, sentence: Sentence) -> Period | None:
        """The period that a heading gives to what stands under it: "Revised 2022 guidance", "Production for the year ended 30 June 2014"."""
        over = [date for date in self.times.find("in " + sentence.text) if date.kind in _HEADED and "(" not in sentence.text[: date.start]]
        return Period(over[0].earliest, over[0].latest) if len(over) == 1 else None

    def _go_on(self, found: list[Read], over: list[DateMatch], found_text: str) -> None:
        """What the next sentences of the paragraph take from this one: its period, its subject, its metal."""
        told = [read.fact for read in found if read.certain and read.fact.period and read.fact.basis and read.fact.basis.key in ("actual", "record")]
        if told:
            self.period = told[0].period
        elif over and over[0].start < 60 and "(" not in found_text[: over[0].start] and over[0].latest <= self.context.published:
            self.period = Period(over[0].earliest, over[0].latest)
        for read in reversed(found):
            self.subject = read.fact.of if isinstance(read.fact.of, Site | Company) else None
            self.latest[read.fact.metric.key] = read.fact

    def _measurement(self, sentence: Sentence, quantities: list[Quantity], index: int, cue: Cue, dates: list[DateMatch]) -> Read | None:
        quantity, context = quantities[index], self.context
        clause = clause_of(sentence.text, quantities, index)
        cue = in_order(cue, sentence.text, quantities, index)
        cue = of_ore(told_budget(cue, sentence.text, sentence.part.text, explorer=self.explorer), sentence.text, quantity)
        unit = self._unit(cue.metric, quantity)
        if unit in ("cents", "GBX") and cue.metric not in ("share-price", "dividend-per-share"):
            return None
        if cue.metric == NOTHING or unit is None or not _is_plausible(cue.metric, quantity):
            return None
        at = sentence.start + quantity.start
        subject = subject_of(context, sentence, cue.metric, at, sentence.start + quantity.end, self.subject)
        if subject is None:
            return None
        words = (clause.before, clause.behind)
        basis = basis_of(sentence.text, quantity, cue.metric, (cue.start, cue.end), words, study=self._studied(sentence), before="")
        if basis == "record" and self._is_only_called(sentence.text, quantity):
            basis = "actual"
        period, certain = self._period(cue.metric, basis, clause, dates, sentence)
        if certain and period is None and cue.metric in _OVER_TIME and basis in ("actual", "record"):
            return None  # set against another time, which the text does not tell
        commodity = commodity_of(context, sentence, quantity, cue.metric, (cue.start, cue.end), self.latest.get(cue.metric))
        source = part_of_operation(sentence.text, quantity, cue.metric, words)
        low, high = self._signed(cue, sentence.text, quantity)
        if unit == "cents":  # the tables write money in full
            unit, low, high = self.dollar, low and low / 100, high and high / 100
        fact = Measurement(
            metric=Concept("metric", cue.metric),
            of=subject,
            value=high if low == high else None,
            low=low if low != high else None,
            high=high if low != high else None,
            unit=reference.unit(unit),
            commodity=Concept("commodity", commodity) if commodity else None,
            period=period,
            basis=Concept("basis", basis),
            source=Concept("material-source", source) if source else None,
        )
        return Read(fact, quantity, sentence, certain)

    def _is_only_called(self, text: str, quantity: Quantity) -> bool:
        """Whether "record" is but an adjective of a figure that the release also gives without it: "record production of 32,938 ounces"."""
        number = re.match(r"[\d,.]+", text[quantity.start :])
        told = _A_RECORD.search(text[max(0, quantity.start - 60) : quantity.end + 40])
        return told is None and number is not None and len(number.group()) > 3 and self.context.reading.text.count(number.group()) > 1

    def _studied(self, sentence: Sentence) -> bool:
        return self.study or _STUDY.search(sentence.part.text) is not None

    def _unit(self, metric: str, quantity: Quantity) -> str | None:
        """The unit in which the tables write a metric: ounces for ounces a year, money for a price of a share."""
        unit = quantity.unit or ""
        if metric in ("production", "sales"):
            unit = unit.removesuffix("/a")
        if metric in ("share-price", "dividend-per-share"):
            unit = unit.removesuffix("/share")
        if unit == "$" or unit.startswith("$/"):
            unit = self.dollar + unit[1:]
        try:
            reference.unit(unit)
        except KeyError:
            return None
        return unit

    def _period(self, metric: str, basis: str, clause: Clause, dates: list[DateMatch], sentence: Sentence) -> tuple[Period | None, bool]:
        inherited = self.period if metric in _OVER_TIME and basis in ("actual", "record") else None
        if self.headed and inherited is None and metric in _OVER_TIME | _YEARLY:
            ended = self.headed.end is not None and self.headed.end <= self.context.published
            if ended is (basis in ("actual", "record")):
                inherited = self.headed
        if inherited is None and metric in _OVER_TIME and basis in ("actual", "record") and self.times.main and not self.study:
            inherited = Period(self.times.main.earliest, self.times.main.latest)
        if metric in ("npv", "irr", "mine-life", "consideration", "proceeds", "share-price", "dividend-per-share", "capacity"):
            return None, False
        if _RUNNING.search(sentence.text[max(0, clause.start - 60) : clause.start]) or _OF_OLD.search(sentence.text[: clause.start]):
            inherited = None
        if metric in ("drilling-metres", "drill-holes") and basis == "actual":
            before = self.latest.get(metric)
            inherited = before.period if before and before.basis == Concept("basis", "actual") else None
        ahead = basis in ("guidance", "plan", "target")
        period, certain = period_of(self.times, clause, dates, balance=metric in _BALANCES, ahead=ahead, inherited=inherited)
        if metric == "land-area" or (metric == "share-count" and basis == "plan"):
            return None, False
        if (
            metric in ("cash", "share-count", "employees")
            and basis == "actual"
            and period is None
            and (not certain or "today" in sentence.text[clause.end : clause.end + 12])
        ):
            return Period(None, self.context.published), False
        if not certain and metric in _OVER_TIME and basis == "actual" and _OF_YEAR.search(sentence.text[clause.before : clause.start]):
            whole = year_of(self.times, self.times.main.latest) if self.times.main else None
            return (whole, True) if whole and whole.end and whole.end <= self.context.published else (None, True)
        if period is None and basis in ("guidance", "plan") and metric in _YEARLY:
            whole = full_year(self.times, sentence.text)
            return (whole, True) if whole else (None, certain)
        if metric == "throughput" and basis in ("target", "plan", "guidance") and not certain:
            return None, False
        if metric in ("capex", "exploration-budget") and period and period.start == period.end:
            return None, certain  # the day of a decision
        if basis == "guidance" and period and period.start and period.end and metric == "production" and (period.end - period.start).days < 28:
            return year_of(self.times, period.end), certain
        return period, certain

    def _signed(self, cue: Cue, text: str, quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
        low, high = quantity.low, quantity.high
        words = text[cue.start : max(cue.end, quantity.start)]
        if cue.metric == "net-income" and _LOSS.search(words) and not _PROFIT.search(words) and high is not None and high > 0:
            return -high, (-low if low is not None else None)
        return low, high


def _is_lost_table(text: str) -> bool:
    """Whether numbers make up most of a sentence: rows of a table that lost its lines."""
    words = text.split()
    return len(words) > 12 and sum(any(char.isdigit() for char in word) for word in words) > 0.45 * len(words)


def _is_plausible(metric: str, quantity: Quantity) -> bool:
    """Whether a figure is of the size of its metric: a recovery is no more than the whole, a programme of drilling is longer than a hole's sample."""
    high = quantity.high if quantity.high is not None else Decimal(0)
    if metric in ("recovery", "irr"):
        return 0 < high <= (100 if metric == "recovery" else 500)
    if metric == "drilling-metres":
        return high >= 100
    if metric == "drill-holes":
        return high >= 2
    if metric == "share-count":
        return high >= 1000
    if metric == "mine-life":
        return 0 < high <= 100
    return True
