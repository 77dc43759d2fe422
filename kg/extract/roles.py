"""Who holds, takes up, lays down or held which role at which company, and when: one fact an atomic role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg import terms
from kg.extract.context import Context
from kg.extract.days_said import BY
from kg.extract.days_told_later import arrivals, days_of_changes, departures
from kg.extract.role.bounds import role_term
from kg.extract.role.dates import ANNOUNCED, FIRST, LASTING
from kg.extract.role.days_of_lists import days_of_lists
from kg.extract.role.interims import confirmed
from kg.extract.role.people import People, find_persons
from kg.extract.role.stated import Statement
from kg.extract.role.statements import statements
from kg.extract.role.successions import FOLLOWED, of_told_posts
from kg.extract.role.title_grammar import AGAIN, APPOINTED, COMING, ELECTED, HELD, LEAVING, LEFT, PAST, WITHDRAWN
from kg.facts import Company, Concept, Mention, Person, Post, RoleHeld, Stated
from kg.reference import exclusive_roles
from kg.text.dates import DateMatch
from kg.text.names import name_parts
from kg.text.titles import find_titles

_CONFIDENCE = {
    "name-comma-title": 1.0,
    "name-line-title": 0.98,
    "expert-after-name": 0.9,
    "expert-before-name": 0.9,
    "further-title": 0.9,
    "heading-name": 0.8,
}


def extract_roles(context: Context) -> Iterator[Mention]:
    """A mention wherever a role is stated; one fact for one person, role, company and time, under the fullest name and longest title."""
    held = list(statements(context))
    held = [_changing(context, item) for item in held if item.role.key != "founder" or item.kind not in (LEAVING, LEFT)]
    people = People(_all_names(context, held))
    named = [(people.fullest(item.name, context.reading.text[: item.start]), item) for item in held]
    known = of_told_posts([(name, item) for name, item in named if name is not None], people.fullest)
    gone = {people.fullest(name): day for name, day in departures(context).items()}
    come = {people.fullest(name): day for name, day in arrivals(context).items()}
    known = [(name, _departing(context, item, gone[name]) if name in gone else item) for name, item in known]
    known = [(name, _arriving(context, item, come[name]) if name in come else item) for name, item in known]
    employers = _employers(context, known)
    for group in _by_post(_succeeded(context, known)):
        for name, item in _consolidated(group, context.published):
            person = Person(name, employers[name])
            if fact := _fact(context, item, person, _title(group), people, employers):
                yield Mention(fact, context.span(item.start, item.stop), item.rule, _CONFIDENCE.get(item.rule, 0.95))
    yield from _other_names(context, people, employers)


def _changing(context: Context, item: Statement) -> Statement:
    """A post taken up or laid down undated, by the day that a sentence behind it tells for all changes."""
    day = next((day for low, high, day in context.once(days_of_changes) if low <= item.start < high), None)
    if item.company == context.company and (listed := _day_of_list(context, item)) is not None:
        return replace(item, kind=APPOINTED if listed.latest <= context.published else COMING, begin=listed)
    if day is None or item.company != context.company:
        return item
    if item.kind in (APPOINTED, COMING) and (item.begin is None or item.begin.kind == ANNOUNCED):
        return replace(item, begin=day)
    if item.kind in (LEAVING, LEFT) and (item.end is None or item.end.kind == ANNOUNCED):
        return replace(item, kind=LEAVING if day.latest > context.published else LEFT, end=day)
    return item


def _day_of_list(context: Context, item: Statement) -> DateMatch | None:
    """The day that the lead of a list tells for those it names, and for those of whom its paragraph told before the "others"."""
    if item.begin is not None and item.begin.kind != ANNOUNCED:
        return None
    for told in context.once(days_of_lists):
        if told.start <= item.start < told.end and item.kind in (HELD, APPOINTED, COMING):
            return told.day
        if told.others_from is not None and told.others_from <= item.start < told.led_at and item.kind == APPOINTED:
            return told.day
    return None


def _departing(context: Context, item: Statement, day: DateMatch) -> Statement:
    """The post of one who is said to leave the company on a day: it ends then, where no other end is told but the successor's start."""
    told = item.end is not None and item.end.kind != ANNOUNCED and item.rule != "succeeded"
    if item.company != context.company or item.kind not in (HELD, LEAVING, LEFT) or told or item.role.key == "founder":
        return item
    return replace(item, kind=LEAVING, end=day)


def _arriving(context: Context, item: Statement, day: DateMatch) -> Statement:
    """The post of an appointee who is said to take it up on a day, where no other begin is told."""
    told = item.begin is not None and item.begin.kind != ANNOUNCED
    if item.company != context.company or item.kind not in (APPOINTED, COMING) or told:
        return item
    return replace(item, begin=day)


def _all_names(context: Context, held: list[Statement]) -> set[str]:
    """Every full name near a role, and every one that "Mr. Surname" may mean: first namings in prose without a title count too."""
    names = {item.name for item in held}
    surnames = {name_parts(name)[1] for name in names}
    for part in context.telling:
        firms = [(naming.start - part.start, naming.end - part.start) for naming, _ in context.namings(part.start, part.start + len(part.text))]
        for person in find_persons(part.text, firms) if part.block.kind != "table" else ():
            if name_parts(person.name)[1] in surnames and name_parts(person.name)[0] and not find_titles(person.name):
                names.add(person.name)
    return names


def _employers(context: Context, known: list[tuple[str, Statement]]) -> dict[str, Company]:
    """The company that tells a person apart: the issuer where they have a role there, else the first company named."""
    employers: dict[str, Company] = {}
    for name, item in known:
        if item.company == context.company or name not in employers:
            employers[name] = item.company
    return employers


_Known = tuple[str, Statement]


def _by_post(known: list[_Known]) -> list[list[_Known]]:
    """What is said of one person in one post, together, in the order of the text."""
    groups: dict[tuple[str, str, str], list[_Known]] = {}
    for name, item in sorted(known, key=lambda pair: (pair[1].start, pair[1].stop)):
        groups.setdefault((name, item.role.key, item.company.name), []).append((name, item))
    return list(groups.values())


def _succeeded(context: Context, known: list[_Known]) -> list[_Known]:
    """What is said of the holders of an exclusive post whose successor the same text names with a first day: they hold it to that day."""
    starts: dict[tuple[str, str], tuple[str, DateMatch]] = {}
    today, speakers = context.published, {(name, item.company.name) for name, item in known if _speaks(context, item)}
    for name, item in known:
        day = item.begin
        one_day = day is not None and (day.kind == BY or (day.earliest == day.latest and day.kind != ANNOUNCED))
        if day and one_day and item.kind in (APPOINTED, COMING) and item.role.key in exclusive_roles():
            starts.setdefault((item.company.name, item.role.key), (name, day))
    result = []
    for name, item in known:
        successor = starts.get((item.company.name, item.role.key))
        over = successor is not None and successor[1].latest <= today
        if over and (name, item.company.name) in speakers:
            successor = None  # whoever speaks under a title has it: a name spelt in two ways, or one who follows the successor
        held = item.kind == HELD or (
            item.kind == PAST and item.begin is not None and successor is not None and item.begin.latest < successor[1].earliest
        )
        if successor and successor[0] != name and held and item.end is None and not item.role.former:
            day = successor[1]  # who is still named by a later text has held the post, but till when it does not tell
            item = replace(item, kind=LEAVING, end=replace(day, kind=FOLLOWED) if day.latest < today else day, rule="succeeded")
        result.append((name, item))
    return result


_SAYS = re.compile(r"[^\w.;]{0,4}(?:said|says|stated|states|commented|comments|noted|added|remarked|explained)\b")


def _speaks(context: Context, item: Statement) -> bool:
    """Whether a person is quoted under the title: "A, President and CEO, stated"."""
    return item.kind == HELD and _SAYS.match(context.reading.text, item.stop) is not None


def _title(group: list[_Known]) -> str:
    """The longest wording of the title under which this person holds this post."""
    return max({item.title for _, item in group}, key=lambda title: (len(title), title))


def _consolidated(group: list[_Known], today: date) -> list[_Known]:
    """What a text says of one post in several places as one statement: the begin from where it is dated, the end from where it is.

    A document that calls somebody "CEO" in one line and says in another that they took office in May says one thing, with two quotes.
    Somebody who has left is not also in office, whatever the contact lines still say; a former spell stays apart from a present one.
    """
    void = [pair for pair in group if pair[1].kind == WITHDRAWN]
    if void:
        return void
    left = [
        item
        for _, item in group
        if (item.kind == LEFT and (item.end is None or item.end.earliest <= today))
        or (item.kind == LEAVING and item.end is not None and item.end.latest <= today)
    ]
    planned = [
        item
        for _, item in group
        if (item.kind == COMING and item.begin is None)
        or (item.kind in (APPOINTED, COMING) and item.begin is not None and item.begin.earliest > today)
    ]
    present = [(name, item) for name, item in group if item.kind != PAST and item not in left]
    past = [(name, item) for name, item in group if item.kind == PAST or item in left]
    gone = min((item.end.earliest for item in left if item.end), default=today)
    anew = [item for _, item in present if item.kind in (APPOINTED, COMING)]
    if left and all(item.kind == APPOINTED and _is_earlier(item, gone) for item in anew):
        past, present = group, []
    if any(item.kind in (LEAVING, LEFT) for _, item in present):  # "had led it since 2004" of one who is about to go is no former spell
        past, present = [], group
    if any(item.kind == APPOINTED for _, item in present):  # from one rank of a role to the next
        past = [(name, item) for name, item in past if item.rule != "name-from-title"]
    if planned and all(item in planned or item.kind in (HELD, APPOINTED) for _, item in present):
        present = [(name, replace(item, kind=COMING)) for name, item in present]
    taken = [pair for pair in present if pair[1].kind in (APPOINTED, COMING) and not pair[1].role.interim]
    if taken and any(item.role.interim for _, item in present):  # from interim to permanent: two terms of one post
        standing = [pair for pair in present if pair not in taken]
        return [*_dated_alike(confirmed(standing, taken[0][1], today)), *_dated_alike(taken), *past]
    return [*_dated_alike(present), *_dated_alike([(name, replace(item, kind=LEFT if left else PAST)) for name, item in past])]


def _dated_alike(items: list[_Known]) -> list[_Known]:
    """The items with the one begin and the one end that any of them states; left as they are where the text states two. An election
    or new appointment is no begin: its day is one on which the holder is seen in office, and of those elected the document vouches for that day.
    """
    settled = [item for _, item in items if not (item.role.planned and item.begin)]  # a designate's day is not that of the post
    dated = settled if any(item.begin for item in settled) else [item for _, item in items]
    begins = _sure([item.begin for item in dated if item.begin and item.kind not in _SEEN])
    own = [item.end for _, item in items if item.end and item.rule != "succeeded"]
    ends = _sure(own or [item.end for _, item in items if item.end])
    if len(begins) > 1 or len(ends) > 1:
        return items
    begin, end = next(iter(begins.values()), None), next(iter(ends.values()), None)
    interim = any(item.role.interim for _, item in items)
    kinds = {item.kind for _, item in items}
    kind = next((kind for kind in (LEFT, LEAVING, COMING, PAST) if kind in kinds), APPOINTED if begin else None)
    if kind is None and kinds & _SEEN:
        kind = ELECTED if ELECTED in kinds else AGAIN
        begin = min((item.begin for _, item in items if item.begin), key=lambda day: day.latest, default=None)
        if begin and any(item.kind == APPOINTED and item.rule == "name-joins-title" for _, item in items):  # "joins the board for the first time"
            begin = replace(begin, kind=FIRST)
    predecessor = next((item.predecessor for _, item in items if item.predecessor), None)
    return [
        (name, replace(item, begin=begin, end=end, kind=kind or item.kind, role=replace(item.role, interim=interim), predecessor=predecessor))
        for name, item in items
    ]


def _is_earlier(item: Statement, gone: date) -> bool:
    """Whether a post was taken up before the day on which its holder left it: on a day told, or, "A joined the board", on none."""
    if item.begin is None:
        return item.rule == "name-joins-title"
    return item.begin.kind != ANNOUNCED and item.begin.latest < gone


_SEEN = frozenset({ELECTED, AGAIN})


def _sure(dates: list[DateMatch]) -> dict[str, DateMatch]:
    """The dates by what they say; the day of an announcement, and one told by how long it is ago, only where no other is told."""
    told = [found for found in dates if found.kind not in (ANNOUNCED, LASTING)] or [found for found in dates if found.kind != ANNOUNCED]
    return {found.edtf: found for found in sorted(told or dates, key=lambda found: found.kind != FOLLOWED)}


def _other_names(context: Context, people: People, employers: dict[str, Company]) -> Iterator[Mention]:
    """Other forms of a person's name, so that a look-up by any of them finds the person."""
    for name in sorted(employers):
        for form in people.other_forms(name):
            at = context.reading.text.find(form)
            if at >= 0:
                yield Mention(
                    Stated("person", Person(name, employers[name]), terms.SCHEMA_alternateName, form), context.span(at, at + len(form)), "name-form"
                )


def _fact(context: Context, item: Statement, person: Person, title: str, people: People, employers: dict[str, Company]) -> RoleHeld | None:
    term = role_term(context.published, item)
    if term is None:
        return None
    slot = Post(item.company, Concept("role", item.role.key), item.role.key in exclusive_roles())
    before = people.fullest(item.predecessor) if item.predecessor else None
    predecessor = Person(before, employers.get(before, item.company)) if before and before != person.name else None
    return RoleHeld(
        slot,
        person,
        title,
        term.bounds,
        begin=term.begin,
        end=term.end,
        interim=item.role.interim,
        planned=term.planned,
        withdrawn=term.withdrawn,
        predecessor=predecessor,
    )
