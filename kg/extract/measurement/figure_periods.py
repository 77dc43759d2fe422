"""The period of each figure in prose: that which its words tell, else what goes on from the sentences before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.measurement.carried import DONE, OVER_TIME, YEARLY, Carried
from kg.extract.measurement.clauses import Clause
from kg.extract.measurement.cues import DRILLING
from kg.extract.measurement.dating import TO_DATE, period_of
from kg.extract.measurement.dividends import of_dividends
from kg.extract.measurement.full_years import full_year, is_year
from kg.extract.measurement.other_acts import is_cost_of_all
from kg.extract.measurement.own_dates import comes_after, own_dates
from kg.extract.measurement.periods import Times, main_period, stretch, year_of
from kg.facts import Period
from kg.text.dates import DateMatch
from kg.text.periods import add_months

_BALANCES = frozenset({"cash", "share-count", "employees", "land-area"})
_UNDATED = frozenset({"npv", "irr", "mine-life", "consideration", "proceeds", "share-price", "dividend-per-share", "capacity"})
_SPENDING = frozenset({"capex", "exploration-budget"})
_OF_YEAR = re.compile(r"\bfull[- ]year\b|\b(?:for|in|over|during) the year\b|\bannual\b", re.IGNORECASE)
# "Full-year production was 6.2 million pounds of copper and" before its ounces of gold: of the same year.
_AND_OF_YEAR = re.compile(
    r"(?:\bfull[- ]year\b|\b(?:for|in|over|during) the year\b|\bannual\b)"
    r"(?:(?!quarter|month|half|\bQ[1-4]|\b(?:19|20)\d\d\b)[^.;()]|(?<=\d)\.(?=\d)){1,120}"
    r"(?:,|\band|&)[ \n](?:a further |about |approximately |some )?$",
    re.IGNORECASE,
)
_SPENT_BY = re.compile(
    r"(?:[^.;]{0,30}\bspent\b[^.;\d]{0,40}\b(?:to|by|at|as at|as of|up to|until|through)|"
    r"[ \n]as[ \n](?:of|at))[ \n](?:the[ \n](?:end[ \n]of[ \n])?)?$",
    re.IGNORECASE,
)
_PARTLY_SPENT = re.compile(
    r"(?:[ \n]of[ \n](?:the|its|our)[ \n][^.;,]{3,60})?[^.;$\d]{0,60}"
    r"\b(?:has|have|had)[ \n](?:now[ \n]|already[ \n])?been[ \n](?:spent|incurred|committed)\b"
)
_AS_AT = re.compile(r"\b(?:as[ \n]of|as[ \n]at|at|by|to)[ \n](?:the[ \n]end[ \n]of[ \n])?$", re.IGNORECASE)
_OVER_THE_YEARS = re.compile(
    r"\b(?:over|in|during) the (?:last|past|previous|preceding) "
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|several|few) (?:years|decades)\b|"
    r"\bin the (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty) years (?:since|that|to)\b",
    re.IGNORECASE,
)


def figure_period(carried: Carried, metric: str, basis: str, clause: Clause, dates: Sequence[DateMatch]) -> tuple[Period | None, bool]:
    """The period of a figure, and whether its sentence tells it."""
    if metric == "proceeds":  # of warrants exercised "since June 1"
        since = next((found for found in dates if found.kind == "since" and found.earliest <= carried.published), None)
        return (Period(since.earliest, carried.published), True) if since and basis == "actual" else (None, False)
    if metric == "dividend-per-share":
        return of_dividends(clause, dates, carried.published), False
    if metric in _UNDATED or metric == "land-area" or (metric == "share-count" and basis == "plan"):
        return None, False
    times, published, text = carried.times, carried.published, clause.text
    dates = own_dates(metric, basis, clause, dates, published, carried.issuer)
    if metric in _SPENDING and (spent := _spent_by(basis, clause, dates)):
        return spent, True
    if (metric == "capex" and is_cost_of_all(clause)) or (metric in _SPENDING and basis != "actual" and _PARTLY_SPENT.match(text, clause.end)):
        return None, False  # the day is that of what had been spent of it
    life = _OF_A_LIFE.match(text, clause.end) if metric in OVER_TIME else None
    if life and not any(clause.end <= found.start < life.end() for found in dates):
        return None, False
    if metric in OVER_TIME and basis in DONE and (_OVER_THE_YEARS.search(text, clause.before, clause.start) or comes_after(clause, dates)):
        return None, False  # what was made in any of them, or in all; or after a day
    if basis in ("plan", "target"):
        later = [found for found in dates if found.latest >= published]
        recent = [found for found in dates if (published - found.latest).days < 366]  # what was planned years ago is told of, not planned
        dates = later or ([_to_come(found, text, published) for found in recent] if metric in DRILLING | _SPENDING else recent)
    if basis == "guidance":  # "at the mid-year mark, 49% of the guidance of"
        dates = [found for found in dates if found.kind not in ("mid", "early", "late") or text[: found.start].endswith((" by ", " until "))]
    dates = _years_joined(text, dates, frozenset({"year", "decade"}) if metric in DRILLING else frozenset({"decade"}))
    if basis in DONE and metric in OVER_TIME:
        this_one = _THIS_ONE if times.main else _THIS_YEAR
        dates = [found for found in dates if not (found.latest > published and this_one.match(text, found.start))]
    ahead = basis in ("guidance", "plan", "target")
    inherited = carried.inherited(metric, basis, clause)
    if ahead and inherited is carried.expected and any(found.latest > published for found in dates):
        inherited = None  # its own words tell another time to come
    period, certain = period_of(times, clause, dates, balance=metric in _BALANCES, ahead=ahead, inherited=inherited, against=carried.beside)
    if metric in OVER_TIME and basis in DONE and period and period.end and period.start is None:
        period = _from_the_first(times, period.end)
    if basis in DONE and metric in OVER_TIME and certain and period and period.end and _is_so_far(clause):
        period = Period(year_of(times, period.end).start, period.end)
    begun = metric in DRILLING and basis in DONE and period and period.end and period.start and period.end > published >= period.start
    if begun and period and (TO_DATE.search(text) or (certain and not _names_year(clause, dates, period))):
        period = Period(period.start, published)  # of a year that is not over, up to now
    if basis in DONE and metric in OVER_TIME and times.main and _is_year_begun(period, published, times.main) and _REACHED.search(text):
        period = Period(period.start if period else None, times.main.latest)  # "production in 2019 has reached" in October
    if basis in DONE and period and period.end and period.end > published and not begun and not any(found.latest == period.end for found in dates):
        period = None  # of a year that is not over
    if metric in _BALANCES and basis == "actual":
        balance = _of_balance(carried, metric, clause, period, certain)
        if balance is not None:
            return balance
    if metric in DRILLING and basis == "actual" and (so_far := _drilled_so_far(carried, clause, period, certain)):
        return so_far
    told = certain and not (clause.again and _is_led_afar(clause, dates))
    of_year = _OF_YEAR.search(text, clause.before, clause.start) or _AND_OF_YEAR.search(text, 0, clause.start)
    beside = of_year is None or any(of_year.start() <= found.start < clause.behind for found in dates)
    if of_year and not (told and beside) and metric in OVER_TIME and basis in DONE:
        main = period.end if told and period else times.main.latest if times.main else None
        whole = inherited if is_year(inherited) else year_of(times, main) if main else None
        return (whole, True) if whole and whole.end and whole.end <= published else (None, True)
    return _of_time_to_come(times, metric, basis, clause, dates, period, certain) if ahead else _of_days(metric, period, certain)


def _spent_by(basis: str, clause: Clause, dates: Sequence[DateMatch]) -> Period | None:
    """The day up to which money is told as spent, behind it or ahead: "At June 30, $318 million of the budget had been spent"."""
    text = clause.text
    if basis != "actual":
        return None
    spent = next((d for d in dates if d.start >= clause.end and _SPENT_BY.fullmatch(text[clause.end : d.start])), None)
    if spent is None and _PARTLY_SPENT.match(text, clause.end):
        spent = next((d for d in dates if d.end <= clause.start and d.kind in ("day", "end") and _AS_AT.search(text, 0, d.start)), None)
    return Period(None, spent.latest) if spent else None


def _drilled_so_far(carried: Carried, clause: Clause, period: Period | None, certain: bool) -> tuple[Period | None, bool] | None:
    """The time up to the day of the release, of drilling that is told as done by then."""
    if not certain and carried.begun and TO_DATE.search(clause.text):
        return Period(carried.begun, carried.published), True
    behind = _ASIDE.split(clause.text[clause.end : clause.end + _JUST_BEHIND])[0]
    told = clause.text[clause.before : clause.start].rpartition(":")[2] + clause.text[clause.start : clause.end] + behind
    done = period is None and _BY_NOW.search(told) and not _OF_OTHERS.search(clause.text, 0, clause.start) and not _BY_WHOM.search(behind)
    return (Period(None, carried.published), False) if done else None


# What has been drilled by the day of the release, and what others had drilled before: "2,056 metres having been drilled in seven holes".
_BY_NOW = re.compile(r"\b(?:has|have|having|now|currently|current|to date|so far|thus far|(?:is|are) (?:complete|finished|done))\b", re.IGNORECASE)
_ASIDE, _JUST_BEHIND = re.compile(r",\s(?:which|that|who|where)\b"), 70
_BY_WHOM = re.compile(r"\bby (?!the Company\b|the Corporation\b)[A-Z]")
_OF_OTHERS = re.compile(r"\b(?:histor\w+|previous(?:ly)?|past|prior|earlier|former|legacy|old|operators?)\b", re.IGNORECASE)


def _of_time_to_come(
    times: Times, metric: str, basis: str, clause: Clause, dates: Sequence[DateMatch], period: Period | None, certain: bool
) -> tuple[Period | None, bool]:
    """The period of what is still to come, given that which its words tell: none of so much a year, of whatever year."""
    by_year = _A_YEARS.search(clause.text, clause.before, clause.start) is not None
    short = period is not None and period.start is not None and period.end is not None and (period.end - period.start).days < 300
    if by_year and (short or (basis != "guidance" and not certain)):
        return None, False
    period, certain = _of_plan(times, metric, basis, clause, period, certain)
    if period and period.end and period.end <= times.reference and _is_of_now(clause, dates, period):
        period = year_of(times, period.end + timedelta(days=1))
    return period, certain


_EXPECTS = re.compile(r"\b(?:is|are|now|remains?|continues?|expects?|anticipates?|targets?|plans?|aims?|will)\b", re.IGNORECASE)


def _is_of_now(clause: Clause, dates: Sequence[DateMatch], period: Period) -> bool:
    """Whether a year that is over is but how "the year" without a number was read, of which something is expected now."""
    if period.start is None or period.end is None or (period.end - period.start).days < 300:
        return False
    named = [clause.text[found.start : found.end] for found in dates if (found.earliest, found.latest) == (period.start, period.end)]
    return not any(re.search(r"\d", words) for words in named) and _EXPECTS.search(clause.text, clause.before, clause.start) is not None


def _names_year(clause: Clause, dates: Sequence[DateMatch], period: Period) -> bool:
    """Whether a period is a year that the words of a figure tell by its number."""
    return any((found.earliest, found.latest) == (period.start, period.end) and clause.text[found.end - 4 : found.end].isdigit() for found in dates)


def _is_led_afar(clause: Clause, dates: Sequence[DateMatch]) -> bool:
    """Whether all dates of a sentence stand before the figure ahead of one: "fourth quarter output was 6,300 ounces and full year output"."""
    return all(found.end <= clause.before for found in dates)


def _to_come(found: DateMatch, text: str, published: date) -> DateMatch:
    """The next time of a quarter, half or month that is told without its year and is over: what is planned "for the fourth quarter"."""
    over = stretch(found)
    if (
        found.kind not in ("quarter", "half", "month")
        or not over.start
        or not over.end
        or re.search(r"\d{4}|\b(?:last|this|previous|past)\b", text[found.start : found.end])
    ):
        return found
    later = Period(add_months(over.start, 12), add_months(over.end + timedelta(days=1), 12) - timedelta(days=1))
    if later.start is None or later.end is None or (later.end - published).days > 400:
        return found
    return replace(found, earliest=later.start, latest=later.end, edtf=f"{later.start}/{later.end}")


def _of_balance(carried: Carried, metric: str, clause: Clause, period: Period | None, certain: bool) -> tuple[Period | None, bool] | None:
    """The day of what is held or in issue: that of the release or of the time it reports of where none is told; None where one is."""
    text, published, main = clause.text, carried.published, carried.times.main
    if period is not None:
        return (Period(None, published), certain) if period.end and period.end > published else None
    today = "today" in text[clause.end : clause.end + 12]
    if metric == "cash" and not certain and main and not (today or _NOW.search(text)):
        return Period(None, main.latest), False  # of a release of results
    if metric == "share-count" and not today and carried.of_accounts and _is_issued(clause):
        return None, certain  # on a day that is not told, and more than these are in issue
    return (Period(None, published), False) if today or not certain else None


def _is_issued(clause: Clause) -> bool:
    """Whether shares are those of one issue, and not all that there are."""
    ahead = _WERE_ISSUED.search(clause.text, max(clause.before, clause.start - 70), clause.start) is not None
    return (ahead or _WAS_ISSUED.match(clause.text, clause.end) is not None) and _ON_ISSUE.search(clause.text, clause.before, clause.behind) is None


_WERE_ISSUED = re.compile(
    r"\b(?:issued|issue of|issuance of|allotted|allotment of|issuing)\b(?![ \n](?:and|capital|shares?:))[^.;:\d]{0,50}$", re.IGNORECASE
)
_WAS_ISSUED = re.compile(r"[^.;:,\d]{0,40}\b(?:(?:were|was|been|being)[ \n](?:\w+[ \n])?(?:issued|allotted))\b", re.IGNORECASE)
_ON_ISSUE = re.compile(r"\b(?:outstanding|(?:on|in) issue|issued (?:and|share)|now has|has now|in total)\b", re.IGNORECASE)


def _from_the_first(times: Times, end: date) -> Period:
    """The time up to a day with which what was made in it ends: the one reported of, where that ends so, else the fiscal year so far."""
    main = main_period(times)
    return main if main and main.end == end else Period(year_of(times, end).start, end)


def _is_so_far(clause: Clause) -> bool:
    """Whether a figure is one of the year to date, and not of two times in turn."""
    said = _SO_FAR.search(clause.text, max(0, clause.start - 70), clause.start)
    if said is None or "respectively" in clause.text[clause.end : clause.end + 60]:
        return False
    return _AND_SO_FAR.search(clause.text, max(0, clause.start - 90), clause.start) is None


_SO_FAR = re.compile(
    r"\b(?:[Yy]ear[- ]to[- ]date|YTD)\b(?![ \n]and[ \n](?:of[ \n])?$)(?![^.;,\d]{0,40}\b(?:compared|versus|against)\b)[^.;,\d]{0,60}$"
)
_AND_SO_FAR = re.compile(r"\b(?:quarter|months?|Q[1-4]|half)[ \n](?:and|&)[ \n](?:the[ \n])?(?:[Yy]ear[- ]to[- ]date|YTD)\b")
_ITS_GUIDANCE = re.compile(r"[ \n](?:ounces?[ \n]|oz[ \n])?(?:\w+[ \n])?guidance(?:[ \n]range)?\b(?![ \n](?:for|in))")
_YEARS_GUIDANCE = re.compile(
    r"\b(?:full[- \n]year|annual|year's)[ \n](?:[\w-]+[ \n]){0,3}(?:guidance|forecasts?|outlook|targets?)\b[^.;,\d]{0,40}$", re.IGNORECASE
)
# "produced 46,000 ounces in the half and is on track to meet its guidance of": of the year
_ON_TRACK = re.compile(
    r"\b(?:on[ \n](?:track|course|pace|target)|track(?:s|ing)|well[ \n](?:positioned|placed)|in[ \n]line|remains?[ \n]within)\b[^.;\d]{0,60}"
    r"\b(?<!quarter )(?<!quarterly )guidance\b(?![ \n]for\b)[^.;,\d]{0,40}$",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:stands|currently|now|presently|today|has|have|holds?|is|are|remains?|maintains?|well[- ]funded|to date)\b", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:quarter|half|Q[1-4]|H[12])\b")
_REACHED = re.compile(r"\b(?:reached|to date|so far|now (?:totals|stands))\b")
_A_YEARS = re.compile(
    r"\bannual(?:i[sz]ed)?\b(?![ \n](?:[a-z]+[ \n])?(?:guidance|outlook)\b)[^.;,]{0,50}$|\brun[- ]rate\b[^.;,]{0,30}$", re.IGNORECASE
)
_THIS_ONE = re.compile(
    r"(?:the )?(?:current|this|present|reporting) (?:quarter|half|period|month)|(?:the )?current (?:financial )?year", re.IGNORECASE
)
_THIS_YEAR = re.compile(r"(?:the )?current (?:financial )?year", re.IGNORECASE)

# "annual output is forecast at 95,000 ounces over a mine life of eight years": of no year
_OF_A_LIFE = re.compile(
    r"[^.;\d]{0,30}\b(?:over|for|during|in)[ \n](?:(?:an?|the|its|initial)[ \n]){0,2}(?:[\w-]+[ \n]){0,2}(?:life|years)\b(?! end)|"
    r"[^.;\d]{0,30}\bin[ \n]years?[ \n](?:\d{1,2}(?!\d)|one|two|three|four|five)\b",
    re.IGNORECASE,
)
_AVERAGED = re.compile(r"\baverage[ \n]annual[ \n][^.;]{0,110}$", re.IGNORECASE)


def _is_of_any_year(clause: Clause) -> bool:
    """Whether a figure is what any of many years is to bring: "average annual production of", "over a life of nine years"."""
    return (
        _OF_A_LIFE.match(clause.text, clause.end) is not None or _AVERAGED.search(clause.text, max(0, clause.start - 130), clause.start) is not None
    )


def _is_year_begun(period: Period | None, published: date, main: DateMatch) -> bool:
    """Whether a period is a year that is not over, of which the reporting period is a later part."""
    if period is None or period.start is None or period.end is None:
        return False
    return period.end > published and period.start < main.earliest and (period.end - period.start).days > 300


def _years_joined(text: str, dates: Sequence[DateMatch], kinds: frozenset[str]) -> list[DateMatch]:
    """Dates with two years or decades in a row as one: holes drilled "during 2016 and 2017", ore mined "in the 1950s and 1960s"."""
    joined: list[DateMatch] = []
    for found in dates:
        before = joined[-1] if joined else None
        if before and before.kind == found.kind and found.kind in kinds and text[before.end : found.start].strip() in ("and", "&", "to", "-"):
            joined[-1] = replace(before, end=found.end, latest=found.latest, edtf=f"{before.earliest}/{found.latest}", kind="range")
        else:
            joined.append(found)
    return joined


def _of_days(metric: str, period: Period | None, certain: bool) -> tuple[Period | None, bool]:
    if metric in _SPENDING and period and period.start == period.end:
        return None, certain  # the day of a decision
    return period, certain


_FOR_ALL_YEAR = re.compile(r"(?:[ \n][\w-]+){0,4}?[ \n]for[ \n](?:the[ \n])?(?:full|whole|entire)[- \n]year\b(?![ \n](?:19|20)\d\d)", re.IGNORECASE)


def _of_plan(times: Times, metric: str, basis: str, clause: Clause, period: Period | None, certain: bool) -> tuple[Period | None, bool]:
    """The period of what is still to come: "the full year" where no other is told; a day or month of a forecast of the year's production is but
    when it was given."""
    yearly = _YEARS_GUIDANCE.search(clause.text[max(0, clause.start - 110) : clause.start]) if basis == "guidance" else None
    yearly = yearly or (_ON_TRACK.search(clause.text, max(0, clause.start - 130), clause.start) if basis == "guidance" else None)
    if basis == "guidance" and period and period.end and certain and _FOR_ALL_YEAR.match(clause.text, clause.end):
        return year_of(times, period.end), True
    if yearly and period and period.start and period.end and (period.end - period.start).days < 300 and times.main:
        return year_of(times, times.main.latest), True  # "and we shall meet our full-year guidance of"
    whole = full_year(times, clause.text) if metric in YEARLY and not _is_of_any_year(clause) else None
    if period is None or (whole and not certain):
        return (whole, True) if whole else (period, certain)
    if metric == "throughput" and not certain:
        return None, False
    days = (period.end - period.start).days if period.start and period.end else None
    short = basis == "guidance" and days is not None and days < 100 and _ITS_GUIDANCE.match(clause.text, clause.end) is not None
    if short and times.main and not _SHORT.search(clause.text[max(0, clause.start - 50) : clause.start]):
        return year_of(times, times.main.latest), certain
    if basis == "guidance" and days is not None and period.end and ((whole and days < 32) or (metric == "production" and days < 28)):
        return whole or year_of(times, period.end), certain
    return _of_days(metric, period, certain)
