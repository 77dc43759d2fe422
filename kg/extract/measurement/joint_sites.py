"""Figures of several sites together, which are of none of them: "8,000 metres across the A and B projects"."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "8,000 metres across the A and B projects": of neither alone.
_JOINTLY = re.compile(
    r"(?:[ \n][a-z]+){0,8}?[ \n](?:at|from|across|on|of|in|over|for)[ \n](?:(?:the|its|our|their|both|two|Company's|flagship|main)[ \n])*"
    r"[A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}(?:,[ \n][A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}){0,3},?[ \n](?:and|&)[ \n]"
    r"[A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}[ \n](?:[a-z]+[ \n])?(?:[Mm]ines|[Pp]rojects|[Pp]ropert(?:ies)|[Oo]perations|"
    r"[Mm]ills)\b(?!,?[ \n]respectively)"
)
_ALL_OF_THEM = re.compile(
    r"\b(?:all|both)[ \n](?:of[ \n])?(?:its[ \n]|our[ \n]|the[ \n]Company's[ \n])?(?:[a-z]+[ \n])?(?:projects|properties|mines|operations|sites)\b",
    re.IGNORECASE,
)
# "its Alder, Birch and Cedar mines to produce", "at the Alder and Birch operations at a cost of": what stands between two names of a list.
_LISTED = re.compile(
    r"(?:[ \n](?:[Mm]ines?|[Pp]rojects?|[Oo]perations?|[Pp]ropert(?:y|ies)))?(?:,|,?[ \n](?:and|&))[ \n](?:the[ \n]|its[ \n]|our[ \n])?"
)
_APART = re.compile(r"\b(?:while|whereas|respectively)\b|;")
_DRILLED = frozenset({"drilling-metres", "drill-holes"})


def is_of_several(text: str, metric: str, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Whether the words behind a figure, or of drilling those of its clause, tell that it is of several sites together; the offsets are
    those of the text, `sentence` where its sentence begins and ends."""
    behind = text[end : min(sentence[1], end + 160)]
    if _JOINTLY.match(behind):
        return True
    clause = text[sentence[0] : start].rpartition(";")[2] + re.split(r"[;,(]", behind)[0]
    return metric in _DRILLED and _ALL_OF_THEM.search(clause) is not None


def follows_a_list(text: str, names: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether the names that stand last before a figure, at these offsets, make a list, so that it is of all of them: "its Alder, Birch and
    Cedar mines produced"."""
    ahead = [name for name in names if name[1] <= start]
    if len(ahead) < 2 or _APART.search(text, ahead[-1][1], start) or re.search(r"\d", text[ahead[-2][0] : ahead[-1][1]]):
        return False
    return text[ahead[-2][0] : ahead[-2][1]] != text[ahead[-1][0] : ahead[-1][1]] and _LISTED.fullmatch(text, ahead[-2][1], ahead[-1][0]) is not None
