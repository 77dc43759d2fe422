"""At which organisation a claimed title is held, and who shares a title in the plural."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.claim import Claim
from kg.extract.role.claims import find_claims
from kg.extract.role.contact_firms import firm_before_contact
from kg.extract.role.elsewhere import DESCRIBED, at_foreign_site, named_behind, opening_organisation, turned_to
from kg.extract.role.firm_named import firm_at_work, firm_named
from kg.extract.role.joint_signatures import joint_signers
from kg.extract.role.list_leads import list_owner
from kg.extract.role.main_clauses import without_firm
from kg.extract.role.mergers import company_to_be
from kg.extract.role.of_which import of_which
from kg.extract.role.owners_before import ITS_FIRST, announcer, called_before, career_before, opened_before, told_before
from kg.extract.role.people import PersonAt
from kg.extract.role.post_words import ORG
from kg.extract.role.shared_titles import FELLOW, PLURAL
from kg.extract.role.title_grammar import APPOINTED, COMING, PAST
from kg.extract.role.titles_in_turn import in_turn
from kg.extract.role.unit_contents import Contents, is_expert
from kg.extract.role.units import Unit
from kg.text.names import ENDS_HONOURED, after_credentials
from kg.text.sections import CONTACT, HEADER, SIGNATURE
from kg.text.titles import Title


def owned_claims(context: Context, unit: Unit, antecedent: str | None) -> Iterator[Claim]:
    """The claims of a unit with their organisations, one a person; None for an independent expert with no firm."""
    found, claims = find_claims(context, unit, antecedent)
    owned: list[Claim] = []
    for claim in (single for one in claims for single in in_turn(found, one)):
        named = _firm(context, found, claim.person) if is_expert(claim.title) else named_behind(context, found, claim.title)
        if isinstance(named, str):
            continue  # a company that the text names nowhere else has no place in the graph
        org = named or _organisation(context, found, claim)
        if claim.kind != PAST or org is not context.issuer or not at_foreign_site(context, found, claim.title):
            owned.append(replace(claim, organisation=org))
    for claim in owned:
        yield claim
        yield from (replace(claim, organisation=org) for org in (*_others(found, claim), *joint_signers(found, claim)))
        yield from _fellows(context, found, claim, owned)


def _firm(context: Context, found: Contents, person: PersonAt) -> Organisation | str | None:
    """The firm of an expert that is named beside them in other words than its own."""
    return None if _employer_beside(found, person) else firm_named(context, found, person)


_AND_OF = re.compile(rf"(?:,|,?\s(?:and|&|as well as))\s(?:and\s)?(?:(?:also\s|later\s|then\s)?(?:of|at|for|with)\s)?{DESCRIBED}")
_OPENS = re.compile(rf"^,? ?(?:of|at|for|with)\s{DESCRIBED}{ORG}")
_GOES_ON = re.compile(r"'s\b|\s(?:\([^()]{1,40}\)\s)?(?:announce|report|is|has|have|had|said|will|are|were|was|enter|sign|agree|complete|acquire)")


def _others(found: Contents, claim: Claim) -> Iterator[Organisation]:
    """The further organisations of "a director of X, Y and Z" and "CFO of X and of Y", where the first is the claim's."""
    behind = [named for named in found.organisations if named[0] >= claim.title.end]
    if found.unit.listed or len(behind) < 2 or behind[0][2] is not claim.organisation or not _OPENS.match(found.behind(claim.title.end, 140)):
        return
    between = range(behind[0][1], behind[1][0])
    if any(title.start in between for title in found.titles) or any(person.start in between for person in found.persons):
        return
    at = behind[0][1]
    for low, high, org in behind[1:]:
        if found.unit.text[at:low].strip(" \"'").endswith("("):  # the short name of the one before
            continue
        if not _AND_OF.fullmatch(found.gap(at, low)) or _GOES_ON.match(found.unit.text, high):
            break
        at = high
        yield org


_OF_ISSUER = re.compile(
    r"^,?\s?(?:of|for|with|to|at)\s(?:the [Cc]ompany|the [Cc]orporation|the [Ii]ssuer|the [Gg]roup)\b"
    r"(?!'s\s(?:[\w-]+\s){0,4}(?:subsidiary|affiliate|parent)\b)"
)
_OF_ORG = re.compile(
    rf"^(?:(?:,\s[A-Z][\w&'-]+(?:\s(?:[A-Z][\w&'-]+|and|&)){{0,4}})?,? ?(?:of|at|for|with|to|from|employed (?:by|with|at))\s{DESCRIBED}|"
    rf"\sof\sthe\s[^,.;{ORG}]{{3,60}}?\b(?:[Mm]ines?|[Pp]rojects?|[Oo]perations?|[Ss]melter|[Rr]efinery|[Mm]ill|[Pp]lant)\b(?:\s(?:in|near)"
    rf"\s[^.;{ORG}]{{3,50}}?)?,?\s(?:for|with)\s|"
    rf"[ ]*,[ ]*|[ ]*\(|[ ]*[-\u2013\u2014|][ ]*|[ ]+|,?[ ]*\n[ ]*){ORG}"
)
_FAR_OF_ORG = re.compile(
    rf"^(?:\s(?:[A-Z][\w&'-]*|and|&|of|the|for)){{1,8}}\s(?:at|with)\s(?:the\s)?{ORG}"
)  # "Manager of Global Tax and Treasury at X"
# "Vice President in the lending team at X", "Finance Manager for the investment vehicle, X": where somebody was, behind words in small letters.
_WHERE_IT_WAS = re.compile(
    rf"^(?:\s(?:in|within|for|on|with|of|at)\s(?:the\s|its\s|their\s|a\s)?[a-z][^.;:,{ORG}]{{2,80}}?)(?:,|\s(?:at|with|for|of))\s(?:the\s)?{ORG}"
)
_BY_ORG = re.compile(rf"\b(?:hired|appointed|named|elected|recruited|chosen|selected|tapped|poached|engaged)\sby\s(?:the\s)?{ORG}")
_OF_THAT = re.compile(r"^,?\s(?:of|at|for|with)\s(?:that|the same|the latter)\s(?:[Cc]ompany|[Cc]orporation|firm|group|producer|explorer)\b")
_OWNED = re.compile(
    rf"^,?\s(?:of|at|for|with)\s{ORG}'s?\s(?:[\w-]+\s){{0,3}}(?:affiliate|subsidiary|parent|predecessor|sister|partner)(?:\scompany)?,?"
    rf"\s(?P<of>{ORG})?"
)
_COMES_FROM = re.compile(rf",?\sfrom\s{DESCRIBED}{ORG}")  # "joined as CFO from X": where somebody was before
_SUBJECT = re.compile(rf"^(?:\s*,\s*|\s+){ORG}(?:'s|\s+(?:said|has|is|announced|will|reported|are|today))")
_ORG_BEFORE = re.compile(rf"{ORG}(?:'s?)?,?\s+(?:new |newly appointed |current |former |outgoing |incoming |interim )?$|{ORG}\s*[,|\u2013-]\s*$")
_EMPLOYER_BEHIND = re.compile(
    rf"^[^.\n]{{0,160}}?\b(?:employee|employed|consultant|principal|partner|director|associate) (?:of|by|with|at|to) (?:the )?{ORG}"
)


def _organisation(context: Context, found: Contents, claim: Claim) -> Organisation | None:
    """The organisation named behind the title, before it, between it and its person, over it, or the issuer."""
    title = claim.title
    if firm := of_which(context, found, claim) or (_employer_beside(found, claim.person) if is_expert(title) else None):
        return firm
    after = found.behind(title.end, 140)
    if _OF_ISSUER.match(after):
        return context.issuer
    behind = found.first_organisation(title.end)
    if owned := _OWNED.match(after):  # "of X's affiliate, Y"
        behind = [org for low, _, org in found.organisations if low >= title.end][1 if owned["of"] else 0]
    if claim.kind in (APPOINTED, COMING) and _COMES_FROM.match(after):
        return context.issuer
    if (
        behind
        and _OF_ORG.match(after)
        and not _opens_block(found, title)
        and ("\n" not in after[: after.find(ORG)] or found.unit.listed)
        and not _SUBJECT.match(after)
    ):
        return behind
    if behind and claim.kind == PAST and (_FAR_OF_ORG.match(after) or _WHERE_IT_WAS.match(after)):
        return behind
    if claim.kind in (APPOINTED, COMING) and _BY_ORG.search(found.gap(min(claim.person.end, title.end), max(claim.person.start, title.start))):
        return next((org for low, _, org in found.organisations if claim.person.end <= low < title.start), context.issuer)
    if (heading := firm_before_contact(found, claim)) is not None:
        return heading
    ahead = [org for _, high, org in found.organisations if high <= title.start]
    lead = found.gap(max(0, title.start - 120), title.start)
    if ahead and (_OF_THAT.match(after) or _ORG_BEFORE.search(lead)) and not (found.unit.listed and lead.endswith("\n")):
        return ahead[-1]
    if (called := called_before(context, found, title)) is not None:
        return called
    if (former := opening_organisation(found) if claim.kind == PAST else turned_to(found)) is not None:
        return former
    if claim.person.start > title.end and behind and ORG in found.gap(title.end, claim.person.start):
        return behind
    if ITS_FIRST.search(lead + title.text) and (other := told_before(context, found)):
        return other
    if is_expert(title) and (employer := _employer(context, found, claim, after)):
        return employer
    if (between := _between(found, claim)) is not None:
        return between
    if (listed := list_owner(context, found.unit.origin(claim.start))) is not None:
        return listed
    if found.unit.listed and (found.unit.part.section in (CONTACT, SIGNATURE, HEADER) or _stands_over(found, claim)):
        return _over_contact(context, found, claim)
    if claim.kind == PAST and not _OF_OURS.search(lead) and (told := opened_before(context, found)):
        return told
    if claim.kind in (PAST, APPOINTED) and (career := career_before(context, found)):
        return career
    if (to_be := company_to_be(context, found.unit.origin(claim.start), claim.kind)) is not None:
        return to_be
    if claim.kind != PAST and (subject := announcer(context, found)) is not None:
        return subject
    independent = re.search(r"\bindependent\b", found.unit.text[max(0, title.start - 40) : title.end + 60])
    return None if is_expert(title) and independent else context.issuer


_OF_OURS = re.compile(r"\b(?:[Cc]ompany|[Cc]orporation|[Gg]roup)'s\s(?:\w+\s)?$")


def _between(found: Contents, claim: Claim) -> Organisation | None:
    """ "President of X and a Qualified Person", "Exploration Manager, X, and": the organisation of the titles before in a row."""
    inside = [org for low, high, org in found.organisations if claim.person.end <= low and high <= claim.title.start]
    gap = found.gap(claim.person.after, claim.title.start)
    if inside and (_JOINS_AS.search(gap) or (claim.rule == "name-founded-title" and gap.endswith(("its ", "their ")))):
        return inside[-1]
    if claim.rule.startswith("further-") and claim.rule != "further-title":
        return None
    if claim.kind in (APPOINTED, COMING) and len(inside) == 1 and without_firm(gap) != gap:
        return None  # "A of X joins the board": where somebody was before
    return inside[-1] if inside and _OF_BETWEEN.search(found.gap(claim.person.end, claim.title.start)) else None


_JOINS_AS = re.compile(rf"\bjoin(?:s|ed|ing)?\s(?:the\s)?{ORG},?\s(?:[a-z]+\s){{0,3}}as\s(?:its\s|the\s|their\s|an?\s)?(?:new\s)?$")
_OF_BETWEEN = re.compile(
    rf"\b(?:of|at|for|with|join(?:ed|ing|s)|serves?|served|leads?|led) (?:the )?{ORG}|,\s*{ORG}\s*,|{ORG},?\s(?:where|(?:in|during) which)\b"
)


_REACHED = re.compile(r"[ \t]*:|[ \t]*\([^()\n]{3,80}\)[ \t]*(?:[:\n]|$)|[ \t]*\n[^\n,:]{3,40}, |[ \t|:,]*(?:[Tt]el|[Pp]hone|[TP]:|\+\d|\(\d|www\.)")


def _opens_block(found: Contents, title: Title) -> bool:
    """Whether the organisation on the line below a contact opens the next block, with what it does or a number to call: people stand under their
    firm."""
    at, end = next(((low, high) for low, high, _ in found.organisations if low >= title.end), (0, 0))
    under = any(high <= title.start for _, high, _ in found.organisations)
    return found.unit.listed and under and found.unit.text[title.end : at].count("\n") > 0 and _REACHED.match(found.unit.text, end) is not None


def _stands_over(found: Contents, claim: Claim) -> bool:
    """Whether a line that is an organisation's name, and no more, stands right over the line of the claim."""
    above = found.unit.text[: claim.start].rpartition("\n")[0].rpartition("\n")
    low, high = len(above[0]) + len(above[1]), len(above[0]) + len(above[1]) + len(above[2])
    return high > low and any((start, end) == (low, high) for start, end, _ in found.organisations)


# A label over the issuer's own people, or a line that they sign, whatever firm is named above it.
_OFFICERS = re.compile(
    r"(?im)^[^\w\n]*(?:(?:this|the) (?:announcement|release|report|document) (?:has been |was |is )?)?(?:authori[sz]ed|approved|released)\b|"
    r"^[^\w\n]*(?:(?:board of )?directors|company secretary|(?:executive )?officers|management|registered office)\b|"
    r"^[^\w\n]*(?-i:In [A-Z][\w ]{2,24}):"
)


def _over_contact(context: Context, found: Contents, claim: Claim) -> Organisation:
    """The organisation over a name in a contact block, or just above the block in the same section."""
    above = [(high, org) for low, high, org in found.organisations if high <= claim.start and _heads_line(found.unit.text, low, high)]
    if above and not _OFFICERS.search(found.unit.text[above[-1][0] : claim.title.end]):
        return above[-1][1]
    named = context.naming_before(found.unit.origin(claim.start))
    if named is None or found.unit.origin(0) - named[0].end >= 200 or not _heads_line(context.reading.text, named[0].start, named[0].end):
        return context.issuer
    if _OFFICERS.search(context.reading.text[named[0].end : found.unit.origin(claim.title.end - 1) + 1]):
        return context.issuer
    section = next((part.section for part in context.parts if part.start <= named[0].start < part.start + len(part.text)), None)
    return named[1] if section == found.unit.part.section else context.issuer


def _heads_line(text: str, start: int, end: int) -> bool:
    """Whether a name stands on a line that is a firm's in a list of contacts: a short one, and the name not in a bracket or with a share."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, behind = text[low:start], text[end : high if high >= 0 else len(text)]
    if not before.strip() and behind.lstrip().startswith(":"):
        return True  # "Birch Mining: Jane Roe, Chief Financial Officer, +44 20 5550 0100"
    return "(" not in before and "%" not in behind and len(before.split()) + len(behind.split()) < 12


# ---- experts

_BESIDE = re.compile(rf"^,?\s(?:both |each |all )?(?:[A-Z][A-Za-z]+\s){{0,4}}(?:of|from|with|at)\s(?:the )?{ORG}|^,\s{ORG}(?=[,.;)]|\sand\b|$)")
_CLOSES = re.compile(r"\)|,\s[^()\n]{2,60}\)")  # "(Hollis Tarn, processing and economics)"
_IN_BRACKET = re.compile(r"(?:,?\s[A-Z][\w.]{1,6}){0,5}\s\(")
_EMPLOYED = re.compile(
    r"^[^.;]{0,80}?(?:\b(?:is|are|was|were|being)|,)\s[^.;]{0,70}?\b(?:employee|employees|employed|principal|partner|associate|director|"
    r"geologist|consultant|engineer)\b"
    rf"[^.;]{{0,40}}?\b(?:of|by|with|at)\s(?:the )?{ORG}",
    re.IGNORECASE,
)


def _employer(context: Context, found: Contents, claim: Claim, after: str) -> Organisation | None:
    """The firm of a Qualified or Competent Person: beside the name, in the sentences about them, or behind the title."""
    firm = _employer_beside(found, claim.person) or firm_at_work(found, claim.person) or _employer_told(context, claim)
    return firm or (found.first_organisation(claim.title.end) if _EMPLOYER_BEHIND.match(after) else None)


def _employer_beside(found: Contents, person: PersonAt) -> Organisation | None:
    """The organisation named right behind a person, in brackets too; "both of" speaks for the one before as well."""
    for low, high, org in found.organisations:
        if low >= person.after and _IN_BRACKET.fullmatch(found.unit.text[person.end : low]) and _CLOSES.match(found.unit.text, high):
            return org
    if _BESIDE.match(found.masked(person.after, min(len(found.unit.text), person.after + 160))):
        return found.first_organisation(person.after)
    following = next((other for other in found.persons if other.start > person.start), None)
    if following is None or not FELLOW.fullmatch(ENDS_HONOURED.sub("", found.unit.text[person.after : following.start])):
        return None
    shared = re.match(r",?\s(?:both|each|all)\b", found.unit.text[following.after : following.after + 20])
    shared = shared or _EXPERTS.search(found.unit.text)
    return _employer_beside(found, following) if shared else None


# Of several experts of no company's own the one firm that is named behind the last is all of theirs.
_EXPERTS = re.compile(r"\b[Ii]ndependent\b|\b(?:[Qq]ualified|[Cc]ompetent) [Pp]ersons\b")


def _employer_told(context: Context, claim: Claim) -> Organisation | None:
    """The employer that the paragraph names: "Mr Hronsky is employed by Essential Risk Solutions Ltd"."""
    part, surname = claim.unit.part, claim.person.name.split()[-1]
    for found in re.finditer(rf"\b(?:{re.escape(surname)}\b|(?<=\. )(?:He|She)\b)", part.text):
        start = part.start + after_credentials(part.text, found.end())
        named = context.namings(start, min(start + 200, part.start + len(part.text)))
        words = context.reading.text[start : named[0][0].start] if named else ""
        if named and (_EMPLOYED.match(words + ORG) or _BESIDE.match(words + ORG)) and not re.search(r"\b(?:Mr|Ms|Mrs|Dr)\b", words):
            return named[0][1]
    return None


# ---- titles in the plural


def _fellows(context: Context, found: Contents, claim: Claim, claims: list[Claim]) -> Iterator[Claim]:
    """The same claim for those who share its title: "A and B are Qualified Persons", "A and B, directors"."""
    ahead = claim.person.end < claim.title.start
    low, high = (claim.person.end, claim.title.start) if ahead else (max(0, claim.title.start - 24), claim.title.start)
    both = re.search(r"\b(?:both|each|all)\b", found.unit.text[low:high], re.IGNORECASE)
    if is_expert(claim.title) and (both or PLURAL.search(claim.title.text)):
        yield from _fellow_experts(context, found, claim, claims)
    elif PLURAL.search(claim.title.text):
        yield from (replace(claim, person=person) for person in _row_of_names(found, claim))


def _fellow_experts(context: Context, found: Contents, claim: Claim, claims: list[Claim]) -> Iterator[Claim]:
    """Everybody on the same side of the title, each with the firm beside their name, or the one that all share."""
    before = claim.person.end <= claim.title.start
    own_firm = _employer_beside(found, claim.person)  # a firm beside one name is not that of the others
    shared = claim.organisation if claim.organisation is not context.issuer and own_firm is None else None
    for person in [person for person in found.persons if person != claim.person and (person.end <= claim.title.start) == before][:5]:
        own = next((other.organisation for other in claims if other.person == person), None) or _employer_beside(found, person)
        own = own or _employer_told(context, replace(claim, person=person))
        named = _firm(context, found, person) if own is None else None
        if isinstance(named, str):
            continue  # of a firm that the text names nowhere else
        own = own or named
        yield replace(claim, person=person, organisation=own or shared or context.issuer)


def _row_of_names(found: Contents, claim: Claim) -> Iterator[PersonAt]:
    """The names that commas and "and" join to the claim's, away from its title."""
    forward = claim.person.end > claim.title.start
    at = claim.person.after if forward else claim.person.start
    others = [person for person in found.persons if (person.start >= claim.person.end if forward else person.end <= claim.person.start)]
    for person in others if forward else reversed(others):
        between = found.unit.text[at : person.start] if forward else ENDS_HONOURED.sub("", found.unit.text[person.after : at])
        if not FELLOW.fullmatch(between):
            return
        yield person
        at = person.after if forward else person.start
