"""The way of mining that stands beside a name in a label of a resource table: "Open Pit (Main Zone)", "Portage Zone - Underground"."""

from __future__ import annotations

import re

from kg.text.letters import UPPER
from kg.text.lexicons import entries

_METHOD = (
    r"(?:(?:conceptual )?open[- ]?(?:pit(?:table)?|cut)(?: constrained)?|(?:in|out[- ]of|ex|below)[- ]pit|"
    r"(?:optimi[sz]ed |conceptual )?pit[- ](?:constrained|shell)"
    r"|underground|u/?g|o/?p)"
)
_AHEAD = re.compile(rf"{_METHOD}(?P<mark> ?[-\u2013\u2014:,(]+ ?| of (?:the )?| )(?P<name>[{UPPER}][^()]*)\)?", re.IGNORECASE)
_BEHIND = re.compile(rf"(?P<mark> ?[-\u2013\u2014:,(]+ ?| ){_METHOD}\)?(?= (?:mineral |ore )?(?:resources?|reserves?)$|$)", re.IGNORECASE)
_OF_WAY = re.compile(r"(?:mines?|mining|mineable|constrained|cut-?off|cut-?offs|shell|material|ore|tonnes|ounces)\b", re.IGNORECASE)


def name_span(label: str) -> tuple[int, int]:
    """Where the name stands in a label, without the way of mining ahead of it or behind it; the whole label where it tells none, or where the
    way is a part of the name: "North Open Pit"."""
    whole = (0, len(label))
    ahead = _AHEAD.fullmatch(label)
    if ahead and ahead["name"][:1].isupper() and not _OF_WAY.match(ahead["name"]):
        return ahead.span("name") if _is_name(ahead["name"], ahead["mark"]) else whole
    behind = _BEHIND.search(label)
    if behind and behind.start() and label[:1].isupper() | label[:1].isdigit():
        return (0, behind.start()) if _is_name(label[: behind.start()], behind["mark"]) else whole
    return whole


def _is_name(words: str, mark: str) -> bool:
    """Whether words are a name of their own: those that only a blank parts from the way are more than a direction."""
    return mark != " " or not all(word.casefold() in entries("zone_generic.txt") for word in words.split())
