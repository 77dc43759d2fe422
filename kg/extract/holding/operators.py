"""Who operates a site beside owning it: "owns 60% of the ... mine and operates it", "A owns ...; A is the operator".

"Owns and operates" is a way to say that it owns it, and tells an owner only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import held_times as times
from kg.extract.context import Context
from kg.extract.holding.masked import At, Holding, holding, mask
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.names import SiteAt, Sites
from kg.facts import FACILITIES

OPERATES = "operates"  # the rule of these holdings: they stand beside what else their company has
_HOLDS = r"\b(?:owns?|holds?|has|have|retains?|is (?:the|an?) (?:owner|[\w.%-]+ (?:owner|participant|partner|shareholder)))\b"
_BRACKETS = r"(?: \([^()]{1,40}\))?"
# "owns 74% of, and operates, the", "holds a 51% interest in and is the operator of the", before a site.
_BOTH_BEFORE = re.compile(
    rf"{_HOLDS} [^.;{ORG}{SITE}]{{2,60}}?,? and (?:also )?(?:operates?,?|is (?:the )?(?:sole |project )?operator of) "
    rf"(?:(?!\b(?:and|at|near|from|in|for)\b)[^.;,{ORG}{SITE}]){{0,40}}$"
)
# "... and operates it", "... and is the operator", behind a site that its subject has.
_BEHIND = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}?(?: with (?:the )?{ORG}{_BRACKETS})?,? and (?:also |currently )?"
    r"(?:operates (?:it|the (?:mine|project|property|operation|joint venture))|"
    r"is (?:also )?(?:the |its )?(?:current |project |mine |sole )?operator)\b"
    r"(?! of (?!the (?:mine|project|property|joint venture)\b))"
)
_OTHER_BEHIND = re.compile(
    rf"(?:[^.;{SITE}]|(?<=\d)\.(?=\d)){{0,90}}?(?:,? (?:and|where|of which|for which)|\)) (?P<org>(?:the )?{ORG})(?: \([^()]{{1,40}}\))? "
    r"is (?:also |now )?(?:the )?(?:project |joint venture )?operator(?=[.,;]|$| of the (?:mine|project)\b)"
)
# "has a 50% interest with A, the operator", "is held with A (operator)", "with A as operator".
_WITH_OPERATOR = re.compile(
    rf"(?:[^.;{SITE}{ORG}]|(?<=\d)\.(?=\d)|{ORG} (?:has|holds|owns) ){{0,90}}? with (?:its partner |partner )?(?:the )?(?P<org>{ORG})"
    r"(?:, (?:which is )?(?:the |its )?(?:project |mine )?operator(?=[.,;]|$)| as (?:the )?(?:project )?operator\b| \((?:the )?operator\))"
)
# "A, the Company's joint venture partner and operator at the", before a site.
_PARTNER_RUNS = re.compile(
    rf"(?P<org>{ORG}){_BRACKETS}, (?:the |our |(?:the )?Company's |(?P<whose>{ORG})'s? )(?:[a-z-]+ ){{0,4}}?"
    rf"(?:partner and (?:project |the )?operator|operator and (?:[a-z-]+ ){{0,2}}partner) (?:at|of|on|for) "
    rf"(?:(?:the|its|our) )?[^.;,{ORG}{SITE}]{{0,30}}$"
)
_HAS_IT = re.compile(rf"{_HOLDS}(?P<between>[^.;{ORG}{SITE}]{{0,70}})$")
_NO = re.compile(r"\b(?:not|never|no|may|could|would|option|right|royalty|formerly|previously|stream|if|until)\b")
# In a sentence of its own, behind the one that names the site.
_ALONE = re.compile(
    rf"(?:The )?(?P<org>{ORG}){_BRACKETS} (?:is|remains|acts as|serves as|continues as|(?P<will>will (?:be|act as|become|serve as)))"
    r" (?:also )?(?:the )?(?:project |current |mine )?operator"
    r"(?: (?:of|for) the (?:project|mine|property|joint venture))?(?=\.| and | during | with |,)"
)
_NEXT = 40  # how far behind the sentence that names its site such a sentence may begin


def owns_too(before: str) -> bool:
    """Whether the words before a site say that whoever operates it also has it: "owns 74% of, and operates, the"."""
    return _BOTH_BEFORE.search(before[-200:]) is not None


def operators(here: At, subject: Organisation | None) -> Iterator[Holding]:
    """The operator that the words around a naming tell beside its owner; `subject` is whoever the clause before the site speaks of."""
    before = here.before[-200:]
    if other := _OTHER_BEHIND.match(here.behind) or _WITH_OPERATOR.match(here.behind):
        at = other.end("org")
        yield holding(here.org_behind(at - 1, at)[0], "operator", None, OPERATES, 0.9)
    if runs := _PARTNER_RUNS.search(here.before):
        yield holding(here.masked.orgs(*runs.span("org"))[0], "operator", None, OPERATES, 0.9)
        yield from (holding(one, "jv", None, "partner-in", 0.9) for one in here.masked.orgs(*runs.span("whose")) if runs["whose"])
    both = _BOTH_BEFORE.search(before)
    has = _HAS_IT.search(before) if both is None and _BEHIND.match(here.behind) else None
    found = both or has
    if subject is not None and found and not _NO.search(found.group()) and not _NO.search(before[max(0, found.start() - 16) : found.start()]):
        yield holding(subject, "operator", None, OPERATES, 0.9)


def operators_alone(context: Context, sites: Sites) -> Iterator[tuple[SiteAt, Holding]]:
    """ "A is the operator.", behind a sentence that names one site."""
    before = None
    for sentence in context.sentences:
        if before and "operator" in sentence.text and sentence.start - before.end <= _NEXT and not sites.named_in(sentence.start, sentence.end):
            named = {site for _, site in sites.named_in(before.start, before.end) if site.kind not in FACILITIES}
            masked = mask(context, sites, sentence)
            if len(named) == 1 and (found := _ALONE.match(masked.text)):
                company = masked.orgs(found.start("org"), found.end("org"))[0]
                told = times.told(times.COMING, context.published) if found["will"] else None
                low, high = before.start, sentence.start + len(sentence.text)
                yield named.pop(), Holding(company, "operator", None, low, high, OPERATES, 0.9, told)
        before = sentence


# "operated by A until 1987", "Previously X was mined by A": no more.
_UNTIL = re.compile(r"(?: \([^()]{1,40}\))?,? (?:until|till|up to|between|from (?:19|20)\d\d (?:to|until)|in the (?:19|20)\d0s|during the)\b")
_ONCE = re.compile(r"(?:^|[.;] )(?:Previously|Formerly|Historically|Until|Before|Prior to|Between|(?:In|From) (?:the )?(?:19|20)\d\d)\b[^.;]*$")


def ran_once(here: At, end: int) -> bool:
    """Whether the words about a naming say that whoever operated it does no more; `end` is where those behind it name it."""
    return _UNTIL.match(here.behind, end) is not None or (
        _ONCE.search(here.before) is not None and re.match(r"[^.;]*? was ", here.behind) is not None
    )
