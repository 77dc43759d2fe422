"""Labels of a resource table that stand where other rows name sites: they name sites too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.resource.lines import Line
from kg.extract.site.names import SiteAt
from kg.extract.zone.words import kind_word, says_little


def with_sisters(text: str, lines: list[Line]) -> Iterator[Line]:
    """The lines of a table of a text, those whose label is a bare name with that for a site where the labels of others are names of mines or
    projects, and none of them tells of both: "Guildford" beside "Birch", a mine, is a mine."""
    sites = {line.place.site.name: line.place.site for line in lines if line.place.site and not line.place.zone and not line.place.of}
    kinds = {site.kind for site in sites.values()}
    own = {line.place.zone for line in lines if line.place.zone and line.place.site is None}
    words = {word for name in sites for word in name.split()}
    alike = bool(sites) and len(kinds) == 1 and not kinds & {"deposit"} and not any(line.place.site and line.place.zone for line in lines)
    found: dict[str, SiteAt] = {}
    for name in sorted(own) if alike else ():
        bare = kind_word().search(name) is None and not all(says_little(word.casefold()) for word in name.split())
        zoned = re.search(rf"\b{re.escape(name)}\b[^.;:\n\d]{{0,30}}?\s{kind_word().pattern}s?", text)  # elsewhere it is called a zone
        if bare and not zoned and not words & set(name.split()) and name.replace(" ", "").isalpha():
            found[name] = SiteAt(name, next(iter(kinds)))
    for line in lines:
        if line.place.zone in found and line.place.site is None:
            line.place = replace(line.place, site=found[line.place.zone], zone=None)
        yield line
