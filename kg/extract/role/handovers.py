"""Sentences in which one person gives up a post and another takes it: who gives, who takes, which post, and what of it is not told elsewhere.

A sentence is read as a row of signs, one for each person, title and organisation, without days and adverbs of time; a few frames of a verb
and its roles are looked for in that row, so that active and passive, titles before and behind names all say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.context import Context
from kg.extract.days_said import days_said
from kg.extract.role.gap_asides import without_asides
from kg.extract.role.people import PersonAt, find_persons
from kg.extract.role.post_words import AUXILIARY, ORG, OWNERS, POST
from kg.extract.role.stated import Statement
from kg.extract.role.successions import RECENT, announced, followed, gone_on
from kg.extract.role.title_grammar import APPOINTED, COMING, HELD, LEAVING, LEFT, PAST, in_time
from kg.extract.role.unit_contents import organisations_of
from kg.extract.role.units import Unit
from kg.reference import exclusive_roles
from kg.text.dates import DateMatch
from kg.text.names import ENDS_HONOURED
from kg.text.sieves import Sieved
from kg.text.titles import Title, atomic_roles, find_titles

_PERSON, _TITLE = 0xE000, 0xE100  # the first of the signs that stand for persons and for titles
PERSON_SIGN, TITLE_SIGN = _P, _T = "[\ue000-\ue07f]", "[\ue100-\ue17f]"
_AT_ONCE = re.compile(r",?\s(?:effective immediately|with immediate effect|immediately|today|yesterday|at the same time),?(?=[\s.,;])")

_OF = rf"(?:\s(?:of|at)\s(?:{ORG}|the [Cc]ompany))?"
_WHOM = rf"(?:{OWNERS}{_T}{_OF},?\s)?{_P}(?:{_OF},\s{OWNERS}{_T}{_OF},?|\s\({_T}\))?"  # a person with a title beside the name
_AS = rf"(?:,?\s(?:as|in (?:the|his|her|that|this) {POST} (?:of|as))\s{OWNERS}{_T}|\sin (?:the|his|her|that|this) {POST})?"
_ON = rf"[^;.{_P[1:-1]}]{{0,90}}?"  # anything but another person
_TAKES = r"(?:appointed|named|elected|chosen|selected|hired|promoted|becom(?:e|es|ing)|became|joins?|joined|takes?|took|assum(?:es?|ed|ing))\b"
_WHO = r"(?:,\s(?:who|whose|having)\b[^,;.]{2,90},?)?"

_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        # A (as CEO) is being / has been / will be succeeded (as CEO) by B (as CEO)
        rf"(?P<gives>{_WHOM}){_WHO}{_ON}\b(?:be|been|being|is|was|are|were)\s(?:then\s)?(?:succeeded|replaced|followed){_AS},?\sby"
        rf"\s{OWNERS}(?P<takes>{_WHOM}){_AS}",
        # B will succeed A (, who is retiring) (as CEO)
        rf"(?P<takes>{_WHOM}){_WHO}{_ON}\b(?:succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)|follow(?:s|ed)?|tak(?:e|es|ing) over from|took over from|"
        rf"reliev(?:e|es|ed|ing)|{_TAKES}{_ON}in succession to|{_TAKES}{_ON}in (?:the )?place of)\s{OWNERS}(?P<gives>{_WHOM}|him\b|"
        rf"her\b)(?!'s)(?:,?\swho\s{_ON})?{_AS}",
        # A hands the role of CEO over to B
        rf"(?P<gives>{_WHOM}){_WHO}\s{AUXILIARY}{_ON}\b(?:hand|pass|turn|transfer|cede|relinquish)\w*\s(?:over\s|on\s)?"
        rf"(?:as\s{OWNERS}{_T}|(?:the|his|her)\s(?:{POST}\s(?:of|as)\s{OWNERS}{_T}|{_T}(?:\s{POST})?|reins|helm|baton|leadership)){_OF}"
        rf"\s(?:over\s|on\s)?to\s{OWNERS}(?P<takes>{_WHOM})",
        # A gives up the title of CEO, which passes to B
        rf"(?P<gives>{_WHOM}){_WHO}\s{AUXILIARY}{_ON}{_T}(?:\s{POST})?{_OF},\swhich\s{AUXILIARY}(?:pass(?:es|ed)?|go(?:es)?|went|falls?|"
        rf"(?:taken|assumed)(?:\s(?:on|over|up))?\sby|handed|transferred|given)\s(?:over\s|on\s)?(?:to\s)?{OWNERS}(?P<takes>{_WHOM})",
        # A's successor as CEO will be B
        rf"(?P<gives>{_P})'s?\s(?:successor|replacement){_AS}(?:,|\s{AUXILIARY}(?:is|be|named|appointed)(?:\sas)?)\s{OWNERS}(?P<takes>{_WHOM})",
        # B takes up the role of CEO, left vacant by A
        rf"(?P<takes>{_WHOM}){_ON}{_T}(?:\s{POST})?,?\s(?:(?:a|the)\s{POST}\s)?(?:(?:recently|just|being|made)\s)*(?:vacated|relinquished|"
        rf"left(?:\svacant)?)\s"
        rf"by\s(?:the (?:departure|resignation|retirement) of\s)?{OWNERS}(?P<gives>{_WHOM})",
        # B has been appointed to fill the vacancy left by A
        rf"(?P<takes>{_WHOM}){_ON}\bfill(?:s|ed|ing)?\s(?:the|a)\s(?:casual\s)?(?:vacancy|vacant seat|place|seat)"
        rf"(?:\son\sthe\s[A-Za-z ]{{5,20}})?,?\s"
        rf"(?:(?:created|left|caused|made|opened|arising|resulting|following|that arose)(?:\svacant)?\s)(?:by\s|from\s|on\s|upon\s|due to\s|after\s)?"
        rf"(?:the\s(?:departure|resignation|retirement|death|passing|removal)\sof\s)?{OWNERS}(?P<gives>{_WHOM})",
        # B takes the reins as CEO from A
        rf"(?P<takes>{_WHOM}){_WHO}{_ON}\b(?:takes?|taken|took|taking|assum(?:es?|ed|ing)|inherit(?:s|ed|ing)?|receiv(?:es|ed|ing))\s(?:over\s)?"
        rf"(?:the|his|her)\s(?:{_T}{_OF}|(?:{_T}\s)?(?:reins|helm|mantle|baton|chair|leadership|top job|gavel|{POST})"
        rf"(?:\s(?:as|of)\s{OWNERS}{_T}{_OF})?)\sfrom"
        rf"\s{OWNERS}(?P<gives>{_WHOM})",
        # A's seat on the board passes to B
        rf"(?P<gives>{_P})'s?\s(?:seat|place|chair|duties|role)(?:\s(?:on|at)\sthe\s\w+)?{_AS}\s{AUXILIARY}(?:pass(?:es|ed)?|go(?:es|ne)?|went|"
        rf"fall(?:s|en)?|fell)\sto\s{OWNERS}(?P<takes>{_WHOM})",
        # B will take his seat
        rf"(?P<takes>{_WHOM}){_ON}\b(?:take|fill|assume)(?:s|ing)?\s(?P<gives>his|her|their)\s(?:seat|place|position|role|post|vacancy)\b",
        # A resigns, and B is appointed in both positions
        rf"(?P<gives>{_WHOM}){_WHO}{_ON}\b(?:appointed|named|elected|hired|chosen|promoted)\s(?P<takes>{_P})\s(?:in|to)\s"
        rf"(?:both|these|those|each of (?:these|those)|all (?:these|those)|the same|both of (?:these|those))\s{POST}",
        # In place of A, who resigned, the Board has appointed B as CEO
        rf"\b[Ii]n (?:the )?place of (?P<gives>{_WHOM}){_WHO}{_ON}\b(?:appointed|named|elected|hired|chosen)\s(?P<takes>{_WHOM}){_AS}",
    )
)
_MAY_TELL = Sieved(
    r"\b(?:succe|replac|follow|tak(?:e|es|en|ing) over|took over|reliev|reins|helm|baton|mantle|seat|hand|pass|turn|transfer|cede|relinquish|"
    r"vacated|vacan|place of|(?:in|to) (?:both|these|those|all|each|the same) |(?:his|her|"
    r"their) (?:seat|place|position|role|post))"
)


@dataclass(frozen=True)
class Row:
    """A sentence as signs, with what each sign stands for."""

    text: str
    persons: tuple[PersonAt, ...]
    titles: tuple[Title, ...]

    def person(self, signs: str) -> PersonAt | None:
        found = re.search(_P, signs)
        return self.persons[ord(found.group()) - _PERSON] if found else None

    def titles_in(self, signs: str) -> list[Title]:
        return [self.titles[ord(sign) - _TITLE] for sign in re.findall(_T, signs)]


_STAYS = re.compile(r"\bwho\s(?:will\s)?(?:remains?|continues?|stays?)\b")  # "B will replace A, who remains as CEO": that post stays


def handed_over(context: Context, unit: Unit, told: Sequence[Statement], leaving: Sequence[Statement]) -> Iterator[Statement]:
    """What a sentence of prose says of a post that passes from one person to another, and `told`, what else is read from it, does not say;
    `leaving` is who is said to leave which post so far."""
    if unit.listed or not _MAY_TELL.search(unit.text) or _STAYS.search(unit.text):
        return
    row = row_of(context, unit)
    found = next((found for frame in _FRAMES if (found := frame.search(row.text))), None)
    if found is None:
        return
    taker, giver = row.person(found["takes"]), row.person(found["gives"])
    if giver is None and taker is not None:  # "with B succeeding him"
        before = re.findall(_P, row.text[: found.start("takes")])
        giver = row.persons[ord(before[-1]) - _PERSON] if before else None
        if giver is None and leaving:
            giver = replace(taker, name=leaving[-1].name)
    if taker is None or giver is None or taker.name == giver.name:
        return
    for post in _posts(context, unit, row, found, giver, told, leaving):
        yield from _both(context, unit, post, taker, giver, in_time(APPOINTED, found.group()), told)


def row_of(context: Context, unit: Unit) -> Row:
    text = unit.text
    organisations = [(low, high) for low, high, _ in organisations_of(context, unit)]
    titles = [title for title in find_titles(text) if not any(low <= title.start < high for low, high in organisations)][:100]
    persons = find_persons(text, [*organisations, *((title.start, title.end) for title in titles)])[:100]
    signs = [(title.start, title.end, chr(_TITLE + number)) for number, title in enumerate(titles)]
    for number, person in enumerate(persons):
        honoured = ENDS_HONOURED.search(text[: person.start])
        signs.append((honoured.start() if honoured else person.start, person.after, chr(_PERSON + number)))
    signs += [(low, high, ORG) for low, high in organisations if not any(start < high and low < end for start, end, _ in signs)]
    written, at = "", 0
    for start, end, sign in sorted(signs):
        written += text[at:start] + sign if start >= at else ""
        at = max(at, end)
    return Row(_AT_ONCE.sub("", without_asides(written + text[at:])), tuple(persons), tuple(titles))


def _posts(
    context: Context, unit: Unit, row: Row, found: re.Match[str], giver: PersonAt, told: Sequence[Statement], leaving: Sequence[Statement]
) -> list[Statement]:
    """The posts that pass over, as the giver held them: named in the frame as that which is taken, beside the giver's name, or what the giver is
    said to hold or leave."""
    signs = found.group()
    taken = found["takes"]
    named = row.titles_in(signs.replace(taken, "").replace(found["gives"], "")) or row.titles_in(found["gives"])
    held = [item for item in (*told, *leaving) if _is(item, giver) and item.kind in (HELD, LEAVING, LEFT)]
    keys = list(dict.fromkeys(role.key for title in named for role in atomic_roles(title.text)))
    of_seat = {"director"} if re.search(r"\bseat\b", signs) else exclusive_roles()
    known = [item for item in held if item.role.key in (keys or of_seat)]
    if known or not keys:
        return list({item.role.key: item for item in known}.values())
    others = {org.name for _, _, org in organisations_of(context, unit)} - {context.issuer.name}
    if others:
        return []
    title = named[-1]
    start, stop = unit.origin(min(title.start, giver.start)), unit.origin(max(title.end, giver.end) - 1) + 1
    roles = [role for role in atomic_roles(title.text) if role.key != "director" and not role.former]
    return [Statement(giver.name, role, title.text, context.company, HELD, None, None, None, start, stop, "succeeded") for role in roles]


def _both(
    context: Context, unit: Unit, post: Statement, taker: PersonAt, giver: PersonAt, kind: str, told: Sequence[Statement]
) -> Iterator[Statement]:
    """What the taker takes up and what the giver lays down, as far as it is not told."""
    start, stop = unit.origin(min(giver.start, taker.start)), unit.origin(max(giver.end, taker.end) - 1) + 1
    of_post = [item for item in told if item.role.key == post.role.key]
    own = next((item for item in of_post if _is(item, taker) and item.kind in (APPOINTED, COMING)), None)
    left = next((item for item in of_post if _is(item, giver) and item.kind in (LEAVING, LEFT, PAST)), None)
    if own is None:
        vacant = "vacan" in unit.text[taker.end : giver.start]  # the day told behind is that on which it fell vacant
        first = min(giver.start, taker.start)
        others = any(person.end <= first for person in find_persons(unit.text, ()))  # a day before is told of somebody else
        begin = _day(context, unit, kind, first if others else 0, giver.start if vacant else len(unit.text))
        begin = begin or (left.end if left and not vacant else None)
        if begin and begin.latest < context.published - RECENT:
            return  # a tale of former days, in which others may have followed
        if begin and begin.latest > context.published:
            kind = COMING
        begin = begin or (announced(context.published, start, stop) if kind == APPOINTED else None)
        role = replace(post.role, interim=False, former=False)
        own = replace(
            post, name=taker.name, role=role, kind=kind, begin=begin, end=None, predecessor=post.name, start=start, stop=stop, rule="handed-over"
        )
        yield own
    if left is None:
        over, end = gone_on(context.published, unit, giver.after) or followed(context.published, own)
        yield replace(post, name=giver.name, kind=over, end=end, start=start, stop=stop, rule="succeeded")


def _is(item: Statement, person: PersonAt) -> bool:
    return item.name.split()[-1] == person.name.split()[-1]


_EFFECTIVE = re.compile(
    r"\b(?:[Ee]ffective|[Ww]ith effect|[Oo]n|[Ff]rom|[Aa]s of|[Aa]s at|[Cc]ommencing|[Bb]y|[Aa]t the end of|[Ii]n)\s(?:from\s|on\s|as of"
    r"\s)?(?:the\s)?$"
)
_TOLD_OF = re.compile(r"\bwho\b[^,;]*$")


def _day(context: Context, unit: Unit, kind: str, after: int, before: int) -> DateMatch | None:
    """The day on which a post passes over: one that the sentence gives so before an offset, and not within what it tells of one of the persons."""
    days = [day for day in days_said(unit.text, context.published, kind == COMING, None) if after <= day.start < before]
    told = [
        day for day in days if (_EFFECTIVE.search(unit.text[: day.start]) or day.kind == "immediate") and not _TOLD_OF.search(unit.text[: day.start])
    ]
    return told[0] if told else None
