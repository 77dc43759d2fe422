"""Whether what looks like the naming of a zone means a site: "the Harker target" of the Harker project, a pit of the mine's own name."""

from __future__ import annotations

from kg.extract.name_runs import is_descriptor
from kg.extract.site.names import Sites, site_key
from kg.extract.zone.words import ZoneAt
from kg.facts import FACILITIES

_OF_ROCK = frozenset({"vein", "pit", "open pit", "reef", "lode", "lens", "shoot", "seam", "manto", "dyke", "dike"})


def means_site(sites: Sites, zone: ZoneAt) -> bool:
    """A naming that means a site: its name where the kind word would tell it from nothing ("the Harker target"), or in a table."""
    key = site_key(zone.name)
    whole = site_key(f"{zone.name} {zone.kind}")
    if key and any(whole == site_key(site.name) or (_is_pit(zone) and site.kind == "mine" and key == site_key(site.name)) for site in sites.all):
        return True  # "the Alder Zone" of the Alder Zone mine; the pit that is the mine
    if zone.kind.casefold() in _OF_ROCK and key:  # "the Alder vein" lies in the Alder mine
        return False
    bare = zone.name.split(" ")
    while zone.kind.casefold() in ("discovery", "area", "complex") and len(bare) > 1 and is_descriptor(bare[-1]):
        bare.pop()
    if any(site_key(" ".join(bare)) == site_key(site.name) for site in sites.all if len(bare) < len(zone.name.split(" "))):
        return True  # "the Tarvo Gold Discovery" of the Tarvo project
    if not key or any(key == site_key(site.name) or zone.name in site.aliases for site in sites.all if site.kind not in FACILITIES):
        return True
    return any(
        naming.start <= zone.start and zone.end <= naming.end for naming, site in sites.named_in(zone.start - 80, zone.end + 80) if naming.kind
    )


def _is_pit(zone: ZoneAt) -> bool:
    return zone.kind.casefold() in ("pit", "open pit")
