"""The drill holes that a document names, also those of which it tells no interval."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import terms
from kg.extract.context import Context
from kg.extract.intercept.holes import named_by_the_word
from kg.extract.intercept.joining import hole_key
from kg.extract.intercept.prose import Told, told_blocks
from kg.extract.intercept.tokens import Token, classes
from kg.extract.intercepts import extract_intercepts
from kg.facts import Company, Hole, Intercept, Mention, Site, Stated
from kg.text.sections import BOILERPLATE

_BARE = re.compile(r"[NQ]")
# What a hole alone does: "KL-12 intersected", "KL-12 was drilled".
_DOES = re.compile(
    r" (?:has |have |also |then )?"
    r"(?:returned|intersected|intercepted|encountered|ended in|(?:was|were|is|are) (?:re-?)?(?:drilled|collared|abandoned|wedged))\b"
)
# The letters of drilling methods before the number of a hole: the programmes of a project share the letters before them.
_METHOD = re.compile(r"(?<=[a-z])(?:rcdd?|ddh|rc|dd|ac|rb|rd|dh|d|c)(?=\d)")


def extract_holes(context: Context) -> Iterator[Mention]:
    """A mention of a hole wherever prose names it: one that has an interval, one behind the word "hole", or one named after the same
    scheme as those ("KRC-11" beside "KRC-10")."""
    known = {hole_key(hole.name): hole for mention in context.once(extract_intercepts) for hole in _holes(mention)}
    blocks = [told for told in context.once(told_blocks) if told.run and told.part.section != BOILERPLATE]
    by_word = {hole_key(token.key) for told in blocks for token in (*named_by_the_word(told.run), *_doing(told))}
    schemes = {scheme for key in (*known, *by_word) if (scheme := _scheme(key))}
    main = context.sites.main
    usual: Site | Company = Site(main.name, main.kind) if main else context.company
    for told in blocks:
        kinds = classes(told.run)
        for at, token in enumerate(told.run):
            key = hole_key(token.key)
            if token.kind == "H" and not _in_a_row(kinds, at) and (key in known or key in by_word or _scheme(key) in schemes):
                hole = known.setdefault(key, Hole(token.key, usual))
                span = context.span(told.part.start + token.start, told.part.start + token.end)
                yield Mention(Stated("hole", hole, terms.RDF_type, terms.MKG_DrillHole), span, "hole", 1.0, (("hole", span),))


def _holes(mention: Mention) -> Iterator[Hole]:
    if isinstance(mention.fact, Intercept) and mention.fact.hole is not None:
        yield mention.fact.hole


def _doing(told: Told) -> Iterator[Token]:
    """The names, and those listed before them, of which a text tells what only a hole does."""
    listed = list[Token]()
    for token in told.run:
        if token.kind == "H":
            listed.append(token)
            if _DOES.match(told.text, token.end):
                yield from listed
        elif token.kind not in ",A":
            listed = []


def _in_a_row(kinds: str, at: int) -> bool:
    """Whether a name stands among bare figures or names: in a row or column of a table that lost its lines."""
    if "HHH" in kinds[max(0, at - 2) : at + 3]:
        return True
    return any("," not in near and len(_BARE.findall(near)) > 2 for near in (kinds[max(0, at - 9) : at], kinds[at + 1 : at + 10]))


def _scheme(key: str) -> str:
    """What the names of one campaign share: their letters, and figures as such; "" where a name has too few letters to tell."""
    bare = re.sub(r"(?<=\d)[a-z]\d?$", "", key)
    return re.sub(r"\d+", "0", _METHOD.sub("", bare)) if re.search(r"[a-z]{2}", bare) else ""
