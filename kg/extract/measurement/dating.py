"""Which days a figure speaks of: the date or period nearest to it in its clause, else the one that the sentence, the paragraph or
the release speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from kg.extract.measurement.brackets import in_bracketed_year, in_closed_bracket, is_of_comparable, is_short, leads_bracket, led_by, of_next
from kg.extract.measurement.changes import is_risen_to
from kg.extract.measurement.clauses import COMPARED, Clause, is_base, is_of_compared
from kg.extract.measurement.drilling_bases import CARRIED_OUT
from kg.extract.measurement.periods import (
    QUARTER_BEFORE,
    YEAR_BEFORE,
    Times,
    main_period,
    of_months,
    previous_year,
    said_relative,
    same_days,
    stretch,
    year_of,
)
from kg.extract.measurement.reporting import THE_PERIOD, is_of_the_year, reported, right_behind, year_to_date
from kg.extract.measurement.turns import both_of, period_in_turn, reported_in_turn
from kg.extract.measurement.year_parts import year_closed
from kg.facts import Period
from kg.text.dates import DateMatch

_STRETCHES = frozenset({"month", "year", "fiscal", "quarter", "half", "months", "period", "week", "range", "decade", "early", "mid", "late", "rest"})
TO_DATE = re.compile(r"\b(?:to date|year[- ]to[- ]date|so far|thus far|as of today)\b", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:began|begun|commenced|started|since)\b[^.;]{0,30}$", re.IGNORECASE)


def period_of(
    times: Times, clause: Clause, dates: Sequence[DateMatch], *, balance: bool, ahead: bool, inherited: Period | None, against: Period | None
) -> tuple[Period | None, bool]:
    """The period of a figure, and whether the text says it beside the figure or in its sentence (else it is inherited, or None). `balance`: a
    figure at a date; `ahead`: one of what is still to come, which the reporting period is not that of; `against`: the time of the
    figure before, which this one may be set against."""
    if (head := led_by(clause, against or inherited or main_period(times))) is not None:
        return (Period(None, head.end) if balance else head), True
    if not balance and (turn := _in_turn(times, clause, dates, against or inherited)):
        return turn, True
    dates = [found for found in dates if balance or ahead or both_of(clause.text, found) is None]
    usable = [found for found in dates if _is_usable(clause.text, found, balance)]
    compared = clause.again and _is_set_against(clause)
    near = re.sub(r",[ \n]respectively,", "", clause.text[clause.end : clause.behind])
    led = [found for found in usable if found.end <= clause.start]
    told = year_to_date(times, clause, near)
    if told is None and not compared:
        told = of_months(times, clause.text[max(clause.before, clause.start - 45) if usable else 0 : clause.start], _spoken(led) or inherited)
    if told or (told := None if balance or ahead else right_behind(times, clause, _spoken(led) or inherited)):
        return told, True
    usable = usable if balance else _not_of_another(clause, usable)
    beside = near if compared else re.split(_SET_APART, near)[0]
    if YEAR_BEFORE.search(beside) or (compared and QUARTER_BEFORE.search(near)):
        spoken = [d for d in usable if d.end <= clause.start and not QUARTER_BEFORE.match(clause.text, d.start)]
        spoken = [d for d in spoken if not is_of_compared(clause.text, (d.start, d.end), clause.start)]
        relative = said_relative(times, beside, _balance(spoken[-1]) if balance and spoken else _spoken(spoken) or against or inherited)
        if relative:
            return (Period(None, relative.end) if balance else relative), True
    relative = None if compared or is_risen_to(clause.text, clause.start) else _of_earlier_year(times, clause, inherited)
    if relative:
        return (Period(None, relative.end) if balance else relative), True
    told_before = _spoken([d for d in led if d.kind in _STRETCHES and not (leads_bracket(clause.text, d) or is_of_comparable(clause.text, d))])
    whole = year_of(times, times.main.latest) if times.main and _OF_ALL_YEAR.search(clause.text[: clause.start]) else None
    around = told_before or whole or reported(times, clause, ahead=ahead, inherited=inherited) or inherited or main_period(times)
    if in_year := in_bracketed_year(clause, around):
        return (Period(None, in_year.end) if balance else in_year), True
    base = told_before or whole or inherited or main_period(times)
    if compared and not balance and re.match(r"(?:[ \n][\w-]+){0,4}[ \n]last[ \n]year\b", near) and is_short(base):
        return previous_year(base) if base else None, True
    own = own if (own := _nearest(clause, usable, compared)) is None or compared or not is_of_the_year(clause, own) else None
    if own is not None and base and not balance and is_short(base) and (told := _in_other_year(clause, own, base, compared)):
        return told, True  # a quarter "compared with 4,100 ounces in 2016"
    ended = year_closed(clause.text[clause.before : clause.start], times.reference, partial(year_of, times)) if balance and not own else None
    if balance and own is None and (ended or _AT_END.search(clause.text[clause.before : clause.behind])):
        over = _spoken([d for d in dates if d.end <= clause.start and d.kind in _STRETCHES]) or main_period(times) or ended
        return (Period(None, over.end), True) if over else (None, False)
    if own is None and balance and not compared:
        own = next(
            (d for d in usable if clause.end <= d.start < clause.behind and re.search(r"\b(?:at|as at|as of|on) (?:the )?$", clause.text[: d.start])),
            None,
        )
    if own is not None:
        return (_balance(own) if balance else _as_period(clause, own, dates, times, ahead=ahead)), True
    relative = said_relative(times, near + " " + clause.text[clause.before : clause.start], against or inherited) if compared else None
    if relative or compared:
        return (Period(None, relative.end) if balance and relative else relative), True
    told = reported(times, clause, ahead=ahead, inherited=inherited)
    if told:
        return (Period(None, told.end) if balance else told), True
    return inherited, False


_ANOTHER = re.compile(r"\band[ \n][^.;]{0,20}\d")


def _in_other_year(clause: Clause, own: DateMatch, base: Period, compared: bool) -> Period | None:
    """The days of a quarter or half in the year with which a figure is set against it: "(prior year: 7,400 ounces)"."""
    if _PRIOR_YEAR.match(clause.text, own.start):
        return previous_year(base)
    against_it = compared or is_of_comparable(clause.text, own)
    if not against_it or own.kind != "year" or _WHOLE.search(clause.text[: own.start]):
        return None
    return same_days(base, own.earliest.year) or stretch(own)


def _is_set_against(clause: Clause) -> bool:
    if COMPARED.search(clause.text[max(0, clause.start - 90) : clause.start]) is None:
        return False
    return not is_risen_to(clause.text, clause.start)


def _not_of_another(clause: Clause, dates: list[DateMatch]) -> list[DateMatch]:
    """The dates of a figure that "the quarter" before it has dated, less those behind another figure: "for the quarter was 7,860 ounces and 15,200
    for the half year to June"."""
    if THE_PERIOD.search(clause.text, clause.before, clause.start) is None:
        return dates
    return [found for found in dates if found.start < clause.end or not _ANOTHER.search(clause.text, clause.end, found.start)]


def _in_turn(times: Times, clause: Clause, dates: Sequence[DateMatch], around: Period | None) -> Period | None:
    """The one of two times told in one breath that a figure is of by its place, or the time in the genitive right before it."""
    turn = period_in_turn(clause.text, clause.start, clause.end, dates)
    if turn is None and times.main:
        turn = reported_in_turn(clause.text, clause.start, clause.end, times.main.latest, year_of(times, times.main.latest))
    if turn is None and around and is_short(around) and _LAST_YEARS.search(clause.text, max(0, clause.start - 60), clause.start):
        return previous_year(around)
    whose = _ITS_OWN.search(clause.text, max(0, clause.start - 30), clause.start) if turn is None else None
    return said_relative(times, whose.group(), around) if whose else turn


def _of_earlier_year(times: Times, clause: Clause, inherited: Period | None) -> Period | None:
    """The time a year before, which the words ahead of a figure tell by themselves: "A year earlier the mine had yielded"."""
    earlier = YEAR_BEFORE.search(clause.text, max(clause.before, clause.start - 90), clause.start)
    if earlier is None or is_base(clause.text, earlier.start()) or _NEXT_ACT.search(clause.text, earlier.end(), clause.start):
        return None
    if _IN_THE_YEAR.search(clause.text, 0, earlier.start()) and re.search(r"year$", earlier.group(), re.IGNORECASE):
        whole = year_of(times, times.main.latest) if times.main else inherited
        return previous_year(whole) if whole else None
    alone = clause.text[: earlier.start()].rstrip(" \n,-\u2013\u2014")[-1:] in ("", ";", ".")
    return said_relative(times, earlier.group(), inherited) if alone or _STANDS_FOR_TIME.match(clause.text, earlier.start()) else None


_IN_THE_YEAR = re.compile(r"(?:^|[;.][ \n])\W{0,3}(?:[Ii]n|[Dd]uring|[Oo]ver)[ \n]the[ \n]$")  # "; in the previous year it treated"
_NEXT_ACT = re.compile(r",[ \n](?:thus |thereby )?(?:bring|tak|lift|rais|mak|giv)ing\b")
_ITS_OWN = re.compile(
    r"\b(?:previous|prior|preceding|last)[ \n](?:quarter|year)['\u2019]s[ \n]$|\byear[- ](?:earlier|ago)(?:['\u2019]s)?[ \n]$", re.IGNORECASE
)
_LAST_YEARS = re.compile(r"\blast[ \n]year['\u2019]s[ \n](?:[a-z-]+[ \n]){0,3}$", re.IGNORECASE)  # "down from last year's strong"
_STANDS_FOR_TIME = re.compile(r"(?:same|corresponding|comparable|comparative|equivalent)\b", re.IGNORECASE)
_PRIOR_YEAR = re.compile(r"(?:prior|previous|preceding|last)[- \n]year ?: ?", re.IGNORECASE)  # "(prior year: 7,400 ounces)"
_OF_ALL_YEAR = re.compile(r"\b(?:full[- ]year|for the year|in the year)\b", re.IGNORECASE)


_WHOLE = re.compile(r"\b(?:full|whole|calendar|fiscal|financial|entire|all of|year)\b[^.;,\d]{0,20}$", re.IGNORECASE)

# Where the words behind a figure leave it for the one that it is set against.
_SET_APART = re.compile(
    r"[,;(]|\b(?:compar(?:ed|able)|versus|vs|against|than|from|over|increases?|decreases?|increased|decreased|higher|lower|up|down|improvement)\b"
)
_DATED = re.compile(r"\b(?:on|by|to|of|at|until|through|ended|ending|since|from|between)[ \n](?:the )?$", re.IGNORECASE)


def _is_usable(text: str, found: DateMatch, balance: bool) -> bool:
    """Whether a date can be that of a figure: a period, or a day that words tie to something done ("on August 30", "as at June 30")."""
    if balance and found.kind == "end" and re.search(r"\d|[JFMASOND][a-z]{2}", text[found.start : found.end]):
        return True
    if not balance and found.kind == "end":
        return _UP_TO.search(text[: found.start]) is not None
    if not balance and (_UNTIL.search(text[: found.start]) or _FOUND_IN.search(text[: found.start])):
        return False
    if not balance and found.kind in ("day", "month") and _AFTER.search(text, max(0, found.start - 100), found.start):
        return False
    if not balance and found.kind in ("day", "month") and _BEGUN_ON.search(text[: found.start]) and not _SINCE.search(text[: found.start]):
        return False
    if found.kind in _STRETCHES:
        return not (found.kind in ("month", "early", "mid", "late") and _TOLD.search(text[: found.start]))
    if found.kind == "since":
        return not balance and not _HELD_SINCE.search(text[: found.start]) and not _BEST_SINCE.search(text, 0, found.start)
    if found.kind != "day" or re.match(r"today|yesterday|tomorrow", text[found.start : found.end], re.IGNORECASE):
        return False
    if not balance and (_ANNOUNCED.search(text[: found.start]) or _ANNOUNCES.match(text, found.end)):
        return False
    return (balance or _DATED.search(text[max(0, found.start - 12) : found.start]) is not None) and not _TOLD.search(text[: found.start])


# "31,900 metres drilled to the end of 2018"
_UP_TO = re.compile(
    r"\b(?:drill\w*|spen[dt]\w*|metres|meters|holes|expenditures?|million|incurred)\b[^.;]{0,60}\b(?:to|up to|until|through|by)[ \n](?:the[ \n])?$|"
    r"(?:^|[.;,\u2013\u2014-][ \n]|\b(?:income|profit|production|output|revenues?|sales)[ \n])(?:to|up to|until|through)[ \n](?:the[ \n])?$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r",?[ \n](?:the[ \n])?(?:\w+[ \n]){1,4}?(?:has[ \n])?(?:announced|reported|released|published|disclosed)\b")
_ANNOUNCED = re.compile(r"\b(?:announced|reported|released|published|disclosed)\b[^.;]*\bon[ \n]$")
# "before its closure in 1988" and "which it has owned since 1986" date no figure.
_UNTIL = re.compile(r"\b(?:prior to|before|until|ahead of|leading up to)\b[^.;,\d]{0,40}$", re.IGNORECASE)
# "following the start of a turnaround in June": the cause of what came later
_AFTER = re.compile(
    r"\b(?:subsequent[ \n]to|(?<!day )(?<!year )after|following|owing[ \n]to|thanks[ \n]to|as[ \n]a[ \n]result[ \n]of)[ \n][^.;,\d]{0,80}$",
    re.IGNORECASE,
)
_FOUND_IN = re.compile(
    r"\b(?:discovered|founded|incorporated|staked|optioned|acquired|established|formed)(?:[ \n]\w+){0,2}?[ \n](?:in|on|early in|late in)[ \n]$",
    re.IGNORECASE,
)
_HELD_SINCE = re.compile(
    r"\b(?:own|held|hold|operat|list|trad|led|serv|employ|work|manag|control|in production|in operation|producer|miner)\w*[^.;,\d]{0,25}$",
    re.IGNORECASE,
)
_BEST_SINCE = re.compile(r"\b(?:highest|lowest|best|worst|most|largest|strongest|first)\b[^.;,]{0,40}$")
_BEGUN_ON = re.compile(
    r"\b(?:began|begun|commenced|started|begin|begins|commence|commences|start|starts|kicked off)[ \n](?:on|in)?[ \n]?$", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:given|issued|announced|provided|released|published|(?<=was )set|(?<=were )set|"
    r"given out|dated|effective|reported|signed|disclosed|filed|stud(?:y|ies)|PEA|PFS|DFS)(?: \w+)? (?:on|in|"
    r"of)?[ \n]?(?:the )?$",
    re.IGNORECASE,
)


def _spoken(dates: Sequence[DateMatch]) -> Period | None:
    return stretch(dates[-1]) if dates and dates[-1].kind != "day" else None


def _nearest(clause: Clause, dates: Sequence[DateMatch], compared: bool) -> DateMatch | None:
    """The date that belongs to the figure: in the same bracket before it, behind it before the next figure, or before it in its clause."""
    opened = clause.text.rfind("(", 0, clause.start)
    if opened >= 0 and clause.text.find(")", opened, clause.start) < 0:
        own = next((d for d in reversed(dates) if opened < d.start and re.fullmatch(r" ?:[ \n]?", clause.text[d.end : clause.start])), None)
        leads = own or next((found for found in dates if opened < found.start < opened + 5 and found.end <= clause.start), None)
        if leads:
            return leads
    dates = [found for found in dates if not leads_bracket(clause.text, found)]
    if (qualifies := next((found for found in dates if _OF_GUIDANCE.fullmatch(clause.text, found.end, clause.start)), None)) is not None:
        return qualifies
    for found in dates:
        if (
            found.end <= clause.start
            and re.fullmatch(r"(?: ?[):]?:?[ \n]{0,2}|[ \n]\()(?:was |at |of )?", clause.text[found.end : clause.start])
            and found.start > clause.before
            and not (clause.text[found.end : clause.start].strip() == "at" and is_base(clause.text, found.start))
        ):
            return found
    behind = [found for found in dates if clause.end <= found.start < clause.behind and not re.search(r"[;]", clause.text[clause.end : found.start])]
    behind = [found for found in behind if not _APART.search(clause.text[clause.end : found.start]) and not of_next(clause, found)]
    if not compared:
        behind = [found for found in behind if not is_base(clause.text, found.start)]
        dates = [found for found in dates if not is_base(clause.text, found.start)]
    ahead = [found for found in dates if found.end <= clause.start]
    if compared:
        return behind[0] if behind else next((found for found in reversed(ahead) if found.start >= clause.before), None)
    ahead = [
        found
        for found in ahead
        if not COMPARED.search(clause.text[max(0, found.start - 60) : found.start])
        and not in_closed_bracket(clause.text, found)
        and not is_of_compared(clause.text, (found.start, found.end), clause.start)
    ]
    if behind and _DONE_IN.search(clause.text, clause.end, behind[0].start):
        return behind[0]
    if behind and (not ahead or (behind[0].start - clause.end < 60 and " and " not in clause.text[clause.end : behind[0].start].lower())):
        return behind[0]
    return ahead[-1] if ahead else None


# "set against the H1 FY2016 production guidance of": the time of the guidance
_OF_GUIDANCE = re.compile(r"[ \n](?:[a-z-]+[ \n]){0,2}(?:guidance|target|forecast|budget)[ \n](?:range[ \n])?of[ \n](?:[a-z]+[ \n])?", re.IGNORECASE)
_APART = re.compile(
    r"\bat \$|effective|\bbegin(?!ning of)|\bstart|\bcommenc|announced|reported|dated|closed|compared|comparable|similar to|in line with|"
    r"on par|\bbring(?:s|ing)\b|\b(?:result(?:s|ed|ing) in|led to|leading to|for a total of|contribut\w+ to)\b|"
    r"\b(?:despite|notwithstanding|due to|owing to|because of|as a result of|caused by|hampered by|affected by)\b|"
    r"versus|against|\bthan\b|\b(?:increase|decrease|improvement|up|down|rise|fall|growth|reduction)\b[^.;,]{0,20}\bon\b|"
    r"\bover (?:the (?:same|"
    r"prior|previous|corresponding|"
    r"comparable|first|second|third|fourth)|Q\d)|\bfrom [\d$]|\bbefore\b|\bafter\b|[,;] (?!in\b|for\b|or [A-Z]{0,3}[$\d]|"
    r"finished\b|completed\b|ended\b|undertaken\b|carried\b|conducted\b|"
    r"during\b|at\b|on\b|over\b|as at\b|as of\b|between\b)|"
    r" and (?:the|its|it|is|was|we|expects?|has|will)\b|\bthat\b(?! (?:were|was|have been|has been) (?:completed|drilled))"
)

# "a programme at Larkin in Nevada completed during 2020"
_DONE_IN = re.compile(rf"\b(?:{CARRIED_OUT})[ \n](?:during|in)[ \n]$")
_AT_END = re.compile(
    r"\b(?:(?:year|period|quarter|half)[- ]end\b|end of the (?:year|period|quarter|half)|(?:ended|closed|finished) the (?:\w+ )?(?:year|"
    r"period|quarter|half))",
    re.IGNORECASE,
)


def _balance(found: DateMatch) -> Period:
    return Period(None, found.latest)


_DEADLINE = re.compile(r"\b(?:by|before|until|no later than)[ \n](?:the end of[ \n])?$")
_TO_END_OF = re.compile(r"\b(?:to|until|through|by)[ \n](?:the[ \n])?end(?:[ \n]of)?[ \n]$")  # "drilled up to the end December 2017"
_ENDED = re.compile(r"\b(?:ended|finished|completed|concluded|wrapped up)[ \n](?:on|in|at)?[ \n]?(?:the[ \n])?$", re.IGNORECASE)
# "since drilling began on 9 May": from that day to the day of the release.
_SINCE = re.compile(r"\bsince\b(?:[ \n][\w'’-]+){1,6}[ \n](?:on|in|at|of)[ \n](?:the[ \n])?$", re.IGNORECASE)


def _as_period(clause: Clause, found: DateMatch, dates: Sequence[DateMatch], times: Times, *, ahead: bool) -> Period | None:
    """The days of a figure over time: those of a period; of one day where the figure is of that day; up to a day from the begin that is told."""
    begun = [other for other in dates if other.end < found.start and _BEGAN.search(clause.text[: other.start])]
    if begun and found.kind in ("day", "month", "early", "mid", "late") and _ENDED.search(clause.text[max(0, found.start - 30) : found.start]):
        return Period(begun[-1].earliest, found.latest)
    if found.kind == "day" and _ENDED.search(clause.text[max(0, found.start - 30) : found.start]):
        return Period(None, found.latest)
    since = _SINCE.search(clause.text[max(0, found.start - 60) : found.start])
    if found.kind == "since" or (since and found.kind in ("day", "month", "early", "mid", "late")):
        return Period(found.earliest, times.reference) if found.earliest <= times.reference else None
    if found.kind == "end" or _TO_END_OF.search(clause.text, 0, found.start):
        return Period(None, found.latest)
    if ahead and found.kind in ("month", "quarter", "half", "early", "mid", "late") and _DEADLINE.search(clause.text[: found.start]):
        return Period(None, found.latest)
    if found.kind != "day":
        if not ahead and TO_DATE.search(clause.text) and found.earliest <= times.reference <= found.latest:
            return Period(found.earliest, times.reference)
        return stretch(found)
    up_to = re.search(r"\b(?:by|to|as of|as at|until|through|up to|at)[ \n]$", clause.text[max(0, found.start - 8) : found.start], re.IGNORECASE)
    if up_to:
        first = next((d.earliest for d in dates if d.end < found.start and _BEGAN.search(clause.text[: d.start])), None)
        return Period(first, found.latest)
    return Period(found.earliest, found.latest)
