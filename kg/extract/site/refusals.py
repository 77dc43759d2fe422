"""What stands before a kind word and is no site's name: codes of tenure and of registers, accounting standards, tails of figures, money on
deposit, lines of accounts, words that the text elsewhere writes small, the ends of words and names that a line broke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.name_runs import is_descriptor, is_stop, parts_of_names, soft_words
from kg.extract.site.places import jurisdictions
from kg.text.letters import LOWER, UPPER, is_overprinted
from kg.text.lexicons import folded, mapping

if TYPE_CHECKING:
    from kg.extract.context import Context

# Of tenements ("M52/781", "E5902350", "EL 5890"), companies ("ABN 64 617 614 598") and standards of accounts ("AASB 16 Leases").
_CODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,3} ?\d{2,3}/\d{2,6}|[A-Z]\d{6,}|E[LPR][A-Z]?[ -]?\d{3,}|(?:ABN|ACN|ARBN|BRN)\b|"
    r"(?:AASB|IFRS|IAS|IFRIC|ASC|ASU|FRS|IPSAS|NZ IAS)(?: \d|$))"
)
_TAIL_OF_FIGURE = re.compile(r"\d[.,]$")
_FOOTNOTE = re.compile(r"[a-z]{3}\d|\d{1,3}\.\d+[A-Z]")  # "Officer5", "96.1M"
_LETTERED = re.compile(r"(?:^|[ ])(?:[A-Z] ){2}")  # a heading set with spaces: "R E P O R T"
_BROKEN = re.compile(r"[^\W\d_]{2,}[-\u2010\u2011]\s$")  # the end of a name that a line broke: "Alder- Birch project"
# A name of prose run together with words of a heading: "Chair PENINSULA PROJECT".
_MIXED = re.compile(r"^(?=.*\b[A-Z][a-z]{2})(?=.*\b[A-Z]{5})")
_BLANK_CELL = re.compile(r"(?: [\u2013\u2014-])+ $")  # the dashes of a table's empty cells: "M52/781 - - JV"
# Lines of accounts: "Property, plant and equipment", "Plant and equipment", "Mine property and development".
_OF_ACCOUNTS = re.compile(r",? (?i:plant(?:,| and|$)|and (?:office )?equipment\b|equipment\b|and development\b)")
_NAMED = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|[Aa]t)\s(?:[a-z][\w-]*\s){0,2}$|[-\s](?:owned|held)\s$|['\u2019]s?\s$")
_SMALL = re.compile(r"(?<![\w'@/.-])[a-z]{4,}(?![\w@/'-]|\.\w)")
_WHOLE_LAND = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|[Nn]ew|[Aa]n?|[Oo]f|[Aa]t|[Oo]n)\s$|['\u2019]s?\s$")
_GRINDS = re.compile(r"\b(?:Ring|Ball|Rod|SAG|AG|HIG|Pebble|Bowl|Hammer|Planetary|Puck|Stirred|Tower|Regrind|Attrition)$", re.IGNORECASE)
_A_NEW = re.compile(r"\b(?:an?|two|three|four|new|several|used) $")  # "a Kelso concentrator": a machine by its maker
# "Alder, the | Limpopo vanadium mine": where it lies.
_APPOSED = re.compile(rf"[{UPPER}][\w'-]*(?: \([^()]{{1,40}}\))?(?:,| [\u2013\u2014-]) (?:the|its|our|an?) (?:(?!of )[{LOWER}][\w-]* ){{0,3}}$")
_OURS = re.compile(r"\b(?:[Ii]ts|[Oo]ur) (?:[a-z][\w-]* ){0,3}$")  # "its Alder projects", of Alder Corp., bear the name
_OF_ALL = frozenset({"properties", "projects", "assets", "operations", "operation", "mines"})  # "all Alder mines"
_TONNES = re.compile(r"Mt [A-Z]")  # "produces 12 Mt Fe ore"
# A leave to do something, and no ground: "the Water Discharge Licence", "Environmental Protection Licence".
_OF_PERMITS = re.compile(
    r"\b(?i:protection|discharge|water|clearing|operating|export|import|social|radiation|blasting|business|occupation|use|disposal|"
    r"abstraction|waste|emissions?|environmental|building|construction|explosives|fuel|power|software|technology|work|residence|banking|air|quality|storage|transport)$"
    r"|\b(?:E?S?IA|EIS|NPDES)$"
)
# What a name in capitals may stand for and be no ground: "the Work Plan (Plan de Trabajo or "PDT")".
_PAPER = (
    r"\b(?i:plans?|program(?:me)?s?|permits?|licen[cs]es?|assessments?|statements?|stud(?:y|ies)|reports?|applications?|declarations?|"
    r"agreements?|approvals?|authori[sz]ations?|certificates?|disclosures?|orders?|decisions?|consents?)"
)
_OF_FIRM = re.compile(
    r"['\u2019]s? (?:[\w-]+ ){0,6}?(?:mines?|deposits?|projects?|property|properties|operations?)\b"
)  # "Alder Gold Mines' Birch mine"
_OF_FIRMS = re.compile(r"\b(?:Syndicate|Consortium|Alliance)$")
_A_PAIR = re.compile(rf"^[{UPPER}][{LOWER}]+[-\u2013/][{UPPER}][{LOWER}]+$")  # "a Calder-Birch joint venture": of whom, and not where
_SMALL_NAME = 4  # letters from which a word in small letters is looked up: a shorter one is too often a symbol or a syllable


def is_refused(context: Context, text: str, name: str, at: int, kind: tuple[str, str, int, int]) -> bool:
    """Whether a name at an offset of a part's text, before its kind word (the word in small letters, the kind, its start and its end), is
    something else."""
    word, of, start, end = kind
    before = text[max(0, at - 40) : at]
    return (
        is_code(name)
        or stands_for_paper(context, name)
        or (name[0].isdigit() and _TAIL_OF_FIGURE.search(before) is not None)
        or _BROKEN.search(before) is not None
        or before.endswith("States of ")
        or _BLANK_CELL.search(text[at + len(name) : start]) is not None
        or (of == "deposit" and name.split()[-1].casefold() in parts_of_names("of-money"))
        or (" " in name and name.split()[-1].casefold() in parts_of_names("of-job"))
        or (of in ("property", "plant", "mine") and _OF_ACCOUNTS.match(text, end) is not None)
        or (word in ("mill", "mills") and _GRINDS.search(name) is not None)
        or (word == "concentrator" and _A_NEW.search(before) is not None)
        or (_TONNES.match(name) is not None and before.rstrip()[-1:].isdigit())
        or (of == "property" and _OF_PERMITS.search(name) is not None and re.search(r"licen[cs]e|permit", word) is not None)
        or (text[start] == "M" and (_OF_FIRM.match(text, end) is not None or (word == "mines" and before.endswith(" by "))))
        or _OF_FIRMS.search(name) is not None
        or _begins_with_person(context, name)
        or (word in ("joint venture", "jv") and _A_PAIR.search(name) is not None and before.endswith((" a ", " an ")))
        or (word in ("lease", "leases", "licence", "license", "licences", "licenses") and _is_contract(text, at, end))
        or (of == "mine" and _is_doing(context, text, name, at, text[start]))
        or (word.startswith("project") and (_is_bare_land(context, text, name, at, start) or _is_land_of_title(context, name)))
        or _MIXED.search(name) is not None
        or (word in _OF_ALL and _OURS.search(before) is None and begins_firm(context, name))
        or (mapping("geography.txt").get(name.casefold()) is not None and _APPOSED.search(text[max(0, at - 90) : at]) is not None)
        or ((is_small_word(context, name) or _is_general(context, name)) and _NAMED.search(before) is None)
    )


# "under two mining leases dated 15 July between Alder LLC and Ann Lee (the "Lee Leases")": the paper, and not the ground.
_CONTRACT = re.compile(r"\b(?:leases?|licen[cs]es?|agreements?)\b[^.;]{0,90}\b(?:dated|between|entered into|made) [^.;]{0,200}$|\(collectively, $")


def _is_contract(text: str, at: int, end: int) -> bool:
    """Whether a name is that which a text gives to a contract: in quotes, behind a lease with its day or its parties."""
    quoted = re.search(r"\((?:collectively, )?(?:the )?[\"\u201c]$", text[max(0, at - 24) : at])
    if quoted is None or text[end : end + 1] not in ('"', "\u201d"):
        return False
    return _CONTRACT.search(text[max(0, at - 320) : at].rpartition("(")[0]) is not None or text.startswith(") between ", end + 1)


# "Restarting operations could", "Operating mines were": a word of doing that opens a sentence.
_OPENS = re.compile(r"(?:^|[.;:!?\"\u201c\u2022\n] ?|- )$")


_GERUND = re.compile(
    r"(?:Re-?)?(?i:start|open|commenc|develop|expand|operat|produc|suspend|halt|idl|clos|exist|continu|increas|improv|optimi[sz]|build|acquir|advanc|"
    r"combin|consolidat|integrat|support|includ|follow|manag|streamlin|plann|ramp|scal|shutt?|stopp|launch|fund|financ|runn|mov|keep|maintain|secur|"
    r"restor|sum|reduc|curtail|transition|bring|return)ing"
)


def _is_doing(context: Context, text: str, name: str, at: int, letter: str) -> bool:
    if not (letter.islower() and _GERUND.fullmatch(name) and _OPENS.search(text[max(0, at - 2) : at])):
        return False
    return re.search(rf"[a-z,] {name}\b", context.reading.text) is None


def is_code(name: str) -> bool:
    """Whether a name holds the code of a tenement, register or standard, a footnote's number, or letters set apart or printed over themselves."""
    return any(pattern.search(name) is not None for pattern in (_CODE, _FOOTNOTE, _LETTERED)) or name.endswith("#") or is_overprinted(name)


def _is_bare_land(context: Context, text: str, name: str, at: int, start: int) -> bool:
    """A region straight before "project" with no article, and nowhere a site's name: of a heading or column, "Western Australia Projects"."""
    return (
        mapping("geography.txt").get(name.casefold()) == "region"
        and text[at + len(name) : start].strip() == ""
        and _WHOLE_LAND.search(text[max(0, at - 12) : at]) is None
        and at > 0
        and not re.search(rf"\b(?:[Tt]he|[Ii]ts|[Oo]ur) {re.escape(name)} (?i:deposit|mine|property|project)\b", context.reading.text)
    )


_OTHER_GROUND = re.compile(
    r"\b(?:[Ii]ts|[Oo]ur|owned|[Aa]t|[Oo]n|[Aa]t the|[Oo]n the|[Ff]rom the|(?:[Cc]ompany|[Cc]orporation|[Gg]roup)['\u2019]s) "
    rf"(?:[{LOWER}\d%][\w%-]* ){{0,3}}"
    rf"(?P<name>[{UPPER}][\w'-]+(?: [{UPPER}\d][\w'-]*)*) (?:[{LOWER}][\w-]* ){{0,4}}(?i:project|property|mine|deposit)\b"
)


def _is_land_of_title(context: Context, name: str) -> bool:
    """A region that only the title calls a project, where the text tells of the region and of ground with a name of its own: "Starts Drilling at
    Nevada Gold Project", of which the text says "its Alder project in Nevada"."""
    words = name.split()
    while words and is_descriptor(words[-1]):
        words.pop()
    land, title = " ".join(words), context.title_words
    if mapping("geography.txt").get(land.casefold()) != "region" or name not in title:
        return False
    rest = context.reading.text.replace(title, " ")
    told = re.escape(land)
    if not re.search(rf"\b{told}\b", rest, re.IGNORECASE):
        return False
    if re.search(rf"\b{told} (?:(?!and\b|in\b|of\b|at\b)[\w-]+ ){{0,2}}(?:projects?|property|mine|deposit)\b", rest, re.IGNORECASE):
        return False
    return any(land.casefold() not in found["name"].casefold() for found in _OTHER_GROUND.finditer(rest))


# "in Siguiri", "the north of Siguiri"; of a mine are its manager and shares, and in it an interest.
_LIES_IN = (
    r"(?:\b(?<!interest )(?<!interests )(?<!stake )(?<!share )(?<!% )(?i:in)"
    r"|\b(?:north|south|east|west|centre|center|heart|part|half|corner|parts|area|town|province|district|region|state) of)"
)


def is_no_land(context: Context, before: str, name: str) -> bool:
    """Whether a county's or district's name is a site's here: its article stands before it, and the text tells of no land of that name."""
    if mapping("geography.txt").get(name.casefold()) != "region" or name.casefold() in jurisdictions() or _NAMED.search(before[-40:]) is None:
        return False
    return not is_told_as_land(context, name)


def is_bare_place(context: Context, name: str, held: bool = False) -> bool:
    """Whether a name of a table is a land's: a country, or a region that the text tells of as land; `held`, with a share beside it."""
    place = mapping("geography.txt").get(name.casefold())
    of_land = place == "region" and not held and (name.casefold() in jurisdictions() or is_told_as_land(context, name))
    return place in ("country", "adjective") or of_land


def is_told_as_land(context: Context, name: str) -> bool:
    """Whether the text tells of land of a name: "in Siguiri", "Tongon, Siguiri", "Siguiri district"."""
    told = re.escape(name)
    found = re.search(
        rf"(?:\b(?i:near|across|throughout|within)|{_LIES_IN}) (?:the )?(?:\w+(?:ern|th) |East |West )?{told}\b(?! (?i:project|mine|property))|"
        rf"[{UPPER}][{LOWER}]+, {told}\b|"
        rf"\b{told} (?i:county|province|state|region|district|territory|department)\b",
        context.reading.text,
    )
    return found is not None


def begins_firm(context: Context, name: str) -> bool:
    """Whether a name is a company's, the beginning of one, or the symbol of its shares: a joint venture or a licence called so is told by who
    holds it ("the Northfield JV", "the Northfield licences")."""
    plain = name.casefold()
    if any(form.casefold() == plain or form.casefold().startswith(f"{plain} ") for org in context.organisations for form in (org.name, *org.aliases)):
        return True
    return name.isupper() and re.search(rf"\b[A-Z]{{2,6}} ?: ?{re.escape(name)}(?![\w-])", context.reading.text) is not None


def stands_for_paper(context: Context, name: str) -> bool:
    """Whether the text explains a name in capitals as a plan, a permit or the like."""
    if not (name.isupper() and name.isalpha()):
        return False
    return re.search(rf"{_PAPER}(?: of [\w ]{{1,60}})? \((?:[^()\n]{{1,80}} )?[\"\u201c']?{name}[\"\u201d']?\)", context.reading.text) is not None


_OFFICE = r"(?:Director|Chairman|Chairwoman|Chair|President|Officer|Secretary|Manager|CEO|CFO|Mr\.?|Ms\.?|Dr\.?)"


def _begins_with_person(context: Context, name: str) -> bool:
    """Whether a longer name begins with that of somebody in office, whom a page's margin set before it: "Ann Lee Yilgarn deposits"."""
    words = name.split(" ")
    if len(words) < 3 or words[0].casefold() not in folded("given_names.txt"):
        return False
    person = re.escape(" ".join(words[:2]))
    return re.search(rf"\b{_OFFICE},? {person}\b|\b{person},? (?:\w+[ -]){{0,2}}{_OFFICE}(?!\w)", context.reading.text) is not None


def is_small_word(context: Context, name: str) -> bool:
    """Whether a name of one word is one that the text also writes in small letters: "Security", "Remote", "Entity"."""
    return len(name) >= _SMALL_NAME and name.isalpha() and name.casefold() in _small_words(context)


def _is_general(context: Context, name: str) -> bool:
    """Whether all words of a longer name are common ones, and half of them words of headings: "Market Cap", "Counsel-Special"."""
    if name.split()[-1] in parts_of_names("find") | parts_of_names("landscape"):
        return False  # "Battery Hill"
    words = [word.casefold() for word in re.split(r"[- ]", name) if word]
    general = [word for word in words if (word in folded("generic_words.txt") or is_stop(word)) and word not in soft_words()]
    small = _small_words(context)
    return (
        len(words) > 1
        and 2 * len(general) >= len(words)
        and all(word in general or word in small or (len(word) < _SMALL_NAME and len(general) > 2) for word in words)
    )


def _small_words(context: Context) -> frozenset[str]:
    return context.once(_gather_small)[0]


def _gather_small(context: Context) -> Iterator[frozenset[str]]:
    yield frozenset(_SMALL.findall(context.reading.text))
