"""Which title a text gives to which person, at which organisation, and whether it is held, taken up, laid down or past.

In each unit the organisations, titles and persons are found first; what stands between a person and a title then decides, against a
short list of gaps. A title and a person with anything else between them have nothing to do with each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.context import Context
from kg.extract.organisations import Organisation
from kg.extract.people import PersonAt, find_persons
from kg.extract.units import Unit
from kg.text.names import HONORIFIC
from kg.text.sections import CONTACT, HEADER, SIGNATURE
from kg.text.titles import Title, atomic_roles, find_titles

HELD, APPOINTED, COMING, LEAVING, LEFT, PAST = "held", "appointed", "coming", "leaving", "left", "past"


@dataclass(frozen=True)
class Claim:
    """A person and a title that a unit ties together; offsets are those of the unit's text."""

    person: PersonAt
    title: Title
    organisation: Organisation | None
    kind: str
    rule: str
    unit: Unit
    dates_from: int = 0  # the stretch of the unit in which the claim's dates stand
    dates_to: int = 0

    @property
    def start(self) -> int:
        return min(self.person.start, self.title.start)

    @property
    def end(self) -> int:
        return max(self.person.end, self.title.end)


@dataclass(frozen=True)
class _Found:
    """What a unit holds, before anything is tied together."""

    unit: Unit
    titles: list[Title]
    persons: list[PersonAt]
    orgs: list[tuple[int, int, Organisation]]


# ---- gaps. ORG stands for a named organisation, which the gap's text has replaced by "\x00".

_OWNER = r"(?:\x00(?:'s?)?|the [Cc]ompany(?:'s)?|the [Cc]orporation(?:'s)?|the [Gg]roup(?:'s)?|its|our|their|his|her|the|a|an|said|both|also|as|and|currently|now|new|newly[- ]appointed|current|present|at present|is|who is|to)"
_CUT = rf"(?:{_OWNER}\s)*"
_PREFIX = rf"(?:,?\s*{_CUT}(?:\x00(?:'s?)?\s+)?)"
_HAS = r"(?:has |have |had |was |were |is |are |been |being |be |to be |to |will |would |also |then |later |subsequently |now |today |recently |unanimously |duly |likewise |re-?)*"
_TO_POST = rf"(?:(?:to|as|into|to serve as|for|in)\s)?(?:\x00|us|the [Cc]ompany|the [Cc]orporation|the [Bb]oard(?: of [Dd]irectors)?)?\s?(?:(?:today|yesterday|on completion|this week|this month|at that time)\s)?(?:(?:to|as|in|into)\s)?(?:the |an? )?(?:additional |newly created |full-time )?(?:positions?|roles?|offices?|posts?|duties|capacity|responsibility|responsibilities)?\s?(?:of |as )?{_CUT}"
_PERSON_TITLE: tuple[tuple[str, str, str], ...] = (
    ("comma", HELD, rf"^\s*,\s*{_CUT}(?:\x00(?:'s?)?,?\s+)?$"),
    ("dash", HELD, r"^\s*[-\u2013\u2014:|/]+\s*(?:\x00\s*[,|-]?\s*)?$"),
    ("line", HELD, r"^[\"'_ ]*,?\s*\n+[\s_]*(?:\x00,?\s*)?$"),
    ("of", HELD, r"^\s(?:of|at|from)\s\x00\s?,\s*$"),
    ("space", HELD, r"^ +$"),
    ("fellows", HELD, rf"^,?\s(?:all|both|each|none) of whom (?:currently |also |presently )?(?:serves?|are|is|were|act)(?: as)? {_CUT}$"),
    ("bracket", HELD, rf"^\s*[(\[]\s*{_CUT}$"),
    ("copula", HELD, rf"^,?\s(?:(?:who|and|he|she)\s)?(?:is|serves|serving|acts|acting|continues|remains|works|currently serves|also serves|will continue|will remain|will stay|stays|keeps|retains|holds|held|has (?:also )?served|has (?:also )?acted|has (?:also )?been|have been|who is)\s(?:to serve |to act |on |in |on the [Bb]oard )?(?:(?:as|his|her|their|the)\s)?(?:(?:position|role|office|post|title|job)s?\s)?(?:as |of )?{_CUT}$"),
    ("will-be", APPOINTED, rf"^,?\s(?:(?:who|and|he|she)\s)?(?:will|would|is to|are to)\s(?:then |also |now )?(?:be|become|serve as|act as)\s{_CUT}$"),
    ("appointed", APPOINTED, rf"^,?\s(?:who\s)?(?:{_HAS})(?:appointed|named|promoted|elected|hired|engaged|recruited|selected|nominated|installed|elevated|confirmed|chosen|re-?elected)\s(?:by [^.,;]{{3,40}} )?{_TO_POST}$"),
    ("joins", APPOINTED, rf"^,?\s(?:(?:who|and)\s)?(?:{_HAS}|will |would )?(?:joins?|joined|joining|assumes?|assumed|becomes?|became|become|takes? over|took over|take on|takes on|took on|returns?|returned|transitions?|transitioned|transitioning|moves?|moved|steps? into|stepped into|steps? in|stepped in|steps? up|assume|consent(?:s|ed)? to (?:act|serve)|agree[sd]? to (?:act|serve)|rejoins?|accepts?|accepted)\s{_TO_POST}$"),
    ("from", PAST, rf"^,?\s{_HAS}(?:promoted|moved|transitioned)\sfrom\s{_CUT}$"),
    ("left", LEFT, rf"^,?\s(?:who\s)?(?:{_HAS}|will |would |has |intends to |plans to |wishes to |decided to |has decided to |has elected to |announced (?:his|her) (?:resignation|retirement|departure) )*(?:(?:tendered|submitted|given notice of|announced) (?:his|her|their) (?:resignation|retirement|departure)|resign(?:s|ed|ing|ation)?|retir(?:e|es|ed|ing|ement)|step(?:s|ped|ping)? down|depart(?:s|ed|ing)?|leav(?:e|es|ing)|left|ceas(?:e|es|ed|ing)|relinquish(?:es|ed|ing)?|stood down|stand(?:s|ing)? down)\s(?:(?:to be|from|a|an|the|its|our|as|of|to serve|acting|serving|being|in|his|her|both|the|position|positions|role|roles|post|office|and|board|company|corporation|employment|with|also|officer|down)\s|\x00\s)*$"),
    ("past", PAST, rf"^,?\s(?:(?:who|and|he|she|having)\s)?(?:up to now |until (?:now|recently) )?(?:had |has |have )?(?:previously |formerly |most recently |also |earlier |was |were |been |served |serving |worked |acted |held |spent [^.,;]{{3,40}} |both |for (?:over |more than |nearly )?\w+ years )+(?:as |in |positions? |roles? |the |senior |of |such as |including |executive |management |various |to serve |at \x00 |with \x00 )*{_CUT}$"),
    ("past", PAST, r"^,?\s(?:the )?(?:former(?:ly)?|previous(?:ly)?|most recently|until recently|up to now|past|ex-|late|retired|retiring|outgoing)\s(?:the |an? |\x00(?:'s)? )?$"),
)  # fmt: skip
_TITLE_PERSON: tuple[tuple[str, str, str], ...] = (
    ("title-name", HELD, rf"^\s+(?:{HONORIFIC}\s)?$"),
    ("title-of-name", HELD, rf"^\s+(?:of|at|for|with|in)\s(?:\x00|the [Cc]ompany|the [Cc]orporation|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:\s*\([^()]{{1,80}}\))*\s*,\s*(?:{HONORIFIC}\s)?$"),
    ("title-comma-name", HELD, rf"^,\s*(?:{HONORIFIC}\s)?$"),
    ("title-colon-name", HELD, rf"^\s*(?::|\s[-\u2013\u2014]\s)\s*(?:{HONORIFIC}\s)?$"),
    ("title-is-name", HELD, rf"^(?:\s(?:of|for|at)\s[^.;,]{{2,60}})?\s(?:is|was|will be|are|were|comprise|consists? of)\s(?:now\s)?(?:{HONORIFIC}\s)?$"),
    ("title-bracket-name", HELD, r"^\s*\(\s*$"),
)
_CHAIN = re.compile(rf"^(?:\s(?:of|at|for|with|in)\s[^.;]{{2,80}}?|\s*\([^()]{{1,40}}\)|,?\s*\x00|,?\s*(?:P\.? ?Geo|P\.? ?Eng|CPA|CA|MBA|PhD)\.?)?\s*(?:,|and|&|,\s*and|as well as|,\s*as well as|along with|,\s*who is|,? and (?:is|serves as|remains|was|has been|also)|who is|\n)\s*(?:also\s)?{_CUT}$")
_NOUN_BEFORE = re.compile(r"\b(appointment|promotion|hiring|election|re-?election|addition|nomination|naming|resignation|retirement|departure|passing|termination)s?\s(?:to (?:the|its|our) board )?of\s(?:[A-Z]\w+\s)?$", re.IGNORECASE)
_VERB_BEFORE = re.compile(r"\b(?:(appoint(?:ed|s|ing)?|nam(?:ed|es|ing)|promot(?:ed|es|ing)|elect(?:ed|s)|welcom(?:es?|ed|ing)|hir(?:ed|es|ing)|engag(?:ed|es)|retain(?:ed|s)|recruit(?:ed|s)|introduc(?:e|es|ed)|add(?:ed|s)|confirm(?:ed|s)|(?:succeeded|replaced) by)|(thank(?:s|ed)?|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|terminat(?:ed|es)))\s(?:that )?$", re.IGNORECASE)
_AS_GAP = re.compile(rf"^,?\s*(?:has been |was |will be )?(?:to succeed (?:him|her|them|\x00) as|as|to|to be|to the|to its|to our|to serve as|to act as|to become|in the role of|into the role of|to the role of|to the position of|in the position of|as the new|from (?:his|her|the) (?:role|position|post) (?:as|of)|from)?\s?(?:the |its |our |an? )?(?:position|role|office|post)?s?\s?(?:of |as )?{_CUT}$")
_LEAVES_AFTER = re.compile(r"^(?:\s(?:since|for|from)\s[^,.;]{2,60})?[,)]?\s*(?:(?:who|did|do|are|has|have|had|is|was|will|will be|intends to|also|today|decided to|and|informed|notified|advised|tendered|announced|given|submitted)[^.;]{0,90}?\s)?(?:be\s)?(resign(?:s|ed|ing|ation)|retir(?:e|es|ed|ing|ement)\b|step(?:s|ped|ping)? down|depart(?:s|ed|ing|ure)|leav(?:e|es|ing)\b|left\b|stepping aside|ceased|passed away|stood down|not (?:be )?stand(?:ing)? for re-?election|not (?:be )?seek(?:ing)? re-?election)", re.IGNORECASE)
_JOINS_AFTER = re.compile(r"^[,)]?\s*(?:(?:has|have|will|was|is|were|to|who)\s)+(?:be |been |also )*(?:appointed|named|promoted|elected|hired|join(?:ed|s|ing)?|appointed)\b(?! (?:to|as|by)\b)", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:not|never|neither|nor|no longer|denies|denied|rather than|instead of|other than|no)\b", re.IGNORECASE)


def find_claims(context: Context, unit: Unit, antecedent: str | None = None) -> Iterator[Claim]:
    """The claims of a unit, in the order of their titles; `antecedent` is whom "he" or "she" at the head of the unit means."""
    titles = sorted(find_titles(unit.text) + list(_board_seats(unit.text)), key=lambda title: title.start)
    if not titles:
        return
    found = _look(context, unit, titles, antecedent)
    done: list[Claim] = []
    for title in titles:
        claim = _person_before(found, title) or _person_after(found, title) or _chained(found, title, done) or _qualified(found, title) or _elliptical(found, title, done)
        if claim is not None and _is_board(title) and claim.kind not in (APPOINTED, COMING, LEAVING, LEFT):
            continue
        if claim is not None and not _denied(found, claim) and not _OF_COMMITTEE.match(_gap(found, title.end, min(len(unit.text), title.end + 80))):
            claim = replace(claim, organisation=_organisation(context, found, claim))
            if claim.rule in ("further-appointed", "further-joins") and done[-1].kind == APPOINTED and claim.kind == APPOINTED and re.search(r"\bpromoted|became\b", unit.text[done[-1].title.end : title.start]):
                done[-1] = replace(done[-1], kind=PAST)
            done.append(_with_stretch(found, claim))
    for claim in done:
        yield from _with_fellows(context, found, claim, done)


_OF_COMMITTEE = re.compile(r"^\s(?:of|to)\s(?:the |its |\x00(?:'s)?\s)(?:[A-Za-z,&]+\s){1,5}[Cc]ommittee")


def _with_stretch(found: _Found, claim: Claim) -> Claim:
    """The claim with the stretch of text that its dates stand in: from its person, or the title before its own, to the next title."""
    earlier = [title.end for title in found.titles if title.end <= claim.title.start]
    later = [title.start for title in found.titles if title.start >= claim.title.end and not _is_board(title)]
    return replace(claim, dates_from=max([claim.start, *earlier]), dates_to=min([len(found.unit.text), *later]))


def _is_short_form(text: str, title: Title) -> bool:
    """A title in brackets and quotes is the short form of the one before it: Chief Executive Officer ("CEO")."""
    return re.search(r"\(\s?(?:the )?[\"']$", text[: title.start][-8:]) is not None and text[title.end : title.end + 1] in ('"', "'")


_BOARD_SEAT = re.compile(r"\b(?:to|join(?:s|ed|ing)?|from|off|on) (?:\S+ ){0,2}?(?P<seat>[Bb]oard(?: of [Dd]irectors)?)(?! (?:meeting|approval|of [a-z]))")
_PRONOUN = re.compile(r"^(?:He|She)\b")


def _board_seats(text: str) -> Iterator[Title]:
    """ "appointed to the Board", "retires from the Board": a directorship without the word."""
    for seat in _BOARD_SEAT.finditer(text):
        yield Title(seat.start("seat"), seat.end("seat"), seat["seat"])


def _is_board(title: Title) -> bool:
    return re.fullmatch(r"[Bb]oard(?: of [Dd]irectors)?", title.text) is not None


def _look(context: Context, unit: Unit, titles: list[Title], antecedent: str | None) -> _Found:
    orgs: list[tuple[int, int, Organisation]] = []
    for index, (at, origin) in enumerate(unit.origins):
        end = unit.origins[index + 1][0] if index + 1 < len(unit.origins) else len(unit.text)
        for naming, org in context.namings(origin, origin + end - at):
            orgs.append((at + naming.start - origin, at + naming.end - origin, org))
    kept = [title for title in titles if not any(start <= title.start < end for start, end, _ in orgs) and not _is_short_form(unit.text, title)]
    titles[:] = kept
    taken = [(title.start, title.end) for title in kept] + [(start, end) for start, end, _ in orgs]
    capitals = unit.listed and unit.part.section in (CONTACT, SIGNATURE, HEADER)
    persons = find_persons(unit.text, taken, capitals)
    pronoun = _PRONOUN.match(unit.text)
    if pronoun and antecedent and not unit.listed:
        persons.insert(0, PersonAt(antecedent, 0, pronoun.end(), pronoun.end(), False))
    return _Found(unit, kept, persons, orgs)


def _gap(found: _Found, start: int, end: int) -> str:
    """The text between two offsets with each organisation as one character."""
    text, at = "", start
    for low, high, _ in found.orgs:
        if start <= low and high <= end and low >= at:
            text += found.unit.text[at:low] + "\x00"
            at = high
    return _without_asides(text + found.unit.text[at:end])


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATED = re.compile(rf",?\s(?:effective|on|in|since|as of|from|until)\s(?:(?:early|late|mid)[- ])?(?:(?:\d{{1,2}}\s)?{_MONTH}(?:\s\d{{1,2}}(?!\d))?(?:,?\s\d{{4}})?|\d{{4}}),?(?=\s)")
_ASIDE = re.compile(r",\s(?:who|whose|aged?|in addition|however|also|together|subject to)\b[^,;.]{0,80},(?=\s(?:will|has|have|was|is|are|had|to|joins?|joined|as|takes?|assumes?)\b)|,\sin addition,")
_CLOSED = re.compile(r"\s?\((?:[^()\n]|\([^()\n]{1,30}\)){1,90}\)")
_ACRONYM = re.compile(r"\s?\(\s?(?:the\s)?[\"'][^()]{1,30}[\"']\s?\)")


def _without_asides(gap: str) -> str:
    """A gap without the days, asides and short forms that may stand in it: "Smith, who is no relation, will join on May 1, 2014 as"."""
    if len(gap) < 8:
        return gap
    return _ASIDE.sub("", _DATED.sub("", _CLOSED.sub("", _ACRONYM.sub("", gap))))


def _person_before(found: _Found, title: Title) -> Claim | None:
    """The person named before a title, when what stands between ties them."""
    before = [person for person in found.persons if person.end <= title.start]
    for person in reversed(before[-2:]):
        start = max(person.after if person.after <= title.start else person.end, person.end)
        gap = _gap(found, start, title.start)
        if start > person.end and re.fullmatch(r",?\s(?:and|&)\s", gap):
            return Claim(person, title, None, _by_what_follows(found, title, HELD), "name-letters-title", found.unit)
        if any(start <= other.start < title.start for other in found.titles if other is not title) and "\n" in gap:
            return None
        lead = found.unit.text[max(0, person.start - 60) : person.start]
        lead = re.sub(rf"{HONORIFIC}\s$", "", lead)
        noun, verb = _NOUN_BEFORE.search(lead), _VERB_BEFORE.search(lead)
        if (noun or verb) and _AS_GAP.match(gap):
            leaving = bool(noun and noun.group(1).lower() in ("resignation", "retirement", "departure", "passing", "termination") or verb and verb.group(2))
            return Claim(person, title, None, LEFT if leaving else APPOINTED, "verb-name-title", found.unit)
        if re.match(rf"^\sas\s{_CUT}$", gap):
            if re.search(r"\bwith\s$", lead):
                return Claim(person, title, None, HELD, "with-name-title", found.unit)
            successor = next((other for other in reversed(found.persons) if other.end < person.start), None)
            if successor and re.search(r"\b(?:succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)|tak(?:e|es|ing) over from|took over from)\s$", lead):
                return Claim(successor, title, None, _in_time(APPOINTED, lead[-40:]), "succeeds", found.unit)
        if "\n" in gap and not found.unit.listed:
            continue
        for rule, kind, pattern in _PERSON_TITLE:
            if rule in ("line", "space") and not found.unit.listed:
                continue
            if rule == "space" and (found.unit.part.section != CONTACT or not re.search(r"(?:^|\n)$", found.unit.text[: person.start])):
                continue
            if re.match(pattern, gap):
                if rule == "bracket" and _COMMITTEE.search(found.unit.text[: person.start]):
                    return None
                kind = _in_time(kind, gap) if kind in (LEFT, APPOINTED) else _by_what_follows(found, title, kind)
                return Claim(person, title, None, kind, f"name-{rule}-title", found.unit)
    return None


_COMMITTEE = re.compile(r"\b(?:[Cc]ommittee|[Aa]udit|[Rr]emuneration|[Nn]omination|[Rr]isk|[Ss]afety|[Ee]thics)\b[^.]{0,40}:")


def _by_what_follows(found: _Found, title: Title, kind: str) -> str:
    """A held title whose holder goes on to leave it in the same sentence is one that is laid down."""
    after = _gap(found, title.end, min(len(found.unit.text), title.end + 160))
    after = re.sub(r"^\s(?:of|at|for)\s(?:\x00|[^,.;]{2,80}(?=,))", "", after)
    leaves = _LEAVES_AFTER.match(after) if kind == HELD and not found.unit.listed else None
    return _in_time(LEFT, leaves.group()) if leaves else kind


_YET_TO = re.compile(r"\b(?:will|would|intends?|plans?|wish(?:es)?|(?:is|are|has decided|has elected) to|is (?:retiring|leaving|stepping)|are (?:retiring|leaving|stepping)|upcoming|planned|intention|tendered|submitted|given notice|to (?:retire|resign|step down|leave|be|join|become))\b", re.IGNORECASE)


def _in_time(kind: str, words: str) -> str:
    """Whether words of taking up or laying down a post speak of what is done or of what is to come."""
    if not _YET_TO.search(words):
        return kind
    return {LEFT: LEAVING, APPOINTED: COMING}.get(kind, kind)


def _person_after(found: _Found, title: Title) -> Claim | None:
    person = next((person for person in found.persons if person.start >= title.end), None)
    if person is None or any(title.end <= other.start < person.start for other in found.titles):
        return None
    gap = _gap(found, title.end, person.start)
    if "\n" in gap:
        return _heading_person(found, title, person, gap)
    for rule, kind, pattern in _TITLE_PERSON:
        if not re.match(pattern, gap):
            continue
        if rule == "title-comma-name" and not _may_precede(found, title, person):
            continue
        lead = found.unit.text[max(0, title.start - 70) : title.start]
        if re.search(r"\b(?:appointment|hiring|nam(?:es|ed)|appoint(?:s|ed)|welcomes?|promot(?:es|ed)) (?:of |as )?(?:its |the |our |a |an )?(?:new )?$", lead, re.IGNORECASE):
            kind = APPOINTED
        after = found.unit.text[person.after : person.after + 120]
        if kind == HELD and (leaves := _LEAVES_AFTER.match(after)):
            kind = _in_time(LEFT, leaves.group())
        return Claim(person, title, None, kind, rule, found.unit)
    return None


def _may_precede(found: _Found, title: Title, person: PersonAt) -> bool:
    """ "our President and CEO, John Smith, said": an owner before the title, and no list of names behind it."""
    lead = _gap(found, max(0, title.start - 40), title.start)
    owned = re.search(r"(?:\x00(?:'s?)?|\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Nn]ew|[Cc]ompany's|[Cc]orporation's))\s$", lead) is not None or title.start == 0
    return owned and not any(other.start >= person.end and re.match(r"^,?\s*$", found.unit.text[person.after : other.start]) for other in found.titles)


def _heading_person(found: _Found, title: Title, person: PersonAt, gap: str) -> Claim | None:
    """ "Investor Relations" or "Chief Financial Officer" as a heading over a name; only where no name stands over the title."""
    if not found.unit.listed or not re.fullmatch(r":?\s*\n+\s*", gap):
        return None
    line_start = found.unit.text.rfind("\n", 0, title.start) + 1
    own_title = next((other for other in found.titles if other.start >= person.end and "\n" not in found.unit.text[person.after : other.start].strip(" ,\n-\u2013")), None)
    if title.start != line_start or own_title is not None and own_title.start - person.after < 8:
        return None
    return Claim(person, title, None, HELD, "heading-name", found.unit)


def _chained(found: _Found, title: Title, done: list[Claim]) -> Claim | None:
    """A further title of the person who holds the one before it: "X, CFO of Y and a director of Z", "X, CFO of Y, will become CEO"."""
    if not done:
        return None
    last = done[-1]
    if last.title.end > title.start or any(last.title.end <= person.start < title.start for person in found.persons):
        return None
    gap = _gap(found, last.title.end, title.start)
    if len(gap) > 140 or "\n\n" in gap:
        return None
    if _CHAIN.match(gap):
        past = re.search(r"\b(?:was|previously|formerly|former)\b", gap) is not None
        return Claim(last.person, title, None, HELD if _is_expert(title) else PAST if past else last.kind, "further-title", found.unit)
    if last.rule.endswith("from-title") and re.fullmatch(rf"\sto\s{_CUT}", gap):
        return Claim(last.person, title, None, APPOINTED, "further-promoted", found.unit)
    rest = re.sub(r"^,?\s(?:of|at|for|with|in)\s(?:(?:the )?(?:\x00|[Cc]ompany|[Cc]orporation)|[^,;.]{2,60}(?=,))", "", gap)
    rest = re.sub(r"^,?\sand\s(?=(?:was|has|is|will|then|later|subsequently|takes?|became|becomes|also)\b)", " ", rest)
    for rule, kind, pattern in _PERSON_TITLE:
        if rule not in ("comma", "dash", "line", "bracket", "of") and re.match(pattern, rest):
            return Claim(last.person, title, None, _in_time(kind, rest), f"further-{rule}", found.unit)
    lead = re.sub(rf"{HONORIFIC}\s$", "", found.unit.text[max(0, last.person.start - 60) : last.person.start])
    if last.kind == PAST and re.fullmatch(rf",\s(?:as|to|to be|to become)\s{_CUT}", rest) and (_VERB_BEFORE.search(lead) or _NOUN_BEFORE.search(lead)):
        return Claim(last.person, title, None, APPOINTED, "further-appointed", found.unit)
    return None


def _elliptical(found: _Found, title: Title, done: list[Claim]) -> Claim | None:
    """ "A has been named CFO and B Senior Vice President": the verb of the first serves the second."""
    before = [person for person in found.persons if person.end <= title.start]
    if not before or not done or done[-1].kind not in (APPOINTED, COMING) or done[-1].person == before[-1]:
        return None
    person = before[-1]
    joined = re.search(r"(?:,|\band)\s(?:Mr\. |Ms\. |Dr\. )?$", found.unit.text[: person.start])
    return Claim(person, title, None, done[-1].kind, "elliptical", found.unit) if joined and re.fullmatch(rf"\s(?:as )?{_CUT}", _gap(found, person.after, title.start)) else None


def _is_expert(title: Title) -> bool:
    return any(role.key == "qualified-person" for role in atomic_roles(title.text))


_EXPERT_GAP = re.compile(r"\b(?:is|are|as|who is|being|qualif(?:y|ies|ied) as|the|a|an|acts as|acting as|serves as|capacity as|designated|and|independent|company's)\s*(?:(?:an?|the|its|our|independent|non-independent|designated|\x00's?|company's|corporation's|\")\s*)*$", re.IGNORECASE)


def _qualified(found: _Found, title: Title) -> Claim | None:
    """A Qualified or Competent Person is often named far from the words: in a sentence with one person they are the same."""
    if not _is_expert(title):
        return None
    before = [person for person in found.persons if person.end <= title.start]
    after = [person for person in found.persons if person.start >= title.end]
    if before and len({person.name for person in before}) <= 4 and _EXPERT_GAP.search(_gap(found, before[-1].end, title.start)):
        if not re.search(r"[;]|\bsaid\b|\bcommented\b|\bunder the supervision of the\b", found.unit.text[before[-1].end : title.start]):
            return Claim(before[-1], title, None, HELD, "expert-after-name", found.unit)
    if not before and after and re.match(r"^[^.;]{0,110}?(?:\bis\b|\bwas\b|\bare\b|:|,|\bbeing\b|\bby\b|\bunder\b)[^.;]{0,20}$", found.unit.text[title.end : after[0].start]):
        return Claim(after[0], title, None, HELD, "expert-before-name", found.unit)
    return None


_PLURAL = re.compile(r"\b(?:persons|directors|board|board of directors|vice[- ]presidents|co-\w+s|officers|ceos|presidents|chairmen)\b", re.IGNORECASE)
_FELLOW = re.compile(r"[*#^\u2020]*\s*(?:\([^()]{1,60}\))?[*#^\u2020]*\s*(?:,|and|&|,\s*and)\s*(?:Mr\.|Ms\.|Mrs\.|Dr\.)?\s*")


def _with_fellows(context: Context, found: _Found, claim: Claim, done: list[Claim]) -> Iterator[Claim]:
    """The claim, and the same for those who share a title in the plural: "A and B are Qualified Persons", "A and B, directors"."""
    yield claim
    both = re.search(r"\b(?:both|each|all)\b", found.unit.text[claim.person.end : claim.title.start] if claim.person.end < claim.title.start else "")
    if not _PLURAL.search(claim.title.text) and not (both and _is_expert(claim.title)):
        return
    if _is_expert(claim.title):
        fellows = [person for person in found.persons if person != claim.person and (person.end <= claim.title.start) == (claim.person.end <= claim.title.start)]
        for person in fellows[:5]:
            own = next((other.organisation for other in done if other.person == person), None) or _employer_behind(found, person)
            yield replace(claim, person=person, organisation=own or (claim.organisation if claim.organisation is not context.issuer else None) or context.issuer)
        return
    forward = claim.person.end > claim.title.start
    at = claim.person.after if forward else claim.person.start
    others = [person for person in found.persons if (person.start >= claim.person.end if forward else person.end <= claim.person.start)]
    for person in others if forward else reversed(others):
        between = found.unit.text[at : person.start] if forward else re.sub(rf"{HONORIFIC}\s*$", "", found.unit.text[person.after : at])
        if not _FELLOW.fullmatch(between):
            break
        yield replace(claim, person=person)
        at = person.after if forward else person.start


def _employer_behind(found: _Found, person: PersonAt) -> Organisation | None:
    """The organisation named right behind a person: "A, P.Eng., and B, both of Talus Engineering Ltd."."""
    stop = next((other.start for other in found.persons if other.start > person.start), len(found.unit.text))
    beside = re.match(r"^,?\s(?:both |each |all )?(?:[A-Z][A-Za-z]+\s){0,4}(?:of|from|with|at)\s(?:the )?\x00", _gap(found, person.after, min(len(found.unit.text), person.after + 100)))
    if beside:
        return next((org for low, _, org in found.orgs if low >= person.after), None)
    after = next((other for other in found.persons if other.start == stop), None)
    if after is not None and _FELLOW.fullmatch(re.sub(rf"{HONORIFIC}\s*$", "", found.unit.text[person.after : stop])):
        text = found.unit.text[after.after : after.after + 20]
        return _employer_behind(found, after) if re.match(r",?\s(?:both|each|all)\b", text) else None
    return None


def _denied(found: _Found, claim: Claim) -> bool:
    """ "is not a director of", "has no role": a claim that the sentence takes back."""
    low, high = (claim.person.end, claim.title.start) if claim.person.end <= claim.title.start else (claim.title.end, claim.person.start)
    return _DENIAL.search(_gap(found, low, high)) is not None


# ---- whose title it is

_OF_ORG = re.compile(r"^(?:,? ?(?:of|at|for|with|to|from)\s(?:the )?|[ ]*,[ ]*|[ ]*\(|[ ]*[-\u2013\u2014|][ ]*|[ ]+|,?[ ]*\n[ ]*)\x00")
_OF_ISSUER = re.compile(r"^,?\s?(?:of|for|with|to|at)\s(?:the [Cc]ompany|the [Cc]orporation|the [Ii]ssuer|the [Gg]roup)\b")


def _organisation(context: Context, found: _Found, claim: Claim) -> Organisation | None:
    """The organisation whose title a claim is about: named behind the title, before it, above it, or the issuer."""
    title = claim.title
    after = _gap(found, title.end, min(len(found.unit.text), title.end + 140))
    if _OF_ISSUER.match(after):
        return context.issuer
    behind = [org for low, _, org in found.orgs if low >= title.end]
    if behind and _OF_ORG.match(after) and ("\n" not in after[: after.find("\x00")] or found.unit.listed):
        if not re.match(r"^(?:\s*,\s*|\s+)\x00(?:'s|\s+(?:said|has|is|announced|will|reported|are|today))", after):
            return behind[0]
    before = _gap(found, max(0, title.start - 120), title.start)
    ahead = [org for _, high, org in found.orgs if high <= title.start]
    if ahead and re.search(r"\x00(?:'s?)?,?\s+(?:new |newly appointed |current |former |outgoing |incoming |interim )?$|\x00\s*[,|\u2013-]\s*$", before):
        return ahead[-1]
    if claim.person.start > title.end and (joint := re.search(r"\x00", _gap(found, title.end, claim.person.start))) and behind:
        return behind[0] if joint else None
    if _is_expert(title) and (employed := _employer_behind(found, claim.person) or _employer_told(context, claim)):
        return employed
    employer = re.search(r"^[^.\n]{0,160}?\b(?:employee|employed|consultant|principal|partner|director|associate) (?:of|by|with|at|to) (?:the )?\x00", after)
    if _is_expert(title) and employer and behind:
        return behind[0]
    chained = _chain_organisation(found, claim) if not claim.rule.startswith("further-") or claim.rule == "further-title" else None
    if chained is not None:
        return chained
    if found.unit.listed and found.unit.part.section in (CONTACT, SIGNATURE, HEADER):
        return _heading_organisation(context, found, claim)
    return None if _is_expert(title) and re.search(r"\bindependent\b", found.unit.text[max(0, title.start - 40) : title.end + 60]) else context.issuer


_EMPLOYED = re.compile(r"^[^.;]{0,80}?\b(?:is|are|was|were|being|,)\s[^.;]{0,70}?\b(?:employee|employees|employed|principal|partner|associate|director|geologist|consultant|engineer)\b[^.;]{0,40}?\b(?:of|by|with|at)\s(?:the )?\x00")


def _employer_told(context: Context, claim: Claim) -> Organisation | None:
    """The employer that the paragraph names for an expert: "Mr Hronsky is employed by Essential Risk Solutions Ltd"."""
    part, surname = claim.unit.part, claim.person.name.split()[-1]
    for found in re.finditer(rf"\b(?:{re.escape(surname)}\b|(?<=\. )(?:He|She)\b)", part.text):
        start = part.start + found.end()
        orgs = context.namings(start, min(start + 200, part.start + len(part.text)))
        if orgs:
            naming, org = orgs[0]
            if _EMPLOYED.match(context.reading.text[start : naming.start] + "\x00") and not re.search(rf"\b(?:Mr|Ms|Mrs|Dr)\b", context.reading.text[start : naming.start]):
                return org
    return None


def _heading_organisation(context: Context, found: _Found, claim: Claim) -> Organisation:
    """The organisation over a name in a contact block, if it stands alone on its line there or in the table just above."""
    above = [(low, org) for low, high, org in found.orgs if high <= claim.start]
    if above:
        return above[-1][1]
    named = context.naming_before(found.unit.origin(claim.start))
    if named is None:
        return context.issuer
    naming, org = named
    part = found.unit.part
    near = found.unit.origin(0) - naming.end < 200 and any(other.section == part.section and other.start <= naming.start < other.start + len(other.text) for other in context.parts)
    return org if near else context.issuer


def _chain_organisation(found: _Found, claim: Claim) -> Organisation | None:
    """ "President of X and a Qualified Person", "CEO and Director of Y": one organisation for titles in a row."""
    before = _gap(found, claim.person.end, claim.title.start) if claim.person.end < claim.title.start else ""
    inside = [org for low, high, org in found.orgs if claim.person.end <= low and high <= claim.title.start]
    if inside and re.search(r"\b(?:of|at|for|with) (?:the )?\x00", before):
        return inside[-1]
    if inside and re.search(r",\s*\x00\s*,", before):
        return inside[-1]
    return None
