"""Appointments and departures, from the posts that a release tells to be taken up and laid down (`kg.extract.roles`), with the person and
the effective date. Who merely "has been Chief Executive Officer since 2003" gives none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kg.extract.context import Context
from kg.extract.days_told_later import departures
from kg.extract.event.dates import When, announced, date_of, of_edtf, some_day, some_past_day
from kg.extract.event.dates import when as time_of
from kg.extract.event.found import Found
from kg.extract.event.headed_people import headed
from kg.extract.event.named import FIRST_ELECTION
from kg.extract.event.named import named as by_verb_alone
from kg.extract.event.successors import day_of_this_one, leaving, named_in_lists, not_standing, of_another_leaving, seat_takers, shortened, successors
from kg.extract.role.people import People, PersonAt, find_persons
from kg.extract.roles import extract_roles
from kg.extract.site.context import sentence_at
from kg.facts import Mention, Person, RoleHeld, Site
from kg.text.dates import find_dates
from kg.text.sieves import Sieved

_MAY_TELL = Sieved(
    r"appoint|resign|retir|elect|name[ds]|step|depart|leav|join|promot|succeed|successor|replac|hire|become|assume|take|cease|stood|terminat|"
    r"transition|pass|serve|stand|engage|will be|commenc|began|begins|start|fill|seat|newe|welcom|agreed to|last day|left|died|"
    r"accepted|confirmed (?:as|in)|\bacts? in|"
    r"retain|pass|not to (?:extend|renew)|became|came|comes|went|goes|picked|chose|added|tapped|designat|install|let go|"
    r"no longer|parted|took|mourn|hand|recruit|brought in|relieved|relinquish|vacat|moved|accept",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"\b(?:appoint\w*|elect(?:ed|s|ion)?|nam(?:ed|es|ing)|promot\w+|join(?:s|ed|ing)?|hire[sd]?|becom\w+|became|assum\w+|succeed\w*|successor|"
    r"hand(?:s|ed|ing)? over|tak(?:e|es|en|ing) (?:over|on|up|the)|took (?:over|on|up)|fill(?:s|ed)?|replac\w+|engag\w+|"
    r"will (?:be|serve|act|chair|lead|remain)|co-?opted|"
    r"steps? (?:in|into|up)|transition\w*|commenc\w+|began|begins|start(?:s|ed)|welcom\w+|newest|accept(?:s|ed) (?:the|an?|this) (?:position|role|"
    r"post|appointment|office)|agreed to (?:become|serve|act|take))\b",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"\b(?:resign\w*|retir(?:e|es|ed|ing|ement)|step(?:s|ped|ping)? (?:down|aside|back)|stands? down|stood down|standing down|depart\w*|"
    r"leav(?:e|es|ing)|left|ceas\w+|did not stand|not (?:be )?(?:stand|seek)\w*|not seek\w*|passed away|died|"
    r"(?:passing(?: away)?|death) of|"
    r"terminat\w+|dismiss\w*|hand(?:s|ed|ing)? over|relinquish\w*|pass away|removed|vacat\w+|laid down|not to (?:seek|stand))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|from \d{4}|between)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:has been|is|acts as|serves as)\b[^;]{0,80}\bfrom\b")
_TOOK_UP = re.compile(r"\b(?:commenced|began|started|joined|assumed|became|took (?:up|over|office))\b")
_LEAVES = re.compile(
    r"\b(?:(?:has )?(?:also )?(?:left|resigned from|stepped down from|retired from)|leaves|departs|steps down from|retires from|resigns from) "
    r"(?:the )?(?:[Bb]oard|Company|Group|Corporation)\b"
)
_APPOSITION = re.compile(r"(?:, [^,.;]{2,60},)? ")
_NAMED = re.compile(
    r"\b(?:was|were|has|have|has been|have been|been) (?:also |now |today )?(?:appointed|named|elected|promoted|hired)\b|"
    r"\b(?:has|have|will) (?:now |today |also )?(?:assumed?|taken? (?:on|up|over)|stepp?e?d? into|moved? into)\b|\b(?:is|are) appointed\b|"
    r"\b(?:directors|board|shareholders|stockholders|holders)(?: of directors)? (?:also |today |unanimously )?(?:appointed|named|elected|promoted)\b",
    re.IGNORECASE,
)
_MET = re.compile(r"\bmeeting\b|\bsame day\b", re.IGNORECASE)
# How a sentence tells that a person named in passing goes.
_WHO_GOES = re.compile(
    r",? who (?:(?:is|was|has|had|will|also|be) ){0,2}(?:retir(?:e[sd]?|ing)|resign(?:s|ed|ing)?|step(?:s|ped|ping)? down|leav(?:es|ing|e)|left|"
    r"died|passed away|depart(?:s|ed|ing)?)\b(?: (?:from|as) (?:the )?(?:Company|Group|Board|office))?"
)
# The verb right behind a person, or behind what is put in about them.
_GOES_ON = re.compile(
    r"(?:, [^;.]{2,90},)? (?:(?:will|is to|is due to|intends to|plans to) (?:retire|resign|step down|stand down|leave|depart)|leaves|"
    r"retires|resigns|"
    r"steps down|stands down|departs)\b[^;.,]{0,60}?(?= (?:on|at the end of|with effect from|effective(?: from)?|in) )"
)
_REPLACES = re.compile(r"\b(?:replac(?:es|ed|ing)|succeed(?:s|ed|ing)|takes over from|took over from) (?:(?:Mr|Mrs|Ms|Dr)\.? )?$", re.IGNORECASE)
_HAS_GONE = re.compile(r"who (?:has|is|was) (?:also )?(?:retired|resigned|stepped down|left|departed)\b")
_REPLACED = re.compile(r"\b(?:replac\w+|success\w+|vacan\w+)(?: (?:for|to|of|by|left|created))* (?:(?:Mr|Mrs|Ms|Dr)\.? )?$", re.IGNORECASE)
_PRIOR = re.compile(r"\b(?:prior|earlier|previous|previously announced) (?:resignation|departure|retirement)s? of\b", re.IGNORECASE)
_TO_GO = re.compile(r"\b(?:is|will)\b|(?:retires|resigns|steps down|leaves|departs)$")
_WHEN_GONE = re.compile(r", when (?:[A-Z][\w'.-]* ){1,5}(?:retired|resigned|stepped down|stood down|left|departed)\b")
_WHEN = re.compile(r",? when (?:(?:Mr|Mrs|Ms|Dr|Adv|Prof|Sir|Dame)\.? )?$")
_LEFT = re.compile(r" (?:retired|resigned|stepped down|stood down|left|departed)\b")
_LEAVING = frozenset({"succeeded", "succeeded-left", "name-left-title", "not-returned"})
_GIVEN = frozenset({"name-appointed-title", "verb-name-title", "further-appointed", "name-joins-title"})
_GIVEN_BY_WORD = frozenset({"the-post", "confirmed"})
_FORMER = re.compile(r"(?:former|past|ex-)", re.IGNORECASE)
_AGAIN = re.compile(r"\bre-?(?:elect|appoint)", re.IGNORECASE)
# Rules that only say who holds a post.
_HELD = frozenset(
    "name-comma-title name-copula-title name-line-title title-comma-name title-name title-of-name title-colon-name further-copula heading-name "
    "name-past-title with-name-title".split()
)
_SLATE = 3  # directors that one sentence elects
_ELECTED = re.compile(r"\belect(?:ed|s|ion)\b", re.IGNORECASE)
_ANEW = re.compile(r"\b(?:new(?:ly|est)?|first time|appoint\w*|join\w*|add(?:ed|ition\w*)|replac\w*|succeed\w*|fill\w*)\b", re.IGNORECASE)
_OF_SITES = frozenset({"general-manager", "mine-manager"})
_RECENT = timedelta(days=60)
_LONG_AGO = timedelta(days=200)  # before it lies what a life tells


def read_posts(context: Context, meeting: When | None) -> Iterator[Found]:
    """Every appointment and departure, once for a person, company and day, however many posts it is to; `meeting` is when the shareholders met."""
    if not any(_MAY_TELL.search(sentence.text) for sentence in context.sentences):
        return
    held = [mention for mention in context.once(extract_roles) if isinstance(mention.fact, RoleHeld) and not mention.fact.withdrawn]
    coming = list(_appointments(context, held, meeting))
    going = list(_departures(context, held, coming))
    named = [*coming, *successors(context, held, coming, going), *seat_takers(context, held, coming, going), *going]
    named += not_standing(context, held, meeting)
    named += named_in_lists(context, held, named)
    named += by_verb_alone(context, held, named)
    yield from named
    yield from headed(context, held, named)


def _sentence(context: Context, mention: Mention) -> tuple[str, int]:
    """The sentence in which a mention stands, and where it begins in the reading text."""
    for sentence in context.sentences:
        span = context.span(sentence.start, sentence.end)
        if span.start <= mention.span.start < span.end:
            return sentence.text, sentence.start
    return re.sub(r"\s+", " ", context.document.quote(mention.span)), 0


def _appointments(context: Context, held: list[Mention], meeting: When | None) -> Iterator[Found]:
    today = context.published
    named = Counter(_sentence(context, one)[1] for one in held if isinstance(one.fact, RoleHeld) and one.fact.slot.role.key == "director")
    for mention in held:
        fact = mention.fact
        assert isinstance(fact, RoleHeld)
        if mention.rule in _LEAVING or mention.rule == "held-before" or fact.slot.role.key in ("qualified-person", "founder"):
            continue
        text, start = _sentence(context, mention)
        slate = named[start] >= _SLATE and _ELECTED.search(text) and not _ANEW.search(text)  # elected at a meeting: few of them are new
        if fact.slot.role.key == "director" and (slate or (fact.begin is None and FIRST_ELECTION.search(text))):
            continue
        new = fact.begin is not None and _NEW.search(text) and timedelta(0) <= today - of_edtf(fact.begin).earliest <= _RECENT
        if fact.slot.role.key == "advisor" and fact.planned and fact.begin is None and _GOES.search(text):
            continue  # "will retire in May and act as an adviser"
        given = mention.rule in _GIVEN_BY_WORD
        if not (new or given) and (not _COMES.search(text) or (mention.rule in _HELD and (_SINCE.search(text) or _AGAIN.search(text)))):
            continue
        time = _begin(fact, mention, (text, re.sub(r"\s+", " ", context.document.quote(mention.span))), today, meeting)
        if time is not None and time.begin is None and fact.planned:
            time = day_of_this_one(context, start + len(text)) or time
        since = _RECENT if fact.slot.company != context.company else _LONG_AGO
        if time is None or (not fact.planned and time.latest < today - since):
            continue
        yield _found(context, "appointment", mention, fact, time, start)


def _begin(fact: RoleHeld, mention: Mention, told: tuple[str, str], today: date, meeting: When | None) -> When | None:
    """When a post is taken up; for one that a sentence without a date tells to be given, the day of the meeting that it names, or of the release.
    `told` is the sentence and, of it, the words that tell of the post: the others in it may be elected again."""
    text, own_words = told
    if fact.begin and fact.planned and _TOOK_UP.search(text) and (own := _past_day(text, fact, today)):
        return own
    left = _ON_LEAVING.search(text) if fact.begin and not fact.planned else None
    if left and not any(day.edtf == fact.begin and not left.start() < day.start < left.end() + 20 for day in find_dates(text, today)):
        return announced(today)  # the day told is that on which another left
    if fact.begin:
        return of_edtf(fact.begin)
    if fact.planned:
        return announced(today) if _STANDS_IN.search(text) and not _ONCE_DONE.search(text) else some_day(today)
    anew = any(_NAMED.search(words) and not _AGAIN.search(words) for words in (text.partition(";")[0], own_words))
    if mention.rule in _GIVEN_BY_WORD:
        return announced(today)
    given = mention.rule in _GIVEN and _NAMED.search(text) is not None and anew
    if given and (own := date_of(text, find_dates(text, today), *_named_at(text), (0, len(text)), today, False)):
        return own
    if not given or fact.end or fact.bounds.latest_begin is None or fact.bounds.earliest_begin is not None or fact.bounds.latest_end is not None:
        return None
    met = meeting is not None and (_MET.search(text) is not None or fact.bounds.latest_begin == meeting.latest != today)
    return meeting if met else announced(today)


# "rejoins as Treasurer following the departure of Ann Reed on May 3", "the vacancy created by the resignation of Ann Reed last month"
_ON_LEAVING = re.compile(
    r"\b(?:following|after|upon|by|since) (?:the |his |her )?(?:recent |earlier |sudden )?(?:resignation|departure|retirement|death|passing)"
    r"(?: of (?:[^;.,]|\.(?= [A-Z])){3,60}?)?,? (?:on|in|last|earlier|at the end of)\b|"
    r", who (?:has |had )?(?:resigned|retired|left|stepped down|departed|died)\b[^;,.]{0,40}? (?:on|in|last|earlier|at the end of)\b"
)


# Who "will assume the role" is named to it by the release; its day is the one of what has to come first, where that is told.
_STANDS_IN = re.compile(r"\bwill (?:[\w, ]{0,30}? )?(?:assume|take (?:on|over)|step into|act as|serve as)\b")
_ONCE_DONE = re.compile(
    r"\b(?:upon|following|after|once|when|until|subject to|pending|later|shortly|in due course|prior to|before|"
    r"(?:on|at) (?:the )?(?:closing|completion|close|end|next|upcoming|annual))\b",
    re.IGNORECASE,
)


def _past_day(text: str, fact: RoleHeld, today: date) -> When | None:
    """The day behind of a post that was taken up: "commenced on 11 March" is told of the last one."""
    days = [day for day in find_dates(text, today) if day.earliest == day.latest and day.earliest <= today]
    begin = of_edtf(fact.begin).earliest if fact.begin else today
    same = [day for day in days if (day.earliest.month, day.earliest.day) == (begin.month, begin.day)]
    return time_of(same[0]) if same else None


def _named_at(text: str) -> tuple[int, int]:
    named = _NAMED.search(text)
    return named.span() if named else (0, 0)


def _departures(context: Context, held: list[Mention], coming: list[Found]) -> Iterator[Found]:
    today = context.published
    moved = {(one.person.name, one.company) for one in coming if one.person}
    beside = list(_predecessors(context, held))
    yield from beside
    told, known = {one.person.name for one in beside if one.person}, set[str]()
    for mention in held:
        fact = mention.fact
        assert isinstance(fact, RoleHeld)
        if fact.filler.name in told or fact.end is None or _FORMER.match(fact.title) or fact.slot.role.key == "qualified-person":
            continue
        text, start = _sentence(context, mention)
        time = some_past_day(today) if _PRIOR.search(text) else of_edtf(fact.end)
        gone = (mention.rule.startswith("succeeded") and not fact.interim) or _GOES.search(text) is not None
        gone = gone and not of_another_leaving(text, fact)
        if not gone or (mention.rule in ("succeeded", "promoted") and (fact.filler.name, fact.slot.company) in moved):
            continue
        if fact.slot.company != context.company and time.latest < today - _RECENT:
            continue
        known.add(fact.filler.name)
        yield _found(context, "departure", mention, fact, time, start)
    told |= known
    yield from _leavers(context, held, told)
    yield from _quitters(context, held, told)
    yield from leaving(context, held, told | set(departures(context)))


def _quitters(context: Context, held: list[Mention], told: set[str]) -> Iterator[Found]:
    """Who is said to leave the board or the company, now or on the day told with it: "Paul Reed, a director since 2005, leaves the board"."""
    posts = {mention.fact.filler.name: mention.fact.filler for mention in held if isinstance(mention.fact, RoleHeld)}
    people, gone = People(set(posts)), set(told) | set(departures(context))
    for sentence in context.sentences:
        verb = _LEAVES.search(sentence.text)
        others = verb is not None and context.names_others(sentence.start, sentence.end)
        for person in find_persons(sentence.text, ()) if verb and not others else ():
            name = people.fullest(person.name) or person.name
            if verb is None or name in gone or len(name.split()) < 2 or not _APPOSITION.fullmatch(sentence.text, person.end, verb.start()):
                continue
            who, start = posts.get(name, Person(name, context.company)), sentence.start + person.start
            words = shortened(sentence.text[person.start : verb.end()])
            days = find_dates(sentence.text, context.published)
            time = date_of(sentence.text, days, *verb.span(), (verb.start(), len(sentence.text)), context.published, False)
            time = time or announced(context.published)
            yield Found("departure", time, False, start, sentence.end, words, "leaves", company=context.company, person=who)


def _predecessors(context: Context, held: list[Mention]) -> Iterator[Found]:
    """Who is said to go beside one who comes: "A will take over from B, who retires on May 31", "A was appointed on May 4, when B resigned"."""
    placed = {mention.span.start: mention.fact.filler for mention in held if isinstance(mention.fact, RoleHeld)}
    people = People({mention.fact.filler.name for mention in held if isinstance(mention.fact, RoleHeld)})
    for sentence in context.sentences:
        text, today = sentence.text, context.published
        beside = (_WHO_GOES.search(text) or _WHEN_GONE.search(text)) and _COMES.search(text)
        if not (beside or _GOES_ON.search(text)) or context.names_others(sentence.start, sentence.end):
            continue
        for person in find_persons(text, ()):
            known = placed.get(context.span(sentence.start + person.start, sentence.start + person.start + 1).start)
            name = known.name if known else people.fullest(person.name) or person.name
            time = _gone_at(text, person, today)
            filled = _REPLACED.search(text, 0, person.start) is not None
            if time is None or len(name.split()) < 2 or time.latest < today - (12 if filled else 3) * _RECENT:
                continue
            at, planned = sentence.start + person.start, time.latest > today
            who, words = Person(name, context.company), shortened(text[person.start :])
            yield Found("departure", time, planned, at, sentence.end, words, "predecessor", company=context.company, person=who)


def _gone_at(text: str, person: PersonAt, today: date) -> When | None:
    """The day on which the person named goes; a clause that begins with "when" takes the day told right before it."""
    if verb := _WHO_GOES.match(text, person.after) or _GOES_ON.match(text, person.after):
        future = _TO_GO.search(verb.group()) is not None or verb.re is _GOES_ON
        time = date_of(text, find_dates(text, today, future=future), verb.start(), verb.end(), (person.after, len(text)), today, future)
        if time is None and _HAS_GONE.search(verb.group()) and _REPLACES.search(text, 0, person.start):
            return announced(today)
        return time if time is not None and time.at >= verb.end() and time.at - verb.end() < 20 else None
    clause = _WHEN.search(text, 0, person.start)
    if clause is None or not _LEFT.match(text, person.after):
        return None
    day = next((found for found in find_dates(text, today) if 0 <= clause.start() - found.end <= 1), None)
    return time_of(day) if day else None


def _leavers(context: Context, held: list[Mention], told: set[str]) -> Iterator[Found]:
    """Who is said to leave the company on a day, though no post of theirs is told."""
    names = {mention.fact.filler.name for mention in held if isinstance(mention.fact, RoleHeld)}
    people = People(names | set(departures(context)))
    for name, day in departures(context).items():
        full, time = people.fullest(name) or name, time_of(day)
        if time is None or full in told or full not in _named_in_full(context, full):
            continue
        at = context.reading.text.find(name)
        sentence = sentence_at(context, at)
        if sentence:
            person, planned = Person(full, context.company), time.latest > context.published
            words = shortened(sentence.text)
            yield Found("departure", time, planned, at, sentence.end, words, "leaves", company=context.company, person=person)


def _named_in_full(context: Context, name: str) -> Iterable[str]:
    return (name,) if len(name.split()) > 1 and name in context.reading.text else ()


def _found(context: Context, kind: str, mention: Mention, fact: RoleHeld, time: When, start: int) -> Found:
    quote = re.sub(r"\s+", " ", context.document.quote(mention.span))
    planned = time.latest > context.published
    if time.begin == context.published.isoformat():
        time = announced(context.published)
    site = _managed(context, fact, start) if kind == "appointment" else None
    company = None if site else fact.slot.company
    return Found(
        kind, time, planned, start, start + 1, shortened(quote), mention.rule, site=site, company=company, person=fact.filler, span=mention.span
    )


def _managed(context: Context, fact: RoleHeld, start: int) -> Site | None:
    """The site that a general manager runs: named right behind the post."""
    sentence = sentence_at(context, start) if fact.slot.role.key in _OF_SITES else None
    at = sentence.text.find(fact.title) if sentence else -1
    if sentence is None or at < 0:
        return None
    behind = sentence.start + at + len(fact.title)
    site = next((site for naming, site in context.sites.named_in(behind, behind + 60) if naming.start - behind < 12), None)
    return Site(site.name, site.kind) if site else None
