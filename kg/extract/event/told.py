"""Every telling of an event by a sentence, with its subject; and those of deals, by which the money beside them is understood."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.event.deals import DEALS
from kg.extract.event.found import Found
from kg.extract.event.parties import of_others
from kg.extract.event.reading import read_events
from kg.extract.event.subjects import with_subject


def told_events(context: Context) -> Iterator[Found]:
    """The tellings of events in the order of the text, with what they are of."""
    for found in read_events(context):
        if not of_others(context, found):
            yield found if found.site else with_subject(context, found)


def told_deals(context: Context) -> Iterator[Found]:
    """The tellings of deals that are not off."""
    return (found for found in context.once(told_events) if found.type in DEALS and not found.off)
