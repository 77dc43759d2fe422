"""What the words between a person and a title may hold without meaning anything for the post: days, brackets, asides."""

from __future__ import annotations

import re

from kg.extract.claim_limits import INTERIM_BASIS

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(
    r",?\s(?:effective(?: from| as of| on)?|with effect (?:from|on|as of)|commencing(?: on)?|on|in|since|as of|from|until)\s(?:(?:early|late|"
    rf"mid)[- ])?(?:(?:\d{{1,2}}\s)?{_MONTH}(?:\s\d{{1,2}}(?!\d))?(?:,?\s\d{{4}})?|\d{{4}}),?(?=\s)"
)
_ASIDE = re.compile(
    r",\s(?:who|whose|aged?|in addition|however|also|together|subject to|previously|formerly|most recently|until recently|"
    r"currently|at present|both|each|all|an?|the|of|from|nominees?|designees?|subject|"
    r"retiring|retired|being|having)\b(?:[^,;.]|\.(?=,)|,\s(?=LLC|LLP|Inc|Ltd|L\.?P\b)){0,80},(?=\s(?:will|has|have|was|is|are|"
    r"had|be|to|joins?|joined|as|takes?|took|assumes?|becomes?|became|moves?|steps?|resigns?|resigned|retires?|retired)\b)|,\sin addition,"
)
_BRACKET = re.compile(r"\s?\((?:[^()\n]|\([^()\n]{1,30}\)){1,90}\)")


def without_asides(gap: str) -> str:
    """A gap without days, brackets and asides: "Smith, who is no relation, will join on May 1, 2014 as" says the same without them."""
    return _ASIDE.sub("", _DAY.sub("", _ASIDE.sub("", _BRACKET.sub("", INTERIM_BASIS.sub("", gap))))) if len(gap) >= 8 else gap
