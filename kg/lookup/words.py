"""What may be asked of an entity, and the words for it: "CEO", "chief executive", "ticker", "owner", "status" ..."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError
from kg.lookup.labels import subjects, values
from kg.text.slugs import slug

# Words for whole kinds of slots; roles and relations have theirs in the reference data.
_KINDS = {
    "listing": ("ticker", "tickers", "symbol", "symbols", "listing", "listings", "exchange", "exchanges"),
    "interest": ("site", "sites", "mine", "mines", "project", "projects", "interest", "interests", "ownership"),
    "status": ("status", "state"),
    "post": ("role", "roles", "post", "posts", "executives", "officers", "management", "people", "team"),
}
_SCHEMES = {"role": "post", "relation": "interest"}
_LABELS = (terms.SKOS_notation, terms.SKOS_prefLabel, terms.SKOS_altLabel, terms.SKOS_hiddenLabel)


@dataclass(frozen=True)
class Asked:
    """A kind of slot (post, listing, interest, status); `key`: one role or relation of it, None for all; `narrower`: the roles that
    answer as well where the role itself has no holder ("executive-chair" for "chair", "co-ceo" for "ceo")."""

    kind: str
    key: str | None = None
    narrower: frozenset[str] = frozenset()


def slot_words(slot: str) -> tuple[str, str]:
    """The kind of a slot and its last step: ("post", "ceo"), ("interest", "owner"), ("listing", "XTSE"), ("status", "status")."""
    kind, _, rest = slot.removeprefix(terms.ID).partition("/")
    return kind, kind if kind == "status" else rest.rpartition("/")[2]


def asked(graph: ox.Store, what: str, slots: Iterable[str]) -> Asked:
    """What a word asks for, of an entity with these slots; QueryError with the nearest words where it is none."""
    word = slug(what)
    if meant := _key(graph, word):
        return meant
    own = {key: Asked(kind, key) for kind, key in map(slot_words, slots) if kind in _SCHEMES.values()}
    words = own | _concepts(graph)
    for form in (word, word.removesuffix("s")):
        if form in words:
            return words[form]
    for kind, names in _KINDS.items():
        if word in names:
            return Asked(kind)
    from kg.query.metadata import near  # which reads YAML, and is seldom needed

    kinds = [name for names in _KINDS.values() for name in names]
    keys = ", ".join(sorted({meant.key for meant in words.values() if meant.key}))
    raise QueryError(f"nothing is known as {what!r}{near(word, [*kinds, *words])}; ask for ticker, sites, status, roles or one of {keys}")


def _key(graph: ox.Store, word: str) -> Asked | None:
    """What the key of a role or relation means, without reading all of them."""
    for scheme in _SCHEMES:
        concept = f"{terms.ID}{scheme}/{word}"
        if f"{terms.ID}scheme/{scheme}s" in values(graph, concept, terms.SKOS_inScheme):
            return _meant(graph, scheme, concept)
    return None


def _meant(graph: ox.Store, scheme: str, concept: str) -> Asked:
    prefix = f"{terms.ID}{scheme}/"
    below = (node.removeprefix(prefix) for node in subjects(graph, terms.SKOS_broader, concept))
    return Asked(_SCHEMES[scheme], concept.removeprefix(prefix), frozenset(below))


def _concepts(graph: ox.Store) -> dict[str, Asked]:
    """Every word of the reference data for a role or relation, in slug form; keys win over labels."""
    words: dict[str, Asked] = {}
    keys: dict[str, Asked] = {}
    for scheme in _SCHEMES:
        for concept in subjects(graph, terms.SKOS_inScheme, f"{terms.ID}scheme/{scheme}s"):
            meant = _meant(graph, scheme, concept)
            keys[concept.rpartition("/")[2]] = meant
            for predicate in _LABELS:
                for label in values(graph, concept, predicate):
                    words.setdefault(slug(label), meant)
    return words | keys
