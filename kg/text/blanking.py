"""Words that a rule must not read, replaced by as many blanks, so that all that is left keeps its place."""

from __future__ import annotations

import re


def blanked(text: str, found: re.Match[str]) -> str:
    """The text with blanks for one match, which may have been found in an earlier state of the same text."""
    return text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]


def all_blanked(text: str, pattern: re.Pattern[str]) -> str:
    """The text with blanks for all that a pattern matches."""
    return pattern.sub(lambda found: " " * len(found.group()), text)
