"""How well drill results are read in reports that people have tagged word by word: precision, recall and F1 of each tag.

    python benchmarks/drillholes.py FILE_OR_FOLDER... [--json]

A file has a token a row, with the columns tag and sentence; the tags are those of spans that begin (B-) and go on (I-): H hole, M material,
P grade, D length or depth, E what stands between them, and O for none. An empty row ends a sentence. The text is put together from the
tokens, read as any other document, and the parts of its mentions are the spans that are compared with those tagged. How the two are
brought to the same words, `spans_of` says.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.document import Document, Span
from kg.extract import extract

TAGS = {"hole": "H", "metal": "M", "grade": "P", "length": "D", "depth": "D"}  # of the parts of a mention
COUNTED = ("H", "M", "P", "D")
FILLER = "E"  # what stands between the parts; no fact has it
_TAG = re.compile(r"O|[BI]-[A-Z]+")
_HEAD = "Tagged Report Limited\n\n1 January 2030\n\n"  # the files have lost theirs: without a day and a company nothing is stated
_BULLETS = frozenset("•▪■●◦‣·➢✓\uf0b7\uf0a7")
_PARAGRAPH = 600  # characters after which the end of a sentence ends a paragraph; the files have lost those, too

_LINE = 80  # characters of a line


class BadFile(Exception):
    """A file that is none of tags and tokens; the message says where and why."""


Chunk = tuple[str, int, int]  # a tag, and the tokens from and up to which it goes


@dataclass(frozen=True)
class Tagged:
    """The tokens of a file with their tags; `ends` are the tokens before which a sentence begins."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]
    ends: frozenset[int]


# ---- files


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those ending in .csv of the folders named."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.rglob("*.csv"))
            if not inside:
                raise BadFile(f"{path}: the folder has no file that ends in .csv")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise BadFile(f"{path}: there is no such file or folder")
    return list(dict.fromkeys(found))


def read_file(path: Path) -> Tagged:
    """The tokens and tags of a file. A quote that is opened and not closed goes no further than its row: what spreadsheets make of a token
    that begins with one."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    if not lines or [cell.strip() for cell in lines[0].split(",")] != ["tag", "sentence"]:
        raise BadFile(f"{path}: the first row has to be tag,sentence")
    tokens, tags, ends, quoted = list[str](), list[str](), set[int](), False
    for number, line in enumerate(lines[1:], 2):
        tag, comma, rest = line.partition(",")
        if comma and _TAG.fullmatch(tag):
            quoted = rest.startswith('"') and rest.count('"') % 2 == 1
            token = rest[1:] if quoted else next(csv.reader([rest]), [""])[0]
        elif quoted:  # in a quote that an earlier row opened
            quoted, tag, token = not line.endswith('"'), "O", line.rstrip('"')
        elif line.strip(" ,"):
            raise BadFile(f"{path}, row {number}: {line[:40]!r} has no tag such as O or B-H before a comma")
        else:
            ends.add(len(tokens))
            continue
        if token.strip():
            tokens.append(token.strip())
            tags.append(tag)
    return Tagged(tuple(tokens), tuple(tags), frozenset(ends))


# ---- text


def text_of(tagged: Tagged) -> tuple[str, list[int], list[int]]:
    """The text of some tokens, and where each begins and ends there: a blank between two but for what stands close to its neighbour ("(", ","
    and the comma of "1,038"), a line for each bullet, and paragraphs of some sentences."""
    text, starts, ends = _HEAD, list[int](), list[int]()
    paragraph = len(text)
    for at, token in enumerate(tagged.tokens):
        before = tagged.tokens[at - 1] if at else ""
        closed = at in tagged.ends or (before.endswith((".", "?", "!")) and token[:1].isupper())
        if at and closed and len(text) - paragraph > _PARAGRAPH:
            text += "\n\n"
            paragraph = len(text)
        elif at and token in _BULLETS:
            text += "\n"
        elif at and not _close(tagged.tokens[max(0, at - 2) : at + 1]):
            text += " "
        starts.append(len(text))
        text += token
        ends.append(len(text))
    return text + "\n", starts, ends


def _close(tokens: Sequence[str]) -> bool:
    """Whether the last of some tokens stands close to the one before it."""
    before, token = tokens[-2], tokens[-1]
    if before in "([" or token in (",", ".", ";", ":", ")", "]", "%", "?", "!") or (before, token[:1]) == ("’", "s"):
        return True
    return before == "," and len(tokens) == 3 and tokens[0][-1].isdigit() and re.match(r"\d{3}(?!\d)", token) is not None


# ---- spans


def chunks(tags: Sequence[str]) -> set[Chunk]:
    """The spans of IOB tags as seqeval counts them by default: one begins at B-, and at an I- behind none or another tag."""
    found: set[Chunk] = set()
    start, kind = 0, "O"
    for at, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if kind != "O" and (prefix != "I" or name != kind):
            found.add((kind, start, at))
            kind = "O"
        if prefix != "O" and kind == "O":
            start, kind = at, name
    return found


def spans_of(tagged: Tagged) -> set[Chunk]:
    """The parts of all mentions as spans of tokens, in the manner of the files:

    - a token belongs to the part that has most of it ("2.3g/tAu" is a grade), and to one only
    - the files tag results: a hole named further than a line from any length, depth or grade that is told ("hole KB-11 is under way") is none,
      but for the first and last of a campaign's holes ("KB-11 to KB-19")
    - the signs that a part has at its ends or between its figures are none of it ("31.0 m - 49.9 m" are two depths), but for the comma
      of "1,207"
    - a hole that stands alone in brackets is tagged with its brackets, and one told right behind its result with the word "hole" ("from 12 m in
      hole KB-11")
    """
    text, starts, ends = text_of(tagged)
    extraction = extract(Document.from_text(text))
    if isinstance(extraction, str):
        raise AssertionError(f"the head lets every file state facts: {extraction}")
    parts = {(TAGS[name], span) for mention in extraction.mentions for name, span in mention.parts if name in TAGS}
    parts = set(_of_results(text, parts))
    share: dict[int, tuple[int, Span, str]] = {}
    for kind, span in sorted(parts, key=lambda part: (part[1], part[0])):
        for at in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
            inside = min(span.end, ends[at]) - max(span.start, starts[at])
            if re.search(r"[\w%,]", tagged.tokens[at]) and (at not in share or inside > share[at][0]):
                share[at] = (inside, span, kind)
    return set(_with_words(tagged.tokens, sorted(_runs(share), key=lambda chunk: chunk[1])))


def _of_results(text: str, parts: set[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """The parts without the holes that stand far from every figure and are no end of a range of holes."""
    figures = [span for kind, span in parts if kind in ("D", "P")]
    starts, ends = sorted(span.start for span in figures), sorted(span.end for span in figures)
    ranges = set(_ranges(text, sorted(span for kind, span in parts if kind == "H")))
    for kind, span in parts:
        behind, before = bisect_left(starts, span.end), bisect_right(ends, span.start)
        follows = behind < len(starts) and starts[behind] - span.end <= _LINE
        if kind != "H" or follows or (before > 0 and span.start - ends[before - 1] <= _LINE) or span in ranges:
            yield kind, span


def _ranges(text: str, holes: Sequence[Span]) -> Iterator[Span]:
    """The holes of some, in order, that are the first or last of a range."""
    for one, other in pairwise(holes):
        if re.fullmatch(r"\s?(?:[-\u2013\u2014]|to)\s?", text[one.end : other.start]):
            yield from (one, other)


def _runs(share: dict[int, tuple[int, Span, str]]) -> Iterator[Chunk]:
    """Tokens next to each other that belong to the same part."""
    at = sorted(share)
    while at:
        count = 1
        while count < len(at) and at[count] == at[0] + count and share[at[count]][1:] == share[at[0]][1:]:
            count += 1
        yield share[at[0]][2], at[0], at[0] + count
        at = at[count:]


def _with_words(tokens: Sequence[str], found: Sequence[Chunk]) -> Iterator[Chunk]:
    """The spans, in order, with what belongs to the name of a hole where it stands: its brackets, or the word behind its result."""
    told = 0  # where the last figure or metal ends
    for kind, start, end in found:
        if kind != "H":
            told = end
            yield kind, start, end
        elif start > 0 and tokens[start - 1] == "(" and tokens[end : end + 1] == (")",):
            yield kind, start - 1, end + 1
        else:
            lead = [token.casefold() for token in tokens[told : start if told else 0]]
            yield kind, start - (lead in (["in", "hole"], ["in", "drillhole"], ["downhole"])), end


# ---- counts


@dataclass(frozen=True)
class Score:
    """Spans found that are tagged so, spans found, and spans tagged."""

    right: int
    found: int
    tagged: int

    def rates(self) -> dict[str, float]:
        """Precision, recall and F1; 0 where there is nothing to divide by."""
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.tagged if self.tagged else 0.0
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def score(files: Iterable[Path]) -> dict[str, Score]:
    """The counts of each tag over all files together."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("right", "found", "tagged")}
    for path in files:
        tagged = read_file(path)
        theirs, ours = chunks(tagged.tags), spans_of(tagged)
        for name, group in (("right", ours & theirs), ("found", ours), ("tagged", theirs)):
            counts[name].update(kind for kind, _, _ in group)
    return {tag: Score(counts["right"][tag], counts["found"][tag], counts["tagged"][tag]) for tag in (*COUNTED, FILLER)}


def over_all(scores: dict[str, Score], tags: Iterable[str]) -> Score:
    """The micro average: the spans of some tags counted together."""
    some = [scores[tag] for tag in tags]
    return Score(sum(one.right for one in some), sum(one.found for one in some), sum(one.tagged for one in some))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER", help="tagged files, and folders of such files ending in .csv")
    parser.add_argument("--json", action="store_true", help="print the rates as JSON")
    arguments = parser.parse_args()
    try:
        scores = score(find_files(arguments.paths))
    except BadFile as error:
        print(f"drillholes.py: {error}", file=sys.stderr)
        return 2
    micro, with_fillers = over_all(scores, COUNTED), over_all(scores, (*COUNTED, FILLER))
    if arguments.json:
        tags = {tag: scores[tag].rates() for tag in COUNTED}
        print(json.dumps({"tags": tags, "micro": micro.rates(), "micro_with_fillers": with_fillers.rates()}, indent=2))
        return 0
    print(f"{'tag':<8}{'p':>8}{'r':>8}{'f1':>8}{'right':>8}{'found':>8}{'tagged':>8}")
    for name, one in (*((tag, scores[tag]) for tag in COUNTED), ("micro", micro), ("with E", with_fillers)):
        rates = one.rates()
        print(f"{name:<8}{rates['p']:>8.3f}{rates['r']:>8.3f}{rates['f1']:>8.3f}{one.right:>8}{one.found:>8}{one.tagged:>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
