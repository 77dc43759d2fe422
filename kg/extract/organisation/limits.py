"""What looks like the name of a firm and is none: the heading of a drilling programme, "inc" for "including", a town with its state."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.organisation.words import AND_NAMES, GENERIC_ALIAS, LEADING, NO_NAME, TOKEN
from kg.reference import exchange_names
from kg.text.letters import UPPER, is_overprinted
from kg.text.lexicons import folded, mapping, rows
from kg.text.months import OPENING
from kg.text.names import abbreviates, company_stem

# Words around the name of a firm that drills, which tell it from a heading ("Lord Henry Drilling").
_HIRES = re.compile(
    r"\b(?:by|with|to|from|of|and|contractors?|drillers?|engaged|contracted|hired|asked|chosen|selected|appointed|awarded|mobili[sz]ed|retained|using|firm|company|or|is|are|"
    r"include|including|for|between),?\s(?:[A-Z][\w'.-]*-based\s)?$"
)
_HIRED = re.compile(
    r",?\s(?:of\s[A-Z]|\(|has|have|was|were|is|will|as\b|who|which|personnel|rigs?|crews?|completed|commenced|provided|supplied|mobili[sz]ed|drilled|"
    r"carried|undertook|conducted|based|from\s[A-Z])|,\s(?:a|the|an)\s|'s\b"
)
_STATE = re.compile(r"\b[A-Z]{4,}(?:,? SA|, CO)$|, NL$")
_COLORADO = re.compile(r"[A-Za-z]{3,}, CO$")  # of a dateline or address
_IN_COLORADO = re.compile(rf"\s*(?:--|[-\u2013\u2014/(]|,?\s\d{{5}}|,\s(?:USA?\b|U\.S|United|{OPENING}))")
_CAPITALISED = re.compile(rf"-?\s?(?:{TOKEN}) ?(?!\()")
_OF_A_SITE = re.compile(
    rf"\s(?:and|&|-)\s(?:{TOKEN}\s){{0,3}}(?:[Pp]roject|[Mm]ine|[Pp]roperty|[Dd]eposit)|\s(?:mine|project|property|"
    r"deposit|district|camp|belt|zone|trend|estimate|statement|degree|system|structure|corridor|vein|lode|reef|prospect|target|anomaly|discovery|"
    r"prices?|intercepts?|intersections?|grades?|minerali[sz]ation)\b"
)
_OF_ACTIVITY = re.compile(
    r"\s(?:updates?|results?|program(?:me)?s?|activit(?:y|ies)|campaigns?|budgets?|expenditure|targets?|licen[cs]es?|permits?|phase)\b"
)
_THING = re.compile(r"\b(?:Project|Liability|Agreement|Estimate|Report|Prospect|Lode|Zone|Pending)s?,?$")


def drills(text: str, start: int, end: int) -> bool:
    """Whether a name that ends in "Drilling" stands where a firm does: hired by somebody, or doing something."""
    before = text[max(0, start - 60) : start]
    return (_HIRES.search(before) is not None and not _YIELDS.search(before)) or _HIRED.match(text, end) is not None


def is_no_form(text: str, name: str, stem: str, end: int) -> bool:
    """Whether what looks like a legal form is a word or a state: "the lode, inc 3 m at", "Gold Project, limited", "ADELAIDE SA"."""
    if name.endswith(", Company") or (name.endswith((" Company", " COMPANY")) and _heads_company(stem)):
        return True  # "A. Moore, Company founder"
    if _ADDRESSED.match(name):
        return True
    if name.endswith((" inc", ",inc", " inc.", ",inc.")) and re.match(r"\.?\s*\(?\d", text[end : end + 8]):
        return True
    if name.endswith((" Inc", " Inc.")) and _INTERVAL.match(text, end):
        return True  # of a row of a table: "Birch KD12 Inc. 32 33 1 5.46"
    if name.endswith(" limited") and _SOME.match(text, end):
        return True  # "a limited assurance engagement"
    if _OF_INITIALS.search(name) and _SURNAME.match(text, end):
        return True  # of a list of people, "T.L. Alder, S.A. Birch"
    if name.endswith(" SE") and "," in name:
        return True  # of a list of anomalies, "Birch E, Alder SE"
    if _COLORADO.search(name) and _IN_COLORADO.match(text, end):
        return True
    return (name.split(" ")[-1].islower() and _THING.search(stem) is not None) or _STATE.search(name) is not None


_OF_INITIALS = re.compile(r"(?:^|[ .])[A-Z]\.(?:[A-Z]\.)? ?[A-Z][\w'-]+, [A-Z]\.[A-Z]\.$")
_SURNAME = re.compile(r" [A-Z][\w'-]+(?:,| and\b|[.;]|$)")
_ADDRESSED = re.compile(r"(?:Company |Market )?Announcements? (?:Office|Platform)\b")  # of the exchange to which a letter goes
_INTERVAL = re.compile(r"\.?\s*(?:from\s)?(?!(?:19|20)\d\d\b)\d+(?:\.\d+)?\s?(?:m\b|-|\s\d)")
_SOME = re.compile(
    r"\s(?:assurance|liability|recourse|partnership|edition|review|number|extent|amount|use|scope|time|access|information|due)\b", re.I
)
_PAGE = re.compile(rf"\d{{1,3}} ([{UPPER}][\w'-]+)")


_HEADLINE = re.compile(
    r" (?:Announces|Accepts|Against|Completes|Acquires|Signs|Closes|Enters|Appoints|Receives"
    r"|(?:ANNOUNCES|ACCEPTS|AGAINST|COMPLETES|ACQUIRES|SIGNS|CLOSES|ENTERS|APPOINTS|RECEIVES|REPORTS)"
    r"(?: (?:ACQUISITION|SALE|PURCHASE|MERGER) (?:OF|WITH))?) "
)
# "PROPOSED ACQUISITION OF", "CHANGE OF NAME TO": what is done to a company, or with it, in a heading in capitals.
_DEALINGS = re.compile(
    r"\b(?:ACQUISITIONS?|DISPOSALS?|SALE|PURCHASE|TAKEOVER|MERGER|COMBINATION|DEMERGER|CHANGE|NAME|OFFER|AGREEMENTS?|INVESTMENTS?|ADMISSION|PLACING|"
    r"SHARES|INTERESTS?|STAKE|SUBSCRIPTION|ARRANGEMENT|VENTURE|LOAN|FACILITY|UPDATE|RENAMED|LETTER|DEAL|OPTION|"
    r"VENDORS?|SELLERS?|PURCHASERS?|HOLDERS?|SUBSIDIARY|CONTROL|ENTERED|INTO)(?: [A-Z]+)?? "
    r"(?:OF|TO|WITH|BY|FROM|IN|FOR|BETWEEN|ON) "
)
# "ALDER FLAT WAS EXPLORED BY BIRCH GOLD COMPANY": a sentence in capitals.
_DONE_BY = re.compile(r"\b(?:WAS|WERE|IS|ARE|HAS|HAVE|HAD|BEEN)(?: [A-Z]+){1,3}? (?:BY|FROM|WITH|TO) ")
# "Under the Offtake Agreement Ridge Motors Inc. may": the paper that a clause opens with is no part of the name behind it.
_PAPER = re.compile(r"^(?:[A-Z][\w-]+ ){0,3}(?:Agreement|Memorandum|Announcement|Contract|Letter|Notice|Prospectus|Circular|Arrangement) ")


def behind_headline(name: str) -> int:
    """Where a name begins behind the verb of a headline, "NYSE MKT Accepts Mines Management, Inc.", its dealings or a verb in capitals; or 0."""
    if paper := _PAPER.match(name):
        return paper.end()
    dealings = (*_DEALINGS.finditer(name), *_DONE_BY.finditer(name)) if name.isupper() else ()
    return max((found.end() for found in (*_HEADLINE.finditer(name), *dealings)), default=0)


def behind_page_number(name: str) -> int:
    """Where a name begins behind the number of a page or row, or 0; a number before a common word is a name's own, "88 Energy Ltd"."""
    found = _PAGE.match(name)
    own = found is None or found[1].casefold() in folded("generic_words.txt") | folded("not_in_names.txt")
    return 0 if found is None or own else found.start(1)


_FIGURE = re.compile(r"\d+ (?=[^\W\d_]{2})")
_OF_FIGURE = re.compile(r"\d[.,/]{1,2}$")


def behind_figure(text: str, start: int, name: str) -> int:
    """Where a name begins behind the tail of a figure, that of a share in a list: "16.|00 Alder Nominees Limited"; or 0."""
    tail = _FIGURE.match(name)
    return tail.end() if tail and _OF_FIGURE.search(text, max(0, start - 3), start) else 0


_COUNTRIES = frozenset("canada australia mexico peru chile ghana brazil argentina africa europe alaska nevada ontario quebec".split())


_NO_LAST = re.compile(
    r"\b(?:All|Each|Any|Every|Other|Another|Parent|Listed|Public|Private|Reporting|Said|Our|Your|Any|One|FOR|Vote|Shareholders?|Board)$"
)


_ANY_FIRM = re.compile(r"\b(?:Private|Public|Listed|Unlisted|Shelf|Subsidiary|Numbered|Parent)\b")  # "a Private Ontario Company": what it is, not who


# "to create the World's Leading Silver Company": what a headline makes of one.
_PRAISED = re.compile(r"\b(?:Leading|Largest|Biggest|Newest|Fastest|World's|Nation's|Billion|Million|Next|Create|Creating|Growing|Focused)\b")


def is_likely(stem: str, form: str) -> bool:
    """Whether a name with its legal form is one. Two letters in capitals are a form only behind a name in mixed case ("TARVO MINING AS ..."),
    and "Company" only behind a name that is not an article or a place."""
    if (form == "co" and (_NO_LAST.search(stem) or _ANY_FIRM.search(stem) or _PRAISED.search(stem))) or stem in ("Pty", "PTY", "(Pty)"):
        return False
    if stem.isdigit() and len(stem) < 5:
        return False  # the end of a figure
    if form == "se" and not stem.isupper() and " " not in stem:
        return False  # the vein's part in the south-east, "Delia SE"
    if form in ("as", "co") and stem.upper() == stem:
        return form == "co" and len(stem.split()) > 1 and stem.casefold() not in ("the",)
    towns = form in ("ltd", "inc", "corp", "plc", "asa", "oyj") and stem.casefold() not in _COUNTRIES  # "Noranda Inc.", "Falconbridge Limited"
    return (towns or stem.casefold() not in mapping("geography.txt")) and not re.search(r"(?:^| )[Tt]he$", stem)


_DUG = ("Ore", "Diamond", "Diamonds", "Graphite", "Lithium", "Potash", "Platinum", "Tin", "Lead", "Tungsten", "Antimony", "Quarry", "Stone")


def _heads_company(stem: str) -> bool:
    """Whether the word before "Company" is a number, a bracket or the last of a heading ("Operating Review Company"), and none of a trade."""
    last = stem.split()[-1] if stem else ""
    heading = (
        last.casefold() in folded("generic_words.txt") | folded("name_fronts.txt") and not AND_NAMES.match(last.capitalize()) and last not in _DUG
    )
    return heading or last.isdigit() or last.endswith(")") or stem.endswith(" and")


# "Alder Communications & External Relations": who answers the press.
_OF_DEPARTMENT = re.compile(r"\s(?:&|and)\s(?:External|Public|Investor|Corporate|Media|Community|Government|Indigenous)\b")
# Behind a firm's name: "Alder Mining CEO Jo Birch".
_ITS_CHIEF = re.compile(r"\s(?:CEO|CFO|COO|(?:Executive )?Chair(?:man|woman)?|President|Chief (?:Executive|Financial|Operating))\b")
_ENDED = re.compile(r"\s?\(|\s(?:I|The|In|On|At)\b|[\n.,;]")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Not inside a longer capitalised run: "Harker Gold Project" is no company, nor is "Carson Energy Center Road"."""
    after = text[end : end + 40]
    if _CAPITALISED.match(after) and not _ENDED.match(after) and not _ITS_CHIEF.match(after):
        return False
    if _OF_DEPARTMENT.match(after) or (text.endswith("Mines", start, end) and re.match(r"\sof\s[A-Z]", after)):
        return False  # "the Royal Mines of Alder"
    activity = text.endswith(("Drilling", "Exploration", "Explorations"), start, end)
    return not _OF_A_SITE.match(after) and not (activity and _OF_ACTIVITY.match(after))


# Behind what "Alder Drilling" is work at Alder: "results from Alder Drilling".
_YIELDS = re.compile(
    r"\b(?:results?|intercepts?|intersections?|assays?|grades?|gold|silver|copper|zinc|nickel|samples?|data|highlights|minerali[sz]ation|holes)"
    r"\sfrom\s$",
    re.IGNORECASE,
)
# Before a branch of learning: "a Certificate in Hardrock Mining".
_LEARNT = re.compile(
    r"\b(?:certificate|diploma|degree|bachelor|masters?|doctorate|ph\.?d|[bm]\.?sc|[bm]\.?eng|honou?rs|studies|qualification|majoring|graduated|lecturer|"
    r"professor)\b[^;,()]{0,30}\b(?:in|of)\s$",
    re.IGNORECASE,
)


def is_learnt(text: str, start: int) -> bool:
    """Whether what begins at an offset is the subject of a degree."""
    return _LEARNT.search(text, max(0, start - 60), start) is not None


# Before what is made or sold: "it sells Alder Green Lithium".
_MADE = re.compile(r"\b(?:produc(?:es?|ing)|manufactures?|sells?|selling|markets?|brand(?:ed)?(?: as| name)?|products?,?(?: called)?)\s(?:its\s)?$")


def is_made(text: str, start: int) -> bool:
    """Whether what begins at an offset is told as goods."""
    return _MADE.search(text, max(0, start - 40), start) is not None


@cache
def _things() -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """The words that open and those that close the names of things, case folded."""
    listed = [(words.casefold(), place) for words, place in rows("not_firms.tsv")]
    first, last = (tuple(words for words, place in listed if place == where) for where in ("first", "last"))
    alone = frozenset(words for words, place in listed if place == "alone")
    return tuple(f"{words} " for words in first), tuple(f" {words}" for words in last), alone


def is_thing(name: str) -> bool:
    """Whether a name is that of land, a paper, a method or a public body, by the words that open or close it."""
    first, last, alone = _things()
    plain = f" {name.casefold()}"
    return plain[1:].startswith(first) or plain.endswith(last) or plain[1:] in alone


_DEFINED = re.compile(
    r"((?:[A-Z][\w-]* ){1,5}(?:Agreement|Facility|Plan|Study|Program(?:me)?|Scheme|Project|Area|Zone|Act|Code|Permit|Licen[cs]e))s? \($"
)


def is_of_paper(text: str, name: str, start: int) -> bool:
    """Whether capitals are those of what the text defines by them: "the Syndicated Facilities Agreement (SFA)", "Alder Lake South (ALS)"."""
    if not name.isupper() or " " in name:
        return False
    paper = _DEFINED.search(text, max(0, start - 80), start)
    called = re.search(rf"((?:[A-Z][\w-]* ){{2,6}})\((?:the )?\"?{re.escape(name)}\"?\)", text)
    return any(told is not None and abbreviates(name, told[1].strip()) for told in (paper, called))


def is_no_organisation(name: str) -> bool:
    """Whether capitalised words are none of an organisation: a word that opens sentences ("This report"), a label, a generic name, an exchange."""
    return bool(
        NO_NAME.match(name) or _OURS.search(name) or GENERIC_ALIAS.match(name) or LEADING.fullmatch(f"{name} ") or _PRONOUN.fullmatch(name)
    ) or (is_excluded(name) or is_thing(name) or _names_its_place(name))


def _names_its_place(name: str) -> bool:
    """Whether a name is but a genitive before a place: "Alder's Zimbabwe", before "subsidiary"."""
    _, genitive, place = name.partition("'s ")
    return genitive != "" and place.casefold() in mapping("geography.txt")


_OURS = re.compile(r"\b[Tt]he (?:Company|Corporation|Group|Issuer)$")
_PRONOUN = re.compile(
    r"[NSEW]{1,3}[-/][NSEW]{1,3}|We|It|They|He|She|I|There|These|Those|All|Management|You|Such|Any|No|What|Who|Which|Results|Assays|Drilling|Work|Sampling"
)


@cache
def _excluded() -> frozenset[str]:
    exchanges = {name.casefold() for name in exchange_names()}
    return folded("newswires.txt") | folded("regulators.txt") | exchanges


def is_excluded(name: str) -> bool:
    """Whether a name is that of a newswire, regulator, exchange or government, or type printed over itself."""
    plain = re.sub(r"^the ", "", name.casefold()).strip(" .,")
    return (
        plain in _excluded()
        or is_overprinted(name)
        or company_stem(name) in _excluded()
        or bool(
            re.search(
                r"\b(?:stock exchange|securities (?:act|commission|exchange)|regulation services|newswire|government|ministry|commission|"
                r"exchange act)\b",
                plain,
            )
        )
    )
