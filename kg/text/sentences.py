"""Sentences of a block, by rules: a stop, a blank and a capital end one, unless the stop belongs to an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.letters import LOWER, UPPER

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:Mr|Mrs|Ms|Dr|MR|MRS|MS|DR|Adv|Prof|Hon|St|Ste|ST|STE|Messrs|Mt|MT|"
    r"No|Nos|NOS?|Fig|Figs|Vol|Sec|Ltd|Inc|Corp|Co|Cos|Bros|LTD|INC|CORP|CO|P|Geo|"
    r"g[eé]o|Eng|Ph|M|B|Sc|approx|ca|cf|vs?|incl|est|ext|Ext|tel|Tel|al|e\.g|i\.e|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Ont|Que|Man|Sask|Alta|Nfld|Gen|Col|Capt|Sr|Jr|Esq|Ing|Lic|U\.S|"
    r"U\.K|S\.A|N\.L|N\.V|B\.V|C\.V|D\.C|B\.C|N\.B|N\.S|P\.E\.I|N\.W\.T|S\.R\.L|R\.L|"
    rf"[{UPPER}]|[{UPPER}]\.[{UPPER}]|P\.Geo|P\.Eng|Pr|Sci|Nat|MSc|BSc|Hons|Assoc|Dept|Univ|Ave|Blvd|Rd|Bldg|Ste|pp?|oz|lbs?|ft|in|m)\.$"
)
# A legal form ends a sentence when what follows begins one: an article, a pronoun, "In", "On" ...
_OPENER = re.compile(
    r"(?:The|This|These|That|In|On|At|It|Its|As|We|Our|He|She|They|All|For|With|Under|Following|Mr|Ms|Mrs|Dr|However|"
    r"Additionally|Prior|Previously|Before|From|Between|Until|Most|Earlier|While|When|About|To|A|An|Upon|During|After|Since|By|Both|Shares|"
    r"There|Such)\b"
)
_FORM = re.compile(
    r"(?:Ltd|Inc|Corp|Co|LTD|INC|CORP|CO|L\.P|S\.A|N\.L|N\.V|C\.V|U\.S|etc|P\.Geo|P\.Eng|Ph\.D|[MB]\.(?:Sc|Com|Eng|A|B\.A)|LL\.[BM]|a\.m|"
    r"p\.m|B\.C)\.$"
)
# Words of a firm's name: "Alder", "Éric", "St.", "U.S.", "C+D", "L'Alder"; and a first one that begins with a figure or small: "49 Alder",
# "29Alder", "a-20", "eAlder".
_NAME_WORD = rf"(?:(?:St|Ste|Mt)\.|(?:[{UPPER}]\.){{2,4}}|[{UPPER}](?:[\w&+-]+(?:'[{LOWER}]{{3,}}|'[{UPPER}]\w+)?|'[{UPPER}]\w+))"
_SMALL_NAME = rf"(?:[a-z]{{1,3}}-?\d[\w-]*|[a-z]{{1,2}}[{UPPER}][\w-]+)"
_FIRST_WORD = rf"(?:{_NAME_WORD}|\d+[{UPPER}]\w+|\d{{1,4}}(?= [{UPPER}][{LOWER}])|{_SMALL_NAME})"
# A name with what it does begins one as well: "from Alder Ltd. Birch paid $2 million"; no title, whose holder would follow, and no second form.
_SUBJECT = re.compile(
    r"(?!(?:Each|Neither|None|President|Chief|Chair\w*|Vice|Executive|Managing|Director|CEO|CFO|COO|Senior|General|Limited|Holdings|Group|Inc|"
    r"Ltd|Corp|LLC|PLC|plc|Plc)\b)"
    rf"{_FIRST_WORD}(?: (?:{_NAME_WORD}|&|of|[{UPPER}\d](?=\s)|[dl]'[{UPPER}]\w+)){{0,3}}(?:'s? [a-z-]+(?: [a-z-]+)?)? "
    r"(?:also |now |currently |then |has |have |had |will |would |may |can )*(?:has|have|had|is|are|was|were|will|would|"
    r"may|can|paid|issued|holds|owns|owned|held|retains?|retained|acquired|bought|sold|said|reported|announced|completed|intends|expects|plans|"
    r"earned|received|granted|continues|began|remains|operates|produced|drilled|supplies|supplied|spent|became|agreed)\b"
)
_BEGINS_SMALL = re.compile(_SMALL_NAME)
_ENDS_NAME = re.compile(r"(?:Ltd|Inc|Corp|LTD|INC|CORP|L\.P|S\.A|N\.L|N\.V|C\.V)\.$")
# A word that begins a sentence behind a unit, and is no metal that the unit is of: "oz. Gold".
_WORD = re.compile(r"(?!Gold|Silver|Copper|Zinc|Lead|Nickel|Cobalt|Platinum|Palladium|Uranium|Equivalent|Troy)[A-Z][a-z]{3,}\b")
_UNIT = re.compile(r"(?:^|[\s(])(?:oz|lbs?|ft)\.$|\d[ \u00a0]?(?:Mt|m)\.$")
_PER_CENT = re.compile(r"\d[ \n]per[ \n]cent\.$")
_LONGEST = 4000  # characters; what goes on longer without a stop is no sentence but a table that lost its lines
_STOP = re.compile(r"[.!?][\"')\]]*(?=\s)|\n")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a block's text as offsets, in order, without the blanks between; a line end that was meant ends one too."""
    start = 0
    for stop in _STOP.finditer(text):
        if stop.start() < start:
            continue
        if stop.group() != "\n" and not _ends(text, stop):
            continue
        yield from _bounded(text, start, stop.end())
        start = stop.end()
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut between words where it is too long to be one: what is read back and forth in a sentence stays short."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _ends(text: str, stop: re.Match[str]) -> bool:
    after = text[stop.end() : stop.end() + 200].lstrip()[:24]
    if not after:
        return True
    before = text[max(0, stop.start() - 12) : stop.start() + 1]
    if stop.group()[0] != ".":
        return not after[0].islower()
    if after[0] in ",;)" or (after[0].islower() and not (_BEGINS_SMALL.match(after) and _SUBJECT.match(text, stop.end() + 1))):
        return False
    if after[0] == "(" and _PER_CENT.search(before):
        return False  # "94.2 per cent. (Q1 2018: 93.8 per cent.)"
    if _UNIT.search(before):
        return bool(_OPENER.match(after) or _WORD.match(after))  # "at $4.62 per lb. The pit was mined out"
    if _FORM.search(before):
        begins = _OPENER.match(after) or (_ENDS_NAME.search(before) and _SUBJECT.match(text, stop.end() + 1))
        return bool(begins) or stop.group() != "."
    return not _ABBREVIATION.search(before)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end
