"""The organisation of which the words or sentences before a title tell."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.elsewhere import WHILE_AT
from kg.extract.role.post_words import ORG
from kg.extract.role.unit_contents import Contents
from kg.text.titles import Title

ITS_FIRST = re.compile(r"\bits\s(?:own\s)?(?:first|inaugural|founding|initial)\s")
# "Hallam Ore plc announced that A will join the board": a sentence whose subject is a firm tells of its posts.
_ANNOUNCES = re.compile(
    rf"(?:[A-Z][^,;.{ORG}]{{2,40}},\s)?(?:(?:Meanwhile|Also|Separately|Elsewhere),?\s)?(?:The\s|[A-Za-z-]+(?:\s[a-z-]+){{0,3}}\s)?{ORG},?\s"
    r"(?:(?:has|have|had|also|today|recently|yesterday)\s){0,3}"
    r"(?:announce[sd]?|appoint(?:s|ed)|name[sd]|promote[sd]|hire[sd]|elect(?:s|ed))\b"
)
# What a shareholder says of the board of another: "named Jane Roe to the Company's board as its nominee".
_AT_ISSUER = re.compile(r"\bthe (?:Company|Corporation|Issuer)\b|\b(?:voted|nominee|nominat\w+|investor rights)\b")
_THE_FIRM = re.compile(r"The (?:company|miner|producer|explorer|developer|group|firm)\b")
_BACK = 3  # sentences in which the firm of "The company also appointed" was named


def announcer(context: Context, found: Contents) -> Organisation | None:
    """The firm, not the issuer, of which a sentence tells as its subject, by its name or as "The company" of the sentences before."""
    if found.unit.listed:
        return None
    text = found.gap(0, min(len(found.unit.text), 200))
    if _ANNOUNCES.match(text):
        of_issuer = any(organisation is context.issuer for _, _, organisation in found.organisations) or _AT_ISSUER.search(found.unit.text)
        return None if of_issuer else found.organisations[0][2]
    if not _THE_FIRM.match(text):
        return None
    before = [sentence for sentence in context.sentences if sentence.part is found.unit.part and sentence.end <= found.unit.origin(0)]
    for sentence in before[: -_BACK - 1 : -1]:
        named = context.namings(sentence.start, sentence.end)
        if any(org is context.issuer for _, org in named) or "the Company" in sentence.text:
            return None
        if named:
            low, high = named[0][0].start - sentence.start, named[0][0].end - sentence.start
            if _ANNOUNCES.match(sentence.text[:low] + ORG + sentence.text[high:]):
                return named[0][1]
    return None


_BODY = re.compile(
    r"\b(?:the\s)?(?P<word>[Uu]nion|[Aa]lliance|[Aa]ssociation|[Ff]ederation|[Bb]rotherhood|[Cc]ouncil|[Ff]und|[Tt]rust|[Pp]artnership|[Cc]onsortium|[Ss]yndicate)\s$"
)


def called_before(context: Context, found: Contents, title: Title) -> Organisation | None:
    """The organisation that the last word of its name calls before a title: "Alliance president Jo Roe" of the one alliance named so far."""
    word = _BODY.search(found.unit.text[max(0, title.start - 20) : title.start])
    if word is None:
        return None
    named = {
        org.name: org for _, org in context.namings(0, found.unit.origin(title.start)) if org.name.casefold().endswith(" " + word["word"].casefold())
    }
    return next(iter(named.values())) if len(named) == 1 else None


def opened_before(context: Context, found: Contents) -> Organisation | None:
    """The organisation of which one of the two sentences before began to tell: "During her time at X, she ran two mines. She was COO"."""
    at = found.unit.origin(0)
    before = [sentence for sentence in context.sentences if sentence.part is found.unit.part and sentence.end <= at]
    for sentence in before[:-3:-1]:
        named = context.namings(sentence.start, sentence.end)
        if named and WHILE_AT.match(sentence.text[: named[0][0].start - sentence.start] + ORG + sentence.text[named[0][0].end - sentence.start :]):
            return named[0][1]
    return None


_JOINED = re.compile(rf"\b(?:join(?:ed|ing)|moved to|went to|hired by|recruited by)\s(?:the\s)?{ORG}[^;]*$")
_GOES_ON = re.compile(
    r"(?:He|She|(?:Mr|Ms|Mrs|Dr)\.? [A-Z][\w'-]+)\s(?:then |later |subsequently |also |soon ){0,2}(?:was|became|rose|served|held|left|took|moved)\b"
)


def career_before(context: Context, found: Contents) -> Organisation | None:
    """The firm that somebody is said to have joined in the sentence before, of which a tale of past years goes on to tell: "before joining X as
    Controller in 2015. He was promoted to CFO in 2017"."""
    text = found.unit.text
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)]
    if found.unit.listed or found.organisations or not _GOES_ON.match(text) or not years or max(years) >= context.published.year:
        return None
    before = [sentence for sentence in context.sentences if sentence.part is found.unit.part and sentence.end <= found.unit.origin(0)]
    named = context.namings(before[-1].start, before[-1].end) if before and not _OURS.search(text) else []
    if not named or named[-1][1] is context.issuer:
        return None
    said, low, high = before[-1].text, named[-1][0].start - before[-1].start, named[-1][0].end - before[-1].start
    return named[-1][1] if _JOINED.search(said[:low] + ORG + said[high:]) and not _OURS.search(said, high) else None


_OURS = re.compile(r"\b(?:[Tt]he (?:Company|Corporation|Group)|our|us)\b")


def told_before(context: Context, found: Contents) -> Organisation | None:
    """Of whom the sentence before tells, where that is not the issuer: "X will have its own board. A is its first chief executive"."""
    before = [sentence for sentence in context.sentences if sentence.part is found.unit.part and sentence.end <= found.unit.origin(0)]
    named = context.namings(before[-1].start, before[-1].end) if before else []
    return named[0][1] if named and named[0][1] is not context.issuer else None
