"""Of what a budget is: of exploration, of capital, or of neither."""

from __future__ import annotations

import re

from kg.extract.measurement.cues import NOTHING, Cue

_EXPLORATION = re.compile(r"\b(?:explor|drill|geophysic|survey|mapping|sampling|trench|program)\w*", re.IGNORECASE)
_BUILDING = re.compile(r"\b(?:restart|construct|plants?\b|mill(?!ion)|shaft|refurbish|expansion|capital\b|build|development)\w*", re.IGNORECASE)

_ENGINEERING = re.compile(
    r"\b(?:engineering|permitting|environmental (?:work|studies)|metallurgical (?:test ?work|studies)|marketing|corporate)\b", re.IGNORECASE
)
_OF_STUDY = re.compile(r"\b(?:carry out|commission\w*|conduct|prepare|complete|award\w*)\b[^.]{0,80}\bstud(?:y|ies)\b", re.IGNORECASE)


def told_budget(cue: Cue, sentence: str, around: str, *, explorer: bool) -> Cue:
    """A budget is one of exploration or of capital, by the words of its sentence, else of its paragraph; where neither tells, of exploration if
    the release is of an explorer."""
    if cue.metric != "budget":
        return cue
    if _ENGINEERING.search(sentence) and not _EXPLORATION.search(sentence):
        return Cue(NOTHING, cue.start, cue.end, cue.cost)
    if _OF_STUDY.search(around) and not _EXPLORATION.search(sentence):
        return Cue(NOTHING, cue.start, cue.end, cue.cost)
    for words in (sentence,) if explorer else (sentence, around):
        explored, built = _EXPLORATION.search(words) is not None, _BUILDING.search(words) is not None
        if explored != built:
            return Cue("exploration-budget" if explored else "capex", cue.start, cue.end, cue.cost)
    return Cue("exploration-budget" if explorer else NOTHING, cue.start, cue.end, cue.cost)
