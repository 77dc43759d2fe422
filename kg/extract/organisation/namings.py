"""Where a text names an organisation: by legal form, by the names that the trade knows without one, by the word that ends a name in the
trade, by standing before a ticker, and as the story's subject. Each finder yields namings with offsets of the reading text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.organisation.limits import (
    drills,
    is_excluded,
    is_learnt,
    is_likely,
    is_no_form,
    is_no_organisation,
    is_of_paper,
    is_thing,
    stands_alone,
)
from kg.extract.organisation.starts import called_behind, name_span
from kg.extract.organisation.symbols import symbol_beside
from kg.extract.organisation.words import (
    GENERIC_ALIAS,
    LEADING,
    NO_NAME,
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
from kg.text.lexicons import entries, folded, mapping
from kg.text.months import FULL
from kg.text.names import legal_form_pattern, split_legal_form
from kg.text.sections import BODY, CONTACT, HEADER, Part


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
        if form == "co" and (country := _OF_COUNTRY.match(part.text, end)) and country[1].casefold() in mapping("geography.txt"):
            end = country.end()  # "Alder Ore Company of Canada"
            name = part.text[start:end]
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
        if not (defined or is_likely(stem, form)) or (
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


_OF_COUNTRY = re.compile(r" of ([A-Z]\w+)")
_OF_REPORT = re.compile(
    r"\s[-\u2013] (?=[A-Z][a-z])|\s(?:ANNUAL|HALF[- ]YEAR\w*|QUARTERLY|INTERIM|FINANCIAL) (?:REPORT|STATEMENTS|RESULTS|ACCOUNTS)\b"
)
_OF_HEADLINE = re.compile(r"\b(?:NOW|HAS|IS|ARE|ITS|WILL|AN?) [A-Z]{3}")  # "NOW A SHAREHOLDER IN BIRCH MINING CORPORATION"


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    """The known names by their first word, longest first: looking a word up is faster than trying two thousand names at every place."""
    by_word: dict[str, list[str]] = {}
    for name in sorted(entries("organisations.txt"), key=lambda name: (-len(name), name)):
        if len(name) > 2 and (word := _FIRST_WORD.match(name)):
            by_word.setdefault(word.group(), []).append(name)
    return {word: tuple(names) for word, names in by_word.items()}


_FIRST_WORD = re.compile(r"[^\W_]+")


def _by_lexicon(part: Part) -> Iterator[NameAt]:
    text, at = part.text, 0
    for word in _FIRST_WORD.finditer(text):
        if word.start() < at or (word.start() and text[word.start() - 1] in "&-"):
            continue
        for name in _lexicon().get(word.group(), ()):
            start, end = word.start(), word.start() + len(name)
            if text.startswith(name, start) and not re.match(r"\w|&|-\w", text[end : end + 2]):
                end += _branch(text, name, end)
                name = text[start:end]
                if name.isupper() and re.match(r"\s?\d{2}", text[end : end + 3]):
                    continue  # a hole's number, "SRC 374"
                if " " not in name and _IN_PLACE.search(text, max(0, start - 40), start) and not text.startswith("'s ", end):
                    continue  # "the mine in Benguet"
                if text.endswith("New ", 0, start) and f"new {word.group().casefold()}" in mapping("geography.txt"):
                    continue  # "New Brunswick"
                if is_of_paper(text, name, start):
                    at = end
                    break
                if not NO_NAME.match(name) and not _is_symbol(text, name, start) and not _is_common(text, name, start) and not _names_site(text, end):
                    yield NameAt(name, part.start + start, part.start + end, "known-name")
                at = end
                break


_IN_PLACE = re.compile(
    r"(?<!interest )(?<!interests )(?<!stake )(?<!stakes )(?<!shares )(?<!shareholding )(?<!shareholder )(?<!shareholders )(?<!holding )"
    r"(?<!investment )(?<!investor )(?<!invested )(?<!investing )(?<!equity )(?<!position )(?<!% )\b(?:in|near) $|"
    r"\b(?:zones?|setting|drill(?:ing|ed)?|holes?|minerali[sz]ation|deposits?|discovery|intersect\w*|intercepts?|ore|grades?) at $"
)
_BRANCH = re.compile(
    r" (?:Europe|Canada|Australia|UK|USA|International|Securities|Capital Markets|Chile|Peru|Mexico|Africa|South Africa|"
    r"Ghana|Brazil|Argentina|of America|of Canada|Minerals|Resources|Base Metals|Metals|Mines|Gold|Explorations?|Laboratories|Global|"
    r"Consulting|Partners|Group|LLP|France|de M[eé]xico|Corporate|Local(?: Union)?(?: No\.?)? \d+(?:-\w+)*)\b"
    r"(?! (?:[Mm]ine|[Pp]roject|[Pp]roperty|[Dd]eposit|Resources|Inc|Ltd|Updates?|Results?|Program(?:me)?s?|Drill\w*|Budget|Team))"
)


def _branch(text: str, name: str, end: int) -> int:
    """The length of the branch that follows a known name: "Cantor Fitzgerald Europe", "SGS Welshpool", "Unifor Local 12"."""
    if found := _BRANCH.match(text, end):
        return found.end() - end
    kind, town = mapping("organisations.txt").get(name.casefold()), _TOWN.match(text, end)
    if town is None or kind not in _BRANCHED:
        return 0
    place = town[1].casefold()
    told = place not in folded("generic_words.txt") | folded("not_in_names.txt") and _BY.search(text[max(0, end - len(name) - 6) : end - len(name)])
    return town.end() - end if place in mapping("geography.txt") or (kind == "laboratory" and told) else 0


_BY = re.compile(r"\b(?:at|by|to|from) $")
_BRANCHED = ("laboratory", "driller", "consultancy", "agent", "contractor")  # who have offices and yards by which they are called
_TOWN = re.compile(rf" ([{UPPER}][\w'-]+)(?!,? (?:[{UPPER}]|[Mm]ine|[Pp]roject|[Pp]roperty|[Dd]eposit|[Zz]one)|\w)")


_CAPITALISED = re.compile(rf"(?<![\w'-])[{UPPER}](?:[\w'-]*[a-z]|\.) $")
_SAYS_WHICH = re.compile(r"(?:'s|-\w+|ian|ish|ese|ch|Major|Giant|Miner|Producer|Lender|Bank) $")


# Before what something is said to be: "identified as Critical Elements".
_ELEMENTS = re.compile(
    r"\b(?:identified|classified|designated|defined|listed|described|regarded|known|considered|treated|recognised|recognized)\s(?:as|to be)\s$"
)
_OF_SITES = (
    "[Mm]ine|[Pp]roject|[Pp]roperty|[Dd]eposit|[Ss]tock [Ee]xchange|[Zz]one|[Ll]ode|[Vv]ein|[Pp]it|[Ss]haft|[Mm]ill|[Oo]rebody|[Cc]amp|[Dd]istrict"
)
_BEFORE_SITE = re.compile(rf" (?:{TOKEN} )?(?:{_OF_SITES})\b| (?:[Tt]arget|[Pp]rospect|[Pp]roject|[Zz]one|[Ll]ode|[Vv]ein|[Pp]it|[Dd]eposit)s?\b")


def _names_site(text: str, end: int) -> bool:
    """ "Calder Birch mine", "Toronto Stock Exchange": the name belongs to what follows."""
    return _BEFORE_SITE.match(text, end) is not None


def _is_symbol(text: str, name: str, start: int) -> bool:
    """Whether a name in capitals stands as a symbol behind an exchange: "ASX: BGC"."""
    before = _EXCHANGE_COLON.search(text, max(0, start - 40), start) if name.isupper() else None
    if name.isupper() and _EXCHANGE_BLANK.search(text, max(0, start - 12), start):
        return True  # of a list: "Alder Mines TSX ALM Birch Gold ASX BGD"
    return before is not None and any(before[1].casefold().endswith(exchange.casefold()) for exchange in exchange_names() if len(exchange) > 2)


_EXCHANGE_BLANK = re.compile(r"\b(?:TSXV?|ASX|LSE|AIM|NYSE|JSE|HKEX) $")
_EXCHANGE_COLON = re.compile(r"([A-Z][\w. &-]{1,30}?)(?: [Cc]ode| [Tt]icker| [Ss]ymbol)?\s?[:\u2013-]\s?$")


def _is_common(text: str, name: str, start: int) -> bool:
    """A one-word name that is also a word ("Wood", "Nomad", "Harmony"): only inside a sentence, and between lower-case words."""
    if _ELEMENTS.search(text, max(0, start - 30), start) or name.upper() == name:
        return _ELEMENTS.search(text, max(0, start - 30), start) is not None
    if " " in name:
        return False
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    if name.casefold() in folded("generic_words.txt") or name in ("Nomad", "Goldfields", "Inspectorate", "Sponsor"):
        return True
    if line.strip() == name and "\n" in text:  # alone on a line of a letterhead or contact block
        return False
    before = _CAPITALISED.search(text, max(0, start - 30), start)
    if before and not LEADING.fullmatch(before.group()) and not _SAYS_WHICH.search(before.group()):
        return True  # "the Alder Vale property", "Emil Calder": the last word of another name
    end = start + len(name)
    genitive = text.startswith("'s ", end)
    return not (genitive or re.search(r"[a-z,(] $", text[max(0, start - 2) : start])) or re.match(rf" [{UPPER}]", text[end : end + 2]) is not None


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
    r"(?=\(|(?:today |has |is |are |also )?(?:announced?s?|reports?(?! (?:[A-Z]{0,2}\d|dated))|reported|provides?|is pleased|are pleased|advises|"
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
            if found.group().startswith("Minera ") and _CAPITALISED.search(part.text, max(0, found.start() - 30), found.start()):
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
            if (pattern is WITH_SUFFIX and (_OF_ESTIMATE.search(stem) or is_learnt(part.text, start))) or is_thing(name):
                continue
            if pattern is WITH_SUFFIX and (part.text.startswith("/", end) or (" " in stem and stem.isupper() and not name.isupper())):
                continue  # "Birch Hill Copper/Zinc Mine"; "IN PRACTICE Energy", the end of a heading and the first word of a text
            plain = folded("generic_words.txt") | (folded("not_in_names.txt") if pattern is WITH_SUFFIX else frozenset())
            of_place = name.endswith(" University")
            if all(word.casefold() in plain or (not of_place and word.casefold() in mapping("geography.txt")) for word in stem.split()):
                continue
            if (
                re.fullmatch(r"(?!1[89]\d\d )\d+|[A-Z]|U\.?S\.?", stem)
                or (name.endswith((" Drilling", " Exploration")) and not drills(part.text, start, end))
                or _NO_FIRM.search(name)
            ):
                continue
            yield NameAt(name, part.start + start, part.start + end, "trade-word")


# "the appointment of Pell, Rowe & Tarn as auditor": partners by their names alone.
_APPOINTED = re.compile(
    rf"\b(?:appointment|appointing|appointed|retained|engaged|engagement) (?:of )?(?P<name>(?!Mr|Ms|Mrs|Dr){TOKEN}(?:, {TOKEN}){{0,2}},? & {TOKEN}),?"
    r" (?:as|to (?:act|serve) as|to be) (?:[\w'-]+ ){0,8}(?:auditors?|accountants?|accounting firm|counsel|solicitors|valuers?|advis[eo]rs?)\b"
)
# A genitive, an office, a number of a list of contents, a standard of accounting, a day.
_NO_FIRM = re.compile(rf"'s? |\b(?:President|Vice|Manager|Director|Officer|Chairman|{FULL})\b|\s\d{{1,3}}\s|^0\d\d\s|^(?:AASB|IFRS|IAS)\s?\d")
_SENTENCE_END = re.compile(rf"(?:{TOKEN} )*[{UPPER}][\w'-]+ [{UPPER}]\. (?=[{UPPER}])")
_OF_ESTIMATE = re.compile(r"\b(?:Total|Measured|Indicated|Inferred|Combined|Maiden|Updated|JORC)\b", re.IGNORECASE)  # words of an estimate


FINDERS: tuple[Callable[[Part], Iterator[NameAt]], ...] = (_by_legal_form, _by_ticker, _by_subject, _by_suffix, _by_lexicon)
