"""Where prose names an ore zone, vein, lens, prospect, target, pit or the like: "the Roby zone", "Cowboy and Outlaw Zones", "Zones 1, 5 and
7", "two open pits, La Tapada and Tia Maria", "North Ramp, a new target"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.name_runs import (
    AWAY,
    Run,
    Word,
    bracket_before,
    is_descriptor,
    is_lower,
    is_name_word,
    is_stop,
    opens_name,
    parts_of_names,
    run_before,
    soft_words,
    words_before,
)
from kg.extract.site.refusals import is_code
from kg.extract.zone import words as of
from kg.extract.zone.phrases import find_zone_phrases
from kg.extract.zone.sheared import is_drilled
from kg.extract.zone.words import ZoneAt, ZoneKind, is_symbol, kind_of_listed, kind_word, needs_kind, says_little, zone_kinds
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, mapping
from kg.text.sections import Part

# The kind word belongs to what follows it: "target price", "Zone Resources Ltd", "pit shell", "discovery hole".
_OF_OTHERS = re.compile(
    r"\s(?:price|date|of \d|for the (?:year|quarter)|market|audience|Resources|Mining|Minerals|Metals|Gold|Corp|Inc|Ltd|NL|[Pp]lc|Pty|Holdings|LLC|"
    r"Limited|Project|Property|Mine|Deposit|project|property|mine|deposit|joint venture|claims|licen[cs]es?|concessions?|"
    r"hole|lands?|tenure|swarms?|generation|rate|capacity|level of|operations?|[Rr]ailway|[Cc]ompany|[Cc]reek|[Rr]iver|[Ll]ake|[Mm]ountains?)\b"
)
# A company's name goes on behind the kind word: "Pit Design Inc."
_OF_COMPANY = re.compile(rf"(?:\s[{UPPER}][\w&-]+){{1,3}},?\s(?:Inc|Ltd|Corp|Limited|LLC|[Pp]lc|Pty|GmbH|AB|AG|NL)\b")
_OF_EXCHANGES = re.compile(rf",? (?:and )?(?:[{UPPER}][\w&-]* ){{0,3}}(?:Stock )?Exchanges?\b")  # a market of shares: "TTM Zone, Stock Exchanges"
# "its Las Brisas high-grade vein, silver-gold-lead project": what kind of project.
_OF_PROJECT = re.compile(r",? (?:and )?(?:(?:gold|silver|copper|lead|zinc|nickel|tin|tungsten|uranium)[-, ]+)+(?:project|property|mine|deposit)\b")
_SHEAR_ZONE = re.compile(r"[\s-](?:[Zz]ones?|[Cc]orridors?|related|hosted)\b")  # "the Edal shear zone": rock that moved, and no ore
# "the NNE-trending splay", "N Extension": a way of the compass; "Alder West Perth WA 6005": an address; "Alpha Domain prospects": where they lie.
_OF_FAULT = re.compile(r"\b(?:Shear|Fault|Deformation|Tectonic|Structural|Suture|Rift|Fracture|Mylonite) $")  # in which a whole project may lie
_COMPASS = re.compile(
    r"(?:[NSEW]{1,3}(?:-[NSEW]{1,3})?|[NSEW])(?:[ -](?i:trending|striking|dipping|extension).*)?|.*-(?:trending|striking|dipping)\b.*"
)
_ADDRESS = re.compile(r"\b(?:Street|Avenue|Suite|Floor|P\.?O\.? Box)\b|\b(?:WA|NSW|QLD|VIC|SA|NT|TAS|ACT) \d{4}\b")
_DATED = re.compile(r"\d/\d|(?<= )(?:19|20)\d\d$|\b(?:MGA|ASX|RL|HoleID)\b")  # what a table or a list of releases ran into a name
# "The 11 open pit targets": how many.
_COUNTS = re.compile(r"\s(?i:targets|prospects|areas|locations|zones|projects|deflections|intersections|intercepts|samples|cuts|holes)\b")
_OF_REGION = re.compile(r"\b(?:Domain|District|Belt|Camp|Region|Province|Basin)$")
_MADE = re.compile(
    r"-(?:operated|owned|held|based|style|type|hosted|bearing|rich|controlled|related|grade|driven|led|guided|assisted|aged?)\b", re.IGNORECASE
)
# Kinds that also name regions: those are told by where a project lies, and not by what is drilled there.
_REGIONAL = ("area", "trend", "corridor", "block", "graben")
_IN_SMALL_LETTERS = ("area", "trend", "structure", "discovery", "find", "anomaly", "horizon", "porphyry", "shear", "splay")
_CODED = re.compile(r"\b[A-Z]{1,3}-?\d{1,3} $")  # as ore is numbered: "the H-1 structure"
_SITUATED = re.compile(r"\b(?:located|situated|lies|lie|straddl\w+|covers?|belt|district|region|properties on|along the|in the)\b[^.;]{0,60}$")
_PLACED = re.compile(r"\b(?:(?:North|South)(?:[- ]?(?:[Ee]ast|[Ww]est))?|East|West|Main|Central|Upper|Lower|Deep) $")
# Work on ore; areas and trends beside it are places of ore, others are regions.
_WORK_WORDS = re.compile(
    r"\b(?:[Dd]rill\w*|[Hh]oles?|intersect\w*|intercept\w*|[Aa]ssay\w*|[Ss]ampl\w*|[Ss]top(?:e|es|ing)|mined|[Tt]rench\w*|tested|open|"
    r"resume|rehabilitation|cut|grading|graded|returned|(?:Zone|Vein|zone|vein)s?)\b"
)
# What ore is: a sentence with none of these speaks of areas and trends as places.
_ORE_WORDS = re.compile(
    r"\b(?:drill\w*|holes?|intersect\w*|intercept\w*|assay\w*|sampl\w*|grad(?:e|es|ing)|minerali[sz]\w*|stop(?:e|es|ing)|"
    r"mined|mining|ore|resource|trench\w*|explor\w+|gold|veins?|zones?|restart|resume|production|development|tested|open|"
    r"ounces|deposits?|prospects?|resources)\b",
    re.IGNORECASE,
)


def find_zone_namings(context: Context, part: Part) -> Iterator[ZoneAt]:
    """The zones named with a kind word in a part of prose."""
    text = part.text
    for found in kind_word().finditer(text):
        yield from _before_kind(context, part, found)
    yield from find_zone_phrases(context, part)


# Behind the noun; "the trend showing new holes" is the verb.
_A_SHOWING = re.compile(
    r"\s*(?:$|[.,;:)(]|(?:is|was|are|were|has|had|lies?|occurs?|at|on|in|and|or|which|where|that|returned|area|located|consists|remains?|hosts?|"
    r"contains?|gave|yields?|yielded|will|near|from|with)\b)"
)

# ---- names before a kind word


def _before_kind(context: Context, part: Part, found: re.Match[str]) -> Iterator[ZoneAt]:
    text, word = part.text, re.sub(r"\s+", " ", found["kind"].casefold())
    kind = zone_kinds()[word]
    if (
        kind.singular == "target"
        and not re.search(r"\b[A-Z\d][\w-]* $", text[: found.start()][-24:])
        and re.match(r" (?:the|an?|its|to|for|mineral\w+|gold) ", text[found.end() :])
    ):
        return
    if not kind.strong and re.match(rf" [{UPPER}][{LOWER}]", text[found.end() :]):
        return
    if found["kind"][0].isupper() and text.startswith(" Area", found.end()):
        return  # "the Rook Vein Area" is called by both words
    if word == "showing" and not _A_SHOWING.match(text, found.end()):
        return
    if _OF_EXCHANGES.match(text, found.end()) or (kind.singular == "shear" and _SHEAR_ZONE.match(text, found.end())):
        return
    if (
        _OF_PROJECT.match(text, found.end())
        or _OF_OTHERS.match(text, found.end())
        or _OF_COMPANY.match(text, found.end())
        or (not kind.strong and not _is_ore(part, found, kind))
    ):
        return
    at = part.start + found.start()
    if any(naming.start < at < naming.end for naming, _ in context.namings(at - 80, at + 1)):
        return
    if kind.singular == "zone" and _OF_FAULT.search(text[: found.start()][-16:]) and _SITUATED.search(text[: found.start()][-120:]):
        return
    if _COUNTS.match(text, found.end()) and re.search(r"(?:^|\s)\d{1,2} $", text[max(0, found.start() - 4) : found.start()]):
        return
    if not kind.strong and AWAY.search(text[max(0, found.start() - 110) : found.start()]):
        return
    plural = word.endswith("s") and word not in ("lens",)
    words = words_before(text, found.start())
    runs = list(_listed(words, plural))
    clean = [_clean(context, part, words, run) for run in runs]
    sheared = kind.singular == "zone" and is_drilled(text, found)
    named = [run is not None and _names(words, run, found["kind"], plural and len(runs) == 1, len(runs) > 1, sheared) for run in clean]
    for index, cleaned in enumerate(clean):
        if cleaned is None or not (named[index] or (any(named) and _is_kind_alone(words, cleaned))):
            continue
        start, end = words[cleaned.first].start, words[cleaned.last].end
        if word == "targets" and found["kind"].islower() and _is_doer(context, words, cleaned, text[start:end]):
            continue
        if is_code(text[start:end]):
            continue  # of a table's row, "Alder1 Open pit 0.40"
        if index == 0 and context.organisation(text[start : found.end()]) is not None:
            continue  # a company's name begins so: "Meridian Reef" of Meridian Reef Gold Limited
        bare = kind.lone and not needs_kind(text[start:end])
        spelt = kind.singular.title() if found["kind"][0].isupper() else kind_of_listed(kind) if plural else "" if bare else kind.singular
        shown = found.end() if index == 0 else end
        yield ZoneAt(text[start:end], spelt, part.start + start, part.start + shown, "name-kind" if index == 0 and not plural else "coordinated")


def _is_doer(context: Context, words: list[Word], run: Run, name: str) -> bool:
    """Whether the issuer targets something: "Northfield targets new ground", with no article before its name."""
    article = run.first > 0 and words[run.first - 1].text.casefold() in ("the", "its", "our", "at", "and", ",")
    return not article and context.issuer.name.casefold().startswith(f"{name.casefold()} ")


def _is_kind_alone(words: list[Word], run: Run) -> bool:
    """Whether a name is a kind word with a capital: "the Alder and Chimney lodes"."""
    return run.first == run.last and words[run.first].text.istitle() and words[run.first].text.casefold() in zone_kinds()


def _is_ore(part: Part, found: re.Match[str], kind: ZoneKind) -> bool:
    """Whether an area, trend, shaft or block is a place of ore: capitalised or a plain area, beside words of drilling or mining, and not
    the place in which a project lies."""
    ahead = part.text[: found.start()].rstrip()[-30:].rpartition(" ")[2]
    if kind.singular in ("find", "discovery") and ahead.islower() and is_descriptor(ahead):
        return True  # "the Rook gold find"
    if kind.singular == "find":
        return False
    coded = kind.singular == "structure" and _CODED.search(part.text, max(0, found.start() - 8), found.start()) is not None
    if found["kind"].islower() and not coded and kind.singular not in _IN_SMALL_LETTERS:
        return False
    near = max(0, found.start() - 300)
    low = max(part.text.rfind(". ", near, found.start()), part.text.rfind("\n", near, found.start()), near - 1) + 1
    high = part.text.find(". ", found.end(), found.end() + 300)
    before, sentence = part.text[low : found.start()], part.text[low : high if high > 0 else found.end() + 300]
    by_place = _PLACED.search(before) is not None
    if kind.singular in ("deposit", "complex"):
        return found["kind"][0].isupper() and (by_place or re.search(r"\b\d{2,4} $", before) is not None)
    if kind.singular in _REGIONAL:
        return (by_place or not _SITUATED.search(before)) and _WORK_WORDS.search(sentence) is not None
    return _ORE_WORDS.search(sentence.replace(found["kind"], "", 1)) is not None


def _listed(words: list[Word], plural: bool) -> Iterator[Run]:
    """The runs before a kind word, last first; of a list only where the kind is a plural."""
    at = len(words) - 1
    bare = False  # a member without its article: in "the JORC Code, the A and B zones" the list begins behind the comma
    while True:
        low = at
        while low >= 0 and at - low < 4 and is_lower(words[low].text) and (is_descriptor(words[low].text) or of.HOSTED.fullmatch(words[low].text)):
            low -= 1
        if low < at and words[low + 1].text in ("and", "&", "or"):
            return
        low = bracket_before(words, low)
        if (run := run_before(words, low)) is None or (at < len(words) - 1 and words[run.last].text.casefold() in zone_kinds()):
            return
        yield run
        at = run.first - 1
        if at >= 0 and words[at].text == "the":
            if at and words[at - 1].text == "," and bare:
                return
            at -= 1
        else:
            bare = True
        if not plural or at < 0 or words[at].text not in ("and", "&", ",", "or"):
            return
        at -= 1 + (at > 0 and words[at].text in ("and", "&", "or") and words[at - 1].text == ",")


def _clean(context: Context, part: Part, words: list[Word], run: Run) -> Run | None:
    """A run without the companies and the stop words before it."""
    first = run.first
    for naming, _ in context.namings(part.start + words[first].start - 60, part.start + words[run.last].end):
        if naming.end > part.start + words[first].start:
            after = next((at for at in range(first, run.last + 1) if part.start + words[at].start >= naming.end), None)
            if after is None:
                return None
            first = after
    last = run.last
    while last > first and (is_symbol(words[last].text) or words[last].text in of.SURVEYS):
        last -= 1  # "the Copperview Cu-Au prospect"
    if last - 2 > first and is_descriptor(words[last].text) and is_descriptor(words[last - 1].text):
        while last > first and is_descriptor(words[last].text):
            last -= 1  # "the Alder gold copper prospect"
    low = last
    while low > first and (words[low - 1].text in ("of", "the") or not is_stop(words[low - 1].text)):
        low -= 1  # "of" stands in a run only where a name goes on with it
    if low == last > first and re.fullmatch("[A-Z]", words[last].text) and not is_stop(words[last - 1].text):
        low -= 1
    while low < last and not is_name_word(words[low].text):
        low += 1
    if low == last > first and opens_name(words, low):
        low -= 1
    if words[last].text == "A" and last and words[last - 1].text in ("the", "The"):
        return Run(last, last)
    both = last > first and words[last].text.casefold() in zone_kinds() and part.text.startswith(" Area", words[-1].end)  # "Rook Vein Area"
    lettered = last > first and re.fullmatch("[A-Z]", words[last].text) is not None  # "the Block A pit"
    told = lettered or both or words[last].text.isdigit() or words[last].text.casefold() in of.TELLING or _is_whole(words, Run(first, last))
    return None if is_stop(words[last].text) and not told else Run(low, last)


def _is_whole(words: list[Word], run: Run) -> bool:
    """ "the Saw Cut zone": between an article and a small kind word two capitalised words are one name, though the last ends others."""
    texts = [word.text for word in words[run.first : run.last + 1]]
    ahead = run.first - 1
    while ahead > 0 and words[ahead].text in of.BEFORE_NAMES:
        ahead -= 1
    article = run.first > 0 and words[ahead].text in ("the", "its", "our")
    if texts[0] in ("The", "Its", "Our"):
        article, texts = True, texts[1:]
    return (
        article
        and len(texts) == 2
        and run.last == len(words) - 1
        and texts[1].istitle()
        and texts[1].isalpha()
        and len(texts[1]) < of.SHORT
        and not (is_stop(texts[0]) or says_little(texts[0].casefold()))
        and texts[1].casefold() not in entries("zone_generic.txt")
    )


def _has_article(words: list[Word], run: Run) -> bool:
    return run.first > 0 and words[run.first - 1].text in ("the", "its", "our", "The")


def _names(words: list[Word], run: Run, kind: str, plural: bool, listed: bool = False, sheared: bool = False) -> bool:
    """Whether a run names a zone, and is not only what it is made of, or which of several it is; in a list rock may be a name."""
    texts = [word.text for word in words[run.first : run.last + 1]]
    name, folded = " ".join(texts), [text.casefold() for text in texts]
    if (
        folded in (["new"], ["van"])
        or (texts[0] in parts_of_names("step") and texts[-1].isdigit())
        or re.fullmatch(r"(?:gda|mga|amg|agd|nad|wgs|utm|psad|sad|etrs|sirgas)[ -]?\d*", folded[0])
        or texts[-1] in parts_of_names("age")
        or (
            folded[-1] in entries("zone_not_named.txt")
            and not (sheared and folded[-1] == "shear")
            and not (folded[-1] == "fault" and kind.casefold().startswith(("target", "prospect")))
        )
    ):
        return False
    if _DATED.search(name) or _COMPASS.fullmatch(name) or _ADDRESS.search(name) or (plural and _OF_REGION.search(name)):
        return False
    if re.fullmatch("[IVX]{1,4}", name) and run.first and words[run.first - 1].text in parts_of_names("step"):
        return False  # "the Phase II target"
    if len(name) > 45 or _MADE.search(name) or folded[-1] in of.OF_SITES or (kind in of.OF_MAPS and of.WHICH.fullmatch(name)):
        return False
    if re.fullmatch(r"[\d#. ]+", name):
        if run.last + 1 < len(words) and not listed:
            return False  # "11 priority open pits"; not "the 5034, Alder and Birch pipes"
        if run.first and (words[run.first - 1].text.casefold() in zone_kinds() or words[run.first - 1].text in parts_of_names("step")):
            return False
        if re.fullmatch(r"(?:19|20)\d\d", name) and run.first and words[run.first - 1].text in of.BEFORE_YEARS:
            return False  # "the Alder Zone in 2004 and the Birch Zones"
        return (
            not plural
            and bool(re.fullmatch(r"\d{1,4}|#\s?\d+", name))
            and not (kind.islower() and len(name) == 1)
            and not (kind.islower() and re.fullmatch(r"(?:19|20)\d\d", name))
        )
    place = mapping("geography.txt").get(name.casefold())
    of_land = place in ("country", "adjective") or (place == "region" and listed)
    if is_symbol(name) or (of_land and not (listed and place != "country" and kind.casefold() in of.OF_ORE_ALONE)):
        return False
    if (
        len(texts) == 1
        and texts[0].casefold() in parts_of_names("landscape") | parts_of_names("find")
        and kind[0].islower()
        and not _has_article(words, run)
    ):
        return False  # the end of a name that a column cut: "tonnes of | Hill prospect"
    if not listed and all(is_descriptor(text) for text in texts) and not _has_article(words, run):
        return False  # "Confirms Gold Discovery"
    if re.fullmatch(r"[A-Z]", name):
        before = words[run.first - 1].text if run.first else ""
        called = kind[0].isupper() or listed or before in ("the", "The")
        return called and (before in (",", "The") or (is_lower(before) and before not in ("a", "an")))
    if all(says_little(word) for word in folded):
        opens = run.first == 0 or words[run.first - 1].text in (".", ":", ";")
        told = any(word in soft_words() or word in of.TELLING for word in folded)
        named = run.first > 0 and words[run.first - 1].text in ("the", "its", "our") and all(text[0].isupper() for text in texts)
        proper = kind[0].isupper() or listed or (not opens and (named or all(word in soft_words() for word in folded) or "wall" in folded))
        return told and len(texts) <= 3 and proper and not plural
    return True
