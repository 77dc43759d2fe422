"""Who owns, operates, shares, may earn into or draws a royalty from a site, as the words around its namings tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.context import Context, Sentence
from kg.extract.organisations import Organisation
from kg.extract.site_names import NamingAt, SiteAt, Sites
from kg.facts import FACILITIES
from kg.text.sections import HEADER


@dataclass(frozen=True)
class Holding:
    """A company's relation to a site, its percent (0..100) where stated, and where the text says so."""

    company: Organisation
    relation: str
    percent: float | None
    start: int
    end: int
    rule: str
    confidence: float


_PERCENT = r"(?P<percent>\d{1,3}(?:\.\d{1,4})?)\s?(?:%|per ?cent|percent)"
_MINE = r"(?:its|our|the [Cc]ompany's|the [Cc]orporation's|the [Gg]roup's)"
_ADJECTIVES = r"(?:[\w%./&-]+[, ]+(?:and )?){0,8}"
# The words before a naming, up to its first letter.
_OWN = re.compile(rf"\b{_MINE}\s{_ADJECTIVES}$", re.IGNORECASE)
_GENITIVE = re.compile(rf"\x00(?:'s?|s')\s{_ADJECTIVES}$")
_STAKE_BEFORE = re.compile(rf"{_PERCENT}[- ]?(?:\([^)]*\) )?(?:owned|controlled|held|ownership|interest|stake|equity|working|participating|beneficial|undivided|attributable|indirect|direct|economic|joint venture|share|of)?[^.;%]{{0,60}}$", re.IGNORECASE)
_WHOLLY = re.compile(r"\bwholly[- ]?owned\b[^.;]{0,50}$|\b100[- ]?%[- ]?[^.;]{0,40}$|\bsole(?:ly)? (?:owner|owned)[^.;]{0,40}$", re.IGNORECASE)
_EARN = re.compile(rf"\b(?:option(?:ed)?|earn[- ]?in|earn|right)\b[^.;]{{0,140}}?(?:up to |an? |initial |aggregate |further |additional |undivided |the |of )*{_PERCENT}", re.IGNORECASE)
_OPTION = re.compile(r"\b(?:option (?:to (?:acquire|earn|purchase)|agreement)|earn[- ]?in|may earn|can earn|to earn|has the right to earn|under option|optioned)\b", re.IGNORECASE)
_GRANTED = re.compile(r"\x00[^.;]{0,60}\b(?:granted|grants|has granted|optioned)\b[^.;]{0,40}\x00", re.IGNORECASE)
_ROYALTY = re.compile(r"\b(?:royalt(?:y|ies)|NSR|GSR|NPI|stream)\b[^.;]{0,60}\b(?:on|over|from|covering|in|at)\s(?:the |its |all of the )?[^.;]{0,40}$")
_JOINT = re.compile(r"\bjoint[- ]ventur|\bJV\b|\b50[/:-]50\b")
_BEHIND_OWNER = re.compile(rf"^[^.;]{{0,30}}?[,(]?\s*(?:which is |that is |is |are |was )?(?:currently )?(?:(?:{_PERCENT}|wholly|jointly|majority|indirectly)[- ]?)?(?:owned|held|controlled)(?: and operated)?(?:\s{_PERCENT.replace('percent', 'after')})? by\s(?:the )?(?P<who>\x00|[Cc]ompany|[Cc]orporation)", re.IGNORECASE)
_BEHIND_OPERATED = re.compile(r"^[^.;]{0,40}?[,(]?\s*(?:which is |that is |is |are )?(?:currently )?operated by\s(?:the )?\x00", re.IGNORECASE)
_BEHIND_SHARE = re.compile(rf"^\s?\(\s?(?:\x00:?\s)?{_PERCENT}|^[^.;]{{0,20}}?\bin which (?:the [Cc]ompany|\x00) (?:holds|owns|has) an? {_PERCENT.replace('percent', 'other')}", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:\b(?:km|kms|kilomet(?:re|er)s?|miles?|metres|m)\b[^.;]{0,40}|\b(?:adjacent|adjoin\w*|near(?:by)?|contiguous|border\w*|similar|analogous|comparable|next|close|proxim\w*|neighbou?r\w*|along strike|adjoining|"
    r"vicinity|previously (?:worked|served|managed)|experience|career|worked|including roles|mines? such as|discovery of|best known|formerly of)\b[^.;]{0,60})$",
    re.IGNORECASE,
)
_SOLD = re.compile(r"\b(?:sold|sale of|divest\w*|disposed of|disposal of|relinquish\w*|terminated)\b[^.;]{0,60}$", re.IGNORECASE)
_OPERATES = re.compile(r"\b(?:operates|operator of|operating|manages)\b[^.;]{0,40}$", re.IGNORECASE)
_ACQUIRES = re.compile(r"\b(?:acquir\w+|purchas\w+|to buy|own(?:s|ed|ership)?|hold(?:s|ing)?|100%|interests? in|portfolio|flagship|advancing|focused on|developing|exploring|developed|consist\w*|compris\w*)\b[^.;]{0,90}$", re.IGNORECASE)


@dataclass(frozen=True)
class _Around:
    """A naming in its sentence: the words before and behind with organisations as one character, and those organisations."""

    sentence: Sentence
    naming: NamingAt
    before: str
    behind: str
    ahead: list[Organisation]
    after: list[Organisation]


def find_holdings(context: Context, sites: Sites) -> dict[SiteAt, list[Holding]]:
    """The holdings of each site: one a company and relation, with its percent; the site that a release is about is its issuer's
    where nothing says otherwise."""
    result: dict[SiteAt, list[Holding]] = {}
    for site in sites.all:
        found = [holding for naming in site.namings if (around := _around(context, naming)) for holding in _read(context, around)]
        chosen = _settle(found)
        if not chosen and _speaks_of_own(context, sites, site):
            naming = site.namings[0]
            chosen = [Holding(context.issuer, "owner", None, naming.start, naming.end, "release-about", 0.8)]
        result[site] = chosen
    return result


def _around(context: Context, naming: NamingAt) -> _Around | None:
    sentence = next((sentence for sentence in context.sentences if sentence.start <= naming.start < sentence.end), None)
    if sentence is None:
        return None
    before, ahead = _masked(context, sentence.start, naming.start)
    behind, after = _masked(context, naming.end, sentence.end)
    return _Around(sentence, naming, before, behind, ahead, after)


def _masked(context: Context, start: int, end: int) -> tuple[str, list[Organisation]]:
    text, at, orgs = "", start, []
    for naming, org in context.namings(start, end):
        if naming.start >= at:
            text += context.reading.text[at : naming.start] + "\x00"
            at = naming.end
            orgs.append(org)
    return text + context.reading.text[at:end], orgs


def _read(context: Context, around: _Around) -> list[Holding]:
    """What one naming says of who has the site; an empty list where it says nothing or speaks of somebody else's."""
    before, behind = around.before, around.behind
    if _BEHIND_OPERATED.match(behind) and around.after:
        return [_holding(around, around.after[0], "operator", None, "operated-by")]
    if owned := _BEHIND_OWNER.match(behind):
        who = around.after[0] if owned["who"] == "\x00" and around.after else context.issuer
        return [_holding(around, who, "owner", _number(owned["percent"] or owned["after"]), "owned-by")]
    if _ROYALTY.search(before):
        who = around.ahead[-1] if around.ahead else context.issuer
        percent = re.search(rf"{_PERCENT}[^.;%]{{0,60}}$", before)
        return [_holding(around, who, "royalty", _number(percent["percent"]) if percent else None, "royalty-on")]
    if _SOLD.search(before):
        return []
    option = _OPTION.search(before) or _OPTION.search(behind[:90])
    if option:
        return _options(context, around)
    share = _BEHIND_SHARE.match(behind)
    percent = _number(share["percent"] or share["other"]) if share else _stake(before)
    return _owners(context, around, percent)


def _options(context: Context, around: _Around) -> list[Holding]:
    """An option: the optionee with the most that can be earned, and, where the issuer granted it, the issuer as owner."""
    percents = [_number(found["percent"]) for found in re.finditer(_PERCENT, around.before + around.behind)]
    earned = [value for value in percents if value is not None and value > 5]
    most = max(earned, default=None)
    if _GRANTED.search(around.before) and len(around.ahead) >= 2:
        owner, optionee = around.ahead[-2], around.ahead[-1]
        return [_holding(around, owner, "owner", None, "granted"), _holding(around, optionee, "optionee", most, "granted")]
    subject = next((org for org in around.ahead), context.issuer)
    if _OWN.search(around.before) and around.ahead and around.ahead[0] is not context.issuer:
        return [_holding(around, context.issuer, "owner", None, "optioned-out"), _holding(around, around.ahead[0], "optionee", most, "optioned-out")]
    genitive = _GENITIVE.search(around.before)
    if genitive and around.ahead:
        return [_holding(around, around.ahead[-1], "owner", None, "optioned-from"), _holding(around, context.issuer, "optionee", most, "option")]
    return [_holding(around, subject if re.match(r"^[^.;]{0,60}\x00", around.before) else context.issuer, "optionee", most, "option")]


def _owners(context: Context, around: _Around, percent: float | None) -> list[Holding]:
    before = around.before
    if _GENITIVE.search(before) and around.ahead:
        return [_holding(around, around.ahead[-1], _relation(around, percent), percent, "company's")]
    if _OWN.search(before):
        return [_holding(around, _speaker(context, around), _relation(around, percent), percent, "its")]
    if _ELSEWHERE.search(before):
        return []
    if percent is not None or _WHOLLY.search(before):
        return [_holding(around, _subject(context, around), _relation(around, percent), percent if percent is not None else 100.0, "interest-in")]
    if _OPERATES.search(before):
        return [_holding(around, _subject(context, around), "operator", None, "operates")]
    if _ACQUIRES.search(before):
        return [_holding(around, _subject(context, around), "owner", None, "has", 0.85)]
    return []


def _relation(around: _Around, percent: float | None) -> str:
    """A part of a joint venture is a share in it; anything else that is owned is owned."""
    if percent is not None and percent < 100 and _JOINT.search(around.sentence.text):
        return "jv"
    return "owner"


def _subject(context: Context, around: _Around) -> Organisation:
    """Who the sentence is about, as far as the words before the naming say: its first organisation, or the issuer."""
    if re.search(r"\b(?:the [Cc]ompany|the [Cc]orporation|[Ww]e|[Oo]ur)\b", around.before[-140:]):
        return context.issuer
    return around.ahead[0] if around.ahead else context.issuer


def _speaker(context: Context, around: _Around) -> Organisation:
    """Whose "its" is: the organisation named last before it in the clause, else the issuer; "our" and "the Company's" are the issuer's."""
    if re.search(r"\b(?:our|the [Cc]ompany's|the [Cc]orporation's|the [Gg]roup's)\s[^.;]{0,80}$", around.before):
        return context.issuer
    return around.ahead[-1] if around.ahead and len(around.ahead) == 1 else (around.ahead[0] if around.ahead else context.issuer)


def _stake(before: str) -> float | None:
    if _WHOLLY.search(before):
        return 100.0
    found = _STAKE_BEFORE.search(before)
    return _number(found["percent"]) if found else None


def _number(text: str | None) -> float | None:
    if text is None:
        return None
    value = float(text)
    return value if 0 < value <= 100 else None


def _holding(around: _Around, company: Organisation, relation: str, percent: float | None, rule: str, confidence: float = 0.95) -> Holding:
    start = max(around.sentence.start, around.naming.start - 160)
    shown = around.sentence.start if around.naming.start - around.sentence.start <= 160 else start + around.sentence.text[start - around.sentence.start :].find(" ") + 1
    return Holding(company, relation, percent, shown, around.naming.end, rule, confidence)


_RANK = {"owner": 0, "jv": 1, "optionee": 2, "operator": 3, "royalty": 4}


def _settle(found: list[Holding]) -> list[Holding]:
    """One holding a company: its strongest relation with its percent. A company that may earn into a site is not its owner, and whoever
    owns a site operates it unless somebody else is said to."""
    by_company: dict[str, list[Holding]] = {}
    for holding in found:
        by_company.setdefault(holding.company.name, []).append(holding)
    settled = []
    for holdings in by_company.values():
        relations = {holding.relation for holding in holdings}
        relation = "optionee" if "optionee" in relations and not any(holding.percent == 100 and holding.relation == "owner" for holding in holdings) else min(relations, key=_RANK.__getitem__)
        if relation == "owner" and "jv" in relations:
            relation = "jv"
        of_relation = [holding for holding in holdings if holding.relation == relation]
        percents = {holding.percent for holding in of_relation if holding.percent is not None}
        percent = max(percents) if len(percents) == 1 or relation == "optionee" and percents else None
        settled += [Holding(h.company, relation, percent, h.start, h.end, h.rule, h.confidence) for h in of_relation]
    return settled


def _speaks_of_own(context: Context, sites: Sites, site: SiteAt) -> bool:
    """A site that the title or the first paragraph is about, or most of the release; never one that only lies near."""
    if any(_ELSEWHERE.search(around.before) for naming in site.namings[:2] if (around := _around(context, naming))) and site is not sites.main:
        return False
    if site.kind in FACILITIES:
        return sites.main is not None and sites.main.name == site.name
    story = next((part for part in context.telling if part.section not in (HEADER,)), None)
    head_end = story.start + len(story.text) if story else 0
    early = [naming for naming in site.namings if naming.start < head_end and naming.kind]
    return bool(early) or (site is sites.main and len(site.namings) >= 3)
