"""On what basis a figure in prose stands: done, planned, expected, estimated by a study, a record."""

from __future__ import annotations

import re

from kg.extract.measurement.asides import without_relatives
from kg.extract.measurement.capacity_bases import basis_of_capacity
from kg.extract.measurement.clauses import Clause
from kg.extract.measurement.cues import EARNINGS
from kg.extract.measurement.deal_bases import CLOSED, STILL_TO_BE, TO_COME, is_just_done, of_deal
from kg.extract.measurement.drilling_bases import PLAN, basis_of_drilling
from kg.extract.measurement.parts_spent import basis_of_spending
from kg.text.blanking import blanked
from kg.text.quantities import Quantity
from kg.text.sieves import Sieved

_GUIDANCE = re.compile(
    r"\b(?:guid(?:ance|ed|es|ing)|guides? (?:to|for)|should\b(?! have)|forecast(?:s|ed|ing)?|outlook|(?:now |currently |still )?sees|foresee[sn]?|"
    r"envisages?|slated|scheduled to|pencil+ed in|(?:is|are) due to|"
    r"expect(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)|estimates? that|projected|on track|on (?:course|pace)|(?:is|are) set to (?:reach|"
    r"produce|total|be|yield|average)|"
    r"should not exceed|looks? to|(?:is|are|remains?|been) (?:unchanged|maintained)|reaffirm\w*|reiterat\w*|revised range)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:target(?:s|ed|ing)?|goal|aim(?:s|ed|ing)?|objective|ambition)\b", re.IGNORECASE)
_STUDY = re.compile(r"\b(?:preliminary economic assessment|PEA|pre-?feasibility|feasibility|PFS|DFS|FS|scoping study|[Ll]ife[- ]of[- ]mine|LOM)\b")
_RECORD = re.compile(
    r"(?<!\bof )(?<!\bon )\brecord(?:-breaking|-setting)?\b(?! (?:date|holders?))|\ball-time (?:high|best|peak)\b|\bhigh[- ]water mark\b|"
    r"\b(?:highest|best|largest|strongest)(?: [a-z]+){0,3}?(?:[- ]ever| (?:on record|ever (?:achieved|recorded|reported)|in (?:(?:its|the|"
    r"our) )?(?:[\w'\u2019]+ ){0,2}history))\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been|produced|processed|milled|mined|sold|completed|drilled|spent|paid|received|raised|closed|acquired|"
    r"issued|achieved|averaged|"
    r"totall?ed|totals|reported|generated|poured|ended|granted|held)\b",
    re.IGNORECASE,
)
# What keeps a figure of a time that is over an estimate, where its paragraph speaks of a study.
_ESTIMATED = re.compile(
    r"estimat|project|forecast|expect|would|assum|model|plan|assessment|\b(?:LOM|PEA|PFS|FS|DFS|stud(?:y|ies))\b|life[- ]of[- ]mine", re.IGNORECASE
)
_DEALS = frozenset({"consideration", "proceeds", "share-price"})
_WILL_EMPLOY = re.compile(r"\b(?:will (?!lay)|would|up to|expect\w*|plan(?!t)\w*|to be employed|peak workforce)", re.IGNORECASE)
_RISES_TO = re.compile(r"\b(?:rising|growing|increasing|falling)[ \n]to[ \n](?:about[ \n]|some[ \n])?$")
_ISSUES = re.compile(r"issu|placement|placing|allot|consist|offering|financing", re.IGNORECASE)
_STUDIED = frozenset({"npv", "irr", "mine-life"})

_ENDS = re.compile(r"[;:(]|,[ \n]| and (?!other)| AND | (?:result(?:ed|s|ing) in|led to|leading to) ")
_AND_RECORD = re.compile(
    r"(?:,|[ \n]-|[ \n]–)?[ \n](?:which (?:is|was) )?(?:a|an|the|its)?[ \n]?(?:new )?(?:(?!and\b)[\w-]+[ \n]){0,2}record\b(?! (?:date|holders?))"
    r"(?![^.;,]{1,50}\b(?:of|at) [A-Z]{0,3}[$\d])",
    re.IGNORECASE,
)

# "guidance of 5 million ounces of silver and 34,000 ounces of gold": the words ahead are those of both.
_NEXT_METAL = re.compile(r"[ \n](?:of[ \n])?[a-z]+(?:,|,?[ \n]and)[ \n]")

# A plan that a figure is set against: "948 an ounce was below the guidance range".
_SET_AGAINST = re.compile(
    r"\b(?:below|above|within|in line with|in-line with|ahead of|exceed\w*|beat\w*|better than|consistent with|compared (?:to|with)|versus|"
    r"against|towards?|meeting|met|meets|achiev(?:ed|es|ing)|delivered on|surpass\w*|outperform\w*|short of|lower than|higher than|over|under|beyond|"
    r"on|"
    r"the (?:high|low|upper|lower|top|bottom) (?:end|half) of|shy of|adrift of|off|behind|missed|missing)[ \n](?:the |an? |its |"
    r"our |their |\d{4} |annual |full-year |original |previous |"
    r"(?:management|Company|Group|Corporation|board)['\u2019]s |revised |updated |stated |initial |published |full year |group |"
    r"high end of |low end of |of |mine |production |cost |annual |internal |market ){0,4}"
    r"(?:guidance|guided|forecasts?|targets?|targeted|plans?|planned|budget(?:ed)?|expectations?|outlook|estimates?)\b(?: range)?",
    re.IGNORECASE,
)

# "As expected, output fell", "higher than planned", "tracks to the mid-point of": said of what was done.
_AS_EXPECTED = Sieved(
    r"\b(?:(?:[Aa]s|than)[ \n](?:(?:was|we|had|been|previously|originally|initially)[ \n]){0,3}(?:expected|anticipated|planned|forecast|projected|"
    r"budgeted|guided|scheduled)|tracking (?:to|towards?|well))\b(?![ \n](?:to|for|by)\b|[ \n]in[ \n](?!the[ \n](?:quarter|half|month|period)))"
)
_SO_FAR = re.compile(r"\b(?:year[- ]to[- ]date|YTD|nine[- ]month|six[- ]month)\b[^.;:,\d]{0,50}$", re.IGNORECASE)

# What leads from a yardstick to its figure: "within the guidance range of 40,000 to 45,000 ounces".
_MEASURED_BY = re.compile(
    r"[ \n]of[ \n][^;,()]{4,90}\band\W*|(?:(?!\bwith\b)[^;,()]){0,40}\b(?:of|between|from)\W*|\W*|[ \n]\W*(?:for|in)[ \n](?:FY ?)?\d{2,4}\W*",
    re.IGNORECASE,
)

_AS_TOLD = re.compile(r"(?:met|meets|meeting|in[ -]line[ \n]with|on)\b", re.IGNORECASE)


def _without_yardsticks(sentence: str, quantity: Quantity) -> str:
    """A sentence with blanks for the plans that a figure other than this one is set against."""
    for found in _AS_EXPECTED.finditer(sentence):
        sentence = blanked(sentence, found)
    for found in _SET_AGAINST.finditer(sentence):
        if (
            found.end() <= quantity.start
            and _AS_TOLD.match(found.group())
            and quantity.low == quantity.high
            and not re.search(r"\d[\d,.]*[ \n]?(?:[a-z]+[ \n]){0,3}(?:k?oz|ounces|t|tonnes|lb|pounds|kg)\b|[$]\d", sentence[: found.start()])
        ):
            sentence = blanked(sentence, found)  # "output met the forecast of": it was so much
        if found.end() > quantity.start or not _MEASURED_BY.fullmatch(sentence, found.end(), quantity.start):
            sentence = blanked(sentence, found)
    return sentence


def basis_of(
    sentence: str, quantity: Quantity, metric: str, cue: tuple[int, int], clause: tuple[int, int], *, study: bool, before: str, closed: bool = False
) -> str:
    """actual, guidance, target, estimate, plan or record, by the words of the figure's clause, then of its sentence; of deals, then by those
    `before` the sentence, unless the release tells of one that is `closed`."""
    if metric == "capex" and _ON_BUDGET.search(sentence, 0, quantity.start):
        return "plan"
    if spent := basis_of_spending(sentence, quantity, metric):
        return spent
    sentence = without_relatives(_without_yardsticks(sentence, quantity))
    left, right = min(cue[0], quantity.start), max(cue[1], quantity.end)
    ahead = re.split(r";|: |, and | while |\. ", sentence[max(clause[0], left - 60) : max(left, clause[0])])[-1]
    behind = _SET_AGAINST.sub(" ", re.split(_ENDS, sentence[right : right + 120])[0])
    listed = cue[1] <= clause[0] and _NEXT_METAL.fullmatch(sentence, clause[0], quantity.start)
    shared = re.split(r"[;:,]| and ", sentence[max(0, cue[0] - 40) : cue[1]])[-1] + " " if listed else ""
    near = shared + ahead + sentence[max(clause[0], left) : right] + behind[:50]
    own = shared + sentence[clause[0] : right] + behind
    first = max(clause[0], left)
    called = _OF_ANOTHER.sub("", ahead + sentence[first : max(first, quantity.start)]) + sentence[max(first, quantity.start) : right] + behind[:50]
    if metric in _STUDIED:
        return "estimate"
    if metric in _DEALS:
        return of_deal(sentence, quantity.start, quantity.end, clause, before, closed=closed)
    if metric == "share-count" and closed and not STILL_TO_BE.search(sentence[clause[0] : clause[1]]):
        return "actual"
    if metric in EARNINGS and _A_RECORD_SUM.search(sentence, 0, quantity.start):
        return "record"
    if metric in _ACCOUNTS:
        return _of_accounts(sentence, quantity, metric, sentence[cue[0] : cue[1]], own, near)
    if (_RECORD.search(called) or _AND_RECORD.match(sentence, quantity.end)) and not _GUIDANCE.search(near):
        return "record"
    if metric == "employees":
        rises = _RISES_TO.search(sentence, 0, quantity.start)
        return "plan" if rises or _WILL_EMPLOY.search(sentence[max(0, quantity.start - 45) : quantity.end + 20]) else "actual"
    if metric in ("drilling-metres", "drill-holes", "exploration-budget"):
        return basis_of_drilling(sentence, quantity, cue, own, near)
    if _SO_FAR.search(sentence[: quantity.start]) and not PLAN.search(sentence[clause[0] : quantity.start]):
        return "actual"
    if _is_done(sentence, quantity, cue, clause) or _SPENT.match(sentence, quantity.end):
        return "actual"
    if metric in ("capacity", "throughput") and _UP_FROM.search(sentence[: quantity.start]):
        return "actual"
    if metric == "capacity":
        return basis_of_capacity(sentence, quantity, near, study=study)
    if metric == "capex" and re.search(r"\bbudget\b[^.;]{0,20}\b(?:includes?|provides|comprises|consists|allows)\b", sentence[:right]):
        return "plan"
    if metric == "capex" and not study and _REVISED.search(sentence, 0, quantity.start):
        return "guidance"
    if metric == "capex" and re.search(r"\b(?:was|were|been) approved\b", sentence[right : right + 40]):
        return "plan"
    return _of_outlook(sentence, quantity, metric, near, own, study=study)


# "capital expenditure has been cut from R560 million to": what is to be spent; what was spent "was" cut
_REVISED = re.compile(
    r"\bcapital[ \n](?:expenditures?|spending|budget|costs?)\b[^.;$]{0,60}\b(?:has|have)[ \n](?:now[ \n])?been[ \n]"
    r"(?:cut|reduced|trimmed|lowered|raised|increased|lifted|revised|scaled[ \n]back)\b(?:[^.;]|\.(?=\d)){0,60}\b(?:to|from)[ \n]$",
    re.IGNORECASE,
)
_ON_BUDGET = re.compile(r"\b(?:remains?|is|are|was|still|and)[ \n](?:on|within)[ \n](?:schedule[ \n]and[ \n])?budget[ \n](?:at|of)[ \n][A-Z]{0,3}$")
# "record sales of 14,300 ounces at": the record is not that of the price behind.
_OF_ANOTHER = re.compile(
    r"\b(?:record|highest|best|all-time|high[- ]water)\b[^.;]{0,60}?\d[\d,.]*[ \n]?(?:k?oz|ounces|tonnes|t|lbs?|pounds|million|%)\b", re.IGNORECASE
)
_A_RECORD_SUM = re.compile(r"\ban?[ \n](?:(?:new|quarterly|annual|all-time)[ \n])*record(?:[ \n]of)?[ \n]$", re.IGNORECASE)
_UP_FROM = re.compile(
    r"\bto\b[^.;]{0,60}\d[^.;]{0,30},? (?:up )?from (?:(?:about|approximately|some|its|the|a|current|present|existing) )*$", re.IGNORECASE
)
_ACCOUNTS = frozenset({"share-count", "cash", "land-area", "dividend-per-share", "revenue", "net-income", "ebitda"})
_GUIDED = re.compile(
    r"guidance|\b20\d\d\b|\bFY|\b(?:is|are|was|were|been|be|to) (?:now |currently )?(?:forecast|expected|anticipated|projected|guided)\b|"
    r"\b(?:forecasts|expects|anticipates|on track)\b"
)
_OF_THE_BUILD = re.compile(r"\b(?:(?:initial|pre-?production|up-?front|construction) cap(?:ital|ex)|build cost)\b", re.IGNORECASE)
_BUILT = re.compile(r"\b(?:to date|spent|incurred|completed|commissioned|built|paid|final)\b", re.IGNORECASE)
_SPENT = re.compile(
    r"(?:[ \n]of[ \n](?:the|its|our)[ \n][^.;,]{3,60}?)?[ \n](?:has|have|had|was|were)\b[^.;,\d]{0,20}\b(?:spent|invested|incurred|paid)\b"
)

_RANGE = re.compile(r"(?:[ \n](?:guidance|cost|production|forecast|of[ \n]gold))?[ \n]range\b", re.IGNORECASE)
_RANGE_AND = re.compile(r"\bguidance range of [^.;]{4,100}\band \W{0,2}$")
# "we lowered our guidance and now aim to produce": what is aimed at is the guidance.
_AIM_OF_GUIDANCE = re.compile(
    r"\bguidance[ \n]and[ \n](?:(?:we|now|the Company)[ \n]){0,2}(?:aim(?:s|ing)?|target(?:s|ing)?)\b[^.;\d]{0,40}$", re.IGNORECASE
)


def _of_outlook(sentence: str, quantity: Quantity, metric: str, near: str, own: str, *, study: bool) -> str:
    """A figure of an operation or of its costs: what is aimed at, expected, estimated by a study or planned, else done."""
    if (
        re.search(r"\bto have (?:cost|been)\b", near)
        or (metric == "capex" and _WOULD_COST.search(near))
        or (metric == "capex" and _IS_NEEDED.match(sentence, quantity.end))
    ):
        return "estimate"
    if _WOULD.search(near) and metric in _OPERATED and not _GUIDED.search(near):
        return "estimate"
    if _TARGET.search(near):
        return "guidance" if _AIM_OF_GUIDANCE.search(sentence[: quantity.start]) else "target"
    ranges = _RANGE.match(sentence, quantity.end) or _RANGE_AND.search(sentence, max(0, quantity.start - 130), quantity.start)
    if quantity.low != quantity.high and ranges and not study:
        return "guidance"
    if metric == "capex" and _OF_THE_BUILD.search(near) and not _BUILT.search(near) and not _GUIDED.search(near):
        return "estimate"
    if study and not _GIVEN_OUT.search(own):
        return "estimate"
    if _GUIDANCE.search(near) or (_GUIDANCE.search(own) and not _DONE.search(near)):
        return "guidance"
    if study or _STUDY.search(near):
        return "estimate"
    if metric in _COSTS and _COST_ESTIMATED.search(near) and re.search(r"\b(?:produced|recorded|reported|achieved|averaged|was|were)\b", own):
        return "actual"  # "produced 22 million pounds at an estimated total cash cost of"
    if re.search(r"(?<!recorded )(?<!reported )\bestimat(?:e|es|ed)\b(?! by-product)|\b(?:is|are) (?:now )?(?:put|seen|pegged) at\b", near):
        return "guidance" if metric in ("production", "sales") and _FULL_YEAR.search(near) else "estimate"
    if (
        metric == "capex"
        and re.search(r"capital costs?|initial capital|pre-?production|construction costs?", near, re.IGNORECASE)
        and not _BUILT.search(near)
    ):
        return "estimate"
    if metric in ("capex", "capacity", "employees") and PLAN.search(near):
        return "plan"
    return "plan" if _STILL_TO_COME.search(near) else "actual"


_COSTS = frozenset({"cash-cost", "aisc"})
_COST_ESTIMATED = re.compile(
    r"\bestimated[ \n](?:\(unaudited\)[ \n])?(?:(?:total|operating|average|unit|all-in|consolidated)[ \n])*(?:cash|sustaining|C1)\b", re.IGNORECASE
)
_FULL_YEAR = re.compile(
    r"\b(?:full[- ]year|this year|(?:second|final|fourth)[- ](?:half|quarter)|20\d\d)\b(?![ ](?:PEA|study|report))",
    re.IGNORECASE,
)
_WOULD = re.compile(r"\b(?:would|could)\b(?! (?:have|not)\b)", re.IGNORECASE)
_OPERATED = frozenset({"production", "throughput", "ore-processed", "ore-mined", "aisc", "cash-cost", "recovery", "head-grade"})
_WOULD_COST = re.compile(r"\bwould[ \n](?:cost|require)\b", re.IGNORECASE)
_IS_NEEDED = re.compile(r"[ \n](?:is|are|will[ \n]be|would[ \n]be)[ \n](?:needed|required)\b")
_GIVEN_OUT = re.compile(r"\b(?:guid(?:ance|ed|es|ing)|outlook|forecast|(?:19|20)\d\d|this year|the year|quarter|half)\b", re.IGNORECASE)
_STILL_TO_COME = re.compile(
    r"\bwill\b|\bplan(?:s|ned)?\b(?! (?:\w+ ){0,2}(?:maintenance|shut-?downs?|stoppages?|outages?|downtime))|"
    r"(?<!on )(?<!on-)(?<!under )(?<!to )budget|"
    r"\bto be (?:sold|delivered|shipped|spent|mined|milled|processed|treated)"
)


def _of_accounts(sentence: str, quantity: Quantity, metric: str, said: str, own: str, near: str) -> str:
    """Shares, balances and results: done, unless they are to be issued or expected."""
    if metric == "dividend-per-share" and _TO_PROPOSE.search(sentence[: quantity.start]):
        return "plan"
    if metric in ("land-area", "dividend-per-share"):
        return "actual"
    if metric == "share-count":
        if re.match(r"\W{1,3}(?:today|currently|at present|now)\b", sentence[quantity.end :]) or _EXISTING.search(sentence[: quantity.start]):
            return "actual"
        if _ISSUES.search(said) and not _IN_ISSUE.search(said) and not _HAS_IN_ISSUE.search(sentence[: quantity.start]):
            issued = re.search(
                r"\b(?:has|have|were|was) (?:\w+ )?issued|\bissued\b(?! and)|granted|closed|completed|\braised\b|\b(?:consisted|comprised|"
                r"made up) of\b",
                own,
            )
            if _OPTION_TERMS.search(sentence[: quantity.start]):
                return "plan"
            if is_just_done(sentence, quantity.start) or _ARE_ISSUED.match(sentence, quantity.end):
                return "actual"
            if re.search(r"\bissuing\b[^.;]{0,30}$", sentence[: quantity.start]) and CLOSED.search(sentence):
                return "actual"
            return "actual" if issued and not TO_COME.search(own) else "plan"
        near = sentence[max(0, quantity.start - 45) : quantity.end + 45]
    if metric in EARNINGS and _ITS_TARGET.search(sentence[: quantity.start]):
        return "target"
    future = re.search(
        r"\b(?:will|to be|up to|expect\w*|forecast|guidance|would|propose\w*|plan(?!t)\w*|issuable|consist of|agreed to|intends? to)\b",
        near,
        re.IGNORECASE,
    )
    if not future:
        return "actual"
    return "plan" if metric == "share-count" else "guidance"


_TO_PROPOSE = re.compile(r"\b(?:intends?|expects?|plans?|proposes?)[ \n](?:that[ \n]\w+[ \n])?to[ \n](?:recommend|propose|declare|pay)\b")
_ITS_TARGET = re.compile(
    r"\btarget(?:ed)?[ \n](?:\w+[ \n]){1,2}of[ \n][A-Z]{0,3}\$?$|\b(?:EBITDA|profit|income|revenue)[ \n]target[ \n]of[ \n]\$?$", re.IGNORECASE
)
_EXISTING = re.compile(r"\b(?:existing|current|present)[ \n](?:issued[ \n])?$", re.IGNORECASE)
_ARE_ISSUED = re.compile(
    r"(?:[ \n](?:issuable|due|owing|owed|payable)\b[^;\d]{0,70})?[ \n](?:has|have)[ \n](?:\w+[ \n])?been[ \n]issued\b", re.IGNORECASE
)
_OPTION_TERMS = re.compile(
    r"\b(?:option|right) to (?:earn|acquire)\b|\b(?:can|may|to) earn\b|\bby (?:spending|incurring|making|paying)\b", re.IGNORECASE
)
_IN_ISSUE = re.compile(
    r"outstanding|(?:on|in) issue|shares issued|issued shares|issued (?:share )?capital (?:is|was|now|of|stands|comprises)|voting rights",
    re.IGNORECASE,
)
_HAS_IN_ISSUE = re.compile(
    r"\b(?:on|in)[ \n]issue(?: (?:a total of|approximately|some|were|was|of|are|is))*[ \n]$|\bissued (?:ordinary )?(?:shares|(?:share )?capital): ?$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:produced|sold|processed|milled|mined|poured|treated|crushed|hoisted|shipped|yielded|contributed|averaged|recovered|achieved)$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:to be|will be|be|expected|forecast|targeted|would)\W*$", re.IGNORECASE)


def _is_done(sentence: str, quantity: Quantity, cue: tuple[int, int], clause: tuple[int, int]) -> bool:
    """Whether the cue is a verb of the past, with nothing of the future before it: "produced 96,400 ounces in 2016, and expects ..."."""
    words = sentence[cue[0] : cue[1]].strip()
    before = sentence[max(clause[0], min(cue[0], quantity.start) - 60) : max(cue[0], clause[0])]
    own = sentence[max(cue[1], clause[0]) : quantity.start]  # "averaged 22,000 tonnes a day, with a target of 35,000 tonnes a day"
    if _TARGET.search(own) or _GUIDANCE.search(own):
        return False
    return _PAST.search(words) is not None and not _NOT_YET.search(sentence[: cue[0]]) and not _GUIDANCE.search(before) and not _RECORD.search(before)


_EXPECTED_TO_BE = re.compile(r"\b(?:is|are)[ \n](?:expected|anticipated)[ \n]to[ \n](?:be|total|average)\b")


def basis_of_the_past(basis: str, sentence: str, clause: Clause) -> str:
    """The basis of a figure whose time is over: "costs for 2011 are expected to be" tells an estimate, and what a quarter gave is done, be it told
    in a paragraph that speaks of a study too."""
    if basis == "guidance" and _EXPECTED_TO_BE.search(sentence, clause.before, clause.start):
        return "estimate"
    return "actual" if basis == "estimate" and not _ESTIMATED.search(sentence) else basis
