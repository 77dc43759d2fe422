"""Words of a sentence that speak of plans but say nothing of its figures: what shares will count as, what money is for, a plan as a noun."""

from __future__ import annotations

import re

from kg.text.blanking import blanked

# "units that will qualify as", "shares, which will rank": told of the things, not of the deal.
_WILL_COUNT = re.compile(
    r"\b(?:that|which|each of which)[ \n](?:will|shall|would|are to|is to|are expected to|is expected to|are intended to|is intended to)[ \n]"
    r"(?:each[ \n]|all[ \n])?(?:be[ \n])?(?:qualify|rank|used|entitled?|eligible|applied|spent|allocated|listed|admitted|known|renamed)\b"
    r"[^,.;()\d$]{0,60}",
    re.IGNORECASE,
)
# An option that was taken up: "issued on the exercise in full of the underwriters' option".
_TAKEN_UP = re.compile(
    r"\b(?:exercise[ \n]in[ \n](?:full|part)[ \n]of|(?:full|partial)[ \n]exercise[ \n]of|exercised[ \n]in[ \n](?:full|part))[ \n]"
    r"(?:[\w'\u2019-]+[ \n]){1,4}option\b",
    re.IGNORECASE,
)
_IF_TAKEN = re.compile(
    r"\b(?:assum\w+|if|upon|subject to|in the event of|prior to|before|without|excluding|unless)[ \n](?:the[ \n]|any[ \n])?$", re.IGNORECASE
)
_WAS_TAKEN = re.compile(r"\b(?:has|have|had|was|were|issued|resulted|included|including|following|reflects)\b")
# "since the start of a turnaround plan, output rose": a plan that something follows.
_PLAN_BEHIND = re.compile(
    r"\b(?:implement\w+|introduc\w+|adoption|execution|start|launch|success|benefits?|result)[ \n](?:of[ \n])?(?:an?|the|its|our)[ \n]"
    r"(?:[\w-]+[ \n]){0,3}(?:plans?|budget)\b",
    re.IGNORECASE,
)
_ROSE = re.compile(r"\b(?:was|were|rose|fell|increased|decreased|improved|produced|sold|mined|milled|processed|achieved|totall?ed)\b")


def without_relatives(sentence: str) -> str:
    """A sentence with blanks for such words."""
    for pattern, told in ((_WILL_COUNT, None), (_TAKEN_UP, _WAS_TAKEN), (_PLAN_BEHIND, _ROSE)):
        for found in list(pattern.finditer(sentence)):
            ahead = sentence[max(0, found.start() - 20) : found.start()]
            if (told is None or told.search(sentence)) and not _IF_TAKEN.search(ahead):
                sentence = blanked(sentence, found)
    return sentence


# "(Q1- 7,200,000 lbs)", "(previous quarter - 0.24%)": a dash that does what a colon does.
_TIME_AND_DASH = re.compile(
    r"(?P<time>\((?:[QH][1-4](?:[ \n](?:FY[ \n]?)?(?:20)?\d\d)?|[1-4][QH](?:20)?\d\d|FY ?(?:20)?\d\d))(?P<gap>[ \n]?)[-\u2013\u2014]"
    r"(?![ \n]?(?:20)?\d\d:)(?=[ \n]?[A-Z]{0,3}[$\d])|"
    r"(?P<words>\((?:[a-z]+[- \n]){0,5}(?:quarter|half|year|period|months?|pcp|(?:[\w,]+[ \n]){0,5}(?:19|20)\d\d))(?P<blank>[ \n])[-\u2013\u2014]"
    r"(?=[ \n](?:approximately |about |over |nearly )?[A-Z]{0,3}[$\d])",
    re.IGNORECASE,
)

_STOP_OF_CENT = re.compile(r"(?<=\bper cent)\.(?=\)?[ \n][(a-z]|[,;)])")


def with_colons(sentence: str) -> str:
    """A sentence with a colon for the dash behind the time at the head of a bracket, and without the stop of "per cent." in its midst."""
    sentence = _STOP_OF_CENT.sub(" ", sentence)
    return _TIME_AND_DASH.sub(lambda found: f"{found['time'] or found['words']}{found['gap'] or found['blank'] or ''}:", sentence)
