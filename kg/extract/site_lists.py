"""The names that stand in a list before the kind word that they share: "the Alder, Birch Creek and Snow & Ice gold mines"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.name_runs import Run, Word, bracket_before, is_descriptor, is_lower, run_before, trimmed
from kg.text.lexicons import mapping


def listed_names(words: list[Word], plural: bool) -> Iterator[tuple[Run, str]]:
    """The runs before a kind word, last first, each with the descriptors behind it; of a list only where the kind is a plural."""
    at = len(words) - 1
    joined = False
    bare = False  # a member without its article: in "the JORC Code, the A and B deposits" the list begins behind the comma
    while True:
        low = at
        while low >= 0 and at - low < 9 and _describes(words, low):
            low -= 1
        if low < at and words[low + 1].text.casefold() in ("and", "&", ",") and not is_descriptor(words[low].text):
            return
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


def _bound(words: list[Word], run: Run, plural: bool, listed: bool) -> Run:
    """The run with the name that an "and" ties to it: "the Wait and See mine"; in a list only an "&" does, where the list has other joints:
    "the Alder and Snow & Ice mines"."""
    at = run.first - 1
    if at < 1 or words[at].text not in ("and", "&") or (left := run_before(words, at - 1)) is None or trimmed(words, left) != left:
        return run
    before = words[left.first - 1].text if left.first else ""
    tied = (
        (not plural or listed or before in ("and", ","))
        if words[at].text == "&"
        else (not plural and not listed and before.casefold() in ("the", "its", "our", "'s"))
    )
    return Run(left.first, run.last) if tied and trimmed(words, run) is not None else run


def _describes(words: list[Word], at: int) -> bool:
    """Whether a word between a name and its kind word describes: in small letters, or capitalised behind such a one ("polymetallic Gold",
    "Lithium and Tantalum")."""
    if words[at].text == "," and at:  # "open-pit, heap-leach mine"
        return is_lower(words[at - 1].text) and is_descriptor(words[at - 1].text)
    if not is_descriptor(words[at].text):
        return False
    before = words[at - 1].text if at else ""
    if before in ("and", "&") and at > 1:
        return is_lower(words[at].text) or is_descriptor(words[at - 2].text)
    return is_lower(words[at].text) or not words[at].text[0].isalnum() or (is_lower(before) and is_descriptor(before))


def _is_place(words: list[Word], run: Run) -> bool:
    """Whether a member of a list is the place before it: "near Houston, and the Birch and Alder Properties"."""
    name = " ".join(word.text for word in words[run.first : run.last + 1])
    before = words[run.first - 1].text if run.first else ""
    return before == "near" or (before in ("in", "at", "from", "of") and name.casefold() in mapping("geography.txt"))
