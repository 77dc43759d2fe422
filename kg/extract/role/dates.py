"""The stated begin and end of the post that a claim speaks of, and what they make of the claim."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from kg.extract.context import Context
from kg.extract.days_said import BY, days_said, ends_of
from kg.extract.role.claim import Claim
from kg.extract.role.claim_limits import ANNOUNCES, DONE, PERFECT
from kg.extract.role.former_days import LEADS, UNTIL, of_past, period
from kg.extract.role.noted_days import Dated, noted
from kg.extract.role.people import find_persons
from kg.extract.role.title_grammar import AGAIN, APPOINTED, COMING, ELECTED, HELD, LEAVING, LEFT, PAST, WITHDRAWN
from kg.text.dates import DateMatch
from kg.text.lengths import find_lengths
from kg.text.titles import atomic_roles, find_titles

ANNOUNCED = "announced"  # the kind of a date that is only the announcement's
FIRST = "first"  # the kind of the day of an election that brought somebody into office
RECENT = timedelta(days=400)  # no longer ago a day may be that is told of what is yet to come
LASTING = "lasting"  # the kind of a begin that is told by how long the post has been held


_EFFECTIVE = re.compile(
    r"(?:effective|with effect|as of|as at|commencing|starting|beginning|from|on|in|since|until|till|to|by|at the end of|during|throughout|"
    r"following|dated|,)\s*(?:(?:from|as of|on|the|close of business|the end of|immediately following)\s*)*$",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(r"(?:earlier|later|last|this|next|previous|late|early|between|from)\b|[a-z]+ years ago\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:\(?(?:[ivx]{1,4}|[a-h]|\d)\)\s)?(?:Effective|At|On|As (?:of|from)|From|In|During|Last|Earlier|With effect from)\s")
_MADE_KNOWN = re.compile(r"\b(?:announced|reported|disclosed|advised)\b")
_SHARED = re.compile(r"\b(?:in each case|both|each|all)[^.;]{0,20}\b(?:effective|with|from|on|as of|commencing)\b")
_SAME_DAY = re.compile(
    r"\b(?:[Oo]n|[Aa]t|[Ff]rom|as of) (?:the same|that) (?:date|day|time)\b|\b(?:later|earlier|also) (?:on )?(?:the same|that) day\b"
)
_ASIDE = re.compile(r",\s(?:who|whose|which|an?|the|formerly|previously|until (?:now|recently)|most recently)\b(?:[^,;.]|\.(?! [A-Z])){0,80},")
_AHEAD = re.compile(r"\b(?:will|would|shall|is to|are to|intends?|plans?)\b")


def _is_told_as_done(claim: Claim) -> bool:
    """Whether the words between a person and a title tell of what was, though others are to come: "who joined as COO in May, will succeed"."""
    between = claim.unit.text[claim.person.end : claim.title.start]
    return DONE.search(between) is not None and _AHEAD.search(between) is None


def claim_dates(context: Context, claim: Claim, said: DateMatch | None, year_end: int | None = None) -> Dated:
    """The begin and end that a text states for a claim, and what the claim says with them; the day of the document, of kind "announced",
    where it makes them known undated. "The same date" is the one `said` of the post before; `year_end` the month that ends a fiscal year.
    """
    if claim.kind == HELD and (dated := noted(context, claim)):
        return dated
    if claim.kind == WITHDRAWN or (claim.unit.listed and "\n" in claim.unit.text):
        return Dated(claim.kind)
    text = claim.unit.text
    to_come = claim.kind in (APPOINTED, COMING, LEAVING) and _AHEAD.search(text) is not None and not _is_told_as_done(claim)
    dates = days_said(text, context.published, to_come, year_end)
    behind = [day for day in dates if claim.dates_from <= day.start < min(_clause_end(claim), claim.dates_to)]
    behind = [day for day in behind if not any(low <= day.start < high for low, high in _asides(claim))]
    if claim.kind == COMING:  # "who founded it in 1996 and will become Chair"
        behind = [day for day in behind if day.latest > context.published - RECENT]
    if claim.rule.startswith("further-"):  # "CFO in 2009 and was promoted to COO in 2012"
        behind.sort(key=lambda day: day.start < claim.title.end)
    since = _since(context, claim, dates, behind)
    if claim.kind == HELD or (claim.kind == PAST and since and _is_perfect(claim)):
        return _held(context, claim, dates, behind, since)
    if claim.kind == PAST and claim.rule == "title-is-name" and (day := _as_at(claim, dates)):
        return Dated(ELECTED, day)
    if claim.kind == PAST:
        return Dated(PAST, *period(text, of_past(claim, dates, behind), claim.rule in _TAKEN_UP))
    takes_up = claim.kind in (APPOINTED, COMING, AGAIN, ELECTED)
    if (same := _SAME_DAY.search(text)) and not behind:
        told = [day for day in dates if day.end <= same.start() and day.earliest == day.latest]
        day = told[-1] if told else said
        if day:
            return Dated(claim.kind, day) if takes_up else Dated(claim.kind, since, day)
    until = next((day for day in behind if day.kind == "until" or UNTIL.search(text[: day.start])), None) if takes_up else None
    behind = [day for day in behind if day is not until]
    if takes_up:  # "interim CEO since March, has been confirmed as CEO"
        behind = [day for day in behind if day.kind != "since" or day.start >= claim.title.end]
    if claim.kind == LEFT and (claim.rule in _TAKEN_UP or claim.rule == "name-past-title"):
        return _taken_and_left(claim, behind)
    begin, end = (_begin(claim, dates, behind), until or _term_end(text, behind)) if takes_up else (since, _end(claim, dates, behind, since))
    if not begin and claim.kind == APPOINTED and _ON_CLOSING.search(text, claim.title.end):
        return Dated(COMING, None, end)
    if takes_up and begin and end and end.latest <= context.published and begin.latest < end.earliest:
        return Dated(PAST, begin, end)  # "was promoted to COO in 2017, a position he held until July 2020"
    told_before = any(_is_opening(claim, day) and _MADE_KNOWN.search(text, day.end, claim.start) for day in dates)
    if begin or (end and not takes_up) or told_before or not _is_announced(claim):
        return Dated(claim.kind, begin, end)
    announced = _on_announcement(context, claim)
    return replace(announced, end=end or announced.end)


def _as_at(claim: Claim, dates: list[DateMatch]) -> DateMatch | None:
    """The day of "As at June 30, 2012, the directors were A and B", on which they are seen in office."""
    text = claim.unit.text
    return next((day for day in dates if day.earliest == day.latest and _AS_AT.fullmatch(text, 0, day.start)), None)


_AS_AT = re.compile(r"As (?:at|of)\s")


_ON_CLOSING = re.compile(
    r"\b(?:effective|conditional|contingent|conditioned)\s(?:up)?on\s(?:the\s|its\s)?(?:successful\s)?(?:closing|completion|receipt|approval|"
    r"consummation)\b"
)


def _asides(claim: Claim) -> list[tuple[int, int]]:
    """Where a clause between the person and the title tells of something else: "A, who founded it in 2004, becomes"."""
    return [aside.span() for aside in _ASIDE.finditer(claim.unit.text, claim.person.end, max(claim.person.end, claim.title.start))]


def _clause_end(claim: Claim) -> int:
    """Where what is said of a claim ends: the next semicolon, or the next person who is said to do something."""
    stops = [_STOP.search(claim.unit.text, claim.end), _OTHERS.search(claim.unit.text, claim.end) if claim.rule in _OF_VERBS else None]
    stops += [other for other in _OTHERS.finditer(claim.unit.text, claim.end) if _is_of_another(claim, other.start())][:1]
    return min((stop.start() for stop in stops if stop), default=len(claim.unit.text))


def _is_of_another(claim: Claim, at: int) -> bool:
    """Whether somebody else is named right before an offset: "appointed in place of B, who left in May"."""
    return any(person.after == at - claim.end and person.name != claim.person.name for person in find_persons(claim.unit.text[claim.end : at], ()))


_STOP = re.compile(
    r";|\s\(?(?:[ivx]{1,4}|[b-h]|\d)\)\s|"
    r"\band (?:Mr|Ms|Mrs|Dr)\. |\bsaid\b|\bpreviously\b|\bprior to\b|\bbrings\b|\bhaving (?:been|served|acted|held)\b|\bafter (?:serving|acting)\b"
)
_OTHERS = re.compile(r",\swho(?:se)?\b")  # "succeeded as CEO by B, who joined in 2009"
_OF_VERBS = frozenset({"name-succeeded-title", "name-appointed-title", "name-joins-title", "name-will-be-title", "succeeds"})


# ---- since when a post is held


def _is_perfect(claim: Claim) -> bool:
    """Whether the words between person and title are "has been", "have served": what lasts to this day."""
    between = claim.unit.text[claim.person.end : claim.title.start]
    perfect = PERFECT.search(between)
    return perfect is not None and not _AND_WAS.search(between, perfect.end())


_AND_WAS = re.compile(r"\b(?:and|but)\s(?:[a-z]+\s)?(?:was|had)\b")  # "has been CFO since 2020 and was Acting CEO"


def _since(context: Context, claim: Claim, dates: list[DateMatch], behind: list[DateMatch]) -> DateMatch | None:
    """The begin of a post that is still held, or was until somebody left it: "since 2009", "for the past five years", "sat from 2004"."""
    text = claim.unit.text
    for day in behind:
        told = _SINCE.search(text[: day.start])
        told = told or (_FROM.search(text[: day.start]) if _is_perfect(claim) else None)
        if (told or day.kind == "since") and _is_of_post(claim, told.start() if told else day.start, day.end):
            return day
    opening = next((day for day in dates if day.kind == "since" and _opens(claim, day.start, day.end)), None)
    if opening or not _is_perfect(claim):
        return opening
    for length in find_lengths(text):
        if _opens(claim, length.start, length.end) or (
            claim.dates_from <= length.start < claim.dates_to and _is_of_post(claim, length.start, length.end)
        ):
            first, last = length.begun(context.published)
            return DateMatch(length.start, length.end, first or date.min, last, "", LASTING)
    return None


_SINCE = re.compile(
    r"\b(?:since|(?:served|sat) from)(?:\s(?:(?:joining|becoming|taking)\s[^,;.]{0,40}(?:in|on)|"
    r"about|around|approximately|(?:the|its|his|her|our|their)\s[^,;.]{2,70}\s(?:in|on|of)))?\s(?:(?:the|its|our|his|her|their)\s)?$"
)
_FROM = re.compile(r"\bfrom\s$")  # "has been CFO from 2009"
# What may stand between a title and its date: whose title it is, or that it is still held.
_OWNING = frozenset(
    "of at for with the and its our company group corporation a an as board directors serving in role capacity that this first has been so plc llp "
    "nl".split()
)
_POSITION = re.compile(
    r"\b(?:on|in) which (?:he|she|they)\b|"
    r"\b(?:(?:has|have) [a-z ]{3,60} and )?(?:(?:will|would|shall|is to) )?(?:remain|continue|stay)s? (?:on )?in (?:office|(?:the|his|her|that) "
    r"(?:position|post|role|job))\b|"
    r"\b(?:has|have) (?:been in|held|served in|filled|occupied) (?:that|this|the) (?:position|post|role|office|job)\b|"
    r"\b(?:an? )?(?:(?:position|post|role|office|title) )?(?:that |which )?(?:he|she|they) (?:has|have|had) (?:held|filled|joined|occupied)\b"
)
_OWNER_IS = re.compile(r", an? [^,.;]{3,90},(?= (?:and|who) )")  # "CEO of Alder LLC, a gold explorer, and has held that role"
_LED = re.compile(r",?\s(?:who\s)?(?:has|had)\s(?:led|headed|run)\s(?:the [Cc]ompany|the [Gg]roup|[A-Z][\w ]{1,40})\s")
_VERB = re.compile(r"(?:,?\s(?:who\s)?(?:has|have|had))?(?:\s(?:also|continuously))?\s*")
_SERVED = re.compile(r",?\s(?:(?:has|have|had)\s)?(?:been|served|acted|held|led|sat|worked)\b(?!.*\b(?:and|who|but|is|was)\b).*", re.DOTALL)


def _is_of_post(claim: Claim, start: int, end: int) -> bool:
    """Whether a "since" speaks of the post: behind the title with nothing but its owner between, or between person and "has been"."""
    text = claim.unit.text
    if start < claim.title.end:
        if _LED.fullmatch(text, claim.person.after, start):
            return any(role.key in ("ceo", "president", "executive-chair") for role in atomic_roles(claim.title.text))
        if claim.rule.startswith("further-") and text[max(0, start - 5) : start].endswith(("and ", "and, ")):
            return re.fullmatch(r",\s(?:the\s|its\s|as\s){0,2}", text[end : claim.title.start]) is not None
        between = start >= claim.person.end and end <= claim.title.start
        return between and bool(_VERB.fullmatch(text, claim.person.after, start)) and bool(_SERVED.fullmatch(text, end, claim.title.start))
    gap = text[max(claim.title.end, claim.person.after) : start]
    for title in reversed(find_titles(gap)):
        gap = gap[: title.start] + gap[title.end :]
    gap = _OWNER_IS.sub(",", gap)
    words = _POSITION.sub("", gap).split() if len(gap) < 100 else [gap]
    return all(word[:1].isupper() or word.strip(",.()-&") in _OWNING or not word.strip(",.()-&\u2013") for word in words)


def _opens(claim: Claim, start: int, end: int) -> bool:
    """Whether "Since 2009," or "For the past five years," opens a sentence that says that somebody "has been" in the post."""
    text = claim.unit.text
    opens = not text[:start].strip() and end <= claim.start == claim.person.start
    return opens and re.fullmatch(r",?\s(?:(?:Mr|Ms|Mrs|Dr)\.?\s)?", text[end : claim.start]) is not None and _is_perfect(claim)


def _held(context: Context, claim: Claim, dates: list[DateMatch], behind: list[DateMatch], since: DateMatch | None) -> Dated:
    """A post held: since a day, until a day that the text names, or, where it names both, in former days."""
    text = claim.unit.text
    to_come = next((day for day in dates if day.earliest > context.published and _is_opening(claim, day)), None)
    if to_come and claim.rule == "name-copula-title" and LEADS.fullmatch(text, to_come.end, claim.start):
        return Dated(COMING, to_come)
    for day in behind:
        until = UNTIL.search(text[: day.start])
        at = until.start() if until else day.start
        if (at < claim.title.end and not claim.rule.startswith("further-")) or not _is_of_post(claim, at, day.end):
            continue
        if until or day.kind == "until":
            return Dated(LEAVING if day.latest > context.published else PAST, since, day)
        if day.kind == "range":
            begin, end = ends_of(text, day)
            if begin and end and begin.earliest <= context.published:
                return Dated(LEAVING if end.latest > context.published else PAST, begin, end)
    return Dated(HELD, since)


# ---- the day on which a post is taken up or laid down


_SAYS_WHEN = frozenset({"since", "start", "end", "early", "mid", "late", "about", BY})


def _effective(claim: Claim, dates: list[DateMatch], behind: list[DateMatch]) -> DateMatch | None:
    """The day from which the claim holds: named as such behind it, "immediately", opening its sentence, or any one day behind it."""
    text = claim.unit.text
    named = (day for day in behind if _EFFECTIVE.search(text[: day.start]) or day.kind in _SAYS_WHEN or _ADVERBIAL.match(text, day.start))
    at_once = (day for day in behind if day.kind == "immediate")
    opening = (day for day in dates if _is_opening(claim, day) and not _MADE_KNOWN.search(text, day.end, claim.start))
    one_day = (day for day in behind if day.earliest == day.latest)
    return next(chain(named, at_once, opening, one_day), None)


def _is_opening(claim: Claim, day: DateMatch) -> bool:
    text = claim.unit.text
    if day.end <= claim.start and _SAID_OF.search(text[: day.start]) and LEADS.fullmatch(text, day.end, claim.start):
        return True  # "pleased to announce that, effective May 1, A will be"
    return day.end <= claim.start and day.start < 60 and _OPENING.match(text) is not None and not _OF_SOMEBODY.search(text[: day.start])


_SAID_OF = re.compile(
    r"(?:^|,\s|\bthat,?\s|\band,?\s)(?:effective|with effect from|from|on|as of|commencing|starting)\s(?:on\s|as of\s|from\s)?$", re.IGNORECASE
)
_OF_SOMEBODY = re.compile(r",\swho\b[^,]*$")


def _begin(claim: Claim, dates: list[DateMatch], behind: list[DateMatch]) -> DateMatch | None:
    """The first day of a post taken up: its own, or the one that the sentence gives for all whom it names; of a term its first day."""
    own, shared = _effective(claim, dates, behind), _SHARED.search(claim.unit.text)
    if own and own.kind == "range" and not claim.unit.text[own.start :].lower().startswith("between"):
        return ends_of(claim.unit.text, own)[0]
    return own or (next((day for day in dates if day.end > shared.start()), None) if shared else None)


# "has stepped down as CFO but will remain as a consultant until December 31"
_GOES_ON = re.compile(r"\b(?:remains?|continues?|stays?|serves?|acts?|assumes?|becomes?|joins?|consult(?:s|ant|ing)?)\b")


def _end(claim: Claim, dates: list[DateMatch], behind: list[DateMatch], since: DateMatch | None) -> DateMatch | None:
    """The day on which a post is laid down; never the "since" of the same sentence."""
    text = claim.unit.text
    others = [day for day in behind if day is not since and day.kind != "since" and not _GOES_ON.search(text, claim.title.end, day.start)]
    named = (day for day in others if _EFFECTIVE.search(text[: day.start]) or day.kind in ("immediate", "until"))
    return next(named, None) or _effective(claim, dates, others)


def _term_end(text: str, behind: list[DateMatch]) -> DateMatch | None:
    """The last day of a term that is told with its first: "from April 1 to December 31"."""
    return next((ends_of(text, day)[1] for day in behind if day.kind == "range"), None)


_TAKEN_UP = frozenset({"name-joins-title", "name-appointed-title"})  # "joined as CFO in 2009 and was promoted"
_LEAVES = re.compile(r"\b(?:resign|retir|step|stood|left|leav|depart|ceas|passed|died)")


def _taken_and_left(claim: Claim, behind: list[DateMatch]) -> Dated:
    """ "Was appointed in 2009 and resigned in March 2012": what is dated before the verb of leaving, and what behind it."""
    leaves = _LEAVES.search(claim.unit.text, claim.title.end)
    at = leaves.start() if leaves else claim.title.end
    begin, end = ([day for day in behind if (day.start >= at) is later] for later in (False, True))
    return Dated(LEFT, begin[-1] if begin else None, end[0] if end else None)


# ---- what is made known without a day


def _is_announced(claim: Claim) -> bool:
    """Whether a sentence makes an appointment or departure known, rather than tell it of former days."""
    return claim.kind in (APPOINTED, LEFT) and not claim.unit.listed and ANNOUNCES.search(claim.unit.text) is not None


def _on_announcement(context: Context, claim: Claim) -> Dated:
    """The day of the document as the begin or end of a post whose taking or leaving it announces without a day; kind "announced", because
    it may have come to pass before."""
    day = context.published
    said = DateMatch(claim.start, claim.end, day, day, day.isoformat(), ANNOUNCED)
    return Dated(claim.kind, said) if claim.kind == APPOINTED else Dated(claim.kind, None, said)
