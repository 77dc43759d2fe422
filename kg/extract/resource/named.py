"""Whose an estimate is by the words that stand right before it: a deposit's name, or the issuer's."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.resource.words import Estimate
from kg.extract.site.names import SiteAt, site_key
from kg.extract.zone.words import says_little
from kg.text.commodities import find_commodities
from kg.text.letters import LOWER, UPPER

# "The Birch indicated resource is": the name right before the category is that of its deposit.
_THE = re.compile(rf"(?:^|\s)[Tt]he (?P<name>[{UPPER}][{LOWER}]{{3,}}(?: [{UPPER}][{LOWER}]{{2,}}){{0,2}}) $")


def named_before(context: Context, estimate: Estimate, lead: str) -> SiteAt | None:
    """The site whose name stands between the article and the category of an estimate, be it named so only there."""
    found = _THE.search(lead)
    if (
        found is None
        or estimate.zone is not None
        or find_commodities(found["name"])
        or all(says_little(word.casefold()) for word in found["name"].split())
    ):
        return None
    known = next((site for site in context.sites.all if site_key(site.name) == site_key(found["name"])), None)
    spoken = len(re.findall(rf"\b{re.escape(found['name'])}\b", context.reading.text)) > 1
    firm = context.company.name.casefold().startswith(found["name"].casefold()) if context.company else False
    return known or (SiteAt(found["name"], "deposit") if spoken and not firm and estimate.tonnes is not None else None)


def is_of_issuer(context: Context, estimate: Estimate) -> bool:
    """Whether the sentence of an estimate begins with the issuer's name: "Alder ended 1995 with 12.1 million oz. gold in the proven category"."""
    sentence = next((one.text for one in context.sentences if one.start <= estimate.at < one.end), "")
    first = context.company.name.split()[0] if context.company else ""
    return (
        len(first) > 3
        and re.match(rf"{re.escape(first)}(?: [A-Z]\w+){{0,3}} (?:ended|has|had|now has|holds|held|reported|closed|finished)\b", sentence) is not None
    )
