"""The names that stand in a list before the kind word that they share: "the Alder, Birch Creek and Snow & Ice gold mines"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.name_runs import Run, Word, bracket_before, is_descriptor, is_lower, is_stop, parts_of_names, run_before, soft_words, trimmed
from kg.reference import concepts
from kg.text.lexicons import folded, mapping


def listed_names(words: list[Word], plural: bool) -> Iterator[tuple[Run, str]]:
    """The runs before a kind word, last first, each with the descriptors behind it; of a list only where the kind is a plural."""
    at = len(words) - 1
    joined = False
    bare = False  # a member without its article: in "the JORC Code, the A and B deposits" the list begins behind the comma
    while True:
        low = at
        while low >= 0 and at - low < 9 and _describes(words, low):
            low -= 1
        low -= low < at and low > 0 and _joins_metals(words, low + 1)  # the first of "Nickel, Copper, PGM", which else ends the name
        if low < at and words[low + 1].text.casefold() in ("and", "&", ",") and not is_descriptor(words[low].text):
            return
        if not joined and not plural:
            low = _behind_unknown(words, low)
        descriptors = " ".join(word.text for word in words[low + 1 : at + 1])
        low = bracket_before(words, low)
        if low > 0 and low == at and words[low].text == '"':
            low -= 1  # the "KL West" property
        while 0 < low < at and words[low + 1].text == "(" and is_lower(words[low].text) and is_descriptor(words[low].text):
            low -= 1  # "the Alder underground ("ALU") mine"
        if (
            (run := run_before(words, low)) is None
            or (at < len(words) - 1 and words[run.last].text.casefold() in mapping("site_kinds.tsv"))
            or (at < len(words) - 1 and _is_place(words, run))
        ):
            return
        run = _bound(words, run, plural, joined)
        yield run, descriptors
        at = run.first - 1
        joined = True
        if at >= 0 and words[at].text == "the":
            if at and words[at - 1].text == "," and bare:
                return
            at -= 1
        else:
            bare = True
        bracketed = run.last + 1 < len(words) and words[run.last + 1].text == "(" and at > 1 and words[at - 1].text == ")"
        shared = plural or (bracketed and words[at].text == "and")  # "its Alder ("Alder") and Birch ("Birch") project"
        if not shared or at < 1 or words[at].text not in ("and", "&", ",") or words[at - 1].text.casefold() in mapping("site_kinds.tsv"):
            return
        at -= 1 + (at > 0 and words[at].text in ("and", "&") and words[at - 1].text == ",")


# What no word that describes a mine is, by its ending: a participle, an adverb, a genitive.
_NO_TRADE = re.compile(r"(?:ed|ing|ly|'s|[^a-z-].*)$")


def _behind_unknown(words: list[Word], low: int) -> int:
    """The index of the name before one or two small words that no list knows, where an article opens it: "the Halton Creek ferrochrome smelter"."""
    at = low
    while at > 1 and low - at < 2 and len(words[at].text) > 3 and is_lower(words[at].text) and _is_of_trade(words[at].text):
        at -= 1
    run = run_before(words, at) if at < low else None
    ahead = run.first - 1 if run else -1
    if ahead > 0 and is_lower(words[ahead].text) and not is_stop(words[ahead].text):
        ahead -= 1  # "the older Halton Creek ferrochrome smelter"
    if run is None or ahead < 0 or words[ahead].text not in ("the", "The", "its", "our", "their"):
        return low
    name = trimmed(words, run)
    told = [word.text.casefold() for word in words[run.first : run.last + 1]]
    return at if name == run and not all(word in mapping("geography.txt") or word in folded("generic_words.txt") for word in told) else low


def _is_of_trade(word: str) -> bool:
    return _NO_TRADE.search(word) is None and not is_stop(word) and word not in folded("generic_words.txt") and word not in mapping("site_kinds.tsv")


_DASHES = ("-", "\u2013", "\u2014", "/")  # "the Alder - Birch property", "the Alder / Birch project"


def _bound(words: list[Word], run: Run, plural: bool, listed: bool) -> Run:
    """The run with the name that an "and" ties to it: "the Wait and See mine"; in a list only an "&" does, where the list has other joints:
    "the Alder and Snow & Ice mines"."""
    at = run.first - 1
    if at < 1 or words[at].text not in ("and", "&", *_DASHES) or (left := run_before(words, at - 1)) is None:
        return run
    if words[at].text in _DASHES and words[at - 1].end == words[at].start:
        return run  # a line that broke a name: "Alder- Birch"
    if left.last > left.first and words[left.first].text in ("The", "Its", "Our"):
        left = Run(left.first + 1, left.last)
    if trimmed(words, left) != left:
        return run
    before = words[left.first - 1].text if left.first else ""
    tied = (
        before in ("the", "The", "its", "Its", "our", "Our", "'s")
        if words[at].text in _DASHES
        else (not plural or listed or before in ("and", ","))
        if words[at].text == "&"
        else (not plural and not listed and before.casefold() in ("the", "its", "our", "'s"))
    )
    return Run(left.first, run.last) if tied and trimmed(words, run) is not None else run


def _describes(words: list[Word], at: int) -> bool:
    """Whether a word between a name and its kind word describes: in small letters, or capitalised behind such a one ("polymetallic Gold",
    "Lithium and Tantalum")."""
    if words[at].text == "," and at:  # "open-pit, heap-leach mine"
        return (is_lower(words[at - 1].text) and is_descriptor(words[at - 1].text)) or _joins_metals(words, at)
    if at > 1 and _joins_metals(words, at - 1):
        return True
    if not is_descriptor(words[at].text):
        return False
    before = words[at - 1].text if at else ""
    low = at
    while low > 1 and not is_lower(words[low].text) and is_descriptor(words[low - 1].text) and words[low - 1].text[0].isupper():
        low -= 1  # "Lithium & Critical | Metals"
    if low > 1 and words[low - 1].text in ("and", "&"):
        return is_lower(words[at].text) or is_descriptor(words[low - 2].text)
    return is_lower(words[at].text) or not words[at].text[0].isalnum() or (is_lower(before) and is_descriptor(before))


def _joins_metals(words: list[Word], at: int) -> bool:
    """Whether a comma or an "and" stands between two metals: "Nickel, Copper, PGM"."""
    if words[at].text not in (",", "and", "&") or not 0 < at < len(words) - 1:
        return False
    return all(words[beside].text.casefold() in concepts("commodity") for beside in (at - 1, at + 1))


def _is_place(words: list[Word], run: Run) -> bool:
    """Whether a member of a list is the place before it: "near Houston, and the Birch and Alder Properties"."""
    name = " ".join(word.text for word in words[run.first : run.last + 1])
    before = words[run.first - 1].text if run.first else ""
    return before == "near" or (before in ("in", "at", "from", "of") and name.casefold() in mapping("geography.txt"))


def are_grounds(words: list[Word], runs: list[tuple[Run, str]]) -> bool:
    """Whether permits are ground by their names, of which there are several and none common: "Update on the Kollo, Sanda and Tiba Permits"."""
    names = [[word.text for word in words[run.first : run.last + 1]] for run, _ in runs]
    common = (is_stop(word) or is_descriptor(word) or word.casefold() in folded("generic_words.txt") for name in names for word in name)
    return len(names) > 1 and not any(common)


def member_of(words: list[Word], run: Run, runs: list[tuple[Run, str]], word: str) -> Run | None:
    """A member of a list with a name in it that is none by itself: of two words the last a noun of the trade ("Elephant Head"), one that is a
    name where nothing else would be capitalised ("Pipeline"), or one that tells which of several deposits it is ("Central")."""
    if len(runs) < 2 or not any(trimmed(words, other) is not None for other, _ in runs):
        return None
    first, last = words[run.first].text, words[run.last].text
    if run.first == run.last:
        which = word == "deposits" and last.istitle() and last.casefold() in soft_words() and not is_descriptor(last)
        return run if which or last in parts_of_names("bold") else None
    paired = (
        run.last == run.first + 1
        and last.istitle()
        and last.isalpha()
        and len(last) < _SHORT_NOUN
        and last.casefold() not in mapping("site_kinds.tsv")
    )
    return run if paired and not (is_stop(first) or is_descriptor(first) or is_descriptor(last)) else None


_SHORT_NOUN = 6  # letters of the nouns that end such names: "Head", "Gap", "Depot"


def is_of_landscape(name: str) -> bool:
    """Whether the last of several words is one of the landscape: "Tungsten Peak", "Long Harbour"."""
    return " " in name and name.rpartition(" ")[2] in parts_of_names("landscape") | parts_of_names("find")
