"""Which of its namings tells a site's name and kind: "CK Gold" or CK, Kyle for "KYLE PROJECT", a property for one with a historic mine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.extract.name_runs import is_stop
from kg.extract.site.words import NamingAt
from kg.reference import notations
from kg.text.lexicons import folded, mapping

_RANK = ("mine", "project", "property", "deposit", "mill", "smelter", "refinery", "plant")
# A mine that was: a project or property of its name is what there is today.
_WAS = re.compile(r"\b(?:[Hh]istoric(?:al)?|[Ff]ormer(?:ly)?|[Pp]ast[- ][Pp]roduc\w+|[Oo]ld|[Aa]bandoned|[Cc]losed)\s(?:[\w-]+\s){0,3}$")

_COMPLEX = re.compile(r"(?<!\bMine)(?<!\bMining)\s[Cc]omplex$")


def longer_name(name: str, kind: str, namings: Sequence[NamingAt], text: str, told: str) -> str:
    """Whether "CK Gold Project" is the project of CK or of CK Gold: by what the text calls it without the kind word."""
    defined = f'("{name}"' in text
    if (
        not defined
        and mapping("geography.txt").get(name.casefold()) in ("region", "country")
        and (told_of := [naming.longer for naming in namings if naming.longer])
    ):
        return Counter(told_of).most_common(1)[0][0]  # "the Yukon Cobalt project" is not called by its region alone
    longer = Counter(naming.longer for naming in namings if naming.longer and not (naming.longer.isupper() or _ends_in_symbols(naming.longer)))
    if not longer:
        return name
    long = max(longer, key=lambda form: (longer[form], form))
    return long if _bears(name, kind, namings, long, text, told) else name


def _ends_in_symbols(name: str) -> bool:
    """Whether a longer name ends in symbols of metals, which no name bears: "Halyard Cu-Au"."""
    return all(piece in notations("commodity") for piece in re.split(r"[-/]", name.rpartition(" ")[2]))


def _bears(name: str, kind: str, namings: Sequence[NamingAt], long: str, text: str, told: str) -> bool:
    metal = long[len(name) :]
    if re.search(
        rf"(?<![\w-]){re.escape(name)}(?![\w-])(?!(?i:{re.escape(metal)}))(?! (?i:mine|project|property))(?! [A-Z])",
        told,
    ):
        return False
    alone = re.search(rf"(?<![\w-]){re.escape(long)}(?= (?:is|was|has|has|will|and|in|at|hosts|lies|contains)\b|[,.;)\"'])", text)
    if alone:
        return True
    if len(name) <= 3:
        return re.search(rf"(?<![\w-]){re.escape(name)} (?i:mine|project|property|deposit)\b", told) is None
    common = " " not in name and name.casefold() in folded("generic_words.txt")
    return common and kind == "mine"


# "(formerly known as the Golden Elk property)": another name of the site before.
_OTHER_NAME = re.compile(
    r"(?:\(|, )(?:(?:(?:previously|formerly|originally|also|now|historically|locally) )?(?:referred to as|known as|called|named)|formerly|previously|"
    r"aka|a\.k\.a\.|f/k/a)(?: the)? [\"']?$"
)


def is_other_name(before: str) -> bool:
    """Whether the words before a name say that it is another name of the site told before them."""
    return _OTHER_NAME.search(before) is not None


# A region that bears a site's name: "the Thompson Nickel Belt".
_REGION = re.compile(
    r" (?:[A-Z][\w-]+ ){0,2}(?:Belt|Camp|District|Basin|Province|Region|County|Subprovince|Terrane|Formation|Fault|Shear|Syncline|Anticline|"
    r"Batholith|Highway|Road|Railway|River|Station|Shire)\b"
)


def is_of_other(text: str, names: Iterable[str], naming: NamingAt) -> bool:
    """Whether a name is but a part of another site's, which stands there: "Birch" of "80% of Alder & Birch"."""
    longer = (name for name in names if name.endswith(f" {naming.name}") or name.startswith(f"{naming.name} &"))
    return any(text.startswith(name, naming.start - name.index(naming.name)) for name in longer)


# Of a town: "in Tarva", "40 km from Tarva", "north of Tarva"; a mine has managers and shares, and ounces come from it.
_AS_TOWN = re.compile(
    r"(?:\b(?:near|around|outside)|(?<!interest )(?<!interests )(?<!stake )(?<!share )\bin"
    r"|\b(?:k(?:ilo)?m(?:et(?:er|re)s)?|miles?|minutes|hours?|drive|road|highway|railway|flights?|far|away|inland|upstream|downstream|"
    r"(?:north|south|east|west)\w*|workers|people|residents) from"
    r"|\b(?:(?:north|south)?-?(?:north|south|east|west)(?:erly)?|town(?:ship|site)?|city|village|communit(?:y|ies)|municipality|district|region|"
    r"county|shire|province|residents|people|mayor|outskirts|centre|center|port|parish|km|kilomet(?:er|re)s|miles) of)(?: the)?\s$"
)


def stands_alone(text: str, found: re.Match[str], name: str) -> bool:
    """Not the end of a longer name ("Upper Telkwa" when Telkwa is meant), nor the town of that name."""
    before = re.search(r"(\w[\w'.-]*)\s$", text[max(0, found.start() - 24) : found.start()])
    if (
        before
        and before[1][0].isupper()
        and not is_stop(before[1])
        and not re.search(r"\w{4}\.$", before[1])
        and not before[1].endswith("'s")
        and found.start() > 24
    ):
        return False
    if _REGION.match(text, found.end()):
        return False
    if mapping("geography.txt").get(name.casefold()):
        return _AS_TOWN.search(text[max(0, found.start() - 40) : found.start()]) is None
    return True


def in_small_letters(name: str, text: str) -> str:
    """A name of a heading in capitals as the prose writes it."""
    if not name.isupper():
        return name
    forms = Counter(found.group() for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE) if found.group() != name)
    forms = Counter({form: count for form, count in forms.items() if form[0].isupper() and not form.isupper()})
    return max(forms, key=lambda form: (forms[form], form)) if forms else name


# Where the kind stands apart from the name it may tell what is to be: "its first mine, X" of the X project.
_ASIDE = frozenset({"kind-comma-name", "name-comma-kind", "names-are-kind"})


def kind_told(namings: Sequence[NamingAt], text: str) -> str:
    """The kind told most often, of project and property the first where both are as often. A joint venture and a mine that was say less than
    any other word."""
    kinds = [naming for naming in namings if naming.kind]
    kinds = [naming for naming in kinds if naming.rule not in _ASIDE] or kinds
    firm = [naming for naming in kinds if not _says_less(naming, text)]
    counts = Counter(naming.kind for naming in firm or kinds)
    told = max(counts, key=lambda kind: (counts[kind], -_RANK.index(kind)))
    if told == "project" and _only_shared(namings, text) and any(_RUNS.match(text, naming.end) for naming in namings):
        return "mine"
    if told == "project" and counts["property"] == counts[told]:
        return next(naming.kind for naming in sorted(firm or kinds, key=lambda at: at.start) if naming.kind in ("project", "property"))
    return told


def _only_shared(namings: Sequence[NamingAt], text: str) -> bool:
    """Whether all that tells a site's kind is that it is a joint venture, which says nothing of what is done there."""
    kinds = [naming for naming in namings if naming.kind]
    return bool(kinds) and all(naming.kind == "project" and (_says_less(naming, text) or _is_shared(naming, text)) for naming in kinds)


_SHARED = re.compile(
    r"[^.;\n]{0,24} (?:is|was|remains),? (?:now |currently )?an? (?:\d\d[/:-]\d\d )?(?:[a-z]+ )?(?:joint venture|JV)\b|"
    r", an? (?:\d\d[/:-]\d\d )?(?:joint venture|JV)\b"
)


# What only mines do, told behind a name.
_RUNS = re.compile(
    r"(?:[^.;\n]|(?<=\d)\.(?=\d)){0,140}?\b(?:produced|milled|poured|shipped|contributed)\b [^.;\n]{0,24}?\d|"
    r"(?: \([^()]{1,20}\))? (?:open[- ]pits?|underground)\b"
)


def _is_shared(naming: NamingAt, text: str) -> bool:
    """ "Alder is a joint venture with B", "Alder, a 50/50 joint venture"."""
    return naming.rule in _ASIDE and _SHARED.match(text, naming.end) is not None


def kind_of_whole(namings: Sequence[NamingAt], text: str) -> str:
    """The kind of what bears its deposit's name ("the Alder project", more often told of by its deposit); a deposit where nothing does."""
    larger = [naming for naming in namings if naming.kind not in ("", "deposit") and naming.rule not in _ASIDE and not _says_less(naming, text)]
    return kind_told(larger, text) if larger else "deposit"


def only_was(namings: Sequence[NamingAt], text: str) -> bool:
    """Whether every kind word calls a site a mine of the past."""
    kinds = [naming for naming in namings if naming.kind]
    return bool(kinds) and all(naming.kind == "mine" and _is_past(naming, text) for naming in kinds)


def _says_less(naming: NamingAt, text: str) -> bool:
    """Whether another kind word tells better: a joint venture, a complex (of mines on a property, or with a project) and a mine that was."""
    if naming.kind == "project":
        return re.search(r"\b(?:joint\s+venture|jv)$", text[naming.start : naming.end], re.IGNORECASE) is not None
    return naming.kind == "mine" and (_COMPLEX.search(text[naming.start : naming.end]) is not None or _is_past(naming, text))


def _is_past(naming: NamingAt, text: str) -> bool:
    return _WAS.search(text[max(0, naming.start - 50) : naming.start]) is not None
