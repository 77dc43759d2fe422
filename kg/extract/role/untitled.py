"""Roles that are told without a title: who founded a company, and who compiled or reviewed what a release tells as the rules of AIM, JORC and
NI 43-101 ask of a Qualified or Competent Person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context, Sentence
from kg.extract.days_said import days_said, ends_of
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.people import PersonAt, find_persons
from kg.extract.role.shared_titles import FELLOW
from kg.extract.role.stated import Statement
from kg.extract.role.title_grammar import HELD, PAST
from kg.text.names import HONORIFIC
from kg.text.titles import Role, find_titles


def untitled_roles(context: Context) -> Iterator[Statement]:
    """The founders and reviewers of a document, one statement a person and naming."""
    for sentence in context.sentences:
        if sentence.part.block.kind == "table":
            continue
        if "ounded" in sentence.text:
            yield from _founders(context, sentence)
        if "chair" in sentence.text:
            yield from _chairs(context, sentence)
        if _UNDER_AIM.search(sentence.text) or _is_statement_of_expert(context, sentence):
            yield from _reviewers(context, sentence)


_THE_COMPANY = re.compile(r"(?:the|our|this) (?:[Cc]ompany|[Cc]orporation|[Gg]roup)\b")
# Behind a person: ", who co-founded", " is a geologist and founded".
_FOUNDED = re.compile(r"(?:,? (?:who|and)(?: had| has)?)?(?: first| originally)? (?:co-?)?founded(?: and (?:built|led|listed|ran|developed))? ")
_WAS_FOUNDED = re.compile(
    rf"(?: itself)? (?:was|had been|, ?which was) (?:co-?)?founded(?: (?:in|on|back in) [^,;.]{{4,20}}?)? by "
    rf"(?:(?:an? |the )?(?:[a-z]+[- ]){{0,3}}(?:geologist|engineer|prospector|entrepreneur|financier|promoter|businessman|investor|miner|"
    rf"metallurgist|geophysicist)s? )?(?:{HONORIFIC} )?$"
)


def _founders(context: Context, sentence: Sentence) -> Iterator[Statement]:
    """ "A, who founded the Company in 1998", "the Company was founded by A and B"."""
    text = sentence.text
    orgs = _organisations(context, sentence)
    persons = find_persons(text, [(low, high) for low, high, _ in orgs])
    for person in persons:
        founded = _FOUNDED.match(text, person.after)
        if founded and (org := _at(context, orgs, text, founded.end())):
            yield _statement(sentence, person, org, "founder", "founder", "founded")
        lead = text[: person.start]
        if (told := _WAS_FOUNDED.search(lead)) and (org := _ending(context, orgs, text, told.start())):
            yield from (_statement(sentence, one, org, "founder", "founder", "founded-by") for one in _row_of(persons, person, text))


_CHAIRS = re.compile(
    r"(?:,? (?:who|and))?(?: also| now| currently| previously| formerly| later)*(?: (?P<has>has))? (?P<verb>chairs|"
    r"chaired) (?P<board>the [Bb]oards?(?: of directors)?"
    r"(?: of | at ))?"
)


def _chairs(context: Context, sentence: Sentence) -> Iterator[Statement]:
    """ "A chairs X", "A chaired X from 2004 to 2010": whose board, no committee of it."""
    orgs = _organisations(context, sentence)
    persons = find_persons(sentence.text, [(low, high) for low, high, _ in orgs])
    days = [day for day in days_said(sentence.text, context.published, False, None) if day.kind != "ambiguous"]
    for person in persons:
        told = _CHAIRS.match(sentence.text, person.after)
        org = _at(context, orgs, sentence.text, told.end()) if told else None
        if told is None or org is None:
            continue
        spell = next((ends_of(sentence.text, day) for day in days if day.kind == "range" and day.start > told.end()), (None, None))
        since = next((day for day in days if day.kind == "since" and day.start > told.end()), None)
        begin, end = (since, None) if told["verb"] == "chairs" or told["has"] else spell
        kind = HELD if told["verb"] == "chairs" or told["has"] else PAST
        start, stop = sentence.start + person.start, sentence.start + told.end()
        yield Statement(person.name, Role("chair"), "chair", org.company, kind, begin, end, None, start, stop, "chairs")


_UNDER_AIM = re.compile(r"\bAIM (?:Rules|Note|Guidance)\b|\b(?:Guidance )?Note for Mining(?: and|,|&)")
_REVIEWED = re.compile(r"\b(?:has|have) (?:read|reviewed|approved|verified|checked|compiled|supervised)\b|\bread and approved\b")
_REVIEWED_BY = re.compile(rf"\b(?:read|reviewed|approved|verified|checked|compiled|prepared)(?: and [a-z]+)? by (?:{HONORIFIC} )?$")
_EXPERT = re.compile(r"\b(?:[Qq]ualified|[Cc]ompetent) [Pp]erson")
_TECHNICAL = re.compile(r"\b(?:information|contents?|disclosures?|data|announcement|release|report|results|estimates?|resources?)\b")
_FIRM = re.compile(r"\b(?:of|at|from|with|by) $")


def _reviewers(context: Context, sentence: Sentence) -> Iterator[Statement]:
    """Who reviewed a release "for the purposes of the AIM Note", or compiled its results: a Qualified Person, where neither the sentence nor what
    follows in its paragraph uses the words. Where it is the letters of a profession that show it, whoever bears them."""
    text = sentence.text
    if _EXPERT.search(sentence.part.text, sentence.start - sentence.part.start) or not _TECHNICAL.search(text):
        return
    orgs = _organisations(context, sentence)
    taken = [(low, high) for low, high, _ in orgs] + [(title.start, title.end) for title in find_titles(text)]
    persons = find_persons(text, taken)
    verb, of_code = _REVIEWED.search(text), _is_headed(context, sentence) or _UNDER_AIM.search(text) or _OF_JORC.search(text)
    if not of_code:
        persons = [one for one in persons if re.search(_LETTERS, text[one.end : one.after + 14])]
    told = next((one for one in persons if _REVIEWED_BY.search(text[: one.start])), None)
    person = told or (persons[0] if verb and persons and persons[0].end <= verb.start() else None)
    if person is not None:
        row = _row_of(persons, person, text)
        reach = verb.start() if verb and not told else min([row[-1].end + 160, *(one.start for one in persons if one.start > row[-1].start)])
        firm = next((org for low, _, org in orgs if person.end <= low < reach and _FIRM.search(text[:low])), context.issuer)
        title = "Competent Person" if _OF_JORC.search(text) or _is_headed(context, sentence) == "competent" else "Qualified Person"
        yield from (_statement(sentence, one, firm, "qualified-person", title, "reviewer") for one in row)


def _row_of(persons: list[PersonAt], first: PersonAt, text: str) -> list[PersonAt]:
    """A person and those who are named in one row behind: "by Mr A and Ms B"."""
    row = [first]
    for other in persons[persons.index(first) + 1 :]:
        if not FELLOW.fullmatch(text[row[-1].after : other.start]):
            break
        row.append(other)
    return row


_BY = r"(?: and [a-z]+| or [a-z]+)?(?: under the supervision of| by)"
# The set sentence of the JORC Code.
_OF_JORC = re.compile(
    r"\b(?:Exploration (?:Results|Targets?)|exploration results|Mineral Resources?|Ore Reserves?)\b[^.;]{0,160}\bbased (?:up)?on\b[^.;]{0,60} "
    rf"(?:information|data|work|documentation)\b[^.;]{{0,60}} (?:compiled|reviewed|prepared){_BY} "
)
_LETTERS = r",? (?:P\. ?Geo|P\. ?Eng|PGeo|PEng|CPG|C\.P\.G|FAusIMM|MAusIMM|FAIG|MAIG|RPGeo|EurGeol|Pr\. ?Sci|C ?Geol|QP\b|SME[- ]RM)"
# That of NI 43-101, where a geologist or engineer is named with the letters of their profession.
_OF_NI = re.compile(
    rf"(?i:\btechnical (?:information|contents?|disclosures?|data|aspects)\b)[^.;]{{0,160}}\b(?:reviewed|approved|verified|prepared|compiled){_BY} "
    rf"[^;]{{5,60}}?{_LETTERS}"
)


def _is_statement_of_expert(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence opens what stands under a heading such as "Competent Person's Statement", where the compiler is the one, or is the set
    one of a code by which nobody else may compile or review."""
    if not _DONE.search(sentence.text):
        return False
    told = _OF_JORC.search(sentence.text) or _OF_NI.search(sentence.text)
    return told is not None or ("compiled" in sentence.text and _is_headed(context, sentence) is not None)


_DONE = re.compile(r"\b(?:compiled|reviewed|approved|verified|prepared)\b")
_HEADED = re.compile(
    r"\b(?:QUALIFIED|[Qq]ualified|(?P<competent>COMPETENT|[Cc]ompetent)) (?:PERSON|[Pp]erson)(?:'?[Ss]'?|[Ss])?"
    r"(?: (?:STATEMENTS?|[Ss]tatements?))?:?\s+$"
)


def _is_headed(context: Context, sentence: Sentence) -> str | None:
    """ "competent" or "qualified", where a sentence stands right below such a heading."""
    head = _HEADED.search(context.reading.text, max(0, sentence.start - 60), sentence.start)
    return ("competent" if head["competent"] else "qualified") if head else None


def _organisations(context: Context, sentence: Sentence) -> list[tuple[int, int, Organisation]]:
    named = context.namings(sentence.start, sentence.end)
    return [(naming.start - sentence.start, naming.end - sentence.start, org) for naming, org in named]


def _at(context: Context, orgs: list[tuple[int, int, Organisation]], text: str, at: int) -> Organisation | None:
    """The organisation that a text names at an offset; "the Company" is the issuer."""
    if _THE_COMPANY.match(text, at):
        return context.issuer
    return next((org for low, _, org in orgs if low == at), None)


def _ending(context: Context, orgs: list[tuple[int, int, Organisation]], text: str, at: int) -> Organisation | None:
    """The organisation whose name ends at an offset; "The Company" is the issuer."""
    if re.search(r"\b[Tt]he (?:[Cc]ompany|[Cc]orporation|[Gg]roup),?$", text[:at]):
        return context.issuer
    return next((org for _, high, org in orgs if text[high:at].strip(" ,") == "" and high <= at), None)


def _statement(sentence: Sentence, person: PersonAt, org: Organisation, role: str, title: str, rule: str) -> Statement:
    start, stop = sentence.start + person.start, sentence.start + person.end
    return Statement(person.name, Role(role), title, org.company, HELD, None, None, None, start, stop, rule)
