"""Measurements in prose: the figures of the sentences, each with its metric, subject, commodity, period and basis.

A figure whose metric the words beside it do not tell is left out; so is one whose subject cannot be told. Tables of figures are read by
`kg.extract.measurement.tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg import reference
from kg.extract.context import Context, Sentence
from kg.extract.measurement.asides import with_colons
from kg.extract.measurement.bases import basis_of, basis_of_the_past
from kg.extract.measurement.blanks import told_quantities, without_asides
from kg.extract.measurement.brackets import is_bare_former
from kg.extract.measurement.budgets import told_budget
from kg.extract.measurement.bullets import leads
from kg.extract.measurement.carried import OVER_TIME, Carried
from kg.extract.measurement.changes import is_change, is_former
from kg.extract.measurement.clauses import YEARLY_TOO, Clause, clause_of, own_line
from kg.extract.measurement.cues import DRILLING, NOTHING, Cue, assumed, groups, of_sales
from kg.extract.measurement.deal_terms import deal_period
from kg.extract.measurement.defaults import (
    basis_ahead,
    basis_to_come,
    cue_going_on,
    cue_of_grade,
    cue_of_metal,
    cue_of_ounces,
    cue_of_year,
    is_told_as_done,
    tells_closing,
    year_ahead,
)
from kg.extract.measurement.dollars import told_dollar
from kg.extract.measurement.elided import usual_part
from kg.extract.measurement.figure_periods import figure_period
from kg.extract.measurement.figures import figures_of
from kg.extract.measurement.led_lists import LedList
from kg.extract.measurement.lent_cues import carried, graded, is_alike, is_out_of_bracket, is_set_beside, lent_by_next
from kg.extract.measurement.links import Read, beside, with_both, with_parts, with_place, without_twins
from kg.extract.measurement.next_to import subject_before, times_in_turn, told_in_turn
from kg.extract.measurement.ore_cues import of_ore
from kg.extract.measurement.periods import Times, main_period, year_of
from kg.extract.measurement.programmes import Share, Told, is_elsewhere, told_of_programmes, with_units
from kg.extract.measurement.reported import times_of
from kg.extract.measurement.respective import by_place, in_order
from kg.extract.measurement.rivals import without_rivals
from kg.extract.measurement.signs import signed
from kg.extract.measurement.silences import is_no_measurement
from kg.extract.measurement.sizes import as_written, is_lost_table, is_plausible
from kg.extract.measurement.study_lists import LIFE, is_of_former_study, is_of_study, study_points, tells_study
from kg.extract.measurement.subjects import subject_of
from kg.extract.measurement.tables import table_measurements
from kg.extract.measurement.tellings import distinct, is_only_called, without_thousandths
from kg.extract.measurement.timed_cues import timed_cue
from kg.extract.measurement.titled_years import foretold, year_of_guidance
from kg.extract.measurement.unmade import NOT_OURS, is_of_others_of_old, maker_of
from kg.extract.measurement.words import commodity_of, part_of_operation
from kg.facts import Concept, Measurement, Mention, Period
from kg.text.dates import DateMatch
from kg.text.quantities import Quantity
from kg.text.sections import Part
from kg.text.sieves import Sieved
from kg.text.torn import is_torn

_LOOKED_AHEAD = frozenset({"production", "sales", "cash-cost", "aisc", "capex", "throughput", "ore-processed", "head-grade", "recovery"})
_LATER = re.compile(r"\b(?:average annual|over the (?:next|coming|life)|per annum|long[- ]term|annual(?:i[sz]ed)?|(?:19|20)\d\d)\b")
_FORECAST = frozenset({"production", "sales", "cash-cost", "aisc", "throughput", "ore-processed", "ore-mined"})
_SUPPOSED = Sieved(
    r"^\W*(?:If|Should|Were|Assuming|Each|For (?:each|every)|[Aa] \$?[\d.]+%? (?:change|increase|decrease|rise|fall|drop|move))\b"
    r"[^.]*\b(?:would|could|will|"
    r"reduces?|increases?|changes?|affects?)\b|"
    r"\bno (?:assurance|guarantee|certainty)\b|\b(?:[Ss]uch|[Tt]hese) statements include\b"
)
_PROGRAM = DRILLING | {"exploration-budget"}
_STUDIED = frozenset({"npv", "irr", "capex", "mine-life", "aisc", "cash-cost", "production", "throughput", "recovery", "capacity"})
_FORMULA = Sieved(r"(?:[Ee]quivalents?|[A-Z][a-z]?Eq\*?)\b[^.]{0,60}\b(?:calculat|assum|formula|based on|using|estimated)|\bformula\b")


def extract_measurements(context: Context) -> Iterator[Mention]:
    """The figures of the tables and of the prose, once each."""
    told = list(table_measurements(context))
    reader = Reader(context)
    found: list[Read] = []
    torn = context.once(_torn)
    for sentence in context.sentences:
        if sentence.part.block.kind != "table" and "orward-looking" not in sentence.part.text and not context.in_table(sentence.start):
            found += [] if sentence.part.start in torn else reader.read(sentence)
    told = without_thousandths(told, found)
    yield from told
    in_tables = [mention.fact for mention in told if isinstance(mention.fact, Measurement)]
    for read in without_rivals(distinct(found, in_tables), in_tables):
        start, end = read.sentence.start + read.quantity.start, read.sentence.start + read.quantity.end
        yield Mention(read.fact, context.span(start, end), f"prose-{read.fact.metric.key}")


def _torn(context: Context) -> Iterator[int]:
    """Where the paragraphs begin whose columns were read across."""
    return (part.start for part in context.telling if part.block.kind != "table" and is_torn(part.text))


class Reader:
    """A document's figures read in order: the period of a paragraph goes on in the sentences behind it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.times: Times = times_of(context)
        self.dollar = told_dollar(context.reading.text)
        listed = re.search(r"\((?P<at>ASX|JSE)\b|\bASX: ?[A-Z]", context.reading.text[:1500]) if self.dollar == "$" else None
        self.cents_of = ("ZAR" if listed["at"] == "JSE" else "AUD") if listed else self.dollar
        self.part = usual_part(context)
        self.explorer = context.sites.main is not None and context.sites.main.kind != "mine"
        self.study = is_of_study(context)
        self.points = study_points(context)
        self.carried = Carried(context, self.times, study=self.study)
        self.foretold = foretold(context, self.times)
        self.guided = self.foretold or year_of_guidance(context, self.times)
        self.led = LedList()
        self.leads = dict(context.once(leads))
        self.above, self.closed = tuple[Part, ...](), tells_closing(context)
        self.in_turn: tuple[Period, Period] | None = None
        self.turn_part: Part | None = None
        self.programmes: Told = {}

    def read(self, sentence: Sentence) -> list[Read]:
        """The measurements of a sentence."""
        sentence = replace(sentence, text=with_colons(without_asides(sentence.text)))
        self.above = self.leads.get(sentence.part.start, ())
        self.carried.enter(sentence, self.above)
        self.led.enter(sentence)
        if _SUPPOSED.search(sentence.text) or is_lost_table(sentence.text):
            return []
        formula = _FORMULA.search(sentence.text)  # the prices and recoveries of a sum of equivalents, which stand behind it
        told = told_quantities(sentence.text[: formula.end()] if formula else sentence.text)
        quantities = [quantity for quantity in told if groups(quantity) or quantity.unit is None]
        dates = [day for day in self.times.find(sentence.text) if not self.context.is_dateline(sentence.start + day.start, sentence.start + day.end)]
        found: list[Read] = []
        quantities = [each for each in figures_of(sentence.text, quantities, self.part) if not is_change(sentence.text, each.start, each.end)]
        self.programmes = told_of_programmes(sentence.text, quantities)
        quantities = with_units(quantities, self.programmes)
        cues: list[Cue | None] = []
        for index, quantity in enumerate(quantities):
            alike = index and is_alike(sentence.text, quantities[index - 1], quantity)
            if alike and (cues[-1] is None or cues[-1].metric == NOTHING):
                cues.append(None)
                continue
            cue = timed_cue(sentence.text, quantity, dates) if quantity.unit else None
            if cue and cue.metric == NOTHING and cue.start >= quantity.end and cue.cost < 3:  # "1.4 million tonnes of waste": nor what goes before
                cues.append(None)
                continue
            barred = cue is not None and cue.cost < 3  # "loaded 60,000 ounces": nor does a default tell what it is of
            cue = cue if cue and cue.metric != NOTHING else self.led.cue(sentence.text, quantities, index)
            if index and cue and is_set_beside(sentence.text, quantities[index - 1], quantity) and is_out_of_bracket(sentence.text, cue, quantity):
                cue = None  # "a profit of $34 million (2018: $21 million) on revenue of": what the bracket sets beside the profit is a profit
            if cue is None or cue.cost > 15 or (index and sentence.text[quantities[index - 1].end : quantity.start] == " to "):
                cue = carried(sentence.text, quantities[:index], cues, quantity) or graded(sentence.text, quantities[:index], cues, quantity) or cue
            cue = by_place(sentence.text, quantities, cues, index) or cue or lent_by_next(sentence.text, quantities, index)
            if cue is None and not barred and quantity.unit and groups(quantity):
                cue = cue_going_on(sentence.text, quantity, self.carried.latest, self._notation(quantity))
                reports = self.times.main is not None and not self.study
                cue = cue or cue_of_ounces(sentence.text, quantity, self.carried.latest, reports=reports)
                cue = cue or cue_of_year(sentence.text, quantity) or cue_of_metal(sentence.text, quantity, reports=reports)
                cue = cue or cue_of_grade(sentence.text, quantity, self.carried.latest, reports=reports)
            cue = Cue(self.programmes[index].metric, quantity.start, quantity.end, 0) if index in self.programmes else cue
            cue = of_sales(of_ore(cue, sentence.text, quantity), cues) if cue else None
            cues.append(cue)
            read = self._measurement(sentence, quantities, index, cue, dates, found) if cue else None
            if read is not None:
                own = cue is not None and not cue.carried and (not found or cue.end > found[-1].quantity.end)
                found.append(replace(beside(read, found, cue), own=own))
        found = told_in_turn(found, sentence.text, self.in_turn) if sentence.part is self.turn_part and not dates else found
        self.in_turn, self.turn_part = times_in_turn(found, sentence.text), sentence.part
        self.carried.go_on(found, dates, sentence.text)
        return with_parts(with_both(with_place(without_twins(found))))

    def _measurement(
        self, sentence: Sentence, quantities: list[Quantity], index: int, cue: Cue, dates: list[DateMatch], found: list[Read]
    ) -> Read | None:
        quantity, context, clause = quantities[index], self.context, clause_of(sentence.text, quantities, index)
        cue = in_order(cue, sentence.text, quantities, index)
        cue = told_budget(assumed(cue, sentence.text), sentence.text, sentence.part.text, explorer=self.explorer)
        unit = self._unit(cue.metric, quantity)
        if unit in ("cents", "GBX") and cue.metric not in ("share-price", "dividend-per-share"):
            return None
        if cue.metric == NOTHING or unit is None or not is_plausible(cue.metric, quantity) or is_bare_former(sentence, quantity, cue, found):
            return None
        if is_no_measurement(sentence.text, quantity, groups(quantity), cue.metric, context.company.name, sentence.part.text):
            return None
        before = sentence.text[: quantity.start]
        if cue.metric in _STUDIED and is_of_former_study(before[-200:], study=self.study):
            return None
        if cue.metric in OVER_TIME and NOT_OURS.search(before):
            return None
        at = sentence.start + quantity.start
        subject = subject_of(context, sentence, cue.metric, at, sentence.start + quantity.end, self.carried.subject_of(cue.metric), self.above)
        share = self.programmes.get(index)
        if subject is None or (share and share.earns and is_elsewhere(context, sentence)):
            return None
        subject = subject_before(sentence.text, cue.metric, found, quantity) or subject
        self.carried.set_beside(cue.metric, found)
        basis, period, certain = self._dated(sentence, quantity, cue, clause, dates, share)
        period = period or deal_period(context, sentence, cue.metric, at, basis)
        if certain and period is None and cue.metric in OVER_TIME and basis in ("actual", "record"):
            period = self.carried.compared(found[-1].fact.period) if found and found[-1].fact.metric.key == cue.metric else None
        if certain and period is None and cue.metric in OVER_TIME and basis in ("actual", "record"):
            return None  # set against another time, which the text does not tell
        if not certain and cue.metric in OVER_TIME and basis == "actual" and is_former(sentence.text, quantity.start, quantity.end):
            period = self.carried.compared(period)  # of no time that the text tells, if none
        period = period if certain or not self._is_yearly(sentence, quantity, cue.metric) else None  # what a mine makes in any year
        if basis == "estimate" and cue.metric in _FORECAST and not self._studied(sentence) and self._is_ahead(period):
            basis = "guidance"
        commodity = commodity_of(context, sentence, quantity, cue.metric, (cue.start, cue.end), self.carried.latest_of(cue.metric))
        subject = maker_of(context, sentence, subject, cue.metric, commodity, basis)
        if cue.metric in OVER_TIME and is_of_others_of_old(context, sentence, subject, period, quantity):
            return None
        words = self._words_of(sentence.text, quantities, index, clause)
        source = part_of_operation(sentence.text, quantity, cue.metric, words) or self.carried.source_of(cue.metric, sentence.text)
        source = None if source == "open-pit" and cue.metric in DRILLING else source  # what is drilled is no pit yet
        unit, low, high = as_written(unit, *signed(cue, sentence.text, quantity))
        if unit == "cents":  # the tables write money in full
            unit, low, high = self.cents_of, low and low / 100, high and high / 100
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

    def _is_yearly(self, sentence: Sentence, quantity: Quantity, metric: str) -> bool:
        """Whether a figure is so much a year, in whatever year."""
        yearly = quantity.per == "year" or (metric in ("production", "sales") and YEARLY_TOO.match(sentence.text, quantity.end) is not None)
        return yearly and not self.carried.is_of_year

    def _words_of(self, text: str, quantities: list[Quantity], index: int, clause: Clause) -> tuple[int, int]:
        """The clause of a figure: that of the one before it, where it says to what that has changed."""
        former = quantities[index - 1] if index else None
        changed = former is not None and is_former(text, former.start, former.end)
        return (clause_of(text, quantities, index - 1).before if changed else clause.before, clause.behind)

    def _dated(
        self, sentence: Sentence, quantity: Quantity, cue: Cue, clause: Clause, dates: list[DateMatch], told: Share | None = None
    ) -> tuple[str, Period | None, bool]:
        """The basis of a figure, unless it is `told`, its period, and whether its sentence tells that."""
        if told:
            period, certain = figure_period(self.carried, cue.metric, told.basis, clause, told.dates(dates))
            return told.basis, None if told.earns and not certain else period, certain
        text, words = own_line(self.context, sentence, quantity), (clause.before, clause.behind)
        ahead = self.context.reading.text[max(0, sentence.start - 400) : sentence.start]
        basis = basis_of(text, quantity, cue.metric, (cue.start, cue.end), words, study=self._studied(sentence), before=ahead, closed=self.closed)
        if basis == "actual":
            basis = basis_to_come(cue.metric, text, clause, dates, self.context.published) or basis
        if sentence.part.start in self.points and cue.metric in _STUDIED | _LOOKED_AHEAD | _FORECAST:
            basis = "estimate"
        if basis == "record" and is_only_called(self.context.reading.text, text, quantity):
            basis = "actual"
        if basis == "actual" and self.carried.outlook and cue.metric in _LOOKED_AHEAD and not is_told_as_done(text):
            basis = "guidance"
        basis = "guidance" if basis == "plan" and cue.metric == "capex" and self.carried.outlook else basis
        if basis == "actual" and self.carried.plans and cue.metric in _PROGRAM and not is_told_as_done(text):
            basis = "plan"
        period, certain = figure_period(self.carried, cue.metric, basis, clause, dates)
        if basis == "actual" and self._is_foretold(cue.metric, text, period, certain=certain):
            basis = "guidance"
            period, certain = figure_period(self.carried, cue.metric, basis, clause, dates)
        if (
            basis == "guidance"
            and period is None
            and cue.metric in _LOOKED_AHEAD
            and not _LATER.search(text[: quantity.start] + text[quantity.end : clause.behind])
        ):
            period = self.guided or self._year_ahead(cue.metric, clause)
        if basis == "plan" and cue.metric in _FORECAST and self._is_ahead(period) and "guidance" in self.context.title_words.casefold():
            basis = "guidance"
        if certain and period and period.start and not self._is_ahead(period):
            basis = basis_of_the_past(basis, text, clause)
        if basis == "actual" and certain and (ahead_of := basis_ahead(cue.metric, text, clause, period, self.context.published)):
            basis = ahead_of
        return basis, period, certain

    def _year_ahead(self, metric: str, clause: Clause) -> Period | None:
        """The year of guidance that names none."""
        main = main_period(self.times)
        return year_ahead(metric, clause, main, year_of(self.times, main.end) if main and main.end else None)

    def _is_foretold(self, metric: str, text: str, period: Period | None, *, certain: bool) -> bool:
        """Whether a figure without a verb or a day of the past is what a release that gives the year's guidance foretells."""
        if self.foretold is None or metric not in _LOOKED_AHEAD or is_told_as_done(text) or self.carried.is_of_results:
            return False
        return not (certain and period and period.end and period.end <= self.context.published)

    def _is_ahead(self, period: Period | None) -> bool:
        return period is not None and period.end is not None and period.end > self.context.published

    def _studied(self, sentence: Sentence) -> bool:
        return self.study or tells_study(sentence.part.text) or LIFE.search(sentence.text) is not None

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

    def _notation(self, quantity: Quantity) -> str | None:
        """The unit of a quantity as facts bear it, None for one that they never do."""
        unit = self._unit("production", quantity)
        return str(reference.unit(unit)) if unit else None
