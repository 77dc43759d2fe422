"""What is one thing: IRIs from names alone, a curated file that corrects them, and dated links between IRIs that documents show to be one.

Look-ups need only what reads the links; what makes IRIs is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.identity.known import END, GRAPH, Identity, Record

if TYPE_CHECKING:
    from kg.identity.minting import company_key, exchange_key, iri, person_key, slug

__all__ = ["END", "GRAPH", "Identity", "Record", "company_key", "exchange_key", "iri", "person_key", "slug"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("kg.identity.minting"), name)
