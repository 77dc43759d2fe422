"""Text as the tokens of drill results: lengths, grades, depths, metals, holes, and the small words between them, each of one class.

A class is a letter, so that a text is a string of classes over which one pattern can run:

    L length      R range of depths   N bare number   G grade     M metal     H hole      h the word "hole"
    F from        T to                b between       S surface   E end of hole           o over
    @ grading     w at, of            v with          I including B within    A and       i in    J as well as    V at a vertical depth of
    W true width  K, k elsewhere      C a limit       r respectively          q which     x any other word
    , ; : ( ) - + / and . as they stand; a line end is |

Words of class d ("downhole", "approximately") say nothing here and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from kg import reference
from kg.extract.intercept.phrases import LENGTHS, METRES, NUMBER, Base, bases_of, metal_at, per_tonne, unit_at, word_at
from kg.ingest.bullets import BULLETS
from kg.text.lexicons import entries

_RANGE = re.compile(rf"(?P<low>{NUMBER})\s?{METRES}?\s?[-\u2013\u2014]\s?(?P<high>{NUMBER})\s?(?P<unit>{METRES})")
_MARKS = {",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "\u2013": "-", "\u2014": "-", "+": "+", "/": "/"}
_PRODUCT = re.compile(r"\s?(?:gram|g|%|percent|per cent)[-\s\u00b7*\u00d7](?:m\b|met(?:re|er)s?\b)", re.IGNORECASE)
_COORDINATE = re.compile(r"\w*\d{3}m[ENSW]")  # "745,200mE"
_BULLETS = frozenset(BULLETS)


@dataclass(frozen=True)
class Token:
    """A token of one class, by offsets of the text; `value` of numbers, `high` of ranges, `unit` of both as the tables write it; `key` of
    metals and the text of holes; `width` the true width told beside a length."""

    kind: str
    start: int
    end: int
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    key: str = ""
    width: Decimal | None = None


def classes(tokens: list[Token]) -> str:
    """The classes of tokens, a letter each."""
    return "".join(token.kind for token in tokens)


# ---- tokens

_SHORT = frozenset(("approx", "ca", "c", "no", "nr"))  # words that a stop behind them does not end
_DOTTED = re.compile(r"(?<=[A-Za-z])\.(?=[Ee][Qq]\b)")  # "Au.Eq", as "Au-Eq"


def tokens(text: str, own: Mapping[str, str] = MappingProxyType({})) -> list[Token]:
    """The tokens of a text that say something, in order. `own` are the letters by which its document calls metals, with their keys."""
    text = _DOTTED.sub("-", text)
    bases, found = _undotted(bases_of(text), text), list[Token]()
    shouted = text.upper() == text
    at = 0
    while at < len(bases):
        if bases[at].group == "range" and found and found[-1].kind == "h" and (named := _NAMED_BEFORE.match(bases[at].text)):
            bases[at : at + 1] = _parted(bases[at], named.end())
        count, token = _token(text, bases, at, found[-1] if found else None, shouted)
        if token.kind == "x" and bases[at].text in own:
            token = replace(token, kind="M", key=own[bases[at].text])
        if token.kind != "d":
            found.append(token)
        at += count
    return found


_NOTED = re.compile(r"[Ee]quivalents?\d")
_GOES_ON = re.compile(r"\.|[,;:)]|\s+(?:[a-z(@\d]|$)|$")
_DOT = re.compile(r"\.(?=[ \n][a-z0-9(@])")


def _undotted(bases: list[Base], text: str) -> list[Base]:
    """The base tokens without the stops behind units that are written short, where the text goes on: "15 ft. grading 0.2 oz. gold"; and
    without the number of a footnote: "Lithium Carbonate Equivalent1"."""
    found: list[Base] = []
    for base in bases:
        if base.text == "." and found and found[-1].text in ("oz", "ft", "ozs") and found[-1].end == base.start and _DOT.match(text, base.start):
            continue
        if (
            base.text == "."
            and found
            and found[-1].text in ("eq", "Eq", "equiv", "equivs")
            and found[-1].end == base.start
            and _GOES_ON.match(text, base.end)
        ):
            continue
        noted = base.group in ("word", "hole") and _NOTED.fullmatch(base.text)
        found.append(replace(base, group="word", text=base.text[:-1], end=base.end - 1) if noted else base)
    return found


# "hole 183 - 492 m at 1.5 g/t": the number of a hole and a length, and no range.
_NAMED_BEFORE = re.compile(r"\d{1,4}(?=\s[-\u2013\u2014]\s)")


def _parted(base: Base, length: int) -> list[Base]:
    """The tokens of a range that is none: its first number, and what is behind it."""
    rest = [replace(one, start=one.start + base.start + length, end=one.end + base.start + length) for one in bases_of(base.text[length:])]
    return [Base("number", base.text[:length], base.start, base.start + length), *rest]


# What a code before it names that is no hole: "the F100 structure".
_NO_HOLE = re.compile(
    r"\s(?:zones?|veins?|lens|lodes?|target|pit|claims?|licen[cs]es?|standard|code|highway|rigs?|structures?|faults?|shears?|anomal(?:y|ies)|conductors?"
    r"|dykes?|dikes?|reefs?|horizons?|prospects?|deposits?|ore ?shoots?|levels?)\b",
    re.IGNORECASE,
)


# A richer part of what was told before: "with a higher-grade section of", "with bonanza grades of up to".
_RICHER = re.compile(
    r"(?:with|containing|featuring) (?:an? |some |several )?(?:much |significantly |very )?(?:high(?:er)?|rich(?:er)?|bonanza|strong(?:er)?)"
    r"(?:[- ]grades?)?(?:[- ](?:gold|silver|copper|zinc|nickel))?(?: (?!at\b|of\b)[a-z-]+){0,2} of (?:up to )?(?=\d)"
    r"|(?:with|contain(?:s|ed|ing)|featuring|hosting|encompassing|enclosing) (?:an? |the |some |several |two |three )?"
    r"(?:(?:narrow|short|inner|internal|central|small|thin)(?:er)? |core )?"
    r"(?:sub-?intervals?|sub-?sections?|sub-?zones?|intervals?|sections?|core|segments?)"
    r"(?: (?:that|which))? (?:of|at|grading|grades|graded|averaging|assaying|returning|from) (?=\d)",
    re.IGNORECASE,
)


# A wider interval around what was told before: "part of a broader mineralized zone of", "in a wide low-grade halo of".
_WIDER = re.compile(
    r"(?:within|in|inside(?: of)?|(?:forms )?part of|(?:contained|hosted|enclosed) (?:with)?in|surrounded by) (?:an?|the|another) "
    r"(?:much |overall |significantly )?"
    r"(?:broad|wid|larg|long|thick|low)(?:er|e)?(?:[ -](?:grade|low|lower|minerali[sz]ed|gold|copper|silver|zinc|nickel|lithium|continuous)){0,3} "
    r"(?:zone|interval|intersection|intercept|envelope|halo|section|package|corridor|run|width)"
    r"(?: of (?:[a-z]+ ){0,3}minerali[sz]ation)?(?: (?:that|which) (?:returned|averaged|graded|assayed|ran))?(?: of| at)?(?= \d)"
    r"|(?:(?:forms |being )?part of|with(?:in)?) an? (?:much |even )?(?:broad|wid|larg|long|thick)(?:er|e)?(?= \d)"
    r"|(?:in|inside|part of) (?:an? )?(?=\d[\d.]*[- ]?(?:m|met(?:re|er)s?|ft|foot|feet)[- ](?:[a-z-]+ )?"
    r"(?:section|interval|zone|run|stretch|envelope|intercept)"
    r" (?:of|grading|averaging|assaying|running|(?:that|which) (?:averaged|graded|ran|returned)) \d)",
    re.IGNORECASE,
)
# A richer part of the hole told before: "A higher grade section of the hole ran".
_RICHER_PART = re.compile(
    r"an? (?:much |significantly )?(?:higher|high|richer)(?:[- ]grade)? (?:section|interval|zone|core|portion|part|segment)"
    r" (?:with)?in (?:the|this|that) (?:same )?(?:hole|interval|intercept|intersection|zone|section)",
    re.IGNORECASE,
)
# The depth in a hole, however it is called: "from a hole depth of", "between drill depths of", "in the interval (from)"; and where the
# words behind the figure say that it is one: "starting 88 m down the hole".
_HOLE_DEPTHS = (
    r"(?:the )?(?:(?:drill|bore) ?holes?|holes?|drill(?:ed|ing)?|core|down[- ]?(?:the[- ])?hole|start(?:ing)?|initial|beginning) depths?(?: of|:)?"
    r"(?= (?:(?:approximately|about|around|only|just) )?\d)"
)
_AT_DEPTH = re.compile(
    rf"(?:(?:from|at|with|(?:start|beginn|commenc)ing(?: (?:at|from))?) (?:an? )?)?{_HOLE_DEPTHS}"
    r"|(?:in|over|within) the (?:depth )?(?:interval|range)(?: from)?(?= \d[\d.]* ?(?:m|met(?:re|er)s|ft|feet)?(?: to | ?[-\u2013] ?)\d)"
    r"|(?:start|beginn|commenc)ing(?= (?:(?:approximately|about|around|only|just) )?\d[\d.]* ?(?:m|met(?:re|er)s|ft|feet) "
    r"(?:down|(?:from|below) (?:the )?(?:hole )?(?:surface|collar)\b))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"(?:from )?between {_HOLE_DEPTHS}", re.IGNORECASE)
# "6.4 g/t gold was carried by a 5.1 m vein": as "over".
_CARRIED = re.compile(
    r"(?:was|were|is) (?:carried|returned|assayed|yielded|given|recorded|obtained|reported|averaged|measured|found|held|contained) "
    r"(?:by|in|within|over|across) (?:an? |the )?(?=\d[\d.]*[- ]?(?:m|met(?:re|er)s?|ft|feet|foot)\b)",
    re.IGNORECASE,
)
# First letters of phrases, and the class that they are of.
_LED = (
    ("wcfhe", "I", _RICHER),
    ("a", "I", _RICHER_PART),
    ("wifpches", "B", _WIDER),
    ("bf", "b", _BETWEEN),
    ("wi", "o", _CARRIED),
    ("fasbcdhiowt", "F", _AT_DEPTH),
)


def _token(text: str, bases: list[Base], at: int, before: Token | None, shouted: bool) -> tuple[int, Token]:
    base = bases[at]
    if base.text == "o":  # a bullet
        return 1, Token("d" if before is None or before.kind == "|" else "|", base.start, base.end)
    if base.group == "range":
        return 1, _range(base)
    after_grade = before is not None and before.kind == "G" and base.start - before.end <= 2
    metal = metal_at(bases, at, shouted or after_grade) if base.group in ("word", "hole", "number") else None
    if (
        base.group == "hole"
        and after_grade
        and (noted := re.fullmatch(r"([A-Z][a-z]?)\d", base.text))
        and noted[1] in reference.notations("commodity")
    ):
        return 1, Token("M", base.start, base.end - 1, key=reference.notations("commodity")[noted[1]])
    if base.group == "word" and after_grade and base.text[-1].isdigit() and metal is None:  # "AuEq1": a footnote's number
        bare = replace(base, text=base.text[:-1], end=base.end - 1)
        if (noted_metal := metal_at([bare], 0, shouted)) is not None:
            return 1, Token("M", base.start, bare.end, key=noted_metal[1])
    if metal and (base.group != "number" or metal[0] > 1) and not _is_word(text, base, metal, before):
        return metal[0], Token("M", base.start, bases[at + metal[0] - 1].end, key=metal[1])
    if base.group == "hole":
        return _hole(text, bases, at, before)
    if base.group == "number":
        return _quantity(text, bases, at, before, shouted)
    for letters, kind, pattern in _LED:
        led = pattern.match(text, base.start) if base.text[0].casefold() in letters else None
        if led:
            return sum(base.start <= other.start < led.end() for other in bases[at : at + 14]), Token(kind, base.start, led.end())
    word = word_at(bases, at)
    if word:
        short = word[1] == "I" or (word[1] in "dh" and bases[at + word[0] - 1].text.casefold() in _SHORT)
        count = word[0] + (short and at + word[0] < len(bases) and bases[at + word[0]].text == ".")
        return count, Token(word[1], base.start, bases[at + count - 1].end)
    if base.group == "mark":
        if base.text == ".":
            rest = text[base.end : base.end + 3].lstrip(" \"')")
            return 1, Token("." if not rest or not rest[0].islower() else "d", base.start, base.end)
        return 1, Token("|" if base.text in _BULLETS else _MARKS.get(base.text, "d"), base.start, base.end)
    return 1, Token("|" if base.group == "line" else "x", base.start, base.end)


# Behind a letter that is the name of a part of a site: "the 'B' shoot", "the V zone".
_LETTERED = re.compile(
    r"['\"\u2019\u201d]|\s(?:shoot|zone|vein|lens|lode|horizon|seam|reef|structure|trend|target|area|block|pit|shaft|pipe)s?\b", re.IGNORECASE
)


def _is_word(text: str, base: Base, metal: tuple[int, str], before: Token | None) -> bool:
    """Whether what looks like a symbol is a common word or a letter ("As", "In", "I"), or a metal is part of a hole's name."""
    if re.match(r"-\d", text[base.end : base.end + 2]) and metal[0] == 1:
        return True
    if len(base.text) == 1 and (before is None or before.kind != "G") and _LETTERED.match(text, base.end):
        return True
    return metal[0] == 1 and base.text in ("As", "In", "I", "At", "He", "No", "Be", "A") and (before is None or before.kind != "G")


_SPELT = {word: Decimal(value) for value, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)}
_SPELT |= {"half a": Decimal("0.5"), "half an": Decimal("0.5")}


def _decimal(written: str) -> Decimal:
    return _SPELT.get(written.casefold()) or Decimal(written.replace(",", ""))


def _range(base: Base) -> Token:
    found = _RANGE.fullmatch(base.text)
    assert found is not None  # the pattern of the token says so
    low, high = _decimal(found["low"]), _decimal(found["high"])
    unit = "ft" if found["unit"].startswith("f") else "m"
    return Token("R" if low < high else "x", base.start, base.end, low, high, unit)


# Behind the first word of a firm's name: "QP7 Metals".
_FIRM = re.compile(r"\s(?:Metals|Resources|Mining|Minerals|Exploration|Energy|Lithium|Limited|Ltd|Inc|Corp|Pty)\b")
# Before the symbol of a share: "(ASX: QP7)", "(TSXV: QPX | FSE: 8QP)".
_LISTED = re.compile(
    r"[(|;,/]\s?(?:TSX[.-]?V?|TSXV|ASX|NYSE|NASDAQ|Nasdaq|AIM|LSE|CSE|JSE|FSE|FRA|Frankfurt|OTC[A-Z]*|NEO|XETRA)(?: [A-Z][A-Za-z]+)?:\s?$"
)
_SCHEME = re.compile(r"[A-Z]{1,3}\d{2}[A-Z]{1,4}\d{1,5}(?:[A-Z]\d?)?(?:-\d{1,3})?")  # no code of the letters that it begins with: "E46KD12"


def _hole(text: str, bases: list[Base], at: int, before: Token | None) -> tuple[int, Token]:
    """The name of a hole; numbers alone name one only behind the word, or behind other holes of a list."""
    base = bases[at]
    letters = re.match(r"[A-Za-z]*", base.text)
    first = letters.group().upper() if letters else ""
    told = before is not None and before.kind == "h"
    if re.fullmatch(r"[\d-]+[A-Z]?", base.text):
        return 1, Token("H" if told else "Q", base.start, base.end, key=base.text)
    known = entries("intercept_not_holes.txt")
    alone = re.fullmatch(r"[A-Z](?:\d{1,2}|\d{5,})", base.text) is not None
    bad = alone or base.text in known or (first in known and not _SCHEME.fullmatch(base.text))
    if re.fullmatch(r"[HPQ]-\d{1,3}[A-Z]?|[A-Z]{2,}-?\d{2}-\d{2,4}(?:[A-Z]\d?)?", base.text) and first != "NI":
        bad = False
    if _COORDINATE.fullmatch(base.text):
        bad = True
    if _NO_HOLE.match(text, base.end) or _FIRM.match(text, base.end) or _LISTED.search(text, max(0, base.start - 60), base.start):
        bad = True
    return 1, Token("x" if bad and not told else "H", base.start, base.end, key=base.text.replace("- ", "-"))


_MOST_OUNCES = 50  # a ton; more are those of a deposit
_REST_OF_NAME = re.compile(r"(?:[A-Z]\d{0,4}){1,2}(?!\w)|[a-h](?!\w)")  # behind the number of a hole: "hole 5718W6", "hole 54A"


def _quantity(text: str, bases: list[Base], at: int, before: Token | None, shouted: bool) -> tuple[int, Token]:
    """A number with its unit: a length or a grade; without, a number, which behind the word "hole" names one."""
    base = bases[at]
    behind = at + 1
    if behind < len(bases) and bases[behind].text == "-" and bases[behind].start == base.end:
        behind += 1
    unit = None
    if behind < len(bases) and not re.search(r"[$\u20ac\u00a3]$", text[: base.start][-1:]):
        unit = unit_at(bases, behind)
        if not unit and ((shouted and bases[behind].text == "M") or re.fullmatch(r"m\d", bases[behind].text)):
            unit = (1, "m")  # "118m1": a footnote's number
    unit = unit or per_tonne(bases, behind, shouted)
    if not unit and before is not None and before.kind in "w@" and behind < len(bases) and bases[behind].text in ("oz", "ounce", "ounces"):
        unit = (1, "oz/ton") if _decimal(base.text) < _MOST_OUNCES else None  # as spoken: "49.8 ft. grading 0.12 oz."
    if not unit and before is not None and behind < len(bases) and bases[behind].text in ("gram", "grams", "gramme", "grammes"):
        precious = behind + 1 < len(bases) and bases[behind + 1].text.casefold() in ("gold", "silver", "platinum", "palladium")
        if before.kind in "w@" or (precious and before.kind in ",AJ"):
            unit = (1, "g/t")  # as spoken: "12 metres at 6 grams", "at 2.6 grams gold, 31 grams silver and 0.4% copper"
    if unit:
        end = behind + unit[0]
        kind = "L" if unit[1] in LENGTHS else "G"
        token = Token(kind, base.start, bases[end - 1].end, _decimal(base.text), None, unit[1])
        if re.match(r"\w|/\w", text[token.end : token.end + 2]) and not text[token.end].isdigit() and kind == "L":
            return 1, Token("N", base.start, base.end, _decimal(base.text))
        return end - at, token
    if _PRODUCT.match(text, base.end):  # a grade times its length
        return 1, Token("d", base.start, base.end)
    if before is not None and before.kind == "h":
        rest = _REST_OF_NAME.match(text, base.end)
        end = rest.end() if rest else base.end
        return 1 + sum(base.end <= other.start < end for other in bases[behind : behind + 8]), Token("H", base.start, end, key=text[base.start : end])
    return 1, Token("N", base.start, base.end, _decimal(base.text), key=base.text)
