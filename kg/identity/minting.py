"""Entity to IRI: pure functions of the entity's text and of versioned tables, never of other documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, singledispatch

from pyoxigraph import NamedNode

from kg import terms
from kg.facts import (
    FACILITIES,
    Company,
    Concept,
    Exchange,
    Hole,
    InterestSlot,
    ListingSlot,
    Node,
    Period,
    Person,
    Place,
    Post,
    Site,
    StatusSlot,
    Ticker,
    Zone,
)
from kg.text.names import generation, given_key, legal_form_key, name_parts
from kg.text.slugs import slug as slug


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


Rename = Callable[[str], str]  # the path of an entity ("org/acme-ltd") to the one that stands for it


def as_named(path: str) -> str:
    """No entity stands for another."""
    return path


@singledispatch
def _path(node: Node, rename: Rename) -> str:
    raise TypeError(f"no IRI for a {type(node).__name__}")


def _local(node: Node, rename: Rename) -> str:
    """The path of a company or site without its kind: what the paths of its people, zones and slots begin with."""
    return _path(node, rename).partition("/")[2]


@_path.register
def _(node: Company, rename: Rename) -> str:
    return rename(f"org/{company_key(node.name)}")


@_path.register
def _(node: Person, rename: Rename) -> str:
    return rename(f"person/{_local(node.company, rename)}/{person_key(node.name)}")


@_path.register
def _(node: Site, rename: Rename) -> str:
    return rename(f"facility/{slug(node.name)}-{node.kind}" if node.kind in FACILITIES else f"site/{slug(node.name)}")


@_path.register
def _(node: Zone, rename: Rename) -> str:
    return rename(f"zone/{_local(node.within, rename)}/{slug(node.name)}")


@_path.register
def _(node: Hole, rename: Rename) -> str:
    return rename(f"hole/{_local(node.within, rename)}/{slug(node.name)}")


@_path.register
def _(node: Period, rename: Rename) -> str:
    return f"period/{node.start or ''}_{node.end or ''}"


@_path.register
def _(node: Place, rename: Rename) -> str:
    return f"place/{slug(node.name)}"


@_path.register
def _(node: Exchange, rename: Rename) -> str:
    return f"exchange/{exchange_key(node)}"


@_path.register
def _(node: Ticker, rename: Rename) -> str:
    return f"ticker/{exchange_key(node.exchange)}/{re.sub(r'[^A-Za-z0-9.-]', '_', node.symbol)}"


@_path.register
def _(node: Concept, rename: Rename) -> str:
    return f"{node.scheme}/{node.key}"


@_path.register
def _(node: Post, rename: Rename) -> str:
    return f"post/{_local(node.company, rename)}/{node.role.key}"


@_path.register
def _(node: ListingSlot, rename: Rename) -> str:
    share = f"/{node.share_class}" if node.share_class else ""
    return f"listing/{_local(node.company, rename)}/{exchange_key(node.exchange)}{share}"


@_path.register
def _(node: InterestSlot, rename: Rename) -> str:
    return f"interest/{_local(node.site, rename)}/{node.relation.key}"


@_path.register
def _(node: StatusSlot, rename: Rename) -> str:
    return f"status/{_local(node.site, rename)}"


def exchange_key(exchange: Exchange) -> str:
    """The MIC, or the slug of the name as written where no MIC is known."""
    return exchange.mic or slug(exchange.written)


def iri(node: Node, rename: Rename = as_named) -> NamedNode:
    """The IRI of an entity or slot, the same in every document that names it so; `rename` puts one entity for another, by their paths."""
    return NamedNode(terms.ID + _path(node, rename))
