"""Which hole an interval of a sentence lies in: the one named before it, behind it, in brackets, or for several of them in turn."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.intercept.grammar import Interval
from kg.extract.intercept.tokens import Token, classes

_GROUP = re.compile(r"h?H(?:(?:[,A/]{1,2}|[T\-])h?H){0,20}")
_IN_BRACKETS = re.compile(r"[,;]?\([xwihFv:]{0,3}")
_BEHIND_IN = re.compile(r"[,)]{0,2}[wiFo]{1,2}(?:x{0,2}|x?-x)")
_BEHIND_UNREAD = re.compile(r"F[Lx]?[LRN]\($")  # of an interval whose grade could not be read: "4 m at 2.6/t from 45 m (KL-3)"
_REFERENCE = re.compile(r"(?:K[wxTF]{0,2}|k[wx]?[wFT][x@]{0,2}|T)$")
_TOLD_ASIDE = re.compile(r"\([wx]{0,2}[LGF]|(?:[wi]x{1,3})?,?q|,[xwih@M\-]{1,12},q")
_STOPS = ".|"


@dataclass(frozen=True)
class Group:
    """Holes named together, by their tokens; `aside` those that only say where another lies, and have an interval told of them on the
    way: "below hole KB-11 (5 m at 2 g/t)"."""

    first: int
    last: int
    holes: tuple[str, ...]
    aside: bool = False


_TRENCH = re.compile(
    r"\b(?:trench no\.?|(?:trench(?:es)?|costeans?|channels?|adits?)(?: (?!and\b|or\b|with\b|by\b|than\b|[a-z-]*holes?\b)[a-z]+)?|cuts?|pits?) $",
    re.IGNORECASE,
)


def is_trench(text: str, start: int, end: int) -> bool:
    """Whether a name is that of a trench: "a trench here, T-4, returned"; behind "beneath the trench," a hole follows."""
    ahead = text[max(0, start - 30) : start]
    between_commas = "," in text[end - 1 : end + 1]
    return _TRENCH.search(ahead.replace(", ", " ") if between_commas else ahead) is not None


def without_firms(tokens: Sequence[Token], firms: Set[str]) -> list[Token]:
    """Tokens of which none is a hole by the name of a firm, folded: "a-20 intersected", "BQ7 drilled" of BQ7 Metals; behind the word "hole"
    it is one."""
    return [
        replace(token, kind="x") if token.kind == "H" and token.key.casefold() in firms and (not at or tokens[at - 1].kind != "h") else token
        for at, token in enumerate(tokens)
    ]


def groups(tokens: Sequence[Token]) -> list[Group]:
    """The holes that a text names, those named together as one group, but for holes that only say where another place is."""
    kinds = classes(list(tokens))
    found = []
    for match in _GROUP.finditer(kinds):
        at = match.start()
        distance = re.search(r"(?<![FT\-o])[LRN]F$", kinds[max(0, at - 3) : at]) is not None and tokens[at - 1].start - tokens[at - 2].end < 3
        aside = distance or _REFERENCE.search(kinds[max(0, at - 5) : at]) is not None
        if not aside or _TOLD_ASIDE.match(kinds, match.end()):
            holes = tuple(dict.fromkeys(token.key for token in tokens[match.start() : match.end()] if token.kind == "H"))
            found.append(Group(match.start(), match.end(), holes, aside))
    return found


_BY_WORD = re.compile(r"h(?:x?H(?:(?:[,A/]{1,2}|[T\-])h?H){0,40})")


# "13 RC holes for 1,400 m (KL-3 to KL-15)": names of a range, some words behind.
_RANGE_BY_WORD = re.compile(r"(?<=\()H[T\-]H(?=[,)])")
_WORDS = 16


def named_by_the_word(tokens: Sequence[Token]) -> Iterator[Token]:
    """The holes that stand behind the word "hole" or in a list behind "holes", or a range of them in brackets after it."""
    kinds = classes(list(tokens))
    for match in _BY_WORD.finditer(kinds):
        yield from (token for token in tokens[match.start() : match.end()] if token.kind == "H")
    for match in _RANGE_BY_WORD.finditer(kinds):
        if "h" in re.split(r"[.|;]", kinds[max(0, match.start() - _WORDS) : match.start()])[-1]:
            yield from (tokens[match.start()], tokens[match.end() - 1])


@dataclass(frozen=True)
class Own:
    """The holes of which one is an interval's own: one where the text is plain, several where it is not, none where it is silent; and where
    they are named."""

    holes: tuple[str, ...] = ()
    group: Group | None = None


def holes_of(tokens: Sequence[Token], cores: Sequence[Interval], named: Sequence[Group]) -> list[Own]:
    """The holes of each interval, in order."""
    return _Reader(tokens, cores, named).read()


class _Reader:
    """Reads intervals and holes in the order of the text: a hole before governs what follows, one behind what waits for it."""

    def __init__(self, tokens: Sequence[Token], cores: Sequence[Interval], named: Sequence[Group]) -> None:
        self.tokens, self.kinds, self.cores, self.named = tokens, classes(list(tokens)), cores, named
        self.found: list[Own] = [Own()] * len(cores)
        self.under: dict[int, Group] = {}
        self.before: Group | None = None
        self.subject: Group | None = None  # of the sentence, while a hole named aside is before
        self.pending: list[int] = []
        self.told: set[int] = set()  # intervals whose hole was named behind them
        self.claimed: set[int] = set()  # intervals inside one of those
        self.starts = [core.first for core in cores]
        self.trailing = set(self._trailing())

    def _trailing(self) -> Iterator[Group]:
        """The holes of stretches without stops in which a result comes first and a hole closes each, whatever stands between: a list that lost
        its lines, "5 m at 3 g/t from 20 m KL-3 Report 41 2 m at 6 g/t from 71 m KL-9 Report 44"."""
        ends = [at for at, kind in enumerate(self.kinds) if kind in _STOPS]
        stretches: dict[int, list[Group | Interval]] = {}
        both: list[Group | Interval] = [*self.cores, *self.named]
        for told in sorted(both, key=lambda told: told.first):
            stretches.setdefault(bisect_left(ends, told.first), []).append(told)
        for stretch in stretches.values():
            named = [told for told in stretch if isinstance(told, Group)]
            if len(named) < 3 or isinstance(stretch[0], Group) or isinstance(stretch[-1], Interval):
                continue
            if all(
                isinstance(before, Interval) and re.fullmatch(r"[,\-(A]?", self.kinds[before.last : told.first])
                for before, told in pairwise(stretch)
                if isinstance(told, Group)
            ):
                yield from named

    def read(self) -> list[Own]:
        events = [(core.first, 1, index) for index, core in enumerate(self.cores)] + [
            (group.first, 0, index) for index, group in enumerate(self.named)
        ]
        at = 0
        for place, is_core, index in sorted(events):
            self._stop(self.kinds[at:place])
            if is_core:
                self._core(index)
                at = max(at, self.cores[index].last)
            else:
                self._group(self.named[index])
                at = max(at, self.named[index].last)
        self._share()
        self._lone()
        return self.found

    def _stop(self, between: str) -> None:
        if any(stop in between for stop in _STOPS):
            self.pending = []
            if "." in between or (self.before is not None and not re.search(r"[:|\-]", self.kinds[self.before.last : self.before.last + 2])):
                self.before = None

    def _core(self, index: int) -> None:
        if self.before is not None and self.before.aside and self._is_back(index):
            self.before = self.subject
        if self.before is not None:
            self.under[index] = self.before
            self.found[index] = Own(self.before.holes, self.before)
        elif index and (index - 1 in self.told or index - 1 in self.claimed):
            gap = self.kinds[self.cores[index - 1].last : self.cores[index].first]
            if re.search(r"I[:;,(wx@|]{0,4}$|^,?vx{0,2}w?$", gap) or (index - 1 in self.claimed and re.fullmatch(r",?\|?A", gap)):
                self.claimed.add(index)
                self.found[index] = self.found[index - 1]
            elif index - 1 in self.told and re.search(r"[H)][,;]?J$", gap):
                self.found[index] = self.found[index - 1]  # unless a hole is named behind it
        self.pending.append(index)

    def _is_back(self, index: int) -> bool:
        """Whether what was told aside ends before an interval: with its bracket, or with the comma of its clause: "KL-2, 80 m below KL-1,
        which returned 2 m at 6 g/t, cut"."""
        assert self.before is not None
        if ")" in self.kinds[self.before.last : self.cores[index].first]:
            return True
        if not index or self.under.get(index - 1) is not self.before:
            return False
        comma = self.cores[index - 1].last
        follows = self.kinds[comma : comma + 2]
        if re.match(r",A?[xi@]", self.kinds[comma : comma + 3]):
            return True
        return follows == ",L" and self.tokens[comma + 1].start - self.tokens[comma].end > len(" a ")

    def _group(self, group: Group) -> None:
        if not self.pending or not (group in self.trailing or self._is_behind(self.cores[self.pending[-1]], group)):
            self.subject = self.before if group.aside else None
            unread = _BEHIND_UNREAD.search(self.kinds[max(0, group.first - 8) : group.first]) is not None
            self.before, self.pending = None if unread and self.kinds[group.last : group.last + 1] == ")" else group, []
            return
        free = [index for index in self.pending if index not in self.claimed] or self.pending[-1:]
        targets = free if self.before is None else self._of_item(free, group) or free[-1:]
        for order, index in enumerate(targets):
            self.under.pop(index, None)
            self.found[index] = Own((group.holes[order],) if len(group.holes) == len(targets) > 1 else group.holes, group)
        self.told |= set(targets)
        self.pending = []

    def _of_item(self, free: list[int], group: Group) -> list[int]:
        """Those of the item of a list that a hole closes: "KL-1, which returned 9 m at 2 g/t; 4 m at 3 g/t including 1 m at 8 g/t in KL-2"."""
        assert self.before is not None
        starts = self.kinds.rfind(";", self.before.last, group.first)
        return [index for index in free if starts >= 0 and self.cores[index].first > starts]

    def _is_behind(self, core: Interval, group: Group) -> bool:
        """Whether holes named after an interval are its own."""
        if group.first < core.last:
            return True
        if self.before is not None and self.before.last == core.first - 1 and self.kinds[core.first - 1] == "(":
            return False  # "LA-22 (5 m at 2 g/t) confirms LA-21"
        gap, rest = self.kinds[core.last : group.first], self.kinds[group.last : group.last + 1]
        if self.kinds.startswith("--", group.last):
            return False  # the name of the next row of a table, which has empty cells
        if _IN_BRACKETS.fullmatch(gap):
            return True
        after = bisect_left(self.starts, group.last)
        follows = after < len(self.starts) and self.starts[after] - group.last <= 1
        within = _BEHIND_IN.fullmatch(gap) is not None
        if rest == ":" or (rest == "x" and not within):
            return False
        if gap == rest == "," and self.before is not None and not self.before.aside and self._goes_on(group):
            return False  # "while KL-1 cut 2 m at 0.9 g/t, KL-2, 40 metres below it, cut"
        if within:
            return not (follows and rest in ("-", "@"))
        if self._in_turn(core, group):
            return True
        if re.fullmatch(r"[,\-)]{0,2}|,?[xM]{1,2}", gap):
            if follows:
                return self.before is None and rest not in ("w", "@", "-")
            return rest in ("", ",", ";", ".", ")", "|", "A", "I", "-", "F")
        return False

    def _goes_on(self, group: Group) -> bool:
        """Whether the sentence tells another interval behind some holes, before it names others."""
        after = bisect_left(self.starts, group.last)
        gap = self.kinds[group.last : self.starts[after]] if after < len(self.starts) else "."
        return not set(gap) & set(".|;H")

    def _in_turn(self, core: Interval, group: Group) -> bool:
        """Whether as many holes are named behind some intervals as there are, "respectively"."""
        gap, rest = self.kinds[core.last : group.first], self.kinds[group.last : group.last + 3]
        return 1 < len(group.holes) == len(self.pending) and re.fullmatch(r"[xwiF]{0,8}", gap) is not None and re.match(r"[,(]?r", rest) is not None

    def _share(self) -> None:
        """Holes named together before as many intervals have one each: "holes A-1 and A-2 returned 31.0 m ... and 12.0 m ..., respectively"."""
        members: dict[Group, list[int]] = {}
        for index, group in self.under.items():
            members.setdefault(group, []).append(index)
        for group, indexes in members.items():
            if len(group.holes) > 1 and len(indexes) == len(group.holes):
                for order, index in enumerate(indexes):
                    self.found[index] = Own((group.holes[order],), group)

    def _lone(self) -> None:
        """A sentence that names but one hole speaks of it wherever it names it."""
        ends = [at for at, kind in enumerate(self.kinds) if kind in _STOPS]
        groups: dict[int, list[Group]] = {}
        members: dict[int, list[int]] = {}
        for group in self.named:
            groups.setdefault(bisect_left(ends, group.first), []).append(group)
        for index, core in enumerate(self.cores):
            members.setdefault(bisect_left(ends, core.first), []).append(index)
        for sentence, indexes in members.items():
            inside = groups.get(sentence, [])
            if len(inside) == 1 and len(inside[0].holes) == 1 and not any(self.found[index].holes for index in indexes):
                for index in indexes:
                    self.found[index] = Own(inside[0].holes, inside[0])
