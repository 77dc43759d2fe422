"""What the heads of resource tables say of the figures below or beside them: tonnage, grades, contained metal, and of which commodity."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg import reference
from kg.extract.resource.words import CATEGORY
from kg.text.head_units import Head, read_head

GRADES = frozenset({"g/t", "%", "ppm", "ppb", "oz/ton", "lb/ton", "kg/t", "cpht", "ct/t", "mg/kg", "mg/L", "g/m3", "kg/m3"})
MASSES = frozenset({"oz", "lb", "kg", "ct", "mtu", "t", "st"})
_TONNAGE = re.compile(r"\b(?:tonnes?|tonnage|tons?|ore|quantity|mass)\b|^[Mk]?t$", re.IGNORECASE)
_CONTAINED = re.compile(r"\b(?:contained|metal|content|in[- ]situ|insitu|ounces|pounds|lbs?|oz|koz|moz|mlbs?)\b", re.IGNORECASE)
_IGNORED = re.compile(
    r"cut-? ?off|densit|\bs\.?g\.?\b|specific gravity|strip|thickness|width|recover|attributable|\bnet\b|\bshare\b|interest|price|change|"
    r"increase|decrease|difference|per share|variance|\bBD\b|volume|area|m3|\bDTR\b|davis tube|\byield",
    re.IGNORECASE,
)
BULK = frozenset(
    {"iron-ore", "coal", "thermal-coal", "metallurgical-coal", "bauxite", "phosphate", "potash", "magnetite", "limestone", "silica-sand", "salt"}
)
_SCALE = re.compile(
    r"(?:(?P<thousand>thousands?|['\u2019]?000['\u2019]?s?)|millions?)\s(?:of\s)?(?:tonnes?|tons?|ounces|pounds|oz|lbs?|t)\b", re.IGNORECASE
)

_OVER = re.compile(rf"{CATEGORY.pattern}(?: \((?:M|I)\))?", re.IGNORECASE)  # "Measured (M)" is no million
_GLUED = re.compile(r"\b([A-Z][A-Za-z0-9]{1,5}?)(ppm|ppb|g/t|gpt)\b")  # a symbol close to its unit: "U3O8ppm"


@dataclass(frozen=True)
class Role:
    """What the figures below or beside a head are: "tonnage", "grade" or "contained", of which commodity."""

    role: str
    commodity: str | None
    head: Head


def role_of(words: str, only: str | None) -> Role | None:
    """What the figures under a head are, or None where it is not understood, or none of the three."""
    head = _scaled(read_head(_GLUED.sub(_apart, _OVER.sub(" ", words.replace("_", " ")))))
    if _IGNORED.search(head.name):
        return None
    unit = head.unit.notation if head.unit else None
    if unit in GRADES:
        return Role("grade", head.commodity or (only if not head.commodities else None), head)
    if unit in ("t", "st") and (not head.commodities or head.commodity in BULK) and not _CONTAINED.search(head.name):
        return Role("tonnage", None, head)
    if unit in MASSES:
        return Role("contained", head.commodity or (only if not head.commodities else None), head)
    if unit is None and _TONNAGE.search(head.name) and not head.commodities and not _CONTAINED.search(head.name) and head.unit:
        return Role("tonnage", None, head)
    return None


def is_ignored(words: str) -> bool:
    """Whether a head says what no estimate holds: a cut-off, a recovery, a share of the metal."""
    return len(words) < 60 and _IGNORED.search(words) is not None


def _apart(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]}" if found[1] in reference.notations("commodity") else found.group()


def _scaled(head: Head) -> Head:
    """A head with the scale that its words begin with: "Thousand tonnes contained Ni"."""
    found = _SCALE.match(head.name)
    if found is None or head.unit is None or head.unit.factor != 1 or head.unit.notation not in MASSES:
        return head
    return replace(head, unit=replace(head.unit, factor=Decimal(1000 if found["thousand"] else 1_000_000)))


def apart(roles: list[Role | None]) -> list[Role | None]:
    """Roles without those of heads that are mere units, where two are alike: nobody can say which is whose."""
    mere = [(role.role, role.head.unit) for role in roles if role and role.role != "tonnage" and not role.head.name]
    alike = len(mere) > len(set(mere))
    return [None if alike and role and role.role != "tonnage" and not role.head.name else role for role in roles]
