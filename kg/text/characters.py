"""One line of source text to readable characters, with the map back to where each came from.

Wire copies carry the scars of their way: entities (also misspelt ones such as `&Idquo;`), stray tags, markdown bold, no-break and
zero-width characters, spaces before commas. A reader passes over them, and so do the rules that come after.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

# Typography that the rules need not know: one character stands for one character, so offsets stay.
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u00b4": "'", "`": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2015": "\u2014", "\x0b": " ", "\x0c": " ",
        **{chr(0x2080 + digit): str(digit) for digit in range(10)},  # the subscripts of formulas: "Li\u2082O"
    }
)  # fmt: skip
# Quotation entities whose first letters were misread ("&Idquo;" with a capital i, "&ldguo;" with a g).
_QUOTE_ENTITY = re.compile(r"&[lIr1|]?[ds]?[qg]uo;?", re.IGNORECASE)
_BLANK = r"[ \t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000]"
_SCARS = (
    r"(?P<entity>&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});)"
    rf"|(?P<line>(?<=[^\s|])(?:{_BLANK}*</?(?:br|p)(?:\s[^<>]{{0,200}})?/?>)+{_BLANK}*(?=[^\s|]))"
    r"|(?P<tag></?(?:sup|sub|b|i|u|em|strong|span|font|p|br|a)(?:\s[^<>]{0,200})?/?>)"
    r"|(?P<bold>\*\*)"
    r"|(?P<nothing>[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\r]+)"
)
# In prose only: the blank-ridden genitive "Palladium ' s", blanks before a comma or closing bracket, runs of blanks.
_LOOSE = (
    rf"|(?P<genitive>(?<=\w){_BLANK}?['\u2019]{_BLANK}s(?={_BLANK})|(?<=\w){_BLANK}['\u2019]s(?={_BLANK}))"
    rf"|(?P<before>(?<=\S){_BLANK}+(?=[,;:.)\]](?:\s|$)))"
    rf"|(?P<after>(?<=\(){_BLANK}+)"
    rf"|(?P<blanks>\t|{_BLANK}{{2,}})"
    r"|(?P<note>(?<=[\w%.,;:)\"'])\[(?:\d{1,2}|[ivx]{1,4})\])"  # the mark of a footnote: "133[2] m"
)
# Words in slanted letters, as Markdown marks them.
_SLANTED = r"|(?P<slanted>(?<![^\s\"'])(?P<mark>[*_])(?=[^\W_])[^*\n]{1,300}(?<=[^\s*_(])(?P=mark)(?![\w*]))"
# What numbers hold together though a dash was set for a hyphen: a hole, "KD\u201324\u2013063", and a telephone, "604\u2013555\u20130133".
_NUMBERED = re.compile(
    r"(?<![\w\u2013-])(?:[A-Z]{1,6}\d{0,4}(?:(?:[-\u2013]\d{1,4}){2,3}|\u2013\d{2,4})|\d{3}\u2013\d{3}\u2013\d{4})(?![\w.,%]\w|[\u2013-])"
)
_IN_TABLE, _IN_PROSE = re.compile(_SCARS), re.compile(_SCARS + _LOOSE + _SLANTED)


@dataclass(frozen=True)
class Piece:
    """A run of readable text that came from `source_length` characters at `source`; of equal length, or standing for them as a whole."""

    text: str
    source: int
    source_length: int


def clean(line: str, start: int, prose: bool) -> list[Piece]:
    """The readable pieces of a line that starts at `start` of its document; with `prose`, loose blanks are closed up too."""
    pieces, at = [], 0
    for found in (_IN_PROSE if prose else _IN_TABLE).finditer(line):
        if found.start() > at:
            pieces.append(_copy(line[at : found.start()], start + at))
        if found.lastgroup == "slanted":
            pieces += clean(found.group()[1:-1], start + found.start() + 1, prose)
        elif text := _reading(found):
            pieces.append(Piece(text, start + found.start(), len(found.group())))
        at = found.end()
    if at < len(line):
        pieces.append(_copy(line[at:], start + at))
    return pieces


def plain(line: str) -> str:
    """The readable text of a line, blanks closed up, where its place does not matter."""
    return "".join(piece.text for piece in clean(line, 0, prose=True)).strip()


def _copy(text: str, source: int) -> Piece:
    if "\u2013" in text:
        text = _NUMBERED.sub(lambda found: found.group().replace("\u2013", "-"), text)
    return Piece(text.translate(_PLAIN), source, len(text))


def _reading(found: re.Match[str]) -> str:
    """What stands for a scar in the readable text."""
    if found.lastgroup == "entity":
        return _entity(found.group())
    return {"genitive": "'s", "blanks": " ", "line": " "}.get(found.lastgroup or "", "")


def _entity(entity: str) -> str:
    """What an entity stands for; an unknown one stays as it is, since "&Co;" may be a name."""
    if _QUOTE_ENTITY.fullmatch(entity):
        return "'" if "squo" in entity.lower() or "sguo" in entity.lower() else '"'
    return html.unescape(entity).translate(_PLAIN)
