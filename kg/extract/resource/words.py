"""The words of mineral resource and reserve statements: their categories, the day that they are of, and the code that they follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.document import Span
from kg.extract.site.names import SiteAt
from kg.text.dates import find_dates
from kg.text.periods import last_of_month

_AND = r" ?(?:and|&|\+|plus|/) ?"
# Each in full, or cut short as tables do: "Meas.", "IND", "Prov. + Prob.".
_MEASURED, _INDICATED = r"(?:measured|(?-i:Meas|MEAS?)\b\.?)", r"(?:indicated|(?-i:Ind|IND)\b\.?)"
_PROVEN, _PROBABLE = r"(?:prove[nd]|(?-i:Prov|PROV)\b\.?)", r"(?:probable|(?-i:Prob|PROB)\b\.?)"
CATEGORY = re.compile(
    rf"(?<![\w-])(?:(?P<mi>{_MEASURED}{_AND}{_INDICATED}|{_INDICATED}{_AND}{_MEASURED}|m ?(?:&|\+) ?i)"
    rf"|(?P<pp>{_PROVEN}{_AND}{_PROBABLE}|{_PROBABLE}{_AND}{_PROVEN}|p ?(?:&|\+) ?p|2p)"
    rf"|(?P<measured>{_MEASURED})|(?P<indicated>{_INDICATED})|(?P<inferred>infer+ed|(?-i:Inf|INF)\b\.?)"
    rf"|(?P<proven>{_PROVEN})|(?P<probable>{_PROBABLE}))(?:\d{{1,2}})?(?![\w-])",
    re.IGNORECASE,
)
_KEYS = {"mi": "measured-and-indicated", "pp": "proven-and-probable"}
# What would have to be found before something is paid or vests: an estimate that is not there.
MILESTONE = re.compile(
    r"\b(?:payable|paid|pay|issued?|vest(?:s|ing)?|due|payments?|bonus)\b[^.;]{0,80}\b(?:on|upon|if|once|when|subject to|following)\b[^.;]{0,60}"
    r"\b(?:defin|delineat|announc|declar|establish|outlin|prov(?:e|ing)\b)\w*[^.;]{0,80}\b(?:resource|reserve)|"
    r"\bperformance (?:milestones?|hurdles?|rights|conditions?)\b|\bvesting conditions?\b|\bon or before the (?:expiry|milestone|vesting) date\b|"
    r"\bmilestone (?:payments?|shares|rights)\b",
    re.IGNORECASE,
)
RESOURCE = re.compile(r"\b(?:resources?|reserves?|MREs?)\b", re.IGNORECASE)
_STANDARD = re.compile(
    r"\b(?:NI ?43-101|National Instrument 43-101|JORC(?: Code)?(?:,? ?\(?(?:19|20)\d\d(?: Edition)?\)?)?|SAMREC(?: Code)?|S-K 1300"
    r"|CIM(?:VAL)? (?:Definition )?Standards)"
)
_STANDARDS = (
    ("NI 43-101", re.compile(r"43-101|CIM")),
    ("JORC", re.compile(r"JORC")),
    ("SAMREC", re.compile(r"SAMREC")),
    ("S-K 1300", re.compile(r"S-K")),
)
_DATED = re.compile(
    r"(?:\beffective(?: date)?(?: (?:of|is|was|as of|as at|at|on|from))?|\beffective date:?|\bas (?:of|at)|\bestimated (?:at|as at|as of)"
    r"|\b(?:reserves?|resources?|estimates?) (?:at|as at|as of))(?: the)?(?: end of)?[ :,(]{1,3}$",
    re.IGNORECASE,
)
# Before the day of an estimate that was replaced: "since the last estimate at".
_OF_BEFORE = re.compile(
    r"\b(?:since|last|previous|prior|earlier|former|preceding|compared|versus|than|against|from(?= \d))\b(?:[^.;,]|[.,](?=\d)){0,60}$", re.IGNORECASE
)
_CUT_OFF = re.compile(
    r"cut-? ?off(?:[ -]grades?)?(?: (?:value|of|at|is|was|for|grade|[A-Z][A-Za-z0-9]*)){0,3}[ :=]{0,2}(?:of )?"
    r"(?P<after>(?:[A-Z]{0,3}\$)?[\d.]+ ?(?:%|g/t|ppm|gpt|/t)(?: (?:(?-i:[A-Z][A-Za-z0-9]*)|gold|silver|copper|zinc|nickel|lead)(?: equivalent)?)?)"
    r"|(?P<before>(?:[A-Z]{0,3}\$)?\d[\d.]* ?(?:%|g/t|ppm|gpt|/t)(?: [A-Z][A-Za-z0-9]*)?) cut-? ?off",
    re.IGNORECASE,
)


_BRACKETS = re.compile(r"\([^()]{12,240}\)")
_LEAD = re.compile(
    r"\((?:(?:previous|prior|former|earlier)(?:ly)?(?: (?:estimate|resource|reserve))?|(?:as )?(?:at|of|on)|was|in|compared (?:with|to))?[ ]?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d|(?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d)"
    r"(?: (?:estimate|resource|reserve|MRE))?[:,] "
)
_AGAINST = re.compile(
    r"\b(?:those|that|estimates?|resources?|reserves?|compared|versus|from|over)\b[^()]{0,30}\b(?:of|at|on|in|from|dated) [^()]{0,12}(?:19|20)\d\d ?$"
)
_BASE_CASE = re.compile(
    r"\bbase[- ]case\b[^.;\n]{0,60}?\bcut-? ?off[^.;\d\n]{0,40}(?P<after>\d[\d.]*\d|\d)"
    r"|\bcut-? ?off[^.;\d\n]{0,40}(?P<before>\d[\d.]*\d|\d)[^;\d\n]{0,60}?\bbase[- ]case\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Estimate:
    """A line of a resource statement for one commodity. Tonnages and masses are in full, in the units given; None where not stated."""

    category: str
    commodity: str
    tonnes: Decimal | None
    grade: Decimal | None
    grade_unit: str | None
    contained: Decimal | None
    contained_unit: str | None
    site: SiteAt | None
    zone: str | None
    material: str | None
    span: Span
    at: int
    rule: str
    parts: dict[str, Span] = field(default_factory=dict)
    cut_off: str | None = None
    day: date | None = None
    standard: str | None = None
    of: frozenset[str] = frozenset()  # the sites of which it is the total
    earlier: bool = False  # of an estimate before that of the release
    when: str | None = None  # when that was made, in EDTF, where no day is told
    tonnage_unit: str = "t"  # "st" where the text gives short tons alone
    deposit: bool = False  # the zone is a deposit by the head of its column: the site, where no other is told


def category_of(text: str) -> str | None:
    """The one category that a head or label names, as a key of the reference data; None for several ("Measured, indicated and inferred")."""
    found = {key_of(match) for match in CATEGORY.finditer(text)}
    return found.pop() if len(found) == 1 else None


# The categories that a sum of two goes by.
SUMS = {frozenset({"measured", "indicated"}): "measured-and-indicated", frozenset({"proven", "probable"}): "proven-and-probable"}


def key_of(found: re.Match[str]) -> str:
    return _KEYS.get(found.lastgroup or "", found.lastgroup or "")


@dataclass(frozen=True)
class Bracket:
    """Brackets that give the figures of an estimate before: from where to where, the words that date it, and the category inside, if any."""

    start: int
    end: int
    dated: str
    category: str | None


def earlier_brackets(text: str) -> Iterator[Bracket]:
    """Brackets with figures of an estimate before: "(2019: 4.1 Mt at 6.4% Zn)", "those of March 31, 2020 (19.2 Mt at 1.61 g/t, all Indicated)"."""
    for found in _BRACKETS.finditer(text):
        inside = found.group().replace("\n", " ")
        lead = _LEAD.match(inside)
        before = text[max(0, found.start() - 60) : found.start()].replace("\n", " ")
        against = _AGAINST.search(before)
        if lead or against:
            yield Bracket(found.start(), found.end(), lead.group() if lead else against.group() if against else "", category_of(inside))


def day_said(text: str, published: date) -> date | None:
    """The one day that words give; None where they give but a year."""
    days = {found.latest for found in find_dates(text, published) if found.kind == "day" and found.latest <= published}
    return days.pop() if len(days) == 1 else None


def time_of(label: str, published: date) -> str | None:
    """The time, in EDTF, that is all that a label says: "February 2018"."""
    if len(label) > 20 or not re.search(r"\b(?:19|20)\d\d$", label):
        return None
    found = find_dates(label, published)
    return found[0].edtf if len(found) == 1 and (found[0].start, found[0].end) == (0, len(label)) else None


_TIME_WORD = r"(?:previous|prior|former|old|earlier|updated?|new|current|latest|revised)"
_ESTIMATE_OF_TIME = re.compile(
    rf"(?:{_TIME_WORD}(?: |$))?(?P<time>(?:[A-Z][a-z]{{2,8}}\.? (?:\d{{1,2}},? )?)?(?:19|20)\d\d)?"
    r" ?(?:(?:mineral |ore )?(?:resources?|reserves?)(?: |$))?(?:estimates?|MRE|statement)?",
    re.IGNORECASE,
)


def time_of_estimate(label: str, published: date) -> tuple[str | None] | None:
    """The time, in EDTF, of a label that says of what time estimates are, and no more: "2021 MRE", "Previous Resource Estimate"; None for
    other labels."""
    found = _ESTIMATE_OF_TIME.fullmatch(label.strip(" :"))
    if found is None or not (found["time"] or re.match(_TIME_WORD, label, re.IGNORECASE)):
        return None
    return (time_of(found["time"], published) if found["time"] else None,)


def is_reserve(category: str) -> bool:
    return category in ("proven", "probable", "proven-and-probable")


def cut_off(text: str) -> str | None:
    """The cut-off that a text tells, as printed, where it tells but one."""
    found = {(match["after"] or match["before"]).strip() for match in _CUT_OFF.finditer(text)}
    return found.pop() if len(found) == 1 else None


def base_case(text: str) -> str | None:
    """The number of the cut-off that a text calls that of its base case, where it calls but one so."""
    found = {match["before"] or match["after"] for match in _BASE_CASE.finditer(text)}
    return found.pop() if len(found) == 1 else None


_LIMITS = re.compile(
    r"(?:\d[\d.]* ?[^\s,;]{1,6}(?: [A-Za-z]\w{0,11}){0,2} )?cut-? ?off"
    r"(?:(?! (?:holds?|hosts?|contains?|yields?|yielded|comprises?|has|have) "
    r"| (?:an?|the) (?:[\w-]+ ){0,2}(?:measured|indicated|inferred|proven|probable)\b)"
    r"[^;,.():]|:(?= ?\d[\d.]* ?(?:%|g/t|ppm|gpt))|\([^()]{0,40}\)|\.\d){0,72}",
    re.IGNORECASE,
)


def cut_off_places(text: str) -> Iterator[tuple[int, int]]:
    """Where a text tells of cut-offs: figures there are no grades."""
    for found in _LIMITS.finditer(text):
        yield found.span()


def effective_day(text: str, published: date) -> date | None:
    """The day as of which a text says that its estimates are; None where it names none, or several."""
    found = {
        match.latest
        for match in find_dates(text, published)
        if match.earliest == match.latest and match.latest <= published and _is_of(text[max(0, match.start - 80) : match.start], match.latest)
    }
    return found.pop() if len(found) == 1 else None


_TOLD = re.compile(r"\b(?:announced?|reported|released|published|dated|filed|updated on)\b", re.IGNORECASE)


def day_of_title(title: str, published: date) -> date | None:
    """The one day that the title of a table of resources gives: "Mineral Reserves, December 31, 2017"."""
    days = {found.latest for found in find_dates(title, published) if found.kind == "day" and found.latest <= published}
    return days.pop() if len(days) == 1 and RESOURCE.search(title) and len(title) < 200 and not _TOLD.search(title) else None


def _is_of(before: str, day: date) -> bool:
    """Whether the words before a date make it that of an estimate; the last day of a month needs but "at"."""
    if _OF_BEFORE.search(before):
        return False
    return _DATED.search(before) is not None or (re.search(r",? at(?: the)? $", before) is not None and day == last_of_month(day.year, day.month))


def standard_of(text: str) -> str | None:
    """The reporting code that a text names, where it is one."""
    named = {name for found in _STANDARD.finditer(text) for name, pattern in _STANDARDS if pattern.search(found.group())}
    return named.pop() if len(named) == 1 else None
