"""The names that a company bore until a day, which is that of its change: "Alder was called Birch Uranium Inc. until 2011"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context, Sentence
from kg.extract.event.dates import When, when
from kg.extract.event.days import dates_of
from kg.extract.event.found import Found
from kg.facts import Company
from kg.text.names import split_legal_form
from kg.text.sieves import Sieved

_UNTIL = Sieved(
    r"\b(?:called|known as|named|traded as|operated (?:as|under the name(?: of)?)|(?:formerly|previously|originally)(?: known as| called| named)?),? "
    r"(?P<old>[A-Z][^;\n()]{2,60}?),? (?:until|till|up to) (?=.{0,20}(?:19|20)\d\d)"
)
# Who bore it: the company that stands before, and no mine or project.
_SELF = re.compile(
    r"(?:^|[.;] |, and |and )\W{0,2}(?:[Tt]he (?:Company|Corporation|Group)|It|it|We|we)(?: (?:was|were|had been|has been))? $|^\W{0,2}$"
)
_IS = re.compile(r"(?: \([^()]{1,60}\))?,?(?: (?:which|that|and|was|were|had been|has been|then|first|originally)){0,3} ")


def read_old_names(context: Context) -> Iterator[Found]:
    """Each change of a name that is told by the name before it and the time until which a company bore that."""
    for sentence in context.sentences:
        for told in _UNTIL.finditer(sentence.text):
            time = _time(context, sentence, told.end())
            company = _bearer(context, sentence, told.start()) if time and _is_firm(told["old"]) else None
            if time and company:
                start, end = sentence.start + told.start(), sentence.start + told.end() + 4
                yield Found("name-change", time, False, start, end, sentence.text[told.start() : told.end() + 8][:110], "renaming", company=company)


def _time(context: Context, sentence: Sentence, at: int) -> When | None:
    """The time that ends with a word "until" before `at`."""
    said = next((found for found in dates_of(sentence.text, context.published, False) if found.start < at < found.end), None)
    time = when(said) if said else None
    return time if time and time.earliest <= context.published else None


def _is_firm(name: str) -> bool:
    return bool(split_legal_form(name)[1]) and re.search(r"\b(?:of|at|with|for)\b", name) is None


def _bearer(context: Context, sentence: Sentence, at: int) -> Company | None:
    if _SELF.search(sentence.text, 0, at):
        return context.company
    named = [(naming, org) for naming, org in context.namings(sentence.start, sentence.start + at) if naming.end <= sentence.start + at]
    if named and _IS.fullmatch(context.reading.text, named[-1][0].end, sentence.start + at):
        return named[-1][1].company
    return None
