"""On what basis a capacity stands: that of a plant that there is, one planned, or one of a study."""

from __future__ import annotations

import re

from kg.text.quantities import Quantity

# "achieved, with milling capacity increased 25% to", no "is to be expanded to"
_WAS_RAISED = re.compile(
    r"(?<!\bbe[ \n])(?<!\bto[ \n])\b(?:increased|expanded|raised|lifted|upgraded)(?:[ \n](?:by[ \n])?[\d.]+[ \n]?%)?[ \n]"
    r"(?:from[ \n][^.;]{3,30}[ \n])?to[ \n](?:about[ \n]|approximately[ \n])?$"
)
_OF_NEW_CAPACITY = re.compile(
    r"\b(?:on (?:track|course|schedule) (?:to|for)|to (?:increase|raise|lift|double|boost)|"
    r"will|would|could|should|plan(?:s|ned)?(?! for)|expan(?:d|sion)\w*|design(?:ed)? (?:for|to)|propos\w+|upgrade|envisag\w+|"
    r"to be|target\w*)\b",
    re.IGNORECASE,
)
_GROWS_FROM = re.compile(r"\bfrom (?:(?:about|approximately|some|its|the|a|current|present|existing) )*$", re.IGNORECASE)
_ALREADY = re.compile(
    r"\b(?:recent(?:ly)?|completed|completion of|following the|since the)\b[^.;\d]{0,60}$|"
    r"\b(?i:current|present|existing)(?:ly)?\b(?:(?!\b(?:will|would|to|plans?|planned|expan\w+)\b)[^.;\d]){0,30}$"
)
_WILL_BE = re.compile(r"\b(?:will|plans?|planned|intends?|goal)\b[^.;\d]{0,80}$|\bnew\b[^.;,\d]{0,70}$", re.IGNORECASE)
_A_PLANT = re.compile(r"[ \n-](?:[a-z]+[ \n]){0,2}(?:mill|plant|concentrator)\b")


def basis_of_capacity(sentence: str, quantity: Quantity, near: str, *, study: bool) -> str:
    """A capacity: one that there is, or was raised to, else that of a study or of a plan."""
    before = sentence[: quantity.start]
    to = re.match(r"[ \n](?:\([^()]{1,14}\)[ \n])?to\b", sentence[quantity.end :])
    if (to and _GROWS_FROM.search(before)) or _WAS_RAISED.search(before[-110:]) or _ALREADY.search(before):
        return "actual"
    if study and (_WILL_BE.search(before[-90:]) or _A_PLANT.match(sentence, quantity.end)):
        return "plan"  # what is to be built, whatever the study finds
    return "estimate" if study else "plan" if _OF_NEW_CAPACITY.search(near) else "actual"
