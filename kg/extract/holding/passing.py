"""Whether a site of which no holder is told is only named in passing: a neighbour's, one of somebody's career, one that resembles it."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.site.context import sentence_at
from kg.extract.site.names import SiteAt, Sites
from kg.facts import FACILITIES

# That there are mines about.
_ELSE = re.compile(
    r"\b(?:(?:hosts?|home to)\b[^.;]{0,80}\b(?:mines|deposits|operations)|such as|"
    r"well[- ]known|famous|giant|world[- ]class|prolific|neighbou?r\w*)\b",
    re.IGNORECASE,
)
# Talk of the market: what was shut elsewhere is nobody's here, though the release names no other mine.
_OF_MARKET = re.compile(r"\b(?:mine supply|world(?:'s)? (?:mine )?(?:production|output|supply)|global (?:mine )?(?:production|output|supply))\b")
_SPEAKS = re.compile(r"\b(?:[Ii]ts|[Oo]ur|[Ww]e|[Tt]he (?:[Cc]ompany|[Cc]orporation|[Gg]roup)|(?:[Tt]he|[Tt]his) [Pp]ro(?:ject|perty))\b")


# What somebody did before, and whom the sentence tells of: "Manager of the Ilo mine", "under his management X moved from discovery to".
_OF_CAREER = re.compile(
    r"\b(?:M[rs]s?\.?|Dr\.?|Prof\.?|[Hh]e|[Ss]he|[Hh]is|[Hh]er|career|years'? (?:of )?(?:\w+ )?experience|(?:[Gg]eneral )?[Mm]anager (?:of|at)|"
    r"[Ss]uperintendent (?:of|at)|[Cc]hief (?:\w+ )?[Gg]eologist (?:of|at|for)|co-?founder|track record)\b"
)
_FEW = 4  # a site that is named more often is one that the release tells of
# "17,000 t treated at the Ilo mill", "the former Ilo plant", "28 km from the Ilo plant".
_OF_TREATMENT = re.compile(
    r"\b(?:(?:processed|treated|milled|crushed|toll\w*)\b[^.;\n]{0,60}\b(?:at|through|by|in)(?: the| a| its)?|[Ff]ormer|"
    r"(?:delivered|trucked|hauled|shipped|sent|railed)\b[^.;\n]{0,40}\bto the|"
    r"(?:km|kilomet(?:re|er)s)\b[^.;\n]{0,40}\b(?:of|from) the) (?:[\w-]+ ){0,2}$"
)
# "is exploring for a large copper-gold deposit, such as the Ilo": what it would like to find.
_LIKE = re.compile(r"\b(?:explor\w+|look\w*|search\w*|target\w*) for [^.;\n]{0,140}\bsuch as [^.;\n]{0,60}$")
_OF_NOW = re.compile(r"\b(?:said|says|commented|comments|stated|noted|added|appoint\w*|will)\b")


def is_named_in_passing(context: Context, site: SiteAt, *, about: bool) -> bool:
    """Whether a site is named only in sentences that speak neither of the issuer nor of work of its own: "the trend hosts the Ilo mine"; or of
    which somebody tells what he did before; or, of a mill, that ore was milled there."""
    passing = _OF_MARKET if about else _ELSE
    return len(site.namings) <= _FEW and all(_is_in_passing(context, site, naming.start, passing) for naming in site.namings)


_AWAY_FROM = re.compile(
    r"(?:\b|(?<=\d))(?:km|kilomet(?:re|er)s|miles|strike|similar|analog\w+|like|near|adjacent|adjoin\w*|announcement|formerly|career|such as|"
    r"hosts?|home to|which includes?)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_LIKENESS = re.compile(r"[ -](?:style|type|like)\b")  # "Ilo-style mineralisation"


def is_told_as_own(context: Context, site: SiteAt) -> bool:
    """Whether a report speaks of a site beside the issuer or as its own ("we drilled", "the Company", "the Project"), or has it in its title, and
    nowhere as one that other ground lies by or resembles."""
    title, text = context.header.title, context.reading.text
    lines = ((text[max(text.rfind("\n", 0, at.start), at.start - 120) : at.start], at.end) for at in site.namings)
    if any(_AWAY_FROM.search(before) or _LIKENESS.match(text, end) for before, end in lines):
        return False
    if title is not None and any(title.start <= naming.start < title.end for naming in site.namings):
        return True
    told = [sentence for naming in site.namings if (sentence := sentence_at(context, naming.start)) is not None]
    return any(_SPEAKS.search(sentence.text) or context.names_issuer(sentence.start, sentence.end) for sentence in told)


# "The Ilo mine has produced 5 Moz and lies along strike, 6 km south of the Tarn project": a mine told by where the explorer's ground is.
_LIES_OFF = re.compile(
    r"(?:[^.;\n]|\.(?=\d)){0,120}?\b(?:lies|sits|located|situated)\b(?:[^.;\n]|\.(?=\d)){0,90}\b(?:(?:north|south|east|west)(?:east|west)?|"
    r"[Kk]m|kilomet(?:re|er)s|miles|strike|adjacent|immediately|distance) (?:of|from|to|with) (?:the |its |our |the Company's )?$"
)


def is_neighbours_mine(context: Context, sites: Sites, site: SiteAt) -> bool:
    """Whether a mine that is named a few times is told by where the project lies that the release is about."""
    if site.kind != "mine" or len(site.namings) > _FEW or sites.main is None or sites.main.kind not in ("project", "property"):
        return False
    text = context.reading.text
    ends = [(naming.end, other.start) for naming in site.namings for other in sites.main.namings if 0 < other.start - naming.end < 240]
    return any(_LIES_OFF.fullmatch(text[low:high]) is not None for low, high in ends)


def _is_in_passing(context: Context, site: SiteAt, at: int, passing: re.Pattern[str]) -> bool:
    if _LIKE.search(context.reading.text[max(0, at - 240) : at]):
        return True
    sentence = sentence_at(context, at)
    if sentence is None or sentence.part.block.kind not in ("paragraph", "bullet") or _SPEAKS.search(sentence.text):
        return False
    if context.names_issuer(sentence.start, sentence.end):
        return False
    if passing.search(sentence.text) or _OF_MARKET.search(sentence.text):
        return True
    if site is context.sites.main:
        return False
    if site.kind in (*FACILITIES, "mine") and _OF_TREATMENT.search(context.reading.text[max(sentence.start, at - 120) : at]):
        return True
    return _OF_CAREER.search(sentence.text) is not None and _OF_NOW.search(sentence.text) is None
