"""The companies of an event: that of which it is told where no site is, and the other party of a deal."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.event.found import Found
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.context import sentence_at
from kg.facts import Company
from kg.text.letters import UPPER

_NAMED = re.compile(r"\b(?:between|against|by|with|from|and)\s(?:the )?([A-Z][\w'&-]+(?: [A-Z][\w'&-]+){0,3})")
# Before the name of a company that is bought, and not merely sells.
_BUYS = re.compile(
    r"\b(?:(?:shares|securities|(?:share|issued|outstanding) capital|equity|stock|ownership)(?: (?:in|of|held))*|(?:offer|bid) (?:for|to acquire)|"
    r"(?:acquires?|acquired|acquire|acquiring|acquisition of|purchase of|buys?|bought|takes? over|takeover of))(?: (?:all|of|the|an?|[\d.]+%|"
    r"interest|stake|in|issued|outstanding|and|private|company|privately|held|explorer|its|peer))* ?$",
    re.IGNORECASE,
)
# "a meeting of Alder shareholders", "a meeting of the shareholders of Alder"
_HELD_BY = r"(?:share|stock|security|unit|warrant)holders\b"
_MEETING_OF = re.compile(
    rf"\b[Mm]eetings? (?:of (?:the )?(?!{_HELD_BY})|of (?:the )?{_HELD_BY} of (?:the )?)(?!Company\b|Group\b|Corporation\b)"
    rf"([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){{0,4}})(?:['\u2019]s?)?(?= {_HELD_BY}|[ ,.;)])"
)
# "Shareholders of Alder voted to approve the merger at a meeting"
_HOLDERS_VOTE = re.compile(
    rf"(?i:the )?(?i:{_HELD_BY}) of (?!the\b)([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){{0,4}}) (?:today |have |has )?(?:voted|approved|passed|adopted)\b"
)
# "the votes cast by Alder shareholders at a special meeting"
_BY_HOLDERS = re.compile(
    rf"\b(?:by|of|from) (?:the )?(?:holders of )?([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){{0,3}})(?:['\u2019]s?)? (?:{_HELD_BY}|shares) "
    r"(?:(?:present|voting|cast|voted|in person|or|and|by proxy|represented),? ){0,8}at (?:an? |the |its )(?:[\w-]+ ){0,4}meeting\b"
)
_BEARS = re.compile(r"(?: \([^()]{1,60}\))?,?(?: (?:which|that|and|has|had|have|then|later|also|subsequently|itself|today|will)){0,3} ?")
_BRACKETS = re.compile(r" \([^()]{1,60}\)")  # "all of the shares (the "Alder Shares") of Alder Ltd."
_BID = re.compile(r"\b(?:offer|bid)\b", re.IGNORECASE)
_INVESTED = re.compile(r"(?:invested|made an?)\b")  # "Alder invested a further $5 million": in the one that tells of it
_DAY = re.compile(
    r"\W{0,4}(?:On|In) (?:[A-Z][a-z]+,? )?(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+)(?:,? \d{4})?,? "
)  # opens a sentence
_WE_AND = re.compile(r"\b(?:[Tt]he (?:Company|Group|Corporation)|[Ww]e|[Ii]t) and $")
_POSSESSIVES = ("'s ", "\u2019s ", "' ")
_PARTY = re.compile(r"\b(?:from|to|with|by|and|between)\s(?:the |an? )?$")


def company_of(context: Context, found: Found) -> Company:
    """The company that an event is about: the one bought, met, listed or sued, or that stands right before the trigger as its subject, else the
    issuer."""
    sentence = sentence_at(context, found.start)
    if found.type == "acquisition" and (bought := _bought(context, found)):
        return bought
    if found.type == "meeting":
        text = context.reading.text
        owner = [
            org.company for naming, org in context.namings(max(0, found.start - 60), found.start) if text[naming.end : found.start] in _POSSESSIVES
        ]
        if owner:
            return owner[-1]
        held = _BY_HOLDERS.search(text, max(0, found.start - 90), found.end)
        if held and (holding := context.organisation(held[1])):
            return holding.company
        holders = _HOLDERS_VOTE.match(sentence.text) if sentence else None
        if holders and (voting := context.organisation(holders[1])):
            return voting.company
        if (whose := _MEETING_OF.search(text, found.start, found.end + 90)) and (met := context.organisation(whose[1])):
            return met.company
    if found.type == "listing":
        named = context.namings(found.start, found.end)
        listed = [org.company for _, org in named if org is not context.issuer]
        if listed and re.search(r"\b(?:of|in)\s$", context.reading.text[found.start : named[0][0].start]):
            return listed[0]
    if sentence is None or found.rule in ("title", "lead") or (found.type == "financing" and _INVESTED.match(context.reading.text, found.start)):
        return context.company
    if found.type == "litigation":
        parties = _parties(context, sentence)
        alone = len({org.name for org in parties}) < 2 and "between" not in sentence.text  # of two parties, the issuer need not be named
        return context.company if alone or not parties or context.issuer in parties else parties[0].company
    named = [(naming, org) for naming, org in context.namings(sentence.start, found.start) if naming.end <= found.start]
    if found.type == "name-change" and not (named and _BEARS.fullmatch(context.reading.text, named[-1][0].end, found.start)):
        return context.company  # "Formerly Alder Inc., the Company took its present name"
    if found.type == "drill-results" and named:
        return named[-1][1].company
    if found.type == "acquisition" and named and _BID.match(context.reading.text, found.start):
        bidder = context.reading.text[named[-1][0].end : found.start] in _POSSESSIVES
        return context.company if bidder else named[-1][1].company  # "Alder's offer": for the one that tells of it
    if named and named[-1][1] is not context.issuer and not any(org is context.issuer for _, org in named):
        lead = context.reading.text[sentence.start : named[-1][0].start]
        if (len(lead) < 12 or re.search(r"(?:^|, |and )$", lead) or _DAY.fullmatch(lead)) and not _WE_AND.search(lead):
            return named[-1][1].company
    return context.company


def of_money(found: Found) -> bool:
    """Whether a record is one of money, which a company makes."""
    return found.type == "record" and _MONEY.search(found.words) is not None


_MONEY = re.compile(r"\b(?:revenues?|cash flows?|EBITDA|earnings|(?:net )?(?:income|profit))\b", re.IGNORECASE)


def names_another(context: Context, found: Found) -> bool:
    """Whether right behind a deal something is named that it is about, be it none that is known: "has agreed to acquire 50% of Alder Plant (Pty)"."""
    text = context.reading.text
    named = _OBJECT.search(text, found.start, found.end + 90) if found.type in ("acquisition", "divestiture") else None
    if named is None or named.start() >= found.end or _NOT_ONE_NAME.search(named["name"]):
        return False
    return _OWNER_OF.match(text, named.end()) is None


# From the verb or noun of a deal to the name of its object.
_OBJECT = re.compile(
    r"\b(?:acquir\w+|purchas\w+|buy\w*|bought|s[eo]l[ld]\w*|acquisition|sale|disposal|divest\w*)"
    r"(?: (?:of|in|all|the|an?|\d[\d.]*%|interest|stake|issued|outstanding|shares|capital|and))* "
    r"(?P<name>(?-i:[A-Z][\w&-]+(?: (?:[A-Z][\w&-]+|\([A-Z]\w+\)))*?)) "
    r"(?-i:\([A-Z]\w+\)|Limited|Ltd|Inc|Corp|LLC|plc|PLC|Pty|SA|S\.A|AS|AB|Oy|GmbH|NL)(?!\w)",
    re.IGNORECASE,
)


# In a headline of capitals, what is no more of one name: "acquires Alder Mine From Barlow Ltd".
_NOT_ONE_NAME = re.compile(r"\b(?:mines?|projects?|property|properties|deposits?|claims|to|from|in|of|for|with|and|by|as|at)\b", re.IGNORECASE)
# Behind the name of a company that is sold: the site that is sold with it.
_OWNER_OF = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:(?:which|that|who) (?:\w+ )?(?:owns?|holds?|operates?)|(?:the )?(?:\w+ )?(?:owner|holder|operator) of)\b",
    re.IGNORECASE,
)


def _bought(context: Context, found: Found) -> Company | None:
    """The company whose shares, or all of which, are bought: "to acquire all of the shares of X Ltd.", "an offer for X plc"."""
    text = context.reading.text
    for naming, org in context.namings(found.start, found.end + 150):
        lead = _BRACKETS.sub("", text[max(0, naming.start - 130) : naming.start])
        if org is not context.issuer and _BUYS.search(lead):
            return org.company
    return None


def _parties(context: Context, sentence: Sentence) -> list[Organisation]:
    """The companies that a sentence names, by their full names or by the words that their names begin with."""
    named = [(naming.start, org) for naming, org in context.namings(sentence.start, sentence.end)]
    for found in _NAMED.finditer(sentence.text):
        org = context.organisation(found[1])
        if org is not None:
            named.append((sentence.start + found.start(1), org))
    return [org for _, org in sorted(named, key=lambda pair: pair[0])]


# "Alder to be acquired by Birch", where no mine, ground or share of one is what is acquired.
TAKEN_OVER = re.compile(
    rf"(?:^|\n)[{UPPER}\d](?:(?!\b(?i:mines?|projects?|propert|deposit|interest|stake|claims|royalt|land|ground)|%)[^\n]){{1,36}} to [Bb][Ee] "
    r"(?i:acquired|bought|purchased|taken over) (?i:by)\b"
)


def counterparty_of(context: Context, found: Found) -> Company | None:
    """The one other company that the sentence names as a party."""
    sentence = sentence_at(context, found.start)
    if sentence is None:
        return None
    parties = {
        org.name: org
        for naming, org in context.namings(sentence.start, sentence.end)
        if org is not context.issuer and _PARTY.search(context.reading.text[max(0, naming.start - 16) : naming.start])
    }
    one = next(iter(parties.values())).company if len(parties) == 1 else None
    return one if one != found.company else None


_BUYING = re.compile(r"\b(?:acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|buy(?:s|ing)?|bought)\b", re.IGNORECASE)
_ASSET = re.compile(
    r"['\u2019]s? (?!(?:shares|outstanding|issued|common|shareholders|board|share)\b)(?:[\w.%'-]+ ){0,5}?"
    r"(?:interests?|stakes?|projects?|propert(?:y|ies)|mines?|mills?|plant|royalt(?:y|ies)|claims?|licen[cs]es?|tenements?|deposit|assets?|portfolio|stream)\b"
)
_FROM_ISSUER = re.compile(
    r"\b(?:of|acquir\w+|purchas\w+|bought|buys?) (?:all of )?(?:the Company['\u2019]s|our) (?:[\w.%-]+ ){0,4}?(?:interests?|stakes?|shareholding)\b|"
    r"\b(?:acquir\w+|purchas\w+|bought|buys?)\b[^.;]{1,60}? from (?:the Company|us|the Group|the Corporation)\b"
)
# Between the verb and the owner: "purchase a 50% interest in Alder's mine", not "purchase the Birch claims beside Alder's mine".
_RIGHT_BEHIND = re.compile(
    r"\s(?:(?:all|half|part|the remainder|(?:an? |the )?(?:remaining |further )?[\d.]+% (?:interest|stake|share)?) ?(?:of|in) )?(?:the )?",
    re.IGNORECASE,
)
_UP_TO_OWNER = 60  # characters between the verb and whose asset it is


def sold_by_issuer(context: Context, found: Found) -> bool:
    """Whether what somebody buys is named as an asset of the issuer, who so sells it: "has agreed to purchase Alder's royalty"."""
    text = context.reading.text
    if not found.when.announced and _FROM_ISSUER.search(text, found.start, found.end + 45):
        return True
    verb = _BUYING.search(text, found.start, found.end + 20)
    if verb is None or found.rule == "title":
        return False
    owners = (naming for naming, org in context.namings(verb.end(), verb.end() + _UP_TO_OWNER) if org is context.issuer)
    return any(_ASSET.match(text, naming.end) and _RIGHT_BEHIND.fullmatch(text, verb.end(), naming.start) for naming in owners)


def bought_by_issuer(context: Context, found: Found) -> bool:
    """Whether what somebody sold went to the issuer, who so bought it: "Birch sold 80% to Alder in 2011"."""
    text, reach = context.reading.text, found.end + _UP_TO_OWNER
    if found.when.announced or found.rule == "title":
        return False
    buyers = (naming for naming, org in context.namings(found.start, reach) if org is context.issuer)
    return any(_SOLD_TO.search(text, found.start, naming.start) and not text.startswith(("'", "\u2019"), naming.end) for naming in buyers)


_SOLD_TO = re.compile(r"\b(?:sold|vended|transferred|conveyed|assigned)\b[^.;]* to (?:the )?$")


def of_others(context: Context, found: Found) -> bool:
    """Whether drill results that were told before are those of another company: "(Dunmore Minerals news release of May 3)"."""
    if found.type != "drill-results" or found.when.announced:
        return False
    last = context.namings(max(found.start, found.end - 60), found.end + 10)
    return bool(last) and last[-1][1] is not context.issuer
