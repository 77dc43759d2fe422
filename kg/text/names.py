"""Names of persons and companies: their parts, their short and long forms, and when two of them name one.

Patterns here say what a name looks like; whether something that looks so is one is for the extractors, which see the words around it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, folded, mapping, rows

# ---- persons

PARTICLE = (
    r"(?:van|von|der|den|de|del|della|dela|da|das|dos|do|di|du|la|le|los|las|el|al|bin|ibn|ter|ten|af|av|zu|y|e|Van|Von|"
    r"De|Del|Della|Da|Dos|Di|Du|La|Le|El|Al|Der|Den|Ter|St\.?|Saint)"
)
_WORD = (
    rf"(?:(?!(?:Jr|Sr|II|III|IV)\b)(?:Mc|Mac|[{UPPER}]'|d'|Fitz|De|Di|Da|La|Le|Van|Du)?[{UPPER}][{LOWER}]+(?:[-'][{UPPER}]?[{LOWER}]+)*|"
    rf"[{UPPER}]'[{LOWER}]{{3,}})"
)
_INITIALS = rf"(?:[{UPPER}]-[{UPPER}](?=\s)|[{UPPER}]\.?(?:[- ]?[{UPPER}]\.){{0,3}}+|[{UPPER}]{{2}}(?=\s))"
_NICK = rf"(?:\"{_WORD}\"|'{_WORD}'|\([\"']?{_WORD}[\"']?\))"
_SUFFIX = r"(?:,? (?:Jr|Sr)\b\.?|,? (?:II|III|IV)\b)"
# A person's name in mixed case: a given name or initial, up to three more, particles, a surname.
PERSON = rf"(?:{_WORD}|{_INITIALS})(?: (?:{_WORD}|{_INITIALS}|{_NICK})){{0,3}}(?:(?: {PARTICLE}){{1,3}} {_WORD}(?: {_WORD})?| {_WORD}){_SUFFIX}?"
PERSON_CAPITALS = rf"(?:[{UPPER}]\. )?[{UPPER}][{UPPER}'-]+(?: [{UPPER}]\.?)? (?:(?:VAN|VON|DE|DER|DU|LA|MC|MAC|ST\.?) ?){{0,2}}[{UPPER}][{UPPER}'-]+"
HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Honou?rable|Hon|Messrs|Ing|Lic|Dame|Lord|Lady|Baroness|Baron|Viscount|Drs|Adv|Advocate|Datuk|"
    r"Tan Sri|Ambassador|Atty)\b\.?"
)
ENDS_HONOURED = re.compile(rf"{HONORIFIC}\s*$")  # words right before a name, up to its "Mr."
_HONORIFIC = re.compile(rf"^(?:(?:The )?{HONORIFIC} )+")


# Letters between commas that no list knows: "Jane Roe, PhD, GCMEE, FSEG"; none of a post, an exchange or a province.
_POST_NOMINAL = (
    r", ?(?!(?:CEO|CFO|COO|CTO|CIO|CCO|CLO|EVP|SVP|VP|QP|MD|NED|ED|GM|IR|HR|TSXV?|NYSE|ASX|AIM|JSE|LSE|OTC\w*|USA|UK|NSW|QLD|PNG|DRC|CHAIR\w*|"
    r"DIRECTOR\w*|PRESIDENT|SECRETARY|MANAGER|TREASURER|ENGINEER|GEOLOGIST|FOUNDER)\b)[A-Z]{4,8}(?:\([A-Z][A-Za-z]{0,6}\))?(?=,)"
)


@cache
def _credentials() -> re.Pattern[str]:
    """Letters after a name; a dot or blank more or less is the same credential."""
    spelt = sorted({re.sub(r"[.\s]", "", entry) for entry in entries("credentials.txt")}, key=lambda word: (-len(word), word))
    loose = (r"\.?\s?".join(re.escape(letter) for letter in word) + r"\.?" for word in spelt)
    letters = f"(?:{'|'.join(loose)})"
    number = r"(?:,? ?(?:#|[Nn]o\.? ?)?\d{2,6})?"  # "(OGQ #1188)"
    return re.compile(rf"(?:,? ?(?:\({letters}{number}\)|{letters}\)?)(?![{LOWER}{UPPER}])|{_POST_NOMINAL})+")


def after_credentials(text: str, at: int) -> int:
    """Where the letters after a name that ends at `at` end: "Michel Bouchard , P. Geo., Vice ..." -> after "P. Geo."."""
    found = _credentials().match(text, at)
    return found.end() if found else at


def bare_person(name: str) -> str:
    """A name without honorifics, credentials and brackets: "Mr. Michel Bouchard, P.Geo." -> "Michel Bouchard"."""
    name = _HONORIFIC.sub("", name.strip())
    head, comma, tail = name.partition(",")
    if comma and not re.match(r"\s*(?:Jr|Sr|II)", tail):
        name = head
    return re.sub(r"\s+", " ", name).strip(" ,;")


_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def generation(name: str) -> str:
    """What tells a father's name from a son's: "jr", "sr", "ii" ...; "" where the name has nothing of the kind."""
    words = bare_person(name).replace(",", " ").split()
    last = words[-1].rstrip(".").casefold() if len(words) > 2 else ""
    return last if last in _GENERATIONS else ""


def name_parts(name: str) -> tuple[str, str]:
    """Given name and surname: particles belong to the surname, and so does nothing else; ("", "Biggar") for a surname alone."""
    words = [
        word
        for word in re.sub(r"[\"(][^\")]*[\")]", " ", bare_person(name)).replace(",", " ").split()
        if not re.fullmatch(r"(?i:Jr|Sr)\.?|I{2,3}|IV", word)
    ]
    if len(words) < 2 or (len(words) < 4 and all(re.fullmatch(PARTICLE, word) for word in words[:-1])):
        return "", " ".join(words) or name
    start = len(words) - 1
    while start > 1 and re.fullmatch(PARTICLE, words[start - 1]):
        start -= 1
    return words[0], " ".join(words[start:])


def fold(text: str) -> str:
    """Lower case without accents, for comparing."""
    return unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode().casefold()


# Letters that are no letter with an accent: the Turkish dotless i, the Polish l, the Nordic o, æ, ð and þ, the Croatian d, the German ß.
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe"}
)


@cache
def given_key(given: str) -> str:
    """The formal given name for a nickname: "Jim" -> "james"; initials lose their dots."""
    plain = fold(given).replace(".", "").strip("'\"")
    return mapping("nicknames.tsv").get(plain, plain)


def same_person(one: str, other: str) -> bool:
    """Whether two names of one document may be one person: equal surnames, no "Sr." beside a "Jr.", and given names equal, one the
    other's initial, or absent."""
    (given_a, surname_a), (given_b, surname_b) = name_parts(one), name_parts(other)
    generations = {generation(one), generation(other)} - {""}
    if fold(surname_a) != fold(surname_b) or len(generations) > 1:
        return False
    a, b = given_key(given_a), given_key(given_b)
    return not a or not b or a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or _second_names(one, other)


def _second_names(one: str, other: str) -> bool:
    """ "J. Michael Smith" and "Michael Smith": one goes by a middle name."""
    words_a, words_b = ([given_key(word) for word in bare_person(name).split()[:-1]] for name in (one, other))
    return bool(words_a and words_b) and (words_a[0] in words_b[1:] or words_b[0] in words_a[1:])


@cache
def unlikely_in_person() -> frozenset[str]:
    """Capitalised words, folded, that no person is called: those of companies, places of work, documents and minerals."""
    return folded("generic_words.txt") | folded("not_in_names.txt")


def may_be_person(name: str, first_is_given: bool = False) -> bool:
    """Whether something that looks like a person's name has no word that speaks against it; a first word that is common may be told to be a
    given name there: "Jan Hale"."""
    words = [word for word in bare_person(name).split() if word[:1] not in "\"'("]  # a nickname may be any word
    if not 2 <= len(words) <= 6 or len(name) > 60:
        return False
    if words[-1] in _SURNAMES_TOO and words[0] in entries("given_names.txt") and words[0] != "Victoria":
        words = words[:-1]
    if first_is_given:
        words = words[1:]
    return not any(len(plain := re.sub(r"[.,()\"]", "", word)) > 1 and plain.casefold() in unlikely_in_person() for word in words)


_SURNAMES_TOO = ("Day", "Main", "Cash")  # behind a given name that is known; "Victoria Day" is none


# ---- companies


@cache
def _legal_forms() -> dict[str, str]:
    return {re.sub(r"[.\s,]", "", row[0]).casefold(): row[1] for row in rows("legal_forms.tsv")}


# Forms that are also words, codes of places or units; a name that ends in one is no evidence of a company.
_AMBIGUOUS = frozenset(
    (
        "ad ae ao ans as ca cc cv dd ev fund foundation gp hb hf gie ibc ike jv kb kg ky lc na ou oü pc pt publ ry sc sc snc sca scm "
        "sal scs spc ug xk company cooperative partnership trust fund joint venture persero sucursal too unlimited ulc cie cia coop "
        "crown pao sl ead spa se"
    ).split()
)
_IN_CAPITALS = frozenset({"as", "company", "trust", "partnership", "ulc", "spa", "se", "cooperative"})
_LOWER_TOO = frozenset({"plc", "gmbh", "ltd", "limited", "inc", "llc", "nl", "publ"})


# Forms that only their dots tell from words, codes and credentials: "Alder Construction A.E.", "Birch Bank, N.A.".
_DOTTED = r"Company, N\.A\.|A\.E\.|N\.A\.|S\.L\.|S\.C\.A\.|S\.N\.C\.|S\.A\.L\."


@cache
def legal_form_pattern() -> str:
    """Every legal form as written, with and without dots, longest first."""
    forms = sorted(
        {row[0] for row in rows("legal_forms.tsv")} - (_AMBIGUOUS - _IN_CAPITALS) - {"joint venture", "joint stock company"},
        key=lambda form: (-len(form), form),
    )
    return "(?:" + "|".join((_DOTTED, *(r",?\s".join(_form_word(word) for word in form.split(" ")) for form in forms))) + r")(?!\w)"


# Four letters and more that stand for words each: "S.A.R.L." as well as "SARL".
_INITIALS_OF_FORMS = frozenset("sapi sapib sapa sarl sarlu sasu suarl eurl eirl smrl sprl scrl srls sgps pllc lllp saoc saog".split())
_ABBREVIATED = frozenset("ltd inc corp co pty pte pvt bhd tbk sdn cia ltda ltee bros mfg intl s.a san tic enr".split())


def _form_word(word: str) -> str:
    """One word of a legal form: short ones in capitals, with dots or without ("S.A."), long ones capitalised or in capitals."""
    if word in ("de", "of", "and", "e", "y", "&", "/", "ve"):
        return "(?:de|DE)" if word == "de" else re.escape(word)
    if word == "gmbh":
        return "(?:GmbH|GMBH|Gmbh)"
    if word == "spa":
        return r"(?:S\.?p\.?A\b\.?|S\.P\.A\b\.?|SPA)"
    if word == "mbh":
        return "m[bB]H"
    bare = word.strip("(),")
    letters = [re.escape(letter.upper()) for letter in bare]
    spelt = rf"(?:{r'[.]'.join(letters)}\.?|{''.join(letters)})"
    stop = r"\.?" if bare in _ABBREVIATED else ""  # "Limited." ends a sentence, "Ltd." need not
    title = re.escape(bare[0].upper() + bare[1:]) + stop
    if len(bare) <= 2:
        pattern = f"(?:{spelt}|Oy|Co\\.)" if bare in ("oy", "co") else spelt
    elif len(bare) == 3 and bare not in ("ltd", "inc", "pty", "pte", "pvt", "bhd", "tbk"):
        pattern = f"(?:{spelt}|{title}" + (f"|{bare})" if bare in _LOWER_TOO else ")")
    elif bare in _INITIALS_OF_FORMS:
        pattern = f"(?:{spelt}|{title})"
    else:
        pattern = f"(?:{title}|{re.escape(bare.upper())}{stop}" + (f"|{re.escape(bare)}{stop})" if bare in _LOWER_TOO else ")")
    return word.replace(bare, pattern, 1) if word == bare else re.escape(word).replace(re.escape(bare), pattern, 1)


def split_legal_form(name: str) -> tuple[str, str]:
    """A company's name and its legal form in normal spelling: "X Limited" -> ("X", "ltd"); ("X", "") where it has none."""
    words = name.replace(",", " ").split()
    for length in range(min(6, len(words) - 1), 0, -1):
        tail = re.sub(r"[.\s]", "", "".join(words[-length:])).casefold()
        if tail in _legal_forms():
            return " ".join(words[:-length]), _legal_forms()[tail]
    return " ".join(words), ""


def legal_form_key(name: str) -> str:
    """The name with its legal form in normal spelling."""
    stem, form = split_legal_form(name)
    return f"{stem} {form}".strip()


def company_stem(name: str) -> str:
    """What is left of a company's name without legal form and article; folded for comparing. A country in brackets stays: "X (Mali)
    SARL" is not X plc."""
    stem, _ = split_legal_form(re.sub(r"\s*\((?:publ|pty|proprietary|private|pvt|rf|edms)\)", "", name, flags=re.IGNORECASE))
    again, form = split_legal_form(stem)  # "X Pty Limited", "X Holdings Co. Ltd."
    stem = re.sub(r"^the ", "", fold(again if form else stem)).replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", " ", stem).strip().removesuffix(" and")


def abbreviates(letters: str, name: str) -> bool:
    """Whether capitals are initials of the words of a name, in order: "NAP" of "North American Palladium", "TSE" of an exchange."""
    initials = iter("".join(word[0] for word in re.findall(rf"[{UPPER}{LOWER}0-9]+", name)).upper())
    return all(letter in initials for letter in letters.replace("&", ""))
