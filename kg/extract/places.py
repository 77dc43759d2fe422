"""Where a site lies, as the words behind its name say: "located northwest of Thunder Bay, Ontario"."""

from __future__ import annotations

import re

from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import mapping

_WORD = rf"[{UPPER}][\w'.-]*\w"
_NAME = rf"(?:{_WORD}|of|de|del|la|the|and)(?:[ -](?:{_WORD}|of|de|del|la|the|do|du|des))*"
_DIRECTION = (
    r"(?:(?:approximately |about |some |roughly |just )?(?:\d[\d,.]*[- ]?(?:km|kilomet(?:re|er)s?|miles?|m)\s)?(?:to the "
    r")?(?:north|south|east|west|northeast|northwest|southeast|southwest|north[- ](?:east|west)|south[- ](?:east|west)|due "
    r"\w+)\s(?:of|from)\s(?:the (?:city|town|community) of\s)?)"
)
_LOCATED = re.compile(
    rf"^(?:\s?\([^()]{{1,60}}\))?,?\s(?:(?:which is |that is |is |are )?(?:located|situated|lying|lies|"
    rf"found)\s)?(?:(?P<far>{_DIRECTION})|(?:in|within|near|on)\s)"
    rf"(?P<kind>(?:the\s)?(?:[{LOWER}-]+\s){{0,4}})(?P<place>{_NAME}(?:(?:,\s|\s(?:in|of)\s(?:the\s)?(?:[{LOWER}-]+\s){{0,2}}){_NAME}){{0,4}})"
)


def find_place(text: str, at: int) -> tuple[str, int, int] | None:
    """The place named right behind an offset, as written from its direction or adjective on; None unless part of it is a known place."""
    found = _LOCATED.match(text[at : at + 200])
    if not found:
        return None
    start = found.start("far") if found["far"] else found.start("kind") + len(_ornaments(found["kind"]))
    end = found.end("place")
    place = re.sub(r"(?:,| of| in| and| the)+$", "", text[at + start : at + end]).strip(" ,.")
    if not _known(place) or "\n" in place:
        return None
    return (
        place,
        at + start,
        at + start + len(text[at + start : at + end].rstrip(" ,")) - (len(text[at + start : at + end].rstrip(" ,")) - len(place)),
    )


def _ornaments(kind: str) -> str:
    """The words before a place's name that praise it ("the prolific") and do not place it ("northern")."""
    kept = re.search(
        r"(?:northern|southern|eastern|western|central|north|south|east|west|northeastern|northwestern|southeastern|"
        r"southwestern|north-?central|south-?central)\s(?:[a-z]+\s)?$",
        kind,
    )
    return kind[: kept.start()] if kept else kind


def _known(place: str) -> bool:
    """Whether any comma-parted piece of a place, or a word or two at its end, is a known place."""
    known = mapping("geography.txt")
    for piece in re.split(r",\s|\s(?:in|of)\s", place):
        words = re.sub(r"^the ", "", piece.strip()).split()
        if any(
            known.get(" ".join(words[low:high]).casefold(), "adjective") != "adjective"
            for low in range(len(words))
            for high in range(low + 1, len(words) + 1)
        ):
            return True
    return bool(re.search(r"\b(?:region|district|belt|county|province|state|basin|camp|territory|department|peninsula)\b", place, re.IGNORECASE))
