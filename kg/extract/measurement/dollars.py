"""The dollar of a release that says it: "All amounts in US$ unless otherwise indicated"."""

from __future__ import annotations

import re

_DOLLARS = re.compile(
    r"\b(?:all|everything|unless|dollar|results|figures|statements)\b[^.]{0,80}?\b(?:amounts?|figures?|currency|currencies|dollars?|references|otherwise|values?|"
    r"results|below|herein|expressed|stated|presented|denominated)\b[^.]{0,60}?"
    r"(?<![\w.])(?:(?P<USD>United States (?:dollars|currency|funds)|U\.?S\.? (?:dollars|currency|funds)|US(?:\$|D\b)(?! ?[\d.]))|"
    r"(?P<CAD>Canadian (?:dollars|currency|funds)|"
    r"C(?:AD|DN|A)?\$(?! ?[\d.])|CAD\b(?! ?[\d.]))|(?P<AUD>Australian (?:dollars|currency)|A(?:UD|U)?\$(?! ?[\d.])|"
    r"AUD\b(?! ?[\d.])))",
    re.IGNORECASE,
)


def told_dollar(text: str) -> str:
    """The currency that a text says its dollars are of, else the bare sign."""
    of = _DOLLARS.search(text)
    return of.lastgroup or "$" if of else "$"
