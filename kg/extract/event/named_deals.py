"""Deals told of a site by its name alone: "bought Alder outright from Birch Ltd. in 2010", "Alder, sold in March 2016 to a private group".

The triggers know a deal by what is dealt in ("the mine", "an interest"); a name says as much where a site is known to bear it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.extract.context import Context
from kg.extract.event.grammar import DID, Trigger
from kg.extract.event.hits import Hit, find_hits, is_denied
from kg.extract.event.plain import plain
from kg.extract.event.texts import Text
from kg.text.sieves import Sieved

_TYPES = {
    "acquisition": r"acquired|bought|purchased|picked up|took over|taken over|bought out|snapped up",
    "divestiture": r"sold|divested|disposed of|sold off|vended",
    "option-agreement": r"optioned(?: out)?",
}
_DONE = "|".join(_TYPES.values())
_MAY = Sieved(rf"\b(?:{_DONE})\b", re.IGNORECASE)
# Between a verb and the name of what is dealt in, and nothing that lies by it or is taken from it.
_TO_NAME = (
    r"(?: (?:the|its|our|their|this|that|an?|all|both|half|most|part|of|in|remaining|other|[\d.]+%|interests?|stakes?|former|old|idle|dormant|nearby|"
    r"neighbou?ring|(?:past-)?producing|historic|small|wholly[- ]owned|[\w.]+-owned)){0,7} "
)
_VERB = re.compile(
    rf"\b(?<!to be )(?<!been )(?<!being )(?:(?:has|have|had) (?:also |since |then |now )?)?(?P<verb>{_DONE}){_TO_NAME}$", re.IGNORECASE
)
_KIND = r"(?: (?:mine|project|property|deposit|mill|plant|claims|concessions?|ground|mine and mill|smelter|licen[cs]es?|tenements?)){0,2}"
_PLACE = r"(?:,? (?:in|near|north|south|east|west) [^;.]{2,50}?,?)?"
_BEHIND = re.compile(
    rf"{_KIND}(?: \([^()]{{1,40}}\))?{_PLACE}"
    r"(?: (?:was|were|has been|had been) (?:(?:first|then|later|also|since|subsequently|originally|recently) )?|,? (?:which|that) (?:was|were) |, )"
    rf"(?P<verb>{_DONE})\b(?= (?:by|from|to|in|on|for|out|outright|during|at|through)\b)",
    re.IGNORECASE,
)
_TRIGGERS = {kind: Trigger(kind, DID, (), ()) for kind in _TYPES}


def hits_of(context: Context, one: Text, announces: bool, void: Collection[Hit] = ()) -> list[Hit]:
    """What the triggers meet in a text, and the deals that it tells of sites by their names, in its order."""
    found = find_hits(one.text, one.kind in ("title", "bullet"), announces, void)
    if one.kind in ("title", "speech") or not _MAY.search(one.text):
        return found
    deals = {hit.trigger.type for hit in found} & _TYPES.keys()
    named = (hit for hit in _named(context, one) if hit.trigger.type not in deals and not any(_overlap(hit, other) for other in void))
    return sorted([*found, *named], key=lambda hit: hit.start)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.trigger.type == other.trigger.type and one.start < other.end and other.start < one.end


def _named(context: Context, one: Text) -> Iterator[Hit]:
    """The deals of sites that are named right behind the verb, or before it."""
    text = plain(one.text)
    for naming, _ in context.sites.named_in(one.start, one.start + len(one.text)):
        start, end = naming.start - one.start, naming.end - one.start
        told = _VERB.search(text, max(0, start - 90), start) or _BEHIND.match(text, end)
        if told is None or _is_of_a_firm(context, naming.start, naming.end):
            continue
        kind = next(kind for kind, verbs in _TYPES.items() if re.fullmatch(verbs, told["verb"], re.IGNORECASE))
        hit = Hit(_TRIGGERS[kind], min(told.start(), start), max(told.end(), end))
        if not is_denied(text, hit.start, hit.end, hit.trigger):
            yield hit


def _is_of_a_firm(context: Context, start: int, end: int) -> bool:
    """Whether a name is but the first words of that of a company."""
    return any(other.start <= start and other.end > end for other, _ in context.namings(start, end))
