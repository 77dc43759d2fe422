"""Titles as written, and the atomic roles that they hold: "President & CEO" is two, "Vice President, Exploration and Development" one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.text.letters import UPPER
from kg.text.lexicons import entries, mapping, rows
from kg.text.sieves import Sieved, small

_MODIFIER = (
    r"(?:exec(?:utive)?|non-? ?exec(?:utive)?|senior|sr\.?|snr|junior|group|interim|acting|deputy|assistant|associate|global|lead|"
    r"independent|non-? ?independent|founding|honorary|former|past|ex|outgoing|incoming|current|(?<!at )present|"
    r"newly[- ]appointed|new|retiring|retired|previous|long[- ]time|principal|company|regional|country|site|staff|joint|"
    r"temporary|special|strategic|alternate|nominee|co|vice|chief|first|second|1st|interim co|then|late)"
)
_HEAD = (
    r"(?:chief[ -]?(?:executive|financial|operating|operations|technical|technology|geological|commercial|administrative|"
    r"development|investment|information|legal|sustainability|"
    r"strategy|people|exploration|growth|risk|marketing|corporate|compliance|scientific|accounting|human resources|"
    r"project|projects|ESG)(?:[ -](?:and [a-z]+ )?(?:development |affairs |services )?(?:officers?|advis[eo]rs?))?|"
    r"C\.E\.O\.|C\.F\.O\.|C\.O\.O\.|C\.T\.O\.|CEOs?|CFO|COO|CTO|CCO|CDO|CIO|CLO|CSO|managing directors?|presidents?|"
    r"vice[- ]?presidents?|V\.?P\.?(?![A-Za-z])|EVP|SVP|AVP|"
    r"chair(?:man|woman|person)?(?:(?:,? of (?:the |its |our )?| (?:the |its |our ))(?:[A-Za-z,&]+ ){1,7}|"
    r",? (?:(?:(?-i:[A-Z])[A-Za-z,]*|and|&) ){1,7})committee|(?:vice[- ]|"
    r"deputy[- ])?chair(?:man|woman|person)?(?: of (?:the |its |our )?board(?: of directors)?)?|"
    r"director[- ]general(?!\s(?:manager|counsel))|(?:board )?directors?|"
    r"general managers?|managers?|superintendents?|"
    r"secretary(?:[- ]treasurer)?|treasurer|controller|comptroller|general counsel|(?:chief|senior|exploration|project|"
    r"resource|mine|staff|district|regional|principal) (?:[a-z]+ )?geologist|chief (?:mining )?engineer|"
    r"executive(?=\s?:\s?(?:group |corporate |investor |stakeholder |public |media |human |legal |strateg|financ|technical|operations|safety|"
    r"sustainab|commercial|marketing|exploration|growth|projects?|business |communications?|mineral))|"
    r"advis[oe]rs?|"
    r"(?:member of (?:the|its|our|the company's) (?:[a-z]+ ){0,2})?advisory (?:board|committee|council)|"
    r"(?:co-?)?founders?|heads?|coordinator|representative|(?:independent )?qualified persons?|competent persons?|(?-i:QP)s?(?![\w-])|"
    r"member of (?:the|its|our|the company's|the corporation's) board(?: of directors)?|board member|managing partner|lead director|"
    r"(?<=co-)chair(?:men)?s?|chairmanship|presidency|directorship|treasurership)"
)
_BARE = r"(?:investor relations(?: (?:and|&) (?:corporate )?communications| contact)?)"


@dataclass(frozen=True)
class Title:
    """A run of one or more atomic titles in a text: offsets, and the text as written."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Role:
    """One atomic role of a title; `former`, `planned` and `interim` as its words say."""

    key: str
    interim: bool = False
    former: bool = False
    planned: bool = False


@cache
def _domain(before_head: bool = False) -> str:
    """Words of a field; after a head none that begins the next title ("Legal & Corporate Secretary")."""
    names = ("resources",) if before_head else ()  # the end of a company's name: "Alder Resources chairman"
    words = sorted((word for word in entries("title_domains.txt") if word not in names), key=lambda word: (-len(word), word))
    own = "" if before_head else r"(?!\s+(?:secretary|counsel|manager|director|officer|affairs manager))"
    word = "(?:" + "|".join(re.escape(entry) for entry in words) + rf")(?!\w|-(?:based|listed|owned|headquartered|quoted|focus)){own}"
    return rf"{word}(?:(?:\s*,\s*(?:and )?|\s*&\s*|\s+and\s+|\s*/\s*|\s+|-){word}){{0,7}}"


@cache
def _atom() -> str:
    prefix = rf"(?:(?:{_MODIFIER})[\s-]+){{0,4}}"
    before = rf"(?:{_domain(before_head=True)}[\s,-]+(?:non-? ?exec(?:utive)?[\s-]+(?=director)|(?:senior|executive)[\s-]+(?=vice|VP))?)?"
    scope = rf"(?:(?:\s*,\s*(?:of\s+)?|\s+(?:of|for)\s+(?:the\s+)?|\s*[-\u2013\u2014:]\s*|\s*/\s*|\s+)(?:{_domain()}))?"
    designate = r"(?:[ -](?:designate|elect|nominee)\b)?"
    named = rf"{prefix}(?<![A-Za-z])(?:vice[- ]?president|[es]?vp|general manager)(?:,\s|\s(?:of\s)?)(?-i:[{UPPER}][a-z]{{3,}})\s{_domain()}"
    return rf"(?:{named}|{prefix}{before}(?<![A-Za-z]){_HEAD}(?![A-Za-z]){designate}{scope}{designate}|(?<![A-Za-z]){_BARE}(?![A-Za-z]))"


@cache
def _compound() -> Sieved:
    joint = (
        r"(?:\s*,\s*(?!as\s+(?:interim|acting)\b)(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s*/\s*|\s*;\s*|\s+[-\u2013\u2014]\s+)(?:also\s+)?"
        r"(?:(?:an?|the|its|our|as)\s+)?(?:member of the board of directors|" + _atom() + ")"
    )
    return Sieved(rf"(?<![A-Za-z&-]){_atom()}(?:{joint}){{0,5}}", re.IGNORECASE)


@cache
def _split() -> re.Pattern[str]:
    return re.compile(rf"{_atom()}", re.IGNORECASE)


@cache
def _roles() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((re.compile(pattern), tuple(key for key in keys.split() if key != "-")) for pattern, keys in rows("titles.tsv"))


_INTERIM = re.compile(r"\b(?:interim|acting|temporary)\b")
_OFFICES = (frozenset({"president", "ceo", "chair", "executive-chair"}), frozenset({"cfo", "corporate-secretary", "treasurer", "controller"}))
_CHIEFS = frozenset({"ceo", "co-ceo", "cfo", "coo", "cto"})
_RANK = re.compile(r"(?:executive|senior|sr) vice[- ]?president|[es]vp")  # beside a chief's post no post of its own
_FORMER = re.compile(r"\b(?:former|past|ex|previous|retired|late|then)\b")
_PLANNED = re.compile(r"\b(?:designate|elect|nominee|incoming)\b")


def find_titles(text: str) -> list[Title]:
    """The titles in a text, longest compounds first, in order of position; a bare "directors" or "manager" is one too. A blank line ends a title."""
    found: list[Title] = []
    low = 0 if _compound().may_meet(small(text)) else len(text)
    while low < len(text):
        blank = _BLANK_LINE.search(text, low)
        high = blank.start() if blank else len(text)
        found += [Title(one.start(), one.end(), one.group()) for one in _compound().pattern.finditer(text, low, high)]
        low = blank.end() if blank else len(text)
    return found


def single_titles(title: Title) -> list[Title]:
    """The titles that a run of them joins, each with its offsets."""
    return [Title(title.start + one.start(), title.start + one.end(), one.group()) for one in _split().finditer(title.text)]


_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def atomic_roles(title: str) -> list[Role]:
    """The roles of a title, each once, in the order written; interim, former and designate hold for the atoms they stand before.
    A "former" before the first atom is one for all that are joined to it, and an "interim" for those that are commonly one office with it: an
    interim president and CEO is interim in both, an interim CEO and CFO goes on as CFO, and nobody is an interim director."""
    roles: dict[str, Role] = {}
    former = False
    interim: frozenset[str] = frozenset()
    atoms = [found.group() for found in _split().finditer(title)] or [title]  # "the Board" has no head
    for index, atom in enumerate(atoms):
        plain = _plain(atom)
        if index == 0:
            former = bool(_FORMER.match(plain))
        planned = bool(_PLANNED.search(plain)) and "independent" not in plain
        for key in ("other",) if _of_a_land(plain) else next(keys for pattern, keys in _roles() if pattern.search(plain)):
            if index == 0 and _INTERIM.match(plain):
                interim = next((office for office in _OFFICES if key in office), interim)
            if key == "director" and _INTERIM.search(plain):
                continue  # an acting finance director does not sit on the board for that
            role = Role(key, bool(_INTERIM.search(plain)) or key in interim, bool(_FORMER.search(plain)) or former, planned)
            roles.setdefault(key, role)
    if _CHIEFS & roles.keys() and any(_RANK.fullmatch(_plain(atom)) for atom in atoms):
        roles.pop("vp-other", None)
    office = any(_CHIEF_OFFICER.match(_plain(atom)) for atom in atoms)  # "and Chief Compliance Officer" is an office of its own
    if roles.keys() == {"other", "qualified-person"}:
        return list(roles.values())  # "Director of Technical Services and a qualified person"
    return [role for role in roles.values() if role.key != "other" or office] or list(roles.values())


_CHIEF_OFFICER = re.compile(r"chief (?!executive|financial|operating|technical|technology|geolog)(?:\w+ ){1,3}officer")


_OF_LAND = re.compile(r"(?:chief executive(?: officer)?|ceo|managing director)(?: -)?(?: of| for)? (?P<land>[a-z][a-z ]+)")


def _of_a_land(plain: str) -> bool:
    """Whether a chief is that of a country's branch: "Chief Executive Brazil", "Managing Director - Africa"."""
    told = _OF_LAND.fullmatch(plain)
    return told is not None and mapping("geography.txt").get(told["land"]) in ("country", "region")


def _plain(atom: str) -> str:
    text = atom.casefold().replace("&", "and").replace("\u2013", "-").replace("\u2014", "-")
    text = re.sub(r"(?<=\b\w)\.", "", text)
    return re.sub(r"\s+", " ", _TORN.sub("chief ", text)).replace(".", "").strip()


_TORN = re.compile(r"chief(?=executive|financial|operating)")  # of a text that lost a blank
