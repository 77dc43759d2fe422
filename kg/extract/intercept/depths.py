"""The depths of drill results, however they are told: words that mean what stands beside them made plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.intercept.tokens import Token, classes


def with_depths(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with the words that tell a depth made "from", and figures in the unit of the depth behind them made lengths."""
    if not any(token.kind in "LR" for token in tokens):
        return _told(tokens, text)  # none of the others finds a length
    return _bare_lengths(_told(list(_from_where(_of_places(_in_brackets(tokens), text), text)), text))


# "4 m at 1.2% Cu (83 m)": alone in brackets behind length and grade stands the depth, which is more than the length.
_BRACKETED = re.compile(r"(?P<length>L)(?:\([^()|.;]{1,8}\))?(?:[w@]{1,2})(?:GM?[,A+/]{0,2}){1,4}(?:\((?:GM?[,A+/]{0,2}){1,6}\))?(?P<depth>\(L\))")


def _in_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens with a length alone in brackets behind an interval and its grades made the depth from which it goes."""
    found, at = list[Token](), 0
    for match in _BRACKETED.finditer(classes(tokens)):
        length, depth = tokens[match.start("length")], tokens[match.start("depth") + 1]
        if length.value is None or depth.value is None or depth.value < length.value or depth.unit != length.unit:
            continue
        opening = tokens[match.start("depth")]
        found += [*tokens[at : match.start("depth")], replace(opening, kind="F"), depth]
        at = match.end()
    return [*found, *tokens[at:]]


# "from the top of bedrock (at 22 m)", "to the bottom of the hole (155 m)", "to a downhole length of 155 m": the place says no more than its depth.
_DEPTH_OF_PLACE = re.compile(r"(?P<lead>F|(?<=[LNS)])T|(?<=E)T)(?:(?P<place>[xwME]{1,7}?)\([Fw]?(?P<depth>[LN])\)(?:(?P<goes>)(?=T))?|w(?P<end>L))")
_SAYS_DEPTH = re.compile(r"\b(?:at|depth|down-? ?hole|below)\b", re.IGNORECASE)


def _of_places(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with a place between "from" or "to" and its depth in brackets left out."""
    found, at = list[Token](), 0
    for match in _DEPTH_OF_PLACE.finditer(classes(tokens)):
        lead, depth = match.start("lead"), match.start("depth") if match["depth"] else match.start("end")
        said = _SAYS_DEPTH.search(text, tokens[lead].end, tokens[match.end() - 1].end)
        if match["lead"] == "F" and match["depth"] and not (match["goes"] is not None or said):
            continue
        if match["end"] and (match["lead"] == "F" or text[tokens[depth - 1].start : tokens[depth - 1].end].casefold() != "of"):
            continue
        found += [*tokens[at : lead + 1], tokens[depth]]
        at = match.end()
    return [*found, *tokens[at:]]


# "from the base of the oxide zone at 15 m": the place says no more than the depth.
_PLACE = re.compile(r"F(?P<place>[xwM]{1,7}w)[LR]")


def _from_where(tokens: list[Token], text: str) -> Iterator[Token]:
    """The tokens without a place told between "from" and its depth."""
    left_out = {
        at
        for found in _PLACE.finditer(classes(tokens))
        for at in range(*found.span("place"))
        if text[tokens[found.end("place") - 1].start : tokens[found.end("place") - 1].end].casefold() == "at"
    }
    return (token for at, token in enumerate(tokens) if at not in left_out)


_BEGINS = re.compile(r"(?:start|beginn?|commenc)(?:s|es|ed|ing)?|began|begun")
_DEPTH_TOLD = re.compile(
    r"(?: \([^()]{1,20}\))?,? (?:where|and from there|and from that (?:point|depth)|from which point)\b|"
    r"(?: \([^()]{1,20}\))?\s?(?:down[- ]?(?:the[- ])?hole|depth)\b|,? by (?:drill ?|bore ?)?hole\b|"
    r",? in (?:the same|this|that|the) (?:drill ?|bore ?)?hole\b|"
    r",? which (?:gave|returned|ran|graded|assayed|averaged|yielded)\b|,? (?:gave|returned|graded|assayed|averaged|yielded|carried|ran)(?= \d)|"
    r",? (?:returning|grading|averaging|assaying|yielding|giving|with (?:a )?(?:grades?|values?|assays?))\b",
    re.IGNORECASE,
)


# "2.6 m of 10.7 g/t gold at 48.3 metres and 1.4 m of 17.2 g/t gold at 66.5 metres": behind length, grade and metal comes the depth.
_ENDS = re.compile(r"\s?(?:$|[,;.)](?=\s|$)|(?:and|including)\s)")

# "a vein met at 160 m"
_MET = re.compile(r"\b(?:intersected|intercepted|encountered|met|hit|entered|crossed|reached) $")
_ENDED = re.compile(r"\b(?:end(?:s|ed|ing)?|stopp(?:ed|ing)|finish(?:ed|ing)) in\b[^;]{0,60}$")


def _stands_behind(found: list[Token]) -> bool:
    """Whether a length with its grade and metal was told right before, in either order."""
    return re.search(r"L\)?[w@]{1,2}GM$|GMoL$", classes(found[-6:])) is not None


def _told(tokens: list[Token], text: str) -> list[Token]:
    """Words that mean what stands beside them: those of a depth made one ("starting at" "a down-hole depth of"), also "at" where the depth
    itself says what it is: "at 77 m depth", "at 212 m downhole", "at 212 m, which gave", "the vein at 212 m, grading 2 g/t over 3 m"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind in "hH" and found and found[-1].kind == "K" and text[found[-1].start : found[-1].end].casefold() == "by":
            found[-1] = replace(found[-1], kind="i")  # "cut by hole KL-1", not "25 m by 25 m"
        if token.kind == "F" and found and found[-1].kind == "o":  # "3 g/t for 17 gram metres from 22 m"
            found.pop()
        if token.kind == "F" and found and found[-1].kind == "F":
            found[-1] = replace(found[-1], end=token.end)
            continue
        behind = tokens[at + 1] if at + 1 < len(tokens) else None
        told = text[token.start : token.end].casefold()
        is_at = (told == "at" or _BEGINS.fullmatch(told)) and token.kind in "wx" and behind is not None and behind.kind in "LR"
        ends = told == "at" and _stands_behind(found) and not _ENDED.search(text, max(0, token.start - 80), token.start)
        met = told == "at" and _MET.search(text, max(0, token.start - 16), token.start) is not None
        depth = is_at and behind and (_DEPTH_TOLD.match(text, behind.end) or ((ends or met) and _ENDS.match(text, behind.end)))
        found.append(replace(token, kind="F") if depth else token)
    return found


_BARE_LENGTH = re.compile(r"(?<![FTbKh])N(?=@GM?[,(]?(?:FL|R))")


def _bare_lengths(tokens: list[Token]) -> list[Token]:
    """The tokens with a number before "@" a length in the unit of the depth behind: "38.2 @ 1.1 g/t from 12.4 m"."""
    found = list(tokens)
    for match in _BARE_LENGTH.finditer(classes(tokens)):
        unit = next(token.unit for token in found[match.end() :] if token.kind in "LR")
        found[match.start()] = replace(found[match.start()], kind="L", unit=unit)
    return found
