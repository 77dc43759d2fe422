"""The names under which a document's firms have their sites and mail, which tell where a name begins that something is run into: "Enquiries Jo Roe
Alder Iron Ltd", of info@alderiron.com."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.organisation.namings import NameAt
from kg.extract.role.people import known_given
from kg.text.names import split_legal_form
from kg.text.sections import Part

_ADDRESS = re.compile(r"(?:@|www\.|https?://)(?:www\.)?([a-z0-9-]{6,40})\.(?:[a-z]{2,6})\b", re.IGNORECASE)
# What is run into the front of a name, and is no word of one.
_RUN_IN = re.compile(
    r"\b(?:Enquiries|Inquiries|Contacts?|E-?[Mm]ail|Web(?:site)?|Details|Information|Visit|Tel(?:ephone)?|Fax|Consultants?|Announcement|Report|Release|"
    r"Results?|Updates?|Quarterly|Activities|Directors?|Secretary|Manager|Chairman|Officer|CEO|MD|Geologists?)\b"
)
_RULES = ("legal-form", "before-ticker")


def web_names(parts: Iterable[Part]) -> frozenset[str]:
    """The names in the addresses of a document, in small letters, without dashes."""
    return frozenset(found[1].casefold().replace("-", "") for part in parts for found in _ADDRESS.finditer(part.text))


def at_web_name(naming: NameAt, own: frozenset[str]) -> NameAt:
    """A naming from the word where one of the names in addresses begins: two words or more that it is made of."""
    if not own or naming.rule not in _RULES or _run_together(naming.text) & own:
        return naming
    for space in re.finditer(" ", naming.text):
        rest = naming.text[space.end() :]
        cut = naming.text[: space.start()]
        if " " in split_legal_form(rest)[0] and _run_together(rest) & own and (_RUN_IN.search(cut) or any(map(known_given, cut.split()))):
            return replace(naming, text=rest, start=naming.end - len(rest)) if len(naming.text) == naming.end - naming.start else naming
    return naming


def _run_together(name: str) -> frozenset[str]:
    """The letters of a name, with and without its legal form."""
    return frozenset(re.sub(r"[^a-z0-9]", "", form.casefold()) for form in (name, split_legal_form(name)[0]))
