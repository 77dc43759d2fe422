"""Sites that are one: an island and the site called by it, two names that the text never parts, a name run together with what stood before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.name_runs import parts_of_names, soft_words
from kg.text.lexicons import folded, mapping

if TYPE_CHECKING:
    from kg.extract.site.names import SiteAt

_Sites = dict[tuple[str, str], "SiteAt"]
_EVERYWHERE = 12  # how often a report names what it is full of
_OFTEN = 3  # how often two names stand together, or one alone, before the text is taken at its word


def join_same(sites: _Sites, text: str) -> None:
    """Makes one of the sites that are one, and leaves out what is none beside them."""
    join_islands(sites)
    join_parted(sites)
    join_pairs(sites, text)
    join_tails(sites, text)
    drop_slashed(sites, text)
    drop_torn(sites, text)


def join_islands(sites: _Sites) -> None:
    """ "Kiri" beside "Kiri Island" is one site, by the longer name unless the shorter bears as many kind words."""
    for key, facility in list(sites):
        longer = sites.get((f"{key} island", facility))
        if longer is not None:
            short = sites[key, facility]
            more = [sum(bool(naming.kind) and naming.rule != "told-of-site" for naming in site.namings) for site in (short, longer)]
            kept, other = (short, longer) if more[0] >= max(more[1], 1) else (longer, short)
            del sites[(f"{key} island" if kept is short else key), facility]
            _take(kept, other)
            kept.aliases |= {other.name: other.namings[0], **other.aliases}


def join_parted(sites: _Sites) -> None:
    """ "Ko Ko Ridge" beside "Koko Ridge", "Blackhill" beside "Black Hill": the same letters are one site, by the form that is told more."""
    together: dict[tuple[str, str], tuple[str, str]] = {}
    for key in list(sites):
        twin = together.setdefault((key[0].replace(" ", ""), key[1]), key)
        if twin == key or any(char.isdigit() for char in key[0]):
            continue
        kept, other = sorted((twin, key), key=lambda one: -len(sites[one].namings))
        _take(sites[kept], sites.pop(other))
        together[key[0].replace(" ", ""), key[1]] = kept


def join_pairs(sites: _Sites, text: str) -> None:
    """ "the Pitch and Toss mine" is one, where the text never names either without the other and gives both one kind word in the singular."""
    for key, facility in list(sites):
        if (last := sites.get((key, facility))) is None:
            continue  # taken by the pair before
        found = next((found for at in last.namings if (found := _AND_BEFORE.search(text[max(0, at.start - 60) : at.start]))), None)
        first = _named(sites, found["name"], facility) if found else None
        if first is None or first is last or not any(at.kind and not text[at.start : at.end].casefold().endswith("s") for at in last.namings):
            continue
        together = re.compile(rf"(?<![\w-]){re.escape(first.name)} (?:and|&) {re.escape(last.name)}(?![\w-])", re.IGNORECASE)
        times = len(together.findall(text))
        alone = max(len(re.findall(rf"(?<![\w-]){re.escape(site.name)}(?![\w-])", text)) for site in (first, last)) - times
        if times >= _OFTEN and alone <= times // 10 and (whole := together.search(text)):
            starts = {at.start: at for at in last.namings}
            del sites[_key_of(sites, first), facility]
            last.namings[:] = sorted(starts.values(), key=lambda at: at.start)
            last.name = whole.group()


_AND_BEFORE = re.compile(r"(?<![\w-])(?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}) (?:and|&) $")


def drop_slashed(sites: _Sites, text: str) -> None:
    """ "the unified Alder/Birch operation" is no third beside the Alder and Birch mines; nor beside Alder alone, where the text tells of Birch,
    which then is the other one."""
    for key, facility in list(sites):
        both = sites[key, facility]
        pieces = {re.sub(r"[^a-z0-9]+", " ", piece.casefold()).strip(): piece for piece in both.name.split("/")}
        new = [piece for folded_piece, piece in pieces.items() if (folded_piece, facility) not in sites]
        if len(pieces) < 2 or len(new) > 1 or (new and len(new) == len(pieces)):
            continue
        if new and len(_uses(text, new[0])) < 2:
            continue
        del sites[key, facility]
        if new:
            other = next(folded_piece for folded_piece, piece in pieces.items() if piece is new[0])
            both.name = new[0]
            sites[other, facility] = both


def join_tails(sites: _Sites, text: str) -> None:
    """ "Highlights Alder Project", "14 Alder", "Western Australia Alder": a name told once, which ends in one told often, and begins with what
    is a name or a word of its own, is that one with the end of what stood before it."""
    for key, facility in list(sites):
        longer = sites[key, facility]
        tails = [site for (other, of), site in sites.items() if of == facility and key.endswith(f" {other}")]
        if not tails or len(longer.namings) > 2 or len(_uses(text, longer.name)) > 2:
            continue
        known = max((site for site in tails if len(_uses(text, site.name)) > _OFTEN), key=lambda site: len(site.name), default=None)
        if known is None:
            continue
        once = len(_uses(text, longer.name)) == 1 and len(_uses(text, known.name)) > _EVERYWHERE
        if once or _is_apart(text, longer.name[: len(longer.name) - len(known.name)].strip(), longer.name):
            del sites[key, facility]
            _take(known, longer)


def drop_torn(sites: _Sites, text: str) -> None:
    """ "the Alder | mine": in a report full of the Alder Hill mine the columns of a page were woven, and the name is torn."""
    for key, facility in list(sites):
        short = sites[key, facility]
        for longer in [site for (other, of), site in sites.items() if of == facility and other.startswith(f"{key} ")]:
            whole = len(_uses(text, longer.name))
            if whole > _EVERYWHERE and len(_uses(text, short.name)) - whole <= whole // 10:
                sites.pop((key, facility), None)


def _is_apart(text: str, ahead: str, longer: str) -> bool:
    """Whether the words before a known name are no part of it: a number, general words, a land, or a name that stands alone elsewhere."""
    words = [word.casefold() for word in ahead.split()]
    if not words or any(word in soft_words() or word.title() in parts_of_names("quarter") | parts_of_names("hue") for word in words):
        return False
    if any(any(char.isdigit() for char in word) or word in folded("generic_words.txt") for word in words) or mapping("geography.txt").get(
        ahead.casefold()
    ):
        return True
    return len(words) > 1 and len(_uses(text, ahead)) - len(_uses(text, longer)) > _OFTEN


def _uses(text: str, name: str) -> list[str]:
    return re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE)


def _named(sites: Mapping[tuple[str, str], SiteAt], name: str, facility: str) -> SiteAt | None:
    return next((site for (_, of), site in sites.items() if of == facility and name.casefold().endswith(site.name.casefold())), None)


def _key_of(sites: Mapping[tuple[str, str], SiteAt], site: SiteAt) -> str:
    return next(key for (key, _), other in sites.items() if other is site)


def _take(kept: SiteAt, other: SiteAt) -> None:
    kept.namings += other.namings
    kept.namings.sort(key=lambda naming: naming.start)
