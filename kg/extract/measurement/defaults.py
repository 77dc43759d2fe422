"""What follows for every figure from the release as a whole: the deal that it tells of is closed, a figure of a time to come is none of the past,
a figure without words of its own is of what the one before it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.extract.measurement.clauses import Clause
from kg.extract.measurement.cues import DRILLING, Cue
from kg.facts import Measurement, Period
from kg.text.commodities import find_commodities
from kg.text.dates import DateMatch
from kg.text.quantities import Quantity
from kg.text.sieves import Sieved

if TYPE_CHECKING:
    from kg.extract.context import Context

_CLOSES = re.compile(
    r"\b(?:clos(?:es|ed|ing of)|complet(?:es|ed|ion of)|settles|settled|finali[sz]e[sd]|"
    r"concludes|concluded|consummates|raises|raised|receives|pockets)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:to (?:close|complete|raise|acquire|sell)|will|agree[sd]?|agreement|announces|proposed|intends|plans|first tranche|drill\w*|program\w*|"
    r"phase|stud(?:y|ies)|PEA|PFS|construction|season|quarter|year|survey)\b",
    re.IGNORECASE,
)
# Of money: what may be told of a deal in the title.
_OF_A_DEAL = re.compile(
    r"\b(?:placement|placing|financing|offering|deal|tranche|acquisition|purchase|sale|sell|divest\w*|disposal|acquire\w*|raising|issue|"
    r"private|bought|merger|takeover|\$[\d.,]+ ?(?:m|million)?|debenture|subscription|investment|facility|transaction)\b",
    re.IGNORECASE,
)
_FROM_AHEAD = {"production", "sales", "cash-cost", "aisc", "throughput", "ore-processed", "ore-mined", "head-grade", "recovery", "capex", "revenue"}
_PLANNED = DRILLING | {"exploration-budget"}
_BESIDE = 16  # letters up to a time that follows a figure: " of gold by "
_WAS = re.compile(
    r"\b(?:was|were|has been|have been|had|(?<!be )(?:produced|sold|spent|processed|milled|mined)|averaged|totall?ed|achieved|to date|so far)\b",
    re.IGNORECASE,
)
# Units of which one figure in a paragraph goes on from another, and the metrics that do so.
_GOES_ON = {"production", "sales", "ore-processed", "ore-mined", "aisc", "cash-cost", "realized-price", "throughput"}
_OTHER_MATTER = Sieved(
    r"\b(?:resources?|reserves?|inferred|indicated|measured|contained|in situ|hedg\w*|forward|collars?|puts?|options?|royalt\w+|stream\w*|"
    r"stockpil\w+|waste|inventor\w+|deposits?|cut-?off|per (?:month|day|week)|(?:spot|market|gold|silver|copper|metal) price|cost of sales|"
    r"breakeven|assum\w+|sensitiv\w+|loan|"
    r"(?:previous|former|prior|old) record|milestone|mid-?point|budgeted price|industry|world|country)\b",
    re.IGNORECASE,
)


def tells_closing(context: Context) -> bool:
    """Whether the title tells of a financing or purchase that it is done: "X Closes Private Placement"."""
    words = context.title_words
    done = _CLOSES.search(words)
    return done is not None and _OF_A_DEAL.search(words) is not None and _STILL.search(words) is None


def basis_to_come(metric: str, text: str, clause: Clause, dates: Sequence[DateMatch], published: date) -> str | None:
    """guidance or plan for a figure whose clause dates it to a time to come and to none before: "is foreseen for 2023"."""
    if metric not in _FROM_AHEAD | _PLANNED:
        return None
    own = [one for one in dates if clause.before <= one.start and one.end <= clause.behind and one.kind not in ("day", "since", "end")]
    own = [one for one in own if "," not in text[clause.end : one.start]]
    own = [one for one in own if 0 <= one.start - clause.end < _BESIDE] or own  # "in 2019, ramping up to 160,000 ounces by 2021"
    near = text[max(clause.before, clause.start - 60) : min(clause.behind, clause.end + 60)]
    if not own or any(one.earliest <= published for one in own) or _WAS.search(near):
        return None
    return "plan" if metric in _PLANNED else "guidance"


_SO_FAR = re.compile(r"\b(?:to date|so far|thus far|year[- ]to[- ]date|YTD|already|has|have|since)\b", re.IGNORECASE)


_HAS_COST = re.compile(r"\b(?:consisted|comprised|took in|ended|finished)\b[^.;]{0,80}\bcost\b", re.IGNORECASE)


def basis_ahead(metric: str, text: str, clause: Clause, period: Period | None, published: date) -> str | None:
    """guidance or plan for a figure of a time that is not over, unless its clause tells how far it has come."""
    if period is None or period.end is None or period.end <= published or metric not in _FROM_AHEAD | _PLANNED:
        return None
    if metric in DRILLING and period.start and period.start <= published:
        return None  # drilled in a year that has begun
    if metric == "exploration-budget" and period.start and period.start <= published and _HAS_COST.search(text, 0, clause.start):
        return None
    near = text[max(clause.before, clause.start - 90) : min(clause.behind, clause.end + 40)]
    if _SO_FAR.search(near) or _WAS.search(near):
        return None
    return "plan" if metric in _PLANNED else "guidance"


_ANY_YEAR = re.compile(
    r"\b(?:average|annual(?:i[sz]ed|ly)?|per (?:year|annum)|a year|life|long[- ]term|over the|first \w+ years?|years|peak|once|when|phase|stage|"
    r"expansion|quarter|half|monthly|ramp\w*|nameplate|steady[- ]state)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)

_YARDSTICK = re.compile(
    r"\b(?:exceed|beat|below|above|short of|against|compared|ahead of|higher|lower|over|under)\w*\b[^.;,]{0,40}"
    r"\b(?:forecast|budget|plan)\w*\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_OF_THE_BUILD = re.compile(r"\b(?:project|initial|construction|pre-?production|up-?front|total|build)\b", re.IGNORECASE)


def year_ahead(metric: str, clause: Clause, main: Period | None, year: Period | None) -> Period | None:
    """The year of guidance that names none: that of which a release reports a part."""
    if metric not in _FROM_AHEAD or main is None or main.start is None or main.end is None or year is None or year.end is None:
        return None
    if _YARDSTICK.search(clause.text, max(0, clause.start - 90), clause.start) or (
        metric == "capex" and _OF_THE_BUILD.search(clause.text, 0, clause.start)
    ):
        return None
    if (main.end - main.start).days > 300 or main.end >= year.end or _ANY_YEAR.search(clause.text, max(0, clause.start - 120), clause.start):
        return None
    return year


def cue_going_on(text: str, quantity: Quantity, latest: dict[str, Measurement], unit: str | None) -> Cue | None:
    """The metric of the figure of the same unit told last in the paragraph, for one of which its own sentence says nothing."""
    if unit is None or _OTHER_MATTER.search(text) or (quantity.high or 0) < 100:
        return None
    fitting = [fact for fact in latest.values() if fact.metric.key in _GOES_ON and str(fact.unit) == unit]
    return Cue(fitting[0].metric.key, quantity.start, quantity.start, 18, carried=True) if len(fitting) == 1 else None


_OF_OUNCES = re.compile(
    r"\b(?:drill\w*|holes?|intersect\w*|assay\w*|samples?|estimate[sd]?|grade of|Moz|target\w*|dor[eé]|loan|paid|price)\b", re.IGNORECASE
)
_A_TIME = re.compile(r"\b(?:quarter|year|month|half|(?:19|20)\d\d|[QH][1-4]|FY ?\d\d)\b")


def cue_of_ounces(text: str, quantity: Quantity, latest: dict[str, Measurement], *, reports: bool) -> Cue | None:
    """production, for ounces of which a sentence of a release that `reports` of a period says no more than when, or no more at all beside other
    figures of its paragraph, or as a point of a list."""
    if quantity.unit != "oz" or quantity.per or not reports or (quantity.high or 0) < 100 or _OTHER_MATTER.search(text) or _OF_OUNCES.search(text):
        return None
    named = _NAMED_POINT.search(text, max(0, quantity.start - 60), quantity.start) and _NO_MORE.match(text, quantity.end)
    bare = latest or _A_TIME.search(text) or _BARE_POINT.fullmatch(text) or named
    return Cue("production", quantity.start, quantity.start, 19) if bare else None


# "o 49,999 ounces of gold", "- 6.8 million silver equivalent ounces"
_BARE_POINT = re.compile(
    r"(?:[\W\d]|o ){1,4}(?:between )?[\d,.]+(?: ?(?:to|and|[-\u2013]) ?[\d,.]+)? (?:million |thousand )?"
    r"(?:(?:[a-z]+ )?(?:equivalent )?(?:ounces|oz)(?: of [a-z]+(?: equivalent)?)?)\W*",
    re.IGNORECASE,
)
# "Copper cathode of 11,870 tonnes", "silver was up 6% at 133,000 ounces": a metal and how much there was of it.
_OF_METAL = re.compile(
    r"(?:[ \n](?:cathodes?|dor[e\u00e9]|metal|concentrates?|equivalent|hydroxide|matte|oxide)|"
    r"[ \n](?:contained[ \n])?in[ \n](?:\w+[ \n])?(?:concentrates?|hydroxide|matte|dor[e\u00e9]))?"
    r"(?::|,|[ \n](?:of|was|were|is|at|to|came|come|in|stood|total(?:s|l?ed|l?ing)|amount(?:ed|s)|reached|rose|fell|increased|decreased|grew|climbed|"
    r"declined|dropped|jumped|improved|slipped|averaged|up|down|higher|lower|by|an?|record|the|about|approximately|some|just|only|nearly|over|"
    r"\d[\d.]*[ \n]?(?:%|per[ \n]?cent)))+[ \n]$",
    re.IGNORECASE,
)
_NO_METAL_MADE = re.compile(
    r"\b(?:price|cost|sales|sold|shipp\w+|shipments?|deliver\w*|grades?|recover\w*|purchas\w*|bought|deposits?|exploration|revenues?|tailings|"
    r"market|demand|world|reserves?|resources?|holes?|assay\w*|intersect\w*)\b",
    re.IGNORECASE,
)


def cue_of_metal(text: str, quantity: Quantity, *, reports: bool) -> Cue | None:
    """production, for a weight that a release which `reports` of a period gives to a metal without any other word."""
    if (
        not reports
        or quantity.per
        or quantity.unit not in ("oz", "t", "lb", "kg")
        or (quantity.high or 0) < 20
        or _OTHER_MATTER.search(_HELD_IN.sub("", text))
    ):
        return None
    low = max(0, quantity.start - 90)
    named = [found for found in find_commodities(text[low : quantity.start]) if _OF_METAL.fullmatch(text, low + found.end, quantity.start)]
    if not named or _NO_METAL_MADE.search(text[: quantity.start][-140:]) or _AFTER_METAL.match(text, quantity.end):
        return None
    return Cue("production", quantity.start, quantity.start, 19)


_HELD_IN = re.compile(r"\bcontained(?= in (?:the )?(?:\w+ )?(?:concentrates?|hydroxide|matte|dor[e\u00e9]|carbonate|precipitate)\b)")
_AFTER_METAL = re.compile(
    r"[ \n](?:of[ \n]\w+[ \n])?(?:at|grading)[ \n]\d|[ \n](?:of[ \n]\w+[ \n])?(?:sold|shipped|delivered|purchased|in[ \n]stock)"
)
_NO_MORE = re.compile(r"(?:[ \n]of[ \n](?:gold|silver)(?:[ \n]equivalent)?)?(?:\s*$|[.;,(]|[ \n](?:at|from|with|and|\()\b)")
_NAMED_POINT = re.compile(
    r"(?:^|; ?)\W{0,3}[A-Z][\w'\u2019 -]{2,40}(?<!gold)(?<!Gold)(?<! oz)(?: ?:| [-\u2013\u2014]) ~?$"
)  # "Upper Fold: 21,000 oz"
_USED_UP = re.compile(
    r"\b(?:consum\w*|demand|capacity|nameplate|deliver\w*|stream\w*|royalt\w*|waste|emissions?|reagents?|market|import\w*|cost\w*|less|more|by)\b",
    re.IGNORECASE,
)


def cue_of_year(text: str, quantity: Quantity) -> Cue | None:
    """production, for so much of a metal by the year of which nothing else is said: "payable copper averaging 88 million pounds a year"."""
    if quantity.per != "year" or (quantity.unit or "").removesuffix("/a") not in ("oz", "lb", "kg") or _OTHER_MATTER.search(text):
        return None
    near = text[max(0, quantity.start - 60) : quantity.end + 30]
    return None if _USED_UP.search(near) or not find_commodities(near) else Cue("production", quantity.start, quantity.start, 19)


_GRADED = re.compile(r"\b(?:grades?|graded)\b[^.;\d]{0,40}$", re.IGNORECASE)
# "Grades for the three months ended June 30, 2019 were", of which a later clause may tell against what they are set.
_GRADE_OF_TIME = re.compile(
    r"\bgrades?[ \n](?:in|for|during|over)[ \n][^.;]{4,50}\b(?:quarter|year|month|half|period|(?:19|20)\d\d|[QH][1-4])[ \n]"
    r"(?:was|were|averaged|is|came[ \n]in[ \n]at)[ \n](?:(?:about|approximately)[ \n])?$",
    re.IGNORECASE,
)
_GRADES_WERE = re.compile(
    r"\W{0,3}(?:The |Average |Mined |Gold |Silver ){0,2}grades?(?:[ \n](?:for|in)[ \n]the[ \n]\w+)?[ \n](?:averaged|was|were|"
    r"slipped|rose|fell|improved|"
    r"declined|increased|decreased|dropped|came[ \n]in)(?:[ \n](?:to|at|an?|average|of|about|from))*[ \n]",
    re.IGNORECASE,
)
_OF_THE_MILL = re.compile(r"\b(?:mill\w*|recover\w*|throughput|process\w*|ore|mined|stacked|treated|tonnes)\b", re.IGNORECASE)
_OF_GROUND = re.compile(
    r"\b(?:drill\w*|holes?|intersect\w*|intervals?|assay\w*|samples?|vein|zone|veins|trench\w*|metres|cut-?off|mineral[iz]\w+)\b", re.IGNORECASE
)


def cue_of_grade(text: str, quantity: Quantity, latest: dict[str, Measurement], *, reports: bool) -> Cue | None:
    """head-grade, for a grade of which a report of mining says no more than that it is one."""
    if quantity.unit not in ("g/t", "oz/ton") or not reports or _OTHER_MATTER.search(text) or _OF_GROUND.search(text):
        return None
    of_mill = _OF_THE_MILL.search(text) or not latest.keys().isdisjoint({"ore-processed", "production", "recovery", "throughput", "ore-mined"})
    graded = _GRADED.search(text, max(0, quantity.start - 80), quantity.start)
    timed = (
        _GRADES_WERE.fullmatch(text, 0, quantity.start)
        or _GRADE_OF_TIME.search(text, 0, quantity.start)
        or (graded and _A_TIME.search(text, quantity.end))
    )
    return Cue("head-grade", quantity.start, quantity.start, 19) if (of_mill and graded) or timed else None


_TOLD_AS_DONE = re.compile(
    r"\b(?:was|were|has|have|had|produced|sold|spent|averaged|totall?ed|achieved|consisted|comprised|year[- ]to[- ]date|to date)\b", re.IGNORECASE
)
_COUNTED_BY = re.compile(r"\b(?:ounce|oz|pound|lb|tonne)s?\b[^.;,\d]{0,24}\b(?:produced|sold)\b")


def is_told_as_done(text: str) -> bool:
    """Whether a sentence has a verb of the past, other than in what a cost is counted by: "per ounce of gold sold"."""
    return _TOLD_AS_DONE.search(_COUNTED_BY.sub(" ", text)) is not None
