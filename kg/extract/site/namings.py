"""Where a text names a site together with its kind: "the Lac des Iles palladium mine", "the Yarrol and Mt Steadman projects",
"Proyecto El Roble", "two projects: Star and Hot Springs Peak", "Keystone and Maggie Creek are exploration properties"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.name_runs import Run, Word, in_initials, is_but_quarter, is_descriptor, is_lower, parts_of_names, trimmed, without_host, words_before
from kg.extract.site.lists import are_grounds, is_of_landscape, listed_names, member_of
from kg.extract.site.methods import before_method, without_step
from kg.extract.site.not_sites import ITS, is_no_site
from kg.extract.site.phrases import find_phrases
from kg.extract.site.refusals import begins_firm, is_no_land, is_refused
from kg.extract.site.words import OF_OTHERS, NamingAt, does_as_mines, is_name, is_proper, is_title, kind_pattern, vague_kinds
from kg.facts import FACILITIES
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping
from kg.text.names import split_legal_form
from kg.text.sections import Part

if TYPE_CHECKING:
    from kg.extract.context import Context


@cache
def _kind_word() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?P<kind>{kind_pattern()})")


_PAIRED = re.compile(r" (?:and|&) (?:the )?(smelter|refinery|mill|concentrator)(?![\w-])(?! (?:of|at)\b)", re.IGNORECASE)
_VAGUE_OTHERS = re.compile(
    r"\s(?:manager|Manager|and Maintenance|Officer|Center|Centre|against|that|made|of the|by\b|for\b|feed|for the)", re.IGNORECASE
)


_SHARES = re.compile(r"\d{1,2}/\d{1,2}")
# Kind words that a name loses before another: "the Bell Mines deposits", and before a mill also "Bell Operations mill".
_ENDS_WITH = {False: frozenset({"Mine", "Mines"}), True: frozenset({"Mine", "Mines", "Operation", "Operations", "Project"})}
# "its wholly-owned Oaxaca Property": what is owned is no region.
_OWNED = re.compile(r"\b(?:[Ii]ts|[Oo]ur|[- ]?owned|[Cc]ompany's|[Cc]orporation's)\s$")
_SAID_KIND = re.compile(rf", an? (?:[{LOWER}][\w-]* ){{0,4}}(?P<kind>project|property|mine|deposit)\b")


# "16 g/t Gold Elk Mine", "2 Moz Silver Bell Mine": the metal is of the figure.
_MEASURED = re.compile(r"(?<!s 100)(?<!ur 100)(?<!s \d\d)(?<!ur \d\d)(?:g/t|gpt|%|oz|Moz|koz|Mt|ounces?|tonnes?|lbs?|grams?|ppm)\s$")
_IN_COUNTRY = re.compile(rf" in (?:the )?(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)\w* )?(?P<place>[{UPPER}][\w'-]*(?: [{UPPER}][\w'-]*){{0,3}})")


_KNOWN_AS = re.compile(r",? (?:\()?(?:which )?(?:are )?(?:together|collectively)[ ,][^.;]{0,40}(?:known as|referred to as|called|form|comprise)\b")


def find_namings(context: Context, part: Part) -> Iterator[NamingAt]:
    """The namings with a kind in a part."""
    text = part.text
    for found in _kind_word().finditer(text):
        yield from _before_kind(context, part, found)
    yield from find_phrases(context, part)


def _before_kind(context: Context, part: Part, found: re.Match[str]) -> Iterator[NamingAt]:
    """The names that a kind word closes: one, or with a plural the members of a list."""
    word = re.sub(r"\s+", " ", found["kind"].casefold())
    kind, text = mapping("site_kinds.tsv")[word], part.text
    if OF_OTHERS.match(text, found.end()) or (word in vague_kinds() and _VAGUE_OTHERS.match(text, found.end())):
        return
    if any(
        naming.start < part.start + found.end() and part.start + found.start() < naming.end and not _is_its_mine(text, found, naming.end - part.start)
        for naming, _ in context.namings(part.start + max(0, found.start() - 90), part.start + found.end() + 60)
    ):
        return
    if _is_of_more(text, found, word):
        return
    words = without_step(words_before(text, before_method(text, found.start())))
    runs = list(listed_names(words, plural=word.endswith("s")))
    shared = f"{runs[0][1]} {_ahead(words, runs[-1][0].first)} {_at_end(words, runs[0][0])}" if len(runs) > 1 else ""
    if " " in word and word in vague_kinds() and (said := _SAID_KIND.match(text, found.end())):
        kind = mapping("site_kinds.tsv")[said["kind"].casefold()]
    if found["kind"] == "MINES" and any(_is_firm_in_capitals(context, text[words[run.first].start : words[run.last].end]) for run, _ in runs):
        return
    if word == "mines" and len(runs) == 1 and _is_verb(context, words, runs[0][0], text[found.end() :][:40]):
        return
    if word in ("permit", "permits") and not (runs and (_is_ground(text, words, runs[-1][0], found) or are_grounds(words, runs))):
        return
    for index, (run, descriptors) in enumerate(runs):
        member = None if (cleaned := _clean(context, part, words, run, kind)) else _member(context, part, words, run, runs, word)
        cleaned = cleaned or member
        if cleaned is None or (word in ("joint venture", "jv") and _is_partners(context, part, words, cleaned)):
            continue
        cleaned = _bare(text, words, _with_mine_ahead(words, cleaned), kind)
        name = text[words[cleaned.first].start : words[cleaned.last].end]
        metal_follows = (
            run.last == cleaned.last + 1 and words[run.last].text not in parts_of_names("how-mined") and not descriptors.startswith(("and ", "& "))
        )
        longer = text[words[cleaned.first].start : words[run.last].end] if metal_follows else ""
        titled = is_title(found["kind"]) or (not word.endswith("s") and _is_land(text, found.end())) or (word == "mine" and does_as_mines(found))
        titled = titled or (word in ("project", "mine", "property", "deposit") and is_no_land(context, text[: words[cleaned.first].start], name))
        told = word, kind, found.start() if index == 0 else words[cleaned.last].end, found.end()
        if is_no_site(text[: words[cleaned.last].end], found, name) or is_refused(context, text, name, words[cleaned.first].start, told):
            continue
        if word in vague_kinds() and (
            _is_of_issuer(context, words, cleaned, name) or (kind == "property" and len(runs) == 1 and begins_firm(context, name))
        ):
            continue
        owned = kind == "property" and titled and is_no_land(context, text[: words[cleaned.first].start], name)
        owned = owned or (word == "deposit" and is_no_land(context, text[: words[cleaned.first].start], name))
        owned = owned or (kind == "property" and _OWNED.search(text[: words[cleaned.first].start][-24:]) is not None)
        named = member is not None or is_name(name, "project" if owned else kind, titled, word) or _quoted(context, words, cleaned) == cleaned
        if not named or (
            word in vague_kinds() and not (is_proper(name, titled, word) or is_of_landscape(name)) and in_initials(words, cleaned) is None
        ):
            continue
        described = (
            f"{_ahead(words, cleaned.first)} {' '.join(word.text for word in words[cleaned.last + 1 : run.last + 1])} "
            f"{descriptors or shared} {_behind(text, found.end() if index == 0 else words[run.last].end)} {word if word.startswith('coll') else ''}"
        )
        start, end = part.start + words[cleaned.first].start, part.start + (found.end() if index == 0 else words[cleaned.last].end)
        yield NamingAt(name, kind, described.strip(), start, end, "name-kind" if index == 0 else "coordinated", longer)
        if index == 0 and (pair := _PAIRED.match(text, found.end())) and kind in ("smelter", "mill", "refinery", "mine"):
            yield NamingAt(name, mapping("site_kinds.tsv")[pair[1].casefold()], "", start, part.start + pair.end(), "paired-kinds")


def _member(context: Context, part: Part, words: list[Word], run: Run, runs: list[tuple[Run, str]], word: str) -> Run | None:
    """A member of a list that is a name by its place in it, where no company is named there."""
    low, high = part.start + words[run.first].start, part.start + words[run.last].end
    named = any(naming.start < high and low < naming.end for naming, _ in context.namings(low - 80, high + 40))
    return None if named else member_of(words, run, runs, word)


def _bare(text: str, words: list[Word], run: Run, kind: str) -> Run:
    """A name without what was measured or shared before it, and without a kind word that closes it: "the 50/50 Alder joint venture"."""
    if run.last > run.first and is_descriptor(words[run.first].text) and _MEASURED.search(text[: words[run.first].start][-12:]):
        run = Run(run.first + 1, run.last)
    if run.last > run.first and _SHARES.fullmatch(words[run.first].text):
        run = Run(run.first + 1, run.last)
    if run.last > run.first and words[run.last].text in _ENDS_WITH[kind in FACILITIES]:
        run = Run(run.first, run.last - 1)
    return run


def _is_land(text: str, end: int) -> bool:
    """Whether a naming is placed in a country, so that its name is no country's part told for the whole: "the Kono project in Sierra Leone"."""
    found = _IN_COUNTRY.match(text, end)
    words = found["place"].split(" ") if found else []
    return any(mapping("geography.txt").get(" ".join(words[:count]).casefold()) == "country" for count in range(1, len(words) + 1))


def _is_its_mine(text: str, found: re.Match[str], end: int) -> bool:
    """Whether a company's name that ends with a mine's kind word is the mine's here: "its Halden Hill Mine", of Halden Hill Mine, Inc."""
    return end == found.end() and found["kind"] == "Mine" and ITS.search(text[max(0, found.start() - 60) : found.start()]) is not None


def _is_of_issuer(context: Context, words: list[Word], run: Run, name: str) -> bool:
    """Whether a name before a vague kind word is the issuer's: "at any Northfield operations", where no article makes it a place's."""
    before = words[run.first - 1].text if run.first else ""
    issuers = context.organisation(name) is context.issuer or context.issuer.name.casefold().startswith(f"{name.casefold()} ")
    return issuers and before not in ("the", "The", "its", "our", "at", "At")


def _is_of_more(text: str, found: re.Match[str], word: str) -> bool:
    """Whether the words behind a kind word tell of a longer name ("the Royal Mines of Halden"), or of one for several claims ("the CC and JR
    claims, together known as the Clay project")."""
    longer = found["kind"] == "Mines" and re.match(rf" of [{UPPER}]", text[found.end() :]) is not None
    return longer or ("claim" in word and _KNOWN_AS.match(text, found.end()) is not None)


def _is_firm_in_capitals(context: Context, name: str) -> bool:
    """Whether a name before MINES is a company's that is set in capitals: "Toronto-based DENHOLM MINES"."""
    last = name.split()[-1]
    return last.isupper() and begins_firm(context, last)


def _is_verb(context: Context, words: list[Word], run: Run, behind: str) -> bool:
    """Whether a company mines: "Northfield mines copper", "Northfield mines at two places"; not "the Kalgoorlie mines"."""
    name = " ".join(word.text for word in words[run.first : run.last + 1])
    object_ = re.match(r" (?:its |the )?([^\W\d_][\w-]*)", behind)
    return context.organisation(name) is not None or (
        object_ is not None and is_descriptor(object_[1]) and (run.first == 0 or words[run.first - 1].text not in ("the", "its", "our"))
    )


def _is_ground(text: str, words: list[Word], run: Run, found: re.Match[str]) -> bool:
    """Whether a permit is ground explored ("drilling on the Kollo permit", "Odienne Sud permit:") and no leave of an authority."""
    if any(word.text.casefold() in folded("generic_words.txt") for word in words[run.first : run.last + 1]):
        return False
    if re.search(r"\b(?:exploration|prospecting|exploitation) $", text[: found.start()]) and words[run.last].text[0].isupper():
        return True  # an exploration permit that bears a name is the ground
    ahead = " ".join(word.text for word in words[max(0, run.first - 2) : run.first])
    on = re.search(r"\b(?:on|at|within|over|across) (?:the|its|our|their)$", ahead) is not None
    if found["kind"][0].isupper():  # "the Madia Permit", and no "Environmental Permit"
        return on and not any(is_descriptor(word.text) for word in words[run.first : run.last + 1])
    return on or text[found.end() : found.end() + 1] == ":"


def _behind(text: str, end: int) -> str:
    """Commodities in a bracket behind a naming: "Uitkomst Colliery (metallurgical coal)"."""
    found = re.match(r" \(([^()\d\"%]{2,40})\)", text[end : end + 44])
    return found[1] if found else ""


def _at_end(words: list[Word], run: Run) -> str:
    """The capitalised descriptors at the end of a run, which the members of its list share: "Spruce and Aspen Uranium Projects"."""
    low = run.last + 1
    while low - 1 > run.first and is_descriptor(words[low - 1].text):
        low -= 1
    return " ".join(word.text for word in words[low : run.last + 1])


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
            if (
                naming.start < start
                or naming.end > end + len(" Mine")
                or split_legal_form(naming.text)[1]
                or not _is_site_of_company(words, run, kind)
            ):
                return None
            continue
        after = next(at for at in range(first, run.last + 1) if part.start + words[at].end >= naming.end)
        if after == first and first + 2 <= run.last and words[after + 1].text in parts_of_names("joint") and not split_legal_form(naming.text)[1]:
            continue  # "the Alder del Sur project" of Alder Corp.
        if naming.start >= start and not split_legal_form(naming.text)[1] and is_but_quarter(words, after + 1, run.last):
            continue  # "the Alder North project" of Alder Corp.
        after += part.start + words[after].start < naming.end
        if (
            all(is_descriptor(words[at].text) for at in range(after, run.last + 1))
            and naming.start >= start
            and not split_legal_form(naming.text)[1]
            and _is_site_of_company(words, run, kind)
        ):
            continue
        first = after
    run = Run(first, run.last)
    return trimmed(words, run) or _of_little(words, run, kind) or _quoted(context, words, run) or in_initials(words, run)


def _quoted(context: Context, words: list[Word], run: Run) -> Run | None:
    """A common word that the text gives in quotes as a short name: "the Alder and Strike Projects ("Alder" and "Strike")"."""
    last = run.last
    while last > run.first and is_descriptor(words[last].text):
        last -= 1
    name = re.escape(words[last].text)
    told = last == run.first and words[last].text.istitle() and re.search(rf"[(\s][\"\u201c]{name}[\"\u201d][),]", context.reading.text)
    return Run(last, last) if told else None


def _of_little(words: list[Word], run: Run, kind: str) -> Run | None:
    """A name of words that are none alone: "the North Deep mine", "the South West deposit", "its Sugar Maple Zone mine"."""
    opens = run.last > run.first and words[run.first].text in ("The", "Its", "Our")
    run = Run(run.first + opens, run.last)
    if kind in ("mine", "deposit") and _is_quarter(words, run, kind):
        return run
    if kind == "property" and run.first == run.last and re.fullmatch("(?:North|South)(?:east|west)", words[run.first].text):
        return run  # "the Northwest property", which prose else writes small
    last = run.last
    while last > run.first and is_descriptor(words[last].text):
        last -= 1
    last = without_host(words, Run(run.first, last))
    ahead = words[run.first - 1].text if run.first else ""
    if words[last].text != "Zone" or last == run.first or ahead not in ("the", "The", "its", "our", "at", "'s"):
        return None
    named = trimmed(words, Run(run.first, last - 1)) or (Run(run.first, last - 1) if last - 1 == run.first else None)
    return Run(named.first, last) if named is not None and named.last == last - 1 else None


def _is_quarter(words: list[Word], run: Run, kind: str) -> bool:
    """ "its South Deep mine", "the North Upper mine": of two words that are none alone, the first a quarter of the sky, the second a level."""
    if (
        run.last != run.first + 1
        or run.last != len(words) - 1
        or run.first == 0
        or not (is_lower(words[run.first - 1].text) or words[run.first - 1].text in ("'s", "The", "Its", "Our"))
    ):
        return False
    seconds = parts_of_names("level") if kind == "mine" else parts_of_names("quarter")
    return words[run.first].text in parts_of_names("quarter") and words[run.last].text in seconds


def _is_site_of_company(words: list[Word], run: Run, kind: str) -> bool:
    """Whether a name that is a company's too is the site's: "Stillwater Mine", "the Lac Perdu property", "its Kola Project"; a company's
    own projects are told with a genitive."""
    before = words[run.first - 1].text if run.first else ""
    return (
        (kind == "mine" and before not in ("from", "by", "with"))
        or before.endswith(("-owned", "-held", "-controlled"))  # "its 100-per-cent-owned Halden project"
        or (is_lower(before) and (before in ("the", "its", "our", "their", "new", "a", "an", "on") or is_descriptor(before)) and before != "and")
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
    name = " ".join(word.text for word in words[run.first : run.last + 1])
    if (
        begins_firm(context, name) or begins_firm(context, name.rpartition(" ")[2]) or (name.isupper() and name.isalpha() and len(name) < 5)
    ):  # "the NFM JV": by a symbol
        return True
    return any(
        context.organisation(piece) is not None
        for at in range(run.first, run.last + 1)
        for piece in re.split(r"[-/]", words[at].text)
        if len(piece) > 2 and piece != words[at].text
    )
