"""What a report seems to say of a holding, and does not say surely: reports also tell of careers, of what others announced, and of ground that
was optioned or sold. And who holds no ground anywhere: a laboratory, a bank, a university."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.holding.masked import Holding
from kg.extract.name_runs import AWAY
from kg.extract.site.context import sentence_at
from kg.extract.site.names import SiteAt
from kg.text.lexicons import mapping

_NO_HOLDERS = frozenset({"laboratory", "consultancy", "driller", "geophysics", "auditor", "lawyer", "university", "analyst"})
_CAREER = re.compile(r"\b(?:M[rs]s?|Dr|Prof)\b\.?|\b(?:career|years of (?:\w+ )?experience|(?:his|her) (?:\w+ )?(?:management|career|tenure))\b")
# What is told of "the project": of which, a report that tells of many does not say.
_BY_REFERENCE = frozenset({"option", "earns-in-it", "interest-of-nobody", "acquired", "to-acquire"})
_WORKED_FOR = "worked-for"
# Ground of which another holds a part, or held it.
_SHARED = re.compile(
    r"\b(?:earn-?in|farm-?in|farm-?out|joint ventures?|JV|option to|optioned|royalt(?:y|ies)|sale of|sold|selling|divest\w*|dispos\w+|relinquish\w*|"
    r"terminated|former(?:ly)?|held by|owned by|previous owners?|(?:remaining|remainder of the) (?:equity|interest))\b",
    re.IGNORECASE,
)
# "EMU's maiden drilling at the Alder project": what another announced.
_ANOTHERS = re.compile(r"(?<![\w'])(?!(?:JORC|ASX|TSX|WA)\b)[A-Z][A-Z\d]{1,5} ?['\u2019]s (?:[\w-]+ ){1,12}$")


def is_no_holder(one: Holding) -> bool:
    """Whether a company works for those that hold ground."""
    return mapping("organisations.txt").get(one.company.name.casefold()) in _NO_HOLDERS


def is_doubtful(context: Context, site: SiteAt, one: Holding) -> bool:
    """Whether what a report tells of a holding may be told of somebody's career, or of other ground."""
    if not context.is_report:
        return False
    sentence = sentence_at(context, one.start)
    words = context.reading.text[one.start : one.end] if sentence is None else sentence.text
    if one.rule == _WORKED_FOR or (one.rule == "has" and _CAREER.search(words)):
        return True
    if one.rule == "its" and all(
        AWAY.search(context.reading.text, max(one.start, naming.start - 120), naming.start)
        for naming in site.namings
        if one.start <= naming.start < max(one.end, one.start + len(words))
    ):
        return True
    named = (site.name, *site.aliases)
    return one.rule in _BY_REFERENCE and not any(name.casefold() in words.casefold() for name in named)


def is_anothers_too(context: Context, site: SiteAt) -> bool:
    """Whether a report speaks of a site as ground that is shared, was sold, or that another tells of: then it is not plainly the issuer's."""
    if not context.is_report:
        return False
    for naming in site.namings:
        sentence = sentence_at(context, naming.start)
        if sentence is None:
            continue
        near = context.reading.text[max(sentence.start, naming.start - 160) : min(sentence.end, naming.end + 160)]
        if _SHARED.search(near) or _ANOTHERS.search(context.reading.text, max(sentence.start, naming.start - 120), naming.start):
            return True
    return False
