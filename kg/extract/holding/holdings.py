"""Who owns, operates, shares, may earn into or draws a royalty from each site of a document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.held_times import ENDED, joined
from kg.extract.holding.doubts import is_anothers_too, is_doubtful, is_no_holder
from kg.extract.holding.masked import Holding
from kg.extract.holding.operators import OPERATES
from kg.extract.holding.passing import is_named_in_passing, is_neighbours_mine, is_told_as_own
from kg.extract.holding.reader import HoldingReader
from kg.extract.holding.shares import ITS_PART, OF_NOBODY
from kg.extract.holding.times import SOLD
from kg.extract.site.brackets import bracket_shares
from kg.extract.site.context import sentence_at
from kg.extract.site.names import SiteAt, Sites

__all__ = ["Holding", "find_holdings"]


# A company called so has royalties on other companies' sites: none is its own unless the text says so.
_LIVES_ON_ROYALTIES = re.compile(r"\b(?:Royalty|Royalties|Streaming|ROYALTY|ROYALTIES)\b")
_ROYALTY_FIRM = re.compile(
    r"\b(?:holds|owns|has) royalty interests in (?:two|three|four|five|six|several|\d+) |"
    r"\b(?:Company|Corporation|[A-Z]\w+) is an? (?:[a-z-]+,? (?:and )?){0,6}?(?:royalty|streaming)(?: [a-z-]+){0,4} company\b"
)


def find_holdings(context: Context, sites: Sites) -> dict[SiteAt, list[Holding]]:
    """The holdings of each site: one a company and relation, with its percent; a site that the text gives to nobody else, and does not
    call a neighbour's, is its issuer's."""
    read = HoldingReader(context, sites)
    _pair(read, sites)
    result: dict[SiteAt, list[Holding]] = {}
    for site in sites.all:
        found = [one for one in read.found[site] if not is_no_holder(one) and not is_doubtful(context, site, one)]
        shared = {holding.company.name for holding in found if holding.percent is not None}
        found = [
            *found,
            *(one for one in bracket_shares(context, site) if not shared or (one.company.name not in shared and one.relation == "owner")),
        ]
        if any(one.relation == "owner" and one.company is not context.issuer and (one.told is None or one.told.current) for one in found):
            found = [holding for holding in found if holding.rule != "to-acquire" or holding.told is not None]
        if site in read.disowned:  # whatever a heading calls its interest
            found = [holding for holding in found if holding.company is not context.issuer or holding.relation != "owner" or holding.told is not None]
        earning = {holding.company.name for holding in found if holding.relation == "optionee" and holding.percent is not None}
        if earning:  # who only entered the agreement is the other side of it
            found = [one for one in found if one.relation != "optionee" or one.percent is not None or one.company.name in earning]
        chosen = _settle(_of_its_owner(context, found))
        if (
            not any(holding.relation != "royalty" and _is_all(context, holding, site is sites.main) for holding in chosen)
            and site in read.neutral
            and site not in read.not_issuer | read.disowned
            and not is_named_in_passing(context, site, about=site is sites.main)
            and (site is sites.main or site.kind != "mine" or not context.is_report or is_told_as_own(context, site))
            and (site is sites.main or not is_anothers_too(context, site))
            and not _lives_on_royalties(context)
            and not is_neighbours_mine(context, sites, site)
        ):
            naming = site.namings[0]
            chosen = [*chosen, Holding(context.issuer, "owner", None, naming.start, naming.end, "release-about", 0.8)]
        result[site] = _as_venture(context, chosen)
    return result


def _of_its_owner(context: Context, found: list[Holding]) -> list[Holding]:
    """The holdings with a share that is told of nobody ("the 100%-owned X mine") as that of the one company of which the text says that it
    owns the site, where this is not the issuer."""
    owners = {one.company.name: one for one in found if one.relation == "owner" and one.rule != OF_NOBODY and (one.told is None or one.told.current)}
    bare = [one for one in found if one.rule == OF_NOBODY]
    if not bare or len(owners) != 1 or context.issuer.name in owners:
        return found
    (owner,) = owners.values()
    if owner.rule not in ("has", "owned-by", "of-company", "company's", "in-which", "holder-of") or owner.percent not in (None, bare[0].percent):
        return found
    return [replace(one, company=owner.company) if one in bare else one for one in found]


def _is_all(context: Context, holding: Holding, about: bool) -> bool:
    """Whether a holding of today leaves no room for the issuer as owner: the part that another raises does, and, of the site that the release
    is `about`, a smaller part that another has."""
    if holding.told is not None and not holding.told.current:
        return False
    if holding.company is context.issuer:
        return True
    part = about and holding.relation in ("owner", "jv") and holding.percent is not None and holding.percent < 50
    return holding.rule != ITS_PART and not part


def _lives_on_royalties(context: Context) -> bool:
    """Whether the issuer is called a royalty company, and the text speaks of royalties beside its name."""
    text = context.reading.text
    called = re.escape(context.issuer.name)
    named = _LIVES_ON_ROYALTIES.search(context.issuer.name) or _ROYALTY_FIRM.search(text)
    named = named or re.search(rf"\b(?:royalty|streaming)(?: and (?:royalty|streaming))? (?:company|firm),? {called}", text)
    return named is not None and re.search(r"\b(?:royalt(?:y|ies)|NSR|NPI|(?i:stream(?:s|ing)?))\b", text) is not None


_VENTURE = re.compile(
    r"\b(?:have|has|had) (?:now |since |already )?(?:formed|established|created|entered into)[^.;]{0,40}\bjoint venture|\bjoint venture partners?\b|"
    r"\b(?:are|is) (?:now )?(?:held |owned |run )?(?:in|through) (?:an? )?(?:[a-z/\d]+ )?joint venture",
)


def _as_venture(context: Context, chosen: list[Holding]) -> list[Holding]:
    """Shares that make up the whole, as those of a joint venture where their paragraph tells that there is one."""
    shares = [one for one in chosen if one.relation == "owner" and one.percent and one.percent < 100 and (one.told is None or one.told.current)]
    if len({one.company.name for one in shares}) < 2 or abs(sum(one.percent or 0 for one in shares) - 100) > 0.6:
        return chosen
    sentence = sentence_at(context, shares[0].start)
    if sentence is None or not _VENTURE.search(sentence.part.text):
        return chosen
    return [replace(one, relation="jv") if one in shares else one for one in chosen]


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
    """One holding a company today, and beside it those that ended or are to come."""
    dated = [one for one in found if one.told is not None and not one.told.plain]
    plain = [one for one in found if one not in dated and not _is_over(one, dated)]
    today = _settle_today([one for one in plain if one.rule != "may-earn-more"])
    today += [one for one in plain if one.rule == "may-earn-more"]
    current = [one for one in dated if one.told and one.told.current]
    others = [one for one in dated if one not in current]
    settled = []
    for holding in today:
        of_it = [one for one in current if one.company.name == holding.company.name and _alike(one.relation, holding.relation)]
        if not of_it:
            settled.append(holding)
    for one in current:
        plain = [holding for holding in today if holding.company.name == one.company.name and _alike(one.relation, holding.relation)]
        relation = plain[0].relation if plain else one.relation
        same = (other for other in current if other.company.name == one.company.name and _alike(other.relation, one.relation))
        percents = {holding.percent for holding in (*plain, *same)} - {None}
        planned = (other for other in found if other.rule == "to-acquire" and other.company.name == one.company.name)
        percents = percents or {holding.percent for holding in planned} - {None}
        percent = one.percent if one.percent is not None else next(iter(percents)) if len(percents) == 1 else None
        settled.append(replace(one, relation=relation, percent=percent))
    return [*settled, *_ended_once(others)] if not current else _united(settled, _ended_once(others))


def _ended_once(others: list[Holding]) -> list[Holding]:
    """What several sentences tell of the end of one holding, as one; a plan told with its share goes before the same plan without."""
    shares = {(one.company.name, one.relation) for one in others if one.told and one.told.planned and one.percent is not None}
    others = [one for one in others if not (one.told and one.told.planned and one.percent is None and (one.company.name, one.relation) in shares)]
    ended: dict[tuple[str, str], Holding] = {}
    rest = []
    for one in others:
        key = one.company.name, one.relation
        if one.told is None or one.told.how != ENDED:
            rest.append(one)
        elif (first := ended.get(key)) is None:
            ended[key] = one
        elif (
            first.told and (told := joined(first.told, one.told)) and {first.percent, one.percent} - {None} in ({first.percent}, {one.percent}, set())
        ):
            ended[key] = replace(first, told=told, percent=first.percent if first.percent is not None else one.percent)
        else:
            rest.append(one)
    return [*ended.values(), *rest]


def _united(current: list[Holding], others: list[Holding]) -> list[Holding]:
    """What several sentences tell of one holding of today, as one: with the bounds that they have together."""
    united: list[Holding] = []
    for one in current:
        same = [other for other in current if _key(other) == _key(one) and other.told]
        told = one.told
        for other in same:
            told = (joined(told, other.told) if told and other.told else None) or told
        united.append(replace(one, told=told))
    keys = {_key(one) for one in current}
    return [*united, *(one for one in others if not (one.told and one.told.planned and _key(one) in keys))]


def _key(one: Holding) -> tuple[str, str, float | None]:
    return one.company.name, one.relation, one.percent


def _alike(one: str, other: str) -> bool:
    """Whether two relations are one: a share in a joint venture is owned."""
    return one == other or {one, other} == {"owner", "jv"}


def _is_over(one: Holding, dated: list[Holding]) -> bool:
    """Whether the document says that a holding is over, or still to come, so that what looks like one of today is none."""
    for other in dated:
        if other.company.name != one.company.name or not _alike(other.relation, one.relation) or other.told is None:
            continue
        if other.told.planned and one.rule in ("to-acquire", "release-about"):
            return True
        if other.rule in (SOLD, "option-ended") and not any(
            again.company.name == one.company.name and _alike(again.relation, one.relation) and again.told and again.told.current for again in dated
        ):
            return True
    return False


# The rules of one who lets another earn in.
_GIVES = frozenset({"optioned-out", "optioned-from"})


def _is_outbid(owner: Holding, found: list[Holding]) -> bool:
    """Whether somebody else may earn more of a site than its owner seems to: then the owner earns nothing."""
    most = {one.company.name: one.percent or 0 for one in sorted(found, key=lambda one: one.percent or 0) if one.relation == "optionee"}
    own = most.pop(owner.company.name, 0)
    return any(percent >= own and percent > 0 for percent in most.values())


def _told_most(percents: list[float]) -> float | None:
    """The share told most often; None where two are told as often."""
    ranked = Counter(percents).most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else None


def _settle_today(found: list[Holding]) -> list[Holding]:
    """One holding a company: its strongest relation with its percent. A company that may earn into a site is not its owner, and one that
    holds a share in a joint venture has no other."""
    by_company: dict[str, list[Holding]] = {}
    for holding in found:
        by_company.setdefault(holding.company.name, []).append(holding)
    settled = []
    for holdings in by_company.values():
        relations = {holding.relation for holding in holdings if holding.rule != OPERATES} or {"operator"}
        owns = any(holding.percent == 100 and holding.relation == "owner" for holding in holdings)
        owns = owns or any(holding.rule in _GIVES and _is_outbid(holding, found) for holding in holdings)
        relation = "optionee" if "optionee" in relations and not owns else min(relations, key=_ORDER.__getitem__)
        if relation == "owner" and "jv" in relations:
            relation = "jv"
        of_relation = [holding for holding in holdings if holding.relation == relation]
        alike = [holding for holding in holdings if holding.relation == "owner"] if relation == "jv" else []  # "its 80%-owned X", a joint venture
        percents = [holding.percent for holding in (of_relation, alike)[not any(h.percent for h in of_relation)] if holding.percent is not None]
        percent = (max(percents) if relation == "optionee" else _told_most(percents)) if percents else None
        settled += [replace(h, relation=relation, percent=percent) for h in of_relation]
        if relation != "operator":
            settled += [holding for holding in holdings if holding.rule == OPERATES][:1]
        royalties = [holding for holding in holdings if holding.relation == "royalty"] if relation != "royalty" else []
        settled += [holding for holding in royalties if holding.percent is not None][:1]
    return settled
