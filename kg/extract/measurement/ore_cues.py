"""The metric of an amount of ore, where the words beside it are those of production: what was mined, milled or sold, or a rate of it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.measurement.cues import Cue
from kg.text.commodities import commodity_at, find_commodities
from kg.text.quantities import Quantity


def _names_metal(text: str, cue: Cue, quantity: Quantity) -> bool:
    """Whether a rate of production is one of metal: named before the cue, or right behind the figure."""
    of = re.match(r"[ \n]of[ \n](?:[a-z]+-grade[ \n]|payable[ \n]|contained[ \n]|refined[ \n])?", text[quantity.end :])
    behind = commodity_at(text, quantity.end + of.end()) if of else None
    since = quantity.start if cue.carried else cue.start
    return behind is not None or bool(find_commodities(text[max(0, cue.start - 25) : since]))


_GRADED = re.compile(
    r"[ \n](?:of[ \n](?:ore|material|mineralization)[ \n])?(?:@|at|grading|averaging)[ \n]?"
    r"(?:(?:an?|average|grade|of|head|mined)[ \n]){0,5}\d[\d.]* ?(?:g/t|oz/t|gpt|%)",
    re.IGNORECASE,
)
_FROM_ORE = re.compile(
    r"\d ?(?:k?oz|Moz|ounces|pounds|M?lbs?|k?g|(?:kilo)?grams|carats)\b[^.;]{0,60}\b"
    r"from(?: (?:about|some|approximately|a total of|only|just|an?|the))*[ \n]$",
    re.IGNORECASE,
)

# "85,780 ounces (719,300 tonnes at 3.9 g/t)": the ore of which they were made.
_BRACKETED_ORE = re.compile(r"\d[ \n]?(?:k?oz|Moz|(?:gold |silver )?ounces)(?:[ \n]of[ \n](?:gold|silver))?[ \n]?\((?:from[ \n])?$", re.IGNORECASE)
_OF_METAL = re.compile(r"\b(?:payable|contained|recovered|refined|saleable) (?:[a-z]+ ){1,2}(?:[a-z]+ ){0,2}$", re.IGNORECASE)

# "delivered 100,000 pounds under term contracts and 50,000 pounds into the spot market"
_TO_BUYERS = re.compile(
    r"[ \n](?:of[ \n][\w-]+[ \n])?(?:under|into|to)[ \n](?:(?:its|the|our|a|an|existing|long-?term|term|sales|supply|forward|spot)[ \n]){0,3}"
    r"(?:contracts?|agreements?|market|customers?|buyers?|off-?takers?)\b",
    re.IGNORECASE,
)
_TREATS = re.compile(r"\b(?:ore|rock|mill\w*|plant|concentrator|throughput|process\w*|treat\w*|mining|mined|feed)\b", re.IGNORECASE)
_PRODUCT = re.compile(r"[ \n](?:of[ \n])?(?:\w+[ \n])?(?:cathode|matte|carbonate|hydroxide|spodumene|LCE|metal)s?\b", re.IGNORECASE)
_OF_THE_MILL = re.compile(r"\b(?:mill|plant|concentrator)\b(?![ \n](?:produced|production|yielded))", re.IGNORECASE)  # "the mill set a record of"


_ORE_AHEAD = re.compile(r"(?<!iron )(?<!Iron )\b[Oo]re[ \n]$")  # "ore production": what was dug, unless it is what is sold


_THROUGHPUT = re.compile(r"(?:average |daily |mill )*throughput\b", re.IGNORECASE)
_IN_A_TIME = re.compile(
    r"[ \n](?:in|for|during|over)[ \n](?:the[ \n])?(?:(?:first|second|third|fourth|last|full)[ \n])?"
    r"(?:quarter|half|year|month|[QH][1-4]|(?:19|20)\d\d)\b"
)


def of_ore(cue: Cue, text: str, quantity: Quantity) -> Cue:
    """A production of ore is ore mined; a record of tonnes is one of what was done with them."""
    if cue.metric == "production" and _TO_BUYERS.match(text, quantity.end) and not re.search(r"\bproduced\b", text[: quantity.start]):
        return replace(cue, metric="sales")
    made = re.search("produc|output", text[cue.start : cue.end], re.IGNORECASE) is not None
    if cue.metric == "throughput" and quantity.unit == "t/a" and made and (_names_metal(text, cue, quantity) or not _TREATS.search(text)):
        return replace(cue, metric="production")
    if cue.metric == "throughput" and quantity.unit == "t/a" and _OF_METAL.search(text[: quantity.start]):
        return replace(cue, metric="production")
    if cue.metric == "capacity" and _THROUGHPUT.match(text, cue.start) and _IN_A_TIME.match(text, quantity.end):
        return replace(cue, metric="throughput")
    rate = cue.metric == "throughput" or (cue.metric == "capacity" and "capacity" not in text[cue.start : cue.end].lower())
    if rate and quantity.unit == "t/a" and _PRODUCT.match(text, quantity.end):
        return replace(cue, metric="production")
    if cue.metric != "production" or quantity.unit not in ("t", "st"):
        return cue
    behind, metric = text[quantity.end : quantity.end + 40], ""
    product = re.search(
        r"concentrate|spodumene|carbonate|hydroxide|cathode|dor[eé]\b", text[max(0, cue.start - 25) : cue.end] + behind, re.IGNORECASE
    )
    bracketed = _BRACKETED_ORE.search(text, max(0, quantity.start - 60), quantity.start) is not None and not re.match(r"[ \n]of[ \n](?!ore)", behind)
    if bracketed or _FROM_ORE.search(text[: quantity.start]):
        return replace(cue, metric="ore-processed")
    if (
        (quantity.high or 0) > 1000
        and _OF_THE_MILL.search(text, max(0, cue.start - 60), cue.end)
        and not product
        and not _names_metal(text, cue, quantity)
    ):
        return replace(cue, metric="ore-processed")
    hauled = re.search(r"\b(?:total|mine)[ \n]$", text[max(0, cue.start - 7) : cue.start]) and re.match(r"mine\b|production\b", text[cue.start :])
    if hauled and "mine" in text[max(0, cue.start - 6) : cue.end] and (quantity.high or 0) >= 1_000_000 and not _names_metal(text, cue, quantity):
        return replace(cue, metric="ore-mined")
    if (
        re.match(r"[ \n]of[ \n](?!iron)(?:\w+[ \n])?ore\b(?![ \n]concentrate)", behind)
        or (_GRADED.match(text, quantity.end) and not product)
        or (_ORE_AHEAD.search(text, max(0, cue.start - 16), cue.start) and not product and not _names_metal(text, cue, quantity))
    ):
        metric = "ore-mined"
    elif "record" in text[cue.start : cue.end].lower():
        metric = (
            "ore-processed"
            if re.search(r"\b(?:milled|processed|treated)\b", behind)
            else "ore-mined"
            if re.search(r"\b(?:mined|hoisted)\b", behind)
            else ""
        )
    return replace(cue, metric=metric) if metric else cue
