"""Firms that a text names only in short, where they speak: "Alder CEO Jo Birch said", "Alder Metals Releases Results of Its", "About Alder", the head
of a report, "ALDER GOLD QUARTERLY REPORT". Who speaks so is most likely whose release it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.organisation.limits import is_no_organisation
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.starts import name_span
from kg.extract.organisation.words import TOKEN, TRADES
from kg.extract.role.people import known_given
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping
from kg.text.months import WRITTEN
from kg.text.sections import ABOUT, BOILERPLATE, HEADER, Part

SPEAKER = "speaker"  # the rule
_NAME = rf"(?P<name>{TOKEN}(?: (?:{TOKEN}|&)){{0,3}}?)"
_ONE_OFFICE = (
    r"(?:(?:[Ii]nterim|[Aa]cting) )?"
    r"(?:CEO|CFO|COO|MD|(?:[Ee]xecutive )?[Cc]hair(?:man|woman|person)?|(?:[Ee]xecutive |[Mm]anaging )[Dd]irector|[Pp]resident|"
    r"[Cc]hief (?:[Ee]xecutive|[Ff]inancial|[Oo]perating)(?: [Oo]fficer)?)"
)
_OFFICE = rf"(?:{_ONE_OFFICE}(?: (?:and|&) {_ONE_OFFICE})?)"
_SAID = (
    r"(?:said|says|commented|comments|added|noted|stated|remarked|explain(?:ed|s)|told|tells|joined|joins|discuss(?:ed|es)|spoke|speaks|talked|talks|"
    r"sat down|outlined|outlines|confirmed|highlighted|(?:[Pp]rovide[sd]|[Gg]ave|[Gg]ives) (?:an )?(?:\w+ ){0,2}[Uu]pdate)"
)
_PERSON = rf"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?P<given>[{UPPER}][{LOWER}]+) (?:[{UPPER}]\.? )?[{UPPER}][\w'-]+"
_SPEAKS = (
    re.compile(rf"(?<![\w&-]){_NAME}(?:'s)? {_OFFICE},? {_PERSON},? (?:today )?{_SAID}\b"),
    re.compile(rf"\b{_SAID},? {_PERSON}, (?:the )?(?:{_OFFICE}(?: and |, | & ))?{_OFFICE} (?:of|at) {_NAME}(?=[.,:;]|$)"),
    re.compile(rf"\b{_PERSON}, (?:the )?(?:{_OFFICE}(?: and |, | & ))?{_OFFICE} (?:of|at) {_NAME},? {_SAID}\b"),
)
# A headline that says what its first words do: these name a firm, for a site or a paper does nothing of the kind.
_DOES = (
    "announces releases reports provides appoints closes signs acquires intersects drills files completes commences begins "
    "formalizes expands outlines receives enters starts grants confirms discovers delivers increases raises arranges obtains "
    "secures launches extends identifies engages names elects welcomes adds strengthens advances stakes sells hits encounters "
    "initiates mobilizes resumes restarts achieves declares retains"
)
_HEADLINE = re.compile(rf"{_NAME} (?:{'|'.join(f'[{verb[0].upper()}{verb[0]}]{verb[1:]}' for verb in _DOES.split())}|to [Aa]cquire)\s")
_REPORT = re.compile(
    r"(?P<name>[A-Z][A-Z&-]+(?: [A-Z][A-Z&-]+){0,3}?) (?:QUARTERLY|HALF[- ]YEAR(?:LY)?|ANNUAL|INTERIM)(?: ACTIVIT(?:Y|IES))? REPORT\b"
)
_ABOUT = re.compile(rf"(?:About|ABOUT) {_NAME}(?= *(?:\n|$|:))")
# "To the Stakeholders and Shareholders of Alder Resources", "Letter to Shareholders of Birch Metals": the line that opens a letter.
_LETTER = re.compile(
    r"(?:Dear|(?:An? )?(?:[Oo]pen )?(?:[Ll]etter |[Mm]essage )?[Tt]o)(?: the| our| all| its| fellow| valued)*"
    rf"(?: (?:[Ss]hare|[Ss]take|[Ss]tock|[Uu]nit)holders?,?(?: and| &)?){{1,2}} of {_NAME}[,:]?(?= *(?:\n|$))"
)
_OWNER = re.compile(rf"{TOKEN}(?: {TOKEN}){{0,3}}?(?='s? )")
# "The Company's CEO Jo Birch said", "Exec Chair Jo Birch said"
_NO_NAME = re.compile(
    r"(?:Company|Corporation|Group|Partnership|Trust|Issuer|Firm|Board|Miner|Producer|Explorer|Developer|Exec|Executive|Deputy|Vice|Founding)(?:['\u2019]s)?",
    re.IGNORECASE,
)
_GIVEN = re.compile(r" (?:Granted|Given|Awarded|Offered)\b")  # "Alder Granted Option to Acquire"
_TIME = re.compile(rf"(?:{WRITTEN}|Q[1-4]|H[12]|FY\d*|First|Second|Third|Fourth|Half|Full|Year|Quarter)\b", re.IGNORECASE)


def by_speaker(part: Part) -> Iterator[NameAt]:
    """The names of those who speak, of the telling parts of a text."""
    if part.section == BOILERPLATE:
        return
    for pattern in _SPEAKS:
        for found in pattern.finditer(part.text):
            if pattern is not _SPEAKS[0] or known_given(found["given"]):
                yield from _named(part, found)
    for line in re.finditer(r"[^\n]+", part.text) if part.section == HEADER else ():
        headline = None if line.group().isupper() or line.group().endswith(".") else _HEADLINE.match(part.text, line.start(), line.end())
        if named := headline or _REPORT.match(part.text, line.start(), line.end()) or _LETTER.match(part.text, line.start(), line.end()):
            yield from _named(part, named)
    about = _ABOUT.match(part.text) if part.section == ABOUT and part.block.kind != "table" else None
    if about and not _OWNER.match(part.text, about.start("name"), about.end("name")):  # "About Alder's Bay": a place
        yield from _named(part, about)


def _named(part: Part, found: re.Match[str]) -> Iterator[NameAt]:
    start, end = name_span(part.text, found.start("name"), found.end("name"))
    if owner := _OWNER.match(part.text, start, end):
        end = owner.end()  # "Alder Mines' Birch Creek begins producing": who owns it
    name = part.text[start:end]
    words = name.casefold().split()
    common = folded("generic_words.txt") | folded("not_in_names.txt")
    if (
        len(name) < 3
        or any(map(str.isdigit, name))
        or is_no_organisation(name)
        or _NO_NAME.fullmatch(name)
        or known_given(name.title() if name.isupper() else name)
        or _TIME.match(name)
        or (words[0] in common and not (len(words) > 2 and words[-1] in TRADES))  # "Mountain Boy Minerals"
        or all(word in common or word in mapping("geography.txt") for word in words)
        or name.casefold() in mapping("geography.txt")
        or _GIVEN.search(name)
    ):
        return
    yield NameAt(name, part.start + start, part.start + end, SPEAKER)
