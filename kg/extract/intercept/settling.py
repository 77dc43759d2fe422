"""Tokens made plain before the grammar reads them: every length and grade told once, and distances and limits set apart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.extract.intercept.depths import with_depths
from kg.extract.intercept.phrases import inner_metal
from kg.extract.intercept.series import series
from kg.extract.intercept.tokens import Token, classes
from kg.text.lexicons import entries

# How many parts per million a unit is, to see whether two figures tell the same grade.
TO_PPM = {"g/t": 1.0, "ppm": 1.0, "ppb": 0.001, "%": 10_000.0, "oz/ton": 34.2857, "kg/t": 1000.0, "lb/ton": 500.0, "mg/kg": 1.0}
TONNE_FOR_TON = 31.1035 / 34.2857  # where "opt" beside grams is meant per tonne: "542 g/t (17.4 opt)"


def settled(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with each length and grade told once: of two units the metric one, true widths put to their lengths, brackets without
    figures left out, and distances and limits turned to mere words."""
    named = series(_in_place(_spelt_apart(_listing(_run_on(tokens, text), text), text), text), text)
    return _without_brackets(_without_limits(_without_distances(_parted(with_depths(named, text), text))))


def _run_on(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without the ends of lines that part a figure from its "at" or "from", and with "or" and "for" as good as "and" between two
    grades that name their metals: "6.1% CuEq or 3.0% NiEq"."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        before, behind = found[-1].kind if found else "", tokens[at + 1].kind if at + 1 < len(tokens) else ""
        if token.kind == "|" and before and before in "@wF" and behind and behind in "GL":
            continue
        if token.kind == "L" and before == "x" and found[-2:-1] and found[-2].kind == "L" and _is_same_length(found[-2], token):
            found[-2:] = [_metric(found[-2], token)]  # "12.0 m or 39.4 feet"
            continue
        if _MADE_UP.fullmatch(text, token.start, token.end) and behind in ("G", "w") and re.search(r"[GM],?$", classes(found[-2:])):
            continue  # "2.2 g/t AuEq, comprising 1.7 g/t gold and 40 g/t silver"
        if token.kind == "w" and behind == "G" and tokens[at - 1].kind == "x" and _MADE_UP.fullmatch(text, tokens[at - 1].start, tokens[at - 1].end):
            continue
        listed = before in ("M", "G") or (before == "," and found[-2:-1] and found[-2].kind in "MG")
        either = token.kind in "xo" and listed and behind == "G" and text[token.start : token.end].casefold() in ("or", "for")
        found.append(replace(token, kind="A") if either else token)
    return found


_FEET = Decimal("0.3048")
_MADE_UP = re.compile(r"comprising|comprised|composed|consisting|containing|made|up|being", re.IGNORECASE)
# Grades one behind the other up to "over": with the metals told twice they are of two intervals.
_RUN_OF_GRADES = re.compile(r"(?<=[@wv])(?:G(?:w?M)?[,;A+/v(]{0,3}\)?,?A?){2,10}(?=o[wx]{0,3}L)")


def _parted(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with a word between two intervals whose grades stand side by side: "6 m at 11 g/t Au and 2% Sb and 9 g/t Au and 1% Sb over 2 m"."""
    found, at = list[Token](), 0
    for run in _RUN_OF_GRADES.finditer(classes(tokens)):
        metals = set[str]()
        for index in range(*run.span()):
            if tokens[index].kind != "G":
                continue
            behind = next((other for other in tokens[index + 1 : index + 3] if other.kind != "w"), None)
            metal = behind.key if behind is not None and behind.kind == "M" else inner_metal(text[tokens[index].start : tokens[index].end])
            if metal and metal in metals:
                found += [*tokens[at:index], Token("x", tokens[index].start, tokens[index].start)]
                at = index
                break
            metals.add(metal)
    return [*found, *tokens[at:]]


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


def _is_same_length(one: Token, other: Token) -> bool:
    """Whether a length is told in metres and in feet."""
    metres = [token.value for token in (one, other) if token.unit == "m" and token.value]
    feet = [token.value for token in (one, other) if token.unit == "ft" and token.value]
    return len(metres) == len(feet) == 1 and abs(metres[0] - feet[0] * _FEET) <= max(Decimal("0.11"), metres[0] / 50)


def _metric(one: Token, other: Token) -> Token:
    best = one if one.unit == "m" else other if other.unit == "m" else one
    return replace(best, start=one.start, end=one.end)


def _same_grade(one: Token, other: Token) -> bool:
    if one.unit == other.unit or one.unit not in TO_PPM or other.unit not in TO_PPM:
        return False
    assert one.value is not None
    assert other.value is not None
    step = max(0.5 * 10.0 ** int(token.value.as_tuple().exponent) * TO_PPM[token.unit] for token in (one, other) if token.value is not None)
    for tonne in (1.0, TONNE_FOR_TON):
        left, right = (float(token.value or 0) * TO_PPM[token.unit] * (tonne if token.unit == "oz/ton" else 1.0) for token in (one, other))
        if abs(left - right) <= max(0.03 * max(left, right), min(1.01 * step, 0.2 * max(left, right))):
            return True
    return False


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
