"""Which encoding bytes are written in, where they do not say so and are not UTF-8: the one in which they read like writing.

Each candidate reads the lines of a bounded sample that are not plain ASCII, and each character is judged by its neighbours: a curly quote opens
before a word and closes behind one, an accent stands among letters of its case, a dash between words or figures. windows-1252, in which old releases
were saved, wins every draw. Detectors made for texts of any language are no help here: an English release has a dozen bytes that tell, and they take
it for Central European or for DOS text as often as not.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

DEFAULT = "cp1252"
# The first of those that read equally well is taken.
_CANDIDATES = (DEFAULT, "mac_roman", "cp1250", "cp1251", "koi8_r", "gb18030", "big5", "shift_jis", "euc_kr", "cp437", "cp850")
_SEARCHED, _SAMPLE = 2_000_000, 20_000  # bytes in which lines are sought, and of those taken
_BEFORE, _BEHIND = 200, 2_000  # of one of them, about its first byte that tells
_HIGH, _LINE_END = re.compile(rb"[\x80-\xff]"), re.compile(rb"[\n\r]")
_OPENING, _CLOSING = frozenset("\u201c\u2018\u201e\u201a\u00ab\u300c"), frozenset("\u201d\u00bb\u300d")
_DASHES, _BLANKS = frozenset("\u2013\u2014\u2212"), frozenset(" \t\n\u00a0\u3000")
_RAISED = frozenset("\u00b0\u00b2\u00b3\u00b9\u00b5\u03bc")  # degrees, powers and micro: beside figures and units
_ENDING = re.compile(r"(?:s|t|re|ve|ll|d|m|S|T)(?![^\W\d_])|[A-Z\u00c0-\u00dc]")
_MARKS = frozenset("\u00ae\u2122\u00a9\u2020\u2021")  # behind a name, or before a year
_FIGURES = frozenset("\u00b1\u00d7\u2264\u2265\u2248\u00bd\u00bc\u00be")
_MONEY = frozenset("\u00a3\u20ac\u00a5\u00a2")
_WIDE = frozenset("\u3001\u3002\uff0c\uff08\uff09\uff1a\uff1b\u300a\u300b")
_EASTERN = frozenset({"HAN", "KANA"})  # of one script with another in every sentence
_NUL_SHARE = 0.2  # of the bytes of a text in two or four bytes a character, where most are ASCII


def reading(data: bytes) -> str:
    """The text of bytes that are not UTF-8: what is UTF-8 but for single bytes that are not, with those read as windows-1252; else that of the
    encoding in which it reads best."""
    sample = _sample(data)
    if _is_mostly_utf8(sample):
        return _mended(data)
    if min(_marks_in(sample, DEFAULT), default=0) >= 0:  # the usual case: nothing is out of place
        return data.decode(DEFAULT, errors="replace")
    best = max(_CANDIDATES, key=lambda encoding: (_likeness(sample, encoding), -_CANDIDATES.index(encoding)))
    return data.decode(best if _likeness(sample, best) > 0 else DEFAULT, errors="replace")


def wide(data: bytes) -> str | None:
    """The encoding of two or four bytes a character that a text without a byte-order mark is in, told by where its zero bytes stand; None where
    it is in none."""
    head = data[:_SAMPLE]
    head = head[: len(head) - len(head) % 4]
    zeros = [head[at::4].count(0) / max(1, len(head) // 4) for at in range(4)]
    for encoding, empty in (("utf-32-le", (1, 2, 3)), ("utf-32-be", (0, 1, 2)), ("utf-16-le", (1, 3)), ("utf-16-be", (0, 2))):
        full = [zeros[at] for at in range(4) if at not in empty]
        if min(zeros[at] for at in empty) > _NUL_SHARE and max(full) < 0.01 and (len(empty) == 2 or min(zeros[at] for at in empty) > 0.9):
            return encoding
    return None


def _sample(data: bytes) -> list[bytes]:
    """The first lines that hold more than ASCII, up to a bound; of long ones a stretch."""
    lines, size, at = [], 0, 0
    while size < _SAMPLE and (high := _HIGH.search(data, at, _SEARCHED)):
        start = max(data.rfind(b"\n", at, high.start()) + 1, high.start() - _BEFORE, at)
        end = _LINE_END.search(data, high.end(), high.end() + _BEHIND)
        at = end.start() if end else min(high.end() + _BEHIND, len(data))
        lines.append(data[start:at])
        size += at - start
    return lines


def _is_mostly_utf8(sample: list[bytes]) -> bool:
    """Whether there are more characters of several bytes that are sound UTF-8 than bytes that are not."""
    sound = unsound = 0
    for line in sample:
        text = line.decode("utf-8", "replace")
        bad = text.count("\ufffd")
        unsound += bad
        sound += len(text) - bad - sum(map(str.isascii, text))
    return sound > unsound


def _mended(data: bytes) -> str:
    """Text in UTF-8, its unsound bytes read as windows-1252, and pieces of characters as the mark for what cannot be read."""
    parts, at, view = [], 0, memoryview(data)
    while at < len(data):
        try:
            parts.append(str(view[at:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            unsound = view[at + error.start : at + error.end]
            parts += [str(view[at : at + error.start], "utf-8"), str(unsound, DEFAULT, "replace") if len(unsound) == 1 else "\ufffd"]
            at += error.end
    return "".join(parts)


def _likeness(sample: list[bytes], encoding: str) -> int:
    """How much the sample reads like writing: the characters that stand where such characters do, less those that do not."""
    return sum(_marks_in(sample, encoding))


def _marks_in(sample: list[bytes], encoding: str) -> Iterator[int]:
    decoder = codecs.getincrementaldecoder(encoding)
    for line in sample:
        try:
            text = decoder("strict").decode(line)
        except UnicodeDecodeError as error:
            yield -5
            text = line[: error.start].decode(encoding, "ignore")
        yield from _marks(text)


def _marks(text: str) -> Iterator[int]:
    """For each character beyond ASCII whether it is at home where it stands (1), out of place (-1, -2), or either (0)."""
    padded = f"  {text}   "
    for at, character in enumerate(padded):
        if character.isascii():
            continue
        before, after = padded[at - 1], padded[at + 1]
        if character == "\u2019":
            yield _apostrophe(padded, at)
        elif character.isalpha() and character not in _RAISED:
            yield _letter(before, character, after, padded[at + 2])
        else:
            yield _sign(before, character, after)
    for first, second in pairwise(text):  # a word of nothing but accents is none
        if "\u00c0" <= first <= "\u017f" and "\u00c0" <= second <= "\u017f":
            yield -2


def _apostrophe(text: str, at: int) -> int:
    """A closing quote, or an apostrophe before an ending or behind an article: "it's", "O'Brien"; not one within a word."""
    if not text[at + 1].isalpha():
        return 1 if text[at - 1].isalnum() or text[at - 1] in ".,!?)%" else -1
    short = text[at - 1].isalpha() and not text[at - 2].isalpha()
    return 1 if short or _ENDING.match(text, at + 1) else -1


def _sign(before: str, character: str, after: str) -> int:
    """Quotes, dashes, units and other signs, each with the neighbours that it is usually set between."""
    if character in _OPENING:
        fits = (before in _BLANKS or before in "([/-" or not before.isascii()) and not after.isspace()
    elif character in _CLOSING:
        fits = before not in _BLANKS and not after.isalnum()
    elif character in _DASHES:
        return 1 if (before in _BLANKS) == (after in _BLANKS) or before.isdigit() else 0
    elif character in _RAISED:
        fits = before.isdigit() or before in "mMkgt " or after.isdigit()
    elif character in _FIGURES:
        fits = before.isdigit() or after.isdigit() or before in _BLANKS or after in _BLANKS
    elif character in _MONEY:
        fits = before.isdigit() or after.isdigit()
    elif character in _MARKS:
        fits = (before.isalnum() or before in _BLANKS) and not after.isalpha()
    elif character == "\u2026":
        fits = before.isalnum() or before in _BLANKS or before == "."
    elif character in "\u2022\u00b7\u00a7":
        fits = before in _BLANKS or after in _BLANKS
    else:
        fits = character in _WIDE or character in _BLANKS
    return 1 if fits else -1


def _letter(before: str, character: str, after: str, next_after: str) -> int:
    """A letter is at home among letters of its own script and of a fitting case."""
    script = _script(character)
    beside = [letter for letter in (before, after) if letter.isalpha()]
    if any(_script(letter) != script and not {_script(letter), script} <= _EASTERN for letter in beside):
        return -2
    if script in ("KANA", "HANGUL"):  # which no bytes of Chinese read as
        return 2
    if not character.islower() and not character.isupper():
        return 1 if script == "HAN" else -1
    if not beside:
        return -1
    if character.islower():
        return -1 if after.isupper() or (before.isupper() and not after.isalpha()) else 1
    mixed = (before.isupper() and after.islower()) or (after.isupper() and next_after.islower() and not before.isalpha())
    return -1 if before.islower() or mixed else 1  # at a word's head, or in a word of capitals


def _script(letter: str) -> str:
    if letter.isascii():
        return "LATIN"
    name = unicodedata.name(letter, "NONE").partition(" ")[0]
    return {"CJK": "HAN", "HIRAGANA": "KANA", "KATAKANA": "KANA"}.get(name, name)
