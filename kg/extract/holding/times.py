"""What a sentence tells of a holding that begins, ends or is to come: a site bought, sold, earned, agreed on, operated from one year to another.

Each naming of a site is read by itself, in its masked sentence; what is found stands before what the `reader` takes to hold today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.extract import held_times as times
from kg.extract.held_times import Dated, Told
from kg.extract.holding import acts as say
from kg.extract.holding.masked import At, Holding, holding, number, overlapping
from kg.extract.holding.operators import OPERATES
from kg.extract.holding.phrases import EARN, ROYALTY
from kg.extract.name_runs import AWAY, ORG
from kg.extract.organisation.organisations import Organisation
from kg.text.dates import DateMatch

SOLD = "sold"  # the rule of a holding that its holder gave up
CALLED_OFF = "called-off"  # the rule of a holding that was to be, and will not


@dataclass(frozen=True)
class Reader:
    """Reads the acts of one document: who speaks, when, and how a company before an offset is found."""

    issuer: Organisation
    today: date

    def acts(self, here: At) -> list[Holding]:
        """The holdings that begin, end or are to come by the words around a naming, each with its time."""
        if not say.HINT.search(here.masked.text) or AWAY.search(here.before):
            return []
        spoken = times.dated(here.masked.text, self.today)
        if called_off := list(self._called_off(here)):
            return called_off
        found = [*self._before(here, spoken), *(() if ROYALTY.search(here.before) else self._behind(here, spoken))]
        return [one for one in found if one.told is not None]

    def _called_off(self, here: At) -> Iterator[Holding]:
        """Of a sale that will not be, the seller that keeps the site, and, with no time, the buyer that was to have it."""
        deal = say.called_off(here)
        if deal is None:
            return
        one = self._subject(here, deal.start("deal"))
        sells = deal["deal"].casefold().removeprefix("to ").startswith(("s", "di"))
        party = (say.TO_BUYER if sells else say.FROM_SELLER).match(here.behind)
        other = here.org_behind(party.start("org"), party.end("org"))[0] if party else None
        seller, buyer = (one, other) if sells else (other, one)
        if seller is not None and seller is not buyer:
            yield replace(holding(seller, "owner", None, "sells"), told=times.plain(self.today))
        if buyer is not None:
            yield replace(holding(buyer, "owner", None, CALLED_OFF), told=times.unsure(self.today))

    # ---- the verb before the site

    def _before(self, here: At, spoken: Dated) -> Iterator[Holding]:
        act = say.last_act(here.before)
        if act is None:
            return
        kind, verb, what = act
        subject = self._subject(here, verb.start())
        if kind in ("to-acquire", "acquired") and any(True for _ in overlapping(EARN, here.before[max(0, verb.start() - 40) :])):
            return
        if subject is None:
            return
        span = verb.start(), here.at, say.clause_end(here.masked.text, here.at + 1)
        match kind:
            case "sold" | "to-sell":
                yield from self._sale(here, spoken, subject, what, span, done=kind == "sold")
            case "acquired" | "earned":
                yield from self._purchase(here, spoken, subject, what, span, kind)
            case "to-acquire":
                yield from self._purchase_to_come(here, subject, what, span)
            case "had":
                yield from self._had(spoken, subject, verb, span, say.percent_of(what))
            case "operator" | "operatorship":
                yield from self._operator(here, spoken, subject, verb, span)
            case "increased":
                yield from self._increased(here, spoken, subject, verb, span)
            case "gone" if say.INTEREST.search(what) or not verb["any"]:
                yield replace(holding(subject, "owner", None, SOLD), told=times.told(times.ENDED, self.today, None, _day(spoken, span)))
            case "option-ended":
                told = times.told(times.ENDED, self.today, None, _day(spoken, span))
                yield replace(holding(subject, "optionee", None, "option-ended"), told=told)

    def _sale(self, here: At, spoken: Dated, seller: Organisation, what: str, span: tuple[int, int, int], *, done: bool) -> Iterator[Holding]:
        to_come = spoken if done else times.dated(here.masked.text, self.today, future=True)
        day = _day(to_come, span)
        done = done and (day is None or day.earliest <= self.today)
        percent = say.percent_of(what)
        part = percent is not None and percent < 100 and not say.ALL_OF_IT.match(what)
        kept = say.RETAINS.search(here.behind)
        if done and (not part) and kept is None:
            yield replace(holding(seller, "owner", percent, SOLD), told=times.told(times.ENDED, self.today, None, day))
        else:
            whole = percent if not done and not part else None  # what is all to be sold is had till then
            rest = number(kept["percent"]) if kept and done else whole
            yield replace(holding(seller, "owner", rest, "sells"), told=times.plain(self.today))
        if (buyer := say.TO_BUYER.match(here.behind)) and not say.SHARES_GAP.search(here.behind[: buyer.start("org")]):
            told = times.told(times.BEGUN if done else times.COMING, self.today, self._by(here, day))
            more = say.MORE_OF_IT.search(what) is not None  # what is sold is then not all that the buyer has
            share = say.whole_then(here.behind, buyer.end()) or (None if more else percent)
            one = holding(here.org_behind(buyer.start("org"), buyer.end("org"))[0], "owner", share, "buys")
            yield replace(one, told=_had_some(told) if more else told)

    def _purchase(self, here: At, spoken: Dated, buyer: Organisation, what: str, span: tuple[int, int, int], rule: str) -> Iterator[Holding]:
        day = _day(spoken, span)
        day = day if day and day.earliest <= self.today else None
        now = say.NOW_HAS.match(here.behind)
        percent, more = (number(now["now"]) if now else None) or say.total_of(what) or say.owned_of(here), say.MORE_OF_IT.search(what) is not None
        told = times.told(times.BEGUN, self.today, day)
        yield replace(holding(buyer, "owner", percent, rule), told=_had_some(told) if more else told)
        if may := say.MAY_EARN_MORE.search(here.behind):
            most = number(may["to"]) or (percent or 0) + (number(may["further"]) or 0)
            yield replace(holding(buyer, "optionee", most or None, "may-earn-more"), told=times.plain(self.today))
        elif self._is_used_up(here):
            yield replace(holding(buyer, "optionee", None, "option-ended"), told=times.told(times.ENDED, self.today, None, day))
        if (seller := say.FROM_SELLER.match(here.behind)) and told and not told.planned:
            company = here.org_behind(seller.start("org"), seller.end("org"))[0]
            if company is not buyer:
                part = (say.percent_of(what) or 100) < 100 and not say.ALL_OF_IT.match(what)
                gone = times.plain(self.today) if part else times.told(times.ENDED, self.today, None, day)
                if not part:
                    yield replace(holding(company, "owner", None, SOLD), told=gone)

    @staticmethod
    def _is_used_up(here: At) -> bool:
        """Whether the option on a site is exercised in full, with no more to earn."""
        return say.IN_FULL.search(here.before) is not None and not (say.STILL_EARNS.search(here.behind) or say.OF_SHARES.search(here.before))

    def _purchase_to_come(self, here: At, buyer: Organisation, what: str, span: tuple[int, int, int]) -> Iterator[Holding]:
        ahead = times.dated(here.masked.text, self.today, future=True)
        day = _day(ahead, span)
        day = day if day and day.latest > self.today else None
        told = times.told(times.COMING, self.today, self._by(here, day))
        yield replace(holding(buyer, "owner", say.total_of(what) or say.owned_of(here), "to-acquire"), told=told)
        if (seller := say.seller_of(here)) is not None and seller is not buyer:
            yield replace(holding(seller, "owner", None, "sells"), told=times.plain(self.today))

    def _had(self, spoken: Dated, company: Organisation, verb: re.Match[str], span: tuple[int, int, int], percent: float | None) -> Iterator[Holding]:
        relation = "operator" if verb["verb"].startswith(("operat", "manag")) else "owner"
        told = self._held(spoken, span, past=verb["perfect"] is None, formerly=bool(verb["formerly"]))
        if told:
            yield replace(holding(company, relation, percent, "held"), told=told)

    def _operator(self, here: At, spoken: Dated, company: Organisation, verb: re.Match[str], span: tuple[int, int, int]) -> Iterator[Holding]:
        kind = next(name for name in ("will", "became", "ceased", "was", "been", "stays", "hands") if verb.groupdict().get(name))
        if kind == "stays":
            told: Told | None = times.plain(self.today)
        elif kind in ("was", "been"):
            told = self._held(spoken, span, past=kind == "was", formerly=False)
        elif kind == "will":
            day = _day(times.dated(here.masked.text, self.today, future=True), span)
            told = times.told(times.COMING, self.today, self._by(here, day))
        else:
            told = times.told(
                times.BEGUN if kind == "became" else times.ENDED,
                self.today,
                *((_day(spoken, span),) if kind == "became" else (None, _day(spoken, span))),
            )
        if told:
            yield replace(holding(company, "operator", None, OPERATES if kind == "stays" else "operator-of"), told=told)
            yield from self._other_operator(here, spoken, company, verb, span, kind)

    def _other_operator(
        self, here: At, spoken: Dated, company: Organisation, verb: re.Match[str], span: tuple[int, int, int], kind: str
    ) -> Iterator[Holding]:
        """ "took over from A as operator", "took over operatorship of the ... mine from A", "handed operatorship of it to B"."""
        behind = say.TO_BUYER.match(here.behind) if kind == "hands" else say.FROM_SELLER.match(here.behind) if kind == "became" else None
        if (named := verb.group().find(ORG)) >= 0:
            other = here.masked.orgs(verb.start() + named, verb.start() + named + 1)[0]
        elif behind:
            other = here.org_behind(behind.start("org"), behind.end("org"))[0]
        else:
            return
        if other is not company:
            day = _day(times.dated(here.masked.text, self.today, future=True) if kind == "will" else spoken, span)
            how = {"hands": times.BEGUN, "will": times.LEAVING}.get(kind, times.ENDED)
            told = times.told(how, self.today, day) if kind == "hands" else times.told(how, self.today, None, day)
            yield replace(holding(other, "operator", None, "operator-of"), told=told)

    def _increased(self, here: At, spoken: Dated, company: Organisation, verb: re.Match[str], span: tuple[int, int, int]) -> Iterator[Holding]:
        """ "increased its interest in the ... mine from 60% to 80%": that share, from that day on; it had some before."""
        to = say.TO_SHARE.match(here.behind)
        if share := number(verb["to"]) or (number(to["to"]) if to else None):
            told = times.told(times.BEGUN, self.today, _day(spoken, span))
            yield replace(holding(company, "owner", share, "acquired"), told=_had_some(told))

    # ---- the verb behind the site

    def _behind(self, here: At, spoken: Dated) -> Iterator[Holding]:
        low = here.at + 1
        yield from self._deal(here, spoken)
        if (traded := say.TRADED_BEHIND.match(here.behind)) and not say.PRODUCT_OF.search(here.before[-80:]):
            yield from self._traded(here, spoken, traded)
        elif which := say.WHICH_IT.match(here.behind):
            company = self.issuer if which["org"] != ORG else here.org_behind(which.start("org"), which.end("org"))[0]
            span = low + which.start("org"), low + which.end(), say.clause_end(here.masked.text, low + which.end())
            if which["verb"] in ("acquired", "purchased", "bought"):
                yield replace(holding(company, "owner", say.owned_of(here), "acquired"), told=times.told(times.BEGUN, self.today, _day(spoken, span)))
            elif which["verb"] == "sold":
                yield replace(holding(company, "owner", None, SOLD), told=times.told(times.ENDED, self.today, None, _day(spoken, span)))
            elif told := self._held(spoken, span, past=which["perfect"] is None, formerly=False):
                relation = "operator" if which["verb"].startswith("operat") else "owner"
                yield replace(holding(company, relation, None, "held"), told=told)
        elif held := say.HELD_BY.match(here.behind):
            company = here.org_behind(held.start("org"), held.end("org"))[0]
            span = low + held.start("verb"), low + held.end(), say.clause_end(here.masked.text, low + held.end())
            told = self._held(spoken, span, past=bool(held["was"]), formerly=bool(held["formerly"]))
            if told:
                relation = "operator" if held["verb"] == "operated" else "owner"
                yield replace(holding(company, relation, number(held["percent"]), "held-by"), told=told)

    def _traded(self, here: At, spoken: Dated, traded: re.Match[str]) -> Iterator[Holding]:
        """ "was acquired by A from B in 2005", "was sold to A": A's begin, B's end."""
        low = here.at + 1
        ahead = times.dated(here.masked.text, self.today, future=True) if traded["will"] else spoken
        span = low + traded.start("verb"), low + traded.end(), say.clause_end(here.masked.text, low + traded.end())
        day = self._by(here, _day(ahead, span))
        company = here.org_behind(traded.start("org"), traded.end("org"))[0]
        buys = traded["way"] in ("by", "to") and not (traded["verb"] == "sold" and traded["way"] == "by")
        if buys:
            yield replace(holding(company, "owner", None, "buys"), told=times.told(times.COMING if traded["will"] else times.BEGUN, self.today, day))
        elif not traded["will"]:
            yield replace(holding(company, "owner", None, SOLD), told=times.told(times.ENDED, self.today, None, day))
            if traded["way"] == "from" and all(org is self.issuer for org in here.ahead()) and company is not self.issuer:
                yield replace(holding(self.issuer, "owner", None, "acquired"), told=times.told(times.BEGUN, self.today, day))
            if to := say.AND_TO.match(here.behind, traded.end()):
                yield replace(holding(here.org_behind(*to.span("org"))[0], "owner", None, "buys"), told=times.told(times.BEGUN, self.today, day))
        other = say.AND_FROM.match(here.behind, traded.end())
        if other and buys and not traded["will"] and (seller := here.org_behind(*other.span("org"))[0]) is not company:
            yield replace(holding(seller, "owner", None, SOLD), told=times.told(times.ENDED, self.today, None, day))

    def _deal(self, here: At, spoken: Dated) -> Iterator[Holding]:
        """ "The acquisition of the ... mine was completed on", "the sale of the ... mine to A closed on"."""
        deal, done = say.DEAL.search(here.before), say.DEAL_DONE.match(here.behind)
        if deal is None or done is None or say.NOT_IT.search(deal["what"]):
            return
        low = here.at + 1
        day = _day(spoken, (low + done.start("done"), low + done.end(), say.clause_end(here.masked.text, low + done.end())))
        if day is None or day.earliest > self.today:
            return
        company = here.masked.orgs(deal.start("org"), deal.end("org"))[0] if deal["org"] else self.issuer
        other = here.org_behind(done.start("org"), done.end("org"))[0] if done["org"] else None
        sells = not deal["deal"].casefold().startswith(("acqui", "purch"))
        percent = say.percent_of(deal["what"])
        buyer, seller = (other, company) if sells else (company, other if done["way"] == "from" else None)
        if buyer is not None and (not sells or done["way"] == "to"):
            yield replace(holding(buyer, "owner", percent, "buys"), told=times.told(times.BEGUN, self.today, day))
        if seller is not None and seller is not buyer and (percent is None or percent == 100 or say.ALL_OF_IT.match(deal["what"])):
            yield replace(holding(seller, "owner", percent, SOLD), told=times.told(times.ENDED, self.today, None, day))

    # ---- who and when

    def _held(self, spoken: Dated, span: tuple[int, int, int], *, past: bool, formerly: bool) -> Told | None:
        """Since when, until when, or from when to when something is or was held; None where no words tell."""
        start, at, stop = span
        if spell := spoken.spell(at, stop) or spoken.spell(start, at) or spoken.spell(0, min(start, 16)):
            return times.told(times.SPELL, self.today, *spell)
        for found in (*spoken.within(at, stop), *spoken.within(start, at)):
            if spoken.since(found):
                return times.told(times.HELD, self.today, found)
            if spoken.until(found) and (past or found.earliest > self.today):
                return times.told(times.ENDED, self.today, None, found)
        if formerly:
            return times.told(times.ENDED, self.today)
        opening = spoken.opening(start)
        return times.told(times.HELD, self.today, opening) if opening and spoken.since(opening) and not past else None

    def _subject(self, here: At, stop: int) -> Organisation | None:
        """The company that does it: the last before the verb that no preposition governs; the issuer where none is named before."""
        text = here.masked.text[:stop]
        if say.PERSONAL.search(text):
            return None
        for at in range(len(text) - 1, max(-1, len(text) - 220), -1):
            if text[at] != ORG or text.count(")", at) > text.count("(", at):
                continue
            who = re.match(r"(?: \([^()]*\))*,? (?:which|who|that)\b", text[at + 1 :]) is not None
            if here.masked.text.startswith("to ", stop) and re.fullmatch(r"(?: \([^()]*\))*, ", text[at + 1 :]):
                continue  # "agreed with B, to acquire": not B does
            if who or not say.GOVERNED.search(text[:at]):
                company = here.masked.orgs(at, at + 1)[0]
                pronoun = re.search(r"\b(?:it|we|they)\b", text[at + 1 :]) is not None
                return company if not pronoun or company is self.issuer else self._spoken_of(here, stop)
        return self._spoken_of(here, stop) if ORG in text else self.issuer

    def _spoken_of(self, here: At, stop: int) -> Organisation | None:
        """Whom a pronoun means: the issuer where it is named before."""
        return self.issuer if self.issuer in here.masked.orgs(0, stop) else None

    def _by(self, here: At, day: DateMatch | None) -> DateMatch | None:
        return times.by_then(here.masked.text, day, self.today) if day else None


def beside(acts: list[Holding], holdings: list[Holding]) -> list[Holding]:
    """The holdings of a naming that its acts leave as they are: those of other companies, and royalties."""
    told = {one.company.name for one in acts if one.relation != "operator"}
    operate = {one.company.name for one in acts if one.relation == "operator"}
    return [
        one
        for one in holdings
        if one.relation == "royalty"
        or (one.company.name not in told and one.rule != "to-acquire" and not (one.relation == "operator" and one.company.name in operate))
    ]


def _had_some(told: Told | None) -> Told | None:
    """The time of one who gets more of what it may have a part of already: since when is not told."""
    return replace(told, bounds=replace(told.bounds, earliest_begin=None), begin=None) if told else None


def _day(spoken: Dated, span: tuple[int, int, int]) -> DateMatch | None:
    """The date of an act: behind the site, between the verb and the site, right before the verb or its subject, or opening the sentence."""
    start, at, stop = span
    near = next(iter((*spoken.within(at, stop), *spoken.within(start, at))), None)
    before = (
        found
        for found in reversed(list(spoken.within(max(0, start - 90), start)))
        if say.THEN_IT.fullmatch(spoken.text, found.end, start) and say.AT_THE_TIME.search(spoken.text[: found.start])
    )
    return near or next(before, None) or spoken.opening(start)
