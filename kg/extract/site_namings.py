"""Where a text names a site together with its kind: "the Lac des Iles palladium mine", "the Yarrol and Mt Steadman projects",
"Proyecto El Roble", "two projects: Star and Hot Springs Peak", "Keystone and Maggie Creek are exploration properties"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.name_runs import Run, Word, bracket_before, is_descriptor, is_lower, is_stop, parts_of_names, run_before, trimmed, words_before
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping, rows
from kg.text.names import split_legal_form
from kg.text.sections import Part

if TYPE_CHECKING:
    from kg.extract.context import Context


@dataclass(frozen=True)
class NamingAt:
    """One naming of a site: offsets in the reading text, its kind ("" where no kind word stands there), the words that describe it, and
    the longer name that it may bear ("CK Gold" where `name` is "CK")."""

    name: str
    kind: str
    descriptors: str
    start: int
    end: int
    rule: str
    longer: str = ""


@cache
def kind_pattern() -> str:
    """The kind words, longest first, in any case."""
    words = sorted(mapping("site_kinds.tsv"), key=lambda word: (-len(word), word))
    return rf"(?i:{'|'.join(words)})(?![\w-])"


@cache
def _vague_kinds() -> frozenset[str]:
    return frozenset(row[0] for row in rows("site_kinds.tsv") if row[2] == "vague")


@cache
def _kind_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?P<kind>{kind_pattern()})")


_PAIRED = re.compile(r" (?:and|&) (?:the )?(smelter|refinery|mill|concentrator)(?![\w-])(?! (?:of|at)\b)", re.IGNORECASE)
# The kind word belongs to what follows it: "Mine Safety Act", "Project Manager", "Property Tax", "Mines Minister".
_OF_OTHERS = re.compile(
    rf"\s(?:[{UPPER}][{LOWER}]+ )?(?:Manager|Managers|Safety|Act|Director|Geologist|Engineer|Rescue|Workers|Finance|"
    rf"Superintendent|Minister|Ministry|Development Agreement|Controls?|Evaluation|Generator|Team)\b"
    r"|\s(?:type|types|style|model|tax|manager|managers|team|generator|finance|class)\b"
    r"|\s(?i:targets?|prospects?|zones?|showings?|veins?|lodes?)\b"
)
_VAGUE_OTHERS = re.compile(
    r"\s(?:manager|Manager|and Maintenance|Officer|Center|Centre|against|that|made|of the|by\b|for\b|feed|for the)", re.IGNORECASE
)
_NAME = rf"(?:(?:St|Ste|Mt)\. )?[{UPPER}][\w'-]*(?: (?:(?:de|del|du|des|la|las|los|el) )*(?:[{UPPER}][\w'-]*|\d{{1,4}})){{0,3}}"
_ITEM = rf"(?:the )?{_NAME}(?: \([^()]{{1,40}}\))?(?: in (?:the )?{_NAME})?"
_ITEMS = rf"{_ITEM}(?:,? (?:and|&) {_ITEM}|, {_ITEM}){{0,5}}"


@cache
def _kind_then_names() -> re.Pattern[str]:
    """ "... exploration projects, Star (Cu-Au-Ag) and Hot Springs Peak (Au)", "two properties in British Columbia: A, and B"."""
    plural = r"(?P<kind>[Mm]ines|[Pp]rojects|[Pp]roperties|[Dd]eposits|[Cc]oncessions)"
    return re.compile(
        rf"\b{plural}(?:,? (?:namely|called|known as|being|are|include|comprise) | (?:included|covered|held) (?:[{LOWER}]+ ){{1,4}}are |"
        rf"(?: located)? in [^.;:]{{1,90}}: |,| ?[:\u2013\u2014]| --?)\s?(?P<names>{_ITEMS})(?=[.,;)]|$| -)"
    )


@cache
def _names_are_kind() -> re.Pattern[str]:
    """ "Keystone and Maggie Creek are exploration properties", "Tafo is a development project", "Kivi, a nickel mine"."""
    lower = rf"(?:(?:100%[- ]?owned|[{LOWER}][\w/-]*),? ){{0,6}}?"
    verb = r" (?:is|are|was|were|remains) (?:(?:an?|the|its|our|one of|two|three) )?"
    return re.compile(rf"(?:^|[.;:\"] |\n)(?P<names>{_ITEMS}){verb}(?P<descriptors>{lower})(?P<kind>{kind_pattern()})")


@cache
def _name_comma_kind() -> re.Pattern[str]:
    """ "Norra Kärr, the rare earth project of ..."."""
    descriptors = rf"(?P<descriptors>(?:[{LOWER}\d][\w/:%-]* ){{0,5}})"
    return re.compile(rf"(?<![\w'-])(?:(?:At|In|On) )?(?P<names>{_NAME}), (?:an?|the|its|our) {descriptors}(?P<kind>{kind_pattern()})")


# What stands before a kind word that is part of an office, and before a person's name: "Vice President, Projects, Ann Lee", "Mr. Lee was".
_OFFICE = re.compile(r"\b(?:President|Director|Officer|Manager|Head|VP|Superintendent|Lead)(?:,| of| -)? $|\b(?:M[rs]|Mrs|Dr)$")


_PERSON = re.compile(rf"[{UPPER}][\w'-]+(?: [{UPPER}][\w'-]+){{1,2}}")


def _is_given(word: str) -> bool:
    return word.casefold() in folded("given_names.txt")


_SAID_KIND = re.compile(rf", an? (?:[{LOWER}][\w-]* ){{0,4}}(?P<kind>project|property|mine|deposit)\b")


_KIND_FIRST = re.compile(
    rf"\b(?P<kind>Mina|Proyecto|Projet|Mine|Projeto|Fazenda) (?P<name>(?:(?:El|La|Los|Las|Le|Les|du|de|do|da|São|Santa|San|Santo) )*{_NAME})"
)
_KIND_OF = {"mina": "mine", "mine": "mine", "fazenda": "property"}


def find_namings(context: Context, part: Part) -> Iterator[NamingAt]:
    """The namings with a kind in a part."""
    text = part.text
    for found in _kind_word().finditer(text):
        yield from _before_kind(context, part, found)
    for found in _KIND_FIRST.finditer(text):
        if found["kind"] != "Mine" or re.match(r"(?:El|La|Los|Las|Le|Les|San|Santa) ", found["name"]):
            kind = _KIND_OF.get(found["kind"].casefold(), "project")
            if found["name"] in ("Vieja", "Nueva", "Grande", "Chica"):
                continue
            yield from _plain(context, part, found["name"], found.start("name"), kind, "", "kind-name")
    yield from _with_share(context, part)
    for found in _CLAIMED.finditer(text):
        group = "at" if found["at"] else "name"
        yield from _plain(context, part, found[group], found.start(group), "property", "", "claims-at")
    for pattern, rule in ((_kind_then_names(), "kind-names"), (_names_are_kind(), "names-are-kind"), (_name_comma_kind(), "name-comma-kind")):
        for found in pattern.finditer(text):
            if _OFFICE.search(text[: found.start()][-40:]) or (rule != "kind-names" and _OF_OTHERS.match(text, found.end())):
                continue
            descriptors = "" if rule == "kind-names" else found["descriptors"]
            kind = mapping("site_kinds.tsv")[found["kind"].casefold()]
            if rule == "kind-names" and found["kind"][0].isupper() and _PERSON.fullmatch(found["names"]) and _is_given(found["names"].split()[0]):
                continue
            for item in re.finditer(rf"(?:^|, (?:and )?|(?: and| &) )(?:the )?(?P<name>{_NAME})(?P<bracket> \([^()]{{1,40}}\))?", found["names"]):
                yield from _plain(
                    context, part, item["name"], found.start("names") + item.start("name"), kind, descriptors + (item["bracket"] or ""), rule
                )


# A paragraph or heading that opens with a site and the share held of it: "Pucarrajo (51.0%)", "At Peak Bore (earning 75% from ...)".
_SHARED = re.compile(
    rf"(?:^|(?<=\n))(?:At )?(?P<name>{_NAME}) \((?P<earning>earning |earn-in )?\d{{1,3}}(?:\.\d+)?%"
    rf"(?:[^()\n]|\([^()\n]{{1,12}}\)){{0,90}}\)(?=[:., \n]|$)"
)
_OUTPUT = re.compile(r"\b(?:[Pp]roduction (?:increased|decreased|rose|fell|was|of)|(?:copper|gold|zinc|silver|lead) output|tonnes milled)\b")
_SAID_SO = re.compile(r"\b(?:the|this) (?P<kind>mine|project|property|deposit|plant|smelter|refinery|mill)\b", re.IGNORECASE)


# Ground told by its claims: "22 claims at Bucko North", "the exploration permits Granliden 101-104".
_CLAIMED = re.compile(
    rf"\b(?:claims|concessions|licen[cs]es|permits) at (?P<at>{_NAME})(?=[,.;]| (?:in|near)\b)"
    rf"|\b(?:exploration|exploitation|mining) (?:permit|licen[cs]e|concession)s? (?P<name>{_NAME})(?= (?:nr |no\.? ?)?\d+(?:-\d+)?\b)"
)


def _with_share(context: Context, part: Part) -> Iterator[NamingAt]:
    """A site that a paragraph opens with, of the kind that the paragraph says."""
    for found in _SHARED.finditer(part.text):
        behind = context.reading.text[part.start + found.end() : part.start + found.end() + 300]
        said = _SAID_SO.search(behind)
        kind = said["kind"].casefold() if said else "project" if found["earning"] else "mine" if _OUTPUT.search(behind) else ""
        if kind:
            yield from _plain(context, part, found["name"], found.start("name"), kind, "", "name-share")


def _before_kind(context: Context, part: Part, found: re.Match[str]) -> Iterator[NamingAt]:
    """The names that a kind word closes: one, or with a plural the members of a list."""
    word = re.sub(r"\s+", " ", found["kind"].casefold())
    kind, text = mapping("site_kinds.tsv")[word], part.text
    if _OF_OTHERS.match(text, found.end()) or (word in _vague_kinds() and _VAGUE_OTHERS.match(text, found.end())):
        return
    if any(
        naming.start < part.start + found.end() and part.start + found.start() < naming.end
        for naming, _ in context.namings(part.start + max(0, found.start() - 90), part.start + found.end() + 60)
    ):
        return
    words = words_before(text, found.start())
    runs = list(_listed(words, plural=word.endswith("s")))
    shared = f"{runs[0][1]} {_ahead(words, runs[-1][0].first)}" if len(runs) > 1 else ""
    if " " in word and word in _vague_kinds() and (said := _SAID_KIND.match(text, found.end())):
        kind = mapping("site_kinds.tsv")[said["kind"].casefold()]
    if word in ("permit", "permits") and not (runs and _is_ground(text, words, runs[-1][0], found)):
        return
    for index, (run, descriptors) in enumerate(runs):
        cleaned = _clean(context, part, words, run, kind)
        if cleaned is None or (word in ("joint venture", "jv") and _is_partners(context, part, words, cleaned)):
            continue
        cleaned = _with_mine_ahead(words, cleaned)
        name = text[words[cleaned.first].start : words[cleaned.last].end]
        longer = text[words[cleaned.first].start : words[run.last].end] if run.last == cleaned.last + 1 else ""
        titled = _is_title(found["kind"])
        if not _is_name(name, kind, titled) or (word in _vague_kinds() and not _is_proper(name, titled, word)):
            continue
        described = (
            f"{_ahead(words, cleaned.first)} {' '.join(word.text for word in words[cleaned.last + 1 : run.last + 1])} "
            f"{descriptors or shared} {_behind(text, found.end()) if index == 0 else ''} {word if word.startswith('coll') else ''}"
        )
        start = part.start + words[cleaned.first].start
        end = part.start + (found.end() if index == 0 else words[cleaned.last].end)
        yield NamingAt(name, kind, described.strip(), start, end, "name-kind" if index == 0 else "coordinated", longer)
        if index == 0 and (pair := _PAIRED.match(text, found.end())) and kind in ("smelter", "mill", "refinery"):
            yield NamingAt(name, mapping("site_kinds.tsv")[pair[1].casefold()], "", start, part.start + pair.end(), "paired-kinds")


def _is_ground(text: str, words: list[Word], run: Run, found: re.Match[str]) -> bool:
    """Whether a permit is ground explored ("drilling on the Kollo permit", "Odienne Sud permit:") and no leave of an authority."""
    if found["kind"][0].isupper() or any(word.text.casefold() in folded("generic_words.txt") for word in words[run.first : run.last + 1]):
        return False
    ahead = " ".join(word.text for word in words[max(0, run.first - 2) : run.first])
    on = re.search(r"\b(?:on|at|within|over|across) (?:the|its|our|their)$", ahead) is not None
    return on or text[found.end() : found.end() + 1] == ":"


def _listed(words: list[Word], plural: bool) -> Iterator[tuple[Run, str]]:
    """The runs before a kind word, last first, each with the descriptors behind it; of a list only where the kind is a plural."""
    at = len(words) - 1
    bare = False  # a member without its article: in "the JORC Code, the A and B deposits" the list begins behind the comma
    while True:
        low = at
        while low >= 0 and at - low < 9 and _describes(words, low):
            low -= 1
        if low < at and words[low + 1].text in ("and", "&", ","):
            return
        descriptors = " ".join(word.text for word in words[low + 1 : at + 1])
        low = bracket_before(words, low)
        if (
            (run := run_before(words, low)) is None
            or (at < len(words) - 1 and words[run.last].text.casefold() in mapping("site_kinds.tsv"))
            or (at < len(words) - 1 and _is_place(words, run))
        ):
            return
        yield run, descriptors
        at = run.first - 1
        if at >= 0 and words[at].text == "the":
            if at and words[at - 1].text == "," and bare:
                return
            at -= 1
        else:
            bare = True
        if not plural or at < 1 or words[at].text not in ("and", "&", ",") or words[at - 1].text.casefold() in mapping("site_kinds.tsv"):
            return
        at -= 1 + (at > 0 and words[at].text in ("and", "&") and words[at - 1].text == ",")


def _describes(words: list[Word], at: int) -> bool:
    """Whether a word between a name and its kind word describes: in small letters, or capitalised behind such a one ("polymetallic Gold",
    "Lithium and Tantalum")."""
    if not is_descriptor(words[at].text):
        return False
    before = words[at - 1].text if at else ""
    if before in ("and", "&") and at > 1:
        return is_lower(words[at].text) or is_descriptor(words[at - 2].text)
    return is_lower(words[at].text) or not words[at].text[0].isalnum() or (is_lower(before) and is_descriptor(before))


def _is_place(words: list[Word], run: Run) -> bool:
    """Whether a member of a list is the place before it: "near Houston, and the PIL and ATTY Properties"."""
    name = " ".join(word.text for word in words[run.first : run.last + 1])
    before = words[run.first - 1].text if run.first else ""
    return before == "near" or (before in ("in", "at", "from", "of") and name.casefold() in mapping("geography.txt"))


def _behind(text: str, end: int) -> str:
    """Commodities in a bracket behind a naming: "Uitkomst Colliery (metallurgical coal)"."""
    found = re.match(r" \(([^()\d\"%]{2,40})\)", text[end : end + 44])
    return found[1] if found else ""


def _ahead(words: list[Word], first: int) -> str:
    """Commodities straight before a name: "the silver - gold - lead - zinc Rosario Property"."""
    low = first
    while low > 0 and is_descriptor(words[low - 1].text) and words[low - 1].text not in ("and", ","):
        low -= 1
    return " ".join(word.text for word in words[low:first])


def _clean(context: Context, part: Part, words: list[Word], run: Run, kind: str) -> Run | None:
    """A run without companies, sentence openers and descriptors; None where no name is left."""
    first = run.first
    start, end = part.start + words[run.first].start, part.start + words[run.last].end
    for naming, _ in context.namings(start - 80, end + 40):
        if naming.end <= start or naming.start >= end:
            continue
        if naming.end >= end:
            if naming.start < start or naming.end > end or split_legal_form(naming.text)[1] or not _is_site_of_company(words, run, kind):
                return None
            continue
        after = next(at for at in range(first, run.last + 1) if part.start + words[at].end >= naming.end)
        after += part.start + words[after].start < naming.end
        if (
            all(is_descriptor(words[at].text) for at in range(after, run.last + 1))
            and naming.start >= start
            and not split_legal_form(naming.text)[1]
            and _is_site_of_company(words, run, kind)
        ):
            continue
        first = after
    return trimmed(words, Run(first, run.last))


def _is_site_of_company(words: list[Word], run: Run, kind: str) -> bool:
    """Whether a name that is a company's too is the site's: "Stillwater Mine", "the Lac Perdu property", "its Kola Project"; a company's
    own projects are told with a genitive."""
    before = words[run.first - 1].text if run.first else ""
    return (
        kind == "mine"
        or (is_lower(before) and before not in ("and", "with", "by", "to", "from", "of", "for", "at", "or", "between"))
        or not before[:1].isalnum()
    )


def _with_mine_ahead(words: list[Word], run: Run) -> Run:
    """ "The Mine Madeleine copper mine" is called Mine Madeleine: of two kind words the first is part of the name."""
    ahead = run.first > 1 and words[run.first - 1].text in ("Mine", "Mina") and words[run.first - 2].text in ("the", "its", "our")
    return Run(run.first - 1, run.last) if ahead else run


def _is_partners(context: Context, part: Part, words: list[Word], run: Run) -> bool:
    """Whether a joint venture goes by the names of its partners: "the FNX-Dynatec Sudbury Joint Venture", "Metalex-BHP Billiton"."""
    ahead = words[run.first - 1] if run.first else words[run.first]
    if "-" in ahead.text and context.namings(part.start + ahead.start, part.start + ahead.end):
        return True
    return any(
        context.organisation(piece) is not None
        for at in range(run.first, run.last + 1)
        for piece in re.split(r"[-/]", words[at].text)
        if len(piece) > 2 and piece != words[at].text
    )


def _is_name(name: str, kind: str, titled: bool) -> bool:
    """Not a number or an age of the earth, nor a country or region unless it is the title of a project ("Sonora Lithium Project"), nor a
    nationality."""
    place = mapping("geography.txt").get(name.casefold())
    if place in ("adjective", "country") or (place == "region" and not (titled and kind == "project")):
        return False
    if name.split()[-1] in parts_of_names("age"):
        return False
    if re.fullmatch(r"[\d#. ]+|No\. ?\d+", name):
        return re.fullmatch(r"\d{3}", name) is not None and kind == "mine"
    words = [word for word in name.split() if word[0].isupper()]
    return bool(words) and not all(mapping("geography.txt").get(word.casefold()) in ("country", "adjective") or is_stop(word) for word in words)


_OF_ORE = ("concentrator", "processing plant", "processing facility", "process plant")


def _is_title(kind: str) -> bool:
    """Whether a kind word closes the title of one site: "Sonora Lithium Project", "Segovia Operations"; not "Ontario Properties"."""
    return kind[0].isupper() and (not kind.casefold().endswith("s") or kind.casefold() == "operations")


def _is_proper(name: str, titled: bool = False, word: str = "") -> bool:
    """A name fit for a vague kind word ("operations", "plant"): no place, a town's apart in a title ("Segovia Operations") or before a word
    that means ore ("the Steelpoort concentrator"), and not all of its words common."""
    place = mapping("geography.txt").get(name.casefold())
    if place is not None and not (place in ("city", "region") and titled and word not in ("joint venture", "jv")) and not (
        place == "city" and word in _OF_ORE
    ):
        return False
    return not all(word.casefold() in folded("generic_words.txt") for word in name.split() if word[0].isupper())


def _plain(context: Context, part: Part, name: str, at: int, kind: str, descriptors: str, rule: str) -> Iterator[NamingAt]:
    """A naming whose words stand apart from the kind word; only of names that are nothing else that is known."""
    start, end = part.start + at, part.start + at + len(name)
    words = words_before(part.text, at + len(name))
    run = (
        trimmed(words, Run(next((index for index, word in enumerate(words) if word.start >= at), len(words) - 1), len(words) - 1)) if words else None
    )
    if run is None or words[run.first].start != at or re.match(r"(?:The|This|These|It|We|Our|Its|Both|Each|All|Both|There|He|She) ?", name):
        return
    if any(naming.start < end and start < naming.end for naming, _ in context.namings(start - 60, end + 60)):
        return
    if mapping("geography.txt").get(name.casefold()) or not _is_name(name, kind, titled=False) or not _is_proper(name):
        return
    yield NamingAt(name, kind, descriptors, start, end, rule)
