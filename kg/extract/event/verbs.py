"""The verbs that tell of events, in all their forms: `event_acts.tsv` with the classes of verbs, `event_verbs.tsv` with those of forms of their
own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.text.lexicons import rows

_DOUBLED = re.compile(r"(?:[^aeiou]|\b)[aeiou][bdglmnpt]$")
_LONG = re.compile(r"[aeiouy][^aeiouy]+[aeiouy]")  # of two syllables, of which few double their last letter
_NO_ADVERBS = frozenset({"app", "supp", "comp", "re", "f"})  # "apply", "supply": what ends in "ly" and is a verb


@cache
def acts() -> dict[str, list[str]]:
    """The verbs of each class."""
    return {name: verbs.split("|") for name, verbs in rows("event_acts.tsv")}


@cache
def _irregular() -> dict[str, tuple[str, str, str, str]]:
    return {base: (base, third, past, participle) for base, third, past, participle in rows("event_verbs.tsv")}


def conjugated(verb: str) -> tuple[str, str, str, str]:
    """Base, third person, past and participle; of a phrase ("enter into", "agree to sell") those of its first word."""
    if verb in _irregular():
        return _irregular()[verb]
    adverb, _, bare = verb.rpartition("ly ")
    if adverb and " " not in adverb and adverb not in _NO_ADVERBS:
        base, third, past, participle = conjugated(bare)
        lead = adverb + "ly "
        return lead + base, lead + third, lead + past, lead + participle
    head, _, rest = verb.partition(" ")
    rest = " " + rest if rest else ""
    if head in _irregular():
        base, third, past, participle = _irregular()[head]
        return base + rest, third + rest, past + rest, participle + rest
    past = _past(head)
    third = re.sub(r"y$", "ies", head) if re.search(r"[^aeiou]y$", head) else head + ("es" if re.search(r"(?:s|sh|ch|x)$", head) else "s")
    return head + rest, third + rest, past + rest, past + rest


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return re.sub(r"y$", "ied", verb) if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def progressive(verb: str) -> str:
    """What a verb takes behind "is": "acquiring", "beginning", "placing on hold"."""
    adverb, _, bare = verb.rpartition("ly ")
    if adverb and " " not in adverb and adverb not in _NO_ADVERBS:
        return f"{adverb}ly {progressive(bare)}"
    head, _, rest = verb.partition(" ")
    if head.endswith("e") and not head.endswith("ee"):
        head = head[:-1]
    elif (_DOUBLED.search(head) and (head.endswith(("gin", "mit")) or not _LONG.search(head))) or head.endswith(
        ("cur", "sfer", "efer", "nfer", "annul")
    ):
        head += head[-1]
    return f"{head}ing {rest}".strip()


def states(form: tuple[str, str, str, str]) -> Iterator[str]:
    """What tells that something is so: "is under way" tells that it has begun."""
    if form[0].startswith("be "):
        yield from (f"{now} {form[0][3:]}" for now in ("is", "are", "were", "is now", "are now"))
