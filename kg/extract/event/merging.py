"""Events once each, however often they are retold: tellings of one type and subject whose times agree are one event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from kg.extract.event.dates import some_past_day
from kg.extract.event.found import AFTERMATH, ANNOUNCED_BEFORE, CLOSING, OF_PERIOD, STOPPED, Found
from kg.text.names import same_person

# What a release announces is one event of its type, whatever it is told of.
_ONE_ANNOUNCED = frozenset(
    "production-results financial-results drill-results resource-estimate technical-report guidance financing merger option-agreement "
    "name-change dividend acquisition divestiture joint-venture exploration-program".split()
)
# Results that were announced before are events of their own.
_EARLIER_APART = frozenset("drill-results production-results financial-results resource-estimate technical-report guidance dividend".split())
_NOT_TWICE = frozenset({"guidance", "dividend"})  # of which a headline and the first sentence seldom tell two
_HAPPENS = frozenset({"incident", "suspension", "restart", "strike"})  # what a headline tells of a mine, and the first sentences of a part of it
_ESTIMATES = frozenset({"resource-estimate", "technical-report"})
_DONE = re.compile(r"\b(?:complet|finish|conclud)", re.IGNORECASE)
_ARRANGED = re.compile(r"\b(?:arrangement|scheme)\b", re.IGNORECASE)
# A headline about one of these tells in other words what is dated further below, be it still to come.
_TOLD_BELOW = frozenset(
    "restart commissioning construction first-production commercial-production name-change listing meeting closure expansion strike incident "
    "suspension remediation labour-agreement".split()
)
_ONCE = frozenset({"first-production", "commercial-production"})  # comes once to a site
SIGNING = "signing"  # of an agreement that the sentences before name
DECISION = "decision"  # that is awaited on what the sentences before tell
_DECIDED = frozenset({"permit", "litigation"})
_SIGNED = frozenset("labour-agreement option-agreement joint-venture offtake acquisition divestiture merger financing".split())
_CLOSED = ("acquisition", "merger", "divestiture", "joint-venture", "financing", "option-agreement")  # the one that "closing" means first
_REPORT = re.compile(r"\b(?:technical|NI 43-101|43-101) report\b", re.IGNORECASE)
_SHIPPED = re.compile(r"\b(?:shipment|export|cargo|sale|parcel)s?\b", re.IGNORECASE)  # what follows the first metal
_STOPS = frozenset({"strike", "incident"})
_NEAR_TEXT = 250  # characters
_SOON = timedelta(days=10)
_SEASON = timedelta(days=180)
_NEAR, _NEAR_DEAL = timedelta(days=25), timedelta(days=45)
_CLOSES = re.compile(r"clos|complet|finali", re.IGNORECASE)
_BESIDES = frozenset({"acquisition", "divestiture", "option-agreement"})
_ALSO = re.compile(r"(?:has |have )?also\b", re.IGNORECASE)
_STAKED = re.compile(r"\b(?:staked|stakes (?!in\b)|staking|pegs|pegged|pegging)\b", re.IGNORECASE)  # what nobody sold
_ANNOUNCED = re.compile(r"\b(?:announced|disclosed|reported)$", re.IGNORECASE)
_TRANCHE = re.compile(r"\b(first|second|third|fourth|final|initial|last)\b(?: and final)? (?:tranche|closing|instalment)", re.IGNORECASE)
_UPDATE = re.compile(
    r"\b(?:exploration|drill(?:ing)?|drill(?:ing)? program(?:me)?|field) updates?\b|"
    r"\bupdates? (?:on|of|for|about|regarding|concerning|from) (?!.*\b(?:start|commence|began|begun|begin|plan|mobili)\w*)",
    re.IGNORECASE,
)
_RULES = ("title", "lead")
_TOLD = ("lead", "body", "bullet")
_MADE_AT = re.compile(r"(?i:\b(?:production|output)) (?i:at|from) (?i:(?:its|the|our) )?(?=[A-Z])")


def merged(found: Iterable[Found], lead: int = 0) -> list[list[Found]]:
    """The tellings in groups, one an event, the one that says most first; groups in the order of the text, whose first sentence ends at `lead`."""
    groups: list[list[Found]] = []
    tellings = list(found)
    before = {(one.type, one.when.begin) for one in tellings if one.rule == ANNOUNCED_BEFORE}
    tellings = [one for one in tellings if one.rule != "dated" or (one.type, one.when.begin) not in before or not _ANNOUNCED.search(_own_words(one))]
    bought = any(one.type == "acquisition" and one.when.announced for one in tellings)
    headlines = {one.type for one in tellings if one.rule == "title" and one.type in ("acquisition", "divestiture")}
    whole = any(one.type == "acquisition" and one.when.announced and one.site is None for one in tellings)
    said = {(one.type, one.rule) for one in tellings if one.when.announced}
    # a headline that calls an option a purchase: the first sentences tell what it is
    bought_out = any(one.type == "acquisition" and one.rule == "title" and _CLOSES.search(one.words) for one in tellings)
    optioning = ("option-agreement", "lead") in said and not {("option-agreement", "title"), ("acquisition", "lead"), ("acquisition", "body")} & said
    optioning = optioning and not bought_out
    optioned = {one.site for one in tellings if one.type == "option-agreement" and not one.planned and one.site and _is_new(one, tellings)}
    drilled = any(one.type == "drill-results" and one.when.announced for one in tellings)
    tellings = [
        one
        for one in tellings
        if not (
            drilled
            and one.type == "exploration-program"
            and one.when.announced
            and ((one.rule == "lead" and _DONE.search(one.words[: one.end - one.start])) or (one.rule in _TOLD and _UPDATE.search(one.words)))
        )
        and not (bought and one.type == "merger" and (whole or _ARRANGED.search(one.words)))
        and not (one.type == "acquisition" and one.when.announced and (one.site in optioned or optioning) and not bought_out)
        and not (one.type == "acquisition" and one.when.announced and one.rule in ("lead", "body") and headlines == {"divestiture"})
    ]
    if any(one.type == "exploration-program" and one.when.announced and _DONE.search(one.words) for one in tellings):  # an update tells of its end
        tellings = [one for one in tellings if not (one.type == "exploration-program" and one.when.announced and _UPDATE.search(one.words))]
    poured = {one.site for one in tellings if one.type == "first-production" and not one.planned and one.site}
    tellings = [one for one in tellings if not (one.planned and one.type == "first-production" and one.site in poured and _SHIPPED.search(one.words))]
    drilled_at = [one for one in tellings if one.type == "drill-results" and one.when.announced and one.site]
    if len({one.site for one in drilled_at}) == 1:  # results told before of no site of their own are of the one that is drilled
        tellings = [
            replace(one, site=drilled_at[0].site) if one.type == "drill-results" and one.lent and not one.when.announced else one for one in tellings
        ]
    targets = {one.company for one in tellings if one.type == "acquisition" and not one.planned and one.site is None}
    if len(targets) == 1:
        tellings = [
            replace(one, company=next(iter(targets))) if one.type == "acquisition" and one.planned and not one.site else one for one in tellings
        ]
    bought_sites = {one.site for one in tellings if one.type == "acquisition" and not one.planned and one.when.announced}
    if len(bought_sites) == 1 and None not in bought_sites:
        tellings = [
            replace(one, site=next(iter(bought_sites))) if one.type == "acquisition" and one.planned and not one.site else one for one in tellings
        ]
    for one in sorted(_settled(tellings), key=_certainty):
        group = next((group for group in groups if _same(group[0], one) or _of_headline(group[0], one, lead)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [_fullest(_on_closing(group, groups)) for group in sorted(groups, key=lambda group: min(item.start for item in group))]


def _own_words(one: Found) -> str:
    return one.words[: one.end - one.start]


def _is_new(one: Found, tellings: list[Found]) -> bool:
    """Whether something is news of the release, be it dated some days before."""
    news = next((other.when.earliest for other in tellings if other.when.announced), None)
    return one.when.announced or (news is not None and timedelta(0) <= news - one.when.latest <= _SOON)


def _settled(found: list[Found]) -> list[Found]:
    """The tellings with "closing" told of the greatest deal announced before it, without it where none is; and work that has stopped because of
    a strike or mishap shortly before the release stopped on its day."""
    deals = sorted((one for one in found if one.type in _CLOSED), key=lambda one: one.start)
    result: list[Found] = []
    stopped = next((one.when for one in found if one.type in _STOPS and not one.planned and not one.when.announced), None)
    for one in found:
        if one.rule == AFTERMATH:
            cause = next((stop.when for stop in reversed(found) if stop.type in _STOPS and not stop.planned and stop.start < one.start), one.when)
            result.append(replace(one, when=cause))
        elif one.rule == STOPPED:
            near = [stop for stop in found if stop.type in _STOPS and not stop.planned and 0 < one.start - stop.end < _NEAR_TEXT]
            if near and not near[-1].when.announced:
                result.append(replace(one, when=near[-1].when))
            elif one.site and not one.lent and not any(other is not one and abs(other.start - one.start) < _NEAR_TEXT for other in found):
                result.append(replace(one, when=some_past_day(one.when.latest), rule="undated"))
        elif one.type == "suspension" and one.when.announced and one.rule == "body" and stopped and one.when.earliest - stopped.latest < _SOON:
            result.append(replace(one, when=stopped))
        elif one.type == SIGNING:
            agreed = [deal for deal in found if deal.type in _SIGNED and 0 < one.start - deal.end < 2 * _NEAR_TEXT]
            result += [replace(one, type=agreed[-1].type, site=agreed[-1].site, company=agreed[-1].company)] if agreed else []
        elif one.type == DECISION:
            asked = [case for case in found if case.type in _DECIDED and -2 * _NEAR_TEXT < case.end - one.start < _NEAR_TEXT // 5 and case is not one]
            result += [replace(one, type=asked[-1].type, site=asked[-1].site, company=asked[-1].company)] if asked else []
        elif one.type != CLOSING:
            result.append(one)
        elif deal := min((deal for deal in deals if _may_close(deal, one)), key=lambda deal: _CLOSED.index(deal.type), default=None):
            result.append(replace(one, type=deal.type, site=deal.site, company=deal.company))
    return result


def _may_close(deal: Found, closing: Found) -> bool:
    """Whether a closing may be that of a deal told before it; of an option only where it is told right before, as options seldom close."""
    near = deal.type != "option-agreement" or closing.start - deal.end < _NEAR_TEXT
    closed = closing.planned and not deal.planned and _CLOSES.search(deal.words[: deal.end - deal.start]) is not None
    return deal.start < closing.start and near and not closed


def _on_closing(group: list[Found], groups: list[list[Found]]) -> list[Found]:
    """An appointment or departure to come without a date takes that on which the deal of the release is to close."""
    first = group[0]
    if first.person is None or first.when.begin is not None:
        return group
    closing = next((other[0].when for other in groups if other[0].type in ("acquisition", "merger") and other[0].planned), None)
    return [replace(first, when=closing), *group[1:]] if closing else group


def _certainty(one: Found) -> tuple[bool, bool, int, int]:
    """What sorts tellings: those with a day of their own come first, those of what happened on no day that is told last."""
    return one.when.begin is None and not one.planned, one.when.announced, _breadth(one), one.start


def _breadth(one: Found) -> int:
    """How many days a time spans; a time without a date all."""
    return (one.when.latest - one.when.earliest).days


def _same(known: Found, one: Found) -> bool:
    """Whether a telling is one more of a known event: the known one has a date that is as fine or finer."""
    if known.type != one.type or not _one_person(known, one):
        return False
    if known.type in ("appointment", "departure"):
        near = known.when.announced or one.when.announced or one.when.holds(known.when)
        return known.subject == one.subject and near
    if known.type == "name-change":
        return _one_subject(known, one)
    if known.when.announced and one.when.announced:
        if known.type in _BESIDES and known.subject != one.subject and any(_ALSO.match(other.words) for other in (known, one)):
            return False  # "has also agreed to acquire": another deal
        if known.type == "acquisition" and bool(_STAKED.search(known.words)) != bool(_STAKED.search(one.words)):
            return False
        headline = known.type in _HAPPENS and "title" in (known.rule, one.rule)
        return known.type in _ONE_ANNOUNCED or headline or _one_subject(known, one)
    if known.type in _ESTIMATES and known.when.begin == one.when.begin and not known.planned and known.when.earliest == known.when.latest:
        return True  # what was published on a day is told of the site, and again of the report that it stands in
    lent = (known.lent or one.lent) and known.when.begin == one.when.begin and known.planned == one.planned and not known.when.announced
    if not lent and not _one_subject(known, one):
        return False
    if one.when.announced:
        return _retold(known, one)
    if one.planned and one.type == "technical-report" and one.when.begin != known.when.begin and _is_report(one) != _is_report(known):
        return False  # the paper to be filed, and the study that it is not
    if one.planned and one.when.begin is None and one.type == "technical-report" and known.when.begin is not None:
        return False
    if known.planned != one.planned:
        return False
    if known.type == "record" and known.when.begin != one.when.begin:
        long = known.when.latest - known.when.earliest > _NEAR
        return long and OF_PERIOD in (known.rule, one.rule) and (one.when.holds(known.when) or known.when.holds(one.when))
    return one.when.holds(known.when)


def _of_headline(known: Found, one: Found, lead: int) -> bool:
    """Whether a headline tells what the first sentence dates: "Alder Sells Mill", "has sold its mill on May 3"; "to Sell", "will sell in June"."""
    if one.rule != "title" or known.type != one.type or known.person or not one.start < known.start < lead or not _one_subject(known, one):
        return False
    return one.words.startswith("to ") if known.planned else known.type not in _EARLIER_APART or known.type in _NOT_TWICE


def _one_person(known: Found, one: Found) -> bool:
    if known.person is None or one.person is None:
        return known.person is one.person
    return known.person == one.person or same_person(known.person.name, one.person.name)


def _is_report(one: Found) -> bool:
    return _REPORT.search(one.words) is not None


def _one_subject(known: Found, one: Found) -> bool:
    if known.site and one.site:
        return known.site.name == one.site.name
    return known.site is None or one.site is None or known.subject == one.subject


def _retold(known: Found, one: Found) -> bool:
    """Whether news without a date of its own is that of an event that is dated shortly before the release."""
    if one.rule == "title" and known.type in _TOLD_BELOW:
        return True
    if one.rule == "title" and known.type == "dividend" and not known.planned and one.when.earliest - known.when.latest <= _SOON:
        return True
    if known.type in _ONCE and not known.planned:
        return True
    if known.type in _ESTIMATES and one.rule in ("body", "bullet") and timedelta(0) <= one.when.earliest - known.when.latest <= _SEASON / 2:
        return not known.planned  # a report on a quarter tells in another point what it was of
    if known.planned or known.type in _EARLIER_APART or known.rule == ANNOUNCED_BEFORE:
        return False
    if known.type == "financing" and (not _CLOSES.search(one.words) or _tranche(one) != _tranche(known)):
        return False
    if known.type == "exploration-program" and _DONE.search(one.words):  # the end of what began some months before
        return timedelta(0) <= one.when.earliest - known.when.latest <= _SEASON
    near = _NEAR_DEAL if known.type in (*_CLOSED, "exploration-program") else _NEAR
    return timedelta(0) <= one.when.earliest - known.when.latest <= near or known.when.latest >= one.when.earliest


def _tranche(one: Found) -> str:
    """Which tranche of a financing a telling speaks of, by the word that counts it; "" for none."""
    said = _TRANCHE.search(one.words)
    return said[1].lower() if said else ""


def _fullest(group: list[Found]) -> list[Found]:
    """The group with its subject settled: a site where any telling of it names one, that of the headline or the first sentences first."""
    first = group[0]
    if first.person is None:
        sites = [one for one in group if one.site and not one.lent] or [one for one in group if one.site]
        chosen = next((one for one in sites if one.rule in _RULES), sites[0] if sites else first)
        if first.type == "record" and (told_first := min(group, key=lambda one: one.start)).site is None:
            chosen = told_first  # that of a company is told before those of its mines
        if first.type == "guidance" and any(one.site is None and one.rule in _RULES for one in group):
            chosen = next(one for one in group if one.site is None and one.rule in _RULES)
        if first.type == "production-results" and any(one.site is None and one.rule == "lead" for one in group):
            titled = next((one for one in group if one.site and one.rule == "title" and _MADE_AT.search(one.words)), None)
            chosen = titled or next(one for one in group if one.site is None)
        first = first.of(chosen.site, chosen.company or first.company)
    party = next((one.counterparty for one in group if one.counterparty), None)
    return [replace(first, counterparty=party), *group[1:]]
