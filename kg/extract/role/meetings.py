"""What a sentence tells that opens with a shareholders' meeting: "Following the meeting the board named A as Chair and B ceased to be a director"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.role.boards import meeting_date
from kg.extract.role.claim import Claim
from kg.text.dates import DateMatch

_OPENS = re.compile(
    r"^(?:(?P<once>Immediately)\s)?(?:[Ff]ollowing|[Aa]fter|[Uu]pon|[Aa]t|[Ss]ubsequent to)\s(?:(?:the\s)?(?:conclusion|close|end|completion)\sof\s)?"
    r"(?:the|its|our|that|this|today's|yesterday's)\s(?:[A-Z][\w.]*\s){0,3}?(?:(?:[Aa]nnual|[Gg]eneral|[Ss]pecial|[Ee]xtraordinary|[Ss]hareholders?'?|"
    r"[Ss]tockholders?'?|and|of|the)\s){0,4}(?:[Mm]eetings?|AGM|EGM)\b(?:\sof\s(?:its\s|the\s)?(?:share|stock)holders)?"
)


def at_meeting(context: Context, claim: Claim) -> DateMatch | None:
    """The day of the meeting with which the sentence of a claim opens."""
    opens = None if claim.unit.listed else _OPENS.match(claim.unit.text)
    return meeting_date(context) if opens and opens.end() < claim.start else None


def since_meeting(context: Context, claim: Claim) -> DateMatch | None:
    """When somebody was appointed of whom a sentence tells that opens "Following the meeting": that day or later, and by the document's."""
    day = at_meeting(context, claim)
    opens = _OPENS.match(claim.unit.text)
    if day is None or opens is None or opens["once"] or opens.group().startswith("At ") or day.latest >= context.published:
        return day
    return replace(day, latest=context.published, edtf=f"{day.edtf}/{context.published.isoformat()}")
