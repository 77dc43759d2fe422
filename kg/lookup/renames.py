"""When a company took another name, as documents tell or announce it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pyoxigraph as ox

from kg import terms
from kg.identity import slug
from kg.lookup.chronicle import Chronicle
from kg.lookup.labels import subjects, text_of
from kg.lookup.moments import ANNOUNCED, CONFIRMED, OPEN, STATED, Moment
from kg.time import Evidence as Told

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rename:
    """A company's old and new name, and the first day of the new one."""

    old: str
    new: str
    moment: Moment


@dataclass(frozen=True)
class _Telling:
    """What one document says of a change of name; the evidence names the company as what fills. `still_old`: the last day before it on
    which the company published under the old name, where the document does not tell how early the change may have come."""

    old: str
    new: str
    stated: str | None
    told: Told
    still_old: date | None

    @property
    def first(self) -> date:
        if self.told.not_before or self.told.planned:
            return self.told.not_before or self.last
        return (self.still_old or date.min) + _DAY

    @property
    def last(self) -> date:
        return self.told.held_from or self.told.issued


def renames(chronicle: Chronicle, company: str) -> Iterator[Rename]:
    """The changes of a company's name, each once, however many documents tell it."""
    tellings = sorted(_tellings(chronicle, company), key=lambda one: (one.told.issued, one.told.fact))
    by_name: dict[str, list[list[_Telling]]] = {}
    for one in tellings:
        groups = by_name.setdefault(slug(one.new), [])
        same = next((group for group in groups if any(_may_be_one(one, other) for other in group)), None)
        if same is None:
            groups.append([one])
        else:
            same.append(one)
    for groups in by_name.values():
        yield from (_rename(chronicle, company, group) for group in groups)


def _may_be_one(one: _Telling, other: _Telling) -> bool:
    """Whether two documents may tell the same change: done as announced, or on days that do not exclude each other."""
    return one.told.planned or other.told.planned or (one.first <= other.last and other.first <= one.last)


def _rename(chronicle: Chronicle, company: str, group: list[_Telling]) -> Rename:
    done = [one for one in group if not one.told.planned]
    best = min(done, key=_width) if done else group[-1]  # of plans the last: they may be moved
    low = max((one.first for one in done if one.last >= best.first), default=best.first)
    after = min(low, best.last) - _DAY
    outcome = None if done else CONFIRMED if _is_called(chronicle, company, group, best) else OPEN
    evidence = (best.told, *(one.told for one in group if one != best))
    moment = Moment(after, best.last, best.stated, STATED if done else ANNOUNCED, outcome, evidence)
    return Rename(best.old, best.new, moment)


def _width(one: _Telling) -> tuple[int, date, str]:
    return (one.last - one.first).days, one.told.issued, one.told.fact


def _tellings(chronicle: Chronicle, company: str) -> Iterator[_Telling]:
    for fact in {fact for member in chronicle.members(company) for fact in subjects(chronicle.graph, terms.MKG_renamed, member)}:
        said = chronicle.said(fact)
        if terms.DCTERMS_issued not in said:
            continue
        issued = date.fromisoformat(said[terms.DCTERMS_issued][0])
        if chronicle.known is not None and issued > chronicle.known:
            continue
        low, high = (said.get(term, (None,))[0] for term in (terms.SEM_hasEarliestBeginTimeStamp, terms.SEM_hasLatestBeginTimeStamp))
        told = Told(
            fact=fact,
            issued=issued,
            filler=company,
            not_before=date.fromisoformat(low) if low else None,
            held_from=date.fromisoformat(high) if high else None,
            planned=terms.MKG_modality in said,
        )
        old, new, stated = said[terms.MKG_oldName][0], said[terms.MKG_newName][0], said.get(terms.MKG_renamedOn, (None,))[0]
        yield _Telling(old, new, stated, told, _last_called(chronicle, company, old, told.held_from or issued))


def _is_called(chronicle: Chronicle, company: str, plans: list[_Telling], best: _Telling) -> bool:
    """Whether a document published on the announced day or later calls the company by the new name, and does not only announce it."""
    announcing = {chronicle.said(plan.told.fact)[terms.MKG_inDocument][0] for plan in plans}
    return any(issued >= best.first and document not in announcing for issued, document in _calls(chronicle, company, best.new))


def _last_called(chronicle: Chronicle, company: str, name: str, before: date) -> date | None:
    """The last day before one on which the company published a document under a name."""
    own = {document for member in chronicle.members(company) for document in subjects(chronicle.graph, terms.DCTERMS_publisher, member)}
    days = (issued for issued, document in _calls(chronicle, company, name) if issued < before and document in own)
    return max(days, default=None)


def _calls(chronicle: Chronicle, company: str, name: str) -> Iterator[tuple[date, str]]:
    """The documents that call the company by a name, with their days; no later ones than may be known."""
    for member in chronicle.members(company):
        for quad in chronicle.graph.quads_for_pattern(None, terms.RDF_subject, ox.NamedNode(member)):
            said = chronicle.said(text_of(quad.subject))
            if terms.DCTERMS_issued not in said:
                continue
            issued = date.fromisoformat(said[terms.DCTERMS_issued][0])
            known = chronicle.known is None or issued <= chronicle.known
            named = said.get(terms.RDF_predicate) == [terms.SCHEMA_name.value] and slug(name) in map(slug, said.get(terms.RDF_object, ()))
            if named and known:
                yield issued, said[terms.MKG_inDocument][0]
