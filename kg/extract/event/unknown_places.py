"""Events told to happen at a place by name that is none of the sites of a release: they are of that place, and of none of those."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.event.found import Found
from kg.extract.event.places import may_be_place
from kg.extract.site.context import sentence_at
from kg.extract.site.names import NamingAt, SiteAt
from kg.text.letters import UPPER

_ARTICLE = r"(?:(?:La|El|Los|Las|San|Santa|St\.?|Mt\.?) )?"
_AT_PLACE = re.compile(
    rf"\sat (?:the |its |our )?(?={_ARTICLE}[A-Z][a-z]{{3,}})(?!(?:[\w.]+ ){{0,3}}(?:[Ss]haft|[Pp]ortal|[Dd]ecline|[Mm]ill|[Pp]it|[Ss]tope|[Zz]one|"
    r"[Dd]am)\b)(?!Company|Group|Corporation|Level|Section|Block|Shaft|Stope|Zone|Phase|Stage)"
)
_AT_HEAD = re.compile(rf"\W{{0,4}}At (?:the |its |our )?(?={_ARTICLE}[A-Z\xc0-\xde][\w-]{{3,}})")


_CAPITALS = re.compile(r"(?:[A-Z][\w-]* ){1,3}")
# Leads in the intercepts of a prospect: "At Hegel significant results included:".
_LED_BY = re.compile(
    r"(?:^|\n)\W{0,6}At (?:the )?(?=[A-Z][\w-]{3,}[^.\n]{0,50}\b(?:results|intercepts|intersections|assays)\b[^.\n]{0,30}:\s)", re.MULTILINE
)


def _at_unknown(context: Context, found: Found, known: list[tuple[NamingAt, SiteAt]]) -> str | None:
    """The name of the place at which an event is told to happen, where it is no known site: then it happens at none of the others that are named;
    "" for one that may be no place of work."""
    sentence = sentence_at(context, found.start)
    text = context.reading.text
    at = _AT_PLACE.search(text, found.start, found.end + 30)
    at = at or (_AT_HEAD.match(text, sentence.start, sentence.end) if sentence else None)
    if at is None and found.rule == "intercepts":
        at = next(iter(_LED_BY.finditer(text, max(0, found.start - 130), found.start)), None)
        known = context.sites.named_in(found.start - 130, found.start)
    if at is None:
        return None
    name = _CAPITALS.match(text, at.end())
    end = name.end() if name else at.end()  # "at the Recently Acquired Alder Mine"
    if any(naming.start <= at.end() < naming.end or at.end() <= naming.start < end for naming, _ in known):
        return None
    owners = context.namings(at.end(), at.end() + _LONG)  # "at Alder Gold Corp.'s (TSX: ALD) Birch mine"
    return None if owners and owners[0][0].start == at.end() else _place_of(context, at.end())


def _labelled(context: Context, found: Found) -> str | None:
    """The name of a place that leads in the line of an event with what is held of it, where it is no known site: "Alder (2% NSR): ..."."""
    sentence = sentence_at(context, found.start)
    text = context.reading.text
    label = _LABEL.match(text, text.rfind("\n", 0, sentence.start) + 1, found.start) if sentence else None
    known = label is None or any(True for _ in context.sites.named_in(label.start(), label.end()))
    return None if known or label is None else _place_of(context, label.start("name")) or None


_LONG = 80  # characters of a name
_NAME = re.compile(
    rf"{_ARTICLE}[{UPPER}][\w'\u2019-]+(?: [{UPPER}][\w'\u2019-]+){{0,2}}(?! of (?:the )?[{UPPER}])(?=[,.;:)\n]| [a-z(]| [-\u2013\u2014]|$)"
)
_LABEL = re.compile(
    rf"\W{{0,4}}(?P<name>[{UPPER}][^\n():;.]{{2,40}}) \((?:[^()\n]{{0,30}}\b(?:NSR|GRR|NPI|royalty|stream|interest|owned)\b|[\d.]{{1,6}}%)"
    r"[^()\n]{0,40}\)"
    r"(?:, [^:\n]{3,40})?(?::| [-\u2013\u2014])"
)
_KIND = re.compile(r" (?:Mines?|Project|Property|Deposit|Operations?|Complex|Colliery)$")


def _place_of(context: Context, start: int) -> str:
    """The name at a place of the text if it may be that of a place of work: of no company, country or person."""
    named = _NAME.match(context.reading.text, start)
    name = _KIND.sub("", named.group()) if named else ""
    taken = named and any(naming.start < named.end() and start < naming.end for naming, _ in context.namings(start, named.end()))
    return "" if not name or taken or not may_be_place(context, name) else name


HAPPENS = frozenset("incident suspension restart strike construction commissioning first-production commercial-production permit".split())


def place_elsewhere(context: Context, found: Found) -> str | None:
    """The place that none of the known sites is, at which an event is told to happen."""
    if (label := _labelled(context, found)) or not (found.type in HAPPENS or found.rule == "intercepts"):
        return label
    sentence, title = sentence_at(context, found.start), context.header.title
    low, high = (sentence.start, sentence.end) if sentence else (found.start, found.start + 400)
    if found.rule == "title" and title and title.start <= found.start < title.end:
        low, high = title.start, title.end
    return _at_unknown(context, found, context.sites.named_in(low, high))
