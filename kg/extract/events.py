"""What happened, and what is announced or expected: each event of a release once, with its type, time, place and actors."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.event.found import Found
from kg.extract.event.lapsed import without_lapsed
from kg.extract.event.merging import merged
from kg.extract.event.names import read_names
from kg.extract.event.news import NEWS
from kg.extract.event.old_names import read_old_names
from kg.extract.event.opening import opening
from kg.extract.event.posts import read_posts
from kg.extract.event.subjects import with_subject
from kg.extract.event.texts import read_texts
from kg.extract.event.told import told_events
from kg.extract.event.zones_at_work import zone_of
from kg.facts import Concept, Event, Mention

_WORKS = frozenset({"construction", "commissioning", "expansion"})
_OLD_WORKS = 30 * 365  # days
_CONFIDENCE = {"title": 0.9, "lead": 0.9, "dated": 0.95, "opening": 0.6}


def extract_events(context: Context) -> Iterator[Mention]:
    """A mention wherever an event is told; one fact for one event, under the telling that dates it best."""
    told = list(context.once(told_events))
    met = sorted((one.when for one in told if one.type == "meeting" and not one.planned), key=lambda when: when.announced)
    meeting = met[0] if met else None
    ahead = next((one.when for one in told if one.type == "meeting" and one.planned), None)
    named = [*read_names(context, ahead), *read_old_names(context), *read_posts(context, meeting)]
    told += [with_subject(context, found) for found in without_lapsed([*opening(context, [*told, *named])], context.once(read_texts))]
    lead = next((one.start + len(one.text) for one in context.once(read_texts) if one.first), 0)
    for group in merged(
        [one for one in (*told, *named) if not (_is_of_old_holes(context, one) or _is_of_old_works(context, one) or _is_late(one))], lead
    ):
        fact = _fact(context, group[0])
        for one in group:
            yield Mention(fact, one.span or context.span(one.start, one.end), one.rule, _CONFIDENCE.get(one.rule, 0.9))


def _is_of_old_holes(context: Context, found: Found) -> bool:
    """Whether drill results are those of holes drilled more than a year before the release: history of its ground."""
    return found.type == "drill-results" and not found.planned and (context.published - found.when.latest).days > 366


def _is_of_old_works(context: Context, found: Found) -> bool:
    """Whether something was built so long before the release that it only tells how old the place is."""
    return found.type in _WORKS and not found.planned and (context.published - found.when.latest).days > _OLD_WORKS


def _is_late(found: Found) -> bool:
    """Whether an event has no date and is told where a long report no longer tells news."""
    return found.when.announced and found.start > NEWS and found.rule not in ("title", "lead")


def _fact(context: Context, one: Found) -> Event:
    bounds = one.when.bounds(context.published, one.planned)
    zone = zone_of(context, one) if one.rule == "dated" else None
    return Event(
        Concept("event-type", one.type),
        site=None if zone else one.site,
        zone=zone,
        company=one.company,
        person=one.person,
        counterparty=one.counterparty if one.counterparty != one.company else None,
        begin=one.when.begin,
        end=one.when.end,
        words=one.words,
        bounds=bounds,
        planned=one.planned,
        withdrawn=one.off and not one.planned,
    )
