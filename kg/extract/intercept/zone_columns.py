"""The zone that a column of a table, or a heading of its rows, names."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.intercept.drafts import Draft
from kg.extract.zone.words import says_little, table_words
from kg.extract.zones import known_zone
from kg.facts import Site, Zone

_NAME = re.compile(r"[A-Z][\w'#&.-]*(?: [\w'#&/.-]+){0,3}")
_SIDE = re.compile(r"(?:(?:North|South)?-?(?:East|West)?|Central|Centre|Main|Upper|Lower|Middle)(?:ern)?")  # names one of several zones


def zone_of_column(context: Context, draft: Draft) -> Zone | None:
    """The zone that a column, or the heading of the rows, names and no words beside it: "Upper"."""
    name = _in_full(context, draft.zone_name)
    if not _NAME.fullmatch(name) or name.casefold() in table_words("none"):
        return None
    known = known_zone(context, name)
    if known is None and all(says_little(word.casefold()) for word in name.split()):
        if not all(_SIDE.fullmatch(word) for word in name.split()) and not _is_placed(name):
            return None  # "Footwall"
        name = name if _is_placed(name) else f"{name} Zone"
    main = context.sites.main
    return known or Zone(name, Site(main.name, main.kind) if main else context.company)


def zone_of_letters(context: Context, draft: Draft) -> Zone | None:
    """The zone of a column that gives but the letters that a bracket in the text says it goes by."""
    return zone_of_column(context, draft) if draft.zone_name and _in_full(context, draft.zone_name) != draft.zone_name else None


def _in_full(context: Context, name: str) -> str:
    """A name, or where it is but letters, that which a bracket somewhere says they stand for: "Upper Lode ("UL")"."""
    return _full_form(context.reading.text, name) if re.fullmatch(r"[A-Z]{2,5}", name) else name


@lru_cache(maxsize=256)  # all rows of a table ask for the same few
def _full_form(text: str, name: str) -> str:
    letters = r"[A-Z][\w-]+"
    found = re.search(rf"(?P<full>(?:{letters} ){{{len(name) - 1}}}{letters}) ?\([\"'\u201c\u2018]?{name}[\"'\u201d\u2019]?\)", text)
    return found["full"] if found and "".join(word[0] for word in found["full"].split()) == name else name


def _is_placed(name: str) -> bool:
    """Whether a name is a word of place with its kind word: "Footwall Vein"."""
    words = name.casefold().split()
    return len(words) > 1 and words[-1].rstrip("s") in table_words("head") and all(word in table_words("place") for word in words[:-1])
