"""Reads from each naming of a site, in its sentence, who owns, operates, shares, may earn into or draws a royalty from it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.holding import partners
from kg.extract.holding import phrases as say
from kg.extract.holding.asides import without_asides
from kg.extract.holding.clauses import PASSED
from kg.extract.holding.fronts import apposed, fronted
from kg.extract.holding.masked import At, Holding, Masked, holding, mask, number, overlapping, shown, subsidiaries
from kg.extract.holding.operators import OPERATES, operators, operators_alone, owns_too, ran_once
from kg.extract.holding.options import options, under_option
from kg.extract.holding.rests import REST, REST_BY, is_anothers
from kg.extract.holding.royalties import by_seller, told_royalties, without_charges
from kg.extract.holding.shares import (
    OF_NOBODY,
    OF_PAPER,
    OTHERS_BRACKET,
    OUTRIGHT,
    WORK_OF,
    by_subsidiary,
    chained,
    given_up,
    is_adjoining_own,
    is_disowned,
    is_elsewhere,
    is_of_speaker,
    names_venture,
    of_theirs,
    own_rule,
    share_back,
    told_percent,
    told_relation,
)
from kg.extract.holding.subjects import Subjects, is_of_these, worked_for
from kg.extract.holding.tables import table_parties, table_shares
from kg.extract.holding.times import CALLED_OFF, SOLD, Reader, beside
from kg.extract.holding.ventures import ventures
from kg.extract.holding.wholes import wholes
from kg.extract.name_runs import AWAY, ORG, SITE
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.names import SiteAt, Sites

_IN_BYE_CLAUSE = re.compile(rf"{SITE},? (?:where|in which|at which) ")  # "operates the X mine, where the Y shaft"
_OF_PLANT_HIRE = re.compile(  # "and the fleet, owned by contractor A": not the mine
    r"\b(?:and|while|but) (?:the|its|an?) (?!mine|project|property|deposit|operation|site)(?:[a-z-]+ ){0,2}[a-z-]+,? (?:is |are )?(?:owned|held)\b|"
    r"\bcontractors?\b"
)


class HoldingReader:
    """What the sentences say of each site: holdings, which sites are spoken of as somebody else's, and which are only to be bought."""

    def __init__(self, context: Context, sites: Sites) -> None:
        self.issuer = context.issuer
        self.reader = Reader(context.issuer, context.published)
        self.masked = [
            without_charges(mask(context, sites, sentence)) for sentence in context.sentences if sites.named_in(sentence.start, sentence.end)
        ]
        others = (mask(context, sites, sentence) for sentence in context.sentences if "subsidiar" in sentence.text or "-owned " in sentence.text)
        self.subsidiaries = subsidiaries(self.masked, self.issuer) | subsidiaries(others, self.issuer)
        self.who = Subjects(self.issuer, self.subsidiaries)
        self.found: dict[SiteAt, list[Holding]] = {site: [] for site in sites.all}
        self.neutral, self.not_issuer, self.disowned = set[SiteAt](), set[SiteAt](), set[SiteAt]()
        for sentence in self.masked:
            self._read_sentence(sentence)
        self.disowned |= given_up(context, sites)
        spoken_of = {site for sentence in self.masked for _, _, site in sentence.sites()}
        self.neutral |= {site for site in sites.all if site not in spoken_of}  # only headings and tables name it
        alone = *operators_alone(context, sites), *wholes(context, sites, self.found)
        for site, one in (*alone, *table_shares(context, sites), *table_parties(context, sites)):
            self.found[site].append(replace(one, company=self.who.parent(one.company)))
            self.not_issuer |= {site} if one.rule == PASSED and one.company is not self.issuer else set()
        for site in sites.all:
            self.found[site] += self._by_name(site)

    def _by_name(self, site: SiteAt) -> list[Holding]:
        """The issuer's share in a subsidiary that bears the name of a site, where no share of the site is told: "75%-owned Alder Mining Limited"."""
        shares = {share for name, share in self.subsidiaries.items() if share and name.startswith(f"{site.name} ")}
        if len(shares) != 1 or any(one.percent is not None for one in self.found[site]):
            return []
        return [Holding(self.issuer, "owner", shares.pop(), site.namings[0].start, site.namings[0].end, "subsidiary-named", 0.8)]

    def _read_sentence(self, masked: Masked) -> None:
        last: tuple[list[Holding], bool] = ([], True)
        marks = list(masked.marks)
        for at, naming, site in masked.sites():
            clear = without_asides(masked, at)
            here = At(*clear.around(at, marks if clear is masked else list(clear.marks)), naming, site)
            holdings, neutral = self._read(here, last)
            if acts := self._acts(here):
                holdings, neutral = beside(acts, holdings), False
            if self.subsidiaries:
                holdings = by_subsidiary(holdings, masked, self.issuer, self.subsidiaries)
            low, high = shown(here)
            self.found[site] += [replace(one, start=low, end=high) for one in holdings]
            low, high = shown(here, behind=True)
            acts += [*operators(here, self.who.nearest_owner(here)), *partners.sharers(here)]
            self.found[site] += [replace(one, start=low, end=high) for one in acts if one.rule != CALLED_OFF]
            if neutral:
                self.neutral.add(site)
            last = [*holdings, *(one for one in acts if one.relation == "owner" and one.rule in ("to-acquire", "acquired", SOLD))], neutral
        share_back(masked, self.found)
        for pattern in (REST, REST_BY):
            for rest in pattern.finditer(masked.text):
                self._rest(*masked.around(rest.start("org"), marks), rest, ahead=pattern is REST)

    def _acts(self, here: At) -> list[Holding]:
        """What the words around a naming tell of a holding that begins, ends or is to come."""
        acts = [replace(one, company=self.who.parent(one.company)) for one in self.reader.acts(here)]
        if any(one.company is self.issuer and one.relation == "owner" and one.told and not one.told.current for one in acts):
            self.not_issuer.add(here.site)
        return acts

    def _rest(self, masked: Masked, start: int, rest: re.Match[str], *, ahead: bool) -> None:
        """ "X holds the remaining 25%": of the site `ahead` of it, else of the one before; `start` is where the company stands."""
        end = start + rest.end() - rest.start("org")
        after = [mark for mark in masked.sites() if end <= mark[0] <= end + (30 if masked.text.startswith(" and ", end) else 24)]
        after = after if ahead else []
        before = [mark for mark in masked.sites() if mark[0] < start]
        before = [mark for mark in before if not AWAY.search(masked.text[: mark[0]]) or is_adjoining_own(masked.text[: mark[0]])]
        percent = number(rest.groupdict().get("percent") or rest.groupdict().get("alone"))
        halves = [mark for mark in before if percent and any(one.percent == 100 - percent for one in self.found[mark[2]])]
        if not (target := (after[:1] or halves[-1:] or before[-1:])):
            return
        at, naming, site = target[0]
        company, here = masked.orgs(start, start + 1)[0], At(masked, at, naming, site)
        owners = (one for one in self.found[site] if one.relation in ("owner", "jv") and one.company is not company)
        held = {one.company.name: one.percent for one in owners if one.percent is not None}
        if percent is None and held and (percent := 100 - sum(held.values())) <= 0:
            return  # nothing is left of it: the rest is of a site that the text calls otherwise
        self.found[site].append(Holding(company, told_relation(here, percent), percent, *shown(here), "holds-the-rest", 0.9))

    # ---- one naming

    def _read(self, here: At, last: tuple[list[Holding], bool]) -> tuple[list[Holding], bool]:
        """The holdings that one naming tells, and whether it leaves the issuer as owner possible."""
        royalties = told_royalties(here, self.who.nearest, self.issuer)
        royalties = by_seller(royalties, self.found[here.site], self.issuer, sold=here.site in self.not_issuer)
        if say.NAMES_ROYALTY.match(here.behind) and not royalties:
            return [], False
        if royalties and (royalties[0].rule in ("royalty-of", "royalty-beside") or say.ROYALTY_HELD_BY.match(here.behind)):
            if royalties[0].company is self.issuer:
                self.not_issuer.add(here.site)
            return royalties, False
        if worked := say.WHERE_THEY_WORKED.search(here.before):
            return [self.who.owner(here.masked.orgs(worked.start(), worked.start() + 1)[0], None, "worked-for")], False
        earns = any(True for _ in overlapping(say.EARN, here.before))
        for rule in (self._options, self._said_behind, self._said_before) if earns else (self._said_behind, self._options, self._said_before):
            holdings = rule(here)
            if holdings is not None:
                return holdings + royalties, False
        if royalties and say.ROYALTY.search(here.before):
            ours = any(one.company is self.issuer for one in royalties)
            if ours:
                self.not_issuer.add(here.site)
            return royalties, not ours
        own = say.OWN.search(here.before)
        if is_disowned(here, self.issuer):
            self.disowned.add(here.site)
        if is_elsewhere(here) and not (own and (own["whose"].casefold() == "our" or is_of_speaker(here, self.issuer))):
            return [*worked_for(here, self.issuer), *royalties], False
        if own:
            told = [] if is_of_these(here, own, self.issuer) else self._share(here, self.who.speaker(here, own), own_rule(here))
            return [*told, *royalties], False
        if alike := chained(here, last, self.issuer):
            return [*alike[0], *royalties], alike[1]
        clause = here.before[-160:].rpartition(ORG)[2]
        unknown = say.UNKNOWN_HAS.search(clause) if clause.strip() else None
        if unknown and not self.issuer.name.startswith(unknown["name"]):
            return royalties, True
        if OF_PAPER.search(here.before[-160:]):
            return royalties, False
        if say.ROYALTY.search(here.before):  # one that is still to come
            return royalties, True
        if verb := self._has(here):
            return verb + royalties, False
        if (percent := told_percent(here)) is not None and not is_anothers(here):
            return [holding(self.issuer, told_relation(here, percent), percent, OF_NOBODY), *royalties], False
        return royalties, True

    def _said_behind(self, here: At) -> list[Holding] | None:
        behind = here.behind
        if (told := apposed(here, self.issuer)) is not None:
            return [replace(one, company=self.who.parent(one.company)) for one in told]
        if through := say.HELD_THROUGH_OTHER.match(behind):
            org = self.issuer if through["org"] != ORG else here.org_behind(through.start("org"), through.end("org"))[0]
            return [holding(org, told_relation(here, number(through["percent"])), number(through["percent"]), "in-which")]
        if (
            (owned := say.OWNED_BY.match(behind))
            and owned["pre"] != "jointly"
            and not say.ROYALTY_WORD.search(owned["gap"])
            and not re.search(
                r"\b(?:remaining|remainder|balance|other|rest|(?i:agreement|option|loan|debt|shares|contract|warrants))\b", owned["gap"]
            )
            and not OTHERS_BRACKET.search(owned["gap"])
            and not _OF_PLANT_HIRE.search(owned.group())
            and not partners.OF_GROUND.search(owned["gap"])
            and not partners.UNDER_AGREEMENT.match(behind, owned.end())
            and (SITE not in owned["gap"] or re.search(r"\b(?:and|which) is\b[^,]*$", owned["gap"]))
        ):
            if partners.IS_SHARED.match(behind, owned.end()):
                return []  # whoever holds the holder
            orgs = here.org_behind(0, owned.end())
            whole = "outright" if OUTRIGHT.match(behind, owned.end()) else None
            parts = [number(owned["pre"] or owned["post"] or whole), *(number(found) for found in re.findall(say.PERCENT, owned["more"]))]
            owners = [self.who.owner(org, percent, "owned-by") for org, percent in zip(orgs, parts, strict=False)]
            owners = [replace(one, relation="jv") for one in owners] if len(owners) > 1 and names_venture(here) else owners
            return [*owners, *under_option(here, owned.end())]
        if (operated := say.OPERATED_BY.match(behind)) and not WORK_OF.search(operated["gap"]):
            if ran_once(here, operated.end()):
                return self._owned_too(here) or None
            org = here.org_behind(operated.start("org"), operated.end())[0]
            if org.name in self.subsidiaries:
                return [holding(self.issuer, "owner", self.subsidiaries[org.name], "operated-by")]
            return [*self._owned_too(here), holding(org, "operator", number(operated["share"]), "operated-by")]
        if say.THROUGH.match(behind):
            return [holding(self.issuer, "owner", told_percent(here), "held-through")]
        if shares_of := say.BRACKET_SHARES.match(behind):
            told = partners.bracket_shares(here, shares_of)
            return told if any(one.company is self.issuer for one in told) else [*self._owned_too(here), *told]
        if (which := say.IN_WHICH.match(behind)) and ("in which" in which.group() or not AWAY.search(here.before)):
            org = self.issuer if which["org"] != ORG else here.org_behind(which.start("org"), which.end("org"))[0]
            shares = [holding(org, told_relation(here, number(which["percent"])), number(which["percent"]), "in-which")]
            if which["second"]:
                shares.append(self.who.owner(here.org_behind(which.start("second"), which.end("second"))[0], number(which["other"]), "in-which"))
            beside = self._has(here) or []
            return [*shares, *(one for one in beside if org is not self.issuer or (one.relation == "operator" and one.company is not org))]
        return self._of_partners(here)

    def _of_partners(self, here: At) -> list[Holding] | None:
        """Who shares a site, or runs it for others, as the words behind its naming say."""
        behind, told = here.behind, ventures(here, self.issuer) or partners.in_bracket(here)
        if (together := told or partners.partner_of(here, self.issuer) or partners.now_holds(here)) is not None:
            return [replace(one, company=self.who.parent(one.company)) for one in together]
        if with_shares := say.WITH_PARTNER_AND_SHARES.match(behind):
            one, other = (here.org_behind(with_shares.start(who), with_shares.end(who))[0] for who in ("org", "other"))
            return [holding(one, "jv", number(with_shares["percent"]), "venture-with"), holding(other, "jv", None, "venture-with")]
        if shared := partners.with_partner(here, self.issuer):
            return shared
        if split := say.SPLIT_WITH.match(behind):
            halves = map(float, re.findall(r"\d\d", split["split"] or "50/50"))
            parties = zip((self.issuer, *here.org_behind(split.start("org"), split.end("org"))[:1]), halves, strict=True)
            return [holding(party, "owner", half, "split-with") for party, half in parties]
        if manages := say.WHICH_MANAGES.match(behind):
            return [*self._owned_too(here), holding(here.org_behind(0, manages.end())[0], "operator", None, "operated-by")]
        if ((of := say.OF_COMPANY.match(behind)) and not say.ROYALTY.search(here.before[-60:])) or (
            of and here.org_behind(0, of.end())[0] is not self.issuer
        ):
            return [self.who.owner(here.org_behind(0, of.end())[0], told_percent(here), "of-company")]
        if named := say.OPERATOR_IS.match(behind):
            theirs = holding(here.org_behind(0, named.end())[-1], "jv" if named["percent"] else "operator", number(named["percent"]), "operator-is")
            alike = re.search(r"\b50[/:-]50\b", here.before) is not None
            return [*self._owned_too(here), *([replace(theirs, rule=OPERATES), replace(theirs, relation="jv", percent=50.0)] if alike else [theirs])]
        return None

    def _owned_too(self, here: At) -> list[Holding]:
        """The issuer's own share in a site that somebody else operates, or the one that it and another each have."""
        if each := say.EACH_HOLD.search(here.before):
            return self._each(here, each)
        return partners.own_share(here, self.issuer)

    def _options(self, here: At) -> list[Holding] | None:
        told = options(here, self.who.nearest, self.issuer)
        return told if told is None else [replace(one, company=self.who.parent(one.company)) if one.relation == "owner" else one for one in told]

    def _said_before(self, here: At) -> list[Holding] | None:
        before = here.before
        if (told := fronted(here, self.issuer)) is not None:
            return [replace(one, company=self.who.parent(one.company)) for one in told]
        sold = say.SOLD.search(before)
        if sold and not say.GENITIVE.search(before) and not say.ROYALTY_WORD.search(sold.group()):
            buyer = say.SOLD_TO.match(here.behind)
            self.not_issuer.add(here.site)
            now = say.NOW_OWNS.match(here.behind, buyer.end()) if buyer else None
            return [self.who.owner(here.org_behind(0, buyer.end())[0], number(now[1]) if now else None, "sold-to")] if buyer else []
        if given := say.TRANSFERRED.search(before):
            self.not_issuer.add(here.site)
            return [self.who.owner(here.masked.orgs(given.start("org"), given.end("org"))[0], told_percent(here), "sold-to")]
        if say.GENITIVE.search(before):
            return [replace(whose := of_theirs(here), company=self.who.parent(whose.company))]
        if each := say.EACH_HOLD.search(before):
            return self._each(here, each)
        if ("%" in before or "cent" in before) and (partner := say.PARTNER_IN.search(before)):
            one, percent = self.who.nearest(here, partner.start()) or self.issuer, number(partner["percent"])
            theirs = holding(here.masked.orgs(partner.start("org"), partner.end("org"))[0], "owner", None, "partner-in")
            return [holding(one, told_relation(here, percent), percent, "partner-in"), theirs]
        if say.WHOSE.search(before):
            return [self.who.owner(here.ahead()[-1], told_percent(here), "whose-asset")]
        if (holders := say.HOLDERS_OF.search(before)) and (named := say.IN_APPOSITION.match(here.behind)):
            relation = "operator" if holders["what"] == "operator" else "owner"
            return [holding(self.who.parent(org), relation, None, "holders-of") for org in here.org_behind(0, named.end())]
        if say.THAT_IT_HAS.search(before):
            return [self.who.owner(here.ahead()[-1], None, "their-work")]
        if holder := say.HOLDER_OF.search(before):
            relation = "operator" if holder["what"] == "operator" else "owner"
            return [holding(self.who.parent(here.ahead()[-1]), relation, number(holder["percent"] or holder["inside"]), "holder-of")]
        return None

    def _each(self, here: At, each: re.Match[str]) -> list[Holding]:
        two, percent = (here.masked.orgs(each.start(who), each.start(who) + 1)[0] for who in ("one", "two")), number(each["percent"])
        return [holding(self.who.parent(one), told_relation(here, percent), percent, "each-hold") for one in two]

    def _has(self, here: At) -> list[Holding] | None:
        """Somebody who owns, holds or operates it: the company before the verb, unless a pronoun stands between."""
        before, cut = here.before[-260:], max(0, len(here.before) - 260)
        if (pending := say.PENDING.search(before)) and not say.WHO_HAS.search(before, pending.start()):
            if re.match(r"(?i:will|would|may|can) own\b", pending.group()):
                self.not_issuer.add(here.site)  # "the merged company will own": nobody's yet
                return []
            return [holding(self.issuer, "owner", told_percent(here), "to-acquire", 0.7)]
        if not (verbs := list(say.HAS.finditer(before))):
            return None
        verb = verbs[-1]
        if _IN_BYE_CLAUSE.search(before, verb.end()):
            return None
        company, percent = self.who.parent(self.who.nearest(here, cut + verb.start()) or self.issuer), told_percent(here)
        by_unit = any(org.name in self.subsidiaries for org in here.masked.orgs(0, cut + verb.start()))  # what one's own company runs is one's own
        only_runs = verb["verb"].startswith(("operate", "manage")) and not owns_too(before) and percent is None and not by_unit
        relation = "operator" if only_runs else told_relation(here, percent)
        return [holding(company, relation, percent, "interest-in" if say.INTEREST_IN.search(here.before) else "has", 0.9)]

    # ---- who, and how much

    def _share(self, here: At, company: Organisation, rule: str) -> list[Holding]:
        return [holding(self.who.parent(company), told_relation(here, percent := told_percent(here)), percent, rule)]
