"""Figures of several sites together, which are of none of them: "8,000 metres across the A and B projects"."""

from __future__ import annotations

import re

# "8,000 metres across the A and B projects": of neither alone.
_JOINTLY = re.compile(
    r"(?:[ \n][a-z]+){0,5}?[ \n](?:at|from|across|on|of|in|over|for)[ \n](?:(?:the|its|our|both|two|Company's)[ \n])*"
    r"[A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}(?:,[ \n][A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}){0,3},?[ \n](?:and|&)[ \n]"
    r"[A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}[ \n](?:[a-z]+[ \n])?(?:[Mm]ines|[Pp]rojects|[Pp]ropert(?:ies)|[Oo]perations|"
    r"[Mm]ills)\b(?!,?[ \n]respectively)"
)
_ALL_OF_THEM = re.compile(
    r"\b(?:all|both)[ \n](?:of[ \n])?(?:its[ \n]|our[ \n]|the[ \n]Company's[ \n])?(?:[a-z]+[ \n])?(?:projects|properties|mines|operations|sites)\b",
    re.IGNORECASE,
)
_DRILLED = frozenset({"drilling-metres", "drill-holes"})


def is_of_several(text: str, metric: str, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Whether the words behind a figure, or of drilling those of its clause, tell that it is of several sites together; the offsets are
    those of the text, `sentence` where its sentence begins and ends."""
    behind = text[end : min(sentence[1], end + 160)]
    if _JOINTLY.match(behind):
        return True
    clause = text[sentence[0] : start].rpartition(";")[2] + re.split(r"[;,(]", behind)[0]
    return metric in _DRILLED and _ALL_OF_THEM.search(clause) is not None
