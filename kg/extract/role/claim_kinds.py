"""What the words between a person and a title, and those around them, say of the post: held, taken up, laid down, past."""

from __future__ import annotations

import re

from kg.extract.role.around_claims import LEAVES_AFTER, NEW_BEFORE
from kg.extract.role.claim_limits import AGAIN_WORDS, CALLED_OFF, EMPLOYMENT, ENDED, GONE, SUBJECT_TO, UNTIL_BEFORE
from kg.extract.role.people import PersonAt
from kg.extract.role.post_words import ORG, POST
from kg.extract.role.title_before_name import LEAVING_OPENS, NEWEST, TAKING_OPENS
from kg.extract.role.title_grammar import (
    AGAIN,
    APPOINTED,
    COMING,
    ELECTED,
    HELD,
    LAYOUTS,
    LEAVING,
    LEFT,
    PAST,
    WITHDRAWN,
    YET_TO,
    Rule,
    in_time,
)
from kg.extract.role.unit_contents import Contents
from kg.text.titles import Title, atomic_roles


def kind_of_gap(found: Contents, person: PersonAt, title: Title, rule: Rule, gap: str) -> str:
    """What a gap that fits a rule says of the post, with what goes before and follows in the sentence; "" where it says nothing."""
    if rule.kind == HELD and UNTIL_BEFORE.search(found.unit.text, person.end, title.start):
        return PAST
    if rule.kind == HELD:
        kind = by_what_follows(found, title)
        return if_gone(found, person, title, kind) if rule.name in LAYOUTS and kind == HELD else kind
    if rule.name == "from" and YET_TO.search(gap):
        return LEAVING
    if rule.kind == PAST and _WHO_WAS.match(gap) and _LEFT_ON.match(found.unit.text, title.end):
        return LEFT
    if rule.kind == PAST and _UP_TO_NOW.search(gap + found.unit.text[title.end : title.end + 40]):  # "who had been CEO since 2004, resigned"
        left = by_what_follows(found, title)
        return left if left != HELD else PAST
    if rule.kind == APPOINTED and (void := _if_void(found, title, rule, gap)) is not None:
        return void
    if rule.name == "possessive-taken" and SUBJECT_TO.match(found.behind(title.end, 120)):
        return COMING
    if rule.name == "left" and _RETURNED.match(found.behind(title.end, 140)):
        return ELECTED
    if rule.name == "possessive-term":  # only where the words behind tell that it ends
        ended = ENDED.match(found.behind(title.end, 60))
        return LEFT if ended and ended.group().endswith(("ed", "end")) else ""
    kind = in_time(rule.kind, gap)
    if kind == APPOINTED and _left_again(found, title):
        return LEFT
    return anew(found, title, gap) if kind == APPOINTED else kind


_UP_TO_NOW = re.compile(r"\bhad\b|^,\swho\s[^,;.]{3,60}\s(?:since|from)\s(?:[A-Z][a-z]+\s(?:\d\d?,\s)?)?\d{4},")
# "A, who was the COO, retired on March 31": the day is that of the post.
_WHO_WAS = re.compile(r"^,\swho\s(?:was|had been|has been|served as)\s")
_LEFT_ON = re.compile(
    r"(?:\s(?:of|at)\s[^,.;]{2,50})?,\s(?:has\s)?(?:retired|resigned|left|departed|stepped down)"
    r"(?:\s(?:from\s)?(?:the\s)?(?:[Cc]ompany|[Cc]orporation|[Gg]roup))?"
    r"(?:\s(?:on|in|at|effective|with effect from|as of)\s|\s(?:today|yesterday)\b)"
)
_NOT_JOINING = re.compile(
    rf"^(?:\s(?:of|at)\s(?:{ORG}|the [Cc]ompany|the [Cc]orporation))?(?:\s(?:was|has been|had been|we)\s(?:[a-z]+ly\s)?announced[^,;.]{{0,60}})?,?"
    r"\s(?:(?:has|have)\s(?:(?:informed|advised|notified|told)\s[^,;.]{2,40}\sthat\s(?:he|she|they)\s)?)?"
    r"(?:(?:will|would)\s(?:now\s)?(?:no longer|not)\s(?:now\s|be\s)*|(?:decided|elected|chosen|opted)\snot\sto\s|withdrawn\s|declined\s)"
    rf"(?:join(?:ing)?(?:\s(?:{ORG}|us\b|as\b|the\s(?:[Cc]ompany|[Cc]orporation|[Gg]roup)\b)|[.,;]|$)|proceed\b|"
    r"(?:(?:tak(?:e|ing)\s(?:up|on)|assum(?:e|ing)|accept(?:ing)?|commenc(?:e|ing)|to\s(?:take\sup|accept|join)|(?:his|her)\sacceptance\sof|from)\s)?"
    rf"(?:the|this|that|his|her)\s(?:new\s)?(?:{POST}|appointment|employment|offer)\b|tak(?:e|ing)\soffice\b)"
)
_MADE_KNOWN = re.compile(r"^\s(?:was|has been|had been)\s(?:[a-z]+ly\s)?(?:announced|reported|disclosed)\b")


def _if_void(found: Contents, title: Title, rule: Rule, gap: str) -> str | None:
    """WITHDRAWN where the words behind a post to be taken up say that its holder will not come, or that the appointment is off; "" where they
    only call to mind that it was announced."""
    after = found.behind(title.end, 200)
    if found.unit.listed:
        return None
    if _NOT_JOINING.match(after) or (rule.name == "possessive-taken" and CALLED_OFF.match(after)):
        return WITHDRAWN
    return "" if gap.startswith(",") and rule.name == "possessive-taken" and _MADE_KNOWN.match(after) else None


_AT_MEETING = re.compile(r"\b(?:[Aa]nnual|[Gg]eneral|[Ss]pecial|[Ss]hareholders?'?|AGM|EGM)\b[^.;]{0,120}\b(?:[Mm]eeting|held)\b|\bAGM\b")


def anew(found: Contents, title: Title, gap: str) -> str:
    """What an appointment says where the post may have been held before: "re-appointed", and any election at a shareholders' meeting, which
    elects those who sit as well as those who are new."""
    again = AGAIN_WORDS.search(gap)
    seat = all(role.key == "director" for role in atomic_roles(title.text))
    if seat and re.search(r"elected\b", gap) and (again or _AT_MEETING.search(found.unit.text)):
        return ELECTED
    return AGAIN if again else APPOINTED


def if_gone(found: Contents, first: PersonAt | Title, second: PersonAt | Title, kind: str) -> str:
    """A kind, or LEFT after "the passing of", "the resignation of" right before the first of a person and their title, or where "the
    employment of" both is said to have ended."""
    if found.unit.listed:
        return kind
    lead = found.gap(max(0, first.start - 80), first.start)
    if EMPLOYMENT.search(lead):
        ended = ENDED.match(found.behind(second.end, 90))
        return in_time(LEFT, ended.group()) if ended else kind
    return in_time(LEFT, _SAYS_SO.sub(" ", found.unit.text[: first.start][-120:])) if GONE.search(lead) else kind


_SAYS_SO = re.compile(r"\b(?:wish(?:es)?|would like|regrets?|is pleased|is saddened) to (?:announce|advise|report|inform|confirm|make known)\b")


# "who retired by rotation as a director, be re-elected"
_RETURNED = re.compile(r"^[^.;]{0,110}\b(?:be|was|were|is|been)\s(?:hereby\s|duly\s){0,2}re-?(?:elected|appointed)\b")


def _left_again(found: Contents, title: Title) -> bool:
    """Whether the post taken up was left: "was appointed to the Board in 2009 and resigned in March 2012"."""
    return not found.unit.listed and _LEFT_AGAIN.match(found.behind(title.end, 160)) is not None


_LEFT_AGAIN = re.compile(
    rf"^(?:\sof\s(?:{ORG}|the [Cc]ompany))?,?\s(?:(?:and|but)\s)?(?:(?:then|later|subsequently|since|has|had)\s){{0,3}}"
    r"(?:resigned|retired|stepped down|left|departed|ceased)\b(?!\s(?:as|from|to)\b)"
)


def by_what_follows(found: Contents, title: Title) -> str:
    """A held title whose holder goes on to leave it in the same sentence is one that is laid down."""
    after = re.sub(
        rf"^(?:,?\srespectively)?(?:\s(?:of|at|for)\s(?:{ORG}|the [Cc]ompany\b|the [Cc]orporation\b|[^,.;]{{2,80}}(?=,)|"
        r"(?:[A-Z][\w&'-]*\s){1,4}(?=[a-z])))?",
        "",
        found.behind(title.end, 160),
    )
    leaves = None if found.unit.listed else LEAVES_AFTER.match(after)
    if leaves and after.startswith(" of ", leaves.end()) and _OF_ANOTHERS.search(leaves.group()):
        return HELD  # "A, CFO, takes on the duties of Secretary following the retirement of B"
    if leaves is None or ("elect" in leaves.group() and not _is_seat(title)):
        return HELD
    if any(person.start >= title.end and person.name in leaves.group() for person in found.persons):
        return HELD  # "A, Treasurer, who has been acting since B resigned"
    if re.search("re-?election", leaves.group()) and not re.search(r"\b(?:did|has|had|have) not\b", leaves.group()):
        return LEAVING  # until the meeting
    return in_time(LEFT, leaves.group())


_OF_ANOTHERS = re.compile(r"\sthe\s(?:[a-z]+\s){0,2}(?:resignation|retirement|departure)$")


def _is_seat(title: Title) -> bool:
    """Whether a title is one that a meeting elects to."""
    return any(role.key in ("director", "chair", "vice-chair", "executive-chair") for role in atomic_roles(title.text))


def kind_of_title_first(found: Contents, title: Title, person: PersonAt, rule: Rule) -> str:
    """What a title before its person says of the post, by the words before the title, between the two and behind the person."""
    text = found.unit.text
    gap = found.gap(title.end, person.start)
    if leaves := LEAVES_AFTER.match(found.behind(person.after, 140)):
        return if_gone(found, title, person, in_time(LEFT, leaves.group()))
    if rule.kind == APPOINTED:
        return in_time(APPOINTED, gap + found.gap(max(0, title.start - 60), title.start))
    if NEW_BEFORE.search(text[max(0, title.start - 70) : title.start]):
        return HELD if _AS_ANOTHER.match(text, person.after) and any(other.start > person.after for other in found.titles) else APPOINTED
    if rule.name == "title-is-name":
        lead = found.gap(0, title.start)
        if TAKING_OPENS.search(lead) or NEWEST.search(lead) or NEWEST.match(title.text.split(" ")[0] + " "):
            return in_time(APPOINTED, gap)
        if LEAVING_OPENS.search(lead):
            return in_time(LEFT, gap)
        if re.search(r"\bwill be\b", gap):
            return COMING
        if re.search(r"\b(?:was|were)\b", gap):
            return PAST
    if _HAVING.search(found.unit.text[: title.start]) or _FORMER_OF.search(found.gap(max(0, title.start - 60), title.start)):
        return PAST
    return PAST if _is_told_of_then(found, title, person) else if_gone(found, title, person, rule.kind)


_AS_ANOTHER = re.compile(r"\sas\s(?:an?|the|its|our)\s")  # "the appointment of the founder of X, Jane Roe, as a director": the post they have
# "Having joined as Controller in 2015, A became": a post before the one of which the sentence tells.
_HAVING = re.compile(
    r"^(?:Having|After|Following)\s(?:having\s|first\s|initially\s)*(?:joined|started|begun|served|been|joining|starting|beginning|serving)\b[^,.;]{0,60}"
    r"\b(?:as|been|in)\s(?:an?\s|the\s|its\s|our\s)?$"
)
_FORMER_OF = re.compile(
    rf"\b(?:[Ff]ormer|[Pp]revious)\s{ORG}(?:'s?)?\s(?:(?:[Bb]oard|independent|non-executive)\s){{0,2}}$"
)  # "three former X directors"
_AS = re.compile(r"(?:^|[.;,]\s)(?:As|In his role as|In her role as|While|When)\s(?:an?\s|the\s|its\s)?$")
_DID = re.compile(r"\s(?:was|had|led|oversaw|ran|built|grew|took|held|[a-z]{3,}ed)\b")


def _is_told_of_then(found: Contents, title: Title, person: PersonAt) -> bool:
    """ "As Vice President of X, he was responsible for": what somebody did in a post that is no longer theirs; of the issuer's own people it
    may be a tale of the year just past."""
    own = any(low < person.start and not org.generic_alias for low, _, org in found.organisations)
    return own and _AS.search(found.unit.text[: title.start]) is not None and _DID.match(found.unit.text, person.after) is not None
