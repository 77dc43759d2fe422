"""What a site holds: the commodities in its namings, and those whose ounces, grades or mineralization the text tells of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.context import Context, Sentence
from kg.extract.metal_words import Metal, metals_in
from kg.extract.site.context import heading_site, listed_with, section_site, table_site
from kg.extract.site.inherited import inherit
from kg.extract.site.issuer_metals import STAKE_IN, STAKE_REACH, in_company, of_company, of_name
from kg.extract.site.leads import leads
from kg.extract.site.names import NamingAt, SiteAt, Sites
from kg.extract.site.output_tables import IN_UNIT, metals_of_output
from kg.extract.site.row_cells import metals_of_rows
from kg.facts import FACILITIES
from kg.reference import notations
from kg.text.lexicons import entries, mapping
from kg.text.sections import HEADER
from kg.text.sieves import Sieved

# Words right behind a commodity that say that it is there, or comes from there.
_BEHIND = re.compile(
    r"^\)?(?:[ -](?:and|&|,)?)*(?: ?\([^()]{1,14}\))?[- ](?:mines?|projects?|deposits?|propert(?:y|ies)|producer|producing|"
    r"production|minerali[sz]\w*|resources?|reserves?|grades?|ounces|discover(?:y|ies)|mill head|concentrates?|recover\w+|"
    r"dor[eé]|sales|"
    r"exploration|developments?|sul(?:ph|f)ides?|systems?|zones?|prospects?|targets?|showings?|occurrences?|anomal\w+|values|assays|poured?|pours?|bearing|"
    r"targets|in soils?|in concentrates?|districts?|endowment|cathodes?|carbonate|hydroxide|potential|intercepts?|intersections?|results|over \d|"
    r"produced|sold|mined|recovered|inventory|ore|from (?:the|its|our)|portfolio|operations?|\(?(?:ounces|oz|koz|moz|lbs?|pounds|tonnes|kt|mlb|"
    r"000)|from \d|at \d|oxide|\d[\d,.]*(?: million| thousand)? (?:gold|silver) (?:ounces|oz))\b",
    re.IGNORECASE,
)
# Words right before it: an amount, a grade, a verb of finding or producing.
_AHEAD = re.compile(
    r"(?:\b(?:ounces|oz|koz|moz|pounds|lbs?|tonnes|tons|carats|kilograms|kg|kt|mt)\.?(?: \([^()]{1,12}\))?(?: of)?(?: "
    r"(?:payable|contained|recovered|refined|fine|in))*|\b(?:g/t|gpt|grams? per tonne|%|ppm|per cent|percent|opt|oz/ton|"
    r"oz/t|grams)(?: of)?|"
    r"\b(?:prospective for|minerali[sz]ed with|rich in|by-?products?(?: such as| including| of)?|producers? of|production "
    r"of|produc(?:e|es|ed|ing)|mines|mined|hosts?|hosting|enriched in|contain(?:s|ing)|exploring for|explores for|explor\w+ "
    r"for(?: and \w+)?(?: [\w-]+-hosted)?|pour(?:s|ed)|resources? of|(?:reserves?|resources?) (?:that |which )?includ(?:e|es|ing)|"
    r"deposits? of|minerali[sz]ation of|primarily|high[- ]grade|cut|returned|visible|focused on|concentrates? "
    r"of))\s(?:high[- ]grade |visible |metallurgical |thermal |flake |porphyry )*$",
    re.IGNORECASE,
)
# A capitalised metal before such a word is a name ("the Marble Zone"), and a metal between a name and it is another's.
_OF_ZONE = re.compile(r"^ (?:[Pp]rospects?|[Zz]ones?|[Tt]argets?|[Ss]howings?|[Oo]ccurrences?|[Vv]eins?|[Hh]ill|Mine)\b")
_OF_NAMED_ZONE = re.compile(r"[A-Z][\w-]+ $")
_FROM = re.compile(r"^[^,;]{0,30}\b(?:from|at|of|in)\s(?:the |its )?$")
_BESIDE = re.compile(r"\b(?:next to|beside|adjacent to|adjoin\w*|along strike (?:of|from)|surround\w*)\b[^.;,]*$")
# Who the company is, not what the site holds.
_SELF = re.compile(r"\b(?:is|as) an? [^.;]{0,140}?\b(?:company|producer|explorer|developer|miner)\b", re.IGNORECASE)
_LIST_LINK = re.compile(r"^(?:,| and|, and| &|/|-)+\s?$|^[ -]$")
_UNITS = r"(?:mg/[lL]|kt|g/t|gpt|grams? per tonne|ppm|ppb|%|oz/t(?:on)?|opt|kg/t|lb/t|oz|lb|koz|Moz|Mlb)"
_SYMBOL = Sieved(
    rf"\d\s?(?:million |billion )?{_UNITS}\s(?P<amount>[A-Z][A-Za-z0-9]{{0,4}})\b|"
    rf"\d{_UNITS}\s?(?P<close>[A-Z][A-Za-z0-9]{{0,4}})\b|(?<!\d\s)\b(?P<column>[A-Z][A-Za-z0-9]{{0,4}})\s?\(?{_UNITS}(?![\w])\)?|"
    rf"\({_UNITS}\s(?P<within>[A-Z][a-z]?)\)"
)


# What every assay of rock lists by its symbol, and is not for that what a site holds; words may tell so still.
_ASSAYED = entries("resource_impurities.txt") | frozenset("iron magnesium titanium potash phosphorus calcium sodium chlorine arsenic thorium".split())
_WHICH = re.compile(r"(?:[^.;,]{0,60}),? (?:which|that) (?:(?!, and |; | while )[^.;]|(?<=\d)\.(?=\d)){1,120}")  # "the mine, which produced 3 Moz of"
_FORMULA = re.compile(r"[a-z\d][A-Z]|[A-Z]\d")
_FIGURES = re.compile(r"(?<![\w.,])\d[\d,.]*")
_FAR = 700  # characters behind the last naming of a site from which words speak of it no more, unless a heading stands over them


def commodities_of(context: Context, sites: Sites, own: Sequence[SiteAt]) -> dict[SiteAt, list[Metal]]:
    """(commodity key, start, end in the reading text) for each commodity that the text ties to each site; the first place that does. `own` are
    the sites that the issuer holds.

    Words in a site's own naming count always; what a sentence tells counts for the site that it names nearest, and, where it names none,
    for the one that its paragraph, table or heading speaks of. What the company says of itself is the main site's, where nothing else is.
    """
    found: dict[SiteAt, dict[str, tuple[int, int]]] = {site: {} for site in sites.all}
    for site in sites.all:
        for naming in site.namings:
            for key in _described(naming):
                found[site].setdefault(_held(key), (naming.start, naming.end))
    often: Counter[tuple[int, str]] = Counter()
    for sentence in context.sentences:
        for chain in _told(sentence):
            told = [(key, sentence.start + start, sentence.start + end) for key, start, end in chain]
            told = [metal for metal in told if not in_company(context, metal[1], metal[2])]
            for site in _sites_of(context, sites, sentence, told[0][1], told[-1][2]) if told else ():
                named = any(other is site for _, other in sites.named_in(sentence.start, sentence.end))
                for key, start, end in told:
                    found[site].setdefault(_held(key), (start, end))
                    often[id(site), _held(key)] += named
    for site, (key, start, end) in (*metals_of_rows(context, sites), *metals_of_output(context, sites)):
        found[site].setdefault(_held(key), (start, end))
    for lead in leads(context, sites):
        for site in lead.sites:
            for key, start, end in metals_in(lead.words):
                found[site].setdefault(_held(key), (lead.start + start, lead.start + end))
    if context.is_report:
        _keep_sure(found, often)
    inherit(context, sites, found)
    looked_for = list(of_company(context))
    for site in sites.all:
        if not found[site] and (
            site is sites.main
            or (site.kind in ("mine", "deposit") and len({key for key, _, _ in looked_for}) == 1 and site.namings[0].start not in sites.aside)
        ):
            for key, start, end in looked_for:
                found[site].setdefault(_held(key), (start, end))
    if sites.main is not None and not found[sites.main]:
        for key, start, end in _of_lead(context):
            found[sites.main].setdefault(_held(key), (start, end))
    if sites.main is not None and not found[sites.main] and _is_alone(sites):
        for key, start, end in _of_release(context, sites):
            found[sites.main].setdefault(_held(key), (start, end))
    if sites.main is not None and not any(found.values()):
        for key, start, end in of_name(context):
            found[sites.main].setdefault(_held(key), (start, end))
    bare = [site for site in sites.all if not found[site] and site.kind not in FACILITIES and site.namings[0].start not in sites.aside]
    only, (key, start, end) = _main_metal(context, sites) if bare else (False, ("", 0, 0))
    for site in bare if key else ():
        if only or (site.kind == "mine" and site in own):
            found[site][_held(key)] = start, end
    return {site: sorted((key, *place) for key, place in metals.items() if not key.endswith("equivalent")) for site, metals in found.items()}


def _keep_sure(found: dict[SiteAt, dict[str, tuple[int, int]]], often: Counter[tuple[int, str]]) -> None:
    """Leaves a site of which a report itself says what it holds ("the X copper-gold project") that, and what two sentences with its name tell:
    what stands about it else is told of all."""
    for site, metals in found.items():
        own = {_held(key) for naming in site.namings for key in _described(naming)}
        for key in [key for key in metals if own and key not in own and often[id(site), key] < 2]:
            del metals[key]


def _is_alone(sites: Sites) -> bool:
    """Whether the main site is the only one of which the release tells news."""
    return all(site is sites.main or site.kind in FACILITIES or site.namings[0].start in sites.aside for site in sites.all)


# What is no metal of the site: prices, and what a metal is used for.
_OF_MARKET = re.compile(
    r"[- ](?:prices?|market|demand|supply|bullion|industry|sector|companies|company|producers?|explorers?|developers?|miners?|equities|streaming|"
    r"batter(?:y|ies))\b",
    re.IGNORECASE,
)
_PRICED = re.compile(r"(?:\bprices? (?:of|for)|[$/]|\bper (?:ounce|pound|tonne|oz|lb)(?: of)?|market for|-) ?$", re.IGNORECASE)


def _of_release(context: Context, sites: Sites) -> Iterator[Metal]:
    """Every metal of which a release about one site speaks as of something in the ground."""
    for sentence in context.sentences:
        for key, start, end in metals_in(sentence.text):
            low, high = sentence.start + start, sentence.start + end
            namings = [naming for naming, _ in sites.named_in(low - 60, high + 60)]
            named = any(at.start <= low < (at.end if at.start in sites.aside else at.start + len(at.name)) for at in namings)
            if named or in_company(context, low, high) or _OF_MARKET.match(sentence.text, end) or _PRICED.search(sentence.text[:start]):
                continue
            yield key, low, high


def _of_lead(context: Context) -> Iterator[Metal]:
    """The metals that the title and the paragraph that opens the release speak of as being in the ground."""
    lead = next((part for part in context.telling if part.section != HEADER and part.block.kind == "paragraph" and len(part.text) > 120), None)
    if lead is None:
        return
    for key, start, end in metals_in(lead.text):
        low, high = lead.start + start, lead.start + end
        if _BEHIND.match(lead.text[end : end + 60]) and not in_company(context, low, high):
            yield key, low, high


def _main_metal(context: Context, sites: Sites) -> tuple[bool, Metal]:
    """The first naming of the metal of which a release speaks nearly always, and whether it speaks of that alone; an empty key where it speaks of
    several alike, or of none."""
    first: dict[str, Metal] = {}
    often: Counter[str] = Counter()
    tied: set[str] = set()  # to a site by its own name: "the Alder coal mine"
    for part in context.telling:
        for key, start, end in metals_in(part.text):
            low, high = part.start + start, part.start + end
            named = any(naming.start <= low < naming.end for naming, _ in sites.named_in(low - 60, high + 60))
            if not named and re.match(r"[A-Z][a-z]+ [A-Z][a-z]", part.text[start : end + 3]) and part.block.kind == "paragraph":
                continue  # a name: "at Gold Bar"
            if named:
                tied.add(_held(key))
            elif not in_company(context, low, high):
                first.setdefault(_held(key), (key, low, high))
                often[_held(key).removesuffix(_EQUIVALENT)] += 1
    main, count = often.most_common(1)[0] if often else ("", 0)
    main = "" if first.keys() == {"lead"} else main  # more likely a verb
    mostly = len(first) == 1 or (count >= _OFTEN and count >= _NEARLY_ALL * often.total())
    return len(first) == 1, first[main] if mostly and main in first and tied <= {main} else ("", 0, 0)


_EQUIVALENT = "-equivalent"
_OFTEN, _NEARLY_ALL = 4, 0.8  # how often a release speaks of a metal that all its sites hold, and what part of all its words on metals


def _held(key: str) -> str:
    return mapping("site_metals.tsv").get(key, key)


def _described(naming: NamingAt) -> Iterator[str]:
    words = f"{naming.descriptors} {naming.longer[len(naming.name) :] if naming.longer.startswith(naming.name) else ''}"
    for key, _, _ in metals_in(words):
        yield key
    for word in re.split(r"[\s/&,()-]+", words):
        if word in notations("commodity") and len(word) > 1:
            yield notations("commodity")[word]
    if "collier" in naming.descriptors:
        yield "coal"


def _told(sentence: Sentence) -> Iterator[list[Metal]]:
    """The commodities of a sentence that stand beside words of amount, grade or mineralization; of a list all, where one does."""
    text = sentence.text
    chain: list[Metal] = []
    for metal in metals_in(text):
        if STAKE_IN.search(text, max(0, metal[1] - STAKE_REACH), metal[1]):
            continue
        if _FORMULA.search(text, metal[1], metal[2]) and {metal[0], _held(metal[0])} & _ASSAYED:
            continue
        if chain and not _LIST_LINK.match(text[chain[-1][2] : metal[1]]):
            if _is_there(text, chain):
                yield chain
            chain = []
        chain.append(metal)
    if chain and _is_there(text, chain):
        yield chain
    for found in _SYMBOL.finditer(text):
        symbol = found["amount"] or found["close"] or found["column"] or found["within"]
        if found["column"] == "K" or (len(symbol) == 1 and symbol != "U"):
            continue  # "K oz": thousands; "58% Y": a letter
        if (key := notations("commodity").get(symbol)) and not {key, _held(key)} & _ASSAYED:
            yield [(key, found.start(), found.end())]


def _is_there(text: str, chain: list[Metal]) -> bool:
    before, behind = text[max(0, chain[0][1] - 50) : chain[0][1]], text[chain[-1][2] : chain[-1][2] + 40]
    if _OF_ZONE.match(behind) and (text[chain[0][1]].isupper() or _OF_NAMED_ZONE.search(before)):
        return False
    if before.strip(" \u2022*-") == "" and behind[:1] == ":":
        return True  # the label of a paragraph: "Manganese: ore production at ..."
    return any(found is not None for found in (_BEHIND.match(behind), _AHEAD.search(before), IN_UNIT.match(behind)))


def _sites_of(context: Context, sites: Sites, sentence: Sentence, start: int, end: int) -> list[SiteAt]:
    """The sites that a place in a sentence speaks of: one, or the members of a list ("nickel from the Alder West and Birch mines")."""
    text = context.reading.text
    near = sites.named_in(max(sentence.start, start - 500), min(sentence.end, end + 500))
    if any(naming.start <= start < naming.end and naming.start in sites.aside for naming, _ in near):
        return []  # "near the Alder lithium deposit": the neighbour's own
    named = [pair for pair in near if not _is_beside(sites, text, pair[0], start)]
    mining = [(naming, site) for naming, site in named if site.kind not in FACILITIES]
    if any(naming.start <= start < naming.start + len(naming.name) for naming, _ in mining if naming.kind and not naming.longer):
        return []  # a metal of the name itself: "the Luna/Quicksilver project"
    if inside := [site for naming, site in mining if naming.start <= start < naming.end]:
        return inside[:1]
    for naming, _ in named:
        if naming.start >= end and _FROM.match(text[end : naming.start]):
            others, first, last = listed_with(sites, sentence, naming)
            return [site for other, site in named if other in others[first : last + 1]]
    if mining:
        before = [(naming, site) for naming, site in mining if naming.end <= start]
        if before and (re.search(r", an? (?:[\w-]+ )?$", text[sentence.start : start]) or _WHICH.fullmatch(text[before[-1][0].end : start])):
            return [before[-1][1]]
        return [min(mining, key=lambda pair: (max(pair[0].start - end, start - pair[0].end), pair[0].start))[1]]
    last_named = None if _is_in_row_of_another(sites, text, sentence, start) else sites.last_before(start, max(sentence.part.start, start - _FAR))
    if named or (last_named is None and _SELF.search(sentence.text)):
        return []
    site = last_named or (table_site(context, sites, sentence.part) if sentence.part.block.kind == "table" else None)
    if site is None and context.once(_find_many)[0] and heading_site(context, sites, sentence.part.start) is None:
        return []  # "total production from our five operating mines": of all of them
    site = site or section_site(context, sites, start)
    return [site] if site and (site is not sites.main or _is_near(sites, site, start)) else []


_MANY = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: [\w%-]+){0,3}? (?:operating|producing) (?:[\w-]+ ){0,3}"
    r"(?:mines|operations|assets)\b|"
    r"\b(?:operating|producing) mines in (?:[\w-]+ )?(?:\w+,|\w+ and) "
)


def _find_many(context: Context) -> Iterator[bool]:
    """Whether the issuer says that it works several mines, so that what it says of itself is of no single one."""
    yield _MANY.search(context.reading.text) is not None


def _is_in_row_of_another(sites: Sites, text: str, sentence: Sentence, at: int) -> bool:
    """Whether the site named last before a row of a table only labels a row of figures of its own: what comes below it is not said of it."""
    if sentence.part.block.kind != "table":
        return False
    before = [naming for naming, _ in sites.named_in(sentence.part.start, at)]
    row = text[before[-1].end : text.find("\n", before[-1].end)] if before else ""
    return len(_FIGURES.findall(row)) > 1


def _is_near(sites: Sites, site: SiteAt, at: int) -> bool:
    """Whether the main site is named not far before a place, or is the only one that the words could mean."""
    last = sites.last_before(at, max(0, at - 2 * _FAR))
    if _is_alone(sites) or (last is not None and last is not site):
        return _is_alone(sites)
    return any(-_FAR < at - naming.end < 2 * _FAR for naming in (*site.namings, *site.references))


def _is_beside(sites: Sites, text: str, naming: NamingAt, start: int) -> bool:
    """Whether a naming only says where something else lies; what follows it behind "which" is told of it all the same."""
    if naming.start not in sites.aside and not _BESIDE.search(text[max(0, naming.start - 60) : naming.start]):
        return False
    return naming.end > start or re.match(r"[^.;]{0,60}?, (?:which|where|whose) ", text[naming.end : start]) is None
