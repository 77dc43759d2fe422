"""Lists of what a study found: where one of the points tells a value or a rate of return, all of them are estimates of that study."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context, Sentence
from kg.extract.site.context import heading_site
from kg.text.sections import Part
from kg.text.sieves import Sieved

_STUDY = Sieved(
    r"\b(?:preliminary economic assessment|(?:pre-?)?feasibility (?:study|results|economics|outcomes?)|scoping (?:study|results|numbers)|"
    r"bankable study|economic assessment|PEA|PFS|DFS|BFS|study\b[^.;]{0,60} has found|"
    r"(?:the|this|a) (?:\w+ )?study (?:outlines|contemplates|shows|estimates|envisages|demonstrates|confirms|indicates|"
    r"assumes|considers|evaluates|examines|describes|calls for|forecasts|projects|is based|has been based|was based))\b",
    re.IGNORECASE,
)
_STUDY_TOLD = Sieved(
    r"\b(?:results|completes?|announces?|delivers?|positive|robust|shows|publishes|releases|updates|lifts|outlines|confirms|findings|"
    r"economics|economic highlights)\b",
    re.IGNORECASE,
)
_STUDY_TO_COME = Sieved(
    r"\b(?:plans?|intends?|will|expects?|aims?|commence[sd]?|begins?|awards?|engages?|appoints?)\b[^.;]{0,60}\b(?:study|PEA|PFS|DFS|FS|assessment)\b",
    re.IGNORECASE,
)
# "NPV (after tax): US$74 million": a point that opens with what only a study tells.
_LABEL = re.compile(
    r"[^\w(]{0,4}(?:o[ \n])?(?:[\w/-]+[ \n]){0,3}?(?:NPV|IRR|net present value|internal rate of return|pay-?back|pre-?production cap(?:ex|ital)|"
    r"initial cap(?:ex|ital)|capital costs?|(?:life[ -]of[ -])?mine life|life of mine|LOM|capex)(?![a-z])",
    re.IGNORECASE,
)
_VALUED = re.compile(r"\bNPV|\bIRR\b|net present value|internal rate of return", re.IGNORECASE)
# What a list may also tell of that was done: "completed the drilling", "ended the quarter with".
_DONE = re.compile(r"\b(?:ended|completed|closed|drilled|raised|received|sold|produced|poured|quarter|year[- ]to[- ]date)\b", re.IGNORECASE)
_LONGEST = 140  # a point of a study names a figure; a longer one tells of something

# "September Quarter Highlights", "Half-Year Report": what a study found is but one of the things told.
_REPORT = Sieved(
    r"\b(?:quarter(?:ly|'s|s)?|half[- ]year(?:ly)?|interim|annual|full[- ]year|(?:19|20)\d\d)\b[^.;]{0,40}\b(?:reports?|results?|activities|activity|"
    r"update|highlights|production|operations)\b|"
    r"\b(?:reports?|results|update|review)[ \n]for[ \n](?:the[ \n])?(?:Q[1-4]|H[12]|\w+[ \n](?:quarter|half|months)|"
    r"(?:financial[ \n]|full[ \n])?year)\b",
    re.IGNORECASE,
)
# What a project is to make over its life, as studies tell it.
LIFE = re.compile(
    r"\b(?:in|from) [Yy]ears? (?:one|two|three|four|five|six|\d)\b|\bfirst \w+ (?:full )?years\b|"
    r"(?<!to )\b[Aa]verage annual (?:\w+ ){0,3}production\b(?![^.;]{0,90}\b(?:was|were|has been|had been|since|between|produced)\b)|"
    r"\b\d+[- ]years?(?:[- ](?:mine|project|operating|initial))* life\b|\b[Aa]nnual(?:ly)? (?:\w+ ){0,3}(?:production|output)\b[^.;]{0,40}\bwould\b|"
    r"\bwould (?:produce|yield|average|generate)\b[^.;]{0,80}\b(?:a year|per (?:year|annum)|annually)\b|"
    r"\b[Pp]eak (?:\w+ ){0,2}production\b|\b[Ll]ife[- ]of[- ]mine\b|\bLOM\b|\bover the life of the (?:mine|project)\b"
)


def study_points(context: Context) -> frozenset[int]:
    """The offsets of the points that stand in the list of a study."""
    return frozenset(part.start for run in _runs(context) if _is_list_of_study(run) for part in run if _is_figure(part))


def is_found_by_study(context: Context, sentence: Sentence, metric: str) -> bool:
    """Whether a figure is what a study found of the project as a whole: its value, or told in the list of the study or in a sentence that names
    the study, under no heading of a site."""
    if heading_site(context, context.sites, sentence.part.start) not in (None, context.sites.main):
        return False
    return metric in _OF_WHOLE or sentence.part.start in context.once(study_points) or _STUDY.search(sentence.text) is not None


_OF_WHOLE = frozenset({"npv", "irr", "capacity"})


def is_of_study(context: Context) -> bool:
    """Whether the first sentences tell the results of a study: what the release gives is that study's."""
    titles = [sentence.text for sentence in context.sentences[:12]]
    if is_report(context):
        return False
    return any(_STUDY.search(text) and _STUDY_TOLD.search(text) and not _STUDY_TO_COME.search(text) for text in titles)


def is_report(context: Context) -> bool:
    """Whether the title or the first headings call the release a report of a quarter, half or year, and none of them speaks of a study."""
    heads = [context.title_words, *(sentence.text for sentence in context.sentences[:6] if sentence.is_heading)]
    return any(_REPORT.search(text) for text in heads) and not any(_STUDY.search(text) for text in heads)


def tells_study(text: str) -> bool:
    """Whether a paragraph speaks of a study."""
    return _STUDY.search(text) is not None


def _is_list_of_study(run: list[Part]) -> bool:
    """Whether two points at least open with what only a study tells, and one of them with a value or a rate of return."""
    opening = [found.group() for part in run if (found := _LABEL.match(part.text))]
    return len(opening) > 1 and any(_VALUED.search(words) for words in opening)


def _is_figure(part: Part) -> bool:
    return len(part.text) <= _LONGEST and _DONE.search(part.text) is None


def _runs(context: Context) -> Iterator[list[Part]]:
    """The points that follow one another with nothing between."""
    run: list[Part] = []
    for part in context.telling:
        if part.block.kind == "bullet":
            run.append(part)
            continue
        if len(run) > 2:
            yield run
        run = []
    if len(run) > 2:
        yield run


_FORMER_STUDY = re.compile(
    r"\b(?:(?:previous|prior|earlier|former|original|20\d\d)[ \n](?:PEA|PFS|DFS|FS|scoping|pre-?feasibility|"
    r"feasibility|preliminary economic|technical|study)|"
    r"(?:pre-?feasibility|feasibility|scoping)[ \n]study[ \n](?:of|dated|from)[ \n](?:[A-Z][a-z]+[ \n])?20\d\d)[^.;]*$",
    re.IGNORECASE,
)


# "By comparison, the 2016 PEA showed", "The 2012 study had put": what is told only beside what holds now.
_COMPARED = re.compile(
    r"\b(?:comparison|compared|versus|supersed\w+|replac\w+|historic(?:al)?)\b|\b(?:higher|lower|more|less|better|greater|rather|over|against)\b"
    r"[^.;]{0,40}\b(?:than|in|of) (?:the|its) $|\b(?:up|down|(?:increas|decreas|improv|chang|revis|reduc|rais|lower)ed|rose|fell|grown) from\b|"
    r"\bhad (?:been )?(?:put|shown|given|\w+ed)\b|"
    r"\bby (?:an?|the) (?:former|previous|prior|earlier)\b",
    re.IGNORECASE,
)


def is_of_former_study(before: str, *, study: bool) -> bool:
    """Whether the words before a figure tell of an earlier study than the one that holds, which the release itself may give: a study called by its
    year is that one where the release gives none and compares it with none."""
    told = _FORMER_STUDY.search(before)
    if told is None:
        return False
    named = re.search(r"(?:19|20)\d\d", told.group()) is not None
    return study or not named or _COMPARED.search(before, max(0, told.start() - 60)) is not None
