"""Whether what looks like the naming of a zone means a site: "the Harker target" of the Harker project, a pit of the mine's own name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.name_runs import is_descriptor
from kg.extract.site.context import sentence_at
from kg.extract.site.names import SiteAt, Sites, site_key
from kg.extract.zone.words import ZoneAt
from kg.facts import FACILITIES
from kg.text.lexicons import mapping

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


_IN_LAND = re.compile(
    r"(?:(?:,| and|&|, and) (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}){0,4} (?:(?:gold|copper|silver|nickel) )?(?:prospects?|targets?)? ?"
    r"in (?:the )?(?P<land>[A-Z][\w'-]*(?: [A-Z][\w'-]*)?)"
)


def is_in_land(context: Context, sites: Sites, naming: ZoneAt) -> bool:
    """Whether a zone is told with a country or state of its own, behind a site of another: "the Alder prospect at Birch, the Cedar prospect in
    South Australia"."""
    text = context.reading.text
    found = _IN_LAND.match(text, naming.end)
    if found is None or mapping("geography.txt").get(found["land"].casefold()) not in ("country", "region"):
        return False
    sentence = sentence_at(context, naming.start)
    return sentence is not None and any(other.end <= naming.start for other, _ in sites.named_in(sentence.start, sentence.end))


def only_site(sites: Sites) -> SiteAt | None:
    """The one site of a release that is about none: named from afar, or a mill with nothing beside it."""
    mining = [site for site in sites.all if site.kind not in FACILITIES] or list(sites.all)
    return mining[0] if len(mining) == 1 else None


def is_of_all(sites: Sites, site: SiteAt) -> bool:
    """Whether a document is about one site before all: no other mining site is named two times where it is named three times."""
    return all(3 * len(other.namings) <= 2 * len(site.namings) for other in sites.all if other is not site and other.kind not in FACILITIES)


# "the Biranup Zone of the Albany Orogen", "lithologies of the Biranup Zone": a part of the crust.
_BEHIND_CRUST = re.compile(
    r"\s(?:(?:of|in|within) the (?:[A-Z][a-z]+[ -]){1,4}(?:[Oo]rogen|[Bb]elt|[Cc]raton|[Pp]rovince|[Tt]errane|[Bb]asin)\b|"
    r"(?:of|in) the (?:Proterozoic|Archa?ean|Pal(?:a?e)ozoic|Mesozoic)\b)"
)
_BEFORE_CRUST = re.compile(r"\b(?:[Ll]ithologies|[Rr]ocks|gneiss(?:es)?|stratigraphy|basement) (?:of|in|within) the $")
_MOVED = frozenset({"shear", "fault", "corridor", "trend", "structure", "splay"})  # where rock moved: it may run past all ore


def is_of_crust(context: Context, namings: Sequence[ZoneAt]) -> bool:
    """Whether what is called a zone is a part of the crust; in a report, which tells the geology at length, also a shear or a trend that it
    names once."""
    text = context.reading.text
    if context.is_report and len(namings) == 1 and namings[0].kind.casefold() in _MOVED:
        return True
    return any(
        naming.kind.casefold() == "zone"
        and (_BEHIND_CRUST.match(text, naming.end) or _BEFORE_CRUST.search(text, max(0, naming.start - 40), naming.start)) is not None
        for naming in namings
    )
