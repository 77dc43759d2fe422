"""The firm that stands before a contact on one line: "For information: X Ltd., A, President; Y Inc., B, Manager"."""

from __future__ import annotations

import re

from kg.extract.organisation.organisations import Organisation
from kg.extract.role.claim import Claim
from kg.extract.role.post_words import ORG
from kg.extract.role.unit_contents import Contents
from kg.text.names import ENDS_HONOURED
from kg.text.sections import CONTACT

_OPENS_CONTACT = re.compile(rf"(?:^|[;:]\s|\sor\s){ORG}[,:]\s$")


def firm_before_contact(found: Contents, claim: Claim) -> Organisation | None:
    """The organisation that a line of contacts names right before a person; None in prose."""
    person = claim.person.start
    before = next(((low, org) for low, _, org in reversed(found.organisations) if low < person), None)
    if before is None or claim.rule != "name-comma-title" or person > claim.title.start or found.unit.part.section != CONTACT:
        return None
    lead = ENDS_HONOURED.sub("", found.gap(max(0, before[0] - 6), person))
    return before[1] if _OPENS_CONTACT.search(lead) else None
