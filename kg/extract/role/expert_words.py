"""The words between a person and a far "Qualified Person": before the title, or behind it."""

from __future__ import annotations

import re

from kg.extract.role.post_words import ORG, alternatives

# Between a person and a far "Qualified Person".
_AS_EXPERT = alternatives(
    "is are as who_is being qualif(?:y|ies|ied)_as the a an acts_as acting_as serves_as capacity_as designated and independent nominated appointed"
)
EXPERT = re.compile(
    rf"\b{_AS_EXPERT}\s*"
    rf"(?:(?:an?|the|its|our|independent|non-independent|designated|nominated|appointed|{ORG}'s?|company's|corporation's|both|each|all|\")\s*)*$",
    re.IGNORECASE,
)
EXPERT_IS = re.compile(r"^[^.;]{0,110}?(?:\bis\b|\bwas\b|\bare\b|:|,|\bbeing\b|\bby\b|\bunder\b)[^.;]{0,20}$")
