"""Titles without a name beside them: further titles of one person, a verb that serves two, experts named far from the words."""

from __future__ import annotations

import re

from kg.extract.role import around_claims as around
from kg.extract.role import title_grammar as grammar
from kg.extract.role.claim import Claim
from kg.extract.role.claim_limits import UNTIL_BEFORE
from kg.extract.role.elsewhere import opening_organisation
from kg.extract.role.expert_words import EXPERT, EXPERT_IS
from kg.extract.role.gap_asides import last_predicate
from kg.extract.role.post_words import ORG, OWNERS, POST
from kg.extract.role.title_careers import AFTER_NAME
from kg.extract.role.title_grammar import AGAIN, APPOINTED, COMING, ELECTED, HELD, LEAVING, LEFT, PAST, in_time
from kg.extract.role.unit_contents import Contents, is_expert
from kg.text.names import ENDS_HONOURED
from kg.text.titles import Title

AS_NEXT = re.compile(r",\s(?:as|to|to be|to become)\s")


_NEXT_POST = re.compile(rf",\s(?:as|to|to be|to become)\s(?:(?:the\s)?{POST}\s(?:of|as)\s)?{OWNERS}")


def further(found: Contents, title: Title, claims: list[Claim]) -> Claim | None:
    """A further title of the person who holds the one before it: "X, CFO of Y and a director of Z", "X, CFO of Y, will become CEO"."""
    last = claims[-1] if claims else None
    if last is None or last.title.end > title.start or any(last.title.end <= person.start < title.start for person in found.persons):
        return None
    gap = found.gap(last.title.end, title.start)
    if len(gap) > 140 or "\n\n" in gap:
        return None
    if last.kind in (HELD, LEFT) and AS_NEXT.match(gap) and _is_taken(found, last) and _NEXT_POST.fullmatch(gap):
        return Claim(last.person, title, APPOINTED, "further-appointed", found.unit)
    if last.rule == "name-from-title" and re.fullmatch(rf"(?:,\s[A-Z][\w ]{{2,30}})?\sto\s{OWNERS}", gap):
        return Claim(last.person, title, PAST if opening_organisation(found) else APPOINTED, "further-promoted", found.unit)
    if last.kind == PAST and (next_post := _BEFORE_POST.search(gap)):  # "was CFO of X before joining us as COO"
        return Claim(last.person, title, PAST if next_post["had"] else APPOINTED, "further-joins", found.unit)
    taken = _further_by_verb(found, title, last, gap) if last.kind == PAST and _TAKES.search(gap) else None
    if taken is not None:
        return taken  # "formerly CFO of X, has joined as": no further post of those days
    if around.FURTHER.match(gap):
        past = re.search(r"\b(?:was|previously|formerly|former)\b", gap) or UNTIL_BEFORE.search(found.unit.text, last.title.end, title.start)
        present = is_expert(title) or (last.kind in (PAST, LEFT) and _STILL.search(gap))
        return Claim(last.person, title, HELD if present else PAST if past else last.kind, "further-title", found.unit)
    if last.kind == PAST and around.THEN.match(gap):
        return Claim(last.person, title, PAST, "further-title", found.unit)
    return _further_by_verb(found, title, last, gap)


_BEFORE_POST = re.compile(
    rf"\b(?:before|prior to)\s(?P<had>(?:he|she)\s(?:was|became|joined)\s)?(?:joining|becoming|moving|taking|being|assuming|coming)\b[^,;.]{{0,50}}\s"
    rf"(?:as|of|to|named|appointed)?\s?{OWNERS}$"
)
_INFINITIVE = re.compile(r",?\s(?:and\s)?(?:also\s)?(?:join|become|assume|take|serve|act|step|move|resign|retire|leave|relinquish)\b")
_TAKES = re.compile(r",\s(?:has|have|will|joins?|joined|becomes?|became|takes|took|assumes|assumed|is|was)\b[^,;]*\s(?:as|to|of|be|become)\s")
_STILL = re.compile(r"\b(?:is|serves|remains|has been|currently|presently|now)\b")


def _further_by_verb(found: Contents, title: Title, last: Claim, gap: str) -> Claim | None:
    gap = re.sub(r"^\son\s(?:the|its|our)\s[Bb]oard(?:\sof\s[Dd]irectors)?(?=\s)", "", gap)
    rest = re.sub(rf"^,?\s(?:of|at|for|with|in)\s(?:(?:the )?(?:{ORG}|[Cc]ompany|[Cc]orporation)|[^,;.]{{2,60}}(?=,))", "", gap)
    rest = re.sub(r"^\s?[-\u2013]\s?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?=,)", "", rest)  # "Country Manager - Peru, has been"
    rest = re.sub(r"^,?\sand\s(?=(?:was|has|is|will|then|later|subsequently|takes?|became|becomes|also)\b)", " ", rest)
    told = (rest, last_predicate(rest) or rest)
    tied = next(((rule, told_last) for told_last in told for rule in AFTER_NAME if rule.name not in grammar.LAYOUTS and rule.fits(told_last)), None)
    if tied:
        rule, words = tied
        will = " will" if last.kind in (COMING, LEAVING) and _INFINITIVE.match(words) else ""
        return Claim(last.person, title, in_time(rule.kind, will + words), f"further-{rule.name}", found.unit)
    if last.kind == PAST and re.fullmatch(rf",\s(?:as|to|to be|to become)\s{OWNERS}", rest) and _is_taken(found, last):
        return Claim(last.person, title, APPOINTED, "further-appointed", found.unit)
    return None


def _is_taken(found: Contents, last: Claim) -> bool:
    """Whether the words before a person say that somebody appointed them."""
    lead = ENDS_HONOURED.sub("", found.unit.text[max(0, last.person.start - 60) : last.person.start])
    verb, noun = around.VERB_BEFORE.search(lead), around.NOUN_BEFORE.search(lead)
    return bool((verb and not verb["leaves"]) or (noun and noun.group(1).lower() not in around.LEAVING_NOUNS))


def elliptical(found: Contents, title: Title, claims: list[Claim]) -> Claim | None:
    """ "A has been named CFO and B Senior Vice President": the verb of the first serves the second."""
    person = next((person for person in reversed(found.persons) if person.end <= title.start), None)
    if person is None or not claims or claims[-1].person == person:
        return None
    if claims[-1].kind not in (APPOINTED, COMING, AGAIN, ELECTED) and claims[-1].rule != "name-copula-title":
        return None
    joined = re.search(r"(?:,|\band)\s(?:of\s)?(?:Mr\.? |Ms\.? |Dr\.? )?$", found.unit.text[: person.start])
    if joined and re.fullmatch(rf"\s(?:as |(?:that|those|the {POST}) of )?{OWNERS}", found.gap(person.after, title.start)):
        return Claim(person, title, claims[-1].kind, "elliptical", found.unit)
    return None


_APART = re.compile(r";(?!\s(?:and\s)?(?:both|each|all)\b)|\bsaid\b|\bcommented\b|\bunder the supervision of the\b")


def expert(found: Contents, title: Title) -> Claim | None:
    """A Qualified or Competent Person is often named far from the words: before them if anybody is, else right behind."""
    if not is_expert(title):
        return None
    before = [person for person in found.persons if person.end <= title.start]
    if before:
        between = found.unit.text[before[-1].end : title.start]
        if len({person.name for person in before}) > 4 or _APART.search(between):
            return None
        return Claim(before[-1], title, HELD, "expert-after-name", found.unit) if EXPERT.search(found.gap(before[-1].end, title.start)) else None
    after = next((person for person in found.persons if person.start >= title.end), None)
    if after is not None and EXPERT_IS.match(ENDS_HONOURED.sub("", found.unit.text[title.end : after.start])):
        return Claim(after, title, HELD, "expert-before-name", found.unit)
    return None
