"""Deals that a headline speaks of and of which the text says that they have come to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.event.found import Found
from kg.extract.event.texts import Text

_WORDS = {"acquisition": "acquisition|purchase|takeover|offer", "divestiture": "sale|disposal|divestment", "merger": "merger|combination|arrangement"}
_DEAL = {kind: re.compile(rf"\b(?:{words}|transaction)\b", re.IGNORECASE) for kind, words in _WORDS.items()}
# Behind the noun of a deal, in its sentence: what ends it before it is done.
_LAPSED = re.compile(
    r"[^.;]{0,120}\b(?:(?:has|have) (?:now |since |therefore )?(?:lapsed|not (?:been )?(?:completed|closed)|been (?:terminated|cancelled|withdrawn|"
    r"abandoned|called off))|will not (?:now |therefore )?(?:proceed|go ahead|be (?:completed|proceeding))|(?:was|were) (?:terminated|called off))\b",
    re.IGNORECASE,
)
_NEWS = ("title", "lead", "opening")
_FIRST = 5  # sentences
_PART = re.compile(r"\b(?:tranche|stage|phase|yet)\b", re.IGNORECASE)


def without_lapsed(found: list[Found], texts: Iterable[Text]) -> list[Found]:
    """What is told without the deals of the headline that the first sentences call off: "Re potential acquisition of Alder", which "will not
    proceed"."""
    leads = [one.text for one in texts if one.kind not in ("title", "about")][:_FIRST]
    return [event for event in found if not (event.rule in _NEWS and event.type in _DEAL and any(_is_off(event.type, text) for text in leads))]


def _is_off(kind: str, text: str) -> bool:
    """Whether a text says of a deal of a type that it will not be."""
    told = (_LAPSED.match(text, deal.end()) for deal in _DEAL[kind].finditer(text))
    return any(lapse is not None and not _PART.search(lapse.group()) for lapse in told)
