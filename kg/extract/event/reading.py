"""The events that the sentences of a release tell: each trigger with the date that goes with it.

An event counts where it is dated, or announced: by the headline, by the first sentences, or by words such as "also announces". What is
denied, possible or a condition is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from kg.extract.context import Context
from kg.extract.event.announced_days import day_behind, in_effect
from kg.extract.event.beside import also_dated, announced_before, continued, intercepts_told, quarter_told, released, tells_production
from kg.extract.event.clause_dates import IN_FORCE
from kg.extract.event.coming import at_once, noun_ahead, on_some_day
from kg.extract.event.dated_nouns import named_by_day
from kg.extract.event.dates import When, announced, date_of, some_day, some_past_day
from kg.extract.event.days import dates_of
from kg.extract.event.deals import DEALS, ended, named_deals
from kg.extract.event.earning import earning
from kg.extract.event.elided import spelt_out
from kg.extract.event.found import OF_PERIOD, Found
from kg.extract.event.grammar import DID, EITHER, TOPIC, WILL
from kg.extract.event.headlines import with_headline_days
from kg.extract.event.hits import Hit, find_hits
from kg.extract.event.lapsed import without_lapsed
from kg.extract.event.lists import DEEDS, NOW, VERB_FIRST, day_of_list, day_of_year, is_highlight, period_of_list, tells_after
from kg.extract.event.named_deals import hits_of
from kg.extract.event.news import ALSO, happened, is_news, stop_rule, tells_deed
from kg.extract.event.passing import in_a_title, only_named
from kg.extract.event.periods import after_period, of_fiscal_part, of_record, reported_period, same_day, with_period
from kg.extract.event.plain import plain
from kg.extract.event.programs import drills, explores, repairs, surveys
from kg.extract.event.reach import after_mishap, behind_aside, last_years, limits
from kg.extract.event.studies import without_studied
from kg.extract.event.texts import Text, read_texts, words_at
from kg.text.date_rules import TEN_MONTHS

# Which dates a trigger may have, by its tense: of what happened, of what is to come.
_TRIED: dict[str, tuple[bool, ...]] = {DID: (False,), WILL: (True,), TOPIC: (), EITHER: (False, True)}
_REPORTS = frozenset({"financial-results", "production-results", "guidance", "drill-results", "exploration-program"})  # are of what they report on
_RESULTS = frozenset({"financial-results", "production-results", "guidance"})
_WORK, _STOP = frozenset({"exploration-program", "construction", "commissioning"}), frozenset({"closure", "suspension"})
# What somebody did in an earlier life is no event of the release.
_LIFE = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof)\.? [A-Z]|\b(?:He|She|career|experience|(?:his|her) (?:management|leadership|tenure|direction))\b")
_OF_PRODUCTION = re.compile(
    r"produc|output|operational|(?:operating|operations|trading) update|pour|recover|hoist|smelt|deliver|equivalent|\bGEOs", re.IGNORECASE
)
_OLD_YEAR = re.compile(r" (?:between|from|in|during) (?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")
_OLD = 900  # days
_YEAR = re.compile(r"\b20\d\d\b")
_FOR_GOOD = re.compile(r"\b(?:for good|final(?= (?:shut|clos))|permanently|definitively|never to (?:reopen|restart))\b", re.IGNORECASE)
_SHUT = re.compile(r"\bshut\b|\bclosed$|\babandoned\b", re.IGNORECASE)


def read_events(context: Context) -> Iterator[Found]:
    """Every telling of every event, in the order of the text; its subject is not known yet."""
    texts = list(context.once(read_texts))
    period = reported_period(context, texts)
    found, day, told_of = list[Found](), context.published, period
    for before, one in pairwise([None, *texts]):
        if one:
            day, told_of = day_of_list(context, before, one, day), period_of_list(context, before, one, told_of, period)
            found += _in_text(context, one, told_of, before, day)
    found = with_headline_days(context, texts, found)
    found += [event for before, one in pairwise(texts) for event in continued(context, before, one)]
    found += [event for one in texts for event in (*announced_before(context, one), *named_by_day(context, one))]
    found += [
        other
        for one in texts
        for event in found
        if one.start <= event.start < one.start + len(one.text)
        for other in (*released(context, one, event), *also_dated(context, one, event))
    ]
    found = [event for event in found if event.type != "production-results" or event.when.latest - event.when.earliest < _PAST_A_YEAR]
    unsure = [event for event in found if event.type == "production-results" and not event.planned and not _OF_PRODUCTION.search(event.words)]
    if unsure and not tells_production(context, texts):
        found = [event for event in found if event not in unsure]
    if any(event.type == "production-results" and event.rule == "title" for event in found) and not any(map(_of_money, texts)):
        found = [event for event in found if not (event.type == "financial-results" and event.rule in ("lead", "body"))]
    found = ended(without_lapsed(_of_output(context, named_deals(without_studied(found, texts), texts), texts), texts), texts)
    yield from (found := earning(context, texts, found))
    deal = any(event.rule == "title" and event.type in DEALS for event in found)
    if not deal and not any(event.type == "drill-results" and event.when.announced for event in found):
        yield from intercepts_told(context, texts)
    if not any(event.type == "production-results" and event.when.announced for event in found):
        yield from quarter_told(context, texts, any(event.type == "financial-results" and event.when.announced for event in found))


_PAST_A_YEAR = timedelta(days=400)  # so much was produced of old, which is no news
# of results still to come
_LATER = re.compile(r"\b(?:dates? for|will (?:release|report|publish|announce|host|file)|to (?:release|host))\b", re.IGNORECASE)
_MONEY = re.compile(r"\b(?:financial|net (?:income|loss|earnings)|earnings|EBITDA|profit|cash flow|loss for)\b", re.IGNORECASE)


def _of_money(one: Text) -> bool:
    """Whether a headline or first sentence tells of results in money: else "its results for the quarter" are those of its production."""
    return one.kind in ("title", "lead") and not _LATER.search(one.text) and _MONEY.search(one.text) is not None


def _of_output(context: Context, found: list[Found], texts: list[Text]) -> list[Found]:
    """The tellings; "preliminary results" that tell what was produced are of production, where those in money are still to come."""
    later = any(event.type == "financial-results" and event.planned for event in found)
    if not later or any(map(_of_money, texts)) or not tells_production(context, texts):
        return found
    news = [event for event in found if event.type == "financial-results" and event.when.announced and not event.planned]
    return [replace(event, type="production-results") if event in news else event for event in found]


def _in_text(context: Context, one: Text, period: When | None, before: Text | None, day: date) -> Iterator[Found]:
    """The events of a text. What a trigger meets without telling an event is left to other triggers, once; so is what it meets without a date,
    to those that find one: "has approved the expansion, which is to be completed in June" tells two."""
    announces = one.kind in ("title", "lead") or ALSO.search(one.text) is not None or tells_deed(one)
    hits = hits_of(context, one, announces)
    told = _events(context, one, hits, period, before, day)
    void = [hit for hit, event in zip(hits, told, strict=True) if event is None]
    if void:
        hits = hits_of(context, one, announces, void)
        told = _events(context, one, hits, period, before, day)
    kinds = {event.type for event in told if event is not None}
    if hit := next((hit for hit in void if (not kinds or _stands_beside(hit, kinds)) and happened(context, one, hit)), None):
        words = words_at(one.text, hit.start, hit.end)
        yield Found(hit.trigger.type, some_past_day(context.published), False, one.start + hit.start, one.start + hit.end, words, "undated")
    news = list(zip(hits, told, strict=True))
    done = [hit for hit, event in news if event and hit.trigger.tense == DID and event.type != "dividend"]
    past, later = [event for event in told if event is not None], list[Found]()
    if done and one.kind != "title":
        hits = find_hits(one.text, one.kind == "bullet", announces, ahead=True)
        begun = [event for event in past if not event.planned]
        ahead = (event for event in _events(context, one, hits, period, before, day) if event is not None and event not in told)
        later = [event for event in ahead if not any(_is_end_of(event, other) for other in begun)]
    past += _told_beside(context, one, [*hits, *void], [*past, *later], period, before, day)
    past += [event for hit, first in news if first and first.rule == "dated" for event in _elided(context, one, hit, first, period, before, day)]
    past = [event for event in past if not (event.when.announced and any(_is_the_plan(other, event) for other in later))]
    if one.kind == "bullet":  # a point that tells when something is to come has not told before that it was done
        past = [event for event in past if not (event.when.announced and any(other.type == event.type for other in later))]
    yield from (*past, *later)


def _told_beside(
    context: Context, one: Text, read: list[Hit], told: list[Found], period: When | None, before: Text | None, day: date
) -> Iterator[Found]:
    """What other triggers meet in a text where some have met already, if it is of another type or tense and has a day that nothing else has."""
    if not told:
        return
    used, kinds = {event.when.at for event in told}, {event.type for event in told if not event.planned} | {"dividend"}
    hits = find_hits(one.text, one.kind in ("title", "bullet"), False, read)
    for event in _events(context, one, hits, period, before, day):
        ahead = event and event.type not in _STOP and any(other.planned and event.start < other.end and other.start < event.end for other in told)
        if event and not ahead and not event.planned and event.rule == "dated" and event.when.at not in {-1, *used} and event.type not in kinds:
            yield event


def _elided(context: Context, one: Text, hit: Hit, first: Found, period: When | None, before: Text | None, day: date) -> Iterator[Found]:
    """What a sentence tells beside its first deed by the verb of that, on a day of its own."""
    if one.kind == "title" or first.planned or (whole := spelt_out(one, hit, first.when, dates_of(one.text, day, False))) is None:
        return
    by = min(day, first.when.earliest + TEN_MONTHS)  # a day without a year is that behind the first deed's
    for event in _events(context, whole, find_hits(whole.text, False, False), period, before, by):
        if event and event.rule == "dated" and not event.planned and (event.type, event.when.begin) != (first.type, first.when.begin):
            yield event


def _stands_beside(hit: Hit, kinds: set[str]) -> bool:
    """Whether what is told without a day is an event beside those of the same text: an order to stop because of a mishap."""
    return hit.trigger.type == "suspension" and kinds == {"incident"}


def _is_the_plan(ahead: Found, event: Found) -> bool:
    """Whether words that seem to announce something are those of what is to come: "intends to reopen the mine by the middle of 2022"."""
    return ahead.type == event.type and ahead.planned and ahead.start <= event.start < ahead.end


def _is_end_of(event: Found, begun: Found) -> bool:
    """Whether something to come is but the end of what was begun on a day, or that same day read once more."""
    same_day = event.when.at >= 0 and event.when.at == begun.when.at
    return same_day or (event.type == begun.type in _WORK and not begun.when.announced)


def _events(context: Context, one: Text, hits: list[Hit], period: When | None, before: Text | None, day: date) -> list[Found | None]:
    """The event that each hit tells; of days without a year those are meant that come last before `day`."""
    head, told = context.header.published_at, list[Found | None]()
    dateline = (head.start - one.start, head.end - one.start) if head else (-1, -1)
    story = _BEHIND_DATELINE.match(one.text, dateline[1]) if 0 < dateline[1] < len(one.text) and dateline[0] >= 0 else None
    dated = {
        ahead: [
            found
            for found in dates_of(one.text, context.published if ahead else day_of_year(one.text, day), ahead, context.year_end)
            if not context.is_dateline(one.start + found.start, one.start + found.end)
        ]
        for ahead in {ahead for hit in hits for ahead in _TRIED[hit.trigger.tense]}
    }
    if False in dated and one.kind != "about":
        dated[False] = same_day(context, before, one, with_period(one.text, of_fiscal_part(context, one.text, dated[False]), period))
    for index, hit in enumerate(hits):
        kind = hit.trigger.type
        near, planned, of_period = None, hit.trigger.tense == WILL, False
        for ahead in _TRIED[hit.trigger.tense]:
            low, high = limits(one.text, hits, index, dated[ahead])
            reach = (max(low, story.end()) if story else low, high)
            said = [day for day in dated[ahead] if kind != "labour-agreement" or not IN_FORCE.search(one.text, max(0, day.start - 40), day.start)]
            said = [day for day in said if not _BOOKED.search(one.text, max(0, day.start - 60), day.start)]
            if kind == "incident" and hit.because:
                said = [day for day in said if not _RESTORED.search(one.text, max(0, day.start - 60), day.start)]
            if kind == "record":
                said = [day for day in said if not _SINCE_WHEN.search(one.text, hit.start, day.start)]
            time = date_of(one.text, said, hit.start, hit.end, reach, context.published, ahead, kind in _RESULTS, kind in DEALS)
            if time is not None and (near is None or _is_likelier(time, near, hit, context.published)):
                near, planned = time, ahead
        if hit.trigger.tense == DID and (later := noun_ahead(context, one, hit)):
            near, planned = later, True
        past = dated.get(False, [])
        near = behind_aside(one.text, hit, past) or near or last_years(one.text, hit, past, context.published)
        time = near
        if hit.noun and time is not None and not planned and ", " in plain(one.text)[hit.end : max(hit.end, time.at)]:
            time = None  # of the clause behind: "After the payment of dividends, cash was $30 million on March 31"
        if hit.trigger.tense == TOPIC and one.kind == "lead" and kind not in _REPORTS:
            time = day_behind(one.text, hit, context.published)
        if time is None and hit.trigger.tense != WILL and kind != "labour-agreement" and (day_set := in_effect(one.text, hit, context.published)):
            time, planned = day_set, day_set.earliest > context.published
        if kind == "record" and one.kind != "about":
            of_period = time is None and period is not None
            time = of_record(one.text[hit.start : hit.end], time or period)
        if time is None and kind == "suspension" and index and hits[index - 1].trigger.type == "incident" and hit.start - hits[index - 1].end < 70:
            time = shared.when if (shared := told[index - 1]) and not shared.when.announced else None  # "Accident on May 3; the mine was halted"
        if time is None and kind == "suspension" and hit.trigger.tense == DID:
            time = after_mishap(one.text, hit, dated.get(False, []))
        if time is None and period is not None and (later := after_period(one.text, period, context.published)):
            time = later if is_highlight(one, hit, True) or tells_after(one, hit) else None
        if time is None and (period is not None or kind in DEEDS) and is_highlight(one, hit, period is not None):
            time = announced(context.published) if period is None or NOW.search(one.text, 0, hit.end) else period
        if time is None and planned and one.kind != "about" and at_once(one.text, hit):
            time = announced(context.published)
        if time is None and planned and one.kind != "about" and on_some_day(one.text, hit):
            time = some_day(context.published)
        event = _told(context, one, hit, time, planned)
        told.append(replace(event, rule=OF_PERIOD) if event and of_period else event)
    return _with_day_before(context, one, hits, _with_shared_time(one, hits, told))


# "sold its interest, resulting in a gain which will be recorded in the second quarter"
_BOOKED = re.compile(r"\b(?:will|to) be (?:recorded|recogni[sz]ed|booked|reflected|accounted for|reported)\b[^.;,]{0,40}$", re.IGNORECASE)
_SINCE_WHEN = re.compile(r"\bsince\b[^.;,]{0,70}$", re.IGNORECASE)  # "its best quarter since production began four years ago"
_RESTORED = re.compile(r"\b(?:restored|repaired|reconnected|re-?established|returned|back)\b[^;.]*$")  # on that day, "after a power failure"
# Behind the day of a dateline: dashes, and the wire between them.
_BEHIND_DATELINE = re.compile(r"[^\w\n]{0,8}(?:(?-i:[A-Z])[\w. -]{1,30}[/)][^\w\n]{0,8})?")


def _is_likelier(time: When, known: When, hit: Hit, today: date) -> bool:
    """Whether of two readings a later one is that of a hit: its date stands nearer to it or, read of the same words, lies nearer to the release."""
    gap, other = abs(time.at - hit.end), abs(known.at - hit.end)
    return gap < other or (gap == other and abs((time.earliest - today).days) < abs((known.earliest - today).days))


def _with_shared_time(one: Text, hits: list[Hit], told: list[Found | None]) -> list[Found | None]:
    """The events of a text, those of verbs that share one subject and one period dated by it: "received the permit, completed the study and began
    drilling during the quarter"."""
    shared: When | None = None
    for index in range(len(hits) - 1, -1, -1):
        hit, event = hits[index], told[index]
        if shared and event and event.when.announced and hit.trigger.tense == DID and _NEXT_VERB.fullmatch(one.text, hit.end, hits[index + 1].start):
            told[index] = event = replace(event, when=shared, rule="dated")
        long = event is not None and event.rule == "dated" and event.when.latest > event.when.earliest and (event.when.at >= hit.end or shared)
        shared = event.when if event and long and not event.planned and VERB_FIRST.match(one.text, hit.start) else None
    return told


def _with_day_before(context: Context, one: Text, hits: list[Hit], told: list[Found | None]) -> list[Found | None]:
    """The events of a text, of which one that another verb tells right behind the day of the first is of that day: "closed the purchase on May 3
    and formed a joint venture"."""
    for index in range(1, len(hits)):
        first, hit, event = told[index - 1], hits[index], told[index]
        ours = hit.trigger.tense == DID and (event is None or event.when.announced) and VERB_FIRST.match(one.text, hit.start)
        dated = first and first.rule == "dated" and not first.planned and hits[index - 1].end <= first.when.at < hit.start
        if first and ours and dated and _ALSO_THEN.fullmatch(one.text, first.when.at, hit.start):
            told[index] = _told(context, one, hit, first.when, False)
    return told


_ALSO_THEN = re.compile(r"[^,;]{4,20}(?:, (?:19|20)\d\d)?,? and (?:also |then |has |have )?")
_NEXT_VERB = re.compile(r"[^;.]{0,80}?(?:, (?:and )?| and )(?:also |then |has |have )?")


def _told(context: Context, one: Text, hit: Hit, time: When | None, planned: bool) -> Found | None:
    rule = "dated"
    if time is not None and not planned and time.earliest == context.published:
        time = announced(context.published)
        rule = one.kind
    elif time is None:
        told = stop_rule(one, hit) or (one.kind if is_news(one, hit) else None)
        if planned or told is None or in_a_title(one.text, hit):
            return None
        if (old := _OLD_YEAR.match(one.text, hit.end)) and int(old[1]) < context.published.year - 1:
            return None  # "drilling completed between 2012 and 2015" is told in passing
        time, rule = announced(context.published), told
    if hit.trigger.type == "first-production" and any(
        naming.start == one.start + hit.start for naming, _ in context.namings(one.start + hit.start, one.start + hit.end)
    ):
        return None  # of First Copper Corp. only the name
    if hit.trigger.type in ("exploration-program", "closure") and only_named(context, one, hit):
        return None  # of Alder Drilling Ltd. only the name
    if hit.trigger.type == "drill-results" and not drills(context, one, hit.start, hit.end):
        return None
    if hit.trigger.type == "exploration-program" and repairs(context.reading.text, one.start + hit.start, one.start + hit.end):
        return Found("remediation", time, planned, one.start + hit.start, one.start + hit.end, words_at(one.text, hit.start, hit.end), rule)
    if hit.trigger.type == "exploration-program" and not explores(context.reading.text, one.start + hit.start, one.start + hit.end):
        return None
    if not planned and hit.trigger.type == "exploration-program" and (context.published - time.latest).days > _OLD:
        return None  # of those who explored before
    if not planned and _LIFE.search(one.text) and (context.published - time.latest).days > 365:
        return None
    years = [int(year) for year in _YEAR.findall(one.text[hit.start : hit.end])] if hit.trigger.type == "guidance" else []
    if years and time.announced and max(years) < context.published.year:
        return None  # that of a year gone by
    start, end, kind = one.start + hit.start, one.start + hit.end, hit.trigger.type
    if kind == "drill-results" and not planned and surveys(one.text, hit.start, hit.end):
        kind = "exploration-program"
    if kind == "suspension" and not planned and (context.published - time.latest).days > _OLD and _SHUT.search(one.text[hit.start : hit.end]):
        kind = "closure"  # a mine shut down many years ago was closed
    if kind == "suspension" and _FOR_GOOD.search(one.text, hit.start, min(len(one.text), hit.end + 30)):
        kind = "closure"
    return Found(kind, time, planned, start, end, words_at(one.text, hit.start, hit.end), rule)
