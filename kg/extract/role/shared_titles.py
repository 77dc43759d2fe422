"""Titles that several persons share, what parts their names, and seats on a board that are told without the word "director"."""

from __future__ import annotations

import re

# Plural titles are shared by a list of names; what parts such names.
PLURAL = re.compile(
    r"\b(?:persons|directors|board|board of directors|vice[- ]presidents|co-\w+s|officers|ceos|presidents|chairmen|advisory (?:committee|council))\b",
    re.IGNORECASE,
)
FELLOW = re.compile(
    r"[*#^\u2020]*\s*(?:\([^()]{1,60}\))?[*#^\u2020]*\s*(?:,|and|&|,\s*and)\s*(?:(?:Mr|Ms|Mrs|Miss|Dr|Prof|Sir|Dame|Hon|Adv)\.?\s)?\s*"
)
BOARD_SEAT = re.compile(
    r"\b(?:to|join(?:s|ed|ing)?|left|leav(?:e|es|ing)|from|off|on) "
    r"(?:\S+ ){0,2}?(?:(?:[A-Z]\S* ){0,3}[A-Z]\S*(?:'s?)? )?(?P<seat>[Bb]oards?(?: of [Dd]irectors)?)(?!\w| (?:meeting|approval|"
    r"of (?!(?:several|various|numerous|many|a number|other|two|three|four|five)\b)[a-z]))"
)
