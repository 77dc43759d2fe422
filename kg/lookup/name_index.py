"""The index of names: which names to compare a text with, without reading all of them.

A sorted file of lines of three columns, a key, the end of an IRI and a name. Each name has a line for all its words ("=north-american-
palladium-ltd"), one for its words without the legal form ("~north-american-palladium") and one for each word ("+palladium", given names as
their usual form).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import terms
from kg.store.sorted_lines import SortedFile
from kg.text.names import company_stem, given_key
from kg.text.slugs import slug

WHOLE, STEM, WORD = b"=", b"~", b"+"
LEAST_PART = 3  # letters of a part of a word that tell something


def words_of(plain: str) -> set[str]:
    """The words of a slug; nicknames and initials as the given names that they stand for."""
    return {given_key(word) for word in plain.split("-")}


def index_lines(names: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """The lines of the index of some IRIs with a name each, in no order."""
    for iri, name in names:
        plain = slug(name)
        rest = f"\t{iri.removeprefix(terms.ID)}\t".encode() + name.encode("unicode_escape") + b"\n"
        yield WHOLE + plain.encode() + rest
        yield STEM + slug(company_stem(name)).encode() + rest
        for word in words_of(plain):
            yield WORD + word.encode() + rest


def same_names(index: SortedFile, text: str) -> Iterator[tuple[str, str]]:
    """The names of the same words as a text, legal form aside, with the IRIs that bear them."""
    for key in (WHOLE + slug(text).encode(), STEM + slug(company_stem(text)).encode()):
        yield from map(_pair, index.starting(key + b"\t"))


def like_names(index: SortedFile, text: str) -> Iterator[tuple[str, str]]:
    """All names that hold the words of a text, and those that hold the text as a part of a word; perhaps others."""
    plain = slug(text)
    rarest = min((WORD + word.encode() + b"\t" for word in words_of(plain)), key=lambda key: (index.extent(key), key))
    yield from map(_pair, index.starting(rarest))
    if len(plain) >= LEAST_PART:
        yield from _with_part(index.section(WHOLE), plain.encode())


def _with_part(section: bytes, part: bytes) -> Iterator[tuple[str, str]]:
    """The names whose line holds a part anywhere."""
    found = section.find(part)
    while found >= 0:
        end = section.index(b"\n", found)
        yield _pair(section[section.rfind(b"\n", 0, found) + 1 : end])
        found = section.find(part, end)


def _pair(line: bytes) -> tuple[str, str]:
    _, iri, name = line.split(b"\t")
    return terms.ID + iri.decode(), name.decode("unicode_escape")
