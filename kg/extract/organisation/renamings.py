"""Changes of a company's name: "changed its name from X to Y effective May 5", "X, which will be renamed Y", "the name change to Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import held_times as times
from kg.extract.context import Context, Sentence
from kg.extract.held_times import Told
from kg.extract.organisation.organisations import Organisation
from kg.extract.organisation.words import name_at
from kg.text.names import split_legal_form
from kg.text.sieves import Sieved

_NAME_WORDS = r"(?:(?:corporate|company|legal|trade|registered|full) )?name"
_WILL = (
    r"(?P<will>will|shall|would|to|intends? to|proposes? to|plans? to|expects? to|has agreed to|is to|are to|resolved to|proposed|is expected to|"
    r"will be asked to approve (?:a|the))"
)
# The words before the old name ("from") or the new one; what they are said of comes before.
_VERBS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern, re.IGNORECASE))
    for rule, pattern in (
        (
            "changes-name",
            rf"(?:\b{_WILL} )?(?:\b(?:has|have|had) )?(?:(?:also|now|formally|officially|legally|today|subsequently|then|recently) )?"
            rf"\bchang(?:e|ed|es|ing) (?:its|our|their|the Company's|the Corporation's) {_NAME_WORDS}",
        ),
        (
            "name-changed",
            rf"\b{_NAME_WORDS}(?: of the (?:Company|Corporation|Issuer))? (?P<done>was changed|has been changed|changed)(?=,? (?:from|to)\b)",
        ),
        (
            "name-changed",
            rf"\b{_NAME_WORDS}(?: of the (?:Company|Corporation|Issuer))? (?P<will>will be changed|will change|is to be changed|is to change)",
        ),
        (
            "name-change",
            rf"\b{_NAME_WORDS} change(?! (?:will|of|and|is|was|has|in|with|on)\b)|\bchange (?:of|in) (?:its |the Company's |"
            rf"the Corporation's )?{_NAME_WORDS}",
        ),
        (
            "renamed",
            r"(?:\b(?P<will>will be|is to be|to be|shall be|will) )?(?:\b(?:has been|have been|was|is|being|since been|"
            r"subsequently) )?\brenamed(?: itself| to| as)?(?= [\"A-Z])",
        ),
        ("new-name", rf"\b(?:(?P<will>will|to) [^.;]{{0,60}})?\bunder (?:its|the) new {_NAME_WORDS},?(?: of)?(?= [\"A-Z])"),
    )
)
_MAY = Sieved(r"\brenamed\b|\bname\b|\bNAME\b|\bName\b")
_UNSURE = re.compile(r"\b(?:(?-i:may)|might|could|not|if|whether|would have|option to|right to|should)\b[^.;]{0,50}$", re.IGNORECASE)
_FROM = re.compile(r",? from (?:the name )?(?:of )?")
_TO = re.compile(r",? (?:from [^.;]{1,80}? )?(?:to|as|be|become|into)(?: (?:be|become))?(?: the)?(?: name)?(?: of)? ")
_SUBJECT_GAP = re.compile(
    r"(?: \([^()]{1,90}\))*,?(?: \([^()]{1,90}\))?(?: (?:which|that|it|and|has|have|had|is|are|was|were|will|also|then|subsequently|recently|now|"
    r"announces?d?|advises?d?|confirms?|reports?|pleased|to|announce|today|effective|immediately)){0,9},? ?",
    re.IGNORECASE,
)
_OF_SITE = re.compile(
    r"\b(?:mine|project|property|deposit|zone|claims?|mill|pit|vein|prospect|target)s?(?: (?:has|have|was|is|will|to|be|been|which|that|,))* ?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Renaming:
    """A change of name as a document tells it: the old name and the new one, when the new one begins, and where that is said."""

    old: str
    new: str
    told: Told
    start: int
    end: int
    rule: str


def find_renamings(context: Context) -> list[Renaming]:
    """The changes of name that the sentences of a document tell, with both names; of one told twice the better dated first."""
    found = [one for sentence in context.sentences if _MAY.search(sentence.text) for one in _in_sentence(context, sentence)]
    dated = {(one.old, one.new) for one in found if _is_dated(one)}
    return [one for one in found if (one.old, one.new) not in dated or _is_dated(one)]


def _is_dated(one: Renaming) -> bool:
    return one.told.bounds.earliest_begin is not None and one.told.bounds.latest_begin is not None


def _in_sentence(context: Context, sentence: Sentence) -> Iterator[Renaming]:
    text, taken = sentence.text, -1
    for rule, pattern in _VERBS:
        for verb in pattern.finditer(text):
            if verb.start() < taken or _UNSURE.search(text[: verb.start()]):
                continue
            names = _names(text, verb.end())
            if names is None:
                continue
            old, new, end = names
            subject = _subject(context, sentence, verb.start(), rule)
            old = old or _old_name(context, subject, new)
            told = _when(context, text, verb, end, rule)
            if old and told and _differ(old, new):
                taken = end
                yield Renaming(old, new, told, sentence.start + verb.start(), sentence.start + end, rule)


def _names(text: str, at: int) -> tuple[str | None, str, int] | None:
    """The old name where "from" gives it, the new one, and where it ends."""
    old = None
    if source := _FROM.match(text, at):
        given = name_at(text, source.end())
        if given is None:
            return None
        old, at = given
    to = _TO.match(text, at) or re.compile(r" (?=[\"A-Z])").match(text, at)
    new = name_at(text, to.end()) if to else None
    return (old, *new) if new else None


def _subject(context: Context, sentence: Sentence, at: int, rule: str) -> Organisation | None:
    """Whose name changes: the company named right before, else the issuer; nobody's where it is a site's, or a verb without a subject."""
    before = sentence.text[:at]
    if _OF_SITE.search(before):
        return None
    named = context.namings(sentence.start, sentence.start + at)
    if named and _SUBJECT_GAP.fullmatch(sentence.text[named[-1][0].end - sentence.start : at]):
        return named[-1][1]
    issuers = re.search(r"\b(?:[Tt]he (?:Company|Corporation|Issuer)|[Ii]t|[Ww]e)\b[^.;]{0,60}$", before) is not None
    if rule == "renamed":
        return context.issuer if issuers else None
    return context.issuer if issuers or not named or named[-1][1] is context.issuer else named[-1][1]


def _old_name(context: Context, subject: Organisation | None, new: str) -> str | None:
    """The name that the subject bears besides the new one; None where the text gives none."""
    if subject is None:
        return None
    if not same_name(subject.name, new):
        return subject.name
    return next(iter(subject.former)) if len(subject.former) == 1 else None


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their legal forms and letters."""
    return split_legal_form(one)[0].casefold() == split_legal_form(other)[0].casefold()


def _differ(old: str, new: str) -> bool:
    return re.sub(r"\W", "", old).casefold() != re.sub(r"\W", "", new).casefold()


def _when(context: Context, text: str, verb: re.Match[str], end: int, rule: str) -> Told | None:
    """When the new name begins; None for a change that is neither dated nor said to be done or to come."""
    today, will = context.published, verb.groupdict().get("will") is not None
    spoken = times.dated(text, today, future=will)
    stop = text.find(";", end)
    near = [*spoken.within(end, stop if stop > 0 else len(text)), *spoken.within(verb.start(), end)]
    before = (found for found in reversed(list(spoken.within(0, verb.start()))) if spoken.effective(found))
    day = next(iter(near), None) or next(before, None) or spoken.opening(verb.start())
    if rule == "name-change" and day is None:
        return None
    if will and day is not None and day.latest < today:
        day = None
    told = times.told(times.COMING if will else times.BEGUN, today, times.by_then(text, day, today) if day else None)
    return told if told and not (rule == "new-name" and day is None) else None
