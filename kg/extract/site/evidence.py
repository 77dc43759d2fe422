"""Sites that bear no kind word, by what is said of them: "Bergsund (Sweden, 100%)", "Quesada Norte produced 21,050 ounces", "drilling at
Cerro Pardo", "Witpan: ore milled (t)".

Companies produce too, and prospects are drilled, so that no one saying makes a site, but two that differ; a share held or an area covered,
with a name at the opening of a paragraph, is enough by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.name_runs import is_descriptor, is_step, is_stop, soft_words
from kg.extract.site.drilling import CUT, HOLE_AT, is_of_drilling
from kg.extract.site.fellows import is_of_zones, listed_before, listed_behind
from kg.extract.site.plain_names import is_land, is_one, may_be_site
from kg.extract.site.row_names import rows_of_mines
from kg.extract.site.sole import places_of_work, sole_place, sole_told
from kg.extract.site.told import (
    DEEDS,
    GOVERNED,
    OF_SIBLINGS,
    SAID_SO,
    Told,
    headed_kind,
    is_beside_known,
    is_fellow,
    is_worked_beside,
    run_in_kind,
    suffices,
)
from kg.extract.site.words import PLAIN_NAME, NamingAt
from kg.ingest.bullets import BULLETS
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import mapping, rows
from kg.text.sections import HEADER, Part
from kg.text.sieves import Sieved

if TYPE_CHECKING:
    from kg.extract.context import Context

_NAME = rf"(?P<name>{PLAIN_NAME})(?![\w-])"
_AMOUNT = (
    r"(?:(?:about|approximately|around|over|more than|some|a record|a total of|nearly|almost|its|another) ){0,2}\d[\d,. ]*"
    r"(?: (?:million|thousand|000))?[ -]?(?:dry |wet )?(?:metric )?"
    r"(?:(?:payable |saleable )?(?:gold|silver|copper|zinc)(?:[ -]equivalent)? )?(?:tonnes|tons|ounces|oz|koz|moz|kt|mt|kg|kilograms|pounds|lbs?|t)\b"
)
_HELD = r"(?:[^()%\n]{0,40}\b)?(?P<percent>\d{1,3}(?:\.\d+)?) ?%(?: [a-z-]+){0,4}(?:,? [^()%\n]{1,50})?"

_LIES = Sieved(rf"(?<![\w'-]){_NAME}(?:,| is| lies| is located| is situated)? (?:in|near) (?P<place>(?:[{LOWER}-]+ ){{0,3}}{PLAIN_NAME})")
_PLACED = Sieved(rf"(?<![\w'-]){_NAME} \((?P<place>{PLAIN_NAME})\)")
_OPENS = re.compile(
    rf"(?:^|(?<=\n))(?:[{BULLETS}*o-]+[ \t]+)?(?:(?i:operations?|production|exploration|projects?)(?: [\u2013\u2014-]|:) )?"
    rf"(?:At )?{_NAME}(?:, {PLAIN_NAME})?(?: [\u2013\u2014-])? ?"
    rf"\((?P<held>{_HELD})\)(?=[:., \n]|$| [\u2013\u2014-])"
)
_TOLD_HELD = re.compile(r"\b(?:own(?:ed|s)?|interest|earning|equity|ownership|attributable|operated|operator|manager|option|JV|joint venture)\b")
_SHARE = re.compile(r"(?:^|[ (,;])(?:100|\d\d?(?:\.\d+)?)%(?! (?:of|increase|decrease|higher|lower|recover|complete|Cu|Zn|Pb|Ni|Li))(?=[ ,;.)]|$)")
# A line that opens with a name: "- Halton Ridge: 22,000 oz", "Casa Roja - A program of 12 holes began".
_LINE = re.compile(
    rf"(?:^|(?<=\n))[ \t]*(?:(?:[{BULLETS}*o-]|--)[ \t]+)?{_NAME}(?:, {PLAIN_NAME}| \((?P<place>{PLAIN_NAME}(?:, {PLAIN_NAME})?)\))?"
    rf"(?: (?:complex|mine|operations?|unit|division))?(?: ?[:\u2013\u2014]| -) (?=(?P<rest>[^\n]{{2,90}}))"
)
# "Alder: the study goes on. Copper project in Peru."
_IS_ONE = re.compile(
    r"\b(?i:gold|silver|copper|zinc|lead|nickel|iron|lithium|uranium|tin|coal)(?:-[a-z]+)* (?:project|property|deposit),? "
    r"(?:located |situated )?in [A-Z]"
)
_WORDS = re.compile(r"[A-Za-z-]+")
_IN_BRACKET = re.compile(r" \(([^()\d\"%]{2,60})\)")
# A paragraph headed by a project with its metals and its place: "Alder (Cu-Mo, Yukon). Optioned to".
_METALS = r"(?:[A-Z][a-z]?|PGE|PGM|REE|Gold|Silver|Copper|Zinc|Lead|Nickel|Uranium|Lithium|Tin)"
_RUN_IN_PROJECT = re.compile(
    rf"(?:[\u2022\u00b7*-][ \t]+)?{_NAME} \({_METALS}(?:[-,/ +]{{1,2}}{_METALS}){{0,4}}, (?:[\w'-]+ ){{0,3}}[{UPPER}][^()\d]{{2,40}}\)"
    r"(?:\.|:| [\u2013\u2014-])"
)
_RUN_ON = re.compile(rf"(?:^|(?<=\n)){_NAME}\. (?=[{UPPER}][\w-]* [^\n]{{20}})")  # "Alder. In Spain, milled ore fell"
# What a list of sites, each with its country, tells of some: "Alder (Chile): Mineral Reserves fell".
_OF_GROUND_THERE = re.compile(r"\b(?:[Rr]eserves?|[Rr]esources?|[Dd]rilling|[Mm]in(?:e|ing)|[Pp]roduction|[Oo]unces|[Ee]xploration)\b")
_OUNCES = re.compile(r"(?:[A-Z]{0,2}\$)?\d[\d,. ]*(?:(?:million|thousand) )?(?:/| ?(?:per )?)(?:k?oz|ounces?|kt|t|tonnes|kg)\b")
# A heading that is a name, or has one before a colon or behind "at": "La Oveja: conveyor repaired", "Drilling at Beaver Pond".
_HEADING = re.compile(rf"(?:(?:[{UPPER}][{LOWER}]+ ){{0,3}}(?:at|on) )?{_NAME}(?:, (?P<place>{PLAIN_NAME}(?:, {PLAIN_NAME})?))?(?:\.?$|: )")
_OF_MINES = re.compile(
    r"\b(?:production (?:was|is|rose|fell|steady|continued|increased|decreased|of|in|up|down)|stop(?:es|ing)|"
    r"milled|processed|treated|produced|throughput|head grade|recover(?:y|ies)|ore mined|ounces|output|concentrator)\b",
    re.IGNORECASE,
)
# The first point below a heading, of what only a mine does, with its figure: "- Ore processed 29.1 Mt".
_FIRST_POINT = re.compile(
    r"\W{0,8}(?:(?:full[- ]year|[1-4]?Q[1-4]?|FY ?\d{2,4}|20\d\d|[a-z]{3,9})[ -]){0,3}(?:ore (?:mined|processed|milled|treated|crushed)|"
    r"tonnes (?:mined|milled|processed)|production|output|mill throughput)\b[^.;\n]{0,30}?\d",
    re.IGNORECASE,
)
# What tells, behind a name and a colon, of its works or of what they made: "Kerr Lake: The mine produced", "Santa Brigida: Production was".
_RUN_IN = re.compile(
    r"(?:The (?P<works>mine|mill|operation|plant|concentrator)|(?:(?:Gold|Silver|Copper|Zinc|Nickel|Coal) )?[Pp]roduction|Output|"
    r"Ore (?:mined|milled|processed))"
    r" (?:was|rose|fell|of|totall?ed|increased|decreased|produced|processed|milled|treated|poured|operated|ran)\b[^.;\n]{0,50}?\d"
)
_LISTED_TOO = OF_SIBLINGS | {"compounds", "owned"}
_OF_RUNNING = frozenset({"operates", "produces", "stands"})
# A name and, in the sentence behind, the kind of thing that it is: "Kotaba was shut by rain. The mine is back at work".
_TAKEN_UP = Sieved(
    rf"(?:(?:^|(?<=[.:] )|(?<=\n))|\b(?:[Aa]t|[Ff]rom) ){_NAME}(?:(?=[ ,'])[^.\n]{{0,200}}\.|[ \t]*\n) ?(?:The|This) "
    r"(?P<kind>mine|operation|project|property)"
    r"(?= (?:is|was|has|had|will|remains|produced|achieved|continues|hosts|covers|comprises|lies|consists)\b)"
)
_LED = re.compile(r"\b(?:of|near)(?: the)? $")  # "20 km south of Las Vegas, produced": of something else


@cache
def _lists() -> dict[str, str]:
    """The lists of words that the patterns of sayings share."""
    return {key: words for saying, _, key, words in rows("site_sayings.tsv") if saying == "list"}


@cache
def _patterns() -> tuple[tuple[str, int, str, Sieved, Sieved | None], ...]:
    """Every saying with its weight, the kind of site that it tells, its pattern, and of one that opens with a name what must stand behind."""
    opening = (r"(?<![\w'-])", r"(?<![\w'/-])")
    parts = {"NAME": _NAME, "AMOUNT": _AMOUNT, "LOWER": LOWER, **_lists()}

    def filled(pattern: str) -> Sieved:
        return Sieved(re.sub(r"<<([A-Z]+)>>", lambda found: parts[found[1]], pattern.replace(*opening)))

    front = f"{opening[0]}<<NAME>>"
    return tuple(
        (saying, int(weight), kind.strip("-"), filled(pattern), filled(pattern.removeprefix(front)) if pattern.startswith(front) else None)
        for saying, weight, kind, pattern in rows("site_sayings.tsv")
        if saying != "list"
    )


@cache
def _of_ground() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_lists()['WORK']}|permits?|hectares|claims|targets?|metres|survey|grades?|g/t|%)\b", re.IGNORECASE)


def find_told(context: Context, known: Set[str], shorter: Set[str], mills: Set[str]) -> Iterator[NamingAt]:
    """The namings of sites that have no kind word; `known`: the names, folded, of the sites that have one. Where there are any, a name that
    is only drilled may be a prospect of theirs. `shorter`: names, folded, of which longer ones are sites: "Wren" beside "Wren Underground".
    `mills`: names, folded, that only facilities bear: a mine of such a name is one where more is told of it than that ore was milled there."""
    chosen = _chosen(context, known | shorter)
    chosen = [one for one in chosen if one.name.casefold() not in mills or one.tells_of_mine()]
    for one in [*chosen, *(one for one in context.once(_gather) if one.name.casefold() in shorter and one not in chosen)]:
        kind = _kind(context, one)
        for at in sorted(set(one.places)):
            bracket = _IN_BRACKET.match(context.reading.text, at + len(one.name))
            yield NamingAt(one.name, kind, bracket[1] if bracket else "", at, at + len(one.name), "told-of-site")


def find_drilled(context: Context) -> Iterator[tuple[str, int]]:
    """The names, with their places, of which nothing is told but that work goes on there: prospects, where they are no sites."""
    for one in context.once(_gather):
        again = len(set(one.places)) > 1 or any(
            HOLE_AT.search(context.reading.text[max(0, at - 50) : at]) or CUT.match(context.reading.text, at + len(one.name)) for at in one.places
        )
        if (
            "drilled" in one.weights
            and again
            and one.weights.keys() <= {"drilled", "worked", "heads", "lies", "hosts", "titled"}
            and may_be_site(context, one)
        ):
            for at in sorted(set(one.places)):
                yield one.name, at


def _gather(context: Context) -> Iterator[Told]:
    """Every name of which one of the sayings tells, in the order of the first."""
    parts = [part for part in context.telling if "orward-looking" not in part.text and "orward looking" not in part.text]
    told: dict[str, Told] = {}
    explores = is_of_drilling(context.reading.text)
    for name, at, saying, weight, kind in (*_sayings(parts), *_openings(context, parts), *_lines(parts), *rows_of_mines(context)):
        if saying == "operates" and explores:
            continue
        bare, shift = _bare(context, name, at)
        if bare:
            told.setdefault(bare.casefold(), Told(bare)).add(saying, weight, kind, at + shift)
    title = context.header.title
    for one in told.values():
        if title and any(title.start <= at < title.end and GOVERNED.search(context.reading.text[max(0, at - 6) : at]) for at in one.places):
            one.weights["titled"] = 1
        yield one


def _gather_places(context: Context) -> Iterator[Told]:
    """Every name that stands where work is told of, in the order of the first."""
    told: dict[str, Told] = {}
    for name, at, saying, weight, kind in places_of_work(context.telling):
        bare, shift = _bare(context, name, at)
        if bare:
            told.setdefault(bare.casefold(), Told(bare)).add(saying, weight, kind, at + shift)
    yield from told.values()


def _sayings(parts: list[Part]) -> Iterator[tuple[str, int, str, int, str]]:
    """What prose says of names: name, place, saying, its weight, the kind of site that it tells."""
    for part in parts:
        if part.block.kind == "table":
            continue
        for saying, weight, kind, pattern, behind in _patterns():
            if behind is not None and not behind.search(part.text):
                continue  # looking for names is dear
            for found in pattern.finditer(part.text):
                if saying in DEEDS and _LED.search(part.text[max(0, found.start("name") - 12) : found.start("name")]):
                    continue
                if is_of_zones(part.text, found.end("name")):
                    continue
                yield found["name"], part.start + found.start("name"), saying, weight, kind
                behind_it = listed_behind(part.text, found.end()) if saying in ("operates", "worked", "drilled", "owned") else ()
                for other in (*behind_it, *listed_before(part.text, found.start("name"), found.end("name"))):
                    yield other["name"], part.start + other.start("name"), saying, weight, kind
        for found in _TAKEN_UP.finditer(part.text):
            yield found["name"], part.start + found.start("name"), "taken-up", 1, mapping("site_kinds.tsv")[found["kind"]]
        for found in (*_LIES.finditer(part.text), *_PLACED.finditer(part.text)):
            places = mapping("geography.txt")
            if places.get(found["place"].split(" ")[-1].casefold()) or places.get(found["place"].casefold()):
                yield found["name"], part.start + found.start("name"), "lies", 1, ""


def _openings(context: Context, parts: list[Part]) -> Iterator[tuple[str, int, str, int, str]]:
    """What headings, bullets and paragraphs open with: a name with the share held, or a heading that is a name."""
    for index, part in enumerate(parts):
        behind = context.reading.text[part.start : part.start + len(part.text) + 400]
        for found in _OPENS.finditer(part.text):
            held, after = found["held"], behind[found.end() : found.end() + 300]
            if "basis" in held:
                continue
            tied = _TOLD_HELD.search(held) or any(mapping("geography.txt").get(word.strip()) for word in re.split(r"[,;]", held))
            if float(found["percent"]) <= 100:
                mined = _OF_MINES.search(after) is not None and not _of_ground().search(after[:80]) and "earning" not in held
                weight = 2 if tied or mined or _of_ground().search(after) else 1
                yield found["name"], part.start + found.start("name"), "held", weight, "mine" if mined else ""
        if bracketed := _RUN_IN_PROJECT.match(part.text):
            yield bracketed["name"], part.start + bracketed.start("name"), "held", 2, ""
        alone = _HEADING.match(part.text.strip(f"{BULLETS} ")) if part.block.kind == "heading" and part.section != HEADER else None
        if alone and alone["place"] and mapping("geography.txt").get(alone["place"].split(", ")[-1].casefold()):
            yield alone["name"], part.start + part.text.index(alone["name"]), "lies", 1, ""
        if alone and not alone["place"] and (kind := headed_kind(behind[len(part.text) :])):
            again = context.reading.text.count(alone["name"]) > 1
            yield alone["name"], part.start + part.text.index(alone["name"]), "headed", 2 if again else 1, kind
        if alone and index + 1 < len(parts) and (_OF_MINES.search(behind) or _of_ground().search(behind)):
            at, kind = part.start + part.text.index(alone["name"]), "mine" if _OF_MINES.search(behind) else ""
            weight = 2 if context.reading.text.casefold().count(alone["name"].casefold()) > 1 else 1  # "SCORECARD" stands nowhere else
            yield alone["name"], at, *(("outputs", weight) if _FIRST_POINT.match(behind, len(part.text)) else ("heads", 1)), kind


def _lines(parts: list[Part]) -> Iterator[tuple[str, int, str, int, str]]:
    """Lines that open with a name before what was produced, or done, there; one that opens two lines of output is enough."""
    found = [(part.start + hit.start("name"), hit) for part in parts for hit in _LINE.finditer(part.text)]
    produced = Counter(hit["name"] for _, hit in found if _OUNCES.match(hit["rest"]))
    placed = {hit["name"] for _, hit in found if hit["place"] and is_land(hit["place"])}
    if len(placed) > 1 and any(hit["name"] in placed and _OF_GROUND_THERE.search(hit["rest"]) for _, hit in found):
        yield from ((hit["name"], at, "held", 2, "") for at, hit in found if hit["place"] and hit["name"] in placed)
    for at, hit in found:
        if hit["name"] in produced and _OUNCES.match(hit["rest"]):
            yield hit["name"], at, "outputs", min(2, produced[hit["name"]]), "mine"
        elif told := _RUN_IN.match(hit["rest"]):
            yield hit["name"], at, "outputs", 2 if told["works"] else 1, "mine"
        elif (share := _SHARE.search(hit["rest"])) and (
            any(is_descriptor(word) for word in _WORDS.findall(hit["rest"])) or _of_ground().search(hit["rest"].replace(share.group(), ""))
        ):
            yield hit["name"], at, "held", 2, ""
        elif _of_ground().search(hit["rest"]) or _IS_ONE.search(hit["rest"]):
            yield hit["name"], at, "opens", 1, ""
        if _IS_ONE.search(hit["rest"]):
            yield hit["name"], at, "taken-up", 1, ""
        if kind := run_in_kind(hit["rest"]):
            yield hit["name"], at, "headed", 2, kind
    for part in parts:
        for hit in _RUN_ON.finditer(part.text):
            if _OF_MINES.search(part.text, hit.end(), hit.end() + 90):
                yield hit["name"], part.start + hit.start("name"), "heads", 1, "mine"


def _bare(context: Context, name: str, at: int) -> tuple[str, int]:
    """The name without the company whose it is, openers of sentences and metals behind it; with how many letters were left out before it.
    Behind a preposition nothing opens a sentence: "at Mineral Fork"."""
    governed = GOVERNED.search(context.reading.text[max(0, at - 6) : at]) is not None
    shift = 0
    if "'s " in name and context.organisation(name[: name.index("'s ")]) is not None:
        shift = name.index("'s ") + 3
    words = name[shift:].split(" ")
    while len(words) > 1 and (is_stop(words[0]) and words[0].casefold() not in soft_words()) and not governed and not is_one(context, words):
        shift += len(words.pop(0)) + 1
    while len(words) > 1 and is_descriptor(words[-1]) and name.isupper():
        words.pop()
    if len(words) > 2 and is_step(words[-2], words[-1]):
        del words[-2:]
    return " ".join(words).removesuffix("'s").rstrip("'"), shift


def _chosen(context: Context, known: Set[str]) -> list[Told]:
    """The names of which enough is said, and those of which the same is said as of these: a second heading, the next mine's ounces."""
    likely = [one for one in context.once(_gather) if one.name.casefold() in known or one.weights.keys() & _LISTED_TOO or suffices(one, known)]
    free = [one for one in likely if may_be_site(context, one)]
    enough = [one for one in free if one.name.casefold() in known or suffices(one, known)]
    enough += [
        one for one in free if one not in enough and one.weights.keys() & {"compounds", "owned"} and is_beside_known(context.reading.text, one, known)
    ]
    sites = known | {one.name.casefold() for one in enough}
    work = () if context.is_report else context.once(_gather)  # a report tells of prospects as of sites
    worked = [one for one in work if one not in enough and is_worked_beside(context.reading.text, one, sites)]
    enough += [one for one in worked if may_be_site(context, one)]
    owned = [one for one in free if one not in enough and "owned" in one.weights]
    for _ in owned:  # each makes its neighbour in the list one
        beside = known | {one.name.casefold() for one in enough}
        enough += [one for one in owned if one not in enough and is_beside_known(context.reading.text, one, beside)]
    running = [one for one in free if one.weights.keys() & _OF_RUNNING]
    if not known and len(running) > 1:
        enough += [one for one in running if one not in enough]  # of two mines the same is told
    if not known and not enough:
        told = sole_told([one for one in context.once(_gather) if may_be_site(context, one)])
        return told or sole_place(context, [one for one in context.once(_gather_places) if may_be_site(context, one)])
    free = [one for one in context.once(_gather) if one in free or one in enough]
    return [one for one in free if one in enough or any(is_fellow(context.reading.text, one, other) for other in enough)]


def _kind(context: Context, told: Told) -> str:
    """The kind that what is said tells, else the first that the text gives it in the words behind a naming."""
    if "mine" in told.kinds:
        return "mine"
    for at in told.places:
        line = context.reading.text[at : at + 300].split("\n\n")[0]
        if said := SAID_SO.search(line):
            return said["kind"] or mapping("site_kinds.tsv")[said["kinds"]]
    return "project"
