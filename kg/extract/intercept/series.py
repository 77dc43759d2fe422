"""The holes of lists and of lines: numbers that name one by their place, and where the result of another ends."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.intercept.tokens import Token, classes

# Alone in brackets behind the word or an interval, and before a colon at the head of a line: "12 m at 3 g/t (21-014)", "21-014: 12 m at 3 g/t".
_IN_BRACKETS = re.compile(r"(?<=h\()[NQ](?=\))|(?<=[GMLNR]\()Q(?=\))|(?:(?<=\|)|(?<=\|-)|(?<=^)|(?<=^-))Q(?=:[LFRN]|-?L|-?GM?[,o])")
_ON_A_LINE = re.compile(r"-?(?P<hole>Q)(?:[-,(]?[xwM]{1,5}\)?)?:?")  # "22-016 (Heron)", above its results
_LINE = 60
_YEARS = re.compile(r"(?:19|20)\d\d-\d{2,4}")
# "KL112, 120 and 131 returned": numbers with as many digits as that of the hole before them.
_SHORT = re.compile(r"(?:(?<=^)|(?<=[.|;-]))H(?:,[NQ]){0,9},?A[NQ](?=[x@])")
_HYPHENED = re.compile(r"(?<=H)(?:(?:[,/]|,?A)-[NQ])+")  # "holes KL-24-50, -51 and -52"
_SERIES = re.compile(r"hH(?:,?A?[HQN]|[,/A]{1,2}[HQN](?![LG%])){1,12}")


_BESIDE = re.compile(r"(?<=h,)[NQ](?=,)")  # "another hole, 26, returned"
_FOR = re.compile(r"(?<=[GM]o)[NQ](?=[;.|]|,?A|$)")  # "9.5 ft of 0.2 oz/ton gold for hole 13; 4 ft of 0.3 oz/ton for 15"


# What but a hole does: "21-014, the northernmost of the fence, intersected".
_FINDS = re.compile(
    r"(?:, [^,.;\d]{3,70},)? (?:also )?(?:intersected|intercepted|encountered|returned|cut|hit|assayed|yielded|cored|pierced|drilled|graded|averaged|"
    r"struck|crossed|ended in|collared)\b"
)
_OPENS = re.compile(r"(?: \([^()]{1,40}\))?(?:,? (?:drilled|located|collared|targeting|testing|which)\b| (?:was|were|is|targeted|tested)\b)")


def _clauses(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with the end of a line before a hole that does something right behind a whole result: lists that lost their lines."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        first = token.kind == "h" or (token.kind == "H" and tokens[at - 1 : at] and tokens[at - 1].kind != "h")
        if first and found and found[-1].kind in "GML" and (found[-1].kind != "L" or "@" in classes(found[-12:]) or "o" in classes(found[-4:])):
            hole = next((other for other in tokens[at : at + 2] if other.kind == "H"), None)
            if hole is not None and (_FINDS.match(text, hole.end) or _OPENS.match(text, hole.end)):
                found.append(Token("|", token.start, token.start))
        found.append(token)
    return found


def _unhyphened(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with numbers behind hyphens in a list of holes made holes, which begin as the first does."""
    found, at = list[Token](), 0
    for match in _HYPHENED.finditer(classes(tokens)):
        first = tokens[match.start() - 1].key
        run: list[Token] = []
        for index in range(*match.span()):
            token, before = tokens[index], tokens[index - 1]
            if token.kind in "NQ" and token.key.isdigit() and token.start == before.end and re.search(rf"\d{{{len(token.key)}}}$", first):
                run[-1] = replace(token, kind="H", key=first[: -len(token.key)] + token.key, start=before.start)
            else:
                run.append(token)
        found += [*tokens[at : match.start()], *run]
        at = match.end()
    return [*found, *tokens[at:]]


_BEGINNING = re.compile(r"(?:^|[.|])-?$")


def series(tokens: list[Token], text: str) -> list[Token]:
    """Numbers in a list of holes: "holes KL-21-013, 015 and 018", "holes 5, 7 and 9", one in brackets: "one hole (028) returned", and one that
    begins a sentence by finding something."""
    found = _clauses(tokens, text)
    tokens = list(found)
    for at, token in enumerate(tokens):
        leads = token.kind == "Q" and _BEGINNING.search(classes(tokens[max(0, at - 2) : at])) is not None
        if leads and not _YEARS.fullmatch(token.key) and _FINDS.match(text, token.end):
            found[at] = replace(token, kind="H")
    for match in _IN_BRACKETS.finditer(classes(found)):
        if (found[match.start()].kind == "Q" and not _YEARS.fullmatch(found[match.start()].key)) or found[match.start()].key.startswith("0"):
            found[match.start()] = replace(found[match.start()], kind="H")
    if len(text) < _LINE and (line := _ON_A_LINE.fullmatch(classes(found))) and not _YEARS.fullmatch(found[line.start("hole")].key):
        found[line.start("hole")] = replace(found[line.start("hole")], kind="H")
    for match in _BESIDE.finditer(classes(found)):
        if re.fullmatch(r"\d{1,4}", found[match.start()].key) and _FINDS.match(text, found[match.start() + 1].end):
            found[match.start()] = replace(found[match.start()], kind="H")
    if "ohH" in classes(found):
        for match in _FOR.finditer(classes(found)):
            if re.fullmatch(r"\d{1,4}", found[match.start()].key):
                found[match.start()] = replace(found[match.start()], kind="H")
    found = _unhyphened(found, text)
    tokens = list(found)
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
