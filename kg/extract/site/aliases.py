"""Short names of a site in the bracket inside or behind a naming: Lac des Iles ("LDI") mine, the X Project (the "Project" or "XP")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.name_runs import descriptor_words, is_descriptor, is_stop, parts_of_names
from kg.extract.site.words import NamingAt
from kg.text.lexicons import folded

if TYPE_CHECKING:
    from kg.extract.context import Context

_BRACKET = re.compile(r"\s?\((?:the\s)?[\"']?[^()]{1,60}\)")
_QUOTED = re.compile(r"[\"']([^\"'()]{2,40}?)[,]?[\"']|^\s?\(([A-Z][A-Z0-9&]{1,7})\)$")
_KIND_OF_ALIAS = re.compile(r" (?:Mine|Project|Property|Deposit)$")
_GENERIC = re.compile(
    r"^(?:the )?(?:projects?|property|properties|mines?|deposits?|company|mill|plant|joint venture|jv|claims?|concessions?|"
    r"agreement|transaction|acquisition|option|offering|operations?|royalty|interest|licen[cs]es?|tenements?)$",
    re.IGNORECASE,
)


def is_reference(alias: str) -> bool:
    """Whether a defined word means a site without being a name of it: "the Project"."""
    return _GENERIC.match(alias) is not None


def defined_aliases(context: Context, naming: NamingAt) -> Iterator[NamingAt]:
    """The words that the brackets of a naming define, references among them; an alias that ends with a kind word also without it."""
    text = context.reading.text
    for bracket in (_BRACKET.search(text, naming.start, naming.end), _BRACKET.match(text, naming.end)):
        for found in _QUOTED.finditer(bracket.group()) if bracket else ():
            alias = re.sub(r"^the ", "", (found.group(1) or found.group(2)).strip())
            start = bracket.start() + found.start(1 if found.group(1) else 2) if bracket else naming.start
            at = NamingAt(alias, "", "", start, start + len(alias), "defined-alias")
            if is_reference(alias):
                yield at
            elif alias[:1].isupper() and context.organisation(alias) is None and alias.casefold() not in descriptor_words():
                yield at
                bare = _KIND_OF_ALIAS.sub("", alias)
                if bare != alias and not is_stop(bare) and bare.casefold() not in folded("generic_words.txt") and not is_descriptor(bare):
                    yield replace(at, name=bare, end=start + len(bare))  # the "CV Project" is the project of CV


def as_defined(text: str, naming: NamingAt) -> NamingAt:
    """A naming by the longer name that its bracket gives it: the Alder Underground Mine ("Alder Underground")."""
    bracket = _BRACKET.match(text, naming.end)
    for found in _QUOTED.finditer(bracket.group()) if bracket else ():
        alias = found.group(1) or ""
        if alias.startswith(naming.name + " ") and text.startswith(alias, naming.start):
            behind = alias[len(naming.name) + 1 :].split()
            if behind and all(word in parts_of_names("how-mined") for word in behind):
                return replace(naming, name=alias, longer="")
    return naming
