"""Tokens made plain before the grammar reads them: every length and grade told once, and distances and limits set apart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.extract.intercept.depths import with_depths
from kg.extract.intercept.tokens import Token, classes
from kg.text.lexicons import entries

# How many parts per million a unit is, to see whether two figures tell the same grade.
TO_PPM = {"g/t": 1.0, "ppm": 1.0, "ppb": 0.001, "%": 10_000.0, "oz/ton": 34.2857, "kg/t": 1000.0, "lb/ton": 500.0, "mg/kg": 1.0}


def settled(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with each length and grade told once: of two units the metric one, true widths put to their lengths, brackets without
    figures left out, and distances and limits turned to mere words."""
    named = _series(_in_place(_spelt_apart(_listing(_run_on(tokens, text), text), text), text), text)
    return _without_brackets(_without_limits(_without_distances(with_depths(named, text))))


def _run_on(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without the ends of lines that part a figure from its "at" or "from", and with "or" and "for" as good as "and" between two
    grades that name their metals: "6.1% CuEq or 3.0% NiEq"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        before, behind = found[-1].kind if found else "", tokens[at + 1].kind if at + 1 < len(tokens) else ""
        if token.kind == "|" and before and before in "@wF" and behind and behind in "GL":
            continue
        listed = before == "M" or (before == "," and found[-2:-1] and found[-2].kind == "M")
        either = token.kind in "xo" and listed and behind == "G" and text[token.start : token.end].casefold() in ("or", "for")
        found.append(replace(token, kind="A") if either else token)
    return found


# Before a word that begins a list and puts nothing into the interval told before: "Earlier drilling there included 6 m at 2 g/t".
_WORDS = r"(?:[^.;:\d\n]|\b(?:19|20)\d\d\b)"
_LISTS = re.compile(
    rf"(?:^|[.!?;]\s|[\n\u2022\u25aa\uf0b7]|\b(?:and|while|whereas)\s)\W*"
    rf"(?:(?!\b(?:this|the|these|that|which) (?:[\w-]+ )?(?:interval|intercept|intersection|zone)\b){_WORDS}){{0,120}}?"
    r"\b(?:results|highlights|intercepts|intersections|drilling|drill ?holes|holes|assays|programs?|programmes?|campaigns?|work)\b"
    rf"{_WORDS}{{0,80}}$",
    re.IGNORECASE,
)


def _listing(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with "included" a mere word where it says what drilling found, and not what an interval holds."""
    return [
        replace(token, kind="x") if token.kind == "I" and _LISTS.search(text[max(0, token.start - 260) : token.start]) else token for token in tokens
    ]


def _spelt_apart(tokens: list[Token], text: str) -> list[Token]:
    """Names of two words behind the word hole: "hole GR 23-14", "the discovery hole, GR 23-14"."""
    found: list[Token] = []
    for token in tokens:
        told = "".join(one.kind for one in found[-3:])
        named = (token.kind in "QN" and told.endswith("hx")) or (token.kind == "Q" and told.endswith("h,x"))
        if named and token.start - found[-1].end == 1:
            word = text[found[-1].start : found[-1].end]
            if word.isupper() and len(word) <= 5:
                found[-1] = replace(token, kind="H", start=found[-1].start, key=text[found[-1].start : token.end])
                continue
        found.append(token)
    return found


# Where only a hole stands, alone in brackets or behind "in" right after an interval, any code is one: "(KiteDD041)", "(T/DD/041)", "in P2RC003".
_CODED = re.compile(
    r"\((?P<alone>[A-Z]{1,5}(?: [A-Z]{1,5}){0,2} \d{1,5}[A-Z]?|[A-Z][\w/.#-]{1,20})\)|in (?P<within>[A-Z][\w/#-]{1,20})(?![\w%]|\.\d)"
)
_CODE = re.compile(r"[A-Z]\w{0,12}(?:[-_/.# ]\w{1,8}){0,3}")
_NUMBERED = re.compile(r"[A-Z][a-z]+\.?\d+|(?:[A-Z][a-z]?\d?){1,4}[OSF]\d?|[A-Z][1-9]|(?:FY|CY|H|Q)\d+|[A-Z]{1,3}\d\d/\d+")  # "Figure4", "Li2O"


def _in_place(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with a code as the name of a hole where its place allows nothing else."""
    found: list[Token] = []
    skip = 0
    for at, token in enumerate(tokens):
        if token.start < skip:
            continue
        found.append(token)
        told = _CODED.match(text, token.start) if token.kind in "(i" and at and tokens[at - 1].kind in "GMLR" else None
        group = "alone" if told and told["alone"] else "within"
        if told and _is_code(told[group], [one for one in tokens[at + 1 : at + 9] if one.start < told.end(group)]):
            found.append(Token("H", told.start(group), told.end(group), key=told[group]))
            skip = told.end(group)
    return found


def _is_code(word: str, inside: list[Token]) -> bool:
    """Whether a word of some tokens is a code of letters and figures that is no measure, formula, period, or known code of something else."""
    if _CODE.fullmatch(word) is None or not re.search(r"\d", word) or set(classes(inside)) & set("LGR"):
        return False
    known = entries("intercept_not_holes.txt")
    if word in known or _NUMBERED.fullmatch(word):
        return False
    counted = re.fullmatch(r"([A-Z]+) ?[1-9]\d*", word)
    return counted is None or counted[1] not in known


# Alone in brackets behind the word or an interval, and before a colon at the head of a line: "12 m at 3 g/t (21-014)", "21-014: 12 m at 3 g/t".
_IN_BRACKETS = re.compile(r"(?<=h\()[NQ](?=\))|(?<=[GMLNR]\()Q(?=\))|(?:(?<=\|)|(?<=\|-)|(?<=^)|(?<=^-))Q(?=:[LFRN])")
_YEARS = re.compile(r"(?:19|20)\d\d-\d{2,4}")
# "KL112, 120 and 131 returned": numbers with as many digits as that of the hole before them.
_SHORT = re.compile(r"(?:(?<=^)|(?<=[.|;-]))H(?:,[NQ]){0,9},?A[NQ](?=[x@])")
_SERIES = re.compile(r"hH(?:,?A?[HQN]|[,/A]{1,2}[HQN](?![LG%])){1,12}")


# What but a hole does: "21-014, the northernmost of the fence, intersected".
_FINDS = re.compile(
    r"(?:, [^,.;\d]{3,70},)? (?:also )?(?:intersected|intercepted|encountered|returned|cut|hit|assayed|yielded|cored|pierced|drilled|graded|averaged|"
    r"struck|crossed|ended in|collared)\b"
)
_BEGINNING = re.compile(r"(?:^|[.|])-?$")


def _series(tokens: list[Token], text: str) -> list[Token]:
    """Numbers in a list of holes: "holes KL-21-013, 015 and 018", "holes 5, 7 and 9", one in brackets: "one hole (028) returned", and one that
    begins a sentence by finding something."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        leads = token.kind == "Q" and _BEGINNING.search(classes(tokens[max(0, at - 2) : at])) is not None
        if leads and not _YEARS.fullmatch(token.key) and _FINDS.match(text, token.end):
            found[at] = replace(token, kind="H")
    for match in _IN_BRACKETS.finditer(classes(found)):
        if (found[match.start()].kind == "Q" and not _YEARS.fullmatch(found[match.start()].key)) or found[match.start()].key.startswith("0"):
            found[match.start()] = replace(found[match.start()], kind="H")
    for match in _SHORT.finditer(classes(tokens)):
        digits = re.search(r"\d{2,}$", found[match.start()].key)
        rest = [at for at in range(match.start() + 1, match.end()) if found[at].kind in "NQ"]
        if digits and all(found[at].key.isdigit() and len(found[at].key) == len(digits.group()) for at in rest):
            for at in rest:
                found[at] = replace(found[at], kind="H", key=found[match.start()].key[: digits.start()] + found[at].key)
    for match in _SERIES.finditer(classes(tokens)):
        first = found[match.start() + 1].key
        for at in range(match.start() + 2, match.end()):
            token = found[at]
            if token.kind in "QN":
                short = token.key.isdigit() and not first.isdigit() and first[-1:].isdigit()
                found[at] = replace(token, kind="H", key=first[: -len(token.key)] + token.key if short else token.key)
    return found


_DISTANCE = re.compile(r"(?<=V)L(?:FS)?|L(?=[Tw]?[Kk])|(?<=K)L(?=[Kk])|(?<=[LN]K)L|(?<=[LN]xK)L|(?<=K)L(?=[KkTw]?[.,;|)]|$)")


def _without_distances(tokens: list[Token]) -> list[Token]:
    found = list(tokens)
    for match in _DISTANCE.finditer(classes(tokens)):
        found[match.start() : match.end()] = [replace(token, kind="x") for token in found[match.start() : match.end()]]
    return [replace(token, kind="x") if token.kind == "V" else token for token in found]


_LIMIT = re.compile(r"(?P<before>GM?)(?=C)|(?P<short>L)(?=[wxM]{0,2}C)|(?<=C)(?P<after>[wx@M]{0,2}[GL])")


def _without_limits(tokens: list[Token]) -> list[Token]:
    """Cut-off grades, smallest widths and most waste are no results."""
    found = list(tokens)
    for match in _LIMIT.finditer(classes(tokens)):
        for at in range(match.start(), match.end()):
            if found[at].kind in "GL":
                found[at] = replace(found[at], kind="x")
    return found


def _without_brackets(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        close = _close(tokens, at) if token.kind == "(" else None
        inside = tokens[at + 1 : close] if close else []
        if close and (kept := _told_again(found, inside)) is not None:
            found = kept
            at = close + 1
            if found[-1:] and found[-1].kind == "H" and classes(tokens[at : at + 1]) in (",", ";", "A"):
                found.append(replace(token, kind="x"))  # "KL-1 (pending), KL-2 (...)" are no list of holes
            continue
        if token.kind == "W" and found and found[-1].kind == "o":  # "across a true width of 4 m"
            at += 1
            continue
        if token.kind == "W" and found and (step := _width_behind(found, tokens, at)):
            at = step
            continue
        found.append(token)
        at += 1
    return found


def _close(tokens: list[Token], at: int) -> int | None:
    for index in range(at + 1, min(at + 40, len(tokens))):
        if tokens[index].kind == "(":
            return None
        if tokens[index].kind == ")":
            return index
    return None


_TOGETHER = re.compile(r"G(?:M,?){1,4}AM$")


def _told_again(found: list[Token], inside: list[Token]) -> list[Token] | None:
    """The tokens before a bracket with what the bracket adds to the last of them, where that is all it does."""
    kinds = classes(inside)
    last = found[-1] if found else None
    if last is None:
        return None
    if re.fullmatch(r"N[T\-]N", kinds) and (last.kind == "L" or (last.kind in "GM" and _makes_up(found, inside))):
        return None  # its depths: "6.5 m (607.3-613.8)", "6.5 m at 2.1 g/t Au (607.3-613.8)"
    if re.fullmatch(r"[wx]{0,2}L", kinds) and last.kind == "L" and inside[-1].unit != last.unit:
        return [*found[:-1], _metric(last, inside[-1])]
    if last.kind == "L" and kinds == "Lw" and last.value is not None and (inside[0].value or 0) > last.value and inside[0].unit == last.unit:
        return [*found[:-1], replace(inside[0], width=last.value)]  # "2.8 m (4.3 m of core length)"
    if last.kind == "L" and kinds in ("W",):
        return [*found[:-1], replace(last, width=last.value)]
    if re.fullmatch(r"[Wwx@]{1,5}L|LW|LxW", kinds) and "W" in kinds:
        return _with_width(found, next(token for token in inside if token.kind == "L"))
    grade = found[-2] if last.kind == "M" and len(found) > 1 else last
    other = next((token for token in inside if token.kind == "G"), None)
    if re.fullmatch(r"[wx]?GM?", kinds) and other and grade.kind == "G" and _same_grade(grade, other):
        better = replace(other, start=grade.start, end=grade.end) if grade.unit in ("oz/ton", "lb/ton") else grade
        metal = [token for token in inside if token.kind == "M"] if last.kind == "G" else []
        return [*found[: found.index(grade)], better, *found[found.index(grade) + 1 :], *metal]
    if re.fullmatch(r"I[wx@]{0,3}GM?x{0,3}", kinds):  # what the grade holds: "(incl. 26% NdPr)"
        return list(found)
    if kinds == "M" and (together := _TOGETHER.search(classes(found))):
        return [*found[: together.start() + 1], inside[0]]  # "1.9 g/t platinum, palladium and gold (3E)"
    if kinds == "M" and last.kind == "M":
        return [*found[:-1], replace(last, key=inside[0].key)]  # the form that is meant: "0.4% uranium (U3O8)"
    if kinds == "M":
        return [*found, inside[0]] if last.kind == "G" else list(found)
    return list(found) if not set(kinds) & set("LRGHFIQbT") or re.fullmatch(r"[wx]{0,2}[Lx]K|LK[wx]{0,2}", kinds) else None


def _makes_up(found: list[Token], inside: list[Token]) -> bool:
    """Whether two numbers are as far apart as the length told last is long."""
    low, high = inside[0].value, inside[-1].value
    length = next((token.value for token in reversed(found[-8:]) if token.kind == "L"), None)
    return low is not None and high is not None and length is not None and abs(high - low - length) <= Decimal("0.11")


def _metric(one: Token, other: Token) -> Token:
    best = one if one.unit == "m" else other if other.unit == "m" else one
    return replace(best, start=one.start, end=one.end)


def _same_grade(one: Token, other: Token) -> bool:
    if one.unit == other.unit or one.unit not in TO_PPM or other.unit not in TO_PPM:
        return False
    assert one.value is not None
    assert other.value is not None
    left, right = float(one.value) * TO_PPM[one.unit], float(other.value) * TO_PPM[other.unit]
    step = max(0.5 * 10.0 ** int(token.value.as_tuple().exponent) * TO_PPM[token.unit] for token in (one, other) if token.value is not None)
    return abs(left - right) <= max(0.03 * max(left, right), min(1.01 * step, 0.2 * max(left, right)))


def _with_width(found: list[Token], width: Token) -> list[Token] | None:
    for at in range(len(found) - 1, max(-1, len(found) - 12), -1):
        if found[at].kind == "L" and (at == 0 or found[at - 1].kind not in "FT"):
            return [*found[:at], replace(found[at], width=width.value), *found[at + 1 :]]
    return list(found)


def _width_behind(found: list[Token], tokens: list[Token], at: int) -> int | None:
    """Where the text goes on behind a true width that is told without brackets: "14.2 m, true width 10.1 m", "4 m true width"."""
    rest = re.match(r"W[w@x]?L(?![@wGoFT])", classes(tokens[at : at + 5]))
    if rest:
        kept = _with_width(found, tokens[at + rest.end() - 1])
        if kept is not None:
            found[:] = kept
            if found[-1].kind == ",":
                found.pop()
            return at + rest.end()
    if found[-1].kind == "L":
        found[-1] = replace(found[-1], width=found[-1].value)
        return at + 1
    return None
