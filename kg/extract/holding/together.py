"""Shares that one sentence gives of several sites at once: "The Company owns 92.5% of the mines. Osprey owns 7.5%."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.holding import phrases as say
from kg.extract.holding.masked import Holding, mask, number
from kg.extract.name_runs import ORG
from kg.extract.site.names import SiteAt, Sites

_HAS = (
    rf"(?P<who>{ORG}|\b[Ii]t|\b[Ww]e|\b[Tt]he Company)(?: of [A-Z]\w+)?(?: \([^()]{{1,40}}\))? (?:now |currently |also )*"
    rf"(?:owns?|holds?|(?:has|have)(?= (?:an? )?{say.PERCENT} (?:interest|stake))) "
)
_OF_ALL = re.compile(
    rf"{_HAS}(?:an? )?(?P<percent>{say.PERCENT})(?: interest| stake)? (?:of|in) (?:each of |all of |both of |both |all |each )?"
    r"(?:the |these |those )?(?:two |three |four |five |six )?(?P<kind>mines|projects|properties)\b(?=[.,;]|$| and\b)"
)
_THE_OTHER = re.compile(rf"{_HAS}(?:the (?:remaining|other) )?(?P<percent>{say.PERCENT})(?=[.,;]|$)")
_NO = re.compile(r"\b(?:may|can|could|would|will|option|right|earn|if|until|formerly|previously)\b")
_KINDS = {"mines": "mine", "projects": "project", "properties": "property"}


def together(context: Context, sites: Sites) -> Iterator[tuple[SiteAt, Holding]]:
    """The share of each site of a kind that a sentence gives without their names, and of the other holder in the sentence behind."""
    before: list[SiteAt] = []
    for sentence in context.sentences:
        told = before
        before = []
        if "%" not in sentence.text and "cent" not in sentence.text:
            continue
        if not told and not any(kind in sentence.text for kind in _KINDS):
            continue
        masked = mask(context, sites, sentence)
        found = _OF_ALL.search(masked.text)
        if found and not sites.named_in(sentence.start, sentence.end):
            kind = _KINDS[found["kind"]]
            before = [site for site in sites.all if site.kind == kind and site not in sites.beside and site.namings[0].start < sentence.start]
        other = _THE_OTHER.search(masked.text) if told and not found else None
        said = found or other
        if said is None or _NO.search(masked.text, 0, said.start()):
            continue
        company = masked.orgs(*said.span("who"))[0] if said["who"] == ORG else context.issuer
        if found and company is not context.issuer:
            continue  # of which of them cannot be told
        for site in before if found else told:
            yield site, Holding(company, "owner", number(said["percent"]), sentence.start, sentence.end, "of-all", 0.9)
