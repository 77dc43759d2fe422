"""Where the name of an organisation begins: behind sentence openers, datelines, genitives of places, and what an "of" or "and" merely joins to it."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.organisation.limits import behind_figure, behind_headline, behind_page_number
from kg.extract.organisation.run_on import behind_run_on
from kg.extract.organisation.words import AND_NAMES, LEADING, NO_NAME, OF_NAMES, SUFFIX, TOKEN
from kg.text.letters import UPPER
from kg.text.lexicons import folded, mapping
from kg.text.names import abbreviates, legal_form_pattern, split_legal_form


@cache
def _legal_form() -> re.Pattern[str]:
    return re.compile(legal_form_pattern())


def name_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a name really begins and ends: without what stands before it, openers, labels, whatever "of" or "and" merely joins to it."""
    if dateline := _IN_PROVINCE.match(text[start:end]):
        start += dateline.end()
    if (number := _NUMBER.match(text, start)) and _NUMBERED.search(text, max(0, start - 20), start):
        start = number.end()
    while True:
        piece = text[start:end]
        leading = LEADING.match(piece) or of_place(piece)
        if leading and _TITLED_TRADE.fullmatch(split_legal_form(piece)[0]) and split_legal_form(piece)[1]:
            return start, end  # "President Mines Inc.": the words behind are no name
        if not leading and (alias := _ALIAS.match(text, end)) and piece.startswith(alias[1] + " "):
            return start, end  # "Alder Gold and Natural Resources plc ("Alder Gold")": the name begins where its short form does
        dash = piece.rfind("--") + 2
        cut = dash if dash > 1 else leading.end() if leading else behind_page_number(piece) or behind_headline(piece)
        cut = cut or behind_figure(text, start, piece) or behind_run_on(text, start, end)
        cut = cut or _behind_purpose(text, start, piece)
        cut = cut or _joint_cut(piece)
        if not cut or cut >= len(piece):
            return start, end
        start += cut


# A word that opens sentences or is a title, and nothing behind it but the words of a trade.
_TITLED_TRADE = re.compile(rf"[A-Z][a-z]{{5,}}(?: {SUFFIX}){{1,3}}")
# The number that the exchange gives an announcement, on one line with the firm: "RNS Number : 0428F Alder Mining plc".
_NUMBER, _NUMBERED = re.compile(r"\d{4}[A-Z]{1,2} (?=[A-Z0-9])"), re.compile(r"\bNumber\s?:\s*$", re.IGNORECASE)


# What a headline says is done with a firm: "Sells Half of Its Mine to Form Alder Copper Corp."
_PURPOSE = re.compile(
    r"(?:Acquire|Advance|Buy|Become|Combine|Create|Develop|Engage|Explore|Form|Fund|Join|Launch|Merge|Name|Option|Purchase|Rename|Sell|Take|Transfer)"
    r" (?:With |Into |Over )?(?=\S+ )"
)


def _behind_purpose(text: str, start: int, piece: str) -> int:
    """Where a name begins behind the verb that a "to" leads in, or 0."""
    found = _PURPOSE.match(piece) if text[max(0, start - 3) : start].casefold() == "to " else None
    return found.end() if found else 0


def called_behind(text: str, start: int, end: int) -> int:
    """Where a name ends that goes on up to the bracket of its short name: "Alder Metals Canada ("AMC")", "Alder Streaming and Royalty (Alder)"."""
    if paired := _PAIRED.match(text, end):
        return paired.end()
    more = _MORE.match(text, end)
    if more is None or (_NATION.fullmatch(more["more"]) is None and _FURTHER.fullmatch(more["more"]) is None):
        return end
    whole = text[start : more.end("more")]
    shortened = whole.startswith(f"{more['alias']} ") or abbreviates(more["alias"], whole)
    return more.end("more") if shortened else end


_MORE = re.compile(rf"(?P<more>(?: (?:(?:and|&) )?{TOKEN}){{1,2}}) \((?:the )?\"?(?P<alias>{TOKEN}(?: {TOKEN}){{0,3}})[\")]")
_NATION = re.compile(r" (?:Canada|USA|America|Americas|Australia|Mexico|Peru|Chile|Brazil|Argentina|Africa|Ghana|Europe|International|Global)")
_PAIRED = re.compile(
    r"(?<=Mining|Metals) and (?:Exploration|Smelting|Refining|Trading)(?! [A-Z]| (?:activit|program|compan|work|results|projects?|asset|costs?|"
    r"expen|budget|equipment|sector|industr|rights?|licen|permit|interest|concession|propert|operation|team|personnel|plan|drill|target|of|at|in|on)"
    r"[a-z]*\b)(?=\W|$)"
)
_FURTHER = re.compile(
    r"(?: (?:and|&))? (?:Royalty|Royalties|Streaming|Exploration|Development|Mining|Metals|Minerals|Resources|Fund|Trust|Partners|Syndicate|"
    r"Consortium|Association|Alliance|Company|Trading|Energy|Investments?|Finance|Growth)(?: (?:[IVX]{1,4}|LP|Fund|Trust))?| (?:[IVX]{1,4}|LP)"
)
# The head of a dateline without a dash: "HALIFAX, N.S. Birch Metals Corp.".
_IN_PROVINCE = re.compile(r"[A-Z][A-Za-z.' -]{2,28}, (?:(?:[A-Z]\.){2,3}|BC|AB|SK|MB|ON|QC|NB|NS|NL|YT|NT|NU|NV|WA|NSW|QLD) (?=[A-Z])")


_GENITIVE = re.compile(rf"([{UPPER}][\w-]+(?: [{UPPER}][\w-]+)?)'s? ")


def of_place(piece: str) -> re.Match[str] | None:
    """The place whose firm a name is said to be: "China's Alder Steel Group"."""
    found = _GENITIVE.match(piece)
    return found if found and found[1].casefold() in mapping("geography.txt") else None


_ALIAS = re.compile(rf"\s?\((?:the )?[\"']([{UPPER}][^\"'()]{{2,40}}?)[\"']")  # the short name in the bracket behind a name
_JOINT = re.compile(r" (of|and|for|de|in|y|et|e) ")


# "Coal of Alderland Limited": a firm by what it digs and where.
_COMMODITY_OF = re.compile(r"(?:Coal|Diamonds?|Gold|Silver|Copper|Zinc|Nickel|Tin|Platinum|Uranium|Lithium|Potash|Graphite|Salt|Iron Ore) of")


def _is_but_country(name: str) -> bool:
    """Whether a name is a country's with a legal form, which no firm is called: "Tin Resources of | Bolivia Ltd"."""
    stem, form = split_legal_form(name)
    return form != "" and mapping("geography.txt").get(stem.casefold()) == "country"


def _joint_cut(piece: str) -> int:
    """The offset after the last joint that does not belong to a name, or 0."""
    for joint in reversed(list(_JOINT.finditer(piece))):
        before, after = piece[: joint.end() - 1], piece[joint.end() :]
        word = joint.group(1)
        lone = split_legal_form(after)[0].split()
        listed = re.fullmatch(rf"{TOKEN}(?:, {TOKEN}){{1,3}},? ", piece[: joint.start() + 1]) is not None and len(lone) == 1
        plain = folded("not_in_names.txt") | folded("generic_words.txt") if len(lone) > 1 else folded("not_in_names.txt")
        generic = bool(lone) and (all(one.casefold() in plain for one in lone) or (len(lone) > 1 and NO_NAME.match(" ".join(lone)) is not None))
        if word == "and" and listed:
            return 0
        if word == "and" and generic:
            continue
        keeps = (
            (word in ("of", "for") and (OF_NAMES.search(before) or _COMMODITY_OF.fullmatch(before)))
            or (word == "of" and _is_but_country(after))
            or (word == "and" and (AND_NAMES.match(after) or False))
            or word in ("de", "y", "et", "e")
        )
        if not keeps:
            return joint.end()
    comma = piece.rfind(", ", 0, max(0, len(piece) - 12))
    return comma + 2 if comma >= 0 and not _legal_form().match(piece[comma + 2 :]) and len(piece[comma + 2 :].split()) > 1 else 0
