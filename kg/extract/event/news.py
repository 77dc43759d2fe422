"""Whether what a trigger meets is news of the release where no date goes with it."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.event.found import AFTERMATH, ENDED, STOPPED
from kg.extract.event.grammar import DID, TOPIC
from kg.extract.event.hits import Hit
from kg.extract.event.texts import Text

# Characters in which a release tells its news. What a report of a year tells without a date further below happened at some time in that year.
NEWS = 20_000
_AFTER_THIS = re.compile(
    r"\b(?:prior to|before|until|pending|upon|following|after|once|when|since|during|while|assuming|because|"
    r"as soon as)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:announc\w+|report\w*|provid\w+|present\w*|releas\w+|publish\w*|pleased|advis\w+|updates?|deliver\w*|informs?|disclos\w+|"
    r"receiv\w+|declar\w+|"
    r"sets out|confirms?|said|intends? to|notif\w+|filed|has|have|(?:will|is to) (?:also |then )?(?:buy|acquire|purchase))\b",
    re.IGNORECASE,
)
# Behind what is told stands who tells it: "..., reported Alder Gold Corp.", "..., the Company said today."
_SAID = re.compile(
    r", (?:(?:said|announced|reported|advised|reports|announces|says|advises)\b[^;]{3,90}|"
    r"[^;]{3,90} (?:said|announced|reported|advised|confirmed|disclosed|says|reports|announces|advises)(?: today)?)\W*$"
)
# The verb of a clause, not only a participle: "began", "was halted", "is suspending".
_ACTS = re.compile(
    r"\b(?!had\b)(?:began|went|took|made|sold|bought|won|broke|fell|struck|left|stole|met|held|was|were|is|are|has|have|been|[a-z]+ed)\b",
    re.IGNORECASE,
)
# Before words that only name a thing: of a relative clause, of what came first.
_NAMES_ONLY = re.compile(r"\b(?:which|who|that|whose|where|had|listed|with)(?: \w+)?\s$", re.IGNORECASE)
_NEWS = re.compile(
    r"\b(?:also|today|further|additionally|announces|reports|pleased|advises|as follows|set out (?:below|in)|summari[sz]ed)\b|\b(?:are|were):$",
    re.IGNORECASE,
)
ALSO = re.compile(
    r"\b(?:also|further|additionally) (?:announc\w+|report\w*|provid\w+|pleased)\b|"
    r"\b(?:pleased|delighted|proud|happy|excited) to (?:also )?(?:announce|report|advise|confirm|inform)\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(
    r"^(?:has|have|is|are)\b(?! (?:kept|held|on|under))|\b(?:has|have) (?:now |also |all )?come\b|\bto hand\b|\b(?:is|"
    r"are) (?:now )?being (?:[a-z]+(?:ed|en)|sold|bought|built)\b|\bcontinues? to be\b|\b(?:has|"
    r"have) (?:now |also |been |since |today )?(?:\w+ly )?\w+(?:ed|en|un|ld|ned)\b|"
    r"\b(?:is|are) (?:now |currently |presently )?(?:temporarily )?(?:suspended|halted|idled|stopped|complete|finished|over)$|"
    r"\bwill not (?:now |therefore |be )?(?:proceed|go)",
    re.IGNORECASE,
)
# What is news where it is told in the perfect tense: "has declared a dividend".
_NEWS_TYPES = frozenset(
    "dividend guidance acquisition divestiture option-agreement joint-venture offtake financing permit listing labour-agreement strike suspension "
    "restart commercial-production litigation technical-report merger closure expansion name-change financial-results production-results "
    "resource-estimate ended".split()
)
_HAVE = re.compile(r"\b(?:has|have) (?:also |now |since |recently |temporarily |mutually |jointly )?$", re.IGNORECASE)
# "The Company confirmed that it had sold the mill": news told in its words.
_SAYS = (
    r"\b(?:confirm(?:s|ed)|not(?:es|ed)|report(?:s|ed)|advis(?:es|ed)|announc(?:es|ed)|says|said|stat(?:es|ed)|disclos(?:es|ed)|add(?:s|ed)|"
    r"understands|informed \w+) (?:today )?that\b[^,;]{1,80}?\bhad (?:\w+ly )?"
)
_SAID_THAT = re.compile(_SAYS + "$", re.IGNORECASE)
_SAID_HAD = re.compile(_SAYS + r"\S+", re.IGNORECASE)
_FUNDING = frozenset({"financing", "acquisition", "divestiture"})
# What is done for or with the deal that a release announces is done on its day: "To fund the acquisition, the Company closed a placement".
_BESIDE_DEAL = re.compile(
    r"(?:To (?:fund|finance|pay for)|In (?:connection|conjunction) with|Concurrent(?:ly)? with|As part of|Simultaneously with) "
    r"(?:the |its |this )?(?:[\w-]+ ){0,3}(?:acquisition|purchase|transaction|offering|placement|financing|sale|merger|arrangement|closing)\b"
)
_CLOSED = re.compile(r"\b(?:closed|completed|signed|entered|raised|sold|issued|acquired)\b")
_ALSO_DONE = re.compile(r"\b(?:was|were) also\b")  # at some time before
_SKIPPED_TYPES_UNDATED = frozenset({"record", "meeting", "incident", "first-production", "construction", "remediation"})
_CHANGED = re.compile(
    r"\b(?:enlarged|increas(?:ed|ing)|expand(?:ed|ing)|extend(?:ed|ing)|doubled|broaden(?:ed|ing)|scaled up|commenced|begun|started|mobili[sz]ed)\b",
    re.IGNORECASE,
)
# A phase, program or survey that is over, and not how much has been drilled so far.
_OVER = re.compile(
    r"\b(?:completed|finished|concluded|wrapped up)\b(?! (?:[a-z]+ ){0,3}\d)[^;]*\b(?:phase|programs?|programmes?|campaigns?|season|surveys?)\b|"
    r"\b(?:phase|programs?|programmes?|campaigns?|season|surveys?)\b[^;]*\b(?:completed?|finished|concluded|wrapped up|over)$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:extended|expanded|outlined|doubled|lengthened|come back|come in|to hand|back|in hand|been received|been returned|arrived|"
    r"(?:released|reported|announced|published)\b[^;]*\bresults)\b",
    re.IGNORECASE,
)
_FIRSTS = frozenset({"construction", "first-production", "record"})
_FIRST_OR_LAST = re.compile(
    r"\b(?:begun|started|commenced|completed|finished|broken|achieved|poured|produced|shipped|set|posted|reached|broke|recorded)\b", re.IGNORECASE
)
_RESUMED = re.compile(r"\b(?:resumed|restarted|recommenced)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:will|when|once|until)\b", re.IGNORECASE)
_BEGUN = re.compile(r"\b(?:begun|began|started|commenced|commissioned|initiated)\b", re.IGNORECASE)
# What stopped because of what the sentences before tell.
_AFTERMATH = re.compile(
    r"\b(?:following|after|as a (?:result|consequence) of|because of|due to|in response to) (?:the|this|that) (?:fatal )?"
    r"(?:accident|incident|event|fatality|failure|fire|seismic event|fall of ground|rockfall|flood(?:ing)?|spill|collapse|inrush)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"^(?:idl|halt|stopp|suspend|interrupt|clos|curtail)ed\b|^shut\b|\b(?:was|were|led to|resulted in|caused|prompted|forced)\b")
_SO = re.compile(r"(?:As a (?:result|consequence)|Consequently|Accordingly|Therefore|For this reason|Because of (?:this|these|it))\b(?! of\b)")
_REMAINS = re.compile(r"\b(?:remains?|stays?) (?:suspended|halted|stopped|idled?|shut(?: down)?|closed|interrupted)\b")


# "As previously announced, the Company has signed": of another day.
_TOLD_BEFORE = re.compile(
    r"(?:^|[,;(] ?)as (?:was |has been |it |the Company )?(?:(?:previously|already|earlier|recently|has) )?"
    r"(?:announced|reported|disclosed|released)\b(?! today)|"
    r"\b(?:previously|earlier|already) (?:announced|reported|disclosed) that\b",
    re.IGNORECASE,
)


_RECENTLY = re.compile(r"\b(?:recently|previously|earlier|already|just)[- ](?:announced|reported|released|published|disclosed)\b", re.IGNORECASE)
_RESULTS = frozenset("drill-results resource-estimate technical-report production-results guidance".split())


# "upon completion of the previously announced business combination"
_OLD_DEAL = re.compile(r"\b(?:previously|earlier|already)[- ]announced\b[^.;]{0,70}$", re.IGNORECASE)
# Why something else is done: "in light of the deferral of the listing".
_REASON = re.compile(
    r"\b(?:in (?:the )?(?:light|view|anticipation|connection) (?:of|with)|owing to|due to|because of|given|despite)\b[^,;]{0,60}$", re.IGNORECASE
)
# "two rigs are planned once it receives the permits"
_ONCE_IT = re.compile(r"\b(?:once|when|until|if|unless|as soon as) (?:(?:it|we|they|the Company) )?(?:(?:has|have) )?(?:\w+ly )?$", re.IGNORECASE)
_RUNS = frozenset("restart suspension closure commissioning construction first-production commercial-production exploration-program listing".split())
_ENDS = re.compile(r"\b(?:clos|complet(?!ion of)|increas|upsiz|amend|terminat|approv)\w*", re.IGNORECASE)


# How a point of a list begins that tells a deed like a headline: "Closes the sale of the mill", "Acquisition of the Alder project".
_DEED_FIRST = re.compile(
    r"\W{0,6}(?:[Ss]uccessful(?:ly)? |[Tt]imely |[Ff]ormal )?"
    r"(?:(?:Closes|Completes|Acquires|Sells|Buys|Divests|Signs|Receives|Secures|Raises|Declares|Enters|Begins|Starts|Commences|Resumes|Restarts|"
    r"[A-Z][a-z]*(?:-[a-z]+)?ed(?= (?:the|its|an?|our|all|first|second|third|final|commercial|another|two|three|four|\$?\d))|"
    r"Began|Broke|Sold|Bought|Won|Set|Met|Took|Spun|"
    r"Obtains|Reiterates|Reaffirms|Maintains|Updates|Files|Submits|Executes|Launches|Increases|Lowers|Withdraws|Suspends|Approves|Options|Forms)\b|"
    r"(?:[Aa]cquisition|[Ss]ale|[Dd]isposal|[Dd]ivestment|[Cc]ompletion|[Cc]losing|[Rr]eceipt|[Ss]igning|[Ee]xecution|[Gg]rant(?:ing)?|[Aa]ward|"
    r"[Cc]ommencement|[Ss]tart|[Rr]esumption|[Rr]estart|[Ss]uspension|[Ff]iling|[Ff]ormation|[Ee]stablishment|[Pp]urchase|[Cc]losure) of\b)"
)
_TO_COME = re.compile(
    r"\b(?:targeted|targeting|expected|planned|scheduled|due|anticipated|forecast|to be|will|on track|next (?:week|month|quarter|year)|later|"
    r"by (?:the )?(?:end|close|mid|year-?end))\b",
    re.IGNORECASE,
)
_DEED_SOON = 50  # characters of a point within which its deed is told


def tells_deed(one: Text) -> bool:
    """Whether a point of a list begins like a headline with its deed."""
    return one.kind == "bullet" and _DEED_FIRST.match(one.text) is not None and not _TO_COME.search(one.text)


def is_news(one: Text, hit: Hit) -> bool:
    """Whether what has no date is news of the day of the release."""
    if one.kind != "title" and _TOLD_BEFORE.search(one.text[: hit.start + 25]):
        return False
    if one.kind != "title" and hit.trigger.type in _RESULTS and _RECENTLY.search(one.text[max(0, hit.start - 25) : hit.end]):
        return False
    if one.kind == "title":
        return True
    if one.kind in ("about", "speech") or (hit.noun and one.kind != "lead"):
        return False
    if tells_deed(one) and hit.start < _DEED_SOON and hit.trigger.type not in ("record", "incident", "meeting"):
        return True
    before, inside = one.text[max(0, hit.start - 70) : hit.start], one.text[hit.start : hit.end]
    if one.kind == "lead" and hit.trigger.tense == TOPIC and _OLD_DEAL.search(before + inside) and not _ENDS.search(before + inside):
        return False
    if one.kind == "lead" and hit.trigger.tense == TOPIC and hit.trigger.type in _RUNS and inside.startswith("to "):
        return False  # "expects to restart it" tells what is to come
    if one.kind == "lead" and hit.trigger.tense == TOPIC and (_REASON.search(before) or _ONCE_IT.search(before)):
        return False
    if one.kind == "lead":
        announces = _ANNOUNCES.search(one.text[: hit.start] + inside) is not None or (one.first and _opens_story(one.text, hit, inside))
        return announces and (hit.trigger.tense == TOPIC or not _AFTER_THIS.search(before))
    if had := _HAVE.search(before):
        inside = had.group() + inside  # "have taken job action": the verb of a trigger that begins with its participle
    elif _SAID_THAT.search(one.text, 0, hit.start) or _SAID_HAD.search(one.text, 0, hit.end):
        inside = "has " + inside.removeprefix("had ")
    repaired = hit.trigger.type == "remediation" and _PERFECT.search(inside) is not None
    resumed = hit.trigger.type == "construction" and _RESUMED.search(inside) is not None and _PERFECT.search(inside) is not None
    begun = hit.trigger.type in _FIRSTS and _PERFECT.search(inside) is not None and _FIRST_OR_LAST.search(inside) is not None
    announced = hit.trigger.tense == TOPIC and ALSO.search(before + inside) is not None
    if (
        (hit.trigger.type in _SKIPPED_TYPES_UNDATED and not (repaired or resumed or begun or announced))
        or _AFTER_THIS.search(before)
        or _in_speech(one.text, hit.start)
    ):
        return False
    if hit.trigger.tense == DID and hit.trigger.type in _FUNDING and one.kind == "body" and _BESIDE_DEAL.match(one.text) and _CLOSED.search(inside):
        return True
    if hit.trigger.type == "drill-results" and re.search(r"\bwill\b|\bresults\b[^;]*\breceived\b", inside):
        return False
    if hit.trigger.tense == TOPIC:
        return one.kind == "body" and announced
    perfect = one.kind == "body" and (resumed or begun or _is_news_type(hit.trigger.type, inside)) and _PERFECT.search(inside) is not None
    if hit.trigger.type == "exploration-program" and _ALSO_DONE.search(inside):
        return False
    return perfect or hit.trigger.type in ("dividend", "guidance") or _NEWS.search(before + inside) is not None


def _opens_story(text: str, hit: Hit, inside: str) -> bool:
    """Whether the sentence that opens the story tells news in its own verb, or ends with who tells it: "..., said Alder Gold Corp."."""
    acts = hit.trigger.tense == DID and _ACTS.search(inside) is not None and not _NAMES_ONLY.search(text, max(0, hit.start - 40), hit.start)
    return acts or _SAID.search(text, max(0, len(text) - 120)) is not None


def _in_speech(text: str, at: int) -> bool:
    """Whether a place of a sentence is within what somebody is quoted to have said."""
    return '"' in text[:2] or text.count('"', 0, at) % 2 == 1


def _is_news_type(kind: str, words: str) -> bool:
    """Whether what is told in the perfect tense is news: a study that has begun is none, nor are results that lie in a table."""
    if kind == "technical-report":
        return not _BEGUN.search(words)
    if kind == "exploration-program":
        return _CHANGED.search(words) is not None or _OVER.search(words) is not None
    if kind == "drill-results":
        return _BACK.search(words) is not None and not _LATER.search(words)
    return kind in _NEWS_TYPES or kind in ("remediation", "commissioning")


def stop_rule(one: Text, hit: Hit) -> str | None:
    """The rule by which what stopped without a date did so because of a mishap."""
    if hit.trigger.type != "suspension" or hit.trigger.tense != DID or one.kind not in ("lead", "body", "bullet"):
        return None
    if _AFTERMATH.search(one.text) and one.kind != "bullet":
        return AFTERMATH
    stopped = _WAS.search(one.text[hit.start : hit.end]) or (_SO.match(one.text) and _REMAINS.search(one.text, hit.start, hit.end))
    return STOPPED if stopped and not is_news(one, hit) else None


_MISHAPS = frozenset({"incident", "suspension", "closure", "permit"})
_PASSED = frozenset("incident suspension closure permit joint-venture option-agreement restart".split())
_DEEDS = frozenset("permit acquisition divestiture joint-venture offtake financing labour-agreement commissioning restart construction".split())
_PARTICIPLE = re.compile(r"\b(?:[a-z]{2,}ed|sold|built|made|won|begun|given|taken|brought)$")
_GRANTED = re.compile(
    r"\b(?:was|were|has been|have been) (?:\w+ly )?(?:granted|issued|received|approved|renewed|awarded|obtained)\b|\bgranted for\b", re.IGNORECASE
)
_JUST = re.compile(r"\b(?:recently|just|newly|(?:soon|shortly) after (?:the Company|it|we)) (?:secured|received|obtained|won)\b", re.IGNORECASE)
_OF_SITE = re.compile(r" (?:of|at|in) (?:the |its |our )?")
_ORDERED = re.compile(r"\bstop[- ]work orders?\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:was|were|has|have|had|been|came|went|fell|broke|struck|shut|led|put|shutting|closing|[a-z]{2,}ed)\b")


def happened(context: Context, one: Text, hit: Hit) -> bool:
    """Whether a mishap, a stop, an end or a deed is told to have come to a site by name, or by a point of a list, on a day that nobody tells."""
    if hit.trigger.tense != DID or one.kind not in ("lead", "body", "bullet") or one.start > NEWS or _in_speech(one.text, hit.start):
        return False
    if hit.trigger.type == ENDED:
        return True
    if hit.trigger.type not in _MISHAPS and _TOLD_BEFORE.search(one.text[: hit.start + 25]):
        return False
    if one.kind == "bullet" and hit.trigger.type in _DEEDS and hit.start < _DEED_SOON // 2:
        return _PARTICIPLE.search(one.text, hit.start, hit.end) is not None
    named = any(naming.start not in context.sites.aside for naming, _ in context.sites.named_in(one.start, one.start + len(one.text)))
    if not named or (hit.trigger.type == "permit" and not _is_granted(one.text, hit)):
        return False
    if hit.trigger.type == "incident" and _befell(context, one, hit):
        return True
    ordered = hit.trigger.type == "suspension" and _ORDERED.search(one.text, hit.start, hit.end) is not None
    return hit.trigger.type in _PASSED and (ordered or _VERB.search(one.text, hit.start, hit.end) is not None)


def _is_granted(text: str, hit: Hit) -> bool:
    """Whether a permit is told to have been granted, or to have been got not long ago."""
    return (_GRANTED.search(text, hit.start, hit.end + 4) or _JUST.search(text, max(0, hit.start - 40), hit.end)) is not None


def _befell(context: Context, one: Text, hit: Hit) -> bool:
    """Whether the noun of a mishap has a site behind it: "the flooding of the Alder mine"."""
    of = _OF_SITE.match(one.text, hit.end)
    return of is not None and any(
        naming.start == one.start + of.end() for naming, _ in context.sites.named_in(one.start + hit.end, one.start + of.end() + 60)
    )
