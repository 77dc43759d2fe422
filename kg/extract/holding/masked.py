"""A sentence with its companies and sites as one character each, so that a pattern sees who has what, whatever the names; and a naming
in it, with the words before and behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.context import Context, Sentence
from kg.extract.held_times import Told
from kg.extract.holding.phrases import LISTED, PERCENT
from kg.extract.name_runs import ORG, SITE, is_stop
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.names import NamingAt, SiteAt, Sites
from kg.extract.site.symbols import issuer_symbols
from kg.text.lexicons import folded, mapping, rows
from kg.text.names import split_legal_form
from kg.text.number_words import find_number_words

_SUBSIDIARY_BEFORE = re.compile(r"(?:subsidiary|operating company|affiliate|operating entity)(?: company)?,? (?:named )?$", re.IGNORECASE)
_SUBSIDIARY_BEHIND = re.compile(
    rf"^(?: \([^()]{{1,40}}\))?,? (?:which is |is )?(?:an? |the |its |our )?(?:(?:[Cc]ompany|{ORG})'s )?(?:\w+[- "
    rf"]){{0,2}}(?:{PERCENT}[- ]?(?:owned )?|wholly[- ]owned )(?:[\w-]+ )?subsidiary"
    rf"|^(?: \([^()]{{1,40}}\))?, (?:acquired in|in which (?:the Company|{ORG}) (?:has|holds|owns)(?![^.;]{{0,50}}\b(?:royalt|NSR|stream)))|^(?: "
    rf"\([^()]{{1,40}}\))?,? (?:a|the|its|our|{ORG}'s) (?:[\w-]+ ){{0,2}}subsidiary\b"
)
_OF_PARENT = re.compile(rf" of (?:[Tt]he )?(?P<org>{ORG}|[A-Z])")
_THE_ISSUER = re.compile(
    r"\b(?:the|The|THE) (?:Company|Corporation|Group|Issuer|company|COMPANY|CORPORATION)\b(?! Secretary| that | which )|\b(?:We|we)\b"
)


_OWNED_BY = re.compile(
    rf"(?: \([^()]{{1,40}}\))?,? (?:which is |is )?(?:an? )?(?P<percent>{PERCENT}|wholly|majority)[- ]?(?:owned|held|controlled) by "
    rf"(?:the )?(?P<org>{ORG})"
)
# "closed the purchase of A", "has acquired all of the shares of A": what A has is then the buyer's.
_BOUGHT_COMPANY = re.compile(
    r"\b(?:(?:has|have) (?:now |today )?(?:acquired|purchased|bought)|(?:complet|clos)(?:ed|es|ing|ion)(?: of)? (?:the |its )?"
    r"(?:previously[- ]announced )?(?:acquisition|purchase) of)(?: all| the| of| 100%| issued| and| outstanding| share| capital| shares| in)*$"
)


# "its 75%-owned A": a company of the issuer's.
_OWN_COMPANY = re.compile(rf"\b(?:[Ii]ts|[Oo]ur|Company's|Group's) (?P<percent>{PERCENT}|wholly|majority)[- ]?(?:owned|held) $")
_SHARE_INSIDE = re.compile(rf" \((?:which is )?(?P<percent>{PERCENT})(?:[- ](?:owned|held|subsidiary|interest))?\)")  # "through A (90% owned)"
# What a party to a deal does.
_ACTS = re.compile(
    r"(?:\s(?:may|can|shall|must|will)\s(?:then\s|also\s)?(?:earn|acquire|exercise|elect|increase|pay|issue|hold|retain|operate|have\sthe|"
    r"spend|incur|complete|make|fund|expend|contribute|deliver|be\s(?:required|the))\b|"
    r"\s(?:has|holds)\s(?:now\s)?(?:acquired|agreed|earned|granted|optioned|exercised|(?:an?\s|the\s)?(?:\d|remaining|other|balance|majority)|an?\soption|the\s(?:exclusive\s)?(?:right|option))\b|"
    r"\s(?:owns|retains|exercised|agreed|earning|is\s(?:earning|required|entitled|the\s(?:manager|operator)))\b)"
)
Marked = Organisation | tuple[NamingAt, SiteAt]
_AHEAD, _BEHIND = 700, 500  # how far from a naming its holders may be told


@dataclass(frozen=True)
class Masked:
    """A sentence with its companies and sites as one character each: the text, and what each such character stands for, in order."""

    sentence: Sentence
    text: str
    marks: dict[int, Marked]

    def orgs(self, low: int, high: int) -> list[Organisation]:
        """The companies between two offsets of the masked text."""
        return [mark for at, mark in self.marks.items() if low <= at < high and isinstance(mark, Organisation)]

    def sites(self) -> list[tuple[int, NamingAt, SiteAt]]:
        """The sites with their offsets."""
        return [(at, *mark) for at, mark in self.marks.items() if not isinstance(mark, Organisation)]

    def around(self, at: int, marks: list[int]) -> tuple[Masked, int]:
        """The part of a long sentence around an offset, and the offset in it; `marks` are the sentence's offsets of marks."""
        if len(self.text) <= _AHEAD + _BEHIND:
            return self, at
        low, high = max(0, at - _AHEAD), at + _BEHIND
        inside = marks[bisect_left(marks, low) : bisect_left(marks, high)]
        return Masked(self.sentence, self.text[low:high], {mark - low: self.marks[mark] for mark in inside}), at - low


def mask(context: Context, sites: Sites, sentence: Sentence) -> Masked:
    """The masked form of a sentence; a site's naming goes before a company's of the same words."""
    found: list[tuple[int, int, Marked]] = [
        (naming.start, naming.end, (naming, site)) for naming, site in sites.named_in(sentence.start, sentence.end)
    ]
    found += [(naming.start, naming.end, org) for naming, org in context.namings(sentence.start, sentence.end)]
    found += [(sentence.start + word.start(), sentence.start + word.end(), context.issuer) for word in _THE_ISSUER.finditer(sentence.text)]
    if (symbols := context.once(issuer_symbols)) and symbols[0] is not None:
        found = [
            (start, end, context.issuer if isinstance(mark, Organisation) and mark.name in symbols[0].names else mark) for start, end, mark in found
        ]
        found += [(sentence.start + at.start(), sentence.start + at.end(), context.issuer) for at in symbols[0].pattern.finditer(sentence.text)]
    for short in context.once(_short_names):
        found += [
            (sentence.start + at.start(), sentence.start + at.end(), short.organisations[at["name"]])
            for at in short.pattern.finditer(sentence.text)
            if _ACTS.match(sentence.text, at.end()) or _stands_alone(sentence.text, at, whose=short.organisations[at["name"]] is context.issuer)
        ]
    marks: dict[int, Marked] = {}
    text, at = "", sentence.start
    capitals = sentence.text.isupper() and sentence.part.block.kind not in ("heading", "table")

    def plain(start: int, end: int) -> str:
        """The words between two marks; a sentence in capitals says what it says in small letters."""
        words = context.reading.text[start:end]
        return _in_figures(words.lower() if capitals else words)

    for start, end, mark in sorted(found, key=lambda item: (item[0], isinstance(item[2], Organisation), -item[1])):
        if start < at or _is_short_for(mark, text, context.reading.text[at:start], marks):
            continue
        text += plain(at, start)
        marks[len(text)] = mark
        text += ORG if isinstance(mark, Organisation) else SITE
        text += "'" if isinstance(mark, Organisation) and context.reading.text[end - 2 : end] == "s'" else ""
        at = end
    return Masked(sentence, text + plain(at, sentence.end), marks)


# "a seventy percent (70%) interest": the share in words says no more than the one in figures.
@cache
def _in_words() -> re.Pattern[str]:
    words = "|".join(word for word, _, _ in rows("number_words.tsv"))
    return re.compile(rf"\b(?:(?:{words}|and)[- ]){{1,5}}per ?cent \((?=({PERCENT})\))\1\)", re.IGNORECASE)


# "Twenty per cent of the mine", "to earn half of the project", "three quarters of": shares told in words alone.
_CENT = re.compile(r"(?<=[a-z])[ -]per ?cent\b", re.IGNORECASE)
_FRACTION = re.compile(
    r"(?<![\w-])(?<!second )(?<!first )(?<!last )(?<!other )(?P<part>(?:one[- ]|a )?half|three[- ]quarters|(?:one[- ]|a )quarter)"
    r"(?= of (?:the |its |our |their )?(?:[\w-]+ ){0,3}$)",
    re.IGNORECASE,
)


_BRITISH = re.compile(r"(?<=[Pp]er cent)\.(?= [a-z(])")  # "51 per cent. of the mine": the stop ends no clause
_ALL_OF = re.compile(r"\ball \((100 ?%)\)")


def _in_figures(text: str) -> str:
    text = _ALL_OF.sub(r"\1", _BRITISH.sub("", text))
    if "cent (" in text:
        text = _in_words().sub(r"\1", text)
    if "cent" in text and _CENT.search(text):
        for said in reversed(find_number_words(text)):
            if said.value <= 100 and _CENT.match(text, said.end):
                text = f"{text[: said.start]}{said.value.normalize():f}{text[said.end :]}"
    if "half" in text or "quarter" in text:
        text = _FRACTION.sub(lambda found: "50%" if "half" in found[0].casefold() else "75%" if found[0][0] in "tT" else "25%", text)
    return text


# A short name in the bracket behind its site, 'the Kestrel Gold Project ("Kestrel")', which tells nothing of its own.
_SHORT_FOR = re.compile(r" \((?:the |together, the |collectively, the )?[\"'\u201c\u201d]?")


def _is_short_for(mark: Marked, text: str, between: str, marks: Mapping[int, Marked]) -> bool:
    """Whether a mark is the short name that a bracket gives to the site before it; `text` is what is masked so far."""
    last = marks.get(len(text) - 1)
    return isinstance(mark, tuple) and isinstance(last, tuple) and last[1] is mark[1] and _SHORT_FOR.fullmatch(between) is not None


@dataclass(frozen=True)
class _Short:
    """The first words of companies' names, which alone name them: one word anywhere, two where they do what a party to a deal does."""

    pattern: re.Pattern[str]
    organisations: Mapping[str, Organisation]


def _stands_alone(text: str, at: re.Match[str], *, whose: bool) -> bool:
    """Whether a first word is no part of another name, nor a person's: "to Osprex in exchange", not "Mr. Osprex", "Osprex Lake"; of the
    issuer (`whose`) the first two words too."""
    if (" " in at["name"] and not whose) or re.match(r" [A-Z]", text[at.end() :]):
        return False
    ahead = re.search(r"(?P<word>[\w.'-]+) $", text[max(0, at.start() - 24) : at.start()])
    return ahead is None or not ahead["word"][0].isupper() or (is_stop(ahead["word"]) and ahead["word"].strip(".") not in ("Mr", "Mrs", "Ms", "Dr"))


def _short_names(context: Context) -> Iterator[_Short]:
    first = Counter(org.name.split(" ")[0] for org in context.organisations)
    common = folded("generic_words.txt") | folded("not_in_names.txt")
    sites = {word.casefold() for site in context.sites.all for word in site.name.split(" ")}
    telling = {
        " ".join(words[:2]): org
        for org in context.organisations
        if len(words := split_legal_form(org.name)[0].split(" ")) > 2 and all(word[0].isupper() and word.isalpha() for word in words[:2])
    }
    telling = {name: org for name, org in telling.items() if sum(other.name.startswith(name) for other in context.organisations) == 1}
    telling |= {
        word: org
        for org in context.organisations
        if (word := org.name.split(" ")[0]) != org.name
        and first[word] == 1
        and len(word) > 3
        and word.isalpha()
        and word.casefold() not in common | sites
        and word.casefold() not in mapping("geography.txt")
    }
    if telling:
        names = "|".join(re.escape(word) for word in sorted(telling, key=lambda word: (-len(word), word)))
        yield _Short(re.compile(rf"(?<![\w-])(?P<name>{names})(?![\w-])"), telling)


def subsidiaries(masked: Iterable[Masked], issuer: Organisation) -> dict[str, float | None]:
    """The names of companies that the text presents as the issuer's subsidiaries, or does not say whose, each with the issuer's share where
    it is told; what they hold is the issuer's."""
    names: dict[str, float | None] = {}
    for sentence in masked:
        for at, mark in sentence.marks.items():
            if not isinstance(mark, Organisation):
                continue
            if mark is not issuer and _BOUGHT_COMPANY.search(sentence.text[max(0, at - 120) : at].rstrip()) and issuer in sentence.orgs(0, at):
                names[mark.name] = None
                continue
            if (owned := _OWNED_BY.match(sentence.text, at + 1)) and sentence.orgs(owned.start("org"), owned.end("org")) == [issuer]:
                names[mark.name] = number(owned["percent"])
                continue
            before = sentence.text[max(0, at - 60) : at]
            share = re.search(rf"({PERCENT})[- ]?(?:owned |held )?(?:[a-z]+ ){{0,2}}(?:subsidiary|affiliate|unit),? (?:named )?$", before)
            if (whose := _OWN_COMPANY.search(before)) and mark is not issuer:
                names.setdefault(mark.name, number(whose["percent"]))
                continue
            if mark is not issuer and (inside := _SHARE_INSIDE.match(sentence.text, at + 1)) and re.search(r"\b(?:through|via) (?:its )?$", before):
                names.setdefault(mark.name, number(inside["percent"]))
                continue
            behind = _SUBSIDIARY_BEHIND.match(sentence.text[at + 1 : at + 120])
            if behind and (parent := _OF_PARENT.match(sentence.text, at + 1 + behind.end())):
                if parent["org"] == ORG and sentence.orgs(parent.end() - 1, parent.end()) == [issuer]:
                    names.setdefault(mark.name, number(told[0]) if (told := re.findall(PERCENT, behind.group())) else None)
            elif behind or _SUBSIDIARY_BEFORE.search(sentence.text[max(0, at - 40) : at]):
                told = re.findall(PERCENT, behind.group()) if behind else []
                names.setdefault(mark.name, number(share[1] if share else told[0] if told else None))
    return names


_WHOLE = re.compile(r"\b(?:wholly|fully|entirely|sole|outright|all)\b", re.IGNORECASE)


def number(text: str | None) -> float | None:
    """The value of a percentage as written, where it can be a share; "wholly owned" and "sole owner" are the whole."""
    if not text:
        return None
    digits = re.search(r"\d{1,3}(?:\.\d+)?", text)
    if text == "half":
        return 50.0
    value = float(digits.group()) if digits else 100.0 if _WHOLE.search(text) else 0.0
    return value if 0 < value <= 100 else None


@dataclass(frozen=True)
class Holding:
    """A company's relation to a site, its percent (0..100) where stated, where the text says so, and the time that it tells."""

    company: Organisation
    relation: str
    percent: float | None
    start: int
    end: int
    rule: str
    confidence: float
    told: Told | None = None  # when, where the text tells more than that it holds today


@dataclass
class At:
    """A naming in its masked sentence: the words before and behind it."""

    masked: Masked
    at: int
    naming: NamingAt
    site: SiteAt

    @property
    def before(self) -> str:
        return self.masked.text[: self.at]

    @property
    def told(self) -> str:
        """The naming as the sentence writes it."""
        low = self.masked.sentence.start
        return self.masked.sentence.text[self.naming.start - low : self.naming.end - low]

    @property
    def behind(self) -> str:
        """What follows; of a list of sites that one kind word closes, what follows the list."""
        text = self.masked.text[self.at + 1 :]
        listed = LISTED.match(text) if self.naming.rule in ("coordinated", "name-comma-kind") else None
        return " " * listed.end() + text[listed.end() :] if listed else text

    def ahead(self) -> list[Organisation]:
        """The companies before the naming."""
        return self.masked.orgs(0, self.at)

    def org_behind(self, low: int, high: int) -> list[Organisation]:
        """The companies in a range of the words behind."""
        return self.masked.orgs(self.at + 1 + low, self.at + 1 + high)


def holding(company: Organisation, relation: str, percent: float | None, rule: str, confidence: float = 0.95) -> Holding:
    return Holding(company, relation, percent, 0, 0, rule, confidence)


def shown(here: At, *, behind: bool = False) -> tuple[int, int]:
    """The words that show a holding: from the sentence's beginning, or a word some way before the naming, to the naming's end, or, with
    `behind`, to the sentence's end or a word some way behind."""
    sentence, naming = here.masked.sentence, here.naming
    low, high = sentence.start, naming.end
    if naming.start - low > 160:
        low = naming.start - 160
        low += sentence.text[low - sentence.start :].find(" ") + 1
    if behind:
        high = sentence.end
        if high - naming.end > 200:
            high = sentence.start + sentence.text.rfind(" ", 0, naming.end + 200 - sentence.start)
    return low, max(high, naming.end)


def overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match of a pattern that ends at the text's end, however far before it another one begins."""
    found = pattern.search(text)
    while found:
        yield found
        found = pattern.search(text, found.start() + 1)
