"""Shares of a site in the bracket behind its name: "Kestrel Mine, Ghana (90%)", "the Dry Creek mine (ABC 100%)", "(74%; 26% Tshipi
Investments (Pty) Ltd)", "(100% owned; 31,000 hectares)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.holding.masked import Holding
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.names import NamingAt, SiteAt
from kg.extract.site.symbols import issuer_symbols
from kg.text.letters import UPPER

_ANYWHERE = r"(?:,? [^.;()\n]{1,60})?"
_PLACE = rf"(?:(?:,| in) [{UPPER}][\w.'-]*(?: (?:de |du |of |and |d')?[{UPPER}][\w.'-]*){{0,3}}){{0,3}}"
_BRACKET = re.compile(rf"(?P<place>{_PLACE}|{_ANYWHERE}) ?\((?P<inside>(?:[^()\n]|\([^()\n]{{1,12}}\)){{2,140}})\)")
_ITEM = re.compile(
    r"(?:(?P<before>[^\d%]{2,60}?):? )?(?P<percent>\d{1,3}(?:\.\d+)?)(?: ?%| per ?cent\.?)"
    r"(?:[- ](?:owned|interest|equity|ownership|held|attributable|by|working interest)){0,2}(?: (?P<behind>[A-Z].{1,60}))?"
    r"(?:,? (?:and )?(?:the )?(?:operator|manager))?"
)
_OWN = re.compile(
    r" \((\d{1,2}(?:\.\d+)?|100)(?: ?%| per ?cent)(?:[- ](?:owned|interest))?\) (?i:mines?|projects?|property|properties|deposits?)$"
)  # "Alder (50%) projects"
_NO_SHARE = re.compile(
    r"\b(?:earn\w*|option\w*|basis|payable|recover\w*|royalt\w*|NSR|NSI|GRR|grade|of (?:the|total)|up to|increase|decrease)\b", re.IGNORECASE
)
# "(BHX earning 75%)", "(may earn 80% from A)".
_EARNS = re.compile(
    r"(?:(?P<who>[A-Z][^%\d]{1,50}?),? )?(?:is |may |can |has the right to )?(?:earning|earn|earn-in to)(?: up to)?(?: an?)? "
    r"(?P<percent>\d{1,3}(?:\.\d+)?)(?: ?%| per ?cent)(?: interest)?"
)
_OTHERS_BEFORE = re.compile(r"\b(?:royalt(?:y|ies)|NSR|option|earn|earn-in)\b[^.;\n]{0,80}$", re.IGNORECASE)


def bracket_shares(context: Context, site: SiteAt) -> Iterator[Holding]:
    """The holdings that brackets behind the namings of a site tell; a share of nobody is the issuer's where it comes first."""
    text = context.reading.text
    for naming in site.namings:
        if (own := _OWN.search(text, naming.start, naming.end)) and text[max(0, naming.start - 3) : naming.start] != "'s ":
            yield Holding(context.issuer, "owner", float(own[1]), naming.start, naming.end, "bracket-share", 0.9)
        found = _BRACKET.match(text, naming.end)
        if found is None or _OTHERS_BEFORE.search(text[max(0, naming.start - 100) : naming.start]):
            continue
        start = found.start("inside")
        if any(other is not site and at.kind for at, other in context.sites.named_in(naming.end, start)):
            continue  # "Alder, Birch and the Cedar project (60%)": of the last
        first = re.fullmatch(_PLACE, found["place"]) is not None  # behind other words a share needs its holder's name
        for item in re.split(r"[;,] | ?/ (?=[A-Z\d])| and (?=[A-Z\d])", found["inside"]):
            if (earns := _EARNS.fullmatch(item.strip())) and (company := _company(context, earns["who"], first=first)):
                yield Holding(company, "optionee", float(earns["percent"]), naming.start, start + len(found["inside"]), "bracket-share", 0.9)
                continue
            told = _ITEM.fullmatch(item.strip())
            if told and found["inside"] == "100%" and any(table.start <= naming.start < table.end for table in context.tables):
                continue  # the figures of a table are those of the whole: "Kestrel (100%)"
            if told is None or _NO_SHARE.search(item) or float(told["percent"]) > 100:
                continue
            company = _company(context, told["before"] or told["behind"], first=first)
            first = False
            if company is not None:
                relation = "jv" if float(told["percent"]) < 100 and _is_venture(context, naming) else "owner"
                yield Holding(company, relation, float(told["percent"]), naming.start, start + len(found["inside"]), "bracket-share", 0.9)


def _company(context: Context, name: str | None, first: bool) -> Organisation | None:
    if name is None:
        return context.issuer if first else None
    if (symbols := context.once(issuer_symbols)[0]) is not None and name.strip() in symbols.names:
        return context.issuer
    if known := context.organisation(name.strip()) or (context.organisation(name.strip().title()) if name.isupper() else None):
        return known
    if name.isupper() and 2 <= len(name) <= 5:  # a symbol: of the company behind whose name it stands, else the issuer's
        listed = re.search(rf"\([\w .-]{{1,18}}:\s?{re.escape(name)}\b", context.reading.text)
        if listed and (named := [org for naming, org in context.namings(listed.start() - 80, listed.start()) if listed.start() - naming.end < 3]):
            return named[-1]
        return context.issuer if re.search(rf":\s?{re.escape(name)}\b", context.reading.text[:3000]) else None
    return None


def _is_venture(context: Context, naming: NamingAt) -> bool:
    return re.search(r"\b(?:JV|[Jj]oint [Vv]enture)$", context.reading.text[naming.start : naming.end]) is not None
