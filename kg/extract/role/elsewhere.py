"""Whether a post that names no organisation known to the text is one elsewhere, and so none of the issuer's."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.claim_limits import ELSEWHERE
from kg.extract.role.post_words import ORG
from kg.extract.role.title_grammar import PAST
from kg.extract.role.unit_contents import Contents, is_expert
from kg.text.letters import UPPER
from kg.text.lexicons import folded, mapping
from kg.text.months import FULL
from kg.text.titles import Title, atomic_roles

# Behind a title: a name that no company of the text bears, "of Bluewater", ", Africa, at Granite Peak".
_OF_ANOTHER = re.compile(
    r"^(?:,\s[A-Z][\w ]{2,30})?,?\s(?:of|at|for|with)\s(?:the\s)?"
    r"(?:(?:former|then|listed|public|private|junior|mining|gold|resources?|exploration|development|company|group|firm|producer|explorer|bank)"
    r"\s){0,4}"
    r"(?!(?:Company|Corporation|Group|Board|Issuer|Directors|Mr|Ms|Mrs|Dr|"
    rf"{FULL})\b)[a-z]?[A-Z][\w&.'-]+"
    r"(?![\w ]{0,40}\b(?:[Mm]ine|[Pp]roject|[Pp]roperty|[Oo]perations?)\b)"
)
_OF_SOCIETY = re.compile(
    rf"^\s(?:of|at|for|with)\s(?:the\s)?(?:(?:[Cc]ompany's|[A-Z][\w&.'-]+|{ORG}(?:'s)?)\s){{0,6}}"
    r"(?:Advisory (?:Board|Committee|Panel)|"
    r"Chamber|Guild|Club|League|Board of (?:Trade|Governors|Regents|Trustees)|Association|Institute|Institution|Foundation|Society|Council|"
    r"University|College|School|Federation|Hospital|Museum|Academy)\b"
)
# What firms are to an issue of shares.
_OF_ISSUE = re.compile(r"(?:(?:joint|co|sole)[- ])*(?:lead manager|lead underwriter|lead broker|bookrunner)s?", re.IGNORECASE)
# Of those who keep the market, and are no company of the text: "CEO, Toronto Stock Exchange".
_OF_EXCHANGE = re.compile(
    r"(?:,|,?\s(?:of|at|for)(?:\sthe)?)\s(?:(?!(?:Corp|Inc|Ltd|Limited|[Pp]lc|PLC|NL)\b)[A-Z][\w.&-]+\s){0,4}"
    r"(?:Stock Exchange|Securities Exchange|TSX|TSXV|ASX|Exchange Group|Ministry|Minister)\b(?!-|:|\s(?:listed|quoted|Venture|issuer|compan))"
)
_BEFORE_JOINING = re.compile(r"^(?:Prior to|Before|Until)\s(?:joining|coming to)\b[^,;.]{2,80},\s")
_AMONG = re.compile(r"\b(?:positions|roles|posts|capacities|appointments|experience|career)\b[^.;]{0,80}?,?\s(?:including|such as|as)\b")


def is_elsewhere(found: Contents, title: Title, kind: str, gap: str) -> bool:
    """Whether what stands around a title says that it is a post at another company, a society or a university; `gap` is what stands between
    the title and its person."""
    if is_expert(title):
        return False
    if _OF_ISSUE.fullmatch(title.text):
        return True
    after = found.behind(title.end, 120)
    body = title.text.rfind(" of the ")  # "Chairman of the International", before "Copper Association"
    if _OF_EXCHANGE.match(found.unit.text, title.end):
        return True
    if ELSEWHERE.match(after) or _OF_SOCIETY.match(title.text[body:] + after if body > 0 else after):
        return True
    if kind != PAST:
        return False
    if opening_organisation(found) is not None or OF_KNOWN.match(after):
        return False
    return _OF_ANOTHER.match(after) is not None or (
        ORG not in after and (_is_before_joining(found, title) or (ORG not in gap and _AMONG.search(gap) is not None))
    )


_AT_SITE = re.compile(
    rf"^(?:\s[a-z]+)?,?\s(?:of|at|for)\s(?:the\s)?(?P<site>(?:[{UPPER}][\w'-]+\s){{1,4}})(?:[a-z]+\s){{0,2}}"
    r"(?:[Mm]ines?|[Oo]perations?|[Ss]melter|[Rr]efinery|[Mm]ill|[Pp]lant|[Pp]roject)\b"
)


def at_foreign_site(context: Context, found: Contents, title: Title) -> bool:
    """Whether a former post was at a mine that the text names nowhere else, and so none of the issuer's: "formerly manager of the Roe mine"."""
    told = _AT_SITE.match(found.behind(title.end, 120))
    return told is not None and context.reading.text.count(told["site"].strip()) == 1


WHILE_AT = re.compile(
    rf"(?:(?:During|In|Throughout|Over)\s(?:his|her|their|[\w.' -]{{3,30}}'s?)\s(?:[\w-]+\s){{0,4}}"
    r"(?:tenure|time|career|years|employment|period|stint)|While|When)\s"
    rf"(?:(?:he|she)\swas\s|working\s|employed\s|serving\s)?(?:at|with|for|by)\s(?:the\s)?{ORG},?\s|(?:At|With)\s{ORG}(?:,\s|\s(?=[A-Z]))"
)
_MEANWHILE_AT = re.compile(rf"(?:Meanwhile|Separately|Elsewhere|Also|In the meantime),?\s(?:at|over at)\s(?:the\s)?{ORG},?\s")


def opening_organisation(found: Contents) -> Organisation | None:
    """The organisation of which a sentence begins to tell: "During her time at X, she was COO", "At X, he was CFO"."""
    return found.organisations[0][2] if found.organisations and WHILE_AT.match(found.gap(0, min(len(found.unit.text), 160))) else None


def turned_to(found: Contents) -> Organisation | None:
    """The organisation to which a sentence turns, whatever is told of it: "Meanwhile at X, the board has appointed"."""
    return found.organisations[0][2] if found.organisations and _MEANWHILE_AT.match(found.gap(0, min(len(found.unit.text), 160))) else None


def _is_before_joining(found: Contents, title: Title) -> bool:
    """ "Prior to joining the Company, she was CEO": somewhere, and not here."""
    opening = _BEFORE_JOINING.match(found.unit.text)
    return opening is not None and not any(opening.end() <= low < title.start for low, _, _ in found.organisations)


# Between "of" and a company's name: "of Peru-based X", "of TSX-listed gold producer X", "of its subsidiary, X".
DESCRIBED = (
    r"(?:(?:several|various|numerous|many|a number of|other|two|three|four|five)\s(?:[a-z-]+\s){0,4}companies,?\s(?:including|such as|namely)\s)?"
    r"(?:(?:the [Cc]ompany's|the [Cc]orporation's|the [Gg]roup's|the|a|its|our|their|his|her)\s)?(?:[A-Z][a-z]+(?:an|ese|ish|ench)\s)?"
    r"(?:(?:[A-Z][\w. ]{1,24}|[a-z]+)[- ](?:based|listed|headquartered|quoted|focus+ed|backed|owned|tier)\s|"
    r"(?:privately[- ]held|private|public|listed|unlisted|quoted|unquoted|"
    r"junior|major|mid-tier|mid-?sized?|intermediate|senior|large|global|international|multinational|leading|diversified|gold|silver|copper|nickel|zinc|lithium|uranium|coal|diamond|platinum|"
    r"iron ore|precious metals?|base metals?|metals?|mineral|mining|exploration|royalty|consulting|engineering|drilling|investment|law|accounting|"
    r"audit|company|explorer|miner|producer|developer|group|firm|house|fund|bank|consultancy|contractor|former|then|"
    r"\d{1,3}(?:\.\d+)?\s?%[- ](?:owned|held|controlled)|(?:US|UK|[A-Z][a-z]+)-based|"
    r"(?:wholly|majority)[- ](?:owned|held)(?:\s[A-Z][a-z]+(?:an|ese|ish|ench))?|"
    r"subsidiary|parent|partner|affiliate|associate|operating|independent|[A-Z][a-z]+(?:an|ese|ish|ench)),?\s){0,5}"
)
OF_KNOWN = re.compile(rf",?\s(?:of|at|for|with)\s{DESCRIBED}{ORG}")
# Behind a title: a name that stands alone, "of Bluewater", "of Bluewater's parent" being of something else.
_OF_NAME = re.compile(
    rf"^(?:,\s[A-Z][\w&'-]+(?:\s(?:[A-Z][\w&'-]+|and|&)){{0,3}})?,?\s(?:of|at|for|with)\s{DESCRIBED}(?P<name>(?![\w.]+[- ](?:based|listed|"
    rf"headquartered|quoted|backed|owned)\b)[{UPPER}][\w&-]+(?:\s(?:[{UPPER}][\w&-]*|&)){{0,4}})(?!['\u2019\w&-]|\s[{UPPER}&]|"
    r"\s(?:mine|project|property|deposit|operation|division|region|district|department|office|board|committee|business|team|subsidiary|"
    r"subsidiarie|affiliate|unit|arm)s?\b)"
)
_UNIT = re.compile(
    r"\b(?:Operations?|Divisions?|Regions?|Departments?|Committees?|Offices?|Units?|Business|Services|Affairs|Relations|Projects?|Propert(?:y|"
    r"ies)|Mines?|"
    r"Deposits?|Board|Directors|Group|Company|Corporation|Issuer|Trust|Americas?|North|South|East|West|Northern|Southern|Eastern|Western|Central)\b"
)
_OF_COMPANIES = frozenset({"ceo", "cfo", "coo", "president", "chair", "vice-chair", "executive-chair", "corporate-secretary"})


def named_behind(context: Context, found: Contents, title: Title) -> Organisation | str | None:
    """Whose post the name behind a title says it is, where the text defines no such name: the organisation that the name shortens; else the name
    itself, where only a company has such a post and nothing says that it is a place, a site or a department; else None."""
    named = None if is_expert(title) else _OF_NAME.match(found.behind(title.end, 120))
    if named is None or _UNIT.search(named["name"]):
        return None
    name = named["name"]
    if any(person.start >= title.end and name.startswith(person.name) for person in found.persons):
        return None  # "is led by A as CEO, with B as CFO"
    words = [word.casefold() for word in name.split()]
    places = mapping("geography.txt")
    common = folded("generic_words.txt") | folded("not_in_names.txt") | folded("title_domains.txt")
    if name.casefold() in places and any(role.key in ("ceo", "cfo") for role in atomic_roles(title.text)):
        return context.organisation(name) or name  # nobody is the chief of a state: a company that is called like it
    if name.casefold() in places or all(word in places or word in common for word in words) or _is_site(context, name):
        return None
    if (known := context.organisation(name)) is not None:
        return known
    ours = {word.casefold() for form in (context.issuer.name, *context.issuer.aliases, *context.issuer.former) for word in form.split()}
    if words[0] in ours or not all(role.key in _OF_COMPANIES for role in atomic_roles(title.text)):
        return None
    return name


def _is_site(context: Context, name: str) -> bool:
    """Whether a name is that of a site of the text, or begins one."""
    plain = name.casefold()
    return any((form := site.name.casefold()) == plain or form.startswith(plain + " ") for site in context.sites.all)
