"""The metals of mines whose amounts a paragraph gives without them, having named the metal of the first: "produced 112,000oz of gold. Alder
contributed 41,900oz, Birch 27,300oz plus 3,600t of copper", "92,100 ounces at Alder and 61,000 ounces at Birch"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.metal_words import Metal, metals_in
from kg.extract.site.names import SiteAt, Sites
from kg.facts import FACILITIES

_OUNCES, _TONNES, _POUNDS = "oz", "t", "lb"
_UNITS = {
    **dict.fromkeys(("oz", "ounces", "ounce", "koz", "moz"), _OUNCES),
    **dict.fromkeys(("t", "tonnes", "tons", "kt", "mt"), _TONNES),
    **dict.fromkeys(("lb", "lbs", "pounds", "mlb"), _POUNDS),
}
_AMOUNT = re.compile(
    r"(?<![\w.,$])\d[\d,]*(?:\.\d+)?(?:\s(?:million|thousand))?\s?(?P<unit>oz|ounces?|koz|Moz|tonnes|tons|kt|Mt|t|lbs?|pounds|Mlb)\b(?!/)"
)
_OF = re.compile(r"(?: of)?(?: (?:payable|saleable|contained|recovered|refined|fine|in))* ")  # between an amount and its metal
# Between a metal and its amount: "Copper production for the quarter was | 138,800 tonnes".
_YIELD = re.compile(r"[ -](?:production|output|sales|produced|poured)\b[^.;\n\d]{0,60}(?:\d{1,2}(?:st|nd|rd|th)?[^.;\n\d]{0,40})?")
# What is weighed and is no metal, and what lies in the ground.
_OF_ORE = re.compile(
    r"\b(?:ore|mined|milled|processed|treated|crushed|stacked|throughput|resources?|reserves?|material|waste|measured|indicated|inferred|"
    r"concentrates?|capacity|per)\b",
    re.IGNORECASE,
)
_BEHIND_SITE = re.compile(
    r"(?: mine| operation)?(?: \([^()\n]{1,30}\))?,?:?(?: (?!and |with )[a-z][a-z-]*){0,5}"
    r"(?: \d[\d,.]*\s?[A-Za-z]+ (?:plus|and))? ?"
)
_BEFORE_SITE = re.compile(r",? (?:at|from) (?:the |its |our )?")


def metals_left_out(context: Context, sites: Sites) -> Iterator[tuple[SiteAt, Metal]]:
    """The metal of each amount that stands beside a mine without one, by the last amount in the same unit of its paragraph that has one."""
    for part in context.telling:
        if part.block.kind in ("table", "heading") or len(amounts := list(_AMOUNT.finditer(part.text))) < 2:
            continue
        named = [(naming, site) for naming, site in sites.named_in(part.start, part.start + len(part.text)) if site.kind not in FACILITIES]
        metals = metals_in(part.text) if named else []
        last: dict[str, Metal] = {}
        for amount in amounts if metals else ():
            unit = _UNITS[amount["unit"].casefold()]
            if (own := _metal_of(part.text, amount, metals)) is not None:
                last[unit] = own
            if unit not in last or _OF_ORE.search(part.text, amount.end(), amount.end() + 24):
                continue
            for naming, site in named:
                low, high = naming.start - part.start, naming.end - part.start
                behind = _BEHIND_SITE.fullmatch(part.text, high, amount.start()) if high <= amount.start() else None
                before = _BEFORE_SITE.fullmatch(part.text, amount.end(), low) if low >= amount.end() else None
                if (behind and not _OF_ORE.search(behind.group())) or before:
                    key, start, end = last[unit]
                    yield site, (key, part.start + start, part.start + end)


def _metal_of(text: str, amount: re.Match[str], metals: list[Metal]) -> Metal | None:
    """The metal that the words right behind an amount, or before it, say it is of."""
    for metal in metals:
        if metal[1] >= amount.end() and _OF.fullmatch(text, amount.end(), metal[1]):
            return metal
    before = [metal for metal in metals if metal[2] <= amount.start() and _YIELD.fullmatch(text, metal[2], amount.start())]
    return before[-1] if before else None
