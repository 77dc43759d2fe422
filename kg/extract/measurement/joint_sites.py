"""Figures of several sites together, which are of none of them: "8,000 metres across the A and B projects"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context, Sentence
from kg.extract.measurement.cues import DRILLING

# "8,000 metres across the A and B projects": of neither alone.
_JOINTLY = re.compile(
    r"(?:[ \n][a-z]+){0,8}?[ \n](?:at|from|across|on|of|in|over|for)[ \n](?:(?:the|its|our|their|both|two|Company's|flagship|main)[ \n])*"
    r"[A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}(?:,[ \n][A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}){0,3},?[ \n](?:and|&)[ \n]"
    r"[A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}[ \n](?:[a-z]+[ \n])?(?:[Mm]ines|[Pp]rojects|[Pp]ropert(?:ies)|[Oo]perations|"
    r"[Mm]ills)\b(?!,?[ \n]respectively)"
)
# "drilled 8,500 metres on the A, B and C deposits": of the project of these.
_ON_PIECES = re.compile(_JOINTLY.pattern.replace(r"(?:[Mm]ines|", r"(?:[Dd]eposits|[Zz]ones|[Tt]argets|[Pp]rospects|[Pp]its|[Mm]ines|"))
_ALL_OF_THEM = re.compile(
    r"\b(?:all|both)[ \n](?:of[ \n])?(?:its[ \n]|our[ \n]|the[ \n]Company's[ \n])?(?:[a-z]+[ \n])?(?:projects|properties|mines|operations|sites)\b",
    re.IGNORECASE,
)
# "its Alder, Birch and Cedar mines to produce", "at the Alder and Birch operations at a cost of": what stands between two names of a list.
_LISTED = re.compile(
    r"(?:[ \n](?:[Mm]ines?|[Pp]rojects?|[Oo]perations?|[Pp]ropert(?:y|ies)))?(?:,|,?[ \n](?:and|&))[ \n](?:the[ \n]|its[ \n]|our[ \n])?"
)
_APART = re.compile(r"\b(?:while|whereas|respectively)\b|;")
# "15,000 metres into the Company's projects"
_INTO_ALL = re.compile(
    r"[ \n](?:of[ \n]\w+[ \n])?(?:[a-z]+[ \n]){0,2}(?:into|across|at|on|over)[ \n](?:the[ \n](?:Company|Group)['\u2019]s|its|our|their)[ \n]"
    r"(?:[a-z-]+[ \n]){0,3}(?:projects|properties|tenements)\b"
)


def is_of_several(text: str, metric: str, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Whether the words behind a figure, or of drilling those of its clause, tell that it is of several sites together; the offsets are
    those of the text, `sentence` where its sentence begins and ends."""
    behind = text[end : min(sentence[1], end + 160)]
    if _JOINTLY.match(behind) or (metric in DRILLING and _INTO_ALL.match(re.sub(r" ['\u2019] ?s", "'s", behind))):
        return True
    clause = text[sentence[0] : start].rpartition(";")[2] + re.split(r"[;,(]", behind)[0]
    return metric in DRILLING and _ALL_OF_THEM.search(clause) is not None


def is_on_pieces(text: str, metric: str, end: int) -> bool:
    """Whether the words behind a figure of drilling tell several deposits, zones or targets on which it was done."""
    return metric in DRILLING and _ON_PIECES.match(text, end) is not None


def follows_a_list(text: str, names: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether the names that stand last before a figure, at these offsets, make a list, so that it is of all of them: "its Alder, Birch and
    Cedar mines produced"."""
    ahead = [name for name in names if name[1] <= start]
    if len(ahead) < 2 or _APART.search(text, ahead[-1][1], start) or re.search(r"\d", text[ahead[-2][0] : ahead[-1][1]]):
        return False
    return text[ahead[-2][0] : ahead[-2][1]] != text[ahead[-1][0] : ahead[-1][1]] and _LISTED.fullmatch(text, ahead[-2][1], ahead[-1][0]) is not None


_LAST_OF_NAMES = re.compile(r"(?<![\w'\u2019-])[A-Z][\w'\u2019-]*(?:,[ \n][A-Z][\w'\u2019-]*){0,4},?[ \n](?:and|&)[ \n]$")
_PLURAL = re.compile(r"[ \n](?:gold[ \n]|silver[ \n]|copper[ \n])?(?:deposits|mines|projects|pits|operations|properties|prospects|targets|zones)\b")


def is_last_of_names(text: str, name: tuple[int, int], start: int) -> bool:
    """Whether the site named at these offsets is the last of several names, of which the others are no known sites, before a figure of all of
    them: "the Ash, Birch and Cedar deposits; 5,240 metres"."""
    listed = _LAST_OF_NAMES.search(text, max(0, name[0] - 90), name[0]) is not None
    plural = _PLURAL.match(text, name[1]) or _PLURAL.search(text, name[0], name[1])
    return listed and plural is not None and re.search(r"\brespectively\b|\bof which\b", text[name[1] : start + 90]) is None


_TWO = re.compile(
    r"(?<![\w'\u2019-])(?P<one>[A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3})[ \n]and[ \n]"
    r"(?P<two>[A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3})"
    r"[ \n](?:deposits|mines|projects|pits|operations|properties|prospects)\b"
)


def is_turn_of_another(text: str, names: Sequence[int], sentence: tuple[int, int], start: int, end: int) -> bool:
    """Whether a figure is by its place that of the one of two names which is no known site, of sites that are named at these offsets: "the Alder
    and Birch deposits, which produced 207,000 and 48,000 ounces respectively"."""
    behind = re.match(r"[^;]{0,60}?\brespectively\b", text[end : min(sentence[1], end + 80)])
    two = _TWO.search(text, sentence[0], start) if behind else None
    if behind is None or two is None:
        return False
    figures = [found.start() for found in re.finditer(r"(?<![\w.,])[$\d][\d,.]*", text[two.end() : end + behind.end()])]
    place = next((index for index, at in enumerate(figures) if abs(two.end() + at - start) < 4), None)
    if place is None or len(figures) != 2:
        return False
    low, high = two.span("two" if place else "one")
    return not any(low <= name < high for name in names)


_EACH_FROM = re.compile(r"[ \n](?:from|at)[ \n](?:the[ \n]|its[ \n])?$")
_LIST_FROM = re.compile(
    r"(?:[^.;,\d]{0,30}(?:,|,?[ \n]and)[ \n][^.;]{0,60}?\d[^.;]{0,60}?|[^.;,\d]{0,30})[ \n](?:from|at)[ \n](?:the[ \n]|its[ \n])?(?P<name>[A-Z]\w+)"
)


def next_source(text: str, name: tuple[int, int], start: int, end: int) -> re.Match[str] | None:
    """What a list of figures "from" places tells of the place of a figure behind the one named at `name`: "13,000 tonnes of copper from Alder,
    19,000 of zinc and 27,000 of lead from Birch" gives that of zinc to Birch."""
    if not _EACH_FROM.search(text, max(0, name[0] - 12), name[0]) or not re.match(r"(?:,|,?[ \n]and)[ \n]", text[name[1] : start]):
        return None
    return _LIST_FROM.match(text, end)


_EXCLUDED = re.compile(
    r"\b(?:excluding|excludes?|except(?:ing)?(?:[ \n](?:for|from))?|other[ \n]than|apart[ \n]from|aside[ \n]from|"
    r"exclusive[ \n]of|not[ \n]including)\b"
    r"(?:[^.;()]|\([^()]{0,60}\)){0,110}$",
    re.IGNORECASE,
)


def is_left_out(text: str, low: int, at: int) -> bool:
    """Whether the words between two offsets leave out what is named at the second: "production (excluding that of the Alder mine)"."""
    return _EXCLUDED.search(text, max(low, at - 160), at) is not None


_PARTED = re.compile(
    r"(?:[ \n](?:of|in)[ \n](?:[\w-]+[ \n]?){1,4}|[ \n](?:milled|mined|processed|treated|produced|sold))?,?[ \n]\W?"
    r"(?:comprising|consisting[ \n]of|made[ \n]up[ \n]of|including|being|of[ \n]which|with)\b[^;]{0,90}$"
)


def is_split(text: str, end: int, behind: Sequence[tuple[int, str]]) -> bool:
    """Whether the words behind a figure split it among two or more sites that stand at these offsets: "2.2 Mt of ore, comprising 1.6 Mt from Alder
    and 0.6 Mt from Birch"."""
    if len({name for _, name in behind}) < 2 or _PARTED.match(text[end : behind[0][0]]) is None:
        return False
    return re.search(r"\d", text[end : behind[0][0]]) is not None and re.search(r"\d", text[behind[0][0] : behind[1][0]]) is not None


def is_parted(text: str, end: int, name: int) -> bool:
    """Whether the words behind money that is spent tell how much of it is that of the site named at an offset: "$7.5 million, of which $5.2 million
    is for Alder"."""
    parted = _PARTED.match(text[end:name])
    return parted is not None and re.search(r"[$\u20ac\u00a3]\d", parted.group()) is not None


_OF_WORK = DRILLING | {"exploration-budget"}
# "reports drilling from its three producing mines. In all, 23,800 metres were drilled", "the programs described below total"
_PROGRAMMES = re.compile(
    r"\b(?:(?:its|our|the|all|both)[ \n](?:(?:two|three|four|five|six|seven|eight|\d)[ \n])?(?:[\w-]+[ \n]){0,2}?"
    r"(?:mines|operations|projects|properties|program(?:me)?s|campaigns))\b"
)


def is_of_programmes(context: Context, sentence: Sentence, metric: str, start: int) -> bool:
    """Whether drilling or its money is that of several sites, which a paragraph that has named none speaks of together."""
    if metric not in _OF_WORK:
        return False
    text, low = context.reading.text, sentence.part.start
    return not context.sites.named_in(low, start) and _PROGRAMMES.search(text, low, start) is not None
