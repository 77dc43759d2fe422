"""A site that only tells where another lies: "the Alder project lies 12 miles north of A's Birch mill and is held under option from B"."""

from __future__ import annotations

import re

from kg.extract.holding.masked import At, Masked
from kg.extract.holding.phrases import PERCENT
from kg.extract.name_runs import ORG, SITE

_ASIDE = re.compile(
    rf"{SITE}(?: [a-z]+)?,? (?:which )?(?:lies|is|sits|are|lie)(?: (?:located|situated|about|some|approximately|only|just))* "
    rf"(?P<away>(?:\d[\d.]* ?(?:km|kilomet(?:re|er)s?|miles?) (?:to the )?(?:[a-z-]+ )?(?:of|from)|next to|adjacent to|near|beside|south of|"
    rf"north of|east of|west of) (?:the |its |our )?(?:{ORG}(?:'s?|s') )?(?:[\w-]+ ){{0,4}}{SITE}(?: [a-z]+)?) (?:and|but) "
    r"(?=(?:is|are|was|were|has|remains|can|may)\b)"
)
# "A, which owns the other 30%, has the Birch mine": of another site than the one that the sentence goes on to name.
_REST_ASIDE = re.compile(
    rf"(?<={ORG}),? (?:\([^()]{{1,40}}\),? )?(?:which|who) (?:holds|owns|has|keeps|retains) the (?:other|remaining|balance of) {PERCENT}"
    r"(?: interest| stake| share)?(?=, )"
)


def without_asides(masked: Masked, at: int) -> Masked:
    """The sentence for reading what is told of the site at an offset: less the aside where it is the subject, and for the site of the aside less
    what goes on behind it, which is told of the subject."""
    for rest in _REST_ASIDE.finditer(masked.text, 0, at):
        if SITE not in masked.text[: rest.start()]:  # of the site of the sentence before
            text = masked.text[: rest.start()] + "x" * len(rest.group()) + masked.text[rest.end() :]
            return Masked(masked.sentence, text, masked.marks)
    found = _ASIDE.search(masked.text)
    if found is None:
        return masked
    low, high = found.span("away")
    if low <= at < high:
        return Masked(masked.sentence, masked.text[:high], {mark: of for mark, of in masked.marks.items() if mark < high})
    text = masked.text[:low] + "x" * (high - low) + masked.text[high:]
    return Masked(masked.sentence, text, {mark: of for mark, of in masked.marks.items() if not low <= mark < high})


_SOMEBODY = r"(?!(?:the )?(?:Company|Corporation|Group|us|it)\b)"
# "is owned by the State of Halden", of somebody whom the text explains nowhere; "is 10% owned by the State" leaves the most to another.
_BY_UNKNOWN = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:which )?is (?:(?:100|[5-9]\d)(?:\.\d+)?%[- ]|wholly |majority )?owned(?: and operated)? by "
    rf"{_SOMEBODY}(?P<who>[^.;,]{{2,60}})"
)


# "the acquisition of the X mine by i-90 Corp."
_BOUGHT = re.compile(r"\b(?:acquisition|purchase|takeover) of (?:the |an? )?(?:[a-z-]+ ){0,4}$", re.IGNORECASE)
_BY = re.compile(rf"(?: \([^()]{{1,40}}\))? by {_SOMEBODY}(?:the )?(?P<who>[^\s.;,]+ [^.;,]{{2,60}})")


def is_of_unknown(before: str, behind: str) -> bool:
    """Whether the words about a site give it to somebody who is none of the companies that the text names."""
    owned = _BY_UNKNOWN.match(behind) or (_BY.match(behind) if _BOUGHT.search(before[-80:]) else None)
    return owned is not None and ORG not in owned["who"]


# "adjacent to some of the largest mines, specifically the X mine, the Y mine".
_BESIDE_MANY = re.compile(
    rf"\b(?:adjacent|next|close|contiguous|proximal) to [^.;{SITE}{ORG}]{{0,80}}\b(?:mines|deposits|projects|operations)\b[^.;{SITE}{ORG}]{{0,30}}?,?"
    rf" (?:specifically|namely|including|such as|like)\b[^.;{ORG}]{{0,200}}$"
)


def is_beside_many(before: str) -> bool:
    """Whether a site stands in a list of those beside which something lies."""
    return _BESIDE_MANY.search(before) is not None


# "the 100%-owned X property, the Y property": of the first alone, where that has its own kind word.
_ITS_SHARE = re.compile(rf"{PERCENT}[- ](?:owned|held)\b[^.;,{ORG}{SITE}]{{0,60}}$")


def is_of_first(here: At, start: int) -> bool:
    """Whether the share told before the site at an offset, which opens a list, describes that site and none behind it."""
    first = next((naming for at, naming, _ in here.masked.sites() if at == start), None)
    return first is not None and first.rule == "name-kind" and _ITS_SHARE.search(here.before, 0, start) is not None
