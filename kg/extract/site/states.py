"""How a site stands: its operating status, with its stated begin.

A status is told by the words right before a name ("the past-producing Baker mine"), by what its clause says of it ("remains on care and
maintenance", "produced 24,310 ounces"), by a table of production, or by a table's column of statuses. A clause reaches from one site of a
sentence to the next; the members of a list share theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.context import Context, Sentence
from kg.extract.site.context import listed_with, reach, section_site, sentence_at
from kg.extract.site.names import NamingAt, SiteAt, Sites
from kg.extract.site.status_times import IN_PASSING, is_of_another
from kg.facts import FACILITIES
from kg.text.dates import DateMatch, find_dates
from kg.text.lexicons import rows
from kg.text.months import OPENING
from kg.text.sieves import Sieved

_YEAR = r"(?:1[89]\d\d|20\d\d)"
_WORKS = r"(?:operations?|production|mining|milling|activities|work|smelting)"
# What a clause says of its site, in the order that decides where several are told, and whether a study says it too.
_CLAUSES: tuple[tuple[str, bool, Sieved], ...] = tuple(
    (key, sort == "soft", Sieved(pattern.replace("<<YEAR>>", _YEAR).replace("<<WORKS>>", _WORKS), re.IGNORECASE))
    for key, sort, pattern in rows("site_clauses.tsv")
)
_NOT_YET = re.compile(
    r"\b(?:will|expected|plans?|planned|would|could|may|towards?|proposed|anticipated|if|until|future|potential|prior|previously|formerly|scheduled|"
    r"to (?:begin|resume|restart)|restart\w*|resum\w+|not|\w+n't|no longer|never)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# Ground that is to be drilled is explored, unless nothing comes of it.
_NEVER = re.compile(r"\b(?:not|no longer|never|without)\b[^.;]{0,40}$", re.IGNORECASE)
_BACK = re.compile(r"\bback\b|\breturned\b", re.IGNORECASE)
# A mine that produced up to some time does so no more.
_ENDED = re.compile(
    rf"\b(?:until|ceased|closed|before it|prior to clos\w+|between {_YEAR}|from {_YEAR} to|back into production|was last)\b", re.IGNORECASE
)
_AGAIN = re.compile(
    r"\b(?<!after )(?<!not )(?<!not been )(?<!not yet been )(?<!not yet )(?:resum\w+|restart\w*|lifted|back from|re-?open\w*)\b", re.IGNORECASE
)
# Studies and reserves are beyond exploration, and drilling there tells nothing of the stage.
_BEYOND = Sieved(r"\b(?:feasibility|economic assessment|reserves?|PEA|DFS|BFS|PFS|construction|mining (?:lease|licen[cs]e|permit))\b", re.IGNORECASE)

# What stands right before a name, or before a list that it belongs to.
_STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|assessment|PEA|PFS|DFS|BFS|forecast|would|model\w*|"
    r"resources?|reserves?|inferred|indicated|test(?:[ -]?work|s|ing)?|metallurgical|trials?)\b",
    re.IGNORECASE,
)
_KINDS = r"(?:in|of|at|from|to|with|for|by|on|near|is|was|are|its|the|that|which|mines?|projects?|property|properties|deposits?|company|companies)"
_LIST_GAP = rf"(?:,? (?!{_KINDS}\b)[\w%/'&-]+){{0,8}},?(?: -)? ?$"
_LEAD = re.compile(
    rf"\b(?:(?P<past>(?:past|former|formerly|previously|historically)[- ]{{1,2}}produc(?:ing|er))|(?P<on>(?<!-)(?<!- )(?:operating|producing)))"
    rf"(?:{_LIST_GAP}| mines?[:,]? ?$)",
    re.IGNORECASE,
)
# "Our two producing mines are the Alder mine in Chile and the", "its two 100% owned operating assets, the Alder mine and the".
_LEAD_OF_ALL = re.compile(
    r"\b(?:two|three|four|five|six|seven|both|its|our|'s) (?:[\w%-]+ ){0,4}?(?:producing|operating) (?:[\w-]+ ){0,3}?(?:mines|operations|assets)"
    r"(?: in [^.;:]{1,60})?(?:,| are| -|:| ?[\u2013\u2014]| \() "
    r"(?!(?:(?!\b(?:mines?|operations?)\b)[^.;])*\b(?:projects?|deposits?|propert))[^.;]{0,240}$"
)
_OLD = re.compile(r"\b(?:former|historic|historical|abandoned|old)(?: [a-z-]+){0,2} ?$")
# What is built at a mine that goes on as it was: a new circuit, a higher dam.
_BUILT_BESIDE = re.compile(
    r"\b(?:circuit|expansion|extension|tailings|TSF|dams?|leach pads?|solar|power ?(?:line|plant|station)?|roads?|camp|village|housing|school|clinic"
    r"|paste|shaft|decline|ventilation|upgrades?|second|third|additional)\b",
    re.IGNORECASE,
)
# "Drilling at X is 75% complete": no building.
_DONE = re.compile(
    r"\b(?:drill\w*|surveys?|sampling|mapping|program(?:me)?s?|stud(?:y|ies)|assays?|engineering|design|permitting|acquisition)\b", re.IGNORECASE
)
_PART = re.compile(r";|, and |,? while |,? whereas | and (?=(?:is|are|has|have|owns|holds|the) )|, (?=the )")
_SINCE = re.compile(r"\bsince\b")
_CELLS = {
    "producing": "producing", "production": "producing", "operating": "producing", "commissioning": "construction", "construction": "construction",
    "under construction": "construction", "development": "development", "exploration": "exploration", "care and maintenance": "care-and-maintenance",
    "care & maintenance": "care-and-maintenance", "standby": "care-and-maintenance", "suspended": "suspended", "past producer": "past-producing",
}  # fmt: skip
_PRODUCED = re.compile(
    r"\b(?:produced|production|(?:ore|tons|tonnes) (?:milled|processed|mined)|tonnes (?:milled|processed)|throughput)\b", re.IGNORECASE
)
_NOT_PRODUCED = re.compile(r"\b(?:resources?|reserves?|inferred|indicated|hole|from \(m\))\b", re.IGNORECASE)

_UNNAMED = ("care-and-maintenance", "suspended", "producing", "exploration")
_OF_COMPANY = re.compile(r"\b(?:company|producer|explorer|developer|miner|projects|mines|properties)\b|\b(?:Mr|Ms|Dr)\.? [A-Z]")

_OF_PART = re.compile(
    r"\b[A-Z][\w'-]* (?:[Zz]one|[Vv]ein|[Ll]ens|[Ss]hoot|[Pp]it|[Dd]eposit|[Rr]amp|[Ss]haft|[Ss]tructure|[Pp]rospect|[Tt]arget|[Ll]ode)\b"
)  # what is said of it is not said of the whole

Told = tuple[str, int, int, DateMatch | None]
_RANK = {key: rank for rank, (key, _, _) in reversed(list(enumerate(_CLAUSES)))}


@dataclass(frozen=True)
class Clause:
    """What a sentence says of a site: the words before its naming, or its list, and those behind."""

    sentence: Sentence
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]


def status_of(context: Context, sites: Sites, site: SiteAt) -> Told | None:
    """The status told of a site, with the quote's offsets and a stated "since"; None where none is told."""
    told: dict[int, Told] = {}
    beyond, seen = False, -1
    for naming in (*site.namings, *site.references):
        sentence = sentence_at(context, naming.start)
        if sentence is None:
            continue
        if sentence.part.block.kind == "table":
            found = [(_RANK[one[0]], one) for one in _in_table(context, sentence, naming)]
        else:
            lead = _lead(sentence, naming, site)
            clause = None if naming.start in sites.aside else _clause(sites, sentence, naming)
            beyond = beyond or (sentence.start != seen and _BEYOND.search(sentence.text) is not None)
            seen = sentence.start
            found = [*([(_RANK[lead[0]], lead)] if lead else []), *(_in_clause(context, clause) if clause else [])]
        for rank, one in found:
            # "The past-producing Magino mine" lies on the Magino project, which is not past.
            if _fits(site, rank) and (one[0] != "past-producing" or naming.kind in ("", site.kind)):
                told.setdefault(rank, one)
    if site is sites.main and all(one[0] == "development" for one in told.values()):
        told |= _unnamed(context, sites, site)
    if not told or (beyond and min(told) == _RANK["exploration"]):
        return None
    return told[min(told)]


def clauses_of(context: Context, sites: Sites, site: SiteAt) -> Iterator[Clause]:
    """What the sentences say of a site, in order; of the release's main one also those that name none, under no other site's heading."""
    for naming in sorted((*site.namings, *site.references), key=lambda naming: naming.start):
        sentence = sentence_at(context, naming.start)
        if sentence is not None and sentence.part.block.kind != "table" and naming.start not in sites.aside:
            yield _clause(sites, sentence, naming)
    if site is sites.main:
        for sentence in context.sentences:
            if sentence.part.block.kind in ("table", "heading") or _OF_COMPANY.search(sentence.text) or sites.named_in(sentence.start, sentence.end):
                continue
            if _OF_PART.search(sentence.text):
                continue
            if section_site(context, sites, sentence.start) is site:
                yield Clause(sentence, sentence.start, sentence.end)


def fits_status(site: SiteAt, key: str) -> bool:
    """Whether a kind of site can have a status that a text dates."""
    return site.kind not in FACILITIES or key not in ("exploration", "past-producing")


def outranks(key: str, other: str) -> bool:
    """Whether a status decides over another where a text tells both of one day."""
    return _RANK[key] < _RANK[other]


def _unnamed(context: Context, sites: Sites, site: SiteAt) -> dict[int, Told]:
    """What sentences that name no site, under no other site's heading, tell of the main one."""
    told: dict[int, Told] = {}
    for sentence in context.sentences:
        if _BEYOND.search(sentence.text) and site.kind != "mine":
            return {}
        if sentence.part.block.kind in ("table", "heading") or _OF_COMPANY.search(sentence.text) or sites.named_in(sentence.start, sentence.end):
            continue
        for rank, one in _in_clause(context, Clause(sentence, sentence.start, sentence.end)):
            if _fits(site, rank) and one[0] in _UNNAMED and section_site(context, sites, sentence.start) is site:
                told.setdefault(rank, one)
    return told


def _fits(site: SiteAt, rank: int) -> bool:
    """Which statuses a kind of site can have: a project does not produce, a mine is not explored for, a mill is neither."""
    key = _CLAUSES[rank][0]
    if site.kind in FACILITIES:
        return key not in ("past-producing", "development", "exploration")
    return key != "exploration" if site.kind == "mine" else key != "producing"


def _lead(sentence: Sentence, naming: NamingAt, site: SiteAt) -> Told | None:
    """The status in the words right before a name, or among those that describe it."""
    before = sentence.text[max(0, naming.start - sentence.start - 130) : naming.start - sentence.start]
    offset = naming.start - len(before)
    if found := _LEAD.search(before):
        return "past-producing" if found["past"] else "producing", offset + found.start(), naming.end, None
    if site.kind == "mine" and (
        found := _LEAD_OF_ALL.search(before_all := sentence.text[max(0, naming.start - sentence.start - 320) : naming.start - sentence.start])
    ):
        return "producing", naming.start - len(before_all) + found.start(), naming.end, None
    if site.kind == "mine" and (found := _OLD.search(before)):
        return "past-producing", offset + found.start(), naming.end, None
    described = re.search(r"\b(?:exploration|development)(?=$| (?:projects?|property|properties|stage))", naming.descriptors)
    return (described.group(), naming.start, naming.end, None) if described else None


def _clause(sites: Sites, sentence: Sentence, naming: NamingAt) -> Clause:
    """The part of a sentence that speaks of a site, and of those listed with it."""
    named, first, last = listed_with(sites, sentence, naming)
    low, high = reach(sentence, naming)
    if naming not in named:
        return Clause(sentence, low, high)  # one that a line of capitals or a stop parted from its sentence
    start = low if first == 0 else _parting(sentence, named[first - 1].end, named[first].start)
    end = high if last == len(named) - 1 else _parting(sentence, named[last].end, named[last + 1].start)
    return Clause(sentence, start, end)


def _parting(sentence: Sentence, low: int, high: int) -> int:
    """Where, between two sites, what is said of the first ends: at the last conjunction, else before the second."""
    found = list(_PART.finditer(sentence.text[low - sentence.start : high - sentence.start]))
    return low + found[-1].start() if found else high


def _in_clause(context: Context, clause: Clause) -> list[tuple[int, Told]]:
    """What a clause tells, each with its rank among the clauses."""
    found: list[tuple[int, Told]] = []
    for rank, key, start, end in _phrases(clause.text):
        if (key == "suspended" and _goes_on(context, clause.sentence)) or (key == "producing" and _is_history(context, clause.text)):
            continue
        since = _since(context, clause, end) if key == "producing" else None
        found.append((rank, (key, clause.start + start, clause.start + end, since)))
    return found


# "was the first to produce gold, in 1984": what was done years ago is no status of today.
_YEAR_TOLD = re.compile(r"(?<![\d,.$-])(?:1[89]|20)\d\d(?![\d%]|[,.]\d)")
_STILL = re.compile(
    r"\b(?:since|currently|now|today|continu\w+|still|remains?|life|(?:is|are) (?:\w+ )?(?:producing|operating|mined|processed|milled|in )|"
    r"ha(?:s|ve) (?:produced|operated|yielded|been (?:\w+ )?(?:producing|operating|mined|in )))\b"
)
_LONG_AGO = 3


def _is_history(context: Context, text: str) -> bool:
    """Whether a clause tells of years long before the document, and of nothing that goes on."""
    years = [int(year) for year in _YEAR_TOLD.findall(text)]
    return bool(years) and max(years) <= _now(context) - _LONG_AGO and _STILL.search(text) is None


def _now(context: Context) -> int:
    return context.once(_find_now)[0]


def _find_now(context: Context) -> Iterator[int]:
    """The year of the document; of an undated one the last that it tells."""
    told = [int(year) for year in _YEAR_TOLD.findall(context.reading.text)]
    yield max((year for year in told if year <= context.published.year), default=context.published.year)


def _goes_on(context: Context, sentence: Sentence) -> bool:
    """Whether one of the two sentences behind, in the same paragraph, tells that work went on again."""
    first = bisect_right(context.sentences, sentence.start, key=lambda other: other.start)
    behind = [other.text for other in context.sentences[first : first + 2] if other.part is sentence.part]
    return any(not _NOT_YET.search(text[: again.start()]) for text in behind for again in _AGAIN.finditer(text))


# "was halted until September 3": a stop that is over; "has been halted until May" may not be.
_WAS = re.compile(r"\b(?:was|were) (?:\w+ )?\w+$", re.IGNORECASE)
_UNTIL_A_DAY = re.compile(rf" until (?:the )?(?:\d{{1,2}} |(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|{OPENING}[a-z]*\.? \d)")


# "five years after the mine was put on care and maintenance": what came after is told.
_YEARS_AFTER = re.compile(r"\b(?:years?|months?) after\b[^.;]{0,70}$", re.IGNORECASE)


@lru_cache(maxsize=256)  # the sites of a list share their clause
def _phrases(text: str) -> tuple[tuple[int, str, int, int], ...]:
    """The statuses in the words of a clause: rank, key and offsets."""
    found = []
    for rank, (key, soft, pattern) in enumerate(_CLAUSES):
        match = pattern.search(text)
        if match is None or (_NEVER if key == "exploration" else _NOT_YET).search(text[max(0, match.start() - 60) : match.start()]):
            continue
        if key in ("suspended", "care-and-maintenance") and any(not _NOT_YET.search(text[: again.start()]) for again in _AGAIN.finditer(text)):
            continue
        if key == "suspended" and (IN_PASSING.match(text, match.end()) or (_WAS.search(match.group()) and _UNTIL_A_DAY.match(text, match.end()))):
            continue
        if key in ("suspended", "care-and-maintenance", "closed") and _YEARS_AFTER.search(text[max(0, match.start() - 90) : match.start()]):
            continue
        if key == "construction" and (_BUILT_BESIDE.search(match.group()) or ("complete" in match.group() and _DONE.search(text[: match.start()]))):
            continue
        if soft and _STUDIED.search(text):
            continue
        if key == "closed" and is_of_another(text[: match.start()]):
            continue
        if key == "producing" and _ENDED.search(text) and not _BACK.search(match.group()):
            continue
        found.append((rank, key, match.start(), match.end()))
    return tuple(found)


def _in_table(context: Context, sentence: Sentence, naming: NamingAt) -> list[Told]:
    """A row that opens with a mine in a table of production, or whose last cell is a status."""
    cells = [cell.strip(" |.") for cell in re.split(r"\s{2,}|\||\t", sentence.text)]
    cells = [cell for cell in cells if cell]
    if len(cells) > 1 and (key := _CELLS.get(cells[-1].casefold())):
        return [(key, naming.start, sentence.end, None)]
    table = context.reading.text[max(0, sentence.part.start - 150) : sentence.end]
    if naming.start - sentence.start < 25 and re.search(r"\d", sentence.text) and _PRODUCED.search(table) and not _NOT_PRODUCED.search(table):
        return [("producing", naming.start, sentence.end, None)]
    return []


def _since(context: Context, clause: Clause, at: int) -> DateMatch | None:
    if not _SINCE.search(clause.text[at : at + 100]):
        return None
    return next(
        (
            found
            for found in find_dates(clause.text, context.published)
            if found.start >= at - 6 and (found.kind == "since" or clause.text[: found.start].endswith("since "))
        ),
        None,
    )
