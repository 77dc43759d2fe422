"""The grammar of drill results in prose: one pattern over the classes of tokens finds intervals with their grades, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg import reference
from kg.extract.intercept.phrases import inner_metal
from kg.extract.intercept.tokens import Token, classes


@dataclass(frozen=True)
class Mark:
    """Where a part of an interval or grade stands, by offsets of the text: "length", "depth", "hole", "grade", "metal"."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Grade:
    """A grade as told: `metal` is the key of a commodity, "" where the words do not say it beside the figure."""

    value: Decimal
    unit: str
    metal: str
    start: int
    end: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Interval:
    """An interval with its grades, by offsets of the text; `first` and `last` are the tokens from and up to which it goes."""

    length: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    grades: tuple[Grade, ...]
    width: Decimal | None
    start: int
    end: int
    first: int
    last: int
    marks: tuple[Mark, ...] = ()


_FEET, _GRAMS = Decimal("0.3048"), Decimal("34.2857")
_TO = r"[T\-]F?"
_ENDS = rf"(?:R|F[LNS]{_TO}L|F[LNS]{_TO}E(?:wL|\(L(?=\)))?|F[LN]{_TO}N(?![hx])|F[LN],?TE|b[LN][AT\-][LN]|w?L{_TO}L|S{_TO}L)"
_DEPTH = rf"(?:F?{_ENDS}|F(?:[LS]|N(?=[,;.)(HIAJ:|w@]|$))|w?TE)(?:,?TE)?"
_LATE = rf"(?:{_DEPTH}|(?<=\()N{_TO}[LN](?=\)))"  # in brackets the word "from" may be wanting
_GRADE = r"(?>G(?:w?M(?:[+\-/J]M){0,4})?|M:?w?@?w?G|M\(GM?\))"  # the last: "tantalum (461 ppm Ta2O5)"
_IN_BRACKETS = rf"\([vo]?{_GRADE}(?:(?:,?A?v?|[+/\-]){_GRADE}){{0,6}}\)"
_GRADES = rf"{_GRADE}(?:(?:,?[AJ]?v?|vx(?=M\()|[+/\-]|;(?=GM)){_GRADE}|{_IN_BRACKETS}){{0,8}}"
# What follows "over" belongs to what stands before it.
_GRADES_FIRST = rf"{_GRADE}(?:(?:,?[AJ]?v?|vx(?=M\()|[+/\-]|;(?=GM)){_GRADE}(?!o)|{_IN_BRACKETS}){{0,8}}"
# Between a grade and its depth.
_BEHIND = r"(?:[,(]{0,2}[wi]?|,?[iw]x{1,5}[,h]?\(?|x{1,3}(?:ix?h?H[),]?)?|[,(]{0,2}[wiF]{0,2}x?h?H[),]{0,2}|\(h?H[:;,](?=R\)))"
_GLUE = r"(?:[xqwviMHh,A\-()FT]{0,14}?@[@w]{0,2}|[,:]?[wv]{1,2}|,?o(?=G)|wx{1,2}(?=M\(G)|wx(?=G)|[:,\-]|[,x@]{0,4}(?=\()|)"
_CORE = re.compile(
    rf"(?P<several>(?:N,){{0,5}}N,?AL)(?:@w?|w)(?P<each>(?:N,){{0,5}}N,?AGM?)"
    rf"|(?P<several2>(?:L,){{0,5}}L,?AL)(?:@w?|w)(?P<each2>(?:GM?,){{0,5}}GM?,?AGM?)(?=,?\(?r)"
    rf"|(?P<each3>(?:[NG],){{0,5}}[NG],?AGM?)o[wx]{{0,3}}(?P<several3>(?:[NL],){{0,5}}[NL],?AL)(?![@wF])"
    rf"|(?:(?P<d1>{_DEPTH})(?:[,:(]{{0,2}}[wA]?|,?qx{{0,3}}|,x{{1,2}}|,?h?H[xq]{{0,3}}))?(?<![FT])(?P<length1>L)\)?(?:(?:[,(]{{0,2}}|w[xwMAT\-]{{1,10}}?|w?[xqiMhH,]{{1,6}}?)(?P<d2>{_LATE})\)?)?{_GLUE}\(?"
    rf"(?P<grades1>{_GRADES_FIRST})(?![wx]?o[wx]?L)\)?(?:{_BEHIND}(?P<d3>{_LATE})\)?)?"
    rf"|(?:(?P<d8>F?{_ENDS})\)?[xqwvihH,@\-]{{0,10}}?|(?P<d9>F[LS])(?:,?x?h?H[xqv@]{{0,4}}|,?[q@][xvw]{{0,2}}|[xq,]{{1,7}}?@w?))?(?P<grades2>{_GRADES})\)?(?:[,(]{{0,2}}(?P<d4>{_DEPTH})\)?,?)?[x,]{{0,2}}o[wx]{{0,3}}(?P<length2>L)\)?(?P<more>{_IN_BRACKETS})?(?:{_BEHIND}(?P<d5>{_LATE})\)?)?"
    rf"|(?P<d6>F?{_ENDS}|(?<=\()N{_TO}L(?=\)))\)?(?:[xqwiMhH,;]{{0,6}}?@{{1,2}}w?|[:,w\-]|)\(?(?P<grades3>{_GRADES})(?:o[wx]{{0,3}}(?P<length3>L))?"
    rf"|(?P<grades4>{_GRADES})[,(]{{0,2}}(?P<d7>F?{_ENDS})\)?"
)


# ---- the grammar


def intervals(tokens: list[Token], text: str) -> Iterator[Interval]:
    """Every interval that has a grade, in order; tokens as `settled` gives them."""
    kinds = classes(tokens)
    last: Interval | None = None
    for found in _CORE.finditer(kinds):
        if found["several"] or found["several2"] or found["several3"]:
            if last is not None:
                yield last
                last = None
            yield from _several(tokens, found)
            continue
        way = next(number for number in "1234" if found[f"grades{number}"])
        length = tokens[found.start(f"length{way}")] if way != "4" and found[f"length{way}"] else None
        depths = [name for name in ("d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9") if found[name]]
        low, high, unit = _depth([tokens[at] for at in range(*found.span(depths[0]))]) if depths else (None, None, "")
        grades = tuple(_grades(tokens, *found.span(f"grades{way}"), text, _said_before(tokens, found, way)))
        named = {grade.metal for grade in grades}
        if found["more"] and "" not in named:  # what the whole is made of: "0.5% CuEq over 210 m (0.4% Cu, 0.2 g/t Au)"
            grades += tuple(more for more in _grades(tokens, *found.span("more"), text, None) if more.metal and more.metal not in named)
        if (more := _MORE_METALS.match(kinds, found.end())) and "" not in named:
            grades += tuple(one for one in _grades(tokens, *more.span("more"), text, None) if one.metal and one.metal not in named)
        if low is not None and high is None and (more := _DEPTHS_BEHIND.match(kinds, found.end())):
            low, high, unit = _depth(tokens[more.start() : more.end()])  # those along the hole, behind the one below surface
        measure = length.unit if length else unit
        if depths and kinds[found.start(depths[0])] == "b" and _width_before(text, tokens[found.start(depths[0])].start):
            continue  # "five intervals of true width between 1.5 m and 2.0 m at 0.8%"
        value = length.value if length else high - low if high is not None and low is not None else None
        if (unit and unit != measure) or (depths and depths[0] in ("d8", "d9") and value and not _plausible(value, low, high, measure)):
            low = high = None
        if not grades or (length is None and (low is None or high is None)):
            continue
        if way == "3" and not length and kinds[found.start("d6")] == "R" and kinds[max(0, found.start() - 1) : found.start()] in ("w", "@", "o"):
            continue  # "veins of 2-5 m at 3 g/t" are of any width between
        if value is None or value <= 0 or not _plausible(value, low, high, measure):
            continue
        width = length.width if length else None
        late = depths[0] in ("d3", "d5") if depths else False
        if last is not None and late and last.low is None and _is_of_whole(tokens, kinds, found, depths[0], text):
            last, low, high = replace(last, low=low, high=high), None, None
        if last is not None and length is not None and _told_in_feet(last, value, measure, grades):
            continue
        again = (
            last is not None
            and length is not None
            and kinds[last.last : found.start()] in ("(", ",", ",w", "")
            and _told_in_metres(last, value, measure)
        )
        if last is not None and not again:
            yield last
        first = last.first if last is not None and again else found.start()
        marks = tuple(_depth_marks(tokens[found.start() : found.end()], length))
        last = Interval(value, low, high, measure, grades, width, tokens[first].start, tokens[found.end() - 1].end, first, found.end(), marks)
    if last is not None:
        yield last


def _told_in_feet(one: Interval, length: Decimal, unit: str, grades: tuple[Grade, ...]) -> bool:
    """Whether a length tells the interval before it again, in feet and ounces: "4.0 g/t Au over 20.5 m, or 0.12 oz/t over 67.3 feet"."""
    if one.unit != "m" or unit != "ft" or one.length is None or len(grades) != 1 or grades[0].unit != "oz/ton":
        return False
    grams = [grade.value for grade in one.grades if grade.unit == "g/t"]
    if len(grams) == 1 and abs(grams[0] - grades[0].value * _GRAMS) > max(grams[0] / 10, Decimal("0.35")):
        return False
    return abs(one.length - length * _FEET) <= max(Decimal("0.11"), one.length / 100)


def _told_in_metres(one: Interval, length: Decimal, unit: str) -> bool:
    """Whether a length tells the interval before it, which was told in feet and ounces, again: "0.12 oz/t over 67.3 feet (4.0 g/t over 20.5 m)"."""
    if one.unit != "ft" or unit != "m" or one.length is None or any(grade.unit != "oz/ton" for grade in one.grades):
        return False
    return abs(one.length * _FEET - length) <= max(Decimal("0.11"), length / 100)


# Other metals behind the depth: "10 m at 1.2% copper from 40 m, with 0.3 g/t gold".
_MORE_METALS = re.compile(r"(?:[wF]xK)?,?v(?P<more>GM(?:(?:,A?|A)GM){0,6})(?![,wx)]{0,2}[oF])")
_DEPTHS_BEHIND = re.compile(r"\((?:FR|F?[LN][T\-][LN]|R)\)")
_WIDTHS = re.compile(r"\b(?:widths?|thickness(?:es)?|lengths?|intervals?)(?: (?:of|ranging|that range|which range|varying))* ?$", re.IGNORECASE)


def _width_before(text: str, at: int) -> bool:
    """Whether what follows tells between which two figures widths lie."""
    return _WIDTHS.search(text, max(0, at - 60), at) is not None


_SET_OFF = re.compile(r",\s?(?:all )?(?:start|beginn?|commenc)(?:s|es|ed|ing)?\b", re.IGNORECASE)


def _is_of_whole(tokens: list[Token], kinds: str, found: re.Match[str], depth: str, text: str) -> bool:
    """Whether the depth behind an interval is that of the one in which it lies: behind the bracket that it stands in, "3 m at 13.8 g/t (incl.
    1 m at 31 g/t) from 103 m", or set off from it: "3 m at 13.8 g/t, including 1 m at 31 g/t, starting at 103 m"."""
    inside = re.search(r"(\(?)I[:,w]?$", kinds[max(0, found.start() - 3) : found.start()])
    if inside is None:
        return False
    end = found.end("grades1" if depth == "d3" else "length2")
    if inside[1] and ")" in kinds[end : found.start(depth)]:
        return True
    return _SET_OFF.match(text, tokens[end - 1].end) is not None


def _depth_marks(run: list[Token], length: Token | None) -> Iterator[Mark]:
    """Where the length and the depths of an interval stand among its tokens."""
    for token in run:
        if token is length:
            yield Mark("length", token.start, token.end)
        elif token.kind in "LNRS":
            yield Mark("depth", token.start, token.end)


def _said_before(tokens: list[Token], found: re.Match[str], way: str) -> Token | None:
    """The metal named between a length and its grade: "22 m of copper mineralization averaging 0.8%"."""
    between = tokens[found.start("length1") : found.start("grades1")] if way == "1" else []
    named = {token.key: token for token in between if token.kind == "M"}
    return next(iter(named.values())) if len(named) == 1 else None


def _plausible(value: Decimal, low: Decimal | None, high: Decimal | None, unit: str) -> bool:
    """Whether length and depths are those of a hole, and agree: a length may fall short of its depths, where waste was left out of it, but
    never go beyond them."""
    most = 3000 if unit == "m" else 10_000
    if value > most or (low is not None and low > most):
        return False
    return low is None or high is None or (low < high and -max(value / 4, Decimal(2)) <= high - low - value <= max(value * 2, Decimal(2)))


def _depth(run: list[Token]) -> tuple[Decimal | None, Decimal | None, str]:
    """From, to and unit of the tokens of a depth; the surface is 0."""
    unit = next((token.unit for token in run if token.unit), "")
    if found := next((token for token in run if token.kind == "R"), None):
        return found.value, found.high, found.unit
    ends = [Decimal(0) if token.kind == "S" else token.value for token in run if token.kind in "LNS"]
    if not ends:
        return None, None, unit
    return ends[0], ends[1] if len(ends) > 1 else None, unit


def _grades(tokens: list[Token], first: int, end: int, text: str, said: Token | None) -> Iterator[Grade]:
    """The grades of a run of tokens, each with the metal beside it: behind it, inside its unit, or, where a metal comes first, before it."""
    run = tokens[first:end]
    leading = len(run) > 1 and run[0].kind == "M" and run[1].kind != "("
    for at, token in enumerate(run):
        if token.kind != "G" or token.value is None:
            continue
        behind = next((other for other in run[at + 1 : at + 3] if other.kind != "w"), None)
        ahead = next((other for other in reversed(run[max(0, at - 3) : at]) if other.kind not in "w@:"), None)
        if ahead is not None and ahead.kind == "(" and at > 1 and (behind is None or behind.kind != "M"):
            behind = run[at - 2]
        beside = ahead if leading else behind
        metal = beside if beside is not None and beside.kind == "M" else None
        if metal and not leading and (sum_of := _joined(run, run.index(metal), text)) is not None:
            if sum_of:
                yield Grade(token.value, token.unit, sum_of, token.start, metal.end, _grade_marks(token, metal))
            continue
        inner = "" if metal else inner_metal(text[token.start : token.end])
        named = metal or (None if inner else said)
        start, end = min(token.start, metal.start if metal else token.start), max(token.end, metal.end if metal else 0)
        yield Grade(token.value, token.unit, inner or (named.key if named else ""), start, end, _grade_marks(token, named))


def _grade_marks(figure: Token, metal: Token | None) -> tuple[Mark, ...]:
    marks = (Mark("grade", figure.start, figure.end),)
    return (*marks, Mark("metal", metal.start, metal.end)) if metal else marks


def _joined(run: list[Token], at: int, text: str) -> str | None:
    """The sum of several metals ("PGM + Au") that begins with one, "" where the reference data knows none; None for a metal alone."""
    end = at
    while end + 2 < len(run) and run[end + 1].kind in "+-/J" and run[end + 2].kind == "M":
        end += 2
    if end == at:
        return None
    written = re.sub(r"\s", "", text[run[at].start : run[end].end]).casefold()
    return reference.concepts("commodity").get(written.replace("pgm", "pge"), "")


def _several(tokens: list[Token], found: re.Match[str]) -> Iterator[Interval]:
    """ "31.0 and 12.0 metres grading 1.3 and 0.9 g/t gold", "1.3 and 0.9 g/t gold over 31.0 and 12.0 metres": as many lengths as grades."""
    form = next(form for form in ("", "2", "3") if found[f"several{form}"])
    run, told = tokens[slice(*found.span(f"several{form}"))], tokens[slice(*found.span(f"each{form}"))]
    lengths, each = [token for token in run if token.kind in "NL"], [token for token in told if token.kind in "NG"]
    metal = told[-1] if told[-1].kind == "M" else None
    unit = next(token.unit for token in reversed(each) if token.kind == "G")
    if len(lengths) != len(each) or len({token.key for token in told if token.kind == "M"}) > 1:
        return
    for length, grade in zip(lengths, each, strict=True):
        if length.value and grade.value is not None:
            one = Grade(grade.value, unit, metal.key if metal else "", grade.start, grade.end, _grade_marks(grade, metal))
            start, end, marks = tokens[found.start()].start, tokens[found.end() - 1].end, (Mark("length", length.start, length.end),)
            yield Interval(length.value, None, None, lengths[-1].unit, (one,), None, start, end, found.start(), found.end(), marks)
