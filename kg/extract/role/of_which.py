"""Whose post a clause tells that names its company before the person: "Alder Pty Ltd, a company of which Mr Roe is a director"."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.claim import Claim
from kg.extract.role.unit_contents import Contents

_OF_WHICH = re.compile(r"\b(?:compan(?:y|ies)|entit(?:y|ies)|firm|business|trust|partnership)\s(?:of|in|for|at)\swhich\s(?:(?:Mr|Ms|Mrs|Dr)\.?\s)?$")


def of_which(context: Context, found: Contents, claim: Claim) -> Organisation | None:
    """The organisation of "X, a company of which A is a director"."""
    at = found.unit.origin(claim.person.start)
    told = _OF_WHICH.search(context.reading.text, max(0, at - 60), at)
    named = context.naming_before(told.start()) if told else None
    return named[1] if told and named and told.start() - named[0].end < 60 else None
