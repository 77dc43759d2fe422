"""What the heading of some rows of a drill table names: their hole, their zone, or both: "KLD-031 (Upper Lode)"."""

from __future__ import annotations

import re

from kg.extract.intercept.holes import groups
from kg.extract.intercept.labels import hole_name
from kg.extract.intercept.settling import settled
from kg.extract.intercept.tokens import tokens

_ASIDE = re.compile(r"\s*(?:[(\[][^()\[\]]{0,60}[)\]]|[-\u2013\u2014,:]\s.{0,60}|:)\s*$")
_CALLED = re.compile(r"(?:(?:diamond |core |rc )?(?:drill ?|bore ?)?hole|ddh)\s(?:(?:no|id)\.?|#)?:?\s*", re.IGNORECASE)
_STRONG = re.compile(r"(?=[\w./-]{0,24}\d)(?:[A-Z]{1,8}\d{0,4}|\d{1,4}|[A-Z]\d?[a-z]{0,3})[-_./]?[\w./-]{0,20}\d\w{0,4}|[A-Z]{2,8} \d[\w-]{0,8}")


def _called(text: str) -> str | None:
    """The hole that the heading of some rows names, also with where it lies: "Hole KL/24/03 - Upper Lode", "KLD 031 (Upper Lode)"."""
    called = _CALLED.match(text)
    name = _ASIDE.sub("", text[called.end() :] if called else text).strip(" *:")
    return hole_name(name) if _STRONG.fullmatch(name) or (called and re.search(r"\d", name)) else None


_KIND = r"(?:zone|vein|lode|reef|lens|shoot|structure|trend|target|prospect)"
_MORE = (
    r"(?:in-?fill|extension|expansion|step-?out|drill(?:ing|hole|ed)?|holes?|results?|assays?|intercepts?|intersections?|area|highlights|new|"
    r"surface|underground|resource|definition|exploration|continued|cont'd|[(\u2013\u2014)-])"
)
_OF_ZONE = re.compile(
    rf"(?:{_KIND}:\s*)?(?:.{{2,30}}(?:\s[-\u2013\u2014]\s|,\s|\s?[(\[]))?(?P<zone>[A-Z][\w'&/. -]{{0,40}}? {_KIND})s?"
    rf"(?:[)\]:]|[\s,-]+(?:{_MORE}[\s,:)-]*){{1,4}}|:|\s\([^()]{{1,30}}\))?",
    re.IGNORECASE,
)


def zone_headed(text: str) -> str:
    """The zone that the heading of some rows names: "Upper Lode drilling", "KLD-031 (Upper Lode)"; "" for none."""
    found = _OF_ZONE.fullmatch(text)
    return found["zone"] if found else ""


def hole_of(text: str) -> str | None:
    """The one hole that some words name."""
    found = {hole for group in groups(settled(tokens(text[-300:]), text[-300:])) for hole in group.holes}
    return found.pop() if len(found) == 1 else None


def hole_over(text: str) -> str | None:
    """The hole that the heading of some rows names."""
    return hole_of(text) or _called(text)
