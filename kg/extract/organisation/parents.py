"""Which company is whose subsidiary, where the text says so: "X, a wholly-owned subsidiary of Y", "its 51%-owned subsidiary X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context, Sentence
from kg.extract.holding.masked import Masked, mask
from kg.extract.name_runs import ORG
from kg.extract.organisation.organisations import Organisation

_KIND = r"(?:(?!former\b|formerly\b|non-)[\w%.-]+,? ){0,5}?subsidiary(?: company)?"
_BRACKET = r"(?: \([^()]{1,60}\))?"
_OF = re.compile(rf"(?P<sub>{ORG}){_BRACKET},? (?:(?:which|that) )?(?:is |being )?(?:an?|the|one of the) {_KIND} of (?:the )?(?P<parent>{ORG})")
_POSSESSED = re.compile(rf"(?P<parent>{ORG})(?:'s|') {_KIND},? (?:named |called )?(?P<sub>{ORG})")
_OWN = re.compile(rf"\b(?:[Ii]ts|[Oo]ur|through an?) {_KIND},? (?:named |called )?(?P<sub>{ORG})")
_IN_APPOSITION = re.compile(rf"(?P<sub>{ORG}){_BRACKET},? (?P<parent>{ORG})(?:'s|') {_KIND}\b")
_OWNED = re.compile(rf"(?P<sub>{ORG}){_BRACKET},? (?:its|our) {_KIND}\b")


def find_parents(context: Context) -> Iterator[tuple[Organisation, Organisation, int, int]]:
    """Each subsidiary with its parent, and the offsets of the sentence that says so."""
    for sentence in context.sentences:
        if "subsidiary" in sentence.text and sentence.part.block.kind != "table":
            masked = mask(context, context.sites, sentence)
            for sub, parent in _pairs(masked, context.issuer):
                if sub is not parent and not _is_one(sub, parent):
                    yield sub, parent, *_place(sentence)


def _pairs(masked: Masked, issuer: Organisation) -> Iterator[tuple[Organisation, Organisation]]:
    for pattern in (_OF, _POSSESSED, _IN_APPOSITION):
        for found in pattern.finditer(masked.text):
            yield masked.orgs(found.start("sub"), found.end("sub"))[0], masked.orgs(found.start("parent"), found.end("parent"))[0]
    for pattern in (_OWN, _OWNED):
        for found in pattern.finditer(masked.text):
            sub = masked.orgs(found.start("sub"), found.end("sub"))[0]
            ahead = list(dict.fromkeys(org.name for org in masked.orgs(0, found.start()) if org is not sub))
            if not ahead or ahead == [issuer.name]:
                yield sub, issuer
            elif len(ahead) == 1 and pattern is _OWN:
                yield sub, masked.orgs(0, found.start())[0]


def _is_one(one: Organisation, other: Organisation) -> bool:
    return one.stem == other.stem


def _place(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end
