"""The organisations that a document names: each once, under its fullest name, with its aliases and everywhere it is named.

What shares a name without its legal form is one organisation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.listing.layouts import find_tickers
from kg.extract.organisation.brackets import ALSO_CALLED, BRACKET, LONE_BRACKET, UNCLOSED, UNQUOTED
from kg.extract.organisation.capacities import by_block, by_capacity, by_seat
from kg.extract.organisation.deeds import by_deed
from kg.extract.organisation.fellows import FELLOW, by_fellows
from kg.extract.organisation.form_ahead import by_form_ahead
from kg.extract.organisation.known_names import bare_names, by_known_name
from kg.extract.organisation.namings import FINDERS, NameAt
from kg.extract.organisation.run_into import without_run_in
from kg.extract.organisation.short_names import forms_in_context, fuller, in_longer_name, is_of_syllables, is_short_of, usual_spelling, without_trade
from kg.extract.organisation.slots import by_slot
from kg.extract.organisation.speakers import SPEAKER, by_speaker
from kg.extract.organisation.symbols import symbol_beside
from kg.extract.organisation.unions import by_union, number_of_local
from kg.extract.organisation.web_names import at_web_name, web_names
from kg.extract.organisation.words import GENERIC_ALIAS, QUOTED, name_at
from kg.extract.role.people import known_given
from kg.facts import Company
from kg.reference import exchange_names
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping
from kg.text.names import abbreviates, company_stem, split_legal_form
from kg.text.sections import BOILERPLATE, HEADER, Part

_BY_PLACE = frozenset({"deed", "slot", "seat", "capacity", FELLOW})  # the rules that go by the words around a name alone
_LOOSE, _IN_STORY = _BY_PLACE | {"short-form"}, _BY_PLACE | {"story-subject"}
_NAME = re.compile(rf"[{UPPER}\d]|[a-z]-?[{UPPER}\d]")  # "Alder", "29Metals", "i-80", "eCobalt"
_ACRONYM = re.compile(r"^[A-Z][A-Z&]{1,7}$")
_FORMERLY = re.compile(
    r"\b(?:formerly|previously|f/k/a|fka)(?: known as| named| called)?,? (?:the )?\"?((?-i:[A-Z\d]|[a-z][A-Z])(?:[^()\";]|"
    r"\([A-Z][\w. ]{1,24}\)){2,70}?)\"?(?= ?(?:[);,]|\((?![A-Z][\w. ]{1,24}\) (?:Limited|Ltd|Pty|Proprietary|Private|Inc|S\.A))|$))",
    re.IGNORECASE,
)
_FORMERLY_BEHIND = re.compile(r",? (?:formerly|previously|f/k/a)(?: known as| named| called)?,? (?:the )?(?=[\"A-Z])")
_METALS = frozenset(("PGMs", "PGEs", "REEs", "REOs", "TREO", "REE", "REO"))  # as short names: what they stand for is no firm
_WORKS = (" Exploration", " Gold", " Copper", " Silver", " Nickel", " Zinc", " Lithium", " Uranium", " Mining")
_SITE_KIND = (
    r"(?:the )?(?:[A-Z][a-z]+ )?(?:[Mm]ines?|[Pp]rojects?|[Pp]ropert(?:y|ies)|[Dd]eposits?|[Oo]perations?|[Pp]rospects?|[Rr]esources?)\b"
    r"(?! (?:Ltd|Limited|Inc|Corp|NL|plc))"
)
_ONE_METAL = r"(?i:gold|silver|copper|nickel|zinc|lead|lithium|uranium|tin|iron ore|graphite|cobalt|molybdenum|rare earths?|pg[me])"
_METAL = rf"(?:{_ONE_METAL}(?:(?:[-/ ]|, | and |, and ){_ONE_METAL})*,? )?"
_SITE_CALLED = re.compile(
    r"\b(?:[Mm]ine|[Pp]roject|[Pp]ropert(?:y|ies)|[Dd]eposit|[Cc]omplex|[Oo]peration|[Pp]lant|[Mm]ill|[Pp]rospect|[Tt]arget)s?,?\s"
    r"\((?:the )?\"(?:the )?([^()\"\n]{2,40})\""
)


_OF_ACT = re.compile(
    r"(?:the )?(?:Acquisition|Sale|Disposal|Purchase|Takeover|Merger|Offer|Transfer|Investment|Subscription|Settlement) (?:of|by|to|in|with|for)\b"
)
_SYMBOL = re.compile(r"[A-Z0-9]{2,5}$")
_BEFORE_EXCHANGE = re.compile(r"\s?[:\u2013-]\s?[A-Z]")
_OF_EXCHANGE = re.compile(r"[:\u2013-]\s?$")


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


def find_organisations(parts: Iterable[Part]) -> list[Organisation]:
    """The organisations named outside the boilerplate, in the order of their first naming."""
    parts = [part for part in parts if part.section != BOILERPLATE]
    registry = _Registry()
    sites = {called for part in parts for called in _SITE_CALLED.findall(part.text)}
    rules = (by_union, by_form_ahead, *FINDERS, by_known_name, by_speaker, by_capacity, by_seat, by_deed, by_slot)
    namings = (naming for rule in rules for part in parts for naming in rule(part))
    own = web_names(parts)
    for naming in (at_web_name(naming, own) for naming in (*namings, *by_block(parts))):
        if naming.rule != "story-subject" or naming.text not in sites:
            registry.add(naming)
    registry.add_fellows(parts)
    registry.drop_surnames(parts)
    registry.drop_words(parts)
    registry.drop_sites(parts)
    registry.drop_symbols(parts)
    registry.read_behind(parts)
    registry.define_in_letterhead([part for part in parts if part.section == HEADER])
    registry.find_short_forms(parts)
    return registry.organisations()


class _Registry:
    """Joins namings into organisations: same stem, same organisation."""

    def __init__(self) -> None:
        self._by_stem: dict[str, Organisation] = {}
        self._taken: defaultdict[int, set[int]] = defaultdict(set)  # the characters of each organisation's namings

    def add(self, naming: NameAt) -> None:
        if naming.text.endswith("(publ)"):  # says that the shares may be offered to the public; no part of the name
            bare = naming.text[:-6].rstrip()
            naming = NameAt(bare, naming.start, naming.start + len(bare), naming.rule)
        if naming.text.endswith(("'s", "s'")):
            bare = naming.text.removesuffix("'s").removesuffix("'")
            naming = NameAt(bare, naming.start, naming.start + len(bare), naming.rule)
        local = number_of_local(naming.text)
        stem = f"local {local}" if local else company_stem(naming.text)
        slip = False  # "Alder Mineral plc" of Alder Minerals plc
        if naming.rule in ("legal-form", "before-ticker", "known-name") and stem not in self._by_stem and " " in stem:
            twins = [other for other in (f"{stem}s", stem.removesuffix("s")) if other in self._by_stem]
            stem, slip = (twins or [stem])[0], bool(twins)
        if not stem:
            return
        if naming.rule == "legal-form" and (twin := self._by_stem.get(stem)) and split_legal_form(twin.name)[1]:
            own, others = _of_subsidiaries(naming.text), _of_subsidiaries(twin.name)
            if own and not others:
                stem = f"{stem} {own}"  # "Alder Queen LLC", which Alder Queen Ltd. holds
            elif others and not own:
                self._by_stem[f"{stem} {others}"] = self._by_stem.pop(stem)
        known = self._by_stem.get(stem) or (self._containing(stem) if naming.rule != "legal-form" else None)
        if known is None:
            inside = (org for org in self._by_stem.values() if naming.start in self._taken[id(org)])
            if any(other.start <= naming.start and naming.end <= other.end for org in inside for other in org.namings):
                return
            known = self._by_stem[stem] = Organisation(" ".join(naming.text.split()))
        if self._taken[id(known)].isdisjoint(range(naming.start, naming.end)):
            known.namings.append(naming)
            self._taken[id(known)].update(range(naming.start, naming.end))
            known.name = known.name if slip else fuller(known.name, " ".join(naming.text.split()))
        known.ticker_beside |= naming.rule == "before-ticker"

    def add_fellows(self, parts: list[Part]) -> None:
        """Adds what stands in a list beside a firm that its form, its trade or its place tells; a known name of one word may be a mine's too."""
        sure = [naming for org in self._by_stem.values() for naming in org.namings if naming.rule != "known-name" or " " in naming.text]
        sure.sort(key=lambda naming: naming.start)
        for part in parts:
            low = bisect_left(sure, part.start, key=lambda naming: naming.start)
            high = bisect_left(sure, part.start + len(part.text), key=lambda naming: naming.start)
            for naming in by_fellows(part, [(one.start, one.end) for one in sure[low:high]]) if low < high else ():
                self.add(naming)

    def drop_surnames(self, parts: list[Part]) -> None:
        """Leaves out what only a place in a sentence makes a firm, where the text names a person so: "with Randell" of Sam Randell."""
        words = [org.name for org in self._by_stem.values() if " " not in org.name and {naming.rule for naming in org.namings} <= _BY_PLACE]
        if not words:
            return
        full = re.compile(rf"\b([{UPPER}][{LOWER}][\w'-]*) (?:[{UPPER}]\.? )?({'|'.join(re.escape(word) for word in words)})(?![\w&])")
        borne = {found[2] for part in parts for found in full.finditer(part.text) if known_given(found[1])}
        self._by_stem = {stem: org for stem, org in self._by_stem.items() if org.name not in borne}

    def drop_words(self, parts: list[Part]) -> None:
        """Leaves out the single word that only its place in a sentence makes a firm, where the text has it in small letters too: "Dividends"."""
        words = [one.name for one in self._by_stem.values() if one.name.isalpha() and {at.rule for at in one.namings} <= _IN_STORY]
        if words:
            small = re.compile(rf"(?<![\w'-])(?:{'|'.join(sorted({word.lower() for word in words}))})(?![\w'-])")
            common = {found for part in parts for found in small.findall(part.text)}
            self._by_stem = {stem: org for stem, org in self._by_stem.items() if org.name not in words or org.name.lower() not in common}

    def drop_sites(self, parts: list[Part]) -> None:
        """Leaves out firms by their last word, named once or twice, or by their place alone, of whose name the text has a site: the Alder project."""
        loose = [org for org in self._by_stem.values() if {naming.rule for naming in org.namings} == {"trade-word"} and len(org.namings) < 3]
        stems = {org.name: org.name.rpartition(" ")[0] for org in loose if org.name.endswith(_WORKS)}
        bare = {at for part in parts for at in bare_names(part)}
        stems |= {org.name: org.name for org in self._by_stem.values() if all(at.rule in _LOOSE or at.start in bare for at in org.namings)}
        if stems:
            site = re.compile(rf"(?<![\w-])({'|'.join(sorted({*map(re.escape, stems.values())}, reverse=True))}),? {_METAL}{_SITE_KIND}")
            called = {found for part in parts for found in site.findall(part.text)}
            self._by_stem = {stem: org for stem, org in self._by_stem.items() if stems.get(org.name) not in called}

    def drop_symbols(self, parts: list[Part]) -> None:
        """Leaves out what only its place makes a firm, where the text has it as the symbol of a share: "ALD delivers" of Alder Limited (ASX: ALD)."""
        loose = {SPEAKER, "story-subject", *_BY_PLACE}
        letters = {org.name for org in self._by_stem.values() if _SYMBOL.match(org.name) and {naming.rule for naming in org.namings} <= loose}
        if letters:
            symbols = {quoted.symbol for part in parts for quoted in find_tickers(part.text)}
            self._by_stem = {stem: org for stem, org in self._by_stem.items() if org.name not in letters & symbols}

    def read_behind(self, parts: list[Part]) -> None:
        """What stands behind the namings, part by part: symbols, short and former names."""
        namings: defaultdict[int, list[tuple[Organisation, NameAt]]] = defaultdict(list)  # by the number of their part
        starts = [part.start for part in parts]
        for org in self._by_stem.values():
            for naming in org.namings:
                namings[bisect_right(starts, naming.start) - 1].append((org, naming))
        for number, part in enumerate(parts):
            for org, naming in namings[number]:
                org.ticker_beside = org.ticker_beside or symbol_beside(part.text, naming.end - part.start)
            for org, naming in namings[number]:
                self._define_aliases(org, naming, part)

    def _containing(self, stem: str) -> Organisation | None:
        """The one organisation whose name begins with this shorter one."""
        longer = [org for key, org in self._by_stem.items() if key.startswith(stem + " ")]
        return min(longer, key=lambda org: org.namings[0].start, default=None)

    def _define_aliases(self, org: Organisation, naming: NameAt, part: Part) -> None:
        """Quoted short names and former names in the brackets after a name; "the Company" is kept apart, since it names nobody."""
        at = naming.end - part.start
        for _ in range(6):
            bracket = BRACKET.match(part.text, at) or UNCLOSED.match(part.text, at) or ALSO_CALLED.match(part.text, at)
            if not bracket:
                break
            self._read_bracket(org, bracket, part)
            at = bracket.end()
        if (formerly := _FORMERLY_BEHIND.match(part.text, at)) and (named := name_at(part.text, formerly.end())):
            org.former.setdefault(named[0], NameAt(named[0], part.start + formerly.end(), part.start + named[1], "formerly"))

    def define_in_letterhead(self, parts: list[Part]) -> None:
        """A line of a letterhead that is a bracket of short names belongs to the organisation named last above it."""
        for part in parts:
            for bracket in LONE_BRACKET.finditer(part.text):
                at = part.start + bracket.start()
                above = [(naming.start, org) for org in self._by_stem.values() for naming in org.namings if naming.start < at]
                if above and QUOTED.search(bracket.group(1)):
                    self._read_bracket(max(above, key=lambda pair: pair[0])[1], bracket, part)

    def _read_bracket(self, org: Organisation, bracket: re.Match[str], part: Part) -> None:
        inside, offset = bracket.group(1), part.start + bracket.start(1)
        for former in _FORMERLY.finditer(inside):
            name = former.group(1).strip()
            if ":" in name or name in exchange_names():  # "(formerly TSXV: ABC)"
                continue
            org.former.setdefault(name, NameAt(name, offset + former.start(1), offset + former.start(1) + len(name), "formerly"))
        for quoted in QUOTED.finditer(inside):
            group = 1 if quoted.group(1) else 2
            alias = re.sub(r" (?:or|and)$", "", quoted.group(group).strip()).strip("'")  # a mark that was left out: "Alder Inc or "Alder"
            if _OF_EXCHANGE.search(inside[: quoted.start()]) and alias.isupper():
                continue  # a symbol, TSX: "ABC"
            if alias.isupper() and _BEFORE_EXCHANGE.match(inside, quoted.end()) and symbol_beside(f" ({inside})", 0):
                continue  # "ABC"-TSX
            if GENERIC_ALIAS.match(alias):
                org.generic_alias = org.generic_alias or alias
            elif _OF_ACT.match(alias):
                continue  # what is done with it: "the Acquisition of Alder"
            elif split_legal_form(alias)[1] == split_legal_form(org.name)[1] != "" and company_stem(alias) == org.stem:
                continue  # the name itself, less its stop
            elif _NAME.match(alias) and ":" not in alias:
                start = offset + quoted.start(group)
                org.aliases.setdefault(re.sub(r"^the ", "", alias), NameAt(alias, start, start + len(alias), "defined-alias"))
        if inside in exchange_names():
            return
        if _ACRONYM.match(inside) and (abbreviates(inside, org.name) or is_of_syllables(inside, org.name)):
            org.aliases.setdefault(inside, NameAt(inside, offset, offset + len(inside), "acronym"))
        elif (plain := UNQUOTED.fullmatch(inside)) and plain["alias"] != org.name and not GENERIC_ALIAS.match(plain["alias"]):
            start = offset + plain.start("alias")
            if plain["defines"] or is_short_of(plain["alias"], org.name):
                org.aliases.setdefault(plain["alias"], NameAt(plain["alias"], start, start + len(plain["alias"]), "defined-alias"))
                org.generic_alias = org.generic_alias or plain["generic"] or ""

    def find_short_forms(self, parts: list[Part]) -> None:
        """Later namings by alias or by the name without its legal form."""
        patterns = [(org, pattern) for org in self._by_stem.values() if (pattern := self._short_forms(org))]
        taken = {at for org in self._by_stem.values() for naming in org.namings for at in range(naming.start, naming.end)}
        for part in parts:
            for org, pattern in patterns:
                for found in pattern.finditer(part.text):
                    start, end = part.start + found.start(), part.start + found.end()
                    if taken.isdisjoint(range(start, end)) and (found.group() in org.aliases or not in_longer_name(part.text, found, org.name)):
                        org.namings.append(NameAt(found.group(), start, end, "short-form"))
                        taken.update(range(start, end))

    def _short_forms(self, org: Organisation) -> re.Pattern[str] | None:
        """The short forms of a name as one pattern, longest first; None where it has none."""
        stem = split_legal_form(org.name)[0]
        forms = [re.escape(form) for form in {stem, *org.aliases} if len(form) > 1 and not GENERIC_ALIAS.match(form)]
        if (bare := without_trade(stem)) and not any(key.startswith(company_stem(bare)) and key != org.stem for key in self._by_stem):
            forms.append(re.escape(bare))
        forms += forms_in_context(stem, self._telling_first_word(stem))
        return re.compile(rf"(?<![\w&-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![\w])") if forms else None

    def _telling_first_word(self, stem: str) -> str | None:
        """The first word of a name, where it alone names the organisation: no place, no common word, of no other name here."""
        first, _, rest = stem.partition(" ")
        common = first.casefold() in folded("generic_words.txt") | folded("not_in_names.txt") or first.casefold() in mapping("geography.txt")
        shared = sum(key.split(" ")[0] == first.casefold() for key in self._by_stem) > 1
        return first if rest and len(first) > 3 and not common and not shared else None

    def organisations(self) -> list[Organisation]:
        for org in self._by_stem.values():
            org.namings.sort(key=lambda naming: naming.start)
            org.name = usual_spelling(org.name, (naming.text for naming in org.namings if naming.rule == "legal-form"))
        called = {alias: org for org in self._by_stem.values() for alias in org.aliases}
        aliased = {company_stem(alias): org for org in self._by_stem.values() for alias in (*org.aliases, *org.former)}
        owners = {id(org): aliased.get(stem) for stem, org in self._by_stem.items() if not split_legal_form(org.name)[1]}
        owners = {id(org): called.get(org.name, owners.get(id(org))) for org in self._by_stem.values()}
        kept = [org for org in self._by_stem.values() if owners[id(org)] in (None, org)]
        for org in self._by_stem.values():  # whoever is the short name of another is that other wherever it is named
            owner = owners[id(org)]
            if owner is not None and owner is not org and owner in kept and not org.aliases:
                owner.namings = sorted([*owner.namings, *org.namings], key=lambda naming: naming.start)
        kept = [org for org in kept if not _METALS.intersection(org.aliases)]
        kept = without_run_in(kept)
        spans = {(naming.start, naming.end): org for org in kept for naming in org.former.values()}
        # Whom the text names as the former name of another, and nowhere else, is that other.
        kept = [org for org in kept if any(spans.get((naming.start, naming.end), org) is org for naming in org.namings)]
        return sorted(kept, key=lambda org: (org.namings[0].start, org.name))


# Forms that a listed company does not have, and the firms do that it holds.
_HELD_FORMS = frozenset(
    "llc|sarl|suarl|gmbh|bv|srl|s de rl|s de rl de cv|ltda|spa|lp|ulc|sa|sa de cv|sac|sas|sasu|smrl|scm|sau|pty ltd|pvt ltd|pte ltd|sro|doo".split(
        "|"
    )
)


def _of_subsidiaries(name: str) -> str:
    """The legal form of a name where it is one that holdings have and their listed parents have not; "" elsewhere."""
    form = split_legal_form(name)[1]
    return form if form in _HELD_FORMS else ""
