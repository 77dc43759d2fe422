"""Where a text names an organisation that the trade knows without its legal form: "Alder", "SGS Perth", "Unifor Local 12"; and where such a name is a
symbol, a place, a paper or a common word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.organisation.limits import is_of_paper
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.words import CAPITALISED, LEADING, NO_NAME, OF_ROYALTIES, TOKEN
from kg.reference import exchange_names
from kg.text.letters import UPPER
from kg.text.lexicons import entries, folded, mapping
from kg.text.sections import Part


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    """The known names by their first word, longest first: looking a word up is faster than trying two thousand names at every place."""
    by_word: dict[str, list[str]] = {}
    for name in sorted(entries("organisations.txt"), key=lambda name: (-len(name), name)):
        if len(name) > 2 and (word := _FIRST_WORD.match(name)):
            by_word.setdefault(word.group(), []).append(name)
    return {word: tuple(names) for word, names in by_word.items()}


_FIRST_WORD = re.compile(r"[^\W_]+")


def by_known_name(part: Part) -> Iterator[NameAt]:
    """The organisations of a part that the trade knows by name."""
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
                if _LONGER_NAME.match(text, end):
                    continue
                if text.endswith("New ", 0, start) and f"new {word.group().casefold()}" in mapping("geography.txt"):
                    continue  # "New Brunswick"
                if (name.endswith(" Royalty") and OF_ROYALTIES.match(text, end)) or is_of_paper(text, name, start):
                    at = end
                    break
                if not NO_NAME.match(name) and not _is_symbol(text, name, start) and not _is_common(text, name, start) and not _names_site(text, end):
                    yield NameAt(name, part.start + start, part.start + end, "known-name")
                at = end
                break


_WITH_FIRM = re.compile(
    r"\b(?:by|with|to|between|analysts?|underwriters?|agents?|producer|miner|major|giant|explorer|developer|company|companies|group|partners?|"
    r"operators?|owners?|neighbou?rs?),? $"
)
_MINDS = re.compile(r" (?:believes?|expects?|intends?|plans|agreed|considers?|proposes?|will (?:pay|earn|acquire|buy|sell|spend))\b")


def bare_names(part: Part) -> Iterator[int]:
    """Where a name stands that tells of no firm there: of one word, or behind "About". It may be a site's, if the text has one of that name."""
    if part.text[:6].casefold() == "about ":
        yield part.start + 6
    for naming in by_known_name(part):
        start, end = naming.start - part.start, naming.end - part.start
        if " " not in naming.text and not (
            _ACTS.match(part.text, end) or _MINDS.match(part.text, end) or _WITH_FIRM.search(part.text, max(0, start - 16), start)
        ):
            yield naming.start


_IN_PLACE = re.compile(
    r"(?<!interest )(?<!interests )(?<!stake )(?<!stakes )(?<!shares )(?<!shareholding )(?<!shareholder )(?<!shareholders )(?<!holding )"
    r"(?<!investment )(?<!investor )(?<!invested )(?<!investing )(?<!equity )(?<!position )(?<!% )\b(?:in|near) $|"
    r"\b(?:community|communities|towns?|townships?|villages?|city|cities|municipality|hamlet|settlement|port) of $|"
    r"\b(?:(?:north|south)?-?(?:east|west)|north|south) of $|"
    r"\b(?:zones?|setting|drill(?:ing|ed)?|holes?|minerali[sz]ation|deposits?|discovery|intersect\w*|intercepts?|ore|grades?) at $"
)
_LONGER_NAME = re.compile(rf" (?:d['\u2019]|de |del |du |des |do |da |dos |das )[{UPPER}]")  # the first word of a name of a place: "Alder d'Or"
_BRANCH = re.compile(
    r" (?:Europe|Canada|Australia|UK|USA|International|Securities|Capital Markets|Chile|Peru|Mexico|Africa|South Africa|"
    r"Ghana|Brazil|Argentina|(?:North|South|Latin) America|Americas|of America|of Canada|Minerals|Resources|"
    r"(?:Iron and Titanium|Iron Ore|Alumini?um|Diamonds|Nickel|Coal|Uranium|Mining)(?! [A-Z])|"
    r"Base Metals|Metals|Mines|Gold|Explorations?|Laboratories|Global|"
    r"Consulting|Partners|Group|LLP|France|de M[eé]xico|Corporate|Local(?: Union)?(?: No\.?)? \d+(?:-\w+)*)\b"
    r"(?! (?:[Mm]ine|[Pp]roject|[Pp]roperty|[Dd]eposit|[Oo]perations?|[Aa]ssets|[Dd]ivision|[Bb]usiness|[Pp]rices?|Services|Corp|Limited)\b)"
    r"(?! (?:Resources|Inc|Ltd|Royalt(?:y|ies)|Streams?|Portfolio|Assets?|"
    r"Updates?|Results?|Program(?:me)?s?|Drill\w*|Budget|Team))"
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
    if not name.isupper():
        return False
    if (behind := _COLON_EXCHANGE.match(text, start + len(name))) and behind[1] in exchange_names():
        return True  # "(ALM: TSX)"
    before = _EXCHANGE_COLON.search(text, max(0, start - 40), start)
    if _EXCHANGE_BLANK.search(text, max(0, start - 12), start):
        return True  # of a list: "Alder Mines TSX ALM Birch Gold ASX BGD"
    return before is not None and any(before[1].casefold().endswith(exchange.casefold()) for exchange in exchange_names() if len(exchange) > 2)


_COLON_EXCHANGE = re.compile(r"\s?[:\u2013-]\s?([A-Z][A-Za-z.-]{1,9})(?![\w-])")
_EXCHANGE_BLANK = re.compile(r"\b(?:TSXV?|ASX|LSE|AIM|NYSE|JSE|HKEX) $")
_EXCHANGE_COLON = re.compile(r"([A-Z][\w. &-]{1,30}?)(?: [Cc]ode| [Tt]icker| [Ss]ymbol)?\s?[:\u2013-]\s?$")


# What firms do: behind a name at the head of a sentence.
_ACTS = re.compile(
    r" (?:holds?|owns?|owned|operates|operated|acquired|drilled|optioned|sold|announced|said|retains?|"
    r"(?:has|have|had) (?:an? |the |\d|acquired|optioned|agreed)"
    r"|and [A-Z][\w&-]+(?: [A-Z][\w&-]+){0,2} (?:hold|own|have|are|jointly|each|held|owned|announced))\b"
)


def _is_common(text: str, name: str, start: int) -> bool:
    """A one-word name that is also a word ("Wood", "Nomad", "Harmony"): only inside a sentence, and between lower-case words."""
    if _ELEMENTS.search(text, max(0, start - 30), start) or name.upper() == name:
        return _ELEMENTS.search(text, max(0, start - 30), start) is not None
    if " " in name:
        return _FIELDS.fullmatch(name) is not None and _ends_longer_name(text, start)
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    if name.casefold() in folded("generic_words.txt") or name in ("Nomad", "Goldfields", "Inspectorate", "Sponsor"):
        return True
    if line.strip() == name and "\n" in text:  # alone on a line of a letterhead or contact block
        return False
    if _ends_longer_name(text, start):
        return True  # "the Alder Vale property", "Emil Calder"
    end = start + len(name)
    genitive = text.startswith("'s ", end) or _ACTS.match(text, end) is not None
    return not (genitive or re.search(r"[a-z,(] $", text[max(0, start - 2) : start])) or re.match(rf" [{UPPER}]", text[end : end + 2]) is not None


_FIELDS = re.compile(r"(?:Gold|Diamond|Coal) Fields")  # of a district, too: "the Alder Gold Fields"


def _ends_longer_name(text: str, start: int) -> bool:
    """Whether a capitalised word stands right before a name, of which it is the rest, and none that opens a sentence or says whose it is."""
    before = CAPITALISED.search(text, max(0, start - 30), start)
    return before is not None and not LEADING.fullmatch(before.group()) and not _SAYS_WHICH.search(before.group())
