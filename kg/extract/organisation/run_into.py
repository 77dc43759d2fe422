"""Organisations whose name is that of another with something run into its front are that other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.lexicons import folded
from kg.text.names import split_legal_form

if TYPE_CHECKING:
    from kg.extract.organisation.organisations import Organisation


def without_run_in(organisations: list[Organisation]) -> list[Organisation]:
    """The organisations without those whose name is another's with a heading, code or person run into it: "ABC Alder Metals Limited" where the text
    has Alder Metals Limited by itself, which gives its symbol or is named more often; "Review Alder Metals" where it has that name with its form."""
    kept: dict[str, list[Organisation]] = {}  # by the folded name without its legal form
    left: set[int] = set()
    for org in sorted(organisations, key=lambda org: (not split_legal_form(org.name)[1], len(org.name))):
        whole = next((other for other in _ends(org, kept) if _runs_into(org, other)), None)
        if whole is None:
            for called in (split_legal_form(org.name)[0], *org.aliases):
                kept.setdefault(called.casefold(), []).append(org)
            continue
        left.add(id(org))
        whole.namings = sorted([*whole.namings, *org.namings], key=lambda naming: naming.start)
        whole.aliases = {**org.aliases, **whole.aliases}
        whole.former = {**org.former, **whole.former}
        whole.ticker_beside |= org.ticker_beside
        whole.generic_alias = whole.generic_alias or org.generic_alias
    return [org for org in organisations if id(org) not in left]


def _ends(org: Organisation, kept: dict[str, list[Organisation]]) -> list[Organisation]:
    """The organisations whose names the name of one ends with, the shortest first."""
    name = org.name.casefold()
    stem = split_legal_form(name)[0]
    bare = split_legal_form(org.name.lstrip("0123456789"))[0].casefold()
    ends = {bare, *(form[at + 1 :] for form in (name, stem) for at, letter in enumerate(form) if letter == " ")}
    return sorted((other for end in ends for other in kept.get(end, ())), key=lambda other: (len(other.name), other.namings[0].start))


def _runs_into(org: Organisation, other: Organisation) -> bool:
    """Whether the name of an organisation is that of another with something run into its front."""
    stem, form = split_legal_form(other.name)
    short = next((alias for alias in other.aliases if org.name.endswith(f" {alias}")), None)
    if short and not split_legal_form(org.name)[1] and _is_common(org.name[: -len(short)]):
        return True  # "Projects Alder (TSX: ALD)", of Alder Metals Limited ("Alder"): the end of a headline
    if not form or " " not in stem:
        return False
    own = org.ticker_beside or org.aliases or org.generic_alias
    name, bare = org.name.casefold(), org.name.lstrip("0123456789")
    in_full, whole = _in_full(org), _in_full(other)
    if split_legal_form(org.name)[1]:
        if bare != other.name and not split_legal_form(name)[0].endswith(f" {stem}".casefold()):
            return False
        least = len(org.namings) + (not _is_common(split_legal_form(org.name)[0][: -len(stem)]))
        return whole >= in_full if own else bool(other.ticker_beside or other.generic_alias) or len(other.namings) >= least
    return not own and (bare == stem or name.endswith(f" {stem}".casefold())) and len(other.namings) > len(org.namings)


def _is_common(words: str) -> bool:
    """Whether words are all ones that open capitalised phrases, figures or legal forms: "Total", "Granted", "Ltd"."""
    common = folded("generic_words.txt") | folded("not_in_names.txt")
    return all(word.casefold() in common or word.isdigit() or split_legal_form(f"A {word}")[1] for word in words.split())


def _in_full(org: Organisation) -> int:
    return sum(naming.rule in ("legal-form", "before-ticker") for naming in org.namings)
