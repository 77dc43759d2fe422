"""Which title a text gives to which person, and whether the post is held, taken up, laid down or past.

What stands between a person and a title decides, against the short list of gaps in `kg.extract.role.title_grammar`. A title and a person
with anything else between them have nothing to do with each other.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role import around_claims as around
from kg.extract.role import title_grammar as grammar
from kg.extract.role.carried_claims import AS_NEXT, elliptical, expert, further
from kg.extract.role.claim import Claim
from kg.extract.role.claim_kinds import anew, by_what_follows, kind_of_gap, kind_of_title_first
from kg.extract.role.claim_limits import CALLED_OFF, CONDITION, DEFEATED, EMPLOYMENT, ENDED, GONE_ON, HELD_BEFORE, PROPOSED, REVOKED, TO_COME, UNSURE
from kg.extract.role.claim_rows import JOINED, in_row, in_row_of_titles, leads_line, leaving_together, opens_row
from kg.extract.role.columns import is_of_columns
from kg.extract.role.elsewhere import DESCRIBED, OF_KNOWN, is_elsewhere, named_behind
from kg.extract.role.firm_posts import at_firm
from kg.extract.role.gap_asides import last_predicate
from kg.extract.role.main_clauses import leads_next, main_clause, without_firm
from kg.extract.role.mergers import of_combined
from kg.extract.role.people import PersonAt
from kg.extract.role.post_words import ORG, OWNERS
from kg.extract.role.shared_titles import FELLOW
from kg.extract.role.title_before_name import TITLE_PERSON, led_to
from kg.extract.role.title_careers import AFTER_NAME
from kg.extract.role.title_grammar import AGAIN, APPOINTED, COMING, HELD, LEAVING, LEFT, PAST, WITHDRAWN, in_time
from kg.extract.role.unit_contents import Contents, contents, is_board_seat
from kg.extract.role.units import Unit
from kg.text.names import ENDS_HONOURED, HONORIFIC, after_credentials
from kg.text.sections import CONTACT, SIGNATURE
from kg.text.titles import Title, atomic_roles


def find_claims(context: Context, unit: Unit, antecedent: str | None = None) -> tuple[Contents, list[Claim]]:
    """What the unit holds and its claims, in the order of their titles; `antecedent` is whom "he" or "she" at its head means."""
    found = contents(context, unit, antecedent)
    claims: list[Claim] = []
    for title in found.titles:
        claim = (
            _person_before(found, title)
            or _person_after(found, title)
            or further(found, title, claims)
            or expert(found, title)
            or elliptical(found, title, claims)
            or at_firm(context, found, title, claims)
        )
        if claim is None or _is_denied(context, found, claim):
            continue
        if claims and claim.kind == APPOINTED == claims[-1].kind and claim.rule.startswith("further-") and _is_promotion(found, claims[-1], claim):
            claims[-1] = replace(claims[-1], kind=PAST)
        if claim.kind in (LEFT, LEAVING) and not unit.listed and REVOKED.search(unit.text):
            claim = replace(claim, kind=HELD)
        claims.append(_with_dates(found, in_row(found, claim, claims)))
    return found, _sharing_dates(leaving_together(found, claims))


def _is_denied(context: Context, found: Contents, claim: Claim) -> bool:
    """What the sentence takes back ("is not a director of"), committees, and board seats that are neither taken nor left."""
    low, high = (claim.person.end, claim.title.start) if claim.person.end <= claim.title.start else (claim.title.end, claim.person.start)
    after = found.behind(claim.title.end, 120)
    gap = found.gap(low, high)
    gap = last_predicate(gap) or gap
    if not found.unit.listed and _NEITHER.search(found.unit.text, 0, claim.person.start):
        return True
    denied = grammar.DENIAL.search(gap) and claim.rule not in ("name-no-longer-title", "name-withdrawn-title")
    if denied or around.OF_COMMITTEE.match(after) or around.VACANT.match(after):
        return True
    if around.PAPER.match(found.unit.text, claim.title.end):
        return True  # "CHAIRMAN'S STATEMENT", the heading below a name
    if found.unit.text.endswith("ommittee ", 0, claim.title.start) or found.unit.text.startswith((" committee", " Committee"), claim.title.end):
        return True  # "Audit Committee Chair", "head of the technical committee"
    told_of = of_combined(context, after) or isinstance(named_behind(context, found, claim.title), Organisation)
    if is_elsewhere(found, claim.title, claim.kind, gap) and not told_of:
        return True
    if claim.kind in (APPOINTED, COMING) and (re.search(r"\bwould\b", gap) or (re.search(r"\bwill\b", gap) and _is_conditional(found, high))):
        return True
    sits = _SITS.search(gap) and not _OF_OTHER.match(after) and (claim.kind == HELD or OF_KNOWN.match(after))
    return is_board_seat(claim.title) and claim.kind in (HELD, PAST) and not sits


_NEITHER = re.compile(rf"\b(?:nor|[Nn]either|[Nn]one of)\s(?:of\s)?(?:{HONORIFIC}\s)?$")
_SITS = re.compile(r"\b(?:serves?|served|sits?|sat|seats?|place|remains?|continues?|stays?)\son\s(?:the|its|our)\s$")
_OF_OTHER = re.compile(rf"\s(?:of|at|for)\s(?!the [Cc]ompany\b|{DESCRIBED}{ORG})")


def _is_conditional(found: Contents, before: int) -> bool:
    """Whether a sentence makes what it says of an appointment depend on something that may not come: "If elected, A will serve as"."""
    return not found.unit.listed and CONDITION.search(found.unit.text[:before]) is not None


def _is_promotion(found: Contents, earlier: Claim, later: Claim) -> bool:
    """ "joined as CFO and was promoted to COO": the first post is over, unless it is a seat on the board."""
    if all(role.key == "director" for role in atomic_roles(earlier.title.text)):
        return False
    return re.search(r"\b(?:promoted|became)\b", found.unit.text[earlier.title.end : later.title.start]) is not None


# "CEO and, since 2011, Chairman": a date between two titles that is told of the second.
_OF_NEXT = re.compile(r"\b(?:and|but),?\s(?:since|until|from|in|on)\s[^;()]{4,30},\s(?:the\s|its\s|as\s){0,2}$")
_FROM_RANK = re.compile(r"^\sfrom\s(?:(?:his|her|the|a|previous|former)\s)*$")  # "promoted to CFO from Controller, effective July 1"


def _with_dates(found: Contents, claim: Claim) -> Claim:
    """The claim with the stretch that its dates stand in: from its person, or the title before its own, to the next title."""
    earlier = [title.end for title in found.titles if title.end <= claim.title.start]
    later = [title.start for title in found.titles if title.start >= claim.title.end and not is_board_seat(title)]
    later = [at for at in later if not _FROM_RANK.search(found.unit.text[claim.title.end : at])]
    last = min([len(found.unit.text), *later])
    before = HELD_BEFORE.search(found.unit.text, claim.title.end, last) if claim.kind in (APPOINTED, COMING) else None
    gone = GONE_ON.search(found.unit.text, 0, claim.start) if claim.kind in (LEFT, LEAVING) else None
    if gone:  # "the death on March 3 of A, a director"
        earlier = [at for at in [gone.start(), *earlier] if at >= gone.start()]
    stop = before or (_OF_NEXT.search(found.unit.text, claim.title.end, last) if later else None)
    return replace(claim, dates_from=max(earlier if gone else [claim.start, *earlier]), dates_to=stop.start() if stop else last)


_OWN_VERB = re.compile(r"\b(?:is|was|has|have|had|serves|remains|prior to|before that|earlier|previously)\b")


def _sharing_dates(claims: list[Claim]) -> list[Claim]:
    """ "CFO and as a director with effect from 1 April": a date behind the further title is that of the title before it, too."""
    shared = claims[-1:]
    for claim in reversed(claims[:-1]):
        following = shared[0]
        between = claim.unit.text[claim.title.end : following.title.start] if claim.title.end <= following.title.start else ""
        joined = following.rule == "further-title" or _AS_ONE.fullmatch(between) is not None
        joined = (joined and (following.person, following.kind) == (claim.person, claim.kind)) or _is_echo(claim, following)
        joined = joined and claim.dates_to == following.title.start and not _OWN_VERB.search(claim.unit.text, claim.title.end, following.title.start)
        shared.insert(0, replace(claim, dates_to=following.dates_to) if joined else claim)
    return shared


# "joins the Board as CFO on April 1"
_AS_ONE = re.compile(r"\s(?:and\s)?as\s(?:an?\s|the\s|its\s)?")


def _is_echo(claim: Claim, following: Claim) -> bool:
    """Whether the verb of the first claim serves the second: "A has been appointed Chair and B CEO, effective May 1"."""
    return following.rule == "elliptical" and following.kind == claim.kind and claim.kind in (APPOINTED, COMING)


# ---- the person before the title


def _person_before(found: Contents, title: Title) -> Claim | None:
    for person in reversed([person for person in found.persons if person.end <= title.start][-2:]):
        if clause := main_clause(found, person, title):
            return _tied_by_gap(found, title, clause[0], found.gap(clause[1], title.start))
        start = person.after if person.after <= title.start else after_credentials(found.unit.text[: title.start], person.end)
        gap = found.gap(start, title.start)
        titled_between = any(start <= other.start < title.start for other in found.titles)
        if "\n" in gap and (titled_between or not found.unit.listed or leads_line(found, title, person)):
            return None
        if leads_next(found, title, gap):
            return None
        if start > person.end and around.BEHIND_LETTERS.fullmatch(gap):
            return Claim(person, title, by_what_follows(found, title), "name-letters-title", found.unit)
        if re.fullmatch(r",\s*(?:and\s)?(?:(?:its|the|our|current|former|outgoing)\s)*", gap) and in_row_of_titles(found, title, person):
            return None
        claim = _named_by_verb(found, title, person, gap) or _tied_by_gap(found, title, person, gap)
        if claim is not None:
            return claim
    return None


def _named_by_verb(found: Contents, title: Title, person: PersonAt, gap: str) -> Claim | None:
    """ "the appointment of X as", "has named X", "with X as", "A will succeed X as"."""
    lead = _lead(found, person)
    noun, verb = around.NOUN_BEFORE.search(lead), around.VERB_BEFORE.search(lead)
    as_post = re.match(rf"^\sas\s{OWNERS}$", gap)
    successor = next((other for other in reversed(found.persons) if other.end < person.start), None)
    if as_post and successor and around.SUCCEEDING.search(lead):
        return Claim(successor, title, in_time(APPOINTED, lead[-40:]), "succeeds", found.unit)
    thanked = verb and verb["leaves"] and not re.search(r"\b(?:as|from|of)\b", gap)  # "I thank X, our COO"
    if verb and _RISES_FROM.fullmatch(gap) and verb["takes"]:
        return Claim(person, title, PAST, "name-from-title", found.unit)
    if verb and gap.startswith(",") and (verb.group().endswith("by ") or AS_NEXT.match(found.behind(title.end, 40))):
        return None  # "succeeded by X, a director", "has promoted X, its COO, to CEO": the post they have
    if (noun or verb) and not thanked and around.AS_POST.match(gap):
        at = max(0, found.unit.text.rfind((noun or verb).group().rstrip(), 0, person.start))  # type: ignore[union-attr]
        before = found.unit.text[max(0, at - 60) : at]
        proposed = noun is not None and PROPOSED.search(found.unit.text, max(0, at - 300), at) is not None
        if (UNSURE.search(before) and not proposed) or DEFEATED.match(found.behind(title.end, 60)):
            return None
        if noun and CALLED_OFF.match(found.behind(title.end, 120)):
            return Claim(person, title, WITHDRAWN, "appointment-withdrawn", found.unit)
        leaving = bool(noun and noun.group(1).lower() in around.LEAVING_NOUNS) or bool(verb and verb["leaves"])
        taking = COMING if proposed or (verb and TO_COME.search(before)) else anew(found, title, lead)
        taking = AGAIN if taking == APPOINTED and verb and verb.group().startswith("confirm") else taking
        return Claim(person, title, LEFT if leaving else taking, "verb-name-title", found.unit)
    if as_post and EMPLOYMENT.search(lead):
        ended = ENDED.match(found.behind(title.end, 60))
        over = LEAVING if ended and ended.group().endswith("s") else LEFT  # "expires": the day is told as one to come
        return Claim(person, title, in_time(over, ended.group()), "employment-ended", found.unit) if ended else None
    if as_post and re.search(r"\bwith\s$", lead):
        return Claim(person, title, HELD, "with-name-title", found.unit)
    if (as_post or _TO_SEAT.fullmatch(gap)) and not found.unit.listed and around.APPOINTMENTS.match(found.unit.text[: person.start]):
        return Claim(person, title, APPOINTED, "appointments", found.unit)
    if as_post and not found.unit.listed and (led := around.LED_BY.search(lead)):
        return Claim(person, title, COMING if "will" in led.group() else HELD, "led-by", found.unit)
    if as_post and not found.unit.listed and (roster := around.ROSTER.match(found.unit.text[: person.start])):
        return Claim(person, title, COMING if "will" in roster.group("verb") else HELD, "roster", found.unit)
    return None


_TO_SEAT = re.compile(r",?\s(?:on)?to\s(?:the|its|our)\s")
_RISES_FROM = re.compile(rf",?\sfrom\s{OWNERS}")


def _lead(found: Contents, person: PersonAt) -> str:
    """The words before a person, or before the first of the names that commas and "and" join to theirs."""
    first = person
    for other in reversed([other for other in found.persons if other.end <= person.start]):
        if not FELLOW.fullmatch(ENDS_HONOURED.sub("", found.unit.text[other.after : first.start])):
            break
        first = other
    at = max(0, first.start - 60)
    lead = ENDS_HONOURED.sub("", found.unit.text[at : first.start])
    own = next((title for title in found.titles if at < title.start and _OF_THEIRS.fullmatch(found.gap(title.end, at + len(lead)))), None)
    if own is None or own.end > first.start:
        return lead
    return _FORMER_AT.sub("", lead[: own.start - at])  # "has appointed its Treasurer, Jane Roe, as", "has named former Alder Mines CEO Jane Roe as"


_FORMER_AT = re.compile(r"\b(?:former|ex|one-time|past|previous|retired)[ -](?:[A-Z][\w&'.-]* ){0,6}$")


_OF_THEIRS = re.compile(rf"[ ,]*(?:\sof\s(?:the\s)?{ORG},?\s)?")  # between a title and its person: "Co-founder of X, Jane Roe"


def _tied_by_gap(found: Contents, title: Title, person: PersonAt, gap: str) -> Claim | None:
    gap = without_firm(gap)
    for rule in AFTER_NAME:
        speaks = rule.name == "space" and around.speaks_titled(found.unit.listed, title.text, found.behind(title.end, 90))
        if rule.name in ("line", "space") and not found.unit.listed and not speaks:
            continue
        opens = found.unit.part.section in (CONTACT, SIGNATURE) and found.unit.text[: person.start][-1:] in ("", "\n")
        if rule.name == "space" and not speaks and not opens:
            continue
        if rule.fits(gap):
            if rule.name == "bracket" and around.COMMITTEE_LIST.search(found.unit.text[: person.start]):
                return None
            if rule.name.startswith("possessive") and UNSURE.search(found.unit.text[max(0, person.start - 60) : person.start]):
                return None
            kind = kind_of_gap(found, person, title, rule, gap)
            return Claim(person, title, kind, f"name-{rule.name}-title", found.unit) if kind else None
    told = any(person.end <= other.start < title.start for other in found.titles)  # a post of its own: the title is a further one
    predicate = last_predicate(gap) if "\n" not in gap and not told else None
    return _tied_by_gap(found, title, person, predicate) if predicate else None


# ---- the title before the person


def _person_after(found: Contents, title: Title) -> Claim | None:
    person = next((person for person in found.persons if person.start >= title.end), None)
    if person is None or any(title.end <= other.start < person.start for other in found.titles):
        return None
    honoured = ENDS_HONOURED.search(found.unit.text, max(title.end, person.start - 20), person.start)
    gap = found.gap(title.end, honoured.start() if honoured else person.start)
    if "\n" in gap:
        return _under_heading(found, title, person, gap)
    lead = found.gap(max(0, title.start - 120), title.start)
    for rule in TITLE_PERSON:
        if (rule.name == "title-bracket-name" and not found.unit.text.startswith(")", person.after)) or not led_to(rule.name, title.text, lead, gap):
            continue
        if rule.name == "title-name" and is_of_columns(found, title, person):
            continue
        if rule.fits(gap) and (rule.name != "title-comma-name" or _may_precede(found, title, person)):
            kind = kind_of_title_first(found, title, person, rule)
            return Claim(person, title, kind, rule.name, found.unit)
    return None


def _may_precede(found: Contents, title: Title, person: PersonAt) -> bool:
    """ "our President and CEO, John Smith, said": an owner before the title, and no list of names behind it; or the first of a row."""
    text = found.unit.text
    lead = found.gap(max(0, title.start - 40), title.start)
    owned = (
        title.start == 0
        or re.search(
            rf"(?:{ORG}(?:'s?)?|\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Nn]ew|[Cc]ompany's|[Cc]orporation's|[Gg]roup's|Partnership's|Trust's|[Ii]ssuer's|said|says|added|noted|"
            r"stated|commented|exclaimed|explained)|\b(?:of|to|from|thanks?)\s(?:(?:our|its|the)\s)?"
            r"(?:long-?(?:standing|time|serving)|outgoing|retiring|departing|founding))\s$",
            lead,
        )
        is not None
    )
    owned = owned or (_CONJOINED.search(lead) is not None and title.text[0].isupper() and _GOES_ON.match(text, person.after) is not None)
    owned = owned or (title.text[0].isupper() and _SPEAKS.match(text, person.after) is not None)
    owned = owned or (around.NEW_BEFORE.search(lead) or around.LEAVING_BEFORE.search(lead)) is not None or _behind_another(found, title)
    owned = owned or (_AFTER_TERM.match(text) is not None and around.LEAVES_AFTER.match(found.behind(person.after, 90)) is not None)
    listed = any(other.start >= person.end and re.match(r"^,?\s*$", text[person.after : other.start]) for other in found.titles)
    return (owned and not listed) or opens_row(found, person)


def _behind_another(found: Contents, title: Title) -> bool:
    """Whether a title follows a person who has theirs before the name: "a new CFO, A, and Director, B"."""
    before = next((other for other in reversed(found.persons) if other.end <= title.start), None)
    if before is None or not JOINED.fullmatch(found.unit.text, before.after, title.start):
        return False
    return any(
        found.unit.text[other.end : before.start].strip(" ,") in ("", "Mr.", "Ms.", "Dr.") for other in found.titles if other.end <= before.start
    )


_SPEAKS = re.compile(r",?\s(?:said|says|commented|comments|stated|states|added|noted|remarked|explained)\b")
_CONJOINED = re.compile(r"\b(?:that|while|whilst|whereas|when)\s$")
_GOES_ON = re.compile(
    r",\s(?:who|has|have|had|will|is|was|said|commented|remains|continues|joins|joined|resigned|retires|retired|assumes|becomes|takes|steps)\b"
)
# "After seven years as Chief Operating Officer, A will retire".
_AFTER_TERM = re.compile(r"^(?:After|Following|Having|With)\b[^,.;]{2,60}\b(?:as|been)\b")


def _under_heading(found: Contents, title: Title, person: PersonAt, gap: str) -> Claim | None:
    """ "Investor Relations" as a heading over a name; only where the name has no title of its own."""
    if not found.unit.listed or not re.fullmatch(r":?\s*\n+\s*", gap) or title.start != found.unit.text.rfind("\n", 0, title.start) + 1:
        return None
    own = next((other for other in found.titles if other.start >= person.end), None)
    if own is not None and own.start - person.after < 8:
        return None
    return Claim(person, title, HELD, "heading-name", found.unit)
