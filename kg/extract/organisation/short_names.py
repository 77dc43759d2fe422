"""Short and full forms of one name: without the words of its trade, of the beginnings of its words, and which of two is the fuller."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce

from kg.extract.organisation.words import CAPITALISED, GENERIC_ALIAS, LEADING, NO_NAME, SUFFIX
from kg.extract.role.people import known_given
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping
from kg.text.names import company_stem, split_legal_form

_TRADE = re.compile(
    rf"(?: (?:&|and|{SUFFIX}|Coal|Diamonds?|Potash|Iron|Steel|"
    r"Geoservices|Geoservicios|Consultor(?:es|ia|ía)|Ingenier[ií]a|Engenharia|Geotechnical|Geostatistics|Hydrogeology|"
    r"Metallurgy|Environmental|Planning|Solutions|International|Group|Surveys|Geophysics|Geophysical|Mineral|Mine|Process|Mining|Infrastructure|"
    r"Constructions?))+$"
)


def without_trade(stem: str) -> str | None:
    """Two words or more that a name has before those of its trade: "Gaudry Lemieux" of Gaudry Lemieux Geoservices Inc.; None for a person's name
    or where a word may be common."""
    bare = _TRADE.sub("", stem)
    words = [word.casefold() for word in bare.split()]
    common = folded("generic_words.txt") | folded("not_in_names.txt")
    telling = bare != stem and len(words) > 1 and not any(word in common or word in mapping("geography.txt") for word in words)
    return bare if telling and not known_given(bare) else None


_OFFICER = (
    r"(?='s (?:[a-z-]+ ){0,2}(?:[Cc]hief|[Pp]resident|[Vv]ice[- ][Pp]resident|VP|CEO|CFO|COO|MD|[Cc]hair|[Mm]anaging|[Ee]xecutive|[Ss]enior|"
    r"[Gg]eneral [Mm]anager|[Gg]eneral [Cc]ounsel|[Cc]ountry [Mm]anager|[Ee]xploration [Mm]anager|[Nn]on-[Ee]xecutive|[Dd]irectors?|"
    r"[Cc]orporate [Ss]ecretary|[Qq]ualified|[Ff]inance|[Oo]perations)\b)"
)

# "Alder CEO Jo Birch", "Alder shareholders": what only a firm has.
_BESIDE_OFFICE = (
    r"(?=\s(?:(?:[Ii]nterim\s|[Aa]cting\s)?(?:CEO|CFO|COO|[Cc]hair(?:man|woman|person)?|[Pp]resident|[Mm]anaging\s[Dd]irector|[Ee]xecutive\s[Cc]hair\w*|"
    r"[Cc]hief\s(?:[Ee]xecutive|[Ff]inancial|[Oo]perating))\b|(?:share|stock|security)holders\b|[Bb]oard\b))"
)


# What only a firm does or is had by, so that a word which is common names it: "Emerald owns 80%", "Chief Executive of Emerald,".
_DOES_AS_OWNER = (
    r"(?=\s(?:(?:also|currently|now)\s)?(?:owns|operates|holds)\s(?:\d|an?\s(?:\d|stake|interest)|the\s(?:right|remaining)|all\s)|"
    r"\s(?:said|announced|added|noted)\b)"
)
_OFFICE_OF = (
    r"(?:(?<=Executive of )|(?<=Officer of )|(?<=President of )|(?<=Chairman of )|(?<=CEO of )|(?<=CFO of )|(?<=COO of )|(?<=Managing Director of ))"
)
_CLOSED = r"(?=[,.;](?:\s|$)| (?:said|and)\b)"


def forms_in_context(stem: str, first: str | None) -> list[str]:
    """The patterns of forms that are an organisation's only where the words beside them are those of one: its telling first word, as owner or
    speaker; and all before the words of its trade, though they are common, as owner of an officer: "Copper Ridge's President"."""
    forms = [re.escape(bare) + _OFFICER] if (bare := _TRADE.sub("", stem)) != stem and " " in bare else []
    if first:
        forms.append(re.escape(first) + r"(?='s |\s(?:an|the)\s(?:[a-z-]+\s){0,3}(?:option|right)\s|\s(?:said|announced|added|noted)\b)")
        forms.append(rf"(?<=\bjoined ){re.escape(first)}(?= (?:as|in|from)\b)")
        forms.append(re.escape(first) + _BESIDE_OFFICE)
    elif common := _first_of_trade(stem):
        word = re.escape(common)
        forms += [word + _OFFICER, word + _BESIDE_OFFICE, word + _DOES_AS_OWNER, _OFFICE_OF + word + _CLOSED]
    return forms


_PLACES_WITH_OFFICERS = frozenset({"country", "region", "adjective", ""})


def _first_of_trade(stem: str) -> str | None:
    """The first word of a name before those of its trade, be it a common word or a town's name; not that of a state, of a metal or of an office."""
    bare = _TRADE.sub("", stem)
    if bare == stem or " " in bare or len(bare) < 4 or not re.match(rf"[{UPPER}]", bare):
        return None
    state = mapping("geography.txt").get(bare.casefold()) in _PLACES_WITH_OFFICERS
    return None if state or LEADING.match(f"{bare} ") or GENERIC_ALIAS.match(bare) or NO_NAME.match(bare) else bare


def in_longer_name(text: str, found: re.Match[str], name: str) -> bool:
    """Whether a common word that is a firm's first goes on another's name: "Birch Emerald CEO" is no officer of Emerald Resources NL."""
    ahead = CAPITALISED.search(text[max(0, found.start() - 30) : found.start()])
    return ahead is not None and found.group() == _first_of_trade(split_legal_form(name)[0])


def is_of_syllables(letters: str, name: str) -> bool:
    """Whether capitals are put together from how the words of a name begin, two letters of some word at least: "ALCOMIN" of Alder Copper Mines."""
    words = [word[:5] for word in re.findall(rf"[{UPPER}{LOWER}]+", name.casefold()) if word not in ("the", "of", "and")]
    syllables = "".join(f"{'(?:'.join(word)}{')?' * (len(word) - 1)}" for word in words)
    return len(letters) > 3 and re.fullmatch(syllables, letters.casefold()) is not None


def is_short_of(alias: str, name: str) -> bool:
    """Whether a short form is the first words of a name, or one word of how words of it begin: "AlderCorp" of Alder Ore Corporation of Nevada."""
    parts, words = re.findall(rf"[{UPPER}][{LOWER}]+", alias), iter(name.split())
    built = len(parts) > 1 and "".join(parts) == alias and all(any(word.startswith(part) for word in words) for part in parts)
    return built or name.startswith(alias + " ")


def fuller(one: str, other: str) -> str:
    """The fuller of two forms of one name: with a legal form, in mixed case, longer."""
    return max(one, other, key=lambda name: (bool(split_legal_form(name)[1]), name != name.upper(), len(name), name))


def usual_spelling(name: str, told: Iterable[str]) -> str:
    """A name as the text has it more often, of two spellings that an s sets apart: "Alder Resource Corp.", once "Alder Resources Corp."."""
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for form in told:
        forms[company_stem(form)].append(" ".join(form.split()))
    own = company_stem(name)
    twin = max((f"{own}s", own.removesuffix("s")), key=lambda stem: len(forms.get(stem, ())) * (stem != own))
    return reduce(fuller, forms[twin]) if own in forms and twin != own and len(forms.get(twin, ())) > len(forms[own]) else name
