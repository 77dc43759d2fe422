"""Where the triggers of events meet a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.extract.event.asides import Bare, without_asides
from kg.extract.event.exceptions import is_exception
from kg.extract.event.found import ENDED
from kg.extract.event.grammar import DID, TOPIC, WILL, Trigger, triggers_of
from kg.extract.event.joined import is_joined
from kg.extract.event.nominals import in_verbs
from kg.extract.event.plain import plain
from kg.extract.event.tries import tries_of
from kg.text.months import OPENING

_DENIED = re.compile(
    r"\b(?:not|never|neither|nor|without|none|no(?!\.? ?\d)|cannot|if|whether|(?-i:may)|might|could|should|unless|subject to|"
    r"failure (?:to|by)|failed to|(?:has|with|have|had|under) (?:an? |the )?(?:right|option|ability)|option to|right to|ability to|in the event|"
    r"conditional (?:on|upon)|assuming|risk|risks|likelihood|would|must|instead of|"
    r"ahead of|in order to|necessary to|required to|needed to|terms of|obligat\w+ to|agreed in principle)\b[^,;]{0,45}$",
    re.IGNORECASE,
)
# "an option to buy the mine and form a joint venture": what may be done as well
_MAY_AND = re.compile(
    r"\b(?:option|right|rights|opportunity|ability) to (?![^.;]*\b(?:has|have|had|will|was|were|is|are)\b)[^.;]{3,60} and (?:to |then )?$"
)
_PLAIN_VERB = re.compile(r"(?:enter|form|acquire|purchase|buy|earn|sign|sell|become|build|increase|list|close|complete)\b")
_MAY_BE = re.compile(r"\b(?:potential|possible|possibly)\b (?:[\w'-]+ ){0,3}$", re.IGNORECASE)  # what they stand before is not so
# What is told to be a risk need not have happened.
_RISKS = re.compile(r"(?<!-)\brisks?\b")
_FEARED = frozenset({"incident", "strike", "litigation", "permit", "suspension", "closure"})
_NOT_BEHIND = re.compile(r"[^.;,]{0,50}\b(?:has|have|had|was|were|is|are|will) not\b", re.IGNORECASE)
_FAILED = re.compile(r"\b(?:fail(?:s|ed|ing|ure)? to|(?:unable|inability) to|(?:could|did|have|has|had) not(?: yet)?) (?:\w+ly )?$", re.IGNORECASE)
_NOT_INSIDE = re.compile(
    r"\b(?:not(?! only| (?:yet )?been (?:audited|reviewed))|"
    r"never|no longer|no(?= (?:[\w-]+ )?(?:dividends?|plans?|intention|intent|need|reason)\b)|if|whether|(?-i:may)(?! (?:then )?earn)|might|"
    r"could(?! (?:then |first |again )?(?:begin|start|commence|resume|restart|enter|reopen)\b)|unless)\b(?![^.;]{0,80}\b(?:until|before)\b)",
    re.IGNORECASE,
)
_UNBEATEN = re.compile(r"never\b", re.IGNORECASE)  # "never produced more"
_ASIDE = re.compile(r",[^,;]{2,90},")  # what is put in between commas: "the third body, which is not in the plan, "
# "may earn 70% under an option agreement signed on May 3": the agreement is signed, whatever it allows.
_UNDER = re.compile(r"\b(?:under|pursuant to|in terms of|by) (?:an?|the|its) (?:[\w-]+ )?$", re.IGNORECASE)
_SIGNED = re.compile(r"\b(?:signed|dated|entered into|concluded|executed)\b", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r", (?:and|but|while|whereas|so that) |\bthat (?:it|they|we|the (?:Company|Group|Corporation)) (?:has |have )?")
_WOULD = re.compile(r"\b(?:would|could)\b", re.IGNORECASE)
_THEN_THOUGHT = re.compile(r"\b(?:at (?:that|the) time|knowing|believed|assumed) (?:[\w ]{0,30})?that\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|provided)\b", re.IGNORECASE)
# "and resumed on April 10": what resumed is work that the same sentence tells to have stopped.
_AND_AGAIN = re.compile(r"(?:and|but|then|they)\b", re.IGNORECASE)
_STOPPED_WORK = re.compile(
    r"\b(?:min(?:ing|es?)|mill(?:ing|s)?|process\w+|production|operations?|work|haul\w+|hoisting|crushing|leaching|plant|shaft|smelter|refinery|"
    r"concentrator|furnace|trucking|shipments|loading)\b(?:(?!\bdrill|\bexplor|\btrading)[^;]){0,110}?"
    r"\b(?:halted|suspended|stopped|interrupted|idled?|shut|closed|paused|ceased|down|curtailed)\b[^\n]{0,80}$",
    re.IGNORECASE,
)
# What was to be done and is not said to be done: "was to have been commissioned in March", "should have begun".
_NEVER_DONE = (
    r"(?:(?:was|were|had|been|due|set|expected|scheduled|planned|supposed|meant|intended|ought|hoped|is|are)(?: then)? to|"
    r"should|would|could|might|will) have "
)
_TO_BE_AND = re.compile(r"\bto be [^,;]{0,60} and \w+$")
_TO_BE = re.compile(r"\b(?:to|will|shall|should|would|could|may|can|must) (?:\w+ly )?be (?:\w+ly )?(?:\w+ (?:and|or) )?\w+$", re.IGNORECASE)
_WAS_TO = re.compile(r"\b(?:was|were|had been) (?:\w+ ){0,2}to have (?:been )?\w+", re.IGNORECASE)
# What is to come is told by another verb, of the same or of another subject: "began on May 1 and is expected to produce 20,000 ounces", "was received
# on May 1 and a decision is expected".
_TO_DO_ELSE = re.compile(
    r",? (?:and|but) (?:it )?(?:is|are) (?:now )?(?:expected|scheduled|forecast|set|due|planned|projected|estimated|anticipated|likely) to "
    r"(?!be\b|begin|start|commence|close|complete|finish|follow|resume|take|come|re-?open|restart|rule|decide|issue|grant|end\b|run\b|continue)|"
    r"\b(?:was|were|been|began|started|commenced|received|granted|completed)\b[^;]{0,60}\b(?:and|but|while) (?:an?|the|its|our) (?:[\w'-]+ ){1,5}"
    r"(?:is|are|will)\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(rf"\b{_NEVER_DONE}(?:been )?(?:\w+ly )?[\w-]+$", re.IGNORECASE)
_UNDONE_BEFORE = re.compile(rf"\b{_NEVER_DONE}(?:been )?(?:\w+ly )?$", re.IGNORECASE)
_TO_ADVERB = re.compile(r"\bto [a-z]+ly $")  # "preparing to safely resume"
_SAYS_INSIDE = re.compile(r", (?:announce[sd]?|reports?|advise[sd]?|confirms?|says) that\b")  # another clause begins there
_OPENING = re.compile(
    r"\W{0,3}(?:Following|After|Upon|Subsequent to|Prior to|Before|With|Since|Because of|Due to|Owing to|Despite|As a result of|In addition to|"
    r"On completion of|Once|When|While|Although|Under|Pursuant to|Given|Thanks to|Subject to|Pending|Until)\b"
    r"(?:[^,;]|,(?= \d{4}\b)){3,140},(?! \d{4})"
)
_MAY_BE_DATED = re.compile(
    rf"(?:19|20)\d\d|\d[/.-]\d|\b(?:[1-4]?Q[1-4]?|[12]?H[12]?|FY) ?\d|\bQ[1-4]|"
    rf"\b(?:(?-i:{OPENING}|{OPENING.upper()})[a-zA-Z]{{0,6}}\b|(?:Mon|Tues|Wednes|Thurs|Fri|"
    r"Satur|Sun)day|next|later|shortly|coming|spring|summer|fall|autumn|winter|season|tomorrow|tonight|quarter|half|year|months?|weeks?|days?|year-end|"
    r"in due course|immediately|at once|once|when|as soon as)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\W{0,3}(?:Where|Whenever|To the extent)\b")  # opens what holds in general: "Where production has commenced, costs are ..."
# Between two columns that run into one another, or two points of a list: " / commencing".
_COLUMN = re.compile(r" / (?:[a-z]{3,}ing|an?|the|we|our|its|[A-Z][a-z]+) [a-z]")
# "resumed mining at Alder and idled the Birch mine": what two columns of a sentence share is their subject; the participle has an object of its own.
_AND_DID = re.compile(r"\band (?:[a-z]+ly )?[a-z]+ed$")
_OBJECT = re.compile(
    r" (?!(?:in|on|at|by|from|for|until|since|due|because|after|following|during|as|pending|while|when|and|or|with|to|under|early|late|last|today|"
    r"yesterday|again|temporarily|indefinitely|that|which|again)\b)(?:the|its|our|an?|all|both|[a-z]+(?:ing|ous)|[A-Z][a-z]+)\b"
)
_OWN_VERB = re.compile(r"\b(?:is|are|will|remains?)\b")  # "could begin in 2022, and first production is planned for 2024" denies only the first
_AHEAD_OF = re.compile(r"\bahead of (?:the |its )?$", re.IGNORECASE)
_RUN_UP_TO = frozenset({"financial-results", "restart", "commissioning", "first-production", "meeting"})
_AWAITED = re.compile(r"^receipt of\b", re.IGNORECASE)  # behind "subject to": expected all the same
_IN_ASIDE = re.compile(r", (?:which|that) ")
# Behind an aside in which work stopped: "mining, which was also paused, resumed on May 9".
_RUNS_AGAIN = re.compile(r"[^,;]{0,30}, (?:has |have |was |were )?(?:since |then )?(?:resumed|restarted|re-?opened|recommenced|began again)\b")


@dataclass(frozen=True)
class Hit:
    """A trigger and the words that it meets, by offsets of the text."""

    trigger: Trigger
    start: int
    end: int
    because: bool = False  # whether the words begin as the cause of what is told before them: "after a fall of ground"
    noun: bool = False  # whether they tell their deed in a noun only: "the approval of the dividend"


def find_hits(text: str, headline: bool, announces: bool, void: Collection[Hit] = (), ahead: bool = False) -> list[Hit]:
    """What the triggers meet in a text, in its order; of two that overlap the one that stands first in the table, `void` left out. Topics
    count only where something is announced; with `ahead` only what is to come."""
    dated = _MAY_BE_DATED.search(text) is not None
    text = plain(text)
    tries, found = tries_of(text), list[Hit]()
    met = [
        trigger
        for trigger in triggers_of(tries.small.text, headline)
        if (trigger.tense != WILL or dated) and (trigger.tense == WILL or not ahead) and (trigger.tense != TOPIC or announces)
    ]  # what is to come counts only with a date
    met.sort(key=lambda trigger: trigger.tense == TOPIC)  # what tells a deed in a verb of its own comes before what only names it
    for trigger in met:
        at, match = 0, tries.first(trigger)
        while match := match if at == 0 else trigger.search(text, at):
            if _within_word(text, match.start()) or _leaves_opening(text, trigger, match):
                at = match.start() + 1
                continue
            start, end = _nearest(trigger, text, match)
            hit = Hit(trigger, start, end, _BECAUSE.search(text, max(0, start - 12), start + 12) is not None)
            taken = max((other.end for other in found if _collide(hit, other)), default=0)
            at = max(taken, start + 1) if taken else max(end, start + 1)
            if not taken and hit not in void and not is_denied(text, start, end, trigger):
                found.append(hit)
    if bare := without_asides(text):
        for hit in _parted(bare, met):
            met_already = any(_collide(hit, other) and not _beside_aside(bare, hit, other) for other in found)
            if hit not in void and not met_already and not is_denied(text, hit.start, hit.end, hit.trigger):
                found.append(hit)
    if not found and (dated or announces):
        found = [hit for hit in _in_nouns(text, headline, ahead, dated) if hit not in void]
    return _announced_once(sorted(found, key=lambda hit: hit.start))


def _in_nouns(text: str, headline: bool, ahead: bool, dated: bool) -> list[Hit]:
    """What is told in nouns of deeds, where no trigger meets a text as it stands."""
    read, found = in_verbs(text), list[Hit]()
    if read is None:
        return found
    tries = tries_of(read.text)
    met = (one for one in triggers_of(tries.small.text, headline) if (one.tense == WILL and dated) or (one.tense == DID and not ahead))
    for trigger in met:
        match = tries.first(trigger)
        whole = read.origin(*match.span()) if match else None
        if match and whole and not _within_word(read.text, match.start()) and not is_denied(read.text, *match.span(), trigger):
            hit = Hit(trigger, *whole, noun=True)
            found += [] if any(_collide(hit, other) for other in found) else [hit]
    return found


def _parted(bare: Bare, met: list[Trigger]) -> Iterator[Hit]:
    """What triggers meet whose words an aside in brackets parts."""
    tries = tries_of(bare.text)
    met.sort(key=lambda trigger: trigger.tense == TOPIC)  # what tells a deed in a verb of its own comes before what only names it
    for trigger in (trigger for trigger in met if tries.first(trigger)):
        for match in trigger.finditer(bare.text):
            whole = bare.origin(*match.span())
            if whole and not _within_word(bare.text, match.start()) and not _leaves_opening(bare.text, trigger, match):
                yield Hit(trigger, *whole)


def _beside_aside(bare: Bare, hit: Hit, other: Hit) -> bool:
    """Whether one hit is told by a clause, and another by an aside in it: "the permit, filed in June 2020, was granted on May 3"."""
    return hit.trigger.tense == other.trigger.tense == DID and hit.trigger.type != "strike" and bare.told_in_aside(other.end, hit.end)


def _within_word(text: str, at: int) -> bool:
    """Whether a place is within a word: no "EGM" in "pegmatite", nor "commenced" in "re-commenced"."""
    return at > 0 and (text[at - 1 : at + 1].isalnum() or _AGAIN_TOLD.search(text, max(0, at - 5), at) is not None)


_AGAIN_TOLD = re.compile(r"\b(?:re|pre|non)-$", re.IGNORECASE)


def _leaves_opening(text: str, trigger: Trigger, match: re.Match[str]) -> bool:
    """Whether a match takes its thing from the words that open a sentence and its verb from the clause behind them: "Following receipt of the
    permit, construction is to begin"."""
    opening = _OPENING.match(text) if trigger.tense != TOPIC and not _AWAITED.match(match.group()) else None
    return opening is not None and match.start() < opening.end() < match.end() - 2


def _nearest(trigger: Trigger, text: str, match: re.Match[str]) -> tuple[int, int]:
    """The span of a match without the clause before: of "at the mine on May 3, and work resumed" only "work resumed"."""
    start, end = match.span()
    for clause in _NEXT_CLAUSE.finditer(text, start, end):
        later = trigger.search(text, clause.end())
        if later and later.end() == end:
            start = later.start()
    taken = _DATED_AND.match(text, start) if trigger.type == "restart" and trigger.tense == DID else None
    taken = taken if taken and taken.end() < end else None
    return (taken.end(), end) if taken else (start, end)


# "acquired it out of bankruptcy in 1999 and reopened it in May 2003": of two deeds, each with its date, only the second
_DATED_AND = re.compile(
    r"[^;\n]{0,120}?\b(?:19|20)\d\d,? and (?:then |later )?(?=(?:re-?(?:open|start|commenc)ed)\b[^;.]{0,50}?\b(?:in|on) (?:[A-Z][a-z]+ )?\d)",
    re.IGNORECASE,
)


_BECAUSE = re.compile(r"\b(?:after|following|because of|due to|owing to|in the wake of|as a result of)\b", re.IGNORECASE)


def _collide(one: Hit, other: Hit) -> bool:
    """Whether two hits take the same words; a record is beside what it is a record of, a meeting beside the dividend that it votes on."""
    beside = (one.trigger.type == "record") != (other.trigger.type == "record")
    beside = beside or {one.trigger.type, other.trigger.type} == {"meeting", "dividend"}
    return one.start < other.end and other.start < one.end and not beside


def is_denied(text: str, start: int, end: int, trigger: Trigger) -> bool:
    """Whether what a trigger meets from `start` to `end` is denied, possible, a condition or told of something else."""
    if is_exception(trigger, text, start, end) or _COLUMN.search(text, start, end):
        return True
    if trigger.tense == DID and _AND_DID.search(text[start:end]) and " at " in text[start:end] and _OBJECT.match(text, end):
        return True
    if trigger.type == "suspension" and trigger.tense == DID and _IN_ASIDE.search(text, start, end) and _RUNS_AGAIN.match(text, end):
        return True
    if trigger.tense != TOPIC and _WHERE.match(text) and "," in text[end:]:
        return True
    if trigger.type in _FEARED and _RISKS.search(text, 0, start):
        return True
    if _PLAIN_VERB.match(text, start) and _MAY_AND.search(text, max(0, start - 110), start):
        return True
    if trigger.tense == TOPIC:
        return (_NOT_BEHIND.match(text, end) or _FAILED.search(text, 0, start)) is not None
    if trigger.type == "record" and _UNBEATEN.match(text, start):
        return False
    lead = text[max(0, start - 70) : start]
    if is_joined(text, start, end, trigger.tense):
        return True
    if trigger.tense == WILL and (_WAS_TO.search(text[start : end + 25]) or _TO_DO_ELSE.search(text, start, end + 25)):
        return True
    if trigger.tense == DID and _TO_ADVERB.search(text, max(0, start - 20), start):
        return True
    if trigger.tense == DID and (_TO_BE.search(text[max(0, start - 50) : end]) or _TO_BE_AND.search(text[max(0, start - 50) : end])):
        return True
    if trigger.tense != WILL and (_UNDONE.search(text[max(0, start - 50) : end]) or _UNDONE_BEFORE.search(lead)):
        return True
    if (_DENIED.search(lead) or _MAY_BE.search(lead)) and not _is_told_anyway(trigger, lead, text[start:end]):
        return True
    if _CALLED_OFF.match(text, end):
        return True
    if trigger.type == "restart" and _AND_AGAIN.match(text, start) and not _STOPPED_WORK.search(text[:start]):
        return True
    if _WOULD.search(text[start:end]) and (_CONDITION.search(text) or _THEN_THOUGHT.search(text[:start])):
        return True
    if _SAYS_INSIDE.search(text, start, end) or (trigger.tense != TOPIC and _leaves_aside(text, start, end)):
        return True
    if trigger.type == ENDED:  # what is not to be tells its end, but for an end that did not come
        return _NOT_ENDED.search(text, start, end) is not None
    inside = _ASIDE.sub(",", text[start:end])
    denied = _NOT_INSIDE.search(inside + text[end : end + 60])
    return denied is not None and denied.start() < len(inside)


# A clause put in between commas, up to the verb of the clause around it.
_WHICH = re.compile(r", (?:which|who|that) [^,;\n]{3,110},(?= (?:is|are|was|were|has|have|had|will|should|began|resumed|restarted)\b)")


def _leaves_aside(text: str, start: int, end: int) -> bool:
    """Whether words take their thing from an aside, and their verb from the clause around it: "the mill, which was down for repairs, is expected
    to restart"."""
    return any(aside.start() < start < aside.end() < end for aside in _WHICH.finditer(text, max(0, start - 120), end))


# Behind what was to be done: that it is not to be.
_CALLED_OFF = re.compile(
    r"[^,;.\n]{0,40},? (?:(?:will|would|is|are|did) (?:now |therefore )?not(?: now| therefore)? (?:to )?(?:proceed|go ahead|take place|occur|happen)|"
    r"(?:has|have) been (?:cancelled|canceled|abandoned|called off|shelved))\b"
)

_NOT_ENDED = re.compile(r"\b(?:not|never) (?:been )?(?:\w+ly )?(?:terminat|cancel|laps|expir|abandon|rescind|withdrawn|called off)\w*", re.IGNORECASE)


def _is_told_anyway(trigger: Trigger, lead: str, words: str) -> bool:
    """Whether what a denial before seems to deny is so all the same: an agreement signed, or a meeting at which something did not happen."""
    if trigger.type == "meeting":
        return re.match(r"(?:at|of)\b", words, re.IGNORECASE) is not None
    if trigger.tense == WILL and (_AWAITED.match(words) or (trigger.type in _RUN_UP_TO and _AHEAD_OF.search(lead))):
        return True
    if trigger.type == "first-production" and trigger.tense == WILL and words.startswith("with ") and not _CONDITION.search(lead):
        return True
    if trigger.tense == WILL and " and " in lead and _OWN_VERB.search(words):
        rest = lead[lead.rfind(" and ") :]
        return not (_DENIED.search(rest) or _MAY_BE.search(rest))
    return _UNDER.search(lead) is not None and _SIGNED.search(words) is not None


def _announced_once(hits: list[Hit]) -> list[Hit]:
    """The results of a drill program announce no program, nor does a name of a mishap one that the same text tells in a verb."""
    if any(hit.trigger.type == "incident" and hit.trigger.tense == DID for hit in hits):
        hits = [hit for hit in hits if hit.trigger.type != "incident" or hit.trigger.tense != TOPIC]
    drilled = any(hit.trigger.type == "drill-results" and hit.trigger.tense == TOPIC for hit in hits)
    return [hit for hit in hits if not (drilled and hit.trigger.type == "exploration-program" and hit.trigger.tense == TOPIC)]
