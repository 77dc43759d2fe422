"""Names read from right to left: the words before a kind word ("... the Lac des Iles palladium | mine"), and the runs of capitalised
words among them. Sites and zones are found so, in time that grows with the number of kind words only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.reference import concepts, notations
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, rows

_ABBREVIATED = r"(?:St|Ste|Sta|Sto|Mt|Mte|Nos?|Ft)\.(?=\s)"
_WORD = re.compile(rf"{_ABBREVIATED}|(?:[{UPPER}]\.){{2,}}|#\s?\d+|\w(?:(?:[\w/+&-]|'(?![sS]\b)|\.(?=\w))*\w)?|'[sS]\b|[^\w\s]|\n")
# In masked sentences one character stands for a company, another for a site; patterns shared with plain text may name them.
ORG, SITE = "\ue000", "\ue001"
# Words that end with a site which only says where something else is: "45 km east of the X mine", "adjacent to X".
AWAY = re.compile(
    rf"\d\s?(?!m(?:etres)? of (?!the\b))(?:km|kms|kilomet(?:re|er)s?|miles?|m|metres)\s(?:away\s)?(?:to the\s)?(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|"
    rf"[Ww]est|due)[\w-]*\s(?:\w+\s)?)?(?:of|from)\s(?:[\w%./&+'{ORG}-]+(?<![a-z\d]{{3}}\.)(?:, (?!(?:the|its|our) )| )){{0,6}}$"
    rf"|\b(?:adjacent|adjoin\w*|[Nn]ear(?:by)?(?![-\w])|contiguous|border\w*|next to|close to|proximity|neighbou?r\w*|along "
    rf"strike|abut\w*|vicinity|similar to|analogous|comparable|akin to|similar (?:[a-z]+ ){{1,3}}to|surrounds?|intertwin\w+|"
    rf"interlock\w+|south of|north of|east of|west of|"
    rf"(?:region|camp|district|belt) as|like|distance of|to feed)\b"
    rf"(?:(?! and (?:the|its|our|an?) )(?:[^.,;{SITE}{ORG}]|(?<=\d)\.(?=\d)|(?<=\bLtd)\.|(?<=\bInc)\.|(?<=\bCorp)\.)){{0,50}}$"
)
_REACH = 170  # how far before its kind word a name, or a list of names, may begin


@cache
def parts_of_names(role: str) -> frozenset[str]:
    return frozenset(word for word, its_role in rows("name_parts.tsv") if its_role == role)


_parts = parts_of_names


@dataclass(frozen=True)
class Word:
    """A word or mark of a text, by offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """A run of name words, first and last index included, in a list of words."""

    first: int
    last: int


def words_before(text: str, end: int) -> list[Word]:
    """The words and marks on the line before an offset, as far back as a name or list of names may reach."""
    low = max(0, end - _REACH)
    while 0 < low < end and not text[low - 1].isspace():
        low += 1
    low = max(low, text.rfind("\n", low, end) + 1)
    found = ((one.group(), low + one.start(), low + one.end()) for one in _WORD.finditer(text[low:end]))
    return [Word("'s" if word == "'S" else word, first, last) for word, first, last in found]


def is_name_word(word: str) -> bool:
    """Whether a word may be part of a name by its shape: a capital first, or a number."""
    if _OF_ROWS.fullmatch(word):
        return False
    return word[0].isupper() or word[0] == "#" or (word[0].isdigit() and word.upper() == word) or _ELIDED.match(word) is not None


_ELIDED = re.compile(rf"[dl]['\u2019][{UPPER}]")  # "Val d'Alder"
# A hole or a grade, which stand before a name in a table run together: "3.2 21ABRC006 Old Prospect"; the number of a notice: "4471K Alder plc".
_OF_ROWS = re.compile(r"\d+\.\d+(?:[/:]\d+(?:\.\d+)?)?|\d{2}[/:]\d{2}|(?=[\w-]{6})\d{0,3}[A-Z]{2,6}-?\d{2,5}[A-Z]?|\d{4}[A-DF-MO-RT-VX-Z]")


def run_before(words: list[Word], index: int) -> Run | None:
    """The longest run of name words that ends at an index: capitalised words, numbers, and joints and possessives inside."""
    at, first = index, None
    while at >= 0:
        word = words[at]
        if is_name_word(word.text):
            if first is not None and not _adjoin(words, at):
                break
            first = at
            at -= 1
        elif first is not None and (skipped := _joints_before(words, at)) is not None:
            at = skipped
        else:
            break
    return None if first is None else Run(first, index)


def _adjoin(words: list[Word], at: int) -> bool:
    return words[at + 1].start - words[at].end <= 1


def _joints_before(words: list[Word], at: int) -> int | None:
    """The index of the name word before joints that end at an index, or None where no name goes on."""
    if words[at].text == "'s":
        named = (
            at
            and is_name_word(words[at - 1].text)
            and (
                words[at - 1].text in _parts("possessor")
                or words[at + 1].text in _parts("find")
                or (at > 1 and words[at - 2].text in ("its", "our", "their", "the") and not is_stop(words[at - 1].text))
            )
        )
        return at - 1 if named else None
    low = at
    while low >= 0 and words[low].text in _parts("joint"):
        low -= 1
    if low == at and words[at].text in ("of", "the"):
        low = at - 2 if words[at].text == "the" and at and words[at - 1].text == "of" else at - 1 if words[at].text == "of" else at
        return low if low < at and low >= 0 and words[low].text in _parts("with-of") else None
    return low if low < at and low >= 0 and is_name_word(words[low].text) else None


def soft_words() -> frozenset[str]:
    """Words, folded, that stand at either end of a name but are none alone: "New Afton", "Saddle North", "Gold Duke"."""
    return _parts("soft")


_SMALL_WORDS = frozenset({"in", "as", "be", "he", "no", "at", "am"})  # symbols that are words


@cache
def descriptor_words() -> frozenset[str]:
    """Words, folded, that say what sort of mine, project or zone a name is: commodities, symbols, "open-pit"."""
    metals = {word for label in concepts("commodity") for word in label.split() if len(word) > 2} | {
        symbol.casefold() for symbol in notations("commodity") if len(symbol) > 1
    } - _SMALL_WORDS
    return frozenset(entries("site_descriptors.txt") | (metals - _parts("mineral")))


@cache
def is_descriptor(word: str) -> bool:
    """Whether a word says what sort of thing a name is: "gold", "open-pit", "copper-gold"; "TREE" is rare earths, "Shining Tree" is not."""
    plain = word.casefold().strip(",.()\"'")
    known = descriptor_words()
    if word in ("Tree", "SE", "COO", "Lu", "Ho", "Os", "Er", "La"):  # the south-east of a place, an officer, syllables and articles
        return False
    if word in _parts("mineral") - {"clay", "chalk", "slate", "granite", "marble", "salt"}:
        return True  # "the Halden ruby deposit", where "Ruby" is a name
    parts = [part for part in re.split(r"[-/\u2013&+]", plain) if part]
    return (
        plain in known
        or (len(parts) > 1 and all(part in known or (part == "u" and len(parts) > 2) for part in parts))
        or plain in ("and", "&", "/", ",", "-", "\u2013", "--")
    )


@cache
def is_stop(word: str) -> bool:
    """Whether a name ends before this word when read from right to left."""
    plain = word.casefold().strip(".")
    if word in ("No.", "Nos."):
        return False
    return (plain in entries("site_name_stops.txt") and plain not in soft_words()) or re.fullmatch(
        r"(?:q[1-4]|h[12]|fy)[-']?\d*|(?:19|20)\d\d|[12]h\d+|[a-z]{3,}(?:ic|ion|ur|i)ally|[\w%.-]+-(?:based|owned|listed|operated|held|focus+ed|controlled)",
        plain,
    ) is not None


def trimmed(words: list[Word], run: Run) -> Run | None:
    """A run without what stands before its last stop word and without descriptors at its end; None where only such words are left."""
    last = without_host(words, run)
    while last > run.first and is_descriptor(words[last].text) and not _part_of_name(words, run, last):
        last -= 1
    last = without_host(words, Run(run.first, last))
    first = last
    if words[last].text in _parts("camp") and last - 2 >= run.first and words[last - 1].text in _parts("of-camp"):
        first = last - 2  # "the Red Pine Mining Camp project" is called by the camp
    while first > run.first and (words[first - 1].text in ("of", "the") or not is_stop(words[first - 1].text) or _is_bold(words, first - 1)):
        first -= 1  # "of" stands in a run only where a name goes on with it
    while first < last and not is_name_word(words[first].text):
        first += 1
    if first + 1 < last and words[first].text.isdigit() and words[first + 1].text.isdigit():
        first = next(at for at in range(first, last + 1) if at == last or not words[at].text.isdigit())  # figures of a row
    if first == last > run.first and opens_name(words, first):
        first -= 1
    ends = parts_of_names("calendar") | parts_of_names("ends")
    if is_stop(words[last].text) and not (first < last and words[last].text in ends and _adjoin(words, last - 1)):
        return None
    hued = last > first and words[first].text in _parts("hue")  # "White Gold", "Big Copper"
    hued = hued or (words[last].text == "Rock" and last > first and _is_metal_rock(words, Run(first, last), last))
    if not hued and all(words[at].text.casefold() in soft_words() or is_descriptor(words[at].text) for at in range(first, last + 1)):
        return None
    return Run(first, last)


def without_host(words: list[Word], run: Run) -> int:
    """The index of a run's last word less the rock that ore lies in: "Alder Sediment Hosted", "Alder Porphyry-Hosted"."""
    if words[run.last].text == "Hosted" and run.last - 1 > run.first:
        return run.last - 2
    return run.last - (run.last > run.first and words[run.last].text.endswith(("-Hosted", "-hosted")))


def _part_of_name(words: list[Word], run: Run, at: int) -> bool:
    """ "Big Copper", "Blue Copper": a metal behind an adjective of size or colour names, as behind an article or a saint of Spanish and French,
    "Santa Fe", "Lac du Cuivre"; behind anything else it describes. "Eagle Rock" is no rock that is mined, where "Dunn Hard Rock" is."""
    ahead = words[at - 1].text if at - 1 >= run.first else ""
    rock = words[at].text == "Rock" and ahead != "" and not is_stop(ahead)
    return ahead in _parts("hue") or ahead in _parts("romance") or (rock and (not is_descriptor(ahead) or _is_metal_rock(words, run, at)))


def _is_metal_rock(words: list[Word], run: Run, at: int) -> bool:
    """ "Gold Rock": a metal and the rock are the whole name."""
    return run.first == at - 1 and words[at - 1].text in ("Gold", "Silver", "Copper", "Iron", "Lead", "Tin", "Nickel")


def _is_bold(words: list[Word], at: int) -> bool:
    """ "the Key Rapids deposit", "the rare earth Major Rapids project": a word that ends a name elsewhere opens one behind an article or what
    describes, in small letters, where nothing else would be capitalised."""
    ahead = words[at - 1].text if at else ""
    led = ahead in ("the", "The", "its", "our", "their") or (is_lower(ahead) and is_descriptor(ahead))
    led = led or (ahead in (",", "and") and words[at].text.endswith("day"))  # of a list
    return led and words[at].text in _parts("bold") and words[at + 1].text[0].isupper()


def opens_name(words: list[Word], at: int) -> bool:
    """ "Mineral Hill", "Diamond Creek": a word of the trade before a lone word of the landscape is the name's own."""
    if words[at].text not in _parts("find") | _parts("landscape") or not _adjoin(words, at - 1):
        return False
    whose, ahead = words[at - 2].text if at > 1 else "", words[at - 1].text
    if ahead in _parts("opener") or (whose == "'s" and ahead.istitle()):  # "Alder's Water Lake"
        return True
    return ahead.istitle() and ahead.casefold() in _parts("of-land") and (whose == "" or is_lower(whose) or not whose[0].isalnum())


def is_step(word: str, number: str) -> bool:
    """Whether two words tell a step of works and are no part of a name: "Stage 2", "Phase II"."""
    return word.title() in ("Phase", "Stage") and re.fullmatch(r"(?:\d{1,2}|[IVX]{1,4})[A-Ca-c]?|(?i:one|two|three|four|five)", number) is not None


def bracket_before(words: list[Word], at: int) -> int:
    """The index before a bracket that closes at an index; the index itself where none does."""
    if at < 0 or words[at].text != ")":
        return at
    opening = next((low for low in range(at - 1, max(-1, at - 16), -1) if words[low].text == "("), None)
    return at if opening is None else opening - 1


def is_lower(word: str) -> bool:
    """Whether a word begins with a small letter."""
    return re.match(rf"[{LOWER}]", word) is not None


def is_but_quarter(words: list[Word], first: int, last: int) -> bool:
    """Whether the words up to one are a quarter of the sky or a number, which are no name alone, with what describes it: "North", "West Gold"."""
    while last > first and is_descriptor(words[last].text):
        last -= 1
    quarters = _parts("quarter")
    return first <= last and all(words[at].text in quarters or re.fullmatch("[IVX]{1,4}", words[at].text) for at in range(first, last + 1))


def in_initials(words: list[Word], run: Run) -> Run | None:
    """A name of words that are none alone, whose initials the bracket behind it tells: "the North Andean Lithium (NAL) mine"."""
    behind = "".join(word.text for word in words[run.last + 1 : run.last + 6] if word.text not in ('"', "\u201c", "\u201d"))
    initials = "".join(word.text[0] for word in words[run.first : run.last + 1])
    return run if len(initials) > 2 and behind.startswith(f"({initials})") else None
