"""The statuses of a site over time, as one document tells them: the one of today, those that it says began, ended or lie between two days, and
those to come."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract import held_times as times
from kg.extract.context import Context
from kg.extract.held_times import Told
from kg.extract.site.names import SiteAt, Sites
from kg.extract.site.states import clauses_of, fits_status, outranks, status_of
from kg.extract.site.status_times import statuses_told


@dataclass(frozen=True)
class StatusAt:
    """A status with its time, and where the text says so, by offsets of the reading text."""

    key: str
    told: Told
    start: int
    end: int


def statuses_of(context: Context, sites: Sites, site: SiteAt) -> list[StatusAt]:
    """The statuses that a document tells of a site, today's first; of one told several times the one with the best dates."""
    dated = _dated(context, sites, site)
    today = _today(context, sites, site)
    if today and any(one.key == today.key and not one.told.current and one.start < today.end and today.start < one.end for one in dated):
        today = None  # the very words that tell of another time
    now = [one for one in dated if one.told.current]
    chosen = _chosen(today, now)
    found = [chosen] if chosen else []
    for one in dated:
        told: Told | None = one.told
        if one in now:
            if chosen is None or one.key == chosen.key:
                continue
            told = times.followed(one.told, chosen.told) or times.over(one.told, context.published)
        if told is not None and not (told.planned and chosen is not None and one.key == chosen.key):
            found.append(replace(one, told=told))
    return list({(one.key, one.told.bounds, one.told.planned): one for one in reversed(found)}.values())[::-1]


def _today(context: Context, sites: Sites, site: SiteAt) -> StatusAt | None:
    """The status that the present tense tells."""
    status = status_of(context, sites, site)
    if status is None:
        return None
    key, start, end, since = status
    known = since if since and since.latest <= context.published else None
    return StatusAt(key, times.told(times.HELD, context.published, known) or times.plain(context.published), start, end)


def _dated(context: Context, sites: Sites, site: SiteAt) -> list[StatusAt]:
    """The dated statuses of a site; of those with one key and wording only the most precisely dated."""
    best: dict[tuple[str, str, str], StatusAt] = {}
    seen: set[tuple[int, int]] = set()
    for clause in clauses_of(context, sites, site):
        if (clause.start, clause.end) in seen:
            continue
        seen.add((clause.start, clause.end))
        for one in statuses_told(clause.text, context.published):
            if not fits_status(site, one.key):
                continue
            found = StatusAt(one.key, one.told, clause.start + one.start, clause.start + one.end)
            # Spells of other years are other spells; a plan told twice is one.
            key = (one.key, "planned" if one.told.planned else one.told.how, "" if one.told.planned else _year(one.told))
            if key not in best or _width(found.told) < _width(best[key].told):
                best[key] = found
    return list(best.values())


def _year(told: Told) -> str:
    day = told.bounds.latest_begin or told.bounds.latest_end or told.bounds.earliest_begin
    return str(day.year) if day else ""


def _width(told: Told) -> int:
    """How many days a begin may fall on; the least certain last."""
    first, last = told.bounds.earliest_begin, told.bounds.latest_begin
    return (last - first).days if first and last else 1_000_000


def _chosen(today: StatusAt | None, now: list[StatusAt]) -> StatusAt | None:
    """The status of today: the one told in the present tense, with its begin where that is dated too, unless the dates tell of a later one."""
    latest = max(now, key=lambda one: (one.told.bounds.earliest_begin or one.told.bounds.latest_begin, one.start), default=None)
    if today is None or latest is None:
        return today or latest
    same = [one for one in now if one.key == today.key]
    if same and latest.key == today.key:
        return latest
    if same and latest.told.bounds.earliest_begin and (today.told.plain or same):
        return latest
    return latest if outranks(latest.key, today.key) or latest.told.how == times.HELD else today
