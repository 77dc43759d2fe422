"""Organisations whose legal form stands before their name, as in Russia, Central Asia and Indonesia: "JSC Alder", 'OJSC "MMC "BIRCH NICKEL"', "PT
Calder Mineral"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.organisation.limits import is_excluded
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.words import NO_NAME, TOKEN
from kg.text.letters import LOWER
from kg.text.sections import Part

_FORM = r"(?:[OPC]?JSC|[OPZ]AO|OOO|TOO|NJSC|UAB|PT|(?:(?:Open|Public|Closed) )?Joint[- ]Stock Company|JOINT[- ]STOCK COMPANY)"
_QUOTED = rf"(?:(?:{TOKEN}) ){{0,4}}\"(?:[A-Z]{{2,4}} \")?[^\"\n]{{2,40}}\""
_PLAIN = rf"{TOKEN}(?: {TOKEN}){{0,3}}"
_AHEAD = re.compile(rf"(?<![\w\"&.-]){_FORM} (?P<name>{_QUOTED}|{_PLAIN})")
_HEADING = re.compile(rf"\b(?:Announcement|Report|Results?|Update|Act|Law)\b|^(?!.*[{LOWER}])")


def by_form_ahead(part: Part) -> Iterator[NameAt]:
    """The organisations of a part that their legal form leads in; quotes are no part of their names."""
    for found in _AHEAD.finditer(part.text):
        name = found["name"].replace('"', "")
        quoted = '"' in found["name"]
        if NO_NAME.match(name) or is_excluded(name) or (not quoted and _HEADING.search(name)):
            continue
        yield NameAt(found.group().replace('"', ""), part.start + found.start(), part.start + found.end(), "form-ahead")
