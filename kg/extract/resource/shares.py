"""The shares that sites have in metal that a sentence tells for all of them: "up 21% to 23.6 million oz; Birch 19.3 million oz and Heron 4.3
million oz"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.context import Context
from kg.extract.resource.figures import Figure
from kg.extract.site.names import SiteAt, site_key
from kg.text.letters import LOWER, UPPER
from kg.text.quantities import Quantity, find_quantities

_NAMED = re.compile(rf"[;:,(]{{0,2}} ?(?:and |at |with )?(?P<name>[{UPPER}][{LOWER}][\w'-]*(?: [{UPPER}][\w'-]*){{0,3}}):? (?:of |at |with |has )?")
_BRACKET = re.compile(r" ?\([A-Za-z]{1,4}\)")
_FEWEST, _ROUNDED = 2, Decimal("0.02")


@dataclass(frozen=True)
class Share:
    """The metal of one site."""

    site: SiteAt
    quantity: Quantity


def shares(context: Context, text: str, total: Figure) -> list[Share]:
    """The shares of a mass that stand behind it, where they add up to it and one of them is of a site that the document names."""
    told = list(_told(text, total))
    value = total.quantity.value
    if len(told) < _FEWEST or value is None:
        return []
    held = sum((quantity.value or Decimal(0) for _, quantity in told), Decimal(0))
    known = [next((site for site in context.sites.all if site_key(site.name) == site_key(name)), None) for name, _ in told]
    kinds = [site.kind for site in known if site]
    if abs(held - value) > _ROUNDED * value or not kinds:
        return []
    return [Share(site or SiteAt(name, kinds[0]), quantity) for (name, quantity), site in zip(told, known, strict=True)]


def _told(text: str, total: Figure) -> Iterator[tuple[str, Quantity]]:
    bracket = _BRACKET.match(text, total.quantity.end)
    at = bracket.end() if bracket else total.quantity.end
    for quantity in find_quantities(text):
        if quantity.start < at:
            continue
        named = _NAMED.fullmatch(text, at, quantity.start)
        if named is None or quantity.unit != total.quantity.unit:
            return
        yield named["name"], quantity
        at = quantity.end
