"""Attestations of the graph as the evidence that `kg.time` takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pyoxigraph import NamedNode

from kg import terms
from kg.time import Evidence

_OWNERSHIP = "/owner"  # how the slot of those who own a site ends
_BOUNDS = {
    terms.SEM_hasEarliestBeginTimeStamp: "not_before",
    terms.SEM_hasLatestBeginTimeStamp: "held_from",
    terms.SEM_hasEarliestEndTimeStamp: "held_until",
    terms.SEM_hasLatestEndTimeStamp: "not_after",
}


def evidence_of(fact: str, said: Mapping[NamedNode, Sequence[str]]) -> Evidence:
    """An attestation's part in time, from its properties and their values as text."""
    percent = _one(said, terms.MKG_percent)
    return Evidence(
        fact=fact,
        issued=date.fromisoformat(_one(said, terms.DCTERMS_issued)),
        filler=_one(said, terms.MKG_filler),
        planned=terms.MKG_Planned.value in said.get(terms.MKG_modality, ()),
        withdraws=terms.MKG_Withdrawn.value in said.get(terms.MKG_modality, ()),
        end=_one(said, terms.MKG_statedEnd) or None,
        predecessor=_one(said, terms.MKG_predecessor) or None,
        interim=terms.MKG_interim in said,
        sole=_one(said, terms.MKG_slot).endswith(_OWNERSHIP) and percent != "" and Decimal(percent) == 100,
        **{name: date.fromisoformat(day) for term, name in _BOUNDS.items() if (day := _one(said, term))},
    )


def _one(said: Mapping[NamedNode, Sequence[str]], term: NamedNode) -> str:
    """The value of a property that has one; the least of several, nothing where there is none."""
    return min(said.get(term, ()), default="")
