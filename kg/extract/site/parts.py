"""Deposits that are parts of another site, and so its zones: "the Fenn and Gib deposits at the X Project", a deposit also called a pit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.site.names import SiteAt


def is_part(site: SiteAt, sites: Sequence[SiteAt], text: str) -> bool:
    """A deposit is part of another site where it is listed as lying at it, bears its name, or is also called a prospect, pit or zone."""
    others = [other for other in sites if other.kind in ("mine", "project", "property") and other is not site]
    if not others:
        return False
    name = re.escape(site.name)
    if re.search(
        rf"(?<![\w-]){name}(?: \([^()]{{1,20}}\))?(?:(?:,| and|,? and the) [A-Z][\w-]*(?: [A-Z][\w-]*)?){{0,3}} "
        rf"(?i:prospects?|pits?|zones?|targets?|lodes?|veins?|lens(?:es)?)\b",
        text,
    ):
        return True
    names = "|".join(re.escape(other.name) for other in others)
    if re.match(rf"(?:{names}) ", site.name):
        return True
    if _is_made_of(name, names, text) or _is_told_part(site, names, text):
        return True
    tied = re.compile(
        rf"(?:,? (?:and )?(?:the )?(?:[A-Z\d][\w-]* ){{1,3}}(?:Deposit|Complex|Zone|deposit|zone)s?){{0,5}} (?:at|within) (?:the |its |our )?"
        rf"(?:{names})(?![\w-])"
    )
    kinds = [naming for naming in site.namings if naming.kind]
    found = tied.match(text, kinds[0].end) if len(kinds) == 1 else None
    # One deposit is a site of its own, several at one site are its parts.
    return found is not None and (kinds[0].rule == "coordinated" or text[kinds[0].end - 1] == "s" or not found.group().startswith((" at", " within")))


# "the Alder deposit, part of the Company's Birch project", "is one of six deposits at Birch".
_PART_OF = (
    r"(?: \([^()]{1,40}\))?(?:,| is| forms| lies| sits| remains)* (?:a |an? integral |now )?(?:part of|within|(?:the largest |the second |one )?"
    r"(?:of )?(?:the )?(?:[a-z]+|\d+) deposits (?:at|of|in|within)) (?:the |its |our )?(?:(?:Company|Group)'s |[A-Z][\w-]+'s )?"
    r"(?:\d{1,3}%[- ]owned |wholly[- ]owned |larger |wider |broader )?"
)


def _is_told_part(site: SiteAt, names: str, text: str) -> bool:
    """Whether the words behind a deposit's naming call it a part of another site."""
    part = re.compile(rf"{_PART_OF}(?:{names})(?![\w-])")
    return any(part.match(text, naming.end) for naming in site.namings)


def _is_made_of(name: str, names: str, text: str) -> bool:
    """Whether the text says that sites of `names` are made up of deposits, this one among them: "A, B and C now make up the X project"."""
    listed = r"(?:(?:,| and|,? and the) (?:the )?(?:[A-Z][\w'-]* ?){1,3}){0,4}"
    made = r"(?: (?i:deposits?))?,?(?: which)?(?: now| together| all| both)* (?:make up|form|constitute)"
    if re.search(rf"(?<![\w-]){name}{listed}{made} (?:the |its |our )?(?:{names})(?![\w-])", text):
        return True
    whole = r"(?: (?i:mine|project|property))?,?(?: which)? (?:is |are )?(?:made up of|comprises|comprising|consists of|"
    whole += r"consisting of|composed of|includes)"
    return (
        re.search(
            rf"(?<![\w-])(?:{names}){whole} (?:the )?(?:[A-Z][\w'-]*(?: [A-Z][\w'-]*){{0,2}}(?:, | and |, and )(?:the )?){{0,4}}{name}"
            r"(?:(?:, | and |, and )(?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}){0,4} (?i:deposits?)\b",
            text,
        )
        is not None
    )


def is_listed_with(site: SiteAt, parts: list[SiteAt]) -> bool:
    """A deposit named only in one list with parts of another site is one too."""
    near = [naming for part in parts for naming in part.namings if any(abs(naming.start - own.start) < 60 for own in site.namings)]
    return len(site.namings) == 1 and any("coordinated" in (naming.rule, site.namings[0].rule) for naming in near)


_WORKED = r"(?i:veins?|lodes?|reefs?|shoots?|zones?|lens(?:es)?|pits?|ore ?bod(?:y|ies)|stopes?|declines?|portal)"


def works_listed(sites: Sequence[SiteAt], text: str) -> list[SiteAt]:
    """What a list alone calls projects, where the text tells one of them as a vein or a stope: works within the mine beside them."""
    loose = [site for site in sites if all(naming.rule in ("kind-names", "name-alone") for naming in site.namings)]
    if not any(site.kind in ("mine", "project", "property") for site in sites if site not in loose):
        return []
    worked = [site for site in loose if re.search(rf"(?<![\w-]){re.escape(site.name)} {_WORKED}\b", text)]
    at = [naming.start for site in worked for naming in site.namings if naming.kind]
    return [site for site in loose if any(abs(naming.start - one) < _LISTED for naming in site.namings if naming.kind for one in at)]


_LISTED = 60  # letters between the names of one list


_HELD = r"(?i:mines|deposits|mining units|operating units|mining operations|operations|orebodies|pits)"
_HOLDS = r"(?i:(?:will |would )?(?:comprises?|consists? of|includes?|encompass(?:es)?|contains?|is made up of)|comprising|made up of|which holds)"


def held_by_others(sites: Sequence[SiteAt], text: str) -> set[str]:
    """The names of the sites that the text says another holds, with one more at least: "operates two mines within the Alder district, A and B",
    "the Alder project comprises the A and B deposits"."""
    held = (_held_by(site, sites, text) for site in sites if site.kind in ("project", "property"))
    return {name for names in held if len(names) > 1 for name in names}


def _held_by(site: SiteAt, sites: Sequence[SiteAt], text: str) -> set[str]:
    """The names of the sites of which the sentence that says what a site holds goes on to tell."""
    name = rf"(?<![\w-]){re.escape(site.name)}(?: [\w-]+){{0,3}}?"
    within = rf"(?i:two|three|four|five|its|our|all) (?:[a-z-]+ ){{0,3}}{_HELD} (?:within|in|at|on|of|make up|forming) (?:the |its |our )?{name}"
    told = re.compile(rf"(?:{within}|{name}(?: in [A-Z][\w ]{{2,30}})?,? (?:which |that )?{_HOLDS})(?P<rest>[^.;\n]{{0,240}})")
    return {other.name for found in told.finditer(text) for other in sites if other is not site and other.name in found["rest"]}
