"""Entity to IRI: pure functions of the entity's text and of versioned tables, never of other documents."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, singledispatch

from pyoxigraph import NamedNode

from kg import terms
from kg.facts import (
    FACILITIES,
    Company,
    Concept,
    Exchange,
    InterestSlot,
    ListingSlot,
    Node,
    Person,
    Place,
    Post,
    Site,
    StatusSlot,
    Ticker,
    Zone,
)
from kg.text.names import generation, given_key, legal_form_key, name_parts

_UNSPOKEN = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "&": " and "}
)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Lac des Îles" -> "lac-des-iles"; "x" and a hex code where nothing is left."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().lower().replace("'", "")
    return _UNSPOKEN.sub("-", plain).strip("-") or "x" + text.encode("utf-8", "surrogatepass").hex()


@cache
def company_key(name: str) -> str:
    """The legal form is normalised but kept: two companies too many can be joined later, one too few cannot be told apart."""
    return slug(legal_form_key(name))


@cache
def person_key(name: str) -> str:
    """Surname and usual given name, without middle names: "Jim Excell" and "James D. Excell" are both "excell-james", and "James Excell Jr."
    is "excell-james-jr"."""
    given, surname = name_parts(name)
    return slug(f"{surname} {given_key(given)} {generation(name)}")


@singledispatch
def _path(node: Node) -> str:
    raise TypeError(f"no IRI for a {type(node).__name__}")


@_path.register
def _(node: Company) -> str:
    return f"org/{company_key(node.name)}"


@_path.register
def _(node: Person) -> str:
    return f"person/{company_key(node.company.name)}/{person_key(node.name)}"


@_path.register
def _(node: Site) -> str:
    return f"facility/{slug(node.name)}-{node.kind}" if node.kind in FACILITIES else f"site/{slug(node.name)}"


@_path.register
def _(node: Zone) -> str:
    owner = node.within
    return f"zone/{company_key(owner.name) if isinstance(owner, Company) else slug(owner.name)}/{slug(node.name)}"


@_path.register
def _(node: Place) -> str:
    return f"place/{slug(node.name)}"


@_path.register
def _(node: Exchange) -> str:
    return f"exchange/{exchange_key(node)}"


@_path.register
def _(node: Ticker) -> str:
    return f"ticker/{exchange_key(node.exchange)}/{re.sub(r'[^A-Za-z0-9.-]', '_', node.symbol)}"


@_path.register
def _(node: Concept) -> str:
    return f"{node.scheme}/{node.key}"


@_path.register
def _(node: Post) -> str:
    return f"post/{company_key(node.company.name)}/{node.role.key}"


@_path.register
def _(node: ListingSlot) -> str:
    share = f"/{node.share_class}" if node.share_class else ""
    return f"listing/{company_key(node.company.name)}/{exchange_key(node.exchange)}{share}"


@_path.register
def _(node: InterestSlot) -> str:
    return f"interest/{_path(node.site).partition('/')[2]}/{node.relation.key}"


@_path.register
def _(node: StatusSlot) -> str:
    return f"status/{_path(node.site).partition('/')[2]}"


def exchange_key(exchange: Exchange) -> str:
    """The MIC, or the slug of the name as written where no MIC is known."""
    return exchange.mic or slug(exchange.written)


def iri(node: Node) -> NamedNode:
    """The IRI of an entity or slot, the same in every document that names it so."""
    return NamedNode(terms.ID + _path(node))
