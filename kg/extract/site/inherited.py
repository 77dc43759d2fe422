"""What deposits and their projects hold, of one of which nothing is told: the same as the other."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.site.names import SiteAt, Sites
from kg.facts import FACILITIES

_AT_ITS = re.compile(r"s? (?:at|within|on|of) (?:the|its|our) (?:[\w%-]+ ){0,3}")


def inherit(context: Context, sites: Sites, found: dict[SiteAt, dict[str, tuple[int, int]]]) -> None:
    """A deposit of which nothing is told holds what its project does ("the X deposit at its Y project"), or the only metal of the release; a project
    of which nothing is told holds what its deposits do."""
    keys = {key for metals in found.values() for key in metals if not key.endswith("equivalent")}
    for site in sites.all:
        if site.kind != "deposit" or found[site]:
            continue
        for naming in site.namings:
            for other, project in sites.named_in(naming.end, naming.end + 120):
                between = context.reading.text[naming.end : other.start]
                if project.kind in ("mine", "project", "property") and _AT_ITS.fullmatch(between):
                    found[site] = dict(found[project])
        alone = all(other is sites.main or other.kind in ("deposit", *FACILITIES) for other in sites.all)
        if alone and not found[site] and len(keys) == 1 and sites.main and found[sites.main] and site.namings[0].start not in sites.aside:
            found[site] = dict(found[sites.main])
    if sites.main is not None and not found[sites.main] and sites.main.kind in ("project", "property"):
        for site in sites.all:  # what its deposits hold
            if site.kind == "deposit" and site.namings[0].start not in sites.aside:
                found[sites.main] |= found[site]
