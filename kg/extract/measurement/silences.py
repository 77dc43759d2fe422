"""Figures beside the words of a metric that measure nothing of a site or company: terms of options and of rights that vest, fees and wages,
the practice of sampling, mines of others, careers, and the cells of a table that lost its lines."""

from __future__ import annotations

import re

from kg.extract.measurement.accounts import is_of_accounts
from kg.extract.measurement.losses import is_of_nothing_made
from kg.extract.measurement.misnomers import is_of_something_else
from kg.extract.measurement.sizes import is_of_labels
from kg.text.quantities import Quantity

_ROWS_OF = frozenset({"shares", "persons"})
# A number or the dash of an empty cell right before a figure: "0.10 8,000,000 800,000 Shares", "1,512,400 - - - 1,703,900 Shares".
_CELL_BEFORE = re.compile(r"\d\)?[ \n]+(?:[-\u2013\u2014][ \n]+)*$")
_OF_A_DAY = re.compile(r"(?:\b(?:in|during|for|since|by|of|on)|,|[A-Z][a-z]+(?: \d\d?,)?)[ \n](?:FY ?)?(?:19|20)\d\d[ \n]+$", re.IGNORECASE)
_A_YEAR = re.compile(r"(?:19|20)\d\d(?![\d,.])")
_VALUATION = re.compile(
    r"\bBlack[- ]+(?:and )?Scholes\b|\bMonte Carlo\b|\b(?:option|binomial)[- ]pricing\b|"
    r"\b(?:implied|expected) (?:share price )?volatility\b|\brisk[- ]free\b|"
    r"\bshare[- ]based payments?\b|"
    r"\b(?:fair|market|total|grant[- ]date) value of (?:the |these |those )?(?:options?|rights|warrants?)\b",
    re.IGNORECASE,
)
_OPTIONS_VALUED = re.compile(
    r"\b(?:options?|rights|warrants?)\b[^.;]{0,60}\b(?:valued|re-?valued|recogni[sz]ed|expensed|vest(?:s|ed|ing)?)\b[^;]{0,160}$",
    re.IGNORECASE,
)
_VALUED = frozenset({"share-price", "consideration", "proceeds", "mine-life", "exploration-budget"})
_HURDLE = re.compile(
    r"\b(?:vest(?:s|ed|ing)? (?:up)?on|vesting conditions?|vest(?:s|ing)? (?:if|when|once)|"
    r"performance (?:milestones?|hurdles?|conditions?|rights|shares)|hurdles?)\b",
    re.IGNORECASE,
)
_VESTS = re.compile(r"\b(?:option )?vesting condition\b|\b(?:options?|rights) (?:will )?vest\b", re.IGNORECASE)
_AVERAGE_TO_REACH = re.compile(
    r"\b(?:VWAP|volume[- ]weighted average)\b[^.;$]{0,60}\b(?:at least|no(?:t)? less than|above|exceed\w*|greater than|more than)\b[^.;$]{0,20}$|"
    r"\b(?:achiev\w*|reach\w*|exceed\w*|if|vest\w*|subject to)\b[^.;$]{0,120}\b(?:VWAP|volume[- ]weighted average)\b[^.;$]{0,40}$",
    re.IGNORECASE,
)
_MADE = frozenset({"production", "sales", "share-price", "throughput", "ore-processed", "ore-mined", "head-grade"})
_FOR_WORK = re.compile(
    r"[ \n](?:(?:was|were|has been|is) )?(?:(?:paid|payable) (?:to [^.;$\d]{2,60} )?)?(?:in|of|as|for)[ \n](?:[\w'\u2019-]+[ \n](?:and[ \n])?){0,3}?"
    r"(?:wages|salar(?:y|ies)|dividends?|taxes|taxation|benefits|remuneration|repayments?|fees|bonus(?:es)?|rent|superannuation|donations?|"
    r"training|insurance)\b",
    re.IGNORECASE,
)
_PART_OF_PAY = re.compile(
    r"\b(?:fees?|remuneration|salar(?:y|ies)|wages)\b[^.;$]{0,40}\b(?:paid|payable|of|totall?(?:ed|ing))\b[^.;$]{0,30}$",
    re.IGNORECASE,
)
_SAMPLING = re.compile(
    r"\b(?:(?:sub-?|composite |bulk |field )?samples?|sampled|sampling|splitters?|cyclones?|riffle\w*|pulveri[sz]\w+|calico|"
    r"aliquots?|fire assay|charges?)\b",
    re.IGNORECASE,
)
_OF_CORE = re.compile(
    r"\b(?:samples?|core|chips?|drill(?:ing|hole)?|RC|interval|percussion|diamond)[ \n](?:\w+[ \n])?recover(?:y|ies)\b|"
    r"\brecover(?:y|ies) (?:of|in|from|for) (?:the )?(?:\w+ )?(?:core|samples?|chips?|drill\w*|RC)\b|"
    r"\brecover(?:y|ies)\b[^.;]{0,100}\bground ?water\b",
    re.IGNORECASE,
)
_TESTED = re.compile(r"\b(?:metallurg\w*|flotation|leach\w*|cyanid\w*|concentrates?|heap|bottle roll|gravity|mill|plant)\b", re.IGNORECASE)
_DEEP = re.compile(r"\b(?:hole )?depths?\b[^.;,()]{0,30}$|\bfrom \d[\d.]* ?m(?:etres)? to $", re.IGNORECASE)
# "including 3 metres at 110.3 g/t gold from 120 metres": where an interval begins
_INTERVAL_FROM = re.compile(r"\d ?(?:g/t|gpt|%|ppm|ppb|oz/t|grams per tonne)[^.;\d]{0,25}\bfrom[ \n]$", re.IGNORECASE)
# "2017 OZ Minerals": a name, no ounces
_OF_A_NAME = re.compile(r"[ \n][A-Z][a-z]")
_LIKE = re.compile(
    r"\b(?:such as|(?:is |are )?(?:similar|analogous) to|analogues? (?:of|to|for)|on the scale of)\b(?:[^.;]|\.(?=\d))*$", re.IGNORECASE
)
_MINE_OF_OTHERS = re.compile(
    r"(?P<owner>[A-Z][\w.&-]*(?:[ \n][A-Z][\w.&-]*){0,3})(?:[ \n]?['\u2019][ \n]?s|['\u2019])[ \n](?:\([^()]{3,24}\)[ \n])?(?:\w+-owned[ \n])?"
    r"(?:[A-Z][\w-]*[ \n]){1,4}(?:gold |silver |copper |nickel )?(?:[Mm]ines?|[Oo]perations?|[Dd]eposits?),?[ \n](?:which|that)[ \n][^.;]{0,60}$|"
    r"[ \n](?:[Mm]ine|[Oo]peration)[ \n](?:of|owned by|operated by|"
    r"held by)[ \n](?P<holder>[A-Z][\w.&-]*(?:[ \n][A-Z][\w.&-]*){0,3}),[ \n](?:which|that)[ \n][^.;]{0,60}$"
)
_CAREER = re.compile(
    r"\b(?:responsible for|instrumental in|involved in|track record of|experience (?:in|of)|assisted in|success in)\b[^.;]{0,60}\brais\w+|"
    r"\b(?:his|her|their) (?:\w+ )?career\b|\b(?:[Hh]e|[Ss]he) (?:has|had|was|also|previously|led|helped|raised)\b",
)
_ADJUSTED = re.compile(
    r"\W*(?:After adjusting|Excluding|Adjusting for|Adjusted for|On an adjusted basis|Before (?:impairment|exceptional|special))\b", re.IGNORECASE
)
# "exploration expenditure of $6 million, comprising $5 million of capital expenditure"
_OF_EXPLORATION = re.compile(
    r"\bexploration (?:expenditures?|spend(?:ing)?|costs?)\b"
    r"[^.;]{0,40}(?:\.\d[^.;]{0,20})?\b(?:comprising|of which|including)\b(?:[^.;]|\.\d){0,60}$",
    re.IGNORECASE,
)
# "the dividend increases to $0.15 at gold prices of $1,150": what a policy would pay.
_AT_PRICES = re.compile(
    r"\bat (?:\w+ )?prices? (?:of|below|above|between)\b|^\W*At [A-Z]{0,3}\$|"
    r"\b(?:gold|silver|copper|commodity|metal) price (?:is|was|exceeds|averages)\b"
)
_WRITTEN_OFF = re.compile(
    r"\b(?:writ(?:e|es|ing|ten)[ -]?(?:downs?|offs?)|impair\w+|carrying (?:value|amount)|goodwill|provisions? (?:for|of)|contingent liabilit\w+)\b"
    r"[^.;$]{0,70}$",
    re.IGNORECASE,
)
# "1234567 B.C. Ltd.": the number of a company that has no other name.
_NUMBERED_FIRM = re.compile(r"[ \n](?:B\.?C\.?|Ontario|Alberta|Canada|Quebec|Québec|Manitoba|Yukon|Saskatchewan|Nunavut)(?!\w)")
# A paragraph that tells a person's life: what was raised or built in it is of other firms.
_CAREER_TOLD = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr)\b\.?[ \n][A-Z][^.;]{0,60}\b(?:(?:has|have|had)[ \n](?:been|worked|served|held|over|more)|was(?![ \n](?:appointed|"
    r"elected|named|promoted))|served|worked|joined|founded|"
    r"co-founded|spent|led|brings|holds)\b[^;]{0,120}\b(?:with|at|for|of|as)\b|"
    r"\b(?:his|her|their)[ \n](?:\w+[ \n])?career\b|\bworked[ \n]most[ \n]of\b|\byears['\u2019]?[ \n](?:of[ \n])?(?:\w+[ \n]){0,3}experience\b|"
    r"\b[Pp]rior[ \n]to[ \n]joining\b|\b(?:[Hh]e|[Ss]he)[ \n](?:has|had|was|also(?!"
    r"[ \n](?:said|told|advised|noted|added|reported|confirmed|announced|stated))|previously|led|helped|held|holds|served|worked|spent|"
    r"founded|raised)\b|"
    r"\b(?:holds|earned|received)[ \n]an?[ \n][^.;]{0,40}\b(?:degree|MBA|BSc|B\.Sc|Bachelor|Master|diploma)\b"
)
_ISSUER_ACTS = re.compile(r"\b(?:[Tt]he (?:Company|Corporation|Issuer|Offering|Private Placement)|[Ww]e|[Oo]ur)\b")
_OF_LIVES = frozenset({"proceeds", "consideration", "revenue", "net-income", "ebitda", "employees", "npv", "capex", "production", "drilling-metres"})
# "1% of the royalty may be bought back for C$1 million": a right, which no deal pays.
_ROYALTY_BOUGHT = re.compile(
    r"\b(?:NSR|GSR|royalt(?:y|ies))\b(?:[^.;$]|\.\d){0,120}\b(?:reduc|(?:re-?)?purchas|buy|bought|repurchas|extinguish)\w*\b[^.;]{0,80}$|"
    r"\b(?:buy|buy-?back|bought|(?:re-?)?purchas\w*|reduce|extinguish)\b[^.;$]{0,90}\b(?:NSR|GSR|royalt(?:y|ies)|smelter)\b(?:[^.;]|\.\d){0,60}$",
    re.IGNORECASE,
)
_MAY = re.compile(r"\b(?:may|can|could|right|option|entitled|at any time|subject to|able to)\b", re.IGNORECASE)
_SERVED = re.compile(r"\b(?:[Ss]erv(?:ed|ing) (?:as|in|on|with)|[Hh]eld|[Ww]orked|[Tt]enure|(?:his|her) (?:role|time|leadership))\b[^;]{0,200}$")
_PERSON = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Messrs)\b\.?|\b(?:he|she|his|her|He|She|His|Her)\b")
_OF_FIRMS = frozenset({"employees", "revenue", "net-income", "ebitda", "capex", "cash"})
# What lies in the ground: "Mineral reserves at the three mines totalled 42.6 million ounces".
_IN_GROUND = re.compile(
    r"(?:\b(?:reserves?|resources?|(?:Mineral|Ore|Gold|Silver|Indicated|Inferred|Measured|Proven|Probable|P&P|M&I) (?:Reserves?|Resources?))\b|"
    r"^\W*(?:Reserves|Resources)\b)(?P<gap>[^.;]{0,120}(?:\.\d[^.;]{0,90}){0,4})$"
)
_TAKEN_OUT = re.compile(
    r"\b(?:produc(?:ed|tion|es)|output|recover\w*|mined|sold|sales|process\w*|mill(?:ed|ing)|yield\w*|poured|mining|depletion|treated|throughput)\b",
    re.IGNORECASE,
)
_TAKEN_BEHIND = re.compile(r"[^.;,\d]{0,40}\b(?:produced|recovered|sold|poured|mined|milled|processed|treated)\b")
_STOCKPILED = re.compile(
    r"[ \n](?:of[ \n](?:[\w-]+[ \n]){1,3})?(?:(?:is|are|was|were|has been|have been|also|now|currently|remain(?:s|ed)?|sitting|lying|held)[ \n]){0,3}"
    r"(?:on surface\b|stockpiled\b|(?:in|on) (?:the |its |a )?(?:surface )?stockpiles?\b|available for (?:processing|milling)\b)",
    re.IGNORECASE,
)
_STOCKPILE = re.compile(r"\bstockpiles?\b[^.;]{0,40}\b(?:of|at|to|contain\w*|total\w*|stood at)\b[^.;\d]{0,20}$", re.IGNORECASE)
# "the camp (90 million ounces of historical production)": what all mines of a district made.
_OF_A_DISTRICT = re.compile(
    r"\b(?:camp|belt|district|region|trend|shear|break|fault|structure)s?(?:[ \n]\(|,?[ \n](?:where|from which)\b|,?[ \n](?:which |"
    r"that )?(?:has|have|had)[ \n](?:\w+[ \n]){0,2}(?:produced|yielded)[ \n])"
    r"[^.;]{0,90}$",
    re.IGNORECASE,
)
_A_MONTH = re.compile(
    r"(?:[ \n]of(?:[ \n][\w-]+){1,3})?[ \n](?:an?|per|each|every)[ \n](?:month|week|quarter)\b(?![ \n](?:earlier|ago|before|later))"
)
# "the belt is home to the Ashgrove mine (4 Moz of past production)": what a mine that others have, or had, made in its life.
_IN_PASSING = re.compile(
    r"\b(?:hosts?|hosting|hosted|home to|near|adjacent|next|along|beside|neighbou?r\w*|including|includes|such as|(?:north|south|east|west)\w* of|"
    r"strike from|same)\b[^.;()]{0,80}[ \n]\((?:[~>\u2248+]|over |more than |approximately |about |circa |c\.)?$",
    re.IGNORECASE,
)
_OF_OLD = re.compile(r"[^().;]{0,24}\b(?:past|historic(?:al|ally)?|produced|production|mined|endowment)\b[^().;]{0,30}\)", re.IGNORECASE)
# "at a grade of 2-3 ounces": so much in every ton.
_A_GRADE = re.compile(r"\bgrad(?:es?|ing)(?:[ \n]of)?[ \n](?:about |around |over |up to |~|>)?$", re.IGNORECASE)
_OF_SAMPLES = re.compile(r"[ \n]of[ \n](?:\w+[ \n]){0,2}(?:samples|composites|assays|pulps)\b")
_NAMED_FIELD = re.compile(
    r"(?:[A-Z][\w/-]*[ \n]){1,4}(?:[Gg]roup|[Ww]orkings?|[Gg]old ?field|[Ll]ine(?: of workings)?|[Mm]ining [Cc]entre|[Ff]ield),?[ \n]"
    r"(?:which|that)[ \n](?:\w+[ \n]){0,2}(?:produced|yielded|gave)[ \n][^.;,]{0,20}$"
)
# "may earn 60% if it issues up to 800,000 of its shares": what a right would cost.
_IF_ISSUED = re.compile(r"\bif\b[^.;]{0,60}\bissues?[ \n](?:up[ \n]to[ \n]|a[ \n]total[ \n]of[ \n])?$", re.IGNORECASE)
_PAID = frozenset({"consideration", "proceeds"})
_DUG = frozenset({"production", "sales", "ore-processed", "ore-mined"})


def is_no_measurement(text: str, quantity: Quantity, groups: tuple[str, ...], metric: str, company: str, around: str) -> bool:
    """Whether a figure of a sentence that the words beside it call `metric` measures nothing all the same; `company` is the issuer's name,
    `around` the paragraph."""
    before, behind = text[: quantity.start], text[quantity.end :]
    if is_of_labels(text, metric) or _is_of_a_parcel(text, quantity, metric):
        return True
    if (
        is_of_something_else(text, quantity, metric)
        or is_of_accounts(text, quantity, metric, around)
        or is_of_nothing_made(text, quantity, metric, around)
    ):
        return True
    if _is_cell(text, quantity, groups) or (metric in _VALUED and (_VALUATION.search(text) or _OPTIONS_VALUED.search(before))):
        return True
    if metric in _MADE and (_HURDLE.search(before) or _VESTS.search(behind) or _AVERAGE_TO_REACH.search(before)):
        return True
    if metric in _PAID and (_WRITTEN_OFF.search(before) or (_ROYALTY_BOUGHT.search(before) and _MAY.search(text))):
        return True
    if metric in _OF_LIVES and _PERSON.search(text) and _CAREER_TOLD.search(around) and not _ISSUER_ACTS.search(before):
        return True
    if _NUMBERED_FIRM.match(behind) and re.fullmatch(r"[^\d]{0,4}\d{6,8}", text[quantity.start : quantity.end].strip()):
        return True
    if metric in _OF_FIRMS and _SERVED.search(before) and _PERSON.search(text):
        return True
    if metric in _PAID and (_FOR_WORK.match(behind) or _PART_OF_PAY.search(before) or _CAREER.search(text)):
        return True
    if (metric == "net-income" and _ADJUSTED.match(text)) or (metric == "capex" and _OF_EXPLORATION.search(before)):
        return True
    if metric == "dividend-per-share" and _AT_PRICES.search(text):
        return True
    if metric == "share-count" and _IF_ISSUED.search(before):
        return True
    if metric == "recovery":
        return _OF_CORE.search(text) is not None and not _TESTED.search(text)
    if metric == "drilling-metres":
        return _DEEP.search(before) is not None or _INTERVAL_FROM.search(before) is not None or _OF_SAMPLES.match(behind) is not None
    return metric in _DUG and _is_not_dug(text, quantity, company)


_PARCEL = re.compile(r"\b(?:ore[ \n]parcels?|parcels?[ \n]of[ \n]ore|bulk[ \n]samples?|trial[ \n](?:parcels?|crushings?))\b", re.IGNORECASE)


def _is_of_a_parcel(text: str, quantity: Quantity, metric: str) -> bool:
    """Whether ore or its grade is that of one parcel that was tried: "1,240 g of gold from a 210-tonne parcel of ore with a head grade of"."""
    if metric not in ("ore-processed", "head-grade", "recovery"):
        return False
    return _PARCEL.search(text, max(0, quantity.start - 90), quantity.end + 25) is not None


def _is_cell(text: str, quantity: Quantity, groups: tuple[str, ...]) -> bool:
    """Whether a figure stands in a row of figures with no word between, or is the year above a column."""
    before, behind = text[: quantity.start], text[quantity.end :]
    if _ROWS_OF & set(groups):
        if _A_YEAR.match(text, quantity.start):
            return True
        return _CELL_BEFORE.search(before) is not None and not _OF_A_DAY.search(before)
    if "money" not in groups:
        return False
    return re.search(r"[A-Z]{0,3}[$\u00a3\u20ac] ?\d[\d,.]*\d\)?[ \n]+$", before) is not None or (
        re.match(r"\)?[ \n]+(?!\([^()]{1,16}\)(?![ \n]*\(?[A-Z]{0,3}[$\d]))\(?[A-Z]{0,3}[$\u00a3\u20ac] ?\d[\d,.]*\d", behind) is not None
        and not _is_converted(text, quantity)
    )


def _is_converted(text: str, quantity: Quantity) -> bool:
    """Whether a bracket behind an amount of money gives it in another currency: "A$29m (US$19m)"."""
    other = re.match(r"[ \n]\(([A-Z]{1,3}[$\u00a3\u20ac])", text[quantity.end :])
    return other is not None and not text.startswith(other[1], quantity.start)


def _is_not_dug(text: str, quantity: Quantity, company: str) -> bool:
    """Whether an amount is the weight of a sample, what a mine of others made, or a range whose ends are not of one size ("5-10,000 ounces")."""
    before = text[: quantity.start]
    if _A_GRADE.search(before) or _NAMED_FIELD.search(before) or (_IN_PASSING.search(before) and _OF_OLD.match(text, quantity.end)):
        return True
    if _is_in_ground(before, text, quantity) or _STOCKPILED.match(text, quantity.end) or _STOCKPILE.search(before) or _OF_A_DISTRICT.search(before):
        return True
    if _A_MONTH.match(text, quantity.end) or (text[: quantity.end].endswith("OZ") and _OF_A_NAME.match(text, quantity.end)):
        return True
    if quantity.unit in ("kg", "g") and _SAMPLING.search(text):
        return True
    if quantity.low and quantity.high and quantity.high > 200 * quantity.low:
        return True
    others = _MINE_OF_OTHERS.search(re.sub(r"\s+", " ", before))
    owner = (others["owner"] or others["holder"]) if others else None
    if owner and not re.search(r"\b(?:Company|Group|Corporation)$", owner) and owner.split()[0] != company.split()[0]:
        return True
    return _LIKE.search(before) is not None


def _is_in_ground(before: str, text: str, quantity: Quantity) -> bool:
    """Whether an amount is one of reserves or resources: named before it, with nothing between that takes it out of the ground."""
    named = _IN_GROUND.search(before)
    return named is not None and _TAKEN_OUT.search(named["gap"]) is None and _TAKEN_BEHIND.match(text, quantity.end) is None
