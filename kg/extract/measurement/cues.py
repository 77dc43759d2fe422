"""What a figure in prose measures: the nearest words beside it that are a cue for its unit (`lexicon/measurement_cues.tsv`, whose patterns
share the classes of words of `lexicon/measurement_words.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import reference
from kg.text.commodities import commodity_at
from kg.text.lexicons import mapping, rows
from kg.text.quantities import Quantity
from kg.text.quantity_hedges import hedges
from kg.text.sieves import Sieved

DRILLING = frozenset({"drilling-metres", "drill-holes"})
EARNINGS = frozenset({"revenue", "net-income", "ebitda"})  # metrics of what a firm earned, which mines seldom tell of themselves

NOTHING = "-"
_AND = re.compile(r" and |, |\bwhile\b|\bor\b")
_BREAK = re.compile(r"[;!?•·▪■|]|(?<!\bCorp)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bMt)(?<!\bSt)(?<!\bca)\.\s|\n\n|\s/\s(?=$)")  # no point of "Corp."
_GAP_BEHIND = re.compile(r"(?:[^;:.\d•·▪■|]|\d{1,3}(?=[- \n](?:drill[- ]?)?hole))*")
_MASS = frozenset({"oz", "oz/a", "t", "st", "lt", "kg", "lb", "ct"})


@dataclass(frozen=True)
class Cue:
    """A metric that the words beside a figure tell, where they stand in the sentence, and how far from the figure."""

    metric: str
    start: int
    end: int
    cost: int
    carried: bool = False


@dataclass(frozen=True)
class _Rule:
    metric: str
    before: Sieved | None
    after: Sieved | None
    reach: int


def groups(quantity: Quantity) -> tuple[str, ...]:
    """The groups of units that a quantity belongs to, as the cues name them; none for units that no metric has."""
    unit = quantity.unit or ""
    money, _, part = unit.partition("/")
    if money in reference.currencies():
        if part and part != "share":
            return ("price", "metal-price" if part in ("oz", "lb", "kg") else "ore-price")
        return ("share",) if part else ("money",) if not quantity.per else ()
    if quantity.per and unit in _MASS:
        return ("mass", "annual") if quantity.per == "year" else ("mass",)
    return tuple(mapping("measurement_units.tsv").get(unit.casefold(), "").split())


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    found: dict[str, list[_Rule]] = {}
    for metric, group, before, after, reach in rows("measurement_cues.tsv"):
        found.setdefault(group, []).append(_Rule(metric, _pattern(before), _pattern(after), int(reach)))
    return {group: tuple(rules) for group, rules in found.items()}


_LOOKS_BACK = re.compile(r"(\(\?<[!=][^()]*\))")  # which takes words of one length only


def _pattern(words: str) -> Sieved | None:
    if words == NOTHING:
        return None
    words = re.sub(r"<([A-Z]+)>", lambda found: mapping("measurement_words.tsv")[found[1].casefold()], words)
    spaced = "".join(part if part.startswith("(?<") else part.replace(" ?", r"\s*").replace(" ", r"\s+") for part in _LOOKS_BACK.split(words))
    begun = "" if words.startswith((",", r"\(", r"\)")) else r"(?<!\w)(?<!\w-)"
    return Sieved(rf"{begun}(?:{spaced})(?:(?<=\W)|(?![\w-])|(?=-(?:\d|\$))|(?<=[A-Za-z])(?=\d(?![\w.,%-]*\d)(?!\w)))", re.IGNORECASE)


def cue_of(text: str, quantity: Quantity) -> Cue | None:
    """The nearest cue for a quantity in its sentence, of the metric NOTHING where what is nearest says that it is no measurement; or None."""
    best: Cue | None = None
    inner: Cue | None = None
    aside = IN_RELATIVE.search(text, max(0, quantity.start - 120), quantity.start) if "money" in groups(quantity) else None
    behind, named, hedged = _behind(text, quantity), _named_behind(text, quantity), _hedged(text, quantity.start)
    for group in groups(quantity):
        for rule in _rules().get(group, ()):
            cue = _met(rule, text, quantity, hedged, behind, named)
            if cue and ((aside and cue.end <= aside.start()) or _is_hedge(text, cue, quantity)):
                continue
            if cue and (best is None or _rank(cue) < _rank(best)):
                best, inner = cue, best if cue.metric == NOTHING else inner
            elif cue and best and best.metric == NOTHING:
                inner = cue if inner is None or _rank(cue) < _rank(inner) else inner
    return inner if best and inner and best.metric == NOTHING and _is_within(text, best, inner) else best


def _is_hedge(text: str, cue: Cue, quantity: Quantity) -> bool:
    """Whether "over", of which a width is told ("2 g/t over 14 m"), hedges what is too long for one."""
    return cue.metric == NOTHING and (quantity.high or 0) >= 1000 and text[cue.start : cue.end].lower() == "over"


def _is_within(text: str, one: Cue, other: Cue) -> bool:
    """Whether words are but the last ones of others: "copper prices" of "average realized gold and copper prices"."""
    return one.end == other.end and other.start < one.start and re.search(r"reali[sz]ed\b.*\bprices?", text[other.start : other.end]) is not None


# "Net income, which included a charge of $23.5 million, was $48.7 million"
IN_RELATIVE = re.compile(
    r",[ \n]which[ \n](?:also[ \n])?(?:includ|reflect|exclud|contain|(?:was|is|were|are)[ \n](?:after|net[ \n]of|before))[^,;]*$"
)


def _rank(cue: Cue) -> tuple[int, bool, int, str]:
    """Near before far, what is no measurement before what is, more words before fewer."""
    return cue.cost, cue.metric != NOTHING, cue.start - cue.end, cue.metric


_ALSO_IN = re.compile(
    r"[ \n]?\((?:(?:approximately|about|some|over|or)[ \n]|~)?\d[\d.,]*[ \n]?"
    r"(?:[kM]?oz|ounces|[kM]?t|tonnes|tons|lbs?|pounds|[kM]?g|acres|ha|hectares|m|ft|feet|metres|meters)\)",
    re.IGNORECASE,
)


_OF = re.compile(r"[ \n](?:of[ \n])?")


def _behind(text: str, quantity: Quantity) -> int:
    """Where the words behind a figure begin: after the commodity that it counts ("600,000 pounds of U3O8 to be sold"), or after the bracket
    that gives it in another unit ("1,940 kg (62,370 oz) produced")."""
    if "holes" not in groups(quantity) and (again := _ALSO_IN.match(text, quantity.end)):
        return again.end()
    of = _OF.match(text, quantity.end)
    named = commodity_at(text, of.end()) if of else None
    if named and re.search(r"\d", text[named.start : named.end]):
        return named.end
    blank = _BLANKS.match(text, quantity.end)  # where an aside stood
    return blank.end() - 1 if blank else quantity.end


def _met(rule: _Rule, text: str, quantity: Quantity, hedged: int, behind: int, named: int | None) -> Cue | None:
    """What a rule meets beside a figure, of which the hedge begins at `hedged`, the words behind at `behind` and a name behind a comma at `named`."""
    before = _before(rule.before, text, quantity.start, rule.reach) if rule.before else None
    if rule.before and hedged < quantity.start and (early := _before(rule.before, text, hedged, rule.reach)) and (not before or early[2] < before[2]):
        before = early
    after = _after(rule.after, text, behind, 12 if rule.before else rule.reach) if rule.after else None
    if rule.before and rule.after:
        if before is None or after is None:
            return None
        return Cue(rule.metric, before[0], after[1], max(-1 if rule.metric == "drill-holes" else 0, min(before[2], after[2]) - 4))
    either = before or after or (_fronted(rule.before, text, named) if rule.before and named is not None else None)
    return Cue(rule.metric, *either) if either else None


def _hedged(text: str, at: int) -> int:
    """Where the hedge of a figure begins: "was [in the order of] 4,000"; its offset where it has none."""
    for _ in range(2):
        found = hedges().search(text, max(0, at - 40), at)
        at = found.start() if found else at
    return at


_AT = re.compile(r"(?:^|[.;,:\u2013\u2014-])[ \n]*(?:at|with|of)[ \n](?:an?[ \n]average[ \n](?:of[ \n])?|about[ \n]|some[ \n])?$", re.IGNORECASE)
_THEN = re.compile(
    r"(?:[ \n](?:of[ \n]\w+|sold|produced|in[ \n]Q[1-4]|for[ \n]the[ \n]\w+)){0,2},[ \n](?:(?:the|our|its|average|quarterly|total|"
    r"\w+['\u2019]s)[ \n]){0,3}"
)
_SAID = re.compile(
    r"[ \n](?:\([^()]{2,30}\)[ \n])?(?:(?:for|in|during)[ \n](?:[\w-]+[ \n]){1,4})?(?:was|were|is|are|came|stood|remained|rose|fell|"
    r"improved|increased|decreased|beat|exceeded|met|has|have)\b"
)


def _named_behind(text: str, quantity: Quantity) -> int | None:
    """Where the words stand, right behind the comma, that name what a figure is of which opens its clause: "At US$948 per ounce, AISC was"."""
    then = _THEN.match(text, quantity.end) if _AT.search(text[max(0, quantity.start - 24) : quantity.start]) else None
    return then.end() if then else None


def _fronted(pattern: Sieved, text: str, at: int) -> tuple[int, int, int] | None:
    """What the pattern meets where a name is looked for, behind which something is said of it."""
    found = pattern.match(text, at)
    return (found.start(), found.end(), 2) if found and _SAID.match(text, found.end()) else None


def _before(pattern: Sieved, text: str, at: int, reach: int) -> tuple[int, int, int] | None:
    """The last words that the pattern meets and that end within reach of the figure: start, end and cost."""
    last = None
    for found in pattern.finditer(text, max(0, at - reach - 240), at):
        last = found
    if last is None:
        return None
    gap = _BLANKS.sub(" ", text[last.end() : at])
    led = _PREPOSITION.search(text, max(last.start(), last.end() - 8), last.end())
    if reach >= _FAR and len(gap) > _GOVERNED and _governs(f" of{gap}" if led else gap):
        return last.start(), last.end(), _GOVERNED
    if len(gap) > reach or _BREAK.search(gap):
        return None
    return last.start(), last.end(), len(gap.strip()) + 12 * len(_AND.findall(gap)[:3])


_FAR = 12  # characters: rules that reach so far are of nouns that may be the subject of a sentence
_GOVERNED = 12  # what the words between such a subject and its figure cost at most
_PREPOSITION = re.compile(r"\b(?:per|of|at|in|for|from|by|during|on|across)$", re.IGNORECASE)
_LEADS_ON = re.compile(r"[ \n](?:per|of|at|in|for|from|by|during|on|across)[ \n][^;:()$€£•|]*")
_SAYS = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|should|can|may|averag(?:ed|es)|totall?(?:ed|s)|amount(?:ed|s)|came|comes|st[ao]o?nds?|stood|"
    r"reached|reaches|remain(?:ed|s)|r[oi]ses?|fell|falls|increased|decreased|declined|improved|dropped|climbed|gr[eo]ws?|jumped|slipped|eased|"
    r"exceeded|surpassed|beat|met|mined|milled|processed|treated|produced|sold|and|while|with|which|that|including|compared|versus)\b"
)
_SAID_OF = re.compile(
    r"(?:was|were|is|are|averag(?:ed|es)|totall?(?:ed|s)|amount(?:ed|s)|came|comes|stands|stood|reached|reaches|remain(?:ed|s)|rose|fell|increased|"
    r"decreased|declined|improved|dropped|climbed|grew|jumped|slipped|eased)"
    r"(?:[ \n](?:to|at|in|by|about|approximately|some|an?|the|record|just|only|negative|between|from|roughly|around|estimated|"
    r"\d[\d.]*[ \n]?%))*[ \n]*"
)


def _governs(gap: str) -> bool:
    """Whether words that stand before a gap are the subject of the verb with which it ends: "Cash costs [per ounce at the two mines were]"."""
    verb = _SAYS.search(gap) if _LEADS_ON.match(gap) else None
    joined = verb is not None and verb.group() == "and" and re.match(r"[ \n][A-Z]", gap[verb.end() :])
    while verb and joined:  # "the Ocotillo and Palmarito mines"
        verb = _SAYS.search(gap, verb.end())
        joined = verb is not None and verb.group() == "and" and re.match(r"[ \n][A-Z]", gap[verb.end() :])
    return verb is not None and _LEADS_ON.fullmatch(gap) is not None and _SAID_OF.fullmatch(gap, verb.start()) is not None


# "a charge of $34 million Adjusted EBITDA of": what was on a line of its own, as no title writes it
_NEXT_LINE = re.compile(
    r"[a-z]{4} (?:Adjusted|Underlying|Record|Average|Total|Consolidated|Net|Cash|Free|Gross|Operating|Capital|Sustaining|Reali[sz]ed|Gold|Silver|"
    r"Copper|Production|Revenues?|Earnings|Sales) "
)
_NEXT_CLAUSE = re.compile(r"\b(?:while|whereas)\b")
_SET_ON = re.compile(r"[ \n](?:on|against|versus|despite)[ \n]*$")  # "a profit of $3 million on revenue of": of what is told before
_JOINS = re.compile(r"(?:[ \n]\w+)?,?[ \n](?:with|and|at|for|plus)\b")
_OF_NEXT = re.compile(
    r"(?:[ \n](?:rates?|of|was|were|at|averaging|averaged|totalling|totalled|reached|an?|average|about|approximately|over|some|just|record))*"
    r"[ \n][A-Z]{0,3}[$\u00a3\u20ac]?\d"
)
_BLANKS = re.compile(r" {2,}")  # of what was taken out of a sentence


def _after(pattern: Sieved, text: str, at: int, reach: int) -> tuple[int, int, int] | None:
    """The first words behind the figure that the pattern meets, with no other figure or clause between."""
    found = pattern.search(text, at, at + reach + 70)
    if found is None or found.start() - at > reach:
        return None
    gap = text[at : found.start()]
    if gap == " " and _NEXT_LINE.match(text, at - 4):
        return None
    whole = _GAP_BEHIND.match(gap)
    if whole is None or whole.end() < len(gap) or _NEXT_CLAUSE.search(gap) or _SET_ON.match(gap):
        return None
    if _JOINS.match(gap) and _OF_NEXT.match(text, found.end()):
        return None  # "graded 3.12% with a recovery of 85%"
    purpose = _PURPOSE.match(text, found.start()) is not None
    return found.start(), found.end(), len(gap.strip()) + 14 * len(_AND.findall(gap)[:3]) + purpose


_PURPOSE = re.compile(r"to[ \n][a-z]")  # "a placing of £2 million to fund drilling" is first of all a placing
_ASSUMED = re.compile(
    r"\bassum\w*|\bequivalents?\b|[A-Z][a-z]?Eq\b|\bcut-?offs?\b|\bpit shells?\b|\bnet smelter\b|\bNSR\b|"
    r"\b(?<!reali[sz]ed )(?:metal|commodity|gold|silver|copper|zinc|lead|nickel|base case) prices? of\b|"
    r"\bat [A-Z]{0,3}\$[\d,.]+(?:/| per )(?:oz|ounce|lb|pound)\b[^.]{0,40}\bwith\b",
)
_ACHIEVED = re.compile(r"\b(?:reali[sz]ed|received|averaged|achieved|milled|processed|treated|produced|quarter|month)\b", re.IGNORECASE)


def assumed(cue: Cue, text: str) -> Cue:
    """A recovery that an estimate or a formula of equivalents takes for granted is no figure of an operation."""
    if cue.metric == "recovery" and _ASSUMED.search(text) and not _ACHIEVED.search(text):
        return Cue(NOTHING, cue.start, cue.end, cue.cost)
    return cue


def of_sales(cue: Cue, before: Sequence[Cue | None]) -> Cue:
    """Proceeds told behind the metal that was sold are revenue: "50,000 pounds were sold at $40 per pound for gross proceeds of $2 million"."""
    if cue.metric == "proceeds" and any(other and other.metric == "sales" for other in before):
        return replace(cue, metric="revenue")
    return cue
