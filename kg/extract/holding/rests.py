"""The rest of a site, told of who has it: "A holds the remaining 25%", "with the balance held by B"."""

from __future__ import annotations

import re

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import At
from kg.extract.name_runs import ORG, SITE

# "A, with the balance held by B": the rest is not A's.
_HELD_BY_ANOTHER = (
    rf"(?!(?: of)?(?: the)?(?: {say.PERCENT})?(?: (?:participating |equity |carried )?(?:interests?|stake|shares?|ownership))?,? (?:(?:is|are|"
    rf"was|being|which is) )?"
    r"(?:now |currently |beneficially )?(?:held|owned|controlled|retained|belongs?|belonging|taken|in the hands) )"
)
# Whoever a thing is sold to retains nothing: "to A, retaining 74%" is said of the seller.
REST = re.compile(
    rf"(?!(?:(?<=\bto )|(?<=\bto the )){ORG}(?: \([^()]{{0,40}}\))?,? (?:also )?retaining\b)"
    rf"(?P<org>{ORG})(?: of [A-Z][a-z]+)?(?: \([^()]{{0,40}}\))?,? (?:which |who )?(?:is (?:the )?(?:operator|manager) and )?(?:also "
    rf")?(?:(?:holds|holding|owns|owning|keeps|keeping|retains|retaining|has|with) (?:the |an? )?|(?=the (?:remaining|other) \d|"
    rf"the (?:remainder|rest|balance)\b))(?:the |an? "
    rf")?(?:(?:remaining|remainder|other|balance|rest){_HELD_BY_ANOTHER}(?: of)?(?: (?P<percent>{say.PERCENT}))?|(?P<alone>{say.PERCENT})(?=[.,;]|$| "
    rf"(?:carried |free[- ]carried |participating )?interest(?:[.,;]|$)| and (?:remains|continues)\b))"
)
REST_BY = re.compile(
    rf"\b(?:remaining|remainder|other|balance|rest)(?: of [^.;{ORG}{SITE}]{{0,40}})?(?: (?P<percent>{say.PERCENT}))?(?: interest|"
    rf" stake)?(?: (?:of|in) (?:the )?{SITE})?,? "
    rf"(?:(?:is|being|are|was|were|has been) )?(?:(?:owned|held|bought|acquired|purchased|taken up|controlled|retained)(?: in \d{{4}})? by|"
    rf"(?:belongs|belonging|went|goes|sold|issued|transferred)(?: in \d{{4}})? to|(?:rests|lies|sits) with) (?:the |an? )?(?:[a-z]+ )"
    rf"{{0,3}}(?P<org>{ORG})"
)

# "The remaining 16% interest in X is held by the State", "X is 10% owned by the State": the share of whoever the text explains nowhere.
_REST_AHEAD = re.compile(
    rf"\b(?:remaining|remainder|other|balance|rest)(?: of)?,? (?:of )?(?:an? |the )?{say.PERCENT}[^.;{ORG}{SITE}]{{0,50}} (?:in|of) (?:the )?$",
    re.IGNORECASE,
)
_OWNED_BY_UNKNOWN = re.compile(
    rf",? (?:which )?(?:is|are) (?:also )?{say.PERCENT}[- ](?:owned|held) by (?:the )?(?!{ORG}|Company\b|Corporation\b|us\b)"
)


def is_anothers(here: At) -> bool:
    """Whether the share told about a naming is what somebody without a name has of the site."""
    return (_REST_AHEAD.search(here.before) or _OWNED_BY_UNKNOWN.match(here.behind)) is not None
