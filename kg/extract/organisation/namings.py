"""Where a text names an organisation: by legal form, by the word that ends a name in the trade, by standing before a ticker, and as the story's
subject. Each finder yields namings with offsets of the reading text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.name_runs import is_descriptor
from kg.extract.organisation.limits import (
    drills,
    is_excluded,
    is_learnt,
    is_likely,
    is_made,
    is_no_form,
    is_no_organisation,
    is_thing,
    stands_alone,
)
from kg.extract.organisation.starts import called_behind, name_span
from kg.extract.organisation.symbols import symbol_beside
from kg.extract.organisation.words import (
    CAPITALISED,
    GENERIC_ALIAS,
    NO_NAME,
    OF_ROYALTIES,
    PARTNERSHIP,
    QUOTED,
    TOKEN,
    UNIVERSITY,
    WITH_SUFFIX,
    with_legal_form,
)
from kg.extract.role.people import known_given
from kg.reference import exchange_names
from kg.text.letters import UPPER
from kg.text.lexicons import folded, mapping
from kg.text.months import FULL
from kg.text.names import legal_form_pattern, split_legal_form
from kg.text.sections import BODY, CONTACT, HEADER, Part
from kg.text.titles import find_titles


@dataclass(frozen=True)
class NameAt:
    """One naming of an organisation: the words as written and where they stand in the reading text."""

    text: str
    start: int
    end: int
    rule: str


@cache
def _legal_form(before: str, behind: str) -> re.Pattern[str]:
    """A legal form between two patterns."""
    return re.compile(f"{before}{legal_form_pattern()}{behind}")


def _by_legal_form(part: Part) -> Iterator[NameAt]:
    for found in with_legal_form().finditer(part.text):
        start, end = name_span(part.text, found.start(), found.end())
        name, (stem, form) = part.text[start:end], split_legal_form(part.text[start:end])
        if (
            (form == "co" or name.endswith(" Corp"))
            and (country := _OF_COUNTRY.match(part.text, end))
            and country[1].casefold() in mapping("geography.txt")
        ):
            end = country.end()  # "Alder Ore Company of Canada"
            name = part.text[start:end]
        of_family = form == "co" and _FAMILY.search(stem) is not None and re.match(r"[,.;)]|\s*$|\s\(", part.text[end : end + 40]) is not None
        if of_family and (firm := _OF_FAMILY.search(part.text, max(0, start - 70), start)):
            yield NameAt(firm["name"], part.start + firm.start("name"), part.start + end, "legal-form")
            continue
        if (
            is_no_form(part.text, name, stem, end)
            or split_legal_form(f"A {name}")[0] == "A"
            or (name.isupper() and len(name.split()) > 4 and _OF_HEADLINE.search(name))
        ):
            continue
        opens = name.isupper() and start == part.text.rfind("\n", 0, start) + 1
        listed = opens and (symbol_beside(part.text, end) or _OF_REPORT.match(part.text, end) is not None)
        if name.isupper() and part.block.kind == "heading" and len(part.text.split()) > len(name.split()) + 2 and not listed:
            continue  # a headline in capitals does not show where a name begins
        defined = form == "co" and stem.isupper() and part.text.startswith(' ("', end)
        if not (defined or is_likely(stem, form) or name.endswith("(publ)")) or (
            part.block.kind == "heading" and name.isupper() and form in ("as", "sa", "ag", "se", "ab", "nl") and not listed
        ):
            continue
        generic = stem.casefold() in folded("not_in_names.txt") or (not defined and NO_NAME.match(stem) and (form == "co" or len(stem.split()) == 1))
        if (
            form
            and stem
            and not generic
            and not is_excluded(name)
            and len(name) <= 90
            and (form not in ("co", "trust", "partnership") or len(stem.split()) > 1 or defined or "&" in name or " Royalty Trust" in name)
        ):
            yield NameAt(name, part.start + start, part.start + end, "legal-form")


# "Alder, a Birch Group Company": the firm, and whose it is.
_OF_FAMILY = re.compile(rf"(?P<name>{TOKEN}(?: (?:{TOKEN}|&)){{0,3}}), (?:an?|part of the) $")
_FAMILY = re.compile(r" (?:Group|Family)$")
_OF_COUNTRY = re.compile(r" of ([A-Z]\w+)")
_OF_REPORT = re.compile(
    r"\s[-\u2013] (?=[A-Z][a-z])|\s(?:ANNUAL|HALF[- ]YEAR\w*|QUARTERLY|INTERIM|FINANCIAL) (?:REPORT|STATEMENTS|RESULTS|ACCOUNTS)\b"
)
_OF_HEADLINE = re.compile(r"\b(?:NOW|HAS|IS|ARE|ITS|WILL|AN?) [A-Z]{3}")  # "NOW A SHAREHOLDER IN BIRCH MINING CORPORATION"


@cache
def _ticker_bracket() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in exchange_names() if len(name) <= 24), key=lambda name: (-len(name), name))
    return re.compile(
        rf"(?<!\w)({TOKEN}(?: (?:{TOKEN}|&|of|and|del?|du|des|d[ao])){{0,5}})(?: \([^()]{{1,80}}\)){{0,2}}[,:]? \("
        rf"(?:(?:[Tt]icker|[Ss]ymbol|[Cc]ode|TICKER|SYMBOL)(?: [Ss]ymbol)?s?:? )?(?:{'|'.join(names)})(?:\s*[:\u2013-]|[ ,/&;|])"
    )


def _by_ticker(part: Part) -> Iterator[NameAt]:
    for found in _ticker_bracket().finditer(part.text):
        if re.match(r"[^()\n]{0,60}%", part.text[found.end() :]):  # "Cerro Bayo (Chile, 100%)": a country and a share of a mine
            continue
        start, end = name_span(part.text, found.start(1), found.end(1))
        name = part.text[start:end]
        plain = folded("generic_words.txt") | folded("not_in_names.txt")
        if all(word.casefold() in plain for word in name.split()):
            continue
        if not NO_NAME.match(name) and not is_excluded(name) and not GENERIC_ALIAS.match(name) and re.search("[a-z]", name):
            yield NameAt(name, part.start + start, part.start + end, "before-ticker")


_SUBJECT = re.compile(
    rf"(?:^|(?:--?|[\u2013\u2014/|:)])\s+)(?P<name>{TOKEN}(?: (?:{TOKEN}|&|of|and|de)){{0,5}}),? "
    r"(?=\(|(?:today |has |also )?(?:announced?s?|reports?(?! (?:[A-Z]{0,2}\d|dated))|reported|provides?|is pleased|are pleased|advises|"
    r"wishes|confirms?|has (?:completed|received|commenced|closed|entered|released|appointed)|commences|completes|"
    r"intersects)\b)"
)


def _by_subject(part: Part) -> Iterator[NameAt]:
    """The subject of a story's first sentence, when nothing else says that it is a company."""
    if part.section != BODY or part.block.kind not in ("paragraph", "lines"):
        return
    for found in _SUBJECT.finditer(part.text[:420]):
        start, end = name_span(part.text, found.start("name"), found.end("name"))
        name = part.text[start:end]
        if is_no_organisation(name) or name.casefold() in mapping("geography.txt") or len(name) < 3 or _FOOTNOTE.match(name):
            continue
        if split_legal_form(f"A {name}")[0] == "A" or name.endswith(" Entity"):
            continue  # the end of a name that a line or column broke; "The Consolidated Entity"
        if " " not in name and start > found.start("name") and part.text.endswith(" and ", 0, start):
            continue  # "Management's Discussion and Analysis"
        if name.casefold().endswith(_THINGS) or (known_given(name) and " " in name and not WITH_SUFFIX.fullmatch(name)):
            continue
        defined = QUOTED.search(part.text[found.end() : found.end() + 120]) if part.text.startswith("(", found.end()) else None
        if part.text.startswith("(", found.end()) and (defined is None or name.endswith(f" {defined.group(1)}")):
            continue  # the Rescue Plan (the "Plan") is a thing
        yield NameAt(name, part.start + start, part.start + end, "story-subject")


_FOOTNOTE = re.compile(r"\d{1,2} [A-Z][a-z]+$")  # "1 Metal reported in concentrate"
_THINGS = tuple(
    f" {word}" for word in "mine property project deposit agreement memorandum contract placement offering transaction announcement".split()
)


def _by_suffix(part: Part) -> Iterator[NameAt]:
    if (part.block.kind not in ("paragraph", "bullet", "lines") and part.section != CONTACT) or (
        part.section == HEADER and part.block.kind != "paragraph"
    ):
        return
    for pattern in (PARTNERSHIP, _APPOINTED):
        for found in pattern.finditer(part.text):
            yield NameAt(found[pattern.groups], part.start + found.start(pattern.groups), part.start + found.end(pattern.groups), "partnership")
    for pattern in (WITH_SUFFIX, UNIVERSITY):
        for found in pattern.finditer(part.text):
            if found.group().startswith("Minera ") and CAPITALISED.search(part.text, max(0, found.start() - 30), found.start()):
                continue  # "Alder Minera S.A.", found whole by its form
            form = _legal_form(" ", "(?= )").search(found.group()) if pattern is UNIVERSITY else None
            start, end = name_span(part.text, found.start(), found.start() + form.end() if form else found.end())
            called = called_behind(part.text, start, end) if pattern is WITH_SUFFIX else end
            if called > end and not NO_NAME.match(part.text[start:end]):
                yield NameAt(part.text[start:called], part.start + start, part.start + called, "trade-word")
                continue
            name = part.text[start:end]
            stem = name.rsplit(" ", 1)[0]
            if pattern is WITH_SUFFIX and (sentence := _SENTENCE_END.match(name)):  # "of Alder X. Birch Energy will buy"
                start, name = start + sentence.end(), name[sentence.end() :]
                stem = name.rsplit(" ", 1)[0]
            if " " not in name or NO_NAME.match(stem) or NO_NAME.match(name) or is_excluded(name) or not stands_alone(part.text, start, end):
                continue
            if (pattern is WITH_SUFFIX and (_OF_ESTIMATE.search(stem) or is_learnt(part.text, start) or is_made(part.text, start))) or is_thing(name):
                continue
            if name.endswith(" Mines") and _AND_MINES.search(part.text, max(0, start - 60), start):
                continue  # "the Alder and Birch Mines"
            if name.endswith((" Royalty", " Royalties")) and OF_ROYALTIES.match(part.text, end):
                continue  # "to buy a Gold Royalty Portfolio"
            if pattern is WITH_SUFFIX and (is_descriptor(stem) or _OF_UNIT.search(part.text, max(0, start - 5), start)):
                continue  # "the Polyhalite Resources"; "555 Mg/Lts Lithium"
            if pattern is WITH_SUFFIX and (part.text.startswith("/", end) or (" " in stem and stem.isupper() and not name.isupper())):
                continue  # "Birch Hill Copper/Zinc Mine"; "IN PRACTICE Energy", the end of a heading and the first word of a text
            plain = folded("generic_words.txt") | (folded("not_in_names.txt") if pattern is WITH_SUFFIX else frozenset())
            if name.endswith(" University") and (subject := _OF_SUBJECT.match(part.text, end)):
                end = subject.end()
                name = part.text[start:end]
            if name.startswith("University") and _OF_SUBJECT.match(name, 10) and _PLACED.search(part.text[max(0, start - 30) : start]):
                continue  # the end of a longer name
            of_place = " University" in name
            if all(word.casefold() in plain or (not of_place and word.casefold() in mapping("geography.txt")) for word in stem.split()):
                continue
            if (
                re.fullmatch(r"(?!1[89]\d\d )\d+|[A-Z]|U\.?S\.?", stem)
                or (name.endswith((" Drilling", " Exploration")) and not drills(part.text, start, end))
                or _NO_FIRM.search(name)
            ):
                continue
            yield NameAt(name, part.start + start, part.start + end, "trade-word")


_OF_SUBJECT = re.compile(r" of (?:Applied Sciences|Science and Technology|Science|Technology|Mining|Mines|Agriculture)\b")
_OF_UNIT = re.compile(r"\b(?:[Mm]?[Gg]|[Pp]ounds|[Oo]z)/$")
_PLACED = re.compile(rf"[{UPPER}][\w'-]+ $")
_AND_MINES = re.compile(rf"\b(?:[Tt]he|[Ii]ts|[Oo]ur|[Bb]oth)(?: {TOKEN},?){{1,6}} and $")
# "the appointment of Pell, Rowe & Tarn as auditor": partners by their names alone.
_APPOINTED = re.compile(
    rf"\b(?:appointment|appointing|appointed|retained|engaged|engagement) (?:of )?(?P<name>(?!Mr|Ms|Mrs|Dr){TOKEN}(?:, {TOKEN}){{0,2}},? & {TOKEN}),?"
    r" (?:as|to (?:act|serve) as|to be) (?:[\w'-]+ ){0,8}(?:auditors?|accountants?|accounting firm|counsel|solicitors|valuers?|advis[eo]rs?)\b"
)
# A genitive, an office, a number of a list of contents, a standard of accounting, a day.
_NO_FIRM = re.compile(rf"'s? |\b(?:President|Vice|Manager|Director|Officer|Chairman|{FULL})\b|\s\d{{1,3}}\s|^0\d\d\s|^(?:AASB|IFRS|IAS)\s?\d")
_SENTENCE_END = re.compile(rf"(?:{TOKEN} )*[{UPPER}][\w'-]+ [{UPPER}]\. (?=[{UPPER}])")
_OF_ESTIMATE = re.compile(r"\b(?:Total|Measured|Indicated|Inferred|Combined|Maiden|Updated|JORC)\b", re.IGNORECASE)  # words of an estimate


_HEADLINE_COLON = re.compile(r"\s?: (?=[A-Z])")


def _by_headline(part: Part) -> Iterator[NameAt]:
    """The firm with which a headline begins, before a colon: "Alder Metals: Report of Voting Results"."""
    found = WITH_SUFFIX.match(part.text) if part.section == HEADER and part.block.kind in ("heading", "lines") else None
    if found is None or not _HEADLINE_COLON.match(part.text, found.end()) or find_titles(found.group()) or is_no_organisation(found.group()):
        return
    name, plain = found.group(), folded("generic_words.txt") | folded("not_in_names.txt")
    if " " in name and not all(word.casefold() in plain or word.casefold() in mapping("geography.txt") for word in name.split()[:-1]):
        yield NameAt(name, part.start, part.start + len(name), "headline")


FINDERS: tuple[Callable[[Part], Iterator[NameAt]], ...] = (_by_legal_form, _by_ticker, _by_subject, _by_suffix, _by_headline)
