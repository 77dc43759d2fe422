"""Trade unions: by those whom they unite, and their locals by number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.words import LEADING, TOKEN
from kg.text.letters import UPPER
from kg.text.sections import Part

_MEMBERS = rf"(?!Local ){TOKEN}(?: {TOKEN}){{0,3}}"
# "National Union of Miners, Smelters and Allied Workers of Chile", "United Steelworkers (USW) Union Local 7301".
UNION = re.compile(
    rf"\b(?:[{UPPER}][a-z]+(?:al|ed|an|ese|ent) )?Union of (?=[^.;()\n]{{0,90}}(?:[Ww]orkers|Miners|Employees|Engineers|Operators|Metal|Labou?r))"
    rf"(?:{_MEMBERS}, ){{0,4}}{_MEMBERS}(?:,? (?:and|&) (?![A-Z]{{3,}}\b){_MEMBERS})?(?: of (?:the )?{_MEMBERS})?"
)
LOCAL = re.compile(
    rf"(?<![\w&-])(?!(?:Members|Employees|Workers|Representatives|Leaders|Unions?) of )(?:{TOKEN} ){{0,4}}{TOKEN},? "
    rf"(?:of {TOKEN}(?: {TOKEN}){{0,2}},? )?(?:\([A-Z]{{2,6}}\),? )?(?:Union )?"
    r"Local(?: Union| Lodge)?(?: (?:No\.?|Number))? (?P<number>\d+(?:-\w+)*)"
)
# "Union No. 2", "Miners' Union Number 3", "Sindicato de Trabajadores No. 1".
NUMBERED = re.compile(
    rf"(?<![\w&-])(?:(?:{TOKEN} ){{0,3}}(?:Workers'?|Miners'?|Employees'?|Supervisors'?) )?(?:Union|Sindicato(?: de {TOKEN}(?: {TOKEN}){{0,3}})?) "
    r"(?:No\.?|Number|N[°º]) ?\d+\b(?! (?:[Ss]haft|[Mm]ine|[Ll]evel|[Vv]ein|[Cc]laim|[Pp]it))"
)
# "Teal Valley Mineworkers' Union", "Amalgamated Smelter Employees Association": those whom it unites before what it is.
OF_TRADE = re.compile(
    rf"(?<![\w&-])(?:(?:Association|Federation|Alliance|Congress) of (?:the )?)?(?:{TOKEN} ){{0,4}}"
    rf"(?:(?:and|&) (?=(?:Allied|General|Other|Mill|Smelter|Metal|Quarry|Construction|Industrial|Chemical|Energy)\b)(?:{TOKEN} ){{0,3}})?"
    r"(?:[A-Z]?[a-z]*[Ww]orkers|Mineworkers|Miners|Employees|Artisans|Teamsters|Boilermakers|Machinists|Operators)[\u2019']?"
    r"(?: (?:and|&) (?:Allied|General|Other)? ?(?:Workers|Trades|Industries)[\u2019']?)? "
    r"(?:Union|Alliance|Federation|Brotherhood|Association|Congress|Guild)\b(?! (?:No|Num|N°|Local|of ))"
)
# "Amalgamated Smelter and Mill Workers": those who have united.
UNITED = re.compile(
    rf"(?<![\w&-])(?:Amalgamated|Associated|United)(?: (?!Workers\b){TOKEN}){{1,3}}(?: (?:and|&) (?!Workers\b){TOKEN}(?: {TOKEN})?)? Workers"
    r"(?: of America)?\b(?! [A-Z]|[\u2019'])"
)
_ANY = re.compile(r"(?:Workers|Employees|Miners)[\u2019']? (?:Union|Association)\b")  # any of them
_UNITES = re.compile(
    r"(?:ers|ees|ans|ors|ists|ades|ies)[\u2019']? (?:Union|Alliance|Federation|Brotherhood|Association|Congress|Guild)\b|\bUnion (?:of|N)|"
    r"\bWorkers\b|\bSindicato\b|\bLocal (?:\d|Union|Lodge|N)"
)


def by_union(part: Part) -> Iterator[NameAt]:
    """The unions that a part names in full, and the locals that it names by number."""
    if not _UNITES.search(part.text):
        return
    for found in LOCAL.finditer(part.text):
        leading = LEADING.match(found.group())
        start = found.start() + (leading.end() if leading else 0)
        if LOCAL.match(part.text, start):
            yield NameAt(part.text[start : found.end()], part.start + start, part.start + found.end(), "union")
    for found in OF_TRADE.finditer(part.text):
        leading = LEADING.match(found.group())
        start = found.start() + (leading.end() if leading else 0)
        if not _ANY.match(part.text, start) and OF_TRADE.match(part.text, start):
            yield NameAt(part.text[start : found.end()], part.start + start, part.start + found.end(), "union")
    for found in (*UNION.finditer(part.text), *UNITED.finditer(part.text), *NUMBERED.finditer(part.text)):
        yield NameAt(found.group(), part.start + found.start(), part.start + found.end(), "union")


def number_of_local(name: str) -> str | None:
    """The number of a union's local, which texts name in many ways; None where a name is of something else."""
    found = LOCAL.fullmatch(name)
    return found["number"] if found else None
