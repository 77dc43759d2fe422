"""Sites that open a paragraph or a line by their name alone, and are told there what they are: "Alder. Northfield has sold the Salta lithium
project of that name", "Birch (silver stream) - X, the owner of this silver mine", "Cedar North: phosphate deposit in Ghana"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.name_runs import is_descriptor
from kg.extract.site.words import OF_OTHERS, PLAIN_NAME, kind_pattern
from kg.ingest.bullets import BULLETS
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import mapping
from kg.text.sieves import Sieved

_PLACE = rf"[{UPPER}][\w'-]+(?: [{UPPER}][\w'-]+)?(?:, [{UPPER}][\w'-]+)?,?"
_WORD = rf"(?:[{LOWER}\d][\w/%'-]*|PGM|PGE|U3O8|REE|IOCG),?"
# "the Salta lithium project", "this Jujuy, Argentina, silver-zinc mine", "its California gold mine".
_THING = rf"(?P<what>(?:{_PLACE} )?(?:{_WORD} ){{1,4}})(?P<kind>{kind_pattern()})"
# "This project lies": what the paragraph takes it for without a metal, so that what it tells of metals may be its neighbours'.
_BARE = r"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Oo]ur) (?:[a-z]+est |project|property|mine|deposit|operation|claims)"
_REACH = 260  # how far behind the name the sentence may go on that tells what it is


@cache
def _opened() -> Sieved:
    of_site = _THING.replace("what", "said").replace("kind", "of")
    mark = rf"(?:(?:[{BULLETS}*o\u2013\u2014-]+|\(?[a-z\d]{{1,2}}[.)])[ \t]+)?"
    return Sieved(
        rf"(?:^|(?<=\n))[ \t]*{mark}(?P<name>{PLAIN_NAME})(?P<bracket> \([^()\n]{{1,60}}\))?"
        rf"(?:(?P<colon>:| [\u2013\u2014-]{{1,2}})[ \t]+(?={_THING})|(?:, {_PLACE})?(?:\.|:| [\u2013\u2014-]{{1,2}}|[ \t]*\n)[ \t\n]*"
        rf"(?=(?:(?:(?!{_BARE})[^\n]){{1,{_REACH}}}?(?<![(\w])|)"
        rf"(?:[Tt]he|[Tt]his|[Ii]ts|[Oo]ur|[Tt]heir) {of_site}))"
    )


def find_openers(text: str) -> Iterator[tuple[re.Match[str], str, str, int, int]]:
    """Each such opening with its kind and the words that describe it, and where the words that mean the site stand; those only that tell its
    metal, which nothing else that a paragraph speaks of has."""
    for found in _opened().finditer(text):
        group, of = ("what", "kind") if found["kind"] else ("said", "of")
        words = found[group].replace(",", "").split()
        if not any(is_descriptor(word) for word in words) or OF_OTHERS.match(text, found.end(of)):
            continue
        place = " ".join(word for word in words if word[0].isupper() and not is_descriptor(word))
        if place and not any(mapping("geography.txt").get(piece.casefold()) for piece in (place, *place.split())):
            continue  # the name of another site
        yield found, found[of].casefold(), f"{found[group]}{found['bracket'] or ''}", found.start(group), found.end(of)
