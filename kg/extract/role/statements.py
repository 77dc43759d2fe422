"""What a text states of the roles of persons: one statement for each claim and atomic role, before any two are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.days_said import days_said
from kg.extract.role.boards import elected_directors, joined_names, meeting_date
from kg.extract.role.claim import Claim
from kg.extract.role.closings import on_closing
from kg.extract.role.dates import ANNOUNCED, claim_dates
from kg.extract.role.director_tables import tabled_directors
from kg.extract.role.firms_in_place import given_to_firms
from kg.extract.role.forms import form_posts
from kg.extract.role.handovers import handed_over
from kg.extract.role.headed_experts import headed_experts
from kg.extract.role.interims import from_now, is_interim, is_interim_title, may_be_interim
from kg.extract.role.joined_boards import joined_together
from kg.extract.role.listed_experts import listed_experts
from kg.extract.role.meetings import at_meeting, since_meeting
from kg.extract.role.mergers import directors_to_be, in_board_to_be
from kg.extract.role.people import find_persons
from kg.extract.role.post_words import RESIGNS
from kg.extract.role.promotions import promoted
from kg.extract.role.referents import given_names, known_given_names, subject_of
from kg.extract.role.shared_titles import FELLOW
from kg.extract.role.stated import Statement
from kg.extract.role.successions import predecessor_named, predecessors_end, succeeded_later, successors
from kg.extract.role.the_post import posts_meant, sought
from kg.extract.role.title_grammar import AGAIN, APPOINTED, COMING, ELECTED, HELD, LEAVING, LEFT, PAST
from kg.extract.role.title_owners import owned_claims
from kg.extract.role.unit_contents import organisations_of, pronoun_at
from kg.extract.role.units import Unit, units
from kg.extract.role.untitled import untitled_roles
from kg.text.dates import DateMatch
from kg.text.names import HONORIFIC, name_parts
from kg.text.titles import Role, atomic_roles


def statements(context: Context) -> Iterator[Statement]:
    """The roles of every unit; "He" at the head of a sentence is the person named last in the sentence before it, "Each" and "Both" are
    those by whom the sentences before it say that information was compiled."""
    last_person: str | None = None
    last_part = None
    compilers: list[str] = []
    others: list[str] = []  # whom the sentences before name, in whatever part
    experts: set[str] = set()  # by surname
    said = meeting_date(context)
    appointed: list[Statement] = []
    recent: list[Statement] = []
    leaving: list[Statement] = []
    year_end = context.year_end
    for unit in units(context):
        if unit.part is not last_part:
            compilers, others = [], []
            last_person = last_person if pronoun_at(unit.text) else None
        last_part = unit.part
        antecedents = _meant_by_each(unit.text, compilers, others) if _EACH.match(unit.text) else [last_person]
        found = [item for antecedent in antecedents or [None] for item in _of_unit(context, unit, antecedent, said, year_end)]
        found = [from_now(item, unit, [*leaving, *found], context.published) for item in found]
        experts |= {name_parts(item.name)[1] for item in found if item.role.key == "qualified-person"}
        yield from found
        leaving += [item for item in found if item.kind in (LEAVING, LEFT)]
        yield from succeeded_later(context.published, unit, appointed, last_person)
        followers = list(successors(context.published, unit, found, leaving, last_person))
        yield from followers
        yield from (handed := list(handed_over(context, unit, [*appointed, *found, *followers], leaving)))
        vacant = list(sought(context, unit))
        meant = list(posts_meant(context, unit, [*found, *followers, *handed, *vacant], recent, last_person))
        meant = [item for item in meant if not _is_told(item, [*found, *followers, *handed])]
        yield from (from_now(item, unit, [*leaving, *vacant, *recent], context.published) for item in meant)
        days = [day for item in reversed([*found, *meant]) if (day := item.begin or item.end) and day.earliest == day.latest]
        said = days[0] if days else said
        recent = [*recent, *found, *followers, *handed, *vacant][-12:]
        yield from given_to_firms(context, unit)
        yield from joined_together(context, unit)
        if not unit.listed and ("elect" in unit.text or " again" in unit.text):
            seated = {item.name for item in found if item.role.key == "director"}
            yield from (item for item in _not_returned(context, unit) if item.name not in seated)
        if not unit.listed and (many := _left_together(context, unit)):
            yield from many
        appointed += [item for item in found if item.kind in (APPOINTED, COMING)]
        named = [(low, high) for low, high, _ in organisations_of(context, unit)] if not unit.listed else []
        persons = find_persons(unit.text, named) if not unit.listed and not (last_person and pronoun_at(unit.text)) else []
        first = next((at for at, person in enumerate(persons) if _COMPILED.search(unit.text[: person.start])), len(persons))
        compilers += [person.name for person in joined_names(unit.text, persons[first:])]
        others += [person.name for person in persons if person.name not in others]
        by_surname = given_names(unit, context.once(known_given_names), named) if not unit.listed and not persons else ()
        last_person = subject_of(unit.text, persons) or next((person.name for person in (persons or by_surname)), last_person)
    yield from untitled_roles(context)
    yield from (item for item in headed_experts(context) if name_parts(item.name)[1] not in experts)
    yield from listed_experts(context)
    yield from directors_to_be(context)
    yield from form_posts(context)
    for name, start, stop in tabled_directors(context):
        yield Statement(name, Role("director"), "director", context.company, HELD, None, None, None, start, stop, "tabled")
    for name, start, stop, meeting in elected_directors(context):
        yield Statement(name, Role("director"), "director", context.company, ELECTED, meeting, None, None, start, stop, "elected")


def _meant_by_each(text: str, compilers: list[str], others: list[str]) -> list[str]:
    """Whom "Each" or "Both" at the head of a sentence means: those who compiled, or in a sentence on experts all that the sentences before name,
    of whom "Both" means the last two."""
    if not _EXPERT.search(text) or (len(compilers) > 1 and not text.startswith("All")):
        return compilers
    return others[-2:] if text.startswith("Both") else others if len(others) > 1 else compilers


def _is_told(item: Statement, told: Iterable[Statement]) -> bool:
    """Whether a post of a person is among what is told, as held for a time or for good alike."""
    own = (item.name.split()[-1], item.role.key, item.role.interim)
    return item.kind not in (LEFT, LEAVING) and any((one.name.split()[-1], one.role.key, one.role.interim) == own for one in told if one.kind != LEFT)


_NOT_RETURNED = re.compile(
    r",?\s(?:[a-z ]{0,40}, )?(?:who )?(?:(?:has )?(?:informed|advised|notified|told) (?:the (?:[Bb]oard|[Cc]ompany) )?that (?:he|she|they) )?(?:"
    r"(?P<not_standing>did not|will not|has (?:decided|elected|chosen) not to|have (?:decided|elected|chosen) not to|is not|are not) "
    r"(?:be )?(?:seek(?:ing)?|stand(?:ing)?(?: for)?|offer(?:ing)? (?:him|her|them)sel(?:f|ves) for) (?:re-?)?election|"
    r"(?:did not|will not|is not) (?:stand|standing|run|running) again|"
    r"(?:was|were) not (?:re-?elected|re-?nominated|returned|nominated for re-?election|put forward for re-?election)|"
    r"failed to (?:be re-?elected|win re-?election|secure re-?election)|lost (?:his|her|their) seats?)\b(?! as (?!an? |directors?\b)| by\b)"
)


_DID_NOT = re.compile(r"\b(?:did|was|were) not\b|\b(?:failed|lost)\b")


def _standing_down(text: str, done: bool = False) -> set[str]:
    """Who is said right before the words not to have stood again, or not to have been returned; with `done`, no one who will not stand."""
    found = _NOT_RETURNED.search(text) if "elect" in text or "nominat" in text or "seat" in text or " again" in text else None
    if found and done and not _DID_NOT.search(found.group()):
        return set()
    return {person.name for person in find_persons(text[: found.start()], ())[-1:]} if found else set()


def _not_returned(context: Context, unit: Unit) -> Iterator[Statement]:
    """ "Messrs. A and B did not seek re-election": directors until the meeting, without the word."""
    persons = find_persons(unit.text, ())
    last = next((number for number, person in enumerate(persons) if _NOT_RETURNED.match(unit.text, person.after)), None)
    if last is None:
        return
    first = last
    while first and FELLOW.fullmatch(unit.text[persons[first - 1].after : persons[first].start]):
        first -= 1
    verb = _NOT_RETURNED.match(unit.text, persons[last].after)
    done = bool(verb and (verb["not_standing"] or "did not") == "did not")
    told = [day for day in days_said(unit.text, context.published, not done, None) if day.start > persons[last].after and day.kind != "since"]
    held = (day for day in told if day.earliest == day.latest and (day.latest <= context.published) is done)
    end = next(held, None) or (meeting_date(context) if done else None)
    for person in persons[first : last + 1]:
        start, stop = unit.origin(person.start), unit.origin(len(unit.text) - 1) + 1
        kind = LEFT if done else LEAVING
        yield Statement(person.name, Role("director"), "director", context.company, kind, None, end, None, start, stop, "not-returned")


# "the resignation from the Board of the following members: A, B and C, effective today"
_TOGETHER = re.compile(
    r"\b(?:resignations?|departures?|retirements?)\b(?=[^.;]{0,80}\b(?:[Bb]oard|[Dd]irectors)\b)"
    r"(?:\sfrom\s(?:the|its|our)\s[Bb]oard(?: of [Dd]irectors)?)?"
    r"\sof\s(?:(?:the\s)?(?:following|directors|(?:\w+\s){1,2}directors|[Bb]oard members|members of the [Bb]oard)"
    r"\s?(?:members|directors|individuals|persons)?"
    rf"(?:\sof\s(?:the|its|our)\s[Bb]oard(?: of [Dd]irectors)?)?)\s?[:,]?\s(?:{HONORIFIC}\s)?$"
)


def _left_together(context: Context, unit: Unit) -> list[Statement]:
    """Directors whose leaving a sentence tells in a list, without a title beside each."""
    if not _LEAVINGS.search(unit.text):
        return []
    persons = find_persons(unit.text, ())
    first = next((number for number, person in enumerate(persons) if _TOGETHER.search(unit.text[: person.start])), None)
    if first is None:
        return []
    last = first
    while last + 1 < len(persons) and FELLOW.fullmatch(unit.text[persons[last].after : persons[last + 1].start]):
        last += 1
    behind = [day for day in days_said(unit.text, context.published, True, None) if day.start >= persons[last].after and day.earliest == day.latest]
    end = behind[0] if behind else None
    kind = LEAVING if end and end.latest > context.published else LEFT
    start, stop = unit.origin(persons[first].start), unit.origin(len(unit.text) - 1) + 1
    return [
        Statement(person.name, Role("director"), "director", context.company, kind, None, end, None, start, stop, "left-together")
        for person in persons[first : last + 1]
    ]


_LEAVINGS = re.compile(r"\b(?:resignation|departure|retirement)s?\b")
_EACH = re.compile(r"(?:Each|Both|They|All)\b")
_COMPILED = re.compile(rf"(?:\b(?:compiled|prepared|reviewed|approved|supervised|authored)(?: and \w+)? by|\bauthors?:)\s(?:{HONORIFIC}\s)?$")


# Before a title, and no part of it: that its holder has it now, or newly.
_TODAY = re.compile(r"^(?:current|present|existing|new|newly[- ]appointed|incoming|outgoing|retiring|long[- ]time|then)\s+(?=\w)", re.IGNORECASE)
_VOTED = re.compile(r"\b(?:was|were)\s(?:[a-z]+ly\s)?elected\s(?:as|a)\b")
_STANDS_IN = re.compile(r"\bin (?:the )?(?:place|stead) of\b")  # "is Acting Chair in place of B, who resigned in May"


def _stands_in(claim: Claim) -> bool:
    """Whether a post is held for a time in another's place."""
    return claim.kind == HELD and is_interim_title(claim.title.text) and _STANDS_IN.search(claim.unit.text, claim.end, claim.dates_to) is not None


_GOES = re.compile(rf"\b{RESIGNS}\b")  # "is retiring on May 1 and will act as an adviser": when, it does not tell
_DIED = re.compile(r"\b(?:died|dies|death|passing|passed away|deceased)\b")
_AT_ITS_END = re.compile(
    r"\b(?:conclusion|close|end) of (?:the|this|today's|yesterday's) (?:(?:[Aa]nnual|[Gg]eneral|[Ss]pecial) )*(?:[Mm]eeting|AGM|EGM)\b"
)
_EXPERT = re.compile(r"(?:\bindependent\s)?\b(?:(?:qualified|competent)\spersons?|QPs?)\b", re.IGNORECASE)
_AND_EXPERT = re.compile(
    r"(?:,?\s(?:and|&)|,)\s(?:also\s)?(?:an?\s|the\s|our\s|its\s)?(?:independent\s)?(?:(?:qualified|competent)\spersons?|QPs?)\b.*$", re.IGNORECASE
)


def _own_title(role: str, title: str) -> str:
    """The words of a title that name a role: an expert's own, and what stands before "and a qualified person" of the others."""
    if role == "qualified-person":
        own = _EXPERT.search(title)
        return own.group() if own else title
    return _AND_EXPERT.sub("", title) or title


_ELECTED = frozenset({"director", "chair", "vice-chair", "executive-chair"})  # by a shareholders' meeting


def _of_unit(context: Context, unit: Unit, antecedent: str | None, said: DateMatch | None, year_end: int | None) -> Iterator[Statement]:
    yield from promoted(context.published, unit, list(_told(context, unit, antecedent, said, year_end)))


def _told(context: Context, unit: Unit, antecedent: str | None, said: DateMatch | None, year_end: int | None) -> Iterator[tuple[Claim, Statement]]:
    """What each claim of a unit states, and what it states of the one who is succeeded."""
    for claim in owned_claims(context, unit, antecedent):
        dated = claim_dates(context, claim, said, year_end)
        company = claim.organisation.company if claim.organisation else context.company
        title = _TODAY.sub("", re.sub(r"\s+", " ", claim.title.text))
        predecessor = predecessor_named(unit, claim) if claim.kind in (APPOINTED, COMING) or _stands_in(claim) else None
        interim = is_interim(claim)
        for role in atomic_roles(claim.title.text):
            kind = PAST if role.former and dated.kind not in (LEAVING, LEFT) else dated.kind
            undated = dated.begin is None or dated.begin.kind == ANNOUNCED
            voted = kind == APPOINTED and undated and _VOTED.search(unit.text, claim.person.end, max(claim.person.end, claim.title.start)) is not None
            if (voted or (kind in (AGAIN, ELECTED) and dated.begin is None)) and role.key == "director" and (day := meeting_date(context)):
                kind, dated = ELECTED, replace(dated, begin=day)
            if role.key == "advisor" and kind == COMING and dated.begin and _GOES.search(unit.text, dated.begin.start - 60, claim.title.start):
                dated = replace(dated, begin=None) if dated.begin.start < claim.title.start else dated
            if kind == COMING and dated.begin is None and role.key != "advisor":
                dated = replace(dated, begin=on_closing(context, unit))
            if role.key == "founder":
                kind = PAST if kind == LEFT and _DIED.search(unit.text) else HELD  # who founded a company did so for good
            told_at = _NOT_RETURNED.search(unit.text, claim.person.end) or _AT_ITS_END.search(unit.text, claim.end) or at_meeting(context, claim)
            if kind == APPOINTED and undated and (day := since_meeting(context, claim)):
                dated = replace(dated, begin=day)
            stood_down = kind == PAST and claim.person.name in _standing_down(unit.text)
            if kind in (HELD, APPOINTED) and role.key in _ELECTED and claim.person.name in _standing_down(unit.text, done=True):
                kind = LEFT  # "A, who joined the Board in 2008, did not seek re-election"
            if (
                (kind == LEFT or stood_down)
                and (dated.end is None or dated.end.kind == ANNOUNCED)
                and role.key in _ELECTED
                and (told_at or stood_down)
            ):
                dated = replace(dated, end=meeting_date(context))
            stays = kind in (LEAVING, LEFT) and role.key not in _ELECTED and _NOT_RETURNED.match(unit.text, claim.title.end)
            held = Statement(
                claim.person.name,
                replace(role, interim=True) if interim and may_be_interim(role.key) else role,
                _own_title(role.key, title),
                company,
                HELD if stays else kind,
                dated.begin,
                None if stays or role.key == "founder" else dated.end,
                predecessor,
                unit.origin(claim.start),
                unit.origin(claim.end - 1) + 1,
                claim.rule,
            )
            yield claim, in_board_to_be(context, held)
            if predecessor and not role.planned:
                yield claim, predecessors_end(context.published, unit, claim, held, predecessor)
