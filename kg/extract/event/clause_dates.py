"""Dates that stand beside the words of an event and yet belong to another noun or clause of the sentence."""

from __future__ import annotations

import re

from kg.text.dates import DateMatch

# Behind a date the verb, in a tense that takes none: "the spill of May 3 has been cleaned up" dates the spill.
_PERFECT = re.compile(r"[^;]{0,80}?\b(?:has|have) ")
# What came first has the day behind it for its own: "was ordered to close the plant following the discharge of water on May 3".
_AFTERWARDS = re.compile(r"\b(?:following|in response to|in the wake of|as a result of|pursuant to) (?:the|an?|its|that) [^,;]{5,120}$")
# A participle in an aside that has the date for its own: "has upheld the order, issued in July 2017, on the licence".
_IN_ASIDE = re.compile(
    r", (?:(?:which|that) (?:was|were) )?(?:first |originally )?(?:[a-z]{3,12}(?:ed|en)|made|held|begun|sold|built) "
    r"(?:(?:on|in|by|late in|early in) )(?:the )?$"
)
# What was done to a thing counted before it is told of: "assays for all holes drilled this summer", "a sale of ore mined in May".
_DONE_TO_IT = re.compile(
    r"\b(?:holes|samples|metres|meters|core|drilling|work|ore|tonnes|ounces|trenches|material) (?:drilled|taken|collected|completed|mined|sent|"
    r"shipped|poured|produced|done|carried out)(?: (?:in|during|on|over|by|since|early|late))*(?: the)? $"
)
# The day of the state that is reported: "Reports Year-End 2015 Mineral Reserves" is news of another day.
_STATE_AT = re.compile(r"\b(?:year|half|quarter)[- ]end,? (?:of )?(?:19|20)\d\d$", re.IGNORECASE)
# Of what was done before the time of the main clause: a date right behind its verb is its own.
IN_RELATIVE = re.compile(r"\b(?:which|that|who) had (?:been |earlier |previously |already ){0,2}", re.IGNORECASE)
_LEAD = 70  # characters before a date


def of_its_noun(text: str, found: DateMatch, end: int) -> bool:
    """Whether a date in the words of an event, which end at `end`, belongs to the noun before it and not to the verb behind."""
    return _PERFECT.match(text, found.end, end) is not None or _STATE_AT.search(text, max(0, found.start - 12), found.end) is not None


def of_another_clause(text: str, found: DateMatch, gap: int) -> bool:
    """Whether a date that stands `gap` characters behind what happened is that of what came first, of an aside, or of what a noun was made by."""
    if _DONE_TO_IT.search(text, max(0, found.start - _LEAD), found.start):
        return True
    aside = gap > 8 and text.startswith(", ", found.end) and _IN_ASIDE.search(text, max(0, found.start - _LEAD), found.start) is not None
    return aside or (gap > 20 and _AFTERWARDS.search(text, found.start - gap, found.start) is not None)
