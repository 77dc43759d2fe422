"""The persons that a document names: where each stands, and which namings are one person.

A name is looked for in what titles and organisations leave over, so that "President John Smith" and "Smith Barney Inc." give none of
their words to a person. "Mr. Biggar" is the Biggar of this document, and "Jim Excell" is "James D. Excell".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.role.word_names import ACTS, CLOSES, has_post, is_led, may_end
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, mapping
from kg.text.names import (
    HONORIFIC,
    PARTICLE,
    PERSON,
    PERSON_CAPITALS,
    after_credentials,
    bare_person,
    fold,
    may_be_person,
    name_parts,
    same_person,
    unlikely_in_person,
)


@dataclass(frozen=True)
class PersonAt:
    """A naming of a person: the name as written without honorific, its offsets, and where the letters after it end."""

    name: str
    start: int
    end: int
    after: int
    honoured: bool


_HONOURED = re.compile(rf"\b{HONORIFIC} (?P<name>{PERSON}|[{UPPER}][\w'-]+)(?!\w)")
_FULL = re.compile(rf"(?<![\w.'-]){PERSON}(?!\w)")
_CAPITALS = re.compile(rf"(?<![\w.'-]){PERSON_CAPITALS}(?!\w)")


def find_persons(text: str, taken: Iterable[tuple[int, int]], capitals: bool = False) -> list[PersonAt]:
    """The persons named in a text outside the ranges taken by titles and organisations; names in capitals only where asked for."""
    blocked = sorted(taken)
    found: list[PersonAt] = []
    spans: list[tuple[int, int]] = []
    for match in _HONOURED.finditer(text):
        start, end = match.span("name")
        end = _cut_at(blocked, start, end)
        name = text[start:end].rstrip(" ,.") if end > start else ""
        name = next(apart(name, start), (name, start))[0]
        if name and name.split(" ")[0].casefold().strip(".") not in _OFFICES:
            _add(found, spans, text, name, start, honoured=True)
    for pattern in (_FULL, _CAPITALS) if capitals else (_FULL,):
        for start, end in _free_runs(len(text), blocked):
            for match in pattern.finditer(text, start, end):
                if _WORKED_AT.search(text, max(0, match.start() - _LEAD), match.start()):
                    continue
                run_on = _runs_on(text, start, match.start())
                if run_on and _CODE.search(text, max(start, match.start() - _LEAD), match.start()) and not known_given(match.group()):
                    continue  # "ABC Hale Judd", a firm
                for run, at in apart(match.group(), match.start(), run_on):
                    behind = at + len(run)
                    for name, low in _plausible(run, at, text[behind : behind + 40], _is_given_here(text, run, at)):
                        _add(found, spans, text, name, low, honoured=False)
                    if _is_told(text, run, at):
                        _add(found, spans, text, run, at, honoured=False)
    return sorted(found, key=lambda person: person.start)


# Words right before a name in running text: a small one, a stop, a bracket or dash, an honorific.
_CLEAN = re.compile(rf"(?:^|[^\w\s]\s*|\b[{LOWER}][\w'-]*\s+|\n\s*|\b{HONORIFIC}\s+)$")
# "a partner at Stewart McKelvey", "general manager of Loma Alta": firms and mines, where people work
_WORKED_AT = re.compile(r"\bat\s$|\b(?:[Mm]anager|[Ss]uperintendent|[Cc]aptain|[Oo]perator)\s(?:of|for)\s$")
_CODE = re.compile(r"(?:^|\s)[A-Z]{3,}\s$")
_LEAD = 80  # characters before a name in which the word right before it stands


def _runs_on(text: str, free: int, start: int) -> bool:
    """Whether what stands right before a name is neither a title nor what leads to one in a sentence: a heading or cell without layout."""
    low = max(free, start - _LEAD)
    return start > free and bool(text[low:start].strip()) and _CLEAN.search(text, low, start) is None


def apart(run: str, at: int, run_on: bool = False) -> Iterator[tuple[str, int]]:
    """The names that a text without layout runs into one, each with its offset: "Jane Roe John Dale", "Jane Roe Mr John Dale"; where the words
    before run into it (`run_on`), a name that is nobody's given name is none of its own: "Lapsed Jane Roe"."""
    words = run.split(" ")
    if run_on and len(words) > 2 and not _is_given(words[0]) and not _initial(words[0]) and _is_given(words[1]):
        yield from apart(run[len(words[0]) + 1 :], at + len(words[0]) + 1, run_on)
        return
    for index in range(1, len(words)):
        honoured = index < len(words) - 1 and re.fullmatch(HONORIFIC, words[index]) is not None
        begins = 1 < index < len(words) - 1 and _is_given(words[index]) and _plain(words[index - 1]) and _plain(words[index + 1])
        if honoured or (begins and (_is_given(words[0]) or (index > 2 and _is_given(words[1])))):
            cut = len(" ".join(words[:index]))
            yield run[:cut], at
            rest = words[index + 1 :] if honoured else words[index:]
            low = len(run) - len(" ".join(rest))
            yield from apart(run[low:], at + low)
            return
    yield run, at


def _plain(word: str) -> bool:
    """Whether a word is a name that is nobody's given name: no initial, particle or nickname."""
    return word[:1].isupper() and word[1:2].islower() and not _is_given(word) and not _initial(word) and not re.fullmatch(PARTICLE, word)


def _add(found: list[PersonAt], spans: list[tuple[int, int]], text: str, name: str, start: int, honoured: bool) -> None:
    """Adds a naming that none before it overlaps; `spans` are those of the namings found, in order. The "'s" of an owner is no part of it."""
    name = name.removesuffix("'").removesuffix("'s")
    end = start + len(name)
    at = bisect_left(spans, (start, end))
    if (at == len(spans) or spans[at][0] >= end) and (at == 0 or spans[at - 1][1] <= start):
        spans.insert(at, (start, end))
        found.append(PersonAt(name, start, end, after_credentials(text, end), honoured))


def _free_runs(length: int, blocked: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in blocked:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _cut_at(blocked: list[tuple[int, int]], start: int, end: int) -> int:
    """The end of a name, or the start of the first taken range inside it."""
    inside = [low for low, high in blocked if start < low < end or low <= start < high]
    return min([end, *inside])


# Behind "Mr." or "Hon." no names, whatever else may be one there.
_OFFICES = frozenset(
    "chairman chairwoman chair chairperson president speaker secretary director minister premier senator governor justice judge mayor vice chief "
    "company board and or the general managing executive".split()
)


# Surnames that are also words; they count behind a known given name and before a comma or line end.
WORD_SURNAMES = frozenset(
    (
        "he to an so may long young white black brown green gray grey rose stone wood hill field lake river church park marsh "
        "moss bush banks rivers mills miller cook fox hunt day best west north east little good bell king price gold silver bay "
        "le ma li gross page lane law strong power rich small bond early wall weeks leach york case rule street rock"
    ).split()
)


_TITLES = frozenset(("QP", "VP", "CEO", "CFO", "COO", "CTO", "EVP", "SVP"))  # no initials: "QP Anna Roe"
_SPOKE = frozenset(("Commented", "Comments", "Stated", "States", "Said", "Says", "Added", "Adds", "Noted", "Notes", "Remarked", "Commenting"))


# Given names that are common words too, and what stands around them where they are names: who speaks or acts, and what follows a name.
_WORDS_TOO = frozenset("jan april may june august per will".split())
_NO_DAY = re.compile(
    r"(?:\b(?:said|says|stated|states|commented|comments|added|adds|noted|notes|concludes|concluded|explains|by|and|appointed|elected|named|"
    r"appointment of|resignation of)|[\"'*:;\n]|^)\s*$"
)
_HAS_POST = re.compile(r",\s(?!(?:19|20)\d\d)|\s?\(|\s?[-\u2013\u2014|]\s|\n")


def _is_told(text: str, run: str, at: int) -> bool:
    """Whether a name with one word in it that speaks against a person is one by the post beside it: "Joel Montana, CEO", "Rich Hale, CEO"."""
    bare = re.sub(r",? (?:Jr|Sr)\b\.?$| I{2,3}$", "", run)
    words = [word for word in bare.split(" ") if word[:1] not in "\"'("]
    odd = [index for index, word in enumerate(words) if len(word.strip(".")) > 1 and word.strip(".").casefold() in unlikely_in_person()]
    if not 2 <= len(words) <= 4 or len(odd) > 1 or not has_post(text, at, at + len(run)):
        return False
    if not odd or odd[0] == len(words) - 1:  # a place may be a surname too
        return bool(odd) and known_given(bare) and not _is_place(words[0]) and not _is_place(bare) and may_end(words[-1])
    strange = _is_given(words[0]) or _is_place(words[0]) or words[0].casefold() in _WORDS_TOO
    return odd[0] == 0 and strange and not _is_place(bare) and not _is_place(words[-1]) and is_led(text, at)


def _is_given_here(text: str, run: str, at: int) -> bool:
    """Whether a run begins with a given name that is a common word as well: "says Jan Hale, CEO", and no "In June Hale said"."""
    words = run.split(" ")
    inside = words[1:-1]
    if words[0].casefold() not in _WORDS_TOO or not all(_initial(word) or re.fullmatch(PARTICLE, word) for word in inside):
        return False
    behind = at + len(run)
    acts = ACTS.match(text, behind) is not None
    return words[-1].istitle() and (acts or _HAS_POST.match(text, behind) is not None) and _NO_DAY.search(text[max(0, at - 20) : at]) is not None


def _plausible(run: str, at: int, follows: str, first_is_given: bool = False) -> Iterator[tuple[str, int]]:
    """The part of a capitalised run that may be a person's name: leading words that open sentences fall off."""
    words = run.split(" ")
    if len(words) > 2 and words[0] in _SPOKE:  # "Commented Pieter van der Walt, CEO"
        at += len(words[0]) + 1
        words = words[1:]
    if len(words) > 2 and words[0] in _TITLES:
        at += len(words[0]) + 1
        words = words[1:]
    while (
        len(words) > 2
        and not first_is_given
        and words[0].casefold().strip(".,") in unlikely_in_person()
        and not _is_given(words[0])
        and not _initial(words[0])
    ):
        at += len(words[0]) + 1
        words = words[1:]
        if len(words) > 2 and not _is_given(words[0]) and not _initial(words[0]) and _is_given(words[1]):  # "Options Lapsed Jane Roe"
            at += len(words[0]) + 1
            words = words[1:]
    name = " ".join(words)
    if (
        len(words) > 1
        and words[-1].casefold() in WORD_SURNAMES
        and (follows[:1] in (",", "\n", "", ".") or CLOSES.match(follows) or ACTS.match(follows) or (len(words) > 2 and _initial(words[-2])))
        and all(_is_given(word) or _initial(word) for word in words[:-1])
    ):
        yield name, at
        return
    if not _is_given(words[0]) and not _initial(words[0]) and _GROUND.match(follows):
        return  # "the Loma Alta deposit"
    if (len(words) == 2 and words[0] == words[1]) or (len(words) > 4 and all(word.isalpha() and word[:1].isupper() for word in words)):
        return  # "Adelaide Adelaide", of two columns; two or three persons in one
    if may_be_person(name, first_is_given) and (_is_given(words[0]) or _initial(words[0]) or not _is_place(name)) and _looks_human(words):
        yield name, at


# Behind the name of ground; none of a post there, "Jane Roe, mine manager".
_GROUND = re.compile(
    r"\s(?:deposits?|mines?|projects?|propert(?:y|ies)|prospects?|zones?|veins?|concessions?|claims?|orebod(?:y|ies)|discovery|showings?|targets?)\b"
    r"(?!\s(?:general\s)?(?:manager|director|superintendent|geologist|engineer|lead|captain|controller))"
)


def _looks_human(words: list[str]) -> bool:
    """A known given name or an initial somewhere, or at most three words none of which is a place or common in the trade."""
    return any(_is_given(word) or _initial(word) for word in words[:-1]) or (len(words) <= 3 and not _is_place(words[-1]))


def _initial(word: str) -> bool:
    return re.fullmatch(rf"(?:[{UPPER}]\.?)+(?:-[{UPPER}]\.)?", word) is not None


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold(name) for name in entries("given_names.txt"))


def _is_given(word: str) -> bool:
    plain = fold(word.strip("\"'().,"))
    return plain in _given_names() or plain in mapping("nicknames.tsv") or any(part in _given_names() for part in plain.split("-") if "-" in plain)


def _is_place(text: str) -> bool:
    return text.casefold() in mapping("geography.txt")


def known_given(name: str) -> bool:
    """Whether a name begins with a known given name or initial: the strongest sign that it is a person's."""
    first = bare_person(name).split(" ")[0]
    return _is_given(first) or _initial(first)


class People:
    """The persons of one document, by every form of their names.

    Full names come first; a surname alone is the one person of the document that bears it, and nobody where two do.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._groups: list[list[str]] = []
        for name in sorted({bare_person(name) for name in names if name_parts(name)[0]}, key=lambda name: (-len(name), name)):
            homes = [group for group in self._groups if all(same_person(name, other) for other in group)]
            if len(homes) == 1:
                homes[0].append(name)
            else:
                self._groups.append([name])

    def fullest(self, name: str, before: str = "") -> str | None:
        """The fullest form of a person's name in this document, or None where a bare surname tells nobody or more than one; of two who
        bear it, it is the one already named in the text `before` it."""
        bare = bare_person(name)
        if name_parts(bare)[0]:
            home = next((group for group in self._groups if bare in group), None)
            return _best(home) if home else bare
        homes = [group for group in self._groups if fold(name_parts(group[0])[1]) == fold(bare)]
        if len(homes) > 1:
            homes = [group for group in homes if any(form in before for form in group)]
        return _best(homes[0]) if len(homes) == 1 else None

    def other_forms(self, fullest: str) -> list[str]:
        """The other forms under which the document names a person."""
        home = next((group for group in self._groups if _best(group) == fullest), [])
        return [name for name in home if name != fullest]


def _best(group: list[str]) -> str:
    """The fullest form: most words, then the formal given name, then mixed case."""
    return max(
        group,
        key=lambda name: (
            name != name.upper(),
            len(name.split()),
            len(re.sub(rf"[^{UPPER}{LOWER}]", "", name)),
            len(re.sub(rf"[^{UPPER}]", "", name)),
            name,
        ),
    )
