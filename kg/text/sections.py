"""Which part of a release each block belongs to: header, body, about, boilerplate, contacts, and so on.

Boilerplate gives no facts: its names are examples of risks, its companies are stock exchanges. Contacts give roles. A section goes on
until a heading begins another, because the lawyers' paragraphs rarely repeat that they are boilerplate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.header_words import NOT_TITLE
from kg.text.letters import UPPER
from kg.text.names import PERSON, after_credentials, may_be_person
from kg.text.reading import Block, Reading
from kg.text.titles import find_titles

HEADER, BODY, ABOUT, QUALIFIED, CONTACT, SIGNATURE, BOILERPLATE, SOURCE = (
    "header",
    "body",
    "about",
    "qualified-person",
    "contact",
    "signature",
    "boilerplate",
    "source",
)


@dataclass(frozen=True)
class Part:
    """A block and the section it stands in."""

    block: Block
    section: str
    text: str

    @property
    def start(self) -> int:
        return self.block.start


_INITIALS = rf"[{UPPER}][\w.'-]*(?: (?=[{UPPER}])|(?=[,\"]))"  # who signs, alone on a line in quotation marks: "Ann J. Marlo, P.Eng."
# First words of a block -> the section that it begins. In this order: the first that fits decides.
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (section, re.compile(pattern, re.IGNORECASE))
    for section, pattern in (
        (
            BOILERPLATE,
            r"^(?:(?:cautionary|caution|special|important|further|u\.?s\.? ?)?\s*(?:statements?|notes?|notices?|language|"
            r"information|disclosures?|advisory|comments?|disclaimer)?"
            r"\s*(?:to (?:u\.?s\.?|united states) (?:investors|readers)|(?:regarding|concerning|about|on|relating to|for|-|"
            r":)?\s*(?:the )?)?\s*forward[- ]?looking)",
        ),
        (
            BOILERPLATE,
            r"^(?:cautionary (?:note|statement|language|information|disclosure)|caution(?:ary)? (?:to|regarding|concerning)|"
            r"safe harbou?r|disclaimers?\b|"
            r"forward[- ]looking|legal (?:notice|disclaimer)|important (?:notice|information)|notes? to (?:u\.?s\.?|united states)|"
            r"non[- ](?:gaap|ifrs)|use of non|alternative performance|previously reported|no new information|market abuse|"
            r"dissemination of a regulatory|(?:prior to (?:its )?publication,? )?(?:the |certain |some )?(?:of the )?(?:information (?:contained|"
            r"communicated|set out|included) (?:with)?in )?this announcement\b[^.]{0,90}"
            r"\b(?:(?:deemed|considered) by the company|constitutes? (?:inside|an? (?:offer|advertisement|promotion))|inside information)\b|"
            r"this announcement\b(?![^\n]{0,900}\((?:aim|lse|tsx|tsxv|tsx-v|asx|jse|nyse)[ :])[^.]{0,120}?[, ]"
            r"(?:restricted(?=,? and)|not for (?:release|publication|distribution)|for information(?:al)? purposes only|"
            r"not an? (?:offer|prospectus|admission document)|an advertisement)\b|(?:in addition, )?market soundings\b|"
            r"regulatory (?:disclaimer|statement)|this (?:news|press) release (?:does not|is not|shall not)|"
            r"/?not for (?:distribution|release|dissemination|publication)"
            r"(?:,? (?:in(?:to)?|or|publication|distribution|release|dissemination)\b)?|"
            r"information regarding forward|advisor(?:y|ies)\b|reader advisory|risk factors|glossary|stockwatch|technical glossary)",
        ),
        (
            BOILERPLATE,
            r"^(?:neither (?:the )?(?:tsx|toronto|canadian|cse|neo|cboe|nasdaq|nyse|asx|exchange)|the (?:tsx|toronto stock|"
            r"canadian (?:securities|national stock)|cse|neo)[^.]{0,60}"
            r"(?:has|have|does|do) n(?:ot|either)|no (?:stock exchange|securities)[^.]{0,80}(?:approved|reviewed|accept)|"
            r"the securities (?:referred|described|offered|have not|to be)|"
            r"(?:certain|some|all|this|except|the information|statements|information)\b[^.]{0,160}forward[- ]looking)",
        ),
        (
            ABOUT,
            r"^(?:about|corporate (?:profile|summary|overview)|company (?:profile|overview|background)|profile|background (?:on|"
            r"of)|notes? to editors?)\b(?! (?:to|half|\d))",
        ),
        (
            QUALIFIED,
            r"^(?:(?:technical (?:information|disclosure|review|content)|qualified persons?|competent persons?|"
            r"statement of (?:qualified|competent)|jorc|"
            r"ni ?43[- ]101|national instrument|scientific and technical|quality (?:assurance|control)|qa ?/ ?qc|review by|qualifying statement))\b",
        ),
        (
            CONTACT,
            r"^(?:(?:for (?:further|more|additional|any) (?:information|details|enquir|inquir)|for (?:investor|media|further)|"
            r"for (?:information|details|enquir|inquir)[^.\n]{0,70}\bcontact|"
            r"(?:company |corporate |investors?(?: relations)? |media |press |further |ir )?"
            r"(?:contacts?(?! (?:zone|vein|lode|reef|area|metamorph))|enquir(?:y|ies)|inquir(?:y|ies))\b(?: information| details| us)?|"
            r"investor relations:?$|"
            r"media relations:?$|please (?:contact|visit)|to (?:find out|learn) more)|"
            r"-30-|###|investors? ?(?:&|and|/) ?media)",
        ),
        (
            SIGNATURE,
            r"^(?:(?:on|by) (?:behalf|order) of|for and on behalf|signed|yours (?:faithfully|sincerely|truly)|respectfully|\"?signed|/s/ |"
            rf"\"(?-i:{_INITIALS}){{1,4}}(?:,(?: ?[A-Z][A-Za-z]{{0,4}}\.?){{1,4}}){{0,2}}\"\W*$|"
            r"this (?:announcement|release|asx announcement) (?:has been |was |is )?(?:authori[sz]ed|approved))",
        ),
        (SOURCE, r"^source:"),
    )
)
# A paragraph that is boilerplate wherever it stands.
_LEGAL = re.compile(
    r"forward[- ]looking (?:statements?|information)|safe harbou?r|undue reliance|accepts? responsibility for the adequacy|"
    r"(?:has|have) not been (?:and will not be )?registered under|no obligation to (?:update|revise)|disclaims? any (?:intention|obligation|intent)|"
    r"actual (?:results|events)[^.]{0,60}differ|offer to sell or (?:a |the )?solicitation",
    re.IGNORECASE,
)
# A date, wire or dash after a place: the first words of the story.
_BEGINS_STORY = re.compile(
    r"^[A-Z][^\n]{2,110}?(?:\(?(?:market ?wired?|globe ?newswire|newsfile|business wire|pr ?newswire|cnw|accesswire|"
    r"ccnmatthews|primenewswire)\b|--|[\u2013\u2014]| - |"
    r"(?<=[\s\d])/\s?(?-i:[A-Z]))",
    re.IGNORECASE,
)
_DATED = re.compile(r"[A-Z][^\n]{2,60}?\b(?:19|20)\d\d\b")  # a dateline with its year


def sections(reading: Reading) -> tuple[Part, ...]:
    """The blocks of a reading with their sections, in order."""
    parts: list[Part] = []
    current, story, in_prose = HEADER, _story_begins(reading), False
    for index, block in enumerate(reading.blocks):
        text = reading.text[block.start : block.end]
        begun = _begins(text, block)
        if begun is None and current not in (CONTACT, SIGNATURE) and _signs(reading, index):
            begun = SIGNATURE
        if index < story:
            # Legends and letterheads before the story open nothing: the story follows them.
            parts.append(Part(block, BOILERPLATE if begun == BOILERPLATE else HEADER, text))
            continue
        if current == HEADER:
            current = BODY
        unheaded = begun is None and current in (BOILERPLATE, CONTACT, SIGNATURE) and block.kind in ("paragraph", "bullet")
        if unheaded and _EXPERT.match(text) and not _LEGAL.search(text):
            parts.append(Part(block, QUALIFIED, text))  # behind an exchange's disclaimer or the contacts, without a heading
            continue
        if begun == BOILERPLATE and block.kind == "bullet" and current != BOILERPLATE:
            parts.append(Part(block, BOILERPLATE, text))  # a note under a table or in a list: the story goes on behind it
            continue
        if begun is not None:
            current, in_prose = begun, block.kind == "paragraph" and not _is_bare_heading(text)
        elif (current in (CONTACT, SIGNATURE, SOURCE) and block.kind in ("paragraph", "bullet") and len(text) > 200) or (
            current in (ABOUT, QUALIFIED, BOILERPLATE)
            and (_RESUMES.match(text) or (_is_new_heading(text, block) and (current != BOILERPLATE or in_prose)))
        ):
            current = BODY
        legal = current in (BODY, ABOUT, QUALIFIED) and _is_legal(text)
        parts.append(Part(block, BOILERPLATE if legal else current, text))
    return tuple(parts)


# A paragraph on who answers for the technical contents of a release.
_EXPERT = re.compile(
    r"(?:[\w']+ ){0,4}(?:Qualified|Competent|QUALIFIED|COMPETENT) P(?:erson|ERSON)s?\b|[^\n;]{0,400}\b(?:is|are|as) (?:an? |the |both )?[^.;\n]{0,60}"
    r"(?:[Qq]ualified|[Cc]ompetent) [Pp]ersons?\b"
)


def _begins(text: str, block: Block) -> str | None:
    """The section that a block opens, judged by its first line; prose opens none but boilerplate and contacts."""
    first = text.split("\n", 1)[0].lstrip("*# ").strip()
    for section, pattern in _HEADINGS:
        found = pattern.match(first)
        if not found:
            continue
        short = len(first) <= 120
        if section == BOILERPLATE and (short or _LEGAL.search(text) or len(found.group()) > 25):
            return section
        if section in (SIGNATURE, SOURCE) or (section == CONTACT and (short or len(first) < 300)):
            return section
        if short and (block.kind != "paragraph" or _is_bare_heading(first)):
            return section
        return None
    return None


_SIGNED = re.compile(rf"\"?(?P<name>{PERSON})\"?")


def _signs(reading: Reading, index: int) -> bool:
    """Whether a block is but a person's name, with the title alone on the next line: who signs a release that does not say so."""
    block = reading.blocks[index]
    if block.end - block.start > 70 or block.kind == "table":
        return False
    name, _, behind = reading.text[block.start : block.end].partition("\n")
    signed = _SIGNED.match(name)
    if signed is None or name[after_credentials(name, signed.end()) :].strip(' ",') or not may_be_person(signed["name"]):
        return False
    if not behind and index + 1 < len(reading.blocks):
        following = reading.blocks[index + 1]
        behind = reading.text[following.start : min(following.end, following.start + 100)]
    title = behind.partition("\n")[0].strip(" ,")
    return any(found.start == 0 and found.end == len(title) for found in find_titles(title))


# News told behind the legends of a financing.
_RESUMES = re.compile(
    r"^(?:The (?:Company|Corporation|Issuer)|[A-Z]\w+(?: [A-Z]\w+){0,3}) (?:also|further|additionally) (?:announce|"
    r"report|advise|is pleased)"
)


def _is_bare_heading(line: str) -> bool:
    """A heading that ends like a sentence only because a company's name does ("About X Ltd.")."""
    return len(line.split()) <= 10 and not re.search(r"\b(?:is|are|was|has|have|will)\b", line)


def _is_new_heading(text: str, block: Block) -> bool:
    """A heading that belongs to no known section ends the one before it, except legal matter under a heading of its own, which has many."""
    if block.kind != "heading" or len(text) > 90 or text.endswith(":"):
        return False
    return bool(re.match(r"^[A-Z][A-Za-z]", text)) and not re.search(r"@|\d{3}|www\.", text)


def _is_legal(text: str) -> bool:
    """Whether legal language fills a block: a release that lost its line ends is one block, and holds some of it."""
    return len(text) > 120 and len(_LEGAL.findall(text)) >= (1 if len(text) < 700 else max(2, len(text) // 700))


# What only a story says: who speaks, and that it announces.
_TELLS = re.compile(
    r"\b(?:is|are) (?:very )?(?:pleased|delighted|excited) to\b|\((?:the )?\"(?:the )?(?:Company|Corporation)\"\)|"
    r"\btoday (?:announce[ds]?|reports?)\b"
)


# A short first paragraph of a story: who has done what, and a stop.
_REPORTS = re.compile(
    r"^[A-Z][^\n.;]{2,80}?\s(?:has (?:today )?(?:released|announced|published|lodged|completed|received|signed|entered)|presents|provides|reports|"
    r"announces|advises|confirms)\s(?:an?|its|the|that|on)\b[^\n]*\.\s*$"
)


def _is_long_title(text: str) -> bool:
    """A paragraph that is one long line without a stop: the headline of a release with many results."""
    plain = _SHORTENED.sub("", text.rstrip())
    return len(text) < 330 and "\n" not in text and not re.search(r"[.!?:;\"'*]$|[a-z)][.!?] [A-Z]", plain) and not _TELLS.search(text)


_SHORTENED = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Mt|St|No|vs)\.(?= )")  # stops that end no sentence


def _announced(texts: list[str]) -> int:
    """The index of the text that gives an announcement its number with the exchange, over the issuer's name and the day; -1 without one."""
    return next((index for index, text in enumerate(texts) if _NUMBERED.search(text)), -1)


_HEAD = 40  # blocks in which a story begins
_NUMBERED = re.compile(r"^RNS Number\s?:", re.IGNORECASE | re.MULTILINE)


def numbered(parts: tuple[Part, ...]) -> int:
    """The index of the part in which an announcement begins: that of its number with the exchange, else the first."""
    return max(0, _announced([part.text[:400] for part in parts[:_HEAD]]))


def _story_begins(reading: Reading) -> int:
    """The index of the block in which the story begins: the first with a dateline, else the first paragraph."""
    first_paragraph = len(reading.blocks)
    announced = _announced([reading.text[block.start : min(block.end, block.start + 400)] for block in reading.blocks[:_HEAD]])
    for index, block in enumerate(reading.blocks[:_HEAD]):
        text = reading.text[block.start : block.end]
        if index <= announced:
            continue  # what a portal puts over an exchange's announcement
        if _begins(text, block) == BOILERPLATE and not _TELLS.search(text):
            continue  # a legend over the headline
        tells = len(text) > 60 and (_TELLS.search(text) is not None or _REPORTS.search(text) is not None)
        told = block.kind == "paragraph" and ((len(text) > 150 and not _is_long_title(text)) or tells)
        if told or block.kind == "bullet":
            first_paragraph = min(first_paragraph, index)
        short = block.kind == "paragraph" and len(text) > 60 and text.rstrip().endswith(".") and _DATED.match(text) is not None
        if block.kind == "lines" and NOT_TITLE.match(text):
            continue  # an address with its dash, or another label
        if block.kind in ("paragraph", "lines") and (len(text) > 120 or short) and not _is_long_title(text) and _BEGINS_STORY.match(text):
            return min(index, first_paragraph) if first_paragraph < index else index
    return first_paragraph
