"""Bare lines over the points of a list that name what was not read as a site: the figures of those points are of no site that was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.context import Context, Sentence
from kg.extract.measurement.rows import is_general
from kg.facts import Company
from kg.text.lexicons import folded, mapping
from kg.text.sections import Part

_REACH = 12
_NAME = re.compile(r"[A-Z][\w'\u2019.-]*(?:[ \n](?:(?:and|of|de|do|da|la|el|the|&)[ \n])?[A-Z][\w'\u2019.-]*){0,4}(?:[ \n]\([^()]{1,40}\))?:?")
_JOINED = re.compile(r"[ \n](?:and|&)[ \n]|,[ \n]|[ \n]?/[ \n]?")


@cache
def _common() -> frozenset[str]:
    """The words of headings that are no name's."""
    return folded("generic_words.txt") | folded("section_headings.txt")


def is_of_another(context: Context, sentence: Sentence) -> bool:
    """Whether the heading over a point names something of its own beside or instead of a known site: "Lower Fold", "East Region and Osprey"."""
    if sentence.part.block.kind != "bullet":
        return False
    index = bisect_left(context.telling, sentence.part.start, key=lambda part: part.start)
    above = (part for part in reversed(context.telling[max(0, index - _REACH) : index]) if part.block.kind != "bullet")
    return next(above, None) in context.once(_other_heads)


def _other_heads(context: Context) -> Iterator[Part]:
    """The headings that name something of their own."""
    return (part for part in context.telling if part.block.kind == "heading" and _NAME.fullmatch(part.text.strip()) and _names_another(context, part))


def _names_another(context: Context, head: Part) -> bool:
    known = {site.name for _, site in context.sites.named_in(head.start, head.start + len(head.text))}
    if known:
        return len(known) == 1 and _joins_another(context, head)
    named = [organisation.company for _, organisation in context.namings(head.start, head.start + len(head.text))]
    return context.company not in named and _is_a_name(context, head)


def _joins_another(context: Context, head: Part) -> bool:
    """Whether a heading joins a name, or a tract, to the one site that it names."""
    at = head.start
    pieces = _JOINED.split(head.text)
    told = []
    for piece in pieces:
        at = context.reading.text.index(piece, at)
        told.append(bool(context.sites.named_in(at, at + len(piece))))
        at += len(piece)
    return len(pieces) == 2 and any(not known and not is_general(piece) for piece, known in zip(pieces, told, strict=True))


def _is_a_name(context: Context, head: Part) -> bool:
    """Whether the words of a heading are a name: one of them is no common word and stands in the text with its capital only, in the midst of a
    sentence, or the heading stands beside others that are but the names of sites. What stands under a country is of the company there."""
    text, common = context.reading.text, _common()
    words = [word for word in re.findall(r"[A-Z][\w'\u2019-]{2,}", head.text.partition("(")[0]) if word.casefold() not in common]
    if not words or is_general(head.text) or " ".join(words).casefold() in mapping("geography.txt"):
        return False
    if any(re.search(rf"\b{re.escape(word.lower())}\b", text) for word in words):
        return False
    within = any(re.search(rf"[a-z],?[ \n]{re.escape(word)}\b", text) for word in words)
    return within or any(_is_bare_site(context, part) for part in context.telling)


def _is_bare_site(context: Context, part: Part) -> bool:
    if part.block.kind != "heading":
        return False
    named = context.sites.named_in(part.start, part.start + len(part.text))
    return len(named) == 1 and len(part.text.strip(" :")) - (named[0][0].end - named[0][0].start) < 10


def is_under_other_name(context: Context, sentence: Sentence) -> bool:
    """Whether the line over a sentence, in its block or as the nearest heading, is a name that no site, firm or country bears: "Mt Larkin" alone
    over what was drilled there."""
    part = sentence.part
    first, _, rest = part.text.partition("\n")
    if rest and part.start + len(first) < sentence.start:
        return _is_other_name(context, first, part.start)
    index = bisect_left(context.telling, part.start, key=lambda other: other.start)
    heads = (other for other in reversed(context.telling[max(0, index - _REACH) : index]) if other.block.kind == "heading")
    head = next((other for other in heads if not re.search(r"\d", other.text)), None)
    return head is not None and _is_other_name(context, head.text.strip(), head.start)


def _is_other_name(context: Context, text: str, start: int) -> bool:
    if (
        len(text) > 40
        or _NAME.fullmatch(text) is None
        or context.sites.named_in(start, start + len(text))
        or context.namings(start, start + len(text))
    ):
        return False
    common = _common()
    words = [word for word in re.findall(r"[A-Z][\w'\u2019-]{2,}", text.partition("(")[0]) if word.casefold() not in common and not is_general(word)]
    return (
        bool(words)
        and text.casefold() not in mapping("geography.txt")
        and not any(re.search(rf"\b{word.lower()}\b", context.reading.text) for word in words)
    )


_OWNED = re.compile(r"(?:\d[\d.]*[ ]?%|majority|wholly|partly)[- ]owned[ \n](?:subsidiary,?[ \n])?$", re.IGNORECASE)


def led_firm(context: Context, above: Sequence[Part]) -> Company | None:
    """The firm that a point over others names as one in which the company has a share: "Production of 75%-owned Larkin Mining Limited"."""
    for part in above:
        for naming, organisation in context.namings(part.start, part.start + len(part.text)):
            if organisation.company != context.company and _OWNED.search(context.reading.text, max(part.start, naming.start - 40), naming.start):
                return organisation.company
    return None
