"""Where the name of a company begins that a text without layout runs into what stands before it: a heading, a title, a page's number, the country
of the row before it, a code of an exchange."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.role.people import known_given
from kg.reference import exchange_names
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, folded, mapping
from kg.text.names import legal_form_pattern, split_legal_form
from kg.text.titles import find_titles


def behind_run_on(text: str, start: int, end: int) -> int:
    """The length of what is run into the front of a name that stands between two offsets, or 0."""
    piece = text[start:end]
    if " " not in piece:
        return 0
    cuts = (_behind_row(text, start, piece), _behind_code(piece), _behind_number(text, start, piece), _behind_heading(piece))
    cut = max((cut for cut in (*cuts, _behind_capitals(piece), _behind_title(piece)) if cut and _is_name(piece[cut:])), default=0)
    return cut or _behind_person(piece) or _behind_plain_heading(piece)


def _is_name(rest: str) -> bool:
    """Whether what a cut leaves is a name: more than a legal form or words of the trade with one."""
    stem, form = split_legal_form(rest)
    if split_legal_form(f"A {rest}")[0] == "A":
        return False  # "Proprietary Limited"
    words = re.findall(r"[^\W\d_][\w'-]*", stem.casefold())
    common = folded("generic_words.txt") | folded("not_in_names.txt")
    return (
        bool(words) and not (form == "" and len(words) < 2) and (len(words) > 2 or not all(word in common for word in words)) and rest[0] not in "&,("
    )


@cache
def _ends_with_form() -> re.Pattern[str]:
    return re.compile(rf"\b{legal_form_pattern()}(?:\*|\s?\(?\d\)?)?\s$")


@cache
def _opens_with_form() -> re.Pattern[str]:
    return re.compile(rf"(?:Pty |Pte )?{legal_form_pattern()} (?=[{UPPER}])")


def _behind_row(text: str, start: int, piece: str) -> int:
    """Behind the country of the company named right before: "Alder Pty Ltd Australia Birch Pty Ltd Peru"; a legal form opens no name."""
    if form := _opens_with_form().match(piece):
        return form.end() + _behind_country(piece[form.end() :])
    return _behind_country(piece) if _ends_with_form().search(text, max(0, start - 24), start) else 0


def _behind_country(piece: str) -> int:
    words = piece.split(" ")
    places = mapping("geography.txt")
    return next((len(place) + 1 for size in (3, 2, 1) if places.get((place := " ".join(words[:size])).casefold()) == "country"), 0)


@cache
def _code() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in exchange_names() if name.isupper() and " " not in name), key=len, reverse=True))
    return re.compile(rf"\b(?:{names}) (?:(?:[Cc]ode|CODE):? )?[A-Z][A-Z0-9]{{1,4}} (?=[{UPPER}\d])")


def _behind_code(piece: str) -> int:
    return max((found.end() for found in _code().finditer(piece)), default=0)


_NUMBER = re.compile(rf"(?<=[{LOWER}{UPPER}] )\d{{1,5}} (?=[{UPPER}]\S* [{UPPER}&(])")
_FIRST_NUMBER = re.compile(r"\d{1,4} ")


def _behind_number(text: str, start: int, piece: str) -> int:
    """Behind a number inside that two words or more of a name follow, and behind one at the head that is the end of a longer figure."""
    inside = max((found.end() for found in _NUMBER.finditer(piece) if split_legal_form(piece[found.end() :])[1]), default=0)
    first = _FIRST_NUMBER.match(piece)
    broken = first is not None and (piece[0] == "0" or re.search(r"[\d][.,]$|\d%?\s$", text[max(0, start - 3) : start]) is not None)
    return max(inside, first.end() if first and broken else 0)


@cache
def _heading() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(entries("name_fronts.txt"), key=len, reverse=True))
    return re.compile(rf"\b(?i:{words})(?: \d{{1,3}})?:? (?=[{UPPER}\d])")


def _behind_heading(piece: str) -> int:
    return max((found.end() for found in _heading().finditer(piece) if piece[found.start()].isupper()), default=0)


# Words in capitals, then a name in mixed case: "ABOUT BIRCH METALS Birch Metals Limited"; one such word may be part of a name ("BIRCH Gold").
_CAPITALS = re.compile(
    rf"(?:[{UPPER}&0-9'-]{{1,30}} ){{0,12}}[{UPPER}]{{4,30}}(?: [{UPPER}&]{{1,30}}){{0,6}} [{UPPER}]{{4,30}} (?=[{UPPER}][{LOWER}]\S* \S)"
)


def _behind_capitals(piece: str) -> int:
    found = _CAPITALS.match(piece)
    return found.end() if found else 0


def _behind_plain_heading(piece: str) -> int:
    """Behind a heading that two common words or more and a legal form follow: "Registered Office Potash North NL"."""
    cut = _behind_heading(piece)
    stem, form = split_legal_form(piece[cut:])
    return cut if cut and form and len(stem.split()) > 1 else 0


def _behind_person(piece: str) -> int:
    """Behind a person with a title, where two words or more and a legal form are left, common as they may be: "Jane Roe Director Lake Metals NL"."""
    cut = _behind_title(piece)
    stem, form = split_legal_form(piece[cut:])
    return cut if cut and form and len(stem.split()) > 1 and known_given(piece) else 0


def _behind_title(piece: str) -> int:
    """Behind the title of a person who is named before: "Jane Roe Managing Director Birch Gold Limited"."""
    titles = [title for title in find_titles(piece) if (title.start or " " in title.text) and title.end < len(piece) - 6]
    at = titles[-1].end if titles else 0
    return at + 1 if at and re.match(rf" [{UPPER}\d]", piece[at:]) else 0
