"""Whose land and people a figure counts: those of a site, or of the company as a whole."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.measurement.owners import company_named, company_of
from kg.extract.site.names import SiteAt
from kg.facts import FACILITIES, Company, Site

_SEVERAL = re.compile(
    r"\b(?:properties|projects)\b[^A-Z]*$|"
    r"\b(?:[Cc]ompany['’]s|[Cc]orporation['’]s|[Gg]roup['’]s|its|our) (?:total |overall |regional )?(?:land|property|claim) holdings?\b[^A-Z]*$"
)
# "Tamsin controls 61,000 hectares", "the Company owns nine claims totalling": of the company, where no site is named.
_HOLDS = re.compile(
    r"\b(?:controls?|h[oe]lds?|owns?)[ \n](?:[\w%/-]+[ \n]){0,8}?"
    r"(?:(?:claims?|tenements?|licen[cs]es?|concessions?|permits?)[ \n](?:[a-z]+[ \n])?)?~?$"
)
# "a lease on Osprey and, through a subsidiary, ownership of 8,100 acres": of what it has besides; "its 31,200 ha of gold properties"
_BESIDES = re.compile(
    r"\b(?:and|as well as|plus)\b(?:(?!\b(?:which|that|where)\b)[^.;]){0,60}\b(?:ownership[ \n]of|owns?|h[oe]lds?|controls?)\b[^.;]{0,40}$"
)
_ITS = re.compile(r"\b(?:its|our)[ \n](?:[a-z]+[ \n]){0,3}$")
_OF_SEVERAL = re.compile(r"(?:[ \n]\([^()]{1,40}\))?[ \n]of[ \n](?:[\w,-]+[ \n]){0,7}?(?:properties|projects)\b")
_MINE_EMPLOYS = re.compile(
    r"\b(?:[Tt]he|[Ii]ts) (?:mine|project|operation|site)\s(?:has|had|employs?|will employ|currently employs|(?:now |currently )?"
    r"provides?)|\b[Tt]he (?:mine|project|operation|site)[\u2019']s "
    r"(?:(?:current|total|permanent) )?(?:workforce|work force|staff|employees|head ?count|employment|(?:about |some )?(?:[\d,]+|$))"
)
_EMPLOYS = re.compile(rf"{_MINE_EMPLOYS.pattern}\b|\b(?:work|working|employed) at (?:the|its) (?:mine|project|operation|site)\b")
_COVERED = re.compile(r"\b(?:agreements?|contracts?)[ \n](?:covers?|covered|covering)\b[^.;,\d]{0,20}$")
_OF_ALL = re.compile(r"\d[ \n]of[ \n](?:our|its|the[ \n](?:Company|Group|Corporation)['\u2019]s)[ \n](?:[a-z]+[ \n])?$")  # "290 of our 415 employees"
_ITS_OWN = re.compile(r"\bits[ \n](?:(?:about|approximately|some|nearly|over|more[ \n]than|remaining|entire)[ \n]){0,2}$")
_OF_PROJECT = re.compile(r"\bconstruction\b|\bin operations?\b|\bthe project\b", re.IGNORECASE)

# "its approximate 90,000-hectare land base in Brazil", "an extensive tenement holding of over 700 km2"
_LAND = re.compile(
    r"(?:\blandholdings?\b|"
    r"\b(?:land|tenement|ground|property|claim|mineral|tenure|exploration)[ \n](?:base|package|position|holdings?|portfolio|bank)\b)"
)
_ASSEMBLED = re.compile(r"\b(?:assembled|built up|amassed|put together)\b")  # of all that a company has
_HIS_LAND = re.compile(r"['\u2019]s[ \n](?:\w+[ \n])?" + _LAND.pattern)


def of_land(context: Context, sentence: Sentence, site: SiteAt | None, start: int, end: int, *, tied: bool) -> Company | None:
    """The company of whose land as a whole, or besides its sites, an area is."""
    text = context.reading.text
    before = text[sentence.start : start]
    if (site is None or not tied) and (_SEVERAL.search(before) or (_ITS.search(before) and _OF_SEVERAL.match(text, end))):
        return context.company
    named = context.sites.named_in(sentence.start, start)
    if named and not tied and _BESIDES.search(text, named[-1][0].end, start):
        return context.company
    if site is None and _LAND.search(sentence.text, 0, len(before) + 60):
        holders = (of for naming, of in context.namings(sentence.start, start) if _HIS_LAND.match(context.reading.text, naming.end))
        holder = next(holders, None)
        if holder is None and _ASSEMBLED.search(before):
            return company_named(context, sentence, start) or context.company
        return holder.company if holder else company_named(context, sentence, start)
    if (site is None or not (named or tied)) and _HOLDS.search(before):
        return company_named(context, sentence, start) or (context.company if re.match(r"\W{0,2}The company\b", before) else None)
    return None


def of_people(context: Context, sentence: Sentence, site: SiteAt | None, start: int, end: int) -> Site | Company | None:
    """Where people are employed: at the site that the words tie them to, else by the company; None for those whom an agreement covers, nobody
    says where."""
    if _COVERED.search(context.reading.text, sentence.start, start):
        return entity_of(context, site) if site else None
    if _OF_ALL.search(context.reading.text, sentence.start, start):
        return context.company
    if _ITS_OWN.search(context.reading.text, sentence.start, start):  # of whom the sentence speaks
        named = company_named(context, sentence, start)
        return named or (entity_of(context, site) if site else company_of(context, sentence, start))
    if site is None and context.sites.main and _OF_PROJECT.search(sentence.text):
        return entity_of(context, context.sites.main)
    if site is None and _EMPLOYS.search(context.reading.text[sentence.start : min(sentence.end, end + 40)]):
        site = context.sites.main
    return entity_of(context, site) if site and _is_at(context, sentence, site, start, end) else company_of(context, sentence, start)


def _is_at(context: Context, sentence: Sentence, site: SiteAt, start: int, end: int) -> bool:
    """Whether the words tie people to the site: "at Black Spruce", "the mine employs"."""
    text = context.reading.text
    if _MINE_EMPLOYS.search(text[sentence.start : start]):
        return True
    if any(
        other is site
        and re.match(
            r"(?:\s(?:mine|project|operation))?(?:,\s(?:which|where)|\sthat)?\s(?:currently |now |directly |still )*(?:employs|employed|"
            r"has|will employ|"
            r"(?:gives?|gave|offers?|provides?)\s(?:\w+\s)?(?:work|jobs|employment)|keeps)\b",
            text[naming.end : start],
        )
        for naming, other in context.sites.named_in(sentence.start, start)
    ):
        return True
    near = text[max(sentence.start, start - 60) : min(sentence.end, end + 60)]
    return re.search(r"\b(?:at|on|by|of)\s(?:the )?(?:[A-Z]|mine|site|project)|(?:mine|project|operation|site)\s(?:will )?employ", near) is not None


def entity_of(context: Context, site: SiteAt) -> Site:
    """A site as an entity; a mill or plant of a mine's name is the mine, of which the figures are."""
    if site.kind in FACILITIES:
        mine = next((other for other in context.sites.all if other.name == site.name and other.kind not in FACILITIES), None)
        if mine is not None:
            return Site(mine.name, mine.kind)
    return Site(site.name, site.kind)
