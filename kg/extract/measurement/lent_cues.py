"""The metric that a figure takes from the one before it in its sentence: set beside it, listed with it, a part or the grade of it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.measurement.clauses import COMPARED
from kg.extract.measurement.cues import DRILLING, IN_RELATIVE, Cue, cue_of, groups
from kg.extract.measurement.elided import is_elided
from kg.text.commodities import commodity_at, find_commodities
from kg.text.quantities import Quantity

_LINKED = re.compile(
    r"(?:[ \n](?:of|in)[ \n][\w \n-]{1,40})?[ \n,(]{0,3}(?:\w+[ \n])?(?:(?:and|or)[ \n](?:(?:approximately|about|some|the|over|a further|"
    r"another)[ \n])?|"
    r"(?:previously|originally|formerly|(?<=\()was|prior|compared (?:to|with)|versus|vs\.?|against|up from|down from|from|than)[ \n(][^.;\d]{0,50})",
    re.IGNORECASE,
)
_PERIOD_OF = re.compile(r"(?:[^.;]|\.(?=\d)){0,120}\((?:[^()]{2,45}): ?|(?:[ \n]of[ \n]\w+)?[;,] ?(?:[QH][1-4]|FY)[^();,.:]{1,24}: ?", re.IGNORECASE)
_ALSO = re.compile(r"[^;]{0,190}\band[ \n](?:the[ \n])?(?:remaining[ \n]|other[ \n])?", re.IGNORECASE)
_COUNTERPART = re.compile(r"[ \n](?:of ore )?(?:came |were |was )?(?:from|mined from|at|in)[ \n]", re.IGNORECASE)

# "compared to $52 million as at 31 December 2019 and $47 million as at"
_EACH_AT = re.compile(r"[ \n](?:as at|as of|at|on|in|for)[ \n][^.;()$\u20ac\u00a3]{3,45},?[ \n]and[ \n](?:of[ \n])?", re.IGNORECASE)
_RANGE_OF = re.compile(r"; (?:the|our) (?:\w+ ){0,2}(?:guidance|range|forecast|target)(?: range)?(?: for \w+)? of ")

# "6% lower than the 3,310 tonnes of Q3", "AISC of $840/oz; $790/oz in years 1 to 4".
_SET_BESIDE = re.compile(
    r"[^;]{0,110}\b(?:higher|lower|more|less|above|below|up|down|increase|decrease|improvement)\b[^.;\d]{0,30}\b"
    r"(?:than|from|on|over)[ \n](?:the[ \n])?|"
    r"[^;$]{0,130}[, \n](?:compared (?:to|with)|versus|against)[ \n](?:an?[ \n])?(?:net[ \n])?(?:loss|profit|income|earnings|cash)(?:[ \n]of)?[ \n]",
    re.IGNORECASE,
)
_INSTALMENT = re.compile(
    r"[ \n](?:in cash[ \n])?(?:on|upon|at|within|by|before|following|after|in)\b[^.;$]{2,70}(?:,|,? and|;|; and)[ \n](?:a (?:further|final) )?",
    re.IGNORECASE,
)
_IN_CASH_AND = re.compile(
    r"[ \n](?:(?:payable|paid)[ \n])?in[ \n](?:upfront[ \n])?(?:cash|shares|equity|stock)(?:,|,?[ \n](?:and|"
    r"plus))[ \n](?:an?[ \n](?:further|additional)[ \n])?"
)
# "will receive $4 million in cash and 8,500,000 common shares"
_AND_SHARES = re.compile(
    r"(?:[ \n](?:payable[ \n])?in[ \n](?:upfront[ \n])?cash)?,?[ \n](?:and|plus)[ \n](?:(?:to[ \n])?(?:issue|the[ \n]issuance[ \n]of|"
    r"issued|receive)[ \n])?(?:an?[ \n](?:further|additional)[ \n])?"
)
_IN_PAPER = re.compile(r"[ \n](?:payable[ \n]|paid[ \n])?in[ \n](?:[\w\u2019'-]+[ \n]){0,3}?(?:cash|shares|equity|stock|paper|securities|units)\b")
_PRICED_SHARES = re.compile(
    r"(?:[ \n](?:[\w\"\u201c\u201d-]+[ \n]){1,5}shares)?(?:[ \n]of the (?:Company|Corporation))?(?:[ \n]\([^()]{1,60}\))?[ \n](?:at|priced at)[ \n]"
    r"[^;]{3,120}(?:[,;]|[,;]? and)[ \n](?:an? (?:additional|further)[ \n])?",
    re.IGNORECASE,
)
# "issued (i) 8,000,000 common shares at ..., and (ii) 2,500,000 flow-through shares"
_NUMBERED = re.compile(r"\((?:i{1,3}|iv|vi?|[a-f]|[1-6])\)[ \n]$")
_OF_BUDGET = re.compile(
    r"(?:[ \n](?:budget|cost|capex|programme|program|capital)(?:[ \n]\w+){0,3})?,[ \n](?:(?:about|approximately|some)[ \n])?", re.IGNORECASE
)
_OF_WHICH = re.compile(r",?[ \n]of which[ \n](?:(?:about|approximately|some|a total of)[ \n])?", re.IGNORECASE)
_WAS_SPENT = re.compile(r"[ \n](?:has|have|had|was|were|is)\b[^.;,\d]{0,24}\b(?:spent|incurred|invested|committed)\b")

# "2,520 ounces in December, bringing the total for the quarter to 7,181 ounces"
_BRINGS = re.compile(
    r"[^.;\d]{0,60}(?:\d{1,4}[^.;\d]{0,20}){0,3}"
    r"\b(?:bring|tak|lift|rais)(?:s|ing)[ \n][^;]{0,110}\bto[ \n](?:(?:about|approximately|a[ \n]total[ \n]of|some)[ \n])?",
    re.IGNORECASE,
)
_SUMMED = frozenset({"production", "sales", "ore-processed", "ore-mined", "drilling-metres", "drill-holes", "proceeds", "share-count", "land-area"})


def _is_beside(text: str, between: str, quantity: Quantity) -> bool:
    """Whether what follows a figure sets it beside the one before: "; $790/oz in years 1 to 4", "(SEK 8 million a year before)"."""
    behind = text[quantity.end : quantity.end + 40]
    if re.fullmatch(r"(?:[ \n]\([^()]{2,24}\))?[;,][ \n](?:and[ \n])?", between):
        return (
            re.match(r"[ \n](?:(?:in|over|during|for)[ \n](?:the[ \n])?(?:first|years?)\b|\((?:LOM|life|years?)\b)", behind, re.IGNORECASE)
            is not None
        )
    earlier = r"[ \n](?:(?:a|one) year (?:before|earlier|ago)|(?:in|at|for) the (?:same|prior|previous|preceding|corresponding)\b|last year)"
    return re.fullmatch(r"[^.;(\d]{0,60}(?:\d{1,4}[^.;(\d]{0,20}){0,3}\(", between) is not None and re.match(earlier, behind) is not None


_OTHER_THING = re.compile(
    r"[!?]|;(?!,? (?:an? )?(?:\d[\d.]*(?:%| per ?cent) )?(?:increase|decrease|improvement|decline|rise|drop|reduction|up|down|compared|versus)\b)|"
    r"\.[ \n]|\b(?:while|whereas|waste|tailings|costs?|prices?|spending|expenses?|debt|loan|fees?|tax(?:es)?|cash ?flow|capacity)\b",
    re.IGNORECASE,
)

# "rose from 205,300 tonnes in the March quarter to 212,450 tonnes"
_CHANGED_TO = re.compile(
    r"(?:[ \n]\([^()]{1,30}\))?[ \n](?:in|for|during|at|a)[ \n](?:[^.;,\d]{3,44}(?:\d{4})?|[^.;,\d]{3,44}\d{1,2}, \d{4},?)"
    r"[ \n]to[ \n](?:[a-z]+[ \n])?"
)


def _is_set_against(between: str) -> bool:
    """Whether the words between two figures of a unit end in those of a comparison, with no other clause or thing counted between."""
    return len(between) < 170 and COMPARED.search(between[-90:]) is not None and _OTHER_THING.search(between) is None


def _spent_of(text: str, between: str, other: Quantity, quantity: Quantity) -> bool:
    """Whether a figure is what was spent of the budget before it: "Of the $7 million budget, $2.6 million had been spent"."""
    if not _WAS_SPENT.match(text, quantity.end):
        return False
    of = re.search(r"\b[Oo]f (?:the|this|its|a) (?:total )?$", text[max(0, other.start - 16) : other.start]) is not None
    return _OF_WHICH.fullmatch(between) is not None or (of and _OF_BUDGET.fullmatch(between) is not None)


def is_set_beside(text: str, other: Quantity, quantity: Quantity) -> bool:
    """Whether a figure stands in the bracket of the one before it, of the same unit, as what that was at another time."""
    return other.unit == quantity.unit and _PERIOD_OF.fullmatch(text, other.end, quantity.start) is not None


def is_alike(text: str, other: Quantity, quantity: Quantity) -> bool:
    """Whether a figure is of what the one before it is of, known or not: one of its unit that it is compared with, or listed with as another metal,
    or that stands in its bracket, or one without a unit of its own."""
    if is_elided(text, quantity) or is_set_beside(text, other, quantity):
        return True
    if other.unit != quantity.unit or quantity.unit is None:
        return False
    if _COMPARED_WITH.fullmatch(text, other.end, quantity.start):
        return IN_RELATIVE.search(text, max(0, other.start - 120), other.start) is None  # else with what the clause before tells
    listed = "mass" in groups(quantity) and _METAL_BETWEEN.fullmatch(text, other.end, quantity.start) is not None
    return listed and find_commodities(text[other.end : quantity.start]) != []


_COMPARED_WITH = re.compile(r"(?:[^;.,\d]{0,50},)?[ \n](?:(?:as[ \n])?compared[ \n](?:to|with)|versus|vs\.?|against)[ \n](?:about[ \n]|a[ \n])?")


def is_out_of_bracket(text: str, cue: Cue, quantity: Quantity) -> bool:
    """Whether a cue stands outside the bracket in which its figure stands."""
    return cue.start < text.rfind("(", 0, quantity.start) or cue.start >= text.find(")", quantity.end) >= 0


def carried(text: str, before: list[Quantity], cues: list[Cue | None], quantity: Quantity) -> Cue | None:
    """The metric of the figure before of the same unit, where the words between set the two beside each other: "compared to", "and", a
    bracket with its period; and the second part of a total whose first part was told by "of which"."""
    paid = before and cues[-1] and cues[-1].metric == "consideration" and quantity.unit == "shares"
    if paid and _AND_SHARES.fullmatch(text, before[-1].end, quantity.start):
        return replace(cues[-1], cost=14, carried=True) if cues[-1] else None
    for other, cue in zip(reversed(before), reversed(cues), strict=False):
        if other.unit != quantity.unit or quantity.unit is None:
            if cue is not None and other is before[-1] and _counts_another_metal(text, other, cue, quantity):
                return Cue(cue.metric, cue.start, cue.end, 14)
            continue
        if cue is None and IN_RELATIVE.search(text, max(0, other.start - 120), other.start):
            continue  # "EBITDA was $90 million, which included $8 million of insurance money, compared to"
        if cue is None:
            return None
        if other is before[-1] and re.search("[;,]", text[other.end : quantity.start]) and _counts_another_metal(text, other, cue, quantity):
            return Cue(cue.metric, cue.start, cue.end, 14, carried=cue.carried)
        between = text[other.end : quantity.start]
        changed = _CHANGED_TO.fullmatch(between) and re.search(r"\bfrom[ \n](?:\w+[ \n])?$", text[max(0, other.start - 20) : other.start])
        if changed or _is_set_against(between):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        if _EACH_AT.fullmatch(between) and COMPARED.search(text, max(0, other.start - 60), other.start):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        if _LINKED.fullmatch(between) or _PERIOD_OF.fullmatch(between) or re.fullmatch(r"(?:[ \n]\([^()]{1,14}\))?[ \n]to[ \n]", between):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        if _spent_of(text, between, other, quantity) or _SET_BESIDE.fullmatch(between) or _is_beside(text, between, quantity):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        if cue.metric in _SUMMED and _BRINGS.fullmatch(between):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        listed = _NUMBERED.search(text, max(0, other.start - 7), other.start) and _NUMBERED.search(between)
        if cue.metric == "share-count" and (listed or _PRICED_SHARES.fullmatch(between)):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        both = _IN_CASH_AND.fullmatch(between) and _IN_PAPER.match(text, quantity.end)
        if cue.metric == "consideration" and (both or _INSTALMENT.fullmatch(between)):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        if _RANGE_OF.fullmatch(between):
            return Cue(cue.metric, other.end, quantity.start, 16, carried=True)
        if cue.metric == "drilling-metres" and (_AND_PLANS.fullmatch(between) or _OF_WHICH.fullmatch(between)) and _AT_TIME.match(text, quantity.end):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        if cue.metric in DRILLING and (
            _COMPRISING.fullmatch(between) or ((_AT_PLACE.fullmatch(between) or _WITH.fullmatch(between)) and _AT_ANOTHER.match(text, quantity.end))
        ):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        if cue.metric in _PARTED and (_WITH_SO_MUCH.fullmatch(between) or _GOES_TO.fullmatch(between)) and _IS_FOR.match(text, quantity.end):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        if cue.metric in _SUMMED and _NEXT_NAME.fullmatch(between) and text.rfind("(", 0, other.start) > text.rfind(")", 0, quantity.start):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        parts = re.search(r"of which\b[^;]{0,30}$", text[: other.start], re.IGNORECASE)
        if parts and _ALSO.fullmatch(between) and _COUNTERPART.match(text, quantity.end):
            return Cue(cue.metric, cue.start, cue.end, 16, carried=True)
        return None
    return None


_PARTED = frozenset({"capex", "exploration-budget", "budget"})
_NEXT_NAME = re.compile(r"[;,](?:[ \n]and)?[ \n][A-Z][\w'\u2019-]*(?:[ \n][A-Z][\w'\u2019-]*){0,3}:?[ \n]")  # "(Alder 17,500, Birch 9,300)"
_SET = (
    r"[ \n](?:(?:is|are|being|to[ \n]be|will[ \n]be)[ \n])?"
    r"(?:(?:allocated|earmarked|budgeted|planned|directed|dedicated|set[ \n]aside|reserved|spent)[ \n])?(?:to|for|at|on)[ \n]"
)
# "a budget of $7.5 million, with $5.2 million allocated to Alder and $2.3 million to Birch"
_WITH_SO_MUCH = re.compile(
    r"(?:[ \n](?!and\b)[\w-]+){0,6},?[ \n](?:with|of[ \n]which|including)[ \n](?:(?:about|approximately|some|around)[ \n])?", re.IGNORECASE
)
_GOES_TO = re.compile(_SET + r"[^.;,\d$]{2,60}(?:,|,?[ \n]and)[ \n](?:and[ \n])?(?:(?:about|approximately|some|another|a[ \n]further)[ \n])?")
_IS_FOR = re.compile(_SET + r"(?:the[ \n]|its[ \n])?[A-Z]")
# "3,000 m of drilling at A, comprising 2,000 m at B and 1,000 m at C"
_COMPRISING = re.compile(
    r"[^.;:\d]{0,80}(?:\d{4}[^.;:\d]{0,20})?[,:(][ \n](?:compris(?:ing|ed[ \n]of)|consisting[ \n]of|including|being|made[ \n]up[ \n]of|"
    r"split[ \n]into|divided[ \n]into)[ \n](?:(?:about|approximately|some|around)[ \n])?",
    re.IGNORECASE,
)
# "drilled 38,400 metres at Alder in 2021 and plans 45,000 metres in 2022", "45,000 metres, of which 20,000 metres will test the Birch target"
_AND_PLANS = re.compile(
    r"[^.;:]{0,90}(?:,|\band|\bwhile|\bbut)[ \n](?:(?:it|we|the[ \n]Company|now|also|has|have|is|are)[ \n]){0,3}"
    r"(?:plans?|planned|planning|budget(?:s|ed)?|proposes?|proposed|intends?|expects?|will|is[ \n]to|aims?)[ \n]"
    r"(?:to[ \n])?(?:drill[ \n]|complete[ \n])?(?:(?:a[ \n]further|another|about|some|approximately|up[ \n]to)[ \n])?"
)
_AT_TIME = re.compile(r"[ \n](?:of[ \n]drilling[ \n])?(?:in|during|over|this|next|will|are|is|on|at)\b")
_WITH = re.compile(r"[^.;:\d]{0,40},[ \n]with[ \n](?:(?:about|approximately|some|around)[ \n])?")
_AT_PLACE = re.compile(
    r"(?:[ \n]of[ \n](?:[\w-]+[ \n]){0,2}drilling)?[ \n](?:at|on|in|within)[ \n](?:the[ \n]|its[ \n])?[A-Z][^.;\d]{1,60}?(?:,|,?[ \n]and)[ \n]"
    r"(?:and[ \n])?(?:(?:about|approximately|some|around|another|a[ \n]further)[ \n])?"
)
_AT_ANOTHER = re.compile(r"(?:[ \n]of[ \n](?:[\w-]+[ \n]){0,2}drilling)?[ \n](?:at|on|in|within)[ \n](?:the[ \n]|its[ \n])?[A-Z]")


_METAL_BETWEEN = re.compile(
    r"\.?(?:[ \n]of)?(?:[ \n](?!and\b)[A-Za-z0-9-]+){1,4}?(?:[ \n]\([^()]{3,40}\))?(?:,|,?[ \n]and|,?[ \n]plus|[ \n]&|;)[ \n](?:and[ \n])?"
    r"(?:(?:also|about|approximately|some|a record|over)[ \n])?"
)
_NEXT = re.compile(r"(?:,|,?[ \n]and)[ \n](?:and[ \n])?")  # "38,500 gold ounces, 527,300 silver ounces and 1,400 tonnes of copper"
_OF_IT = re.compile(r"[ \n](?:of[ \n])?(?:(?:payable|contained|refined|recovered)[ \n])?")


def _counts_another_metal(text: str, other: Quantity, cue: Cue, quantity: Quantity) -> bool:
    """Whether a figure counts another metal in one breath with the one before it: "1.3 million ounces of silver and 11 million pounds of zinc"."""
    if cue.metric not in ("production", "sales") or "mass" not in groups(quantity) or "mass" not in groups(other):
        return False
    if _NEXT.fullmatch(text, other.end, quantity.start) and find_commodities(text[other.start : other.end]):
        of = _OF_IT.match(text, quantity.end)
        return find_commodities(text[quantity.start : quantity.end]) != [] or (of is not None and commodity_at(text, of.end()) is not None)
    if _METAL_BETWEEN.fullmatch(text, other.end, quantity.start) is None or find_commodities(text[other.end : quantity.start]) == []:
        return False
    of = _OF_IT.match(text, quantity.end)
    return of is not None and commodity_at(text, of.end()) is not None


_GRADING = re.compile(r"(?:[^.;]{0,70}?[ \n,])?(?:@|(?:at|with|grading|averaging|carrying|running|assaying)\b)[^;\d]{0,60}", re.IGNORECASE)


def graded(text: str, before: list[Quantity], cues: list[Cue | None], quantity: Quantity) -> Cue | None:
    """The grade right behind an amount of ore that was milled or mined is its head grade: "treated 418,900 tonnes grading 3.65 g/t"."""
    amounts = [(other, cue) for other, cue in zip(before, cues, strict=False) if other.unit != "%" or cue is not None]
    if not amounts or "grade" not in groups(quantity):
        return None
    last, cue = amounts[-1]
    if cue is not None and cue.metric == "head-grade" and _grades_another_metal(text, last, quantity):
        return Cue("head-grade", cue.start, cue.end, 14, carried=True)
    between = _PERCENT_ASIDE.sub("", text[last.end : quantity.start])
    if cue is not None and cue.metric == "production" and last.unit == "oz" and _GRADED_OUTPUT.fullmatch(between):
        return Cue("head-grade", last.end, quantity.start, 4)
    if cue is None or not _GRADING.fullmatch(between) or (quantity.unit == "%" and "recover" in between):
        return None
    if cue.metric in ("ore-processed", "ore-mined", "throughput"):
        return Cue("head-grade", last.end, quantity.start, 4)
    return None


# "produced 2.4 Moz (averaging 11 g/t)"
_GRADED_OUTPUT = re.compile(
    r"(?:[ \n]of[ \n](?:gold|silver))?(?:[ \n]\(|,?[ \n])(?:averaging|grading|at[ \n]an?[ \n](?:average[ \n])?(?:head[ \n])?grade[ \n]of)[ \n]"
    r"(?:about[ \n]|approximately[ \n])?"
)
_AND_METAL = re.compile(r"[ \n]\w+(?:,|,?[ \n]and)[ \n](?:(?:an?[ \n]average[ \n]of|also|about)[ \n])?")


def _grades_another_metal(text: str, other: Quantity, quantity: Quantity) -> bool:
    """Whether a grade is that of another metal in the ore of the one before it: "grading 1.96% copper and 0.51 g/t gold"."""
    between, behind = commodity_at(text, other.end + 1), commodity_at(text, quantity.end + 1)
    return between is not None and behind is not None and _AND_METAL.fullmatch(text, other.end, quantity.start) is not None


_PERCENT_ASIDE = re.compile(r",? \(?\d[\d.]*%[ \n](?:less|more|higher|lower|above|below|up|down|fewer)\b[^;,)\d]{0,50}[,)]?", re.IGNORECASE)

_AND_OF = re.compile(
    r"[ \n]of[ \n](?:[\w-]+[ \n]){0,3}?[\w-]+(?:,|,?[ \n]and)[ \n](?:(?:about|approximately|some|a record|over)[ \n])?", re.IGNORECASE
)


def lent_by_next(text: str, quantities: list[Quantity], index: int) -> Cue | None:
    """The metric that the words behind a list of metals tell, for one that is not its last: "1,420 tonnes of cathode and 210 tonnes of hydroxide were
    produced"."""
    quantity, further = quantities[index], quantities[index + 1 : index + 4]
    for other in further:
        if (
            other.unit != quantity.unit
            or not {"mass", "length"} & set(groups(quantity))
            or _AND_OF.fullmatch(text, quantity.end, other.start) is None
        ):
            return None
        cue = cue_of(text, other)
        if cue is not None:
            behind = cue.start >= other.end and cue.metric in ("production", "sales", "drilling-metres")
            return Cue(cue.metric, quantity.end, quantity.end, 14, carried=True) if behind else None
        quantity = other
    return None
