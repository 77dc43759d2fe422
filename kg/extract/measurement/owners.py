"""The company or mine that the words right before a figure name as the one that has, earns or does it."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.site.names import SiteAt
from kg.facts import Company

_SELF = re.compile(
    r"(?:\b(?:[Tt]he (?:Company|Group|Corporation|Issuer)|THE (?:COMPANY|GROUP|CORPORATION)|we|our)|"
    r"\A\W{0,3}The (?:company|group|corporation))\b(?!['\u2019]s)"
)
_EARNS = re.compile(
    r"(?: [Mm]ine| [Oo]perations?)? (?:(?:has|had|which|that) )?(?:generat(?:ed|es|ing)|earn(?:ed|s|ing))"
    r"(?: (?:record |total |net |quarterly )?(?:revenues?|sales)(?: of)?)?(?: (?:about|approximately|some))?\s"
)

_DEALS_IN = re.compile(
    r"\b(?:acquir\w+|acquisition of|purchas\w+(?: of)?|buy|buys|buying|bought|sell|sells|selling|sold|sale of|divest\w*|disposal of)[ \n]"
    r"(?:(?!(?:for|from|shares?|interests?|royalt\w+|to|by)\b)[\w%'\u2019-]+[ \n]){0,5}$|"
    r"\b(?:purchase|sale|acquisition|option|earn-?in|farm-?in|joint[ \n]venture)[ \n](?:letter[ \n])?agreement\b"
    r"(?:[^.;]|(?<=Inc)\.|(?<=Ltd)\.|(?<=Corp)\.){0,80}"
    r"[ \n](?:for|over|on|in[ \n]respect[ \n]of|covering)[ \n](?:the[ \n]|its[ \n]|our[ \n])?(?:[\w%-]+[ \n]){0,3}$",
    re.IGNORECASE,
)
# "acquire a 2% royalty on the", "option to earn up to a 60% interest in its": a part of what a site is or yields.
_DEALS_IN_PART = re.compile(
    r"\b(?:acquir\w+|acquisition|purchas\w+|buy|buys|buying|bought|sell|sells|selling|sold|sale|divest\w*|earn\w*|option\w*|grant\w*|enter\w*|provid\w*|stream\w*)\b(?:[^.;]|\.(?=\d)){0,60}"
    r"\b(?:interest|stake|share|royalt(?:y|ies)|NSR|stream|option|ownership)\b(?:[ \n]\([^()]{1,40}\))?[ \n](?:in|on|over|of|for|from|to)[ \n]"
    r"(?:(?!(?:for|from|shares?|by)\b)[\w%'\u2019-]+[ \n]){0,5}$",
    re.IGNORECASE,
)
OTHER_DEAL = re.compile(r"\b(?:acquired|acquires|bought|buys|purchased|purchases|sold|sells|settle\w*|lawsuits?|claims?|loans?|fees?)\b")
_AND_OTHER = re.compile(r"(?:[ \n][a-z]+)?(?:,|,?[ \n]and|[ \n]&)[ \n](?:the[ \n]|its[ \n])?")


def bought_site(context: Context, sentence: Sentence) -> SiteAt | None:
    """The site that the sentence says is bought or sold; else the one of which the paragraph before it, the title or the first paragraph says so,
    if the sentence names no site and nothing else that is bought; so too where an interest in it, a royalty on it or an option of it is dealt in."""
    title = context.header.title
    lead = next((part for part in context.telling if title is None or part.start >= title.end), sentence.part)
    told = [(sentence.start, sentence.end)]
    named = (naming for naming, _ in context.sites.named_in(sentence.start, sentence.end) if naming.rule != "reference")
    if not any(named) and not OTHER_DEAL.search(sentence.text) and _is_ours(context, sentence):
        told += [(sentence.part.start, sentence.start), (title.start, title.end) if title else (0, 0), (lead.start, lead.start + len(lead.text))]
    dealt = next((sites for start, end in told if (sites := _dealt_in(context, start, end))), [])
    return dealt[0] if len({site.name for site in dealt}) == 1 else None


# "In a separate transaction, Heron paid Larch $12 million": others among themselves.
_OURS = re.compile(r"\b(?:[Tt]he (?:Company|Corporation|Group)|[Ii]t|[Ww]e|[Ii]ts|[Oo]ur)\b")


def _is_ours(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence speaks of the issuer, or of no company."""
    named = {id(organisation) for _, organisation in context.namings(sentence.start, sentence.end)}
    return not named or id(context.issuer) in named or _OURS.search(sentence.text) is not None


def _dealt_in(context: Context, start: int, end: int) -> list[SiteAt]:
    """The sites that words say are bought or sold."""
    text, dealt = context.reading.text, list[SiteAt]()
    last = start
    for naming, site in context.sites.named_in(start, end):
        joined = bool(dealt) and _AND_OTHER.fullmatch(text, last, naming.start)
        part = _DEALS_IN_PART.search(text, max(start, naming.start - 160), naming.start)
        if joined or part or _DEALS_IN.search(text, max(start, naming.start - 80), naming.start):
            dealt.append(site)
        last = naming.end
    return dealt


def of_name(context: Context, sentence: Sentence, start: int) -> Company | None:
    """The company whose name in the genitive begins a sentence: "Tamsin's production was"."""
    text = context.reading.text
    for naming, organisation in context.namings(sentence.start, start):
        if naming.start - sentence.start < 4 and re.match(
            r"['’]s (?:[\d.]+% )?(?:share of )?(?:\w+ ){0,3}(?:production|output|sales|guidance)\b", text[naming.end : start]
        ):
            return organisation.company
    return None


def having(context: Context, sentence: Sentence, start: int) -> Company | None:
    """The company that the words right before a number of shares say will have them: "X will have 110 million shares outstanding"."""
    text = context.reading.text
    for naming, organisation in context.namings(sentence.start, start):
        if re.fullmatch(r"\s(?:will have|would have|has|had|now has|currently has)\s(?:[a-z]+\s){0,3}", text[naming.end : start]):
            return organisation.company
    return None


def earning(context: Context, sentence: Sentence, start: int) -> SiteAt | None:
    """The mine that the words right before an amount of money say earned it: "Osprey generating $9 million"."""
    text = context.reading.text
    named = context.sites.named_in(sentence.start, start)
    return next((site for naming, site in named if _EARNS.fullmatch(text, naming.end, start)), None)


def company_of(context: Context, sentence: Sentence, start: int) -> Company:
    """The company named in a sentence before a figure of companies, else the issuer."""
    return company_named(context, sentence, start) or context.company


# Who but places what another firm issues: "Birch Securities was appointed lead manager to a placing of 10,000,000 shares".
_HELPS = re.compile(
    r"(?:[ \n]?\([^()]{1,60}\)){0,3},?[ \n](?:[a-z]+[ \n]){0,6}?(?:as[ \n])?(?:(?:the|an?|our|its|joint|sole|lead|co-lead|exclusive|placement|"
    r"corporate|independent|financial|book-?)[ \n]?){0,4}"
    r"(?:managers?|agents?|brokers?|book-?runners?|underwriters?|arrangers?|advis[eo]rs?)\b",
    re.IGNORECASE,
)


def company_named(context: Context, sentence: Sentence, start: int) -> Company | None:
    """The company with which the clause of a figure begins, or that is named last before its verb."""
    text = context.reading.text
    told = context.namings(sentence.start, start)
    for naming, organisation in told:
        if any(other.start <= naming.start and naming.end < other.end for other, _ in told):
            continue  # the first words of a longer name
        if _HELPS.match(text, naming.end, start):
            continue
        lead = text[sentence.start : naming.start]
        behind = text[naming.end : naming.end + 3]
        if (
            len(lead) < 60
            and not behind.startswith(("'s", "’s"))
            and not re.search(
                r"\b(?:by|with|from|to|of|and|for|against|at|in|paid|pay|pays|paying|granted|offered|sold|owes?|gave|give)\s(?:the )?$", lead
            )
        ):
            return organisation.company
    if _SELF.search(text[sentence.start : start]):
        return context.company
    return None if told else _called_by_first_word(context, sentence)


# "Mallow owns the deposit and held cash of": a firm that begins its sentence by the first word of its name
_BEGINS = re.compile(
    r"\W{0,3}(?P<word>[A-Z][a-z][\w-]{2,})[ \n](?:also[ \n])?(?:owns|holds|held|has|had|is|was|will|produced|expects|reported|operates)\b"
)


def _called_by_first_word(context: Context, sentence: Sentence) -> Company | None:
    """The one other company that a sentence calls by the first word of its name, which is that of no site."""
    said = _BEGINS.match(sentence.text)
    if said is None or any(site.name.startswith(said["word"]) for site in context.sites.all):
        return None
    named = [one.company for one in context.organisations if one.company.name.startswith(said["word"] + " ")]
    return named[0] if len(named) == 1 else None
