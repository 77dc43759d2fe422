"""Sites whose names stand apart from their kind words: "Proyecto El Roble", "two projects: Star and Hot Springs Peak", "Keystone and
Maggie Creek are exploration properties", "Pucarrajo (51.0%)", "22 claims at Bucko North"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.name_runs import Run, is_descriptor, parts_of_names, trimmed, words_before
from kg.extract.site.openers import find_openers
from kg.extract.site.refusals import is_code, is_small_word, stands_for_paper
from kg.extract.site.words import OF_OTHERS, OPENS_OF, NamingAt, is_name, is_proper, kind_pattern
from kg.facts import FACILITIES
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping
from kg.text.sections import HEADER, Part
from kg.text.sieves import Sieved

if TYPE_CHECKING:
    from kg.extract.context import Context

_NAME = (
    rf"{OPENS_OF}(?:(?:St|Ste|Mt)\. )?[{UPPER}][\w'-]*"
    rf"(?: (?:(?:de|del|du|des|do|da|dos|das|di|la|las|los|el|aux?) )*(?:[{UPPER}][\w'-]*|\d{{1,4}})){{0,3}}"
)
_AREA = r"~?\d[\d,.]* ?(?:ha|hectares?|acres?|km2|square kilomet(?:re|er)s)\b"
_SIZED = rf"(?:,? (?:covering|comprising|spanning|totall?ing|at|of|with) (?:(?:about|approximately|some|over) )?{_AREA})?"
_ITEM = rf"(?:the )?{_NAME}(?: \([^()]{{1,40}}\))?(?: in (?:the )?{_NAME})?{_SIZED}"
_ITEMS = rf"{_ITEM}(?:,? (?:and|&) {_ITEM}|, {_ITEM}){{0,8}}"
_TOLD = r"(?:, (?:where|which|in which|on which) [^,;.\n]{3,60})"  # of a member of a list
_WHOSE = rf"(?:(?:the )?{_NAME}(?:'s|(?<=s)')|the (?:company|group|corporation|issuer)'s)"
_NATION = rf"[{UPPER}][{LOWER}]+(?:an|ese|ish)"  # "its three Peruvian mines"
# "its Powder River Basin mine"
_LAND = rf"(?:[{UPPER}][\w'-]+ ){{0,2}}[{UPPER}][\w'-]+ (?:Basin|Belt|Valley|County|Province|State|Coast|District|Region|state|province|region)"
_GOES_ON = r"| ?[\u2013\u2014]| (?:are|were|have|had|will|all|both|continue|remain|produced|delivered|contributed|performed)\b"  # behind a list


@cache
def _kind_then_names() -> Sieved:
    """ "... exploration projects, Star (Cu-Au-Ag) and Hot Springs Peak (Au)", "two properties in British Columbia: A, and B"."""
    plural = r"(?P<kind>[Mm]ines|[Pp]rojects|[Pp]roperties|[Dd]eposits|[Cc]oncessions|[Cc]omplexes|[Oo]perations(?=,? (?:namely|being) ))"
    return Sieved(
        rf"\b{plural}(?:(?: of (?:the|our) (?:Company|Group)| in (?:the )?{_NAME}(?:'s {_NAME})?)?,? "
        r"(?:namely|called|known as|being|are|including|include|comprise) "
        rf"| (?:included|covered|held) (?:[{LOWER}]+ ){{1,4}}are |"
        rf"(?: located)? in [^.;:()]{{1,90}}: | (?:are|were) (?:operated|owned|held|explored|run) by [^.;:]{{1,40}}: |"
        rf",| ?[:\u2013\u2014]| --?)\s?(?P<names>{_ITEMS})(?=[.,;)]|$| -{_GOES_ON})"
    )


@cache
def _counted_names() -> Sieved:
    """ "its two operating mines in Mexico, Santa Rufina in Durango and El Coyotillo in Zacatecas", "three mines (A, B and C)": a number and
    an "and" show that the names are the mines."""
    plural = r"(?P<kind>[Mm]ines|[Pp]rojects|[Pp]roperties|[Dd]eposits|[Ll]icen[cs]es|[Cc]oncessions|[Tt]enements|[Pp]ermits|[Cc]laim blocks)"
    count = rf"(?:two|three|four|five|six|seven|eight|nine|both|[2-9]) (?:\([2-9]\) )?(?:of its |of the )?(?:(?:[{LOWER}][\w-]*|{_NATION}) ){{0,4}}"
    return Sieved(
        rf"\b{count}{plural}(?: (?:now )?(?:under|in) (?:development|construction|production|exploration|operation))?"
        rf"(?: in (?:the )?{_NAME}(?: and {_NAME})?, |, | \(|(?: in (?:the )?{_NAME})?(?:(?: -|:) | ?[\u2013\u2014] ?)|"
        rf" (?:were |have been |was )?(?:acquired|staked|located|held|added|optioned|identified)(?: [{LOWER}-]+){{0,6}}(?: -| ?[:\u2013\u2014]) )"
        rf"(?P<names>{_ITEM}(?:{_TOLD}?, {_ITEM}){{0,7}}{_TOLD}?,? (?:and|&) {_ITEM})(?=[.,;)]|$| -{_GOES_ON})"
    )


@cache
def _names_are_kind() -> Sieved:
    """ "Keystone and Maggie Creek are exploration properties", "Tafo is a development project", "Kivi, a nickel mine"."""
    lower = rf"(?:(?:100%[- ]?owned|\(\d{{1,3}}%\)|[{LOWER}][\w/-]*),? ){{0,6}}?"
    verb = (
        r" (?:is|are|was|were|remains) (?:(?:(?:one|two|the [a-z]+est|the (?:second|third|most [a-z]+|only one)) of )?"
        r"(?:(?:the )?(?:[Cc]ompany|[Gg]roup|[Cc]orporation)'s |(?:an?|the|its|our|one of|two|three) ))?"
    )
    aside = r"(?:, (?:in|of|on|over) which [^.;:\n,]{3,80},|, \d[^.;:\n,]{3,60},)?"
    return Sieved(
        rf"(?:^|[.;:\"] |\n)[\"\u201c]?(?:Both (?:the )?|The )?(?P<names>{_ITEMS}){aside}{verb}(?P<descriptors>{lower})(?P<kind>{kind_pattern()})"
    )


@cache
def _name_comma_kind() -> Sieved:
    """ "Ashvik, the rare earth project of ...", "Ash Fork, the Company's past-producing silver mine", "Alder and Birch, its two gold mines"."""
    word = rf"(?:(?:[{LOWER}\d](?:[\w/:%'-]|,(?=\d{{3}}))*|\(\d{{1,3}}(?:\.\d+)? ?%\)),? )"
    descriptors = rf"(?P<descriptors>{word}{{0,7}}|{word}{{0,4}}(?:[{UPPER}][\w'-]* ){{1,3}}{word}{{0,3}})"
    return Sieved(
        rf"(?<![\w'-])(?:(?:At|In|On) )?(?P<names>{_ITEMS})(?:, | ?[\u2013\u2014] ?| --? )(?:which (?:is|was) )?(?:now |once |still |long )?"
        rf"(?:(?:one|two|the [a-z]+est) of )?(?:an?|the|its|our|their|both|{_WHOSE}) {descriptors}"
        rf"(?P<kind>{kind_pattern()})"
    )


# "is building a pressure leach plant, Alder Bay, of which".
_DEALS = (
    r"(?:buil(?:ds?|ding|t)|construct(?:s|ing|ed)|operat(?:es|ing|ed)|own(?:s|ing|ed)|acquir(?:es|ing|ed)|bought|buys|sold|sells|"
    r"commission(?:s|ing|ed)|"
    r"develop(?:s|ing|ed)|expand(?:s|ing|ed)|explor(?:es|ing|ed)|runs?|running|staked|optioned)"
)


@cache
def _kind_comma_name() -> Sieved:
    """ "its second mine, Quail Run, ..."."""
    return Sieved(
        rf"\b(?:[Ii]ts|[Oo]ur|[Cc]ompany's|[Gg]roup's|second|third|another|one|[Tt]he (?:sole|only|main|principal|flagship)|{_DEALS} (?:an?|"
        rf"the|one)) "
        rf"(?P<descriptors>(?:(?:[{LOWER}\d][\w/:%-]*|{_NATION}|{_LAND}) ){{0,4}}?)"
        rf"(?P<kind>mine|project|property|deposit|smelter|refinery|plant|mill|concentrator|colliery|operation|asset)(?:, | is | remains | "
        rf"(?={_NAME}, (?:located|situated|in|near|which|where)\b))"
        rf"(?P<names>{_NAME})(?=[,;)]|\.(?: |$)|$| (?:in|near|is|was|has|will|and)\b)"
    )


@cache
def _name_bracket_kind() -> Sieved:
    """ "Alder (a 3,200-hectare gold property in Quebec)"."""
    return Sieved(
        rf"(?<![\w'-])(?P<names>{_NAME}) \((?:an?|the|its|our) (?P<descriptors>(?:{_AREA}[ -])?(?:[{LOWER}\d][\w/%-]* ){{0,5}}?)"
        rf"(?P<kind>mine|project|property|deposit)\b(?! (?:in|with|by) which)[^()]{{0,50}}\)"
    )


_METALS = (
    r"(?:Gold|Silver|Copper|Nickel|Zinc|Lead|Lithium|Uranium|Graphite|Molybdenum|Cobalt|Tin|Tungsten|Antimony|Vanadium|PGM|PGE|REE|Rare Earths?)"
)


@cache
def _kind_bracket_name() -> Sieved:
    """ "a producing anthracite colliery (Alder)", "one open-pit mine (Birch)"."""
    return Sieved(
        rf"(?:\b(?:[Aa]n?|[Oo]ne|[Ii]ts|[Oo]ur|[Pp]roducing|[Oo]perating|[Ss]econd|[Tt]hird|[Ff]lagship) )"
        rf"(?P<descriptors>(?:{_AREA}[ -])?(?:(?:[{LOWER}\d][\w/%-]*|{_METALS}(?:[/-]{_METALS})*) ){{0,4}}?)"
        rf"(?P<kind>mine|colliery|quarry|project|property|deposit|smelter) "
        rf"\((?P<names>(?!Phase|Stage|Figure|Fig|Table|Note|NYSE|TSX|ASX|JSE|LSE|AIM){_NAME})\)"
    )


@cache
def _kind_at_name() -> Sieved:
    """ "its sister project at Cold Fork", "the Company's mine at Gable", "a second mine at Osp"."""
    return Sieved(
        rf"(?:\b(?:[Aa]n?|one|[Tt]he|second|third|new|another) (?P<of_ore>(?:[{LOWER}\d][\w/:%-]* ){{0,4}}?)(?!mill |concentrator |deposit )|"
        rf"\b(?:[Ii]ts|[Oo]ur|(?:[Tt]he )?(?:Company|Group|Corporation)'s|{_NAME}'s) (?P<descriptors>(?:[{LOWER}\d][\w/:%-]* ){{0,4}}?))"
        rf"(?P<kind>mine|project|property|deposit|smelter|refinery|mill|concentrator|plant) (?:at|of|called|named|known as) "
        rf"(?P<names>{_NAME})(?=[,.;)]|$| (?:in|near|is|was|has|had|will|and|where|which|for|on|from|to)\b)"
    )


# "X is a producer with operations": the kind word is of something else than the name.
_RELATES = re.compile(r"(?:^|\s)(?:with|of|in|from|at|to|for|on|by|has|that|which|whose|said|says|noted|and (?:has|holds|owns|operates))\s")
_OF_PEOPLE = re.compile(
    r" (?:geologists?|engineers?|superintendents?|directors?|developers?|owners?|operators?|builders?|workers?|companies|company)\b"
)
# What stands before a kind word that is part of an office, and before a person's name: "Vice President, Projects, Ann Lee", "Mr. Lee was".
_AT = re.compile(r"\b[Aa]t $")  # "At Alder, the treatment plant processed": the plant there
_OFFICE = re.compile(r"\b(?:President|Director|Officer|Manager|Head|VP|Superintendent|Lead)(?:,| of| -)? $|\b(?:M[rs]s?|Dr|Prof)\.? ?$")
_OF_STATE = re.compile(r"\b(?:Department|Ministry|Minister|Bureau|Chamber|School|Inspectorate|Directorate|Secretary|Commission(?:er)?) (?:of|for) $")
_PERSON = re.compile(rf"[{UPPER}][\w'-]+(?: [{UPPER}][\w'-]+){{1,2}}")


def _is_given(word: str) -> bool:
    return word.casefold() in folded("given_names.txt")


def _is_of_ore(descriptors: str, kind: str) -> bool:
    """Whether "a ... project at" is one of mining: a mine or smelter is so by its word, another by what it holds ("a copper project at")."""
    return kind in ("mine", "smelter", "refinery") or any(is_descriptor(word) for word in descriptors.replace("-", " ").split())


_KIND_FIRST = Sieved(
    rf"\b(?P<kind>Mina|Proyecto|Projet|Mine|Projeto|Fazenda) (?P<name>(?:(?:El|La|Los|Las|Le|Les|du|de|do|da|São|Santa|San|Santo) )*{_NAME})"
)
_MINES_OF = Sieved(rf"\b(?:the|its|our) (?P<name>[{UPPER}][\w'-]+ Mines of [{UPPER}][\w'-]+(?: [{UPPER}][\w'-]+)?)(?=[,.;)]|$| [{LOWER}])")
_KIND_OF = {"mina": "mine", "mine": "mine", "fazenda": "property"}
# A paragraph or heading that opens with a site and the share held of it: "Pucarrajo (51.0%)", "At Peak Bore (earning 75% from ...)".
_SHARED = re.compile(
    rf"(?:^|(?<=\n))(?:At )?(?P<name>{_NAME}) \((?P<earning>earning |earn-in )?\d{{1,3}}(?:\.\d+)?%"
    rf"(?P<what>(?:[^()\n]|\([^()\n]{{1,12}}\)){{0,90}})\)(?=[:., \n]|$)"
)
_ROYALTY = re.compile(r"\b(?:NSR|NPI|GRR|GSR|GOR|royalt(?:y|ies)|streams?)\b", re.IGNORECASE)
_IS_MINED = re.compile(r"\b(?:min(?:es?|ing|ed)|mill(?:s|ing|ed)?|produc(?:e[sd]?|ing|tion)|smelter|poured|shipped)\b", re.IGNORECASE)
_OUTPUT = re.compile(r"\b(?:[Pp]roduction (?:increased|decreased|rose|fell|was|of)|(?:copper|gold|zinc|silver|lead) output|tonnes milled)\b")
_SAID_SO = re.compile(r"\b(?:the|this) (?P<kind>mine|project|property|deposit|plant|smelter|refinery|mill)\b", re.IGNORECASE)
# A permit or licence is ground where these words say so, and else a leave to do something.
_PERMIT, _GROUND = re.compile(r"(?i:permit|licen)"), re.compile(r"\b(?:exploration|prospecting|exploitation|mining|mineral)\b")
# Ground told by its claims: "22 claims at Bucko North", "the exploration permits Granliden 101-104".
_CLAIMED = Sieved(
    rf"\b(?:claims|concessions|licen[cs]es|permits) (?:at|over|covering) (?P<at>{_NAME}(?:(?:, {_NAME})* and {_NAME})?)(?=[,.;]| (?:in|near)\b)"
    r"|\b(?i:exploration|exploitation|mining) (?:permit|licen[cs]e|concession)s? (?!(?:no\.? )?[A-Z]{1,4} ?\d)"  # "EL 5512", a code
    rf"(?P<name>{_NAME})(?= (?:nr |no\.? ?)?\d+(?:-\d+)?\b)"
)


def _is_facility(word: str) -> bool:
    return mapping("site_kinds.tsv")[word.casefold()] in FACILITIES


def find_phrases(context: Context, part: Part) -> Iterator[NamingAt]:
    """The sites of a part that stand in such phrases."""
    text = part.text
    for found in _KIND_FIRST.finditer(text):
        if found["kind"] != "Mine" or re.match(r"(?:El|La|Los|Las|Le|Les|San|Santa) ", found["name"]):
            kind = _KIND_OF.get(found["kind"].casefold(), "project")
            if found["name"] in ("Vieja", "Nueva", "Grande", "Chica"):
                continue
            yield from _plain(context, part, found["name"], found.start("name"), kind, "", "kind-name")
    for found in _MINES_OF.finditer(text):
        yield from _plain(context, part, found["name"], found.start("name"), "mine", "", "kind-name")
    yield from _with_share(context, part)
    yield from _opening(context, part)
    for found in _CLAIMED.finditer(text):
        group = "at" if found["at"] else "name"
        for item in re.finditer(rf"(?:^|, | and ){_NAME}", found[group]):
            name = re.sub(r"^(?:, | and )", "", item.group())
            yield from _plain(context, part, name, found.start(group) + item.end() - len(name), "property", "", "claims-at")
    for pattern, rule in (
        (_kind_then_names(), "kind-names"),
        (_counted_names(), "kind-names"),
        (_names_are_kind(), "names-are-kind"),
        (_name_comma_kind(), "name-comma-kind"),
        (_kind_comma_name(), "kind-comma-name"),
        (_kind_at_name(), "kind-comma-name"),
        (_kind_bracket_name(), "kind-comma-name"),
        (_name_bracket_kind(), "name-comma-kind"),
    ):
        for found in pattern.finditer(text):
            if (
                _OF_STATE.search(text[: found.start("kind")][-30:])
                or (rule == "name-comma-kind" and text[: found.start("names")].endswith((" by ", " by the ")))
                or (rule == "name-comma-kind" and _AT.search(text[: found.start("names")][-4:]) and _is_facility(found["kind"]))
                or _OFFICE.search(text[: found.start()][-40:])
                or (rule != "kind-names" and (OF_OTHERS.match(text, found.end()) or text.startswith("'s ", found.end())))
            ):
                continue
            descriptors = "" if rule == "kind-names" else found["descriptors"] or found.groupdict().get("of_ore") or ""
            if rule in ("names-are-kind", "name-comma-kind", "kind-comma-name") and (
                _RELATES.search(descriptors)
                or _OF_PEOPLE.match(text, found.end())
                or (_PERMIT.match(found["kind"]) and not _GROUND.search(descriptors))
            ):
                continue
            kind = mapping("site_kinds.tsv")[found["kind"].casefold()]
            if found.groupdict().get("of_ore") is not None and not _is_of_ore(found["of_ore"], kind):
                continue
            if (
                (rule == "kind-comma-name" or (rule == "kind-names" and found["kind"][0].isupper()))
                and _PERSON.fullmatch(found["names"])
                and _is_given(found["names"].split()[0])
            ):
                continue
            items = list(re.finditer(rf"(?:^|, (?:and )?|(?: and| &) )(?:the )?(?P<name>{_NAME})(?P<bracket> \([^()]{{1,40}}\))?", found["names"]))
            placed = [mapping("geography.txt").get(item["name"].casefold()) for item in items]
            fellows = rule == "kind-names" and placed.count(None) > 1 and placed.count("city") == 1  # "Alder, Birch and Phoenix": no towns
            for item in items:
                at, told = found.start("names") + item.start("name"), descriptors + (item["bracket"] or "")
                yield from _plain(context, part, item["name"], at, kind, told, rule, fellows)


_HEADING, _BELOW = 60, 400  # letters of a line that may head a paragraph, and of what is read below it


def _is_dateline(context: Context, part: Part) -> bool:
    place = context.header.place
    return place is not None and part.start <= place.start < part.start + len(part.text)


def _opening(context: Context, part: Part) -> Iterator[NamingAt]:
    """The sites that open the part by their name alone, and where it means them; a heading is read with what stands below it."""
    text = part.text
    if part.section == HEADER or _is_dateline(context, part):
        return
    alone = part.block.kind == "heading" or ("\n" not in text.strip() and len(text) < _HEADING)
    for found, said, descriptors, low, high in find_openers(context.reading.text[part.start : part.start + len(text) + alone * _BELOW]):
        if found.start() >= len(text):
            return
        for naming in _plain(context, part, found["name"], found.start("name"), mapping("site_kinds.tsv")[said], descriptors, "opens-paragraph"):
            yield naming
            yield replace(naming, start=part.start + low, end=part.start + high)


def _with_share(context: Context, part: Part) -> Iterator[NamingAt]:
    """A site that a paragraph opens with, of the kind that the paragraph says."""
    for found in _SHARED.finditer(part.text):
        behind = context.reading.text[part.start + found.end() : part.start + found.end() + 300]
        if _ROYALTY.search(found["what"]):
            behind = behind.partition("\n\n")[0]  # of a portfolio of royalties each has a paragraph
            kind = "mine" if _IS_MINED.search(behind) else "project"
        else:
            said = _SAID_SO.search(behind)
            kind = said["kind"].casefold() if said else "project" if found["earning"] else "mine" if _OUTPUT.search(behind) else ""
        if kind:
            yield from _plain(context, part, found["name"], found.start("name"), kind, "", "name-share")


def _plain(context: Context, part: Part, name: str, at: int, kind: str, descriptors: str, rule: str, fellows: bool = False) -> Iterator[NamingAt]:
    """A naming whose words stand apart from the kind word; only of names that are nothing else that is known."""
    start, end = part.start + at, part.start + at + len(name)
    words = words_before(part.text, at + len(name))
    run = (
        trimmed(words, Run(next((index for index, word in enumerate(words) if word.start >= at), len(words) - 1), len(words) - 1)) if words else None
    )
    if run is None or words[run.first].start != at or re.match(r"(?:The|This|These|It|We|Our|Its|Both|Each|All|Both|There|He|She) ?", name):
        return
    if any(
        naming.start < end and start < naming.end and not (rule == "kind-names" and ", " in naming.text and naming.text != name)
        for naming, _ in context.namings(start - 60, end + 60)
    ):
        return
    if name.split()[-1].casefold() in parts_of_names("region"):
        return
    town = fellows and mapping("geography.txt").get(name.casefold()) == "city"
    if not town and (mapping("geography.txt").get(name.casefold()) or not is_name(name, kind, titled=False) or not is_proper(name)):
        return
    if rule in ("names-are-kind", "opens-paragraph") and (context.organisation(name) is not None or is_small_word(context, name)):
        return
    if rule == "opens-paragraph" and (
        _is_given(words[run.first].text)
        or all(word.casefold() in folded("generic_words.txt") for word in re.split("[ -]", name))
        or re.search(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])", context.reading.text)
    ):
        return
    if is_code(name) or stands_for_paper(context, name):
        return
    yield NamingAt(name, kind, descriptors, start, end, rule)
