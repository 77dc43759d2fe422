"""Who owns, operates, shares, may earn into or draws a royalty from each site of a document."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.holding_reader import HoldingReader
from kg.extract.masked import Holding
from kg.extract.site_names import SiteAt, Sites

__all__ = ["Holding", "find_holdings"]


def find_holdings(context: Context, sites: Sites) -> dict[SiteAt, list[Holding]]:
    """The holdings of each site: one a company and relation, with its percent; a site that the text gives to nobody else, and does not
    call a neighbour's, is its issuer's."""
    read = HoldingReader(context, sites)
    _pair(read, sites)
    result: dict[SiteAt, list[Holding]] = {}
    for site in sites.all:
        found = read.found[site]
        if any(holding.relation == "owner" and holding.company is not context.issuer for holding in found):
            found = [holding for holding in found if holding.rule != "to-acquire"]
        chosen = _settle(found)
        if not any(holding.relation != "royalty" for holding in chosen) and site in read.neutral and site not in read.not_issuer:
            naming = site.namings[0]
            chosen = [*chosen, Holding(context.issuer, "owner", None, naming.start, naming.end, "release-about", 0.8)]
        result[site] = chosen
    return result


def _pair(read: HoldingReader, sites: Sites) -> None:
    """ "the Ilo smelter and refinery": what is said of one facility of a pair is said of the other."""
    for site in sites.all:
        for naming in site.namings:
            if naming.rule == "paired-kinds":
                other = next(other for other in sites.all if other is not site and any(at.start == naming.start for at in other.namings))
                read.found[other] += read.found[site]
                read.found[site] = read.found[other]
                if site in read.neutral or other in read.neutral:
                    read.neutral |= {site, other}


_ORDER = {"owner": 0, "jv": 1, "optionee": 2, "operator": 3, "royalty": 4}


def _settle(found: list[Holding]) -> list[Holding]:
    """One holding a company: its strongest relation with its percent. A company that may earn into a site is not its owner, and one that
    holds a share in a joint venture has no other."""
    by_company: dict[str, list[Holding]] = {}
    for holding in found:
        by_company.setdefault(holding.company.name, []).append(holding)
    settled = []
    for holdings in by_company.values():
        relations = {holding.relation for holding in holdings}
        owns = any(holding.percent == 100 and holding.relation == "owner" for holding in holdings)
        relation = "optionee" if "optionee" in relations and not owns else min(relations, key=_ORDER.__getitem__)
        if relation == "owner" and "jv" in relations:
            relation = "jv"
        of_relation = [holding for holding in holdings if holding.relation == relation]
        percents = [holding.percent for holding in of_relation if holding.percent is not None]
        percent = max(percents) if percents and (len(set(percents)) == 1 or relation == "optionee") else None
        settled += [Holding(h.company, relation, percent, h.start, h.end, h.rule, h.confidence) for h in of_relation]
        royalties = [holding for holding in holdings if holding.relation == "royalty"] if relation != "royalty" else []
        settled += [holding for holding in royalties if holding.percent is not None][:1]
    return settled
