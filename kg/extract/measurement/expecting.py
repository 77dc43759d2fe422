"""Whose a figure is that the company expects, in a sentence that names a site before: "in 2010, at Osorno, the Company expects to produce"."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence

_EXPECTS = re.compile(
    r", (?P<who>the (?:Company|Group|Corporation)|we|it|[A-Z][\w&'.-]*(?: [A-Z][\w&'.-]*){0,3}) (?:[a-z]+ )?"
    r"(?:expects?|forecasts?|anticipates?|plans?|guides?|produced|sold|reported|(?:is|are|remains?) on (?:track|course) to|"
    r"(?:re-?evaluat|revis|updat|lower|rais|adjust)\w* (?:the|our|its) guidance)\b"
)
_AT = re.compile(r"(?:^|[,;] )(?:[Aa]t|[Ff]rom)(?: the| its| our)? $")  # no "with the lost time at"


def is_expected(context: Context, sentence: Sentence, own: str, end: int) -> str:
    """ "company" where the words `own`, which end with a figure at `end`, tell that the company expects or made it, whatever site was named before;
    "site" where that is named right before the company; else nothing."""
    said = _EXPECTS.search(own)
    if said is None:
        return ""
    who = said["who"]
    named = context.organisation(who) if who[0].isupper() else context.issuer
    if named is not context.issuer:
        return ""
    at, text = end - len(own) + said.start(), context.reading.text
    led = (naming for naming, _ in context.sites.named_in(sentence.start, end) if naming.end == at)
    return "site" if any(_AT.search(text[sentence.start : naming.start]) for naming in led) else "company"
