"""Of what site or company a figure in prose is.

One decision, in this order; the first that answers has it:

1. of nobody known: the words beside the figure give it to a country, another firm or a place that was not found;
2. money, shares and people are of a company, but for what a deal pays for a site and what a mine earned or employs;
3. the words of the figure's own clause: they tie it to a site, or tell several sites together, or the whole company;
4. its sentence: the site named there, else another company that it opens with;
5. the points of a list above it; a line above that names something unknown ends the search;
6. its paragraph, then its heading: the site that they speak of, but for what the company as such says it makes or sells;
7. the release: the site that it is about, for what sites have and studies find; the company for what it makes and spends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context, Sentence
from kg.extract.measurement.bullets import led_site, opening_site
from kg.extract.measurement.cues import DRILLING
from kg.extract.measurement.deal_terms import paid_for
from kg.extract.measurement.expecting import is_expected
from kg.extract.measurement.genitives import holder_of_cash, is_of_other_shares, reported_firms, told_owner
from kg.extract.measurement.headed import estimated_site, is_told_of_mine, nearest_head
from kg.extract.measurement.holdings import entity_of, of_land, of_people
from kg.extract.measurement.joint_sites import (
    follows_a_list,
    is_last_of_names,
    is_left_out,
    is_of_programmes,
    is_of_several,
    is_on_pieces,
    is_parted,
    is_split,
    is_turn_of_another,
    next_source,
)
from kg.extract.measurement.other_heads import is_of_another, is_under_other_name, led_firm
from kg.extract.measurement.owners import company_named, company_of, earning, having, of_name
from kg.extract.measurement.pieces import (
    SPENT,
    is_at_another,
    is_drilled_at_another,
    is_labelled_another,
    is_made_at_another,
    is_of_a_country,
    is_of_no_piece,
    names_another,
)
from kg.extract.measurement.sentence_sites import IS_CAUSE, OF_EITHER, is_cause, site_in_sentence
from kg.extract.measurement.study_lists import is_found_by_study, is_of_study, is_report
from kg.extract.site.context import heading_site, paragraph_site
from kg.extract.site.names import SiteAt
from kg.facts import FACILITIES, Company, Site
from kg.text.sections import Part

OF_COMPANIES = frozenset({"revenue", "net-income", "ebitda", "cash", "dividend-per-share", "proceeds", "consideration", "share-price", "share-count"})
_SOLD = frozenset({"sales", "realized-price"})
_MADE = frozenset({"production", "sales", "cash-cost", "aisc"})
_COMPANY_WIDE = re.compile(
    r"\b(?:consolidated|together|combined(?! (?:mining|milling|processing))|(?<!the )group|company-?wide|corporate|attributable|global|"
    r"(?:all|both|three|four|two|its|our) (?:of (?:its|our) )?(?:mines|operations|sites|assets|properties|projects))\b|"
    r"\b(?:Company|Group|Corporation)['\u2019]s (?:[\w-]+ ){0,3}(?:guidance|outlook|forecast|target)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:consolidated|company-wide|group-wide)\b", re.IGNORECASE)
_STUDY = re.compile(
    r"\b(?:(?:pre-?)?feasibility|PEA|PFS|DFS|FS|preliminary economic assessment|scoping study|economic assessment|life[- ]of[- ]mine plan)\b",
    re.IGNORECASE,
)
_THE_SITE = re.compile(r"\b[Tt]he (?:restart|mine|project|plant|mill|expansion|construction|development|operation|pit|shaft|deposit)\b")
_QUOTES = "\"\u201c\u201d'\u2018"
_OWN = re.compile(r"\b(?:[Ii]ts|[Oo]ur|['\u2019]s|owned|flagship)[ \n](?:[\w%-]+[ \n]){0,3}$")
_SELF = re.compile(r"\W{0,3}(?:The (?:Company|Corporation|Group|Issuer)|THE (?:COMPANY|CORPORATION|GROUP)|We)\b(?!['\u2019]s)")
_EARNED, _IT = re.compile(r"\b(?:earn|option)"), re.compile(r"\W{0,2}(?:It|There)\b")
_OF_THE_COMPANY = re.compile(
    r"\b(?:shares|units|securities)\b[^.;\d]{0,20} (?:of|in the capital of) (?:the )?(?:Company|Corporation|Issuer)\b(?!['’]s)"
)

_IN_ISSUE = re.compile(r"[^.;,()\d]{0,40}?\b(?:outstanding|in issue)\b")


def subject_of(
    context: Context, sentence: Sentence, metric: str, start: int, end: int, previous: Site | Company | None = None, above: Sequence[Part] = ()
) -> Site | Company | None:
    """The site or company that a figure at `start` to `end` of the reading text measures, by the nearest words that tell it: those of its
    clause and sentence, of the points of a list `above` it, of its paragraph, of the heading, of the release; None where it cannot be told."""
    if _is_of_none(context, sentence, metric, start, end):
        return None
    if metric in OF_COMPANIES:
        return _of_company(context, sentence, metric, start, end)
    site, tied = _own_site(context, sentence, metric, start, end)
    if metric == "employees":
        return _taken_up(sentence, previous) or of_people(context, sentence, site, start, end)
    if metric == "land-area" and (holder := of_land(context, sentence, site, start, end, tied=tied)):
        return holder
    if not tied and _is_of_whole(context, sentence, metric, start, end, site):
        return context.company
    if site is not None:
        return entity_of(context, site)
    if led := next((found for part in above if (found := led_site(context, part))), None):
        return entity_of(context, led)
    if metric in OF_EITHER and (firm := led_firm(context, above)):
        return firm
    if (main := context.sites.main) and main.kind != "mine" and is_found_by_study(context, sentence, metric) and is_of_study(context):
        return entity_of(context, main)  # whatever parts of the project its paragraph has named
    if _is_under_another(context, sentence, metric, start, end):
        return None
    return _of_near(context, sentence, metric, start, previous) or _of_release(context, sentence, metric, start)


def _is_of_whole(context: Context, sentence: Sentence, metric: str, start: int, end: int, site: SiteAt | None) -> bool:
    """Whether the words of a figure's clause give it to the whole company, or to several sites together."""
    joint = len(_told(context)) > 1 and is_of_programmes(context, sentence, metric, start)
    if joint or (metric in SPENT and is_of_no_piece(context, sentence, start, end)) or _is_of_all(context, sentence, metric, start, end):
        return True
    several, own = len(_mines(context)) > 1, context.reading.text[sentence.start : end].rpartition("; ")[2]
    if metric not in OF_EITHER:
        return several and site is None and _WHOLE.search(own) is not None
    if site is not None and several and is_expected(context, sentence, own, end) == "company":
        return True
    told = {other.name for _, other in context.sites.named_in(sentence.start, start)}
    return (site is None or len(told) != 1) and _COMPANY_WIDE.search(own) is not None


def _of_near(context: Context, sentence: Sentence, metric: str, start: int, previous: Site | Company | None) -> Site | Company | None:
    """Whose a figure is by the company that its sentence begins with, by its paragraph and by its heading."""
    either = metric in OF_EITHER
    named = _speaker(context, sentence, metric, start) if either else None
    if named is not None and named != context.company:
        return named
    here = estimated_site(context, sentence, metric, start) or _site_here(context, sentence, start)
    if either and sentence.part.block.kind == "lines":
        here = opening_site(context, sentence.part)  # each line tells of its own
    speaks = named is not None or (either and isinstance(previous, Company))
    if here is not None and not (speaks and (len(_told(context)) > 1 or metric in ("capex", "sales"))):
        several = len(_mines(context)) > 1
        sold = metric in _SOLD and not is_told_of_mine(context, sentence, start, sentence.text, several=several)
        return context.company if sold or _is_of_listed(context, sentence, metric, start) else entity_of(context, here)
    if speaks:
        head = heading_site(context, context.sites, sentence.part.start) if named is not None and metric == "capex" else None
        return entity_of(context, head) if head else context.company
    head = nearest_head(context, start, strict=either)
    return entity_of(context, head) if head else None


def _speaker(context: Context, sentence: Sentence, metric: str, start: int) -> Company | None:
    """The company that a sentence says makes, sells or spends something; but what an explorer or optionee spends is spent on its project."""
    named = company_named(context, sentence, start) or of_name(context, sentence, start)
    main = context.sites.main if metric == "exploration-budget" else None
    return None if main is not None and (main.kind != "mine" or _EARNED.search(sentence.text)) else named


def _of_release(context: Context, sentence: Sentence, metric: str, start: int) -> Site | Company:
    """Whose a figure is of which nothing near tells it: of the site that the release is about, else of the company."""
    main = context.sites.main
    if main is None:
        return context.company
    made_elsewhere = metric in _MADE and _mines(context) - {main.name} and not is_found_by_study(context, sentence, metric)
    if (_is_study(context) and not made_elsewhere) or _THE_SITE.search(context.reading.text, sentence.start, start):
        return entity_of(context, main)
    if metric in OF_EITHER and metric != "exploration-budget":
        if len(_mines(context)) > 1 and _opens_with_issuer(context, sentence.part):
            return context.company
        return entity_of(context, main) if _is_of_topic(context, main, metric, start) else context.company
    return context.company if len(_mines(context)) > 1 and not _is_titled(context, main.name) else entity_of(context, main)


def _opens_with_issuer(context: Context, part: Part) -> bool:
    """Whether a paragraph tells of the issuer: its first words name it, and nothing of its own."""
    if _SELF.match(part.text):
        return True
    opening = (naming for naming, organisation in context.namings(part.start, part.start + 60) if organisation is context.issuer)
    return any(naming.start - part.start < 5 and not part.text.startswith(("'s", "\u2019s"), naming.end - part.start) for naming in opening)


def _is_under_another(context: Context, sentence: Sentence, metric: str, start: int, end: int) -> bool:
    """Whether the line over a figure names something of its own that is no known site."""
    if (is_of_another(context, sentence) or is_labelled_another(context, sentence)) and company_named(context, sentence, start) is None:
        return True
    if names_another(context, sentence, start):
        return True
    near = context.sites.named_in(sentence.part.start, start)
    if near and is_left_out(context.reading.text, sentence.part.start, near[-1][0].start):
        return True
    if metric not in DRILLING or len(_told(context)) < 2:
        return False
    main = context.sites.main
    untitled = main is None or not _is_titled(context, main.name)
    return is_under_other_name(context, sentence) or (bool(near) and untitled and is_drilled_at_another(context, end))


def _own_site(context: Context, sentence: Sentence, metric: str, start: int, end: int) -> tuple[SiteAt | None, bool]:
    """The site that the sentence gives a figure, and whether words tie it to that; of drilling on several deposits, the main site."""
    site, tied = site_in_sentence(context, sentence, metric, start, end)
    return (context.sites.main, False) if tied and is_on_pieces(context.reading.text, metric, end) else (site, tied)


def _is_of_none(context: Context, sentence: Sentence, metric: str, start: int, end: int) -> bool:
    """Whether a figure is of a firm or place that was not found, or of shares in another firm."""
    if metric in (OF_COMPANIES | OF_EITHER) and not context.sites.all and context.once(reported_firms):
        return True
    if metric == "cash":
        other, holder = holder_of_cash(context, sentence, start)
        return other and holder is None
    if metric in OF_COMPANIES:
        return metric == "share-count" and is_of_other_shares(context, end)
    if metric in _MADE and is_of_a_country(context, end):
        return True
    text, named = context.reading.text, context.sites.named_in(sentence.start, sentence.end)
    ahead = [(naming.start, naming.end) for naming, _ in named if naming.end <= start]
    if ahead and (later := next_source(text, ahead[-1], start, end)) and not any(naming.start == later.start("name") for naming, _ in named):
        return True
    turn = is_turn_of_another(text, [low for low, _ in ahead], (sentence.start, sentence.end), start, end)
    is_part = metric in DRILLING and ahead  # "3,000 m at Osprey, of which 2,000 m at the Larkin prospect": a part of it
    return turn or is_at_another(context, sentence, metric, start) or (not is_part and is_made_at_another(context, start, end))


def _is_of_listed(context: Context, sentence: Sentence, metric: str, start: int) -> bool:
    """Whether the sites named last in a paragraph before the sentence make a list, of which a figure that names none is."""
    if metric not in OF_EITHER | DRILLING:
        return False
    names = [(naming.start, naming.end) for naming, _ in context.sites.named_in(sentence.part.start, start)]
    return follows_a_list(context.reading.text, names, start)


def _told(context: Context) -> set[str]:
    """The names of the sites of which the release itself speaks."""
    return {each.name for each in context.sites.all if any(naming.start not in context.sites.aside for naming in each.namings)}


def _is_study(context: Context) -> bool:
    """Whether the release is of a study: what it says of capital, output and costs is of the project studied."""
    opening = context.telling[0].text if context.telling else ""
    return is_of_study(context) or _STUDY.search(context.title_words) is not None or _STUDY.search(opening) is not None


def _is_of_topic(context: Context, main: SiteAt, metric: str, start: int) -> bool:
    """Whether what is made or spent is that of the one site that a release is about, and has named before; a project makes and sells nothing yet."""
    if _is_titled(context, main.name) and len(_mines(context)) < 2:
        return True
    others = _mines(context) - {main.name} if main.kind == "mine" else _told(context) - {main.name}  # a project makes nothing yet
    if others or not any(naming.start < start for naming in main.namings):
        return False
    return metric in SPENT or not is_report(context) if main.kind != "mine" else _is_topic(context, main, start)


def _is_topic(context: Context, site: SiteAt, first: int) -> bool:
    """Whether a release is about a site: its title or first paragraph names it, a heading does, or the words before its name say that the
    company has it; not one that is but named as a cause or place of something."""
    title, text = context.header.title, context.reading.text
    low = title.end if title else 0
    lead = next((part for part in context.telling if part.start >= low and part.block.kind == "paragraph" and len(part.text) > 80), None)
    until = lead.start + len(lead.text) if lead is not None and lead.text.lstrip()[:1] not in _QUOTES and lead.start < first else 0
    return any(low <= naming.start < until or _OWN.search(text, max(0, naming.start - 60), naming.start) for naming in site.namings)


def _is_of_all(context: Context, sentence: Sentence, metric: str, start: int, end: int) -> bool:
    """Whether a figure is of several sites together, which the words behind it or a list before it name."""
    text = context.reading.text
    if is_of_several(text, metric, (sentence.start, sentence.end), start, end):
        return True
    told = context.sites.named_in(sentence.start, start)
    if not told and is_split(text, end, [(naming.start, site.name) for naming, site in context.sites.named_in(end, sentence.end)]):
        return True
    behind = context.sites.named_in(end, sentence.end) if metric in SPENT and not told else ()
    if behind and is_parted(text, end, behind[0][0].start):
        return True
    names = [(naming.start, naming.end) for naming, _ in told]
    if names and metric in OF_EITHER and all(is_left_out(text, sentence.start, low) for low, _ in names):
        return True
    if names and metric in OF_EITHER | DRILLING and is_last_of_names(text, names[-1], start):
        return True
    if len({site.name for _, site in told[-2:]}) < 2:
        return False
    return metric in OF_EITHER | DRILLING and follows_a_list(text, names, start)


def _taken_up(sentence: Sentence, previous: Site | Company | None) -> Site | None:
    """The site that "It", at the head of a sentence, takes up."""
    return previous if isinstance(previous, Site) and _IT.match(sentence.text) else None


def _of_company(context: Context, sentence: Sentence, metric: str, start: int, end: int) -> Site | Company:
    """The company that a figure of companies is of; of money earned by what it sold, the mine that the words right before it name."""
    told = told_owner(context, sentence, metric, start)
    if metric == "cash" and (holder := holder_of_cash(context, sentence, start)[1]):
        return holder
    if told is not None:
        return told if isinstance(told, Company) else entity_of(context, told)
    if metric == "consideration" and (dealt_in := paid_for(context, sentence, start)):
        return dealt_in
    if metric == "revenue" and (earner := earning(context, sentence, start)):
        return entity_of(context, earner)
    if metric in ("share-count", "share-price") and _OF_THE_COMPANY.search(context.reading.text[sentence.start : min(sentence.end, end + 120)]):
        return context.company
    if metric == "share-count" and _IN_ISSUE.match(context.reading.text, end) and context.reading.text[:start].endswith(" the "):
        return context.company  # "9.9 per cent of the 74,000,000 shares outstanding", whoever holds the part
    if metric == "share-count" and (holder := having(context, sentence, start)):
        return holder
    return company_of(context, sentence, start)


def _mines(context: Context) -> set[str]:
    """The names of the mines and plants of the release."""
    return {each.name for each in context.sites.all if each.kind == "mine" or each.kind in FACILITIES}


def _site_here(context: Context, sentence: Sentence, start: int) -> SiteAt | None:
    """The site of the paragraph before a figure, unless it is but named as the cause of something."""
    here = paragraph_site(context, context.sites, start, sentence.part.start)
    if here is None:
        return None
    text, low = context.reading.text, sentence.part.start
    named = [naming for naming in here.namings if low <= naming.start < start] or here.namings[:1]
    return None if all(is_cause(text, low, naming.start, naming.end) for naming in named) else here


def _is_titled(context: Context, name: str) -> bool:
    at = context.title_words.casefold().find(name.casefold())
    return at >= 0 and IS_CAUSE.search(context.title_words, 0, at) is None
