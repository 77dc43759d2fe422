"""Who holds, takes up, lays down or held which role at which company, and when: one fact an atomic role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg import terms
from kg.extract.boards import elected_directors
from kg.extract.claims import Claim
from kg.extract.context import Context
from kg.extract.people import People, find_persons
from kg.extract.title_grammar import APPOINTED, COMING, HELD, LEAVING, LEFT, PAST
from kg.extract.title_owners import owned_claims
from kg.extract.units import Unit, units
from kg.facts import Bounds, Company, Concept, Mention, Person, Post, RoleHeld, Stated
from kg.reference import exclusive_roles
from kg.text.dates import DateMatch, find_dates
from kg.text.names import HONORIFIC, name_parts
from kg.text.titles import Role, atomic_roles

ELECTED = "elected"  # at a meeting: held on its day
ANNOUNCED = "announced"  # the kind of a date that is only the announcement's

_CONFIDENCE = {
    "name-comma-title": 1.0,
    "name-line-title": 0.98,
    "expert-after-name": 0.9,
    "expert-before-name": 0.9,
    "further-title": 0.9,
    "heading-name": 0.8,
}


@dataclass(frozen=True)
class _Held:
    """One atomic role of one person as a unit states it, before it becomes a fact. Offsets are of the reading text."""

    name: str
    role: Role
    title: str
    company: Company
    kind: str
    begin: DateMatch | None
    end: DateMatch | None
    predecessor: str | None
    start: int
    stop: int
    rule: str


def extract_roles(context: Context) -> Iterator[Mention]:
    """A mention wherever a role is stated; one fact for one person, role, company and time, under the fullest name and longest title."""
    held = list(_held(context))
    held += [_elected(context, item) for item in elected_directors(context)]
    people = People(_all_names(context, held))
    named = [(people.fullest(item.name, context.reading.text[: item.start]), item) for item in held]
    known = [(name, item) for name, item in named if name is not None]
    employers = _employers(context, known)
    for group in _by_post(_succeeded(known)):
        for name, item in _consolidated(group, context.published):
            person = Person(name, employers[name])
            if fact := _fact(context, item, person, _title(group), people, employers):
                yield Mention(fact, context.span(item.start, item.stop), item.rule, _CONFIDENCE.get(item.rule, 0.95))
    yield from _other_names(context, people, employers)


def _all_names(context: Context, held: list[_Held]) -> set[str]:
    """Every full name near a role, and every one that "Mr. Surname" may mean: first namings in prose without a title count too."""
    names = {item.name for item in held}
    surnames = {name_parts(name)[1] for name in names}
    for part in context.telling:
        for person in find_persons(part.text, ()) if part.block.kind != "table" else ():
            if name_parts(person.name)[1] in surnames and name_parts(person.name)[0]:
                names.add(person.name)
    return names


def _employers(context: Context, known: list[tuple[str, _Held]]) -> dict[str, Company]:
    """The company that tells a person apart: the issuer where they have a role there, else the first company named."""
    employers: dict[str, Company] = {}
    for name, item in known:
        if item.company == context.company or name not in employers:
            employers[name] = item.company
    return employers


_Known = tuple[str, _Held]


def _by_post(known: list[_Known]) -> list[list[_Known]]:
    """What is said of one person in one post, together, in the order of the text."""
    groups: dict[tuple[str, str, str], list[_Known]] = {}
    for name, item in sorted(known, key=lambda pair: (pair[1].start, pair[1].stop)):
        groups.setdefault((name, item.role.key, item.company.name), []).append((name, item))
    return list(groups.values())


def _succeeded(known: list[_Known]) -> list[_Known]:
    """What is said of the holders of an exclusive post whose successor the same text names with a first day: they hold it to that day."""
    starts: dict[tuple[str, str], tuple[str, DateMatch]] = {}
    for name, item in known:
        day = item.begin
        if item.kind in (APPOINTED, COMING) and day and day.kind != ANNOUNCED and day.earliest == day.latest and item.role.key in exclusive_roles():
            starts.setdefault((item.company.name, item.role.key), (name, day))
    result = []
    for name, item in known:
        successor = starts.get((item.company.name, item.role.key))
        if successor and successor[0] != name and item.kind == HELD and item.end is None and not item.role.former:
            item = replace(item, kind=LEAVING, end=successor[1])
        result.append((name, item))
    return result


def _title(group: list[_Known]) -> str:
    """The longest wording of the title under which this person holds this post."""
    return max({item.title for _, item in group}, key=lambda title: (len(title), title))


def _consolidated(group: list[_Known], today: date) -> list[_Known]:
    """What a text says of one post in several places as one statement: the begin from where it is dated, the end from where it is.

    A document that calls somebody "CEO" in one line and says in another that they took office in May says one thing, with two quotes.
    Somebody who has left is not also in office, whatever the contact lines still say; a former spell stays apart from a present one.
    """
    left = [
        item
        for _, item in group
        if item.kind in (LEAVING, LEFT) and (item.kind == LEFT or item.end is not None) and (item.end is None or item.end.earliest <= today)
    ]
    planned = [
        item
        for _, item in group
        if (item.kind == COMING and item.begin is None)
        or (item.kind in (APPOINTED, COMING) and item.begin is not None and item.begin.earliest > today)
    ]
    present = [(name, item) for name, item in group if item.kind != PAST and item not in left]
    past = [(name, item) for name, item in group if item.kind == PAST or item in left]
    if left and not any(item.kind in (APPOINTED, COMING) for _, item in present):
        past, present = group, []
    if planned and all(item in planned or item.kind in (HELD, APPOINTED) for _, item in present):
        present = [(name, replace(item, kind=COMING)) for name, item in present]
    return [*_dated_alike(present), *_dated_alike([(name, replace(item, kind=LEFT if left else PAST)) for name, item in past])]


def _dated_alike(items: list[_Known]) -> list[_Known]:
    """The items with the one begin and the one end that any of them states; left as they are where the text states two."""
    begins = _sure([item.begin for _, item in items if item.begin])
    own = [item.end for _, item in items if item.end and item.rule != "succeeded"]
    ends = _sure(own or [item.end for _, item in items if item.end])
    if len(begins) > 1 or len(ends) > 1:
        return items
    begin, end = next(iter(begins.values()), None), next(iter(ends.values()), None)
    interim = any(item.role.interim for _, item in items)
    kinds = {item.kind for _, item in items}
    kind = next((kind for kind in (LEFT, LEAVING, COMING, PAST) if kind in kinds), APPOINTED if begin and ELECTED not in kinds else None)
    predecessor = next((item.predecessor for _, item in items if item.predecessor), None)
    return [
        (name, replace(item, begin=begin, end=end, kind=kind or item.kind, role=replace(item.role, interim=interim), predecessor=predecessor))
        for name, item in items
    ]


def _sure(dates: list[DateMatch]) -> dict[str, DateMatch]:
    """The dates by what they say; the day of an announcement only where no other is told."""
    told = [found for found in dates if found.kind != ANNOUNCED]
    return {found.edtf: found for found in told or dates}


def _other_names(context: Context, people: People, employers: dict[str, Company]) -> Iterator[Mention]:
    """Other forms of a person's name, so that a look-up by any of them finds the person."""
    for name in sorted(employers):
        for form in people.other_forms(name):
            at = context.reading.text.find(form)
            if at >= 0:
                yield Mention(
                    Stated("person", Person(name, employers[name]), terms.SCHEMA_alternateName, form), context.span(at, at + len(form)), "name-form"
                )


# ---- from claims to roles in time


def _held(context: Context) -> Iterator[_Held]:
    """The roles of every unit; "He" at the head of a sentence is the person named last in the sentence before it."""
    last_person: str | None = None
    last_part = None
    appointed: list[_Held] = []
    for unit in units(context):
        if unit.part is not last_part and not re.match(r"(?:He|She)\b", unit.text):
            last_person = None
        last_part = unit.part
        found = list(_of_unit(context, unit, last_person))
        yield from found
        yield from _succeeded_later(unit, appointed, last_person)
        appointed += [item for item in found if item.kind in (APPOINTED, COMING)]
        persons = find_persons(unit.text, ()) if not unit.listed else []
        last_person = persons[0].name if persons else last_person


_TAKES_OVER = re.compile(
    rf"^(?:(?:He|She)|(?:{HONORIFIC} )?(?:[A-Z][\w'-]+ ){{0,3}}?(?P<surname>[A-Z][\w'-]+)) (?:will )?(?:succeeds?|"
    r"replaces?|takes over from|take over from|will be succeeding)\s"
)


def _succeeded_later(unit: Unit, appointed: list[_Held], antecedent: str | None) -> Iterator[_Held]:
    """ "Ms. B takes over from A": in a sentence after the appointment, A has left the posts that B was appointed to."""
    opening = _TAKES_OVER.match(unit.text)
    surname = (opening["surname"] or (antecedent or "").split(" ")[-1]) if opening else ""
    if not opening or not surname:
        return
    person = next((person for person in find_persons(unit.text, ()) if person.start >= opening.end()), None)
    if person and person.start - opening.end() < 6:
        for item in appointed:
            if item.name.endswith(surname) and item.role.key != "director":
                start, stop = unit.origin(0), unit.origin(person.end - 1) + 1
                yield replace(
                    item,
                    name=person.name,
                    role=Role(item.role.key),
                    kind=LEFT,
                    begin=None,
                    end=item.begin,
                    predecessor=None,
                    start=start,
                    stop=stop,
                    rule="succeeded",
                )


def _of_unit(context: Context, unit: Unit, antecedent: str | None) -> Iterator[_Held]:
    for claim in owned_claims(context, unit, antecedent):
        begin, end = _dates(context, claim)
        if begin is None and end is None and _is_announced(claim):
            begin, end = _on_announcement(context, claim)
        company = claim.organisation.company if claim.organisation else context.company
        title = re.sub(r"\s+", " ", claim.title.text)
        predecessor = _predecessor(unit, claim) if claim.kind in (APPOINTED, COMING) else None
        for role in atomic_roles(claim.title.text):
            kind = PAST if role.former and claim.kind not in (LEAVING, LEFT) else claim.kind
            held = _Held(
                claim.person.name,
                role,
                title,
                company,
                kind,
                begin,
                end,
                predecessor,
                unit.origin(claim.start),
                unit.origin(claim.end - 1) + 1,
                claim.rule,
            )
            yield held
            if predecessor and not role.planned:
                yield _predecessors_end(unit, claim, held, predecessor)


_ANNOUNCES = re.compile(
    r"\b(?:announce[sd]?|pleased|delighted|welcomes?|advises?|reports?|today|wish(?:es)? to (?:announce|advise)|"
    r"appointment of|resignation of)\b|\b(?:has|have) (?:also )?(?:been |resigned|retired|stepped|joined)"
)


def _is_announced(claim: Claim) -> bool:
    """Whether a sentence makes an appointment or departure known, rather than tell it of former days."""
    return claim.kind in (APPOINTED, LEFT) and not claim.unit.listed and _ANNOUNCES.search(claim.unit.text) is not None


def _on_announcement(context: Context, claim: Claim) -> tuple[DateMatch | None, DateMatch | None]:
    """The day of the document as the begin or end of a post whose taking or leaving it announces without a day; kind "announced", because
    it may have come to pass before."""
    day = context.published
    said = DateMatch(claim.start, claim.end, day, day, day.isoformat(), ANNOUNCED)
    return (said, None) if claim.kind == APPOINTED else (None, said)


def _predecessors_end(unit: Unit, claim: Claim, held: _Held, predecessor: str) -> _Held:
    """Who is succeeded has left the role: on the day of the successor's start, where that is dated."""
    at = unit.text.find(predecessor, claim.person.end)
    low, high = min(claim.start, at), max(claim.end, at + len(predecessor))
    return _Held(
        predecessor,
        Role(held.role.key),
        held.title,
        held.company,
        LEFT,
        None,
        held.begin,
        None,
        unit.origin(low),
        unit.origin(high - 1) + 1,
        "succeeded",
    )


_SUCCEEDS = re.compile(
    r"\b(?:succe(?:eds?|eded|eding|ssor to)|replac(?:es?|ed|ing)|tak(?:es?|ing) over from|"
    rf"took over from)\s(?:[a-z ]{{0,40}}?,?\s)?(?:{HONORIFIC}\s)?$"
)


def _predecessor(unit: Unit, claim: Claim) -> str | None:
    """The person whom the text says the appointee succeeds."""
    for person in find_persons(unit.text, [(claim.title.start, claim.title.end)]):
        if person.start >= claim.person.end and _SUCCEEDS.search(unit.text[max(0, person.start - 70) : person.start]):
            return person.name
    return None


_EFFECTIVE = re.compile(
    r"(?:effective|with effect|as of|as at|commencing|starting|beginning|from|on|in|since|until|till|to|by|at the end of|"
    r"following|dated|,)\s*(?:(?:from|as of|on|the|close of business|the end of|immediately following)\s*)*$",
    re.IGNORECASE,
)
_IMMEDIATELY = re.compile(
    r"\b(?:effective|with) immedia(?:tely|te effect)|\beffective (?:today|as of today)|\btoday\b(?=[^.]{0,40}(?:appointed|resign|named))",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|joined|began|started)\b[^.;]{0,60}$", re.IGNORECASE)


def _dates(context: Context, claim: Claim) -> tuple[DateMatch | None, DateMatch | None]:
    """The stated begin and end of a claim: the date behind it in its clause, or before it for a sentence that opens with one."""
    if claim.unit.listed and "\n" in claim.unit.text:
        return None, None
    text, clause_end = claim.unit.text, _clause_end(claim)
    to_come = claim.kind in (APPOINTED, COMING, LEAVING) and re.search(r"\b(?:will|would|shall|is to|are to)\b", text) is not None
    dates = [found for found in find_dates(text, context.published, future=to_come) if found.kind != "ambiguous"]
    behind = [found for found in dates if claim.dates_from <= found.start < min(clause_end, claim.dates_to)]
    if claim.kind == PAST:
        return _period(text, behind)
    since = next((found for found in behind if found.kind == "since" or _SINCE.search(text[max(0, found.start - 60) : found.start])), None)
    immediate = next((found for found in behind if found.kind == "immediate"), None)
    dated = next((found for found in behind if _EFFECTIVE.search(text[: found.start]) or found.kind == "since"), None) or immediate
    if dated is None and claim.kind in (APPOINTED, COMING, LEAVING, LEFT):
        dated = next(
            (
                found
                for found in dates
                if found.end <= claim.start and re.match(r"^(?:Effective|On|As of|In|With effect from)\s", text) and found.start < 40
            ),
            None,
        )
        dated = dated or next((found for found in behind if found.earliest == found.latest), None)
    if (
        dated is None
        and claim.kind in (APPOINTED, COMING)
        and (shared := re.search(r"\b(?:in each case|both|each|all)[^.;]{0,20}\b(?:effective|with)\b", text))
    ):
        dated = next((found for found in dates if found.end > shared.start()), None)
    if claim.kind in (LEAVING, LEFT):
        later = next(
            (found for found in behind if found is not since and (_EFFECTIVE.search(text[: found.start]) or found.kind in ("immediate", "until"))),
            None,
        )
        return since, later or (dated if dated is not since else None)
    if claim.kind in (APPOINTED, COMING):
        return dated, None
    return (since if since and _is_of_post(claim, since) else None), None


def _is_of_post(claim: Claim, since: DateMatch) -> bool:
    """Whether a "since" speaks of the post: right behind the title, or between person and title, and not inside what somebody says."""
    between = claim.unit.text[claim.title.end : since.start] if since.start >= claim.title.end else ""
    return len(between) < 60 and '"' not in between and not re.search(r"\b(?:said|comments?|commented|stated)\b", between)


def _clause_end(claim: Claim) -> int:
    """Where what is said of a claim ends: the next semicolon, or the next person who is said to do something."""
    stop = re.search(r";|\band (?:Mr|Ms|Mrs|Dr)\. |\bsaid\b|\bpreviously\b|\bprior to\b|\bbrings\b", claim.unit.text[claim.end :])
    return claim.end + stop.start() if stop else len(claim.unit.text)


def _period(text: str, dates: list[DateMatch]) -> tuple[DateMatch | None, DateMatch | None]:
    """ "from 2005 to 2010", "until March 2012": the ends of a past role, as far as they are dated."""
    if not dates:
        return None, None
    first = dates[0]
    if first.kind == "range" or "/" in first.edtf:
        begin, _, end = first.edtf.partition("/")
        return _at(begin, first), _at(end, first)
    if first.kind == "until" or re.search(r"\b(?:until|to|till)\s*$", text[: first.start]):
        return None, first
    if len(dates) > 1 and re.search(r"^\s*(?:to|until|and|-|\u2013)\s*$", text[first.end : dates[1].start]):
        return first, dates[1]
    return (first, None) if re.search(r"\b(?:from|since|in|joined)\b[^.;]{0,20}$", text[: first.start]) else (None, None)


def _at(edtf: str, found: DateMatch) -> DateMatch | None:
    """One end of a range as a date of its own; EDTF of year, month or day."""
    if not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", edtf):
        return None
    year, month, day = (*map(int, edtf.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = first if day else (date(year + (month == 12), month % 12 + 1, 1) if month else date(year + 1, 1, 1)) - timedelta(days=1)
    return DateMatch(found.start, found.end, first, last, edtf, "day" if day else "month" if month else "year")


def _elected(context: Context, item: tuple[str, int, int, DateMatch | None]) -> _Held:
    name, start, stop, meeting = item
    return _Held(name, Role("director"), "director", context.company, ELECTED, meeting, None, None, start, stop, "elected")


# ---- to facts


def _fact(context: Context, item: _Held, person: Person, title: str, people: People, employers: dict[str, Company]) -> RoleHeld | None:
    bounds_and_words = _bounds(context.published, item)
    if bounds_and_words is None:
        return None
    bounds, begin, end, planned = bounds_and_words
    slot = Post(item.company, Concept("role", item.role.key), item.role.key in exclusive_roles())
    before = people.fullest(item.predecessor) if item.predecessor else None
    predecessor = Person(before, employers.get(before, item.company)) if before and before != person.name else None
    return RoleHeld(slot, person, title, bounds, begin, end, item.role.interim, planned, predecessor)


def _bounds(today: date, item: _Held) -> tuple[Bounds, str | None, str | None, bool] | None:
    """The four bounds of a role, its begin and end as stated, and whether it is yet to come; None where the dates contradict."""
    begin, end = item.begin, item.end
    try:
        if item.kind == PAST:
            return _past(today, begin, end)
        if item.kind in (LEFT, LEAVING):
            done = end.earliest <= today if end else item.kind == LEFT
            return _leaving(today, begin, end) if done else _still(today, begin, end)
        if item.kind == ELECTED:
            day = begin.earliest if begin and begin.earliest == begin.latest and begin.earliest <= today else today
            return Bounds(latest_begin=day, earliest_end=day), None, None, False
        if begin is None:
            if item.role.planned or item.kind == COMING:
                return Bounds(earliest_begin=today), None, None, True
            return Bounds(latest_begin=today, earliest_end=today), None, None, False
        if begin.kind == ANNOUNCED:
            return Bounds(latest_begin=today, earliest_end=today), begin.edtf, None, False
        if begin.earliest > today:
            return Bounds(begin.earliest, begin.latest, begin.latest), begin.edtf, None, True
        return Bounds(begin.earliest, min(begin.latest, today), today), begin.edtf, None, False
    except ValueError:
        return None


def _past(today: date, begin: DateMatch | None, end: DateMatch | None) -> tuple[Bounds, str | None, str | None, bool]:
    """ "Former": held not after the day of the document, and within the dates given."""
    last = min(end.latest, today) if end else today
    if begin and begin.latest <= last:
        first_end = max(begin.latest, end.earliest) if end and end.earliest <= last else begin.latest
        return Bounds(begin.earliest, begin.latest, first_end, last), begin.edtf, end.edtf if end else None, False
    return Bounds(latest_end=last), None, end.edtf if end else None, False


def _leaving(today: date, begin: DateMatch | None, end: DateMatch | None) -> tuple[Bounds, str | None, str | None, bool]:
    """Who left on a day held the role to the day before."""
    first, latest, words = (begin.earliest, begin.latest, begin.edtf) if begin else (None, None, None)
    if end is None or end.kind == ANNOUNCED:
        return Bounds(first, latest, latest, today), words, end.edtf if end else None, False
    held_until = end.earliest - timedelta(days=1)
    return Bounds(first, latest or held_until, held_until, min(end.latest, today)), words, end.edtf, False


def _still(today: date, begin: DateMatch | None, end: DateMatch | None) -> tuple[Bounds, str | None, str | None, bool]:
    """Who is to leave holds the role now, and not after the day named."""
    first, latest = (begin.earliest, min(begin.latest, today)) if begin else (None, today)
    return Bounds(first, latest, today, end.latest if end else None), begin.edtf if begin else None, end.edtf if end else None, False
