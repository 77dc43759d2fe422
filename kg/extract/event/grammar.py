"""The triggers of events as patterns: `event_triggers.tsv` with its named parts, and every form of its verbs, done or to come; below them what
may be told of the things of `event_things.tsv`.

A pattern is bounded in all its gaps, and is tried only on a text that holds one of its cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import takewhile

from kg.extract.event.verbs import acts, conjugated, progressive, states
from kg.text.lexicons import rows
from kg.text.needs import Run, needed
from kg.text.pattern_items import read
from kg.text.sieves import Sieved, small

DID, WILL, TOPIC, EITHER = "did", "will", "topic", "either"

_ADVERB = (
    r"(?:(?:[a-z]+ly|also|now|today|since|just|already|yesterday|first|then|earlier|again|therefore|thus|thereby|so|at last|in turn|by now|once more|"
    r"by [a-z]+ vote|this (?:week|month|morning|afternoon|evening|year)|last (?:night|week|month|year)|tonight|thereupon|long since),? ){0,2}"
)
_HAVE = rf"(?:(?:has|have|had|having) {_ADVERB})?"  # adverbs only behind an auxiliary: elsewhere they would be sought at every word
_EXPECTED = (
    r"(?:expected|scheduled|planned|anticipated|targeted|forecast|slated|due|set|estimated|projected|intended|on (?:track|schedule|target|course)|"
    r"foreseen|envisaged|lined up|timed|bound|likely|certain|sure|about|pencilled in|earmarked|budgeted)"
)
_WILL = (
    r"(?:(?:will|would|shall)(?: not)?|(?:is|are|was|were|remains?|has been|have been)(?: (?:now|currently|still|also|not))? "
    rf"{_EXPECTED} to|{_EXPECTED} to|"
    r"could(?= (?:then |first |again )?(?:begin|start|commence|resume|restart|enter|reopen)\b)|"
    r"(?:expects?|plans?|intends?|anticipates?|aims?|proposes?|targets?|hopes?)(?: [\w ]{1,30}?)? to|is to|"
    r"are to|should|(?<=\band )to|(?:decision|decided|intention|resolved|elected|has opted|have opted) to|"
    r"agreed to(?= (?:temporarily )?(?:suspend|close|shut|cease|idle|halt|curtail|restart|resume|reopen|place)\b)|"
    r"(?:is|are) (?:now |also )?(?:preparing|planning|aiming|looking|hoping|intending|ready|poised) to) "
)
_AWAITS = r"(?:anticipates?|foresees?|envisages?|envisions?|plans? on|targets|(?:is|are) (?:now |currently )?(?:anticipating|targeting|planning on))"
_ABLE = r"(?:(?:was|were|has been|have been) able to|(?:has |have )?managed to) (?:[a-z]+ly )?"  # what was possible was done
_BEING = rf"(?:was|were|is|are|has been|have been|had been|being|been|got)(?: (?:now|also|being))? {_ADVERB}"
# What follows a present tense that tells what is to come: "begins in May".
_AT_ONCE = (
    r"(?= (?:in|on|from|by|next|this|at the|during|late|early|again (?:in|on|next)|"
    r"(?:[\w'-]+ ){1,5}?(?:in|on|by|from) (?:late |early |mid-)?(?:\d|the (?:first|second|third|fourth|end|middle)|Q\d|(?-i:[A-Z])[a-z]{2,8} \d)|"
    r"(?:\d{1,2} )?(?-i:[A-Z])[a-z]{2,8} \d))"
)
_AUXILIARIES = {"WILLING": _WILL, "ADVERB": _ADVERB, "HAVE": _HAVE, "ABLE": _ABLE, "BEING": _BEING, "ATONCE": _AT_ONCE}
BY_DOING = r"(?:after|since|upon|following|(?-i:On)|by)(?: (?:first|successfully|recently))?"  # "after receiving the permit"
_POINT = r"(?:^\W{0,4}|(?<=; )|(?<=: ))"  # where the words of a headline or of a point of a list begin
_NOTHING = r"(?!)"  # what is expected is not done
# What does not stand between a verb and its object: "commenced in May while drilling" is no beginning of drilling.
_NO_LINK = r"(?!(?:in|on|at|to|by|from|since|during|through|until|with|and|while|but|which|that|as|when|after|before|under)\b)"
_NO_NOUN = (
    r"(?<!to )(?<!to re-)(?<!the )(?<!an )(?<!year )(?<!year-)(?<!% )(?<!per cent )(?<!percent )(?<!month )(?<!month-)(?<!more than )(?<!nearly )"
    r"(?<!almost )"
)
_VERB = re.compile(r"<([+*]?)([^<>+*]+)>")
_PART = re.compile(r"\{([A-Z]+)\}")
_START = 3  # letters by which cues are looked up
# Between a thing and what becomes of it, without another clause: "drilling moved to the hill, where 12 holes were completed".
_SAME_CLAUSE = r"(?:(?!,? (?:where|while|whereas|but|although|though|so that|(?:in|on|of|with|at) which)\b|, and\b)[^;\n]){0,60}?"
_TAKES_TIME = re.compile(r"\b(?:BEGIN|FINISH|HAPPEN)\b")  # what it does tells that a thing begins or takes place
_IS_GIVEN = re.compile(r"\b(?:PUBLISH|GRANT)\b")  # what is done to it tells that a thing comes from somebody on a day
_TELLS = r"(?:announc(?:es?|ed|ing)|report(?:s|ed|ing)?|advis(?:es?|ed)(?: of)?|confirm(?:s|ed)?|celebrat(?:es?|ed)|marks?|marked)"
_GAP, _WIDE_GAP = r"[^;\n]{0,60}?", r"[^;\n]{0,120}?"


@dataclass(frozen=True)
class Trigger:
    """One wording of one type of event, or several of one thing. `tense`: done, to come, either by its date, or the topic of what is announced."""

    type: str
    tense: str
    cues: tuple[str, ...]
    patterns: tuple[str, ...]
    headline: bool = False

    @cached_property
    def wordings(self) -> tuple[Sieved, ...]:
        """Its patterns, spelt and compiled where a text may be met: most are never needed."""
        return tuple(
            Sieved(partial(_spelt, one, self.tense, self.headline), re.IGNORECASE, partial(_needed, one, self.tense, self.headline))
            for one in self.patterns
        )

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """What it meets first in a text, from an offset on."""
        met = (one.pattern.search(text, at) for one in self.wordings if one.is_worth_trying(small(text)))
        return min((match for match in met if match), key=_start, default=None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What it meets in a text, one behind the other."""
        match = self.search(text)
        while match:
            yield match
            match = self.search(text, max(match.end(), match.start() + 1))


def _start(match: re.Match[str]) -> int:
    return match.start()


@cache
def triggers(headline: bool) -> tuple[Trigger, ...]:
    """The triggers in the order of the table; those of headlines take verbs in the present tense for done."""
    return tuple(_read(headline))


def triggers_of(small: str, headline: bool) -> list[Trigger]:
    """The triggers, in the order of the table, of which a text in small letters holds a cue."""
    by_start = _by_start(headline)
    starts = ({small[at : at + _START] for at in range(len(small))} | {""}) & by_start.keys()
    met = {index for start in starts for cue, indexes in by_start[start].items() if cue in small for index in indexes}
    return [triggers(headline)[index] for index in sorted(met)]


@cache
def _by_start(headline: bool) -> dict[str, dict[str, list[int]]]:
    """The indexes of the triggers of each cue, under the first letters of the cue, or none for a cue that has fewer."""
    found: dict[str, dict[str, list[int]]] = {}
    for index, trigger in enumerate(triggers(headline)):
        for cue in trigger.cues:
            found.setdefault(cue[:_START] if len(cue) >= _START else "", {}).setdefault(cue, []).append(index)
    return found


def _read(headline: bool) -> Iterator[Trigger]:
    for kind, mode, cues, pattern in rows("event_triggers.tsv"):
        for tense in (DID, WILL) if mode == "act" else (mode,):
            yield Trigger(kind, tense, tuple(_cues(cues)), (pattern,), headline)
    for kind, cues, thing, done, does, nouns in rows("event_things.tsv"):
        for tense in (DID, WILL, TOPIC):
            told = _told_of(thing, done, does, nouns, tense, headline) if tense != TOPIC else _named_of(thing, nouns)
            if patterns := tuple(told):
                yield Trigger(kind, tense, tuple(dict.fromkeys((*_cues(cues), *_stems(cues, nouns)))), patterns, headline)


def _stems(cues: str, nouns: str) -> Iterator[str]:
    """The beginnings of the nouns that are told of a thing, where its cues are verbs only: "resumption" has no cue in common with "resume"."""
    if nouns != "-" and any(cue in acts() for cue in cues.split("|")):
        yield from (noun[:6] for noun in nouns.split("|") if noun[:6].isalpha())


def _cues(spelt: str) -> Iterator[str]:
    """The cues of a row; for the name of a class of verbs what all forms of each verb have in common."""
    for cue in spelt.split("|"):
        for verb in acts().get(cue, ()):
            head, _, rest = verb.partition(" ")
            forms = (*conjugated(head), progressive(head))
            same = "".join(letters[0] for letters in takewhile(lambda letters: len(set(letters)) == 1, zip(*forms, strict=False)))
            yield from [rest] if len(rest) > len(head) else [same] if len(same) >= _START else forms
        if cue not in acts():
            yield cue


def _told_of(thing: str, done: str, does: str, nouns: str, tense: str, headline: bool) -> Iterator[str]:
    """The wordings by which something happens to a thing: who does it, what is done to it, what it does, of which the nouns are told."""
    aside, of = r"(?: \([^()]{1,30}\))?", _of(nouns)
    gap = rf"{aside}{_SAME_CLAUSE}"
    if done != "-":
        yield rf"<{done}> (?:(?:the|an?|its|our|this|all) )?(?:{_NO_LINK}[\w'$€£.,-]+ ){{0,5}}?{thing}\b"
        yield rf"{thing}\b{gap}<*{done}>"
        if tense == DID:
            yield (
                rf"{thing}\b{aside}(?: (?:of|on|at|for|over|in|from) [^;,\n]{{1,50}}?)?,? <+{done}>"
                rf"(?: (?:to|with|by|from|for) [^;,\n]{{1,50}}?)?(?= (?:on|in|during|last|yesterday|earlier)\b)"
            )
    if does != "-":
        yield rf"{thing}\b{gap}<{does}>"
    if nouns != "-" and tense == DID:
        yield rf"{of}{thing}\b(?:[^;\n]{{0,60}}?(?:<HAPPEN>|<*PUBLISH>)|(?={{DATED}}))"
        if headline:  # "Completion of Construction", "Plant Start-up"
            yield rf"{of}{thing}\b|{thing} (?:{nouns})\b"
    elif nouns != "-":
        yield rf"{of}{thing}\b[^;\n]{{0,60}}?{{EXP}}"
        yield rf"{{EXPECTS}} (?:the |its |an? )?{of}{thing}\b"  # "expects completion of the study in July"
        if headline:
            yield rf"{_POINT}{of}{thing}\b"
    if tense == WILL and (_TAKES_TIME.search(does) or _IS_GIVEN.search(done)):
        begins = ",? (?:starting|beginning|commencing|opening)(?={SOMEDAY})" if _TAKES_TIME.search(does) else "(?!)"
        yield rf"{thing}\b{gap}(?:{{EXP}}(?={{SOMEDAY}})|{begins})"


def _named_of(thing: str, nouns: str) -> Iterator[str]:
    """The wording by which a thing is announced in a noun: "is pleased to announce the completion of the plant"."""
    if nouns != "-":
        yield rf"\b{_TELLS}(?: today)? (?:the |its |an? )?(?:(?!of\b)[\w-]+ ){{0,2}}?{_of(nouns)}{thing}\b"


def _of(nouns: str) -> str:
    """What is told "of" a thing, before it."""
    return rf"\b(?:{nouns}) of (?:the |its |an? |this )?(?:[\w-]+ ){{0,4}}?"


@cache
def part(name: str) -> str:
    """The pattern of a named part, with its own parts put in."""
    return with_parts(_parts()[name])


def with_parts(pattern: str) -> str:
    """A pattern with the parts put in that it names."""
    return _opened(pattern, _parts())


def _spelt(pattern: str, tense: str, headline: bool) -> str:
    parts = _parts_of(tense)
    return _opened(_with_verbs(_opened(pattern, parts), tense, headline), parts)


def _with_verbs(pattern: str, tense: str, headline: bool) -> str:
    """A pattern with its gaps and the forms of its verbs."""
    pattern = pattern.replace(" ~", ",? ~").replace("~~", _WIDE_GAP).replace("~", _GAP)
    return _VERB.sub(lambda verb: _forms(verb[2].split("|"), verb[1], tense, headline, verb.start() == 0), pattern)


@cache
def _needed(pattern: str, tense: str, headline: bool) -> Run:
    """What a pattern of the table needs; its parts are read once for all patterns."""
    parts = _parts_of(tense)
    return needed(read(_with_verbs(pattern, tense, headline)), lambda token: _needed(parts[token[1:-1]], tense, headline))


@cache
def _parts_of(tense: str) -> dict[str, str]:
    """The named parts, auxiliary verbs among them."""
    return _parts() | _AUXILIARIES | ({"EXP": _NOTHING} if tense == DID else {})


def _opened(pattern: str, parts: dict[str, str]) -> str:
    while (opened := _PART.sub(lambda found: parts[found[1]], pattern)) != pattern:
        pattern = opened
    return pattern


@cache
def _parts() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("event_parts.tsv")}


def _forms(verbs: list[str], passive: str, tense: str, headline: bool, first: bool) -> str:
    """The alternatives that verbs take: "has received", "was granted", "will receive", "is expected to be granted"; a passive marked "*" needs its
    auxiliary, except in a headline."""
    spelt = [conjugated(verb) for name in verbs for verb in acts().get(name, [name])]
    if tense == WILL:
        given = _either(form[3] if passive else form[0] for form in spelt)
        to = "(?:{WILLING}|to )" if headline else "{WILLING}"  # "Drilling to begin in June"
        will = rf"\b{to}{{ADVERB}}\b{'be ' if passive else ''}{given}\b"
        if not passive:  # "will be releasing its results", "anticipates starting the program"
            coming = _either(progressive(form[0]) for form in spelt)
            will = rf"(?:{will}|\b(?:(?:will|shall) (?:also |now )?be|{_AWAITS}) {coming}\b)"
        if headline and not passive:  # a point of a list of aims: "Complete the study in July"
            will = rf"(?:{will}|{_POINT}\b{given}\b)"
        if passive:
            return will
        now = _either((*(form[1] for form in spelt), *(form[0] for form in spelt if form[0].split()[0] in _PLURAL)))
        joined = rf"|\band (?:then |also )?{given}\b" if first and not headline else ""  # "will stop mining and place ..." (kg.extract.event.hits)
        return rf"(?:{will}|\b(?<!to )(?<!not )(?<!can )(?<!may )(?<!ld )(?<!ll ){now}{{ATONCE}}{joined})"
    if passive:
        given = _either(form[3] for form in spelt)
        being = "{BEING}" if passive == "*" and not headline else "(?:{BEING}|[a-z]+ly )?"
        return rf"\b(?<!\bbe ){being}(?<!\bbe )\b{given}\b"
    done = _either({form[2]: None for form in spelt} | {form[3]: None for form in spelt} | {state: None for form in spelt for state in states(form)})
    if not headline:
        doing = _either({progressive(form[0]): None for form in spelt})
        now = _either({form[1]: None for form in spelt} | {form[0]: None for form in spelt})
        done = rf"(?:{done}|(?:(?:is|are) (?:now |also |today )?{_NOT_ENDING}|{BY_DOING} ){doing}|{now}(?= (?:[\w-]+ ){{0,4}}today\b))"
        able = rf"\b{{ABLE}}\b{_either(form[0] for form in spelt)}\b"
        return rf"(?:\b(?<!\bto )(?<!\bbe )(?<!will )(?<!will have )(?<!would have )(?<!to have ){{HAVE}}(?<!\bto )(?<!will )\b{done}\b|{able})"
    base = _NO_NOUN + _either(form[0] for form in spelt)
    return rf"\b(?:{{HAVE}}\b{done}|{_either(form[1] for form in spelt)}|{base})\b"


# What many do in the present tense, and what is no noun as well: "drilling and trenching begin in May".
_PLURAL = frozenset("begin commence come get go take resume follow appear arrive reopen recommence".split())
# What one is doing with these is not done yet: "is completing the study".
_NOT_ENDING = (
    r"(?!(?:being|completing|finishing|concluding|finali[sz]ing|wrapping|winding|rounding|negotiating|agreeing|consummating|achieving|"
    r"reaching|seeing)\b)"
)


def _either(words: object) -> str:
    return "(?:" + "|".join(dict.fromkeys(words)) + ")"  # type: ignore[call-overload]
