"""The site that the words of a sentence give a figure: the last named before it, or one right behind that they tie to it."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.measurement.cues import DRILLING
from kg.extract.measurement.joint_sites import is_left_out, next_source
from kg.extract.measurement.turn_sites import in_turn, of_clause, whole_of
from kg.extract.site.names import SiteAt
from kg.extract.site.words import NamingAt

# "17 holes totalling 2,150 m will be drilled at": what stands between holes and their place.
_LENGTH = re.compile(r"[ \n](?:for|totall?ing|of|\()[ \n]?(?:a[ \n]total[ \n]of[ \n])?[\d,.]+[ \n]?(?:m|metres|meters)\b\)?")
_AND_ANOTHER = re.compile(r"(?:,|[ \n](?:and|&))[ \n][A-Z]")
_OF_THE_NEXT = re.compile(
    r"(?:[ \n]mine)?[ \n](?:(?:of|was|were|totalled|about|approximately|some|just|over|nearly|around|a|record)[ \n]){0,3}[A-Z]{0,3}[$\d]"
)  # "and from Alder 9,400 ounces"
# "the A concentrator, which treats ore from B, was": what stands in such a clause is not what the sentence tells of.
_CLAUSE = re.compile(r", (?:which|where|whose|together with|along with|unlike|compared with|adjoining|near) [^,;]{3,140},")
# "Strong quarter led by Osprey; guidance raised to": a mine that is but named as the cause.
IS_CAUSE = re.compile(
    r"\b(?:led|driven|supported|boosted|underpinned|helped|aided|anchored)[ \n]by[ \n](?:[\w-]+[ \n]){0,6}$|"
    r"\b(?:thanks|due|owing)[ \n]to[ \n](?:[\w-]+[ \n]){0,6}$",
    re.IGNORECASE,
)
# "rising to 90,000 ounces as the Osprey underground project ramps up": likewise
_WHILE = re.compile(r"\b(?:as|once|when|with|while)[ \n](?:(?:the|its|our|first|ore|production|output|from|at)[ \n]){0,4}$", re.IGNORECASE)
_GROWS = re.compile(
    r"[ \n](?:[\w-]+[ \n]){0,4}?(?:ramps?|ramping|ramp-up|comes?|coming|enters?|starts?|begins?|reaches|contributes?|(?:is|are)[ \n]commissioned)\b"
)


def is_cause(text: str, low: int, start: int, end: int) -> bool:
    """Whether a site named at `start` to `end` is but the cause of what a sentence from `low` tells."""
    if IS_CAUSE.search(text, low, start):
        return True
    return _WHILE.search(text, max(low, start - 60), start) is not None and _GROWS.match(text, end) is not None


# "the 33,000+ hectare Gochar Lake"
_ATTRIBUTIVE = re.compile(r"\+?(?:[ \n-]hectare)?[ \n](?:(?!at\b|in\b|of\b|and\b|near\b|on\b|from\b|to\b|for\b)[a-z][a-z-]*[ \n]){0,3}")
# "3,700 hectares in the Osprey Project", "a 460 hectare tin property (Larkin)"
_LAND_IN = re.compile(
    r"[ \n](?:of[ \n](?:[a-z-]+[ \n]){1,4})?(?:in|at|within|on|across|over)[ \n](?:the[ \n]|its[ \n]|our[ \n])?|"
    r"[ \n-](?:[\w/-]+[ \n]){1,5}\("
)
_COUNTRY = re.compile(r"(?:[ \n]\w+)?[ \n](?:district|camp|belt|region|corridor|trend|basin)\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\b(?:of which|including)\b[^.;]*\d")  # "410,000 tonnes, of which 140,000 tonnes came from the Alder deposit"
_GOES_ON = re.compile(r"(?:[ \n]mine)?[;,][ \n](?!which|where|with|at\b|producing|contributing|whose)")
# What may also lead to the place of a figure behind it: "$5 million allocated to Alder", "2,000 m in Birch".
_ALSO = {**dict.fromkeys(DRILLING, "|in|into|within"), "capex": "|to", "exploration-budget": "|to"}
OF_EITHER = frozenset({"production", "sales", "cash-cost", "aisc", "realized-price", "capex", "exploration-budget"})


def site_in_sentence(context: Context, sentence: Sentence, metric: str, start: int, end: int) -> tuple[SiteAt | None, bool]:
    """The site named last before the figure in its sentence, else first behind it where the words tie it to the figure;
    and whether they do."""
    text, all_named = context.reading.text, context.sites.named_in(sentence.start, sentence.end)
    if found := in_turn(text, all_named, start, end, sentence.end) or of_clause(text, all_named, start):
        return found, True
    if metric == "land-area" and (whose := next((site for naming, site in all_named if _is_land_of(text, end, naming)), None)):
        return whose, True
    named = [(naming, site) for naming, site in all_named if naming.start not in context.sites.aside]
    named = [pair for pair in named if not is_left_out(text, sentence.start, pair[0].start)]
    named = [pair for pair in named if not (_GOES_ON.match(text, pair[0].end) and IS_CAUSE.search(text, sentence.start, pair[0].start))]
    ahead = [pair for pair in named if pair[0].end <= start]
    clauses = [found.span() for found in _CLAUSE.finditer(text[sentence.start : start])]
    told = [pair for pair in ahead if not any(low <= pair[0].start - sentence.start < high for low, high in clauses)]
    ahead = told or ahead
    for naming, site in all_named:  # also one that a word of place leads: "drilling planned at"
        if naming.start in context.sites.aside and _AND_ANOTHER.match(text, naming.end):
            continue
        if (
            naming.start >= end
            and not _OF_THE_NEXT.match(text, naming.end)
            and naming.start - end < (90 if metric == "drill-holes" else 70)
            and re.fullmatch(
                r"(?![^;.\d]{0,50}\b(?:with(?! an? )|while|as|balance|remainder|"
                r"rest|including|owing to|due to|because of|as a result of|despite|following|thanks to|driven by|led by|reflecting|helped by|"
                r"boosted by|"
                r"supported by|underpinned by)\b)"
                r"(?![^;.\d(]{0,30}\),\s(?!(?:at|from|in|on)\b))"
                rf"[^;.\d]{{0,50}}\b(?:at|from|by|on|for|of{_ALSO.get(metric, '')})\s"
                r"(?:the |its |our |(?:the )?Company's |100%-owned |wholly[- ]owned )*",
                _LENGTH.sub("", text[end : naming.start], count=1) if metric == "drill-holes" else text[end : naming.start],
                re.IGNORECASE,
            )
        ):
            return site, True
    if ahead and (other := next_source(text, (ahead[-1][0].start, ahead[-1][0].end), start, end)):
        return next((site for naming, site in named if naming.start == other.start("name")), None), True
    if ahead:
        part = re.search(r"\bof which\s(?:the\s)?$", text[max(sentence.start, ahead[-1][0].start - 20) : ahead[-1][0].start]) is not None
        return ahead[-1][1], part and re.search(r"[,;]", text[ahead[-1][0].end : start]) is None
    if metric not in OF_EITHER and named and len({site.name for _, site in named}) == 1:
        told_before = metric in DRILLING and context.sites.last_before(sentence.start, sentence.part.start) is not None
        apart = told_before or _OF_WHICH.search(text, end, max(end, named[0][0].start)) is not None
        return (None if apart and named[0][0].start > end else named[0][1]), False
    return whole_of(context, sentence), False


def _is_land_of(text: str, end: int, naming: NamingAt) -> bool:
    """Whether the words between an area and the name behind it tie them, and it is no country about the site: "40 acres in the Osprey district"."""
    if _ATTRIBUTIVE.fullmatch(text, end, naming.start):
        return True
    return _LAND_IN.fullmatch(text, end, naming.start) is not None and not _COUNTRY.match(text, naming.end)
