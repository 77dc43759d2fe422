"""The organisations that a document names: each once, under its fullest name, with its aliases and everywhere it is named.

Found by legal form, by defined alias, by the names that the trade knows without one, and by standing before a ticker or as the story's
subject. What shares a name without its legal form is one organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.facts import Company
from kg.reference import exchange_names
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, folded, mapping
from kg.text.names import company_stem, legal_form_pattern, split_legal_form
from kg.text.sections import BODY, BOILERPLATE, CONTACT, HEADER, SIGNATURE, SOURCE, Part


@dataclass(frozen=True)
class NameAt:
    """One naming of an organisation: the words as written and where they stand in the reading text."""

    text: str
    start: int
    end: int
    rule: str


@dataclass
class Organisation:
    """One organisation of the document while its names are gathered."""

    name: str
    namings: list[NameAt] = field(default_factory=list)
    aliases: dict[str, NameAt] = field(default_factory=dict)
    former: dict[str, NameAt] = field(default_factory=dict)
    ticker_beside: bool = False
    generic_alias: str = ""  # "the Company", "the Corporation", where this organisation is defined so

    @property
    def company(self) -> Company:
        return Company(self.name)

    @property
    def stem(self) -> str:
        return company_stem(self.name)


# ---- the shape of a name

# A word of a name: capitalised, an abbreviation, or digits that a capital follows ("1911 Gold"); never a word after a stop.
_TOKEN = (
    rf"(?:(?:St|Mt|Ste)\.|\d{{4}}-\d{{4}}(?=\s[{UPPER}])|\d{{6,8}}(?=\s[{UPPER}])|(?:[{UPPER}]\.)+(?=\s(?!The\b))|"
    rf"(?<!\d )(?!19[5-9]\d|20\d\d)\d{{1,4}}(?=\s[{UPPER}])|[a-z]?[{UPPER}](?:[\w'+-]|\.(?=\w))*(?:&[{UPPER}]\w*)?|"
    rf"\d+[{UPPER}][\w-]*)"
)
_JOINT = r"(?:&|\+|of|de|del|des|du|da|do|dos|la|le|les|los|las|der|van|von|for|and|y|et|e|\([A-Z][\w. ]{1,24}\))"


@cache
def _with_legal_form() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w-)(?<![\w&])(?:{_TOKEN}(?: {_JOINT}){{0,2}},? ){{1,8}}?(?:\([A-Z][\w.& ]{{1,24}}\),? "
        rf")?{legal_form_pattern()}(?! {legal_form_pattern()})(?! (?:Secretary|Secretarial|Announcement|Profile|Overview|"
        r"Update)\b)"
    )


# Words that end a company's name where it has no legal form; the word before must be a name.
_SUFFIX = (
    r"(?:Resources|Minerals|Mining|Metals|Explorations?|Mines|Laboratories|Laboratory|Labs|Gold|Silver|Copper|Nickel|"
    r"Zinc|Platinum|Royalties|Wheaton|Consulting|Consultants|Drilling|Partners|Capital|Securities|Associates|Engineering|"
    r"Engineers|Holdings|"
    r"Ventures|Royalties|Geosciences?|Analytical|Assayers|Advisors|Advisory|Geological|Energy|Lithium|Uranium|Goldfields|"
    r"Communications|Services|Technologies|Industries|Contractors|Bank|PR|Armateurs|Geoscience|Chemicals?|Refining|"
    r"Smelting|"
    r"University|Foundation|Fund|Royalty|Streaming|Markets|Financial|Steelworkers|Syndicate)"
)
_WITH_SUFFIX = re.compile(rf"(?<![\w&])(?:{_TOKEN} (?:& )?){{1,4}}{_SUFFIX}(?![\w-])")
_UNIVERSITY = re.compile(
    r"\b(?:University|Universidad|Universit[eé]|College|Bank|Sindicato|(?:National |International |United )?Union|"
    r"(?:Compa[nñ][ií]a |Sociedad |Empresa )?Minera(?= (?!de))|Compa[nñ][ií]a) (?:(?:of|de|"
    rf"du) )?(?:the )?{_TOKEN}(?: (?:{_TOKEN}|of|de)){{0,4}}"
)
_OF_NAMES = re.compile(
    r"\b(?:Bank|University|Bureau|Institute|School|Society|College|Trust|Industries|Brotherhood|Union|Corporation|"
    r"Company|Mines|Minerals|Compa[nñ]ia|Sociedad|Association) of$|\bde$|\bdel$|\bdu$|\bla$",
    re.IGNORECASE,
)
_AND_NAMES = re.compile(
    r"^(?:Silver|Gold|Copper|Minerals?|Metals?|Mining|Sons|Company|Partners|Associates|Exploration|Development|Smelting|"
    r"Refining|Resources|Young|Touche|Energy|Co|Chemical|Uranium|Iron|Zinc|Base|Oil|Gas|Drilling|Engineering|Services|"
    r"Nickel|Steel|Coal|Precious)\b"
)
# Capitalised words that open a sentence or label and are no part of the name after them.
_LEADING = re.compile(
    r"^(?:(?:The|In|At|On|Of|By|For|With|From|To|As|And|But|When|While|After|Before|Since|If|Although|Both|Each|Its|Our|"
    r"Their|This|That|Under|Upon|Through|Between|Following|Including|Contact|Source|About|"
    r"Also|However|Additionally|Further(?:more)?|Meanwhile|Today|Yesterday|Announces?|Former(?:ly)?|Subsidiary|Issuer|"
    r"Company|Name|Per|Re|Vendor|Purchaser|Optionor|Optionee|Operator|Owner|Auditors?|Solicitors?|Registrar|Sponsor|"
    r"Nomad|Broker|Joint|Mr|Ms|Mrs|Dr|Director|Directors|President|Chairman|CEO|CFO|Officer|Manager|Executive|Vice|Chief|"
    r"Exploration Manager|Consultant|Analyst|Partner|Senior|North of|Become|Becomes|Acquires?|Completes?|Closes|Sells?|"
    r"Joins|Signs|Options|Grants|Appoints|With|To|From|ON BEHALF OF|BEHALF OF|OF|SOURCE:?|ABOUT|THE|CONTACT:?|BETWEEN|"
    r"AND|FOR|BY|of|the|and|by|for|with|in|"
    r"Laboratory|Laboratories (?:include|are)|Neither|Either|Because|Pursuant|According|Shares|Shareholders?|Holders?|"
    r"Canada's|Australia's|Drilling by|Results from|Copyright|Tel|Email|Web|Website|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)[,.:]? )+"
)
_NO_NAME = re.compile(
    r"^(?:the )?(?:(?:relations|&|resources?|reserves?|visible|fine|native|free|paper|mineral|natural|indicated|inferred|"
    r"measured|human|water|historical?|total|global|estimated|open[- ]?pit|underground|surface|diamond|core|rc|"
    r"reverse circulation|infill|precious|base|battery|"
    r"industrial|critical|strategic|rare|gold|silver|copper|zinc|nickel|lithium|uranium|exploration|in-?fill|step-?out|"
    r"public|private|working|venture|share|risk|capital|toronto|canadian|american|new|mining|"
    r"technical|financial|corporate|management|investor|professional|consulting|geological|mine|metal|energy|clean|green|"
    r"renewable|community|hedge|debt|joint|further|financing|regional|grassroots|brownfields?|greenfields?|"
    r"heavy|light|ferrous|non-ferrous|definition|delineation|ongoing|recent|current|phase|stage|initial|additional|"
    r"successful|united states|us|q[1-4]|early|late|other|all|key|our|its|major|minor|global|regulation|market|"
    r"regulatory) ?)+$",
    re.IGNORECASE,
)
_GENERIC_ALIAS = re.compile(
    r"^(?:the )?(?:company|corporation|issuer|group|purchaser|buyer|vendors?|sellers?|optionors?|optionee|partnership|"
    r"partners?|parties|party|mine|project|property|properties|agreement|offering|units?|shares?|transaction|"
    r"acquisition|arrangement|facility|lender|agents?|underwriters?|jv|joint venture|royalty|deposit|acquirer|target|"
    r"borrower|operator|resource|mineral resource|meeting|board|fund|bank|trust|"
    r"release|warrants?|notes?|program(?:me)?|pea|pfs|fs|dfs|mre|nsr|circular|option|loan|subsidiary|closing|exchange|"
    r"concessions?|claims?|report|technical report|study|spin-?out|mou|loi|term sheet|"
    r"debentures?|placement|private placement|consideration|spinco|newco|amalco|resulting issuer|qp|rto|plan|policy|act|debt|financing|study|\d+)s?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"()]{2,60}?),?\"|'([A-Z][^'()\"]{1,60}?),?'(?!\w)")
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{1,7}$")
_FORMERLY = re.compile(
    r"\b(?:formerly|previously|f/k/a|fka)(?: known as| named| called)?,? (?:the )?\"?([A-Z][^()\";]{2,70}?)\"?(?= ?[);,(]|$)", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\(([^()]{1,220})\)")
_LONE_BRACKET = re.compile(r"(?m)^\s*\(([^()\n]{2,160})\)")
_GENERIC_SUBJECT = re.compile(r"^(?:[^.\n]{0,140}?(?:--?|[\u2013\u2014/|)])\s*)?")


def find_organisations(parts: Iterable[Part]) -> list[Organisation]:
    """The organisations named outside the boilerplate, in the order of their first naming."""
    parts = [part for part in parts if part.section != BOILERPLATE]
    registry = _Registry()
    for rule in (_by_legal_form, _by_ticker, _by_subject, _by_suffix, _by_lexicon):
        for part in parts:
            for naming in rule(part):
                registry.add(naming)
    for part in parts:
        registry.define_aliases(part)
    registry.define_in_letterhead([part for part in parts if part.section == HEADER])
    for part in parts:
        registry.find_short_forms(part)
    return registry.organisations()


# ---- finders: each yields namings with offsets in the reading text


def _by_legal_form(part: Part) -> Iterator[NameAt]:
    for found in _with_legal_form().finditer(part.text):
        start, end = _trim(part.text, found.start(), found.end())
        name = part.text[start:end]
        stem, form = split_legal_form(name)
        if name.isupper() and part.block.kind == "heading" and len(part.text.split()) > len(name.split()) + 2:
            continue  # a headline in capitals does not show where a name begins
        if not _is_likely(stem, form) or (part.block.kind == "heading" and name.isupper() and form in ("as", "sa", "ag", "se", "ab", "nl")):
            continue
        generic = stem.casefold() in folded("not_in_names.txt") or (_NO_NAME.match(stem) and (form == "co" or len(stem.split()) == 1))
        if (
            form
            and stem
            and not generic
            and not _is_excluded(name)
            and len(name) <= 90
            and (form not in ("co", "trust", "partnership") or len(stem.split()) > 1)
        ):
            yield NameAt(name, part.start + start, part.start + end, "legal-form")


def _is_likely(stem: str, form: str) -> bool:
    """Two letters in capitals are a legal form only behind a name in mixed case ("FNX MINING AS ..."), and "Company" only behind a name
    that is not an article or a place."""
    if form in ("as", "co") and stem.upper() == stem:
        return form == "co" and len(stem.split()) > 1 and stem.casefold() not in ("the",)
    return stem.casefold() not in mapping("geography.txt") and not re.search(r"(?:^| )[Tt]he$", stem)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cuts off what stands before the name: sentence openers, labels, and whatever an "of" or "and" merely joins to it."""
    while True:
        piece = text[start:end]
        leading = _LEADING.match(piece)
        cut = leading.end() if leading else _joint_cut(piece)
        if not cut or cut >= len(piece):
            return start, end
        start += cut


def _joint_cut(piece: str) -> int:
    """The offset after the last joint that does not belong to a name, or 0."""
    for joint in reversed(list(re.finditer(r" (of|and|for|de|in|y|et|e) ", piece))):
        before, after = piece[: joint.end() - 1], piece[joint.end() :]
        word = joint.group(1)
        lone = split_legal_form(after)[0].split()
        listed = re.fullmatch(rf"{_TOKEN}(?:, {_TOKEN}){{1,3}},? ", piece[: joint.start() + 1]) is not None and len(lone) == 1
        generic = len(lone) == 1 and lone[0].casefold() in folded("not_in_names.txt")
        if word == "and" and listed:
            return 0
        if word == "and" and generic:
            continue
        keeps = (
            (word in ("of", "for") and _OF_NAMES.search(before))
            or (word == "and" and (_AND_NAMES.match(after) or False))
            or word in ("de", "y", "et", "e")
        )
        if not keeps:
            return joint.end()
    comma = piece.rfind(", ", 0, max(0, len(piece) - 12))
    return comma + 2 if comma >= 0 and not re.match(rf"{legal_form_pattern()}", piece[comma + 2 :]) and len(piece[comma + 2 :].split()) > 1 else 0


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    """The known names by their first word, longest first: looking a word up is faster than trying two thousand names at every place."""
    by_word: dict[str, list[str]] = {}
    for name in sorted(entries("organisations.txt"), key=lambda name: (-len(name), name)):
        if len(name) > 2 and (word := _FIRST_WORD.match(name)):
            by_word.setdefault(word.group(), []).append(name)
    return {word: tuple(names) for word, names in by_word.items()}


_FIRST_WORD = re.compile(r"[^\W_]+")


def _by_lexicon(part: Part) -> Iterator[NameAt]:
    text, at = part.text, 0
    for word in _FIRST_WORD.finditer(text):
        if word.start() < at or (word.start() and text[word.start() - 1] in "&-"):
            continue
        for name in _lexicon().get(word.group(), ()):
            start, end = word.start(), word.start() + len(name)
            if text.startswith(name, start) and not re.match(r"\w|&|-\w", text[end : end + 2]):
                end += _branch(text, end)
                name = text[start:end]
                if not _NO_NAME.match(name) and not _is_common(text, name, start) and not _names_site(text, end):
                    yield NameAt(name, part.start + start, part.start + end, "known-name")
                at = end
                break


_BRANCH = re.compile(
    r" (?:Europe|Canada|Australia|UK|USA|International|Securities|Capital Markets|Chile|Peru|Mexico|Africa|South Africa|"
    r"Ghana|Brazil|Argentina|Minerals|Laboratories|Global|Consulting|Partners|Group|LLP|France|de M[eé]xico)\b"
    r"(?! (?:[Mm]ine|[Pp]roject|[Pp]roperty|[Dd]eposit|Resources|Inc|Ltd))"
)


def _branch(text: str, end: int) -> int:
    """The length of the branch that follows a known name: "Cantor Fitzgerald Europe", "Boart Longyear Canada"."""
    found = _BRANCH.match(text, end)
    return found.end() - end if found else 0


def _names_site(text: str, end: int) -> bool:
    """ "Barrick Hemlo mine", "Toronto Stock Exchange": the name belongs to what follows."""
    return re.match(rf" (?:{_TOKEN} )?(?:[Mm]ine|[Pp]roject|[Pp]roperty|[Dd]eposit|[Ss]tock [Ee]xchange|[Zz]one)\b", text[end : end + 40]) is not None


def _is_common(text: str, name: str, start: int) -> bool:
    """A one-word name that is also a word ("Wood", "Nomad", "Harmony"): only inside a sentence, and between lower-case words."""
    if " " in name or name.upper() == name:
        return False
    if name.casefold() in folded("generic_words.txt") or name in ("Nomad", "Goldfields", "Inspectorate", "Sponsor"):
        return True
    end = start + len(name)
    genitive = text.startswith("'s ", end)
    return not (genitive or re.search(r"[a-z,(] $", text[max(0, start - 2) : start])) or re.match(rf" [{UPPER}]", text[end : end + 2]) is not None


@cache
def _ticker_bracket() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in exchange_names() if len(name) <= 24), key=lambda name: (-len(name), name))
    return re.compile(
        rf"({_TOKEN}(?: (?:{_TOKEN}|&|of|and|de)){{0,5}})(?: \([^()]{{1,80}}\)){{0,2}},? \((?:{'|'.join(names)})(?:\s*[:\u2013-]|[ ,/&;|])"
    )


def _by_ticker(part: Part) -> Iterator[NameAt]:
    for found in _ticker_bracket().finditer(part.text):
        start, end = _trim(part.text, found.start(1), found.end(1))
        name = part.text[start:end]
        if not _NO_NAME.match(name) and not _is_excluded(name) and not _GENERIC_ALIAS.match(name) and re.search("[a-z]", name):
            yield NameAt(name, part.start + start, part.start + end, "before-ticker")


_SUBJECT = re.compile(
    rf"(?:^|(?:--?|[\u2013\u2014/|:)])\s+)(?P<name>{_TOKEN}(?: (?:{_TOKEN}|&|of|and|de)){{0,5}}),? "
    r"(?=\(|(?:today |has |is |are |also )?(?:announced?s?|reports?|reported|provides?|is pleased|are pleased|advises|"
    r"wishes|confirms?|has (?:completed|received|commenced|closed|entered|released|appointed)|commences|completes|"
    r"intersects)\b)"
)


def _by_subject(part: Part) -> Iterator[NameAt]:
    """The subject of a story's first sentence, when nothing else says that it is a company."""
    if part.section != BODY or part.block.kind not in ("paragraph", "lines"):
        return
    for found in _SUBJECT.finditer(part.text[:420]):
        start, end = _trim(part.text, found.start("name"), found.end("name"))
        name = part.text[start:end]
        if _NO_NAME.match(name) or _is_excluded(name) or _GENERIC_ALIAS.match(name) or name.casefold() in mapping("geography.txt") or len(name) < 3:
            continue
        if part.text[found.end() : found.end() + 1] == "(" and not _QUOTED.search(part.text[found.end() : found.end() + 120]):
            continue
        yield NameAt(name, part.start + start, part.start + end, "story-subject")


def _by_suffix(part: Part) -> Iterator[NameAt]:
    if (part.block.kind not in ("paragraph", "bullet", "lines") and part.section != CONTACT) or part.section == HEADER:
        return
    for pattern in (_WITH_SUFFIX, _UNIVERSITY):
        for found in pattern.finditer(part.text):
            start, end = _trim(part.text, found.start(), found.end())
            name = part.text[start:end]
            stem = name.rsplit(" ", 1)[0]
            if " " not in name or _NO_NAME.match(stem) or _NO_NAME.match(name) or _is_excluded(name) or not _stands_alone(part.text, start, end):
                continue
            if re.search(r"'s? |\b(?:President|Vice|Manager|Director|Officer|Chairman)\b", name):
                continue
            if all(word.casefold() in folded("generic_words.txt") or word.casefold() in mapping("geography.txt") for word in stem.split()):
                continue
            yield NameAt(name, part.start + start, part.start + end, "trade-word")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not inside a longer capitalised run: "Kingsway Gold Project" is no company, nor is "Carson Energy Center Road"."""
    after = text[end : end + 40]
    if (
        re.match(rf"-?\s?(?:{_TOKEN}) ?(?!\()", after)
        and not re.match(r"\s?\(|\s(?:I|The|In|On|At)\b", after)
        and not after.startswith(("\n", ".", ",", ";"))
    ):
        return False
    return not re.match(
        rf"\s(?:and|&|-)\s(?:{_TOKEN}\s){{0,3}}(?:[Pp]roject|[Mm]ine|[Pp]roperty|[Dd]eposit)|\s(?:mine|project|property|"
        r"deposit|district|camp|belt|zone|trend|estimate|statement)\b",
        after,
    )


@cache
def _excluded() -> frozenset[str]:
    exchanges = {name.casefold() for name in exchange_names()}
    return folded("newswires.txt") | folded("regulators.txt") | exchanges


def _is_excluded(name: str) -> bool:
    plain = re.sub(r"^the ", "", name.casefold()).strip(" .,")
    return (
        plain in _excluded()
        or company_stem(name) in _excluded()
        or bool(
            re.search(
                r"\b(?:stock exchange|securities (?:act|commission)|regulation services|newswire|government|ministry|commission|exchange act)\b",
                plain,
            )
        )
    )


# ---- gathering


class _Registry:
    """Joins namings into organisations: same stem, same organisation."""

    def __init__(self) -> None:
        self._by_stem: dict[str, Organisation] = {}

    def add(self, naming: NameAt) -> None:
        if naming.text.endswith("(publ)"):  # says that the shares may be offered to the public; no part of the name
            bare = naming.text[:-6].rstrip()
            naming = NameAt(bare, naming.start, naming.start + len(bare), naming.rule)
        if naming.text.endswith("'s"):
            naming = NameAt(naming.text[:-2], naming.start, naming.end - 2, naming.rule)
        stem = company_stem(naming.text)
        if not stem:
            return
        known = self._by_stem.get(stem) or (self._containing(naming, stem) if naming.rule != "legal-form" else None)
        if known is None:
            if any(other.start <= naming.start and naming.end <= other.end for org in self._by_stem.values() for other in org.namings):
                return
            known = self._by_stem[stem] = Organisation(naming.text)
        if not any(other.start < naming.end and naming.start < other.end for other in known.namings):
            known.namings.append(naming)
            known.name = _fuller(known.name, naming.text)
        known.ticker_beside |= naming.rule == "before-ticker"

    def _containing(self, naming: NameAt, stem: str) -> Organisation | None:
        """The one organisation whose name begins with this shorter one."""
        longer = [org for key, org in self._by_stem.items() if key.startswith(stem + " ")]
        return min(longer, key=lambda org: org.namings[0].start, default=None)

    def define_aliases(self, part: Part) -> None:
        """Quoted short names and former names in the brackets after a name; "the Company" is kept apart, since it names nobody."""
        for org in list(self._by_stem.values()):
            for naming in list(org.namings):
                if not part.start <= naming.start < part.start + len(part.text):
                    continue
                at = naming.end - part.start
                for _ in range(6):
                    bracket = _BRACKET.match(part.text, at) or re.compile(
                        r",?\s*(?:doing business as|operating as|or|known as)\s+(\"[^\"]{2,40}\")"
                    ).match(part.text, at)
                    if not bracket:
                        break
                    self._read_bracket(org, bracket, part)
                    at = bracket.end()

    def define_in_letterhead(self, parts: list[Part]) -> None:
        """A line of a letterhead that is a bracket of short names belongs to the organisation named last above it."""
        for part in parts:
            for bracket in _LONE_BRACKET.finditer(part.text):
                at = part.start + bracket.start()
                above = [(naming.start, org) for org in self._by_stem.values() for naming in org.namings if naming.start < at]
                if above and _QUOTED.search(bracket.group(1)):
                    self._read_bracket(max(above, key=lambda pair: pair[0])[1], bracket, part)

    def _read_bracket(self, org: Organisation, bracket: re.Match[str], part: Part) -> None:
        inside, offset = bracket.group(1), part.start + bracket.start(1)
        for former in _FORMERLY.finditer(inside):
            name = former.group(1).strip()
            org.former.setdefault(name, NameAt(name, offset + former.start(1), offset + former.start(1) + len(name), "formerly"))
        for quoted in _QUOTED.finditer(inside):
            group = 1 if quoted.group(1) else 2
            alias = quoted.group(group).strip()
            if _GENERIC_ALIAS.match(alias):
                org.generic_alias = org.generic_alias or alias
            elif alias[:1].isupper() or alias[:1].isdigit():
                start = offset + quoted.start(group)
                org.aliases.setdefault(re.sub(r"^the ", "", alias), NameAt(alias, start, start + len(alias), "defined-alias"))
        if _ACRONYM.match(inside) and inside not in exchange_names() and _abbreviates(inside, org.name):
            org.aliases.setdefault(inside, NameAt(inside, offset, offset + len(inside), "acronym"))

    def find_short_forms(self, part: Part) -> None:
        """Later namings by alias or by the name without its legal form."""
        for org in self._by_stem.values():
            stem = split_legal_form(org.name)[0]
            forms = [re.escape(form) for form in {stem, *org.aliases} if len(form) > 1 and not _GENERIC_ALIAS.match(form)]
            if first := self._telling_first_word(stem):
                forms.append(re.escape(first) + "(?='s )")
            for found in re.finditer(rf"(?<![\w&-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![\w])", part.text) if forms else ():
                start, end = part.start + found.start(), part.start + found.end()
                if not any(other.start < end and start < other.end for any_org in self._by_stem.values() for other in any_org.namings):
                    org.namings.append(NameAt(found.group(), start, end, "short-form"))

    def _telling_first_word(self, stem: str) -> str | None:
        """The first word of a name, where it alone names the organisation: no place, no common word, of no other name here."""
        first, _, rest = stem.partition(" ")
        common = first.casefold() in folded("generic_words.txt") | folded("not_in_names.txt") or first.casefold() in mapping("geography.txt")
        shared = sum(key.split(" ")[0] == first.casefold() for key in self._by_stem) > 1
        return first if rest and len(first) > 3 and not common and not shared else None

    def organisations(self) -> list[Organisation]:
        for org in self._by_stem.values():
            org.namings.sort(key=lambda naming: naming.start)
        aliased = {company_stem(alias): org for org in self._by_stem.values() for alias in (*org.aliases, *org.former)}
        kept = [org for stem, org in self._by_stem.items() if aliased.get(stem) in (None, org) or split_legal_form(org.name)[1]]
        return sorted(kept, key=lambda org: (org.namings[0].start, org.name))


def _fuller(one: str, other: str) -> str:
    """The fuller of two forms of one name: with a legal form, in mixed case, longer."""
    return max(one, other, key=lambda name: (bool(split_legal_form(name)[1]), name != name.upper(), len(name), name))


def _abbreviates(letters: str, name: str) -> bool:
    """Whether capitals are the initials of a name, in order."""
    initials = iter("".join(word[0] for word in re.findall(rf"[{UPPER}{LOWER}0-9]+", name)).upper())
    return all(letter in initials for letter in letters.replace("&", ""))


# ---- who issued the document


def issuer(organisations: list[Organisation], parts: Iterable[Part]) -> Organisation | None:
    """The organisation whose release this is: the one that the story's first sentence names, defines as "the Company" and lists."""
    if not organisations:
        return None
    return max(organisations, key=lambda org: (_issuer_score(org, list(parts)), -org.namings[0].start))


_TICKER_BESIDE = re.compile(r"^\s*(?:[(|]?\s*(?:[A-Z][\w. ]{1,30}\s?[:-]\s?[A-Z0-9.]{1,7}\)?[\s,;|/]*){1,4})?(?:\n|$)")


def _heads_letter(part: Part, naming: NameAt) -> bool:
    """Whether a name stands on a line of the letterhead with nothing else but tickers."""
    low, high = naming.start - part.start, naming.end - part.start
    return part.section == HEADER and (low == 0 or part.text[low - 1] == "\n") and _TICKER_BESIDE.match(part.text[high:]) is not None


def _issuer_score(org: Organisation, parts: list[Part]) -> float:
    score = (
        6.0 * bool(re.match(r"(?:the )?(?:company|corporation|group|issuer)$", org.generic_alias, re.IGNORECASE))
        + 1.5 * org.ticker_beside
        + min(len(org.namings), 20) * 0.15
    )
    story = next((part for part in parts if part.section == BODY), None)
    for naming in org.namings:
        part = next((part for part in parts if part.start <= naming.start < part.start + len(part.text)), None)
        if part is None:
            continue
        if part is story:
            score += max(0.0, 4.0 - (naming.start - part.start) / 100)
        score += 3.0 * _heads_letter(part, naming)
        score += {SOURCE: 4.0, HEADER: 0.7, CONTACT: 0.3, SIGNATURE: 1.0}.get(part.section, 0.0)
        if re.match(r"about\s", part.text, re.IGNORECASE) and naming.start - part.start < 12:
            score += 2.0
    return score
